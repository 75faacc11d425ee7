"""Who "he", "the minister", initials and short names are, inside one report."""

from __future__ import annotations

import pytest

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
