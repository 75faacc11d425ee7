"""What the trained tagger reads: word pieces in windows, and what parse and rules say of words.

The tagger reads a report in windows of whole paragraphs. Beside its pieces, each word comes with
its shape, its part of speech and grammatical role, whether it stands in a quotation, and what the
rules of attribution took it for: the tagger learns where to believe them. A pair of a cue and a
word comes with where the word stands from the cue, in the line and in the parse, and what the rules
say of both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from reportedly.extract.drafts import Attribution
from reportedly.extract.layout import Layout
from reportedly.records import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Integers = np.ndarray[Any, np.dtype[np.int64]]

WINDOW_PIECES = 254  # with the two marks around them: 256
MAX_WORD = 60  # characters of a word that are read: a longer one is no word
MAX_WORD_PIECES = 8
CLS, SEP = 101, 102  # the marks around a window, and between its paragraphs
# Features of a word, by column, and how many values each has at most.
WORD_FEATURES = (
    ("shape", 6), ("tag", 64), ("role", 64), ("quoted", 2),
    ("rule_cue", 3), ("rule_source", 3), ("rule_content", 3),
)  # fmt: skip
# Features of a word as seen from a cue.
PAIR_FEATURES = (("distance", 32), ("sentence", 5), ("rule", 4), ("tree", 5), ("child", 64))
# Distances up to 8 words are told apart; farther ones in steps that double.
_FAR = (8, 10, 13, 17, 22, 29, 38, 50)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a report (tokens without white space) as the tagger reads them.

    ``token`` maps words to tokens of the parse; ``features`` has shape (words, WORD_FEATURES);
    ``head`` is the word that governs each (itself for a root); ``first`` and ``last`` bound the
    subtree of each word; ``sentence`` numbers sentences; ``parts`` are the stretches of words
    ``[start, end)`` that are tagged as one: paragraphs, long ones cut between sentences;
    ``rules_at`` holds what the rules read by each word of its cue.
    """

    token: Integers
    pieces: tuple[tuple[int, ...], ...]
    features: Integers
    head: Integers
    first: Integers
    last: Integers
    sentence: Integers
    parts: tuple[tuple[int, int], ...]
    rules_at: Mapping[int, tuple[RuleReading, ...]]

    def rules_of(self, cue: tuple[int, int]) -> Iterator[RuleReading]:
        """Yields what the rules read at the words of a cue."""
        for word in range(*cue):
            yield from self.rules_at.get(word, ())


@dataclass(frozen=True, slots=True)
class RuleReading:
    """What the rules read as one attribution, in words ``[start, end)``."""

    cue: tuple[tuple[int, int], ...]
    source: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Window:
    """Whole parts of a report that are read at once.

    ``ids`` and ``features`` are of pieces, shape (pieces,) and (pieces, WORD_FEATURES); ``word`` is
    the first word; ``starts`` the piece at which each of its words begins; ``parts`` its parts.
    """

    ids: Integers
    features: Integers
    word: int
    starts: Integers
    parts: tuple[tuple[int, int], ...]


def read_words(
    layout: Layout,
    rules: Sequence[Attribution],
    tokenizer: Tokenizer,
    labels: Mapping[str, Mapping[str, int]],
) -> Words:
    """Returns the words of a report with their features.

    ``labels`` number the tags and roles of the parser that the tagger was trained with.
    """
    doc = layout.parsed.doc
    tokens = [t for t in layout.tokens if not t.is_space]
    token = np.array([t.i for t in tokens], dtype=np.int64)
    word_of = _word_of(token, len(doc))
    readings = tuple(
        RuleReading(
            cue=_words_of(layout, word_of, rule.cue),
            source=_words_of(layout, word_of, rule.source),
            content=_words_of(layout, word_of, rule.content),
        )
        for rule in rules
    )
    features = np.zeros((len(tokens), len(WORD_FEATURES)), dtype=np.int64)
    tags, roles = labels["tag"], labels["role"]
    quotation_of = layout.quotation_of
    for row, t in enumerate(tokens):
        features[row, :4] = (
            _shape(t.text), tags.get(t.tag_, 0), roles.get(t.dep_, 0), quotation_of[t.i] >= 0
        )  # fmt: skip
    rules_at: dict[int, tuple[RuleReading, ...]] = {}
    for reading in readings:
        for word in (word for span in reading.cue for word in range(*span)):
            rules_at[word] = (*rules_at.get(word, ()), reading)
        for column, spans in ((4, reading.cue), (5, reading.source), (6, reading.content)):
            for start, end in spans:
                features[start:end, column] = 2
                features[start : start + 1, column] = 1
    head = word_of[[t.head.i for t in tokens]] if tokens else token
    first = word_of[[t.left_edge.i for t in tokens]] if tokens else token
    last = word_of[[t.right_edge.i + 1 for t in tokens]] - 1 if tokens else token
    sentence = np.zeros(len(doc), dtype=np.int64)
    for number, sent in enumerate(doc.sents):
        sentence[sent.start : sent.end] = number
    sentence = sentence[token]
    pieces = tuple(_pieces(t.text, tokenizer) for t in tokens)
    return Words(
        token=token,
        pieces=pieces,
        features=features,
        head=head,
        first=first,
        last=last,
        sentence=sentence,
        parts=tuple(_parts(layout, word_of, pieces, sentence)),
        rules_at=rules_at,
    )


def windows(words: Words, size: int = WINDOW_PIECES) -> Iterator[Window]:
    """Yields windows of whole parts, each of at most ``size`` pieces if its parts allow."""
    held: list[tuple[int, int]] = []
    length = 0
    for start, end in words.parts:
        count = sum(len(p) for p in words.pieces[start:end]) + 1
        if held and length + count > size:
            yield _window(words, held)
            held, length = [], 0
        held.append((start, end))
        length += count
    if held:
        yield _window(words, held)


def pair_features(words: Words, cue: tuple[int, int], part: tuple[int, int]) -> Integers:
    """Returns the features of the words of a part seen from a cue, shape (words, PAIR_FEATURES)."""
    start, end = part
    position = np.arange(start, end)
    head = cue[0]
    found = np.zeros((end - start, len(PAIR_FEATURES)), dtype=np.int64)
    found[:, 0] = _distance(position, cue)
    found[:, 1] = np.clip(words.sentence[start:end] - words.sentence[head], -2, 2) + 2
    for rule in words.rules_of(cue):
        found[found[:, 2] == 0, 2] = 1
        for value, spans in ((2, rule.source), (3, rule.content)):
            for a, b in spans:
                found[max(a - start, 0) : max(b - start, 0), 2] = value
    parent = int(words.head[head])
    sides = (
        (1, words.first[parent], words.last[parent]),
        (2, words.first[head], words.last[head]),
    )
    for value, a, b in sides:
        found[max(a - start, 0) : max(b + 1 - start, 0), 3] = value
    above = head
    for _ in range(len(position)):  # the words that govern the cue
        above = int(words.head[above])
        if start <= above < end:
            found[above - start, 3] = 3
        if words.head[above] == above:
            break
    children = words.head[start:end] == head
    found[children, 4] = words.features[start:end, 2][children]
    return found


def _distance(position: Integers, cue: tuple[int, int]) -> Integers:
    before = np.maximum(cue[0] - position, 0)
    after = np.maximum(position - cue[1] + 1, 0)
    near = 1 + np.searchsorted(np.array([*range(2, 8), *_FAR]), before + after, side="right")
    # 0 in the cue, 1 to 15 before it, 16 to 30 after it
    return np.where(before > 0, near, np.where(after > 0, near + 15, 0))


def words_of(layout: Layout, words: Words, spans: Sequence[Span]) -> tuple[tuple[int, int], ...]:
    """Returns spans of the text in words ``[start, end)``; those that hold no word are left out."""
    return _words_of(layout, _word_of(words.token, len(layout.tokens)), spans)


def _word_of(token: Integers, count: int) -> Integers:
    return np.searchsorted(token, np.arange(count + 1))  # of a space: the next word


def _words_of(
    layout: Layout, word_of: Integers, spans: Sequence[Span]
) -> tuple[tuple[int, int], ...]:
    found = []
    for span in spans:
        tokens = layout.tokens_in(span)
        start, end = int(word_of[tokens.start]), int(word_of[tokens.stop])
        if start < end:
            found.append((start, end))
    return tuple(found)


def _parts(
    layout: Layout, word_of: Integers, pieces: Sequence[tuple[int, ...]], sentence: Integers
) -> Iterator[tuple[int, int]]:
    """Yields the paragraphs in words; what is too long for a window is cut, between sentences."""
    for paragraph in layout.parsed.paragraphs:
        tokens = layout.tokens_in(paragraph)
        start, end = int(word_of[tokens.start]), int(word_of[tokens.stop])
        length, last_stop = 0, start
        for word in range(start, end):
            if word > start and sentence[word] != sentence[word - 1]:
                last_stop = word
            length += len(pieces[word])
            if length > WINDOW_PIECES - 2:
                cut = last_stop if last_stop > start else word
                yield start, cut
                start = last_stop = cut
                length = sum(len(p) for p in pieces[cut : word + 1])
        if start < end:
            yield start, end


def _window(words: Words, parts: Sequence[tuple[int, int]]) -> Window:
    ids, source, starts = [CLS], [-1], []
    for start, end in parts:
        for word in range(start, end):
            starts.append(len(ids))
            ids.extend(words.pieces[word])
            source.extend([word] * len(words.pieces[word]))
        ids.append(SEP)
        source.append(-1)
    index = np.array(source)
    features = np.where(index[:, None] >= 0, words.features[index], 0)
    return Window(
        ids=np.array(ids, dtype=np.int64),
        features=features,
        word=parts[0][0],
        starts=np.array(starts, dtype=np.int64),
        parts=tuple(parts),
    )


def _shape(text: str) -> int:
    if not any(c.isalnum() for c in text):
        return 5
    if any(c.isdigit() for c in text):
        return 4
    if text.islower():
        return 0
    if text.isupper():
        return 2
    return 1 if text.istitle() else 3


@lru_cache(maxsize=200_000)  # words are met again and again
def _pieces(text: str, tokenizer: Tokenizer) -> tuple[int, ...]:
    """Returns the word pieces of a word, at least one."""
    ids = tokenizer.encode(text[:MAX_WORD], add_special_tokens=False).ids[:MAX_WORD_PIECES]
    return tuple(ids) or (100,)  # 100: an unknown piece
