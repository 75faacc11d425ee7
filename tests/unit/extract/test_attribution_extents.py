"""How far sources and contents reach: lists, lost commas, tails, the publisher's rest."""

from __future__ import annotations

import pytest

from reportedly.extract.nlp import parse
from reportedly.extract.quantities import find_quantities
from tests.unit.extract.attribution_helpers import attributed, content, editorial, read, said

WHOLE = [
    ("The Marran Rights Centre counted 9 people killed by mines in the week to Friday: five in "
     "Selm, three in Corr and two in Hessel.",
     "9 people killed by mines in the week to Friday: five in Selm, three in Corr and two in "
     "Hessel"),
    ("The ministry said the total was 45: 20 in the north, 15 in the south and 10 in the capital.",
     "the total was 45: 20 in the north, 15 in the south and 10 in the capital"),
    ("President Anna Kolber has put the number of men brought from northern Selm at no fewer than "
     "300.", "the number of men brought from northern Selm at no fewer than 300"),
    ("Kolber told reporters after a meeting that more than 300 of these men had passed through the "
     "town.", "that more than 300 of these men had passed through the town"),
    ("Dozens of families are leaving Selm by the river road, our reporter says.",
     "Dozens of families are leaving Selm by the river road"),
    ("The raid killed 12 civilians, the army said, including 4 children.",
     "The raid killed 12 civilians | including 4 children"),
    ("Sources in the opposition told VelNews that the contingent is much larger than the president "
     "has stated.", "that the contingent is much larger than the president has stated"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), WHOLE)
def test_a_content_runs_to_its_end(text: str, words: str) -> None:
    (statement,) = attributed(text)
    assert content(text, statement) == words


WITHOUT_COMMAS = [
    ("Shelling of the northern towns killed 102 people said the Observatory.",
     "the Observatory", "Shelling of the northern towns killed 102 people"),
    ("Air raids near Selm killed at least 31 people on Friday activists said.",
     "activists", "Air raids near Selm killed at least 31 people on Friday"),
    ("The raid near Selm hurt more than 100 a monitoring group said.",
     "a monitoring group", "The raid near Selm hurt more than 100"),
    ("The attack on the northern road killed 19 people including three children state media "
     "reported.",
     "state media", "The attack on the northern road killed 19 people including three children"),
    ("Among those killed were a number of rebels said the Velia-based group.",
     "the Velia-based group", "Among those killed were a number of rebels"),
    ("Those who were shot were all farmers Observatory director Tolin Vesk said by telephone from "
     "Velia.", "Observatory director Tolin Vesk", "Those who were shot were all farmers"),
    ("Since 2015 the war has killed at least 3,000 people and displaced two million, the Lake "
     "Institute estimates.", "the Lake Institute",
     "Since 2015 the war has killed at least 3,000 people and displaced two million"),
    ("“We lost nine men,” the brigade's commander, Lev Andar, said by telephone on Saturday.",
     "the brigade's commander, Lev Andar", "“We lost nine men,”"),
    ("The rest were killed in the weeks of siege he told VelNews on condition of anonymity.",
     "he", "The rest were killed in the weeks of siege"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "words"), WITHOUT_COMMAS)
def test_text_that_lost_its_commas(text: str, speaker: str, words: str) -> None:
    (statement,) = attributed(text)
    assert statement.chain[-1].source.name == speaker
    assert content(text, statement) == words


TIMES = [
    ("The Northern Front on Sunday withdrew its troops' demand for talks.", "The Northern Front"),
    ("The Observatory on Monday said that 12 men had died.", "The Observatory"),
    ("Officials in Selm on Sunday reported that 12 men had died.", "Officials in Selm"),
    ("11:30 A security official says that 12 men died.", "A security official"),
]


@pytest.mark.parametrize(("text", "name"), TIMES)
def test_a_source_holds_no_time(text: str, name: str) -> None:
    names = {h.source.name for s in attributed(text) for h in s.chain[1:]}
    assert name in names
    assert not any("day" in n or ":" in n for n in names)


def test_added_without_a_comma_is_the_same_speakers() -> None:
    text = (
        "Activists said that the shelling made several buildings collapse adding that 12 men "
        "had died."
    )
    assert said(text) == [
        ("Activists", "that the shelling made several buildings collapse"),
        ("Activists", "that 12 men had died"),
    ]


def test_a_second_verb_goes_on_with_the_subject_of_the_first() -> None:
    text = (
        "The envoy asked Velia to account for the losses and said that he would telephone "
        "President Recep Arden Vasko within days."
    )
    speaker, words = said(text)[-1]
    assert speaker == "The envoy"
    assert words.startswith("that he would telephone President Recep Arden Vasko")


def test_what_the_publisher_tells_of_a_speaker_keeps_its_subject() -> None:
    text = "Police on Monday arrested 12 men and said they had found 30 rifles."
    assert editorial(text) == ["Police on Monday arrested 12 men"]
    assert said(text) == [("Police", "they had found 30 rifles")]


NUMBERS = [
    "Two outlets in the capital reported that the army was moving north.",
    "Seventeen factions in the coastal hills announced that they had agreed on a truce.",
    "After a meeting of 11 governments the envoy insisted that all options were open.",
    "The army denied using gas during the five-year war.",
    "The group said 40 men fled, a claim that 12 villagers doubt.",
    "The Observatory said Saturday 12 men died with 30 more wounded and 4 missing.",
    "Other workers were hurt in the raid the group said with three boys and one guard killed.",
    "Wednesday 21 June 2023 21:51 15 medics killed in Selm Marran Coalition calls it a crime.",
]


@pytest.mark.parametrize("text", NUMBERS)
def test_no_number_is_in_no_statement(text: str) -> None:
    (parsed,) = parse([text])
    spans = [s for statement in read(text)[0] for s in statement.content]
    for mention in find_quantities(parsed):
        start = mention.quantity.span.start
        if mention.quantity.raw.lower() != "one":
            assert any(s.start <= start < s.end for s in spans), mention.quantity.raw


NOT_SAID = [
    "The heavy fighting claimed the lives of 12 men.",
    "The war has cost 5,000 lives and claimed the territory of two provinces.",
    "The planes are told apart according to type and size.",
]


@pytest.mark.parametrize("text", NOT_SAID)
def test_losses_and_measures_say_nothing(text: str) -> None:
    assert attributed(text) == []


def test_claiming_responsibility_is_an_assertion() -> None:
    (statement,) = attributed("The Northern Front claimed responsibility for the blast.")
    assert statement.stance == "asserts"
    assert statement.chain[-1].source.kind == "armed-group"


def test_giving_a_number_is_speech_and_giving_bread_is_not() -> None:
    text = "The Marran Rights Centre said 12 men died. It gives one number for the missing: 62."
    assert said(text)[1] == ("Marran Rights Centre", "one number for the missing: 62")
    assert attributed("The bakery gives bread to 62 families.") == []


def test_a_label_that_the_parser_takes_for_a_verb() -> None:
    read("MRC: 12 people died in the fire of the old market")
    read("Running: 12 people died in the fire of the old market")
