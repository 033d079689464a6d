"""Which body an office without a country is: rules over the words, the paragraph and the report.

The names layer gives "the defence ministry" the country its passage speaks of most, which in a
launch report is often the one that fired. The rules of `RULES` are tried in order; the first that
answers decides, and its docstring is the step that `explain` shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from dateline.claims import passages
from dateline.claims.speakers import halves
from dateline.claims.speakers.rules import explanation
from dateline.claims.speakers.setting import Setting
from dateline.claims.voices import Voice
from dateline.model import Evidence, EvidenceRole, Span, Step
from dateline.reference import authorities as reference

_LARGE = 100_000
_SILENT = frozenset({"PRK"})
"""States whose ministries and forces give no figures: a body told of there is another's."""
_OF_GROUP = re.compile(
    r"(?:the\s+)?(?:group|movement|militia|rebel|insurgent)s?'?(?:'s|\u2019s)?\s", re.IGNORECASE
)
_STATEMENT = re.compile(
    r"(?:the|its|their|that|this) (?:\w+ )?(?:statement|release|communiqu[e\u00e9]|message|notice|"
    r"bulletin|posting|report)", re.IGNORECASE,
)  # fmt: skip
_PRONOUNS = frozenset({"he", "she", "it", "they", "who", "which"})
_OWN = {"MND": "MOD", "official": "GOV"}
_MEDIA = re.compile(r"\b(?:news agency|agency|media|television|newspaper)\b", re.IGNORECASE)
_CHIEFS = re.compile(r"\bJoint Chiefs\b|\bJCS\b")
_STATE_MEDIA = re.compile(
    r"\bstate(?:-run|-owned| run)? (?:media|television|tv|news agency|broadcaster|radio)\b|"
    r"\bofficial (?:media|news agency)\b", re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Office:
    """One authority as a source gives it: `who`, its parts, and the words of the source.

    `loose` says that the country was taken from the passage, not from the words.
    """

    who: str
    words: str
    sources: tuple[Span, ...]
    loose: bool
    voice: Voice

    @property
    def country(self) -> str:
        return self.who.partition(":")[0]

    @property
    def code(self) -> str:
        return self.who.partition(":")[2]


class Bodies:
    """Answers which body the office of a source is in this report."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.misread = halves.misread(setting.ann)
        self.meant: dict[str, str] = {}
        self.meant = self._meant()

    def of(self, voice: Voice) -> Voice:
        """The voice with every office put to the body that it is in this report."""
        sources = tuple(e.span for e in voice.evidence if e.role is EvidenceRole.SOURCE)
        words = " ".join(e.quote for e in voice.evidence if e.role is EvidenceRole.SOURCE)
        loose = any(
            ("country of the passage" in n.rule or "the name before it" in n.rule)
            for n in self.setting.ann.names
            if any(n.span.overlaps(s) for s in sources)
        )
        out, steps = [], []
        for who in voice.said_by:
            office = Office(who, words, sources, loose, voice)
            better = who
            for rule in RULES if loose else ALWAYS:
                found = rule(self, office)
                if found is not None:
                    better = found
                    if found != who:
                        steps.append(Step(explanation(rule), (who,), found))
                    break
            out.append(better)
        if tuple(out) == voice.said_by:
            return voice
        return replace(voice, said_by=tuple(out), steps=(*voice.steps, *steps))

    def _meant(self) -> dict[str, str]:
        """Bodies that offices without a country were taken for, each with the one they are taken
        for here, so that "they" behind "the Joint Chiefs" are the same ones."""
        meant: dict[str, str] = {}
        for n in self.setting.ann.names:
            if n.authority and "the country of the passage" in n.rule:
                quoted = Evidence(EvidenceRole.SOURCE, n.span, n.span.of(self.setting.text))
                found = self.of(Voice((n.authority,), evidence=(quoted,))).said_by[0]
                if found != n.authority:
                    meant.setdefault(n.authority, found)
        return meant


Rule = Callable[[Bodies, Office], str | None]


def as_before(bodies: Bodies, office: Office) -> str | None:
    """A pronoun for a body that the report named before."""
    return bodies.meant.get(office.who) if office.words.lower() in _PRONOUNS else None


def half_of_korea(bodies: Bodies, office: Office) -> str | None:
    """ "The North" and "the South" in a report on the two Koreas."""
    half = halves.half(office.voice) if bodies.setting.korean else None
    if half and office.country != half and office.code in halves.OFFICES:
        return reference.state_body(half, halves.OFFICES[office.code]).id
    return None


def other_half(bodies: Bodies, office: Office) -> str | None:
    """A body of one Korea that was taken for the other's."""
    return None if re.search(r"\bKorea", office.words) else bodies.misread.get(office.who)


def officers(bodies: Bodies, office: Office) -> str | None:
    """Officers who tell of weapons are soldiers."""
    if office.code != "POL" or not re.search(r"\bofficers?\b", office.words, re.IGNORECASE):
        return None
    told = re.search(r"\bpolice\b", office.words, re.IGNORECASE)
    return None if told else reference.state_body(office.country, "MIL").id


def owned(bodies: Bodies, office: Office) -> str | None:
    """ "Its ministry", "the group's spokesman": of the last state or group named as a subject."""
    setting = bodies.setting
    if office.sources and _OF_GROUP.match(office.words):
        return _last_group(setting, office.sources[0])
    if not re.match(r"(?:its|their)\b", office.words, re.IGNORECASE) or not office.sources:
        return None
    parse, here = setting.ann.parse, office.sources[0]
    media = _MEDIA.search(office.words)
    code = "MEDIA" if media else _OWN.get(office.code, office.code)
    soldiers = office.code in ("MIL", "MOD", "MND", "JCS")
    for n in reversed(setting.names):
        root = parse.root_of(n.span)
        before = n.span.end <= here.start
        half = setting.korean and halves.SIDES.get(n.span.of(parse.text))
        named = root is not None and (root.dep == "nsubj" or (soldiers and half == "KOR"))
        if before and half and named and not (soldiers and half in _SILENT):
            return reference.state_body(half, code).id
        if not before or root is None or not n.authority or n.sort not in ("country", "body"):
            continue
        if root.dep != "nsubj" or not setting.same_block(n.span.start, here.start):
            continue
        state = reference.body(n.authority)
        if n.country and n.sort == "country":
            group = state is not None and not state.serves
            return n.authority if group else reference.state_body(n.country, code).id
        if n.country and state is not None and state.serves:
            return reference.state_body(n.country, code).id
        return n.authority
    return None


def its_statement(bodies: Bodies, office: Office) -> str | None:
    """A statement is of whoever spoke last."""
    setting = bodies.setting
    if not office.sources or not _STATEMENT.fullmatch(office.words):
        return None
    told = zip(setting.voices.attributions, setting.voices.all, strict=True)
    said = [
        (a.source[-1].end, v.said_by[0]) for a, v in told
        if a.source and a.source[-1].end <= office.sources[0].start
        and setting.same_block(a.source[0].start, office.sources[0].start)
        and not setting.is_dateline(v)
    ]  # fmt: skip
    return max(said)[1] if said else None


def _last_group(setting: Setting, source: Span) -> str | None:
    """The group of no state that the report named last before a source."""
    groups = [
        n.authority for n in setting.ann.names
        if n.authority and n.span.end <= source.start
        and (b := reference.body(n.authority)) is not None and n.sort == "body"
        and not b.serves and b.id.partition(":")[0].isupper()
    ]  # fmt: skip
    return groups[-1] if groups else None


def of_one_state(bodies: Bodies, office: Office) -> str | None:
    """A body that only one state has under that name."""
    words = re.sub(r"^(?:the|an?)\s+", "", office.words, flags=re.IGNORECASE)
    entry = reference.named(words)
    return entry.body.id if entry is not None and entry.body is not None else None


def joint_chiefs(bodies: Bodies, office: Office) -> str | None:
    """The Joint Chiefs of a report on the two Koreas are the South's."""
    return "KOR:JCS" if bodies.setting.korean and _CHIEFS.search(office.words) else None


def state_media(bodies: Bodies, office: Office) -> str | None:
    """State media are those of the state that acts, else of the first one named that has such."""
    if not _STATE_MEDIA.search(office.words):
        return None
    named = [n.country for n in bodies.setting.ann.names if n.country]
    for country in (*sorted(bodies.setting.actors), *named):
        body = reference.state_body(country, "MEDIA")
        if body.serves == "MEDIA":
            return body.id
    return office.who


def office_held(bodies: Bodies, office: Office) -> str | None:
    """The one office that the named person is known to have held."""
    held = {h.authority for h in reference.held_by(" ".join(office.words.split()[:2]))}
    return next(iter(held)) if len(held) == 1 else None


def spoken_of(bodies: Bodies, office: Office) -> str | None:
    """The only state beside the one that acts which the paragraph names before it."""
    if not office.sources or office.code not in halves.OFFICES:
        return None
    here = passages.states_before(bodies.setting.ann, office.sources[0])
    others = here - bodies.setting.actors
    if len(others) != 1 or office.country in here:
        return None
    serves = reference.body(office.who)
    code = (serves.serves if serves and serves.serves else None) or office.code
    return reference.state_body(next(iter(others)), halves.OFFICES.get(code, code)).id


def at_home(bodies: Bodies, office: Office) -> str | None:
    """The state that acts, where the office was given to a state that no words name."""
    if office.code not in ("MOD", "MIL"):
        return None
    setting, country = bodies.setting, office.country
    named = {n.country for n in setting.ann.names if n.country and n.sort in ("country", "body")
             and "not in the words" not in n.rule}  # fmt: skip
    actors, dateline = setting.actors, setting.dateline()
    known = country in named or country in actors or country == dateline
    if known and not actors & _SILENT and country not in actors:
        known = country == dateline or passages.takes_part(
            setting.ann, country, setting.head
        )  # "after a delay over tension around Taiwan"
    if known or len(actors) != 1:
        return None
    return reference.state_body(next(iter(actors)), office.code).id


def of_the_relay(bodies: Bodies, office: Office) -> str | None:
    """The state of the outlet that passes on what bodies without a country say."""
    if office.code not in ("MOD", "MND", "MIL", "GOV"):
        return None
    outlets = [reference.body(who) for who in office.voice.via if who.startswith("outlet:")]
    relay = next((b.country for b in outlets if b is not None and b.country), None)
    code = "MOD" if office.code == "MND" else office.code
    return reference.state_body(relay, code).id if relay else None


def watches(bodies: Bodies, office: Office) -> str | None:
    """A body without a country watches from outside."""
    setting, country = bodies.setting, office.country
    if office.code not in ("MOD", "MIL"):
        return None
    town = setting.dateline()
    told = bool(office.sources) and country in passages.states_before(
        setting.ann, office.sources[0]
    )
    away = country in _SILENT or (town is not None and town not in setting.actors)
    if not ((country in setting.actors and away) or (town and not told)):
        return None
    other = _watcher(setting, office.sources[0])
    return reference.state_body(other, office.code).id if other else None


def silent_state(bodies: Bodies, office: Office) -> str | None:
    """Officials of a state that gives no figures are those of the dateline, else of the state that
    spoke last."""
    if office.country not in _SILENT or office.code not in ("GOV", "DIS", "HOS"):
        return None
    setting = bodies.setting
    town = setting.dateline()
    if not town and office.sources and office.code == "GOV":
        town = setting.state_speaking(office.sources[0])
    if not town or town in setting.actors:
        return None
    guard = "JCG" if town == "JPN" and "coast guard" in office.words.lower() else "GOV"
    return f"{town}:{guard}"


def _watcher(setting: Setting, source: Span) -> str | None:
    """The state of the dateline, else the one named nearest that does not act."""
    dateline = setting.dateline()
    if dateline:  # a report from the launching state's capital means its own ministry
        return None if dateline in setting.actors else dateline
    named = [(n.span, n.country) for n in setting.ann.names if n.country]
    named += [  # a small town of the name of a missile is nobody's capital
        (p.span, p.country or (p.where.place.country if p.where.place else None) or "")
        for p in setting.ann.places
        if p.where.place is None or p.where.place.sort == "country"
        or (p.where.place.population or 0) >= _LARGE
    ]  # fmt: skip
    others = [
        (abs(s.start - source.start) + (0 if s.start < source.start else 40), c)
        for s, c in named if c and c not in setting.actors and not s.overlaps(source)
    ]  # fmt: skip
    return min(others)[1] if others else None


ALWAYS: tuple[Rule, ...] = (as_before, half_of_korea, other_half, officers)
"""Rules that hold whatever the words are."""
RULES: tuple[Rule, ...] = (
    *ALWAYS, its_statement, owned, of_one_state, joint_chiefs, state_media, office_held, spoken_of,
    at_home, of_the_relay, watches, silent_state,
)  # fmt: skip
"""Rules for an office without a country in its words, in order."""
