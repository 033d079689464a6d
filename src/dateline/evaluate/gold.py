"""Gold cases as text: one line a case, and a floor per layer that never falls by itself.

`gold/LAYER.pairs` holds `words => expected`, `gold/LAYER.spans` marked sentences such as
`[Koizumi]{source} [confirmed]{cue} [at least two launches]{content}`. Removing the marks gives
back the text, so nobody types offsets. Lines that start with `#` are comments, `@ published DATE`
sets the publication date of the lines below, `@ published none` unsets it.

`gold/floors/LAYER.json` keeps, per layer, the number of cases, the hash of their text and the
number that hold. `check` fails where fewer hold than the floor says; `update` refuses to lower it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from dateline.evaluate.layers import Marked, Reader, layer_names, reader
from dateline.model import InputError, Published, Span
from dateline.pipeline import Resources


@dataclass(frozen=True, slots=True)
class Case:
    """One gold line. `expected` is a notation for a pair, the marked spans for a `.spans` line."""

    where: str
    text: str
    expected: str | frozenset[Marked]
    published: Published | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A case that does not hold: where it stands, what was expected, what came out."""

    case: Case
    found: str

    def __str__(self) -> str:
        wanted = self.case.expected
        if not isinstance(wanted, str):
            wanted = show(self.case.text, wanted)
        return (
            f"{self.case.where}: {self.case.text!r}\n    wanted {wanted}\n    found  {self.found}"
        )


@dataclass(frozen=True, slots=True)
class Result:
    """What became of the cases of one layer."""

    layer: str
    cases: int
    corpus: str
    failures: tuple[Failure, ...]

    @property
    def held(self) -> int:
        return self.cases - len(self.failures)


def strip_marks(line: str, where: str = "") -> tuple[str, frozenset[Marked]]:
    """The text of a marked line and its spans; `[` and `]` as such are written `\\[`, `\\]`.

    Raises:
        InputError: brackets that do not pair, or a `]` without `{label}`; the column is named.
    """
    text: list[str] = []
    spans: set[Marked] = set()
    open_: list[int] = []
    i = 0
    while i < len(line):
        c = line[i]
        if c == "\\" and line[i + 1 : i + 2] in ("[", "]", "\\"):
            text.append(line[i + 1])
            i += 2
        elif c == "[":
            open_.append(len(text))
            i += 1
        elif c == "]":
            end = line.find("}", i)
            if not open_ or line[i + 1 : i + 2] != "{" or end < 0:
                raise InputError(f"column {i + 1}: stray ]", where=where, expected="[words]{label}")
            spans.add(Marked(Span(open_.pop(), len(text)), line[i + 2 : end]))
            i = end + 1
        else:
            text.append(c)
            i += 1
    if open_:
        raise InputError("a [ is never closed", where=where, expected="[words]{label}")
    return "".join(text), frozenset(spans)


def show(text: str, spans: frozenset[Marked]) -> str:
    """Spans in reading order as `words{label}`."""
    ordered = sorted(spans, key=lambda m: (m.span, m.label))
    return " ".join(f"[{m.span.of(text)}]{{{m.label}}}" for m in ordered) or "nothing"


def cases(folder: Path, layer: str) -> Iterator[Case]:
    """The cases of a layer, from its `.pairs` and its `.spans` file.

    Raises:
        InputError: a line that is neither a case, a comment nor a directive.
    """
    for path in (folder / f"{layer}.pairs", folder / f"{layer}.spans"):
        if not path.is_file():
            continue
        published: Published | None = None
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            where = f"{path.name}:{number}"
            if not line.strip() or line.startswith("#"):
                continue
            if line.startswith("@ published "):
                day = line.removeprefix("@ published ").strip()
                published = None if day == "none" else Published.parse(day)
            elif path.suffix == ".pairs":
                words, arrow, expected = line.rpartition("=>")
                if not arrow:
                    raise InputError("no =>", where=where, expected="words => notation")
                yield Case(where, words.strip(), expected.strip(), published)
            else:
                text, spans = strip_marks(line, where)
                yield Case(where, text, spans, published)


def run(folder: Path, layer: str, resources: Resources) -> Result:
    """Run every case of a layer."""
    read = reader(layer)
    found = list(cases(folder, layer))
    corpus = sha256("\n".join(f"{c.text}\t{_expected(c)}" for c in found).encode()).hexdigest()
    failures = [f for c in found if (f := _failure(c, read, resources))]
    return Result(layer, len(found), corpus[:16], tuple(failures))


def _expected(case: Case) -> str:
    return case.expected if isinstance(case.expected, str) else show(case.text, case.expected)


def _failure(case: Case, read: Reader, resources: Resources) -> Failure | None:
    if isinstance(case.expected, str):
        notation = read.notation(case.text, case.published, resources)
        return None if notation == case.expected else Failure(case, notation)
    labels = {m.label.split()[0] for m in case.expected} | set(read.labels)
    spans = read.spans(case.text, case.published, resources)
    kept = frozenset(m for m in spans if m.label.split()[0] in labels)
    return None if kept == case.expected else Failure(case, show(case.text, kept))


def layers(folder: Path) -> list[str]:
    """Layers that have gold in the folder."""
    return [
        n for n in layer_names()
        if any((folder / f"{n}.{suffix}").is_file() for suffix in ("pairs", "spans"))
    ]  # fmt: skip


def floor(folder: Path, layer: str) -> dict[str, int | str]:
    """The stored floor of a layer: cases, held, corpus; zeros where none is stored yet."""
    path = folder / "floors" / f"{layer}.json"
    if not path.is_file():
        return {"cases": 0, "held": 0, "corpus": ""}
    stored: dict[str, int | str] = json.loads(path.read_text(encoding="utf-8"))
    return stored


def below_floor(folder: Path, result: Result) -> str | None:
    """Why a result is below its floor, or None."""
    stored = floor(folder, result.layer)
    if result.held < int(stored["held"]):
        return f"{result.layer}: {result.held} of {result.cases} hold, floor {stored['held']}"
    if result.cases < int(stored["cases"]):
        return f"{result.layer}: {result.cases} cases, {stored['cases']} when the floor was set"
    return None


def update(folder: Path, result: Result) -> None:
    """Raise the floor to what holds now.

    Raises:
        InputError: it would fall; a floor is lowered only by hand, in a commit that says why.
    """
    problem = below_floor(folder, result)
    if problem:
        raise InputError(f"floor would fall: {problem}", where=f"gold/floors/{result.layer}.json")
    path = folder / "floors" / f"{result.layer}.json"
    path.parent.mkdir(exist_ok=True)
    row = {"cases": result.cases, "corpus": result.corpus, "held": result.held}
    path.write_text(json.dumps(row, indent=1) + "\n", encoding="utf-8", newline="\n")
