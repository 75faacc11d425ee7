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
from reportedly.estimation import Estimate, Figure, ListEstimate, ModelEstimate
from reportedly.grading import probability_words
from reportedly.present.phrases import UNKNOWN, number
from reportedly.present.visible import one_line, visible

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
    head = Text(one_line(made.title), style="bold")
    head.append(f"  {made.question_id[:SHORT_ID]}", style="not bold dim")
    parts: list[RenderableType] = [head]
    for name, figure in (("low", made.low), ("best", made.best), ("high", made.high)):
        parts.append(_line(f"{name:<5}", _figure(figure), one_line(figure.how)))
    if len(made.voices) > 1:
        shared = _range(made.common_low, made.common_high) if made.has_common else "no number"
        parts.append(_line("allowed by all voices:", shared, ""))
    for heading, lines in _sections(made):
        if lines:
            parts += [Text(), Text(heading, style="bold"), *(Text(f"  {line}") for line in lines)]
    parts.extend(Text(f"note: {visible(note)}", style="dim") for note in made.notes)
    return Padding(Group(*parts), (0, 0, 1, 0))


def estimates_table(found: Sequence[Estimate], *, width: int) -> RenderableType:
    """Returns a line for each estimate; blocks where the terminal is narrow."""
    if width < NARROW:
        return Group(*(_block(made) for made in found))
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), expand=True)
    for name in ("Question", "Low", "Best", "High", "Voices", "Why best or none", "Id"):
        table.add_column(name, justify="right" if name in {"Low", "Best", "High"} else "left")
    for made in found:
        figures = [_figure(figure) for figure in (made.low, made.best, made.high)]
        table.add_row(
            Text(one_line(made.title)),
            *figures,
            str(len(made.voices)),
            Text(one_line(made.best.how)),
            Text(made.question_id[:SHORT_ID], style="dim"),
        )
    return table


def lists_details(made: ListEstimate) -> RenderableType:
    """Returns what lists of persons say: the figure with its models and warnings, or why none."""
    head = Text("Persons on lists and on none", style="bold")
    known = f"{made.observed:,} persons on {len(made.lists)} lists: {', '.join(made.lists)}"
    parts: list[RenderableType] = [head, Text(one_line(known))]
    if made.refused is not None:
        parts.append(Text(f"no estimate: {one_line(made.refused)}", style="yellow"))
        return Padding(Group(*parts), (0, 0, 1, 0))
    level = f"{made.level:.0%}"
    parts.append(
        _line("in all, listed or not:", f"{made.estimate or 0:,}", f"{level}: {_ends(made)}")
    )
    averaged = (
        f"median of {made.models_fitted} models weighted by BIC; their weighted mean is "
        f"{made.mean or 0:,}"
    )
    parts += [Text(averaged), Text(), Text("Models that carry weight", style="bold")]
    parts.extend(Text(f"  {_model(model)}") for model in made.models)
    parts.append(Text())
    parts.extend(Text(f"warning: {one_line(w)}", style="yellow") for w in made.warnings)
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


def _sections(made: Estimate) -> Iterator[tuple[str, list[str]]]:
    yield (
        "Voices",
        [
            f"{one_line(v.source)}{_in_side(v.side)}: “{one_line(v.raw)}”, allows "
            f"{_range(v.low, v.high)}{_on(v.as_of)}"
            for v in made.voices
        ],
    )
    yield (
        "By side",
        [
            f"{one_line(s.side) if s.side else 'no declared side'}: {_range(s.low, s.high)} "
            f"({one_line(', '.join(s.sources))})"
            for s in made.by_side
        ],
    )
    yield (
        "Without one voice",
        [
            f"without {one_line(w.source)}: {_range(w.low, w.high)}, best {_value(w.best)}"
            f"{'' if w.moves else ' (nothing changes)'}"
            for w in made.without_voice
        ],
    )
    yield (
        "Over time",
        [
            f"{p.as_of or 'undated'}  {one_line(p.source)}: “{one_line(p.raw)}” ({p.change})"
            for p in made.series
        ],
    )
    opinions = [f"{o.method} ({o.after}): {_value(o.value)}" for o in made.opinions]
    yield "Second opinion, by truth discovery; no verdict", opinions


def _block(made: Estimate) -> RenderableType:
    head = Text(one_line(made.title), style="bold")
    head.append(f"  {made.question_id[:SHORT_ID]}", style="not bold dim")
    figures = (("low", made.low), ("best", made.best), ("high", made.high))
    line = " · ".join(f"{name} {_figure(figure)}" for name, figure in figures)
    why = Text(f"  {one_line(made.best.how)}", style="dim")
    return Padding(Group(head, Text(f"  {line}"), why), (0, 0, 1, 0))


def _line(name: str, value: str, detail: str) -> Text:
    line = Text(f"{name} ")
    line.append(value, style="bold")
    return line.append(f"  {detail}" if detail else "", style="dim")


def _model(model: ModelEstimate) -> str:
    groups = "; ".join(" with ".join(group) for group in model.depends) or "independent lists"
    return (
        f"{model.estimate:,} ({model.low:,} to {model.high:,} if it is right), weight "
        f"{model.weight:.3f}, {probability_words(model.weight)}, "
        f"BIC +{model.bic_above_best:.2f}: {one_line(groups)}"
    )


def _ends(made: ListEstimate) -> str:
    return f"{made.low or 0:,} to {made.high or 0:,}"


def _figure(figure: Figure) -> str:
    return _value(figure.value)


def _value(value: float | None) -> str:
    return UNKNOWN if value is None else number(value)


def _range(low: float | None, high: float | None) -> str:
    if low is None:
        return "any number" if high is None else f"up to {number(high)}"
    if high is None:
        return f"{number(low)} and more"
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def _in_side(side: str | None) -> str:
    return "" if side is None else f" ({one_line(side)})"


def _on(day: str | None) -> str:
    return "" if day is None else f", on {day}"
