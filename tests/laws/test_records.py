"""Laws of records: whatever carries them, they arrive as they left."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.arrow import from_batch, schema_of, to_batch
from reportedly.codec import CodecError, decode, encode
from reportedly.records import Quantity, Snapshot, Span
from tests.strategies import RECORD_TYPES, any_record, records_of


@given(any_record)
def test_records_survive_json(record: Any) -> None:
    line = json.dumps(encode(record), allow_nan=False)
    assert decode(type(record), json.loads(line)) == record


@given(any_record)
def test_the_same_record_gives_the_same_json_whatever_it_went_through(record: Any) -> None:
    once = decode(type(record), encode(record))
    assert json.dumps(encode(once)) == json.dumps(encode(record))


@given(any_record)
def test_records_survive_pickling(record: Any) -> None:
    assert pickle.loads(pickle.dumps(record)) == record  # noqa: S301 # our own bytes


@given(st.data())
@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_records_survive_arrow(kind: Any, data: Any) -> None:
    written = data.draw(st.lists(records_of(kind).filter(is_unicode), max_size=3))
    batch = to_batch(kind, written)
    assert batch.schema == schema_of(kind)
    assert list(from_batch(kind, batch)) == written


def is_unicode(record: object) -> bool:
    """Tells whether all text of a record is valid Unicode; Arrow, like Parquet, has no other."""
    try:
        json.dumps(encode(record), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


@given(any_record)
def test_no_record_can_be_changed(record: Any) -> None:
    name = next(iter(type(record).__dataclass_fields__))
    with pytest.raises(AttributeError):
        setattr(record, name, None)


def test_whole_numbers_are_written_without_a_point() -> None:
    quantity = Quantity(
        span=Span(start=0, end=2), raw="28", low=28.0, high=28.5, best=1e300, relation="=",
        unit=None, counted=None, per=None, share_of=None,
    )  # fmt: skip
    assert json.dumps([encode(quantity)[name] for name in ("low", "high", "best")]) == (
        "[28, 28.5, 1e+300]"
    )


def test_absent_fields_are_unknown() -> None:
    read = decode(Snapshot, {"id": "a", "content": "YWJj", "path": "a.txt"})
    assert read == Snapshot(id="a", content=b"abc", path="a.txt")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"start": 1}, "Span lacks end"),
        ({"start": 1, "end": 2, "middle": 1}, "Span has no field 'middle'"),
        ({"start": 1, "end": "2"}, "Span.end: expected a whole number, found '2'"),
        ({"start": 1, "end": True}, "Span.end: expected a whole number, found True"),
        ({"start": 1, "end": None}, "Span.end: expected a whole number, found None"),
        ([1, 2], "expected the fields of a Span"),
    ],
)
def test_what_is_no_record_is_refused_with_the_place(values: object, said: str) -> None:
    with pytest.raises(CodecError, match=said):
        decode(Span, values)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("relation", "==", "Quantity.relation: expected one of"),
        ("relation", [], "Quantity.relation: expected one of"),
        ("low", "28", "Quantity.low: expected a number"),
        ("low", float("nan"), "Quantity.low: expected a number"),
        ("raw", 28, "Quantity.raw: expected a string"),
        ("span", {"start": 0}, "Quantity.span: Span lacks end"),
    ],
)
def test_a_wrong_value_is_named_with_its_field(field: str, value: object, said: str) -> None:
    values = {"span": {"start": 0, "end": 1}, "raw": "x", "relation": "=", field: value}
    with pytest.raises(CodecError, match=said):
        decode(Quantity, values)


def test_bytes_and_lists_are_checked_too() -> None:
    with pytest.raises(CodecError, match=r"Snapshot.content: expected Base64"):
        decode(Snapshot, {"id": "a", "content": "ä", "path": "a"})
    with pytest.raises(CodecError, match=r"Snapshot.authors: expected a list, found 'Ann'"):
        decode(Snapshot, {"id": "a", "content": "", "path": "a", "authors": "Ann"})


def test_numbers_that_json_does_not_have_are_refused() -> None:
    quantity = decode(Quantity, {"span": {"start": 0, "end": 1}, "raw": "x", "relation": "="})
    object.__setattr__(quantity, "low", float("inf"))
    with pytest.raises(CodecError, match="inf is no number"):
        encode(quantity)
