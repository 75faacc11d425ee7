"""The laws of counting voices: a copy adds none, another takes none away, order is nothing."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.link.copies import copies_among
from reportedly.link.origins import origins_of
from reportedly.link.voices import claim_voices, read_names
from reportedly.records import ClaimInContext, Origin, Source, SyndicationMark
from tests.making import copy_of, make_item, make_source, with_own_copies

PARAGRAPHS = [" ".join(f"p{number}w{n}" for n in range(22)) for number in range(6)]
PUBLISHERS = [None, "The Post", "The Courier", "Norland Wire", "Selmak Watch", "Ana Bell"]
MINISTRY = make_source("the Health Ministry", "government", "Health Ministry")
CHAINS: list[list[Source]] = [
    [],
    [make_source("Ana Bell")],
    [make_source("Max Bell")],
    [make_source("Bell")],
    [MINISTRY],
    [make_source("the Orvanian Health Ministry", "government")],
    [make_source("the Norland Health Ministry", "government")],
    [make_source("a Health Ministry spokesman", "unnamed")],
    [make_source("an official", "unnamed")],
    [make_source("OCM", "organisation", "Orvania Conflict Monitor")],
    [make_source("OCM", "organisation")],
    [make_source("Norland Wire", "media"), make_source("Ana Bell")],
    [make_source("Ana Bell"), MINISTRY],
    [make_source("Ivo Stern"), MINISTRY],
    [make_source("a UN report", "document")],
]
MARKS = [
    (),
    (SyndicationMark(kind="agency", name="Reuters", raw="Reuters"),),
    (SyndicationMark(kind="agencies", name=None, raw="agencies"),),
    (SyndicationMark(kind="byline", name="Ilda Toren", raw="Ilda Toren"),),
    (SyndicationMark(kind="canonical-link", name="norlandwire.example", raw=""),),
]
Report = list[ClaimInContext]


@st.composite
def reports(draw: st.DrawFn, name: str) -> Report:
    """Returns the claims of a report of a few paragraphs, each with a number and its speaker."""
    chosen = draw(st.lists(st.sampled_from(range(len(PARAGRAPHS))), min_size=1, max_size=4))
    own = " ".join(f"{name}x{n}" for n in range(20))
    text = " ".join([*(PARAGRAPHS[n] for n in chosen), own])
    publisher, marks = draw(st.sampled_from(PUBLISHERS)), draw(st.sampled_from(MARKS))
    made = []
    at = 0
    for position, paragraph in enumerate([*chosen, None]):
        length = len(own) if paragraph is None else len(PARAGRAPHS[paragraph])
        place = at + draw(st.integers(0, length - 1))
        made.append(
            make_item("14", draw(st.sampled_from(CHAINS)), report=name, text=text, at=place,
                      part=position, publisher=publisher, marks=marks)
        )  # fmt: skip
        at += length + 1
    return made


@st.composite
def ledgers(draw: st.DrawFn) -> list[Report]:
    return [draw(reports(f"r{n}")) for n in range(draw(st.integers(1, 4)))]


def origins_behind(ledger: list[Report]) -> tuple[Origin, ...]:
    items = with_own_copies(claim for report in ledger for claim in report)
    return origins_of("q", items, claim_voices(items), read_names(items), copies_among(items))


@settings(max_examples=300)
@given(ledgers(), st.data())
def test_law_a_copy_of_a_report_never_adds_a_voice(
    ledger: list[Report], data: st.DataObject
) -> None:
    before = origins_behind(ledger)
    for number in range(data.draw(st.integers(1, 3))):
        publisher = data.draw(st.sampled_from([*PUBLISHERS, "A New Paper"]))
        original = data.draw(st.sampled_from(ledger))
        ledger = [*ledger, [copy_of(c, f"copy{number}", publisher=publisher) for c in original]]
        after = origins_behind(ledger)
        assert len(after) <= len(before)
        before = after


@settings(max_examples=300)
@given(ledgers(), st.data())
def test_law_another_voice_never_takes_one_away(ledger: list[Report], data: st.DataObject) -> None:
    before = origins_behind(ledger)
    text = " ".join(f"other{n}" for n in range(40))
    speaker = data.draw(st.sampled_from([None, "Quill Farrow", make_source("Dax", "unnamed")]))
    other = make_item("14", speaker, report="other", text=text, publisher="The Tarn Gazette")
    after = origins_behind([*ledger, [other]])
    assert len(before) <= len(after) <= len(before) + 1


@given(ledgers(), st.randoms(use_true_random=False))
def test_law_the_order_of_reports_does_not_matter(ledger: list[Report], rng: random.Random) -> None:
    shuffled = [rng.sample(report, k=len(report)) for report in rng.sample(ledger, k=len(ledger))]
    assert origins_behind(shuffled) == origins_behind(ledger)


@given(ledgers())
def test_every_origin_says_which_reports_and_a_merged_one_why(ledger: list[Report]) -> None:
    claims = {claim.statement.id: claim for report in ledger for claim in report}
    for origin in origins_behind(ledger):
        assert set(origin.document_ids) == {claims[s].document_id for s in origin.statement_ids}
        assert len(origin.document_ids) == 1 or len(origin.why) > 0


@pytest.mark.parametrize("number", range(2, 12))
def test_ten_outlets_with_one_wire_are_one_voice(number: int) -> None:
    text = " ".join(PARAGRAPHS)
    ledger = [
        [make_item("14", None, report=f"r{n}", text=text, publisher=f"Paper {n}")]
        for n in range(number)
    ]
    assert len(origins_behind(ledger)) == 1
