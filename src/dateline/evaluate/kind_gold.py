"""Gold of a kind pack: `gold.pairs` in its folder, a sentence and what the pack reads of it.

`words => launched=108 drone; actor=RUS; occurred=yes @UKR:AF; killed=-`: every value must be
claimed of an incident of the kind (by that authority, where one is named), a slot with `-` of none.
`words => killed=4 person | killed=3 person`: each side of a bar holds in an incident of its own.
`type=ASSAULT` and `put=predicted` ask for the event type, and for how its occurrence is put.
`words => none`: no incident of the kind. `@ published DATE` holds for the lines below it. A line
that begins with `~ ` is known not to hold yet; it is counted and does not fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from itertools import permutations

from dateline.kinds import Kind
from dateline.model import Document, Incident, InputError, KindError, Published, notation
from dateline.pipeline import Resources
from dateline.pipeline.reading import read

LEAST = 5
"""Lines with an incident and lines without one that every pack needs."""


@dataclass(frozen=True, slots=True)
class Line:
    """One gold line: what is expected, incident by incident; `open` marks one that is known not to
    hold yet."""

    where: str
    text: str
    groups: tuple[tuple[str, ...], ...]
    published: Published | None
    open: bool = False

    @property
    def expected(self) -> tuple[str, ...]:
        return tuple(item for group in self.groups for item in group)

    @property
    def negative(self) -> bool:
        return self.expected == ("none",)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a line: the expectations that do not hold."""

    line: Line
    missing: tuple[str, ...]


def lines(folder: Traversable, name: str) -> tuple[Line, ...]:
    """The gold of a pack's folder.

    Raises:
        InputError: a line without `=>`, or with an expectation that is no `slot=value`.
        KindError: no `gold.pairs`.
    """
    file = folder.joinpath("gold.pairs")
    if not file.is_file():
        raise KindError("no gold.pairs", where=name, expected="words => slot=value")
    return tuple(_read(file.read_text(encoding="utf-8"), f"{name}/gold.pairs"))


def _read(text: str, origin: str) -> Iterator[Line]:
    published: Published | None = None
    for number, line in enumerate(text.splitlines(), 1):
        where = f"{origin}:{number}"
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("@ published "):
            published = Published.parse(line.removeprefix("@ published ").strip())
            continue
        words, arrow, right = line.removeprefix("~ ").partition(" => ")
        groups = tuple(
            tuple(e.strip() for e in side.split(";") if e.strip()) for side in right.split("|")
        )
        if not arrow or not all(groups):
            raise InputError("no =>", where=where, expected="words => slot=value; …, or none")
        for item in (e for group in groups for e in group):
            if item != "none" and "=" not in item:
                raise InputError(f"{item!r}", where=where, expected="slot=value, or none")
        yield Line(where, words.strip(), groups, published, line.startswith("~ "))


def run(pack: Kind, found: tuple[Line, ...], resources: Resources) -> tuple[Outcome, ...]:
    """Read every line as a document of its own."""
    out = []
    for line in found:
        document = Document.of(line.text, published=line.published)
        told = [i for i in read([document], resources).incidents if i.kind == pack.name]
        out.append(Outcome(line, _missing(line.groups, told)))
    return tuple(out)


def _missing(groups: Sequence[Sequence[str]], told: list[Incident]) -> tuple[str, ...]:
    """What does not hold; of several incidents, in the order of them that leaves out least."""
    if len(groups) == 1:
        return tuple(e for e in groups[0] if not _holds(e, told))
    padded: list[Incident | None] = [*told, *[None] * max(0, len(groups) - len(told))]
    ways = (
        tuple(
            e for group, incident in zip(groups, way, strict=True) for e in group
            if incident is None or not _holds(e, [incident])
        )
        for way in permutations(padded, len(groups))
    )  # fmt: skip
    return min(ways, key=len)


def problems(pack: Kind, outcomes: tuple[Outcome, ...]) -> list[str]:
    """What keeps a pack from passing: lines that do not hold, or too few of either sort."""
    out = [
        f"{o.line.where}: not read: {'; '.join(o.missing)} in {o.line.text!r}"
        for o in outcomes if o.missing and not o.line.open
    ]  # fmt: skip
    known = {s.name for s in pack.slots} | {"occurred", "actor", "recipient", "when", "type", "put"}
    for o in outcomes:
        for item in o.line.expected:
            slot = item.split("=")[0].split(":")[0]
            if item != "none" and slot not in known:
                out.append(f"{o.line.where}: no slot {slot!r}; expected {', '.join(sorted(known))}")
    negative = sum(o.line.negative for o in outcomes)
    for count, sort in ((negative, "without"), (len(outcomes) - negative, "with")):
        if count < LEAST:
            out.append(f"{count} gold lines {sort} an incident; expected at least {LEAST}")
    return out


def _holds(expected: str, told: list[Incident]) -> bool:
    if expected == "none":
        return not told
    slot, _, rest = expected.partition("=")
    value, _, who = rest.partition(" @")
    if slot == "type":
        return any(i.type == value for i in told)
    if slot == "put":
        return any(
            c.claim.modality == value
            for i in told for c in i.cells if c.slot == "occurred" and c.claim is not None
        )  # fmt: skip
    cells = [c for i in told for c in i.cells if c.slot == slot and c.value is not None]
    if value.strip() == "-":
        return not cells
    return any(
        notation(c.value).lower() == value.strip().lower()
        and (not who or who.strip() in c.said_by)
        for c in cells
    )  # fmt: skip
