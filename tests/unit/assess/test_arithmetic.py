from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from reportedly.assess.arithmetic import CheckReport
from reportedly.link.voices import claim_voices
from reportedly.records import ClaimInContext, Finding
from tests.making import make_item, make_participant, make_place, make_quantity, make_source

MONITOR = make_source("the Hill Observatory", "organisation", "Hill Observatory")


def check(items: Sequence[ClaimInContext], kind: str | None = None) -> list[Finding]:
    found = list(CheckReport()(list(items)))
    return [f for f in found if kind is None or f.kind == kind]


def count(raw: str, counted: str, role: Any, by: Any = MONITOR, **fields: Any) -> ClaimInContext:
    at = fields.pop("at", 0)
    return make_item(make_quantity(raw, counted, at=at), by, role=role, at=at, **fields)


def share(raw: str, of: str, by: Any = None, **fields: Any) -> ClaimInContext:
    at = fields.pop("at", 90)
    relation = fields.pop("relation", "=")
    quantity = make_quantity(raw, None, at=at, unit="percent", share_of=of)
    return make_item(replace(quantity, relation=relation), by, role="share", at=at, **fields)


LOSSES = [
    count("28", "hired fighters", "killed", at=10),
    count("62", "others", "injured-or-missing", at=30),
]


def test_a_stated_share_that_the_counts_give_holds() -> None:
    stated = share("30", "a 300-man force", relation="~")
    finding = check([*LOSSES, stated], "stated share")[0]
    assert finding.verdict == "holds"
    assert [step.result for step in finding.working[:2]] == ["90", "30 percent"]
    assert set(finding.claim_ids) == {i.claim.id for i in [*LOSSES, stated]}


def test_a_stated_share_that_the_only_count_beside_it_does_not_give_does_not_hold() -> None:
    killed = count("18", "fighters", "killed", at=10)
    wrong = share("20", "a 600-man force", MONITOR)
    finding = check([killed, wrong], "stated share")[0]
    assert finding.verdict == "does not hold"
    assert "3 percent" in finding.statement


def test_a_share_of_counts_elsewhere_in_the_report_is_worth_a_look_at_most() -> None:
    finding = check([*LOSSES, share("55", "a 300-man force")], "stated share")[0]
    assert finding.verdict == "worth a look"


def test_a_share_without_a_whole_or_without_counts_is_left_alone() -> None:
    assert check([*LOSSES, share("30", "the population")], "stated share") == []
    assert check([share("30", "a 300-man force")], "stated share") == []


def test_losses_are_set_against_every_strength() -> None:
    low = count("at least 300", "fighters", "transferred", "Ana Bell", at=1)
    high = count("4,000", "mercenaries", "transferred", "Ivo Stern", at=2)
    finding = check([low, high, *LOSSES], "losses against strength")[0]
    assert finding.verdict == "worth a look"
    results = [step.result for step in finding.working]
    assert results == ["90", "at most 30 percent", "2.3 percent", "taken to be one force"]
    assert "Ana Bell" in finding.working[1].text
    assert "of each strength given: of 300: " in finding.statement
    single = check([low, *LOSSES], "losses against strength")[0]
    assert "of the one strength given: of 300: at most 30 percent" in single.statement
    assert single.verdict == "cannot tell"


@pytest.mark.parametrize(
    "strength",
    [
        count("4,000", "people", "population", at=1),
        count("50", "fighters", "transferred", at=1),
        count("4,000", "fighters", "transferred", at=1, counting="subset"),
        count("4,000", "fighters", "transferred", at=1, modality="planned"),
        count(
            "4,000", "fighters", "transferred", at=1,
            places=(make_place("Tripoli", "to", country="LY"),),
        ),
    ],
    ids=["population", "smaller than the losses", "subset", "planned", "elsewhere"],
)  # fmt: skip
def test_what_the_losses_are_no_share_of_is_left_out(strength: ClaimInContext) -> None:
    there = (make_place("Goris", country="AM"),)
    losses = [
        count("28", "hired fighters", "killed", at=10, places=there),
        count("62", "others", "injured-or-missing", at=30, places=there),
    ]
    assert check([strength, *losses], "losses against strength") == []


def test_losses_of_civilians_are_not_set_against_strengths() -> None:
    strength = count("4,000", "fighters", "transferred", at=1)
    civilians = count("28", "civilians", "killed", at=10)
    assert check([strength, civilians], "losses against strength") == []


def test_killed_and_killed_or_injured_are_never_added() -> None:
    pooled = count("45", "others", "killed-or-injured", at=30)
    stated = share("24", "a 300-man force", at=90)
    finding = check([LOSSES[0], pooled, stated], "stated share")[0]
    assert "73" not in " ".join(step.result for step in finding.working)


def test_a_rate_is_multiplied_by_the_people_it_is_paid_to() -> None:
    people = count("4,000", "fighters", "transferred", at=1)
    pay = make_item(
        make_quantity("$1,800", None, at=30, unit="USD", per="month"),
        MONITOR, role="paid", at=30, targets=(make_participant("each of them"),),
    )  # fmt: skip
    finding = check([people, pay], "rate times number")[0]
    assert "7.2 million USD a month" in finding.statement
    assert finding.working[0].result == "7,200,000 USD a month"
    assert finding.verdict == "cannot tell"


def test_a_sum_of_money_that_is_no_rate_is_not_multiplied() -> None:
    people = count("4,000", "fighters", "transferred", at=1)
    money = make_item(make_quantity("$1,800", None, at=30, unit="USD"), MONITOR, role="paid", at=30)
    assert check([people, money], "rate times number") == []


def test_a_part_fits_or_does_not_fit_into_its_total() -> None:
    total = count("14", "people", "killed", at=1)
    part = count("7", "children", "killed", at=20, counting="subset")
    assert check([total, part], "part of a total")[0].verdict == "holds"
    larger = count("17", "children", "killed", at=20, counting="subset")
    assert check([total, larger], "part of a total")[0].verdict == "does not hold"
    elsewhere = count("17", "children", "killed", at=20, counting="subset", place="Varrow")
    assert check([total, elsewhere], "part of a total")[0].verdict == "cannot tell"


def town_counts(*numbers: int) -> list[ClaimInContext]:
    towns = ("Selmak", "Corrin", "Hessel", "Varrow")
    return [
        count(str(number), "people", "killed", at=20 + 9 * n, place=towns[n])
        for n, number in enumerate(numbers)
    ]


@pytest.mark.parametrize(
    ("total", "parts", "verdict"),
    [
        ("10", (5, 3, 2), "holds"),
        ("9", (5, 3, 2), "does not hold"),
        ("11", (5, 3, 2), "worth a look"),
        ("8", (5, 4), "worth a look"),
    ],
)
def test_parts_make_up_their_total_or_not(total: str, parts: Any, verdict: str) -> None:
    items = [count(total, "people", "killed", at=1, place="Hill district"), *town_counts(*parts)]
    finding = check(items, "sum of parts")[0]
    assert finding.verdict == verdict
    assert finding.working[0].result == str(sum(parts))


def said_parts(*numbers: int, counted: str | None = None) -> list[ClaimInContext]:
    """Returns bare numbers that are said to be parts, all read with the total's place."""
    return [
        make_item(
            make_quantity(str(number), counted, at=20 + 9 * n), MONITOR, role="killed",
            counting="subset", at=20 + 9 * n, place="Hill district",
        )
        for n, number in enumerate(numbers)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("total", "parts", "verdicts"),
    [
        ("9", (5, 3, 2), ["does not hold"]),
        ("10", (5, 3, 2), ["holds"]),
        ("31", (9, 4, 2), []),
        ("9", (5, 4), []),
    ],
)
def test_bare_numbers_that_share_out_a_total_are_added_up_and_not_told_one_by_one(
    total: str, parts: tuple[int, ...], verdicts: list[str]
) -> None:
    items = [count(total, "people", "killed", at=1, place="Hill district"), *said_parts(*parts)]
    found = check(items)
    assert [f.verdict for f in found if f.kind == "sum of parts"] == verdicts
    alone = [f for f in found if f.kind == "part of a total"]
    assert len(alone) == (0 if verdicts else len(parts))


def test_parts_of_one_kind_may_hold_the_same_people_and_are_not_added_up() -> None:
    total = count("10", "people", "killed", at=1, place="Hill district")
    items = [total, *said_parts(5, 3, 2, counted="children")]
    assert check(items, "sum of parts") == []


def test_a_list_of_other_counts_beside_a_large_one_is_no_sum() -> None:
    items = [count("20", "people", "killed", at=1, place="Hill district"), *town_counts(5, 3)]
    assert check(items, "sum of parts") == []
    same_place = [count("9", "people", "killed", at=1), *town_counts(5)[:1], *town_counts(5)[:1]]
    assert check(same_place, "sum of parts") == []


def test_a_currency_said_twice_is_noted() -> None:
    money = make_item(make_quantity("$1,800", "dollars", unit="USD", per="month"), role="paid")
    assert check([money], "unit said twice")[0].verdict == "worth a look"
    once = make_item(make_quantity("$1,800", None, unit="USD", per="month"), role="paid")
    assert check([once], "unit said twice") == []


def test_a_confirmation_at_second_hand_is_noted_unless_the_source_is_heard() -> None:
    ana, ivo = make_source("Ana Bell"), make_source("Ivo Stern")
    said = make_item(None, [ana, ivo], stance="confirms")
    finding = check([said], "second-hand confirmation")[0]
    assert "Only Ana Bell says that Ivo Stern confirmed" in finding.statement
    himself = make_item("300", ivo)
    assert check([said, himself], "second-hand confirmation") == []
    outlet = make_item(None, [make_source("Corvid News", "media"), ivo], stance="confirms")
    assert check([outlet], "second-hand confirmation") == []
    nobody = make_item(None, [make_source("he"), ivo], stance="confirms")
    assert check([nobody], "second-hand confirmation") == []


@pytest.mark.parametrize(
    ("called", "state", "is_told"),
    [
        ("French President Ana Bell", "France", False),
        ("the president of France, Ana Bell", "the French government", False),
        ("the French opposition member Ana Bell", "France", True),
        ("French President Ana Bell", "Norway", True),
        ("French President Ana Bell", "the French Defence Ministry", True),
    ],
)
def test_a_state_confirming_by_its_own_office_holder_is_one_voice(
    called: str, state: str, is_told: bool
) -> None:
    introduced = make_item("300", make_source(called, full="Ana Bell"))
    ana, confirming = make_source("Bell", full="Ana Bell"), make_source(state, "government")
    said = make_item(None, [ana, confirming], stance="confirms")
    assert bool(check([introduced, said], "second-hand confirmation")) == is_told
    voices = claim_voices([introduced, said])
    voice = voices[said.claim.id]
    assert voice is not None
    assert (voice.name, voice.second_hand is not None) == ("Ana Bell", is_told)


def test_reports_are_checked_apart_and_their_order_does_not_matter() -> None:
    total = count("14", "people", "killed", at=1)
    part = count("7", "children", "killed", at=20, counting="subset")
    other = count("3", "people", "killed", at=1, report="two")
    findings = check([total, part, other])
    assert findings == check([other, part, total])
    assert all(other.claim.id not in finding.claim_ids for finding in findings)


def test_no_claims_no_findings() -> None:
    assert check([]) == []
