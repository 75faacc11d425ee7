"""Whom a count counts, from the words for them."""

from __future__ import annotations

import pytest

from reportedly.populations import population_of, population_words


@pytest.mark.parametrize(
    ("counted", "population"),
    [
        ("schoolchildren", "children"),
        ("young women", "women"),
        ("civilian women", "women"),
        ("women civilians", "civilians"),
        ("villagers", "civilians"),
        ("rescue workers", "civilians"),
        ("peasants", "civilians"),
        ("regime fighters", "combatants"),
        ("loyalists", "combatants"),
        ("policemen", "combatants"),
        ("field commander", "combatants"),
        ("Rebels Dead", "combatants"),
        ("members of the northern militia", "combatants"),
        ("members of a family", "civilians"),
        ("members", "people"),
        ("others", "people"),
        ("people including children", "people"),
        ("people, mostly women", "people"),
        ("houses", None),
        ("including", None),
        ("", None),
        (None, None),
    ],
)
def test_population(counted: str | None, population: str | None) -> None:
    assert population_of(counted) == population


def test_a_word_names_one_group() -> None:
    words = population_words()
    assert words["child"] == "children"
    assert all(word == word.lower() for word in words)
