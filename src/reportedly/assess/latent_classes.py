"""How many were never listed, if persons are of two classes that are listed more or less often.

The second family of models beside the log-linear ones: within a class the lists are independent,
and each list holds a person of one class with another probability than one of the other (Goodman,
*Biometrika* 61, 1974; for persons on lists Agresti, *Biometrics* 50, 1994). Two classes, and not
more: with four or five lists the counts can't tell a third from chance.

The figure is where the profile likelihood is highest, and the interval is where it is less than
1.92 below that, as for the log-linear models (Cormack, *Biometrics* 48, 1992). No prior is needed,
which with few lists would decide the answer; where the likelihood stays flat, the end is open.
"""

from __future__ import annotations

from math import lgamma, log
from typing import Any

import numpy as np
from numpy.random import PCG64, Generator
from numpy.typing import NDArray

from reportedly.assess.log_linear import Table
from reportedly.estimation import LatentClassEstimate

Array = NDArray[np.floating[Any]]

LEVEL = 0.95
# Half the 95 percent point of the chi-squared distribution with one degree of freedom.
DEPTH = 1.9207
CLASSES = 2
# Two classes on three lists are seven unknowns for seven counts: any number would fit.
LEAST_LISTS = 4
# Persons unseen for each observed that are tried: coarsely, then where the likelihood is high.
NEAREST_RATIO = 0.01
FARTHEST_RATIO = 100.0
COARSE = 60
FINE = 160
STARTS = 4
ROUNDS = 500
# The same lists must give the same figure.
SEED = 1974
EDGE = 1e-6


def estimate_classes(table: Table, *, best_bic: float) -> LatentClassEstimate:
    """Returns the estimate by two classes, or the reason why there is none.

    It is refused for fewer than four lists, and where the likelihood grows with every person more.
    ``table`` must have passed the refusals of the log-linear models; ``best_bic`` is the lowest BIC
    of these.
    """
    lists = table.cells.shape[1]
    if lists < LEAST_LISTS:
        return _refused(f"{lists} lists can't tell two classes apart: at least four are needed")
    nearest, farthest = table.observed * NEAREST_RATIO, table.observed * FARTHEST_RATIO
    coarse = np.geomspace(nearest, farthest, COARSE)
    inside = _inside(profiles(table, coarse))
    # One step wider on both sides: the ends lie between two of the coarse numbers.
    first, last = max(inside[0] - 1, 0), min(inside[-1] + 1, COARSE - 1)
    fine = np.geomspace(coarse[first], coarse[last], FINE)
    heights = profiles(table, fine)
    inside, best = _inside(heights), int(heights.argmax())
    if fine[best] >= farthest:
        return _refused("the likelihood grows with every person more: there is no upper end")
    # A share and its lists for each class, less one share, and the number of persons.
    terms = CLASSES * (1 + lists) - 1 + 1
    bic = -2 * heights[best] + terms * log(table.observed)
    low, high = float(fine[inside[0]]), float(fine[inside[-1]])
    return LatentClassEstimate(
        estimate=round(table.observed + float(fine[best])),
        low=round(table.observed + (low if low > nearest else 0.0)),
        high=round(table.observed + high) if high < farthest else None,
        level=LEVEL,
        classes=CLASSES,
        bic_above_best=round(float(bic) - best_bic, 2),
        refused=None,
    )


def _inside(heights: Array) -> NDArray[np.intp]:
    """Returns the places of the numbers that the likelihood does not exclude."""
    return np.flatnonzero(heights >= heights.max() - DEPTH)


def profiles(table: Table, unseen: Array) -> Array:
    """Returns the logarithm of the likelihood of each number of persons on no list.

    The classes are fitted anew to each number by EM, from several places drawn at random.
    """
    cells = np.vstack([np.zeros((1, table.cells.shape[1])), table.cells])
    whole = unseen + table.observed
    shares = np.column_stack([unseen, np.tile(table.counts, (len(unseen), 1))]) / whole[:, None]
    generator = Generator(PCG64(SEED))
    found = np.full(len(unseen), -np.inf)
    for _ in range(STARTS):
        chance = np.tile(
            generator.beta(1, 2, size=(1, cells.shape[1], CLASSES)), (len(unseen), 1, 1)
        )
        found = np.maximum(found, _climbed(cells, shares, chance))
    combinations = np.array(
        [lgamma(n + 1) - lgamma(u + 1) for n, u in zip(whole, unseen, strict=True)]
    )
    likelihood: Array = combinations + whole * found
    return likelihood


def _climbed(cells: Array, shares: Array, chance: Array) -> Array:
    """Returns the mean logarithm of the probability of a person's pattern, by row, fitted by EM."""
    size = np.full((len(shares), CLASSES), 1 / CLASSES)
    for _ in range(ROUNDS):
        joint = _joint(cells, size, chance)
        members = joint / joint.sum(axis=2, keepdims=True) * shares[:, :, None]
        size = np.clip(members.sum(axis=1), EDGE, 1 - EDGE)
        chance = np.clip(
            np.einsum("pj,upk->ujk", cells, members) / size[:, None, :], EDGE, 1 - EDGE
        )
    reached: Array = (np.log(_joint(cells, size, chance).sum(axis=2)) * shares).sum(axis=1)
    return reached


def _joint(cells: Array, size: Array, chance: Array) -> Array:
    """Returns the probability of each pattern and class, by row."""
    off = np.log(size) + np.log1p(-chance).sum(axis=1)
    joint: Array = np.exp(cells @ (np.log(chance) - np.log1p(-chance)) + off[:, None, :])
    return joint


def _refused(reason: str) -> LatentClassEstimate:
    return LatentClassEstimate(
        estimate=None,
        low=None,
        high=None,
        level=LEVEL,
        classes=CLASSES,
        bic_above_best=None,
        refused=reason,
    )
