from __future__ import annotations

import pytest

from tests.making import Linked, make_item, make_quantity, make_source


def features(linked: Linked) -> str:
    return " ".join(f.detail for link in linked.links for f in link.features)


def test_bounds_that_leave_room_do_not_contradict() -> None:
    a = make_item("at least 300")
    b = make_item("4,000", "Ivo Stern", report="two")
    assert Linked([a, b]).kinds(a, b) == set()


def test_bounds_that_exclude_each_other_contradict() -> None:
    a = make_item("up to 300", role="transferred")
    b = make_item("4,000", "Ivo Stern", report="two", role="transferred")
    linked = Linked([a, b])
    assert linked.kinds(a, b) == {"contradicts"}
    assert "cannot both be right" in features(linked)


def test_a_later_higher_count_is_an_update() -> None:
    thursday = make_item("28", said_on="2023-05-04")
    saturday = make_item("40", "Ivo Stern", report="two", published="2023-05-06")
    assert Linked([thursday, saturday]).kinds(thursday, saturday) == {"supersedes"}


def test_a_speaker_who_revises_supersedes_himself_whatever_the_direction() -> None:
    first = make_item("28", published="2023-05-04")
    later = make_item("20", report="two", published="2023-05-06")
    linked = Linked([first, later])
    assert linked.kinds(first, later) == {"supersedes"}
    assert (linked.links[0].left, linked.links[0].right) == (later.claim.id, first.claim.id)


def test_counts_within_a_tenth_are_not_called_contradictory() -> None:
    a, b = make_item("22"), make_item("23", "Ivo Stern", report="two")
    linked = Linked([a, b])
    assert linked.kinds(a, b) == {"corroborates"}
    assert "within a tenth" in features(linked)


@pytest.mark.parametrize("who", ["Ivo Stern", "Ana Bell"])
def test_an_unknown_date_may_explain_any_difference(who: str) -> None:
    dated = make_item("28", published="2023-05-04")
    undated = make_item("60", who, report="two", published=None)
    assert Linked([dated, undated]).kinds(dated, undated) == set()


def test_two_answers_of_one_undated_report_are_of_one_day() -> None:
    one = make_item("28", published=None, day="2023-05-04")
    other = make_item("60", "Ivo Stern", published=None, day="2023-05-04", at=90)
    assert Linked([one, other]).kinds(one, other) == {"contradicts"}
    elsewhere = make_item("60", "Ivo Stern", report="two", published=None, day="2023-05-04")
    assert Linked([one, elsewhere]).kinds(one, elsewhere) == set()


@pytest.mark.parametrize(("first", "later"), [("12", "40"), ("40", "12")])
@pytest.mark.parametrize("role", ["missing", "participants", "deployed"])
def test_what_may_rise_and_fall_differs_from_day_to_day(role: str, first: str, later: str) -> None:
    one = make_item(first, published="2023-05-04", role=role)
    other = make_item(later, "Ivo Stern", report="two", published="2023-05-06", role=role)
    linked = Linked([one, other])
    assert linked.are_together(one, other)
    assert linked.kinds(one, other) == set()


def test_a_toll_that_another_gives_lower_later_is_contradicted() -> None:
    one = make_item("40", published="2023-05-04")
    other = make_item("12", "Ivo Stern", report="two", published="2023-05-06")
    assert Linked([one, other]).kinds(one, other) == {"contradicts"}


def test_a_near_number_of_nobody_known_is_neither_for_nor_against() -> None:
    one = make_item("22")
    other = make_item("23", make_source("an official", "unnamed"), report="two")
    assert Linked([one, other]).kinds(one, other) == set()


def test_an_outlet_that_names_another_cites_it() -> None:
    own = make_item("14", None, publisher="Corvid News", published="2023-05-04")
    citing = make_item("14", make_source("Corvid News", "media"), report="two")
    linked = Linked([own, citing])
    assert linked.kinds(own, citing) == {"cites"}
    assert len(linked.voices_of(own)) == 1


def test_a_part_is_linked_to_its_total() -> None:
    total = make_item("14", at=0)
    part = make_item(make_quantity("7", "children", at=20), counting="subset", at=20)
    linked = Linked([total, part])
    assert linked.kinds(total, part) == {"subset-of"}
    assert not linked.are_together(total, part)


def test_an_unknown_voice_neither_corroborates_nor_is_corroborated() -> None:
    a = make_item("14")
    b = make_item("14", make_source("an official", "unnamed"), report="two")
    assert Linked([a, b]).kinds(a, b) == set()
