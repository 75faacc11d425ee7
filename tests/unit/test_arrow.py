"""Arrow: what is there when pyarrow is not."""

from __future__ import annotations

import sys

import pytest

from reportedly.arrow import schema_of, to_batch
from reportedly.errors import MissingExtraError
from reportedly.records import Claim, Span
from reportedly.stage import apply_batch, records_of_batch
from tests.toys import ToyIngest, snapshot_of


def test_without_pyarrow_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'reportedly\[arrow\]'"):
        to_batch(Span, [])


def test_unknown_is_null_only_where_a_record_may_be_unknown() -> None:
    schema = schema_of(Claim)
    assert schema.field("time").nullable
    assert not schema.field("id").nullable
    assert [field.name for field in schema.field("evidence").type] == ["start", "end"]


def test_a_stage_through_arrow_keeps_the_order_of_records_and_problems() -> None:
    stage = ToyIngest()
    snapshots = [snapshot_of(""), snapshot_of("Ann: 3 killed."), snapshot_of(" ", "b.txt")]
    batch = apply_batch(stage, to_batch(stage.consumes, snapshots))
    assert batch.schema.names == ["document", "problem"]
    assert list(records_of_batch(stage, batch)) == list(stage(snapshots))
