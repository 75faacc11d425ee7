"""What an estimate consists of: made when somebody asks, from a question's voices or from lists.

These records are not kept in the ledger: the sides and the lists are the user's, and the rest
follows from the claims. ``None`` at the end of a range means that it is open, elsewhere that there
is nothing. Persons of lists are here as counts only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Change = Literal["first", "higher", "lower", "other words", "taken back"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One of low, best and high, and how it was obtained; no value where there is honestly none."""

    value: float | None
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceFigure:
    """The values that a voice's latest word allows: "at least 300" is 300 and no upper end."""

    source: str
    side: str | None
    raw: str
    low: float | None
    high: float | None
    as_of: str | None
    claim_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SideRange:
    """The range over the voices of one declared side; ``side`` is ``None`` for all the others."""

    side: str | None
    sources: tuple[str, ...]
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithoutVoice:
    """What the estimate would be without one voice. ``moves`` tells whether that differs at all."""

    source: str
    low: float | None
    best: float | None
    high: float | None
    moves: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesPoint:
    """What a voice said on a day, and how that stands to what it said before."""

    as_of: str | None
    source: str
    raw: str
    low: float | None
    high: float | None
    change: Change
    claim_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What one method of truth discovery takes for the number. A second opinion, no verdict."""

    method: str
    after: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What the voices of a question allow, together, apart, by side, and over time."""

    question_id: str
    title: str
    low: Figure
    best: Figure
    high: Figure
    has_common: bool
    common_low: float | None
    common_high: float | None
    voices: tuple[VoiceFigure, ...]
    by_side: tuple[SideRange, ...]
    without_voice: tuple[WithoutVoice, ...]
    series: tuple[SeriesPoint, ...]
    opinions: tuple[Opinion, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CapturePattern:
    """How many persons are on exactly these lists: 1 or 0 for each list in turn."""

    lists: tuple[int, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureCounts:
    """Matched lists of persons, as counts by pattern; ``ignored`` columns were not used."""

    lists: tuple[str, ...]
    patterns: tuple[CapturePattern, ...]
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelEstimate:
    """One log-linear model: which lists it lets depend on each other, and what follows.

    ``weight`` is its share in the average, ``bic_above_best`` its distance from the best model;
    ``low`` and ``high`` hold if this model is right, and say nothing of whether it is.
    """

    depends: tuple[tuple[str, ...], ...]
    terms: int
    bic_above_best: float
    weight: float
    estimate: int
    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LatentClassEstimate:
    """How many persons there are, if they are of several classes; or, in ``refused``, why not told.

    ``high`` is ``None`` beside an estimate where the interval has no upper end.
    ``bic_above_best`` is the distance from the best log-linear model; below 0 it fits better.
    """

    estimate: int | None
    low: int | None
    high: int | None
    level: float
    classes: int
    bic_above_best: float | None
    refused: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEstimate:
    """How many persons there are in all, listed or not; or, in ``refused``, why nobody can say.

    ``low`` and ``high`` enclose ``level`` of the average over the models. ``mean`` is the models'
    weighted mean, beside the median ``estimate``. ``latent_classes`` is the second family of
    models, where it was asked for.
    """

    lists: tuple[str, ...]
    observed: int
    estimate: int | None
    low: int | None
    high: int | None
    mean: int | None
    level: float
    models_fitted: int
    models: tuple[ModelEstimate, ...]
    warnings: tuple[str, ...]
    refused: str | None
    latent_classes: LatentClassEstimate | None = None
