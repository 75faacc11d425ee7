from __future__ import annotations

from typing import Any

import pytest

from reportedly.records import ClaimInContext, Finding
from tests.making import Linked, make_item, make_quantity


def findings(kind: str, *items: ClaimInContext) -> list[Finding]:
    linked = Linked(items)
    found = {f.id: f for item in items for f in linked.findings_of(item)}
    return [finding for finding in found.values() if finding.kind == kind]


def said(raw: str = "14", by: str | None = "Ana Bell", report: str = "one", **fields: Any) -> Any:
    return make_item(make_quantity(raw, fields.pop("counted", "people")), by, report=report,
                     **fields)  # fmt: skip


ONE_VOICE = "agreement that is one voice"


def test_two_publishers_with_one_speaker_repeat_and_do_not_confirm() -> None:
    finding = findings(ONE_VOICE, said(), said(report="two"))[0]
    assert "2 reports give 14 killed. They count as one voice, Ana Bell" in finding.statement
    assert [step.result for step in finding.working[:2]] == ["2", "1"]


def test_a_part_that_is_repeated_is_called_a_part() -> None:
    parts = [said("9", report=name, counting="subset", counted=None) for name in ("one", "two")]
    assert "9 killed as part of a total" in findings(ONE_VOICE, *parts)[0].statement


@pytest.mark.parametrize(
    "other",
    [
        said(by="Ivo Stern", report="two"),
        said(report="two", publisher="The One Paper"),
        said("15", report="two"),
        said(report="two", stance="denies"),
        said(by=None, report="two", publisher=None),
    ],
    ids=["another voice", "the same publisher", "another number", "denied", "nobody known"],
)
def test_what_is_no_repetition_is_left_alone(other: ClaimInContext) -> None:
    assert findings(ONE_VOICE, said(), other) == []


@pytest.mark.parametrize(
    ("counted", "is_told"), [("fighters", True), ("the city", False), (None, False)]
)
def test_a_share_is_repeated_only_if_it_is_one_of_people(
    counted: str | None, is_told: bool
) -> None:
    shares = [
        make_item(make_quantity("60", None, unit="percent", share_of=counted), report=name,
                  role="share")
        for name in ("one", "two")
    ]  # fmt: skip
    assert (len(findings(ONE_VOICE, *shares)) == 1) == is_told


WITHDRAWN = "withdrawn by its speaker"
CLAIMED = said("40", role="captured")


def test_who_takes_a_figure_back_is_told() -> None:
    back = said("40", report="two", role="captured", stance="retracts", published="2023-05-07")
    finding = findings(WITHDRAWN, CLAIMED, back)[0]
    assert "Ana Bell gave 40 captured and has taken it back (2023-05-07)." in finding.statement
    assert set(finding.claim_ids) == {CLAIMED.claim.id, back.claim.id}


@pytest.mark.parametrize(
    "other",
    [
        said("40", report="two", role="captured", stance="denies"),
        said("40", by="Ivo Stern", report="two", role="captured", stance="retracts"),
        said("38", report="two", role="captured"),
    ],
    ids=["a denial", "somebody else", "a correction"],
)
def test_a_denial_or_another_voice_takes_nothing_back(other: ClaimInContext) -> None:
    assert [f for f in findings(WITHDRAWN, CLAIMED, other) if CLAIMED.claim.id in f.claim_ids] == []
