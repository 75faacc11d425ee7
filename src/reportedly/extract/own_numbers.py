"""Numbers that stand in no statement: the publisher tells them itself.

Attribution leaves frames ("both women said"), datelines and scraps out of the publisher's voice. A
number there is no less a number of the report, so the words around it become the publisher's own:
no number is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.extract.chains import publisher_hop
from reportedly.extract.quantity_mention import QuantityMention
from reportedly.records import Document, Span, Statement, record_id

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ONE_SPEAKER = frozenset({"one", "a", "an"})
_EDGES = frozenset({"PUNCT", "SPACE", "CCONJ"})
# What may stand between the words and the statement that goes on behind them: a dash, a line break.
LONGEST_GAP = 8


def with_own_numbers(
    doc: Doc,
    document: Document,
    statements: Sequence[Statement],
    quantities: Sequence[QuantityMention],
) -> tuple[Statement, ...]:
    """Returns the statements, the publisher's own among them holding what no other one holds.

    The words around a number that are in no statement and no cue are added to the publisher's own
    statement beside them, where there is one, else become one.
    """
    found = list(statements)
    for mention in quantities:
        if any(_overlap(mention.quantity.span, c) for s in found for c in s.content):
            continue
        if is_told_by_source(mention, statements):
            continue
        words = _words_around(doc, mention, found)
        beside = next((s for s in found if _continues(document.text, words, s)), None)
        if beside is not None:
            found.remove(beside)
        found.append(_own(document, words, beside))
    return tuple(sorted(found, key=lambda s: (s.content, s.id)))


def is_told_by_source(mention: QuantityMention, statements: Iterable[Statement]) -> bool:
    """Tells whether a number only says who speaks, in a statement's chain.

    "One witness said", "Ivo Stern, a doctor, said": neither counts anybody.
    """
    if mention.quantity.raw.lower() not in ONE_SPEAKER:
        return False
    start = mention.quantity.span.start
    return any(
        hop.source.span is not None and hop.source.span.start <= start < hop.source.span.end
        for statement in statements
        for hop in statement.chain
    )


def _words_around(doc: Doc, mention: QuantityMention, statements: Iterable[Statement]) -> Span:
    """Returns the longest stretch around a number that no content and no cue of others touches."""
    taken = [c for s in statements for c in s.content]
    taken += [hop.cue for s in statements for hop in s.chain if hop.cue is not None]
    sentence = doc[mention.start_token].sent
    first, end = mention.start_token, mention.end_token
    while first > sentence.start and _is_free(doc[first - 1], taken):
        first -= 1
    while end < sentence.end and _is_free(doc[end], taken):
        end += 1
    while first < mention.start_token and doc[first].pos_ in _EDGES:
        first += 1
    while end > mention.end_token and doc[end - 1].pos_ in _EDGES:
        end -= 1
    span = mention.quantity.span
    last = doc[end - 1]
    return Span(start=min(span.start, doc[first].idx), end=max(span.end, last.idx + len(last)))


def _is_free(token: Token, taken: Iterable[Span]) -> bool:
    return not any(s.start < token.idx + len(token) and token.idx < s.end for s in taken)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _continues(text: str, words: Span, statement: Statement) -> bool:
    """Tells whether the publisher's own statement goes on right behind the words."""
    if statement.mode != "editorial" or len(statement.content) == 0:
        return False
    between = text[words.end : statement.content[0].start]
    is_behind = words.end <= statement.content[0].start
    return is_behind and len(between) <= LONGEST_GAP and not any(map(_ends_words, between))


def _ends_words(character: str) -> bool:
    return character.isalnum() or character in ".!?"


def _own(document: Document, words: Span, beside: Statement | None) -> Statement:
    """Returns the publisher's own statement of some words, before those of the one beside them."""
    if beside is not None:
        content = (Span(start=words.start, end=beside.content[0].end), *beside.content[1:])
    else:
        content = (words,)
    chain = (replace(publisher_hop(document.publisher), stance="asserts"),)
    return Statement(
        # as attribution makes the ids of the publisher's own statements
        id=record_id("statement", document.id, [[s.start, s.end] for s in content], [[None, None]]),
        document_id=document.id,
        content=content,
        chain=chain,
        mode="editorial",
        stance="asserts",
        polarity="positive",
        hedges=beside.hedges if beside is not None else (),
    )
