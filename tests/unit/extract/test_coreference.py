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
