"""The text as the parser sees it: paragraphs, wrapped lines, capitals; offsets never move."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extract.nlp import (
    find_paragraphs,
    is_upper_case,
    is_wrapped,
    parse,
    readable_twin,
)

WRAPPED = (
    "The council of the river towns said on Monday that it would send a\n"
    "second convoy of medicine to the valley, where fighting had closed the\n"
    "only road for most of the winter, and asked both sides to let it pass.\n"
)


def paragraphs(text: str) -> list[str]:
    return [text[p.start : p.end] for p in find_paragraphs(text)]


def test_an_empty_line_ends_a_paragraph() -> None:
    assert paragraphs("One.\n\nTwo.\n \nThree.") == ["One.", "Two.", "Three."]


def test_a_line_of_its_own_is_a_paragraph() -> None:
    assert paragraphs("A headline\nThe lead of the story follows.") == [
        "A headline",
        "The lead of the story follows.",
    ]


def test_wrapped_lines_are_one_paragraph() -> None:
    assert is_wrapped(WRAPPED.strip())
    assert len(paragraphs(WRAPPED)) == 1


def test_a_list_of_short_lines_is_not_wrapped() -> None:
    assert not is_wrapped("Killed: 4\nWounded: 11\nMissing: 2")


def test_no_sentence_runs_from_a_headline_into_the_lead() -> None:
    (parsed,) = parse(["Shells hit the old market\nTwelve people were killed on Friday."])
    assert [s.text.strip() for s in parsed.doc.sents] == [
        "Shells hit the old market",
        "Twelve people were killed on Friday.",
    ]


def test_capitals_are_lowered_and_sentences_start_with_one() -> None:
    text = "TWELVE PEOPLE WERE KILLED ON FRIDAY IN THE OLD MARKET. THE MAYOR SAID SO AT NOON."
    assert is_upper_case(text)
    assert readable_twin(text).startswith("Twelve people were killed")
    assert "The mayor said" in readable_twin(text)


def test_a_headline_in_capitals_does_not_lower_the_report() -> None:
    text = "MARKET SHELLED\n\n" + "Twelve people were killed on Friday in the old market. " * 3
    assert readable_twin(text).startswith("MARKET SHELLED")


@given(st.text(max_size=400))
def test_the_twin_has_the_same_length(text: str) -> None:
    assert len(readable_twin(text)) == len(text)


@pytest.mark.parametrize(
    "text", ["", "  \n\n ", "a", "😀 ok\u2028ok", "x" * 5000, "\ufeff\u200fa b"]
)
def test_tokens_keep_their_offsets(text: str) -> None:
    (parsed,) = parse([text])
    assert parsed.doc.text == readable_twin(text)
    assert all(parsed.doc.text[t.idx : t.idx + len(t)] == t.text for t in parsed.doc)


def test_a_parse_does_not_depend_on_its_neighbours() -> None:
    texts = ["Twelve were killed.", WRAPPED, "The mayor denied it, a spokesman said."]
    together = [[(t.text, t.dep_) for t in p.doc] for p in parse(texts)]
    alone = [[(t.text, t.dep_) for t in next(parse([text])).doc] for text in texts]
    assert together == alone
