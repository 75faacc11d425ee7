from __future__ import annotations

from typing import Any

import pytest

from reportedly.assess.arithmetic import CheckReport
from reportedly.config import default_plan
from reportedly.extract.claims import ExtractClaims
from reportedly.records import Claim, ClaimInContext, Document, Finding, Statement
from reportedly.run.linking import contexts_of
from reportedly.run.plans import report_stages
from tests.unit.assess.reports import report


def claims_of(text: str, published: str | None = "2017-03-02") -> tuple[ClaimInContext, ...]:
    document = report(text, published=published)
    stages = [stage for stage in report_stages(default_plan()) if stage.consumes is Document]
    return contexts_of(document, [made for stage in stages for made in stage([document])])


def ages(text: str, published: str | None = "2017-03-02") -> list[Finding]:
    found = CheckReport()(claims_of(text, published))
    return [finding for finding in found if finding.kind.startswith("age against")]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Holm, 30, who was born in 1960 in Selmak, led the march.",
        "Ada Holm, 30, born in 1960, said the road was closed.",
        "Born in 1960, Ada Holm, 30, runs the clinic.",
        "Holm was born in 1960. She is 30.",
        "Ada Holm is 30. She was born in Corrin in 1960.",
        "The governor, who is 30 and was born in 1960, closed the road.",
    ],
)
def test_an_age_that_the_year_of_birth_excludes_is_worth_a_look(text: str) -> None:
    finding = ages(text)[0]
    assert (finding.kind, finding.verdict) == ("age against year of birth", "worth a look")
    assert "that makes 56 or 57 on 2 March 2017" in finding.statement
    assert [step.result for step in finding.working] == ["56 or 57 full years", "does not fit"]


@pytest.mark.parametrize(("age", "verdict"), [(56, "holds"), (57, "holds"), (58, "cannot tell")])
def test_an_age_that_the_year_of_birth_gives_holds(age: int, verdict: str) -> None:
    text = f"Ada Holm, {age}, who was born in 1960 in Selmak, led the march."
    assert [finding.verdict for finding in ages(text)] == [verdict]


@pytest.mark.parametrize(
    ("text", "young"),
    [
        ("The 12-year-old, who fought in the war of 1980, lives in Corrin.", "not yet born"),
        ("Ada Holm, aged 30, joined the army in 1985.", "not yet born"),
        ("The 44-year-old commander, who served in the army in 1978, denied it.", "5 or 6"),
    ],
)
def test_who_was_too_young_for_a_deed_is_worth_a_look(text: str, young: str) -> None:
    finding = ages(text)[0]
    assert (finding.kind, finding.verdict) == ("age against year", "worth a look")
    assert finding.working[-1].result == young


@pytest.mark.parametrize(
    "text",
    [
        "The 64-year-old commander, who served in the army in 1978, denied it.",
        "She was 12 when the war began in 1980.",
        "In 1980 the 12-year-old fought in the hills.",
        "Bo Rask, then 30, was born in 1960.",
        "Bo Rask, 30, whose father was born in 1960, said so.",
        "Bo Rask, 30, was killed in 1960 as he led the charge.",
        "Ada Holm, 30, wrote a book about the war of 1980.",
        "Bo Rask, 34, said that his uncle fought in the war of 1980.",
        "Ada Holm, 30, and Bo Rask, who was born in 1960, were there.",
        "The 12-year-old boy was hurt. His father was born in 1960.",
        "Ada Holm, 30, said Rask was born in 1960.",
        "The company, 30 years old, was founded in 1960.",
        "Ada Holm, 34, visited the house that was built in 1920.",
        "Shells hit the school in 1980. Ada Holm, 30, is its head.",
    ],
)
def test_an_age_of_another_day_or_person_is_left_alone(text: str) -> None:
    assert ages(text) == []


def test_without_the_day_of_the_report_an_age_says_nothing() -> None:
    assert ages("Ada Holm, 30, who was born in 1960, led the march.", published=None) == []


def test_an_age_without_a_year_is_no_claim() -> None:
    claims = claims_of("Ada Holm, 30, led the march, and a 12-year-old carried the flag.")
    assert [item for item in claims if item.claim.quantity and item.claim.quantity.low == 30] == []


def test_a_dated_age_has_its_evidence_and_names_nobody() -> None:
    text = "Ada Holm, 30, who was born in 1960 in Selmak, led the march."
    document = report(text)
    made: list[Any] = list(ExtractClaims()([document]))
    statements = {record.id for record in made if isinstance(record, Statement)}
    claim = next(c for c in made if isinstance(c, Claim) and c.quantity and c.quantity.low == 30)
    assert text[claim.evidence.start : claim.evidence.end] == "30, who was born in 1960"
    assert claim.statement_id in statements
    assert claim.actors == claim.targets == ()
