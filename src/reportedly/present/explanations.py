"""A check or a grade explained whole: its working or reasons, then a footnote for every input.

A footnote says in which report the words stand, and at which characters of its text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from reportedly.present.grade_text import grade_details
from reportedly.present.grades import GradeView
from reportedly.present.text import context_text, finding_block
from reportedly.present.views import ClaimRow, FindingView
from reportedly.records import Document


def finding_explained(view: FindingView, documents: Mapping[str, Document]) -> RenderableType:
    """Returns a check with its kind, its steps, and its inputs with their footnotes."""
    kind = Text("Check of kind ", style="dim")
    kind.append(view.kind, style="not dim bold")
    return Group(kind, Text(), finding_block(view), *_inputs(view.claims, documents))


def grade_explained(
    grade: GradeView | None,
    title: str,
    rows: Sequence[ClaimRow],
    documents: Mapping[str, Document],
) -> RenderableType:
    """Returns a question's grade with its reasons, and the claims that answer it with footnotes."""
    told = Text(f"{title}: not assessed yet") if grade is None else grade_details(grade, title)
    return Group(told, *_inputs(rows, documents))


def _inputs(
    rows: Sequence[ClaimRow], documents: Mapping[str, Document]
) -> Iterator[RenderableType]:
    """Yields the claims that went in, numbered, then the footnote of each."""
    if len(rows) == 0:
        return
    yield Text()
    yield Text("What went in", style="bold")
    for number, row in enumerate(rows, start=1):
        line = Text(f"[{number}] ", style="dim")
        line.append(row.who, style="not dim bold")
        line.append(f" ({row.stance}): {row.number} {row.role}", style="not dim")
        yield _indented(line)
    yield Text()
    yield Text("Where it stands", style="bold")
    for number, row in enumerate(rows, start=1):
        span = row.evidence_span
        line = Text(f"[{number}] ", style="dim")
        line.append(f"{row.report} ({row.byline}), characters {span.start} to {span.end}")
        yield _indented(line)
        yield Padding(context_text(documents[row.document_id].text, [span]), (0, 0, 0, 6))


def _indented(line: Text) -> RenderableType:
    return Padding(line, (0, 0, 0, 2), expand=False)
