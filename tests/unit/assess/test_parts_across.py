from __future__ import annotations

from typing import Any

import pytest

from reportedly.assess.comparing import CompareReports
from reportedly.records import ClaimInContext, Finding
from tests.making import make_item, make_place, make_quantity


def count(raw: str, counted: str, by: str, report: str, **fields: Any) -> ClaimInContext:
    """Returns a count of the killed at Selmak on 4 May, published on the 6th."""
    values: dict[str, Any] = {"published": "2023-05-06", "day": "2023-05-04", **fields}
    return make_item(make_quantity(raw, counted), by, report=report, **values)


def found(kind: str, *items: ClaimInContext) -> list[Finding]:
    return [finding for finding in CompareReports()(list(items)) if finding.kind == kind]


CHILDREN = count("16", "children", "Hill Observatory", "tally")
TOTAL = count("14", "people", "Ana Bell", "wire")
PART = "part of another total"


def test_a_part_that_is_more_than_the_total_of_another_report_is_worth_a_look() -> None:
    finding = found(PART, CHILDREN, TOTAL)[0]
    assert finding.verdict == "worth a look"
    assert finding.claim_ids == (CHILDREN.claim.id, TOTAL.claim.id)
    assert "Hill Observatory in The Tally Paper gives 16 children killed" in finding.statement
    assert [(s.text, s.result) for s in finding.working] == [
        ("16 ≤ 14 (Ana Bell in The Wire Paper)?", "no")
    ]


def test_all_totals_that_a_part_exceeds_stand_in_one_finding() -> None:
    other = count("12", "people", "Ivo Stern", "blog")
    assert [len(f.working) for f in found(PART, CHILDREN, TOTAL, other)] == [2]


@pytest.mark.parametrize(
    ("part", "total"),
    [
        ("civilians", "people"),
        ("fighters", "people"),
        ("women", "civilians"),
    ],
)
def test_who_is_part_of_whom_goes_by_the_kind_of_people(part: str, total: str) -> None:
    assert found(PART, count("16", part, "A", "one"), count("14", total, "B", "two"))


@pytest.mark.parametrize(
    "part",
    [
        count("9", "children", "Hill Observatory", "tally"),
        count("at least 9", "children", "Hill Observatory", "tally"),
        count("about 15", "children", "Hill Observatory", "tally"),
        count("16", "fighters", "Hill Observatory", "tally"),
        count("16", "children", "Hill Observatory", "tally", place="Corrin"),
        count("16", "children", "Hill Observatory", "tally", day="2023-05-01"),
        count("16", "children", "Hill Observatory", "tally", day=None),
        count("16", "children", "Hill Observatory", "tally", role="injured"),
        count("16", "children", "Hill Observatory", "tally", published="2023-05-08"),
        count("16", "children", "Hill Observatory", "tally", published=None),
        count("16", "children", "Hill Observatory", "tally", counting="increment"),
        count("16", "children", "Hill Observatory", "tally", modality="hypothetical"),
        count("16", "children", "Hill Observatory", "tally", stance="denies"),
        count("16", "children", "Hill Observatory", "wire"),
        count("16", "children", "Hill Observatory", "tally",
              places=(make_place("Orvania", precision="country"),)),
    ],
    ids=["smaller", "bound below", "about", "fighters of civilians", "another town", "another day",
         "no time", "another measure", "a later day", "undated", "increment", "hypothetical",
         "denied", "the same report", "a country"],
)  # fmt: skip
def test_what_is_no_part_or_may_have_grown_is_left_alone(part: ClaimInContext) -> None:
    of_civilians = count("14", "civilians", "Ana Bell", "wire")
    assert found(PART, part, of_civilians) == []


def test_a_total_that_its_voice_raises_excludes_nothing() -> None:
    later = count("23", "people", "Ana Bell", "late", published="2023-05-07")
    assert found(PART, CHILDREN, TOTAL, later) == []


def test_a_count_that_can_fall_is_compared_of_one_day_only() -> None:
    held = count("16", "women", "Hill Observatory", "tally", role="captured")
    now = count("14", "people", "Ana Bell", "wire", role="captured")
    later = count("14", "people", "Ana Bell", "wire", role="captured", published="2023-05-07")
    assert found(PART, held, now)
    assert found(PART, held, later) == []


BOTH = (make_place("Selmak"), make_place("Corrin"))
SUM = "sum over reports"


def towns(selmak: str, corrin: str, total: str, **fields: Any) -> list[ClaimInContext]:
    return [
        count(selmak, "people", "Ana Bell", "wire"),
        count(corrin, "people", "Ivo Stern", "blog", place="Corrin"),
        count(total, "people", "Hill Observatory", "tally", places=BOTH, **fields),
    ]


def test_towns_that_make_up_a_total_over_reports_hold() -> None:
    finding = found(SUM, *towns("14", "5", "19"))[0]
    assert finding.verdict == "holds"
    assert [step.result for step in finding.working] == ["5", "14", "19", "fits"]
    assert finding.working[2].text == "5 + 14"


def test_competing_counts_of_a_town_widen_the_sum() -> None:
    rival = count("17", "people", "Mara Iveny", "feature")
    finding = found(SUM, *towns("14", "5", "21"), rival)[0]
    assert finding.verdict == "holds"
    assert "19 to 22" in finding.statement


@pytest.mark.parametrize(
    ("total", "published", "verdict"),
    [
        ("25", "2023-05-06", "worth a look"),
        ("12", "2023-05-06", "worth a look"),
        ("25", "2023-05-08", "cannot tell"),
        ("12", "2023-05-05", "cannot tell"),
        ("25", "2023-05-05", "worth a look"),
        ("25", None, "cannot tell"),
    ],
)
def test_a_difference_of_date_is_considered_before_a_sum_is_called_odd(
    total: str, published: str | None, verdict: str
) -> None:
    finding = found(SUM, *towns("14", "5", total, published=published))[0]
    assert finding.verdict == verdict
    assert ("They may differ in dates" in finding.statement) == (verdict == "cannot tell")


def test_civilians_and_fighters_make_up_the_people() -> None:
    items = [
        count("6", "civilians", "Ana Bell", "wire", counting="subset"),
        count("16", "soldiers", "Ivo Stern", "blog"),
        count("22", "people", "Hill Observatory", "tally"),
    ]
    assert [f.verdict for f in found(SUM, *items)] == ["holds"]


@pytest.mark.parametrize(
    "items",
    [
        towns("14", "5", "19")[1:],
        towns("14", "5", "at least 19"),
        towns("at least 14", "5", "25"),
        [*towns("14", "5", "19")[:2], count("19", "people", "Hill Observatory", "tally")],
        [*towns("14", "5", "19")[:2],
         count("19", "people", "Hill Observatory", "tally", places=BOTH, day="2023-05-01")],
        [count("14", "people", "A", "one"), count("5", "people", "A", "one", place="Corrin"),
         count("30", "people", "A", "one", places=BOTH)],
    ],
    ids=["a town is missing", "open total", "open part", "one town", "another day", "one report"],
)  # fmt: skip
def test_what_cannot_be_added_up_is_left_alone(items: list[ClaimInContext]) -> None:
    assert found(SUM, *items) == []


def test_the_order_of_reports_does_not_matter() -> None:
    items = [*towns("14", "5", "30"), CHILDREN]
    assert list(CompareReports()(items)) == list(CompareReports()(items[::-1]))
