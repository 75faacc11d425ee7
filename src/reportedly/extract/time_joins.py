"""Neighbouring expressions that make one time: "9 a.m." + "Tuesday", "from March" + "to May 2014".

Each join looks at two neighbours and the words between them. Parts that cannot stand alone ("the
end of", "the week of", a bare "morning") are dropped where nothing joined them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from reportedly.extract.time_expressions import Expression, Page, token_at, word_before
from reportedly.extract.time_guards import BEFORE_A_PART_OF_DAY

DATES = frozenset({"iso_date", "numeric_date", "month_day", "fixed_day"})
DAYS = DATES | {"weekday", "near_day", "same_unit", "day_beside"}
PERIODS = frozenset({"month", "year", "spelled_year", "near_unit", "the_unit", "quarter", "season",
                     "decade", "century", "half"})  # fmt: skip
LEFT_OPEN = frozenset({"part", "week_of"})  # mean nothing without the time behind them

_DAY_THEN_DATE = re.compile(r",?\s(?:the\s)?")
_CLOCK_THEN_DAY = re.compile(
    r"(?:,|\s\([^()]{1,40}\))?,?\s(?:on\s|local\stime\s|local\stime\son\s)?(?:the\s)?"
)
_DAY_THEN_CLOCK = re.compile(
    r",?\s(?:at\s|by\s)?(?:about\s|around\s)?|,?\sshortly\s(?:before|after)\s"
)
_PART_THEN_DAY = re.compile(r"\s(?:of|on)\s|\s|,\s(?:on\s)?")
_DAY_THEN_PART = re.compile(r"\s(?:at\s|in\sthe\s|around\s|before\s|after\s)?|\s?,\sat\s")
_RANGE = re.compile(r"\s(?:to|until|till|through|and)\s|\s?[-–—]\s?")
_DAY_BEFORE = re.compile(r"(?:^|\s)on\s(\d\d?)(?:\sand\s|\sor\s)$")
_MORE_DAYS = re.compile(
    r"(?:,\s|\sand\s|\sor\s|,\sand\s)(\d\d?)(?=[.,;:)]|$|\sand\s\d|\s(?:in|at|for|to|with|near|by)\s)"
)


def join_neighbours(expressions: list[Expression], page: Page) -> list[Expression]:
    """Returns the expressions of one sentence with neighbours joined, and loose parts dropped."""
    joined: list[Expression] = []
    for expression in _with_listed_days(expressions, page):
        current = expression
        while joined:
            pair = _join(joined[-1], current, page)
            if pair is None:
                break
            joined.pop()
            current = pair
        joined.append(current)
    shared = _share_years(joined, page)
    return [expression for expression in shared if not _is_loose(expression, page)]


def _join(left: Expression, right: Expression, page: Page) -> Expression | None:
    """Returns the one time that two neighbours make, or ``None``."""
    gap = page.lower[left.end : right.start]
    if len(gap) > 45:
        return None
    if left.kind == "weekday" and right.kind in DATES and _DAY_THEN_DATE.fullmatch(gap):
        return replace(right, start=left.start)
    if left.kind == "clock" and right.kind in DAYS and _CLOCK_THEN_DAY.fullmatch(gap):
        return _pair("clock_on_day", left, right)
    if left.kind in DAYS and right.kind == "clock" and _DAY_THEN_CLOCK.fullmatch(gap):
        return _pair("clock_on_day", left, right, (right, left))
    if left.kind == "part_of_day" and right.kind in DAYS and _PART_THEN_DAY.fullmatch(gap):
        return _pair("part_on_day", left, right)
    if left.kind in DAYS and right.kind == "part_of_day" and _DAY_THEN_PART.fullmatch(gap):
        return _pair("part_on_day", left, right, (right, left))
    if left.kind in {"day_beside", "offset"} and right.kind in DAYS | PERIODS and gap == " ":
        return _pair("offset_from", left, right) if _is_relative(left) else None
    if left.kind == "week_of" and right.kind in DATES and gap == " ":
        return _pair("week_of_day", left, right)
    if left.kind == "part" and right.kind in PERIODS | {"day_beside"} and gap == " ":
        return _pair("part_of", left, right)
    return _range(left, right, gap, page)


def _pair(
    kind: str,
    left: Expression,
    right: Expression,
    children: tuple[Expression, Expression] | None = None,
) -> Expression:
    return Expression(kind, left.start, right.end, {}, children or (left, right))


def _is_relative(expression: Expression) -> bool:
    return expression.parts.get("sense") in {"before", "after"}


def _range(left: Expression, right: Expression, gap: str, page: Page) -> Expression | None:
    """Returns the range of two times of one family ("from March to May"), or ``None``."""
    if _family(left) is None or _family(left) != _family(right) or not _RANGE.fullmatch(gap):
        return None
    opener = word_before(page, left.start)
    if gap == " and " and opener != "between":
        return None
    if (
        gap != " and "
        and opener not in {"from", "between"}
        and (left.kind != right.kind or gap.strip() not in {"to", "through", "-", "–", "—"})
    ):
        return None
    return Expression("range", left.start, right.end, {}, (_with_year_of(left, right), right))


def _family(expression: Expression) -> str | None:
    if expression.kind in DAYS - {"same_unit", "day_beside"} or expression.kind == "clock_on_day":
        return "day"
    if expression.kind in {"month", "clock"}:
        return expression.kind
    return "year" if expression.kind in {"year", "spelled_year"} else None


def _with_year_of(left: Expression, right: Expression) -> Expression:
    """Returns ``left`` with the year that only ``right`` says: "March to May 2014"."""
    said = {"year", "which_year", "short_year", "spelled", "which"}
    if left.kind not in {"month", "month_day"} or said & left.parts.keys():
        return left
    year = {name: right.parts[name] for name in ("year", "which_year") if name in right.parts}
    if right.kind not in {"month", "month_day"} or not year:
        return left
    return replace(left, parts={**left.parts, **year})


def _share_years(expressions: list[Expression], page: Page) -> list[Expression]:
    """Returns the expressions with a year shared along a list: "in March and April 2014"."""
    shared = list(expressions)
    for index in range(len(shared) - 2, -1, -1):
        left, right = shared[index], shared[index + 1]
        if re.fullmatch(r",?\s(?:and|or)\s|,\s", page.lower[left.end : right.start]):
            shared[index] = _with_year_of(left, right)
    return shared


def _with_listed_days(expressions: list[Expression], page: Page) -> list[Expression]:
    """Returns the expressions and the further days of a list: "on April 24 and 25"."""
    listed: list[Expression] = []
    for expression in expressions:
        if before := _day_listed_before(expression, page):
            listed.append(before)
        listed.append(expression)
        if expression.kind != "month_day" or "year" in expression.parts:
            continue
        if not page.lower[expression.end - 1].isdigit():
            continue
        last = expression
        while more := _MORE_DAYS.match(page.lower, last.end, last.end + 40):
            if not int(expression.parts["day"]) < int(more[1]) <= 31:
                break
            parts = {**expression.parts, "day": more[1]}
            last = Expression("month_day", more.start(1), more.end(1), parts)
            listed.append(last)
    return listed


def _day_listed_before(expression: Expression, page: Page) -> Expression | None:
    """Returns the day named before another with its month: the 2 of "on 2 and 3 October"."""
    if expression.kind != "month_day" or not page.lower[expression.start].isdigit():
        return None
    window_start = max(0, expression.start - 12)
    found = _DAY_BEFORE.search(page.lower[window_start : expression.start])
    if found is None or not 0 < int(found[1]) < int(expression.parts["day"]):
        return None
    parts = {**expression.parts, "day": found[1]}
    parts.pop("day2", None)
    start = window_start + found.start(1)
    return Expression("month_day", start, window_start + found.end(1), parts)


def _is_loose(expression: Expression, page: Page) -> bool:
    """Tells whether an expression means nothing by itself and nothing was joined to it."""
    if expression.kind in LEFT_OPEN:
        return True
    if expression.kind != "part_of_day":
        return False
    before = word_before(page, expression.start)
    if before not in BEFORE_A_PART_OF_DAY or expression.parts["part_of_day"] == "night":
        return True
    return token_at(page, expression.end - 1).dep_ != "pobj"
