"""Records -> JSON lines, the stable output that other people's scripts read.

One object a line: ``"type"`` first, then the record's own fields under their own names. Unknown is
``null``. A number without a fraction is written without one: 28, not 28.0. The JSON Schema of it
is :func:`make_schema`; the file ``schema.json`` beside this module holds what it returns.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import is_dataclass
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from reportedly.codec import encode
from reportedly.headlines import Headline
from reportedly.incidents import Incident
from reportedly.present.brief import BriefView
from reportedly.present.grades import GradeView
from reportedly.records import (
    Assessment,
    Claim,
    Copy,
    Document,
    Entity,
    Finding,
    Judgement,
    Link,
    NamePair,
    Origin,
    Problem,
    Question,
    Statement,
)

TYPE_NAMES: dict[type, str] = {
    Document: "document",
    Statement: "statement",
    Claim: "claim",
    Problem: "problem",
    Question: "question",
    Origin: "origin",
    Link: "link",
    Finding: "finding",
    Assessment: "assessment",
    Copy: "copy",
    Entity: "entity",
    NamePair: "namepair",
    Judgement: "judgement",
}

# What `assess --json` and `brief --json` print: views made of records, none of the ledger's own.
# Incidents and headlines are read from the ledger when somebody asks, and not kept in it.
VIEW_NAMES: dict[type, str] = {
    GradeView: "grade",
    BriefView: "brief",
    Incident: "incident",
    Headline: "headline",
}

# What `search --json` prints: a place in the ledger, no record of it. Its class is the store's.
HIT_SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "A place in the ledger where all the words of a search stand.",
    "properties": {
        "type": {"const": "hit"},
        "kind": {"enum": ["document", "claim"]},
        "id": {"type": "string"},
        "document_id": {"type": "string"},
        "excerpt": {"type": "string"},
        "marks": {"type": "array", "items": {"$ref": "#/$defs/span"}},
    },
    "required": ["type", "kind", "id", "document_id", "excerpt", "marks"],
}

SCHEMA_ID = "https://json-schema.org/draft/2020-12/schema"

# Line ends in the eyes of str.splitlines and of JavaScript, though not of JSON: written as escapes,
# so that one object stays one line for whoever reads it.
LINE_ENDS = {ord(c): f"\\u{ord(c):04x}" for c in "\x85\u2028\u2029"}


def to_json(record: object) -> dict[str, Any]:
    """Returns the record or view as a JSON object: ``"type"``, then its fields in their order."""
    name = TYPE_NAMES.get(type(record)) or VIEW_NAMES.get(type(record))
    if name is None:
        raise TypeError(f"{type(record).__name__} is not one of {', '.join(TYPE_NAMES.values())}")
    return {"type": name, **encode(record)}


def to_line(record: object) -> str:
    """Returns the record as one line of JSON, without the line end."""
    return dump_line(to_json(record))


def to_lines(records: Iterable[object]) -> Iterator[str]:
    """Yields each record as one line of JSON, without the line end."""
    for record in records:
        yield to_line(record)


def dump_line(value: dict[str, Any]) -> str:
    """Returns a JSON object on one line that any UTF-8 stream takes and no reader breaks."""
    line = json.dumps(value, ensure_ascii=False)
    if line.isascii():
        return line
    if any("\ud800" <= character <= "\udfff" for character in line):
        # A file name that is not valid UTF-8 reaches us as lone surrogates, which can't be written.
        return json.dumps(value, ensure_ascii=True)
    return line.translate(LINE_ENDS)


def make_schema() -> dict[str, Any]:
    """Returns the JSON Schema of one line, derived from the records' annotations."""
    definitions: dict[str, Any] = {}
    for record_type, name in {**TYPE_NAMES, **VIEW_NAMES}.items():
        definitions[name] = _object_schema(record_type, definitions)
        properties = {"type": {"const": name}, **definitions[name]["properties"]}
        definitions[name]["properties"] = properties
        definitions[name]["required"] = list(properties)
    definitions["hit"] = HIT_SCHEMA
    names = (*TYPE_NAMES.values(), *VIEW_NAMES.values(), "hit")
    return {
        "$schema": SCHEMA_ID,
        "title": "One line of reportedly's JSON output",
        "description": "Offsets are Unicode code points, 0-based, [start, end). Unknown is null.",
        "oneOf": [{"$ref": f"#/$defs/{name}"} for name in names],
        "$defs": dict(sorted(definitions.items())),
    }


def _object_schema(record_type: type, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(record_type)
    properties = {name: _type_schema(hints[name], definitions) for name in hints}
    return {
        "type": "object",
        "description": (record_type.__doc__ or "").split("\n", 1)[0].replace("``", ""),
        "properties": properties,
        "required": list(properties),
    }


PLAIN_TYPES: dict[Any, str] = {str: "string", int: "integer", float: "number", bool: "boolean"}


def _type_schema(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """Returns the schema of one annotation; records met on the way go into the definitions."""
    if hint in PLAIN_TYPES:
        return {"type": PLAIN_TYPES[hint]}
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": _type_schema(arguments[0], definitions)}
    if origin in (UnionType, Union):
        known = [_type_schema(a, definitions) for a in arguments if a is not NoneType]
        return {"anyOf": [*known, {"type": "null"}]}
    if is_dataclass(hint) and isinstance(hint, type):
        name = hint.__name__.lower()
        if name not in definitions:
            definitions[name] = {}
            definitions[name].update(_object_schema(hint, definitions))
        return {"$ref": f"#/$defs/{name}"}
    raise TypeError(f"no JSON type is known for {hint!r}")
