"""Ages against years: an age and the year of birth, or of a deed, that cannot both be right.

The age is taken to be that of the day of publication; one of another day is left out where it is
read (``extract/ages.py``). Years are full years: a year without its day leaves two open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from reportedly.assess.dates import day_of, day_words
from reportedly.assess.reading import allowed, make_finding, raw_words
from reportedly.intervals import Interval, overlaps
from reportedly.records import ClaimInContext, Finding, Step, Verdict

UNIT = "year of age"
# Nobody younger is said to fight, serve, work or marry. Ours; the youngest child soldiers of whom
# monitors report are about of this age.
LEAST_AGE = 7


def check_ages(items: Sequence[ClaimInContext]) -> Iterator[Finding]:
    """Yields whether an age and a year of the same person's life can both be.

    A year of birth that fits *holds*; a year of a deed that fits says nothing and is left out.
    """
    for item in items:
        quantity, time, age = item.claim.quantity, item.claim.time, allowed(item)
        published = day_of(item.published)
        if quantity is None or quantity.unit != UNIT or time is None or age is None:
            continue
        first, last = day_of(time.first), day_of(time.last)
        if published is None or first is None or last is None or published < last:
            continue
        passed = Interval(_years(last, published), _years(first, published))
        if item.claim.event is None:
            yield _birth(item, age, passed, published)
        elif age.high - passed.low < LEAST_AGE:
            yield _deed(item, age, passed, published)


def _birth(item: ClaimInContext, age: Interval, passed: Interval, published: date) -> Finding:
    fits = overlaps(age, passed)
    apart = max(passed.low - age.high, age.low - passed.high)
    # An age that is off by one is of the day before a birthday more often than wrong.
    verdict: Verdict = "holds" if fits else "cannot tell" if apart <= 1 else "worth a look"
    day = day_words(published)
    ends = "" if fits else " One of the two is wrong, or the age is that of another day."
    return make_finding(
        "age against year of birth",
        f"Somebody is said to be {_span(age)}, and born “{_year(item)}”: that makes "
        f"{_span(passed)} on {day}, the day of the report.{ends}",
        [item],
        [
            Step(text=f"from “{_year(item)}” to {day}", result=f"{_span(passed)} full years"),
            Step(text=f"stated: {raw_words(item)}", result="fits" if fits else "does not fit"),
        ],
        verdict,
    )


def _deed(item: ClaimInContext, age: Interval, passed: Interval, published: date) -> Finding:
    """Returns the finding that somebody was too young for a deed, or not yet born."""
    then = Interval(age.low - passed.high, age.high - passed.low)
    day = day_words(published)
    young = "not yet born" if then.high < 0 else _span(Interval(max(then.low, 0), then.high))
    return make_finding(
        "age against year",
        f"Who is {_span(age)} on {day}, the day of the report, was {young} at the time of what is "
        f"told of “{_year(item)}”. One of the two is wrong, or the age is that of another day.",
        [item],
        [
            Step(text=f"from “{_year(item)}” to {day}", result=f"{_span(passed)} full years"),
            Step(text=f"{_span(age)} − {_span(passed)}", result=young),
        ],
        "worth a look",
    )


def _years(earlier: date, later: date) -> int:
    """Returns how many full years lie between two days."""
    is_before = (later.month, later.day) < (earlier.month, earlier.day)
    return later.year - earlier.year - is_before


def _span(years: Interval) -> str:
    low, high = int(years.low), int(years.high)
    return (
        str(low) if low == high else f"{low} or {high}" if high == low + 1 else f"{low} to {high}"
    )


def _year(item: ClaimInContext) -> str:
    return "" if item.claim.time is None else item.claim.time.raw
