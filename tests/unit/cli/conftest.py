from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from reportedly.cli import main
from reportedly.records import Assessment, Copy, Finding, Link, Origin, Question
from reportedly.store.sqlite import SqliteStore
from tests.small_ledger import make_records

LINKED = (Copy, Question, Origin, Link, Finding, Assessment)


@dataclass(frozen=True)
class Result:
    """How a command ended, and what it printed where."""

    status: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line in this process."""

    def run_(*arguments: object) -> Result:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        code = ended.value.code
        return Result(code if isinstance(code, int) else 0, captured.out, captured.err)

    return run_


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger that was linked, made without reading anything."""
    path = tmp_path / "small.db"
    records = make_records()
    with SqliteStore(path) as store:
        store.write(r for r in records if not isinstance(r, LINKED))
        made = [r for r in records if isinstance(r, LINKED)]
        store.replace_links(made, made_from=store.linked_state().current, made_by="hand")
    return path
