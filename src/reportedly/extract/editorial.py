"""The publisher's own voice: what a sentence says outside the words of others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.extract.layout import Layout, content_spans, runs
from reportedly.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "csubj", "csubjpass"})
MIN_WORDS = 3


@dataclass(frozen=True, slots=True)
class Taken:
    """What one attribution takes out of the publisher's voice: words, and the cue of its frame."""

    words: tuple[Span, ...]
    frame: tuple[Span, ...]


def editorial_spans(
    layout: Layout, taken: Sequence[Taken], sentences: Iterator[tuple[int, int]]
) -> Iterator[tuple[Span, ...]]:
    """Yields, per sentence that has it, what the publisher says itself.

    The clause of a cue ("officials said on Thursday") is a frame, not a statement; it is left out,
    and so is the name of the source.
    """
    is_taken = [False] * len(layout.tokens)
    for index in layout.datelines:
        is_taken[index] = True
    frames: set[int] = set()
    for each in taken:
        for span in each.words:
            for index in layout.tokens_in(span):
                is_taken[index] = True
        for span in each.frame:
            frames.update(layout.tokens_in(span))
    for start, end in sentences:
        kept = [i for i in range(start, end) if not is_taken[i]]
        if len(kept) < end - start:
            kept = [i for i in kept if not _in_frame(layout.tokens[i], frames)]
            kept = _substantial(layout, kept)
        if kept:
            spans = content_spans(layout, kept)
            if any(c.isalnum() for s in spans for c in layout.text[s.start : s.end]):
                yield spans


def _in_frame(token: Token, frames: set[int]) -> bool:
    """Tells whether a word stands in the clause of a cue itself, not in a clause below it."""
    current, steps = token, 0
    while steps < 60:
        if current.i in frames:
            return True
        if current.head.i == current.i:
            return False
        if current.dep_ in _CLAUSES or (current.dep_ == "conj" and current.pos_ in {"VERB", "AUX"}):
            return False
        current, steps = current.head, steps + 1
    return False


def _substantial(layout: Layout, kept: list[int]) -> list[int]:
    """Returns the rests of a sentence that say something: a verb, a number, or several words."""
    result: list[int] = []
    for start, end in runs(kept):
        tokens = layout.tokens[start:end]
        words = [t for t in tokens if t.is_alpha or t.like_num]
        has_verb = any(t.pos_ in {"VERB", "AUX"} for t in words)
        has_number = any(t.like_num for t in words)
        if len(words) >= MIN_WORDS and (has_verb or has_number):
            result.extend(range(start, end))
    return result
