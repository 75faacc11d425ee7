"""Entities and pairs of names -> renderables for the terminal: who is who, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.present.text import SHORT_ID, TABLE_WIDTH
from reportedly.present.visible import one_line
from reportedly.records import Entity, Judgement, NamePair, Sameness, SamenessBasis

BASIS_WORDS: dict[SamenessBasis, str] = {
    "judgement": "a person's word",
    "declared": "entities.toml",
    "listed": "the list of organisations",
    "reports": "the reports' own words",
    "likeness": "the names are alike",
}
# A sign beside the verdict's word, so that it is found without colour.
SIGNS: dict[Sameness, str] = {"same": "=", "different": "≠", "unsure": "?"}


def entities_table(entities: Sequence[Entity], *, width: int) -> RenderableType:
    """Returns entities as a table, or as blocks where the terminal is narrow."""
    if width < TABLE_WIDTH:
        return Group(*(_entity_block(entity) for entity in entities))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=True)
    for heading in ("Name", "Kind", "Also called", "Reports", "Id"):
        table.add_column(heading, overflow="fold")
    for entity in entities:
        table.add_row(
            Text(one_line(entity.name)), Text(entity.kind), Text(_other_names(entity)),
            Text(f"{len(entity.document_ids):,}"), Text(entity.id[:SHORT_ID], style="dim"),
        )  # fmt: skip
    for column, ratio in zip(table.columns, (6, None, 8, None, None), strict=True):
        column.ratio = ratio
    table.columns[3].justify = "right"
    table.columns[1].min_width = len("organisation")
    table.columns[-1].min_width = SHORT_ID
    return table


def entity_details(
    entity: Entity, pairs: Iterable[NamePair], judgements: Iterable[Judgement]
) -> RenderableType:
    """Returns one entity with its names, what joined them, and what is still open."""
    head = Text(one_line(entity.name), style="bold")
    head.append(f"  {entity.kind}, in {_reports(entity)}  {entity.id}", style="dim")
    names = Text("Names: " + " · ".join(one_line(name) for name in entity.names))
    shown = tuple(pairs)
    lines = [pair_details(pair, ()) for pair in shown] or [Text("It has this one name.")]
    return Group(head, names, Text(), *lines, *_history(judgements))


def pair_details(pair: NamePair, judgements: Iterable[Judgement]) -> RenderableType:
    """Returns two names, whether they are one, on what ground, and each reason in words."""
    head = Text(f"{one_line(pair.left_name)} {SIGNS[pair.verdict]} {one_line(pair.right_name)}")
    head.append(f"  {pair.verdict}, by {BASIS_WORDS[pair.basis]}", style="bold")
    head.append(f"  {pair.score:.2f}  {pair.id[:SHORT_ID]}", style="dim")
    reasons = (Padding(Text(f"{f.name}: {f.detail}"), (0, 0, 0, 2)) for f in pair.features)
    return Group(head, *reasons, *_history(judgements))


def _history(judgements: Iterable[Judgement]) -> list[RenderableType]:
    """Returns what people judged, oldest first."""
    lines: list[RenderableType] = []
    for judgement in judgements:
        why = "" if judgement.reason is None else f": {one_line(judgement.reason)}"
        told = f"{judgement.at[:16]} {one_line(judgement.by)} judged {judgement.verdict}{why}"
        lines.append(Padding(Text(told, style="italic"), (0, 0, 0, 2)))
    return lines


def _entity_block(entity: Entity) -> RenderableType:
    head = Text(one_line(entity.name))
    head.append(f"  {entity.kind}, {_reports(entity)}  {entity.id[:SHORT_ID]}", style="dim")
    others = _other_names(entity)
    return Group(head, Padding(Text(others), (0, 0, 0, 2))) if others else head


def _other_names(entity: Entity) -> str:
    return " · ".join(one_line(name) for name in entity.names if name != entity.name)


def _reports(entity: Entity) -> str:
    count = len(entity.document_ids)
    return f"{count:,} report{'' if count == 1 else 's'}"
