"""The ledger: one SQLite file that can be mailed, copied, and opened in any SQLite browser.

Many processes may read while one writes (WAL). Reading and writing go over two connections, so
that a reader sees the ledger as it was when it started to read.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self, TypeVar, cast

from reportedly.errors import StoreError
from reportedly.linkage import Relinked, ReportNames
from reportedly.records import Claim, Document, Problem, Snapshot
from reportedly.store.base import (
    DOCUMENT_KINDS,
    LINK_KINDS,
    LINKING,
    DocumentWork,
    LinkedState,
    SearchHit,
    column_names,
)
from reportedly.store.links import clear_links, in_portions, note_linked, write_change
from reportedly.store.opening import explained, open_for_reading, open_for_writing
from reportedly.store.schema import (
    SEARCHED,
    count_sql,
    find_sql,
    from_row,
    ids_sql,
    problem_id,
    select_sql,
    storable_text,
    table_of,
    to_row,
    upsert_sql,
)
from reportedly.store.search import EXCERPT_TOKENS, MARK_END, MARK_START, fts_query, read_marks

T = TypeVar("T")

# How long to wait for another writer: longer than any single report takes to be written.
BUSY_TIMEOUT_S = 15.0
ROWS_AT_ONCE = 256

SEARCH_SQL: dict[Literal["document", "claim"], str] = {
    "document": (
        "SELECT documents.id, documents.id, snippet(documents_search, -1, ?, ?, '…', ?) "
        "FROM documents_search JOIN documents ON documents.rowid = documents_search.rowid "
        "WHERE documents_search MATCH ? ORDER BY rank, documents.id LIMIT ?"
    ),
    "claim": (
        "SELECT claims.id, claims.document_id, snippet(claims_search, -1, ?, ?, '…', ?) "
        "FROM claims_search JOIN claims ON claims.rowid = claims_search.rowid "
        "WHERE claims_search MATCH ? ORDER BY rank, claims.id LIMIT ?"
    ),
}
# Sorts after every character that an id can go on with.
LAST_CHARACTER = "\U0010ffff"


class SqliteStore:
    """A store in one SQLite file; ``read_only`` opens one that is there and never writes to it."""

    def __init__(
        self, path: Path | str, *, read_only: bool = False, busy_timeout_s: float = BUSY_TIMEOUT_S
    ) -> None:
        """Opens the ledger at a path; makes it unless ``read_only``."""
        self.path = Path(path)
        self._writer = None if read_only else open_for_writing(self.path, busy_timeout_s)
        try:
            self._reader = open_for_reading(self.path, busy_timeout_s)
        except BaseException:
            if self._writer is not None:
                self._writer.close()
            raise

    def write(self, records: Iterable[object]) -> None:
        """Writes records by their id, all or none."""
        with self._transaction() as connection:
            _write_records(connection, records)

    def read(self, kind: type[T], /, **equals: object) -> Iterator[T]:
        """Yields the records of one kind whose columns equal the given values."""
        table = table_of(kind)
        cursor = self._select(select_sql(table, tuple(equals)), kind, equals)
        with explained(self.path):
            while rows := cursor.fetchmany(ROWS_AT_ONCE):
                for row in rows:
                    yield from_row(table, row)

    def count(self, kind: type, /, **equals: object) -> int:
        """Returns how many records ``read`` would yield."""
        cursor = self._select(count_sql(table_of(kind), tuple(equals)), kind, equals)
        return int(cursor.fetchone()[0])

    def ids(self, kind: type, /, *, beginning: str = "") -> tuple[str, ...]:
        """Returns the ids of one kind that begin so, sorted."""
        with explained(self.path):
            rows = self._reader.execute(
                ids_sql(table_of(kind)), (storable_text(beginning), f"{beginning}{LAST_CHARACTER}")
            )
            return tuple(id_ for (id_,) in rows)

    def done(self, stage_key: str) -> set[str]:
        """Returns the ids of the inputs on which a stage has been run."""
        with explained(self.path):
            rows = self._reader.execute(
                "SELECT input_id FROM done WHERE stage_key = ?", (stage_key,)
            )
            return {input_id for (input_id,) in rows}

    def has_done(self, stage_key: str, input_id: str) -> bool:
        """Tells whether a stage has been run on one input."""
        with explained(self.path):
            row = self._reader.execute(
                "SELECT 1 FROM done WHERE stage_key = ? AND input_id = ?", (stage_key, input_id)
            ).fetchone()
        return row is not None

    def replace_document(self, work: DocumentWork) -> None:
        """Writes all that was done on one report, in place of what was there."""
        document = work.document
        with self._transaction() as connection:
            earlier = connection.execute(
                "SELECT id FROM documents WHERE snapshot_sha256 = ? AND id <> ?",
                (document.snapshot_sha256, document.id),
            ).fetchall()
            for (document_id,) in earlier:
                _remove_document(connection, document_id, keep_snapshot=True)
            for kind in work.replaces:
                _delete(connection, table_of(kind).name, "document_id", document.id)
            _delete_problems(connection, document.id, work.stages)
            # What was wrong with this path before it could be read is wrong no longer.
            if document.path is not None:
                _delete(connection, "problems", "unit", storable_text(document.path))
            snapshot = () if work.snapshot is None else (work.snapshot,)
            _write_records(connection, (*snapshot, document, *work.records))
            _mark_unlinked(connection, document.id)
            _write_problems(connection, work.problems, document.id)
            for input_id in {document.snapshot_sha256, document.id}:
                _delete(connection, "done", "input_id", input_id)
            connection.executemany("INSERT OR IGNORE INTO done VALUES (?, ?)", work.done)

    def write_problems(
        self, problems: Iterable[Problem], *, unit: str, replaces: Collection[str] = ()
    ) -> None:
        """Writes problems about one unit, in place of those of the stages in ``replaces``."""
        with self._transaction() as connection:
            _delete_problems(connection, unit, replaces)
            _write_problems(connection, problems, unit)

    def replace_links(self, records: Iterable[object], *, made_from: str, made_by: str) -> None:
        """Writes the result of a linking run in place of the whole earlier one."""
        with self._transaction() as connection:
            clear_links(connection)
            problems: list[Problem] = []
            _write_records(connection, _without_problems(records, problems))
            _write_problems(connection, problems, LINKING)
            state = LinkedState(made_from=None, made_by=None, current=made_from)
            note_linked(connection, state, made_by, None)

    def change_links(
        self, change: Relinked, *, made_from: LinkedState, made_by: str, is_whole: bool
    ) -> bool:
        """Writes what a linking run changes, or all that it made (``is_whole``)."""
        with self._transaction() as connection:
            kept = dict(connection.execute("SELECT key, value FROM ledger"))
            if not is_whole and kept.get("linked_from") != made_from.made_from:
                return False
            if is_whole:
                clear_links(connection)
            write_change(connection, change)
            note_linked(connection, made_from, made_by, made_by)
            return True

    def find(self, kind: type[T], column: str, values: Collection[object], /) -> Iterator[T]:
        """Yields the records or kept rows in which a column has one of some values."""
        table = table_of(kind)
        with explained(self.path):
            for portion in in_portions(values):
                for row in self._reader.execute(find_sql(table, column, len(portion)), portion):
                    yield from_row(table, row)

    def linked_state(self) -> LinkedState:
        """Returns what linking last ran over, and what it would run over now."""
        digest = hashlib.sha256()
        with explained(self.path):
            kept = dict(self._reader.execute("SELECT key, value FROM ledger"))
            for row in self._reader.execute(
                "SELECT id, text_sha256, publisher, published FROM documents ORDER BY id"
            ):
                digest.update(repr(row).encode("utf-8", "surrogatepass"))
            for row in self._reader.execute(
                "SELECT input_id, stage_key FROM done ORDER BY input_id, stage_key"
            ):
                digest.update(repr(row).encode("utf-8", "surrogatepass"))
            changes = self._reader.execute(
                "SELECT change, document_id FROM unlinked ORDER BY change"
            ).fetchall()
        return LinkedState(
            made_from=kept.get("linked_from"),
            made_by=kept.get("linked_by"),
            current=digest.hexdigest()[:16],
            kept_by=kept.get("linkage_by"),
            changed=tuple(sorted({document_id for _, document_id in changes})),
            changes=changes[-1][0] if changes else 0,
        )

    def remove(self, document_id: str) -> bool:
        """Removes a document with all that hangs on it; tells whether it was there.

        Its words are gone from the search indexes too, and from the file once it is closed.
        """
        with self._transaction() as connection:
            is_removed = _remove_document(connection, document_id, keep_snapshot=False)
            if is_removed:
                _forget_removed_words(connection)
            return is_removed

    def search(
        self, text: str, *, kind: Literal["document", "claim"] | None = None, limit: int = 100
    ) -> Iterator[SearchHit]:
        """Yields where all words of a text stand, best first; documents before claims."""
        query = fts_query(text)
        if query is None:
            return
        for wanted, sql in SEARCH_SQL.items():
            if kind not in (None, wanted):
                continue
            with explained(self.path):
                rows = self._reader.execute(
                    sql, (MARK_START, MARK_END, EXCERPT_TOKENS, query, limit)
                ).fetchall()
            for found_id, document_id, marked in rows:
                excerpt, marks = read_marks(_readable(marked))
                yield SearchHit(
                    kind=wanted, id=found_id, document_id=document_id, excerpt=excerpt, marks=marks
                )

    def close(self) -> None:
        """Closes the store; the last one to close folds the write-ahead log into the file."""
        self._reader.close()
        if self._writer is not None:
            self._writer.close()

    def __enter__(self) -> Self:
        """Returns the store itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Closes the store."""
        self.close()

    def _select(self, sql: str, kind: type, equals: dict[str, object]) -> sqlite3.Cursor:
        unknown = sorted(equals.keys() - set(column_names(kind)))
        if unknown:
            raise TypeError(f"{kind.__name__} records have no column {', '.join(unknown)}")
        values = [storable_text(v) if isinstance(v, str) else v for v in equals.values()]
        with explained(self.path):
            return self._reader.execute(sql, values)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """Yields the writing connection inside a transaction that is kept or undone as a whole."""
        if self._writer is None:
            raise StoreError(f"the ledger {self.path} was opened for reading only.")
        with explained(self.path):
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                # A full disk makes SQLite undo the transaction by itself.
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise


def _readable(text: str | bytes) -> str:
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else text


def _without_problems(records: Iterable[object], found: list[Problem]) -> Iterator[object]:
    """Yields the records that are no problems; these are put aside."""
    for record in records:
        if isinstance(record, Problem):
            found.append(record)
        else:
            yield record


def _write_records(connection: sqlite3.Connection, records: Iterable[object]) -> None:
    texts: dict[str, str] = {}
    for kind, group in groupby(records, key=type):
        if kind is Problem:
            for problem in cast(Iterator[Problem], group):
                _write_problems(connection, [problem], problem.subject)
            continue
        rows = []
        for record in group:
            if isinstance(record, Document):
                texts = {record.id: record.text}
            rows.append(to_row(record, _extra(connection, record, texts)))
        connection.executemany(upsert_sql(table_of(kind)), rows)


def _extra(
    connection: sqlite3.Connection, record: object, texts: dict[str, str]
) -> tuple[str | None, ...]:
    """Returns what stands in a record's row beside its own fields."""
    if isinstance(record, Claim):
        return (_evidence(connection, record, texts),)
    return (None,) if type(record) in LINK_KINDS else ()


def _evidence(connection: sqlite3.Connection, claim: Claim, texts: dict[str, str]) -> str | None:
    """Returns the words of a claim; the text of its document is remembered for the next one."""
    if claim.document_id not in texts:
        texts.clear()
        row = connection.execute(
            "SELECT text FROM documents WHERE id = ?", (claim.document_id,)
        ).fetchone()
        if row is None:
            return None
        kept = row[0]
        texts[claim.document_id] = (
            kept.decode("utf-8", "surrogatepass") if isinstance(kept, bytes) else kept
        )
    return texts[claim.document_id][claim.evidence.start : claim.evidence.end]


def _write_problems(connection: sqlite3.Connection, problems: Iterable[Problem], unit: str) -> None:
    rows = [to_row(problem, (problem_id(problem), unit)) for problem in problems]
    connection.executemany(upsert_sql(table_of(Problem)), rows)


def _delete(connection: sqlite3.Connection, table: str, column: str, value: Any) -> int:
    # Table and column names are our own.
    cursor = connection.execute(f'DELETE FROM {table} WHERE "{column}" = ?', (value,))  # noqa: S608
    return cursor.rowcount


def _delete_problems(connection: sqlite3.Connection, unit: str, stages: Iterable[str]) -> None:
    connection.executemany(
        "DELETE FROM problems WHERE unit = ? AND stage = ?",
        [(storable_text(unit), stage) for stage in stages],
    )


def _forget_removed_words(connection: sqlite3.Connection) -> None:
    """Merges the search indexes into one part each, without what was deleted.

    FTS5 only marks words as deleted until their parts are merged. Its option ``secure-delete``
    would do without the merge, but SQLite below 3.42 then refuses the ledger.
    """
    for table in SEARCHED:
        index = f"{table}_search"
        # Table names are our own.
        connection.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")  # noqa: S608


def _mark_unlinked(connection: sqlite3.Connection, document_id: str) -> None:
    connection.execute("INSERT INTO unlinked (document_id) VALUES (?)", (document_id,))


def _unmark_unlinked(connection: sqlite3.Connection, document_id: str) -> None:
    """Notes that a document is gone: of one that was never linked, nothing stays to be noted."""
    _delete(connection, "unlinked", "document_id", document_id)
    names = table_of(ReportNames).name
    connection.execute(
        f"INSERT INTO unlinked (document_id) SELECT document_id FROM {names} "  # noqa: S608 (ours)
        "WHERE document_id = ?",
        (document_id,),
    )


def _remove_document(
    connection: sqlite3.Connection, document_id: str, *, keep_snapshot: bool
) -> bool:
    row = connection.execute(
        "SELECT snapshot_sha256, path FROM documents WHERE id = ?", (document_id,)
    ).fetchone()
    if row is None:
        return False
    snapshot_id, path = row
    _unmark_unlinked(connection, document_id)
    units: Sequence[Any] = (document_id, path)
    for kind in DOCUMENT_KINDS:
        _delete(connection, table_of(kind).name, "document_id", document_id)
    for unit in units:
        _delete(connection, "problems", "unit", unit)
    _delete(connection, table_of(Document).name, "id", document_id)
    _delete(connection, "done", "input_id", document_id)
    (sharing,) = connection.execute(
        "SELECT count(*) FROM documents WHERE snapshot_sha256 = ?", (snapshot_id,)
    ).fetchone()
    if sharing == 0:
        _delete(connection, "done", "input_id", snapshot_id)
        if not keep_snapshot:
            _delete(connection, table_of(Snapshot).name, "id", snapshot_id)
    return True
