"""The checks on the model case: each that applies is made, and nothing else is said.

What a careful reader would work out with a pencil was written down before the tool was run.
"""

from __future__ import annotations

from functools import cache

import pytest

from reportedly.config import default_plan
from reportedly.records import Document, Finding
from reportedly.run.linking import link
from reportedly.run.plans import report_stages
from reportedly.store.memory import MemoryStore
from tests.golden.test_model_case import REPORT, read

pytestmark = [
    pytest.mark.reads_shared,
    pytest.mark.skipif(not REPORT.is_file(), reason="shared data is not beside the project"),
]


@cache
def findings() -> tuple[Finding, ...]:
    document, *_ = read()
    plan, store = default_plan(), MemoryStore()
    stages = [stage for stage in report_stages(plan) if stage.consumes is Document]
    store.write([document, *(made for stage in stages for made in stage([document]))])
    for _ in link(store, plan, strict=True, is_forced=True):
        pass
    return tuple(store.read(Finding))


def the(kind: str) -> Finding:
    found = [finding for finding in findings() if finding.kind == kind]
    assert len(found) == 1
    return found[0]


# Kind, verdict: what the report's numbers and words bear out, and no more.
APPLY = {
    ("stated share", "holds"),
    ("losses against strength", "worth a look"),
    ("rate times number", "cannot tell"),
    ("paraphrase against quotation", "worth a look"),
    ("unit said twice", "worth a look"),
    ("second-hand confirmation", "worth a look"),
}


def test_every_check_that_applies_is_made_and_no_other() -> None:
    assert {(finding.kind, finding.verdict) for finding in findings()} == APPLY
    assert len(findings()) == len(APPLY)


def test_losses_are_set_against_both_strengths() -> None:
    results = [step.result for step in the("losses against strength").working]
    at_most = "30 percent, less where 300 is a lower bound"
    assert results == ["90", at_most, "2.3 percent", "taken to be one force"]


def test_the_share_holds_and_its_whole_is_called_a_lower_bound() -> None:
    steps = the("stated share").working
    assert [step.result for step in steps[:2]] == ["90", "30 percent"]
    assert steps[-1].result == "at most 30 percent"


def test_pay_times_fighters_has_its_currency_and_period() -> None:
    assert the("rate times number").working[0].result == "7,200,000 USD a month"


def test_the_paraphrase_has_another_bound_and_another_label() -> None:
    results = [step.result.split(":")[0] for step in the("paraphrase against quotation").working]
    assert results == ["the same", "differs", "differs", "the same"]


def test_every_input_of_a_finding_is_a_claim_of_the_report() -> None:
    known = {claim.id for claim in read()[2]}
    assert all(set(finding.claim_ids) <= known for finding in findings())
    assert all(len(finding.working) > 0 for finding in findings())
