"""The report's main figures, from report to figure: texts of our own about invented places."""

from __future__ import annotations

import pytest

from reportedly.assess.main_figures import main_figures, report_figures
from reportedly.extract.claims import extract_document
from reportedly.extract.nlp import parse
from reportedly.records import Claim, MainFigure
from tests.unit.assess.reports import report

# report, headline, figures by group
REPORTS = [
    # the first count is the event's, later ones are background
    (
        "A blast killed 12 people in Oldtown on Monday. In May, 40 people died in Newtown.",
        None,
        {"civilians": 12},
    ),
    # the headline's number wins over an earlier one
    (
        "Two days after a flood killed 7 people, a fire killed 19 villagers in Oldtown.",
        "Fire kills 19 in Oldtown",
        {"civilians": 19},
    ),
    # a part is not added
    (
        "An air raid killed 20 people, including 7 children and four women.",
        None,
        {"civilians": 20, "children": 7, "women": 4},
    ),
    # the parts of another incident stay out
    (
        "Shelling killed 20 people. Another raid killed 8 people, among them 3 children.",
        None,
        {"civilians": 20},
    ),
    # children said beside others are civilians too
    (
        "The strike killed five children and four nurses.",
        None,
        {"civilians": 9, "children": 5},
    ),
    # the number said again with its noun says who they were
    (
        "29 dead in fighting for a key road. At least 29 rebels were killed near the river.",
        None,
        {"noncivilians": 29},
    ),
    # the headline alone says who they were
    (
        "The army said its raid killed 15 near the border.",
        "Army kills 15 insurgents near border",
        {"noncivilians": 15},
    ),
    # counts that add up to the first one are its breakdown
    (
        "At least nine people were killed. Medics said four civilians died. "
        "Another five gunmen died on the ridge.",
        None,
        {"civilians": 4, "noncivilians": 5},
    ),
    # remainders, both ways
    (
        "A bomb killed 20 people. A monitor said 14 of the dead were rebel fighters.",
        None,
        {"civilians": 6, "noncivilians": 14},
    ),
    (
        "A raid killed 22 people, six of them civilians.",
        None,
        {"civilians": 6, "noncivilians": 16},
    ),
    # medics are named because they are medics: the others are no fighters
    ("A raid killed 31 people, including two medics.", None, {"civilians": 31}),
    # fighters and civilians in one sentence
    (
        "At least 50 gunmen and two farmers were killed in clashes on Tuesday.",
        None,
        {"civilians": 2, "noncivilians": 50},
    ),
    # a victim said with an article is the event's, where the headline says so
    (
        "A woman was killed by a bomb in Oldtown. A raid in April killed 30 villagers.",
        "Bomb kills woman in Oldtown",
        {"civilians": 1, "women": 1},
    ),
    # an updated toll replaces the first count, a war's toll does not
    (
        "A blast killed 30 people in Oldtown. The death toll later rose to 42, officials said.",
        None,
        {"civilians": 42},
    ),
    (
        "A blast killed 30 people in Oldtown. The toll of the war has risen to 4,200.",
        None,
        {"civilians": 30},
    ),
    # the headline names one side, the sentence under it both
    (
        "Raid kills 40 rebels. A raid killed 40 rebels and eight villagers in the hills.",
        "Raid kills 40 rebels",
        {"civilians": 8, "noncivilians": 40},
    ),
    # a bomber is not counted with the victims
    ("A gunman was shot dead after he killed 9 people.", None, {"civilians": 9}),
    # the dead of a whole war are no event's
    ("More than 200,000 people have been killed since the war began.", None, {}),
    # nor are those of a plan or a condition
    ("The bomb could have killed 40 people.", None, {}),
    ("", None, {}),
]


def figures_of(text: str, headline: str | None = None) -> tuple[MainFigure, ...]:
    return main_figures(claims_of(text), headline=headline, published="2023-05-06")


def claims_of(text: str) -> list[Claim]:
    (parsed,) = parse([text])
    return [r for r in extract_document(report(text), parsed) if isinstance(r, Claim)]


@pytest.mark.parametrize(("text", "headline", "expected"), REPORTS)
def test_figures(text: str, headline: str | None, expected: dict[str, int]) -> None:
    figures = figures_of(text, headline)
    assert {f.population: f.count for f in figures} == expected


def test_the_lead_is_not_what_happened_long_ago() -> None:
    text = "In 2019 a flood killed 30 villagers. On Friday a fire killed 12 villagers in Oldtown."
    assert {f.population: f.count for f in figures_of(text)} == {"civilians": 12}


def test_sums_and_remainders_are_marked_as_derived() -> None:
    summed = figures_of("The strike killed five children and four nurses.")
    assert {f.population: f.is_derived for f in summed} == {"civilians": True, "children": False}
    rest = figures_of("A raid killed 22 people, six of them civilians.")
    assert {f.population: f.is_derived for f in rest} == {"civilians": False, "noncivilians": True}


def test_victims_named_one_by_one_are_summed() -> None:
    (civilians, soldiers) = figures_of("The blast killed a nurse, a driver and two soldiers.")
    assert (civilians.population, civilians.count, civilians.is_derived) == ("civilians", 2, True)
    assert (soldiers.population, soldiers.count) == ("noncivilians", 2)


def test_a_figure_names_the_claims_behind_it() -> None:
    text = "The strike killed five children and four nurses."
    ids = {claim.id for claim in claims_of(text) if claim.role == "killed"}
    assert set(figures_of(text)[0].claim_ids) == ids


def all_figures(text: str) -> dict[tuple[str | None, str], float]:
    figures = report_figures(claims_of(text), report(text))
    return {(f.role, f.population): f.count for f in figures}


def test_the_injured_and_the_captured_of_an_incident_stand_behind_the_killed() -> None:
    text = (
        "A blast in Oldtown on Friday killed 12 people and wounded 30 others, among them six "
        "children. Gunmen kidnapped three nurses."
    )
    assert list(all_figures(text).items()) == [
        (("killed", "civilians"), 12),
        (("injured", "civilians"), 30),
        (("captured", "civilians"), 3),
    ]


def test_an_injured_count_of_long_ago_is_no_main_figure() -> None:
    text = "In 2019 a blast wounded 40 people. The mayor spoke of it on Friday."
    assert all_figures(text) == {}


def test_names_are_counted_only_where_the_report_says_no_number() -> None:
    (named,) = figures_of("Peter Holm and John Rask were killed in the blast.")
    assert (named.count, named.is_derived) == (2, True)
    (said,) = figures_of("A blast killed 12 people. Peter Holm and John Rask were killed in it.")
    assert (said.count, said.is_derived) == (12, False)
