"""Which year a day, month, quarter or season without one belongs to.

The verb's tense decides where it and the calendar do not pull apart; else the nearest occurrence is
the reading and the year is left open between the two. Nearest counts for much: on TimeBank 35 of
42 wrong years came from a past tense taken at its word for a date a few weeks ahead ("declared a
dividend payable Dec. 15").
"""

from __future__ import annotations

from datetime import date

from dateline.annotate.times.values import Context
from dateline.model import Basis

NEAR = 75
"""Days within which an occurrence beats a tense that says the other."""
_DIRECT = 20
"""The same where the expression hangs on the verb itself ("ran from March 3")."""


def choose(
    month: int, day: int | None, c: Context, weekday: int | None = None
) -> tuple[int, int | None]:
    """(year, other year): the other one is given where the text does not decide.

    A year named beside it decides. Else:
    0. A month and year named in full before it in the sentence, years back: a past tense goes on
       from there ("fell in April 1979, and in May the shah fled").
    1. A weekday stated with the date decides among the years around.
    2. The occurrence before and the one after the document's day; in the month itself it is one.
    3. The tense decides, unless it points away from an occurrence that is near.
    4. Without tense the one behind, unless the one ahead is much nearer; open where both are far.
    """
    if c.named is not None:
        return c.named, None
    assert c.day is not None
    if c.said_month and c.direction == "past" and c.said_month[0] < c.day.year - 1:  # 0.
        year, before = c.said_month
        return year + (month < before), None
    if weekday is not None and day is not None:  # 1.
        fits = [
            y
            for y in (c.day.year, c.day.year - 1, c.day.year + 1)
            if _falls(y, month, day, weekday)
        ]
        if fits:
            return fits[0], None
    now = (c.day.month, c.day.day if day is not None else 0)  # 2.
    then = (month, day or 0)
    past = c.day.year if then <= now else c.day.year - 1
    future = c.day.year if then >= now else c.day.year + 1
    if past == future:
        return past, None
    behind = (c.day - _day(past, month, day)).days
    ahead = (_day(future, month, day) - c.day).days
    over = c.direction == "past" and 2 * behind < ahead  # "was held until 31 March", said in June
    if c.direction == "past" and (not c.ahead or over):  # 3.
        return (
            (future, past)
            if ahead <= (_DIRECT if c.direct else NEAR) and behind > 200
            else (past, None)
        )
    if c.direction == "future" and c.direct:
        return future, None
    if c.direction == "future" or c.ahead:
        if behind <= NEAR and ahead > 200:
            return past, future
        return (future, past) if behind < 200 and not c.ahead else (future, None)
    near, far = (future, past) if 2 * ahead < behind else (past, future)  # 4.
    return near, far if min(behind, ahead) > 100 else None


def _day(year: int, month: int, day: int | None) -> date:
    return date(year, month, min(day or 15, 28))


def _falls(year: int, month: int, day: int, weekday: int) -> bool:
    try:
        return date(year, month, day).weekday() == weekday
    except ValueError:
        return False


def basis(other: int | None) -> Basis:
    """INFERRED, or UNKNOWN where another year remains possible."""
    return Basis.INFERRED if other is None else Basis.UNKNOWN
