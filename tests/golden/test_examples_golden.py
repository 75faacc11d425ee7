"""What the default plan makes of the bundled examples, record by record.

A change here is reviewed line by line: `pytest --update-golden` writes the files, and the diff
says what a reader of the ledger would see differently.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reportedly.present.jsonlines import dump_line, to_json
from reportedly.records import (
    Assessment,
    Claim,
    Finding,
    Origin,
    Problem,
    Question,
    Statement,
)
from tests.golden.bundled import all_of, document_named, files

GOLDEN = Path(__file__).parent / "examples"


def compare(path: Path, lines: list[str], *, update: bool) -> None:
    made = "".join(line + "\n" for line in lines)
    if update:
        path.parent.mkdir(exist_ok=True)
        path.write_text(made, encoding="utf-8")
        return
    assert path.is_file(), f"no golden file {path.name}: run pytest --update-golden and review it"
    assert made.splitlines() == path.read_text("utf-8").splitlines()


def rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 3)
    if isinstance(value, dict):
        return {k: rounded(v) for k, v in value.items()}
    return [rounded(v) for v in value] if isinstance(value, list) else value


def line(record: object) -> str:
    return dump_line(rounded(to_json(record)))


@pytest.mark.parametrize("file", files())
def test_what_is_read_from_a_report(file: str, update_golden: bool) -> None:
    document = document_named(file)
    records: list[Any] = [s for s in all_of(Statement) if s.document_id == document.id]
    records += [c for c in all_of(Claim) if c.document_id == document.id]
    records += [p for p in all_of(Problem) if p.subject == document.id]
    compare(GOLDEN / f"{Path(file).stem}.jsonl", [line(r) for r in records], update=update_golden)


@pytest.mark.parametrize("kind", [Question, Origin, Finding, Assessment])
def test_what_is_made_of_all_reports(kind: type, update_golden: bool) -> None:
    made: list[Any] = list(all_of(kind))
    lines = sorted(line(record) for record in made)
    compare(GOLDEN / f"all-{kind.__name__.lower()}s.jsonl", lines, update=update_golden)
