"""What tells a time from the same words meaning something else, rule by rule.

"May" is a verb, "sat" and "sun" are words, "1900 people" is a count, "30 years old" an age. Each
guard looks at one match of a rule of the time grammar and says whether it is a time. Where nothing
decides, it is not: a missed time leaves a claim undated, a wrong one dates it wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from reportedly.extract.time_expressions import Page, token_at, token_index, word_after, word_before
from reportedly.extract.time_numbers import spelled_year
from reportedly.extract.time_words import time_words

if TYPE_CHECKING:
    from spacy.tokens import Token

Guard = Callable[[re.Match[str], Page], bool]

AMBIGUOUS_MONTHS = frozenset(
    {"may", "march", "mar", "august", "jan", "april", "june", "sep", "dec"}
)
BEFORE_A_MONTH = frozenset(
    ["in", "since", "until", "till", "by", "of", "during", "from", "before", "after",
     "through", "throughout", "to", "and", "last", "next", "early", "late", "mid", "end",
     "for", "between", "mid-", "or"]
)  # fmt: skip
# After these a year stands even if the parser sees no date.
SURE_BEFORE_A_YEAR = frozenset(
    [
        "in",
        "since",
        "until",
        "till",
        "by",
        "during",
        "year",
        "circa",
        "fiscal",
        "early",
        "late",
        "mid",
    ]
)
BEFORE_A_DATE = frozenset(["on", "since", "until", "till", "by", "dated"])
BEFORE_A_COUNT = frozenset(
    ["about", "some", "nearly", "almost", "over", "than", "least", "most", "approximately",
     "roughly", "up", "only", "exactly", "estimated", "another", "no", "number", "page",
     "flight", "room"]
)  # fmt: skip
BEFORE_A_CLOCK = frozenset(
    ["at", "around", "by", "since", "until", "till", "from", "about", "before", "after",
     "to", "between", "shortly", "past", "on", "and", "@"]
)  # fmt: skip
BEFORE_A_SEASON = frozenset(
    [
        "in",
        "since",
        "until",
        "by",
        "during",
        "over",
        "through",
        "throughout",
        "from",
        "early",
        "late",
    ]
)
BEFORE_A_PART_OF_DAY = frozenset(
    ["in", "during", "before", "after", "by", "until", "since", "at", "around"]
)
NOT_A_WEEKDAY_AFTER = frozenset(
    ["black", "bloody", "good", "palm", "easter", "ash", "holy", "super", "girl", "man"]
)
BEFORE_BARE_UNITS = frozenset(
    [
        "for",
        "in",
        "over",
        "after",
        "of",
        "within",
        "throughout",
        "through",
        "during",
        "these",
        "those",
    ]
)
AFTER_BARE_UNITS = frozenset(["after", "before", "of", "later", "earlier"])
BEFORE_A_RATE = frozenset(
    ["times", "twice", "once", "dollars", "dollar", "euros", "euro", "cents", "percent",
     "pounds", "rubles", "roubles", "liras", "lira", "usd", "eur", "apiece", "each",
     "hours", "people"]
)  # fmt: skip


def stands_free(match: re.Match[str], page: Page) -> bool:
    """Tells whether a match is not cut out of a longer number or a sum of money."""
    start = match.start()
    if start == 0:
        return True
    before = page.lower[start - 1]
    if page.lower[start].isdigit():
        if before in "$€£¥#":
            return False
        if before in ".,-/:" and start > 1 and page.lower[start - 2].isdigit():
            return False
    return not (page.lower[match.end() - 1].isdigit() and _goes_on_as_number(page, match.end()))


def _goes_on_as_number(page: Page, end: int) -> bool:
    tail = page.lower[end : end + 2]
    return len(tail) == 2 and tail[0] in ".,:" and tail[1].isdigit()


def _is_capitalised(page: Page, offset: int) -> bool:
    return page.text[offset : offset + 1].isupper()


def _month_day(match: re.Match[str], page: Page) -> bool:
    month = match["month"].rstrip(".")
    names_only_day = match["year"] is None and match["which_year"] is None
    before = word_before(page, match.start())
    is_sure = not names_only_day or before in BEFORE_A_DATE
    if (
        month in AMBIGUOUS_MONTHS
        and not is_sure
        and not _is_capitalised(page, match.start("month"))
    ):
        token = token_at(page, match.start("month"))
        if token.tag_ == "MD" or token.pos_ in {"VERB", "AUX"}:
            return False
    if names_only_day and before == "in":
        return not _counts_something(page, match.end())  # "in March 12 people were killed"
    return True


def _counts_something(page: Page, end: int) -> bool:
    """Tells whether the words after a number are what it counts."""
    for token in page.doc[token_index(page, end) : token_index(page, end) + 4]:
        if token.idx < end:
            continue
        if token.tag_ in {"NNS", "NNPS"} or token.lemma_.lower() in time_words().counted:
            return True
        if token.pos_ not in {"ADJ", "NOUN", "PROPN"}:
            return False
    return False


def _month(match: re.Match[str], page: Page) -> bool:
    month = match["month"].rstrip(".")
    groups = match.groupdict()
    if groups.get("year") or groups.get("short_year"):
        return month not in AMBIGUOUS_MONTHS or _month_word(page, match.start("month"))
    if groups.get("spelled"):
        return spelled_year(match["spelled"]) is not None
    token = token_at(page, match.start("month"))
    if (
        token.ent_type_ in {"PERSON", "ORG"}
        and word_before(page, match.start()) not in BEFORE_A_MONTH
    ):
        return False
    if month not in AMBIGUOUS_MONTHS and _is_capitalised(page, match.start("month")):
        return True
    if _is_capitalised(page, match.end() + 1) and word_before(page, match.start()) in {
        "and",
        "for",
    }:
        return False  # "Ann and April Jones"
    if not _month_word(page, match.start("month")):
        return False
    if groups.get("which") or groups.get("part") or groups.get("which_year"):
        return groups.get("which") != "this" or _is_capitalised(page, match.start("month"))
    return token.ent_type_ == "DATE" or word_before(page, match.start()) in BEFORE_A_MONTH


def _month_word(page: Page, offset: int) -> bool:
    token = token_at(page, offset)
    if token.tag_ == "MD" or token.pos_ in {"VERB", "AUX"}:
        return False
    return _is_capitalised(page, offset) or word_before(page, offset) in BEFORE_A_MONTH


def _weekday(match: re.Match[str], page: Page) -> bool:
    if not match["weekday"].endswith("day"):
        return _is_capitalised(page, match.start("weekday"))
    return word_before(page, match.start()) not in NOT_A_WEEKDAY_AFTER


def _year(match: re.Match[str], page: Page) -> bool:
    """Tells whether four digits are a year: by the words before, what follows, and the parser.

    Only a year can stand after "in" or "since" without a noun behind it. A plural noun behind it
    is counted, unless the parser sees a date ("the 2014 elections").
    """
    year = int(match["year"])
    before = word_before(page, match.start())
    if before in BEFORE_A_COUNT or page.lower[match.end() : match.end() + 1] in {"%", "°"}:
        return False
    if match.start("year") > match.start():
        return True  # "mid-1994", "fiscal 1989", "the year 1994"
    token = token_at(page, match.start())
    is_date = token.ent_type_ == "DATE"
    counts = _counts_something(page, match.end())
    if counts and (not is_date or _head_is_counted(token)):
        return False
    if not 1900 <= year <= 2099:
        return before in SURE_BEFORE_A_YEAR and not counts and _ends_phrase(page, match.end())
    if before in SURE_BEFORE_A_YEAR:
        return True
    if is_date:
        return True
    if before in {"the", "a", "an", "and", "or", "to", "between", "from", "after", "before", "of"}:
        return token.ent_type_ not in {"CARDINAL", "QUANTITY", "MONEY", "PERCENT"}
    return page.lower[match.start() - 1 : match.start()] == "(" and page.lower[match.end()] == ")"


def _head_is_counted(token: Token) -> bool:
    return token.dep_ == "nummod" and token.head.lemma_.lower() in time_words().counted


def _ends_phrase(page: Page, end: int) -> bool:
    """Tells whether no noun follows that the number could count."""
    index = token_index(page, end)
    while index < len(page.doc) and page.doc[index].idx < end:
        index += 1
    return index >= len(page.doc) or page.doc[index].pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"}


def _year_range(match: re.Match[str], page: Page) -> bool:
    first, second = int(match["year"]), int(match["year2"])
    if len(match["year2"]) == 2:
        second += first // 100 * 100
    if second <= first or _counts_something(page, match.end()):
        return False
    return word_before(page, match.start()) not in BEFORE_A_COUNT


def _numeric_date(match: re.Match[str], page: Page) -> bool:
    groups = match.groupdict()
    if len(match["year"]) == 2 and groups.get("mark") != "/":
        return False
    one, two = int(match["one"]), int(match["two"])
    return 1 <= min(one, two) <= 12 and 1 <= max(one, two) <= 31


def _decade(match: re.Match[str], page: Page) -> bool:
    return word_before(page, match.start()) not in {"his", "her", "their", "my", "your"}


def _quarter(match: re.Match[str], page: Page) -> bool:
    if match["ordinal"].isdigit():
        return _is_capitalised(page, match.start())
    return match["ordinal"] != "last" or match["year"] is not None


def _season(match: re.Match[str], page: Page) -> bool:
    if match["year"]:
        return True
    if word_after(page, match.end()) == "of" or token_at(page, match.end() - 1).pos_ == "VERB":
        return False
    which = match["which"]
    if which in {"this", "last", "next", "this past", "that"} or match["part"]:
        return True
    start = match.start()
    if match["season"] == "fall" and which != "the":
        return False
    return word_before(page, start) in BEFORE_A_SEASON


def _same_unit(match: re.Match[str], page: Page) -> bool:
    before = word_before(page, match.start())
    if match["which"] in {"the next", "the previous", "the preceding"} and before in {
        "over", "within", "for", "during", "in", "of",
    }:  # fmt: skip
        return match["unit"] not in {"day", "week", "month", "year", "quarter", "decade"}
    if match["which"] == "that":
        return token_at(page, match.start("which")).tag_ == "DT"
    return True


def _span(match: re.Match[str], page: Page) -> bool:
    if match["number"] is not None:
        return True
    if match.group() in time_words().references:
        return False  # "the coming days"
    unit, after = match["unit"], word_after(page, match.end())
    said = match.group().removeprefix("over ")  # "over the past week": during it
    if after == "of" or not said.startswith(("the ", "these ")):
        return unit.endswith("s") and match["which"] in {"past", "coming"} and after != "of"
    return not (match["which"] == "last" and unit in {"day", "night"})


def _reference(match: re.Match[str], page: Page) -> bool:
    words = match["words"]
    if words == "now":
        return word_after(page, match.end()) != "that"
    if words == "current":
        return token_at(page, match.start()).pos_ == "ADJ"
    if words in {"the past", "the future"}:
        return _ends_phrase(page, match.end())
    return True


def _duration(match: re.Match[str], page: Page) -> bool:
    tail = page.lower[match.end() : match.end() + 9]
    if re.match(r"[-\s]olds?\b|\sof\sage|['’]\sold", tail):
        return False
    if match["unit"] in {"quarter", "quarters"} and match["number"] in {"a", "one", "three", "3"}:
        return False  # a fraction
    return not (match["number"] in {"a", "an"} and match["unit"].endswith("s"))


def _rate(match: re.Match[str], page: Page) -> bool:
    index = token_index(page, match.start())
    if index == 0:
        return False
    before, unit = page.doc[index - 1], token_at(page, match.end() - 1)
    if word_after(page, match.end()) in {
        "ago",
        "earlier",
        "later",
        "before",
        "after",
        "or",
        "long",
    }:
        return False
    if before.like_num or before.lower_ in BEFORE_A_RATE:
        return True
    head = unit.head
    return (
        unit.dep_ == "npadvmod"
        and head.pos_ in {"NOUN", "NUM", "SYM"}
        and any(child.dep_ in {"nummod", "quantmod"} for child in head.children)
    )


def _bare_duration(match: re.Match[str], page: Page) -> bool:
    start = match.start()
    before = word_before(page, start)
    if before == "the":
        before = word_before(page, page.lower.rfind("the", 0, start))
        return before in BEFORE_BARE_UNITS
    return before in BEFORE_BARE_UNITS or word_after(page, match.end()) in AFTER_BARE_UNITS


def _the_unit(match: re.Match[str], page: Page) -> bool:
    if match["unit"] is None:
        return True
    return not page.lower.startswith(("-", " of the "), match.end()) and _ends_phrase(
        page, match.end()
    )


def _set_word(match: re.Match[str], page: Page) -> bool:
    return token_at(page, match.start()).tag_ != "NNP"


def _clock(match: re.Match[str], page: Page) -> bool:
    groups = match.groupdict()
    if groups.get("named"):
        return True
    hour = groups["hour"]
    if groups.get("half_day"):
        return hour.isalpha() or 1 <= int(hour) <= 12
    before = word_before(page, match.start())
    if groups.get("part_of_day") or "clock" in match.group():
        return before in BEFORE_A_CLOCK and (hour.isalpha() or 1 <= int(hour) <= 12)
    if groups.get("minute") and re.search(r"[a-z]", match.group()):
        return True  # "14:30 GMT", "0930 hours"
    return before in BEFORE_A_CLOCK


def _near_day(match: re.Match[str], page: Page) -> bool:
    """Tells "today" from the last word of a newspaper's name."""
    token = token_at(page, match.start())
    is_named = _is_capitalised(page, match.start()) and token.i > 0 and not token.is_sent_start
    return not (is_named and page.doc[token.i - 1].tag_ in {"NNP", "NNPS"})


def _fixed_day(match: re.Match[str], page: Page) -> bool:
    return _is_capitalised(page, match.start())


GUARDS: dict[str, Guard] = {
    "month_day": _month_day,
    "month": _month,
    "weekday": _weekday,
    "year": _year,
    "year_range": _year_range,
    "numeric_date": _numeric_date,
    "spelled_year": lambda match, _: spelled_year(match["spelled"]) is not None,
    "decade": _decade,
    "quarter": _quarter,
    "season": _season,
    "same_unit": _same_unit,
    "span": _span,
    "reference": _reference,
    "duration": _duration,
    "rate": _rate,
    "bare_duration": _bare_duration,
    "the_unit": _the_unit,
    "set_word": _set_word,
    "clock": _clock,
    "near_day": _near_day,
    "fixed_day": _fixed_day,
}
