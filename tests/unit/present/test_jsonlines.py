from __future__ import annotations

import json
from importlib import resources
from typing import Any

import jsonschema
import pytest

from reportedly.present.jsonlines import TYPE_NAMES, make_schema, to_json, to_line
from reportedly.records import Problem, Snapshot, Span
from tests.small_ledger import make_records


def shipped_schema() -> dict[str, Any]:
    text = resources.files("reportedly.present").joinpath("schema.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def test_the_shipped_schema_is_the_one_the_records_give() -> None:
    assert shipped_schema() == make_schema()


def test_every_record_of_a_ledger_is_valid_and_every_type_occurs() -> None:
    validator = jsonschema.Draft202012Validator(shipped_schema())
    lines = [json.loads(to_line(record)) for record in make_records()]
    for line in lines:
        validator.validate(line)
    assert {line["type"] for line in lines} == set(TYPE_NAMES.values())


def test_the_schema_refuses_what_is_not_a_record() -> None:
    validator = jsonschema.Draft202012Validator(shipped_schema())
    claim = next(to_json(r) for r in make_records() if type(r).__name__ == "Claim")
    assert not validator.is_valid({**claim, "role": "beheld"})
    assert not validator.is_valid({**claim, "type": "document"})
    assert not validator.is_valid({k: v for k, v in claim.items() if k != "evidence"})


def test_type_comes_first_and_whole_numbers_have_no_point() -> None:
    claim = next(r for r in make_records() if type(r).__name__ == "Claim")
    line = to_line(claim)
    assert line.startswith('{"type": "claim", "id": ')
    assert '"low": 300, "high": null' in line


def test_a_line_is_one_line_for_every_reader() -> None:
    problem = Problem(stage="s", subject="a\u2028b\u0085c", code="empty", message="x\ny")
    line = to_line(problem)
    assert len(line.splitlines()) == 1
    assert json.loads(line)["subject"] == problem.subject


def test_a_file_name_that_is_not_utf8_can_be_written() -> None:
    line = to_line(Problem(stage="s", subject="caf\udce9.txt", code="empty", message="é"))
    line.encode("utf-8")
    assert json.loads(line)["subject"] == "caf\udce9.txt"


def test_snapshots_are_not_for_exchange() -> None:
    with pytest.raises(TypeError, match="Snapshot is not one of"):
        to_json(Snapshot(id="x", content=b"", path="p"))
    with pytest.raises(TypeError):
        to_json(Span(start=0, end=1))
