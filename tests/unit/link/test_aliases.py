"""Other names that reports themselves give: abbreviations, full names, whose body it is."""

from __future__ import annotations

import pytest

from tests.making import make_item, make_participant, make_source
from tests.unit.link.entity_helpers import are_one, bodies, body, entity_named, resolved, said_by


def test_an_abbreviation_that_one_report_spells_out_is_read_so_in_the_others() -> None:
    spelled = said_by(make_source("MRC", "organisation", "Marran Rights Centre"), "one")
    found = resolved([spelled, body("MRC", "two")])
    assert are_one(found, "MRC", "Marran Rights Centre")
    pair = next(pair for pair in found.pairs if "mrc" in (pair.left, pair.right))
    assert pair.basis == "reports"
    assert pair.features[0].detail == "1 report uses both for one source"


def test_an_abbreviation_in_brackets_is_one() -> None:
    source = make_source("the Marran Rights Centre (MRC)", "organisation", "Marran Rights Centre")
    found = resolved([said_by(source, "one"), body("MRC", "two")])
    assert are_one(found, "MRC", "Marran Rights Centre")


@pytest.mark.parametrize(
    "words",
    [
        "the Marran Rights Centre, or MRC",
        "The Marran Rights Centre – MRC",
        "the Britain-based Marran Rights Centre (MRC)",
        "the Marran Rights Centre’s (MRC)",
    ],
)
def test_an_abbreviation_beside_the_full_name_is_one(words: str) -> None:
    source = make_source(words, "organisation", "Marran Rights Centre")
    found = resolved([said_by(source, "one"), body("MRC", "two")])
    assert are_one(found, "MRC", "Marran Rights Centre")


@pytest.mark.parametrize(
    "words",
    [
        "The MRC (Marran Rights Centre)",
        "MRC, the Marran Rights Centre",
        "MRC – the Marran Rights Centre",
        "MRC, or Marran Rights Centre",
    ],
)
def test_the_full_name_beside_an_abbreviation_is_one(words: str) -> None:
    source = make_source(words, "organisation", "MRC")
    found = resolved([said_by(source, "one"), body("Marran Rights Centre", "two")])
    assert are_one(found, "MRC", "Marran Rights Centre")


@pytest.mark.parametrize(
    "words",
    [
        "MRC (Selmak Watch)",
        "MRC, a charity in Selmak",
        "MRC, Marran",
        "MRC (in Marran)",
    ],
)
def test_what_an_abbreviation_does_not_abbreviate_is_another(words: str) -> None:
    source = make_source(words, "organisation", "MRC")
    found = resolved([said_by(source, "one"), *bodies("Selmak Watch", "Marran Rights Centre")])
    assert all(entity.names == (entity.name,) for entity in found.entities)


@pytest.mark.parametrize(
    ("words", "full"),
    [
        ("Norland's Health Ministry", "Health Ministry"),
        ("according to Norland’s Health Ministry", "Health Ministry"),
        ("the Norland Health Ministry", "Norland Health Ministry"),
        ("the Health Ministry of Norland", "Health Ministry of Norland"),
    ],
)
def test_a_body_keeps_whose_it_is(words: str, full: str) -> None:
    source = make_source(words, "government", full)
    found = resolved([said_by(source, "one"), body("Norland Health Ministry", "two", "government")])
    (entity,) = found.entities
    assert entity.document_ids == ("one", "two")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("L'Observatoire syrien des droits de l'homme", "SOHR"),
        ("l’Observatoire syrien des droits de l’homme", "Syrian Observatory for Human Rights"),
        ("Observatoire syrien des droits de l'homme", "Syrian Observatory for Human Rights"),
        ("L'Office de Marran", "Office de Marran"),
    ],
)
def test_an_elided_article_is_no_part_of_a_name(left: str, right: str) -> None:
    assert are_one(resolved(bodies(left, right)), left, right)


def test_an_abbreviation_that_reports_spell_out_in_two_ways_is_neither() -> None:
    one = said_by(make_source("MRC", "organisation", "Marran Rights Centre"), "one")
    two = said_by(make_source("MRC", "organisation", "Mill Road Council"), "two")
    found = resolved([one, two, body("MRC", "three")])
    assert not are_one(found, "MRC", "Marran Rights Centre")
    assert not are_one(found, "MRC", "Mill Road Council")
    assert [pair.verdict for pair in found.pairs] == ["unsure", "unsure"]


def test_a_report_that_spells_an_abbreviation_otherwise_goes_before_the_list() -> None:
    own = said_by(make_source("SDF", "armed-group", "Selmak Defence Front"), "one")
    found = resolved([own, body("SDF", "two", "armed-group")])
    assert not are_one(found, "SDF", "Syrian Democratic Forces")


def test_a_word_that_looks_like_a_short_name_is_none() -> None:
    item = make_item("12", "Ana Bell", actors=(make_participant("us"), make_participant("US")))
    found = resolved([item])
    entity = entity_named(found, "US")
    assert entity is not None
    assert entity.names == ("US",)


def test_initials_alone_are_a_question_to_a_person() -> None:
    found = resolved(bodies("MRC", "Marran Rights Centre"))
    assert not are_one(found, "MRC", "Marran Rights Centre")
    (pair,) = found.pairs
    assert (pair.verdict, pair.features[0].name) == ("unsure", "initials")
