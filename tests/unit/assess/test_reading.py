from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.assess.reading import figure_words, make_finding, raw_words
from tests.making import make_item, make_quantity


@pytest.mark.parametrize(
    ("raw", "words"),
    [("At least 14", "at least 14"), ("Seven", "seven"), ("28", "28"), ("US$ 5", "US$ 5")],
)
def test_a_number_that_began_a_sentence_is_small_inside_another(raw: str, words: str) -> None:
    quantity = replace(make_quantity("14"), raw=raw)
    assert raw_words(make_item(quantity)) == words


def test_names_that_were_counted_keep_their_letters() -> None:
    quantity = replace(make_quantity("2", "people"), raw="Ada Holm and Bo Rask", is_derived=True)
    assert raw_words(make_item(quantity)) == "Ada Holm and Bo Rask"


@pytest.mark.parametrize(
    ("counted", "words"),
    [("children", "7 children killed"), ("people", "7 killed"), ("soldiers", "7 killed")],
)
def test_a_count_of_children_does_not_read_as_one_of_all(counted: str, words: str) -> None:
    assert figure_words(make_item(make_quantity("7", counted))) == words


def test_a_statement_begins_as_a_sentence_and_its_id_does_not_hang_on_that() -> None:
    item = make_item("7")
    small, large = (make_finding("k", words, [item], [], "holds") for words in ("a b", "A b"))
    assert small == large
