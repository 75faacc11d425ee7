"""Estimates -> the terminal, JSON objects, and the export of low, best and high."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.codec import encode
from reportedly.estimation import Estimate, ListEstimate
from reportedly.present.estimate_views import EstimateView, WordView, estimate_view, figure_views
from reportedly.present.list_views import list_view
from reportedly.present.visible import one_line

SHORT_ID = 8
NARROW = 96  # columns under which a table of estimates becomes blocks
EXPORT_COLUMNS = (
    "question_id", "title", "low", "best", "high",
    "low_how", "best_how", "high_how", "voices", "first_day", "last_day",
)  # fmt: skip
# A spreadsheet takes a cell that begins so for a formula; an apostrophe before it makes it text.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def estimate_details(made: Estimate) -> RenderableType:
    """Returns all about one estimate: figures, voices, sides, sensitivity, series, opinions."""
    view = estimate_view(made)
    head = Text(view.title, style="bold")
    head.append(f"  {view.question_id[:SHORT_ID]}", style="not bold dim")
    parts: list[RenderableType] = [head]
    parts.extend(_line(f"{figure.name:<5}", figure.value, figure.how) for figure in view.figures)
    if view.shared is not None:
        parts.append(_line("allowed by all voices:", view.shared, ""))
    for heading, lines in _sections(view):
        if lines:
            parts += [Text(), Text(heading, style="bold"), *(Text(f"  {line}") for line in lines)]
    parts.extend(Text(f"note: {note}", style="dim") for note in view.notes)
    return Padding(Group(*parts), (0, 0, 1, 0))


def estimates_table(found: Sequence[Estimate], *, width: int) -> RenderableType:
    """Returns a line for each estimate; blocks where the terminal is narrow."""
    if width < NARROW:
        return Group(*(_block(made) for made in found))
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), expand=True)
    for name in ("Question", "Low", "Best", "High", "Voices", "Why best or none", "Id"):
        table.add_column(name, justify="right" if name in {"Low", "Best", "High"} else "left")
    for made in found:
        table.add_row(
            Text(one_line(made.title)),
            *(figure.value for figure in figure_views(made)),
            str(len(made.voices)),
            Text(one_line(made.best.how)),
            Text(made.question_id[:SHORT_ID], style="dim"),
        )
    return table


def lists_details(made: ListEstimate) -> RenderableType:
    """Returns what lists of persons say: the figure with its models and warnings, or why none."""
    view = list_view(made)
    parts: list[RenderableType] = [Text("Persons on lists and on none", style="bold")]
    parts.append(Text(view.known))
    if view.refused is not None:
        parts.append(Text(f"no estimate: {view.refused}", style="yellow"))
        return Padding(Group(*parts), (0, 0, 1, 0))
    parts += [_line("in all, listed or not:", view.figure, view.range), Text(view.averaged)]
    parts += [Text(), Text("Models that carry weight", style="bold")]
    parts.extend(Text(f"  {m.figure} ({m.range}), {m.weight}: {m.depends}") for m in view.models)
    if view.classes or view.classes_refused:
        parts += [Text(), Text("Second family of models: two classes of persons", style="bold")]
    if view.classes:
        parts.append(_line("in all, listed or not:", *view.classes))
    if view.classes_refused:
        parts.append(Text(f"no estimate: {view.classes_refused}", style="yellow"))
    parts.append(Text())
    parts.extend(Text(f"warning: {warning}", style="yellow") for warning in view.warnings)
    return Padding(Group(*parts), (0, 0, 1, 0))


def to_objects(
    found: Sequence[Estimate], unlisted: ListEstimate | None
) -> Iterator[dict[str, Any]]:
    """Yields estimates as JSON objects, ``"type"`` first; that of lists comes last."""
    for made in found:
        yield {"type": "estimate", **encode(made)}
    if unlisted is not None:
        yield {"type": "list-estimate", **encode(unlisted)}


def export_csv(found: Sequence[Estimate]) -> str:
    """Returns low, best and high of each question as CSV, with how each was obtained."""
    text = io.StringIO()
    writer = csv.DictWriter(text, EXPORT_COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in _export_rows(found):
        writer.writerow({name: _cell(value) for name, value in row.items()})
    return text.getvalue()


def export_json(found: Sequence[Estimate]) -> str:
    """Returns the same as a JSON list; what is not known is null."""
    return json.dumps(list(_export_rows(found)), ensure_ascii=False, indent=1) + "\n"


def _export_rows(found: Sequence[Estimate]) -> Iterator[dict[str, Any]]:
    for made in found:
        figures = {"low": made.low, "best": made.best, "high": made.high}
        days = sorted(point.as_of for point in made.series if point.as_of is not None)
        row = {
            "question_id": made.question_id,
            "title": made.title,
            **{name: _plain(figure.value) for name, figure in figures.items()},
            **{f"{name}_how": figure.how for name, figure in figures.items()},
            "voices": len(made.voices),
            "first_day": days[0] if days else None,
            "last_day": days[-1] if days else None,
        }
        yield {name: row[name] for name in EXPORT_COLUMNS}


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(FORMULA_SIGNS):
        return f"'{value}"
    return value


def _plain(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value


def _sections(view: EstimateView) -> Iterator[tuple[str, list[str]]]:
    yield (
        "Voices",
        [f"{_who(v)}: “{v.raw}”, allows {v.allows}{_on(v.as_of)}" for v in view.voices],
    )
    yield "By side", [f"{s.side}: {s.range} ({s.sources})" for s in view.sides]
    yield (
        "Without one voice",
        [
            f"without {w.source}: {w.range}, best {w.best}{'' if w.moves else ' (nothing changes)'}"
            for w in view.without
        ],
    )
    yield (
        "Over time",
        [f"{p.as_of or 'undated'}  {p.source}: “{p.raw}” ({p.note})" for p in view.series],
    )
    opinions = [f"{o.method} ({o.after}): {o.value}" for o in view.opinions]
    yield "Second opinion, by truth discovery; no verdict", opinions


def _block(made: Estimate) -> RenderableType:
    head = Text(one_line(made.title), style="bold")
    head.append(f"  {made.question_id[:SHORT_ID]}", style="not bold dim")
    line = " · ".join(f"{figure.name} {figure.value}" for figure in figure_views(made))
    why = Text(f"  {one_line(made.best.how)}", style="dim")
    return Padding(Group(head, Text(f"  {line}"), why), (0, 0, 1, 0))


def _line(name: str, value: str, detail: str) -> Text:
    line = Text(f"{name} ")
    line.append(value, style="bold")
    return line.append(f"  {detail}" if detail else "", style="dim")


def _who(voice: WordView) -> str:
    return f"{voice.source} ({voice.note})" if voice.note else voice.source


def _on(day: str | None) -> str:
    return "" if day is None else f", on {day}"
