"""Which counts of harm are an incident's, in reports of our own words."""

from __future__ import annotations

import pytest

from reportedly.assess.casualties import casualty_claims, incident_casualties
from reportedly.extract.claims import extract_document
from reportedly.extract.nlp import parse
from reportedly.records import Claim
from tests.unit.assess.reports import report

# report, the numbers of people harmed in incidents
INCIDENTS = [
    ("Gunmen killed four farmers and kidnapped three teachers on Friday.", {4, 3}),
    # losses of forces
    ("Three rebels were killed and seven others were wounded in clashes on Friday.", set()),
    ("The brigade had 9 dead and 12 wounded near the barracks.", set()),
    ("Government soldiers killed 14 rebels in the hills.", set()),
    # forces hit by a bomb among people are its victims too
    ("A car bomb killed five policemen outside the town hall.", {5}),
    # statistics and old events
    ("Since 2019 gangs have killed 48 mayors in the region.", set()),
    ("In 2019 gunmen killed 26 farmers in Oldtown.", set()),
    ("The war has claimed 120,000 lives.", set()),
    # arrests are no abductions
    ("Police arrested 25 students on Friday.", set()),
    # parts are told with their whole; a number may only point back
    ("A blast wounded 19 people, including 10 children.", {19}),
    ("Two senators were shot on Friday. Both were killed.", set()),
    # a large count that no single attack reaches, below the lead
    ("A blast killed six people. Bandits killed 900 people in the whole region.", {6}),
    ("A ferry fire killed 300 people. ", {300}),
]


def claims_of(text: str) -> list[Claim]:
    (parsed,) = parse([text])
    return [r for r in extract_document(report(text), parsed) if isinstance(r, Claim)]


@pytest.mark.parametrize(("text", "numbers"), INCIDENTS)
def test_incident_casualties(text: str, numbers: set[int]) -> None:
    found = incident_casualties(claims_of(text), text, "2023-05-06")
    assert {claim.quantity.low for claim in found if claim.quantity is not None} == numbers


def test_without_a_day_no_age_is_judged() -> None:
    text = "On 3 May 2019 gunmen killed 26 farmers in Oldtown."
    assert incident_casualties(claims_of(text), text, None) != ()
    assert incident_casualties(claims_of(text), text, "no date") != ()


def test_casualties_are_facts_with_a_number() -> None:
    text = "The blast killed dozens. It could kill 40 people. It wounded 12 people."
    assert [c.role for c in casualty_claims(claims_of(text))] == ["injured"]
