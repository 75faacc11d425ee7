"""What a time expression is read against: the publication date, the times before it, the tense."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from reportedly.extract.calendar import Interval, interval_of, part_of
from reportedly.extract.tense import Direction, direction_at
from reportedly.extract.time_expressions import Expression, Page, token_index
from reportedly.records import TimePrecision

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
COMPARED = frozenset({"offset", "year_before", "ago"})
DAY_PRECISIONS = frozenset({"day", "minute"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means: its TIMEX3 type and value, and the interval that it allows.

    ``interval`` is ``None`` where neither end is known; ``precision`` is that of the words, known
    even then. ``year_said`` is the year where the words themselves name it.
    """

    timex_type: TimexType
    value: str | None
    interval: Interval | None
    precision: TimePrecision | None
    year_said: int | None = None


@dataclass(slots=True)
class Context:
    """The publication date, and the readings so far, in text order.

    ``day_first`` tells how the text writes numeric dates, where one of them shows it.
    """

    page: Page
    published: date | None
    day_first: bool | None = None
    readings: list[tuple[Expression, Reading]] = field(default_factory=list)


def unknown(precision: TimePrecision | None, value: str | None = None) -> Reading:
    """Returns the reading of a date whose ends cannot be known."""
    return Reading("DATE", value, None, precision)


def dated(value: str, *, part: str | None = None, year_said: int | None = None) -> Reading:
    """Returns the reading of a TIMEX3 value, or of its early, mid or late part."""
    interval = interval_of(value)
    if interval is None:
        return unknown(None, value)
    precision = interval.precision
    if part in {"early", "mid", "late"}:
        interval = part_of(interval, part)
        precision = interval.precision
    elif part == "post":
        interval = Interval(interval.first, None, precision)
    elif part == "pre":
        interval = Interval(None, interval.last, precision)
    return Reading("DATE", value, interval, precision, year_said)


def direction_of(expression: Expression, context: Context) -> Direction | None:
    """Returns which way the clause of the expression looks."""
    page = context.page
    return direction_at(
        page.doc, token_index(page, expression.start), token_index(page, expression.end - 1) + 1
    )


def day_before_it(context: Context) -> date | None:
    """Returns the last exact day that the text named so far."""
    for _, reading in reversed(context.readings):
        if reading.precision in DAY_PRECISIONS and reading.interval is not None:
            return reading.interval.first
    return None


def interval_before_it(context: Context, unit: str = "") -> tuple[str, Interval] | None:
    """Returns the value and interval of the last dated time that the text named so far.

    With ``unit`` "year", without those that were themselves only named for comparison: two figures
    of "a year earlier" in one report are of the same year.
    """
    for before, reading in reversed(context.readings):
        if unit.startswith("year") and before.kind in COMPARED:
            continue
        interval = reading.interval
        if interval is None or reading.value is None or reading.timex_type not in {"DATE", "TIME"}:
            continue
        if interval_of(reading.value) is not None:
            return reading.value, interval
    return None


def day_near_it(expression: Expression, context: Context) -> date | None:
    """Returns the exact day named last in the same sentence or the one before it."""
    if not context.readings:
        return None
    page = context.page
    sentence = page.doc[token_index(page, expression.start)].sent
    earliest = sentence.start_char
    if sentence.start > 0:
        earliest = page.doc[sentence.start - 1].sent.start_char
    for before, reading in reversed(context.readings):
        if before.start < earliest:
            return None
        if reading.precision in DAY_PRECISIONS and reading.interval is not None:
            return reading.interval.first
    return None
