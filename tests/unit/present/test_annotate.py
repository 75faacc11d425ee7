from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.present.annotate import (
    Mark,
    document_view,
    find_paragraphs,
    make_blocks,
    make_segments,
)
from reportedly.present.material import Material

TEXTS = st.text(alphabet="ab \n\t\r“é😀\u202e", max_size=60)


@st.composite
def texts_with_marks(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(TEXTS)
    offsets = st.integers(-3, len(text) + 3)
    kinds = st.sampled_from(["statement", "evidence", "number", "source", "cue"])
    marks = draw(
        st.lists(
            st.builds(Mark, start=offsets, end=offsets, kind=kinds, id=st.sampled_from("abcde")),
            max_size=8,
        )
    )
    return text, marks


@given(texts_with_marks())
def test_segments_put_together_are_the_text(given_: tuple[str, list[Mark]]) -> None:
    text, marks = given_
    assert "".join(s.text for s in make_segments(text, marks)) == text


@given(texts_with_marks())
def test_every_character_is_under_exactly_the_marks_that_cover_it(
    given_: tuple[str, list[Mark]],
) -> None:
    text, marks = given_
    for segment in make_segments(text, marks):
        for offset in range(segment.start, segment.start + len(segment.text)):
            over = [m for m in marks if m.start <= offset < m.end]
            assert set(segment.statement_ids) == {m.id for m in over if m.kind == "statement"}
            assert set(segment.number_ids) == {m.id for m in over if m.kind == "number"}
            assert segment.is_source == any(m.kind == "source" for m in over)
            assert segment.is_cue == any(m.kind == "cue" for m in over)


@given(texts_with_marks())
def test_each_anchor_and_each_reference_stands_once(given_: tuple[str, list[Mark]]) -> None:
    text, marks = given_
    segments = make_segments(text, marks)
    inside = [m for m in marks if max(m.start, 0) < min(m.end, len(text))]
    anchored = {m.id for m in inside if m.kind in {"statement", "evidence"}}
    assert sorted(a for s in segments for a in s.anchors) == sorted(anchored)
    spoken = {m.id for m in inside if m.kind == "statement"}
    assert sorted(e for s in segments for e in s.ends) == sorted(spoken)


@given(texts_with_marks())
def test_blocks_put_together_are_the_text(given_: tuple[str, list[Mark]]) -> None:
    text, marks = given_
    blocks = make_blocks(text, marks, ())
    whole = "".join(b.lead + "".join(s.text for s in b.segments) + b.gap for b in blocks)
    assert whole == (text if text.strip() else "")


@given(TEXTS)
def test_paragraphs_hold_all_that_is_not_white_space(text: str) -> None:
    found = list(find_paragraphs(text))
    assert "".join(text[p.start : p.end] for p in found).split() == text.split() or len(found) > 0
    kept = "".join("".join(text[p.start : p.end].split()) for p in found)
    assert kept == "".join(text.split())


def test_a_nested_statement_lies_in_the_outer_one(material: Material) -> None:
    first = next(d for d in material.documents.values() if d.published == "2024-05-03")
    view = document_view(first, material)
    segments = [s for block in view.blocks for s in block.segments]
    nested = [s for s in segments if len(s.statement_ids) == 2]
    assert [s.text for s in nested] == ["the flights"]
    outer = material.statements[nested[0].statement_ids[0]]
    assert len(outer.chain) == 2
    assert len(material.statements[nested[0].statement_ids[1]].chain) == 3


def test_each_statement_is_told_beside_the_paragraph_it_begins_in(material: Material) -> None:
    for document in material.documents.values():
        view = document_view(document, material)
        beside = [s.number for block in view.blocks for s in block.statements]
        assert beside == list(range(1, len(view.statements) + 1))


def test_a_text_without_empty_lines_has_a_paragraph_a_line() -> None:
    assert len(list(find_paragraphs("one\ntwo\nthree"))) == 3
    assert len(list(find_paragraphs("one\ntwo\n\nthree"))) == 2
    assert list(find_paragraphs(" \n ")) == []
