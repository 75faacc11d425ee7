"""How far a clause is meant as fact."""

from __future__ import annotations

import pytest

from reportedly.extract.modality import clause_modality
from reportedly.extract.nlp import parse

CLAUSES = [
    ("The army sent 300 men.", "sent", "actual"),
    ("The army did not send any men.", "send", "negated"),
    ("The army never sent men.", "sent", "negated"),
    ("The army will send 300 men.", "send", "planned"),
    ("The army plans to send 300 men.", "send", "planned"),
    ("The men are to be sent north.", "sent", "planned"),
    ("The men are destined to be sent north.", "sent", "planned"),
    ("The army may send 300 men.", "send", "hypothetical"),
    ("If the army sends men, the truce ends.", "sends", "conditional"),
    ("If these counts are right, that would be a third of the unit.", "be", "conditional"),
    ("The army regularly shells the valley.", "shells", "habitual"),
    ("The army said that 300 men were sent.", "sent", "actual"),
    ("The president, who may resign, sent 300 men.", "sent", "actual"),
    # what is refused, missed or prevented did not happen
    ("The army refused to send men.", "send", "negated"),
    ("The army failed to send men.", "send", "negated"),
    ("The army was unable to send men.", "send", "negated"),
    ("The army did not manage to send men.", "send", "negated"),
    ("The army managed to send men.", "send", "actual"),
    ("They left without firing a shot.", "firing", "negated"),
    ("They prevented the guards from firing.", "firing", "negated"),
    ("No trucks entered the town.", "entered", "negated"),
    ("Nobody entered the town.", "entered", "negated"),
    # what is meant, tried, asked or promised is not yet told
    ("The army tried to storm the post.", "storm", "planned"),
    ("The army vowed to storm the post.", "storm", "planned"),
    ("The army is ready to storm the post.", "storm", "planned"),
    ("They mined the road in order to stop the tanks.", "stop", "planned"),
    ("They mined the road to stop the tanks.", "stop", "planned"),
    ("An effort to storm the post ended.", "storm", "planned"),
    ("They urged the army to storm the post.", "storm", "planned"),
    ("The raid was aimed at freeing the men.", "freeing", "planned"),
    ("The minister said that the army would leave.", "leave", "planned"),
    ("They will leave the town and burn the bridge.", "burn", "planned"),
    ("They will hide before the troops are moved.", "moved", "planned"),
    # what is said or believed is told as fact
    ("The army is said to have burned the post.", "burned", "actual"),
    ("The army is believed to have burned the post.", "burned", "actual"),
    ("They forced the men to leave.", "leave", "actual"),
    # what depends, what could be, what recurs
    ("Unless the men are freed, the army attacks.", "attacks", "conditional"),
    ("Had the bridge held, they would have fled.", "fled", "conditional"),
    ("The army must leave.", "leave", "hypothetical"),
    ("The men have to leave.", "leave", "hypothetical"),
    ("Any boat that enters is burned.", "enters", "hypothetical"),
    ("The army shells the valley every week.", "shells", "habitual"),
    ("The army used to shell the valley.", "shell", "habitual"),
    # nouns
    ("They called for a withdrawal of troops.", "withdrawal", "planned"),
    ("The withdrawal of troops will begin.", "withdrawal", "planned"),
    ("The guards prevented an attack.", "attack", "negated"),
    ("There was no attack.", "attack", "negated"),
    ("The attack was brief.", "attack", "actual"),
]


@pytest.mark.parametrize(("sentence", "predicate", "modality"), CLAUSES)
def test_modality(sentence: str, predicate: str, modality: str) -> None:
    (parsed,) = parse([sentence])
    token = next(t for t in parsed.doc if t.text == predicate)
    assert clause_modality(token) == modality


@pytest.mark.parametrize(
    ("text", "word", "modality"),
    [
        # who investigates, mourns or condemns it takes it for done, in whatever tense
        ("Police investigate the murder of six men.", "murder", "actual"),
        ("The court will look into the deaths of 40 men.", "deaths", "actual"),
        ("An inquiry into the killing of 12 men began.", "killing", "actual"),
        ("The town will mourn the killing of 12 men.", "killing", "actual"),
        ("Velia may condemn the murder of six men.", "murder", "actual"),
        ("He was convicted of the murder of six men.", "murder", "actual"),
        # what is laid to somebody's charge may not have been done
        ("Two officers are charged with the murder of six men.", "murder", "hypothetical"),
        ("He faces charges of killing six men.", "killing", "hypothetical"),
        ("They are suspected of the abduction of six men.", "abduction", "hypothetical"),
        ("There were allegations of the murder of six men.", "murder", "hypothetical"),
        ("The alleged killing of 12 men shocked Corrin.", "killing", "hypothetical"),
        ("The suspected murder of six men shocked Corrin.", "murder", "hypothetical"),
    ],
)
def test_what_is_named_under_an_inquiry_is_done_and_under_a_charge_alleged(
    text: str, word: str, modality: str
) -> None:
    (token,) = [t for t in next(parse([text])).doc if t.text == word]
    assert clause_modality(token) == modality
