"""Counts of one that are said with an article: "a child was killed", "including a woman".

Monitors count them and a reader does; a number parser alone sees none. They are read only where
somebody is harmed, and only for nouns that name a kind of person.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from reportedly.extract.counting import superset_head
from reportedly.extract.predicates import measure
from reportedly.extract.quantity_mention import QuantityMention
from reportedly.populations import population_words
from reportedly.records import Quantity, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ARTICLES = frozenset({"a", "an"})
HARM = frozenset({"killed", "injured", "missing", "captured"})


def find_single_victims(doc: Doc, counted: Collection[int]) -> tuple[QuantityMention, ...]:
    """Returns a count of one for each single person harmed, in text order.

    ``counted`` are the tokens that a number counts already.
    """
    people = population_words()
    found = []
    for token in doc:
        if token.lower_ not in ARTICLES or token.dep_ != "det":
            continue
        noun = token.head
        if noun.i <= token.i or noun.i in counted or noun.tag_ != "NN":
            continue
        if noun.lower_ in people and is_harmed(noun):
            found.append(_mention(token, noun))
    return tuple(found)


def is_harmed(noun: Token) -> bool:
    """Tells whether a noun is of people killed, injured, captured or missing, or of a part."""
    measured = measure(noun)
    if measured is None:
        whole = superset_head(noun)
        measured = measure(whole) if whole is not None else None
    return measured is not None and measured.role in HARM


def _mention(article: Token, noun: Token) -> QuantityMention:
    doc = noun.doc
    return QuantityMention(
        quantity=Quantity(
            span=Span(start=article.idx, end=article.idx + len(article)),
            raw=article.text,
            low=1.0,
            high=1.0,
            best=1.0,
            relation="=",
            unit="person",
            counted=doc[article.i + 1 : noun.i + 1].text,
            per=None,
            share_of=None,
        ),
        start_token=article.i,
        end_token=article.i + 1,
        head=noun.i,
        change=None,
        concept=(),
        kind="count",
    )
