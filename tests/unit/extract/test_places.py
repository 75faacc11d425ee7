"""Places in texts of our own: found, put where they lie, given their role, told from actors."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest

from reportedly.extract.nlp import parse
from reportedly.extract.outlets import home_ground
from reportedly.extract.places import PlaceMention, find_places


@cache
def places(text: str, publisher: str | None = None) -> tuple[PlaceMention, ...]:
    return find_places(next(parse([text])), publisher=publisher)


def mention(text: str, name: str, publisher: str | None = None) -> PlaceMention:
    """Returns the last mention of a name; the test fails if there is none."""
    found = [m for m in places(text, publisher) if m.place.name == name]
    assert len(found) > 0, [m.place.name for m in places(text, publisher)]
    return found[-1]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Shells fell on Nagorno-Karabakh overnight.", "Nagorno-Karabakh", "AZ"),
        ("Trucks went through Gaziantep to the border.", "Gaziantep", "TR"),
        ("Families fled from the Aleppo region.", "Aleppo", "SY"),
        ("A convoy reached Eastern Ghouta on Monday.", "Eastern Ghouta", "SY"),
        ("Fighting went on in the Donbas for a week.", "Donbas", "UA"),
        ("Two people were hurt near Ts’khinvali.", "Ts’khinvali", "GE"),
        ("Aid was flown to Darfur from abroad.", "Darfur", "SD"),
        ("The army entered Deir ez-Zor at dawn.", "Deir ez-Zor", "SY"),
    ],
)
def test_places_of_wars_are_found(text: str, name: str, country: str) -> None:
    place = mention(text, name).place
    assert place.country == country
    assert place.lat is not None
    assert text[place.span.start : place.span.end] == name


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("The fighters were sent to Libya in May.", "Libya", "to"),
        ("The fighters were moved into Azerbaijan.", "Azerbaijan", "to"),
        ("They arrived in Aleppo on Monday.", "Aleppo", "to"),
        ("The unit entered Raqqa at night.", "Raqqa", "to"),
        ("They came from Syria by bus.", "Syria", "from"),
        ("Drivers from the north of Syria came by bus.", "Syria", "from"),
        ("Drivers from the Aleppo region came by bus.", "Aleppo", "from"),
        ("The militants left Aleppo in the spring.", "Aleppo", "from"),
        ("Thousands fled Mosul last week.", "Mosul", "from"),
        ("They were flown to the front via Turkey.", "Turkey", "via"),
        ("Arms were moved through the Turkish Gaziantep.", "Gaziantep", "via"),
        ("Six people died near Kherson.", "Kherson", "near"),
        ("A drone fell outside Basra.", "Basra", "near"),
        ("They met on the border with Turkey.", "Turkey", "near"),
        ("Six people died in Homs.", "Homs", "at"),
        ("The bombing of Homs went on.", "Homs", "at"),
    ],
)
def test_roles_follow_the_preposition_and_the_verb(text: str, name: str, role: str) -> None:
    assert mention(text, name).place.role == role


@pytest.mark.parametrize(
    ("text", "name", "is_actor"),
    [
        ("Turkey had sent fighters to the front.", "Turkey", True),
        ("France has confirmed the transfer.", "France", True),
        ("Russia's ministry of defence denied it.", "Russia", True),
        ("The men were paid by Turkey for a month.", "Turkey", True),
        ("The war between Armenia and Azerbaijan went on.", "Armenia", True),
        ("Ankara said it would respond in kind.", "Ankara", True),
        ("The men were sent to Turkey in May.", "Turkey", False),
        ("Six people died in Ankara.", "Ankara", False),
        ("Aleppo was shelled again.", "Aleppo", False),
    ],
)
def test_countries_that_act_are_told_from_places(text: str, name: str, is_actor: bool) -> None:
    assert mention(text, name).as_actor is is_actor


@pytest.mark.parametrize(
    ("text", "word", "country"),
    [
        ("Syrian fighters came in the night.", "Syrian", "SY"),
        ("The Russians have the same figures.", "Russians", "RU"),
        ("They fight beside the Azeris there.", "Azeris", "AZ"),
        ("South Ossetian troops held the road.", "South Ossetian", "GE"),
        ("A Turkish officer was seen in town.", "Turkish", "TR"),
        ("Chechens were among the dead, he said.", "Chechens", "RU"),
    ],
)
def test_demonyms_are_groups_and_carry_their_country(text: str, word: str, country: str) -> None:
    found = mention(text, word)
    assert found.kind == "demonym"
    assert found.as_actor
    assert found.place.country == country


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The storm hit Paris, Texas, on Sunday.", "Paris", "US"),
        ("The storm hit Paris on Sunday, and much of France.", "Paris", "FR"),
        ("A fire broke out in Athens, Ga., on Sunday.", "Athens", "US"),
        ("A fire broke out in Athens, in northern Greece, and in Patras.", "Athens", "GR"),
        ("The council of London, Ontario, met on Sunday.", "London", "CA"),
        ("Tripoli, Lebanon, saw protests.", "Tripoli", "LB"),
        ("A fire broke out in Lebanon, Pa., on Sunday.", "Lebanon", "US"),
        ("Talks with Russia, the United States and Turkey failed.", "Russia", "RU"),
        ("The army of Libya holds Tripoli and Misrata.", "Tripoli", "LY"),
    ],
)
def test_namesakes_are_told_apart_by_the_text(text: str, name: str, country: str) -> None:
    assert mention(text, name).place.country == country


def test_the_home_ground_of_a_paper_decides_among_namesakes() -> None:
    text = "A house burned down in Richmond on Sunday. Richmond firefighters were called at noon."
    at_home = {
        publisher: round(mention(text, "Richmond", publisher).place.lon or 0.0)
        for publisher in ("timesdispatch.com", "Richmond Register", "pal-item.com")
    }
    assert at_home == {
        "timesdispatch.com": -77,
        "Richmond Register": -84,
        "pal-item.com": -85,
    }


def test_the_country_of_a_web_address_is_a_hint() -> None:
    text = "A house burned down in Newcastle on Sunday."
    assert mention(text, "Newcastle", "examplenews.com.au").place.country == "AU"
    assert mention(text, "Newcastle", "examplenews.co.uk").place.country == "GB"
    assert home_ground("example.com", None) == home_ground(None, None)
    assert home_ground(None, "https://www.example.ie/news/1").country == "IE"
    assert home_ground("The Example", "https://example.io/x").country is None


def test_an_abbreviation_that_the_text_defines_is_the_place_it_stands_for() -> None:
    text = (
        "Men were moved into the Nagorno Karabakh (NK) zone. They died in the NK region "
        "and buried there."
    )
    found = [m for m in places(text) if m.place.name == "NK"]
    assert len(found) == 2
    assert {m.place.country for m in found} == {"AZ"}
    assert not [m for m in places("They died in the NK region.") if m.place.name == "NK"]


def test_a_town_in_no_gazetteer_is_a_named_place_without_coordinates() -> None:
    place = mention("Six people died in the village of Zorvanka on Monday.", "Zorvanka").place
    assert (place.lat, place.lon, place.geonames_id, place.precision) == (None, None, None, None)


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("Six people died in Aleppo.", "Aleppo", "city"),
        ("Six people died in the Aleppo region.", "Aleppo", "region"),
        ("Six people died in Syria.", "Syria", "country"),
        ("Six people died in the Caucasus.", "Caucasus", "area"),
        ("Six people died in Helmand.", "Helmand", "region"),
        ("Six people were freed from the Kremlin.", "Kremlin", "exact"),
    ],
)
def test_precision_says_how_much_ground_a_name_covers(text: str, name: str, precision: str) -> None:
    assert mention(text, name).place.precision == precision


def test_a_compound_that_is_one_token_gives_its_country() -> None:
    text = "The U.K.-based monitor and a U.S.-led force were named."
    assert [(m.place.name, m.place.country) for m in places(text)] == [
        ("U.K.", "GB"),
        ("U.S.", "US"),
    ]


def test_counties_in_a_list_are_counties() -> None:
    text = "Storms hit Licking, Knox and Fairfield counties in Ohio."
    found = [m.place for m in places(text) if m.place.name in ("Licking", "Knox", "Fairfield")]
    assert [place.precision for place in found] == ["region"] * 3
    assert all(39 < (place.lat or 0) < 41 for place in found)


def test_upper_case_text_is_read_with_stricter_evidence() -> None:
    text = (
        "GUERRILLAS ATTACKED A BASE IN SAN MIGUEL, EL SALVADOR, ON MONDAY. THE ARMY OF NICARAGUA "
        "SAID MANY WERE KILLED AND THAT MORE THAN 20 WERE HURT IN THE PLACE."
    )
    names = [m.place.name for m in places(text)]
    assert "EL SALVADOR" in names
    assert "SAN MIGUEL" in names
    assert "NICARAGUA" in names
    assert not set(names) & {"MANY", "WERE", "MORE", "THAN", "THE PLACE"}


def test_mentions_stand_in_text_order_without_overlap() -> None:
    text = "From Paris, Texas, to Baghdad, Iraq: Nagorno-Karabakh, South Sudan and New York City."
    spans = [m.place.span for m in places(text)]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert len(spans) >= 7


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\n\n",
        "a" * 5_000,
        "Paris " * 500,
        "🎉 Paris, 🎉 Texas\u202e",
        "X-" * 500,
        "The the",
    ],
)
def test_whatever_text_comes_is_read_without_fault(text: str) -> None:
    for found in places(text):
        span = found.place.span
        assert 0 <= span.start < span.end <= len(text)


def test_a_reading_depends_on_its_own_text_only() -> None:
    first = "The storm hit Paris, Texas, on Sunday."
    second = "The storm hit Paris on Sunday, and much of France."
    alone = [find_places(next(parse([t]))) for t in (first, second)]
    together = [find_places(p) for p in parse([second, first])]
    assert together == alone[::-1]
