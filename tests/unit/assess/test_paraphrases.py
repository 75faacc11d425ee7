from __future__ import annotations

from typing import Any

import pytest

from reportedly.assess.paraphrases import check_paraphrases
from reportedly.records import ClaimInContext, Finding
from tests.making import make_item, make_quantity, make_source
from tests.unit.assess.modes import with_mode

MINISTER = make_source("the minister", full="Ana Bell")


def told(raw: str, counted: str, mode: Any, at: int, **fields: Any) -> ClaimInContext:
    by = fields.pop("by", MINISTER)
    values: dict[str, Any] = {"role": "transferred", "part": f"{mode} {at}", **fields}
    return with_mode(make_item(make_quantity(raw, counted, at=at), by, at=at, **values), mode)


def checked(*items: ClaimInContext) -> list[Finding]:
    return list(check_paraphrases(items))


QUOTED = told("more than 300", "Northern militants", "quoted", 200)


@pytest.mark.parametrize(
    ("retold", "changed"),
    [
        (told("at least 300", "Northern militants", "reported", 10), "the bound differs"),
        (told("more than 300", "Crimson Front fighters", "reported", 10), "the label differs"),
        (told("more than 300", "Northern terrorists", "reported", 10), "the label differs"),
        (told("more than 400", "Northern militants", "reported", 10), "the number differs"),
        (
            told("more than 300", "Northern militants", "reported", 10, modality="planned"),
            "the modality differs",
        ),
    ],
    ids=["bound", "name", "judging word", "number", "modality"],
)
def test_what_a_retelling_changes_is_named(retold: ClaimInContext, changed: str) -> None:
    finding = checked(retold, QUOTED)[0]
    assert finding.verdict == "worth a look"
    assert changed in finding.statement
    assert finding.claim_ids == (retold.claim.id, QUOTED.claim.id)


def test_several_changes_are_all_told_in_the_working() -> None:
    retold = told("at least 300", "Crimson Front fighters", "reported", 10)
    finding = checked(retold, QUOTED)[0]
    results = [step.result for step in finding.working]
    assert results[0] == "the same"
    assert results[1] == "differs: 300 and above, 301 and above"
    assert results[2] == "differs: only the retelling has “Crimson Front” here"


@pytest.mark.parametrize("counted", ["Northern militants", "Northern fighters", "fighters"])
def test_a_retelling_that_changes_nothing_or_says_less_holds(counted: str) -> None:
    retold = told("more than 300", counted, "reported", 10)
    assert [f.verdict for f in checked(retold, QUOTED)] == ["holds"]


@pytest.mark.parametrize(
    "other",
    [
        told("at least 300", "Northern militants", "reported", 10, by="Ivo Stern"),
        told("at least 300", "Northern militants", "reported", 10, role="killed"),
        told("at least 900", "Northern militants", "reported", 10),
        told("at least 350", "fighters", "reported", 10),
        told("at least 300", "Northern militants", "reported", 10, place="Varrow"),
        told("at least 300", "Northern children", "reported", 10),
        told("at least 300", "Northern militants", "reported", 9000),
    ],
    ids=[
        "another speaker", "another measure", "far off", "nothing ties them", "another place",
        "other people", "far away",
    ],
)  # fmt: skip
def test_two_facts_are_no_retelling(other: ClaimInContext) -> None:
    assert checked(other, QUOTED) == []


def test_two_times_are_two_facts() -> None:
    then = told("at least 300", "Northern militants", "reported", 10, day="2023-05-01")
    now = told("more than 300", "Northern militants", "quoted", 200, day="2023-05-04")
    assert checked(then, now) == []


def test_a_headline_and_the_lead_that_say_the_same_are_one_retelling() -> None:
    headline = told("at least 300", "Northern militants", "reported", 1)
    lead = told("at least 300", "Northern militants", "reported", 50)
    assert len(checked(headline, lead, QUOTED)) == 1


def test_two_quotations_or_two_retellings_are_not_compared() -> None:
    again = told("at least 300", "Northern militants", "quoted", 10)
    assert checked(again, QUOTED) == []
