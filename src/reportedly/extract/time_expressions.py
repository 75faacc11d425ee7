"""What the time grammar reads and what it finds: a prepared page, and expressions on it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Page:
    """A text prepared for the grammar: as the parser saw it, in lower case, with its tokens.

    ``starts`` are the tokens' offsets.
    """

    text: str
    lower: str
    doc: Doc
    starts: list[int]


@dataclass(frozen=True, slots=True)
class Expression:
    """A stretch ``[start, end)`` of the text that is a time, its kind and its named parts.

    ``children`` are the expressions that a joined one is made of.
    """

    kind: str
    start: int
    end: int
    parts: Mapping[str, str]
    children: tuple[Expression, ...] = ()


def open_page(doc: Doc) -> Page:
    """Returns the parsed text prepared for the grammar."""
    text = doc.text
    lower = text.lower()
    if len(lower) != len(text):  # "İ" is two characters in lower case
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return Page(text=text, lower=lower, doc=doc, starts=[token.idx for token in doc])


def token_index(page: Page, offset: int) -> int:
    """Returns the index of the token that holds the character, or of the last one before it."""
    return max(0, bisect_right(page.starts, offset) - 1)


def token_at(page: Page, offset: int) -> Token:
    """Returns the token that holds the character, or the last one before it."""
    return page.doc[token_index(page, offset)]


def word_before(page: Page, offset: int) -> str:
    """Returns the word that ends right before the character, in lower case; ``""`` for none."""
    end = offset
    while end > 0 and page.lower[end - 1] in " \u2009":
        end -= 1
    start = end
    while (
        start > 0
        and end - start < 30
        and (page.lower[start - 1].isalpha() or page.lower[start - 1] == "-")
    ):
        start -= 1
    return page.lower[start:end]


def word_after(page: Page, offset: int) -> str:
    """Returns the word that starts right after the character, in lower case; ``""`` for none."""
    start = offset
    while start < len(page.lower) and page.lower[start] == " ":
        start += 1
    end = start
    while (
        end < len(page.lower)
        and end - start < 30
        and (page.lower[end].isalpha() or page.lower[end] == "-")
    ):
        end += 1
    return page.lower[start:end]
