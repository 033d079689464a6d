"""Task `launch`: the claims of one report on a launch, as field, value, qualifier and authority.

1. Read the report by itself: its mentions of the kind and their claims. One that other packs take
   whole (missiles fired at a city) is read once more by the launch pack alone.
2. Each claim of a slot that the task knows becomes a row; what is denied, predicted or only planned
   does not.
3. Clocks get the zone stated with them, else that of the body that gives them, else the actor's.
4. A value that one authority states several times is given at every place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from dateline import annotate
from dateline.annotate import Tools
from dateline.claims.areas import areas
from dateline.claims.build import build
from dateline.evaluate.tasks.time import published
from dateline.kinds import Kind, Trigger
from dateline.model import (
    NARRATOR,
    UNSTATED,
    Certainty,
    Claim,
    Document,
    EvidenceRole,
    Figure,
    Mention,
    Modality,
    Polarity,
    Precision,
    Shape,
    Span,
    TimeRelation,
    When,
    Where,
)
from dateline.pipeline import Resources
from dateline.pipeline.reading import ReadDocument, read_document
from dateline.reference import authorities, countries, units, zones

TASK = "launch"
KIND = "missile-launch"
Row = dict[str, Any]

_NUMBERS = {
    "range": ("range_km", "km"), "apogee": ("apogee_km", "km"),
    "equivalent_range": ("equiv_range_km", "km"), "flight_time": ("flight_min", "min"),
    "speed": ("speed_mach", "mach"), "count": ("count", None), "launches": ("count", None),
}  # fmt: skip
_WORDS = {
    "class": "missile_type", "weapon": "missile_type", "model": "missile_name",
    "direction": "direction", "eez": "eez", "trajectory": "trajectory", "outcome": "outcome",
    "damage": "damage",
}  # fmt: skip
_NO_TYPES = ("slbm",)
"""Values the task's closed list has no word for."""
_TYPES = {"projectile": "unknown", "unidentified": "unknown"}
_CLOCKS = {"clock": "launch_time", "impact_time": "impact_time"}
_AREAS = ("launch_area", "landing_area")
_QUALIFIERS = {
    Shape.EXACT: "eq", Shape.ABOUT: "about", Shape.OVER: "over", Shape.UNDER: "under",
    Shape.UP_TO: "up_to", Shape.AT_LEAST: "at_least", Shape.MULTIPLE: "multiple",
    Shape.SEVERAL: "several", Shape.BETWEEN: "between", Shape.DOZENS: "about",
}  # fmt: skip
_DIGIT = re.compile(r"\d")
_ABOUT = re.compile(r"(?:about|around|approx|roughly|some)\b", re.IGNORECASE)
_HEDGES = re.compile(
    r"presum|suspect|believ|estimat|assum|likely|apparent|assessed (?:to|as)|thought|suppos",
    re.IGNORECASE,
)
_NEAR_HEDGE = re.compile(
    r"\b(?:possible|apparent(?:ly)?|appear(?:s|ed)? to|believed|presumed|suspected|"
    r"(?:may|might) have|thought|conceivably|possibly|probably|likely)\b[^.;,]{0,30}$",
    re.IGNORECASE,
)
_WHAT_IS = re.compile(r"\bwhat (?:is|was|are|were) \w+ to (?:be|have)\b[^.;]*$", re.IGNORECASE)
_THOUGHT = re.compile(
    r",\s(?:the\s)?[\w'. -]{2,30}\s(?:thought|thinks|believed|believes|suspects|suspected),[^.;]*$"
)
_HARD = re.compile(r"presum|suspect|estimat", re.IGNORECASE)
_BELIEVED = (
    "missile_type",
    "missile_name",
    "outcome",
    "eez",
    "trajectory",
    "landing_area",
)
_SEEN = ("count", "launch_area", "launch_time", "launch_date", "direction")
"""What radars see: what is presumed of a missile leaves it standing."""
_SAID = (Modality.ASSERTED, Modality.REPORTED)


def predict(rows: Iterable[Row], resources: Resources) -> Iterator[Row]:
    """Input keys `id`, `text`, `published`; output `claims`."""
    for row in rows:
        document = Document.of(row["text"], published=published(row.get("published")))
        yield {"id": row["id"], "claims": claims(read_report(document, resources))}


def read_report(document: Document, resources: Resources) -> ReadDocument:
    """The document as a report on a launch, which the task says it is.

    Where other packs take it whole (missiles fired at a city are an attack), the launch pack reads
    it alone; where no verb of the pack tells a launch, any verb said of a missile does, and at the
    last, where not even a plan is told, the missile itself. `read` and the ledger do not widen
    the pack.
    """
    read = read_document(document, resources)
    if _tells(read):
        return read
    planned = any(m.kind == KIND for m in read.claims.mentions)
    steps = (_aimed, _any_verb, _any_object)
    for widen in steps if planned else (*steps, _any_thing):
        kinds = tuple(
            widen(k, read) if k.name == KIND else k
            for k in resources.kinds if k.name in (KIND, "generic")
        )  # fmt: skip
        tools = Tools(resources.parser, resources.gazetteer, kinds)
        annotated = annotate.run(document, tools)
        alone = ReadDocument(document, annotated, build(document, annotated, kinds))
        if _tells(alone):
            return alone
    return read


def _tells(read: ReadDocument) -> bool:
    """Whether a launch is told as having happened."""
    done = {
        c.mention for c in read.claims.claims
        if c.slot == "occurred" and c.polarity is Polarity.POSITIVE and c.modality in _SAID
    }  # fmt: skip
    return any(
        m.kind == KIND and m.time is TimeRelation.CURRENT and m.id in done
        for m in read.claims.mentions
    )


def _aimed(kind: Kind, _: ReadDocument) -> Kind:
    """The pack with launches at somebody."""
    return replace(
        kind, triggers=tuple(replace(t, against=frozenset()) for t in kind.triggers)
    )  # fmt: skip


def _any_verb(kind: Kind, read: ReadDocument) -> Kind:
    """The pack with whatever verb the report uses of a missile ("let fly with", "hurled")."""
    verbs = frozenset(t.lemma for t in read.annotations.parse.tokens if t.pos == "VERB")
    things = frozenset().union(*(t.noun_class for t in kind.triggers))
    wide = Trigger(verbs=verbs, noun_class=things)
    return replace(kind, triggers=(wide, replace(wide, thing="subject")))


def _any_object(kind: Kind, _: ReadDocument) -> Kind:
    """The pack with whatever its own verbs are said of ("they fired eight of them")."""
    verbs = frozenset({"fire", "launch", "test-fire", "test-launch", "shoot", "loose", "lob"})
    return replace(kind, triggers=(*kind.triggers, Trigger(verbs=verbs)))


def _any_thing(kind: Kind, _: ReadDocument) -> Kind:
    """The pack with the first things themselves, for notes without verbs."""
    things = frozenset().union(*(t.noun_class for t in kind.triggers))
    return replace(kind, triggers=(Trigger(nouns=things),))


def claims(read: ReadDocument) -> list[Row]:
    """Rows of the task for one report, in the order of the text."""
    mentions = {m.id: m for m in read.claims.mentions if m.kind == KIND}  # 1.
    actors = tuple(
        p.country or (p.authority or "").partition(":")[0]
        for m in read.claims.mentions if m.kind == KIND
        for role, parties in m.roles if role == "actor" for p in parties
        if p.country or ":" in (p.authority or "")
    )  # fmt: skip
    actors += tuple(
        c.value.place.country for c in read.claims.claims
        if c.slot == "launch_area" and isinstance(c.value, Where)
        and c.value.place is not None and c.value.place.country
    )  # fmt: skip
    actors += tuple(
        who.partition(":")[0] for c in read.claims.claims if c.mention in mentions
        for who in c.said_by if ":" in who and not who.startswith("USA:")
    )  # fmt: skip
    actors += tuple(  # at the last, the first state that is named
        n.country for n in read.annotations.names if n.sort == "country" and n.country
    )[:1]  # fmt: skip
    phrases = [span for _, span, _ in areas(read.annotations.parse, read.annotations.places)]
    out: list[tuple[int, Row]] = []
    seen: set[tuple[str, ...]] = set()
    answers = _answers(read)
    for claim in read.claims.claims:
        mention = mentions.get(claim.mention)
        if claim.mention in answers:
            continue
        if mention is None or not _counts(claim, mention):  # 2.
            continue
        for one in _ends(claim):
            old = mention.time is TimeRelation.HISTORICAL
            row = _row(one, phrases, read.document.text.characters, actors, old)
            if row is None:
                continue
            row["background"] = old
            key = tuple(str(v) for _, v in sorted(row.items()))
            if key not in seen:  # 4.
                seen.add(key)
                out.append((row["start"], row))
    out.sort(key=lambda pair: (pair[0], pair[1]["field"], str(pair[1]["value"])))
    return [row for _, row in out]


def _ends(claim: Claim) -> Iterator[Claim]:
    """A claim; one of a window of clock times as two, its beginning and its end."""
    value = claim.value
    if not _is_window(claim):
        yield claim
        return
    assert isinstance(value, When)
    for end in (value.earliest, value.latest):
        yield replace(claim, value=replace(value, earliest=end, latest=end, original=_WINDOW))


_WINDOW = "between"


def _is_window(claim: Claim) -> bool:
    value = claim.value
    if not isinstance(value, When) or claim.slot not in _CLOCKS:
        return False
    ends = (value.earliest or "", value.latest or "")
    return ends[0] != ends[1] and all("T" in end for end in ends)


_ANSWER = re.compile(
    r"\b(?:in (?:response|answer|reply|retaliation)|answer(?:ed|ing|s)|retaliat\w+|"
    r"respond(?:ed|ing|s)|counter\w*|(?:hours|minutes) (?:after|later))\b", re.IGNORECASE,
)  # fmt: skip


def _answers(read: ReadDocument) -> set[str]:
    """Mentions that tell how another state fired back; the task asks for the launch itself.

    Where only answers are told, they are the report's launches.
    """
    parse, found, others = read.annotations.parse, {}, set()
    for m in read.claims.mentions:
        states = {p.country for role, ps in m.roles if role == "actor" for p in ps if p.country}
        tokens = parse.tokens_in(m.trigger)
        if m.kind != KIND or m.time is TimeRelation.HISTORICAL or not tokens:
            continue
        if states and _is_answer(read, m):
            found[m.id] = states
        elif states:
            others |= states
    return {i for i, states in found.items() if others and not states & others}


def _is_answer(read: ReadDocument, mention: Mention) -> bool:
    """Whether the words of an answer stand in a mention's sentence, nearest to its trigger."""
    parse = read.annotations.parse
    number = parse.tokens_in(mention.trigger)[0].sentence
    here = parse.sentences[number].span
    cue = _ANSWER.search(parse.text, here.start, here.end)
    if cue is None:
        return False
    beside = [m for m in read.claims.mentions if m.kind == KIND and here.contains(m.trigger)]
    nearest = min(
        beside,
        key=lambda m: min(abs(m.trigger.start - cue.start()), abs(m.trigger.end - cue.start())),
    )
    return nearest.id == mention.id


def _counts(claim: Claim, mention: Mention) -> bool:
    # An equivalent range is what a missile could do; all else is said to have happened.
    said = claim.modality in _SAID or claim.slot == "equivalent_range"
    said = said and claim.polarity is Polarity.POSITIVE
    return said and mention.time is not TimeRelation.FUTURE


def _row(
    claim: Claim, phrases: list[Span], text: str, actors: tuple[str, ...], old: bool
) -> Row | None:
    span = next(e.span for e in claim.evidence if e.role is EvidenceRole.VALUE)
    read = _value(claim, actors) or (_period(claim) if old else None)
    if read is None:
        return None
    field, value, qualifier = read
    if field in _AREAS:
        span = next((p for p in phrases if p.contains(span)), span)
        value = " ".join(span.of(text).split())
        qualifier = "about" if _ABOUT.match(value) and _DIGIT.search(value) else qualifier
    cues = " ".join(e.quote for e in claim.evidence if e.role is EvidenceRole.CUE)
    hedged = claim.certainty is not Certainty.CERTAIN and _HEDGES.search(cues)
    near = _NEAR_HEDGE.search(text, max(0, span.start - 45), span.start)
    near = near or _THOUGHT.search(text, max(0, span.start - 220), span.start)
    if near and qualifier == "eq" and field in _BELIEVED:
        qualifier = "suspected"
    # "What is presumed to be a missile" doubts what it was, and not whence and when it was fired.
    named = bool(_WHAT_IS.search(text, max(0, span.start - 160), span.start))
    hedged = hedged if field in _BELIEVED or not (named or field in _SEEN) else None
    if hedged and qualifier == "eq" and (field in _BELIEVED or _HARD.search(cues)):
        qualifier = "suspected"
    return {
        "field": field, "value": value, "qualifier": qualifier, "authority": _authority(claim),
        "via": _via(claim), "start": span.start, "end": span.end,
        "background": False,
    }  # fmt: skip


def _value(claim: Claim, actors: tuple[str, ...]) -> tuple[str, Any, str] | None:
    """(field, value, qualifier) of a claim; None where the task has no field for it."""
    value, slot = claim.value, claim.slot
    if isinstance(value, Figure) and slot in _NUMBERS:
        return _figure(*_NUMBERS[slot], value)
    if isinstance(value, str) and slot in _WORDS:
        if value in _NO_TYPES:
            return None
        return _WORDS[slot], _TYPES.get(value, value), "eq"
    if isinstance(value, When) and slot in _CLOCKS:
        clock = _clock(claim, value, actors)  # 3.
        how = "about" if value.approximator else "between" if value.original == _WINDOW else "eq"
        return (_CLOCKS[slot], clock, how) if clock else None
    if isinstance(value, When) and slot == "day":
        fixed = value.earliest is not None and value.precision is not Precision.OPEN
        value = _there(value, actors)
        day = (value.earliest or "")[:10]
        one_day = fixed and day == (value.latest or "")[:10] and len(day) == 10
        return ("launch_date", day, "eq") if one_day else None
    if isinstance(value, Where | str) and slot in _AREAS:
        return slot, str(value), "eq"
    return None


_NEAR_ZONES = 6 * 60
"""Minutes between two clocks of one country at most."""


def _period(claim: Claim) -> tuple[str, Any, str] | None:
    """The month or year of an older launch that is dated no closer: `2023-09`, `2017`."""
    value, length = claim.value, {Precision.MONTH: 7, Precision.YEAR: 4}
    if claim.slot != "day" or not isinstance(value, When) or value.precision not in length:
        return None
    return ("launch_date", (value.earliest or "")[: length[value.precision]], "eq")


def _there(when: When, actors: tuple[str, ...]) -> When:
    """A day that goes with a clock of a stated zone, as the day where the launch was: "11:21 a.m.
    Hawaii time on April 15" is the 16th in Korea."""
    zone = next(
        (c.zone for a in actors if (c := countries.by_code(a)) is not None and c.zone), None
    )
    if when.offset is None or zone is None or len(when.earliest or "") != 16:
        return when
    assert when.earliest is not None
    away = zones.offset_minutes(zone, when.earliest)
    if away is None or abs(away - when.offset) <= _NEAR_ZONES:
        return when
    moved = datetime.fromisoformat(when.earliest) + timedelta(minutes=away - when.offset)
    day = moved.date().isoformat()
    return replace(when, earliest=day, latest=day)


def _figure(field: str, unit: str | None, figure: Figure) -> tuple[str, Any, str] | None:
    qualifier = _QUALIFIERS.get(figure.shape)
    if qualifier is None:
        return None
    if figure.shape in (Shape.MULTIPLE, Shape.SEVERAL):
        return (field, None, qualifier) if field == "count" else None

    def converted(number: float | None) -> float | None:
        if number is None or unit is None:
            return number
        if figure.converted is not None and figure.converted[1] == unit and number == figure.number:
            return figure.converted[0]  # as the report converts it
        return units.convert(number, figure.unit, unit)

    if figure.shape is Shape.BETWEEN:
        bounds = [converted(figure.low), converted(figure.high)]
        return None if None in bounds else (field, bounds, qualifier)
    number = converted(figure.number)
    if number is None:
        return None
    if qualifier == "under" and figure.high == figure.number and not figure.open_high:
        qualifier = "about"
    return field, int(number) if number == int(number) else round(number, 3), qualifier


def _clock(claim: Claim, when: When, actors: tuple[str, ...]) -> str | None:
    """`07:50+09:00`; None where no zone can be told."""
    if when.earliest is None or "T" not in when.earliest:
        return None
    offset = when.offset
    if offset is None:
        day = when.earliest if len(when.earliest) == 16 else f"2000-01-01{when.earliest}"
        speakers = [who.split(":")[0] for who in claim.said_by]
        for code in (*(s for s in speakers if s != "USA"), *actors):
            # Reports from outside give Northern launches in the time of Seoul and Tokyo.
            abroad = code == "PRK" and code not in speakers
            country = countries.by_code("KOR" if abroad else code)
            if country is not None and country.zone:
                offset = zones.offset_minutes(country.zone, day)
                break
    if offset is None:
        return None
    sign = "-" if offset < 0 else "+"
    clock = when.earliest.split("T")[1][:5]
    return f"{clock}{sign}{abs(offset) // 60:02d}:{abs(offset) % 60:02d}"


def _via(claim: Claim) -> str | None:
    inner = claim.via[-1:] if claim.said_by == (UNSTATED,) else claim.said_by
    return next((who for who in claim.via if who not in inner), None)


def _authority(claim: Claim) -> str | list[str]:
    """Ids of those who say it; the words of the source where they were not resolved."""
    if claim.said_by == (NARRATOR,):
        return "outlet:narrator"
    if claim.said_by == (UNSTATED,) and claim.via:
        return claim.via[-1]
    if claim.said_by == (UNSTATED,):
        words = [e.quote for e in claim.evidence if e.role is EvidenceRole.SOURCE]
        return words[0] if words else "outlet:narrator"
    ids = [_listed(who) for who in claim.said_by]
    return ids[0] if len(ids) == 1 else ids


def _listed(who: str) -> str:
    """The task counts presidential offices and foreign ministries as their government."""
    who = authorities.launch_id(who)
    country, _, office = who.partition(":")
    if len(country) == 3 and office == "HOG":
        return f"{country}:PM"
    return f"{country}:GOV" if office in ("HOS", "MFA") and len(country) == 3 else who
