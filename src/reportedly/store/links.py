"""Writes what a linking run makes or changes, inside a transaction of the ledger's store."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from itertools import groupby, islice
from typing import Any

from reportedly.linkage import LINKAGE_KINDS, Dropped, Made, Relinked
from reportedly.records import Problem
from reportedly.store.base import LINK_KINDS, LINKING, LinkedState
from reportedly.store.schema import (
    insert_sql,
    problem_id,
    storable_text,
    table_of,
    to_row,
    upsert_sql,
)

# SQLite takes at least this many parameters in a statement, in every version since 2004.
PARAMETERS = 900
ROWS_AT_ONCE = 10_000


def in_portions(values: Collection[object]) -> Iterator[tuple[Any, ...]]:
    """Yields some values, as many at once as a statement takes."""
    left = iter(values)
    while portion := tuple(islice(left, PARAMETERS)):
        yield tuple(storable_text(v) if isinstance(v, str) else v for v in portion)


def clear_links(connection: sqlite3.Connection) -> None:
    """Takes away all that linking ever made or kept."""
    for kind in (*LINK_KINDS, *LINKAGE_KINDS):
        connection.execute(f"DELETE FROM {table_of(kind).name}")  # noqa: S608 (our names)
    connection.execute("DELETE FROM problems WHERE unit >= ? AND unit < ?", problem_units())


def problem_units() -> tuple[str, str]:
    """Returns between which units all problems of linking lie."""
    return (LINKING, f"{LINKING}\U0010ffff")


def write_change(connection: sqlite3.Connection, change: Relinked) -> None:
    """Takes away what is no more, then writes what was made and what is to be kept."""
    units = [f"{LINKING} {unit}" for unit in change.gone]
    for portion in in_portions(change.gone):
        for kind in LINK_KINDS:
            _delete(connection, table_of(kind).name, "unit", portion)
    for portion in in_portions(units):
        _delete(connection, "problems", "unit", portion)
    for dropped in change.dropped:
        drop(connection, dropped)
    for made in change.made:
        write_made(connection, made)
    rows = iter(change.rows)
    while batch := tuple(islice(rows, ROWS_AT_ONCE)):
        for kind, group in groupby(batch, key=type):
            connection.executemany(insert_sql(table_of(kind)), (to_row(row) for row in group))


def write_made(connection: sqlite3.Connection, made: Made) -> None:
    """Writes the records of one unit."""
    for kind, group in groupby(made.records, key=type):
        rows = [
            to_row(record, (problem_id(record), f"{LINKING} {made.unit}"))
            if isinstance(record, Problem)
            else to_row(record, (made.unit,))
            for record in group
        ]
        connection.executemany(upsert_sql(table_of(kind)), rows)


def drop(connection: sqlite3.Connection, dropped: Dropped) -> None:
    """Takes kept rows away."""
    for portion in in_portions(dropped.values):
        _delete(connection, table_of(dropped.kind).name, dropped.column, portion)


def note_linked(
    connection: sqlite3.Connection, made_from: LinkedState, made_by: str, kept_by: str | None
) -> None:
    """Notes over which documents linking ran, and by which stages."""
    connection.executemany(
        "INSERT OR REPLACE INTO ledger VALUES (?, ?)",
        [
            ("linked_from", made_from.current),
            ("linked_by", made_by),
            ("linkage_by", kept_by),
        ],
    )
    connection.execute("DELETE FROM unlinked WHERE change <= ?", (made_from.changes,))


def _delete(
    connection: sqlite3.Connection, table: str, column: str, values: tuple[Any, ...]
) -> None:
    marks = ", ".join("?" * len(values))
    # Table and column names are our own.
    connection.execute(f'DELETE FROM {table} WHERE "{column}" IN ({marks})', values)  # noqa: S608
