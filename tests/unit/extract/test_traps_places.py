"""Traps: persons, organisations, roads and common words that are also names of places."""

from __future__ import annotations

import pytest

from reportedly.extract.nlp import parse
from reportedly.extract.places import PlaceMention, find_places


def places(text: str) -> tuple[PlaceMention, ...]:
    return find_places(next(parse([text])))


def plain(text: str) -> set[str]:
    """Returns the names that are read as plain places: with coordinates, not part of a name."""
    return {m.place.name for m in places(text) if m.place.lat is not None and not m.in_name}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mr. Aleppo signed the letter on Monday.", "Aleppo"),
        ("Michael Jordan scored 30 points. Jordan was pleased.", "Jordan"),
        ("Sgt. Austin told the court what he saw.", "Austin"),
        ("Jack London wrote of the north.", "London"),
        ("Chad Smith said he would appeal.", "Chad"),
        ("Sheriff Madison said the search went on.", "Madison"),
        ("Georgia Brown was named as the winner.", "Georgia"),
    ],
)
def test_persons_are_no_places(text: str, name: str) -> None:
    assert name not in plain(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Aleppo Media Centre counted six dead.", "Aleppo"),
        ("The Sultan Murat Brigade sent its men.", "Murat"),
        ("Islamic State claimed the attack.", "State"),
        ("The Washington Post had the story first.", "Washington"),
        ("Reporters of the Boston Globe were there.", "Boston"),
        ("The Hamas movement and NATO spoke of it.", "NATO"),
    ],
)
def test_names_of_organisations_are_no_plain_places(text: str, name: str) -> None:
    assert name not in plain(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("She lives at 12 Decatur Boulevard.", "Decatur"),
        ("He was stopped on Dublin Road at noon.", "Dublin"),
        ("The shop on Paris Street was closed.", "Paris"),
        ("A van burned on Chesterton Lane.", "Chesterton"),
        ("The march went down Baghdad Avenue.", "Baghdad"),
    ],
)
def test_roads_do_not_lie_in_the_town_they_are_named_for(text: str, name: str) -> None:
    assert name not in plain(text)


@pytest.mark.parametrize(
    "text",
    [
        "Most of them were kept in the same place for a time.",
        "Many were hurt. Along the road, others waited. Police came.",
        "We do not know who did it, and they told us nothing.",
        "On Monday, March 3, the President asked Congress for help.",
        "Bill Gates may read the Sunday Mirror. Hope is all we have.",
        "IT WAS SAID THAT MANY OF THEM WERE ALONG THE ROAD AND THAT MORE THAN ONE HAD DIED.",
    ],
)
def test_common_words_are_no_places(text: str) -> None:
    assert plain(text) == set()


TWELVE = (
    "Idlib", "Aleppo", "Homs", "Hama", "Raqqa", "Latakia", "Tartus", "Daraa", "Palmyra",
    "Qamishli", "Manbij", "Afrin",
)  # fmt: skip


@pytest.mark.parametrize("count", [2, 4, 6, 9, 12])
def test_a_report_that_names_many_towns_gives_each_its_own_point(count: int) -> None:
    listed = ", ".join(TWELVE[: count - 1]) + " and " + TWELVE[count - 1]
    text = f"The monitor in Syria has volunteers in {listed}. One of them was killed in Homs."
    found = [m for m in places(text) if m.place.name in TWELVE]
    assert {m.place.name for m in found} >= set(TWELVE[:count])
    assert {m.place.country for m in found} == {"SY"}
    points = {m.place.name: (m.place.lat, m.place.lon) for m in found}
    assert len(set(points.values())) == len(points)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("A spokesman told us that it was over.", "us"),
        ("It was sent to them, to be sure.", "to"),
        ("We were in doubt.", "We"),
        ("IN the end it was no use.", "IN"),
        ("OR else they would leave, he said.", "OR"),
    ],
)
def test_short_words_are_no_codes_of_countries_or_states(text: str, word: str) -> None:
    assert word not in {m.place.name for m in places(text)}
