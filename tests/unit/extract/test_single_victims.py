"""Counts of one that are said with an article."""

from __future__ import annotations

import pytest

from reportedly.extract.nlp import parse
from reportedly.extract.quantities import find_quantities
from reportedly.extract.single_victims import find_single_victims


def victims(text: str) -> list[str | None]:
    (parsed,) = parse([text])
    counted = {m.head for m in find_quantities(parsed) if m.head is not None}
    return [m.quantity.counted for m in find_single_victims(parsed.doc, counted)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A child was killed by a mine.", ["child"]),
        ("The blast wounded a nurse.", ["nurse"]),
        ("The blast killed 12 people, including a woman.", ["woman"]),
        ("The blast killed a nurse, a driver and two soldiers.", ["nurse", "driver"]),
        ("Gunmen kidnapped an engineer.", ["engineer"]),
        # nobody is harmed
        ("A woman spoke to reporters.", []),
        ("The town elected a farmer.", []),
        # a thing, or a name
        ("The shell destroyed a house.", []),
        # who strikes is not struck
        ("A soldier killed two men.", []),
        # counted already
        ("Some 12 children were killed.", []),
        ("", []),
    ],
)
def test_single_victims(text: str, expected: list[str]) -> None:
    assert victims(text) == expected


def test_a_victim_counts_one_and_keeps_its_words() -> None:
    text = "A teenage girl was killed near the bridge."
    (parsed,) = parse([text])
    (mention,) = find_single_victims(parsed.doc, set())
    quantity = mention.quantity
    assert (quantity.low, quantity.high, quantity.best, quantity.relation) == (1, 1, 1, "=")
    assert (quantity.raw, quantity.unit) == ("A", "person")
    assert text[quantity.span.start : quantity.span.end] == "A"
    assert quantity.counted == "teenage girl"
