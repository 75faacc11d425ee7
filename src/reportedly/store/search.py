"""A person's search words -> an FTS5 query that no word of theirs can break."""

from __future__ import annotations

import re

from reportedly.records import Span

# Around each found word in the excerpts that SQLite returns; removed before anybody sees them.
MARK_START, MARK_END = "\x02", "\x03"
# About two lines in a terminal; FTS5 allows up to 64.
EXCERPT_TOKENS = 24


def search_terms(text: str) -> tuple[tuple[str, bool], ...]:
    """Returns the words and quoted phrases of a search; ``True`` with those that end in ``*``.

    What holds neither letter nor digit is left out: no index knows it.
    """
    terms = []
    for match in re.finditer(r'"([^"]*)"?|[^\s"]+', text):
        phrase = match.group(1)
        term = match.group() if phrase is None else phrase
        is_prefix = phrase is None and term.endswith("*")
        if any(c.isalnum() for c in term):
            terms.append((term, is_prefix))
    return tuple(terms)


def fts_query(text: str) -> str | None:
    """Returns the FTS5 query for a search: every term quoted; ``None`` if there is no term."""
    quoted = []
    for term, is_prefix in search_terms(text):
        safe = re.sub(r"[\x00-\x1f\ud800-\udfff\"]", " ", term)
        if any(c.isalnum() for c in safe):
            quoted.append(f'"{safe}"*' if is_prefix else f'"{safe}"')
    return " ".join(quoted) or None


def read_marks(marked: str) -> tuple[str, tuple[Span, ...]]:
    """Returns an excerpt without its marks, and the spans that these enclosed."""
    pieces: list[str] = []
    spans: list[Span] = []
    length = 0
    start: int | None = None
    for piece in re.split(f"([{MARK_START}{MARK_END}])", marked):
        if piece == MARK_START:
            start = length
        elif piece == MARK_END:
            if start is not None and start < length:
                spans.append(Span(start=start, end=length))
            start = None
        else:
            pieces.append(piece)
            length += len(piece)
    return "".join(pieces), tuple(spans)
