"""Calendar arithmetic, against the standard library and against itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extract.calendar import interval_of, make_date, part_of, read_date, shift, value_at

DAYS = st.dates(date(1900, 1, 1), date(2090, 12, 31))


@given(DAYS, st.sampled_from(["D", "W", "WE", "M", "Q", "Y", "DE", "CE"]))
def test_the_unit_that_holds_a_day_holds_it(day: date, unit: str) -> None:
    interval = interval_of(value_at(day, unit))
    assert interval is not None
    assert interval.first is not None
    assert interval.last is not None
    assert interval.first <= interval.last
    if unit != "WE" or day.weekday() > 4:
        assert interval.first <= day <= interval.last


@given(DAYS, st.integers(-500, 500))
def test_days_and_weeks_shift_and_shift_back(day: date, count: int) -> None:
    assert shift(day, count, "D") == day + timedelta(days=count)
    assert shift(day, count, "W") == day + timedelta(weeks=count)


@given(DAYS, st.integers(-60, 60))
def test_shifting_months_lands_in_the_right_month(day: date, count: int) -> None:
    moved = shift(day, count, "M")
    assert moved is not None
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == count


@given(
    DAYS, st.sampled_from(["W", "M", "Y", "DE", "CE"]), st.sampled_from(["early", "mid", "late"])
)
def test_a_part_lies_in_its_whole(day: date, unit: str, part: str) -> None:
    whole = interval_of(value_at(day, unit))
    assert whole is not None
    piece = part_of(whole, part)
    assert whole.first is not None
    assert whole.last is not None
    assert piece.first is not None
    assert piece.last is not None
    assert whole.first <= piece.first <= piece.last <= whole.last


@pytest.mark.parametrize(
    "value", ["P2D", "PRESENT_REF", "XXXX-10-02", "2020-XX-XX", "", "2020-W60", "2020-13", "0000"]
)
def test_values_without_a_stretch_have_no_interval(value: str) -> None:
    assert interval_of(value) is None


def test_a_leap_day_shifts_to_the_last_of_february() -> None:
    assert shift(date(2020, 2, 29), 1, "Y") == date(2021, 2, 28)


def test_the_edges_of_the_calendar_are_unknown() -> None:
    assert shift(date(2020, 1, 1), 9_999, "Y") is None
    assert shift(date(2020, 1, 1), -2_000, "Y") is None
    assert make_date(2021, 2, 29) is None
    assert read_date("yesterday") is None
