from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run


def test_a_ledger_that_is_not_there_is_a_store_error(run: Run, tmp_path: Path) -> None:
    result = run("claims", "--ledger", tmp_path / "none.db")
    assert result.status == 4
    assert result.err.startswith("error: ")
    assert "Traceback" not in result.err


def test_a_file_that_is_no_ledger_is_a_store_error(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_text("not a ledger")
    assert run("documents", "--ledger", other).status == 4


@pytest.mark.parametrize(
    "arguments",
    [
        ["claims", "--role", "beheld"],
        ["claims", "--from", "yesterday"],
        ["search"],
        ["no-such-command"],
        ["search", "x", "--limit", "0"],
    ],
)
def test_wrong_options_end_with_status_two(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.status == 2
    assert "Traceback" not in result.err


def test_a_date_in_words_is_refused(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "r.txt"
    report.write_text("Nothing happened.")
    result = run("read", report, "--published", "yesterday")
    assert result.status == 2
    assert "'yesterday' is not a date" in result.err


def test_a_path_that_is_not_there_ends_with_status_three(run: Run, tmp_path: Path) -> None:
    result = run("read", tmp_path / "missing.txt")
    assert result.status == 3
    assert "is not there" in result.err


def test_nothing_but_an_empty_file_ends_with_status_three(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    result = run("read", empty, "--json")
    assert result.status == 3
    assert "problem: empty:" in result.err
    assert '"code": "empty"' in result.out


def test_a_terminal_escape_in_a_name_is_not_obeyed(run: Run) -> None:
    result = run("read", "\x1b]0;title\x07")
    assert "\x1b" not in result.err
    assert "x1b" in result.err or "U+001B" in result.err


def test_debug_shows_the_traceback(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from reportedly.cli import main
    from reportedly.errors import StoreError

    with pytest.raises(StoreError):
        main(["claims", "--ledger", str(tmp_path / "none.db"), "--debug"])


def test_a_bug_of_ours_says_so(run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr("reportedly.present.text.documents_table", fail)
    result = run("documents", "--ledger", ledger)
    assert result.status == 1
    assert "a bug of reportedly: RuntimeError: planted" in result.err
    assert "--debug" in result.err


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "reportedly", *arguments]


def test_a_reader_that_stops_reading_is_no_error(ledger: Path) -> None:
    process = subprocess.Popen(
        command("claims", "--json", "--ledger", str(ledger)),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert "Traceback" not in process.stderr.read().decode()
    process.stderr.close()
    process.wait(timeout=60)


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from reportedly.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'rich', 'spacy', 'pydantic', 'jinja2', 'sqlite3', 'reportedly.records'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr


def test_no_color_is_respected_and_columns_too(ledger: Path) -> None:
    environment = {**os.environ, "NO_COLOR": "1", "FORCE_COLOR": "", "COLUMNS": "60"}
    done = subprocess.run(
        command("claims", "--ledger", str(ledger)),
        capture_output=True, env=environment, check=True, timeout=60,
    )  # fmt: skip
    out = done.stdout.decode()
    assert "\x1b[3" not in out
    assert max(len(line) for line in out.splitlines()) <= 60
