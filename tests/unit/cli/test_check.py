from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportedly.records import Assessment, Claim, Document, Finding, Question
from tests.small_ledger import make_records
from tests.unit.cli.conftest import Run


def records(kind: type) -> list[object]:
    return [record for record in make_records() if isinstance(record, kind)]


def ids_of(kind: type) -> list[str]:
    return [record.id for record in records(kind)]  # type: ignore[attr-defined]  # all have ids


def told(run: Run, ledger: Path, *filters: str) -> list[str]:
    out = run("check", "--json", "--ledger", ledger, *filters).out
    return [json.loads(line)["id"] for line in out.splitlines()]


def test_checks_are_filtered_by_verdict_kind_and_report(run: Run, ledger: Path) -> None:
    share, other = ids_of(Finding)
    assert set(told(run, ledger)) == {share, other}
    assert told(run, ledger, "--verdict", "worth a look") == [other]
    assert told(run, ledger, "--verdict", "does not hold") == []
    assert set(told(run, ledger, "--kind", "SHAR")) == {share, other}
    assert told(run, ledger, "--kind", "paraphrase") == []
    assert told(run, ledger, "--kind", "share", "--verdict", "holds") == [share]


def test_the_count_says_how_many_have_each_verdict(run: Run, ledger: Path) -> None:
    assert "2 checks: 1 holds, 1 worth a look" in run("check", "--ledger", ledger).err
    none = run("check", "--ledger", ledger, "--kind", "paraphrase")
    assert (none.status, none.out, none.err.strip()) == (0, "", "0 checks")


def test_an_unknown_verdict_names_the_known_ones(run: Run, ledger: Path) -> None:
    result = run("check", "--verdict", "wrong", "--ledger", ledger)
    assert result.status == 2
    assert "cannot tell" in result.err


def test_a_check_is_explained_down_to_the_characters(run: Run, ledger: Path) -> None:
    result = run("explain", ids_of(Finding)[0][:10], "--ledger", ledger)
    assert result.status == 0
    assert "Check of kind share" in result.out
    assert "28 + 62 = 90" in result.out
    for number in (1, 2, 3):
        assert f"[{number}]" in result.out
    document = records(Document)[0]
    claim = next(c for c in records(Claim) if isinstance(c, Claim) and c.id == first_input())
    assert isinstance(document, Document)
    assert f"characters {claim.evidence.start} to {claim.evidence.end}" in result.out


def first_input() -> str:
    finding = records(Finding)[0]
    assert isinstance(finding, Finding)
    return finding.claim_ids[0]


def test_a_grade_is_explained_by_its_question_or_its_own_id(run: Run, ledger: Path) -> None:
    assessment = records(Assessment)[0]
    assert isinstance(assessment, Assessment)
    by_question = run("explain", assessment.question_id, "--ledger", ledger)
    assert by_question.status == 0
    assert assessment.reasons[0] in " ".join(by_question.out.split())
    assert "Where it stands" in by_question.out
    assert run("explain", assessment.id, "--ledger", ledger).out == by_question.out


@pytest.mark.parametrize("kind", [Finding, Question])
def test_explain_as_json_gives_the_record_and_what_it_rests_on(
    run: Run, ledger: Path, kind: type
) -> None:
    lines = run("explain", ids_of(kind)[0], "--json", "--ledger", ledger).out.splitlines()
    kinds = [json.loads(line)["type"] for line in lines]
    assert kinds[0] == kind.__name__.lower()
    assert "claim" in kinds


def test_explain_takes_no_other_record(run: Run, ledger: Path) -> None:
    result = run("explain", ids_of(Claim)[0], "--ledger", ledger)
    assert result.status == 3
    assert "no finding or question or assessment has an id" in result.err
