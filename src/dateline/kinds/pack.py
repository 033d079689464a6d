"""A kind of incident as a pack: plain data read from `kind.yaml`, and the checks beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dateline.model import ContextFact, Evidence, Figure, Finding, Value


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that report a happening of the kind.

    Attributes:
        verbs: lemmas that trigger where a thing of `noun_class` is involved; "shoot down" is a verb
            with its particle.
        nouns: lemmas that trigger where a modifier or an "of" phrase is of `noun_class`.
        noun_class: what must be involved; empty = nothing needs to be.
        thing: which argument of a verb is of the class: object (passive subjects included) or
            subject ("drones struck the city"; the actor is then who owns them).
        subject: what the subject of a verb is: actor, recipient ("X shot down 80 drones" tells an
            attack on X) or none.
        against: prepositions whose presence makes it another kind.
        needs: prepositions of which one must have a target; empty = none needed.
        targets: prepositions whose objects are recipients ("fired at X"), a verb's object included
            where it lists "object".
        together: whether all parties are actors: subjects, objects and those after "with",
            "between", "of" and "and".
        unless: lemmas of objects that make the verb another thing ("reached an altitude";
            "own target" for "hit their targets").
        standins: whether a number or pronoun stands for a thing of the class named in the same
            sentence or the one before ("80 of them were intercepted").
        undone: whether the words say that it does not come about ("called off the talks").
        parties: how many parties a mention needs that are known countries, bodies or persons.
    """

    verbs: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    noun_class: frozenset[str] = frozenset()
    thing: str = "object"
    subject: str = "actor"
    against: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    together: bool = False
    unless: frozenset[str] = frozenset()
    standins: bool = False
    undone: bool = False
    parties: int = 0


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
        fill: how it is filled: figure, clock, day, place, words or name.
        quantities: for figures, the quantities of `FigureSpan.quantity` that fit.
        units: for figures, canonical unit keys that fit; empty = any.
        counts: for figures, lemmas of the counted noun that fit; empty = any; for names, nouns that
            are called so ("the missile, named Khaybar-5"); for a possible length, what has it ("a
            missile with a range of").
        near: lemmas of which one must stand in the same clause; empty = none needed.
        governors: for figures, words of which one must govern it: the verb above it ("shoot down"),
            a noun it belongs to ("barrage"), or "whole" where it is the whole of a partitive ("of
            108 drones, 80 were"); a bare number then fits without a counted noun.
        always: for figures, quantities that fit without a word of `near`.
        relations: for places, prepositions that fit ("from", "off", "toward"); for clocks, "land"
            where the clock is of the end and not of the beginning; for places "object" where the
            verb hits them ("drones struck Sumy").
        unless: for `words`, next words that make a phrase part of another ("east of").
        words: for `words`, value → phrases (lower case, `*` for up to six words) that state it; for
            `name`, stems of names.
        cardinality: one | many; many-valued slots never contradict.
        loose: for `words`, whether words outside any clause of the kind speak of its latest mention
            ("There were no reports of damage").
        lower: for `words`, whether only lower-case words count ("to the north", no "the North").
        doing: for `words`, whether a verb counts only where a thing of the pack does it: "the
            missile failed", not "the military failed to track it".
        stage: for `words`, whether its values are steps of the incident's life ("cancelled").
        shown: whether "not stated" is printed where nothing states it.
        tolerance: relative difference within which figures agree.
        length: of what a length is: "way" covered, "height" reached, "possible" for a way that
            could be covered; empty = not told apart.
        grows: whether its count only grows while a happening is reported ("killed").
    """

    name: str
    label: str
    fill: str
    quantities: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    counts: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    governors: frozenset[str] = frozenset()
    always: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cardinality: str = "one"
    shown: bool = False
    loose: bool = False
    lower: bool = False
    stage: bool = False
    doing: bool = False
    tolerance: float = 0.0
    length: str = ""
    grows: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A dated fact and the incidents it concerns.

    `applies` maps a slot to values of which one must be stated ("actor: [PRK]"), or a slot with
    `_not` to values that must not be all that is stated ("class_not: [cruise]").
    """

    fact: ContextFact
    applies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Identity:
    """When two mentions of the kind may be one incident.

    Attributes:
        hours, km: how far apart they may be.
        places: slots whose places are compared.
        counts: slots whose figures must be able to hold together ("one missile" and "more than 20"
            are two happenings).
        foreseen: whether happenings are made known for a day: what is announced for that day and
            what is told of it are one.
    """

    hours: float
    km: float
    places: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    foreseen: bool = False


@dataclass(frozen=True, slots=True)
class Usual:
    """An authority that usually speaks on incidents of the kind.

    Attributes:
        id: its id in the authority table ("KOR:JCS").
        states: slots it usually states.
        within: hours after the happening by which it has usually spoken.
        actors: actors for whose incidents it does ("PRK"); empty = any.
        source: where the latency is from.
    """

    id: str
    within: float
    states: tuple[str, ...] = ()
    actors: frozenset[str] = frozenset()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure as one claim states it."""

    figure: Figure
    said_by: tuple[str, ...]
    part: str | None = None
    evidence: tuple[Evidence, ...] = ()
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Reported:
    """What a check reads: per slot the figures as stated, and the settled value where there is one.

    `settled` lacks a slot whose figures share no part; they are never averaged. `words` holds the
    values of slots that are filled by words.
    """

    stated: Mapping[str, tuple[Stated, ...]]
    settled: Mapping[str, Value] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def figures(self, slot: str) -> tuple[Stated, ...]:
        """All figures stated for a slot, in text order."""
        return self.stated.get(slot, ())


Check = Callable[[Reported], Finding | None]
"""A pure function of what is reported; it reads no clock, file or network. None: nothing to say."""


Curve = Callable[[float], float]
"""y at x: a textbook reference drawn beside reported figures, never a value of an incident."""


Table = Callable[[], list[dict[str, Any]]]
"""Reference rows that a pack's checks rest on, with what the checks make of them."""


@dataclass(frozen=True, slots=True)
class Scatter:
    """Two figure slots drawn against each other, with a textbook curve of `check.py` beside them.

    `label` says what the curve is; `curve_name` is the function's name in the pack.
    """

    x: str
    y: str
    curve_name: str = ""
    label: str = ""
    curve: Curve | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """Which slots a map draws: circles at places, rings of a stated distance round where it began,
    a track from where it began to where it ended."""

    at: tuple[str, ...] = ()
    begin: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    rings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A pack: names, PLOVER code, word classes, triggers, phases, slots, identity, facts.

    `effects` are verbs that tell what a happening of the kind did ("killed when a drone struck");
    `summary` are the slots of a card's subtitle, in order; `counts_together` count slots that
    count the same things in different words; `tables` are reference rows by name; `digest` is a
    hash of the pack's files where it lies outside the tree.
    """

    name: str
    label: str
    family: str
    type: str | None
    mode: str | None
    zone: str
    identity: Identity
    triggers: tuple[Trigger, ...] = ()
    phases: tuple[Phase, ...] = ()
    effects: frozenset[str] = frozenset()
    slots: tuple[Slot, ...] = ()
    facts: tuple[Fact, ...] = ()
    checks: tuple[Check, ...] = ()
    check_names: tuple[str, ...] = ()
    authorities: tuple[Usual, ...] = ()
    summary: tuple[str, ...] = ()
    counts_together: tuple[str, ...] = ()
    scatter: Scatter | None = None
    places: Places = Places()
    table_names: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    origin: str = ""
    digest: str = ""

    def slot(self, name: str) -> Slot | None:
        """The slot of that name, or None."""
        return next((s for s in self.slots if s.name == name), None)

    @property
    def days(self) -> tuple[str, ...]:
        """Names of the slots that hold the day of the happening."""
        return tuple(s.name for s in self.slots if s.fill == "day")

    @property
    def clocks(self) -> tuple[str, ...]:
        """Names of the slots that hold the clock time at which it began."""
        return tuple(s.name for s in self.slots if s.fill == "clock" and "land" not in s.relations)

    @property
    def stages(self) -> tuple[str, ...]:
        """Names of the slots whose values are steps of the incident's life."""
        return tuple(s.name for s in self.slots if s.stage)
