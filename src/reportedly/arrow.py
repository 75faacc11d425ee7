"""Record <-> Arrow, derived from the records' annotations; for cluster runs and Parquet files.

pyarrow is optional and imported where it is used. Fields become columns, nested records structs,
tuples lists; ``None`` is null.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args, get_origin

from reportedly.codec import field_types, item_type, without_none
from reportedly.errors import MissingExtraError

if TYPE_CHECKING:
    import pyarrow as pa

T = TypeVar("T")


def load_pyarrow() -> Any:
    """Returns the pyarrow module, or raises what to install."""
    try:
        import pyarrow
    except ImportError as error:
        raise MissingExtraError(
            "Arrow is not installed. Install it with: pip install 'reportedly[arrow]'"
        ) from error
    return pyarrow


@cache
def schema_of(kind: Any) -> pa.Schema:
    """Returns the Arrow schema of a record type."""
    pa = load_pyarrow()
    return pa.schema(_fields(kind))


def struct_of(kind: Any) -> pa.DataType:
    """Returns the Arrow type of a column that holds whole records of a type."""
    return load_pyarrow().struct(_fields(kind))


def to_batch(kind: type, records: Iterable[object]) -> pa.RecordBatch:
    """Returns records of one type as a batch, a row each."""
    pa = load_pyarrow()
    hashable: Any = kind
    rows = [to_values(record) for record in records]
    return pa.RecordBatch.from_pylist(rows, schema=schema_of(hashable))


def from_batch(kind: type[T], batch: pa.RecordBatch) -> Iterator[T]:
    """Yields the records that the rows of a batch hold."""
    for row in batch.to_pylist():
        yield from_values(kind, row)


def to_values(record: object) -> dict[str, Any]:
    """Returns a record as the nested plain values that Arrow takes."""
    kind: Any = type(record)
    return {name: _plain(getattr(record, name)) for name in field_types(kind)}


def from_values(kind: type[T], values: dict[str, Any]) -> T:
    """Returns the record that Arrow's plain values hold."""
    hashable: Any = kind
    return kind(
        **{name: _typed(hint, values[name]) for name, hint in field_types(hashable).items()}
    )


def _fields(kind: Any) -> list[pa.Field]:
    pa = load_pyarrow()
    fields = []
    for name, hint in field_types(kind).items():
        inner, may_be_none = without_none(hint)
        fields.append(pa.field(name, _arrow_type(inner), nullable=may_be_none))
    return fields


def _arrow_type(hint: Any) -> Any:
    pa = load_pyarrow()
    if dataclasses.is_dataclass(hint):
        return struct_of(hint)
    if get_origin(hint) is tuple:
        inner, may_be_none = without_none(item_type(hint))
        return pa.list_(pa.field("item", _arrow_type(inner), nullable=may_be_none))
    if get_origin(hint) is Literal:
        return pa.string()
    scalars = {
        # Offsets of the 32-bit types end at 2 GiB a batch: a few thousand reports come near.
        str: pa.large_string(),
        bytes: pa.large_binary(),
        int: pa.int64(),
        float: pa.float64(),
        bool: pa.bool_(),
    }
    return scalars[hint]


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return to_values(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _typed(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    inner, _ = without_none(hint)
    if dataclasses.is_dataclass(inner):
        return from_values(typing.cast(type, inner), value)
    if get_origin(inner) is tuple:
        item = item_type(inner)
        return tuple(_typed(item, member) for member in value)
    if get_origin(inner) is Literal:
        return _canonical(get_args(inner), value)
    return value


def _canonical(allowed: tuple[str, ...], value: str) -> str:
    """Returns our own copy of a literal: a million claims share a few dozen of these."""
    return next(member for member in allowed if member == value)
