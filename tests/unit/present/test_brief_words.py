"""How claims, places and names are put into the brief's sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from reportedly.present.brief import make_brief
from reportedly.present.brief_words import adds_nothing, figure_clause, where_words
from reportedly.present.brief_writer import Writer
from reportedly.present.material import Material
from reportedly.present.prose import without_capitals
from reportedly.records import Claim, Question
from tests.making import make_item, make_place, make_quantity
from tests.small_ledger import document, make_material, span


def claim(raw: str, counted: str | None = "people", role: str = "killed", **more: Any) -> Claim:
    made = make_item(raw).claim
    fields = {"quantity": make_quantity(raw, counted), "role": role, "places": (), **more}
    return replace(made, **fields)


def test_a_country_stands_behind_the_places_in_it() -> None:
    city = make_place("Corrin", "from", precision="city", country="OV")
    land = make_place("Orvania", "from", precision="country", country="OV")
    port = make_place("Ostra", "to", precision="city", country="VL")
    assert where_words([land, city, port]) == " from Corrin in Orvania to Ostra"
    assert where_words([land, port]) == " from Orvania to Ostra"


def test_on_a_journey_only_its_steps_are_told() -> None:
    near = make_place("Hessel", "near", precision="city")
    assert where_words([make_place("Ostra", "to"), near]) == " to Ostra"
    assert where_words([near]) == " near Hessel"


def test_where_the_dead_came_from_is_not_where_they_died() -> None:
    places = (make_place("Vell", "from"), make_place("Corrin", "at"))
    assert figure_clause(claim("28", "fighters", places=places)) == (
        "28 fighters from Vell were killed in Corrin"
    )
    moved = claim("28", "fighters", "transferred", places=places[:1])
    assert figure_clause(moved) == "28 fighters were transferred from Vell"


def test_words_that_take_a_side_are_the_sources() -> None:
    assert figure_clause(claim("14", "terrorists")) == "14 “terrorists” were killed"


def test_a_headlines_capital_is_not_kept() -> None:
    assert figure_clause(claim("14", "Civilians")) == "14 civilians were killed"
    assert figure_clause(claim("14", "Vellians")) == "14 Vellians were killed"


@pytest.mark.parametrize(
    ("other", "counted", "is_nothing"),
    [
        ("14", "people", True),
        ("14", None, True),
        ("14", "children", False),
        ("15", "people", False),
    ],
)
def test_the_same_number_of_the_same_people_adds_nothing(
    other: str, counted: str | None, is_nothing: bool
) -> None:
    assert adds_nothing(claim(other, counted), claim("14")) is is_nothing


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("MINISTRY OF DEFENCE", "Ministry of Defence"),
        ("UNHCR", "UNHCR"),
        ("US ARMY", "US ARMY"),
        ("Ada Holm", "Ada Holm"),
    ],
)
def test_a_name_in_capitals_is_written_as_in_running_text(name: str, written: str) -> None:
    assert without_capitals(name) == written


def test_names_stand_as_a_sentence_has_them() -> None:
    text = "The Lantern said so. Ada Holm and the Lantern agreed."
    made = document(text, title=None, publisher="P", published="2024-05-04", path="p")
    writer = Writer(material=Material(documents={made.id: made}))
    assert writer.name("Lantern") == "the Lantern"
    assert writer.name("Ada Holm") == "Ada Holm"
    assert writer.name("We") == "a speaker who is not named (“we”)"
    assert writer.name("A nurse") == "a nurse"
    assert writer.name("Health Ministry of Vell") == "the Health Ministry of Vell"


def briefed(material: Material) -> str:
    view = make_brief(material, sorted(material.questions), title="B")
    return " ".join(
        "".join(part.text for part in sentence.parts)
        for section in view.sections
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
    )


def test_a_confirmation_without_a_number_stands_with_the_question_it_bears_on() -> None:
    material = make_material()
    view = make_brief(material, sorted(material.questions), title="B")
    (moved,) = (q for q in material.questions.values() if q.role == "transferred")
    section = next(s for s in view.sections if s.id == moved.id)
    told = [
        "".join(part.text for part in sentence.parts)
        for paragraph in section.paragraphs
        if paragraph.heading == "Confirmed"
        for sentence in paragraph.sentences
    ]
    # "the flights" says nothing of a transfer, "the president's account" names no voice.
    assert not any("without a number of its own" in sentence for sentence in told)
    confirming = next(
        s for s in material.statements.values() if s.stance == "confirms" and len(s.chain) == 2
    )
    text = material.documents[confirming.document_id].text
    fighters = replace(confirming, content=(span(text, "the fighters"),))
    material.statements[confirming.id] = fighters
    own = material.statements_of[confirming.document_id]
    own[own.index(confirming)] = fighters
    assert "confirmed “the fighters”, without a number of its own" in briefed(material)


def test_each_statement_is_told_once() -> None:
    told = briefed(make_material())
    assert told.count("confirmed “the president's account”") == 1
    assert told.count("No reliability has been set") == 1


def test_a_question_of_one_claim_stands_under_its_report() -> None:
    material = make_material()
    (moved, dead) = sorted(material.questions.values(), key=lambda q: -len(q.claim_ids))
    alone: Question = replace(dead, claim_ids=dead.claim_ids[:1])
    material.questions[dead.id] = alone
    view = make_brief(material, [moved.id, alone.id], title="B")
    once = next(section for section in view.sections if section.id == "said-once")
    label = material.documents[material.claims[alone.claim_ids[0]].document_id].title
    assert label is not None
    assert once.paragraphs[0].heading.startswith(label)
