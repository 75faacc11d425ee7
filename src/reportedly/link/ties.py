"""What else ties two claims to one question: their numbers, days, voices and reports.

Place, time and population often stand in the headline and not beside the number; then the rest of
the reports must tell. Each comparison gives a feature with its reason in words; how much each
speaks for one question is fitted (``training/question_weights.py``) and explained in
``data/question_weights.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from math import inf, log, log10

from reportedly.intervals import Interval, interval_of, overlaps
from reportedly.link.keys import Facts, report_counts
from reportedly.link.surroundings import likeness
from reportedly.records import Feature

# Days apart beyond this many add nothing.
MOST_DAYS = 7
# So do shared counts and places of two reports beyond these.
MOST_SHARED = 3
# Reports further apart than this tell of one event only if they say so.
NEAR_DAYS = 3
# "Dozens" and "dozens" need not be one number; "about 50" and "50" may (width over the low end).
MOST_WIDTH = 0.25
# A number this many times the other: however much more, it says no more. Those who contradict each
# other outright must still be able to meet.
MOST_TIMES = 2.0


def ties(left: Facts, right: Facts) -> Iterator[Feature]:
    """Yields what ties two claims together, or sets them apart, beside what they are about."""
    yield from _numbers(left, right)
    yield from _voices(left, right)
    yield from _heads(left, right)
    if left.documents & right.documents:
        yield Feature(name="same report", value=1.0, detail="they stand in one report")
        return
    yield from _words(left, right)
    yield from _days(left, right)
    yield from _reports(left, right)


def _numbers(left: Facts, right: Facts) -> Iterator[Feature]:
    a, b = _interval(left), _interval(right)
    if a is None or b is None:
        if left.documents & right.documents:
            detail = "a comparison (“much higher”) with what its report says"
            yield Feature(name="comparison", value=1.0, detail=detail)
        else:
            yield Feature(name="no number", value=1.0, detail="one of them gives no number")
        return
    raw = f"“{_raw(left)}” and “{_raw(right)}”"
    if a.high <= 1 and b.high <= 1:
        yield Feature(name="single", value=1.0, detail="each counts one person")
    elif overlaps(a, b):
        if a.low == b.low >= 2 and max(_width(a), _width(b)) <= MOST_WIDTH:
            telling = min(2.0, log10(a.low))
            yield Feature(name="same number", value=telling, detail=f"{raw} are one number")
        elif not (a.is_bounded and b.is_bounded):
            times = _times(_nearer(a), _nearer(b))
            yield Feature(name="other size", value=log(times), detail=f"{raw} can both be right")
    elif max(_width(a), _width(b)) > MOST_WIDTH:
        times = _times(a, b)
        detail = f"{raw} exclude each other, but one is vague"
        yield Feature(name="other size", value=log(times), detail=detail)
    else:
        times = _times(a, b)
        yield Feature(name="other number", value=log(times), detail=f"{raw} exclude each other")
        if left.documents & right.documents and not are_two_speakers(left, right):
            yield Feature(name="told apart", value=1.0, detail="one report gives both numbers")


def are_two_speakers(left: Facts, right: Facts) -> bool:
    """Tells whether two numbers are given by two who are quoted: then they may compete."""
    chains = (left.item.statement.chain, right.item.statement.chain)
    names = {(chain[-1].source.resolved_name or chain[-1].source.name).lower() for chain in chains}
    return len(names) == 2 and all(len(chain) > 1 for chain in chains)


def _voices(left: Facts, right: Facts) -> Iterator[Feature]:
    if left.voice is not None and left.voice == right.voice:
        yield Feature(name="same voice", value=1.0, detail="both are the word of one source")


def _heads(left: Facts, right: Facts) -> Iterator[Feature]:
    """A report begins with its main news, and tells it twice: in the headline and below it."""
    a, b = left.surroundings, right.surroundings
    if a is not None and b is not None and a.is_at_head and b.is_at_head:
        if left.documents & right.documents:
            yield Feature(name="one head", value=1.0, detail="their report opens with both")
        else:
            yield Feature(name="two heads", value=1.0, detail="each opens its report")


def _words(left: Facts, right: Facts) -> Iterator[Feature]:
    a, b = left.surroundings, right.surroundings
    if a is None or b is None:
        return
    words, names = likeness(a.words, b.words), likeness(a.names, b.names)
    if words > 0.0:
        detail = f"{words**2:.0%} of the words around the numbers are in both"
        yield Feature(name="same words", value=words, detail=detail)
    if names > 0.0:
        detail = f"{names**2:.0%} of the names around the numbers are in both"
        yield Feature(name="same names", value=names, detail=detail)


def _days(left: Facts, right: Facts) -> Iterator[Feature]:
    """Days between two reports tell only where a claim does not say itself when it happened."""
    one, other = left.scope, right.scope
    if one.window.is_said and other.window.is_said:
        return
    if one.as_of is not None and other.as_of is not None:
        days = abs(one.as_of - other.as_of)
        if days > 0:
            value = min(days, MOST_DAYS) / MOST_DAYS
            yield Feature(name="days apart", value=value, detail=f"told {days} days apart")


def _reports(left: Facts, right: Facts) -> Iterator[Feature]:
    one, other = left.scope.as_of, right.scope.as_of
    if one is None or other is None or abs(one - other) > NEAR_DAYS:
        return
    own = {_count(left), _count(right)}
    counts = sorted((left.report_counts & right.report_counts) - own)
    if counts:
        value = min(len(counts), MOST_SHARED)
        words = ", ".join(counts[:MOST_SHARED])
        yield Feature(name="same counts", value=value, detail=f"both reports also give {words}")
    places = sorted(left.narrow_places & right.narrow_places)
    if places:
        value = min(len(places), MOST_SHARED)
        words = ", ".join(places[:MOST_SHARED])
        yield Feature(name="same places", value=value, detail=f"both reports speak of {words}")


def _count(facts: Facts) -> str | None:
    """Returns a claim's own number as :func:`report_counts` has it."""
    return next(iter(report_counts([facts.item])), None)


def tie_of(features: Iterable[Feature]) -> float:
    """Returns the log-odds that two claims with these features answer one question."""
    known = weights()
    return known["start"] + sum(known.get(f.name, 0.0) * f.value for f in features)


@cache
def weights() -> Mapping[str, float]:
    """Returns the weights of ``data/question_weights.toml``."""
    text = files("reportedly.link").joinpath("data", "question_weights.toml").read_text("utf-8")
    return {name: float(row["weight"]) for name, row in tomllib.loads(text)["features"].items()}


def _width(interval: Interval) -> float:
    """Returns how wide an interval is beside its low end; a bound counts as its number."""
    if not interval.is_bounded or interval.low <= 0:
        return 0.0
    return (interval.high - interval.low) / interval.low


def _nearer(interval: Interval) -> Interval:
    """Returns a bound as its number: "at least 28" as 28, "up to 40" as 40."""
    if interval.high == inf:
        return Interval(interval.low, interval.low)
    return interval if interval.low > 0 else Interval(interval.high, interval.high)


def _times(a: Interval, b: Interval) -> float:
    """Returns how many times the one is the other, at the ends that lie nearest each other."""
    low, high = (a.high, b.low) if a.high < b.low else (b.high, a.low)
    if low >= high:
        return 1.0
    return MOST_TIMES if low <= 0 else min(MOST_TIMES, high / low)


def _interval(facts: Facts) -> Interval | None:
    quantity = facts.item.claim.quantity
    return None if quantity is None else interval_of(quantity)


def _raw(facts: Facts) -> str:
    quantity = facts.item.claim.quantity
    return "" if quantity is None else quantity.raw
