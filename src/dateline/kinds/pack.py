"""A kind of incident as a pack: plain data read from `kind.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dateline.model import ContextFact


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that report a happening of the kind.

    `verbs` trigger where an object or passive subject is of `noun_class`; `nouns` where a modifier
    or an "of" phrase is. `against` lists prepositions whose presence makes it another kind.
    """

    verbs: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    noun_class: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Phase:
    """Verbs that tell a phase of a happening already reported ("flew", "fell"): no trigger of
    their own; what is said in their clause belongs to the mention their subject refers to."""

    verbs: frozenset[str]
    noun_class: frozenset[str]


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot of a kind.

    Attributes:
        fill: how it is filled: figure, clock, day, place, words, name or role.
        quantities: for figures, the quantities of `FigureSpan.quantity` that fit.
        units: for figures, canonical unit keys that fit; empty = any.
        counts: for figures, lemmas of the counted noun that fit; empty = any.
        near: lemmas of which one must stand in the same clause; empty = none needed.
        always: for figures, quantities that fit without a word of `near`.
        relations: for places, prepositions that fit ("from", "off", "toward"); for clocks, "land"
            where the clock is of the end and not of the beginning.
        unless: for `words`, next words that make a phrase part of another ("east of").
        words: for `words`, value → phrases (lower case, `*` for up to six words) that state it; for
            `name`, stems of names.
        cardinality: one | many; many-valued slots never contradict.
        loose: for `words`, whether words outside any clause of the kind speak of its latest mention
            ("There were no reports of damage").
        lower: for `words`, whether only lower-case words count ("to the north", no "the North").
        shown: whether "not stated" is printed where nothing states it.
    """

    name: str
    label: str
    fill: str
    quantities: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    counts: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    always: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cardinality: str = "one"
    shown: bool = False
    loose: bool = False
    lower: bool = False
    tolerance: float = 0.0


@dataclass(frozen=True, slots=True)
class Fact:
    """A dated fact and the incidents it concerns ("actor: [PRK]", "class_not: [cruise]")."""

    fact: ContextFact
    applies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Identity:
    """When two mentions of the kind may be one incident: hours apart, kilometres apart."""

    hours: float
    km: float


@dataclass(frozen=True, slots=True)
class Kind:
    """A pack: names, PLOVER code, word classes, triggers, phases, slots, identity, facts."""

    name: str
    label: str
    family: str
    type: str | None
    mode: str | None
    zone: str
    identity: Identity
    triggers: tuple[Trigger, ...] = ()
    phases: tuple[Phase, ...] = ()
    slots: tuple[Slot, ...] = ()
    facts: tuple[Fact, ...] = ()
    checks: tuple[str, ...] = ()

    def slot(self, name: str) -> Slot | None:
        """The slot of that name, or None."""
        return next((s for s in self.slots if s.name == name), None)
