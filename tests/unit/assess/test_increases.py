from __future__ import annotations

from typing import Any

import pytest

from reportedly.assess.arithmetic import CheckReport
from reportedly.assess.comparing import CompareReports
from reportedly.records import ClaimInContext, Finding
from tests.making import make_item, make_quantity, make_source

MONITOR = make_source("the Hill Observatory", "organisation", "Hill Observatory")


def count(raw: str, counting: str, at: int = 0, **fields: Any) -> ClaimInContext:
    quantity = make_quantity(raw, fields.pop("counted", "people"), at=at)
    values: dict[str, Any] = {"counting": counting, "at": at, **fields}
    return make_item(quantity, values.pop("by", MONITOR), **values)


def increases(stage: Any, *items: ClaimInContext) -> list[Finding]:
    return [f for f in stage(list(items)) if f.kind == "increase of a toll"]


@pytest.mark.parametrize(
    ("new", "verdict"), [("19", "holds"), ("20", "worth a look"), ("17", "worth a look")]
)
def test_an_earlier_toll_and_what_was_added_make_the_new_one(new: str, verdict: str) -> None:
    items = [count("12", "total", 1), count("7", "increment", 20), count(new, "cumulative", 40)]
    finding = increases(CheckReport(), *items)[0]
    assert finding.verdict == verdict
    assert [step.text for step in finding.working] == ["12 + 7", f"stated: {new}"]


@pytest.mark.parametrize(
    "last",
    [
        count("19", "total", 40),
        count("19", "cumulative", 40, role="injured"),
        count("19", "cumulative", 40, part="another statement"),
        count("12", "cumulative", 40),
    ],
    ids=["a list", "another measure", "another statement", "one toll only"],
)
def test_others_in_a_list_are_not_more(last: ClaimInContext) -> None:
    items = [count("12", "total", 1), count("7", "increment", 20), last]
    assert increases(CheckReport(), *items) == []


def reports(*, later: str = "19", day: str = "2023-05-07", **fields: Any) -> list[ClaimInContext]:
    values: dict[str, Any] = {"report": "two", "published": day}
    return [
        count("12", "total", 1, **fields),
        count("7", "increment", 1, **values),
        count(later, "cumulative", 30, **values),
    ]


@pytest.mark.parametrize(("later", "verdict"), [("19", "holds"), ("23", "worth a look")])
def test_the_last_toll_of_another_report_is_counted_on(later: str, verdict: str) -> None:
    assert [f.verdict for f in increases(CompareReports(), *reports(later=later))] == [verdict]


@pytest.mark.parametrize(
    "items",
    [
        reports(by="Ivo Stern"),
        reports(place="Varrow"),
        reports(counted="children"),
        reports(role="injured"),
        reports(day="2023-06-30"),
        reports(by=None),
        reports(later="9"),
    ],
    ids=[
        "another speaker", "elsewhere", "other people", "another measure", "much later",
        "nobody in particular", "it fell",
    ],
)  # fmt: skip
def test_what_is_another_toll_is_not_counted_on(items: list[ClaimInContext]) -> None:
    assert increases(CompareReports(), *items) == []


TOLL = make_item(
    make_quantity("23", "people", at=10), "Ana Bell", counting="cumulative", part="toll", at=10
)


def beside(raw: str, at: int, **fields: Any) -> ClaimInContext:
    values: dict[str, Any] = {"by": "Ivo Stern", "part": f"statement at {at}", "at": at, **fields}
    return make_item(make_quantity(raw, values.pop("counted", "people"), at=at), **values)


def rises(*items: ClaimInContext) -> list[Finding]:
    found = CheckReport()(list(items))
    return [finding for finding in found if finding.kind == "counts that make up a toll"]


def test_an_earlier_toll_and_what_came_to_it_make_up_the_new_one() -> None:
    died, before = beside("4", 90, by="Ana Bell"), beside("19", 180)
    finding = rises(TOLL, died, before)[0]
    assert finding.verdict == "holds"
    assert [(s.text, s.result) for s in finding.working] == [
        ("19 + 4", "23"), ("stated toll: 23", "equal"),
    ]  # fmt: skip
    assert finding.claim_ids == (TOLL.claim.id, before.claim.id, died.claim.id)
    assert "19 killed (Ivo Stern) and 4 killed (Ana Bell), make 23 together" in finding.statement


@pytest.mark.parametrize(
    "items",
    [
        [beside("4", 90), beside("18", 180)],
        [beside("4", 90), beside("19", 2000)],
        [beside("4", 90), beside("19", 180, role="injured")],
        [beside("4", 90), beside("19", 180, counting="subset")],
        [beside("4", 90, part="toll", by="Ana Bell"), beside("19", 180)],
        [beside("4", 90), beside("19", 180, place="Varrow")],
        [beside("4", 90), beside("19", 180, counted="soldiers")],
        [beside("4", 90), beside("19", 180), beside("3", 240), beside("20", 300)],
    ],
    ids=[
        "another sum", "far away", "another measure", "a part", "the same statement", "elsewhere",
        "other people", "two ways",
    ],
)  # fmt: skip
def test_counts_that_may_be_anything_are_not_added_to_a_toll(items: list[ClaimInContext]) -> None:
    assert rises(TOLL, *items) == []


def test_only_a_running_toll_is_made_up() -> None:
    total = beside("23", 10)
    assert rises(total, beside("4", 90), beside("19", 180)) == []
