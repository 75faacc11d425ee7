"""How many were never listed, from the overlaps of lists of persons; or why that is refused.

Multiple-systems estimation (capture-recapture) holds for lists of persons that were matched to each
other, and for nothing else: not for counts in reports. It assumes that nobody came or went, that
persons were matched without error, and that nobody's chance of being listed is nought; what it
finds rests on which lists are taken to depend on each other. That choice is averaged over and
shown.

The estimate is the median of the models' distributions, weighted by BIC (Hook and Regal, *American
Journal of Epidemiology* 145, 1997; Raftery, *Sociological Methodology* 25, 1995); the interval are
the quantiles of the same mixture, so that it is as wide as the models disagree. The distribution of
one model is that of the signed root of its profile likelihood (Cormack 1992). The median and not
the mean of the models' figures: it is the same whether persons, unseen persons or their logarithm
are averaged, and no model that runs off pulls it along. The mean is given beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import erf, exp, sqrt

from reportedly.assess.latent_classes import estimate_classes
from reportedly.assess.log_linear import (
    Fit,
    Table,
    fit,
    hierarchical_models,
    make_table,
    profile,
)
from reportedly.estimation import (
    CaptureCounts,
    CapturePattern,
    LatentClassEstimate,
    ListEstimate,
    ModelEstimate,
)

LEVEL = 0.95
TAILS = ((1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2)
# With two lists one has to assume that they are independent, and nothing can check it; beyond five
# the models are too many to average over all of them.
LEAST_LISTS, MOST_LISTS = 3, 5
# Fewer persons on two lists or more than this carry no estimate: one person more or less would move
# it by a tenth of itself. Ours, as the next ones.
LEAST_OVERLAP = 20
SPARSE_PAIR = 5
# Models with less weight than this change no quantile that is shown.
LEAST_WEIGHT = 1e-3
# Two BIC points are "not worth more than a bare mention" (Kass and Raftery, JASA 90, 1995).
NEAR_TIED = 2.0
# Where models that are nearly tied differ by more than this, the warning says so first.
WIDE_CHOICE = 1.1
# How far the search for an end of the interval goes, in persons unseen for each observed.
FARTHEST_RATIO = 1e4
BISECTIONS = 50
GOLDEN = (sqrt(5) - 1) / 2


def estimate_unlisted(counts: CaptureCounts, *, has_classes: bool = False) -> ListEstimate:
    """Returns the estimate with all its models, or the reason why there is none.

    ``has_classes`` sets the second family of models beside it, which takes some seconds.

    It is refused for fewer than three lists or more than five, for lists without anybody, for two
    lists that share nobody, for too few persons on several lists, and where no model has an
    estimate.
    """
    reason = _refusal(counts)
    if reason is not None:
        return _refused(counts, reason)
    table = _table(counts)
    models = hierarchical_models(len(counts.lists))
    fits = [found for model in models if (found := fit(model, table)) is not None]
    if len(fits) == 0:
        return _refused(counts, "no model has an estimate: the overlaps are too sparse for it")
    weighted = _weighted(fits)
    kept = [(found, weight) for found, weight in weighted if weight >= LEAST_WEIGHT]
    curves = tuple(_curve(found, table) for found, _ in kept)
    shares = tuple(weight for _, weight in kept)
    low, middle, high = (table.observed + _quantile(curves, shares, tail) for tail in TAILS)
    mean = table.observed + sum(found.unseen * weight for found, weight in weighted)
    classes = estimate_classes(table, best_bic=weighted[0][0].bic) if has_classes else None
    return ListEstimate(
        lists=counts.lists,
        observed=round(table.observed),
        estimate=round(middle),
        low=round(low),
        high=round(high),
        mean=round(mean),
        level=LEVEL,
        models_fitted=len(fits),
        models=tuple(_models(counts, kept, curves)),
        warnings=(
            *_class_warnings(classes, low, high),
            *_warnings(counts, kept, table.observed),
        ),
        refused=None,
        latent_classes=classes,
    )


@dataclass(frozen=True, slots=True)
class _Curve:
    """The distribution of the persons on no list in one model: its peak and the height there."""

    fit: Fit
    table: Table
    peak: float
    top: float


def _curve(found: Fit, table: Table) -> _Curve:
    """Returns a model's curve; the peak is searched within a factor of 4 of the fitted figure."""
    low, high = found.unseen / 4, found.unseen * 4
    for _ in range(BISECTIONS):
        left, right = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
        if _height(found, table, left) < _height(found, table, right):
            low = left
        else:
            high = right
    peak = (low + high) / 2
    return _Curve(found, table, peak, _height(found, table, peak))


def _height(found: Fit, table: Table, unseen: float) -> float:
    return profile(found.interactions, table, unseen)


def _below(curve: _Curve, unseen: float) -> float:
    """Returns the probability that fewer than ``unseen`` persons are on no list."""
    depth = max(0.0, curve.top - _height(curve.fit, curve.table, unseen))
    root = sqrt(2 * depth) if unseen >= curve.peak else -sqrt(2 * depth)
    return 0.5 * (1 + erf(root / sqrt(2)))


def _quantile(curves: Sequence[_Curve], shares: Sequence[float], tail: float) -> float:
    """Returns how many unseen persons a share ``tail`` of the weighted curves lies below.

    Searched between next to nobody and :data:`FARTHEST_RATIO` times the observed, by ratios.
    """
    whole = sum(shares)
    low, high = 1e-3, FARTHEST_RATIO * curves[0].table.observed
    for _ in range(BISECTIONS):
        middle = sqrt(low * high)
        reached = sum(s * _below(curve, middle) for s, curve in zip(shares, curves, strict=True))
        if reached < tail * whole:
            low = middle
        else:
            high = middle
    return high


def _table(counts: CaptureCounts) -> Table:
    return make_table([(p.lists, p.count) for p in counts.patterns], len(counts.lists))


def _weighted(fits: Sequence[Fit]) -> list[tuple[Fit, float]]:
    """Returns the models with their BIC weights, the best first."""
    ordered = sorted(fits, key=lambda f: (f.bic, f.terms, sorted(map(sorted, f.interactions))))
    raw = [exp(-(found.bic - ordered[0].bic) / 2) for found in ordered]
    return [(found, weight / sum(raw)) for found, weight in zip(ordered, raw, strict=True)]


def _models(
    counts: CaptureCounts, kept: Sequence[tuple[Fit, float]], curves: Sequence[_Curve]
) -> Iterator[ModelEstimate]:
    best = kept[0][0].bic
    for (found, weight), curve in zip(kept, curves, strict=True):
        low, _, high = (_quantile([curve], [1.0], tail) for tail in TAILS)
        observed = curve.table.observed
        yield ModelEstimate(
            depends=_depends(counts, found),
            terms=found.terms,
            bic_above_best=round(found.bic - best, 2),
            weight=round(weight, 4),
            estimate=round(observed + found.unseen),
            low=round(observed + low),
            high=round(observed + high),
        )


def _depends(counts: CaptureCounts, found: Fit) -> tuple[tuple[str, ...], ...]:
    """Returns the sets of lists that depend on each other; smaller sets within them are implied."""
    largest = [g for g in found.interactions if not any(g < other for other in found.interactions)]
    ordered = sorted(largest, key=lambda group: (-len(group), sorted(group)))
    return tuple(tuple(counts.lists[i] for i in sorted(group)) for group in ordered)


def _refusal(counts: CaptureCounts) -> str | None:
    number = len(counts.lists)
    if number < LEAST_LISTS:
        return (
            f"{number} list{'' if number == 1 else 's'}: at least three are needed. With two, the "
            "figure rests on their being independent, and nothing can check that"
        )
    if number > MOST_LISTS:
        return f"{number} lists: at most five can be averaged over; join or leave out some"
    for place, name in enumerate(counts.lists):
        if _together(counts.patterns, (place,)) == 0:
            return f"nobody is on the list {name}: leave it out"
    for pair in combinations(range(number), 2):
        if _together(counts.patterns, pair) == 0:
            names = " and ".join(counts.lists[i] for i in pair)
            return (
                f"{names} share nobody: how they depend on each other can't be told. Were persons "
                "matched across them? Join them, or leave one out"
            )
    several = sum(p.count for p in counts.patterns if sum(p.lists) > 1)
    if several < LEAST_OVERLAP:
        return (
            f"{several} persons are on more than one list: with fewer than {LEAST_OVERLAP}, one "
            "person more or less would decide the figure"
        )
    return None


def _together(patterns: Sequence[CapturePattern], places: tuple[int, ...]) -> int:
    """Returns how many persons are on all the lists at some places."""
    return sum(p.count for p in patterns if all(p.lists[i] for i in places))


def _refused(counts: CaptureCounts, reason: str) -> ListEstimate:
    return ListEstimate(
        lists=counts.lists,
        observed=sum(p.count for p in counts.patterns),
        estimate=None,
        low=None,
        high=None,
        mean=None,
        level=LEVEL,
        models_fitted=0,
        models=(),
        warnings=(),
        refused=reason,
    )


def _class_warnings(classes: LatentClassEstimate | None, low: float, high: float) -> Iterator[str]:
    """Yields where the second family of models says otherwise, or that nobody can say how many."""
    if classes is None or classes.estimate is None:
        return
    if not low <= classes.estimate <= high:
        yield (
            f"the two families of models disagree: two classes of persons give "
            f"{classes.estimate:,}, outside the interval of the log-linear models"
        )
    if classes.high is None:
        yield (
            "if persons are of two classes, the lists set no upper end: as many may be hardly ever "
            "listed as one likes to think"
        )


def _warnings(
    counts: CaptureCounts, kept: Sequence[tuple[Fit, float]], observed: float
) -> Iterator[str]:
    """Yields what a reader must know before using the figure, the most pressing first."""
    best = kept[0][0]
    tied = [observed + found.unseen for found, _ in kept if found.bic - best.bic < NEAR_TIED]
    if max(tied) > WIDE_CHOICE * min(tied):
        yield (
            f"the choice of model decides: {len(tied)} models that the data hardly tell apart give "
            f"{min(tied):,.0f} to {max(tied):,.0f}"
        )
    if best.unseen > observed:
        yield "more persons are unlisted than listed: most of the figure is the model's"
    dependent = _depends(counts, best)
    if dependent:
        groups = "; ".join(" with ".join(group) for group in dependent)
        yield f"the lists depend on each other (best model: {groups}); this is estimated, not known"
    for pair in combinations(range(len(counts.lists)), 2):
        shared = _together(counts.patterns, pair)
        if shared < SPARSE_PAIR:
            names = " and ".join(counts.lists[i] for i in pair)
            yield f"only {shared} on both {names}: what depends on them is hardly known"
    yield (
        "persons who differ in how likely they are listed, by place, time or sex, make the figure "
        "too low, and the interval does not show it: estimate such groups apart"
    )
    yield (
        "assumed, and not to be checked here: no dependence of all lists together, persons matched "
        "without error, nobody without a chance of being listed, one place and time for all lists"
    )
