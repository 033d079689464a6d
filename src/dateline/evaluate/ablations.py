"""What each part of event coding is worth: a set scored with one part left out at a time.

1. Every row is parsed once. 2. The set is predicted and scored whole, then once for each part,
with the function that does the part's work replaced by one that does nothing. 3. A row for each:
the measures of the headline's group, and how far the headline moved.

A part that is worth nothing on a set may be worth much on another: the sets code one event a
sentence and know no dates.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.annotate import events
from dateline.annotate.events import clauses, coding
from dateline.annotate.events.stance import Stance
from dateline.annotate.parse import Parser
from dateline.evaluate import scorers
from dateline.evaluate.predict import predict_rows
from dateline.evaluate.scorers.matching import Row
from dateline.model import Certainty, InputError, Modality, Parse, Polarity, TimeRelation, Token
from dateline.pipeline import Resources
from dateline.reference import authorities, countries, plover

# `events` binds the function `parties`, which hides the module of that name.
_PARTIES = importlib.import_module("dateline.annotate.events.parties")
TASKS = ("event", "event-class", "event-type")


@dataclass(frozen=True, slots=True)
class Part:
    """A part with its functions (module, name) and what stands in for each where it is left out."""

    name: str
    stand_ins: tuple[tuple[Any, str, Callable[..., Any]], ...]


def _parts() -> tuple[Part, ...]:
    words, nominal, lookup, named = (
        plover.by_word, coding._nominal, countries.lookup, authorities.named,
    )  # fmt: skip

    def senses(pos: str) -> dict[str, tuple[plover.Sense, ...]]:
        kept = ((w, tuple(s for s in g if s.type != plover.NONE)) for w, g in words(pos).items())
        return {w: group for w, group in kept if group}

    def light_only(*given: Any) -> coding.Coded | None:
        found = nominal(*given)
        return found if found is not None and found.form == "light" else None

    def no_demonym(phrase: str) -> countries.Match | None:
        found = lookup(phrase)
        return None if found is not None and found.how == "demonym" else found

    def no_demonym_named(phrase: str) -> authorities.Entry | None:
        found = named(phrase)
        return None if found is not None and found.how == "demonym" else found

    table = {pos: senses(pos) for pos in ("v", "n", "a")}
    return (
        Part("uses that are no event", (
            (plover, "by_word", lambda pos: table[pos]),
            (events, "_sport_sentences", lambda parse: set()),
        )),
        Part("auxiliary modes", ((events, "stance", _plain),)),
        Part("nouns of their own", ((coding, "_nominal", light_only),)),
        Part("light verbs", ((coding, "_light", lambda *_: (None, "")),)),
        Part("passive", ((clauses, "is_passive", lambda *_: False),)),
        Part("splitting conjuncts", tuple(
            (module, "conjuncts", _as_given) for module in (clauses, events, _PARTIES)
        )),
        Part("people known by office", ((authorities, "held_by", lambda _: ()),)),
        Part("demonyms", (
            (countries, "lookup", no_demonym), (authorities, "named", no_demonym_named),
        )),
    )  # fmt: skip


def _plain(parse: Parse, host: Token, noun: Token | None = None) -> Stance:
    del parse, host, noun
    return Stance(
        Modality.ASSERTED, Certainty.CERTAIN, Polarity.POSITIVE, TimeRelation.CURRENT
    )  # fmt: skip


def _as_given(parse: Parse, tokens: list[Token]) -> list[Token]:
    del parse
    return sorted(tokens, key=lambda t: t.i)


class _Once(Parser):
    """A parser that reads each text once."""

    def __init__(self) -> None:
        super().__init__()
        self._read: dict[str, Parse] = {}

    def parse(self, text: str) -> Parse:
        if text not in self._read:
            self._read[text] = super().parse(text)
        return self._read[text]


def rows(task: str, gold: Path, only: str | None = None) -> list[dict[str, Any]]:
    """One row for the whole and one for each part left out; see `columns`.

    Args:
        only: leave out this part alone.

    Raises:
        InputError: a task without parts, an unknown part, or what `scorers.score` refuses.
    """
    if task not in TASKS:
        raise InputError(
            f"no parts to leave out for {task!r}", expected="one of " + ", ".join(TASKS)
        )
    parts = [p for p in _parts() if only in (None, p.name)]
    if not parts:
        known = ", ".join(p.name for p in _parts())
        raise InputError(f"no part {only!r}", expected="one of " + known)
    resources = Resources()
    resources.parser = _Once()  # 1.
    labelled = scorers.keyed(gold, "id", task)
    whole = _scored(task, labelled, resources)
    out = [_row("nothing", whole, whole)]
    for part in parts:  # 2.
        with _without(part):
            out.append(_row(part.name, _scored(task, labelled, resources), whole))
    return out


def columns(found: list[dict[str, Any]]) -> tuple[str, ...]:
    """`left_out`, the measures of the headline's group, `change` of the headline."""
    return tuple(found[0])


def _scored(task: str, labelled: dict[str, Row], resources: Resources) -> scorers.Score:
    answers = predict_rows(task, labelled.values(), resources)
    return scorers.score(task, labelled, {str(r["id"]): r for r in answers})


def _row(name: str, score: scorers.Score, whole: scorers.Score) -> dict[str, Any]:  # 3.
    group, _, _ = score.headline.partition(".")
    return {
        "left_out": name, **score.measures[group], "change": round(score.value - whole.value, 2),
    }  # fmt: skip


@contextmanager
def _without(part: Part) -> Iterator[None]:
    with ExitStack() as undo:
        for module, name, stand_in in part.stand_ins:
            undo.callback(setattr, module, name, getattr(module, name))
            setattr(module, name, stand_in)
        yield
