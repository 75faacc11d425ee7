from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.link.copies import (
    COMMON_AT_PUBLISHER,
    FindCopies,
    common_sequences,
    compare,
    copies_of,
    earlier_of,
    find_copies,
)
from reportedly.link.fingerprints import fingerprint
from reportedly.records import Copy, Fingerprint

WIRE = (
    "Shells fell on the old market shortly before noon. A spokesman said that at least fourteen "
    "people were killed. Rescue teams were still at work in the evening, and the road to the "
    "harbour was closed. The council opened a school for families who had left their houses."
)
FURNITURE = (
    "Subscribe now to our morning letter and never miss what moves the valley and the coast, "
    "written each day by the people of this paper for readers like you."
)


def own_words(seed: int, words: int = 60) -> str:
    return " ".join(f"w{seed}x{number}" for number in range(words))


def a_print(report: str, text: str, **fields: str | None) -> Fingerprint:
    return replace(fingerprint(report, text), **fields)  # type: ignore[arg-type]  # by name


def copy_between(one: str, other: str) -> Copy | None:
    return compare(fingerprint("a", one), fingerprint("b", other))


def said(text: str, copy: Copy, side: str) -> list[str]:
    spans = [getattr(passage, side) for passage in copy.passages]
    return [text[span.start : span.end] for span in spans]


def test_the_same_words_are_an_exact_copy_whatever_their_punctuation() -> None:
    changed = WIRE.upper().replace(".", " —")
    copy = copy_between(WIRE, changed)
    assert copy is not None
    assert (copy.kind, copy.share) == ("exact", 1.0)
    assert said(WIRE, copy, "left") == [WIRE.rstrip(".")]


def test_an_edited_word_does_not_end_a_passage() -> None:
    copy = copy_between(WIRE, WIRE.replace("fourteen", "fifteen"))
    assert copy is not None
    assert copy.kind == "near"
    assert len(copy.passages) == 1
    assert copy.passages[0].words == len(WIRE.split()) - 1


def test_a_paragraph_inside_a_longer_story_is_a_partial_copy_with_its_place() -> None:
    taken = WIRE[WIRE.index("Rescue") :]
    story = f"{own_words(1)}\n\n{taken}\n\n{own_words(2)}"
    copy = copy_between(f"{WIRE} {own_words(3, 40)}", story)
    assert copy is not None
    assert copy.kind == "partial"
    assert said(story, copy, "right") == [taken.rstrip(".")]
    assert said(WIRE, copy, "left") == [taken.rstrip(".")]


def test_paragraphs_in_another_order_are_passages_of_their_own() -> None:
    first, second = WIRE[: WIRE.index("Rescue")], WIRE[WIRE.index("Rescue") :]
    copy = copy_between(WIRE, f"{second} {first}")
    assert copy is not None
    assert copy.kind == "near"
    assert len(copy.passages) == 2


def test_a_formula_that_two_reports_share_is_no_copy() -> None:
    formula = "the river watch group which has people on the ground said at least"
    assert (
        copy_between(f"{own_words(1)} {formula} {own_words(2)}", f"{formula} {own_words(3)}")
        is None
    )


@pytest.mark.parametrize("text", ["", "  ", "🙂"])
def test_texts_without_words_copy_nothing(text: str) -> None:
    assert copy_between(text, text) is None
    assert find_copies([fingerprint("a", text), fingerprint("b", text)]) == ()


def test_two_equal_texts_of_a_word_or_two_are_copies() -> None:
    (copy,) = find_copies([fingerprint("a", "Nothing new."), fingerprint("b", "Nothing new")])
    assert copy.kind == "exact"


def test_copies_are_found_among_many_texts() -> None:
    prints = [fingerprint(f"d{n:03}", own_words(n, 200)) for n in range(200)]
    prints += [fingerprint("wire", WIRE), fingerprint("copy", WIRE + " Our reporter adds a line.")]
    assert [(c.left, c.right) for c in FindCopies()(prints)] == [("copy", "wire")]


def test_the_furniture_of_a_publisher_is_no_copy() -> None:
    count = COMMON_AT_PUBLISHER + 1
    prints = [
        a_print(f"d{n:03}", f"{own_words(n)} {FURNITURE}", publisher="The Post")
        for n in range(count)
    ]
    assert find_copies(prints) == ()
    assert len(find_copies(prints[:2])) == 1


def test_one_wire_in_many_papers_is_no_furniture() -> None:
    prints = [
        a_print(f"d{n:03}", f"{WIRE} {own_words(n, 20)}", publisher=f"Paper {n}") for n in range(60)
    ]
    assert len(find_copies(prints)) == 60 * 59 // 2


def test_a_text_printed_again_and_again_makes_nothing_common() -> None:
    prints = [a_print(f"d{n:03}", WIRE, publisher="The Post") for n in range(50)]
    assert common_sequences(prints) == frozenset()


@pytest.mark.parametrize(
    ("one", "other", "earlier"),
    [
        ("2023-05-05", "2023-05-06", "a"),
        ("2023-05-05T10:00", "2023-05-05T09:30", "b"),
        ("2023-05-05T10:00", "2023-05-05", None),
        ("2023-05-05T10:00+00:00", "2023-05-05T09:00+03:00", None),
        ("2023-05-05T10:00+00:00", "2023-05-06T09:00+03:00", "a"),
        ("2023-05-05", "2023-05-05", None),
        (None, "2023-05-05", None),
        ("2023-05", "2023-05-05", None),
    ],
)
def test_the_earlier_is_told_only_where_the_dates_tell(
    one: str | None, other: str | None, earlier: str | None
) -> None:
    left, right = a_print("a", WIRE, published=one), a_print("b", WIRE, published=other)
    assert earlier_of(left, right) == earlier
    copy = compare(right, left)
    assert copy is not None
    assert copy.earlier == earlier


sentences_of_words = st.lists(st.sampled_from([own_words(n, 12) for n in range(8)]), max_size=6)


@st.composite
def corpora(draw: st.DrawFn) -> list[Fingerprint]:
    texts = draw(st.lists(sentences_of_words, min_size=2, max_size=8))
    return [
        a_print(f"d{n}", " ".join(text), publisher=draw(st.sampled_from([None, "A", "B"])))
        for n, text in enumerate(texts)
    ]


@given(corpora(), st.randoms(use_true_random=False))
def test_law_the_order_of_reports_does_not_matter(
    prints: Sequence[Fingerprint], rng: random.Random
) -> None:
    shuffled = rng.sample(prints, k=len(prints))
    assert find_copies(shuffled) == find_copies(prints)


@given(corpora())
def test_law_one_report_at_a_time_finds_what_all_at_once_find(prints: list[Fingerprint]) -> None:
    common = common_sequences(prints)
    found = [copy for n, item in enumerate(prints) for copy in copies_of(item, prints[:n], common)]
    assert sorted(found, key=lambda c: (c.left, c.right)) == list(find_copies(prints, common))


@given(sentences_of_words, sentences_of_words)
def test_passages_hold_the_same_words_on_both_sides(one: list[str], other: list[str]) -> None:
    left, right = " ".join(one), ". ".join(other)
    copy = copy_between(left, right)
    if copy is None:
        return
    assert 0 < copy.share <= 1
    for passage in copy.passages:
        here = left[passage.left.start : passage.left.end].split()
        there = right[passage.right.start : passage.right.end].replace(".", "").split()
        assert passage.words <= min(len(here), len(there))
        assert (here[0], here[-1]) == (there[0], there[-1])
