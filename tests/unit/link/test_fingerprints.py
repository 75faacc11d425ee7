from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.link.fingerprints import (
    FingerprintDocuments,
    fingerprint,
    function_words,
    sequences,
    words_of,
)
from reportedly.records import Document

TEXT = "Shells fell on the old market. “At noon,” she said; fourteen houses — no more — burnt."


def a_document(text: str, **fields: object) -> Document:
    values: dict[str, object] = {
        "id": "d", "path": None, "url": None, "title": None, "publisher": "The Post",
        "authors": (), "published": "2023-05-05", "modified": None, "retrieved": None,
        "language": "en", "text": text, "text_sha256": "", "snapshot_sha256": "", **fields,
    }  # fmt: skip
    return Document(**values)  # type: ignore[arg-type]  # values by name


@given(st.text())
def test_every_word_is_found_again_in_the_text(text: str) -> None:
    made = fingerprint("d", text)
    words = words_of(made)
    assert len(words) == made.words
    for row in words:
        said = text[row["start"] : row["start"] + row["length"]]
        assert said.isalnum() or said.replace("_", "").isalnum()


@pytest.mark.parametrize("text", ["", "   \n ", "one", "one two three", "🙂 — …", "a" * 200_000])
def test_odd_texts_have_fingerprints(text: str) -> None:
    made = fingerprint("a", text)
    assert list(made.sketch) == sorted(set(made.sketch))
    assert all(0 <= value < 2**63 for value in made.sketch)


def test_punctuation_and_case_change_no_word() -> None:
    one, other = words_of(fingerprint("a", TEXT)), words_of(fingerprint("b", TEXT.upper()))
    assert one["hash"].tolist() == other["hash"].tolist()


def test_sentences_open_where_they_begin() -> None:
    words = words_of(fingerprint("a", TEXT))
    opening = [TEXT[w["start"] : w["start"] + w["length"]] for w in words if w["opens"]]
    assert opening == ["Shells", "At"]


def test_words_of_grammar_have_no_stem_and_forms_of_a_word_have_one() -> None:
    words = words_of(fingerprint("a", "the market and markets; fourteen, 14"))
    stems = words["stem"].tolist()
    assert stems[0] == stems[2] == 0
    assert stems[1] == stems[3] != 0
    assert stems[4] == stems[5]
    assert "the" in function_words()


@given(st.lists(st.sampled_from("abcdefgh"), min_size=8, max_size=60), st.data())
def test_law_eight_words_in_a_row_leave_a_hash_in_common(
    words: list[str], data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(words) - 8))
    shared = " ".join(words[start : start + 8])
    one, other = fingerprint("a", " ".join(words)), fingerprint("b", f"x y {shared} z w")
    assert set(one.sketch) & set(other.sketch)


def test_a_text_shorter_than_a_sequence_is_one() -> None:
    assert len(sequences(words_of(fingerprint("a", "one two")))) == 1
    assert len(sequences(words_of(fingerprint("a", "")))) == 0


def test_the_stage_gives_one_fingerprint_for_each_document() -> None:
    document = a_document(TEXT + "\n\n– Reuters")
    (made,) = FingerprintDocuments()([document])
    assert (made.publisher, made.published) == ("The Post", "2023-05-05")
    assert [mark.name for mark in made.marks] == ["Reuters"]
