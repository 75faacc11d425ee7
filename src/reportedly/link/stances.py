"""Denials and retractions without a number of their own, brought to the question they bear on.

"The ministry denies that soldiers were captured" gives no number, and yet whoever asks how many
were captured must hear it. A confirmation in so many words is not brought: it does not say which
of the numbers it confirms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from reportedly.link.keys import (
    NEWS_DAYS,
    Population,
    as_of_day,
    counted_population,
    main_places,
)
from reportedly.link.scores import best_agreement
from reportedly.link.voices import Names, key_of, voice_of
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
    places: Mapping[str, frozenset[str]],
) -> dict[int, list[ClaimInContext]]:
    """Returns, by the position of a cluster, the denials and retractions that bear on it."""
    met: dict[tuple[object, ...], list[tuple[int, ClaimInContext]]] = defaultdict(list)
    for number, cluster in enumerate(clusters):
        for item in cluster:
            for key in deed_keys(item, places[item.document_id]):
                met[key].append((number, item))
    found: dict[int, list[ClaimInContext]] = defaultdict(list)
    for item in items:
        if not is_brought(item):
            continue
        reached = {
            number
            for key in deed_keys(item, places[item.document_id])
            for number, told in met.get(key, ())
            if bears_on(item, told, names, places)
        }
        for number in sorted(reached):
            found[number].append(item)
    return found


def is_brought(item: ClaimInContext) -> bool:
    """Tells whether a claim is a denial or retraction without a number of its own."""
    return item.claim.quantity is None and item.statement.stance in BROUGHT


def deed_keys(item: ClaimInContext, places: Collection[str]) -> Iterator[tuple[object, ...]]:
    """Yields keys of a denial, or of a claim that one may bear on; no shared key, no bearing.

    ``places`` are the names of all places in its report. A deed is met in the report itself, and
    by the places of reports at most a fortnight apart.
    """
    event = item.claim.event
    if event not in COUNTED_DEEDS:
        return
    yield ("deed", event, item.document_id)
    day = as_of_day(item)
    if day is not None:
        for name in sorted(places):
            for period in (day // NEWS_DAYS, day // NEWS_DAYS + 1):
                yield ("deed", event, name, period)


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
