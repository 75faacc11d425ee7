"""A path -> a connection to the ledger there, or an error that says what is there instead."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from reportedly.errors import StoreError
from reportedly.store.schema import APPLICATION_ID, SCHEMA_VERSION, creation_script

SQLITE_HEADER = b"SQLite format 3\x00"

# From each older schema version to the next: none yet. A function gets the connection inside a
# transaction; each comes with a golden ledger of the version it starts from.
MIGRATIONS: dict[int, Callable[[sqlite3.Connection], None]] = {}


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns errors of SQLite into ones that say what happened, to which file, and what to do."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "") or ""
        raise StoreError(_explanation(path, name, str(error))) from error


def _explanation(path: Path, name: str, message: str) -> str:
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return (
            f"the ledger {path} is locked: another process is writing to it. "
            "Wait until it has finished, then run the same command again."
        )
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
        return (
            f"the ledger {path} could not be written ({message}): the disk is probably full. "
            "What was added before is safe. Make room, then run the same command again."
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return (
            f"the ledger {path} can't be opened for writing ({message}). Check the permissions "
            "of the file and its folder, or choose another place with --ledger."
        )
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return (
            f"{path} is damaged or no ledger ({message}). Restore it from a copy, or add the "
            "reports to a new ledger with --ledger."
        )
    return f"the ledger {path} could not be used: {message}. Run `reportedly doctor` to see more."


def check_place(path: Path, *, must_exist: bool) -> None:
    """Raises a :class:`StoreError` if no ledger can be at the path."""
    try:
        if path.is_dir():
            raise StoreError(f"{path} is a folder; name a file in it with --ledger.")
        if not path.exists():
            if must_exist:
                raise StoreError(
                    f"there is no ledger at {path}. Make one with `reportedly add`, or name "
                    "another with --ledger."
                )
            if not path.parent.is_dir():
                raise StoreError(
                    f"the folder {path.parent} does not exist, so no ledger can be made in it. "
                    "Make the folder, or choose another place with --ledger."
                )
            return
        with path.open("rb") as file:
            header = file.read(len(SQLITE_HEADER))
    except OSError as error:
        raise StoreError(
            f"{path} can't be read ({error.strerror}). Check its permissions, or choose another "
            "place with --ledger."
        ) from error
    if header not in (b"", SQLITE_HEADER):
        raise StoreError(
            f"{path} is not a ledger: it is some other kind of file, and was left as it is. "
            "Choose another place with --ledger."
        )


def open_for_writing(path: Path, busy_timeout_s: float) -> sqlite3.Connection:
    """Returns a connection that may write, to a ledger that is there or is made now."""
    check_place(path, must_exist=False)
    with explained(path):
        connection = sqlite3.connect(path, timeout=busy_timeout_s, isolation_level=None)
        try:
            version = _checked_version(connection, path)
            connection.execute("PRAGMA journal_mode = WAL")
            # A power cut may lose the last reports added, never the ledger's consistency; a
            # killed process loses nothing. Running the command again adds what is missing.
            connection.execute("PRAGMA synchronous = NORMAL")
            # What is deleted is overwritten: who removes a report expects its text to be gone.
            connection.execute("PRAGMA secure_delete = ON")
            if version != SCHEMA_VERSION:
                _bring_up(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def open_for_reading(path: Path, busy_timeout_s: float) -> sqlite3.Connection:
    """Returns a connection that can't write, to a ledger that is there.

    A ledger on a read-only medium opens too.
    """
    check_place(path, must_exist=True)
    uri = path.absolute().as_uri()
    with explained(path):
        connection = _connect_reading(f"{uri}?mode=ro", busy_timeout_s)
        try:
            _probe(connection)
        except sqlite3.OperationalError:
            # Readers of a WAL ledger share memory through a file beside it. Where none can be
            # made, the medium is read-only, and the file can be read as one that never changes.
            connection.close()
            if _has_pending_log(path):
                raise
            connection = _connect_reading(f"{uri}?immutable=1", busy_timeout_s)
        try:
            if _checked_version(connection, path) == 0:
                raise StoreError(
                    f"the ledger {path} is empty. Fill it with `reportedly add`, or name another "
                    "with --ledger."
                )
        except BaseException:
            connection.close()
            raise
    return connection


def _connect_reading(uri: str, busy_timeout_s: float) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, timeout=busy_timeout_s, isolation_level=None)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _probe(connection: sqlite3.Connection) -> None:
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _has_pending_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _checked_version(connection: sqlite3.Connection, path: Path) -> int:
    """Returns the schema version of a ledger this program can use; 0 for a new, empty file."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application == 0 and version == 0 and tables == 0:
        return 0
    if application != APPLICATION_ID:
        raise StoreError(
            f"{path} is an SQLite database, but not a ledger of reportedly, and was left as it "
            "is. Choose another place with --ledger."
        )
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"the ledger {path} was made by a newer reportedly (its schema is version {version}, "
            f"this program knows up to {SCHEMA_VERSION}). Upgrade with `pip install --upgrade "
            "reportedly`, or use another ledger."
        )
    return int(version)


def _bring_up(connection: sqlite3.Connection, path: Path) -> None:
    """Makes the tables of a new ledger, or migrates an older one, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _checked_version(connection, path)  # another process may have been faster
        if version == 0:
            for statement in creation_script():
                connection.execute(statement)
        else:
            for number in range(version, SCHEMA_VERSION):
                MIGRATIONS[number](connection)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
