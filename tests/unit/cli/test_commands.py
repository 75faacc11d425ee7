from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from reportedly.records import Claim, Document, Finding, Problem, Question, Statement
from reportedly.store.sqlite import SqliteStore
from tests.small_ledger import make_records
from tests.unit.cli.conftest import Run

READING = ("documents", "claims", "questions", "check", "problems", "search fighters")


def ids_of(kind: type) -> list[str]:
    return [r.id for r in make_records() if isinstance(r, kind)]  # type: ignore[attr-defined]  # all have ids


def lines_of(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.parametrize("command", READING)
def test_reading_commands_print_tables_and_counts(run: Run, ledger: Path, command: str) -> None:
    result = run(*command.split(), "--ledger", ledger)
    assert result.status == 0
    assert result.out.strip()
    assert "\x1b" not in result.out
    assert not any(line.endswith(" ") for line in result.out.splitlines())
    assert result.err.strip()[0].isdigit()


@pytest.mark.parametrize("command", [*READING, "show"])
def test_json_of_every_reading_command_is_valid(run: Run, ledger: Path, command: str) -> None:
    schema = json.loads(
        resources.files("reportedly.present").joinpath("schema.json").read_text("utf-8")
    )
    validator = jsonschema.Draft202012Validator(schema)
    arguments = ["show", ids_of(Question)[0]] if command == "show" else command.split()
    result = run(*arguments, "--json", "--ledger", ledger)
    assert result.status == 0
    lines = lines_of(result.out)
    assert len(lines) > 0
    for line in lines:
        validator.validate(line)


def test_claims_are_filtered(run: Run, ledger: Path) -> None:
    def found(*filters: str) -> list[str]:
        out = run("claims", "--json", "--ledger", ledger, *filters).out
        return [line["quantity"]["raw"] if line["quantity"] else "" for line in lines_of(out)]

    assert found("--role", "killed") == ["28", "31"]
    assert found("--source", "ada holm") == ["at least 300"]
    assert found("--source", "harbour", "--role", "killed") == ["28"]
    assert found("--place", "ostra") == ["at least 300"]
    assert found("--text", "PAID") == []
    assert found("--text", "$1,800") == ["$1,800"]
    assert found("--from", "2024-05", "--to", "2024-05-31") == ["at least 300"]
    assert found("--from", "2024-05-04") == []
    assert found("--to", "2024-05-03") == ["at least 300"]
    assert found("--to", "2023") == []
    assert "" not in found("--numbers")
    assert len(found()) == 8


def test_a_document_is_named_by_the_beginning_of_its_id(run: Run, ledger: Path) -> None:
    first, second = ids_of(Document)
    out = run("claims", "--json", "--ledger", ledger, "--document", second[:6]).out
    assert {line["document_id"] for line in lines_of(out)} == {second}
    result = run("claims", "--ledger", ledger, "--document", first[:1] + "zz")
    assert result.status == 3
    assert "error: no document has an id that begins with" in result.err


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Claim, "In the report"),
        (Statement, "Chain, from the publisher"),
        (Question, "What would change it"),
        (Finding, "1. 28 + 62 = 90"),
        (Document, "SHA-256 of the text"),
    ],
)
def test_show_takes_the_id_of_any_record(run: Run, ledger: Path, kind: type, words: str) -> None:
    result = run("show", ids_of(kind)[0][:10], "--ledger", ledger)
    assert result.status == 0
    assert words in result.out


def test_an_ambiguous_beginning_names_the_records_it_may_mean(run: Run, ledger: Path) -> None:
    result = run("show", "", "--ledger", ledger)
    assert result.status == 3
    assert "is the beginning of" in result.err
    assert f"claim {sorted(ids_of(Claim))[0]}" in result.err
    assert "Traceback" not in result.err


def test_search_marks_nothing_that_is_not_there(run: Run, ledger: Path) -> None:
    assert "0 places" in run("search", "submarine", "--ledger", ledger).err
    hits = lines_of(run("search", "valley", "--json", "--ledger", ledger).out)
    for hit in hits:
        for mark in hit["marks"]:
            assert hit["excerpt"][mark["start"] : mark["end"]].lower() == "valley"


def test_the_dossier_is_written_whole_or_not_at_all(run: Run, ledger: Path, tmp_path: Path) -> None:
    page = tmp_path / "d.html"
    result = run("report", "-o", page, "--ledger", ledger, "--title", "Valley")
    assert result.status == 0
    assert "<title>Valley</title>" in page.read_text("utf-8")
    lost = run("report", "-o", tmp_path / "nowhere" / "d.html", "--ledger", ledger)
    assert lost.status == 1
    assert "can't be written" in lost.err
    assert not any("unfinished" in p.name for p in tmp_path.rglob("*"))


def test_a_dossier_can_be_of_one_question_or_report(run: Run, ledger: Path) -> None:
    moved, dead = ids_of(Question)
    page = run("report", "-o", "-", "--ledger", ledger, "--question", dead).out
    assert f'id="question-{dead}"' in page
    assert f'id="question-{moved}"' not in page
    second = ids_of(Document)[1]
    page = run("report", "-o", "-", "--ledger", ledger, "--document", second).out
    assert "The defence ministry of Karsia" in page


def test_removing_a_report_takes_its_claims(run: Run, ledger: Path) -> None:
    second = ids_of(Document)[1]
    result = run("remove", second[:8], "--ledger", ledger)
    assert result.status == 0
    assert f"removed {second}" in result.err
    left = lines_of(run("claims", "--json", "--ledger", ledger).out)
    assert second not in {line["document_id"] for line in left}
    assert run("remove", second[:8], "--ledger", ledger).status == 3


def test_the_doctor_says_where_settings_come_from(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPORTEDLY_LEDGER", str(ledger))
    result = run("doctor")
    assert "(from REPORTEDLY_LEDGER)" in result.out
    assert "2 reports, 8 claims" in " ".join(result.out.split())
    lines = lines_of(run("doctor", "--json").out)
    assert {line["type"] for line in lines} == {"check", "setting"}
    assert {"parser", "gazetteer", "ledger"} <= {line["name"] for line in lines}


def test_questions_follow_one_rule_in_both_forms(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "small.db"
    records = make_records()
    asked = next(r for r in records if isinstance(r, Question) and len(r.claim_ids) > 1)
    single = replace(asked, id="0" * 16, claim_ids=asked.claim_ids[:1])
    with SqliteStore(path) as store:
        store.write([*(r for r in records if not isinstance(r, Problem)), single])

    def told(*options: str) -> tuple[int, set[str]]:
        table = run("questions", "--ledger", path, *options).err
        lines = lines_of(run("questions", "--json", "--ledger", path, *options).out)
        ids = {line["id"] for line in lines if line["type"] == "question"}
        assert {line["question_id"] for line in lines if line["type"] == "assessment"} <= ids
        return int(re.findall(r"(\d+) questions?\b", table)[0]), ids

    assert single.id not in told()[1]
    assert single.id in told("--all")[1]
    for options in ((), ("--all",)):
        count, ids = told(*options)
        assert count == len(ids)
