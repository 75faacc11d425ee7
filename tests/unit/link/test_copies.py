from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.link.copies import (
    SKETCH_SIZE,
    FingerprintDocuments,
    containment,
    copied_pairs,
    fingerprint,
)
from reportedly.records import Document

WIRE = (
    "Shells fell on the old market shortly before noon. A spokesman said that at least fourteen "
    "people were killed. Rescue teams were still at work in the evening, and the road to the "
    "harbour was closed. The council opened a school for families who had left their houses."
)


def long_text(seed: int, words: int) -> str:
    return " ".join(f"w{seed}x{number}" for number in range(words))


def test_a_whole_copy_is_contained_whatever_its_punctuation_and_case() -> None:
    changed = WIRE.upper().replace(".", " —")
    assert containment(fingerprint("a", WIRE), fingerprint("b", changed)) == 1.0


def test_a_part_of_a_text_is_contained_in_it() -> None:
    part = WIRE[: WIRE.index("Rescue")]
    other_ending = part + "In the capital the parliament met for a short session on the budget."
    assert containment(fingerprint("a", part), fingerprint("b", WIRE)) == 1.0
    assert 0.3 < containment(fingerprint("a", other_ending), fingerprint("b", WIRE)) < 0.9


def test_one_changed_word_changes_five_sequences() -> None:
    changed = WIRE.replace("fourteen", "fifteen")
    a, b = fingerprint("a", WIRE), fingerprint("b", changed)
    assert containment(a, b) == pytest.approx(1 - 5 / len(a.sketch))


def test_texts_without_common_words_share_nothing() -> None:
    assert containment(fingerprint("a", WIRE), fingerprint("b", long_text(1, 50))) == 0.0


def test_long_texts_are_estimated_within_a_tenth() -> None:
    shared, own, other = long_text(1, 1500), long_text(2, 1500), long_text(3, 4000)
    a, b = fingerprint("a", f"{shared} {own}"), fingerprint("b", f"{shared} {other}")
    assert len(a.sketch) == SKETCH_SIZE
    assert containment(a, b) == pytest.approx(0.5, abs=0.1)


@pytest.mark.parametrize("text", ["", "   \n ", "one", "one two three", "🙂 — …", "a" * 200_000])
def test_odd_texts_have_fingerprints(text: str) -> None:
    made = fingerprint("a", text)
    assert list(made.sketch) == sorted(made.sketch)
    assert all(0 <= value < 2**63 for value in made.sketch)


def test_copied_pairs_are_found_among_many_texts() -> None:
    prints = [fingerprint(f"d{n}", long_text(n, 200)) for n in range(50)]
    prints += [fingerprint("wire", WIRE), fingerprint("copy", WIRE + " Our reporter adds a line.")]
    assert [pair[:2] for pair in copied_pairs(prints)] == [("copy", "wire")]


@given(st.text(), st.text())
def test_containment_is_symmetric_and_a_share(a: str, b: str) -> None:
    one, other = fingerprint("a", a), fingerprint("b", b)
    assert containment(one, other) == containment(other, one)
    assert 0.0 <= containment(one, other) <= 1.0


def test_the_stage_gives_one_fingerprint_for_each_document() -> None:
    document = Document(
        id="d", path=None, url=None, title=None, publisher=None, authors=(), published=None,
        modified=None, retrieved=None, language="en", text=WIRE, text_sha256="", snapshot_sha256="",
    )  # fmt: skip
    made = list(FingerprintDocuments()([document]))
    assert made == [fingerprint("d", WIRE)]
    assert made[0].words == len(WIRE.split())
