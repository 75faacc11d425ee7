from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reportedly.records import Copy, Document, Origin, Question
from tests.small_ledger import make_records
from tests.unit.cli.conftest import Run


def of_kind(kind: type) -> list[Any]:
    return [record for record in make_records() if isinstance(record, kind)]


@pytest.mark.parametrize("width", ["60", "120"])
def test_copies_shows_the_passages_of_both_reports(
    run: Run, ledger: Path, width: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    result = run("copies", "--ledger", ledger)
    assert result.status == 0
    told = " ".join(result.out.split())
    assert "partial copy" in told
    assert "Harbour Agency" in told
    assert "published first: President" in told
    (copy,) = of_kind(Copy)
    assert str(copy.passages[0].right.start) in told
    assert "1 pair of reports" in result.err


def test_copies_of_one_report_only(run: Run, ledger: Path) -> None:
    first = of_kind(Document)[0]
    result = run("copies", "--document", first.id[:8], "--json", "--ledger", ledger)
    (line,) = (json.loads(line) for line in result.out.splitlines())
    assert line["type"] == "copy"
    assert first.id in (line["left"], line["right"])


def test_origins_shows_each_voice_with_its_reports_and_the_uncounted(
    run: Run, ledger: Path
) -> None:
    voices = [o for o in of_kind(Origin) if o.question_id is not None]
    for question in of_kind(Question):
        own = [o for o in voices if o.question_id == question.id]
        result = run("origins", question.id, "--ledger", ledger)
        assert result.status == 0
        assert question.title in " ".join(result.out.split())
        assert all(origin.source in result.out for origin in own)
        assert result.err.startswith(str(len(own)))


def test_origins_as_json_are_records(run: Run, ledger: Path) -> None:
    question = of_kind(Question)[0]
    result = run("origins", question.id[:8], "--json", "--ledger", ledger)
    own = {o.id for o in of_kind(Origin) if o.question_id == question.id}
    assert {json.loads(line)["id"] for line in result.out.splitlines()} == own


def test_a_question_that_is_not_there_is_named(run: Run, ledger: Path) -> None:
    result = run("origins", "nowhere", "--ledger", ledger)
    assert result.status == 3
    assert "nowhere" in result.err
