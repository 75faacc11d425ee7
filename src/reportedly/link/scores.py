"""How well two claims agree in what they are about: each comparison one documented function.

A comparison gives a feature (its value from 0 to 1, and the reason in words) or rules the pair out
with a reason. Numbers are left aside here: two claims that disagree on the number answer the same
question all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, inf, radians, sin, sqrt

from reportedly.intervals import interval_of, overlaps
from reportedly.link.keys import (
    EVENT_DAYS,
    LARGEST_INCIDENT,
    NEWS_DAYS,
    Facts,
    Scope,
    Window,
    place_key,
)
from reportedly.link.ties import are_two_speakers, tie_of, ties
from reportedly.records import Feature, Place

# Two places this near to each other are one place for a question: the extent of a city, and of a
# region or area (half the breadth of a middling one).
SAME_CITY_KM = 15.0
SAME_REGION_KM = 150.0
# How well two claims agree that say no more than the country: in a war most of them do. Less than
# where one says a town of the other's country. From 0.3 to 0.6 about as well on the judged pairs.
SAME_COUNTRY = 0.4
# Log-odds below which two claims do not come together through a third either. The dev half of
# eval/pairs hardly tells -0.5 from -2; from here up the bundled examples fall apart.
APART = -0.6
# A running total is taken for the same toll as an earlier count only up to this factor.
TOLL_FACTOR = 3.0
# Days by which the starts of two running totals may differ and still be the same start.
SAME_START_DAYS = 3


@dataclass(frozen=True, slots=True)
class RuledOut:
    """Why two claims do not answer the same question.

    ``is_hard`` is false where nothing speaks for one question but nothing against it either: such
    a pair may still come together through a third claim. ``is_unlikely`` tells that no rule parts
    them, but that so much speaks against one question that few such pairs may come together.
    """

    reason: str
    is_hard: bool = True
    is_unlikely: bool = False


def feature(name: str, value: float, detail: str) -> Feature:
    """Returns a feature: its name, its value and the detail in words."""
    return Feature(name=name, value=value, detail=detail)


def compare(left: Facts, right: Facts) -> tuple[Feature, ...] | RuledOut:
    """Returns the features in which two claims agree, or what rules them out.

    Where nothing rules them out, the features are weighed: too little that speaks for one
    question rules the pair out as well, but not for good.
    """
    found = features_of(left, right)
    if isinstance(found, RuledOut):
        return found
    tie = tie_of(found)
    if tie >= 0.0:
        return found
    reason = "too little says that they are of one event"
    return RuledOut(reason, is_hard=False, is_unlikely=tie < APART)


def features_of(left: Facts, right: Facts) -> tuple[Feature, ...] | RuledOut:
    """Returns the features in which two claims agree and differ, or what rules them out."""
    a, b = left.scope, right.scope
    if (a.role, a.unit, a.reality) != (b.role, b.unit, b.reality):
        return RuledOut("they count different things")
    if a.unit != "person" and a.per != b.per:
        return RuledOut("their numbers are per different units")
    found = []
    for result in (
        compare_population(a, b),
        compare_counting(left, right),
        compare_times(a, b),
        compare_places(left, right),
        told_apart(left, right),
    ):
        if isinstance(result, RuledOut):
            return result
        if result is not None:
            found.append(result)
    return (*found, *ties(left, right))


def compare_population(a: Scope, b: Scope) -> Feature | RuledOut:
    """Compares who is counted: nationality, kind, noun.

    "Syrian" and "Turkish" are two populations; so are "children" and "people". A count that does
    not say whom it counts may be of either.
    """
    one, other = a.population, b.population
    if one.nationalities and other.nationalities and not one.nationalities & other.nationalities:
        return RuledOut("they count people of different nationality")
    if one.kind is not None and other.kind is not None and one.kind != other.kind:
        return RuledOut(f"they count {one.kind} and {other.kind}")
    if one.noun is not None and one.noun == other.noun:
        return feature("population", 1.0, f"both count “{one.noun}”")
    if one.kind is not None and one.kind == other.kind:
        return feature("population", 0.8, f"both count {one.kind}")
    if one.kind is None and other.kind is None and one.noun is not None and other.noun is not None:
        # People are named in many ways; what is said of vehicles and houses is what they are.
        is_hard = a.unit != "person"
        return RuledOut(f"they count “{one.noun}” and “{other.noun}”", is_hard=is_hard)
    return feature("population", 0.4, "one of them does not say what kind of people it counts")


def compare_counting(left: Facts, right: Facts) -> Feature | RuledOut | None:
    """Compares how they count: totals with totals, parts with parts, running totals apart."""
    a, b = left.scope, right.scope
    kinds = {a.counting, b.counting}
    if kinds == {"cumulative"} and a.window.first != b.window.first:
        are_tolls = _is_toll_of_event(left) and _is_toll_of_event(right)
        if not are_tolls and not _is_near(left, right):
            return RuledOut("two running totals of different size, without the same start")
    if len(kinds) == 1:
        return None
    if kinds == {"total", "subset"}:
        if a.population.kind == b.population.kind and a.population.kind in {"children", "women"}:
            return feature("counting", 0.8, f"one counts {a.population.kind} as part of a total")
        return RuledOut("one is a part, the other a total")
    if kinds == {"total", "cumulative"}:
        return _same_toll(left, right)
    if kinds == {"total", "increment"} and _numbers_agree(left, right):
        return feature("counting", 0.4, "one number, told once as an addition (“another 62”)")
    return RuledOut(f"one is {_a(a.counting)}, the other {_a(b.counting)}")


def compare_times(a: Scope, b: Scope) -> Feature | RuledOut:
    """Compares when it happened: the windows must meet, and a day is not compared with a war."""
    one, other = a.window, b.window
    both_said = one.is_said and other.is_said
    if "cumulative" in {a.counting, b.counting} and (both_said or a.counting != b.counting):
        return _compare_starts(one, other, a.counting == b.counting)
    if not _windows_meet(one, other):
        return RuledOut("they speak of different times")
    if _is_period(one) != _is_period(other):
        return RuledOut("one speaks of a period, the other of an event")
    if one.is_said and other.is_said:
        same = one.first == other.first and one.last == other.last
        if same:
            return feature("time", 1.0, "same time")
        return feature("other time", 1.0, "both say when, and their times overlap")
    if one.is_said or other.is_said:
        return feature("time", 0.5, "one gives no time; its report is of those days")
    if one.last is None or other.last is None:
        return feature("time", 0.3, "neither the time nor the date of the report is known")
    return feature("time", 0.4, "neither gives a time; the reports are of the same days")


def compare_places(left: Facts, right: Facts) -> Feature | RuledOut:
    """Compares where it happened; a claim without a place may be at any place its report names."""
    a, b = left.scope.places, right.scope.places
    around_a, around_b = (*a, *left.nearby), (*b, *right.nearby)
    if around_a and around_b:
        best = best_agreement(a, b)
        if best[0] > 0.0:
            return feature("place", *best)
        if a and b and left.documents & right.documents:
            # "28 were killed in the one town, and 28 in the other": the report tells them apart.
            return RuledOut("one report gives them at different places")
        # The clause beside it may say where: "14 were killed when shells struck the town".
        wider = best_agreement(around_a, around_b)
        if wider[0] == 0.0:
            return RuledOut("they speak of different places")
        return feature("place", 0.6 * wider[0], f"{wider[1]}, by the words around them")
    if left.documents & right.documents:
        said = 0.4 if a or b else 0.2
        return feature("place", said, "one gives no place; they stand in one report")
    names_a = frozenset(place_key(p.name) for p in around_a) or left.report_places
    names_b = frozenset(place_key(p.name) for p in around_b) or right.report_places
    if names_a & names_b:
        shared = ", ".join(sorted(names_a & names_b)[:3])
        return feature("place", 0.4, f"both reports speak of {shared}")
    if left.voice is not None and left.voice == right.voice and not around_a + around_b:
        return feature("place", 0.2, "neither gives a place; they have one speaker")
    return RuledOut("nothing says that they speak of the same place", is_hard=False)


def told_apart(left: Facts, right: Facts) -> RuledOut | None:
    """Rules out two numbers that one voice gives in one report and that cannot both be right.

    Nobody answers one question twice, differently, in one breath: the report tells two things
    apart that the records cannot.
    """
    if left.voice != right.voice or not left.documents & right.documents:
        return None
    if are_two_speakers(left, right):
        return None  # neither is known by name: "the army said 12, the rebels said 40"
    if {left.scope.counting, right.scope.counting} == {"total", "cumulative"}:
        return None  # a running toll is told beside what it was the day before
    one, other = left.item.claim.quantity, right.item.claim.quantity
    if one is None or other is None or interval_of(one) is None or interval_of(other) is None:
        return None
    if not _numbers_agree(left, right):
        return RuledOut("one voice gives both numbers in one report, so they are of two things")
    return None


def best_agreement(one: Sequence[Place], other: Sequence[Place]) -> tuple[float, str]:
    """Returns the best agreement of a place of the one with a place of the other, and why."""
    found = (place_agreement(p, q) for p in one for q in other)
    return max(found, key=lambda result: result[0], default=(0.0, "no place"))


def place_agreement(one: Place, other: Place) -> tuple[float, str]:
    """Returns how well two places agree, from 0 to 1, and why."""
    a, b = place_key(one.name), place_key(other.name)
    if a == b or (one.geonames_id is not None and one.geonames_id == other.geonames_id):
        is_country = "country" in {one.precision, other.precision}
        return SAME_COUNTRY if is_country else 1.0, f"both in {one.name}"
    if set(a.split()) < set(b.split()) or set(b.split()) < set(a.split()):
        return 0.9, f"{one.name} and {other.name}"
    wide = "country" in {one.precision, other.precision}
    if wide and one.precision != other.precision:
        if one.country is not None and one.country == other.country:
            return 0.5, f"one of {one.name} and {other.name} lies in the other"
        return 0.0, "different countries"
    km = distance_km(one, other)
    is_broad = bool({"region", "area"} & {one.precision, other.precision})
    if km <= (SAME_REGION_KM if is_broad and not wide else SAME_CITY_KM):
        return 0.6, f"{one.name} and {other.name} are {km:.0f} km apart"
    return 0.0, "different places"


def distance_km(one: Place, other: Place) -> float:
    """Returns the great-circle distance of two places in km; infinite if either is unknown."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return inf
    lat_a, lat_b = radians(one.lat), radians(other.lat)
    half = sin((lat_b - lat_a) / 2) ** 2
    half += cos(lat_a) * cos(lat_b) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(min(1.0, half)))


def _same_toll(left: Facts, right: Facts) -> Feature | RuledOut:
    """A running total continues a count of the same days: the toll of an event, as it rises.

    One that says since when it counts, or too many for an event, continues it only if it is the
    same speaker's and not far from it.
    """
    reason = "one is a running total, the other not"
    a, b = left.scope, right.scope
    if a.as_of is None or b.as_of is None or abs(a.as_of - b.as_of) > NEWS_DAYS:
        return RuledOut(reason)
    if _is_toll_of_event(left if a.counting == "cumulative" else right):
        return feature("rising toll", 1.0, "one is a toll so far, which may have risen to it")
    if not _is_near(left, right):
        return RuledOut(reason)
    if left.voice is None or left.voice != right.voice:
        # It may still be the toll of the same event, if its own speaker's counts show that.
        return RuledOut(reason, is_hard=False)
    return feature("counting", 0.6, "the same speaker's running toll")


def _is_toll_of_event(total: Facts) -> bool:
    """Tells whether a running total may be of one event: few enough, and of no time or one day."""
    window, low = total.scope.window, _low(total)
    is_of_a_day = not window.is_said or (window.first is not None and window.first == window.last)
    return is_of_a_day and low is not None and low <= LARGEST_INCIDENT


def _numbers_agree(left: Facts, right: Facts) -> bool:
    one, other = left.item.claim.quantity, right.item.claim.quantity
    if one is None or other is None:
        return False
    x, y = interval_of(one), interval_of(other)
    return x is not None and y is not None and overlaps(x, y)


def _is_near(left: Facts, right: Facts) -> bool:
    one, other = _low(left), _low(right)
    if one is None or other is None or min(one, other) <= 0:
        return False
    return max(one, other) <= TOLL_FACTOR * min(one, other)


def _low(facts: Facts) -> float | None:
    quantity = facts.item.claim.quantity
    return (
        None if quantity is None else (quantity.low if quantity.low is not None else quantity.high)
    )


def _compare_starts(one: Window, other: Window, both_cumulative: bool) -> Feature | RuledOut:
    if not both_cumulative:
        # The toll of an event is given as of later days: it may not begin before the event.
        if _windows_meet(_open(one), _open(other)) and not (_is_period(one) or _is_period(other)):
            return feature("time", 0.5, "a toll as of a later day")
        return RuledOut("they speak of different times")
    if one.first is None or other.first is None:
        return feature("time", 0.3, "one running total does not say since when it counts")
    if abs(one.first - other.first) > SAME_START_DAYS:
        return RuledOut("their running totals start at different times")
    return feature("time", 0.9, "running totals with the same start")


def _open(window: Window) -> Window:
    first = window.first if window.first is None else window.first - NEWS_DAYS
    return Window(first=first, last=window.last, is_said=window.is_said)


def _windows_meet(one: Window, other: Window) -> bool:
    low = max(-inf if w.first is None else w.first for w in (one, other))
    high = min(inf if w.last is None else w.last for w in (one, other))
    return low <= high


def _is_period(window: Window) -> bool:
    if window.first is None:
        return False  # "in recent days": how many is not said
    if window.last is None:
        return window.is_said
    return window.last - window.first >= EVENT_DAYS


def _a(counting: str) -> str:
    return {"increment": "an increase", "cumulative": "a running total"}.get(
        counting, f"a {counting}"
    )
