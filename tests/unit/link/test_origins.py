from __future__ import annotations

import pytest

from reportedly.link.origins import is_named, voice_of
from tests.making import Linked, copy_of, make_item, make_source

MINISTRY = make_source("the Health Ministry", "government", "Health Ministry")
WIRE_TEXT = "Five people were seen on the bridge by our reporter before the shells fell on it. " * 3


def test_one_speaker_in_two_outlets_is_one_voice() -> None:
    a, b = make_item("14", report="one"), make_item("14", report="two")
    linked = Linked([a, b])
    assert linked.voices_of(a) == ["Ana Bell"]
    assert linked.kinds(a, b) == {"repeats"}


def test_two_speakers_are_two_voices() -> None:
    a, b = make_item("14", "Ana Bell"), make_item("14", "Ivo Stern", report="two")
    linked = Linked([a, b])
    assert linked.voices_of(a) == ["Ana Bell", "Ivo Stern"]
    assert linked.kinds(a, b) == {"corroborates"}


def test_the_publishers_own_words_are_its_voice_and_a_copy_of_them_adds_none() -> None:
    own = make_item("5", None, report="one", text=WIRE_TEXT)
    copy = make_item("5", None, report="two", text=WIRE_TEXT + "More to follow.")
    other = make_item("5", None, report="three", text="Another text, by another hand, at length.")
    linked = Linked([own, copy, other])
    assert linked.voices_of(own) == ["The One Paper", "The Three Paper"]
    merged = next(o for o in linked.origins if len(o.document_ids) == 2)
    assert any("copied text" in reason for reason in merged.why)


@pytest.mark.parametrize(
    "source",
    [
        make_source("an official", "unnamed"),
        make_source("A report", "document"),
        make_source("sources", "unnamed"),
        make_source("the French leader", "person"),
        make_source("two outlets", "media"),
    ],
)
def test_who_cannot_be_told_is_not_counted(source: object) -> None:
    unknown = make_item("14", source)  # type: ignore[arg-type]  # parametrize has no types
    known = make_item("14", "Ana Bell", report="two")
    linked = Linked([unknown, known])
    assert linked.voices_of(known) == ["Ana Bell"]
    assert unknown.claim.id in linked.question_of(known).claim_ids


def test_an_unknown_publishers_own_words_are_not_counted() -> None:
    item = make_item("14", None, publisher=None)
    assert Linked([item]).voices_of(item) == []


def test_what_a_source_says_that_another_confirmed_is_the_first_ones_voice() -> None:
    chain = [make_source("Ana Bell"), make_source("Ivo Stern")]
    second_hand = make_item("300", chain, stance="confirms")
    linked = Linked([second_hand])
    assert linked.voices_of(second_hand) == ["Ana Bell"]
    assert any("Ivo Stern" in reason for reason in linked.origins[0].why)


def test_who_is_quoted_by_an_outlet_speaks_for_himself() -> None:
    relayed = make_item("300", [make_source("Corvid News", "media"), make_source("Ivo Stern")])
    direct = make_item("300", "Ivo Stern", report="two")
    assert Linked([relayed, direct]).voices_of(direct) == ["Ivo Stern"]


def test_an_unnamed_source_of_an_outlet_is_not_the_outlets_voice() -> None:
    item = make_item(
        "300", [make_source("Corvid News", "media"), make_source("sources", "unnamed")]
    )
    assert Linked([item]).voices_of(item) == []


def test_a_spokesperson_is_the_bodys_voice() -> None:
    named = make_source("Health Ministry spokesman Oren Talley", "person", "Oren Talley")
    unnamed = make_source("a spokesman for the Orvanian Health Ministry", "unnamed")
    items = [
        make_item("14", unnamed, report="one"),
        make_item("14", named, report="two"),
        make_item("14", MINISTRY, report="three"),
    ]
    assert len(Linked(items).voices_of(items[0])) == 1


def test_an_abbreviation_is_the_body_that_a_report_spells_out() -> None:
    full = make_source("OCM", "organisation", "Orvania Conflict Monitor")
    short = make_source("OCM", "organisation")
    items = [make_item("14", full), make_item("14", short, report="two")]
    assert len(Linked(items).voices_of(items[0])) == 1


def test_a_surname_alone_is_not_counted_beside_the_full_name() -> None:
    items = [make_item("14", "Ana Bell"), make_item("14", "Bell", report="two")]
    linked = Linked(items)
    assert linked.voices_of(items[0]) == ["Ana Bell"]
    assert "may be the same person" in " ".join(linked.origins[0].why)


def test_two_persons_of_one_surname_are_two_voices() -> None:
    items = [make_item("14", "Ana Bell"), make_item("14", "Max Bell", report="two")]
    assert len(Linked(items).voices_of(items[0])) == 2


def test_the_headline_is_the_word_of_whom_the_story_attributes_it_to() -> None:
    headline = make_item("14", None)
    attributed = make_item("at least 14", MINISTRY)
    assert Linked([headline, attributed]).voices_of(headline) == ["Health Ministry"]


def test_our_volunteers_are_the_publisher() -> None:
    item = make_item("22", make_source("Our volunteers", "unnamed"), publisher="The Monitor")
    voice = voice_of(item.statement, item.publisher)
    assert voice is not None
    assert voice.name == "The Monitor"


def test_a_clock_time_is_no_part_of_a_name() -> None:
    items = [make_item("14", "13:00 Dax Orrin"), make_item("14", "Dax Orrin", report="two")]
    assert len(Linked(items).voices_of(items[0])) == 1


@pytest.mark.parametrize("publisher", ["The Second Paper", "The Copy"])
@pytest.mark.parametrize("day", ["2023-05-01", "2023-05-09"])
def test_law_a_copy_never_adds_a_voice(publisher: str, day: str) -> None:
    originals = [
        make_item("14", MINISTRY, text=WIRE_TEXT),
        make_item("5", None, role="injured", text=WIRE_TEXT),
        make_item("6", "Ana Bell", report="two", role="injured"),
    ]
    before = Linked(originals)
    copies = [copy_of(item, "copy", publisher=publisher, published=day) for item in originals[:2]]
    after = Linked([*originals, *copies])
    for item in originals:
        assert len(after.voices_of(item)) <= len(before.voices_of(item))


@pytest.mark.parametrize("number", ["14", "at least 14", "15", "30"])
def test_law_an_independent_report_never_takes_a_voice_away(number: str) -> None:
    items = [make_item("14", MINISTRY), make_item("14", "Ana Bell", report="two")]
    more = make_item(number, "Ivo Stern", report="three")
    before, after = Linked(items), Linked([*items, more])
    for item in items:
        assert len(after.voices_of(item)) >= len(before.voices_of(item))


def test_a_named_body_is_named() -> None:
    assert is_named(MINISTRY)
    assert is_named(make_source("a Turkish Defence Ministry statement", "document"))
    assert not is_named(make_source("officials", "government"))
