"""Words without which a pattern of `expressions` cannot match.

A group of words is met by any one of them, a pattern needs all of its groups. Searching only where
the words allow takes a third of the time of searching everywhere (benchmarks/reading.py).
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MONTHS = _words(
    "january february march april may june july august september october "
    "november december jan feb mar apr jun jul aug sept sep oct nov dec"
)
_WEEKDAYS = _words("monday tuesday wednesday thursday friday saturday sunday")
_ABBREVIATED = _words("mon tue tues wed thu thur thurs fri sat sun")
_SINGLE = _words(
    "second minute hour day week weekend month quarter year decade century "
    "night season min hr fortnight generation"
)
_PLURAL = _words(
    "seconds minutes hours days weeks weekends months quarters years "
    "decades centuries nights mins hrs generations"
)
_UNITS = _SINGLE | _PLURAL
_PARTS = _words("morning afternoon evening night dawn dusk noon midday midnight")
_SEASONS = frozenset({"spring", "summer", "autumn", "fall", "winter"})
_RELATIVE = _words(
    "last past previous next coming this following same current upcoming "
    "preceding first final recent"
)
_CLOCKS = _words(
    ": h m am pm clock noon midnight midday gmt utc kst jst hours morning afternoon evening local"
)
_DAYS = frozenset({"today", "yesterday", "tomorrow"})
_TODAY = _DAYS | {"tonight"}

NEEDS: dict[str, tuple[frozenset[str], ...]] = {
    "iso_time": (frozenset({"#4"}), frozenset({":"})),
    "iso": (frozenset({"#4"}), frozenset({"#2"})),
    "slash": (frozenset({"/"}),),
    "dotted": (frozenset({"#4"}),),
    "week_of": (_MONTHS, frozenset({"week"})),
    "half_of": (_MONTHS, frozenset({"half"})),
    "day_in": (_MONTHS, _WEEKDAYS | {"day", "weekend"}),
    "of_month": (frozenset({"month"}), frozenset({"of"}), _SINGLE | _WEEKDAYS),
    "of_year": (frozenset({"of"}), frozenset({"year", "#4"}), _SINGLE | _WEEKDAYS),
    "ago_this": (frozenset({"ago"}), _DAYS | {"this", "next", "last"}, _UNITS),
    "before_last": (frozenset({"before", "after"}), frozenset({"last", "next"})),
    "weekdays_ago": (frozenset({"ago"}),),
    "week_weekday": (_WEEKDAYS, frozenset({"week"})),
    "week_on": (_words("week weeks"), _WEEKDAYS | {"today", "tomorrow"}),
    "fortnight": (frozenset({"fortnight"}),),
    "two_clocks": (_CLOCKS, _WEEKDAYS),
    "clock_day": (_CLOCKS, _WEEKDAYS | _DAYS | _MONTHS),
    "day_clock": (_CLOCKS, _WEEKDAYS | _TODAY | _MONTHS),
    "clock": (_CLOCKS,),
    "clock_run": (frozenset({"am", "pm", "m"}),),
    "clock_part": (
        _words("at around about by until before after"),
        _words("morning afternoon evening"),
    ),
    "noon": (frozenset({"noon", "midnight", "midday"}),),
    "day_list": (_MONTHS, frozenset({"#1", "#2"}), frozenset({"and", "or"})),
    "full": (_MONTHS, frozenset({"#4"})),
    "full_dmy": (_MONTHS, frozenset({"#4"})),
    "month_year": (
        _MONTHS,
        frozenset({"#4", "'", "’", "eighteen", "nineteen", "twenty", "thousand"}),
    ),
    "month_day": (_MONTHS, frozenset({"#1", "#2"})),
    "day_month": (_MONTHS, frozenset({"#1", "#2"})),
    "quarter": (frozenset({"quarter", "q"}),),
    "rel_quarter": (frozenset({"quarter", "period"}),),
    "half": (frozenset({"half", "h"}),),
    "season": (_SEASONS,),
    "fiscal": (frozenset({"fiscal", "fy"}),),
    "decade": (_words("s twenties thirties forties fifties sixties seventies eighties nineties"),),
    "century": (frozenset({"century", "centuries"}),),
    "every": (
        _words(
            "every each once twice three mondays tuesdays wednesdays thursdays "
            "fridays saturdays sundays"
        ),
    ),
    "regular": (
        _words(
            "hourly daily nightly weekly biweekly fortnightly monthly quarterly "
            "yearly annually annual bimonthly semiannual semiannually"
        ),
    ),
    "date_part": (_words("morning afternoon evening"), _MONTHS | _WEEKDAYS),
    "night_to": (frozenset({"night"}), _WEEKDAYS),
    "night_of": (frozenset({"night"}), _MONTHS, frozenset({"#1", "#2"})),
    "part_day": (_words("morning afternoon evening"), _WEEKDAYS | _DAYS),
    "that_month": (frozenset({"that"}), _MONTHS | _SEASONS),
    "weekend_noun": (frozenset({"weekend"}),),
    "ago_either": (frozenset({"ago"}), frozenset({"or", "to"}), _UNITS),
    "ago": (
        _words("ago earlier before later after hence from previously prior"),
        _UNITS,
    ),
    "ago_word": (frozenset({"ago", "earlier"}), _SINGLE),
    "day_before": (
        _words("before after earlier later next following previous prior same"),
        _SINGLE | _PARTS,
    ),
    "span_of": (_RELATIVE, _UNITS | {f"{s}s" for s in _SEASONS}),
    "past_unit": (frozenset({"past", "last"}), _SINGLE),
    "written_year": (frozenset({"eighteen", "nineteen", "twenty", "thousand", "year"}),),
    "part_alone": (_PARTS,),
    "part_of": (_PARTS, _WEEKDAYS | _MONTHS),
    "rel_part": (_PARTS,),
    "rel_unit": (_RELATIVE | {"later", "earlier"}, _SINGLE | _WEEKDAYS | _MONTHS),
    "weekday": (_WEEKDAYS,),
    "deictic": (_TODAY | {"day"},),
    "overnight": (frozenset({"overnight", "night"}),),
    "rest_of": (frozenset({"rest", "remainder"}),),
    "half_decade": (frozenset({"half"}), frozenset({"of"})),
    "half_century": (frozenset({"half"}), frozenset({"century"})),
    "named_of": (_MONTHS, frozenset({"of"})),
    "first_of": (frozenset({"month"}), frozenset({"of"})),
    "advent": (frozenset({"advent"}),),
    "holiday": (
        _words(
            "christmas new thanksgiving independence labor memorial valentine halloween easter "
            "election veterans st may boxing friday sunday wednesday thursday monday ascension "
            "pentecost bastille victory women saints earth armistice columbus presidents king "
            "mother father april juneteenth australia anzac canada sun star"
        ),
    ),
    "end_of": (_words("end beginning start middle turn close midyear mid early latter later"),),
    "within": (frozenset({"in"}), _words("earlier later early late"), _SINGLE),
    "same_period": (_words("same comparable"), _words("period month")),
    "week_from": (_words("week weekend"), _MONTHS, frozenset({"#1", "#2"})),
    "ordinal_day": (_words("st nd rd th"), frozenset({"the"})),
    "duration": (_UNITS,),
    "months_only": (_MONTHS,),
    "year": (frozenset({"#4"}),),
    "short_year": (frozenset({"'", "’"}), frozenset({"#2"})),
    "plural_units": (_PLURAL,),
    "whole": (_SINGLE,),
    "now": (_words("now nowadays currently present moment time point days current presently"),),
    "past_ref": (
        _words(
            "recently recent lately previously once formerly past ago earlier "
            "former while time medieval ancient"
        ),
    ),
    "future_ref": (_words("soon shortly future upcoming coming eventually later course term"),),
}
