"""Claims at one place of a copied passage: the same figure, in the words that two reports share."""

from __future__ import annotations

from reportedly.assess.reading import start_of
from reportedly.records import ClaimInContext, Copy, Passage, Span

# A passage may hold eight words that were edited; a word and its blank are seven characters or so.
PLACE_CHARACTERS = 56


def shared_passage(one: ClaimInContext, other: ClaimInContext) -> Passage | None:
    """Returns the longest copied passage that holds two claims of two reports at one place."""
    documents = {one.document_id, other.document_id}
    found = (
        passage_of(copy, one, other) for copy in one.copies if {copy.left, copy.right} == documents
    )
    return max((p for p in found if p is not None), key=lambda p: p.words, default=None)


def passage_of(copy: Copy, one: ClaimInContext, other: ClaimInContext) -> Passage | None:
    """Returns the longest passage of a copy that holds a claim of either report at one place.

    A reworded copy has none: that its sentences tell the same is a guess.
    """
    if copy.kind == "reworded":
        return None
    held = (p for p in copy.passages if _is_at_one_place(copy, p, one, other))
    return max(held, key=lambda p: p.words, default=None)


def _is_at_one_place(
    copy: Copy, passage: Passage, one: ClaimInContext, other: ClaimInContext
) -> bool:
    """Tells whether two claims stand equally far into a passage, give or take the edited words.

    A passage begins and ends with equal words. What was edited before a claim moves it: its place
    is reckoned from the passage's length in either report.
    """
    here, there = (
        (passage.left, passage.right)
        if copy.left == one.document_id
        else (passage.right, passage.left)
    )
    a, b = start_of(one), start_of(other)
    if not (here.start <= a < here.end and there.start <= b < there.end):
        return False
    expected = there.start + (a - here.start) * _length(there) / _length(here)
    return abs(b - expected) <= PLACE_CHARACTERS


def _length(span: Span) -> int:
    return span.end - span.start
