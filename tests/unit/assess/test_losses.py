from __future__ import annotations

from typing import Any

import pytest

from reportedly.assess.comparing import CompareReports
from reportedly.records import ClaimInContext, Finding
from tests.making import make_item, make_place, make_quantity, make_source

MONITOR = make_source("the Hill Observatory", "organisation", "Hill Observatory")
THERE = (make_place("Goris", country="AM"),)


def count(raw: str, counted: str, role: Any, by: Any = MONITOR, **fields: Any) -> ClaimInContext:
    at = fields.pop("at", 0)
    values: dict[str, Any] = {"places": THERE, "report": "losses", **fields}
    return make_item(make_quantity(raw, counted, at=at), by, role=role, at=at, **values)


def compared(*items: ClaimInContext) -> list[Finding]:
    found = list(CompareReports()(list(items)))
    return [f for f in found if f.kind == "losses against strength"]


LOSSES = (
    count("28", "Northern rebels", "killed", at=10),
    count("62", "others", "injured-or-missing", at=30),
)


def strength(raw: str, counted: str = "Northern fighters", **fields: Any) -> ClaimInContext:
    values: dict[str, Any] = {"report": raw, **fields}
    return count(raw, counted, "transferred", values.pop("by", "Ivo Stern"), **values)


def test_losses_are_set_against_the_strengths_of_other_reports() -> None:
    low, high = strength("at least 300", by="Ana Bell"), strength("4,000")
    finding = compared(*LOSSES, low, high)[0]
    assert finding.verdict == "worth a look"
    assert [step.result for step in finding.working] == [
        "90", "at most 30 percent", "2.3 percent", "taken to be one force",
    ]  # fmt: skip
    assert finding.working[-1].text == (
        "lost: “Northern rebels”, “others”; strength: “Northern fighters”"
    )
    assert "Ana Bell: “at least 300”, in The At Least 300 Paper" in finding.working[1].text


def test_a_strength_of_people_from_the_same_country_bears_on_the_losses() -> None:
    origin = (make_place("Homs", "from", country="SY"), *THERE)
    losses = [count("28", "fighters", "killed", places=origin)]
    finding = compared(*losses, strength("4,000", "Syrian mercenaries"))[0]
    assert finding.verdict == "cannot tell"
    assert finding.working[1].result == "0.7 percent"


def test_a_report_without_a_place_beside_the_number_is_where_its_other_counts_are() -> None:
    bare = strength("400", places=(), report="two")
    placed = strength("17", "Northern fighters", report="two", at=5)
    assert len(compared(*LOSSES, bare, placed)) == 1


@pytest.mark.parametrize(
    "other",
    [
        strength("4,000", "Southern fighters"),
        strength("4,000", "fighters"),
        strength("4,000", "Northern children"),
        strength("80"),
        strength("4,000", places=(make_place("Tripoli", "to", country="LY"),)),
        strength("4,000", published="2023-07-01"),
        strength("4,000", published=None),
        strength("4,000", counting="subset"),
        strength("4,000", modality="planned"),
        strength("4,000", "Northern soldiers"),
    ],
    ids=[
        "other people", "nobody named", "no fighters", "smaller than the losses", "elsewhere",
        "another month", "undated", "a part", "planned", "the other side",
    ],
)  # fmt: skip
def test_what_does_not_bear_on_the_same_force_is_left_out(other: ClaimInContext) -> None:
    assert compared(*LOSSES, other) == []


def test_losses_that_several_reports_give_are_told_once() -> None:
    again = [
        count("28", "Northern fighters", "killed", at=10, report="later", published="2023-05-06"),
        count("62", "others", "injured-or-missing", at=30, report="later", published="2023-05-06"),
    ]
    found = compared(*LOSSES, *again, strength("4,000"))
    assert len(found) == 1
    assert set(found[0].claim_ids) >= {item.claim.id for item in LOSSES}


def test_the_loss_of_a_few_says_nothing_of_their_force() -> None:
    few = count("7", "Northern rebels", "killed", at=10)
    assert compared(few, strength("4,000")) == []


def test_the_strengths_of_the_same_report_are_no_comparison_of_reports() -> None:
    assert compared(*LOSSES, strength("4,000", report="losses")) == []


def test_the_order_of_the_claims_does_not_matter() -> None:
    items = [*LOSSES, strength("at least 300"), strength("4,000")]
    assert compared(*items) == compared(*reversed(items))


def test_bounds_of_both_counts_carry_over_to_the_share() -> None:
    many = (count("at least 30", "Northern fighters", "killed", at=10),)
    assert compared(*many, strength("300"))[0].working[1].result == "at least 10 percent"
    assert compared(*many, strength("up to 300"))[0].working[1].result == "at least 10 percent"
    about = (count("about 30", "Northern fighters", "killed", at=10),)
    assert compared(*about, strength("300"))[0].working[1].result == "about 10 percent"
    assert compared(*many, strength("at least 300"))[0].working[1].result == "10 percent"


def test_a_strength_given_exactly_and_as_a_bound_says_so() -> None:
    both = strength("300", by="Ada Holm"), strength("at least 300")
    results = [step.result for step in compared(*LOSSES, *both)[0].working]
    assert results[1] == "30 percent, less where 300 is a lower bound"
