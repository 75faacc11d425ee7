from __future__ import annotations

from math import inf

import pytest

from reportedly.intervals import Interval, common, interval_of, number_text, overlaps
from tests.making import make_quantity


@pytest.mark.parametrize(
    ("raw", "low", "high"),
    [
        ("28", 28, 28),
        ("at least 300", 300, inf),
        ("more than 300", 301, inf),
        ("up to 5", 0, 5),
        ("17-20", 17, 20),
        ("about 50", 45, 55),
    ],
)
def test_words_allow_an_interval(raw: str, low: float, high: float) -> None:
    found = interval_of(make_quantity(raw))
    assert found is not None
    assert (found.low, found.high) == pytest.approx((low, high))


def test_words_without_a_number_allow_none() -> None:
    assert interval_of(make_quantity("much higher")) is None


def test_overlap_and_common_values() -> None:
    assert overlaps(Interval(300, inf), Interval(4000, 4000))
    assert not overlaps(Interval(0, 300), Interval(4000, 4000))
    assert common(Interval(17, 20), Interval(19, inf)) == Interval(19, 20)
    assert common(Interval(1, 2), Interval(3, 4)) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [(2.25, "2.3"), (30.0, "30"), (4000, "4,000"), (7_200_000, "7.2 million"), (0.0, "0"),
     (-12.5, "-12.5"), (1_500_000_000, "1.5 billion")],
)  # fmt: skip
def test_numbers_are_written_as_people_write_them(value: float, text: str) -> None:
    assert number_text(value) == text
