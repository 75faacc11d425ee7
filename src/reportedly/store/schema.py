"""The ledger's tables, derived from the records, and records <-> rows.

A record kind is a table, a field is a column: strings and numbers as they are, nested records as
JSON text, bytes compressed. The columns of ``base.DERIVED`` stand beside them. Nothing here runs
SQL; ``sqlite.py`` does.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportedly.codec import field_types, value_decoder, value_encoder, without_none
from reportedly.linkage import (
    LINKAGE_KINDS,
    CheckFinding,
    CheckKey,
    CheckReach,
    CommonSequence,
    DeedKey,
    LinkedClaim,
    LinkedNode,
    NameEntity,
    NameFact,
    NamePlace,
    NameShape,
    NameUse,
    NodeKey,
    ReportNames,
    SequenceUse,
    VoiceFact,
)
from reportedly.records import Claim, Copy, Entity, NamePair, Problem, record_id
from reportedly.store.base import DERIVED, LINK_KINDS, STORED_KINDS, key_columns, order_of

# "RPTD" in ASCII: marks an SQLite file as a ledger of reportedly (`file` and SQLite show it).
APPLICATION_ID = 0x52505444
# Rises with every change of the tables below; a golden file in the tests holds them.
SCHEMA_VERSION = 1

SQL_TYPES: dict[Any, str] = {str: "TEXT", int: "INTEGER", float: "REAL", bytes: "BLOB"}

ToColumn = Callable[[Any], Any]

# Tables whose name is not that of the kind with an "s".
TABLE_NAMES: dict[type, str] = {
    Copy: "copies",
    Entity: "entities",
    NamePair: "name_pairs",
    LinkedNode: "linked_nodes",
    LinkedClaim: "linked_claims",
    NodeKey: "node_keys",
    DeedKey: "deed_keys",
    ReportNames: "report_names",
    NameUse: "name_uses",
    NameFact: "name_facts",
    VoiceFact: "voice_facts",
    NamePlace: "name_places",
    NameEntity: "name_entities",
    NameShape: "name_shapes",
    SequenceUse: "sequence_uses",
    CommonSequence: "common_sequences",
    CheckKey: "check_keys",
    CheckReach: "check_reaches",
    CheckFinding: "check_findings",
}

# What a table has beside fields and derived columns: (name, SQL type), filled by the store.
EXTRA_COLUMNS: dict[type, tuple[tuple[str, str], ...]] = {
    Claim: (("evidence_text", "TEXT"),),
    Problem: (("id", "TEXT"), ("unit", "TEXT")),
    **dict.fromkeys(LINK_KINDS, (("unit", "TEXT"),)),
}

INDEXES = """
CREATE INDEX documents_in_order ON documents (published, path, id);
CREATE INDEX documents_by_snapshot ON documents (snapshot_sha256);
CREATE INDEX documents_by_path ON documents (path);
CREATE INDEX statements_in_order ON statements (document_id, content_start, id);
CREATE INDEX statements_by_speaker ON statements (speaker_entity_id);
CREATE INDEX claims_in_order ON claims (document_id, evidence_start, evidence_end, id);
CREATE INDEX claims_by_statement ON claims (statement_id);
CREATE INDEX claims_by_role ON claims (role, event);
CREATE INDEX links_in_order ON links ("left", "right", id);
CREATE INDEX links_by_right ON links ("right");
CREATE INDEX assessments_in_order ON assessments (question_id, id);
CREATE INDEX problems_in_order ON problems (subject, stage, code, message);
CREATE INDEX problems_by_unit ON problems (unit);
CREATE INDEX done_by_input ON done (input_id);
CREATE INDEX copies_by_right ON copies ("right");
CREATE INDEX copies_by_left ON copies ("left");
CREATE INDEX copies_by_unit ON copies (unit);
CREATE INDEX entities_by_unit ON entities (unit);
CREATE INDEX name_pairs_by_unit ON name_pairs (unit);
CREATE INDEX questions_by_unit ON questions (unit);
CREATE INDEX origins_by_unit ON origins (unit);
CREATE INDEX links_by_unit ON links (unit);
CREATE INDEX findings_by_unit ON findings (unit);
CREATE INDEX assessments_by_unit ON assessments (unit);
CREATE INDEX linked_nodes_by_question ON linked_nodes (question_id);
CREATE INDEX linked_claims_by_document ON linked_claims (document_id);
CREATE INDEX linked_claims_by_node ON linked_claims (node_id);
CREATE INDEX node_keys_by_node ON node_keys (node_id);
CREATE INDEX edges_by_right ON edges ("right");
CREATE INDEX deed_keys_by_claim ON deed_keys (claim_id);
CREATE INDEX name_uses_by_document ON name_uses (document_id);
CREATE INDEX name_places_by_document ON name_places (document_id);
CREATE INDEX sequence_uses_by_document ON sequence_uses (document_id);
CREATE INDEX check_keys_by_document ON check_keys (document_id);
CREATE INDEX check_reaches_by_document ON check_reaches (document_id);
CREATE INDEX check_reaches_by_reached ON check_reaches (reached);
CREATE INDEX check_findings_by_finding ON check_findings (finding_id);
"""

# One row per claim with who says it and where: what a reader of the file opens first.
OVERVIEW = """
CREATE VIEW claim_overview AS
SELECT claims.id AS claim_id, statements.speaker, statements.stance, claims.event, claims.role,
       claims.quantity_raw, claims.quantity_low, claims.quantity_high, claims.counting,
       claims.place_names, claims.time_first, claims.time_last, claims.evidence_text,
       documents.publisher, documents.published, documents.title, documents.path,
       claims.evidence_start, claims.evidence_end, claims.document_id, claims.statement_id
FROM claims
JOIN documents ON documents.id = claims.document_id
LEFT JOIN statements ON statements.id = claims.statement_id;
"""

# The search indexes keep no text of their own: they point into the tables, and triggers follow.
SEARCHED: dict[str, tuple[str, ...]] = {
    "documents": ("title", "text"),
    "claims": ("evidence_text",),
}


@dataclass(frozen=True, slots=True)
class Table:
    """The table of one record kind: its columns, and how values go in and come out.

    ``is_flat`` tells that all columns hold the fields as they are, and none may be unknown.
    """

    kind: type
    name: str
    columns: tuple[str, ...]
    sql_types: tuple[str, ...]
    to_columns: tuple[ToColumn, ...]
    from_columns: tuple[ToColumn, ...]
    derived: tuple[ToColumn, ...]
    is_flat: bool


def table_of(kind: type) -> Table:
    """Returns the table of a record kind."""
    try:
        return tables()[kind]
    except KeyError:
        raise TypeError(f"a ledger keeps no {kind.__name__} records") from None


@cache
def tables() -> dict[type, Table]:
    """Returns the table of every record kind that a ledger keeps."""
    return {kind: _make_table(kind) for kind in (*STORED_KINDS, *LINKAGE_KINDS)}


def _make_table(kind: type) -> Table:
    hints = field_types(kind)
    derived = DERIVED.get(kind, {})
    return Table(
        kind=kind,
        name=TABLE_NAMES.get(kind, f"{kind.__name__.lower()}s"),
        columns=(*hints, *derived, *(name for name, _ in EXTRA_COLUMNS.get(kind, ()))),
        sql_types=(
            *(SQL_TYPES.get(_scalar_type(hint), "TEXT") for hint in hints.values()),
            *(SQL_TYPES[column_type] for column_type, _ in derived.values()),
            *(sql_type for _, sql_type in EXTRA_COLUMNS.get(kind, ())),
        ),
        to_columns=tuple(_to_column(hint) for hint in hints.values()),
        from_columns=tuple(_from_column(hint) for hint in hints.values()),
        derived=tuple(function for _, function in derived.values()),
        is_flat=all(hint in (str, int, float) for hint in hints.values()),
    )


def _scalar_type(hint: Any) -> Any:
    """Returns the type of a column that holds the field as it is; ``None`` for nested fields."""
    inner, _ = without_none(hint)
    if inner in (str, int, float, bytes):
        return inner
    return str if "Literal" in str(inner) and "tuple" not in str(inner) else None


def _to_column(hint: Any) -> ToColumn:
    scalar = _scalar_type(hint)
    if scalar is str:
        return storable_text
    if scalar is bytes:
        return zlib.compress
    if scalar is not None:
        return _as_it_is
    encoder = value_encoder(hint)
    dumps = json.JSONEncoder(separators=(",", ":")).encode
    return lambda value: None if value is None else dumps(encoder(value) if encoder else value)


def _from_column(hint: Any) -> ToColumn:
    scalar = _scalar_type(hint)
    decoder = value_decoder(hint)
    if scalar is str:
        return lambda value: decoder(_text(value))
    if scalar is bytes:
        return zlib.decompress
    if scalar is not None:
        return decoder
    return lambda value: decoder(None if value is None else json.loads(value))


def _as_it_is(value: Any) -> Any:
    return value


def storable_text(value: str | None) -> str | bytes | None:
    """Returns text as SQLite can keep it: as bytes where it holds half of a surrogate pair.

    Names of files that are not valid UTF-8 have these.
    """
    if value is None or value.isascii():
        return value
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return value.encode("utf-8", "surrogatepass")
    return value


def _text(value: Any) -> Any:
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value


def to_row(record: Any, extra: tuple[Any, ...] = ()) -> tuple[Any, ...]:
    """Returns the values of a record's row, in the order of its table's columns."""
    table = table_of(type(record))
    return (
        *(
            convert(getattr(record, name))
            for name, convert in zip(table.columns, table.to_columns, strict=False)
        ),
        *(_storable(function(record)) for function in table.derived),
        *(_storable(value) for value in extra),
    )


def _storable(value: Any) -> Any:
    return storable_text(value) if isinstance(value, str) else value


def from_row(table: Table, row: tuple[Any, ...]) -> Any:
    """Returns the record that a row of the table's own columns holds."""
    if table.is_flat and bytes not in map(type, row):
        return table.kind(**dict(zip(table.columns, row, strict=True)))
    values = [convert(value) for convert, value in zip(table.from_columns, row, strict=True)]
    return table.kind(**dict(zip(table.columns, values, strict=False)))


def problem_id(problem: Problem) -> str:
    """Returns what a problem is known by: a hash of its content, for it has no id of its own."""
    return record_id("problem", problem.stage, problem.subject, problem.code, problem.message)


def upsert_sql(table: Table) -> str:
    """Returns the statement that writes one row, new or known."""
    columns = ", ".join(f'"{name}"' for name in table.columns)
    marks = ", ".join("?" * len(table.columns))
    keys = key_columns(table.kind)
    changes = ", ".join(
        f'"{name}" = excluded."{name}"' for name in table.columns if name not in keys
    )
    # All names are those of our own dataclasses.
    return (
        f"INSERT INTO {table.name} ({columns}) VALUES ({marks}) "  # noqa: S608
        f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {changes}"
    )


def insert_sql(table: Table) -> str:
    """Returns the statement that writes one row in place of any with its keys."""
    marks = ", ".join("?" * len(table.columns))
    return f"INSERT OR REPLACE INTO {table.name} VALUES ({marks})"  # noqa: S608


def select_sql(table: Table, filters: tuple[str, ...]) -> str:
    """Returns the statement that reads the rows whose columns equal parameters."""
    own = table.columns[: len(table.from_columns)]
    columns = ", ".join(f'"{name}"' for name in own)
    order = ", ".join(f'"{name}"' for name in order_of(table.kind))
    return f"SELECT {columns} FROM {table.name}{_where(filters)} ORDER BY {order}"  # noqa: S608


def find_sql(table: Table, column: str, values: int) -> str:
    """Returns the statement that reads the rows in which a column has one of some parameters."""
    own = ", ".join(f'"{name}"' for name in table.columns[: len(table.from_columns)])
    marks = ", ".join("?" * values)
    return f'SELECT {own} FROM {table.name} WHERE "{column}" IN ({marks})'  # noqa: S608


def ids_sql(table: Table) -> str:
    """Returns the statement that reads the ids between two parameters."""
    return f"SELECT id FROM {table.name} WHERE id >= ? AND id < ? ORDER BY id"  # noqa: S608


def count_sql(table: Table, filters: tuple[str, ...]) -> str:
    """Returns the statement that counts the rows whose columns equal parameters."""
    return f"SELECT count(*) FROM {table.name}{_where(filters)}"  # noqa: S608


def _where(filters: tuple[str, ...]) -> str:
    conditions = " AND ".join(f'"{name}" IS ?' for name in filters)
    return f" WHERE {conditions}" if conditions else ""


def creation_script() -> Iterator[str]:
    """Yields the statements that make an empty ledger."""
    for kind in (*STORED_KINDS, *LINKAGE_KINDS):
        table = table_of(kind)
        columns = ",\n  ".join(
            f'"{name}" {sql_type}'
            for name, sql_type in zip(table.columns, table.sql_types, strict=True)
        )
        keys = ", ".join(key_columns(kind))
        yield f"CREATE TABLE {table.name} (\n  {columns},\n  PRIMARY KEY ({keys})\n)"
    yield (
        "CREATE TABLE done (\n  stage_key TEXT NOT NULL,\n  input_id TEXT NOT NULL,\n"
        "  PRIMARY KEY (stage_key, input_id)\n) WITHOUT ROWID"
    )
    # The documents that were changed since linking ran, by the number of the change.
    yield (
        "CREATE TABLE unlinked (\n  change INTEGER PRIMARY KEY AUTOINCREMENT,\n"
        "  document_id TEXT NOT NULL\n)"
    )
    yield "CREATE TABLE ledger (\n  key TEXT PRIMARY KEY,\n  value TEXT\n) WITHOUT ROWID"
    yield from (statement.strip() for statement in INDEXES.split(";") if statement.strip())
    yield OVERVIEW.strip().rstrip(";")
    for name, columns_searched in SEARCHED.items():
        yield from _search_script(name, columns_searched)
    yield f"INSERT INTO ledger VALUES ('schema_version', '{SCHEMA_VERSION}')"  # noqa: S608
    yield f"PRAGMA application_id = {APPLICATION_ID}"
    yield f"PRAGMA user_version = {SCHEMA_VERSION}"


def _search_script(table: str, columns: tuple[str, ...]) -> Iterator[str]:
    """Yields the search index of a table and the triggers that keep it true."""
    listed = ", ".join(columns)
    old = ", ".join(f"old.{name}" for name in columns)
    new = ", ".join(f"new.{name}" for name in columns)
    index = f"{table}_search"
    # All names are those of our own tables.
    remove = f"INSERT INTO {index} ({index}, rowid, {listed}) VALUES ('delete', old.rowid, {old});"  # noqa: S608
    insert = f"INSERT INTO {index} (rowid, {listed}) VALUES (new.rowid, {new});"  # noqa: S608
    yield (
        f"CREATE VIRTUAL TABLE {index} USING fts5 ({listed}, content='{table}', "
        'tokenize="porter unicode61 remove_diacritics 2")'
    )
    yield f"CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN {insert} END"
    yield f"CREATE TRIGGER {table}_removed AFTER DELETE ON {table} BEGIN {remove} END"
    yield (
        f"CREATE TRIGGER {table}_changed AFTER UPDATE OF {listed} ON {table} "
        f"BEGIN {remove} {insert} END"
    )
