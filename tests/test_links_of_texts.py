"""How claims stand to each other, from the words of reports to the links: bounds, updates, parts.

Traps 2 to 4 of reading many reports, set in sentences of many forms. Each case is read by the
default plan from first to last; the answers must be about one thing for a link to mean anything,
so each test also says which question they are of.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from reportedly.records import Claim, Link, Question
from tests.test_traps import OUTLETS, read

Kinds = set[str]


def linked(*texts: str, role: str = "killed") -> tuple[Kinds, list[int]]:
    """Returns the kinds of link between claims of a role, and how many claims each question has."""
    made = read(*zip(OUTLETS, texts, strict=False))
    claims = {r.id for r in made if isinstance(r, Claim) and r.role == role}
    kinds = {str(r.kind) for r in made if isinstance(r, Link) and {r.left, r.right} <= claims}
    sizes = [len(r.claim_ids) for r in made if isinstance(r, Question) and r.role == role]
    return kinds, sorted(sizes)


BOUNDS: dict[str, Sequence[str]] = {
    "at least": (
        "Ilda Toren, the mayor, said at least 30 people were killed in Aleppo on Friday.",
        "Ivo Stern, a doctor, said 40 people were killed in Aleppo on Friday.",
    ),
    "more than": (
        "More than 30 people were killed in Aleppo on Friday, Ilda Toren, the mayor, said.",
        "On Friday 42 people were killed in Aleppo, according to Ivo Stern, a doctor.",
    ),
    "no fewer than": (
        "The mayor, Ilda Toren, said no fewer than 30 people died in Aleppo on Friday.",
        "According to the doctor Ivo Stern, 45 people died in Aleppo on Friday.",
    ),
    "up to": (
        "Up to 50 people were killed in Aleppo on Friday, said Ilda Toren, the mayor.",
        "Ivo Stern, a doctor, said that 35 people were killed in Aleppo on Friday.",
    ),
    "two lower bounds": (
        "At least 30 people were killed in Aleppo on Friday, the mayor, Ilda Toren, said.",
        "Ivo Stern, a doctor, said more than 44 people were killed in Aleppo on Friday.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", list(BOUNDS))
def test_trap_2_a_bound_that_leaves_room_contradicts_nothing(case: str) -> None:
    kinds, sizes = linked(*BOUNDS[case])
    assert sizes == [2]
    assert "contradicts" not in kinds


EXCLUSIVE: dict[str, Sequence[str]] = {
    "up to": (
        "Up to 30 people were killed in Aleppo on Friday, said Ilda Toren, the mayor.",
        "Ivo Stern, a doctor, said that 44 people were killed in Aleppo on Friday.",
    ),
    "two numbers": (
        "The mayor, Ilda Toren, said 14 people were killed in Aleppo on Friday.",
        "Ivo Stern, a doctor, said 23 people were killed in Aleppo on Friday.",
    ),
    "at least": (
        "The mayor, Ilda Toren, said 14 people were killed in Aleppo on Friday.",
        "Ivo Stern, a doctor, said at least 20 people were killed in Aleppo on Friday.",
    ),
    "a range": (
        "Between 10 and 12 people were killed in Aleppo on Friday, Ilda Toren, the mayor, said.",
        "Ivo Stern, a doctor, said 19 people were killed in Aleppo on Friday.",
    ),
    "in words": (
        "Fourteen people were killed in Aleppo on Friday, the mayor, Ilda Toren, said.",
        "Twenty-six people were killed in Aleppo on Friday, Ivo Stern, a doctor, said.",
    ),
}


@pytest.mark.parametrize("case", list(EXCLUSIVE))
def test_trap_2_numbers_of_one_day_that_exclude_each_other_contradict(case: str) -> None:
    kinds, sizes = linked(*EXCLUSIVE[case])
    assert sizes == [2]
    assert kinds == {"contradicts"}


UPDATES: dict[str, Sequence[str]] = {
    "Thursday and Saturday": (
        "Ilda Toren, the mayor, said on Thursday that 28 people had been killed in Aleppo.",
        "Ivo Stern, a doctor, said on Saturday that 40 people had been killed in Aleppo.",
    ),
    "the same speaker": (
        "Ilda Toren, the mayor, said on Thursday that 28 people were killed in Aleppo.",
        "On Saturday, Ilda Toren, the mayor, said that 40 people were killed in Aleppo.",
    ),
    "the same speaker, lower": (
        "Ilda Toren, the mayor, said on Thursday that 28 people were killed in Aleppo.",
        "On Saturday, Ilda Toren, the mayor, said that 24 people were killed in Aleppo.",
    ),
    "of a strike on a day": (
        "On Thursday, Ilda Toren, the mayor, said 28 people were killed in Aleppo on Wednesday.",
        "Ivo Stern, a doctor, said on Saturday that 40 people were killed in Aleppo on Wednesday.",
    ),
    "a bound and a number": (
        "Ilda Toren, the mayor, said on Thursday that up to 28 people were killed in Aleppo.",
        "Ivo Stern, a doctor, said on Saturday that 40 people were killed in Aleppo.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", list(UPDATES))
def test_trap_3_a_later_count_is_an_update(case: str) -> None:
    kinds, sizes = linked(*UPDATES[case])
    assert sizes == [2]
    assert kinds == {"supersedes"}


PARTS = (
    "Ilda Toren said at least 20 people were killed in Aleppo on Friday, including 7 children.",
    "The mayor, Ilda Toren, said 20 people, 7 of them children, were killed in Aleppo on Friday.",
    "In Aleppo on Friday 20 people were killed, among them 7 children, Ilda Toren said.",
    "Ilda Toren, the mayor, said 7 of the 20 people killed in Aleppo on Friday were children.",
    "Ilda Toren said 20 people were killed in Aleppo on Friday. Seven children were killed.",
)  # fmt: skip


@pytest.mark.parametrize("text", PARTS)
def test_trap_2_a_part_of_another_report_contradicts_no_total(text: str) -> None:
    other = "Ivo Stern, a doctor, said 20 people were killed in Aleppo on Friday."
    kinds, sizes = linked(text, other)
    assert "contradicts" not in kinds
    assert max(sizes) == 2  # both totals, and no part among them


@pytest.mark.parametrize(
    "text",
    [
        "The army said 12 people were killed in Aleppo on Friday. The rebels said 40 people were "
        "killed in Aleppo on Friday.",
        "Residents said 12 people were killed in Aleppo on Friday. Police said 19 people were "
        "killed in Aleppo on Friday.",
    ],
)
def test_what_two_unnamed_parties_say_in_one_report_answers_one_question(text: str) -> None:
    _, sizes = linked(text)
    assert sizes == [2]
