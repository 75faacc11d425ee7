"""Victims named one by one: "Ada Holm, Bo Rask and Ilda Toren were killed" tells of three.

The report says no number, so the count is the tool's own and marked as derived; its words are the
names as listed. One name alone is no list, and where a number is said of the same people it
stands: nothing is counted beside it. Where the list holds more than the parse tells apart, the
count is a lower bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reportedly.extract.participants import name_tokens
from reportedly.extract.predicates import measure
from reportedly.extract.quantity_mention import QuantityMention
from reportedly.extract.single_victims import is_harmed
from reportedly.records import Quantity, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FEWEST = 2
# Where victims are named: the subject or object of a verb. A name in apposition is counted already
# ("two brothers, Ada and Bo Rask"), and behind "of" may stand who did it. Or behind "including", as
# a part of those counted.
_PLACES = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})
_BETWEEN = re.compile(r"[,;]|\band\b", re.IGNORECASE)
_NO_NAME = re.compile(r"\s*(?:an?\s.*|aged\s.*|\d*\s*)", re.IGNORECASE | re.DOTALL)


def find_named_victims(
    doc: Doc, quantities: Sequence[QuantityMention]
) -> tuple[QuantityMention, ...]:
    """Returns a derived count for each list of names of people harmed, in text order.

    ``quantities`` are the numbers that the report says.
    """
    found = []
    for first in sorted({_first_conjunct(e.root).i for e in doc.ents if e.label_ == "PERSON"}):
        names = [t for t in _conjuncts(doc[first]) if t.pos_ == "PROPN"]
        is_part = doc[first].dep_ == "pobj" and doc[first].head.lower_ == "including"
        if len(names) < FEWEST or not (is_part or doc[first].dep_ in _PLACES):
            continue
        if is_harmed(names[0]) and (is_part or not _is_counted(doc[first], quantities)):
            found.append(_mention(doc, names))
    return tuple(found)


def _first_conjunct(token: Token) -> Token:
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def _conjuncts(first: Token) -> Iterator[Token]:
    """Yields a token and all that are joined to it, in text order."""
    waiting = [first]
    while waiting:
        token = waiting.pop()
        yield token
        waiting.extend(reversed([c for c in token.rights if c.dep_ == "conj"]))


def _is_counted(first: Token, quantities: Sequence[QuantityMention]) -> bool:
    """Tells whether a number is said of the people of a list, beside the list itself."""
    harm = measure(first)
    if harm is None:
        return False
    for mention in quantities:
        head = first.doc[mention.head] if mention.head is not None else None
        if head is None or head.sent.start != first.sent.start:
            continue
        counted = measure(head)
        is_same = counted is not None and counted.predicate.i == harm.predicate.i
        if is_same and _first_conjunct(head).i != first.i:
            return True
    return False


def _mention(doc: Doc, names: Sequence[Token]) -> QuantityMention:
    start, end = name_tokens(names[0])[0], name_tokens(names[-1])[1]
    words, number = doc[start:end], float(len(names))
    listed = [part for part in _BETWEEN.split(words.text) if not _NO_NAME.fullmatch(part)]
    is_whole = len(listed) == len(names)  # else the parse lost some of them
    return QuantityMention(
        quantity=Quantity(
            span=Span(start=words.start_char, end=words.end_char),
            raw=words.text,
            low=number,
            high=number if is_whole else None,
            best=number if is_whole else None,
            relation="=" if is_whole else ">=",
            unit="person",
            counted=None,
            per=None,
            share_of=None,
            is_derived=True,
        ),
        start_token=start,
        end_token=end,
        head=names[0].i,
        change=None,
        concept=(),
        kind="count",
    )
