from __future__ import annotations

from typing import Any

import pytest

from reportedly.assess.comparing import CompareReports
from reportedly.records import ClaimInContext, Finding
from tests.making import Linked, make_item, make_quantity, make_source

MONITOR = make_source("the Hill Observatory", "organisation", "Hill Observatory")


def given(raw: str, report: str, day: str, **fields: Any) -> ClaimInContext:
    quantity = make_quantity(raw, fields.pop("counted", "people"))
    values: dict[str, Any] = {"published": day, "day": "2023-05-03", **fields}
    return make_item(quantity, values.pop("by", MONITOR), report=report, **values)


def drifts(*items: ClaimInContext) -> list[Finding]:
    return [f for f in Linked(items).findings_of(items[0]) if f.kind.endswith("that drifts")]


FIRST = given("at least 40", "wire", "2023-05-03")


def test_the_first_to_drop_a_bound_is_named() -> None:
    copy = given("at least 40", "copy", "2023-05-04")
    dropped, later = given("40", "digest", "2023-05-05"), given("40", "blog", "2023-05-06")
    finding = drifts(FIRST, copy, dropped, later)[0]
    assert finding.kind == "bound that drifts"
    assert finding.verdict == "worth a look"
    assert "The Digest Paper is the first of the reports read" in finding.statement
    assert [step.result for step in finding.working] == ["a lower bound", "a lower bound", "exact"]
    assert finding.claim_ids == (FIRST.claim.id, dropped.claim.id)


@pytest.mark.parametrize(
    ("first", "later", "kind"),
    [
        ("fighters", "Northern fighters", "label that drifts"),
        ("Northern fighters", "Northern terrorists", "label that drifts"),
        ("Northern jihadists", "Northern fighters", "label that drifts"),
    ],
)
def test_a_label_that_is_added_or_judges_has_drifted(first: str, later: str, kind: str) -> None:
    one = given("40", "wire", "2023-05-04", counted=first)
    other = given("40", "digest", "2023-05-05", counted=later)
    assert [f.kind for f in drifts(one, other)] == [kind]


def test_of_two_reports_of_one_day_none_is_called_the_first() -> None:
    finding = drifts(FIRST, given("40", "digest", "2023-05-03"))[0]
    assert "Both are of one day: which came first is not known." in finding.statement


@pytest.mark.parametrize(
    "other",
    [
        given("at least 40", "digest", "2023-05-05"),
        given("more than 40", "digest", "2023-05-05"),
        given("40", "digest", "2023-05-09"),
        given("40", "digest", "2023-05-05", by="Ivo Stern"),
        given("52", "digest", "2023-05-05"),
        given("40", "wire", "2023-05-03", at=90),
    ],
    ids=["same bound", "same end open", "much later", "another voice", "another number", "itself"],
)
def test_what_is_no_passing_on_has_not_drifted(other: ClaimInContext) -> None:
    assert drifts(FIRST, other) == []


def test_a_report_that_gives_both_has_changed_nothing() -> None:
    both = [given("at least 40", "digest", "2023-05-05"), given("40", "digest", "2023-05-05", at=9)]
    assert drifts(FIRST, *both) == []


def test_a_label_that_says_less_has_not_drifted() -> None:
    one = given("40", "wire", "2023-05-04", counted="Northern fighters")
    assert drifts(one, given("40", "digest", "2023-05-05", counted="fighters")) == []


def measures(*items: ClaimInContext) -> list[Finding]:
    return [f for f in CompareReports()(list(items)) if f.kind == "measure that drifts"]


WOUNDED = given("62", "wire", "2023-05-04", role="injured")


@pytest.mark.parametrize("role", ["killed-or-injured", "killed", "injured-or-missing"])
def test_wounded_who_become_another_measure_are_told(role: str) -> None:
    found = measures(WOUNDED, given("62", "digest", "2023-05-05", role=role))
    assert [f.verdict for f in found] == ["worth a look"]
    assert "The Digest Paper is the first" in found[0].statement
    assert found[0].working[0].result == "injured"


@pytest.mark.parametrize(
    "others",
    [
        [given("62", "digest", "2023-05-05", role="injured")],
        [given("62", "digest", "2023-05-05", role="captured")],
        [given("62", "digest", "2023-05-05", role="killed", by="Ivo Stern")],
        [given("62", "digest", "2023-05-05", role="killed", place="Varrow")],
        [given("62", "digest", "2023-05-12", role="killed")],
        [given("62", "digest", "2023-05-05", role="killed", stance="denies")],
        [
            given("62", "digest", "2023-05-05", role="killed"),
            given("90", "digest", "2023-05-05", role="injured"),
        ],
    ],
    ids=[
        "same measure", "not taken for each other", "another speaker", "elsewhere", "much later",
        "denied", "the report has both measures",
    ],
)  # fmt: skip
def test_what_is_another_figure_is_no_change_of_measure(others: list[ClaimInContext]) -> None:
    assert measures(WOUNDED, *others) == []


def test_small_numbers_are_equal_by_chance() -> None:
    one = given("7", "wire", "2023-05-04", role="injured")
    assert measures(one, given("7", "digest", "2023-05-05", role="killed")) == []
