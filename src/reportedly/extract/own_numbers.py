"""Numbers that stand in no statement: the publisher tells them itself.

Attribution leaves frames ("both women said"), datelines and scraps out of the publisher's voice. A
number there is no less a number of the report, so the words around it become the publisher's own:
no number is lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from reportedly.extract.chains import publisher_hop
from reportedly.extract.coverage import Coverage
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
    found: dict[int, Statement] = {}
    own_at: defaultdict[int, list[int]] = defaultdict(list)  # the publisher's own, by their start
    told, taken = Coverage(), Coverage(_cues(statements))
    sources = source_stretches(statements)

    def hold(statement: Statement) -> None:
        found[number := next(numbers)] = statement
        if statement.mode == "editorial" and len(statement.content) > 0:
            own_at[statement.content[0].start].append(number)
        for span in statement.content:
            told.add(span)
            taken.add(span)

    numbers = count()
    for statement in statements:
        hold(statement)
    for mention in quantities:
        span = mention.quantity.span
        if told.overlaps(span.start, span.end) or is_told_by_source(mention, sources):
            continue
        words = _words_around(doc, mention, taken)
        number = _continuing(document.text, words, own_at)
        beside = found.pop(number) if number is not None else None
        if number is not None and beside is not None:
            own_at[beside.content[0].start].remove(number)
        hold(_own(document, words, beside))
    return tuple(sorted(found.values(), key=lambda s: (s.content, s.id)))


def source_stretches(statements: Iterable[Statement]) -> Coverage:
    """Returns the stretches of text that name who speaks, in the chains of statements."""
    sources = (hop.source.span for statement in statements for hop in statement.chain)
    return Coverage(span for span in sources if span is not None)


def is_told_by_source(mention: QuantityMention, sources: Coverage) -> bool:
    """Tells whether a number only says who speaks, in a statement's chain.

    "One witness said", "Ivo Stern, a doctor, said": neither counts anybody.
    """
    start = mention.quantity.span.start
    return mention.quantity.raw.lower() in ONE_SPEAKER and sources.overlaps(start, start + 1)


def _cues(statements: Iterable[Statement]) -> Iterator[Span]:
    for statement in statements:
        yield from (hop.cue for hop in statement.chain if hop.cue is not None)


def _words_around(doc: Doc, mention: QuantityMention, taken: Coverage) -> Span:
    """Returns the longest stretch around a number that no content and no cue of others touches."""
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


def _is_free(token: Token, taken: Coverage) -> bool:
    return not taken.overlaps(token.idx, token.idx + len(token))


def _continuing(text: str, words: Span, own_at: Mapping[int, Sequence[int]]) -> int | None:
    """Returns the first of the publisher's own statements that go on right behind the words."""
    behind: list[int] = []
    for start in range(words.end, words.end + LONGEST_GAP + 1):
        behind += own_at.get(start, ())
        if start < len(text) and _ends_words(text[start]):
            break
    return min(behind, default=None)


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
