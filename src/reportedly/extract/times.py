"""Times: every expression of when, how long and how often, as an interval with its precision.

A time is what its words allow and no more: "last week" is seven days, "the early 1990s" four years,
"since 1994" has no end, "recently" has no start, and "for months" has neither. Relative times are
told from the publication date or from an earlier time of the text; where that is unknown the ends
stay ``None`` and the words stay. The day of publication is never put in for a missing day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from reportedly.extract.calendar import Interval, read_date
from reportedly.extract.nlp import ParsedDocument
from reportedly.extract.time_context import Context, Reading
from reportedly.extract.time_expressions import Expression, Page, open_page, token_index
from reportedly.extract.time_grammar import find_expressions
from reportedly.extract.time_mention import TimeMention
from reportedly.extract.time_resolution import resolve
from reportedly.extract.time_scope import governing_time, said_time
from reportedly.extract.time_words import time_words
from reportedly.records import Span, Time

__all__ = ["TimeMention", "find_times", "governing_time", "said_time"]

# "since", "as of", "prior to", and perhaps "the": what stands before a time and bounds it.
_PREPOSITION = re.compile(r"(?<!\w)((?:as|up|prior)\s)?([a-z]+)\s(?:the\s)?$")
_PREPOSITION_CHARS = 24
DAY = timedelta(days=1)


def find_times(parsed: ParsedDocument, *, published: str | None) -> tuple[TimeMention, ...]:
    """Returns the times of a report in text order; relative ones are told from ``published``."""
    if not parsed.text.strip():
        return ()
    page = open_page(parsed.doc)
    expressions = find_expressions(page)
    context = Context(
        page=page, published=read_date(published), day_first=_day_comes_first(expressions)
    )
    return tuple(_mentions(expressions, context, parsed.text))


def _mentions(expressions: list[Expression], context: Context, text: str) -> Iterator[TimeMention]:
    for expression in expressions:
        known = len(context.readings)
        reading = resolve(expression, context)
        parts: tuple[TimeMention, ...] = ()
        if expression.kind == "range":
            parts = tuple(
                _mention(child, child_reading, context.page, text)
                for child, child_reading in context.readings[known:]
                if child in expression.children
            )
        yield replace(_mention(expression, reading, context.page, text), parts=parts)


def _mention(expression: Expression, reading: Reading, page: Page, text: str) -> TimeMention:
    start, interval = _with_preposition(expression, reading, page)
    first, last = _ends(interval)
    return TimeMention(
        time=Time(
            raw=text[start : expression.end],
            span=Span(start=start, end=expression.end),
            first=first,
            last=last,
            precision=reading.precision,
        ),
        start_token=token_index(page, expression.start),
        end_token=token_index(page, expression.end - 1) + 1,
        timex_type=reading.timex_type,
        timex_value=reading.value,
        span=Span(start=expression.start, end=expression.end),
    )


def _ends(interval: Interval | None) -> tuple[str | None, str | None]:
    if interval is None:
        return None, None
    clock = f"T{interval.clock}" if interval.clock is not None else ""
    first = None if interval.first is None else interval.first.isoformat() + clock
    last = None if interval.last is None else interval.last.isoformat() + clock
    return first, last


def _with_preposition(
    expression: Expression, reading: Reading, page: Page
) -> tuple[int, Interval | None]:
    """Returns where the time starts with its preposition, and the interval as that bounds it."""
    interval, words = reading.interval, time_words()
    window = page.lower[max(0, expression.start - _PREPOSITION_CHARS) : expression.start]
    found = _PREPOSITION.search(window)
    if found is None:
        return expression.start, interval
    word = f"{found[1] or ''}{found[2]}"
    start = expression.start - len(window) + found.start()
    if word in words.plain_prepositions:
        return start, interval
    if expression.kind == "range":
        return (start, interval) if word in {"from", "between"} else (expression.start, interval)
    if word in words.open_end:
        return start, _reopened(interval, first=interval.first if interval else None)
    if word in {"before", "after"} and reading.timex_type == "TIME":
        return start, interval  # "before dawn on Tuesday" is Tuesday
    if word in {"before", "prior to"}:
        return start, _reopened(interval, last=_beside(interval, is_before=True))
    if word in words.open_start:
        return start, _reopened(interval, last=interval.last if interval else None)
    if word in words.after:
        return start, _reopened(interval, first=_beside(interval, is_before=False))
    if word in {"from", "between"}:
        return start, interval
    return expression.start, interval


def _beside(interval: Interval | None, *, is_before: bool) -> date | None:
    """Returns the last day before an interval, or the first one after it."""
    if interval is None:
        return None
    if is_before:
        return interval.first - DAY if interval.first else None
    return interval.last + DAY if interval.last else None


def _reopened(
    interval: Interval | None, *, first: date | None = None, last: date | None = None
) -> Interval | None:
    return None if interval is None else Interval(first, last, interval.precision)


def _day_comes_first(expressions: list[Expression]) -> bool | None:
    """Returns how the text writes numeric dates; ``None`` where none shows it, or two differ."""
    orders = {
        int(expression.parts["one"]) > 12
        for expression in expressions
        if expression.kind == "numeric_date"
        and expression.parts.get("mark") in {"/", "-"}
        and max(int(expression.parts["one"]), int(expression.parts["two"])) > 12
    }
    return orders.pop() if len(orders) == 1 else None
