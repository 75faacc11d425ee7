"""Which counts of a report are part of others: children of people, a town's of a region's.

A wide question and a narrow one are nested, never merged (the toll of a day in the toll of a war).
Whether one count lies in another is told inside one report, where both stand beside each other;
over reports it follows: a question lies in all that any of its claims lies in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportedly.intervals import interval_of
from reportedly.link.keys import (
    EVENT_DAYS,
    LARGEST_INCIDENT,
    PEOPLE_ROLES,
    Scope,
    day_text,
    scope_of,
)
from reportedly.link.scores import (
    SAME_REGION_KM,
    RuledOut,
    best_agreement,
    compare_times,
    distance_km,
    feature,
    place_agreement,
)
from reportedly.link.titles import date_words
from reportedly.link.voices import full_name, voice_key
from reportedly.records import ClaimInContext, Feature, Link, Place, Question, record_id

# Which people are part of which: whoever is not said to be anything else is of the people.
PART_OF: Mapping[str, frozenset[str | None]] = {
    "children": frozenset({"civilians", "people", None}),
    "women": frozenset({"civilians", "people", None}),
    "civilians": frozenset({"people", None}),
    "combatants": frozenset({"people", None}),
}
EVERYBODY: frozenset[str | None] = frozenset({"people", None})
# What a claim marked as a part, one inferred from people or place, and one from a period score.
MARKED, INFERRED, PERIOD = 0.9, 0.7, 0.6


@dataclass(frozen=True, slots=True)
class _Counted:
    """A count of a report: its scope, and the least number that it allows."""

    item: ClaimInContext
    scope: Scope
    low: float


Whole = tuple[_Counted, float, tuple[Feature, ...]]


def parents_of(
    questions: Sequence[Question], links: Iterable[Link]
) -> Mapping[str, frozenset[str]]:
    """Returns, by question id, the questions that it is part of: those its claims are part of."""
    question_of = {claim: question.id for question in questions for claim in question.claim_ids}
    parents: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.kind == "subset-of":
            inner, outer = question_of.get(link.left), question_of.get(link.right)
            if inner is not None and outer is not None and inner != outer:
                parents[inner].add(outer)
    return {question: frozenset(found) for question, found in parents.items()}


def subset_links(items: Iterable[ClaimInContext]) -> Iterator[Link]:
    """Yields, for each count in a report that is part of another, the link to the nearest such.

    Nearest is the total that a marked part stands with; else the smallest count of which it is a
    part by the people, then by the place that they count, then by the period.
    """
    by_document: dict[str, list[_Counted]] = defaultdict(list)
    for item in items:
        scope = scope_of(item)
        interval = None if item.claim.quantity is None else interval_of(item.claim.quantity)
        if scope is not None and interval is not None:
            counted = _Counted(item, scope, max(interval.low, 0.0) or interval.high)
            by_document[item.document_id].append(counted)
    for document in sorted(by_document):
        group = sorted(by_document[document], key=_position)
        for index, part in enumerate(group):
            whole = _marked(part, group[:index]) or _inferred(part, group)
            if whole is not None:
                outer, score, features = whole
                yield _link(part.item, outer.item, score, features)


def _position(counted: _Counted) -> tuple[int, str]:
    quantity = counted.item.claim.quantity
    return (0 if quantity is None else quantity.span.start, counted.item.claim.id)


def _marked(part: _Counted, before: Sequence[_Counted]) -> Whole | None:
    """Returns the total of a claim that is told as a part ("including 7 children").

    It is the nearest count of the same measure before it in the same statement; where the
    statement has none, the nearest before it in the report by the same voice.
    """
    if part.scope.counting != "subset":
        return None
    wholes = [c for c in before if _same_measure(part, c) and c.scope.counting != "subset"]
    same = [c for c in wholes if c.item.statement.id == part.item.statement.id]
    near = same or [c for c in wholes if _voice(c) is not None and _voice(c) == _voice(part)]
    if not near:
        return None
    detail = "the count says that it is a part, and this total stands before it"
    return near[-1], MARKED, (feature("counting", 1.0, detail),)


def _voice(counted: _Counted) -> str | None:
    chain = counted.item.statement.chain
    return voice_key(full_name(chain[-1].source)) if chain else None


def _same_measure(one: _Counted, other: _Counted) -> bool:
    a, b = one.scope, other.scope
    return (a.role, a.unit, a.reality) == (b.role, b.unit, b.reality)


def _inferred(part: _Counted, group: Sequence[_Counted]) -> Whole | None:
    """Returns the smallest count of the report that a count lies in by what it is about."""
    if part.scope.role not in PEOPLE_ROLES or part.scope.unit != "person":
        return None
    larger = [c for c in group if _same_measure(part, c) and c.low > part.low]
    larger.sort(key=lambda c: (c.low, _position(c)))
    for inside in (_by_people, _by_place, _by_period):
        for outer in larger:
            features = inside(part, outer)
            if features is not None:
                return outer, PERIOD if inside is _by_period else INFERRED, features
    return None


def _by_people(part: _Counted, outer: _Counted) -> tuple[Feature, ...] | None:
    """The same event, and part of the people: its children, its civilians."""
    kinds = PART_OF.get(part.scope.population.kind or "", frozenset())
    if outer.scope.population.kind not in kinds or _is_wide(outer) or not _same_time(part, outer):
        return None
    if best_agreement(part.scope.places, outer.scope.places)[0] == 0.0:
        return None
    detail = f"{part.scope.population.kind} are part of {outer.scope.population.kind or 'all'}"
    return (feature("population", 1.0, detail),)


def _by_place(part: _Counted, outer: _Counted) -> tuple[Feature, ...] | None:
    """The same people on the same day, at a place that lies in the other's."""
    if not _same_people(part, outer) or _is_wide(outer) or not _same_time(part, outer):
        return None
    for inner in part.scope.places:
        for place in outer.scope.places:
            if lies_in(inner, place):
                return (feature("place", 1.0, f"{inner.name} lies in {place.name}"),)
    return None


def _by_period(part: _Counted, outer: _Counted) -> tuple[Feature, ...] | None:
    """An event in the toll of a war or a year, at a place that is not elsewhere."""
    if not _is_wide(outer) or _is_wide(part) or outer.scope.counting == "subset":
        return None
    if outer.scope.population.kind not in EVERYBODY and not _same_people(part, outer):
        return None
    first, when = outer.scope.window.first, part.scope.window
    if first is not None and when.is_said and when.last is not None and when.last < first:
        return None
    for inner in part.scope.places:
        if outer.scope.places and not any(
            place_agreement(inner, place)[0] > 0 or lies_in(inner, place)
            for place in outer.scope.places
        ):
            return None
    since = "" if first is None else f" since {date_words(day_text(first))}"
    return (feature("time", 1.0, f"the larger count is of a long time{since}"),)


def _is_wide(counted: _Counted) -> bool:
    """Tells whether a count is of more than an event: of a long time, or of too many for one."""
    window, as_of = counted.scope.window, counted.scope.as_of
    if counted.low > LARGEST_INCIDENT:
        return True
    last = window.last if window.last is not None else as_of
    return (
        window.is_said
        and window.first is not None
        and last is not None
        and last - window.first > EVENT_DAYS
    )


def _same_time(one: _Counted, other: _Counted) -> bool:
    return not isinstance(compare_times(one.scope, other.scope), RuledOut)


def _same_people(one: _Counted, other: _Counted) -> bool:
    a, b = one.scope.population.kind, other.scope.population.kind
    return a == b or b in EVERYBODY


def lies_in(inner: Place, outer: Place) -> bool:
    """Tells whether a place lies in a wider one: a town in its region or country.

    No borders of regions are known here: a town lies in a region of its country if it is as near to
    the region's middle as a middling region is broad.
    """
    if inner.country is None or inner.country != outer.country:
        return False
    if outer.precision == "country":
        return inner.precision != "country"
    if outer.precision == "region":
        narrow = inner.precision in {"city", "exact"}
        return narrow and distance_km(inner, outer) <= SAME_REGION_KM
    return False


def _link(
    part: ClaimInContext, whole: ClaimInContext, score: float, features: tuple[Feature, ...]
) -> Link:
    return Link(
        id=record_id("link", "subset-of", part.claim.id, whole.claim.id),
        left=part.claim.id,
        right=whole.claim.id,
        kind="subset-of",
        score=score,
        features=features,
    )
