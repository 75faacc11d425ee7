"""A speaker who says two things that cannot both be, in one report or on one day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from reportedly.assess.labels import telling_words
from reportedly.assess.reading import (
    allowed,
    counts_people,
    figure_words,
    make_finding,
    speaker,
    speaker_key,
)
from reportedly.assess.scopes import countries_of, differences, scene_of
from reportedly.intervals import Interval, overlaps
from reportedly.records import ClaimInContext, Finding, Role, Step

# Measures of which one speaker gives one number for one place and time.
MEASURED: frozenset[Role] = frozenset(
    {"killed", "injured", "missing", "captured", "killed-or-injured", "injured-or-missing",
     "transferred", "deployed", "displaced"}
)  # fmt: skip


def check_own_words(items: Sequence[ClaimInContext]) -> Iterator[Finding]:
    """Yields the pairs of totals that one speaker gives in one report and that exclude each other.

    Both must say the same place, the same time and the same people in so many words: a report that
    tells of two strikes gives two tolls, and no speaker is against own words by that.
    """
    groups: dict[tuple[object, ...], list[ClaimInContext]] = defaultdict(list)
    for item in items:
        if _is_total(item):
            groups[_scope(item)].append(item)
    for claims in groups.values():
        apart = {allowed(item): item for item in reversed(claims)}
        for one, other in combinations(reversed(apart.values()), 2):
            a, b = allowed(one), allowed(other)
            if a is None or b is None or overlaps(a, b) or differences(one, other):
                continue
            # "Eight killed and 14 hurt": in one breath two numbers are two things, however read.
            if one.statement.id == other.statement.id:
                continue
            yield own_words_finding(one, other, f"in one report ({speaker(one)})")


def own_words_finding(one: ClaimInContext, other: ClaimInContext, where: str) -> Finding:
    """Returns the finding that a speaker's two numbers have no common value."""
    who = speaker(one)
    return make_finding(
        "speaker against own words",
        f"{who} gives {figure_words(one)} and {figure_words(other)}, {where}. They exclude each "
        "other, and no difference of place, time or people is said.",
        [one, other],
        [
            Step(text=f"{figure_words(item)} allows", result=_interval_words(allowed(item)))
            for item in (one, other)
        ],
        "worth a look",
    )


def _is_total(item: ClaimInContext) -> bool:
    return (
        item.claim.role in MEASURED
        and item.claim.counting in {"total", "cumulative"}
        and item.claim.modality == "actual"
        and item.claim.polarity == "positive"
        and item.statement.stance not in {"denies", "retracts"}
        and len(item.statement.chain) > 1
        and counts_people(item)
        and len(scene_of(item)) > 0
        and item.claim.time is not None
        and item.claim.time.span is not None
    )


def _scope(item: ClaimInContext) -> tuple[object, ...]:
    quantity, time = item.claim.quantity, item.claim.time
    return (
        speaker_key(item),
        item.claim.role,
        item.claim.counting,
        scene_of(item),
        countries_of(item),
        None if time is None else (time.first, time.last),
        telling_words(None if quantity is None else quantity.counted),
    )


def _interval_words(interval: Interval | None) -> str:
    if interval is None:
        return "no number"
    if interval.low == interval.high:
        return f"{interval.low:,.0f}"
    low = "nothing" if interval.low <= 0 else f"{interval.low:,.0f}"
    return f"{low} and above" if interval.high == float("inf") else f"{low} to {interval.high:,.0f}"
