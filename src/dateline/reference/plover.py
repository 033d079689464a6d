"""PLOVER (manual of 2024-02): types, modes, contexts, and the lexicon of words that trigger them.

The lexicon is `tables/plover_senses.tsv`: one row is a type, a mode, a CAMEO code, a role frame, a
part of speech and patterns; `tables/plover_classes.tsv` holds the word classes that patterns name.
The pattern language is described at the head of the senses file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from dateline.model import InputError, Modality, Polarity, TimeRelation
from dateline.reference.countries import table

_PATTERN = re.compile(
    r"(?:(?P<subject>[^\s^<~>]+)\^)?(?P<word>[^\s^<~>]+)"
    r"(?:<(?P<object>[^\s~>]+))?(?:~(?P<prep>[^\s>]+))?(?:>(?P<comp>inf|that|ing|must|subj|breach|blame|agree|slur))?"
)
NONE = "-"


@dataclass(frozen=True, slots=True)
class Code:
    """A type, or a type with a mode: quad class 1–4 and base intensity."""

    type: str
    mode: str | None
    quad: int
    intensity: float
    needs_recipient: bool


@dataclass(frozen=True, slots=True)
class Sense:
    """One sense of a trigger word.

    `type` is "-" for a use that is no event ("met the target"). `roles` is a frame: `so` subject
    acts on object; `sp` subject acts on the object of a preposition or the owner of the object;
    `rec` reciprocal; `sw` swapped ("came under attack from"); `s` the subject alone. `objects`,
    `subjects` and `preps` are words of which one must be there; upper-case ones are entity tests.
    """

    word: str
    pos: str
    particles: tuple[str, ...]
    subjects: frozenset[str]
    objects: frozenset[str]
    preps: frozenset[str]
    comp: str
    type: str
    mode: str | None
    cameo: str
    roles: str
    order: int

    @property
    def specificity(self) -> int:
        """How much a sense demands: the most demanding one that fits is taken."""
        subject = 6 if self.type == NONE else 2
        return (
            3 * len(self.particles) + 4 * bool(self.objects) + subject * bool(self.subjects)
            + bool(self.preps) + 2 * bool(self.comp)
        )  # fmt: skip

    @property
    def count(self) -> int:
        """How many (word, requirement) pairs the pattern stands for."""
        return max(1, len(self.objects)) * max(1, len(self.subjects)) * max(1, len(self.preps))


def _lines(name: str) -> list[list[str]]:
    text = resources.files("dateline.reference").joinpath("tables", name).read_text("utf-8")
    return [x.split("\t") for x in text.splitlines() if x.strip() and not x.startswith("#")]


@cache
def codes() -> dict[tuple[str, str | None], Code]:
    """Every type (mode None) and every mode."""
    out: dict[tuple[str, str | None], Code] = {}
    for r in table("plover_types.csv"):
        mode = r["mode"] or None
        out[r["type"], mode] = Code(
            r["type"], mode, int(r["quad"]), float(r["intensity"]), r["recipient"] == "yes"
        )
    return out


@cache
def types() -> tuple[str, ...]:
    """The 16 types."""
    return tuple(t for t, mode in codes() if mode is None)


def modes(type_: str) -> tuple[str, ...]:
    """The modes of a type, in the order of the manual's table."""
    return tuple(mode for t, mode in codes() if t == type_ and mode is not None)


def intensity(type_: str, mode: str | None) -> float:
    """Base intensity of a mode; of its type where none is printed for the mode."""
    found = codes().get((type_, mode)) or codes()[type_, None]
    return found.intensity


@cache
def classes() -> dict[str, frozenset[str]]:
    """Word classes that patterns name with `@`; a class may hold other classes."""
    raw = {row[0]: row[1].split() for row in _lines("plover_classes.tsv")}

    def words(name: str) -> frozenset[str]:
        if name not in raw:
            raise InputError(f"unknown class @{name}", where="plover_classes.tsv")
        out: set[str] = set()
        for w in raw[name]:
            out |= words(w[1:]) if w.startswith("@") else {w}
        return frozenset(out)

    return {name: words(name) for name in raw}


def _set(cell: str | None) -> frozenset[str]:
    out: set[str] = set()
    for w in (cell or "").split(","):
        out |= classes()[w[1:]] if w.startswith("@") else {w} if w else set()
    return frozenset(out)


def _sense(pattern: str, row: list[str], order: int) -> Sense:
    found = _PATTERN.fullmatch(pattern)
    if found is None:
        raise InputError(f"pattern {pattern!r}", where="plover_senses.tsv")
    type_, mode, cameo, roles, pos = row[:5]
    word, *particles = found["word"].split("_")
    return Sense(
        word, pos, tuple(particles), _set(found["subject"]), _set(found["object"]),
        _set(found["prep"]), found["comp"] or "", type_, mode if mode != "-" else None,
        cameo if cameo != "-" else "", roles, order,
    )  # fmt: skip


@cache
def senses() -> tuple[Sense, ...]:
    """Every sense, in the order of the table.

    Raises:
        InputError: a row or pattern that cannot be read, or an unknown class.
    """
    out: list[Sense] = []
    for row in _lines("plover_senses.tsv"):
        if len(row) != 6:
            raise InputError(f"row {row[:2]}", where="plover_senses.tsv", expected="6 columns")
        out += [_sense(p, row, len(out) + n) for n, p in enumerate(row[5].split())]
    return tuple(out)


@cache
def by_word(pos: str) -> dict[str, tuple[Sense, ...]]:
    """Senses of a part of speech (v, n, a) by trigger word, the most demanding first."""
    out: dict[str, list[Sense]] = {}
    for s in senses():
        if s.pos == pos:
            out.setdefault(s.word, []).append(s)
    return {
        w: tuple(sorted(group, key=lambda s: (-s.specificity, s.order)))
        for w, group in out.items()
    }  # fmt: skip


@cache
def light_verbs() -> dict[str, str]:
    """Light verbs → how they take a nominal: `do`, `get`, `end`, `stop`."""
    return {word: how for how, words in _lines("plover_light.tsv") for word in words.split()}


@cache
def contexts() -> dict[str, tuple[str, ...]]:
    """Lemma → contexts it speaks for."""
    out: dict[str, tuple[str, ...]] = {}
    for context, words in _lines("plover_contexts.tsv"):
        for w in words.split():
            out[w] = (*out.get(w, ()), context)
    return out


_WILLING = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
_HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"})
_THREATS = frozenset(
    {"threaten", "vow", "announce", "", "threat", "plan", "pledge", "promise", "unless", "swear"}
)
_CHARGES = frozenset({"accuse", "suspect", "allege", "charge", "blame", "convict", "indict",
                      "allegation", "accusation", "suspicion", "claim"})  # fmt: skip
_THREAT_MODES = {
    "ASSAULT": "violence", "arrest": "arrest", "expel": "expel", "deport": "expel",
    "withdraw": "relations", "discontinue": "relations", "restrict": "restrict",
}  # fmt: skip


def single_type(
    type_: str, polarity: Polarity, modality: Modality, time: TimeRelation, governor: str = ""
) -> str | None:
    """The single type that PLOVER gives an event with its auxiliary modes; None where it codes
    nothing: negated, asked for, ordered, alleged, merely possible.

    What somebody says they will not do, or have decided to do, is REJECT, or is done.
    Future or intended CONSULT, SUPPORT, COOPERATE, AID are AGREE; so, as the gold records have it,
    are CONCEDE and RETREAT. Material conflict announced or threatened is THREATEN. `governor` is
    the word that puts the event so ("accuse", "decide"), empty where it is not known.
    """
    if type_ == NONE or modality is Modality.DENIED:
        return None
    if polarity is Polarity.NEGATIVE:
        refused = time is TimeRelation.FUTURE or modality is Modality.CONDITIONAL
        return "REJECT" if refused and type_ in _WILLING | {"AGREE"} else None
    if governor == "decide":
        return type_
    if modality in (Modality.ASSERTED, Modality.REPORTED):
        return None if governor in _CHARGES else type_
    if modality in (Modality.PREDICTED, Modality.INTENDED):
        if type_ == "RETREAT" and governor == "unless":
            return "THREATEN"  # "will withdraw its troops unless …"
        if type_ in _WILLING:
            return "AGREE"
        if type_ in _HOSTILE:
            return "THREATEN" if governor in _THREATS else None
        return type_
    if type_ == "ASSAULT" and modality is Modality.CONDITIONAL:
        return "THREATEN"
    return None


def threat_mode(type_: str, plain: str, mode: str | None) -> str | None:
    """The mode of a type that stands for another: what is threatened, else none."""
    if type_ != "THREATEN":
        return None
    return _THREAT_MODES.get(mode or "") or _THREAT_MODES.get(plain)


def contexts_of(words: str) -> tuple[str, ...]:
    """Contexts the words of a passage speak for, in alphabetical order; plurals by their "s"."""
    known = contexts()
    out: set[str] = set()
    for word in re.findall(r"[a-z][a-z-]*", words.lower()):
        out |= set(known.get(word) or known.get(word.removesuffix("s"), ()))
    return tuple(sorted(out))
