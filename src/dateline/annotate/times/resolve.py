"""Expressions → TIMEX3 type and value against a document's day.

Without a day the value keeps X's ("XXXX-WXX-7"): a year is never guessed in silence.
"""

from __future__ import annotations

from dateline.annotate.times import clocks, counted, dates, periods, relative, spells
from dateline.annotate.times.expressions import Found
from dateline.annotate.times.values import Context, Rule, Value

_RULES: dict[str, Rule] = {
    **dates.RULES, **counted.RULES, **clocks.RULES, **relative.RULES, **periods.RULES,
    **spells.RULES,
}  # fmt: skip


def value_of(found: Found, context: Context) -> Value | None:
    """The value of an expression; None where the words turn out to be no time."""
    rule = _RULES.get(found.name)
    return rule(found, context) if rule else None
