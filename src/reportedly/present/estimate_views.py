"""Estimates -> what a reader sees of them, in words: figures, voices, sides, series, opinions.

The terminal and the dossier lay out the same views. Nothing is computed here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.estimation import Estimate, Figure
from reportedly.present.phrases import UNKNOWN, number
from reportedly.present.visible import one_line, visible


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """Low, best or high: its name, the number or "none", and how it was obtained."""

    name: str
    value: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordView:
    """What a voice says, the values that its words allow, and the day it is known from.

    ``note`` is its declared side, or how it stands to what the voice said before. ``low`` and
    ``high`` are for drawing it.
    """

    source: str
    raw: str
    allows: str
    low: float | None
    high: float | None
    as_of: str | None
    note: str
    claim_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SideView:
    """The range over the voices of one side; those of no declared side have one too."""

    side: str
    range: str
    sources: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithoutView:
    """The estimate without one voice; ``moves`` tells whether that changes anything."""

    source: str
    range: str
    best: str
    moves: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionView:
    """What a method of truth discovery takes for the number."""

    method: str
    after: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EstimateView:
    """All of one estimate in words; ``shared`` are the numbers that every voice allows.

    ``without`` has a row for each of the ``voices``, in their order, where there are several.
    """

    question_id: str
    title: str
    figures: tuple[FigureView, ...]
    shared: str | None
    voices: tuple[WordView, ...]
    sides: tuple[SideView, ...]
    without: tuple[WithoutView, ...]
    series: tuple[WordView, ...]
    opinions: tuple[OpinionView, ...]
    notes: tuple[str, ...]


def estimate_view(made: Estimate) -> EstimateView:
    """Returns an estimate in words."""
    return EstimateView(
        question_id=made.question_id,
        title=one_line(made.title),
        figures=figure_views(made),
        shared=_shared(made),
        voices=tuple(
            WordView(
                source=one_line(v.source), raw=one_line(v.raw), allows=range_words(v.low, v.high),
                low=v.low, high=v.high, as_of=v.as_of, note=one_line(v.side or ""),
                claim_id=v.claim_id,
            )
            for v in made.voices
        ),
        sides=tuple(
            SideView(
                side=one_line(s.side) if s.side else "no declared side",
                range=range_words(s.low, s.high), sources=one_line(", ".join(s.sources)),
            )
            for s in made.by_side
        ),
        without=tuple(
            WithoutView(
                source=one_line(w.source), range=range_words(w.low, w.high),
                best=value_words(w.best), moves=w.moves,
            )
            for w in made.without_voice
        ),
        series=tuple(
            WordView(
                source=one_line(p.source), raw=one_line(p.raw), allows=range_words(p.low, p.high),
                low=p.low, high=p.high, as_of=p.as_of, note=p.change, claim_id=p.claim_id,
            )
            for p in made.series
        ),
        opinions=tuple(
            OpinionView(method=o.method, after=o.after, value=value_words(o.value))
            for o in made.opinions
        ),
        notes=tuple(visible(note) for note in made.notes),
    )  # fmt: skip


def figure_views(made: Estimate) -> tuple[FigureView, ...]:
    """Returns low, best and high of an estimate in words."""
    named: Iterable[tuple[str, Figure]] = (
        ("low", made.low), ("best", made.best), ("high", made.high),
    )  # fmt: skip
    return tuple(
        FigureView(name=name, value=value_words(figure.value), how=one_line(figure.how))
        for name, figure in named
    )


def range_words(low: float | None, high: float | None) -> str:
    """Returns a range in words.

    >>> range_words(300, None), range_words(21, 23)
    ('300 and more', '21 to 23')
    """
    if low is None:
        return "any number" if high is None else f"up to {number(high)}"
    if high is None:
        return f"{number(low)} and more"
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def value_words(value: float | None) -> str:
    """Returns a number in words, a dash where there is none."""
    return UNKNOWN if value is None else number(value)


def _shared(made: Estimate) -> str | None:
    """Returns the numbers that all voices allow, ``None`` where there are not several voices."""
    if len(made.voices) < 2:
        return None
    return range_words(made.common_low, made.common_high) if made.has_common else "no number"
