"""The bundled examples give the same bytes in one process, in two, and in another order."""

from __future__ import annotations

import json

import pytest

from reportedly.cli.examples import find_examples, read_examples
from reportedly.codec import encode
from reportedly.config import default_plan
from reportedly.records import Document
from reportedly.run import pool
from reportedly.run.driver import read_only
from reportedly.run.pool import PoolRunner
from reportedly.run.serial import SerialRunner
from tests.golden.bundled import everything


def lines(records: object) -> list[str]:
    assert isinstance(records, tuple)
    return [f"{type(record).__name__} {json.dumps(encode(record))}" for record in records]


def test_two_processes_give_the_bytes_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "ALONE_BELOW", 0)  # else so few reports are read in this process
    examples = read_examples(find_examples())
    pooled = tuple(
        read_only(examples, default_plan(), PoolRunner(workers=2), strict=True, is_linked=True)
    )
    assert lines(pooled) == lines(everything())


def test_the_order_of_reading_changes_the_order_alone() -> None:
    backwards = tuple(
        read_only(
            reversed(list(read_examples(find_examples()))),
            default_plan(),
            SerialRunner(),
            strict=True,
            is_linked=True,
        )
    )
    assert sum(isinstance(r, Document) for r in backwards) > 10
    assert sorted(lines(backwards)) == sorted(lines(everything()))
