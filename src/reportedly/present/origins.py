"""Origins -> what a reader sees of the voices behind one question, and of whom none can tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from reportedly.present.material import Material
from reportedly.present.views import ClaimRow, rows_of
from reportedly.present.visible import one_line, shortened
from reportedly.records import Origin, Question

SHORT_ID = 8
EVIDENCE_LIMIT = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginView:
    """One voice: the reports it was heard in, why they are one voice, and its claims."""

    id: str
    source: str
    reports: tuple[str, ...]
    why: tuple[str, ...]
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginsView:
    """The voices behind a question, those heard most first, and the claims that count for none."""

    id: str
    title: str
    origins: tuple[OriginView, ...]
    uncounted: tuple[ClaimRow, ...]
    report_count: int


def origins_view(question: Question, origins: Iterable[Origin], material: Material) -> OriginsView:
    """Returns the voices behind a question; its claims must be in the material."""
    views = [_origin_view(question, origin, material) for origin in origins]
    views.sort(key=lambda view: (-len(view.reports), view.source, view.id))
    counted = {row.id for view in views for row in view.claims}
    rows = rows_of(question.claim_ids, material)
    return OriginsView(
        id=question.id,
        title=one_line(question.title),
        origins=tuple(views),
        uncounted=tuple(row for row in rows if row.id not in counted),
        report_count=len({row.document_id for row in rows}),
    )


def _origin_view(question: Question, origin: Origin, material: Material) -> OriginView:
    spoken = frozenset(origin.statement_ids)
    own = [
        claim_id
        for claim_id in question.claim_ids
        if (claim := material.claims.get(claim_id)) and claim.statement_id in spoken
    ]
    rows = rows_of(own, material)
    return OriginView(
        id=origin.id,
        source=one_line(origin.source),
        reports=tuple(dict.fromkeys(f"{row.report} ({row.byline})" for row in rows)),
        why=tuple(one_line(reason) for reason in origin.why),
        claims=rows,
    )


def origins_list(view: OriginsView) -> RenderableType:
    """Returns a question's voices with their reports, the reasons, and what each of them says."""
    head = Text(view.title, style="bold")
    head.append(f"  {view.id[:SHORT_ID]}", style="not bold dim")
    voices = f"{len(view.origins)} independent voice{'' if len(view.origins) == 1 else 's'}"
    reports = f"{view.report_count} report{'' if view.report_count == 1 else 's'}"
    parts: list[RenderableType] = [head, Text(f"{voices} in {reports}"), Text()]
    parts.extend(
        Padding(Group(*_origin_lines(origin)), (0, 0, 1, 0), expand=False)
        for origin in view.origins
    )
    if view.uncounted:
        parts.append(Text("not counted: nobody can tell whose word it is", style="bold"))
        parts.extend(_claim_line(row, with_report=True) for row in view.uncounted)
    return Group(*parts)


def _origin_lines(origin: OriginView) -> Iterator[RenderableType]:
    head = Text(origin.source, style="bold")
    head.append(f"  {origin.id[:SHORT_ID]}", style="not bold dim")
    yield head
    yield from (_indented(Text(f"in {report}"), 2) for report in origin.reports)
    yield from (_indented(Text(f"one voice: {reason}", style="dim"), 2) for reason in origin.why)
    yield from (_claim_line(row) for row in origin.claims)


def _claim_line(row: ClaimRow, *, with_report: bool = False) -> RenderableType:
    line = Text(f"{row.id[:SHORT_ID]}  ", style="dim")
    line.append(f"{row.who}: ", style="not dim")
    line.append(f"“{shortened(row.evidence, EVIDENCE_LIMIT)}”", style="not dim italic")
    if with_report:
        line.append(f"  {row.report} ({row.byline})")
    return _indented(line, 4)


def _indented(renderable: RenderableType, level: int) -> RenderableType:
    return Padding(renderable, (0, 0, 0, level), expand=False)
