"""No number of a report is lost: what no statement holds, the publisher tells itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extract.claim_drafts import claimed_quantities
from reportedly.extract.claims import extract_document
from reportedly.extract.nlp import parse
from reportedly.extract.own_numbers import (
    is_told_by_source,
    source_stretches,
    with_own_numbers,
)
from reportedly.extract.quantities import find_quantities
from reportedly.extract.times import find_times
from reportedly.records import Claim, Document, Problem, Span, Statement
from tests.strategies import reports
from tests.unit.extract.test_claims import document, read

PIECES = (
    "“We lost everything,” both farmers said.",
    "“They came at night,” one witness said.",
    "One of 14 witnesses said that 3 cars had burned.",
    "TORVIL, Norland (Example Wire) - Nine people died.",
    "Two shepherds -- from a farm near Varn -- were taken away by gunmen.",
    "The mayor estimated about $2 million in damage.",
    "The siege lasted 120 days, 3 of them quiet.",
    "Monday 4 May 2020 21:51 15 nurses were hurt in Varn",
    "No casualties have been reported.",
    "Ada Rask, 34, who lost 2 sons, denied it.",
    "In all, 40 percent of 300 men fled; 12 more did on Friday.",
)


def unheld(read: Document) -> list[str]:
    """Returns the numbers of a report that neither a claim nor a source's name holds."""
    (parsed,) = parse([read.text])
    made = list(extract_document(read, parsed))
    sources = source_stretches(m for m in made if isinstance(m, Statement))
    claimed = {m.quantity.span for m in made if isinstance(m, Claim) and m.quantity is not None}
    told = " ".join(m.message for m in made if isinstance(m, Problem))
    times = find_times(parsed, published=read.published)
    return [
        mention.quantity.raw
        for mention in claimed_quantities(find_quantities(parsed), times)
        if mention.quantity.span not in claimed
        and not is_told_by_source(mention, sources)
        and f"offset {mention.quantity.span.start} " not in told
    ]


@pytest.mark.parametrize("text", PIECES)
def test_every_number_is_in_a_claim(text: str) -> None:
    assert unheld(document(text)) == []


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5), st.sampled_from([" ", "\n\n"]))
def test_every_number_is_in_a_claim_whatever_stands_beside_it(pieces: list[str], gap: str) -> None:
    assert unheld(document(gap.join(pieces))) == []


@given(reports())
def test_every_number_of_a_report_is_in_a_claim(text: str) -> None:
    assert unheld(document(text)) == []


def own_statements(text: str, held: list[Statement]) -> tuple[Statement, ...]:
    (parsed,) = parse([text])
    return with_own_numbers(parsed.doc, document(text), held, find_quantities(parsed))


def held(text: str, words: str) -> Statement:
    """Returns the publisher's own statement of some words of a text."""
    start = text.index(words)
    (statement,) = own_statements(words + " 1 dog", [])
    return Statement(
        id="s", document_id="d", content=(Span(start=start, end=start + len(words)),),
        chain=statement.chain, mode="editorial", stance="asserts", polarity="positive",
    )  # fmt: skip


def said(text: str, statement: Statement) -> list[str]:
    return [text[span.start : span.end] for span in statement.content]


def test_a_number_that_no_statement_holds_is_the_publishers_own() -> None:
    text = "Rain fell. Both farmers laughed."
    (statement,) = own_statements(text, [])
    assert said(text, statement) == ["Both farmers laughed"]
    assert (statement.mode, statement.stance) == ("editorial", "asserts")
    assert [hop.source.name for hop in statement.chain] == ["The Daily Example"]


def test_a_number_before_the_publishers_own_words_is_added_to_them() -> None:
    text = "Two shepherds -- from Varn -- fled."
    (statement,) = own_statements(text, [held(text, "from Varn -- fled")])
    assert said(text, statement) == ["Two shepherds -- from Varn -- fled"]


@pytest.mark.parametrize(
    "text", ["The dogs fled. Two cats slept.", "Two cats slept. The dogs fled."]
)
def test_a_number_is_not_added_to_another_sentence(text: str) -> None:
    statements = own_statements(text, [held(text, "The dogs fled")])
    assert sorted(said(text, s) for s in statements) == [["The dogs fled"], ["Two cats slept"]]


@pytest.mark.parametrize(
    "text",
    [
        "Ivo Stern, a doctor, said that 14 people were killed in Varn.",
        "According to Ivo Stern, a doctor, 14 people were killed in Varn.",
        "One nurse said that 14 people were killed in Varn.",
    ],
)
def test_who_speaks_is_no_victim(text: str) -> None:
    counts = [c.quantity.low for c in read(text)[1] if c.quantity is not None]
    assert counts == [14]


def test_where_every_number_is_held_nothing_changes() -> None:
    text = "Two shepherds fled."
    statement = held(text, "Two shepherds fled")
    assert own_statements(text, [statement]) == (statement,)
    assert own_statements("Rain fell.", []) == ()
