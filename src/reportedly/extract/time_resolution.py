"""What time expressions mean: dates that name themselves, clocks, durations, and joined times.

``resolve`` reads one expression in its context. What is told from the publication date or from
an earlier time ("last week", "two days later") is in ``time_relative``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from reportedly.extract.calendar import (
    MONTHS_OF_SEASON,
    Interval,
    hull,
    interval_of,
    make_date,
    part_of,
    week_value,
)
from reportedly.extract.time_context import (
    Context,
    Reading,
    TimexType,
    dated,
    day_near_it,
    direction_of,
    interval_before_it,
    unknown,
)
from reportedly.extract.time_expressions import Expression, word_before
from reportedly.extract.time_numbers import duration_value, read_count, spelled_year
from reportedly.extract.time_relative import RELATIVE, hull_of, offset_from, shift_from, time_ahead
from reportedly.extract.time_words import CENTURY_NAMES, time_words

Resolver = Callable[[Expression, Context], Reading]

# A report is often dated by the clock of another time zone: a past "Saturday, 4 May" may be one day
# after publication.
MONTHS_NEAR_AHEAD = 4
NEAR_AHEAD = timedelta(days=120)
ZONE_MARGIN = timedelta(days=1)


def resolve(expression: Expression, context: Context) -> Reading:
    """Returns what the expression means, and remembers it for those that refer back to it."""
    reading = RESOLVERS[expression.kind](expression, context)
    context.readings.append((expression, reading))
    return reading


def _said_year(expression: Expression, context: Context) -> int | None:
    """Returns the year that the words give, by number or as this, last or next year."""
    parts = expression.parts
    if "year" in parts:
        year = int(parts["year"])
        return year if year >= 100 else year + (2000 if year < 70 else 1900)
    if "short_year" in parts:
        short = int(parts["short_year"])
        return short + (2000 if short < 40 else 1900)
    if "spelled" in parts:
        return spelled_year(parts["spelled"])
    which = parts.get("which_year")
    if which in {"the same", "that"}:
        before = interval_before_it(context)
        return before[1].first.year if before and before[1].first else None
    if which is not None and context.published is not None:
        return context.published.year + {"last": -1, "next": 1}.get(which, 0)
    return None


def _iso_date(expression: Expression, context: Context) -> Reading:
    parts = expression.parts
    day = make_date(int(parts["year"]), int(parts["month"]), int(parts["day"]))
    if day is None:
        return unknown("day")
    clock = f"T{parts['clock']}" if "clock" in parts else ""
    return dated(f"{day.isoformat()}{clock}", year_said=day.year)


def _numeric_date(expression: Expression, context: Context) -> Reading:
    """Returns the day of a date in figures.

    10/02/2020 is one of two days; which one, only another date of the same text can tell. Where
    none does, the interval holds both. With full stops the day comes first.
    """
    year = _said_year(expression, context)
    one, two = int(expression.parts["one"]), int(expression.parts["two"])
    if year is None:
        return unknown("day")
    mark = expression.parts.get("mark")
    day_then_month, month_then_day = make_date(year, two, one), make_date(year, one, two)
    if mark is None:  # 2020/10/02
        day_then_month = month_then_day
    elif mark == "." or context.day_first is True:
        month_then_day = day_then_month or month_then_day
    elif context.day_first is False:
        day_then_month = month_then_day or day_then_month
    found = sorted({day for day in (day_then_month, month_then_day) if day is not None})
    if not found:
        return unknown("day")
    if len(found) == 1:
        return dated(found[0].isoformat(), year_said=year)
    return Reading("DATE", f"{year}-XX-XX", Interval(found[0], found[1], "range"), "range", year)


def _month_day(expression: Expression, context: Context) -> Reading:
    parts = expression.parts
    month = time_words().months[parts["month"].rstrip(".")]
    year = _said_year(expression, context)
    year_said = year if {"year", "short_year"} & parts.keys() else None
    reading = _day_of_month(expression, context, (year, month, int(parts["day"])))
    if "day2" not in parts:
        return replace(reading, year_said=year_said)
    if reading.interval is None or reading.interval.first is None:
        return unknown("range")
    last = make_date(reading.interval.first.year, month, int(parts["day2"]))
    if last is None or last < reading.interval.first:
        return unknown("range")
    return Reading(
        "DATE", reading.value, Interval(reading.interval.first, last, "range"), "range", year_said
    )


def _day_of_month(
    expression: Expression, context: Context, said: tuple[int | None, int, int]
) -> Reading:
    year, month, number = said
    if year is None:
        year = _year_in_sentence(expression, context)
    if year is not None:
        day = make_date(year, month, number)
        return dated(day.isoformat()) if day else unknown("day")
    published = context.published
    if published is None:
        return unknown("day", f"XXXX-{month:02}-{number:02}")
    years = (published.year - 1, published.year, published.year + 1)
    days = [day for each in years if (day := make_date(each, month, number)) is not None]
    if not days:
        return unknown("day")
    direction = direction_of(expression, context)
    past = [day for day in days if day <= published + ZONE_MARGIN]
    ahead = [day for day in days if day >= published]
    if direction == "past" and past:
        return dated(max(past).isoformat())
    if direction == "future" and ahead:
        return dated(min(ahead).isoformat())
    # Where no verb tells, news is of what was, but for a day close ahead.
    near = [day for day in ahead if day - published <= NEAR_AHEAD and direction != "past"]
    return dated((near[0] if near else max(past or days)).isoformat())


def _year_in_sentence(expression: Expression, context: Context) -> int | None:
    """Returns the past year that a month or day before it in the sentence named."""
    if not context.readings or context.published is None:
        return None
    before, reading = context.readings[-1]
    if before.kind not in {"month", "month_day"} or reading.year_said is None:
        return None
    between = context.page.lower[before.end : expression.start]
    if len(between) > 200 or "." in between or reading.year_said >= context.published.year:
        return None
    return reading.year_said


def _month(expression: Expression, context: Context) -> Reading:
    parts = expression.parts
    month = time_words().months[parts["month"].rstrip(".")]
    year, part = _said_year(expression, context), parts.get("part")
    if year is not None:
        return dated(f"{year:04}-{month:02}", part=part, year_said=year)
    year = _year_in_sentence(expression, context)
    published = context.published
    if year is None and published is None:
        return unknown("month", f"XXXX-{month:02}")
    if year is None and published is not None:
        year = _year_of_month(expression, context, (published, month))
    return dated(f"{year:04}-{month:02}", part=part)


def _year_of_month(expression: Expression, context: Context, said: tuple[date, int]) -> int:
    """Returns the year of a month that stands alone: the last such month, or the next if ahead."""
    published, month = said
    which = expression.parts.get("which")
    if which in {"last", "this past"}:
        return published.year - (month >= published.month)
    if which in {"next", "this coming"}:
        return published.year + (month <= published.month)
    if which == "this":
        return published.year
    direction = direction_of(expression, context)
    months_ahead = (month - published.month) % 12
    if direction == "future" or (direction == "present" and 0 < months_ahead <= MONTHS_NEAR_AHEAD):
        return published.year + (month < published.month)
    return published.year - (month > published.month)


def _year(expression: Expression, context: Context) -> Reading:
    year = _said_year(expression, context)
    if year is None:
        return unknown("year")
    return dated(f"{year:04}", part=expression.parts.get("part"), year_said=year)


def _year_range(expression: Expression, context: Context) -> Reading:
    first, second = int(expression.parts["year"]), int(expression.parts["year2"])
    if second < 100:
        second += first // 100 * 100
    start, end = interval_of(f"{first:04}"), interval_of(f"{second:04}")
    if start is None or end is None:
        return unknown("range")
    return Reading("DATE", f"{first:04}", hull(start, end), "range", first)


def _decade(expression: Expression, context: Context) -> Reading:
    parts = expression.parts
    if "decade" in parts:
        value = parts["decade"][:3]
    else:
        tens = (
            int(parts["short"][0])
            if "short" in parts
            else time_words().decades_by_name[parts["name"]]
        )
        value = f"{200 + tens if tens < 2 else 190 + tens}"
    return dated(value, part=parts.get("part"))


def _century(expression: Expression, context: Context) -> Reading:
    said = expression.parts["ordinal"]
    number = CENTURY_NAMES.get(said) or int(said[:-2])
    return dated(f"{number - 1:02}", part=expression.parts.get("part"))


def _quarter(expression: Expression, context: Context) -> Reading:
    """Returns the quarter of a year: of the year said, or the last such quarter that has begun."""
    said = expression.parts["ordinal"]
    number = int(said) if said.isdigit() else time_words().ordinals[said]
    year, published = _said_year(expression, context), context.published
    if year is None and published is None:
        return unknown("range")
    if year is None and published is not None:
        begun = number * 3 - 2 <= published.month
        year = published.year - (not begun and direction_of(expression, context) != "future")
        year -= "year_ago" in expression.parts
    return dated(f"{year:04}-Q{number}")


def _half(expression: Expression, context: Context) -> Reading:
    year = _said_year(expression, context)
    if year is None:
        return unknown("range")
    return dated(f"{year:04}-H{1 if expression.parts['ordinal'] == 'first' else 2}")


def _season(expression: Expression, context: Context) -> Reading:
    """Returns the season of the year said; else the last that has begun, or the next if ahead."""
    parts = expression.parts
    code, part = time_words().seasons[parts["season"]], parts.get("part")
    year, published = _said_year(expression, context), context.published
    if year is not None:
        return dated(f"{year:04}-{code}", part=part, year_said=year)
    if published is None:
        return unknown("range")
    which, begins = parts.get("which"), MONTHS_OF_SEASON.get(code, 12)
    year = published.year
    if which in {"last", "this past"}:
        year -= published.month < begins + 3
    elif which == "next":
        year += published.month >= begins
    elif which != "this" and direction_of(expression, context) != "future":
        year -= published.month < begins
    return dated(f"{year:04}-{code}", part=part)


def _duration(expression: Expression, context: Context) -> Reading:
    """Returns a length of time; behind "in" or "within" and ahead, when it will be over."""
    parts = expression.parts
    before = word_before(context.page, expression.start)
    if before in {"in", "within"} and direction_of(expression, context) == "future":
        count = read_count(parts["number"])
        if " or " in context.page.lower[expression.start : expression.end]:
            count = None
        return time_ahead(expression, count, is_deadline=before == "within", context=context)
    return Reading("DURATION", _length(expression), None, None)


def _length(expression: Expression) -> str:
    parts = expression.parts
    return duration_value(parts.get("number"), parts["unit"], has_half="half" in parts)


def _bare_duration(expression: Expression, context: Context) -> Reading:
    return Reading("DURATION", duration_value(None, expression.parts["unit"]), None, None)


def _long_duration(expression: Expression, context: Context) -> Reading:
    number = None if expression.parts["many"] else "one"
    return Reading("DURATION", duration_value(number, expression.parts["unit"]), None, None)


def _set(expression: Expression, context: Context) -> Reading:
    words, unit = time_words(), expression.parts["unit"]
    if unit in words.weekdays:
        return Reading("SET", f"XXXX-WXX-{words.weekdays[unit] + 1}", None, None)
    number = expression.parts.get("number", "one")
    return Reading("SET", duration_value("two" if number == "other" else number, unit), None, None)


def _set_word(expression: Expression, context: Context) -> Reading:
    return Reading("SET", time_words().sets[expression.parts["word"]], None, None)


def _weekdays(expression: Expression, context: Context) -> Reading:
    weekday = time_words().weekdays[expression.parts["weekday"]]
    return Reading("SET", f"XXXX-WXX-{weekday + 1}", None, None)


def clock_value(expression: Expression) -> str:
    """Returns the hour of a clock time: ``09:30``, ``17`` where no minutes are said, ``24``."""
    parts, words = expression.parts, time_words()
    if "named" in parts:
        return words.hours_by_name[parts["named"]]
    said = parts["hour"]
    hour = int(said) if said.isdigit() else words.numbers[said]
    half_day = parts.get("half_day", "")
    is_late = half_day.startswith("p") or parts.get("part_of_day") in {"afternoon", "evening"}
    if is_late and hour < 12:
        hour += 12
    elif half_day.startswith("a") and hour == 12:
        hour = 0
    return f"{hour:02}:{parts.get('minute', '00')}"


def _at_hour(expression: Expression, context: Context, part: str, timex_type: TimexType) -> Reading:
    """Returns an hour or part of a day whose day is the one the text was speaking of.

    Where the text named none, the value takes the day of publication, as TIMEX3 has it, and the
    interval stays unknown.
    """
    near = day_near_it(expression, context)
    day = near or context.published
    if day is None:
        return Reading(timex_type, None, None, "minute" if ":" in part else "day")
    value = f"{day.isoformat()}T{part}"
    reading = dated(value)
    return replace(reading, timex_type=timex_type, interval=reading.interval if near else None)


def _clock(expression: Expression, context: Context) -> Reading:
    return _at_hour(expression, context, clock_value(expression), "TIME")


def _part_of_day(expression: Expression, context: Context) -> Reading:
    code = time_words().parts_of_day[expression.parts["part_of_day"]]
    return _at_hour(expression, context, code, "TIME")


def _clock_on_day(expression: Expression, context: Context) -> Reading:
    clock, day = expression.children
    # what stands before the clock ("until 9 a.m. Tuesday") tells which Tuesday
    whole = replace(day, start=min(expression.start, day.start))
    return _on_day(resolve(whole, context), clock_value(clock))


def _part_on_day(expression: Expression, context: Context) -> Reading:
    part, day = expression.children
    return _on_day(resolve(day, context), time_words().parts_of_day[part.parts["part_of_day"]])


def _on_day(day: Reading, part: str) -> Reading:
    if day.interval is None or day.interval.first is None or day.precision not in {"day", "minute"}:
        return replace(day, timex_type="TIME")
    return replace(dated(f"{day.interval.first.isoformat()}T{part}"), timex_type="TIME")


def _fixed_day(expression: Expression, context: Context) -> Reading:
    month, number = time_words().fixed_days[expression.parts["name"]].split("-")
    said = (_said_year(expression, context), int(month), int(number))
    return _day_of_month(expression, context, said)


def _part_of(expression: Expression, context: Context) -> Reading:
    """Returns the beginning, middle or end of a period."""
    part, whole = expression.children
    reading = resolve(whole, context)
    if whole.kind == "the_unit" and "unit" in whole.parts:
        reading = shift_from(context, 0, whole.parts["unit"])
    if reading.interval is None:
        return reading
    named = {"beginning": "early", "start": "early", "middle": "mid"}.get(
        part.parts["part"], "late"
    )
    interval = part_of(reading.interval, named)
    return replace(reading, interval=interval, precision=interval.precision)


def _week_of_day(expression: Expression, context: Context) -> Reading:
    reading = resolve(expression.children[1], context)
    if reading.interval is None or reading.interval.first is None:
        return unknown("week")
    return dated(week_value(reading.interval.first))


def _offset_from(expression: Expression, context: Context) -> Reading:
    offset, day = expression.children
    count = read_count(offset.parts.get("number", "one"))
    reading = resolve(day, context)
    if count is None:
        return unknown("range")
    steps = -count if offset.parts["sense"] == "before" else count
    return offset_from(steps, offset.parts["unit"], reading, context)


def _range(expression: Expression, context: Context) -> Reading:
    left, right = (resolve(child, context) for child in expression.children)
    return Reading(left.timex_type, left.value, hull_of(left, right), "range")


RESOLVERS: dict[str, Resolver] = {
    **RELATIVE,
    "iso_date": _iso_date,
    "numeric_date": _numeric_date,
    "month_day": _month_day,
    "month": _month,
    "year": _year,
    "spelled_year": _year,
    "year_range": _year_range,
    "decade": _decade,
    "century": _century,
    "quarter": _quarter,
    "half": _half,
    "season": _season,
    "duration": _duration,
    "bare_duration": _bare_duration,
    "long_duration": _long_duration,
    "rate": lambda expression, _: Reading(
        "SET", duration_value("one", expression.parts["unit"]), None, None
    ),
    "set": _set,
    "set_word": _set_word,
    "weekdays": _weekdays,
    "clock": _clock,
    "part_of_day": _part_of_day,
    "clock_on_day": _clock_on_day,
    "part_on_day": _part_on_day,
    "fixed_day": _fixed_day,
    "september_11": lambda *_: dated("2001-09-11", year_said=2001),
    "part_of": _part_of,
    "week_of_day": _week_of_day,
    "offset_from": _offset_from,
    "range": _range,
}
