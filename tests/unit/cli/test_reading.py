"""What ``read`` and ``add`` tell of their inputs: the parser and small files, end to end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run

REPORT = "The ministry said that 12 people were killed.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.txt").write_text(REPORT)
    return tmp_path


def test_the_closing_line_of_add_adds_up_to_the_inputs(run: Run, folder: Path) -> None:
    (folder / "open.txt").write_text("“We lost 3 men, said Ilda Toren, the mayor of the town.\n")
    (folder / "empty.txt").write_text(" \n")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(90))
    (folder / "copy.txt").write_text(REPORT)
    names = ["good.txt", "open.txt", "empty.txt", "picture.png", "copy.txt"]
    closing = run("add", *names, "--ledger", "a.db").err.splitlines()[-1]
    assert closing.startswith("2 reports read, 2 not read, 1 known before, ")
    assert "a.db holds 2 reports, " in closing
    again = run("add", "good.txt", "--ledger", "a.db").err.splitlines()[-1]
    assert again.startswith("0 reports read, 1 known before; ")


def test_nothing_was_read_where_all_inputs_gave_problems_only(run: Run, folder: Path) -> None:
    (folder / "empty.txt").write_text("")
    result = run("add", "empty.txt", "--ledger", "a.db")
    assert result.status == 3
    assert "0 reports read, 1 not read, 1 problem; " in result.err


def test_problems_are_told_with_the_path_and_kept_with_the_id(run: Run, folder: Path) -> None:
    (folder / "open.txt").write_text("“We lost 3 men, said Ilda Toren, the mayor of the town.\n")
    result = run("read", "open.txt", "--json")
    assert "problem: unclosed-quote: open.txt: " in result.err
    lines = [json.loads(line) for line in result.out.splitlines()]
    (document,) = (line for line in lines if line["type"] == "document")
    (problem,) = (line for line in lines if line.get("code") == "unclosed-quote")
    assert problem["subject"] == document["id"]
    assert "unclosed-quote: open.txt: " in run("add", "open.txt", "--ledger", "a.db").err
    assert "unclosed-quote: open.txt: " in run("problems", "--ledger", "a.db").out


@pytest.mark.parametrize("command", [("read",), ("add", "--ledger", "a.db")])
def test_settings_of_reading_have_their_options(run: Run, command: tuple[str, ...]) -> None:
    result = run(*command, "good.txt", "--max-chars", "5")
    assert result.status == 0
    assert "problem: too-long: good.txt: " in result.err
    refused = run(*command, "good.txt", "--max-chars", "0")
    assert refused.status == 2
    assert "--max-chars" in refused.err
    missing = run(*command, "good.txt", "--model", "en_core_web_none")
    assert missing.status != 0
    assert "en_core_web_none" in missing.err


def test_the_main_figures_stand_at_the_head_and_not_in_the_json_lines(
    run: Run, folder: Path
) -> None:
    head, _, rest = run("read", "good.txt").out.partition("12 people")
    assert head.startswith("Main figures")
    assert "Who says" not in head
    assert "Who says" in rest or "this report" in rest
    types = {
        json.loads(line)["type"] for line in run("read", "good.txt", "--json").out.splitlines()
    }
    assert types == {"document", "statement", "claim", "problem"}
    (folder / "quiet.txt").write_text("Rain fell in the valley and the river rose.\n")
    assert "Main figures" not in run("read", "quiet.txt").out
