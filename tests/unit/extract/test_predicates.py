"""What a number measures, read from the words around it."""

from __future__ import annotations

import pytest

from reportedly.extract.nlp import parse
from reportedly.extract.predicates import measure

# sentence, the counted noun (or number), its role
ROLES = [
    ("Twelve soldiers were killed near the bridge.", "soldiers", "killed"),
    ("The blast killed 12 villagers.", "villagers", "killed"),
    ("The blast wounded 12 villagers.", "villagers", "injured"),
    ("At least 28 people dead after the raid.", "people", "killed"),
    ("The shelling left 28 people dead.", "people", "killed"),
    ("Nine miners died in the tunnel.", "miners", "killed"),
    ("Five guards were found dead on Monday.", "guards", "killed"),
    ("They counted 17 dead.", "dead", "killed"),
    ("Sixty more men were hurt or missing.", "men", "injured-or-missing"),
    ("Some 40 troops were killed or wounded.", "troops", "killed-or-injured"),
    ("The war claimed 30,000 lives.", "lives", "killed"),
    ("The army lost 14 soldiers.", "soldiers", "killed"),
    ("The deaths of 11 workers were reported.", "workers", "killed"),
    ("The ministry said 300 fighters had been sent to the front.", "fighters", "transferred"),
    ("He spoke of 4,000 recruits who had arrived from the coast.", "recruits", "transferred"),
    ("The town reported 90 injured.", "injured", "injured"),
    ("Rebels captured 15 soldiers.", "soldiers", "captured"),
    ("Gunmen kidnapped three engineers.", "engineers", "captured"),
    ("The fighting displaced 20,000 people.", "people", "displaced"),
    ("Some 20,000 people fled the valley.", "people", "displaced"),
    ("The state deployed 5,000 soldiers along the river.", "soldiers", "deployed"),
    ("Some 2,000 people protested in the capital.", "people", "participants"),
    ("The group recruited 150 men.", "men", "recruited"),
    ("The flood destroyed 45 houses.", "houses", "destroyed"),
    ("The attack brought the death toll to 120.", "120", "killed"),
    ("Sixteen people remain missing.", "people", "missing"),
    # headlines and insertions, where the parse is lost
    ("Eight Villagers Killed 14 Injured in Rocket Attack", "Villagers", "killed"),
    ("Hill Town 20 Villagers Killed Scores Injured in Attacks", "Villagers", "killed"),
    ("17 Killed as Raiders Attack Hill Town", "Killed", "killed"),
    ("Northern Forces Foil Raid on Castle Kill 29 Raiders.", "Raiders", "killed"),
    ("Forty villagers 25 guards killed by shelling", "villagers", "killed"),
    ("Fighting left 23 farmers - including nine women - dead.", "farmers", "killed"),
    ("Five children and four nurses killed by shells on a clinic.", "children", "killed"),
    # two verbs share an object, two nouns do not share a role
    ("Army units killed and buried five villagers near the mill.", "villagers", "killed"),
    ("There were 4 murders, 9 cases of theft and 25 arrests.", "murders", "killed"),
    ("There were 4 murders, 9 cases of theft and 25 arrests.", "arrests", "captured"),
    ("They spoke of 220 killed, 196 wounded and 22 captured.", "captured", "captured"),
    # the dead listed
    ("Those killed in the raids include 14 farmers.", "farmers", "killed"),
    ("The dead included two teachers.", "teachers", "killed"),
    # one number for two states
    ("19 villagers killed and injured in a blast", "villagers", "killed-or-injured"),
    ("The blast killed or wounded 20 farmers.", "farmers", "killed-or-injured"),
    ("The blast killed eight farmers and wounded 20 teachers.", "teachers", "injured"),
    # with somebody who is named
    ("The minister was killed along with two guards.", "guards", "killed"),
    # nouns of taking people
    ("The kidnapping of 12 students was condemned.", "students", "captured"),
]


@pytest.mark.parametrize(("sentence", "counted", "role"), ROLES)
def test_the_role_of_a_count(sentence: str, counted: str, role: str) -> None:
    (parsed,) = parse([sentence])
    head = next(t for t in parsed.doc if t.text == counted)
    measured = measure(head)
    assert measured is not None
    assert measured.role == role


@pytest.mark.parametrize(
    ("sentence", "counted"),
    [
        ("The village has 300 inhabitants.", "inhabitants"),
        ("Twelve soldiers killed a farmer.", "soldiers"),
        ("There were 4 murders and 9 cases of theft.", "cases"),
        ("The doctor counted three wounds.", "wounds"),
        ("The minister left along with two guards.", "guards"),
    ],
)
def test_a_count_that_harms_nobody_is_no_toll(sentence: str, counted: str) -> None:
    (parsed,) = parse([sentence])
    measured = measure(next(t for t in parsed.doc if t.text == counted))
    assert measured is None or measured.role != "killed"


def test_two_counts_joined_by_and_keep_their_roles() -> None:
    (parsed,) = parse(["The monitors counted 28 people killed and 62 people wounded."])
    roles = [m.role for t in parsed.doc if t.text == "people" and (m := measure(t)) is not None]
    assert roles == ["killed", "injured"]


@pytest.mark.parametrize(
    ("sentence", "counted", "event"),
    [
        ("The gang held 20 diplomats hostage.", "diplomats", "assault"),
        ("Two diplomats are being held hostage.", "diplomats", "assault"),
        ("Three students remain kidnapped.", "students", "assault"),
        ("Police held 20 suspects.", "suspects", "coerce"),
    ],
)
def test_hostages_are_taken_by_force(sentence: str, counted: str, event: str) -> None:
    (parsed,) = parse([sentence])
    measured = measure(next(t for t in parsed.doc if t.text == counted))
    assert measured is not None
    assert (measured.role, measured.event) == ("captured", event)
