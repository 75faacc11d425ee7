from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.link.origins import origins_of
from reportedly.link.voices import claim_voices, is_named, read_names, voice_of
from reportedly.records import ClaimInContext, MarkKind, SourceKind, SyndicationMark
from tests.making import Linked, copy_of, make_item, make_source

MINISTRY = make_source("the Health Ministry", "government", "Health Ministry")
WIRE_TEXT = "Five people were seen on the bridge by our reporter before the shells fell on it. " * 3


def test_one_speaker_in_two_outlets_is_one_voice() -> None:
    a, b = make_item("14", report="one"), make_item("14", report="two")
    linked = Linked([a, b])
    assert linked.voices_of(a) == ["Ana Bell"]
    assert linked.kinds(a, b) == {"repeats"}


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Governor Oren Talley", "same speaker in 2 reports"),
        ("resident Oren Talley", "it may be two persons"),
        ("Oren Talley", "it may be two persons"),
        ("Oren Talley, a mother of two", "it may be two persons"),
    ],
)
def test_a_private_persons_name_is_counted_once_and_resolved_to_nobody(
    words: str, why: str
) -> None:
    items = [make_item("14", make_source(words, "person", "Oren Talley"), report=r) for r in "ab"]
    (origin,) = Linked(items).origins
    assert any(why in reason for reason in origin.why)


def test_two_speakers_are_two_voices() -> None:
    a, b = make_item("14", "Ana Bell"), make_item("14", "Ivo Stern", report="two")
    linked = Linked([a, b])
    assert linked.voices_of(a) == ["Ana Bell", "Ivo Stern"]
    assert linked.kinds(a, b) == {"corroborates"}


@pytest.mark.parametrize("kind", ["person", "organisation", "government", "unnamed"])
def test_a_bare_surname_is_never_a_second_voice_whatever_it_was_read_as(kind: SourceKind) -> None:
    full = make_item("14", "Oren Talley")
    short = make_item("14", make_source("Talley", kind), report="two")
    assert len(Linked([full, short]).voices_of(full)) == 1


def test_an_outlet_that_bears_a_surname_is_a_voice_of_its_own() -> None:
    full = make_item("14", "Oren Talley")
    own = make_item("14", None, report="two", publisher="Talley", text="Its reporter counted. " * 9)
    assert len(Linked([full, own]).voices_of(full)) == 2


def test_a_surname_that_fits_two_persons_counts_for_none() -> None:
    one, other = make_item("14", "Oren Talley"), make_item("14", "Ivo Talley", report="two")
    bare = make_item("14", make_source("Talley", "organisation"), report="three")
    assert Linked([one, other, bare]).voices_of(one) == ["Ivo Talley", "Oren Talley"]


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("Two outlets in the capital", False), ("Several papers", False), ("Many outlets", False),
     ("Two Rivers Watch", True), ("One Voice Orvania", True)],
)  # fmt: skip
def test_some_of_a_kind_are_nobody_and_a_name_that_begins_so_is_one(
    name: str, is_one: bool
) -> None:
    assert is_named(make_source(name, "media")) is is_one


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


def test_a_named_body_is_named() -> None:
    assert is_named(MINISTRY)
    assert is_named(make_source("a Turkish Defence Ministry statement", "document"))
    assert not is_named(make_source("officials", "government"))


def mark(kind: MarkKind, name: str | None) -> SyndicationMark:
    return SyndicationMark(kind=kind, name=name, raw=name or kind)


def own_words(
    number: str, report: str, *marks: SyndicationMark, **fields: object
) -> ClaimInContext:
    text = f"{number} {' '.join(f'{report}{n}' for n in range(40))}"
    return make_item(number, None, report=report, text=text, marks=marks, **fields)


def test_reports_credited_to_one_agency_are_its_voice() -> None:
    agency = mark("agency", "Associated Press")
    items = [own_words("14", "one", agency), own_words("14", "two", agency)]
    cites = make_item("14", make_source("AP", "media"), report="three")
    linked = Linked([*items, cites])
    assert linked.voices_of(items[0]) == ["Associated Press"]
    assert any("credited to Associated Press" in reason for reason in linked.origins[0].why)


@pytest.mark.parametrize(
    "marks",
    [
        (mark("agencies", None),),
        (mark("agency", "Associated Press"), mark("agency", "Reuters")),
    ],
)
def test_own_words_from_nobody_knows_which_agency_are_not_counted(
    marks: tuple[SyndicationMark, ...],
) -> None:
    item = own_words("14", "one", *marks)
    assert Linked([item]).voices_of(item) == []


def test_what_a_credited_report_attributes_is_the_speakers_word() -> None:
    item = make_item("14", "Ana Bell", marks=(mark("agencies", None),))
    assert Linked([item]).voices_of(item) == ["Ana Bell"]


def test_one_byline_in_two_outlets_is_one_voice() -> None:
    byline = mark("byline", "Ana Bell")
    items = [own_words("14", "one", byline), own_words("14", "two", byline)]
    linked = Linked([*items, own_words("14", "three", mark("byline", "Max Stern"))])
    assert len(linked.voices_of(items[0])) == 2
    assert any("one byline" in reason for o in linked.origins for reason in o.why)


def test_a_canonical_link_to_another_outlet_makes_them_one_voice() -> None:
    link = mark("canonical-link", "lanternwire.example")
    items = [own_words("14", "one", link), own_words("14", "two", publisher="Lantern Wire")]
    linked = Linked(items)
    assert len(linked.voices_of(items[0])) == 1
    assert any("canonical link" in reason for reason in linked.origins[0].why)


def test_only_the_claims_in_a_copied_passage_are_one_voice() -> None:
    taken = " ".join(f"wire{n}" for n in range(30))

    def report(name: str) -> list[ClaimInContext]:
        text = f"{taken} " + " ".join(f"{name}{n}" for n in range(60))
        return [
            make_item("14", None, report=name, text=text, at=20, part="taken"),
            make_item("15", None, report=name, text=text, at=len(taken) + 40, part="own",
                      role="injured"),
        ]  # fmt: skip

    one, two = report("one"), report("two")
    linked = Linked([*one, *two])
    assert len(linked.voices_of(one[0])) == 1
    assert linked.voices_of(one[1]) == ["The One Paper", "The Two Paper"]


def test_an_edited_passage_is_still_one_voice() -> None:
    words = [f"wire{n}" for n in range(60)]
    edited = [f"new{n}" if n % 9 == 0 else word for n, word in enumerate(words)]
    items = [
        make_item("14", None, report=name, text=" ".join(text), at=len(" ".join(text[:30])) + 1)
        for name, text in (("one", words), ("two", edited))
    ]
    linked = Linked(items)
    assert len(linked.voices_of(items[0])) == 1


def test_words_that_an_unknown_publisher_has_too_are_nobodys_we_could_name() -> None:
    known, unknown = own_words("14", "one"), own_words("14", "one", publisher=None)
    other = copy_of(unknown, "two", publisher=None)
    assert Linked([known, other]).voices_of(known) == []


def test_two_who_have_it_from_one_are_one_voice_until_that_one_speaks() -> None:
    chain = [make_source("Ivo Stern", "person")]
    relayed = [
        make_item("300", [make_source(name), *chain], report=name[:3], stance="confirms")
        for name in ("Ana Bell", "Max Orrin")
    ]
    assert len(Linked(relayed).voices_of(relayed[0])) == 1
    himself = make_item("300", "Ivo Stern", report="three")
    linked = Linked([*relayed, himself])
    assert linked.voices_of(himself) == ["Ivo Stern"]
    assert len(linked.origins[0].document_ids) == 3


def test_a_surname_that_fits_two_persons_joins_neither() -> None:
    items = [make_item("14", name, report=name) for name in ("Ana Bell", "Max Bell", "Bell")]
    assert Linked(items).voices_of(items[0]) == ["Ana Bell", "Max Bell"]


def test_a_bodys_document_is_the_bodys_word() -> None:
    items = [
        make_item("14", make_source("a Norland Health Ministry report", "document")),
        make_item("14", make_source("the Norland Health Ministry", "government"), report="two"),
    ]
    assert len(Linked(items).voices_of(items[0])) == 1


def test_whom_a_report_calls_a_bodys_head_speaks_for_it() -> None:
    head = make_source("Selmak Relief Society director Ana Bell", "person", "Ana Bell")
    items = [
        make_item("14", head),
        make_item("14", "Ana Bell", report="two"),
        make_item("14", make_source("Selmak Relief Society", "organisation"), report="three"),
    ]
    linked = Linked(items)
    assert len(linked.voices_of(items[0])) == 1
    assert any("selmak relief society" in reason for reason in linked.origins[0].why)


def test_a_resolved_name_wins() -> None:
    items = [
        make_item("14", make_source("the U.K.-based watchdog", "organisation", "Rights Watch")),
        make_item("14", make_source("Selmak Observatory", "organisation"), report="two"),
    ]
    voices = claim_voices(items)
    names = replace(read_names(items), entity_of={"rights watch": "e1", "selmak observatory": "e1"})
    assert len(origins_of("q", items, voices, names, ())) == 1
