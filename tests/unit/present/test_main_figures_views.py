"""A report's main figures at its head, in the terminal and in the dossier."""

from __future__ import annotations

from typing import Any

import pytest

from reportedly.present.dossier import make_dossier
from reportedly.present.main_figures import DERIVED, HEADING, figure_views, main_figures_list
from reportedly.present.material import Material, gather
from reportedly.records import MainFigure
from tests.small_ledger import claim, document, quantity, source, statement
from tests.unit.present.test_text import printed

TEXT = "The mayor said that 14 farmers died near Varn and that two guards died with them."


def material(*figures: dict[str, Any], relation: str = "=", counted: str | None = None) -> Material:
    """Returns a report in which a mayor counts two groups, with main figures of its claims."""
    report = document(
        TEXT, title="Fire near Varn", publisher="Harbour Agency", published="2024-05-04", path="a"
    )
    spoken = statement(
        report, "14 farmers died near Varn and that two guards died with them",
        (source(TEXT, "The mayor", "person"), "said", "asserts"),
    )  # fmt: skip
    number = quantity(TEXT, "14", 14, 14, counted=counted, relation=relation)
    first = claim(spoken, report, "14 farmers died near Varn", number)
    guards = quantity(TEXT, "two", 2, 2, counted="guards")
    second = claim(spoken, report, "two guards died", guards)
    made = [
        MainFigure(
            document_id=report.id,
            role="killed",
            population=str(each.get("population", "civilians")),
            count=float(each.get("count", 14)),
            claim_ids=(first.id, second.id)[: each.get("claims", 1)],
            is_derived=each.get("is_derived", False),
        )
        for each in figures
    ]
    return gather([report, spoken, first, second, *made])


def terminal(made: Material) -> str:
    shown = main_figures_list(made)
    assert shown is not None
    return printed(shown, width=200)


def test_a_figure_stands_with_who_says_it_and_where() -> None:
    out = terminal(material({}, counted="farmers"))
    assert out.startswith(HEADING)
    assert "Fire near Varn" in out
    assert "  14 civilians killed  " in out
    assert "Harbour Agency › The mayor: “14 farmers died near Varn”  characters 20–45" in out
    assert DERIVED not in out


@pytest.mark.parametrize(
    ("counted", "population", "words"),
    [
        ("farmers", "civilians", "14 civilians killed"),
        (None, "civilians", "14 people, not said to be combatants, killed"),
        ("people", "civilians", "14 people, not said to be combatants, killed"),
        ("rebels", "noncivilians", "14 combatants killed"),
        ("people", "noncivilians", "14 people, not said to be civilians, killed"),
        ("children", "children", "14 children killed"),
    ],
)
def test_nobody_is_called_what_no_word_says(
    counted: str | None, population: str, words: str
) -> None:
    (view,) = views_of(material({"population": population}, counted=counted))
    assert view == words


@pytest.mark.parametrize(
    ("relation", "words"),
    [(">=", "at least 14 "), ("<=", "up to 14 "), ("~", "about 14 "), ("=", "14 ")],
)
def test_a_bound_is_kept(relation: str, words: str) -> None:
    (view,) = views_of(material({}, relation=relation, counted="farmers"))
    assert view == f"{words}civilians killed"


def views_of(made: Material) -> list[str]:
    (report,) = made.documents.values()
    return [view.words for view in figure_views(report, made)]


def test_one_is_not_said_in_the_plural() -> None:
    assert views_of(material({"count": 1}, counted="farmer")) == ["1 civilian killed"]


def test_a_derived_figure_says_so_and_shows_every_claim_behind_it() -> None:
    made = material({"count": 16, "claims": 2, "is_derived": True}, counted="farmers")
    out = terminal(made)
    assert f"({DERIVED})" in out
    assert "14 farmers died" in out
    assert "two guards died" in out


def test_a_report_without_main_figures_has_no_such_heading() -> None:
    made = material()
    assert main_figures_list(made) is None
    assert HEADING not in make_dossier(made)


def test_the_dossier_has_the_figures_before_the_text_of_their_report() -> None:
    page = make_dossier(material({}, {"population": "noncivilians", "is_derived": True}))
    report = page[page.index('<article class="report"') :]
    assert report.index(HEADING) < report.index('<div class="block">')
    (claim_id,) = {c for f in material({}).main_figures.values() for c in f[0].claim_ids}
    assert f'<a href="#claim-{claim_id}">' in report
    assert DERIVED in report
