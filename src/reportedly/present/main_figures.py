"""A report's main figures as they stand at its head: how many of whom, on whose word.

The figures are chosen by the tool (``assess.main_figures``); each leads to the claims behind it.
"""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from reportedly.populations import population_of
from reportedly.present.material import Material
from reportedly.present.phrases import document_label
from reportedly.present.views import ClaimRow, document_order, rows_of
from reportedly.present.visible import shortened
from reportedly.records import Document, MainFigure, Relation

HEADING = "Main figures"
LEAD = "as the report tells them; picked by rule, and no judgement on what is true"
DERIVED = "derived: no number of the report, but made of those below"
# One of them, and several; people of whom no word says more are taken as civilians.
PEOPLE = {
    "civilians": ("civilian", "civilians"),
    "noncivilians": ("combatant", "combatants"),
    "children": ("child", "children"),
    "women": ("woman", "women"),
}
# What stands instead where no word of the claims says so.
UNTOLD = {
    "civilians": ("person, not said to be a combatant,", "people, not said to be combatants,"),
    "noncivilians": ("person, not said to be a civilian,", "people, not said to be civilians,"),
}
BOUNDS: dict[Relation, str] = {
    "=": "", ">=": "at least ", ">": "more than ", "<=": "up to ", "<": "fewer than ",
    "~": "about ", "range": "",
}  # fmt: skip
EVIDENCE_LIMIT = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """A main figure in words ("12 children killed"), and the claims that it rests on."""

    words: str
    is_derived: bool
    claims: tuple[ClaimRow, ...]


def figure_views(document: Document, material: Material) -> tuple[FigureView, ...]:
    """Returns the main figures of a report, in the order in which they were picked."""
    return tuple(
        FigureView(
            words=_words(figure, material),
            is_derived=figure.is_derived,
            claims=rows_of(figure.claim_ids, material),
        )
        for figure in material.main_figures.get(document.id, ())
    )


def main_figures_list(material: Material) -> RenderableType | None:
    """Returns the main figures of every report for the terminal; ``None`` where none has any."""
    ordered = sorted(material.documents.values(), key=lambda d: (*document_order(d), d.id))
    parts: list[RenderableType] = []
    for document in ordered:
        views = figure_views(document, material)
        if views:
            parts.append(Text(document_label(document)))
            parts.extend(Padding(_block(view), (0, 0, 0, 2)) for view in views)
            parts.append(Text())
    if not parts:
        return None
    head = Text(HEADING, style="bold").append(f" ({LEAD})", style="not bold dim")
    return Group(head, *parts)


def _block(view: FigureView) -> RenderableType:
    head = Text(view.words, style="bold")
    if view.is_derived:
        head.append(f" ({DERIVED})", style="not bold yellow")
    return Group(head, *(Padding(_claim(row), (0, 0, 0, 2)) for row in view.claims))


def _claim(row: ClaimRow) -> Text:
    text = Text(f"{row.who}: ")
    text.append(f"“{shortened(row.evidence, EVIDENCE_LIMIT)}”", style="italic")
    span = row.evidence_span
    return text.append(f"  characters {span.start}–{span.end}  {row.id[:8]}", style="dim")


def _words(figure: MainFigure, material: Material) -> str:
    """Returns "at least 12 children killed": with its bound where one claim alone gives it."""
    people = PEOPLE[figure.population]
    if not _is_said(figure, material):
        people = UNTOLD.get(figure.population, people)
    only = material.claims.get(figure.claim_ids[0]) if len(figure.claim_ids) == 1 else None
    quantity = only.quantity if only is not None else None
    bound = BOUNDS[quantity.relation] if quantity is not None else ""
    return f"{bound}{figure.count:,.0f} {people[figure.count != 1]} {figure.role}"


def _is_said(figure: MainFigure, material: Material) -> bool:
    """Tells whether the claims themselves say whom the figure counts, beside that they are people.

    Of a remainder ("22 dead, six of them civilians": 16) they do not.
    """
    claims = [material.claims.get(claim_id) for claim_id in figure.claim_ids]
    quantities = [c.quantity for c in claims if c is not None and c.quantity is not None]
    populations = {population_of(quantity.counted) for quantity in quantities}
    if figure.population == "noncivilians":
        return populations == {"combatants"}
    return populations.isdisjoint({None, "people", "combatants"})
