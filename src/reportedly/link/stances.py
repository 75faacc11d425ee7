"""Denials and retractions without a number of their own, brought to the question they bear on.

"The ministry denies that soldiers were captured" gives no number, and yet whoever asks how many
were captured must hear it. A confirmation in so many words is not brought: it does not say which
of the numbers it confirms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from reportedly.link.keys import (
    NEWS_DAYS,
    Population,
    as_of_day,
    counted_population,
    main_places,
    place_key,
)
from reportedly.link.origins import Names, key_of, voice_of
from reportedly.link.scores import best_agreement
from reportedly.records import ClaimInContext, Event

# Events of which the count measures the deed itself: who denies it denies the count. To deny an
# attack is to deny having done it, not how many died.
COUNTED_DEEDS: frozenset[Event] = frozenset(
    {"transfer", "coerce", "recruit", "displace", "mobilize", "pay"}
)
BROUGHT = frozenset({"denies", "retracts"})


def stances_by_cluster(
    items: Sequence[ClaimInContext],
    clusters: Sequence[Sequence[ClaimInContext]],
    names: Names,
) -> dict[int, list[ClaimInContext]]:
    """Returns, by the position of a cluster, the denials and retractions that bear on it."""
    by_event: dict[Event, list[tuple[int, ClaimInContext]]] = defaultdict(list)
    for number, cluster in enumerate(clusters):
        for item in cluster:
            if item.claim.event in COUNTED_DEEDS:
                by_event[item.claim.event].append((number, item))
    places = _report_places(items)
    found: dict[int, list[ClaimInContext]] = defaultdict(list)
    for item in items:
        event = item.claim.event
        if item.claim.quantity is not None or item.statement.stance not in BROUGHT or event is None:
            continue
        reached = {
            number
            for number, told in by_event.get(event, ())
            if bears_on(item, told, names, places)
        }
        for number in sorted(reached):
            found[number].append(item)
    return found


def bears_on(
    stance: ClaimInContext,
    told: ClaimInContext,
    names: Names,
    places: Mapping[str, frozenset[str]],
) -> bool:
    """Tells whether a denial or retraction speaks of what a numbered claim tells.

    A retraction takes back what the same voice is said to have claimed in the same report. A
    denial is of the same report, or of reports of the same fortnight that share a place; it must
    not speak of other people or another place.
    """
    same_report = stance.document_id == told.document_id
    if stance.statement.stance == "retracts":
        return same_report and _voice(stance, names) == _voice(told, names)
    one, other = as_of_day(stance), as_of_day(told)
    if not same_report and (one is None or other is None or abs(one - other) > NEWS_DAYS):
        return False
    if not same_report and not places[stance.document_id] & places[told.document_id]:
        return False
    here, there = main_places(stance.claim), main_places(told.claim)
    if here and there and best_agreement(here, there)[0] == 0.0:
        return False
    return _same_people(stance, told)


def _same_people(stance: ClaimInContext, told: ClaimInContext) -> bool:
    counted = counted_population(told.claim.quantity.counted if told.claim.quantity else None)
    named = [counted_population(target.name) for target in stance.claim.targets]
    return len(named) == 0 or any(_is_same(population, counted) for population in named)


def _is_same(one: Population, other: Population) -> bool:
    if one.noun is not None and other.noun is not None:
        return one.noun == other.noun or (one.kind is not None and one.kind == other.kind)
    return one.kind is None or other.kind is None or one.kind == other.kind


def _voice(item: ClaimInContext, names: Names) -> str | None:
    voice = voice_of(item.statement, item.publisher)
    return None if voice is None else key_of(voice, names)


def _report_places(items: Sequence[ClaimInContext]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for item in items:
        found[item.document_id].update(place_key(place.name) for place in item.claim.places)
    return {document: frozenset(names) for document, names in found.items()}
