"""A parsed report laid out for the rules of attribution: tokens, quotations, and spans of both."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.extract.coverage import Coverage
from reportedly.extract.nlp import ParsedDocument
from reportedly.extract.quotes import Quotation, find_quotations
from reportedly.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

# A town, perhaps a country and a day, the agency in brackets, and a dash: how wires begin.
_DATELINE = re.compile(
    r"[A-Z][A-Z’' .-]{2,30}(?:,\s(?:\d{1,2}\s)?[A-Z][\w .]{2,25}){0,2}"
    r"(?:\s?\([A-Za-z][\w /.-]{1,30}\)(?:,?\s[A-Z][a-z]{2,8}\.?\s\d{1,2})?"
    r"\s*(?:[-–—]{1,2}|:)?\s|\s*(?:--|–|—|\s-\s))\s*"
)
# The same in small letters, where a name begins each word: an agency and a dash say that it is one,
# or a dash alone that opens a sentence and has no second one ("Ada Holm -- an envoy -- left").
_NAMED_DATELINE = re.compile(
    r"(?:[A-Z][\w’'.-]+\s?){1,3}(?:,\s(?:[A-Z][\w.]+\s?){1,3}){0,2}"
    r"(?:\([A-Z][\w /.-]{1,30}\)\s*(?:[-–—]{1,2}|:)\s"
    r"|\s*(?:--|–|—)\s*(?=[A-Z“\"‘](?![^\n.]*(?:--|–|—))))\s*"
)
# The hour before an entry of a live blog: "14:30", "9.05 am GMT -".
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4}\b)?\s*[-–—:|]?\s+")
_EDGE = frozenset(" \t\n\r\u00a0,;:—–-")
_END = _EDGE | frozenset(".")


@dataclass(frozen=True, slots=True)
class Layout:
    """A parsed report, its tokens with their offsets, and its outermost quotations.

    ``quotation_of[i]`` is the number of the quotation that token ``i`` stands in, or -1;
    ``readable`` are the tokens outside of what never ends, in which no speaker can be told;
    ``datelines`` are the tokens of datelines ("ZARUNA (AP) -"), which nobody says.
    """

    text: str
    parsed: ParsedDocument
    tokens: tuple[Token, ...]
    starts: tuple[int, ...]
    quotations: tuple[Quotation, ...]
    quotation_of: tuple[int, ...]
    datelines: frozenset[int]
    paragraph_starts: tuple[int, ...]
    readable: tuple[Token, ...]

    def token_at(self, offset: int) -> int:
        """Returns the index of the token that holds an offset, or of the next one after it."""
        index = bisect_right(self.starts, offset) - 1
        if index < 0:
            return 0
        token = self.tokens[index]
        return index if offset < token.idx + len(token) else index + 1

    def tokens_in(self, span: Span) -> range:
        """Returns the indices of the tokens that start in a span."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def span(self, start_token: int, end_token: int) -> Span:
        """Returns the span of the tokens ``[start_token, end_token)``."""
        last = self.tokens[end_token - 1]
        return Span(start=self.starts[start_token], end=last.idx + len(last))


def lay_out(parsed: ParsedDocument) -> Layout:
    """Returns the layout of a parsed report."""
    tokens = tuple(parsed.doc)
    starts = tuple(t.idx for t in tokens)
    endless = Coverage(parsed.endless)
    quotations = find_quotations(parsed.text, parsed.paragraphs)
    quotation_of = [-1] * len(tokens)
    for number, quotation in enumerate(quotations):
        for part in quotation.parts:
            first = bisect_left(starts, part.start)
            for index in range(first, bisect_left(starts, part.end)):
                quotation_of[index] = number
    return Layout(
        text=parsed.text,
        parsed=parsed,
        tokens=tokens,
        starts=starts,
        quotations=quotations,
        quotation_of=tuple(quotation_of),
        datelines=frozenset(_dateline_tokens(parsed, starts)),
        paragraph_starts=tuple(p.start for p in parsed.paragraphs),
        readable=tuple(t for t in tokens if not endless.overlaps(t.idx, t.idx + 1)),
    )


def _dateline_tokens(parsed: ParsedDocument, starts: Sequence[int]) -> Iterator[int]:
    for paragraph in parsed.paragraphs:
        where = (parsed.text, paragraph.start, paragraph.end)
        found = _DATELINE.match(*where) or _NAMED_DATELINE.match(*where) or _CLOCK.match(*where)
        if found is not None and _begins_with_name(parsed, bisect_left(starts, found.start())):
            yield from range(bisect_left(starts, found.start()), bisect_left(starts, found.end()))


def _begins_with_name(parsed: ParsedDocument, first: int) -> bool:
    """Tells whether no counted or common noun begins here: "TWO SHEPHERDS -- FROM" is no dateline.

    Where a text is all capitals, the parsed words have their small letters back. Digits begin the
    hour of an entry.
    """
    token = parsed.doc[first]
    if token.text[0].isdigit():
        return True
    return token.pos_ not in {"NUM", "DET", "PRON"} and not token.like_num


def runs(indices: Iterable[int]) -> list[tuple[int, int]]:
    """Returns sorted token indices as unbroken runs ``[start, end)``."""
    found: list[tuple[int, int]] = []
    for index in indices:
        if found and found[-1][1] == index:
            found[-1] = (found[-1][0], index + 1)
        else:
            found.append((index, index + 1))
    return found


def content_spans(layout: Layout, indices: Sequence[int]) -> tuple[Span, ...]:
    """Returns the spans of content tokens: trimmed, and whole where they touch a quotation.

    Commas and the sentence's full stop are no content; a quotation that the content begins or
    ends in is taken whole, with its marks.
    """
    spans = [trim(layout.text, layout.span(start, end)) for start, end in runs(indices)]
    whole = [_with_marks(layout, span) for span in spans if span is not None]
    return merge(whole)


def trim(text: str, span: Span) -> Span | None:
    """Returns a span without white space and stops at its edges; ``None`` if nothing is left."""
    start, end = span.start, span.end
    while start < end and text[start] in _END:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    if end > start and text[end - 1] == "." and not _is_abbreviation(text, start, end):
        end -= 1
        while end > start and text[end - 1] in _EDGE:
            end -= 1
    return Span(start=start, end=end) if start < end else None


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Returns spans in order, those that touch or overlap made one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(start=merged[-1].start, end=max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return tuple(merged)


def joined(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Returns spans in order, those with nothing but spaces between them made one."""
    result: list[Span] = []
    for span in merge(spans):
        if result and not text[result[-1].end : span.start].strip(" "):
            result[-1] = Span(start=result[-1].start, end=span.end)
        else:
            result.append(span)
    return tuple(result)


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    """Tells whether a final stop belongs to its word: "U.S.", "Jan.", "a.m."."""
    word = text[start:end].rsplit(None, 1)[-1]
    return word.count(".") > 1 and len(word) <= 8 and word != "..."


def _with_marks(layout: Layout, span: Span) -> Span:
    """Returns a span with the missing ends of the quotations that it starts or ends in."""
    start, end = span.start, span.end
    first = layout.token_at(start)
    number = layout.quotation_of[first] if first < len(layout.tokens) else -1
    if number >= 0:
        quotation = layout.quotations[number]
        if quotation.start <= start <= quotation.start + 2:
            start = quotation.start
    last = layout.token_at(max(end - 1, start))
    number = layout.quotation_of[last] if last < len(layout.tokens) else -1
    if number >= 0:
        quotation = layout.quotations[number]
        part = next((p for p in quotation.parts if p.start <= end <= p.end), None)
        if part is not None and start <= part.start and end >= part.end - 4:
            end = part.end
    return Span(start=start, end=end)
