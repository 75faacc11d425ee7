"""Every trap that reports set for who reads them: where its tests are, and that they are many.

Start here. ``TRAPS`` names the tests of each trap, and a test counts their variants. Those that
need several reports, or none at all, are tested below.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from itertools import product
from math import prod
from typing import Any

import pytest

from reportedly.assess.multiple_systems import estimate_unlisted
from reportedly.config import default_plan
from reportedly.estimation import CaptureCounts, CapturePattern
from reportedly.records import Assessment, Claim, Document, Link, Origin, Question, Snapshot
from reportedly.run.driver import read_only
from reportedly.run.serial import SerialRunner

FEWEST_VARIANTS = 5


@dataclass(frozen=True, slots=True)
class Trap:
    """A trap in words, and the tests that set it: ``module: names``."""

    words: str
    tests: dict[str, tuple[str, ...]]


TRAPS = {
    1: Trap(
        "ranges are neither sum nor mean, 'respectively' is two counts, two years are a date",
        {
            "tests.unit.extract.test_traps_quantities": (
                "test_trap_1_a_range_is_neither_sum_nor_mean",
                "test_trap_1_respectively_is_two_quantities",
                "test_trap_1_years_are_dates",
            ),
            "tests.unit.extract.test_traps_times": (
                "test_trap_1_two_years_are_one_range",
                "test_trap_1_a_count_is_no_year",
            ),
        },
    ),
    2: Trap(
        "a part is no second toll, casualties are not deaths, 'killed or wounded' is one count",
        {
            "tests.unit.extract.test_traps_quantities": (
                "test_trap_2_a_subset_is_a_quantity_of_its_own",
                "test_trap_2_the_counted_word_is_kept",
            ),
            "tests.unit.extract.test_traps_claims": (
                "test_trap_2_a_part_is_no_second_toll",
                "test_trap_2_casualties_are_not_deaths",
                "test_trap_2_a_pooled_count_is_one_claim",
            ),
            "tests.unit.link.test_traps_links": (
                "test_a_part_is_nested_in_its_total_and_never_merged",
                "test_casualties_are_not_deaths",
                "test_a_difference_of_bound_is_no_contradiction",
                "test_numbers_of_one_day_that_exclude_each_other_contradict",
            ),
            "tests.test_links_of_texts": (
                "test_trap_2_a_bound_that_leaves_room_contradicts_nothing",
                "test_trap_2_numbers_of_one_day_that_exclude_each_other_contradict",
                "test_trap_2_a_part_of_another_report_contradicts_no_total",
            ),
        },
    ),
    3: Trap(
        "a running toll is cumulative",
        {
            "tests.unit.extract.test_traps_claims": ("test_trap_3_a_running_toll_is_cumulative",),
            "tests.unit.link.test_traps_links": (
                "test_a_running_toll_updates_and_does_not_contradict",
                "test_a_difference_of_date_place_or_measure_is_no_contradiction",
            ),
            "tests.test_links_of_texts": ("test_trap_3_a_later_count_is_an_update",),
        },
    ),
    4: Trap(
        "many outlets with one wire, or with one spokesman, are one voice",
        {
            "tests.test_traps": (
                "test_trap_4_one_voice_stays_one",
                "test_trap_4_a_denial_by_the_same_body_is_no_second_voice",
            ),
            "tests.unit.link.test_traps_links": (
                "test_many_outlets_with_one_spokesman_are_one_voice",
                "test_many_outlets_with_one_wire_corroborate_nothing",
            ),
        },
    ),
    5: Trap(
        "a quotation over paragraphs has one speaker, a nickname in quotes none",
        {
            "tests.unit.extract.test_traps_attribution": (
                "test_one_speaker_over_three_paragraphs",
                "test_nicknames_titles_and_scare_quotes_are_nobodys_words",
            ),
        },
    ),
    6: Trap(
        "a weekday is told from the day of writing, and a late report has two days",
        {
            "tests.unit.extract.test_traps_times": (
                "test_trap_6_a_weekday_is_told_from_the_date_it_was_written",
                "test_trap_6_a_late_report_keeps_both_days",
            ),
        },
    ),
    7: Trap(
        "short words are no days or months",
        {
            "tests.unit.extract.test_traps_times": (
                "test_trap_7_words_are_no_dates",
                "test_trap_7_the_same_words_as_dates_are_read",
            ),
        },
    ),
    8: Trap(
        "twelve towns are not twelve events",
        {
            "tests.unit.extract.test_traps_claims": (
                "test_trap_8_twelve_towns_are_not_twelve_events",
                "test_trap_8_towns_alone_are_no_events",
            ),
        },
    ),
    9: Trap(
        "whatever has no place in the text is not claimed",
        {
            "tests.unit.extract.test_traps_claims": (
                "test_trap_9_what_a_claim_rests_on_is_in_the_text",
            ),
            "tests.unit.link.test_traps_links": (
                "test_trap_9_nothing_is_linked_or_quoted_that_no_claim_holds",
            ),
            "tests.test_traps": ("test_trap_9_what_an_answer_rests_on_is_in_a_report",),
        },
    ),
    10: Trap(
        "long text is read to its end, or declared unread",
        {
            "tests.unit.extract.test_traps_claims": (
                "test_trap_10_the_end_of_a_long_text_is_read",
                "test_trap_10_a_sentence_that_is_too_long_is_declared",
                "test_trap_10_a_text_over_the_limit_is_declared_unread",
            ),
            "tests.unit.link.test_traps_links": (
                "test_trap_10_claims_beyond_a_limit_are_declared_and_none_is_lost",
                "test_trap_10_answers_that_are_not_compared_are_declared",
            ),
        },
    ),
    11: Trap(
        "after an edit, a sentence that looks like an old one is not taken for it",
        {
            "tests.unit.link.test_traps_links": (
                "test_trap_11_a_passage_is_found_where_its_own_words_are",
                "test_trap_11_a_claim_of_an_edited_page_joins_its_own_and_no_lookalike",
            ),
            "tests.test_traps": ("test_trap_11_a_lookalike_answers_no_question_of_the_old_page",),
        },
    ),
    12: Trap(
        "nobody is estimated from lists that share too few",
        {"tests.test_traps": ("test_trap_12_lists_without_overlap_are_refused",)},
    ),
}


def variants(test: Callable[..., Any]) -> int:
    """Returns with how many different arguments a test runs."""
    marks = getattr(test, "pytestmark", [])
    return prod(len(mark.args[1]) for mark in marks if mark.name == "parametrize")


@pytest.mark.parametrize("number", TRAPS)
def test_a_trap_is_set_in_five_ways_or_more(number: int) -> None:
    for module, names in TRAPS[number].tests.items():
        for name in names:
            assert variants(getattr(import_module(module), name)) >= FEWEST_VARIANTS, name


def read(*reports: tuple[str, str]) -> list[object]:
    """Returns all that the default plan makes of reports, given as publisher and text."""
    snapshots = [
        Snapshot(
            id=hashlib.sha256(f"{publisher} {text}".encode()).hexdigest(),
            content=text.encode(),
            path=f"{place}.txt",
            publisher=publisher,
            published="2023-05-06",
        )
        for place, (publisher, text) in enumerate(reports)
    ]
    return list(read_only(snapshots, default_plan(), SerialRunner(), strict=True, is_linked=True))


def voices(made: list[object], role: str = "killed") -> list[str]:
    """Returns the voices behind the largest question of a role."""
    questions = [r for r in made if isinstance(r, Question) and r.role == role]
    largest = max(questions, key=lambda q: len(q.claim_ids))
    return sorted(r.source for r in made if isinstance(r, Origin) and r.question_id == largest.id)


OUTLETS = tuple(f"The {name} Paper" for name in (
    "Ash", "Birch", "Cedar", "Elm", "Fir", "Hazel", "Larch", "Maple", "Oak", "Pine",
))  # fmt: skip
WIRE = (
    "Shells hit the market of Aleppo on Friday and killed 14 people. Smoke stood over the stalls "
    "for hours, and the road to the bridge was shut until the evening."
)
SAID = "A spokesman for the Health Ministry said that 14 people were killed in Aleppo on Friday."
CASES = {
    "ten outlets print one wire": [(outlet, WIRE) for outlet in OUTLETS],
    "ten outlets print one wire, each with a line of its own": [
        (outlet, f"{WIRE}\n\nRead more in {outlet} tomorrow.") for outlet in OUTLETS
    ],
    "two outlets cite one spokesman in one way": [(outlet, SAID) for outlet in OUTLETS[:2]],
    "two outlets cite one named speaker in words of their own": [
        (OUTLETS[0], "“In Aleppo, 14 people were killed on Friday,” the mayor, Ilda Toren, said."),
        (OUTLETS[1], "Ilda Toren, the mayor, said that 14 people were killed in Aleppo on Friday."),
    ],
    "an outlet cites a speaker by name and one by surname": [
        (OUTLETS[0], "Ilda Toren said that 14 people were killed in Aleppo on Friday."),
        (OUTLETS[1], "According to Ilda Toren, 14 people were killed in Aleppo on Friday. "
                     "The bridge was shut. Toren said that 14 people were killed in Aleppo."),
    ],
    "a ministry says it again a day later": [
        (OUTLETS[0], "The Health Ministry said that 14 people were killed in Aleppo on Friday."),
        (OUTLETS[1], "On Friday, 14 people were killed in Aleppo, the Health Ministry said again."),
    ],
}  # fmt: skip


@pytest.mark.parametrize("case", list(CASES))
def test_trap_4_one_voice_stays_one(case: str) -> None:
    assert len(voices(read(*CASES[case]))) == 1


DENIALS = (
    "The Health Ministry denied that 14 people were killed in Aleppo on Friday.",
    "The Health Ministry denied on Saturday that 14 people were killed in Aleppo on Friday.",
    "It is not true that 14 people were killed in Aleppo on Friday, the Health Ministry said.",
    "No people were killed in Aleppo on Friday, the Health Ministry said on Saturday.",
    "The Health Ministry took back its word that 14 people were killed in Aleppo on Friday.",
)


@pytest.mark.parametrize("denial", DENIALS)
def test_trap_4_a_denial_by_the_same_body_is_no_second_voice(denial: str) -> None:
    made = read(
        (OUTLETS[0], "The Health Ministry said that 14 people were killed in Aleppo on Friday."),
        (OUTLETS[1], denial),
    )
    assert len(voices(made)) <= 1
    assert "corroborates" not in {r.kind for r in made if isinstance(r, Link)}


def test_trap_4_two_voices_are_two() -> None:
    made = read(
        (OUTLETS[0], "Ilda Toren, the mayor, said that 14 people were killed in Aleppo on Friday."),
        (OUTLETS[1], "Ivo Stern, a doctor, said that 14 people were killed in Aleppo on Friday."),
    )
    assert len(voices(made)) == 2


@pytest.mark.parametrize("case", list(CASES))
def test_trap_9_what_an_answer_rests_on_is_in_a_report(case: str) -> None:
    made = read(*CASES[case])
    texts = {r.id: r.text for r in made if isinstance(r, Document)}
    claims = {r.id: r for r in made if isinstance(r, Claim)}
    origins = {r.id for r in made if isinstance(r, Origin)}
    answers = [answer for r in made if isinstance(r, Assessment) for answer in r.answers]
    assert answers
    for answer in answers:
        assert set(answer.origin_ids) <= origins
        raws = set()
        for claim_id in answer.claim_ids:
            claim = claims[claim_id]
            assert claim.quantity is not None
            span = claim.quantity.span
            raws.add(texts[claim.document_id][span.start : span.end])
        assert any(raw in answer.words for raw in raws)


LOOKALIKES = (
    "On Friday, 14 people were killed in Homs, the mayor said.",
    "On Friday, 14 people were wounded in Aleppo, the mayor said.",
    "On Friday, 14 children were killed in Aleppo, the mayor said.",
    "On 2 March, 14 people were killed in Aleppo, the mayor said.",
    "On Friday, 14 people were captured in Aleppo, the mayor said.",
)


@pytest.mark.parametrize("lookalike", LOOKALIKES)
def test_trap_11_a_lookalike_answers_no_question_of_the_old_page(lookalike: str) -> None:
    old = "On Friday, 14 people were killed in Aleppo, the mayor said."
    made = read((OUTLETS[0], old), (OUTLETS[0], f"{lookalike} The road is shut.\n\n{old}"))
    texts = {r.id: r.text for r in made if isinstance(r, Document)}
    claims = {r.id: r for r in made if isinstance(r, Claim)}
    assert len({claim.document_id for claim in claims.values()}) == 2
    question = max((r for r in made if isinstance(r, Question)), key=lambda q: len(q.claim_ids))
    words = {
        texts[claim.document_id][claim.evidence.start : claim.evidence.end]
        for claim in (claims[claim_id] for claim_id in question.claim_ids)
    }
    assert len(question.claim_ids) == 2
    assert all(found in old and found not in lookalike for found in words)


def lists(number: int, together: int) -> CaptureCounts:
    """Returns lists of 200 persons each, and as many persons on each pair of them."""
    patterns = [
        CapturePattern(lists=on, count=200 if sum(on) == 1 else together if sum(on) == 2 else 0)
        for on in product((0, 1), repeat=number)
        if any(on)
    ]
    return CaptureCounts(lists=tuple("ABCDEF"[:number]), patterns=tuple(patterns))


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (lists(3, 0), "share nobody"),
        (lists(4, 0), "share nobody"),
        (lists(5, 0), "share nobody"),
        (lists(3, 2), "would decide the figure"),
        (lists(1, 0), "at least three are needed"),
        (lists(2, 50), "at least three are needed"),
        (lists(6, 50), "at most five"),
    ],
)
def test_trap_12_lists_without_overlap_are_refused(counts: CaptureCounts, words: str) -> None:
    estimate = estimate_unlisted(counts)
    assert estimate.estimate is None
    assert estimate.refused is not None
    assert words in estimate.refused
