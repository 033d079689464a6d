"""What a rule of this package reads and returns: `Context` in, `Value` out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dateline.annotate.times.expressions import Found
from dateline.model import Basis


@dataclass(frozen=True, slots=True)
class Value:
    """Type, TIMEX3 value and what the interval is made from.

    `until` is the value of the end of a range ("May 3-5"), `either` the values that remain open
    where the text does not decide ("last spring", "3 or 5 May"). `year` UNKNOWN without `either`
    means that the words fix no date: the TIMEX3 value is the best reading, the interval stays open.
    `days` are the first and last day where the value itself is coarser or cut otherwise.
    `offset` is minutes east of UTC where the text gives one instant on two clocks.
    """

    type: str
    value: str
    deixis: str | None = None
    zone: str | None = None
    year: Basis = Basis.INFERRED
    parts: tuple[str, ...] = ()
    mod: str | None = None
    until: str | None = None
    either: tuple[str, ...] = ()
    offset: int | None = None
    days: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Memory:
    """The last concrete date of the text ("1998-04-18", "1995", "1989-Q3"), and the last quarter or
    month that a comparison such as "a year earlier" goes back from."""

    value: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """The document's day, the direction of the governing verb (past, future or none), and what the
    text said before. `direct` tells that the expression hangs on the verb itself; `ahead` marks a
    leading "until", "through", "effective"; `day_nearby` is a day
    that the same sentence names, for clock times; `day_beside` tells that it stands right behind
    the clock ("at 7 p.m. local time on Friday"). `pluperfect` tells that the verb
    tells what was over before. `named` is the year that words beside a part of it
    name, `unnamed` says that they name one nothing fixes, `yearly` that it comes every year."""

    day: date | None
    direction: str
    text: str
    memory: Memory = Memory()
    ahead: bool = False
    direct: bool = False
    day_nearby: Value | None = None
    day_beside: bool = False
    said_month: tuple[int, int] | None = None
    pluperfect: bool = False
    named: int | None = None
    unnamed: bool = False
    yearly: bool = False

    def before(self, found: Found, width: int = 12) -> list[str]:
        """Lower-case words in front of an expression."""
        return self.text[max(0, found.start - width) : found.start].lower().split()


Rule = Callable[[Found, Context], "Value | None"]
