"""What relative times mean: told from the publication date, or from an earlier time of the text.

Nothing here falls back to the publication date in silence: where it is not known, or where the
text named no time that "the day before" could be before, the ends stay unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from reportedly.extract.calendar import Interval, hull, interval_of, shift, value_at, week_value
from reportedly.extract.time_context import (
    COMPARED,
    Context,
    Reading,
    dated,
    day_before_it,
    direction_of,
    interval_before_it,
    unknown,
)
from reportedly.extract.time_expressions import Expression, Page, token_at
from reportedly.extract.time_numbers import duration_value, read_count
from reportedly.extract.time_words import time_words
from reportedly.records import TimePrecision

Resolver = Callable[[Expression, Context], Reading]

PRECISION_OF_UNIT: Mapping[str, TimePrecision] = {
    "D": "day", "W": "week", "F": "week", "WE": "range", "M": "month", "Q": "range", "Y": "year",
    "DE": "range", "CE": "range",
}  # fmt: skip
DAYS_FROM_TODAY = {
    "the day before yesterday": -2, "yesterday": -1, "last night": -1, "today": 0, "tonight": 0,
    "this morning": 0, "this afternoon": 0, "this evening": 0, "tomorrow": 1,
    "the day after tomorrow": 2,
}  # fmt: skip
PART_OF_TODAY = {
    "last night": "NI", "tonight": "NI", "this morning": "MO", "this afternoon": "AF",
    "this evening": "EV",
}  # fmt: skip
BACK = frozenset({"earlier", "before", "previously", "prior"})
WEEK = timedelta(days=7)


def unit_code(unit: str) -> str:
    """Returns the TIMEX3 code of a unit word ("weeks": ``W``)."""
    return time_words().units[unit]


def shift_from(context: Context, count: float, unit: str) -> Reading:
    """Returns the unit that lies so many units from the publication date ("last month": -1)."""
    code = unit_code(unit)
    precision = PRECISION_OF_UNIT.get(code, "day")
    if context.published is None:
        return unknown(precision)
    day = shift(context.published, count, code)
    return unknown(precision) if day is None else dated(value_at(day, code))


def _weekday(expression: Expression, context: Context) -> Reading:
    """Returns the day a weekday names: the last one, or the next where the clause is ahead.

    The day of publication counts as both: the wires call today by its name. "Last" and "next" are
    the nearest such day before or after; where that lies in the week of publication, people mean
    either it or the one a week off, and the interval holds both.
    """
    parts = expression.parts
    weekday = time_words().weekdays[parts["weekday"]]
    which = parts.get("which")
    base = context.published
    if which in {"the following", "the previous"}:
        base = day_before_it(context)
    if base is None:
        return unknown("day", f"XXXX-WXX-{weekday + 1}")
    before = base - timedelta(days=(base.weekday() - weekday) % 7)
    after = base + timedelta(days=(weekday - base.weekday()) % 7)
    strictly_before = before if before < base else before - WEEK
    strictly_after = after if after > base else after + WEEK
    if which in {"last", "this past", "the previous"}:
        day, other = strictly_before, strictly_before - WEEK
    elif which in {"next", "this coming", "the following"}:
        day, other = strictly_after, strictly_after + WEEK
    else:
        is_ahead = direction_of(expression, context) in {"present", "future"}
        day = other = after if is_ahead else before
    reading = _with_part_of_day(dated(day.isoformat()), parts.get("part_of_day"))
    if which in {"last", "next"} and week_value(day) == week_value(base):
        hulled = Interval(min(day, other), max(day, other), "range")
        return replace(reading, interval=hulled, precision="range")
    return reading


def _with_part_of_day(reading: Reading, part_of_day: str | None) -> Reading:
    if part_of_day is None or reading.value is None:
        return reading
    code = time_words().parts_of_day[part_of_day]
    return replace(reading, value=f"{reading.value}T{code}", timex_type="TIME")


def _near_day(expression: Expression, context: Context) -> Reading:
    said = expression.parts["day"]
    published = context.published
    if said == "overnight":
        if published is None:
            return Reading("TIME", None, None, "range")
        night = Interval(published - timedelta(days=1), published, "range")
        return Reading("TIME", f"{published.isoformat()}TNI", night, "range")
    if published is None:
        return unknown("day")
    day = published + timedelta(days=DAYS_FROM_TODAY[said])
    part = PART_OF_TODAY.get(said)
    if part is not None:
        return replace(dated(f"{day.isoformat()}T{part}"), timex_type="TIME")
    return _with_part_of_day(dated(day.isoformat()), expression.parts.get("part_of_day"))


def _near_unit(expression: Expression, context: Context) -> Reading:
    """Returns this, last or next week, month, …; "earlier this month" ends with publication."""
    parts = expression.parts
    which, unit, part = parts.get("which", "this"), parts["unit"], parts.get("part")
    steps = {"last": -1, "this past": -1, "next": 1, "this coming": 1}.get(which, 0)
    if unit == "weekend":
        return _weekend_beside(steps, expression, context)
    reading = shift_from(context, steps, unit)
    published, interval = context.published, reading.interval
    if published is None or interval is None:
        return reading
    if part in {"early", "mid", "late"} and reading.value is not None:
        return dated(reading.value, part=part)
    if steps != 0:
        return reading
    if part == "earlier":
        return _bounded(reading, Interval(interval.first, published, "range"))
    if part == "later":
        return _bounded(reading, Interval(published, interval.last, "range"))
    if direction_of(expression, context) == "past":  # what has happened is not still to come
        return replace(reading, interval=replace(interval, last=published))
    return reading


def _bounded(reading: Reading, interval: Interval) -> Reading:
    return replace(reading, interval=interval, precision=interval.precision)


def _weekend(expression: Expression, context: Context) -> Reading:
    return _weekend_beside(0, expression, context)


def _weekend_beside(steps: int, expression: Expression, context: Context) -> Reading:
    published = context.published
    if published is None:
        return unknown("range")
    monday = published - timedelta(days=published.weekday())
    if steps == 0 and published.weekday() < 5:
        # On a weekday "the weekend" that somebody died on is the one before.
        steps = 0 if direction_of(expression, context) == "future" else -1
    return dated(value_at(monday + steps * WEEK, "WE"))


def _same_unit(expression: Expression, context: Context) -> Reading:
    """Returns the day, week, … of the time before it in the text, or the one beside that."""
    parts = expression.parts
    unit, which = parts["unit"], parts["which"]
    steps = {"the previous": -1, "the preceding": -1, "the prior": -1, "the following": 1,
             "the next": 1}.get(which, 0)  # fmt: skip
    part_of_day = unit if unit in time_words().parts_of_day else None
    if part_of_day is not None or unit == "day":
        day = day_before_it(context)
        if day is None:
            return unknown("day")
        moved = day + timedelta(days=steps)
        return _with_part_of_day(dated(moved.isoformat()), part_of_day)
    code = unit_code(unit)
    before = interval_before_it(context)
    precision = PRECISION_OF_UNIT.get(code, "day")
    if before is None or not _is_within_one(before[1], code):
        return unknown(precision)
    first = before[1].first or before[1].last
    moved_day = shift(first, steps, code) if first is not None else None
    return unknown(precision) if moved_day is None else dated(value_at(moved_day, code))


def _is_within_one(interval: Interval, code: str) -> bool:
    """Tells whether an interval lies within one unit, so that "that month" can be said of it."""
    first, last = interval.first, interval.last
    if first is None or last is None:
        return True
    return value_at(first, code) == value_at(last, code)


def _offset(expression: Expression, context: Context) -> Reading:
    """Returns the time so many units before or after the one named before it in the text.

    "Two days after the attack" tells no date by itself: it is a length of time.
    """
    parts = expression.parts
    number, unit, sense = parts["number"], parts["unit"], parts["sense"]
    if sense in {"before", "after"} and has_complement(context.page, expression.end):
        return Reading("DURATION", duration_value(number, unit), None, None)
    count = read_count(number)
    anchor = interval_before_it(context, unit)
    steps = None if count is None else -count if sense in BACK else count
    return offset_reading(anchor, steps, unit, context)


def offset_reading(
    anchor: tuple[str, Interval] | None, steps: float | None, unit: str, context: Context
) -> Reading:
    """Returns the time ``steps`` units from the anchor, as exact as the less exact of the two.

    Without an anchor the value is told from publication, as TIMEX3 has it, and the interval stays
    unknown.
    """
    code = unit_code(unit)
    precision = PRECISION_OF_UNIT.get(code, "day")
    if steps is None:
        return unknown("range")
    if anchor is None:
        reading = shift_from(context, steps, unit)
        return replace(reading, interval=None, precision=precision)
    value = anchor[0]
    start = interval_of(value)
    if start is None or start.first is None:
        return unknown(precision)
    moved = shift(start.first, steps, code)
    if moved is None:
        return unknown(precision)
    anchor_code = _code_of(value)
    order = ["TH", "D", "W", "M", "Q", "Y", "DE", "CE"]
    known = [each for each in (anchor_code, code) if each in order]
    if code in {"D", "W", "F"} and anchor_code not in {"D", "W"}:
        return unknown(precision)  # "two days later" than a month is no day
    if code == "D" and anchor_code == "W":
        last = None if start.last is None else shift(start.last, steps, code)
        return Reading("DATE", None, Interval(moved, last, "range"), "range")
    coarser = max(known, key=order.index) if known else code
    if anchor_code in {"M", "Q"} and code == "Y":
        coarser = anchor_code  # a year before March is March
    return dated(value_at(moved, coarser))


def _code_of(value: str) -> str:
    """Returns the unit that a TIMEX3 value is exact to."""
    head = value.split("T", maxsplit=1)[0]
    if len(head) <= 4:
        return {2: "CE", 3: "DE", 4: "Y"}.get(len(head), "Y")
    if "W" in head:
        return "W"
    if "Q" in head or "H" in head or head[-2:].isalpha():
        return "Q"
    return "M" if len(head) == 7 else "D"


def has_complement(page: Page, end: int) -> bool:
    """Tells whether what it is before or after follows the "before" or "after" that ends here."""
    token = token_at(page, end - 1)
    if token.dep_ == "mark" or any(
        child.dep_ in {"pobj", "pcomp"} and child.i > token.i for child in token.children
    ):
        return True
    following = page.doc[token.i + 1] if token.i + 1 < len(page.doc) else None
    return (
        following is not None
        and following.pos_ in {"DET", "PRON", "PROPN"}
        and following.i == token.i + 1
    )


def _day_beside(expression: Expression, context: Context) -> Reading:
    """Returns the day (week, …) before or after; unknown where it is the day before an event."""
    parts = expression.parts
    unit, sense = parts["unit"], parts["sense"]
    unit = "day" if unit in {"night", "evening"} else unit
    if sense != "earlier" and has_complement(context.page, expression.end):
        return unknown(PRECISION_OF_UNIT.get(unit_code(unit), "day"))
    anchor = interval_before_it(context)
    if anchor is None:
        return unknown(PRECISION_OF_UNIT.get(unit_code(unit), "day"))
    return offset_reading(anchor, -1 if sense in BACK else 1, unit, context)


def _back_reference(expression: Expression, context: Context) -> Reading:
    before = interval_before_it(context)
    if before is None:
        return unknown(None)
    return Reading("DATE", before[0], before[1], before[1].precision)


def _ago(expression: Expression, context: Context) -> Reading:
    """Returns the unit so long before publication; "more than" leaves its start open."""
    parts = expression.parts
    count, unit = read_count(parts["number"]), parts["unit"]
    published = context.published
    if count is None:
        return _bounded_by_publication("PAST_REF", context)
    if "half" in parts:
        count += 0.5
    code = unit_code(unit)
    compared = interval_before_it(context, "year") if (count, code) == (1, "Y") else None
    if compared is not None and "-Q" in compared[0]:
        return offset_reading(compared, -1, unit, context)  # this quarter against that of last year
    if code.startswith("T"):
        if published is None:
            return unknown("range", "PAST_REF")
        days = timedelta(days=1 + int(min(count, 1e5) / 24)) if code == "TH" else timedelta(days=1)
        interval = Interval(published - days, published, "range")
        return Reading("DATE", published.isoformat(), interval, "range")
    reading = shift_from(context, -count, unit)
    if reading.interval is None or published is None:
        return reading
    said = context.page.lower[expression.start : expression.end]
    if "more than" in said or said.startswith(("over ", "at least ", "well over ")):
        return _bounded(reading, Interval(None, reading.interval.last, "range"))
    if "less than" in said or said.startswith(("under ", "up to ")):
        return _bounded(reading, Interval(reading.interval.first, published, "range"))
    return reading


def _bounded_by_publication(value: str, context: Context) -> Reading:
    """Returns a vague past that ends, or a vague future that starts, with publication."""
    if context.published is None:
        return unknown("range", value)
    is_past = value == "PAST_REF"
    interval = Interval(
        None if is_past else context.published, context.published if is_past else None, "range"
    )
    return Reading("DATE", value, interval, "range")


def _long_ago(expression: Expression, context: Context) -> Reading:
    return _bounded_by_publication("PAST_REF", context)


def _year_before(expression: Expression, context: Context) -> Reading:
    return offset_reading(interval_before_it(context, "year"), -1, "year", context)


def _span(expression: Expression, context: Context) -> Reading:
    """Returns the stretch that ends, or starts, with publication: "the past 24 hours"."""
    parts = expression.parts
    unit, which, number = parts["unit"], parts["which"], parts.get("number")
    code = unit_code(unit)
    count = (None if unit.endswith("s") else 1.0) if number is None else read_count(number)
    value = duration_value(number or (None if count is None else "one"), unit)
    published = day_before_it(context) if which == "previous" else context.published
    if published is None:
        return Reading("DURATION", value, None, "range")
    return Reading("DURATION", value, _stretch(published, which, count, code), "range")


def _stretch(published: date, which: str, count: float | None, code: str) -> Interval:
    is_ahead = which in {"next", "coming"}
    far = None
    if count is not None:
        if code.startswith("T"):
            hours = count if code == "TH" else 0
            days = -(-int(min(hours, 1e6)) // 24) or 1
            count, code = days, "D"
        far = shift(published, count if is_ahead else -count, code)
    return Interval(published, far, "range") if is_ahead else Interval(far, published, "range")


def _reference(expression: Expression, context: Context) -> Reading:
    value = time_words().references[expression.parts["words"]]
    said = expression.parts["words"]
    if value == "PRESENT_REF" or said in {"the past", "the future", "formerly", "long ago"}:
        return unknown(None, value)
    return _bounded_by_publication(value, context)


def _the_unit(expression: Expression, context: Context) -> Reading:
    """Returns "the quarter" that the text spoke of, "the year" as a length, "year-end" as a day."""
    if "end" in expression.parts:
        reading = shift_from(context, 0, "year")
        if reading.value is None:
            return unknown("range")
        return dated(f"{reading.value}-12-31")
    if expression.parts["unit"] == "year":
        return Reading("DURATION", "P1Y", None, None)
    for before, reading in reversed(context.readings):
        if before.kind in COMPARED:
            continue
        if reading.value is not None and "-Q" in reading.value:
            return Reading("DATE", reading.value, reading.interval, reading.precision)
    return unknown("range")


def offset_from(steps: float, unit: str, day: Reading, context: Context) -> Reading:
    """Returns the time so many units from another that the words name: "the day before Easter"."""
    if day.value is None or day.interval is None:
        return unknown(PRECISION_OF_UNIT.get(unit_code(unit), "day"))
    return offset_reading((day.value, day.interval), steps, unit, context)


def time_ahead(
    expression: Expression, count: float | None, *, is_deadline: bool, context: Context
) -> Reading:
    """Returns the time so long after publication ("in two weeks"), or up to it ("within")."""
    unit, published = expression.parts["unit"], context.published
    if count is None:
        return _bounded_by_publication("FUTURE_REF", context)
    code = unit_code(unit)
    if published is None or code.startswith("T") or is_deadline:
        value = duration_value(expression.parts["number"], unit)
        interval = None if published is None else _stretch(published, "next", count, code)
        return Reading("DURATION", value, interval, "range")
    return shift_from(context, count, unit)


def hull_of(left: Reading, right: Reading) -> Interval | None:
    """Returns the interval from the one reading to the other, if both are known and in order."""
    if left.interval is None or right.interval is None:
        return None
    first, last = left.interval.first, right.interval.last
    if first is not None and last is not None and first > last:
        return None
    return hull(left.interval, right.interval)


RELATIVE: dict[str, Resolver] = {
    "weekday": _weekday,
    "near_day": _near_day,
    "near_unit": _near_unit,
    "weekend": _weekend,
    "same_unit": _same_unit,
    "day_beside": _day_beside,
    "back_reference": _back_reference,
    "ago": _ago,
    "long_ago": _long_ago,
    "offset": _offset,
    "year_before": _year_before,
    "span": _span,
    "reference": _reference,
    "the_unit": _the_unit,
}
