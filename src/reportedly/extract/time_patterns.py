"""The patterns of the time grammar: every way of writing a time that is read, one by one.

Each is matched against the text in lower case, between word boundaries. Names in braces are the
fragments of ``time_words``; the braces of a repetition are doubled. Named groups are what the
resolution reads. A kind may have several patterns; of two that match the same
words the earlier wins.
"""

from __future__ import annotations

WHICH_DAY = r"(?P<which>last|next|this\spast|this\scoming|this|the\sfollowing|the\sprevious)"

# kind and pattern; {month}, {unit} … are the fragments of ``time_words``. A kind may have several
# patterns.
PATTERNS: tuple[tuple[str, str], ...] = (
    # 2020-10-02, 2020-10-02T14:30
    ("iso_date", r"(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d)(?:[t\s](?P<clock>\d\d:\d\d))?"),
    # 10/02/2020, 2.10.2020, 2020/10/02
    (
        "numeric_date",
        r"(?P<one>\d{{1,2}})(?P<mark>[/.-])(?P<two>\d{{1,2}})(?P=mark)(?P<year>\d{{4}}|\d\d)(?![.,]?\d)",
    ),
    ("numeric_date", r"(?P<year>\d{{4}})/(?P<one>\d{{1,2}})/(?P<two>\d{{1,2}})(?![.,/]?\d)"),
    # October 2, Oct. 2-5, October 2, 2020
    (
        "month_day",
        r"(?P<month>{month})\s(?P<day>{day}){nth}"
        r"(?:(?:\s?[-–—]\s?|\sto\s)(?P<day2>{day}){nth})?"
        r"(?:(?:,\s?|\s)(?P<year>{year})|(?:,|\sof)?\s(?P<which_year>this|last|next)\syear)?"
        r"(?!\d|:\d|,\d{{3}}|\s?%|\spercent|\s?[ap]\.?m)",
    ),
    # 2 October, the 2nd of October 2020, 2-5 October
    (
        "month_day",
        r"(?:the\s)?(?P<day>{day}){nth}"
        r"(?:(?:\s?[-–—]\s?|\sto\s)(?P<day2>{day}){nth})?"
        r"\s(?:of\s)?(?P<month>{month})"
        r"(?:(?:,\s?|\s)(?P<year>{year})|(?:,|\sof)?\s(?P<which_year>this|last|next)\syear)?(?!\s\d)",
    ),
    # between October 3 and 5, between the 3rd and 5th of October 2020
    (
        "month_day",
        r"(?<=between\s)(?P<month>{month})\s(?P<day>{day}){nth}\sand\s(?P<day2>{day}){nth}"
        r"(?:,?\s(?P<year>{year})|\s(?P<which_year>this|last|next)\syear)?(?!\d|:\d|,\d{{3}})",
    ),
    (
        "month_day",
        r"(?<=between\s)(?:the\s)?(?P<day>{day}){nth}\sand\s(?:the\s)?(?P<day2>{day}){nth}"
        r"\s(?:of\s)?(?P<month>{month})"
        r"(?:,?\s(?P<year>{year})|\s(?P<which_year>this|last|next)\syear)?",
    ),
    # October 2020, early October of 2020, October '94
    (
        "month",
        r"(?:(?P<part>early|mid|late)[\s-](?:in\s)?)?(?P<month>{month})"
        r"(?:,?\s(?:of\s)?(?P<year>{year})|\s['’](?P<short_year>\d\d)"
        r"|,?\s(?:of\s)?(?P<spelled>{spelled_year}))",
    ),
    # October, last October, early October this year
    (
        "month",
        r"(?:(?P<which>last|next|this\spast|this\scoming|this)\s|(?P<part>early|mid|late)[\s-])?"
        r"(?P<month>{month_alone})(?:\s(?:of\s)?(?P<which_year>this|last|next|the\ssame|that)\syear)?",
    ),
    # Friday, last Friday, early Friday morning
    (
        "weekday",
        r"(?:(?:early|late)\s)?(?:" + WHICH_DAY + r"\s)?(?P<weekday>{weekday})"
        r"(?:\s(?P<part_of_day>{part_of_day}))?",
    ),
    ("weekday", r"(?P<weekday>{weekday_short})\.?(?=,?\s(?:{month}|{day})(?!\w))"),
    ("weekdays", r"(?P<weekday>{weekday})s"),
    # 1994, mid-1994, fiscal 1994
    (
        "year",
        r"(?:(?P<part>early|mid|late|post|pre)[\s-](?:in\s)?)?"
        r"(?:(?:the\s)?(?:fiscal|calendar|financial)\s(?:year\s)?|the\syear\s)?(?P<year>{year})",
    ),
    ("spelled_year", r"(?P<spelled>{spelled_year})"),
    # 2013-14, 1994–1998, 2014/15
    ("year_range", r"(?P<year>{year})\s?[-–—/]\s?(?P<year2>{year}|\d\d)(?![-/.,]?\d)"),
    # the early 1990s, the '90s, the late nineties
    (
        "decade",
        r"(?:the\s)?(?:(?P<part>early|mid|late)(?:[\s-]))?"
        r"(?:(?P<decade>1\d{{2}}0|20\d0)['’]?s|['’](?P<short>\d0)s)",
    ),
    ("decade", r"the\s(?:(?P<part>early|mid|late)(?:[\s-]))?(?P<name>{decade_name})"),
    (
        "century",
        r"(?:the\s)?(?:(?P<part>early|mid|late)[\s-])?"
        r"(?P<ordinal>\d\d?(?:st|nd|rd|th)|{century_name})[\s-]century",
    ),
    # the third quarter of 1989, third-quarter, the year-ago third quarter, Q3 2020
    (
        "quarter",
        r"(?:the\s|its\s|their\s)?(?:(?P<year_ago>year-ago|year-earlier)\s)?(?:fiscal\s)?"
        r"(?P<ordinal>{ordinal})(?:-|\s)quarter"
        r"(?:\s(?:of\s)?(?:fiscal\s)?(?P<year>{year})|\s(?:of\s)?(?P<which_year>this|last|next)\syear)?",
    ),
    ("quarter", r"q(?P<ordinal>[1-4])(?:[\s/](?:of\s)?(?P<year>{year}))?"),
    (
        "half",
        r"(?:the\s)?(?P<ordinal>first|second|last)(?:-|\s)half\sof\s"
        r"(?:(?P<year>{year})|(?P<which_year>this|last|next|the)\syear)",
    ),
    # this spring, the summer of 2014, winter 2013
    (
        "season",
        r"(?:(?P<part>early|mid|late)[\s-](?:in\s)?)?(?:(?P<which>this|last|next|this\spast|the|that)\s)?"
        r"(?P<season>{season})(?:\s(?:of\s)?(?P<year>{year}))?",
    ),
    # today, last night, tomorrow morning
    (
        "near_day",
        r"(?P<day>the\sday\sbefore\syesterday|the\sday\safter\stomorrow|today|yesterday|tomorrow"
        r"|tonight|overnight|last\snight|this\smorning|this\safternoon|this\sevening)"
        r"(?:\s(?P<part_of_day>{part_of_day}))?",
    ),
    # last week, earlier this month, the current year
    (
        "near_unit",
        r"(?:(?P<part>earlier|later|early|late|mid)[\s-](?:in\s)?)?"
        r"(?P<which>this\spast|this\scoming|this|last|next|the\scurrent|the\spresent)\s"
        r"(?:(?:calendar|fiscal|financial)\s)?(?P<unit>{long_unit})(?!-)",
    ),
    ("near_unit", r"(?P<part>earlier|later|late|early)\sin\sthe\s(?P<unit>day|week|month|year)"),
    ("weekend", r"(?<=over\s)the\sweekend|(?<=during\s)the\sweekend|(?<=at\s)the\sweekend"),
    # the same day, that week, the following morning, the day before
    (
        "same_unit",
        r"(?:(?P<part>earlier|later|late|early)\s(?:on\s)?)?"
        r"(?P<which>that\ssame|that|the\ssame|the\sprevious|the\spreceding|the\sprior|the\sfollowing"
        r"|the\snext)\s(?P<unit>day|week|weekend|month|year|quarter|decade|{part_of_day})(?!-)",
    ),
    (
        "day_beside",
        r"the\s(?P<unit>day|week|month|year|night|evening)\s(?P<sense>before|after|earlier)",
    ),
    ("back_reference", r"(?<=since\s)then|(?<=until\s)then|(?<=by\s)then|(?<=back\s)then"),
    # two weeks ago, more than a decade ago
    (
        "ago",
        r"{approximately}(?P<number>{number})[\s-](?P<unit>{unit})(?:\sand\sa\s(?P<half>half))?\sago",
    ),
    ("long_ago", r"(?P<unit>{plural_unit})\sago"),
    # three days earlier, a week later
    (
        "offset",
        r"{approximately}(?P<number>{number})\s(?P<unit>{unit})\s"
        r"(?P<sense>earlier|later|before|after|afterwards?|previously|prior)",
    ),
    ("year_before", r"(?:the\s)?year-(?:earlier|ago)(?:\s(?:period|quarter))?"),
    # the past 24 hours, the next few days, the last year
    (
        "span",
        r"{approximately}(?:the\s|his\s|her\s|their\s|its\s|these\s)?(?P<which>past|last|next|coming|previous)\s"
        r"(?:(?P<number>{number})\s)?(?P<unit>{unit})(?!-)",
    ),
    ("reference", r"(?P<words>{reference})"),
    # $1,800 a month, twice a week
    ("rate", r"an?\s(?P<unit>{unit})"),
    # two days, a 24-hour, five to six weeks
    (
        "duration",
        r"{approximately}(?:(?P<number0>{number})(?:\s(?:to|or)\s|[-–]))?"
        r"(?P<number>{number})(?:\s|-)(?:full\s|whole\s|consecutive\s|straight\s|more\s)?(?P<unit>{unit})"
        r"(?:\sor\s(?:two|so))?(?:\sand\sa\s(?P<half>half))?",
    ),
    ("bare_duration", r"(?P<unit>{plural_unit})"),
    ("long_duration", r"(?P<unit>hour|day|night|week|month|year|decade|century)(?P<many>s?)-long"),
    ("the_unit", r"the\s(?P<unit>year|quarter)|(?P<end>year-end|end-year)"),
    ("set", r"(?:every|each|per)\s(?:(?P<number>other|{number})\s)?(?P<unit>{unit}|{weekday})"),
    ("set_word", r"(?P<word>{set_word})"),
    # 9:30 a.m., 14:30, noon, four o'clock in the afternoon
    (
        "clock",
        r"(?P<hour>\d{{1,2}}|{small_number})(?:[:.](?P<minute>\d\d))?"
        r"(?:\s?(?P<half_day>a\.m\.|p\.m\.|am|pm|a\.m|p\.m)|(?:\so['’]clock)?\sin\sthe\s"
        r"(?P<part_of_day>morning|afternoon|evening)|\so['’]clock){zone}",
    ),
    ("clock", r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?:\s(?:hours|hrs))?{zone}"),
    ("clock", r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\s(?:gmt|utc|hours|hrs|local\stime)"),
    ("clock", r"(?P<named>noon|midnight)"),
    ("part_of_day", r"(?:(?:the\s|mid-?\s?)?(?P<part_of_day>{part_of_day}))"),
    ("fixed_day", r"(?P<name>{fixed_day})(?:,?\s(?P<year>{year}))?"),
    ("september_11", r"9/11"),
    # the end of, the beginning of: only beside another time
    ("part", r"(?:the\s)?(?P<part>end|beginning|start|middle|close)\sof(?=\s)"),
    ("week_of", r"the\sweek\s(?:of|beginning|starting)(?=\s)"),
)
