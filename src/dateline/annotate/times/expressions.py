"""Patterns of time expressions: one table of named regular expressions, most specific first.

Spans follow TIMEX3 guidelines: no preposition, but modifiers ("early Sunday", "the past week").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.annotate.numerals import lowered
from dateline.annotate.parse import paragraphs
from dateline.annotate.times import needs

MONTH = (
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
WEEKDAY = (
    r"(?:(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b|"
    r"(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b\.?)"
)
FULL_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
YEAR = r"(?:1[5-9]\d\d|20\d\d)"
DAY = r"(?:[0-3]?\d)(?:st|nd|rd|th)?(?!\d)"
_ONES = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_TEENS = r"(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
_TIES = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
WRITTEN_YEAR = (
    rf"(?:(?:eighteen|nineteen|twenty)(?:\s+hundred(?:\s+and)?)?\s+(?:{_TIES}(?:[-\s]+{_ONES})?|{_TEENS}|(?:oh|o)[- ]{_ONES})"
    rf"|two thousand(?:\s+(?:and\s+)?(?:{_TIES}(?:[- ]{_ONES})?|{_TEENS}|{_ONES}))?)"
)
SMALL = (
    r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|"
    r"several|a few|few|many|some|a couple of|couple of|dozens of|\d+(?:[.,]\d+)?)"
)
TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ](?:one|two|three|four|five|six|seven|eight|nine)"
COUNT = rf"(?:{TENS}|{SMALL}(?:\s+(?:and\s+a\s+half|dozen|hundred|thousand|million))?)"
UNIT = r"(?:second|minute|hour|day|week|weekend|month|quarter|year|decade|century|night|season)"
UNITS = r"(?:seconds?|minutes?|hours?|days?|weeks?|weekends?|months?|quarters?|years?|decades?|centuries|century|nights?|mins?|hrs?)"
PART = r"(?:morning|afternoon|evening|night|dawn|dusk|noon|midday|midnight)"
SEASON = r"(?:spring|summer|autumn|fall|winter)"
CLOCK = (
    r"(?:\d{1,2}(?:[:.]\d\d)?\s+in the (?:morning|afternoon|evening)|"
    r"\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?\s?m\b\.?)?|\d{1,2}\s*(?:[ap]\.?m\b\.?|o['’]clock)|"
    r"\d{1,2}h[0-5]\d|"
    r"\d{4}(?=\s*(?:GMT|UTC|KST|JST|CET|CEST|BST|EST|EDT|EET|MSK|IST|hours\b|local time))|noon|midnight|midday)"
)
ZONE = (
    r"(?:\s*\(?\s*(?:(?:GMT|UTC)\s?[+-]\s?\d{1,2}(?::\d\d)?|KST|JST|GMT|UTC|EST|EDT|ET|CST|CDT|CT|MST|MDT|MT|PST|PDT|PT|BST|CET|CEST|EET|"
    r"EEST|MSK|IST|IDT|AEST|AEDT|NZST|hours|local time|Eastern(?: (?:Standard |Daylight )?[Tt]ime)?|"
    r"Pacific(?: [Tt]ime)?|Central(?: [Tt]ime)?|[A-Z][a-z]+ (?:[Ss]tandard )?time)\b\)?"
    r"(?:\s*(?:\(|;|,|/|or)\s*\d{1,2}:?\d\d\s*(?:GMT|UTC|KST|JST)\b\)?)?"
    r"|\s*\(\s*\d{1,2}:?\d\d\s*(?:GMT|UTC|KST|JST)\s*\))"
)
TWO_CLOCKS = (
    r"(?:\s+local time)?\s*\(\s*\d{1,2}:?\d\d\s*(?:GMT|UTC|KST|JST),?\s+(?:on\s+)?"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\s*\)"
)
EARLY = (
    r"(?:(?:the )?(?:very )?(?:[Ee]arly|[Ll]ate|[Mm]id|[Ll]ater|[Ee]arlier)"
    r"(?:[- ](?:on |in )?(?:the )?|(?<=mid)))"
)
LAST = r"(?:last|past|previous|next|coming|this|same|current|upcoming|preceding)"
QUARTER = r"(?:fiscal[- ])?(?:first|second|third|fourth|1st|2nd|3rd|4th|final|last)[- ](?:fiscal )?quarter"
HOLIDAY = (
    r"(?:(?:Orthodox )?Christmas(?: Day| Eve)?|New Year['’]s (?:Day|Eve)|(?:(?<=\bover )|(?<=\band )|(?<=\bbefore )|(?<=\bafter )|(?<=\bsince )|(?<=\buntil )|(?<=\bat ))New Year(?=\s*(?:[.,;:)]|$)|\s+(?:and|in|at|when|but|the|he|she|they|it)\b)|Thanksgiving(?: Day)?|"
    r"Labor Day|Memorial Day|(?:Saint |St\.? )?Valentine['’]s Day|Halloween|"
    r"(?:Orthodox )?Easter(?: Sunday| Monday)?|Whit Sunday|(?:Orthodox )?Good Friday|Palm Sunday|Ash Wednesday|Maundy Thursday|Whit Monday|"
    r"Ascension Day|Pentecost|Black Friday|Cyber Monday|Election Day|Independence Day|"
    r"Bastille Day|Victory Day|(?:International )?Women['’]s Day|All Saints['’] Day|Earth Day|"
    r"Armistice Day|Columbus Day|Presidents['’] Day|Martin Luther King(?:,? Jr\.?)? Day|"
    r"Mother['’]s Day|Father['’]s Day|April Fools['’] Day|Juneteenth|Australia Day|Anzac Day|"
    r"Canada Day|Day of the Sun|Day of the Shining Star|"
    r"Veterans Day|St\.? Patrick['’]s Day|May Day|Boxing Day)"
)

_ITEM = rf"{DAY}(?:\s?[-–]\s?{DAY})?"
_ITEMS = (
    rf"{_ITEM}(?:,\s*{_ITEM})+,?\s+(?:and|or)\s+{_ITEM}|"
    rf"{DAY}\s?[-–]\s?{DAY}\s+(?:and|or)\s+{_ITEM}|(?<=nights\sof\s){DAY}\s+and\s+{DAY}"
)

_SOURCE: tuple[tuple[str, str], ...] = (
    ("iso_time", r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?"),
    ("iso", r"\d{4}-\d\d-\d\d|\d{4}/\d\d/\d\d"),
    ("slash", r"(?P<sm>\d{1,2})/(?P<sd>\d{1,2})/(?P<sy>\d{4}|\d{2})"),
    ("end_of", rf"(?P<eo>(?:the\s+)?(?:very\s+)?(?:end|beginning|start|middle|turn|close|(?:early|latter|later)\s+(?:part|days|weeks|months))\s+of)\s+(?:(?P<eh>the(?:\s+(?:current|following|coming|previous|same))?|this|next|last|that)\s+(?P<eu>year|month|week|decade|century|quarter|day)(?!\s+(?:before\s+last|after\s+next)\b)|(?P<em>{MONTH})(?:,?\s+(?:of\s+)?(?P<emy>{YEAR}|last year|this year|next year))?(?!\s*(?:[0-2]?\d|3[01])(?!\d))|(?P<ey>{YEAR})|(?:(?P<esl>the|this|next|last|that)\s+)?(?P<es>{SEASON})(?:\s+(?:of\s+)?(?P<esy>{YEAR}))?|the\s+(?P<edc>(?:1[5-9]|20)\d)0['’]?s)|(?P<ye>(?:year|month)(?:[- ]|['’]s )end|midyear|mid-year)"),
    ("within", r"(?P<wa>earlier|later|early|late)\s+(?:on\s+)?in\s+(?:the|that)\s+(?P<wu>day|week|month|year)(?!\s+of\b)"),
    ("same_period", rf"(?:the\s+|this\s+)?(?:same|comparable)\s+(?:period|month)\s+(?:of\s+|in\s+)?(?:(?:the\s+)?(?:last|previous|prior)\s+year|a\s+year\s+(?:ago|earlier|before)|(?P<spy>{YEAR}))"),
    ("week_from", rf"(?:the\s+)?(?P<wfw>week|weekend)\s+(?:of|beginning|starting|ending|ended|from)\s+(?:(?:on|the)\s+)?(?:(?P<wfm>{MONTH})\s+(?P<wfd>{DAY})|(?P<wfd2>{DAY})\s+(?P<wfm2>{MONTH}))(?:,?\s+(?P<wfy>{YEAR}))?(?!\s*[-–]\s*\d)"),
    ("ordinal_day", r"(?<=\bon )the\s+(?P<od>\d{1,2}(?:st|nd|rd|th))(?=\s*(?:[.,;:)]|$|(?:and|but|when|after|at)\b)(?!\s*(?:and|,)\s+\w+\s+(?:floor|birthday|anniversary)))"),
    ("named_of", rf"(?<=\bon )the\s+(?P<nod>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|fifteenth|twentieth)\s+of\s+(?P<nom>{MONTH})(?:,?\s+(?P<noy>{YEAR}))?"),
    ("first_of", r"(?<=\bon )the\s+(?P<fod>first|last|\d{1,2}(?:st|nd|rd|th))(?:\s+day)?\s+of\s+(?P<fol>the|this|next|last|each|every)\s+month"),
    ("advent", rf"(?:the\s+)?(?P<adn>first|second|third|fourth)\s+(?:Sunday\s+(?:in|of)\s+Advent|Advent\s+Sunday)(?:,?\s+(?P<ady>{YEAR}))?"),
    ("holiday", rf"(?:the\s+)?(?P<ho>{HOLIDAY})(?P<how>\s+weekend)?(?:,?\s+(?P<hoy>{YEAR}))?"),
    ("rest_of", r"(?:the\s+)?(?:rest|remainder)\s+of\s+(?:the|this)\s+(?P<rou>day|week|month|year|decade)(?!\s+of\b)"),
    ("half_decade", r"(?:the\s+)?(?P<hdh>first|second|latter|last)\s+half\s+of\s+the\s+(?P<hdc>(?:1[5-9]|20)\d)0['’]?s"),
    ("half_century", r"(?:the\s+)?(?P<hch>first|second|latter|last)\s+half\s+of\s+the\s+(?P<ce>\d{1,2}(?:st|nd|rd|th)|nineteenth|twentieth|twenty-first|eighteenth|seventeenth|sixteenth)[- ]century"),
    ("clock_part", rf"(?:(?<=\bat )|(?<=\baround )|(?<=\babout )|(?<=\bby )|(?<=\buntil )|(?<=\bbefore )|(?<=\bafter ))(?P<kh>\d{{1,2}}(?:[:.]\d\d)?|{_ONES}|ten|eleven|twelve)(?:\s*[ap]\.?m\b\.?)?\s+(?:on\s+)?(?P<kd>this|yesterday|tomorrow|that|the (?:next|following|same)|(?:{FULL_WEEKDAY}))\s+(?P<kp>morning|afternoon|evening)"),
    ("two_clocks", rf"(?P<c3>{CLOCK})(?P<z3>{TWO_CLOCKS})"),
    ("date_part", rf"(?P<dpd>(?:{FULL_WEEKDAY},?\s+)?{MONTH}\s+{DAY}|{DAY}\s+{MONTH}|{FULL_WEEKDAY})\s+in\s+the\s+(?:early\s+|late\s+)?(?P<dpp>morning|afternoon|evening)"),
    ("night_to", rf"(?:the\s+)?night\s+(?:of|from|between)\s+(?P<nt>{FULL_WEEKDAY})\s+(?:to|and|into)\s+{FULL_WEEKDAY}"),
    ("night_of", rf"(?:the\s+)?night\s+(?:of|from|between|on)\s+(?:the\s+)?(?:(?P<d07>{DAY})\s*(?:-|–|to|and|into)\s*(?P<d7>{DAY})\s+(?P<m7>{MONTH})|(?P<m6>{MONTH})\s+(?P<d6>{DAY})\s*(?:-|–|to|and|into)\s*(?P<de6>{DAY}))(?:,?\s+(?P<ny>{YEAR}))?(?!\d)"),
    ("part_of", rf"(?<!\d\sin\s)(?<!\d\sin\sthe\s)(?:the\s+)?(?:(?:early|late)\s+)?(?P<pp>{PART}(?=\s+of\b)|(?:(?<=\bthe\s)|(?<=\bat\s)|(?<=\bearly\s)|(?<=\blate\s)|(?<=\bbefore\s)|(?<=\bafter\s)|(?<=\bsince\s)|(?<=\buntil\s)|(?<=\bby\s)|(?<=\baround\s)){PART})\s+(?:of|on)\s+(?P<pd>{FULL_WEEKDAY}|{MONTH}\s+{DAY}(?:,?\s+{YEAR})?|{DAY}\s+{MONTH}(?:,?\s+{YEAR})?)(?!\d)"),
    ("part_day", rf"(?:the\s+)?(?:early|late|mid)[- ]?(?P<pp>morning|afternoon|evening)\s+(?P<pd>{FULL_WEEKDAY}|yesterday|today|tomorrow)(?!['’]s)"),
    ("dotted", r"(?P<gd>[0-3]?\d)\.(?P<gm>[01]?\d)\.(?P<gy>(?:19|20)\d\d)(?!\.?\d)"),
    ("week_of", rf"(?:the\s+)?(?P<cw>first|opening|second|third|fourth|last|final|closing)\s+week\s+(?:of|in)\s+(?P<cm>{MONTH})(?:,?\s+(?P<cy>{YEAR}))?"),
    ("half_of", rf"(?:the\s+)?(?P<cw>first|second|latter|last)[- ]half\s+of\s+(?P<cm>{MONTH})(?:,?\s+(?P<cy>{YEAR}))?"),
    ("day_in", rf"(?:the\s+)?(?P<cw>first|second|third|fourth|last|final)\s+(?P<cu>day|weekend|{FULL_WEEKDAY})\s+(?:of|in)\s+(?P<cm>{MONTH})(?:,?\s+(?P<cy>{YEAR}))?(?!\s*\d)"),
    ("of_year", rf"(?:the\s+)?(?P<cw>first|opening|second|third|fourth|last|final|closing)\s+(?P<cu>day|week|weekend|month|{FULL_WEEKDAY})\s+of(?=\s+(?:{YEAR}\b|(?:the|this|last|next|that)\s(?:[a-z]+\s)?year\b))"),
    ("of_month", rf"(?:the\s+)?(?P<cw>first|opening|second|third|fourth|last|final|closing)\s+(?P<cu>day|week|weekend|{FULL_WEEKDAY})\s+of\s+(?P<ml>the|this|next|last|each|every)\s+month(?!\s+of\b)"),
    ("before_last", rf"(?:the\s+)?(?P<cb>{FULL_WEEKDAY}|{SEASON}|week|weekend|month|year|night)\s+(?:before\s+last|(?P<cba>after\s+next))"),
    ("weekdays_ago", rf"(?P<cn>two|three|four)\s+(?P<cs>{FULL_WEEKDAY}s)\s+ago"),
    ("overnight", rf"(?P<on>overnight|(?:during|through|throughout)\s+the\s+night(?!\s+(?:of|on|between)\b))(?:\s+(?:(?P<ol>on|into)\s+)?(?P<ow>{FULL_WEEKDAY})(?!\s+(?:to|and)\b))?"),
    ("week_weekday", rf"(?P<cd>{FULL_WEEKDAY})(?:\s+of)?\s+(?P<ck>last|next|this)\s+week(?!['’]s)"),
    ("week_on", rf"(?P<won>a|one|two|three)\s+weeks?\s+(?:from|on|(?P<woa>ago(?:\s+on)?))\s+(?P<wod>{FULL_WEEKDAY}|today|tomorrow)"),
    ("fortnight", r"(?:a|the\s+(?:last|past|next)|one)\s+fortnight(?P<cf>\s+ago)?"),
    ("clock_run", rf"(?:(?<=\bbetween )|(?<=\bfrom )|(?<=\bof )|(?=\d\d?(?:[:.]\d\d)?\s?[-–]))(?P<ra>\d{{1,2}}(?:[:.]\d\d)?)\s*(?:-|–|to|and|until)\s*(?P<c3>\d{{1,2}}(?:[:.]\d\d)?\s*[ap]\.?m\b\.?)(?P<z3>{ZONE})?"),
    ("spoken_clock", rf"(?P<scm>half|quarter|five|ten|twenty|twenty-five)\s+(?P<scw>past|to)\s+(?P<sch>{_ONES}|ten|eleven|twelve)\s+(?:(?:in\s+the\s+)?(?P<scp>morning|afternoon|evening|at night)|(?:on\s+)?(?P<scd>this|yesterday|{FULL_WEEKDAY})\s+(?P<scq>morning|afternoon|evening))"),
    ("worded_clock", rf"(?P<wch>{_ONES}|ten|eleven|twelve)\s+(?:o['’]clock\s+)?(?:in\s+the\s+(?P<wcp>morning|afternoon|evening)|(?P<wcn>at night))"),
    ("bare_hour", r"(?:(?<=\bat around )|(?<=\bat about )|(?<=\bat roughly )|(?<=\bat some time around ))(?P<bh>1[0-2]|[1-9])(?=[.,](?!\d)|[;)]|$|\s+on\b)|(?<=\bbetween )(?P<bh2>1[0-2]|[1-9])(?=\s+and\s+\d{1,2}:\d\d)"),
    ("clock_day", rf"(?:{EARLY})?(?P<c1>{CLOCK})(?P<z1>{ZONE})?(?<!\btime)(?<!\)),?\s+(?:on\s+)?(?P<d1>(?:{FULL_WEEKDAY}(?:,?\s+{MONTH}\s+{DAY}(?:,?\s+{YEAR})?)?|today|yesterday|tomorrow|{MONTH}\s+{DAY}(?:,?\s+{YEAR})?|{DAY}\s+{MONTH}(?:,?\s+{YEAR})?))(?P<z1b>\s*\([A-Z]{{3}}\))?"),
    ("day_clock", rf"(?P<d2>{FULL_WEEKDAY}|today|tonight|yesterday|tomorrow|{MONTH}\s+{DAY}(?:,?\s+{YEAR})?|{DAY}\s+{MONTH}(?:,?\s+{YEAR})?)(?:\s+{PART})?,?\s+(?:at\s+|(?=(?:noon|midday|midnight)\b))(?:about |around )?(?P<c2>{CLOCK})(?P<z2>{ZONE})?"),
    ("clock", rf"(?<![\d:.,$])(?P<c3>{CLOCK})(?P<z3>{ZONE})?(?:\s+(?:in the )?(?P<p3>morning|afternoon|evening|at night))?"),
    ("noon", r"(?P<n>noon|midnight|midday)"),
    ("day_list", rf"(?<![.,:\d]\s)(?<![.,:-])(?P<ll>{_ITEMS})\s+(?:of\s+)?(?P<lm>{MONTH})(?:,?\s+(?P<ly>{YEAR}))?|(?P<lm2>{MONTH})\s+(?P<ll2>{_ITEMS})(?:,\s+(?P<ly2>{YEAR}))?(?![%\d]|[.,:]\d|-\w|\s+(?:[a-z]+s|people|men|women|children|dead|percent|{MONTH})\b)"),
    ("full", rf"(?:{WEEKDAY},?\s+)?(?P<m>{MONTH}),?\s+(?P<d>{DAY})(?:\s*(?:-|–|to|and|or)\s*(?P<de>{DAY}))?,?\s+(?P<y>{YEAR})"),
    ("full_dmy", rf"(?:{WEEKDAY},?\s+)?(?:the\s+)?(?:(?P<d0>{DAY})\s*(?:-|–|to|and|or)\s*)?(?P<d4>{DAY})(?:\s+of)?\s+(?P<m4>{MONTH}),?\s+(?P<y4>{YEAR})"),
    ("month_year", rf"(?:{EARLY})?(?P<m5>{MONTH})(?:,?\s+(?:of\s+)?|-)(?P<y5>{YEAR}|['’]\d\d(?!\d)|(?i:{WRITTEN_YEAR}))(?!,\d|\s*(?:km|kilomet))"),
    ("month_day", rf"(?:(?P<wd6>{WEEKDAY}),?\s+)?(?P<m6>{MONTH})\s+(?:the\s+)?(?P<d6>{DAY})(?:\s*(?:-|–|to|and|or)\s*(?P<de6>{DAY})(?!\w|[,.:]?\d|\s+{MONTH})(?!(?<=(?:to|nd|or)\s\d)\s+[a-z]+s\b|(?<=(?:to|nd|or)\s\d\d)\s+[a-z]+s\b))?(?!\w|,?\d|:|\.\d)"),
    ("day_month", rf"(?:(?P<wd7>{WEEKDAY}),?\s+)?(?:the\s+)?(?:(?P<d07>{DAY})\s*(?:-|–|to|and|or)\s*)?(?P<d7>{DAY})\s+(?:of\s+)?(?P<m7>{MONTH})(?!\s+\d{{1,2}}\b)"),
    ("quarter", rf"(?:the\s+)?(?P<qr>(?:last|next|this) year['’]s|year-(?:ago|earlier)|comparable)?\s*(?P<q>{QUARTER})(?:\s+(?:of|in)\s+(?:(?:fiscal\s+)?(?P<qy>{YEAR}|last year|this year|next year)))?|Q(?P<q2>[1-4])(?:\s+(?:of\s+)?(?P<qy2>{YEAR}|last year|this year|next year))?|(?P<qy3>{YEAR})(?:['’]s)?\s+(?P<q3>{QUARTER})"),
    ("rel_quarter", rf"(?:the\s+)?(?:(?:comparable|same)\s+)?(?:year-(?:ago|earlier)|(?P<rq>latest|most recent|then current|{LAST}))\s+quarter|the\s+(?P<rp9>latest)\s+period"),
    ("half", rf"(?:the\s+)?(?P<h>first|second|latter|last)[- ]half(?:\s+of\s+(?P<hy>{YEAR}|last year|this year|next year|the year))?|H(?P<h1>[12])\s+(?:of\s+)?(?P<hy1>{YEAR}|last year|this year|next year)"),
    ("season", rf"(?<!that )(?:(?P<sl>{LAST}|following|the (?:following|previous|next|same|coming|preceding)|the|every|each)\s+)?(?:{EARLY})?(?P<s>{SEASON})(?:\s+months)?(?:\s+(?:of\s+)?(?P<sy2>{YEAR}|{WRITTEN_YEAR}))?"),
    ("fiscal", rf"(?:the\s+)?(?:fiscal(?:\s+year)?|FY)\s*['’]?(?P<fy>{YEAR})|(?:the\s+)?(?P<fl>latest|current|last|next|this|previous|coming)?\s*fiscal\s+year(?!\s+end)"),
    ("decade", r"(?:the\s+)?(?:(?:early|late|mid)[- ])?(?:the\s+)?(?:(?P<dc>1[5-9]|20)(?P<dd>\d)0['’]?s|['’]?(?P<d9>[2-9])0s|(?P<dw>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))"),
    ("century", r"(?:the\s+)?(?:(?:early|late|mid)[- ])?(?P<ce>\d{1,2}(?:st|nd|rd|th)|nineteenth|twentieth|twenty-first|eighteenth|seventeenth|sixteenth)[- ]centur(?:y|ies)"),
    ("every", rf"(?:every|each)\s+(?:(?P<en>{COUNT}|other)\s+)?(?P<eu>{FULL_WEEKDAY}|{UNITS}|{PART}|{MONTH}|{SEASON})(?:\s+{PART})?|(?:once|twice|three times)\s+(?:a|an|per|each|every)\s+(?P<eu2>{UNIT})|(?P<plural>(?:on\s+)?(?:Mondays|Tuesdays|Wednesdays|Thursdays|Fridays|Saturdays|Sundays))"),
    ("regular", r"(?P<rg>hourly|daily|nightly|weekly|biweekly|fortnightly|monthly|quarterly|yearly|annually|annual|bimonthly|semiannual(?:ly)?)"),
    ("ago_this", rf"(?P<atn>{COUNT})\s+(?P<atu>years?|months?|weeks?)\s+ago\s+(?P<atd>today|yesterday|tomorrow|(?:this|next|last)\s+(?:week|weekend|month))"),
    ("ago_either", rf"(?P<ea>{COUNT})\s+(?:or|to)\s+(?P<eb>{COUNT})\s+(?P<eau>{UNITS})\s+ago"),
    ("ago", rf"(?:(?:about|nearly|almost|around|roughly|over|more than|less than|at least|just|some|only)\s+)?(?P<an>half\s+an?|an?\s+(?:half|quarter)(?=[- ](?:century|decade))|{COUNT})(?:\s+|-)(?:and a half\s+)?(?P<au>{UNITS})\s+(?P<ad>ago|earlier|before|later|after|hence|from now|previously|prior)(?!\s+\w+ing\b|\s+than\b)"),
    ("ago_word", r"(?:the\s+)?(?P<aw>year|month|week|day)[- ](?P<awd>ago|earlier)(?:\s+(?:quarter|period))?"),
    ("day_before", r"the\s+(?P<dbu>day|night|week|month|year)\s+(?P<dbd>before|after|earlier|later|previous|prior)(?=\s*(?:[^\w\s]|$)|\s+(?:had|was|were|in|at|on|and|but)\b)|(?:the\s+)?(?:next|following|previous|same)\s+(?:day|morning|night|afternoon|evening)"),
    ("span_of", rf"(?:the|these|those)?\s*(?P<sd1>last|past|next|coming|following|previous|first|final|recent|preceding)\s+(?P<sn>{COUNT})(?:\s+or so)?\s+(?:(?:fiscal|calendar|full|straight|consecutive)\s+)?(?P<su>{UNITS}|{SEASON}s)"),
    ("past_unit", r"(?:over |during |in |for )?(?P<pu0>the\s+(?:past|last))\s+(?P<pu>year|month|week|decade|century|day|quarter|hour|weekend|night)(?!\s+of)"),
    ("written_year", rf"(?:(?:in\s+)?the\s+year\s+)?(?P<wy>{WRITTEN_YEAR})(?![-\w]|\s*(?-i:[a-z]+s\b)|\s*(?:people|percent|dollars))|the\s+year\s+(?P<wy2>{YEAR}|two thousand)"),
    ("rel_part", rf"(?P<rp>this|last|yesterday|tomorrow|today|that|the same|tonight|{FULL_WEEKDAY}(?:['’]s)?|{MONTH}\s+{DAY})\s+(?:(?:early|late)\s+)?(?P<rpp>{PART})(?!s)|(?:early|late)\s+(?P<rp2>{FULL_WEEKDAY}|yesterday|today)\s+(?P<rpp2>{PART})"),
    ("part_alone", r"(?:(?<=\bin )the|(?<=\bby )(?:the|mid)|(?<=\bby )mid|(?<=\bduring )the)[- ](?:(?:early|late|mid)[- ])?(?P<pa>morning|afternoon|evening)|(?:the|(?<=\bin )|(?<=\bby )|(?<=\bat )|(?<=\buntil ))\s*(?:early|late|mid)[- ](?P<pa2>morning|afternoon|evening)"),
    ("that_month", rf"that\s+(?P<tm>{MONTH}|{SEASON})(?!\s*\d)"),
    ("rel_unit", rf"(?:{EARLY})?(?P<ru0>{LAST}|later this|earlier this|the (?:following|previous|next|same|current|coming|preceding))\s+(?P<ru>week|month|year|quarter|decade|century|weekend|day|season|hour|minute|{FULL_WEEKDAY}|{MONTH})(?:\s+(?P<ru_part>{PART}))?"),
    ("weekday", rf"(?:{EARLY})?(?P<w>{FULL_WEEKDAY})(?!s\b)(?P<wk>\s+week(?=\s*[.,;:)]|\s*$))?(?:,?\s+(?P<wm>{MONTH})\s+(?P<wd>{DAY}))?"),
    ("deictic", r"(?P<dx>today|yesterday|tomorrow|tonight|the day before yesterday|the day after tomorrow)"),
    ("duration", rf"(?:(?:more than|less than|at least|at most|up to|about|nearly|almost|around|roughly|over|under|approximately|some|the (?:first|whole|entire)|as (?:long|many|much) as|another|only|just|an? (?:estimated|additional|extra|full))\s+)?(?P<dn>{COUNT})(?P<dhalf>\s+1/2|½|\s+and\s+a\s+half)?(?P<dash>[\s-])(?:(?:full|straight|consecutive|long|more|additional|solid|whole|business|working|calendar|fiscal)\s+)?(?P<du>{UNITS})(?:-(?:old|long)|\s+old)?(?:\s+and\s+a\s+half)?(?P<dap>\s+apart)?"),
    ("months_only", rf"(?:{EARLY}|(?:[Mm]id|[Ll]ate|[Ee]arly|the end of|end of)[- ])?(?P<mo>{MONTH})(?!\s*(?:[0-2]?\d|3[01])(?!\d)|\d|\s*\d{{4}})"),
    ("year", rf"(?:(?:early|late|mid)[- ](?:in\s+)?)?(?:(?<![\d,.$£€#/-])|(?<=mid-)|(?<=late-)|(?<=early-)|(?<=post-)|(?<=pre-))(?P<yy>{YEAR})(?![\d,]\d|\.\d|%|\s*(?:km|kilomet|miles|people|pounds|tons|dollars|yen|won|troops|votes|points|feet|meters|copies|shares|employees|workers|jobs|GMT|UTC|hours))(?:\s*[-–]\s*(?P<yy2>\d{{4}}|\d\d)(?!\d)|/(?P<yy3>\d\d)(?![\d/]))?"),
    ("old_year", r"(?:(?<=\bin )|(?<=\babout )|(?<=\baround )|(?<=\bcirca )|(?<=\bsince )|(?<=\bfrom )|(?<=\bby ))(?P<yy>1[0-4]\d\d)(?=\s*(?:[.,;:)]\s|[.,;:)]$|$|(?:the|a|an|when|and|he|she|they|it|his|her)\b))"),
    ("short_year", r"['’](?P<shy>[4-9]\d)(?!\w)"),
    ("plural_units", r"(?:(?:for|in|over|after|within|recent|many|several|coming|past|the past|the last)\s+)?(?P<vu>seconds|minutes|hours|days|weeks|months|years|decades|centuries)(?!\s+(?:old|apart|later|earlier))(?P<vago>\s+ago)?"),
    ("whole", rf"(?:all|the|a|an|(?:{EARLY})?that|half an|per|each|one|same)\s+(?P<wu>day|night|week|month|year|hour|minute|decade|century|weekend|fortnight|quarter)(?:\s+long)?(?!-|\s+(?:ago|earlier|later|of|old))"),
    ("now", r"(?P<nw>right now|now|nowadays|currently|at present|at the moment|at this (?:time|point|moment)|at the present time|presently|these days|the present|current|present)"),
    ("weekend_noun", r"(?P<wkn>weekend)(?=\s+[a-z]{3})(?!\s+(?:and|but|that|when|after|before|with|for|from|was|were|had|has|will|the|when|while|as))"),
    ("past_ref", r"(?P<pr>recently|recent|lately|previously|once|formerly|in the past|the past|long ago|earlier|former|past|a while ago|until recently|not long ago|at (?:the|that) time|the time|medieval|ancient)"),
    ("future_ref", r"(?P<fr>soon|shortly|in the (?:near |coming |foreseeable |immediate )?future|the (?:near |coming |foreseeable )?future|future|upcoming|coming|eventually|later|in due course|the near term|the long term|long[- ]term|short[- ]term)"),
)  # fmt: skip

# Capitals tell here: "may" is no month, "'80" no year; a noun in small letters ends a written year.
_CASED = frozenset({"months_only", "month_year", "weekday", "short_year", "written_year"})
_KEPT = re.compile(r"\\.|\(\?P[<=]\w+|[A-Z]")


def _compiled(name: str, body: str) -> re.Pattern[str]:
    """A pattern of the table; all but the cased ones are for text in small letters, for matching
    without IGNORECASE takes half the time."""
    source = rf"(?<![\w$])(?:{body})(?!\w)"
    if name in _CASED:
        return re.compile(source, re.IGNORECASE if name == "written_year" else 0)
    return re.compile(_KEPT.sub(lambda m: m[0] if len(m[0]) > 1 else m[0].lower(), source))


PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, _compiled(name, body)) for name, body in _SOURCE
)


@dataclass(frozen=True, slots=True)
class Found:
    """A match: the name of its pattern, its characters and its groups."""

    name: str
    start: int
    end: int
    groups: dict[str, str]


_WORDS = re.compile(r"[a-z]+|\d+")


def find(text: str) -> Iterator[Found]:
    """Matches in text order: at every place the first pattern of the table wins, and no two
    overlap. A paragraph is only searched for what its words allow (`needs`)."""
    taken = bytearray(len(text))
    out: list[Found] = []
    low = lowered(text)
    pieces = [(p.start, p.end, _words(low[p.start : p.end])) for p in paragraphs(text)]
    every = frozenset().union(*(words for _, _, words in pieces))
    for name, pattern in PATTERNS:
        wanted = needs.NEEDS.get(name, ())
        if any(every.isdisjoint(group) for group in wanted):
            continue
        searched = text if name in _CASED else low
        for start, end, words in pieces:
            if any(words.isdisjoint(group) for group in wanted):
                continue
            for m in pattern.finditer(searched, start, end):
                a, b = m.span()
                if taken.find(1, a, b) >= 0:
                    continue
                taken[a:b] = b"\1" * (b - a)
                groups = {k: text[m.start(k) : m.end(k)] for k, v in m.groupdict().items() if v}
                out.append(Found(name, a, b, groups))
    yield from sorted(out, key=lambda f: f.start)


def _words(piece: str) -> frozenset[str]:
    """Words of a paragraph; a number stands as `#` with its count of digits."""
    words = {w if w.isalpha() else f"#{len(w)}" for w in _WORDS.findall(piece)}
    words.update(mark for mark in ":/'’" if mark in piece)
    return frozenset(words)
