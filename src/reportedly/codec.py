"""Record <-> plain JSON values, derived from the records' annotations. It exists once, here.

A record becomes a dictionary of its fields: nested records become dictionaries, tuples become
lists, bytes become Base64. Whole numbers in ``float`` fields are written without a point (``28``,
not ``28.0``), as people write them. Decoding is strict: an unknown key, a missing one, or a value
of the wrong type is a :class:`CodecError` that says where it stands. What is built for a type is
built once per process.
"""

from __future__ import annotations

import base64
import binascii
import dataclasses
import math
import sys
import types
import typing
from collections.abc import Callable, Mapping
from functools import cache
from operator import attrgetter
from typing import Any, Literal, TypeVar, get_args, get_origin

T = TypeVar("T")
Encoder = Callable[[Any], Any]
Decoder = Callable[[Any], Any]

# Whole numbers up to here are exact in a float; beyond it, a float is written as a float.
EXACT_FLOAT = 2**53
# Names, ids and dates are shorter than this and come again and again: one copy of each is kept.
SHARED_LENGTH = 48
# Offsets into reports are mostly below this; a million spans share these numbers.
SHARED_INTS = tuple(range(1 << 14))


class CodecError(ValueError):
    """Plain values that are not the record they should be; the message says where."""


def encode(record: object) -> dict[str, Any]:
    """Returns a record as a dictionary of plain JSON values, in the order of its fields."""
    kind: Any = type(record)
    return record_encoder(kind)(record)


def decode(kind: type[T], values: object) -> T:
    """Returns the record of the given kind that the plain values describe.

    Fields that may be ``None`` and fields with a default may be absent.
    """
    hashable: Any = kind  # mypy takes type[T] for something that can't be a key
    record: T = record_decoder(hashable)(values)
    return record


@cache
def field_types(kind: type) -> dict[str, Any]:
    """Returns the type of each field of a record type, in order."""
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


@cache
def record_encoder(kind: type) -> Callable[[Any], dict[str, Any]]:
    """Returns the function that turns records of one kind into dictionaries."""
    names = tuple(field_types(kind))
    encoders = tuple(value_encoder(hint) for hint in field_types(kind).values())
    get_values = attrgetter(*names) if len(names) > 1 else lambda r: (getattr(r, names[0]),)

    def encode_record(record: object) -> dict[str, Any]:
        return {
            name: value if encoder is None or value is None else encoder(value)
            for name, encoder, value in zip(names, encoders, get_values(record), strict=True)
        }

    return encode_record


@cache
def value_encoder(hint: Any) -> Encoder | None:
    """Returns the function that turns values of one type into plain ones; ``None``: they are."""
    inner, _ = without_none(hint)
    if dataclasses.is_dataclass(inner):
        return record_encoder(typing.cast(type, inner))
    if get_origin(inner) is tuple:
        item = value_encoder(item_type(inner))
        return list if item is None else lambda values: [item(value) for value in values]
    if inner is float:
        return _encode_float
    if inner is bytes:
        return lambda value: base64.b64encode(value).decode("ascii")
    return None


def without_none(hint: Any) -> tuple[Any, bool]:
    """Returns a type without its ``None``, and whether it had one."""
    if get_origin(hint) in (typing.Union, types.UnionType):
        members = [member for member in get_args(hint) if member is not type(None)]
        if len(members) != 1:
            raise TypeError(f"a record field may be one type or None, not {hint}")
        return members[0], True
    return hint, False


def item_type(hint: Any) -> Any:
    """Returns the type of the items of a ``tuple[X, ...]``."""
    arguments = get_args(hint)
    if len(arguments) != 2 or arguments[1] is not Ellipsis:
        raise TypeError(f"a record field may be tuple[X, ...], not {hint}")
    return arguments[0]


def _encode_float(value: float) -> int | float:
    if not math.isfinite(value):
        raise CodecError(f"{value} is no number that a record may hold")
    return int(value) if abs(value) < EXACT_FLOAT and value == int(value) else value


@cache
def record_decoder(kind: type) -> Decoder:
    """Returns the function that makes records of one kind from dictionaries."""
    decoders = {name: value_decoder(hint) for name, hint in field_types(kind).items()}
    absent = _values_when_absent(kind)
    required = frozenset(decoders) - absent.keys()

    def decode_record(values: Any) -> Any:
        if not isinstance(values, Mapping):
            raise CodecError(f"expected the fields of a {kind.__name__}, found {_shown(values)}")
        arguments = dict(absent)
        for name, value in values.items():
            decoder = decoders.get(name)
            if decoder is None:
                raise CodecError(f"{kind.__name__} has no field {name!r}")
            try:
                arguments[name] = decoder(value)
            except CodecError as error:
                raise CodecError(f"{kind.__name__}.{name}: {error}") from None
        if not required <= arguments.keys():
            missing = ", ".join(sorted(required - arguments.keys()))
            raise CodecError(f"{kind.__name__} lacks {missing}")
        return kind(**arguments)

    return decode_record


def _values_when_absent(kind: type) -> dict[str, Any]:
    """Returns the values of the fields that may be absent: their default, or ``None``."""
    absent: dict[str, Any] = {}
    for field in dataclasses.fields(kind):
        if field.default is not dataclasses.MISSING:
            absent[field.name] = field.default
        elif without_none(field_types(kind)[field.name])[1]:
            absent[field.name] = None
    return absent


@cache
def value_decoder(hint: Any) -> Decoder:
    """Returns the function that checks plain values and makes them values of one type."""
    inner, may_be_none = without_none(hint)
    decoder = _plain_decoder(inner)
    if not may_be_none:
        return decoder
    return lambda value: None if value is None else decoder(value)


def _plain_decoder(hint: Any) -> Decoder:
    if dataclasses.is_dataclass(hint):
        return record_decoder(typing.cast(type, hint))
    if get_origin(hint) is tuple:
        return (
            _decode_ints
            if item_type(hint) is int
            else _tuple_decoder(value_decoder(item_type(hint)))
        )
    if get_origin(hint) is Literal:
        return _literal_decoder(get_args(hint))
    try:
        return _SCALAR_DECODERS[hint]
    except KeyError:
        raise TypeError(f"no record field may be {hint}") from None


def _tuple_decoder(item: Decoder) -> Decoder:
    def decode_tuple(values: Any) -> tuple[Any, ...]:
        if not isinstance(values, list | tuple):
            raise CodecError(f"expected a list, found {_shown(values)}")
        return tuple([item(value) for value in values])

    return decode_tuple


def _decode_ints(values: Any) -> tuple[int, ...]:
    """Returns whole numbers; a fingerprint has hundreds, so they are checked all at once."""
    if not isinstance(values, list | tuple):
        raise CodecError(f"expected a list, found {_shown(values)}")
    if set(map(type, values)) <= {int}:
        return tuple(values)
    return tuple([_decode_int(value) for value in values])


def _literal_decoder(allowed: tuple[Any, ...]) -> Decoder:
    canonical = {value: value for value in allowed}

    def decode_literal(value: Any) -> Any:
        try:
            return canonical[value]
        except (KeyError, TypeError):
            listed = ", ".join(str(member) for member in allowed)
            raise CodecError(f"expected one of {listed}; found {_shown(value)}") from None

    return decode_literal


def _decode_str(value: Any) -> str:
    if not isinstance(value, str):
        raise CodecError(f"expected a string, found {_shown(value)}")
    return sys.intern(value) if len(value) <= SHARED_LENGTH and type(value) is str else value


def _decode_int(value: Any) -> int:
    if type(value) is not int:
        raise CodecError(f"expected a whole number, found {_shown(value)}")
    return SHARED_INTS[value] if 0 <= value < len(SHARED_INTS) else value


def _decode_float(value: Any) -> float:
    if type(value) not in (int, float) or not math.isfinite(value):
        raise CodecError(f"expected a number, found {_shown(value)}")
    return float(value)


def _decode_bool(value: Any) -> bool:
    if type(value) is not bool:
        raise CodecError(f"expected true or false, found {_shown(value)}")
    return value


def _decode_bytes(value: Any) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except (TypeError, ValueError, binascii.Error):
        raise CodecError(f"expected Base64, found {_shown(value)}") from None


_SCALAR_DECODERS: dict[Any, Decoder] = {
    str: _decode_str,
    int: _decode_int,
    float: _decode_float,
    bool: _decode_bool,
    bytes: _decode_bytes,
}


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
