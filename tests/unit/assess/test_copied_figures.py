from __future__ import annotations

from typing import Any

import pytest

from reportedly.assess.comparing import CompareReports
from reportedly.records import ClaimInContext, Finding
from tests.making import Linked, make_item, make_quantity, with_own_copies

BEFORE = (
    "Shells struck the grain depot at Corrin shortly after dawn on Tuesday, while the night shift "
    "was leaving by the north gate, and the governor said that"
)
BEHIND = (
    "in the yard, among them two drivers who had waited for the bridge to open, before the fire "
    "reached the fuel tanks behind the weighing house."
)
ELSEWHERE = "Snow closed the pass for a second week, and the council of Halvey sent for salt and"


def printed(
    raw: str, said: str, report: str, day: str | None, *, around: str = BEFORE, **fields: Any
) -> ClaimInContext:
    """Returns the figure ``raw`` as a report has it, in words that it shares with the others."""
    text = f"{around} {said} {BEHIND}"
    quantity = make_quantity(raw, fields.pop("counted", "people"), at=text.index(raw))
    values: dict[str, Any] = {"role": "injured", **fields}
    by = values.pop("by", "Ana Bell")
    return make_item(quantity, by, report=report, text=text, published=day, **values)


def drifts(*items: ClaimInContext) -> list[Finding]:
    found = CompareReports()(list(with_own_copies(items)))
    return [finding for finding in found if finding.kind.endswith("that drifts")]


WIRE = printed("at least 62", "at least 62 people were wounded", "wire", "2023-05-04")
COPY = printed("at least 62", "at least 62 people were wounded", "copy", "2023-05-05")
DROPPED = printed("62", "62 people were wounded", "digest", "2023-05-30")


def test_who_drops_a_bound_in_copied_words_is_named_however_late() -> None:
    finding = drifts(WIRE, COPY, DROPPED)[0]
    assert (finding.kind, finding.verdict) == ("bound that drifts", "worth a look")
    assert "The Digest Paper is the first of the reports read to say so." in finding.statement
    assert finding.claim_ids == (WIRE.claim.id, DROPPED.claim.id)
    assert [step.result for step in finding.working] == [
        "a lower bound", "a lower bound", "exact", "copied text",
    ]  # fmt: skip
    assert "equal words" in finding.working[-1].text


def test_only_the_first_of_the_chain_is_named() -> None:
    later = printed("62", "62 people were wounded", "blog", "2023-06-02")
    assert [f.claim_ids[1] for f in drifts(WIRE, COPY, DROPPED, later)] == [DROPPED.claim.id]


@pytest.mark.parametrize(
    ("role", "said"),
    [("killed-or-injured", "62 casualties were counted"), ("killed", "62 people were killed")],
)
def test_wounded_who_become_another_measure_in_copied_words_are_told(role: str, said: str) -> None:
    first = printed("62", "62 people were wounded", "wire", "2023-05-04", by=None)
    found = drifts(first, printed("62", said, "digest", "2023-05-05", role=role, by=None))
    assert [f.kind for f in found] == ["measure that drifts"]
    assert "injured" in found[0].working[0].result


def test_a_label_changed_in_copied_words_is_told_though_it_asks_another_question() -> None:
    first = printed("62", "62 villagers were wounded", "wire", "2023-05-04", counted="villagers")
    other = printed("62", "62 rebels were wounded", "digest", "2023-05-05", counted="rebels")
    assert [f.kind for f in drifts(first, other)] == ["label that drifts"]


def test_of_undated_reports_none_is_called_the_first() -> None:
    undated = printed("62", "62 people were wounded", "digest", None)
    assert "Which came first is not known." in drifts(WIRE, undated)[0].statement


@pytest.mark.parametrize(
    "other",
    [
        COPY,
        printed("more than 62", "more than 62 people were wounded", "digest", "2023-05-05"),
        printed("71", "71 people were wounded", "digest", "2023-05-05"),
        printed("62", "62 people were wounded", "digest", "2023-05-05", around=ELSEWHERE[:40]),
        printed("62", "62 people were wounded", "digest", "2023-05-05", role="captured",
                stance="denies"),
    ],
    ids=["same words", "same end open", "an update", "other words", "denied"],
)  # fmt: skip
def test_what_is_the_same_or_no_copy_has_not_drifted(other: ClaimInContext) -> None:
    assert drifts(WIRE, other) == []


def test_a_number_of_the_same_size_elsewhere_in_the_copy_is_another_figure() -> None:
    text = f"{BEFORE} at least 62 people were wounded {BEHIND} {ELSEWHERE} 62 sledges."
    quantity = make_quantity("62", "sledges", at=text.rindex("62"))
    sledges = make_item(
        quantity, "Ana Bell", report="digest", text=text, published="2023-05-05", role="destroyed"
    )
    assert drifts(WIRE, sledges) == []


def test_a_report_that_has_both_at_that_place_has_changed_nothing() -> None:
    both = "at least 62 people, and no fewer than 62 people, were wounded"
    text = f"{BEFORE} {both} {BEHIND}"
    given = [
        make_item(make_quantity(raw, at=text.index(raw)), "Ana Bell", report="digest", text=text,
                  published="2023-05-05", role="injured")
        for raw in ("at least 62", "62 people, were")
    ]  # fmt: skip
    assert drifts(WIRE, *given) == []


def test_a_change_in_copied_words_is_told_once_and_not_of_the_question_too() -> None:
    soon = printed("62", "62 people were wounded", "digest", "2023-05-05")
    of_question = [f for f in Linked([WIRE, soon]).findings_of(WIRE) if "drifts" in f.kind]
    assert of_question == []
    assert len(drifts(WIRE, soon)) == 1


def test_a_finding_depends_on_no_report_that_shares_no_text() -> None:
    apart = make_item("62", "Ana Bell", report="other", published="2023-05-03", role="injured")
    assert drifts(WIRE, DROPPED) == drifts(WIRE, DROPPED, apart)
