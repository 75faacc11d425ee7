"""Calendar arithmetic on intervals: what stretch of days a time covers.

Pure functions over :class:`datetime.date`. A time is held as its TIMEX3 value (``2020-10``,
``2020-W40``, ``199``) and read here as an interval with both ends included, so that the value and
the interval can never disagree.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reportedly.records import TimePrecision

MONTHS_OF_SEASON = {"SP": 3, "SU": 6, "FA": 9}
MONTHS_OF_UNIT = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
DAYS_OF_UNIT = {"D": 1, "W": 7, "WE": 7, "F": 14}
# years of the early, mid and late part, by the length of the whole less one
YEARS_OF_PART = {
    9: {"early": (0, 3), "mid": (4, 6), "late": (7, 9)},
    99: {"early": (0, 39), "mid": (30, 69), "late": (60, 99)},
}
FIRST_YEAR, LAST_YEAR = 1000, 2100

_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|W(?P<week>\d\d)(?P<weekend>-WE)?"
    r"|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)))?"
    r"(?:T(?P<clock>\d\d(?::\d\d)?|[A-Z]{2}))?"
)


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of days, both ends included; an end that is ``None`` is open or unknown.

    ``clock`` is the hour ("09:30") where the stretch is one minute of its one day.
    """

    first: date | None
    last: date | None
    precision: TimePrecision | None
    clock: str | None = None


def read_date(text: str | None) -> date | None:
    """Returns the day of an ISO date or date-time; ``None`` where it is not one."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def make_date(year: int, month: int, day: int) -> date | None:
    """Returns the day, or ``None`` where the calendar has no such day."""
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12:
        return None
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def months_from(year: int, month: int, count: int, precision: TimePrecision) -> Interval:
    """Returns the interval of ``count`` whole months from a month on."""
    end_year, end_month = divmod(year * 12 + month - 1 + count - 1, 12)
    last = date(end_year, end_month + 1, monthrange(end_year, end_month + 1)[1])
    return Interval(date(year, month, 1), last, precision)


def interval_of(value: str) -> Interval | None:
    """Returns the interval of a TIMEX3 value; ``None`` for durations, references and vague values.

    A season covers its three months by the meteorologists' reckoning. The winter of a year may be
    either of two, and the interval holds both.
    """
    if re.fullmatch(r"\d\d\d", value):
        return months_from(int(value) * 10, 1, 120, "range")
    if re.fullmatch(r"\d\d", value):
        return months_from(int(value) * 100, 1, 1200, "range")
    found = _VALUE.fullmatch(value)
    if found is None:
        return None
    year = int(found["year"])
    if not FIRST_YEAR <= year < LAST_YEAR:
        return None
    if found["day"]:
        return _day_interval(found)
    if found["month"]:
        month = int(found["month"])
        return months_from(year, month, 1, "month") if 1 <= month <= 12 else None
    if found["week"]:
        return _week_interval(year, int(found["week"]), is_weekend=found["weekend"] is not None)
    if found["quarter"]:
        return months_from(year, int(found["quarter"]) * 3 - 2, 3, "range")
    if found["half"]:
        return months_from(year, int(found["half"]) * 6 - 5, 6, "range")
    if found["season"] == "WI":
        return Interval(date(year - 1, 12, 1), months_from(year + 1, 2, 1, "month").last, "range")
    if found["season"]:
        return months_from(year, MONTHS_OF_SEASON[found["season"]], 3, "range")
    return months_from(year, 1, 12, "year")


def _day_interval(found: re.Match[str]) -> Interval | None:
    day = make_date(int(found["year"]), int(found["month"]), int(found["day"]))
    if day is None:
        return None
    clock = found["clock"]
    if clock is None or clock.isalpha():
        return Interval(day, day, "day")
    if clock.startswith("24"):  # midnight that ends the day
        return Interval(day, day, "minute", "23:59")
    return Interval(day, day, "minute", clock if ":" in clock else f"{clock}:00")


def _week_interval(year: int, week: int, *, is_weekend: bool) -> Interval | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    sunday = monday + timedelta(days=6)
    if is_weekend:
        return Interval(monday + timedelta(days=5), sunday, "range")
    return Interval(monday, sunday, "week")


def week_value(day: date) -> str:
    """Returns the TIMEX3 value of the week of a day (ISO weeks: Monday to Sunday)."""
    iso = day.isocalendar()
    return f"{iso.year:04}-W{iso.week:02}"


def quarter_of(day: date) -> int:
    """Returns the calendar quarter of a day, 1 to 4."""
    return (day.month + 2) // 3


def add_months(day: date, count: int) -> date | None:
    """Returns the day ``count`` months on, the month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not FIRST_YEAR <= year < LAST_YEAR:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shift(day: date, count: float, unit: str) -> date | None:
    """Returns the day ``count`` units on (``D W WE F M Q Y DE CE``; hours and less: see code)."""
    if unit in MONTHS_OF_UNIT:
        return add_months(day, round(count * MONTHS_OF_UNIT[unit]))
    if unit == "TH" and abs(count) < 24:
        return None  # which side of midnight is not known
    days = count / 24 if unit == "TH" else count * DAYS_OF_UNIT.get(unit, 0)
    if unit.startswith("T") and unit != "TH":
        return None
    if abs(days) > 400_000:
        return None
    moved = day.toordinal() + round(days)
    return date.fromordinal(moved) if moved > date(FIRST_YEAR, 1, 1).toordinal() else None


def value_at(day: date, unit: str) -> str:
    """Returns the TIMEX3 value of the unit (day, week, month, …) that holds a day."""
    if unit in {"W", "F"}:
        return week_value(day)
    if unit == "WE":
        return week_value(day) + "-WE"
    if unit == "M":
        return f"{day.year:04}-{day.month:02}"
    if unit == "Q":
        return f"{day.year:04}-Q{quarter_of(day)}"
    if unit == "Y":
        return f"{day.year:04}"
    if unit == "DE":
        return f"{day.year // 10:03}"
    if unit == "CE":
        return f"{day.year // 100:02}"
    return day.isoformat()


def part_of(interval: Interval, part: str) -> Interval:
    """Returns the early, mid or late part of an interval.

    Of a decade: its years 0 to 3, 4 to 6, 7 to 9; of a year and a century what people mean, which
    overlaps. Of anything else: its thirds, rounded outwards, because nobody says "early March" with
    a ruler.
    """
    first, last = interval.first, interval.last
    if first is None or last is None or first == last:
        return interval
    if last.year - first.year in YEARS_OF_PART and (first.month, last.month) == (1, 12):
        low, high = YEARS_OF_PART[last.year - first.year][part]
        return Interval(date(first.year + low, 1, 1), date(first.year + high, 12, 31), "range")
    if interval.precision == "year":
        month, count = {"early": (1, 4), "mid": (4, 6), "late": (9, 4)}[part]
        return months_from(first.year, month, count, "range")
    days = (last - first).days + 1
    third = -(-days // 3)
    if part == "early":
        return replace(interval, last=first + timedelta(days=third), precision="range")
    if part == "late":
        return replace(interval, first=last - timedelta(days=third), precision="range")
    margin = timedelta(days=days // 4)
    return replace(interval, first=first + margin, last=last - margin, precision="range")


def hull(left: Interval, right: Interval) -> Interval:
    """Returns the interval from the start of ``left`` to the end of ``right``."""
    return Interval(left.first, right.last, "range")
