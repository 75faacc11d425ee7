"""What two counts differ in besides their numbers: place, time, people, kind of count.

Every check asks this first: two numbers that do not count the same thing can't disagree.
"""

from __future__ import annotations

from reportedly.assess.labels import peoples_of
from reportedly.assess.reading import days_apart, kind_counted
from reportedly.records import ClaimInContext, Time

# Where it happens; where people come from or pass through tells who they are, not where.
SCENE = frozenset({"at", "to", "near"})


def differences(
    one: ClaimInContext, other: ClaimInContext, *, is_part: bool = False
) -> tuple[str, ...]:
    """Returns what two claims differ in, in words, that may explain two unlike numbers.

    Only what both say counts as a difference: a claim without a place may be of any. A part
    (``is_part``) differs from its whole in people and kind of count by being one.
    """
    found: tuple[str | None, ...] = (_place_difference(one, other), _time_difference(one, other))
    if not is_part:
        found += (_people_difference(one, other), _counting_difference(one, other))
    return tuple(difference for difference in found if difference is not None)


def is_tied(one: ClaimInContext, other: ClaimInContext) -> bool:
    """Tells whether two claims say that they are of one event: the same town or towns, one time.

    A region or a country sees several events of a day, and "in Selmak and Corrin" sums up two.
    Where neither says a time, both must be published within a day of each other.
    """
    towns = towns_of(one)
    if len(towns) == 0 or towns != towns_of(other):
        return False
    a, b = one.claim.time, other.claim.time
    if a is not None and b is not None:
        return _ends(a) == _ends(b)
    apart = days_apart(one.published, other.published)
    return a is None and b is None and apart is not None and apart <= 1


def towns_of(item: ClaimInContext) -> frozenset[str]:
    """Returns the names of the towns and villages where what is counted happened."""
    return frozenset(
        place.name
        for place in item.claim.places
        if place.role in SCENE and place.precision not in {"region", "country", "area"}
    )


def explained(found: tuple[str, ...]) -> str:
    """Returns the sentence that names differences, with a blank in front; empty for none."""
    return f" They may differ in {'; and in '.join(found)}." if found else ""


def scene_of(item: ClaimInContext) -> frozenset[str]:
    """Returns the names of the places where what is counted happened."""
    return frozenset(place.name for place in item.claim.places if place.role in SCENE)


def countries_of(item: ClaimInContext) -> frozenset[str]:
    """Returns the codes of the countries where what is counted happened."""
    return frozenset(
        place.country
        for place in item.claim.places
        if place.role in SCENE and place.country is not None
    )


def _place_difference(one: ClaimInContext, other: ClaimInContext) -> str | None:
    left, right = scene_of(one), scene_of(other)
    if not left or not right or left & right:
        return None
    # A region lies in its country and may border another: "near Armenia" is no place but there.
    is_wide = scene_of(one) != towns_of(one) or scene_of(other) != towns_of(other)
    if is_wide and countries_of(one) & countries_of(other):
        return None
    return f"places ({', '.join(sorted(left))}; {', '.join(sorted(right))})"


def _time_difference(one: ClaimInContext, other: ClaimInContext) -> str | None:
    a, b = one.claim.time, other.claim.time
    if a is None or b is None or _ends(a) == _ends(b):
        return None
    return f"times ({a.raw}; {b.raw})"


def _ends(time: Time) -> tuple[str | None, str | None]:
    return time.first, time.last


def _people_difference(one: ClaimInContext, other: ClaimInContext) -> str | None:
    a, b = kind_counted(one), kind_counted(other)
    if a is not None and b is not None and a != b:
        return f"people ({a}; {b})"
    left, right = peoples_of(one), peoples_of(other)
    if left and right and not left & right:
        return f"people ({_counted(one)}; {_counted(other)})"
    return None


def _counting_difference(one: ClaimInContext, other: ClaimInContext) -> str | None:
    a, b = one.claim.counting, other.claim.counting
    if a is None or b is None or a == b:
        return None
    kind = kind_counted(one)
    if (
        {a, b} == {"subset", "total"}
        and kind == kind_counted(other)
        and kind not in {None, "people"}
    ):
        return None  # "among them 15 children" counts children as "15 children died" does
    return f"kind of count ({a}; {b})"


def _counted(item: ClaimInContext) -> str:
    quantity = item.claim.quantity
    return "" if quantity is None else quantity.counted or ""
