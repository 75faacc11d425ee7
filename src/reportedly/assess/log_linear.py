"""Log-linear models of which lists hold a person, and what they say of persons on no list.

The counts of the observed capture patterns are Poisson with a mean whose logarithm is a sum of
terms: one for each list, one for each set of lists that a model lets depend on each other
(Fienberg, *Biometrika* 59, 1972; Bishop, Fienberg and Holland, *Discrete Multivariate Analysis*,
1975, chapter 6). The pattern of no list then has the mean ``exp(constant)``. The dependence of all
lists together can't be learnt from the data and is assumed away in every model.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import exp, lgamma, log
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]
Interaction = frozenset[int]  # the lists that depend on each other, by their places
Interactions = frozenset[Interaction]

ROUNDS = 60
SETTLED = 1e-9
# A term beyond this (a factor of 10^8) runs off to infinity: no estimate exists for the model.
FARTHEST = 18.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Table:
    """The counts of persons by pattern: ``cells`` has a row of 0 and 1 for each observed pattern.

    All patterns but that of no list are there, also those that hold nobody.
    """

    cells: Array
    counts: Array

    @property
    def observed(self) -> float:
        """How many persons are on any list."""
        return float(self.counts.sum())


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A model that was fitted: its interactions, terms, BIC, and the persons on no list."""

    interactions: Interactions
    terms: int
    bic: float
    unseen: float


def make_table(patterns: Sequence[tuple[tuple[int, ...], int]], lists: int) -> Table:
    """Returns the table of all patterns of some lists; patterns that are not given hold nobody."""
    counts: dict[tuple[int, ...], int] = dict.fromkeys(_patterns(lists), 0)
    for pattern, count in patterns:
        counts[pattern] += count
    return Table(
        cells=np.array(list(counts), dtype=np.float64),
        counts=np.array(list(counts.values()), dtype=np.float64),
    )


def hierarchical_models(lists: int) -> Iterator[Interactions]:
    """Yields every model that holds, with an interaction, all interactions within it.

    Three lists have 8, four 113, five 6,893. The interaction of all lists is in none of them.
    """
    yield from _extended(frozenset(), 2, lists)


def fit(interactions: Interactions, table: Table) -> Fit | None:
    """Returns the model fitted by maximum likelihood, or ``None`` where no estimate exists.

    It does not exist where an interaction has nobody behind it (its term would be minus infinity)
    or where the terms can't be told apart (Chan, Silverman and Vincent, *JASA* 116, 2021).
    """
    design = _design(table.cells, interactions)
    if (table.counts @ design <= 0).any() or np.linalg.matrix_rank(design) < design.shape[1]:
        return None
    terms = _fitted_terms(design, table.counts)
    if terms is None or np.abs(terms[1:]).max() > FARTHEST:
        return None
    means = np.exp(design @ terms)
    likelihood = float(table.counts @ np.log(means) - means.sum())
    # BIC with the number of persons, as in the literature on lists; constants of the data left out.
    bic = -2 * likelihood + design.shape[1] * log(table.observed)
    return Fit(
        interactions=interactions, terms=design.shape[1], bic=bic, unseen=exp(float(terms[0]))
    )


def profile(interactions: Interactions, table: Table, unseen: float) -> float:
    """Returns the logarithm of the likelihood of a number of persons on no list.

    The other terms are fitted anew to that number (Cormack, *Biometrics* 48, 1992): multinomial
    likelihood of the table completed by ``unseen``.
    """
    lists = table.cells.shape[1]
    cells = np.vstack([np.zeros((1, lists)), table.cells])
    counts = np.concatenate([[unseen], table.counts])
    design = _design(cells, interactions)
    terms = _fitted_terms(design, counts)
    if terms is None:
        return -np.inf
    total = float(counts.sum())
    shares = design @ terms - log(total)
    return lgamma(total + 1) - lgamma(unseen + 1) + float(counts @ shares)


def _patterns(lists: int) -> list[tuple[int, ...]]:
    return [pattern for pattern in product((0, 1), repeat=lists) if any(pattern)]


def _extended(chosen: Interactions, order: int, lists: int) -> Iterator[Interactions]:
    """Yields the models with these interactions of lower order, and all that can be added."""
    if order == lists:
        yield chosen
        return
    allowed = [
        frozenset(group)
        for group in combinations(range(lists), order)
        if order == 2 or all(frozenset(part) in chosen for part in combinations(group, order - 1))
    ]
    if len(allowed) == 0:
        yield chosen
        return
    for size in range(len(allowed) + 1):
        for added in combinations(allowed, size):
            yield from _extended(chosen | frozenset(added), order + 1, lists)


def _design(cells: Array, interactions: Interactions) -> Array:
    """Returns a column of ones, one for each list, and one for each interaction, in fixed order."""
    ordered = sorted(interactions, key=lambda group: (len(group), sorted(group)))
    together = [cells[:, sorted(group)].prod(axis=1) for group in ordered]
    return np.column_stack([np.ones(len(cells)), cells, *together])


def _fitted_terms(design: Array, counts: Array) -> Array | None:
    """Returns the terms of a Poisson model by Newton's method; ``None`` if it does not settle."""
    terms = np.linalg.lstsq(design, np.log(counts + 0.5), rcond=None)[0]
    likelihood = -np.inf
    for _ in range(ROUNDS):
        means = np.exp(np.minimum(design @ terms, 50.0))
        step = _step(design, means, counts)
        if step is None:
            return None
        terms, found = _climbed(design, counts, terms, step)
        if abs(found - likelihood) <= SETTLED * (1 + abs(found)):
            return terms
        likelihood = found
    return None


def _step(design: Array, means: Array, counts: Array) -> Array | None:
    information = design.T @ (design * means[:, None])
    try:
        return np.linalg.solve(information, design.T @ (counts - means))
    except np.linalg.LinAlgError:
        return None


def _climbed(design: Array, counts: Array, terms: Array, step: Array) -> tuple[Array, float]:
    """Returns the terms after a step, halved until the likelihood does not fall."""
    before = _likelihood(design, counts, terms)
    length = 1.0
    while length > 1e-6:
        moved = terms + length * step
        after = _likelihood(design, counts, moved)
        if after >= before:
            return moved, after
        length /= 2
    return terms, before


def _likelihood(design: Array, counts: Array, terms: Array) -> float:
    logs = design @ terms
    return float(counts @ logs - np.exp(np.minimum(logs, 50.0)).sum())
