from __future__ import annotations

import random

import pytest

from reportedly.link.keys import block_keys
from reportedly.link.nodes import make_nodes
from reportedly.link.questions import LinkClaims
from reportedly.link.voices import claim_voices, read_names
from reportedly.records import Problem
from tests.making import (
    Linked,
    make_item,
    make_participant,
    make_place,
    make_quantity,
    make_source,
    make_time,
)


def fighters(raw: str) -> object:
    return make_quantity(raw, "fighters")


def test_same_measure_place_and_time_is_one_question() -> None:
    a = make_item("14", day="2023-05-04")
    b = make_item("16", "Ivo Stern", report="two", day="2023-05-04")
    linked = Linked([a, b])
    assert linked.are_together(a, b)
    assert linked.question_of(a).title == "How many people were killed in Selmak on 4 May 2023?"


@pytest.mark.parametrize(
    "fields",
    [
        {"role": "injured"},
        {"role": "killed-or-injured"},
        {"place": "Varrow"},
        {"day": "2023-04-01"},
        {"counting": "increment"},
        {"counting": "subset"},
        {"modality": "planned"},
        {"number": make_quantity("20", "children")},
        {"number": make_quantity("20", "soldiers")},
        {"number": make_quantity("20", "people", unit="vehicle")},
    ],
    ids=str,
)
def test_another_measure_place_time_or_population_is_another_question(fields: dict) -> None:  # type: ignore[type-arg]
    a = make_item("14", day="2023-05-04")
    number = fields.pop("number", "20")
    b = make_item(number, "Ivo Stern", report="two", **{"day": "2023-05-04", **fields})
    assert not Linked([a, b]).are_together(a, b)


def test_nationalities_are_kept_apart_and_one_kind_of_people_is_not() -> None:
    syrian = make_item(make_quantity("28", "Syrian mercenaries"))
    fighters_too = make_item(make_quantity("28", "fighters"), "Ivo Stern", report="two")
    turkish = make_item(make_quantity("28", "Turkish soldiers"), "Max Reed", report="three")
    linked = Linked([syrian, fighters_too, turkish])
    assert not linked.are_together(syrian, turkish)
    assert linked.are_together(syrian, fighters_too) or linked.are_together(turkish, fighters_too)


def test_children_as_part_of_a_total_and_children_counted_alone_are_one_question() -> None:
    part = make_item(make_quantity("7", "children"), counting="subset")
    alone = make_item(make_quantity("8", "children"), "Ivo Stern", report="two")
    assert Linked([part, alone]).are_together(part, alone)


def test_a_claim_without_a_place_does_not_pull_two_towns_together() -> None:
    selmak = make_item("14", place="Selmak", day="2023-05-04")
    varrow = make_item("14", "Ivo Stern", report="two", place="Varrow", day="2023-05-04")
    vague = make_item("14", "Max Reed", report="three", places=(), day="2023-05-04")
    beside = make_item("3", "Max Reed", report="three", role="missing", place="Selmak")
    also = make_item("4", "Max Reed", report="three", role="captured", place="Varrow")
    linked = Linked([selmak, varrow, vague, beside, also])
    assert not linked.are_together(selmak, varrow)


def test_a_city_lies_in_its_country_and_not_in_another() -> None:
    city = make_place("Goris", precision="city", country="AM", lat=39.5, lon=46.3)
    here = make_place("Armenia", precision="country", country="AM")
    there = make_place("Georgia", precision="country", country="GE")
    a = make_item("14", places=(city,), day="2023-05-04")
    b = make_item("14", "Ivo Stern", report="two", places=(here,), day="2023-05-04")
    c = make_item("14", "Max Reed", report="three", places=(there,), day="2023-05-04")
    linked = Linked([a, b, c])
    assert linked.are_together(a, b)
    assert not linked.are_together(a, c)


def test_the_toll_of_a_war_is_not_the_toll_of_a_day() -> None:
    war = make_item("30,000", time=make_time("1990-01-01", "1994-12-31"))
    day = make_item("28", "Ivo Stern", report="two", published="2020-10-02")
    since = make_item("412", "Max Reed", report="three", time=make_time("2023-01-01"))
    assert not Linked([war, day]).are_together(war, day)
    assert not Linked([since, day]).are_together(since, day)


def test_one_voice_with_two_numbers_in_one_report_speaks_of_two_things() -> None:
    a, b = make_item("9", at=1), make_item("22", at=50)
    assert not Linked([a, b]).are_together(a, b)


def test_a_running_toll_joins_the_count_of_its_speaker() -> None:
    first = make_item("19", day="2023-05-04", published="2023-05-05")
    rose = make_item(
        "23", report="two", counting="cumulative", day="2023-05-06", published="2023-05-06"
    )
    since = make_item("412", report="three", counting="cumulative", time=make_time("2023-01-01"))
    linked = Linked([first, rose, since])
    assert linked.are_together(first, rose)
    assert not linked.are_together(first, since)


def test_the_toll_of_an_event_may_rise_in_another_voice() -> None:
    early = make_item("14", day="2023-05-04")
    hits = make_item("20", "Ivo Stern", report="two", counting="cumulative", day="2023-05-04")
    year = make_item(
        "20", "Max Reed", report="three", counting="cumulative",
        time=make_time("2023-01-01", "2023-05-04"),
    )  # fmt: skip
    linked = Linked([early, hits, year])
    assert linked.are_together(early, hits)
    assert not linked.are_together(early, year)


def test_what_is_said_of_a_day_before_the_event_was_not_said_then() -> None:
    """ "On Sunday", in a report dated Saturday: the week before is no guide."""
    first = make_item("14", published="2023-05-06", day="2023-05-06", said_on="2023-04-30")
    other = make_item("18", "Ivo Stern", report="two", published="2023-05-07")
    assert Linked([first, other]).are_together(first, other)
    before = make_item("14", published="2023-05-06", said_on="2023-04-30")
    assert not Linked([before, other]).are_together(before, other)


def test_bounds_and_exact_numbers_of_strength_are_one_question() -> None:
    place = make_place("Nagorno-Karabakh", "to", precision="region", country="AZ")
    values = {"role": "transferred", "event": "transfer", "places": (place,)}
    a = make_item(fighters("at least 300"), **values)  # type: ignore[arg-type]
    b = make_item(fighters("4,000"), "Ivo Stern", report="two", **values)  # type: ignore[arg-type]
    linked = Linked([a, b])
    assert linked.question_of(a) == linked.question_of(b)
    title = linked.question_of(a).title
    assert title == "How many fighters were transferred to Nagorno-Karabakh?"
    assert linked.kinds(a, b) == set()


def test_pay_and_shares_have_titles_of_their_own() -> None:
    pay = make_item(
        make_quantity("$1,800", None, unit="USD", per="month"),
        role="paid",
        targets=(make_participant("each of them"),),
        places=(),
    )
    share = make_item(
        make_quantity("30", None, unit="percent", share_of="a 300-man force"), role="share"
    )
    linked = Linked([pay, share])
    assert linked.question_of(pay).title == "How much is each paid a month?"
    assert linked.question_of(share).title.startswith("What share of a 300-man force")


def test_a_number_that_measures_nothing_known_asks_nothing() -> None:
    assert Linked([make_item(make_quantity("40", "beds"), role="other")]).questions == []


def test_the_whole_of_a_share_is_no_answer() -> None:
    share = make_item(
        make_quantity("30", None, unit="percent", share_of="a 300-man force"), role="share"
    )
    whole = make_item(make_quantity("300", "force"), role="deployed")
    assert [q.role for q in Linked([share, whole]).questions] == ["share"]


def test_a_denial_without_a_number_reaches_the_question_it_bears_on() -> None:
    values = {"event": "coerce", "place": "Varrow"}
    claimed = make_item(make_quantity("40", "soldiers"), role="captured", **values)
    denial = make_item(
        None, "Ivo Stern", stance="denies", targets=(make_participant("soldiers"),), **values
    )
    elsewhere = make_item(
        None, "Max Reed", report="two", stance="denies", event="coerce", place="Corrin"
    )
    linked = Linked([claimed, denial, elsewhere])
    assert denial.claim.id in linked.question_of(claimed).claim_ids
    assert elsewhere.claim.id not in linked.question_of(claimed).claim_ids


def test_a_retraction_reaches_what_its_speaker_claimed() -> None:
    claimed = make_item(make_quantity("40", "soldiers"), role="captured", event="coerce")
    taken_back = make_item(None, stance="retracts", event="coerce")
    by_another = make_item(None, "Ivo Stern", stance="retracts", event="coerce")
    linked = Linked([claimed, taken_back, by_another])
    assert taken_back.claim.id in linked.question_of(claimed).claim_ids
    assert by_another.claim.id not in linked.question_of(claimed).claim_ids


def test_two_questions_that_one_denial_bears_on_have_two_ids() -> None:
    values = {"role": "captured", "event": "coerce"}
    items = [
        make_item(make_quantity("40", "soldiers"), day="2023-05-03", **values),
        make_item(make_quantity("60", "soldiers"), "Max Reed", day="2023-04-02", **values),
        *(
            make_item(None, f"Speaker {n}", stance="denies", event="coerce", part=str(n))
            for n in range(5)
        ),
    ]
    linked = Linked(items)
    assert len({q.id for q in linked.questions}) == 2


def test_the_order_of_claims_does_not_matter() -> None:
    rng = random.Random(7)  # noqa: S311 - it shuffles, it hides nothing
    sources = [*map(make_source, ("Ana Bell", "Ivo Stern")), make_source("it", "unnamed")]
    items = [
        make_item(
            str(rng.choice([3, 5, 14, 15, 40])),
            rng.choice(sources),
            report=f"r{n % 17}",
            places=rng.choice([(), (make_place("Selmak"),), (make_place("Varrow"),)]),
            time=rng.choice([None, make_time("2023-05-04"), make_time("2023-05-05")]),
            at=n,
        )
        for n in range(60)
    ]
    stage = LinkClaims()
    made = list(stage(items))
    rng.shuffle(items)
    assert list(stage(items)) == made


def test_a_block_that_is_too_large_is_told_and_the_rest_is_linked() -> None:
    items = [make_item(str(n), f"Speaker {n}", report=f"r{n}") for n in range(1, 12)]
    made = list(LinkClaims(max_group=5)(items))
    problems = [x for x in made if isinstance(x, Problem)]
    assert {p.code for p in problems} == {"group-too-large"}
    assert len(problems) > 0


def test_a_question_with_very_many_answers_is_told_and_not_compared_each_with_each() -> None:
    items = [make_item(str(n), f"Speaker {n}", report=f"r{n}") for n in range(10, 20)]
    made = list(LinkClaims(max_related=5)(items))
    assert [x.code for x in made if isinstance(x, Problem)] == ["group-too-large"]


def test_every_numbered_claim_answers_at_most_one_question() -> None:
    items = [make_item(str(n % 5), report=f"r{n}", places=()) for n in range(20)]
    ids = [claim for question in Linked(items).questions for claim in question.claim_ids]
    assert len(ids) == len(set(ids)) == 20


def test_a_comparison_without_a_number_joins_what_its_report_said() -> None:
    place = make_place("Goris", "to")
    said = make_item(make_quantity("300", "fighters"), role="transferred", places=(place,))
    higher = make_item(
        make_quantity("much higher", "fighters"), "Ivo Stern", role="transferred", places=()
    )
    elsewhere = make_item(
        make_quantity("much higher", "fighters"), "Max Reed", report="two", role="transferred",
        places=(),
    )  # fmt: skip
    linked = Linked([said, higher, elsewhere])
    assert linked.are_together(said, higher)
    assert not linked.are_together(said, elsewhere)


@pytest.mark.parametrize(
    ("words", "meet"),
    [("Governor Oren Talley", True), ("Oren Talley, a resident", False), ("Oren Talley", False)],
)
def test_a_private_persons_name_brings_no_claims_of_two_reports_together(
    words: str, meet: bool
) -> None:
    speaker = make_source(words, "person", "Oren Talley")
    one, other = (
        make_item(number, speaker, report=number, places=()) for number in ("14", "at least 14")
    )
    keys = [
        set(block_keys(node.facts))
        for item in (one, other)
        for node in make_nodes([item], read_names([item]), claim_voices([item])).values()
    ]
    assert bool(keys[0] & keys[1]) is meet
