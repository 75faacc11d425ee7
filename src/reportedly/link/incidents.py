"""Which reports tell of one incident: reports compared by when, where, how many, and in what words.

An incident is what the reports are mainly about. Two reports are compared feature by feature, each
a plain function with its reason in words; the weights are fitted (``training/incident_weights.py``)
and stand with an explanation in ``data/incident_weights.toml``. Names of people are not compared:
only words in lower case and names of places are.
"""

from __future__ import annotations

import heapq
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import inf, log, sqrt

from reportedly.link.fingerprints import function_words
from reportedly.link.keys import PEOPLE_ROLES, day_number, place_key
from reportedly.link.scores import feature
from reportedly.records import Claim, Document, Feature, record_id

# Words shorter than this ("in", "of") tell nothing of an event.
SHORTEST_WORD = 3
# A name of a place weighs half as much again as a common word: fewer reports share it by chance.
PLACE_WEIGHT = 1.5
# Reports whose days lie further apart than this are not compared: news of an incident is of weeks.
MOST_DAYS = 31
# Beyond this many days, distance says nothing more: a report of an arrest, or of a funeral, may be
# of any later day.
TELLING_DAYS = 3
# Words and places that more than this share of the reports have bring no two reports together.
COMMON_SHARE = 0.1
# How many reports the weights were fitted on. In a smaller ledger it is chance which words few
# reports have: there, words weigh as if so many other reports had none of them.
FITTED_REPORTS = 400
# Counts above this are of a war or a year, not of an incident (as for the casualty figures).
LARGEST_INCIDENT = 2000
# Two counts this near (the smaller over the larger) are taken for one toll told at two times.
NEAR_COUNT = 0.75
# The said days of this many claims, in text order, are taken for the day of the incident.
LEADING_CLAIMS = 6
# However rare what two reports share: no single agreement weighs more than one in 400.
MOST_TELLING = 6.0

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportProfile:
    """What a report is compared by: its day, words, places, counts and the days that it names.

    ``places`` are the places in its claims that are narrower than a country; ``counts`` the numbers
    of people by role; ``toll`` the first count of killed (of several, if one counts several),
    ``None`` where there is none.
    """

    document_id: str
    day: int | None
    words: Mapping[str, int]
    places: frozenset[str]
    counts: frozenset[str]
    toll: float | None
    said_days: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportGroup:
    """Reports that tell of one incident. ``features`` are those of the weakest pair that holds it.

    ``score`` is the mean log-odds of its pairs; ``None`` for an incident with one report.
    """

    id: str
    document_ids: tuple[str, ...]
    score: float | None
    features: tuple[Feature, ...]


def profile_of(document: Document, claims: Iterable[Claim]) -> ReportProfile:
    """Returns what a report is compared by, from its text and its claims."""
    text = f"{document.title or ''}. {document.text}"
    ordered = sorted(claims, key=lambda claim: (claim.evidence.start, claim.id))
    counts = [(claim, number) for claim in ordered if (number := _people(claim)) is not None]
    tolls = [
        number for claim, number in counts if claim.role == "killed" and claim.counting != "subset"
    ]
    days = (
        day_number(claim.time.first)
        for claim in [c for c in ordered if c.role in PEOPLE_ROLES][:LEADING_CLAIMS]
        if claim.time is not None and claim.time.first == claim.time.last
    )
    return ReportProfile(
        document_id=document.id,
        day=day_number(document.published),
        words=Counter(
            word
            for word in WORD.findall(text)
            if word.islower() and len(word) >= SHORTEST_WORD and word not in function_words()
        ),
        places=frozenset(
            place_key(place.name)
            for claim in ordered
            for place in claim.places
            if place.precision not in {"country", "area"}
        ),
        counts=frozenset(f"{number:.0f} {claim.role}" for claim, number in counts),
        toll=next((number for number in tolls if number > 1), next(iter(tolls), None)),
        said_days=frozenset(day for day in days if day is not None),
    )


def _people(claim: Claim) -> float | None:
    """Returns how many people a claim counts in an incident; ``None`` where it counts none."""
    quantity = claim.quantity
    if quantity is None or claim.role not in PEOPLE_ROLES or claim.modality != "actual":
        return None
    number = quantity.low if quantity.low is not None else quantity.high
    return number if number is not None and 0 < number <= LARGEST_INCIDENT else None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How telling words, places and counts are: the logarithm of one over the share that has them.

    The share is of FITTED_REPORTS where there are fewer. Places are marked with ``@``, counts with
    ``#``, tolls with ``=``.
    """

    weights: Mapping[str, float]
    vectors: Mapping[str, Mapping[str, float]]
    common: frozenset[str]


def vocabulary_of(profiles: Sequence[ReportProfile]) -> Vocabulary:
    """Returns the weights of words over some reports, and each report's vector of length one."""
    terms = {profile.document_id: _terms(profile) for profile in profiles}
    frequency = Counter(term for found in terms.values() for term in found)
    for profile in profiles:
        frequency.update(f"#{count}" for count in profile.counts)
        frequency.update([f"={profile.toll}"])
    total = max(len(profiles), FITTED_REPORTS)
    weights = {term: log(total / n) for term, n in frequency.items()}
    vectors = {}
    for document_id, found in terms.items():
        raw = {
            term: weights[term] * (PLACE_WEIGHT if term.startswith("@") else 1 + log(n))
            for term, n in found.items()
        }
        # Words of one report alone count here too: few reports share few words, and if these were
        # all, the one word that two reports share would make them equal.
        length = sqrt(sum(value * value for value in raw.values())) or 1.0
        vectors[document_id] = {
            term: value / length for term, value in raw.items() if frequency[term] > 1
        }
    most = COMMON_SHARE * total
    common = frozenset(term for term, n in frequency.items() if n > most)
    return Vocabulary(weights=weights, vectors=vectors, common=common)


def _terms(profile: ReportProfile) -> dict[str, int]:
    return {**profile.words, **{f"@{name}": 1 for name in profile.places}}


def compare_reports(
    one: ReportProfile, other: ReportProfile, vocabulary: Vocabulary
) -> tuple[Feature, ...]:
    """Returns the features in which two reports agree or differ, each with its reason."""
    features = [_words(one, other, vocabulary), *_places(one, other, vocabulary)]
    features += [*_days(one, other), *_said_days(one, other), *_counts(one, other, vocabulary)]
    return tuple(features)


def _words(one: ReportProfile, other: ReportProfile, vocabulary: Vocabulary) -> Feature:
    a, b = (vocabulary.vectors[profile.document_id] for profile in (one, other))
    if len(a) > len(b):
        a, b = b, a
    shared = {term: value * b[term] for term, value in a.items() if term in b}
    telling = sorted(shared, key=lambda term: (-shared[term], term))[:3]
    words = ", ".join(term.lstrip("@") for term in telling)
    return feature("words", sum(shared.values()), f"most telling words in common: {words}")


def _places(one: ReportProfile, other: ReportProfile, vocabulary: Vocabulary) -> Iterator[Feature]:
    shared = one.places & other.places
    if len(shared) > 0:
        rarest = max(vocabulary.weights.get(f"@{name}", 0.0) for name in shared)
        rarest = min(rarest, MOST_TELLING)
        yield feature("same place", rarest, f"both speak of {', '.join(sorted(shared)[:3])}")
    elif one.places and other.places:
        yield feature("no common place", 1.0, "they name different places")


def _days(one: ReportProfile, other: ReportProfile) -> Iterator[Feature]:
    if one.day is None or other.day is None:
        return
    apart = abs(one.day - other.day)
    if apart == 0:
        yield feature("same day", 1.0, "published on one day")
    elif apart > 1:
        days = min(apart, TELLING_DAYS)
        yield feature("days apart", days, f"published {apart} days apart")


def _said_days(one: ReportProfile, other: ReportProfile) -> Iterator[Feature]:
    if one.said_days and other.said_days and not one.said_days & other.said_days:
        yield feature("other said day", 1.0, "they name different days of the event")


def _counts(one: ReportProfile, other: ReportProfile, vocabulary: Vocabulary) -> Iterator[Feature]:
    shared = sorted(one.counts & other.counts)
    if len(shared) > 0:
        telling = sum(vocabulary.weights.get(f"#{count}", 0.0) for count in shared)
        words = ", ".join(shared[:3])
        yield feature("same counts", min(telling, MOST_TELLING), f"both give {words}")
    a, b = one.toll, other.toll
    if a is None or b is None:
        return
    if a == b:
        telling = min(vocabulary.weights.get(f"={a}", 0.0), MOST_TELLING)
        yield feature("same toll", telling, f"both begin with {a:.0f} killed")
    elif min(a, b) >= NEAR_COUNT * max(a, b):
        yield feature("near toll", 1.0, f"{a:.0f} and {b:.0f} killed are of one size")
    else:
        ratio = log(max(a, b) / min(a, b))
        yield feature("other toll", min(ratio, 2.0), f"{a:.0f} and {b:.0f} killed")


@cache
def weights() -> Mapping[str, float]:
    """Returns the weights of the features, and of ``start``: the log-odds without any of them."""
    table = tomllib.loads(
        files("reportedly.link").joinpath("data", "incident_weights.toml").read_text("utf-8")
    )
    return {name: float(row["weight"]) for name, row in table["features"].items()}


def score_of(features: Iterable[Feature], known: Mapping[str, float]) -> float:
    """Returns the log-odds that two reports tell of one incident."""
    return known["start"] + sum(known.get(f.name, 0.0) * f.value for f in features)


def candidate_pairs(
    profiles: Sequence[ReportProfile], vocabulary: Vocabulary
) -> Iterator[tuple[int, int]]:
    """Yields the pairs of positions worth comparing: near in time, with a telling word in common.

    Pairs that share only words which a tenth of all reports have are left out.
    """
    # By day, the undated first: whoever holds a term meets only those of the month that follows.
    days = sorted(
        (-inf if profile.day is None else profile.day, n) for n, profile in enumerate(profiles)
    )
    holders: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for day, position in days:
        for term in vocabulary.vectors[profiles[position].document_id]:
            if term not in vocabulary.common:
                holders[term].append((day, position))
    seen: set[tuple[int, int]] = set()
    for found in holders.values():
        for i, (day, one) in enumerate(found):
            for at in range(i + 1, len(found)):
                later, other = found[at]
                if day > -inf and later - day > MOST_DAYS:
                    break
                seen.add((one, other) if one < other else (other, one))
    yield from sorted(seen)


def group_reports(
    profiles: Iterable[ReportProfile], *, least: float | None = None
) -> tuple[ReportGroup, ...]:
    """Returns the incidents that some reports tell of; every report is in exactly one.

    Pairs are joined best first, groups by the mean over all their pairs (average linkage), as long
    as that mean log-odds is at least ``least`` (the fitted one where it is not given). The order
    of the reports does not matter.
    """
    ordered = sorted(profiles, key=lambda profile: profile.document_id)
    vocabulary = vocabulary_of(ordered)
    known = weights()
    scores = {
        pair: score_of(compare_reports(ordered[pair[0]], ordered[pair[1]], vocabulary), known)
        for pair in candidate_pairs(ordered, vocabulary)
    }
    groups = average_link(len(ordered), scores, known["least"] if least is None else least)
    return tuple(_incident(group, ordered, scores, vocabulary) for group in groups)


def _incident(
    group: Sequence[int],
    profiles: Sequence[ReportProfile],
    scores: Mapping[tuple[int, int], float],
    vocabulary: Vocabulary,
) -> ReportGroup:
    ids = tuple(sorted(profiles[position].document_id for position in group))
    pairs = [
        (scores[left, right], left, right)
        for i, left in enumerate(group)
        for right in group[i + 1 :]
        if (left, right) in scores
    ]
    weakest = min(pairs, default=None)
    return ReportGroup(
        id=record_id("incident", *ids),
        document_ids=ids,
        score=None if len(pairs) == 0 else round(sum(s for s, _, _ in pairs) / len(pairs), 3),
        features=()
        if weakest is None
        else compare_reports(profiles[weakest[1]], profiles[weakest[2]], vocabulary),
    )


# The log-odds of a pair that shares no telling word: it is never compared.
UNCOMPARED = -10.0


def average_link(
    size: int, scores: Mapping[tuple[int, int], float], least: float
) -> list[list[int]]:
    """Returns the groups of 0 … size-1 by average linkage, best first; ties by position.

    ``scores`` are by pair of positions, the smaller first; a pair without one counts as
    ``UNCOMPARED``.
    """
    members = {position: [position] for position in range(size)}
    # Sums of the scores between groups; absent where no pair of theirs has a score.
    sums: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
    for (left, right), score in scores.items():
        sums[left][right] = sums[right][left] = (score, 1)

    def mean(left: int, right: int) -> float:
        total, known = sums[left][right]
        pairs = len(members[left]) * len(members[right])
        return (total + UNCOMPARED * (pairs - known)) / pairs

    queue = [(-score, left, right, 1, 1) for (left, right), score in scores.items()]
    heapq.heapify(queue)
    while queue:
        negative, left, right, size_left, size_right = heapq.heappop(queue)
        if -negative < least:
            break
        if len(members.get(left, ())) != size_left or len(members.get(right, ())) != size_right:
            continue
        members[left] += members.pop(right)
        for other, (total, known) in sums.pop(right).items():
            del sums[other][right]
            if other != left:
                before, count = sums[left].get(other, (0.0, 0))
                sums[left][other] = sums[other][left] = (before + total, count + known)
        for other in sums[left]:
            low, high = min(left, other), max(left, other)
            sizes = (len(members[low]), len(members[high]))
            heapq.heappush(queue, (-mean(low, high), low, high, *sizes))
    return sorted(sorted(group) for group in members.values())
