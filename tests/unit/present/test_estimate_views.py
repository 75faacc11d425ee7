from __future__ import annotations

import pytest

from reportedly.estimation import Estimate, Figure, Opinion, SeriesPoint, SideRange, VoiceFigure
from reportedly.present.estimate_views import estimate_view, range_words


def voice(source: str, low: float | None, high: float | None) -> VoiceFigure:
    return VoiceFigure(
        source=source, side="hill", raw="about\nten", low=low, high=high, as_of=None, claim_id="c"
    )


def estimate(*voices: VoiceFigure, has_common: bool = True) -> Estimate:
    return Estimate(
        question_id="q",
        title="How many?",
        low=Figure(value=300, how="lowest"),
        best=Figure(value=None, how="none: they differ"),
        high=Figure(value=None, how="open: a bound"),
        has_common=has_common,
        common_low=300,
        common_high=None,
        voices=voices,
        by_side=(SideRange(side=None, sources=("A", "B"), low=None, high=40),),
        without_voice=(),
        series=(
            SeriesPoint(
                as_of="2023-05-04", source="A", raw="300", low=300, high=300, change="first",
                claim_id="c",
            ),
        ),
        opinions=(Opinion(method="vote", after="count", value=1300.5),),
        notes=("undated: A\u202e",),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (None, None, "any number"),
        (None, 40, "up to 40"),
        (300, None, "300 and more"),
        (4000, 4000, "4,000"),
        (21, 23, "21 to 23"),
    ],
)
def test_a_range_is_told_with_its_open_ends(
    low: float | None, high: float | None, words: str
) -> None:
    assert range_words(low, high) == words


def test_an_estimate_in_words_keeps_what_is_unknown_unknown() -> None:
    view = estimate_view(estimate(voice("A", 300, None), voice("B", 1, 9)))
    assert [(f.name, f.value) for f in view.figures] == [
        ("low", "300"),
        ("best", "–"),
        ("high", "–"),
    ]
    assert view.figures[1].how == "none: they differ"
    assert view.shared == "300 and more"
    assert view.voices[0].raw == "about ten"
    assert view.sides[0].side == "no declared side"
    assert view.opinions[0].value == "1,300.5"
    assert view.notes == ("undated: A⟨U+202E⟩",)


def test_what_all_allow_is_said_of_several_voices_only() -> None:
    assert estimate_view(estimate(voice("A", 1, 2))).shared is None
    two = (voice("A", 1, 2), voice("B", 8, 9))
    assert estimate_view(estimate(*two, has_common=False)).shared == "no number"
