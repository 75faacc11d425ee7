"""Who "he", "the minister", initials and short names are, inside one report."""

from __future__ import annotations

import pytest

from reportedly.extract.attribution import attributions_of
from reportedly.extract.chains import read_voices
from reportedly.extract.coreference import build_references, resolve
from reportedly.extract.entities import Entity
from reportedly.extract.layout import lay_out
from reportedly.extract.nlp import parse
from tests.unit.extract.attribution_helpers import attributed, only

SAME_SPEAKER = [
    ("Foreign Minister Anna Kolber said 12 men died. She denied that others had fled.",
     "anna-kolber"),
    ("Foreign Minister Anna Kolber said 12 men died. Kolber denied that others had fled.",
     "anna-kolber"),
    ("Foreign Minister Anna Kolber said 12 men died. The minister added that others had fled.",
     "anna-kolber"),
    ("Colonel Ivan Drago said 12 men died. He added that his men had fled.", "ivan-drago"),
    ("The Marran Rights Centre (MRC) said 12 men died. MRC also reported that 40 fled.",
     "marran-rights-centre"),
    ("The Marran Rights Centre (MRC) said 12 men died. The MRC also reported that 40 fled.",
     "marran-rights-centre"),
    ("The Marran Centre for Rights said 12 men died. The Centre also said that 40 fled.",
     "marran-centre-for-rights"),
    ("The Marran Centre for Rights said 12 men died. The group also said that 40 fled.",
     "marran-centre-for-rights"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "entity"), SAME_SPEAKER)
def test_two_mentions_of_one_speaker(text: str, entity: str) -> None:
    first, second = attributed(text)
    assert first.chain[-1].source.entity_id == entity
    assert second.chain[-1].source.entity_id == entity
    assert second.chain[-1].source.resolved_name == first.chain[-1].source.resolved_name


def test_an_apposition_names_the_watchdog() -> None:
    text = (
        "The envoy’s words were confirmed by the civil war watchdog, the Zaruna-based Marran "
        "Centre for Rights (MCR). The MCR said 12 men died."
    )
    first, second = attributed(text)
    assert first.chain[-1].source.entity_id == "marran-centre-for-rights"
    assert second.chain[-1].source.entity_id == "marran-centre-for-rights"
    assert first.chain[-1].source.name.endswith("(MCR)")


def test_two_ministers_are_two() -> None:
    text = (
        "Foreign Minister Anna Kolber said 12 men died. "
        "The defence minister said that nobody had died."
    )
    first, second = attributed(text)
    assert first.chain[-1].source.entity_id == "anna-kolber"
    assert second.chain[-1].source.entity_id != "anna-kolber"


def test_a_pronoun_agrees_in_gender() -> None:
    text = "Spokeswoman Anna Kolber met Colonel Ivan Drago. She said that 12 men died."
    assert attributed(text)[-1].chain[-1].source.entity_id == "anna-kolber"


def test_nobody_is_invented_for_a_pronoun() -> None:
    source = only("He said that 12 men died.").chain[-1].source
    assert (source.name, source.entity_id, source.resolved_name) == ("He", None, None)


def test_the_source_is_the_one_spoken_of_before() -> None:
    text = "A security source in Zaruna said 12 men died. The source added that more had fled."
    assert attributed(text)[-1].chain[-1].source.description is not None
    assert attributed(text)[-1].chain[-1].source.resolved_name == "A security source in Zaruna"


FULL_NAMES = [
    ("13:00 Dax Orrin, a spokesman for the Northern Front, denied that 12 men died. Orrin said 3 "
     "had fled.", "dax-orrin"),
    ("Health Ministry spokesman Oren Talley said 19 people died.\n\nTalley said four had fled.",
     "oren-talley"),
    ("Some 45 people were killed, the mayor of Selm, Lio Marsh, says. Marsh said 4 had fled.",
     "lio-marsh"),
    ('"We lost 12 men," said Mara Iveny, the hospital\'s director. Iveny said 4 had fled.',
     "mara-iveny"),
    ("In Selm, hospital director Tolin Vesk said 12 men died. Vesk said 4 had fled.", "tolin-vesk"),
    ("Minister Omran al-Zubayr said 12 men died. Zubayr said four had fled.", "omran-al-zubayr"),
    ("The spokesman, Oren Talley, said 31 were hurt. He said four had fled.", "oren-talley"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "entity"), FULL_NAMES)
def test_an_invented_name_is_a_person_and_one(text: str, entity: str) -> None:
    first, second = attributed(text)
    for statement in (first, second):
        assert statement.chain[-1].source.entity_id == entity
        assert statement.chain[-1].source.kind == "person"


LEADERS = [
    ("French President Emmanuel Macron said 12 men died. The French leader said 4 fled.",
     "emmanuel-macron"),
    ("President Anna Kolber of Velia said 12 men died. The Velian president said 4 fled.",
     "anna-kolber"),
    ("Velia's president, Anna Kolber, said 12 men died. The Velian leader said 4 fled.",
     "anna-kolber"),
    ("Velia's president, Anna Kolber, said 12 men died. The Marran president said 4 fled.", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "entity"), LEADERS)
def test_the_leader_of_a_country_is_the_one_named_with_it(text: str, entity: str | None) -> None:
    second = attributed(text)[1]
    assert second.chain[-1].source.entity_id == entity


def test_two_leaders_of_one_country_leave_a_description_open() -> None:
    text = (
        "Velia's president, Anna Kolber, said 12 men died. Velia's prime minister, Igor Vasko, "
        "said 4 fled. The Velian leader said that three were lost."
    )
    assert attributed(text)[-1].chain[-1].source.entity_id is None


def test_the_ministry_is_not_its_spokesman() -> None:
    text = (
        "Health Ministry spokesman Oren Talley said 19 people died. On Friday, the ministry had "
        "said that 12 were killed."
    )
    assert attributed(text)[1].chain[-1].source.entity_id == "health-ministry"


KINDS = [
    ("The Marran Observatory for Human Rights monitoring group said 12 men died.", "organisation"),
    ("The U.S.-led coalition said 12 men died.", "armed-group"),
    ("A military coalition led by Velia denied that it had struck Selm.", "armed-group"),
    ("The ruling coalition said 12 men died.", "organisation"),
    ("An Observatory toll put the dead at 12.", "document"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_the_kind_of_a_body(text: str, kind: str) -> None:
    assert attributed(text)[0].chain[-1].source.kind == kind


def test_a_toll_stands_behind_the_body_that_counts() -> None:
    text = "The Marran Rights Centre works from Zaruna. A Centre toll put the dead at 120."
    chain = only(text).chain
    assert [h.source.entity_id for h in chain[1:]] == ["marran-rights-centre", None]
    assert chain[-1].source.kind == "document"


def mentioned(text: str) -> Entity | None:
    """Returns whom the word in double brackets stands for, sources being read before."""
    before, _, rest = text.partition("[[")
    word, _, after = rest.partition("]]")
    (parsed,) = parse([before + word + after])
    layout = lay_out(parsed)
    references = build_references(layout)
    read_voices(layout, attributions_of(layout, fast=True), references)
    head = layout.tokens[layout.token_at(len(before) + len(word) - 1)]
    return resolve(references, head)


NAMED = [
    ("The Velian army said [[it]] had left the town.", "Velian army"),
    ("The Velian army withdrew from all of [[its]] posts in Marra.", "Velian army"),
    ("The Marran Rights Centre condemned the raid by Velia and [[its]] allies.", "Velia"),
    ("The Velia-led coalition denied the raid. The town said that [[the coalition]] had fired.",
     "Velia-led coalition"),
    ("President Anna Kolber told Ivan Drago to leave. [[She]] gave no reason.", "Anna Kolber"),
    ("Ivan Drago came from the village of Selm. [[He]] said 12 men died.", "Ivan Drago"),
    ("The Marran Rights Centre said 12 men died. [[It]] said four had fled.",
     "Marran Rights Centre"),
    ("The Marran Observatory for Rights reported on a raid by Hezbollah. The envoy said that "
     "[[the militant group]] had denied it.", "Hezbollah"),
    ("The Marran Observatory for Rights said 12 men died. Hezbollah fled, "
     "[[the Zaruna-based group]] added.", "Marran Observatory for Rights"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_whom_a_mention_names(text: str, name: str) -> None:
    entity = mentioned(text)
    assert entity is not None
    assert entity.is_named
    assert entity.name == name


NOBODY = [
    "The Marran Rights Centre said 12 men died. [[It]] was not clear who fired.",
    "The Marran Rights Centre said 12 men died. [[It]] was the worst raid of the year.",
    "The Marran Rights Centre said 12 men died. [[It]] is feared that more were lost.",
    "The Marran Rights Centre said the raid was the first of [[its]] kind.",
    "The Velian army said on Monday that residents had left [[their]] homes.",
    "The Velian army killed 34 rebels on Friday, most of [[them]] in Selm.",
    "“This is a loss. [[It]] breaks our hearts,” the Marran Rights Centre said.",
    "A bomber struck in Selm. [[He]] died at once, and 12 men with him.",
    "Troops came to Velia. A truck hit a wall and [[it]] fell.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_a_mention_that_names_nobody(text: str) -> None:
    entity = mentioned(text)
    assert entity is None or not entity.is_named


def test_a_speaker_is_not_he_in_his_own_words() -> None:
    text = "Ivan Drago said a bomber had struck. “[[He]] came at dawn,” Drago said."
    entity = mentioned(text)
    assert entity is None or entity.name != "Ivan Drago"


def test_a_name_is_not_carried_through_two_hundred_pronouns() -> None:
    assert mentioned("Ivan Drago came. " + "He slept. " * 200 + "[[He]] left.") is None


def test_a_body_is_one_however_it_is_named() -> None:
    text = (
        "The Velia-led anti-Marran coalition said 12 men died. "
        "The anti-Marran coalition said 4 fled."
    )
    first, second = attributed(text)
    assert first.chain[-1].source.entity_id == "velia-led-anti-marran-coalition"
    assert second.chain[-1].source.entity_id == "velia-led-anti-marran-coalition"
