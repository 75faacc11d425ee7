"""The publisher's own voice: what a sentence says outside the words of others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.extract.extents import is_count
from reportedly.extract.layout import Layout, content_spans, runs
from reportedly.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "csubj", "csubjpass"})
MIN_WORDS = 3


@dataclass(frozen=True, slots=True)
class Taken:
    """What one attribution takes out of the publisher's voice: words, names, the frame's cue."""

    words: tuple[Span, ...]
    names: tuple[Span, ...]
    frame: tuple[Span, ...]


def editorial_spans(
    layout: Layout, taken: Sequence[Taken], sentences: Iterator[tuple[int, int]]
) -> Iterator[tuple[Span, ...]]:
    """Yields, per sentence that has it, what the publisher says itself.

    The clause of a cue ("officials said on Thursday") is a frame, not a statement; it is left out,
    and so is the name of the source.
    """
    told = [False] * len(layout.tokens)
    named = [False] * len(layout.tokens)
    for index in layout.datelines:
        told[index] = True
    frames: set[int] = set()
    for each in taken:
        for spans, marks in ((each.words, told), (each.names, named)):
            for span in spans:
                for index in layout.tokens_in(span):
                    marks[index] = True
        for span in each.frame:
            frames.update(layout.tokens_in(span))
    for start, end in sentences:
        kept = [i for i in range(start, end) if not told[i] and not named[i]]
        if len(kept) < end - start:
            kept = _own_words(layout, kept, frames)
            names = runs(i for i in range(start, end) if named[i] and not told[i])
            kept = sorted({*kept, *_own_subjects(layout, kept, names)})
            kept = sorted({*kept, *_counted_names(layout, names)})
        if kept:
            spans = content_spans(layout, kept)
            if any(c.isalnum() for s in spans for c in layout.text[s.start : s.end]):
                yield spans


def _own_words(layout: Layout, rest: list[int], frames: Set[int]) -> list[int]:
    """Returns the words of a sentence's rest that say something beside who spoke.

    A stretch of the rest that holds a number is never a mere frame: it is kept whole, but for the
    cue itself.
    """
    kept: list[int] = []
    for start, end in runs(rest):
        stretch = range(start, end)
        if any(_tells_number(layout.tokens[i]) for i in stretch):
            kept.extend(i for i in stretch if i not in frames)
        else:
            kept.extend(i for i in stretch if not _in_frame(layout.tokens[i], frames))
    return _substantial(layout, kept)


def _tells_number(token: Token) -> bool:
    """Tells whether a word is a number that says how many: "one witness" only says who."""
    return is_count(token) and token.lower_ != "one"


def _own_subjects(
    layout: Layout, kept: list[int], names: Sequence[tuple[int, int]]
) -> Iterator[int]:
    """Yields the words of sources that also do what the publisher tells of them.

    "Police arrested 12 men and said ...": the arrest is told without a voice, with its subject.
    """
    inside = set(kept)
    for start, end in names:
        heads = {
            layout.tokens[i].head.i for i in range(start, end) if _is_subject(layout.tokens[i])
        }
        if heads & inside:
            yield from range(start, end)


def _is_subject(token: Token) -> bool:
    return token.dep_ in {"nsubj", "nsubjpass"}


def _counted_names(layout: Layout, names: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Yields the words of sources that hold a number: "17 factions said" says that there are 17."""
    for start, end in names:
        if any(_tells_number(layout.tokens[i]) for i in range(start, end)):
            yield from range(start, end)


def _in_frame(token: Token, frames: Set[int]) -> bool:
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
    for start, stop in runs(kept):
        end = stop
        while end > start and layout.tokens[end - 1].pos_ == "CCONJ":
            end -= 1
        tokens = layout.tokens[start:end]
        words = [t for t in tokens if t.is_alpha or t.like_num]
        has_verb = any(t.pos_ in {"VERB", "AUX"} for t in words)
        has_number = any(_tells_number(t) for t in tokens)
        if (len(words) >= MIN_WORDS and has_verb) or has_number:
            result.extend(range(start, end))
    return result
