"""Victims named one by one are counted, and the count is marked as the tool's own."""

from __future__ import annotations

import pytest

from reportedly.records import Claim
from tests.unit.extract.test_claims import read


def derived(text: str) -> list[Claim]:
    return [c for c in read(text)[1] if c.quantity is not None and c.quantity.is_derived]


@pytest.mark.parametrize(
    ("text", "role", "count"),
    [
        ("Peter Holm and John Rask were killed in the blast.", "killed", 2),
        ("Ada Holm, Bo Rask and Ilda Toren were killed on Monday.", "killed", 3),
        ("Peter Holm, 34, and Jan Rask, 12, died in the blast.", "killed", 2),
        ("Anna Peters and Mary Jones were wounded, the mayor said.", "injured", 2),
        ("Gunmen kidnapped Ada Holm, a nurse, and Bo Rask.", "captured", 2),
    ],
)
def test_a_list_of_names_is_a_count(text: str, role: str, count: int) -> None:
    (claim,) = derived(text)
    quantity = claim.quantity
    assert quantity is not None
    assert (claim.role, quantity.low, quantity.high, quantity.best) == (role, count, count, count)
    assert (quantity.unit, quantity.relation) == ("person", "=")
    assert text[quantity.span.start : quantity.span.end] == quantity.raw
    assert quantity.raw.split()[0] in text


def test_who_a_named_victim_is_counts_nobody_again() -> None:
    _, claims = read("Gunmen kidnapped Ada Holm, a nurse, and Bo Rask.")
    assert [c.quantity.low for c in claims if c.quantity is not None] == [2]


def test_the_dead_beside_the_named_are_counted_on_their_own() -> None:
    _, claims = read("The blast killed Ada Holm, Peter Rask and two soldiers.")
    counts = [c.quantity for c in claims if c.role == "killed" and c.quantity is not None]
    assert [(q.low, q.is_derived) for q in counts] == [(2, True), (2, False)]


def test_names_behind_including_are_a_part_of_those_counted() -> None:
    _, claims = read("12 people were killed, including Ada Holm, Bo Rask and Ilda Toren.")
    counts = [c for c in claims if c.role == "killed" and c.quantity is not None]
    told = [(c.quantity.low, c.quantity.is_derived, c.counting) for c in counts if c.quantity]
    assert told == [(12, False, "total"), (3, True, "subset")]


@pytest.mark.parametrize(
    "text",
    [
        "Peter Holm was killed.",  # one name is no list
        "Two brothers, Peter Holm and Jan Holm, were killed.",  # the report says the number
        "Peter Holm and John Rask attended the funeral.",  # nobody is harmed
        "Peter Holm and John Rask killed three men.",  # who strikes is not struck
        "The army captured Aleppo and Homs.",  # no people
        "Three farmers and two nurses were killed.",  # nobody is named
    ],
)
def test_nothing_is_derived(text: str) -> None:
    assert derived(text) == []
