"""The gate's own logic, on counts made by hand."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from eval.gate import (
    Baseline,
    failures,
    floors_of,
    moved_cases,
    read_baseline,
    updated,
    write_baseline,
)
from eval.gold_set import corpus_sha256, read_cases
from eval.score import QUESTIONS, CaseCounts, Counts, f1_of, pair, score

ALL_RIGHT = Counts(given=2, right=2, wanted=2, found=2)
ONE_WRONG = Counts(given=2, right=1, wanted=2, found=1)
TEXTS = 30


def baseline_of(wrong: int, question: str = "time", sha: str = "a") -> Baseline:
    """Returns a baseline of thirty texts, with one answer wrong in the first ``wrong`` of them."""
    counts: dict[str, CaseCounts] = {
        f"text-{index:02}": {
            each: ONE_WRONG if each == question and index < wrong else ALL_RIGHT
            for each in QUESTIONS
        }
        for index in range(TEXTS)
    }
    return Baseline(sha, floors_of(counts), counts=counts)


def test_nothing_fails_where_nothing_changed() -> None:
    assert list(failures(baseline_of(3), baseline_of(3))) == []


def test_a_rise_is_no_failure() -> None:
    assert list(failures(baseline_of(9), baseline_of(2))) == []


def test_one_text_read_worse_is_noise_but_is_shown() -> None:
    then, now = baseline_of(0), baseline_of(1)
    assert list(failures(then, now)) == []
    (moved,) = moved_cases(then, now)
    assert moved.startswith("text-00 time:")


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_drop_beyond_noise_fails_and_names_its_question(question: str) -> None:
    (line,) = failures(baseline_of(0, question), baseline_of(8, question))
    assert line.startswith(f"{question}: F1 ")


def test_small_losses_add_up_against_the_floor() -> None:
    then = baseline_of(0)
    assert any(list(failures(then, baseline_of(lost))) for lost in range(1, 9))


def test_a_changed_corpus_fails_even_where_the_figures_rise() -> None:
    (line,) = failures(baseline_of(5, sha="a"), baseline_of(0, sha="b"))
    assert "gold files" in line


def test_an_update_may_raise_floors_and_take_a_new_corpus() -> None:
    new = updated(baseline_of(5, sha="a"), baseline_of(0, sha="b"), None)
    assert new.floors["time"] == 1.0
    assert new.corpus_sha256 == "b"
    assert new.regressions == ()


@pytest.mark.parametrize("reason", [None, "", "  "])
def test_an_update_refuses_to_lower_a_floor_without_a_reason(reason: str | None) -> None:
    with pytest.raises(ValueError, match="time"):
        updated(baseline_of(0), baseline_of(1), reason)


def test_a_lowered_floor_keeps_its_reason_for_good() -> None:
    lowered = updated(baseline_of(0), baseline_of(4), "the old reading guessed")
    (kept,) = lowered.regressions
    assert kept["question"] == "time"
    assert kept["from"] > kept["to"]
    assert kept["reason"] == "the old reading guessed"
    assert updated(lowered, baseline_of(0), None).regressions == (kept,)


def test_the_first_update_needs_no_baseline() -> None:
    assert updated(None, baseline_of(2), None) == baseline_of(2)


def test_a_baseline_survives_its_files(tmp_path: Path) -> None:
    now = dataclasses.replace(baseline_of(2), regressions=({"question": "time", "reason": "é"},))
    write_baseline(now, tmp_path / "baseline.json", tmp_path / "frozen.csv")
    assert read_baseline(tmp_path / "baseline.json", tmp_path / "frozen.csv") == now


def test_the_corpus_hash_sees_names_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "one.jsonl").write_text("{}\n", "utf-8")
    first = corpus_sha256(tmp_path)
    (tmp_path / "one.jsonl").write_text("{} \n", "utf-8")
    second = corpus_sha256(tmp_path)
    (tmp_path / "one.jsonl").rename(tmp_path / "two.jsonl")
    assert len({first, second, corpus_sha256(tmp_path)}) == 3


def test_the_committed_baseline_belongs_to_the_committed_gold() -> None:
    committed = read_baseline()
    assert committed.corpus_sha256 == corpus_sha256()
    assert set(committed.counts) == {case.id for case in read_cases()}
    assert set(committed.floors) == set(QUESTIONS)


def test_the_gold_is_large_enough_and_every_answer_is_found_in_its_text() -> None:
    cases = read_cases()  # raises where an answer's words are not in the text
    assert len(cases) >= 40
    assert len({case.id for case in cases}) == len(cases)
    assert all(case.document.text.strip() for case in cases)


def test_f1_counts_answers_and_gold_apart() -> None:
    counts = pair([1, 2], [1, 1, 3], lambda gold, ours: gold == ours)
    assert counts == Counts(given=3, right=2, wanted=2, found=1)
    precision, recall, f1 = f1_of([counts])
    assert (precision, recall) == (2 / 3, 1 / 2)
    assert f1 == pytest.approx(4 / 7)


def test_the_interval_holds_the_score_and_repeats() -> None:
    counted = baseline_of(7).counts
    first, second = score(counted), score(counted)
    assert first == second
    assert first["time"].low <= first["time"].f1 <= first["time"].high
    assert first["place"].low == first["place"].high == 1.0
