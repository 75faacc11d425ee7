"""A report's text cut into segments, each with everything that lies over it.

Statements lie inside one another, numbers inside statements, and one number may belong to several
claims. HTML knows no overlapping elements, so the text is cut at every edge of every span: a
segment is under the same spans from its first to its last character. Put together again, the
segments are the text, character for character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from typing import Literal

from reportedly.present import phrases
from reportedly.present.copies import passage_id
from reportedly.present.main_figures import FigureView, figure_views
from reportedly.present.material import Material
from reportedly.present.views import StatementView, statement_views
from reportedly.present.visible import one_line, safe_link, visible
from reportedly.records import Claim, Document, Problem, Span, Statement

MarkKind = Literal["statement", "evidence", "number", "source", "cue", "passage"]

# What a link from elsewhere leads to: the words of a statement, the evidence of a claim, a passage
# that stands in another report too.
ANCHORED: frozenset[MarkKind] = frozenset({"statement", "evidence", "passage"})

# A block of lines that are nearly all this long is a wrapped paragraph and may be wrapped anew;
# shorter lines are a list, an address or a tally, and keep their breaks. News wires wrap at 65-80.
WRAPPED_LINE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A span over the text: what it marks, and the id of the record it comes from."""

    start: int
    end: int
    kind: MarkKind
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of text with what lies over all of it, outermost first.

    ``anchors`` are the statements and claims whose words begin with its first character, ``ends``
    the statements that end with its last: where links arrive and where reference numbers stand.
    """

    start: int
    text: str
    statement_ids: tuple[str, ...] = ()
    number_ids: tuple[str, ...] = ()
    is_source: bool = False
    is_cue: bool = False
    anchors: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph: its segments, the white space around it, and the statements that begin in it.

    ``lead`` is empty but for the first paragraph of a text that begins with white space.
    ``also_in`` are the reports in which text of it stands too: id and name.
    """

    lead: str
    segments: tuple[Segment, ...]
    gap: str
    is_wrapped: bool
    statements: tuple[StatementView, ...]
    also_in: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """A report with its text annotated, and all that is said about where it came from."""

    id: str
    label: str
    byline: str
    link: str | None
    details: tuple[tuple[str, str], ...]
    figures: tuple[FigureView, ...]
    blocks: tuple[Block, ...]
    statements: tuple[StatementView, ...]
    numbers: dict[str, int]
    editorial_ids: frozenset[str]
    problems: tuple[Problem, ...]


def document_view(document: Document, material: Material) -> DocumentView:
    """Returns a report with its text annotated with its statements and claims."""
    views = statement_views(document, material)
    statements = [material.statements[view.id] for view in views]
    claims = [claim for view in views for claim in material.claims_of.get(view.id, ())]
    shared = tuple(_shared_passages(document, material))
    marks = (*find_marks(statements, claims), *(mark for mark, _ in shared))
    subjects = {document.id, document.path, document.snapshot_sha256}
    return DocumentView(
        id=document.id,
        label=phrases.document_label(document),
        byline=phrases.byline(document),
        link=safe_link(document.url),
        details=_details(document),
        figures=figure_views(document, material),
        blocks=tuple(
            replace(block, also_in=_also_in(block, shared))
            for block in make_blocks(document.text, marks, views)
        ),
        statements=views,
        numbers={view.id: view.number for view in views},
        editorial_ids=frozenset(view.id for view in views if view.mode == "editorial"),
        problems=tuple(p for p in material.problems if p.subject in subjects),
    )


def find_marks(statements: Iterable[Statement], claims: Iterable[Claim]) -> Iterator[Mark]:
    """Yields every span of the statements and claims that the text is marked with."""
    for statement in statements:
        for span in statement.content:
            yield _mark(span, "statement", statement.id)
        for hop in statement.chain:
            if hop.source.span is not None:
                yield _mark(hop.source.span, "source", statement.id)
            if hop.cue is not None:
                yield _mark(hop.cue, "cue", statement.id)
    for claim in claims:
        yield _mark(claim.evidence, "evidence", claim.id)
        if claim.quantity is not None:
            yield _mark(claim.quantity.span, "number", claim.id)


def make_blocks(
    text: str, marks: Sequence[Mark], statements: Sequence[StatementView]
) -> tuple[Block, ...]:
    """Returns the text in paragraphs of segments; each character is in exactly one of them."""
    paragraphs = tuple(find_paragraphs(text))
    edges = [edge for p in paragraphs for edge in (p.start, p.end)]
    segments = make_segments(text, marks, edges)
    begins = _first_starts(marks)
    blocks: list[Block] = []
    position = start = 0
    for paragraph, following in zip_longest(paragraphs, paragraphs[1:]):
        end = following.start if following is not None else len(text)
        inside: list[Segment] = []
        while position < len(segments) and segments[position].start < end:
            if paragraph.start <= segments[position].start < paragraph.end:
                inside.append(segments[position])
            position += 1
        blocks.append(
            Block(
                lead=text[start : paragraph.start],
                segments=tuple(inside),
                gap=text[paragraph.end : end],
                is_wrapped=_is_wrapped(text[paragraph.start : paragraph.end]),
                statements=tuple(s for s in statements if start <= begins.get(s.id, -1) < end),
            )
        )
        start = end
    return tuple(blocks)


def find_paragraphs(text: str) -> Iterator[Span]:
    """Yields the spans that are shown as paragraphs, without white space at their edges.

    An empty line ends a paragraph. Where a text has none, every line is one.
    """
    separator = r"\n[^\S\n]*\n" if re.search(r"\n[^\S\n]*\n", text) else r"\n"
    start = 0
    for gap in (*(m.span() for m in re.finditer(separator, text)), (len(text), len(text))):
        piece = text[start : gap[0]]
        words = piece.strip()
        if words:
            first = start + len(piece) - len(piece.lstrip())
            yield Span(start=first, end=first + len(words))
        start = gap[1]


def make_segments(
    text: str, marks: Iterable[Mark], edges: Iterable[int] = ()
) -> tuple[Segment, ...]:
    """Returns the text cut at every edge of every mark, in one sweep.

    A mark that does not lie in the text is cut to it; an empty one is left out.
    """
    kept = [
        Mark(start=max(0, m.start), end=min(len(text), m.end), kind=m.kind, id=m.id)
        for m in marks
        if max(0, m.start) < min(len(text), m.end)
    ]
    kept.sort(key=lambda m: (m.start, -m.end, m.kind, m.id))
    ends = _last_ends(kept)
    cuts = sorted({0, len(text), *(e for m in kept for e in (m.start, m.end)), *edges})
    opening: dict[int, list[Mark]] = {}
    for mark in kept:
        opening.setdefault(mark.start, []).append(mark)
    active: list[Mark] = []
    anchored: set[str] = set()
    segments: list[Segment] = []
    for start, end in pairwise(cuts):
        opened = opening.get(start, [])
        active = [*(m for m in active if m.end > start), *opened]
        anchors = [m.id for m in opened if m.kind in ANCHORED and m.id not in anchored]
        anchored.update(anchors)
        segments.append(
            Segment(
                start=start,
                text=text[start:end],
                statement_ids=_ids(active, "statement"),
                number_ids=_ids(active, "number"),
                is_source=any(m.kind == "source" for m in active),
                is_cue=any(m.kind == "cue" for m in active),
                anchors=tuple(dict.fromkeys(anchors)),
                ends=tuple(ends.get(end, ())),
            )
        )
    return tuple(segments)


def _shared_passages(
    document: Document, material: Material
) -> Iterator[tuple[Mark, tuple[str, str]]]:
    """Yields each passage that stands in another report too, with that report's id and name."""
    for copy in material.copies_of.get(document.id, ()):
        is_left = copy.left == document.id
        other = material.documents.get(copy.right if is_left else copy.left)
        if other is None:
            continue
        name = one_line(other.publisher) if other.publisher else phrases.document_label(other)
        for number, passage in enumerate(copy.passages, start=1):
            span = passage.left if is_left else passage.right
            mark = _mark(span, "passage", passage_id(copy, number, document.id))
            yield mark, (other.id, name)


def _also_in(
    block: Block, shared: Iterable[tuple[Mark, tuple[str, str]]]
) -> tuple[tuple[str, str], ...]:
    start = block.segments[0].start
    end = block.segments[-1].start + len(block.segments[-1].text)
    there = {other for mark, other in shared if mark.start < end and start < mark.end}
    return tuple(sorted(there, key=lambda other: (other[1], other[0])))


def _ids(marks: Iterable[Mark], kind: MarkKind) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.id for m in marks if m.kind == kind))


def _mark(span: Span, kind: MarkKind, record_id: str) -> Mark:
    return Mark(start=span.start, end=span.end, kind=kind, id=record_id)


def _first_starts(marks: Iterable[Mark]) -> dict[str, int]:
    """Returns where each statement begins."""
    found: dict[str, int] = {}
    for mark in marks:
        if mark.kind == "statement":
            found[mark.id] = min(mark.start, found.get(mark.id, mark.start))
    return found


def _last_ends(marks: Iterable[Mark]) -> dict[int, list[str]]:
    """Returns the statements by where they end for good, the inner before the outer."""
    ends: dict[str, int] = {}
    for mark in marks:
        if mark.kind == "statement":
            ends[mark.id] = max(mark.end, ends.get(mark.id, 0))
    by_end: dict[int, list[str]] = {}
    for statement_id, end in ends.items():
        by_end.setdefault(end, []).append(statement_id)
    return by_end


def _is_wrapped(paragraph: str) -> bool:
    lines = paragraph.split("\n")
    return all(len(line.strip()) >= WRAPPED_LINE for line in lines[:-1])


def _details(document: Document) -> tuple[tuple[str, str], ...]:
    """Returns what is known of where a report came from, with who said so."""
    where = {origin.field: origin.where for origin in document.metadata_from}
    known = [
        ("Publisher", document.publisher, "publisher"),
        ("Authors", ", ".join(document.authors) or None, "authors"),
        ("Published", document.published, "published"),
        ("Modified", document.modified, "modified"),
        ("Retrieved", document.retrieved, "retrieved"),
        ("Address", document.url, "url"),
        ("File", document.path, "path"),
        ("SHA-256 of the text", document.text_sha256, ""),
        ("SHA-256 of the original", document.snapshot_sha256, ""),
        ("Document id", document.id, ""),
    ]
    return tuple(
        (label, visible(value) + (f" (from {where[name]})" if name in where else ""))
        for label, value, name in known
        if value is not None
    )
