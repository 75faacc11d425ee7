"""Wider and narrower questions, as ``show``, ``questions`` and the dossier tell them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.present.dossier import make_dossier
from reportedly.present.material import Material, add, add_neighbour
from reportedly.present.nested import narrower_questions, wider_questions
from reportedly.present.nested_text import LIMIT
from reportedly.present.text import question_block, question_details
from reportedly.present.views import question_view
from reportedly.records import Feature, Link, Question, record_id
from tests.unit.present.test_text import printed

WHY = "combatants are part of all"


def part_of(inner: str, outer: str) -> Link:
    return Link(
        id=record_id("link", "subset-of", inner, outer), left=inner, right=outer, kind="subset-of",
        score=0.7, features=(Feature(name="population", value=1.0, detail=WHY),),
    )  # fmt: skip


def question(material: Material, role: str) -> Question:
    return next(q for q in material.questions.values() if q.role == role)


def the_war(question: Question, *, number: int = 0) -> Question:
    """Returns a wider question that one claim answers."""
    title = f"How many people were killed in Norland since 4 May {2000 + number}?"
    claims = (record_id("claim", "war", number),)
    return replace(question, id=record_id("question", number), title=title, claim_ids=claims)


@pytest.mark.parametrize("is_whole", [True, False])
def test_a_question_names_what_it_is_part_of(material: Material, is_whole: bool) -> None:
    dead = question(material, "killed")
    war = the_war(dead)
    (add if is_whole else add_neighbour)(war, material)
    add(part_of(dead.claim_ids[0], war.claim_ids[0]), material)
    (wider,) = wider_questions(dead, material)
    assert (wider.id, wider.title, wider.why, wider.is_shown) == (
        war.id, war.title, (WHY,), is_whole,
    )  # fmt: skip
    assert [view.id for view in narrower_questions(war, material)] == [dead.id]
    assert narrower_questions(dead, material) == wider_questions(war, material) == ()
    view = question_view(dead, material)
    assert f"part of: {war.title}" in printed(question_block(view))
    details = printed(question_details(view))
    assert f"part of: {war.title}" in details
    assert WHY in details
    assert f"has as a part: {dead.title}" in printed(question_details(question_view(war, material)))


@pytest.mark.parametrize("is_whole", [True, False])
def test_the_page_links_to_a_wider_question_only_if_it_is_there(
    material: Material, is_whole: bool
) -> None:
    dead = question(material, "killed")
    war = the_war(dead)
    (add if is_whole else add_neighbour)(war, material)
    add(part_of(dead.claim_ids[0], war.claim_ids[0]), material)
    page = make_dossier(material, title="Norland")
    assert "Part of: " in page
    assert page.count(war.title) >= 1
    assert (f'<a href="#question-{war.id}">' in page) is is_whole
    assert ("Has as parts: " in page) is is_whole


def test_questions_without_such_links_name_none(material: Material) -> None:
    for asked in material.questions.values():
        view = question_view(asked, material)
        assert view.part_of == view.parts == ()
        assert "part of" not in printed(question_details(view))


def test_two_questions_that_are_each_part_of_the_other_are_not_told(material: Material) -> None:
    dead, moved = question(material, "killed"), question(material, "transferred")
    add(part_of(dead.claim_ids[0], moved.claim_ids[0]), material)
    add(part_of(moved.claim_ids[1], dead.claim_ids[1]), material)
    assert wider_questions(dead, material) == wider_questions(moved, material) == ()


def test_of_many_parts_some_are_named_and_the_rest_counted(material: Material) -> None:
    dead = question(material, "killed")
    for number in range(LIMIT + 3):
        other = the_war(dead, number=number)
        add_neighbour(other, material)
        add(part_of(other.claim_ids[0], dead.claim_ids[0]), material)
    details = printed(question_details(question_view(dead, material)))
    assert details.count("has as a part: How many") == LIMIT
    assert "has as a part: 3 more" in details
