from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.assess.incident_tolls import ReportedToll, incident_toll, reported_toll
from tests.making import make_item, make_quantity


@pytest.mark.parametrize(
    ("given_tolls", "expected"),
    [([3, 5, 40], 5), ([3, 5], 3), ([None, 7], 7), ([None], None), ([], None)],
)
def test_the_toll_is_the_lower_median(given_tolls: list[int | None], expected: int | None) -> None:
    reports = [ReportedToll(killed=n, injured=None) for n in given_tolls]
    assert incident_toll(reports).killed == expected


@given(st.lists(st.integers(0, 500), min_size=1))
def test_the_toll_is_a_number_that_was_reported(numbers: list[int]) -> None:
    toll = incident_toll(ReportedToll(killed=n, injured=n) for n in numbers)
    assert toll.killed in numbers
    assert toll.injured in numbers


def test_a_report_gives_its_main_figure_and_its_injured() -> None:
    killed = make_item(make_quantity("14", "civilians"), at=0).claim
    injured = make_item(make_quantity("30", "people", at=20), role="injured", at=20).claim
    part = make_item(
        make_quantity("4", "children", at=9), role="injured", counting="subset", at=9
    ).claim
    toll = reported_toll([killed, part, injured])
    assert (toll.killed, toll.injured) == (14, 30)


def test_a_report_without_counts_gives_none() -> None:
    assert reported_toll([]) == ReportedToll(killed=None, injured=None)
