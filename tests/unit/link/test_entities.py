"""Who is who over all reports: on whose word names are one, and what keeps them two."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.link.name_parts import name_key
from reportedly.link.organisations import KnownEntity
from reportedly.link.questions import LinkClaims
from reportedly.records import (
    ClaimInContext,
    Judgement,
    JudgementVerdict,
    Origin,
    record_id,
)
from tests.making import make_item, make_participant, make_source
from tests.unit.link.entity_helpers import (
    are_one,
    bodies,
    body,
    entity_named,
    person,
    resolved,
    said_by,
)

BODIES = (
    "Marran Rights Centre", "Marran Rights Center", "Center for Marran Rights", "MRC",
    "Selmak Watch", "Selmak Watch group", "Orvanian Health Ministry", "Health Ministry of Orvania",
    "1st Selm Brigade", "2nd Selm Brigade", "Syrian Red Crescent", "Iraqi Red Crescent", "SOHR",
    "Syrian Observatory for Human Rights", "UN", "United Nations", "the health ministry",
)  # fmt: skip
PEOPLE = ("Oren Talley", "Talley", "Mara Talley", "Mohammed Orrin", "Muhammad Orrin", "Orrin")


def judge(
    left: str, right: str, verdict: JudgementVerdict, at: str = "2024-05-06", by: str = "K. Lind"
) -> Judgement:
    target = tuple(sorted((name_key(left), name_key(right))))
    return Judgement(
        id=record_id("judgement", target, verdict, by, at), target=target, verdict=verdict, by=by,
        at=at,
    )  # fmt: skip


# -- what joins names --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("SOHR", "the Syrian Observatory for Human Rights"),
        ("the U.N.", "United Nations"),
        ("Doctors Without Borders", "MSF"),
        ("المرصد السوري لحقوق الإنسان", "SOHR"),
        ("Reporters sans frontières", "Reporters Without Borders"),
        ("ОБСЕ", "OSCE"),
    ],
)
def test_names_of_a_listed_organisation_are_one_in_any_language(left: str, right: str) -> None:
    found = resolved(bodies(left, right))
    assert are_one(found, left, right)
    assert {pair.basis for pair in found.pairs if pair.verdict == "same"} <= {"listed", "reports"}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Russia's Defence Ministry", "the Russian Ministry of Defense"),
        ("Turkish army", "army of Turkey"),
        ("France", "the French government"),
    ],
)
def test_a_state_and_a_type_of_body_name_one_body(left: str, right: str) -> None:
    found = resolved([body(left, "one", "government"), body(right, "two", "government")])
    assert are_one(found, left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Marran Rights Centre", "Center for Marran Rights"),
        ("Selmak Watch", "the Selmak Watch group"),
        ("Orvanian Health Ministry", "Health Ministry of Orvania"),
        ("Britain-based Selmak Watch", "Selmak Watch"),
        ("Hayyat Selmar al-Kesh", "Hay'at Selmar al-Kesh"),
    ],
)
def test_spelling_order_and_loose_words_do_not_make_two(left: str, right: str) -> None:
    assert are_one(resolved(bodies(left, right)), left, right)


# -- what keeps names apart --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Syrian Red Crescent", "Iraqi Red Crescent"),
        ("1st Selm Brigade", "2nd Selm Brigade"),
        ("North Selm Council", "South Selm Council"),
        ("Marran Rights Centre", "Marran Rights Council"),
        ("Selmak Red Cross", "Selmak Red Crescent"),
        ("Norland Defence Ministry", "Norland Foreign Ministry"),
    ],
)
def test_bodies_that_only_look_alike_stay_two(left: str, right: str) -> None:
    found = resolved(bodies(left, right))
    assert entity_named(found, left) is not None
    assert not are_one(found, left, right)


@pytest.mark.parametrize("name", ["the health ministry", "state television", "the army", "a group"])
def test_a_name_that_says_only_the_sort_is_nobody_over_reports(name: str) -> None:
    assert resolved(bodies(name, name)).entities == ()


def test_the_watchdog_is_whom_the_report_itself_says() -> None:
    told = said_by(make_source("the U.K.-based watchdog", "organisation", "Selmak Watch"), "one")
    untold = said_by(make_source("the U.K.-based watchdog", "organisation"), "two")
    found = resolved([told, untold, body("Selmak Watch", "three")])
    (entity,) = found.entities
    assert entity.document_ids == ("one", "three")


def test_a_person_in_office_is_one_over_reports_in_either_spelling() -> None:
    found = resolved(
        [
            person("Governor Mohammed Orrin", "Mohammed Orrin", "one"),
            person("Muhammad Orrin, the governor", "Muhammad Orrin", "two"),
        ]
    )
    (entity,) = found.entities
    assert entity.names == ("Mohammed Orrin", "Muhammad Orrin")


@pytest.mark.parametrize(
    ("words", "full"),
    [
        ("Oren Talley", "Oren Talley"),
        ("Oren Talley, a resident", "Oren Talley"),
        ("the survivor Oren Talley", "Oren Talley"),
        ("activist Oren Talley", "Oren Talley"),
    ],
)
def test_a_private_person_is_no_entity(words: str, full: str) -> None:
    found = resolved([person(words, full, "one"), person(words, full, "two")])
    assert found.entities == ()
    assert found.pairs == ()
    assert found.keys == {}


def test_a_namesake_of_somebody_in_office_keeps_out() -> None:
    found = resolved(
        [
            person("Governor Oren Talley", "Oren Talley", "one"),
            person("Oren Talley, a shopkeeper", "Oren Talley", "two"),
            person("Oren Talley", "Oren Talley", "three"),
        ]
    )
    (entity,) = found.entities
    assert entity.document_ids == ("one",)


def test_a_victims_name_is_no_entity() -> None:
    items = [
        make_item(
            "1",
            "Ana Bell",
            report=report,
            publisher=None,
            targets=(make_participant("Oren Talley"),),
        )
        for report in ("one", "two")
    ]
    assert resolved(items).entities == ()


@given(st.sampled_from(["Talley", "Governor Talley", "Mr Talley", "President Talley"]))
def test_a_surname_alone_never_joins_anybody(words: str) -> None:
    found = resolved(
        [
            person("Governor Oren Talley", "Oren Talley", "one"),
            person(words, "Talley", "two"),
            person("Minister Mara Talley", "Mara Talley", "three"),
        ]
    )
    assert len(found.entities) == 2
    assert all(len(entity.keys) == 1 for entity in found.entities)
    assert not any("talley" in (pair.left, pair.right) for pair in found.pairs)


# -- the word of a person ----------------------------------------------------------------------

WATCH = KnownEntity(
    name="Selmak Watch", kind="organisation", names=("SW", "Valley Observers"),
    different=("Selmak Watch group",),
)  # fmt: skip


def test_declared_names_are_one_whatever_they_look_like() -> None:
    found = resolved(bodies("Valley Observers", "SW", "Selmak Watch"), declared=(WATCH,))
    (entity,) = found.entities
    assert entity.name == "Selmak Watch"
    assert {pair.basis for pair in found.pairs} == {"declared"}


def test_what_is_declared_different_stays_two() -> None:
    found = resolved(bodies("Selmak Watch", "Selmak Watch group"), declared=(WATCH,))
    assert not are_one(found, "Selmak Watch", "Selmak Watch group")


def test_the_users_file_goes_before_the_list() -> None:
    own = KnownEntity(name="Selmak Defence Front", kind="armed-group", names=("SDF",))
    found = resolved(bodies("SDF", "Selmak Defence Front"), declared=(own,))
    assert are_one(found, "SDF", "Selmak Defence Front")


@pytest.mark.parametrize(
    ("verdicts", "is_one"),
    [
        (["same"], True),
        (["same", "different"], False),
        (["different", "same"], True),
        (["same", "withdrawn"], False),
        (["unsure"], False),
    ],
)
def test_the_latest_judgement_holds(verdicts: list[JudgementVerdict], is_one: bool) -> None:
    judged = [
        judge("MRC", "Marran Rights Centre", verdict, at=f"2024-05-0{number + 1}")
        for number, verdict in enumerate(verdicts)
    ]
    items = bodies("MRC", "Marran Rights Centre")
    for order in (judged, judged[::-1]):
        assert are_one(resolved(items, judged=order), "MRC", "Marran Rights Centre") is is_one


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Marran Rights Centre", "Center for Marran Rights"),
        ("SOHR", "Syrian Observatory for Human Rights"),
    ],
)
def test_a_merge_can_be_undone_and_the_undoing_taken_back(left: str, right: str) -> None:
    items = bodies(left, right)
    parted = resolved(items, judged=[judge(left, right, "different")])
    assert not are_one(parted, left, right)
    (pair,) = parted.pairs
    assert (pair.verdict, pair.basis) == ("different", "judgement")
    taken_back = [judge(left, right, "different"), judge(left, right, "withdrawn", "2024-05-07")]
    assert resolved(items, judged=taken_back) == resolved(items)


def test_undoing_holds_against_ways_around() -> None:
    names = ("Marran Rights Centre", "Center for Marran Rights", "Marran Rights Center")
    found = resolved(bodies(*names), judged=[judge(names[0], names[1], "different")])
    assert not are_one(found, names[0], names[1])


def test_judgements_that_contradict_each_other_are_a_problem_and_no_guess() -> None:
    names = ("Oak Front", "Birch Union", "Cedar League")
    judged = [
        judge(names[0], names[1], "same"),
        judge(names[1], names[2], "same"),
        judge(names[0], names[2], "different"),
    ]
    found = resolved(bodies(*names), judged=judged)
    (problem,) = found.problems
    assert problem.code == "judgements-clash"
    assert "Birch Union" in problem.message
    assert len(found.entities) == 3


def test_a_judgement_of_another_kind_says_nothing_of_names() -> None:
    names = ("Oak Front", "Birch Union")
    other = Judgement(
        id="one", target=names, verdict="A", by="K. Lind", at="2024-05-06", kind="reliability"
    )
    assert resolved(bodies(*names), judged=[other]) == resolved(bodies(*names))


# -- linking ------------------------------------------------------------------------------------


def voices(items: Iterable[ClaimInContext], *judged: Judgement) -> list[str]:
    made = LinkClaims(judgements=judged)(list(items))
    return sorted(record.source for record in made if isinstance(record, Origin))


def test_two_names_of_one_body_are_one_voice() -> None:
    items = [
        make_item("12", make_source(name, "organisation"), report=report, day="2023-05-04")
        for name, report in (("Doctors Without Borders", "one"), ("MSF", "two"))
    ]
    assert len(voices(items)) == 1
    parted = judge("Médecins Sans Frontières", "Doctors Without Borders", "different")
    assert voices(items, parted) == ["Doctors Without Borders", "MSF"]


def test_two_ministries_of_one_state_are_two_voices() -> None:
    items = [
        make_item("12", make_source(name, "government"), report=report, day="2023-05-04")
        for name, report in (
            ("Russian Defence Ministry", "one"), ("Russian Foreign Ministry", "two"),
        )
    ]  # fmt: skip
    assert len(voices(items)) == 2


# -- laws ---------------------------------------------------------------------------------------


@st.composite
def ledgers(draw: st.DrawFn) -> list[ClaimInContext]:
    """Returns claims of bodies and persons, some of them spelled out, in a few reports."""
    reports = st.integers(0, 5).map(lambda number: f"report-{number}")
    items = [
        body(name, draw(reports)) for name in draw(st.lists(st.sampled_from(BODIES), max_size=8))
    ]
    offices = ("Governor", "Minister", "the resident", "")
    for full in draw(st.lists(st.sampled_from(PEOPLE), max_size=4)):
        office = draw(st.sampled_from(offices))
        items.append(person(f"{office} {full}".strip(), full, draw(reports)))
    spelled = st.sampled_from(("Marran Rights Centre", "Mill Road Council"))
    return [
        *items,
        *(
            said_by(make_source("MRC", "organisation", full), draw(reports))
            for full in draw(st.lists(spelled, max_size=3))
        ),
    ]


judgements = st.lists(
    st.builds(
        judge,
        st.sampled_from(BODIES),
        st.sampled_from(BODIES),
        st.sampled_from(("same", "different", "unsure", "withdrawn")),
        st.integers(1, 9).map(lambda day: f"2024-05-0{day}"),
    ).filter(lambda judgement: judgement.target[0] != judgement.target[1]),
    max_size=4,
)


@given(ledgers(), judgements, st.randoms())
def test_order_does_not_matter(
    items: list[ClaimInContext], judged: list[Judgement], chance: random.Random
) -> None:
    shuffled, turned = list(items), list(judged)
    chance.shuffle(shuffled)
    chance.shuffle(turned)
    again = resolved(shuffled, declared=(WATCH,), judged=turned)
    assert again == resolved(items, declared=(WATCH,), judged=judged)


@given(ledgers(), judgements)
def test_what_is_given_twice_counts_once(
    items: list[ClaimInContext], judged: list[Judgement]
) -> None:
    assert resolved(items * 2, judged=judged * 2) == resolved(items, judged=judged)


@given(ledgers(), judgements)
def test_every_name_belongs_to_one_entity_and_every_merge_has_a_reason(
    items: list[ClaimInContext], judged: list[Judgement]
) -> None:
    found = resolved(items, judged=judged)
    keys = [key for entity in found.entities for key in entity.keys]
    assert len(keys) == len(set(keys))
    pairs = {pair.id: pair for pair in found.pairs}
    for entity in found.entities:
        assert all(pairs[pair_id].features for pair_id in entity.pair_ids)
        assert len(entity.keys) == 1 or len(entity.pair_ids) >= 1
    assert not any(key in found.keys for key in found.keys.values())


@given(ledgers(), judgements)
def test_what_a_person_parted_is_never_one(
    items: list[ClaimInContext], judged: list[Judgement]
) -> None:
    found = resolved(items, judged=judged)
    clashing = {problem.subject for problem in found.problems}
    for pair in found.pairs:
        if pair.basis == "judgement" and f"names: {pair.left} · {pair.right}" not in clashing:
            is_one = any({pair.left, pair.right} <= set(e.keys) for e in found.entities)
            assert pair.verdict == "same" or not is_one


@given(ledgers(), ledgers())
def test_a_further_report_never_parts_what_is_declared(
    items: list[ClaimInContext], more: list[ClaimInContext]
) -> None:
    declared = bodies("SW", "Selmak Watch", "Valley Observers")
    found = resolved([*declared, *items, *more], declared=(WATCH,))
    assert are_one(found, "SW", "Selmak Watch")
    assert are_one(found, "Valley Observers", "Selmak Watch")


@given(ledgers())
def test_a_single_word_is_no_person(items: list[ClaimInContext]) -> None:
    for entity in resolved(items).entities:
        assert entity.kind != "person" or all(" " in key for key in entity.keys)
