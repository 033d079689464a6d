"""What a text has told so far, from which later time expressions count.

1. The date named last, and the quarter or month that comparisons go back from.
2. The day and the month with its year that a sentence names.
3. The year in which a sentence is told: a stated one that hangs on its main verb in the past. A
   bare month or day of that sentence or of the one after it ("The republic was proclaimed in 1918.
   In November the emperor fled.") may be of that year or of the latest one: its year stays open,
   unless the latest one is near the document's day, as news is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateline.annotate.times import calendar as cal
from dateline.annotate.times.direction import (
    direction,
    hangs_on_verb,
    leads_ahead,
    main_verb,
    pluperfect,
)
from dateline.annotate.times.expressions import Found
from dateline.annotate.times.values import Context, Memory, Value
from dateline.annotate.times.years import NEAR
from dateline.model import Basis, Parse, Token

_BARE = frozenset({
    "months_only", "month_day", "day_month", "season", "part_of", "clock_day", "day_clock",
    "quarter", "half", "week_of", "half_of", "day_in", "holiday", "named_of", "week_from",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """The year of a sentence, the verb it hangs on, and whether it stood with a day or month."""

    year: int
    verb: int
    dated: bool


class Telling:
    """The state of reading the time expressions of one text in order."""

    def __init__(self, parse: Parse, day: date | None) -> None:
        self.parse = parse
        self.day = day
        self.memory = Memory()
        self.days: dict[int, Value] = {}
        self._months: dict[int, tuple[int, int]] = {}
        self._years: dict[int, Told] = {}

    def context(self, tokens: list[Token]) -> Context:
        """What the rules may know of an expression with these tokens."""
        sentence = tokens[0].sentence
        told = self._years.get(sentence)
        here = told is not None and main_verb(self.parse, tokens) == told.verb
        return Context(
            self.day,
            direction(self.parse, tokens),
            self.parse.text,
            self.memory,
            leads_ahead(self.parse, tokens[0]),
            hangs_on_verb(self.parse, tokens),
            said_month=self._months.get(sentence),
            pluperfect=pluperfect(self.parse, tokens),
            named=told.year if told is not None and here and not told.dated else None,
        )

    def keep(self, found: Found, value: Value, c: Context, tokens: Sequence[Token]) -> None:
        """Takes note of an expression for those that follow."""
        sentence = tokens[0].sentence
        self.memory = _remembered(self.memory, found, value, self.day)  # 1.
        if value.type in ("DATE", "TIME") and len(value.value) >= 10 and not value.either:  # 2.
            self.days.setdefault(sentence, value)
        if value.year is not Basis.STATED or c.before(found)[-1:] in (["since"], ["until"]):
            return
        first = cal.bounds(value.value)[0]
        if first is not None and re.match(r"\d{4}-(?!W)", value.value):
            self._months[sentence] = int(first[:4]), int(first[5:7])
        verb = main_verb(self.parse, tokens, subject=True)
        if re.match(r"\d{4}(?:$|-)", value.value) and verb is not None:  # 3.
            dated = re.match(r"\d{4}-\d\d-\d\d", value.value) is not None
            bare = len(value.value) == 4
            self._years[sentence] = Told(int(value.value[:4]), verb, dated or not bare)

    def doubted(self, found: Found, value: Value, c: Context, tokens: Sequence[Token]) -> Value:
        """3. The value, its year open where the text may still tell of an older one."""
        if found.name not in _BARE or value.year is not Basis.INFERRED or self.day is None:
            return value
        sentence = tokens[0].sentence
        told = self._years.get(sentence, self._years.get(sentence - 1))
        if told is None or c.named is not None or c.direction == "future":
            return value
        first, last, _ = cal.bounds(value.value)
        if first is None or last is None or int(first[:4]) == told.year:
            return value
        today = self.day.isoformat()
        near = (self.day - timedelta(days=NEAR)).isoformat() <= last[:10] and first[:10] <= today
        if near and not told.dated:
            return value
        verb = main_verb(self.parse, tokens, subject=True)
        if c.said_month is not None or verb is None:
            return value
        self._years[sentence] = told
        return replace(value, year=Basis.UNKNOWN, either=(), days=None, until=None)


def _remembered(memory: Memory, found: Found, value: Value, day: date | None) -> Memory:
    """The date and the period that later words may count from."""
    if value.type not in ("DATE", "TIME") or not re.match(r"\d{4}(?:$|-)|\d{3}$", value.value):
        return memory
    if value.year is Basis.UNKNOWN or found.name in ("ago_word",):
        return memory
    if found.name == "ago":
        return replace(memory, value=value.value)
    period = memory.period
    over = cal.bounds(value.value)[1]
    if over is None or day is None or over > day.isoformat():
        return Memory(value.value, period)
    if re.match(r"\d{4}-Q[1-4]$", value.value) and "year-" not in found.groups.get("qr", ""):
        again = found.name == "whole" and period is not None
        if not again and (found.name != "rel_quarter" or "rq" in found.groups):
            period = value.value
    elif re.match(r"\d{4}(?:-\d\d)?$", value.value) and found.name in ("months_only", "month_year"):
        period = value.value
    return Memory(value.value, period)
