"""What is taken for what: the confusions of one task over a labelled set, most frequent first.

1. Right answers are left out; the unseen half of an own set is refused, since it is never read.
2. `authority`: each id that only one side has, by its class (the office of a state, else the sort
   of id); "another country" where the office is right.
3. `stance`: each field whose label differs.
4. `attribution`: each labelled attribution that no found one matches, by what fails first: nothing
   found of its words, the boundaries (words shared, but under half), or the source; and found ones
   that match nothing. `wanted` and `found` are then the words of the cues or the kinds of source.
5. `launch`: each claim by what fails first: the field is missing or spurious, its value, the age of
   the launch (news or older), the qualifier, the authority.
6. `event-type`, `event-class`, `event`: `event_confusions`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from dateline.evaluate import event_confusions
from dateline.evaluate.scorers import HALVES, keyed
from dateline.evaluate.scorers.launch import differences
from dateline.evaluate.scorers.matching import Row, WordIndex, objects, overlap, span_of
from dateline.model import InputError
from dateline.reference import authorities, countries

COLUMNS = ("class", "wanted", "found", "count", "share", "examples")
_EXAMPLES = 3
_UNSEEN = next(name for name, parity in HALVES.items() if parity == 0)

Confusion = tuple[str, str, str]
Finder = Callable[[Row, Row, str], Iterator[Confusion]]


def rows(
    task: str, gold: Path, predicted: Path, half: str | None = None, top: int = 30
) -> list[dict[str, Any]]:
    """The `top` most frequent confusions of a file pair; ties in alphabetical order.

    Returns:
        Rows with `COLUMNS`; `share` is percent of all confusions, `examples` the ids of the first
        rows in which it occurs.

    Raises:
        InputError: a task without confusions, the unseen half, or a row without prediction.
    """
    if task not in FINDERS:
        raise InputError(f"no confusions for {task!r}", expected="one of " + ", ".join(FINDERS))
    if half == _UNSEEN:  # 1.
        raise InputError("the unseen half is scored and never read", expected="--half analysis")
    if half is not None and half not in HALVES:
        raise InputError(f"half {half!r}", expected="analysis")
    labelled = list(keyed(gold, "id", task).items())
    labelled = labelled[HALVES[half] :: 2] if half else labelled
    answers = keyed(predicted, "id", task)
    counts: Counter[Confusion] = Counter()
    examples: dict[Confusion, list[str]] = {}
    for ident, row in labelled:
        if ident not in answers:
            raise InputError(f"no prediction for {ident!r}", where=str(predicted))
        for confusion in FINDERS[task](row, answers[ident], ident):
            counts[confusion] += 1
            seen = examples.setdefault(confusion, [])
            if ident not in seen and len(seen) < _EXAMPLES:
                seen.append(ident)
    total = sum(counts.values()) or 1
    ranked = sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:top]
    return [
        dict(
            zip(
                COLUMNS, (*key, n, round(100 * n / total, 1), " ".join(examples[key])), strict=True
            )
        )
        for key, n in ranked
    ]  # fmt: skip


# ------------------------------------------------------------------ 2. authority


def _authority(row: Row, answer: Row, ident: str) -> Iterator[Confusion]:
    wanted, found = _ids(row), _ids(answer)
    missing, extra = sorted(wanted - found), sorted(found - wanted)
    if len(wanted) != len(found):
        yield ("how many", _counted(wanted), _counted(found))
    for a, b in zip(missing, extra, strict=False):
        same = sort_of(a) == sort_of(b)
        if same and a.partition(":")[0] != b.partition(":")[0]:
            yield ("another country", sort_of(a), sort_of(b))
        elif same:
            yield ("another name", sort_of(a), sort_of(b))
        else:
            yield ("another sort", sort_of(a), sort_of(b))


def _ids(row: Row) -> frozenset[str]:
    return frozenset(str(row.get("authority") or "unstated").split("+"))


def _counted(ids: frozenset[str]) -> str:
    return "one" if len(ids) == 1 else "several"


def sort_of(ident: str) -> str:
    """The class of an authority id: `state MOH`, `org`, `anonymous experts`, `international`."""
    head, colon, rest = ident.partition(":")
    if head == "anonymous":
        return f"anonymous {rest}"
    if countries.is_country(head):
        body = authorities.body(ident)
        return f"state {(body.serves if body and body.serves else rest) or 'GOV'}"
    return head if colon and head.islower() else ("unstated" if head.islower() else "international")


# ------------------------------------------------------------------ 3. stance


def _stance(row: Row, answer: Row, ident: str) -> Iterator[Confusion]:
    for field in ("modality", "polarity", "certainty"):
        if row.get(field) != answer.get(field):
            yield (field, str(row.get(field)), str(answer.get(field)))


# ------------------------------------------------------------------ 4. attribution


def _attribution(row: Row, answer: Row, ident: str) -> Iterator[Confusion]:
    text = str(row["text"])
    words = WordIndex(text)
    wanted = [_read(a, text, words, ident) for a in objects(row, "attributions", ident)]
    found = [_read(a, text, words, ident) for a in objects(answer, "attributions", ident)]
    used: set[int] = set()
    for w in wanted:
        best = max(
            (n for n in range(len(found)) if n not in used),
            key=lambda n: (overlap(w[1], found[n][1]), -n), default=None,
        )  # fmt: skip
        shared = overlap(w[1], found[best][1]) if best is not None else 0.0
        if best is None or shared == 0.0:
            yield ("not found", w[2], "")
            continue
        if shared < 0.5:
            yield ("boundaries", w[2], found[best][2])
            continue
        used.add(best)
        if not (w[0] & found[best][0] or not (w[0] or found[best][0])):
            yield ("source", w[3], found[best][3])
    for n, f in enumerate(found):
        if n not in used and not any(overlap(w[1], f[1]) >= 0.5 for w in wanted):
            yield ("not labelled", "", f[2])


Read = tuple[frozenset[int], frozenset[int], str, str]


def _read(a: dict[str, Any], text: str, words: WordIndex, ident: str) -> Read:
    """Words of source and content, the cue in lower case, and the kind of source."""
    spans = {
        role: [span_of(s[0], s[1], text, ident) for s in a.get(role) or ()]
        for role in ("source", "content", "cue")
    }
    cue = " … ".join(" ".join(s.of(text).lower().split()) for s in spans["cue"])
    source = " ".join(s.of(text) for s in spans["source"])
    return words.of(spans["source"]), words.of(spans["content"]), cue or "no cue", _kind(source)


_PRONOUNS = frozenset({"he", "she", "it", "they", "i", "we", "who", "which", "that", "you"})


def _kind(source: str) -> str:
    if not source:
        return "no source"
    if source.lower() in _PRONOUNS:
        return "a pronoun"
    return "a name" if any(w[:1].isupper() for w in source.split()[1:]) else "a noun or short name"


FINDERS: dict[str, Finder] = {
    "attribution": _attribution, "authority": _authority, "launch": differences, "stance": _stance,
    **event_confusions.FINDERS,  # 6.
}  # fmt: skip
