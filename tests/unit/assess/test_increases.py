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
