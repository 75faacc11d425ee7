"""Stage: Document -> Fingerprint. A report's words as numbers: copied text is found without texts.

A word becomes a row of a packed table: the hash of the word, the hash of its stem, where it stands
and whether a sentence begins with it. Comparing reports, and finding in which passage a claim
stands, need no more.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from reportedly.link.syndication import syndication_marks
from reportedly.number_words import number_words
from reportedly.records import Document, Fingerprint

# Five words in a row that two reports share by chance are rare outside fixed phrases; the same
# length is used for news reuse by Clough et al. (METER, 2002) and NEWS-COPY (Silcock et al. 2022).
SEQUENCE_WORDS = 5
# Winnowing (Schleimer, Wilkerson and Aiken 2003): of every four neighbouring sequences the one
# with the smallest hash is kept, so that any eight words in a row that two reports share leave
# them a hash in common, with two fifths of the sequences kept.
WINNOW_WINDOW = 4
# English words that share their first six letters mostly share their stem; truncation does about
# as well as rules for finding texts (Lennon et al. 1981) and needs no list.
STEM_LETTERS = 6

# ``opens``: a sentence begins here. ``sort``: PLAIN, NAME (a capital within a sentence) or NUMBER.
WORD = np.dtype(
    [
        ("hash", "<u4"), ("stem", "<u4"), ("start", "<u4"), ("length", "u1"), ("opens", "u1"),
        ("sort", "u1"),
    ]
)  # fmt: skip
PLAIN, NAME, NUMBER = 0, 1, 2
# What tells the two sorts of keys of a sketch apart: facts have this bit, word sequences have not.
FACT = 1 << 62
# A sentence with more names or numbers than these is a list; its first ones are taken.
FACTS_PER_SENTENCE = 5
Words = NDArray[np.void]
Hashes = NDArray[np.uint64]

# A longer run of letters is cut, so that a length fits a byte.
_WORD = re.compile(r"[^\W_]{1,200}")
# A sentence ends with its mark and white space before a capital, a digit or a quotation mark; a
# line break ends one too. Abbreviations cut a sentence in two, in both reports alike.
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])|\n+")
_ODD = np.uint64(0x9E3779B97F4A7C15)  # the golden ratio in 64 bits: spreads neighbouring numbers
_MIX = np.uint64(0xBF58476D1CE4E5B9)  # of the splitmix64 generator (Steele et al. 2014)


@dataclass(frozen=True, slots=True, kw_only=True)
class FingerprintDocuments:
    """Returns a fingerprint of each document."""

    name: ClassVar[str] = "fingerprint"
    version: ClassVar[int] = 2
    consumes: ClassVar[type] = Document
    produces: ClassVar[tuple[type, ...]] = (Fingerprint,)
    group_by: ClassVar[str | None] = None

    def __call__(self, batch: Sequence[Document], /) -> Iterator[Fingerprint]:
        """Yields the fingerprint of each document, in the batch's order."""
        for document in batch:
            yield replace(
                fingerprint(document.id, document.text),
                marks=syndication_marks(document),
                publisher=document.publisher,
                published=document.published,
            )


def fingerprint(document_id: str, text: str) -> Fingerprint:
    """Returns the fingerprint of a text alone, without marks and metadata.

    Words are runs of letters and digits in lower case: a changed comma, quotation mark or line
    break changes nothing.
    """
    openings = {0, *(found.end() for found in _SENTENCE_END.finditer(text))}
    rows = []
    opens = False
    position = 0
    for found in _WORD.finditer(text):
        start, end = found.span()
        opens = opens or any(at in openings for at in range(position, start + 1))
        word_hash, stem, is_number = _hashes_of(found.group().lower())
        is_name = found.group()[0].isupper() and not opens and stem != 0
        sort = NUMBER if is_number else NAME if is_name else PLAIN
        rows.append((word_hash, stem, start, end - start, opens, sort))
        opens, position = False, end
    return fingerprint_of_words(document_id, np.array(rows, dtype=WORD))


def fingerprint_of_words(document_id: str, words: Words) -> Fingerprint:
    """Returns the fingerprint of a text whose words are given as rows."""
    return Fingerprint(
        document_id=document_id,
        words=len(words),
        sketch=tuple(sorted({*(int(v) >> 2 for v in _winnowed(sequences(words))), *_facts(words)})),
        layout=words.tobytes(),
    )


def words_of(item: Fingerprint) -> Words:
    """Returns the rows of a fingerprint's words, in the order of the text."""
    return np.frombuffer(item.layout, dtype=WORD)


def sequences(words: Words, length: int = SEQUENCE_WORDS) -> Hashes:
    """Returns the 64-bit hash of each sequence of ``length`` words, by its first word.

    A text of fewer words is one sequence; one without words has none.
    """
    if len(words) == 0:
        return np.empty(0, dtype=np.uint64)
    length = min(length, len(words))
    singles = words["hash"].astype(np.uint64)
    count = len(words) - length + 1
    value = np.zeros(count, dtype=np.uint64)
    for offset in range(length):
        value = (value ^ (singles[offset : offset + count] + _ODD)) * _MIX
        value ^= value >> np.uint64(29)
    return value


def _winnowed(hashes: Hashes) -> Hashes:
    if len(hashes) <= WINNOW_WINDOW:
        return hashes[np.argmin(hashes) : np.argmin(hashes) + 1] if len(hashes) else hashes
    windows = np.lib.stride_tricks.sliding_window_view(hashes, WINNOW_WINDOW)
    return np.unique(windows.min(axis=1))


def sentences_of(words: Words) -> list[Words]:
    """Returns the rows of each sentence, in the order of the text."""
    return np.split(words, np.flatnonzero(words["opens"])[1:]) if len(words) else []


def _facts(words: Words) -> Iterator[int]:
    """Yields a hash of each number with each name of its sentence: these outlast rewording."""
    for sentence in sentences_of(words):
        numbers = sentence["stem"][sentence["sort"] == NUMBER][:FACTS_PER_SENTENCE].tolist()
        names = sentence["stem"][sentence["sort"] == NAME][:FACTS_PER_SENTENCE].tolist()
        for number in numbers:
            for name in names:
                yield FACT | ((number << 30) ^ name)


@lru_cache(maxsize=1 << 17)
def _hashes_of(word: str) -> tuple[int, int, bool]:
    """Returns the 32-bit hashes of a word and of its stem, and whether it is a number.

    A word of grammar has the stem 0; a number word and its digits have one stem.
    """
    if word in function_words():
        return _hash(word), 0, False
    kind, number = number_words().values.get(word, ("", 0.0))
    is_number = kind in {"ones", "teens", "tens"}
    stem = f"{number:g}" if is_number else word[:STEM_LETTERS]
    return _hash(word), _hash(f"stem {stem}") or 1, is_number or word.isdigit()


@lru_cache(maxsize=1)
def function_words() -> frozenset[str]:
    """Returns the words of ``data/function_words.txt``: grammar, not content."""
    lines = files("reportedly.link").joinpath("data", "function_words.txt").read_text("utf-8")
    kept = (line for line in lines.splitlines() if not line.startswith("#"))
    return frozenset(word for line in kept for word in line.split())


def _hash(word: str) -> int:
    digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=4).digest()
    return int.from_bytes(digest, "little")
