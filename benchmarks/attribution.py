"""attribution: who said what, as PolNeAR marks it.

The corpus marks each attribution once, flat; the product gives each statement its whole chain. The
mapping: statements of one cue are one attribution; of a nested one only the outermost is given;
statements without a voice ("reportedly") have no source; a source said by a relative pronoun
("Kolber, who confirmed") is marked on the pronoun there; the comma that closes an apposition and
the "'s" of a possessive are marked with the source ("Ann Lee, an aide," and "Lee's claim").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from benchmarks.documents import extracted
from reportedly.extract.cues import attribution_words
from reportedly.records import Hop, Span, Statement

_POSSESSIVE = re.compile(r"[’']s?(?=\s)")
_RELATIVE = re.compile(r",?\s*(who|which|that)\b")


def predict(records: Iterable[dict[str, Any]], *, fast: bool = False) -> Iterator[dict[str, Any]]:
    """Yields the outermost attributions of each record; ``fast`` leaves the tagger out."""
    for record, statements, _, _ in extracted(records, fast=fast):
        yield {"id": record["id"], "attributions": _attributions(record["text"], statements)}


def _attributions(text: str, statements: Iterable[Statement]) -> list[dict[str, Any]]:
    joined: dict[tuple[Span, ...], dict[str, Any]] = {}
    for statement in _outermost(text, list(statements)):
        cue = _cue(text, statement)
        if cue is None:
            continue
        entry = joined.setdefault(
            cue, {"source": _source(text, statement), "cue": _pairs(cue), "content": []}
        )
        entry["content"].extend(_pairs(_content(statement)))
    for entry in joined.values():
        entry["content"].sort()
    return list(joined.values())


def _outermost(text: str, statements: list[Statement]) -> Iterator[Statement]:
    """Yields the attributed statements whose cue is in no other's content."""
    attributed = [s for s in statements if _cue(text, s) is not None]
    inside: set[int] = set()
    for statement in attributed:
        for span in _content(statement):
            inside.update(range(span.start, span.end))
    for statement in attributed:
        cue = _cue(text, statement)
        own = {i for span in _content(statement) for i in range(span.start, span.end)}
        if cue is not None and (cue[0].start not in inside or cue[0].start in own):
            yield statement


def _hop(text: str, statement: Statement) -> Hop:
    """Returns the hop that the corpus marks: the innermost, "citing officials" left aside."""
    hop = statement.chain[-1]
    is_cited = hop.cue is not None and text[hop.cue.start : hop.cue.end].lower() == "citing"
    return statement.chain[-2] if is_cited else hop


def _cue(text: str, statement: Statement) -> tuple[Span, ...] | None:
    """Returns the cue of the hop, or the hedging words that stand for one."""
    hop = _hop(text, statement)
    if hop.cue is not None:
        return (hop.cue,)
    words = attribution_words()
    weak = words.hedge_modals | words.hedge_words
    return tuple(h for h in statement.hedges if text[h.start : h.end].lower() not in weak) or None


def _content(statement: Statement) -> Iterator[Span]:
    """Yields the content without the hedge that is the cue."""
    holes = statement.hedges if len(statement.chain) == 1 else ()
    for span in statement.content:
        start = span.start
        for hole in holes:
            if span.start <= hole.start and hole.end <= span.end:
                if start < hole.start:
                    yield Span(start=start, end=hole.start)
                start = hole.end
        if start < span.end:
            yield Span(start=start, end=span.end)


def _source(text: str, statement: Statement) -> list[list[int]]:
    hop = _hop(text, statement)
    if len(statement.chain) == 1 or hop.source.span is None or hop.cue is None:
        return []
    span = hop.source.span
    pronoun = _RELATIVE.match(text, span.end)
    if pronoun is not None and hop.cue.start > span.end:
        return [[pronoun.start(1), pronoun.end(1)]]
    possessive = _POSSESSIVE.match(text, span.end)
    if possessive is not None:
        return [[span.start, possessive.end()]]
    is_closed = "," in text[span.start : span.end] and text[span.end : span.end + 1] == ","
    return [[span.start, span.end + is_closed]]


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]
