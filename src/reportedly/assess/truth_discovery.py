"""A second opinion by truth discovery: one number per item from what many sources say.

CRH, GTM and TruthFinder look for the sources that others tend to agree with and give them more
weight; median and vote stand beside them to show what that changes. They all assume one true value
per item and no bounds, and know nothing of interests or of who could have known: so they are a
second opinion beside the voices' range, never the verdict. No library that is kept and permissively
licensed has them (``docs/decisions``); each is written from its paper.

The methods return one value for each item and depend neither on the order of the items nor on that
of the values. Values are finite numbers; an item without any value gets none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, fsum, log
from statistics import fmean, median_low, pstdev
from statistics import median as middle

ROUNDS = 30  # the methods settle within a dozen
SETTLED = 1e-6

# TruthFinder, section 5 of the paper: first trust, how much a like value lends (rho), damping.
FIRST_TRUST = 0.9
LENT = 0.5
DAMPING = 0.3
MOST_TRUST = 0.999999
# Implication between two values falls off with their difference as a share of the larger; it is
# half at a tenth, the width within which counts are taken to be near each other elsewhere.
LIKE_SHARE = 0.1
BASE_LIKENESS = 0.5

# GTM, section 5 of the paper: inverse-gamma prior of a source's variance, prior of a truth.
GTM_ALPHA, GTM_BETA, GTM_VARIANCE = 10.0, 10.0, 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcedValue:
    """One source's number for one item. A source gives one number an item."""

    source: str
    value: float


Items = Mapping[str, Sequence[SourcedValue]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """One way to a number, with where it comes from."""

    name: str
    source: str
    find: Callable[[Items], dict[str, float]]


def median(items: Items) -> dict[str, float]:
    """Returns the median of each item's values: between the middle two, their mean."""
    return {item: middle(_numbers(values)) for item, values in items.items() if len(values) > 0}


def vote(items: Items) -> dict[str, float]:
    """Returns the value that most sources give; of equals the lower middle one.

    The lower, as event data sets take the more cautious of competing figures (ACLED's codebook).
    """
    return {item: _voted(_numbers(values)) for item, values in items.items() if len(values) > 0}


def crh(items: Items) -> dict[str, float]:
    """Returns the weighted medians of CRH (Li, Li, Gao, Zhao, Fan and Han, SIGMOD 2014).

    The loss of a value is its distance from the truth over the standard deviation of the item's
    values; the weight of a source is minus the logarithm of its share in all loss; both in turn
    until nothing moves. A source's loss is its mean over the items that it speaks on, as the paper
    has it for sources that speak on unequally many. It has no weight for a source without any loss
    (the logarithm of 0): we take half of the least loss for it.
    """
    truths = median(items)
    spread = {item: pstdev(_numbers(values)) or 1.0 for item, values in items.items() if values}
    spoken = _values_by_source(items)
    for _ in range(ROUNDS):
        losses = {
            source: fmean(abs(value - truths[item]) / spread[item] for item, value in said)
            for source, said in spoken.items()
        }
        total = sum(losses.values())
        if total == 0:
            break
        least = min((loss for loss in losses.values() if loss > 0), default=total)
        weights = {s: -log(max(loss, least / 2) / (2 * total)) for s, loss in losses.items()}
        found = {
            item: _weighted_median([(v.value, weights[v.source]) for v in values])
            for item, values in items.items()
            if len(values) > 0
        }
        if found == truths:
            break
        truths = found
    return truths


def gtm(items: Items) -> dict[str, float]:
    """Returns the truths of the Gaussian Truth Model (Zhao and Han, QDB workshop at VLDB 2012).

    Expectation maximisation over a normal truth per item and a variance per source. The paper
    standardises each item by mean and standard deviation after removing outliers; we standardise by
    median and mean absolute deviation from it, so that one absurd value does not set the scale.
    """
    centres = median(items)
    scales = {item: _deviation(_numbers(values)) for item, values in items.items()}
    spoken = _values_by_source(items)
    variance = dict.fromkeys(spoken, 1.0)
    truths: dict[str, float] = dict.fromkeys(centres, 0.0)
    for _ in range(ROUNDS):
        found = {}
        for item, values in items.items():
            if len(values) == 0:
                continue
            scaled = [(v.source, (v.value - centres[item]) / scales[item]) for v in values]
            weight = 1 / GTM_VARIANCE + fsum(1 / variance[source] for source, _ in scaled)
            found[item] = fsum(value / variance[source] for source, value in scaled) / weight
        moved = max((abs(found[item] - truths[item]) for item in found), default=0.0)
        truths = found
        for source, said in spoken.items():
            squares = sum(
                ((value - centres[item]) / scales[item] - truths[item]) ** 2 for item, value in said
            )
            variance[source] = (2 * GTM_BETA + squares) / (2 * (GTM_ALPHA + 1) + len(said))
        if moved < SETTLED:
            break
    return {item: centres[item] + truths[item] * scales[item] for item in truths}


def truth_finder(items: Items) -> dict[str, float]:
    """Returns the most believed values of TruthFinder (Yin, Han and Yu, TKDE 20(6), 2008).

    Trust of a source is the mean belief in its values; belief in a value adds up the trust of those
    who give it, and a share of that in values like it (equations 3 to 8 of the paper).
    """
    spoken = _values_by_source(items)
    trust = dict.fromkeys(spoken, FIRST_TRUST)
    beliefs: dict[str, dict[float, float]] = {}
    for _ in range(ROUNDS):
        beliefs = {item: _beliefs(values, trust) for item, values in items.items()}
        found = {
            source: min(fmean(beliefs[item][value] for item, value in said), MOST_TRUST)
            for source, said in spoken.items()
        }
        moved = max((abs(found[source] - trust[source]) for source in found), default=0.0)
        trust = found
        if moved < SETTLED:
            break
    return {item: _most_believed(belief) for item, belief in beliefs.items() if len(belief) > 0}


def _beliefs(values: Sequence[SourcedValue], trust: Mapping[str, float]) -> dict[float, float]:
    """Returns how far each value of an item is believed, 0 to 1."""
    scores: dict[float, float] = defaultdict(float)
    for said in sorted(values, key=lambda v: (v.value, v.source)):
        scores[said.value] -= log(1 - trust[said.source])
    adjusted = {
        value: score
        + LENT * fsum(scores[other] * _implied(other, value) for other in scores if other != value)
        for value, score in scores.items()
    }
    return {value: 1 / (1 + exp(-DAMPING * score)) for value, score in adjusted.items()}


def _implied(one: float, other: float) -> float:
    """Returns how far one value speaks for the other, from -0.5 (against) to 0.5."""
    largest = max(abs(one), abs(other))
    share = abs(one - other) / largest if largest > 0 else 0.0
    return exp(-log(2) * share / LIKE_SHARE) - BASE_LIKENESS


def _most_believed(belief: Mapping[float, float]) -> float:
    most = max(belief.values())
    return median_low([value for value, share in belief.items() if share >= most - SETTLED])


def _values_by_source(items: Items) -> dict[str, list[tuple[str, float]]]:
    """Returns each source's items and numbers, in the order of their names."""
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for item in sorted(items):
        for said in items[item]:
            found[said.source].append((item, said.value))
    return dict(sorted(found.items()))


def _numbers(values: Iterable[SourcedValue]) -> list[float]:
    return [said.value for said in values]


def _voted(numbers: Sequence[float]) -> float:
    counts = Counter(numbers)
    most = max(counts.values())
    return median_low([value for value, count in counts.items() if count == most])


def _deviation(numbers: Sequence[float]) -> float:
    """Returns the mean distance from the median; 1 where all are equal."""
    if len(numbers) == 0:
        return 1.0
    centre = middle(numbers)
    return fmean(abs(number - centre) for number in numbers) or 1.0


def _weighted_median(weighted: Sequence[tuple[float, float]]) -> float:
    """Returns the lowest value at which half of the weight is reached."""
    half = fsum(weight for _, weight in weighted) / 2
    reached = 0.0
    ordered = sorted(weighted)
    for value, weight in ordered:
        reached += weight
        if reached >= half - SETTLED:
            return value
    return ordered[-1][0]


METHODS: tuple[Method, ...] = (
    Method(name="median", source="the middle number", find=median),
    Method(name="vote", source="the most frequent number", find=vote),
    Method(name="CRH", source="Li et al. 2014", find=crh),
    Method(name="GTM", source="Zhao and Han 2012", find=gtm),
    Method(name="TruthFinder", source="Yin, Han and Yu 2008", find=truth_finder),
)
