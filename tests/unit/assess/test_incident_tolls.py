from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.assess.incident_tolls import (
    ReportedToll,
    incident_day,
    incident_places,
    incident_toll,
    reported_toll,
)
from tests.making import make_item, make_place, make_quantity


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
    assert toll.claims == (killed, injured)


def test_a_report_without_counts_gives_none() -> None:
    assert reported_toll([]) == ReportedToll(killed=None, injured=None)


def told(*places: str, day: str | None = None) -> ReportedToll:
    found = tuple(make_place(name, precision="city") for name in places)
    return reported_toll([make_item("14", places=found, **({"day": day} if day else {})).claim])


def test_the_day_and_places_are_those_that_most_reports_give() -> None:
    reports = [
        told("Selmak", day="2023-05-04"),
        told("Selmak", "Goris", day="2023-05-04"),
        told("Goris", "Selmak", day="2023-05-01"),
    ]
    assert incident_day(reports) == "2023-05-04"
    assert incident_places(reports) == ("Selmak",)


def test_of_equals_the_earliest_day_and_all_places_are_told() -> None:
    reports = [told("Varrow", day="2023-05-04"), told("Goris", day="2023-05-02")]
    assert incident_day(reports) == "2023-05-02"
    assert incident_places(reports) == ("Goris", "Varrow")


def test_without_a_day_or_place_none_is_guessed() -> None:
    assert incident_day([told(), reported_toll([])]) is None
    assert incident_places([told()]) == ()


def test_a_country_is_told_only_where_nothing_narrower_is() -> None:
    country = make_place("Orvania", precision="country")
    wide = reported_toll([make_item("14", places=(country,)).claim])
    assert incident_places([wide]) == ("Orvania",)
    assert incident_places([wide, wide, told("Selmak")]) == ("Selmak",)
