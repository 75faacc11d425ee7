"""Copies -> what a reader sees of them: two reports, and their passages side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.present import phrases
from reportedly.present.visible import one_line, shortened
from reportedly.records import Copy, Document, Span

# How much of a passage is shown where the whole is not asked for.
PASSAGE_LIMIT = 240
SHORT_ID = 8
# Below this width two columns hold a few words a line: the sides are shown one below the other.
COLUMNS_WIDTH = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageView:
    """One passage: its words in either report, where they stand, and how many are the same.

    ``left_id`` and ``right_id`` are those of its places in the annotated reports.
    """

    left_id: str
    right_id: str
    left: str
    right: str
    left_span: Span
    right_span: Span
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyView:
    """Two reports that share text, named as people name them, with the reasons and passages."""

    id: str
    kind: str
    left_id: str
    right_id: str
    left: str
    right: str
    order: str
    why: tuple[str, ...]
    passages: tuple[PassageView, ...]


def copy_views(copies: Iterable[Copy], documents: Mapping[str, Document]) -> tuple[CopyView, ...]:
    """Returns the copies whose reports are given, those that share most first."""
    ordered = sorted(copies, key=lambda copy: (-copy.share, copy.left, copy.right))
    return tuple(
        copy_view(copy, documents[copy.left], documents[copy.right])
        for copy in ordered
        if copy.left in documents and copy.right in documents
    )


def copy_view(copy: Copy, left: Document, right: Document) -> CopyView:
    """Returns a copy as it is shown, with its words taken from the reports' texts."""
    return CopyView(
        id=copy.id,
        kind=f"{copy.kind} copy",
        left_id=left.id,
        right_id=right.id,
        left=report_name(left),
        right=report_name(right),
        order=_order(copy, left, right),
        why=tuple(one_line(reason) for reason in copy.why),
        passages=tuple(
            PassageView(
                left_id=passage_id(copy, number, left.id),
                right_id=passage_id(copy, number, right.id),
                left=one_line(left.text[passage.left.start : passage.left.end]),
                right=one_line(right.text[passage.right.start : passage.right.end]),
                left_span=passage.left,
                right_span=passage.right,
                words=passage.words,
            )
            for number, passage in enumerate(copy.passages, start=1)
        ),
    )


def report_name(document: Document) -> str:
    """Returns what a report is called, with who published it and when."""
    return f"{phrases.document_label(document)} ({phrases.byline(document)})"


def passage_id(copy: Copy, number: int, document_id: str) -> str:
    """Returns the id of a passage, numbered from 1, where it stands in one of the two reports."""
    return f"{copy.id}-{number}-{'left' if document_id == copy.left else 'right'}"


def _order(copy: Copy, left: Document, right: Document) -> str:
    if copy.earlier is None:
        return "which came first is not known"
    first = left if copy.earlier == left.id else right
    return f"published first: {report_name(first)}"


def copies_list(views: Sequence[CopyView], *, width: int, is_whole: bool = False) -> RenderableType:
    """Returns copies with their passages side by side, shortened unless ``is_whole``."""
    return Group(*(Padding(_block(v, width, is_whole), (0, 0, 1, 0), expand=False) for v in views))


def _block(view: CopyView, width: int, is_whole: bool) -> RenderableType:
    head = Text(view.kind, style="bold")
    head.append(f"  {view.id[:SHORT_ID]}", style="not bold dim")
    lines: list[RenderableType] = [head, Text(f"  {view.left}"), Text(f"  {view.right}")]
    lines.extend(Text(f"  {line}", style="dim") for line in (*view.why, view.order))
    lines.extend(_passages(view, width, is_whole))
    return Group(*lines)


def _passages(view: CopyView, width: int, is_whole: bool) -> Iterator[RenderableType]:
    for passage in view.passages:
        left, right = (
            words if is_whole else shortened(words, PASSAGE_LIMIT)
            for words in (passage.left, passage.right)
        )
        where = (
            f"{passage.words} words; characters {passage.left_span.start} to "
            f"{passage.left_span.end} | {passage.right_span.start} to {passage.right_span.end}"
        )
        yield Text(f"    {where}", style="dim")
        grid = Table.grid(padding=(0, 3, 0, 0), expand=True)
        if width >= COLUMNS_WIDTH:
            grid.add_column(ratio=1, overflow="fold")
            grid.add_column(ratio=1, overflow="fold")
            grid.add_row(Text(left), Text(right))
        else:
            grid.add_column(overflow="fold")
            grid.add_row(Text(left))
            grid.add_row(Text(right))
        yield Padding(grid, (0, 0, 0, 4))
