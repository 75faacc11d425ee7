"""Dates that cannot be: told before it happened, the wrong weekday, an end before its beginning.

Only dates that are said are checked. A bare weekday ("on Tuesday") that was read into the future
says more about the reading than about the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from reportedly.assess.reading import make_finding
from reportedly.records import ClaimInContext, Finding, Step, Time

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b", re.I)
YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
# Stances that speak of what has been; promises, threats and warnings speak of what is to come.
TELLING = frozenset({"asserts", "confirms", "estimates", "alleges", "reports", "denies"})
# What nobody announces: talks and elections are told of before they take place, in any tense.
UNPLANNED = frozenset({"assault", "coerce", "displace", "retreat", "concede"})
# A report of one time zone may tell of a day that has begun in another.
ZONE_DAYS = 1


def check_dates(items: Sequence[ClaimInContext]) -> Iterator[Finding]:
    """Yields the dates of a report's claims that cannot be as they stand, each said date once."""
    yield from _wrong_weekdays(items)
    yield from _told_too_early(items)
    yield from _ends_before_beginning(items)


def _wrong_weekdays(items: Sequence[ClaimInContext]) -> Iterator[Finding]:
    for said, claims in _by_said_time(items):
        named = WEEKDAY.findall(said.raw)
        day = day_of(said.first)
        if len(named) != 1 or day is None or said.first != said.last or not _is_full(said):
            continue
        weekday = WEEKDAYS[day.weekday()]
        fits = weekday.startswith(named[0].lower())
        if fits:
            continue
        yield make_finding(
            "weekday of a date",
            f"“{said.raw}” cannot be: {day_words(day)} was a {weekday.title()}.",
            claims,
            [Step(text=f"{day_words(day)} in the calendar", result=weekday.title())],
            "does not hold",
        )


def _told_too_early(items: Sequence[ClaimInContext]) -> Iterator[Finding]:
    """Yields what is told as having happened on a day after the report was published."""
    for said, claims in _by_said_time(items):
        day = day_of(said.first)
        told = [item for item in claims if _is_told_as_past(item)]
        published = day_of(told[0].published) if told else None
        is_day = _is_full(said) and said.precision == "day"
        # "Scheduled for 8 April 1990" is of what is to come, whatever the verb before it says.
        if day is None or published is None or not is_day or said.raw.lower().startswith("for "):
            continue
        apart = (day - published).days
        if apart <= ZONE_DAYS:
            continue
        yield make_finding(
            "event after publication",
            f"The report is dated {day_words(published)}, and tells of “{said.raw}” as past. "
            "One of the two dates is wrong, or the report was changed later.",
            told,
            [
                Step(
                    text=f"from {day_words(published)} (published) to {day_words(day)} (event)",
                    result=f"{apart} days later",
                )
            ],
            "worth a look",
        )


def _ends_before_beginning(items: Sequence[ClaimInContext]) -> Iterator[Finding]:
    for said, claims in _by_said_time(items):
        first, last = day_of(said.first), day_of(said.last)
        if first is None or last is None or first <= last:
            continue
        yield make_finding(
            "period that ends before it begins",
            f"“{said.raw}” is read as from {day_words(first)} to {day_words(last)}.",
            claims,
            [Step(text=f"{day_words(last)} − {day_words(first)}", result="less than nothing")],
            "worth a look",
        )


def _by_said_time(
    items: Sequence[ClaimInContext],
) -> Iterator[tuple[Time, list[ClaimInContext]]]:
    """Yields each time that the report says, with the claims that have it."""
    groups: dict[tuple[str, str | None, str | None], list[ClaimInContext]] = {}
    for item in items:
        said = item.claim.time
        if said is not None and said.span is not None:
            groups.setdefault((said.raw, said.first, said.last), []).append(item)
    for claims in groups.values():
        said = claims[0].claim.time
        if said is not None:
            yield said, claims


def _is_told_as_past(item: ClaimInContext) -> bool:
    return (
        item.claim.modality == "actual"
        and item.claim.event in UNPLANNED
        and item.statement.stance in TELLING
    )


def _is_full(said: Time) -> bool:
    """Tells whether day, month and year were said: nothing of the date had to be inferred."""
    return (
        YEAR.search(said.raw) is not None and re.search(r"\d", YEAR.sub("", said.raw)) is not None
    )


def day_of(value: str | None) -> date | None:
    """Returns the day of an ISO date or time; ``None`` where it is none."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def day_words(day: date) -> str:
    """Returns a day in words: "4 May 2023"."""
    return f"{day.day} {day:%B} {day.year}"
