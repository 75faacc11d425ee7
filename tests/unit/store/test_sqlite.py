"""The ledger as a file: what is refused, what survives, and what other programs see."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.errors import StoreError
from reportedly.records import Claim, Document, Question, Snapshot
from reportedly.run.driver import add
from reportedly.run.linking import link
from reportedly.run.serial import SerialRunner
from reportedly.store.base import STORED_KINDS
from reportedly.store.schema import APPLICATION_ID, SCHEMA_VERSION, creation_script
from reportedly.store.sqlite import SqliteStore
from tests.toys import many_snapshots, snapshot_of, toy_plan

PROJECT = Path(__file__).resolve().parents[3]
WORDS = ("brix", "quol", "zamp", "fnoy", "wexu", "jird", "vock", "thub")
GOLDEN_SCHEMA = PROJECT / "tests" / "golden" / "ledger_schema.sql"

ADD_REPORTS = """
import sys
from reportedly.run.driver import add
from reportedly.run.linking import link
from reportedly.run.serial import SerialRunner
from reportedly.store.sqlite import SqliteStore
from tests.toys import many_snapshots, toy_plan

with SqliteStore(sys.argv[1]) as store:
    for event in add(many_snapshots(int(sys.argv[2])), store, toy_plan(), SerialRunner()):
        print(event.stage if hasattr(event, "stage") else "skipped", flush=True)
    for event in link(store, toy_plan()):
        print(event.stage, flush=True)
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Returns a ledger of three reports, closed."""
    path = tmp_path / "ledger.db"
    fill(path, 3)
    return path


def fill(path: Path, reports: int) -> None:
    with SqliteStore(path) as store:
        list(add(many_snapshots(reports), store, toy_plan(), SerialRunner()))
        list(link(store, toy_plan()))


def contents(path: Path) -> dict[str, list[object]]:
    with SqliteStore(path, read_only=True) as store:
        return {kind.__name__: list(store.read(kind)) for kind in STORED_KINDS}


def start_adding(path: Path, reports: int) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    return subprocess.Popen(
        [sys.executable, "-c", ADD_REPORTS, str(path), str(reports)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    )


# -- what is not a ledger ----------------------------------------------------------------------


@pytest.mark.parametrize("read_only", [True, False])
def test_other_files_are_refused_and_left_alone(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are my notes of Monday.")
    with pytest.raises(StoreError, match=r"notes\.txt is not a ledger.*--ledger"):
        SqliteStore(path, read_only=read_only)
    assert path.read_text() == "These are my notes of Monday."
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("read_only", [True, False])
def test_other_databases_are_refused_and_left_alone(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "accounts.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE accounts (name TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="an SQLite database, but not a ledger"):
        SqliteStore(path, read_only=read_only)
    assert path.read_bytes() == before


@pytest.mark.parametrize("read_only", [True, False])
def test_a_ledger_of_a_newer_version_is_refused(ledger: Path, read_only: bool) -> None:
    connection = sqlite3.connect(ledger)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    with pytest.raises(StoreError, match=r"newer reportedly.*Upgrade"):
        SqliteStore(ledger, read_only=read_only)


def test_a_damaged_ledger_is_told(ledger: Path) -> None:
    content = bytearray(ledger.read_bytes())
    content[100:] = bytes(len(content) - 100)
    ledger.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"):
        contents(ledger)


def test_places_where_no_ledger_can_be(tmp_path: Path, ledger: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        SqliteStore(tmp_path)
    with pytest.raises(StoreError, match=r"the folder .*nowhere does not exist"):
        SqliteStore(tmp_path / "nowhere" / "ledger.db")
    with pytest.raises(StoreError, match=r"there is no ledger at .*reportedly add"):
        SqliteStore(tmp_path / "none.db", read_only=True)
    with pytest.raises(StoreError, match=r"can't be read|does not exist"):
        SqliteStore(ledger / "ledger.db")
    assert not (tmp_path / "none.db").exists()


def test_an_empty_file_becomes_a_ledger_but_is_none_to_read(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    path.touch()
    with pytest.raises(StoreError, match="is empty"):
        SqliteStore(path, read_only=True)
    fill(path, 1)
    assert len(contents(path)["Document"]) == 1


def test_a_store_for_reading_does_not_write(ledger: Path) -> None:
    before = ledger.read_bytes()
    with SqliteStore(ledger, read_only=True) as store:
        assert store.count(Document) == 3
        with pytest.raises(StoreError, match="reading only"):
            store.remove(next(store.read(Document)).id)
    assert ledger.read_bytes() == before


# -- permissions, space, locks -----------------------------------------------------------------


def as_somebody_else(work: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs code as a user who owns nothing, if we may change users; as ourselves otherwise."""
    code = (
        "import os, sys\n"
        "from reportedly.errors import StoreError\n"
        "from reportedly.records import Document\n"
        "from reportedly.store.sqlite import SqliteStore\n"
        "if os.getuid() == 0: os.setuid(65534)\n"
    ) + work
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True, text=True, check=False, cwd="/",
    )  # fmt: skip


@pytest.fixture
def locked_folder(ledger: Path) -> Iterator[Path]:
    """Returns a folder with a ledger where nobody may write."""
    folder = Path(tempfile.mkdtemp())
    shutil.copy(ledger, folder / "ledger.db")
    (folder / "ledger.db").chmod(0o444)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_ledger_on_a_read_only_medium_can_be_read(locked_folder: Path) -> None:
    result = as_somebody_else(
        "with SqliteStore(sys.argv[1], read_only=True) as store: print(store.count(Document))\n",
        str(locked_folder / "ledger.db"),
    )
    assert (result.stdout, result.stderr) == ("3\n", "")


@pytest.mark.parametrize("name", ["ledger.db", "new.db"])
def test_a_folder_that_is_not_ours_to_write_is_told(locked_folder: Path, name: str) -> None:
    result = as_somebody_else(
        "try: SqliteStore(sys.argv[1])\nexcept StoreError as error: print(error)\n",
        str(locked_folder / name),
    )
    assert "Check the permissions" in result.stdout, result.stderr
    assert name in result.stdout


def test_a_full_disk_is_told_and_the_ledger_stays_whole(ledger: Path) -> None:
    before = contents(ledger)
    with SqliteStore(ledger) as store:
        writer = store._writer
        assert writer is not None
        pages = writer.execute("PRAGMA page_count").fetchone()[0]
        writer.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match=r"disk is probably full.*run the same command again"):
            list(add(many_snapshots(200), store, toy_plan(), SerialRunner()))
        kept = store.count(Document)
        assert store.count(Claim) == 2 * kept
        assert store.count(Snapshot) == kept
    fill(ledger, 3)
    after = contents(ledger)
    assert set(map(repr, before["Document"])) <= set(map(repr, after["Document"]))


@pytest.mark.skipif(sys.platform == "win32", reason="no limits on file sizes there")
def test_a_disk_that_refuses_to_write_is_told(ledger: Path) -> None:
    result = as_limited(ledger)
    assert "disk is probably full" in result.stdout, result.stderr
    assert len(contents(ledger)["Document"]) >= 3


def as_limited(ledger: Path) -> subprocess.CompletedProcess[str]:
    code = (
        "import resource, sys\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({ledger.stat().st_size + 20_000},) * 2)\n"
        "from reportedly.errors import StoreError\n"
        f"try:\n    exec({ADD_REPORTS!r})\n"
        "except StoreError as error: print(error)\n"
    )
    return subprocess.run(
        [sys.executable, "-c", code, str(ledger), "500"],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(PROJECT)},
    )  # fmt: skip


def test_a_ledger_that_another_process_writes_is_waited_for_then_told(ledger: Path) -> None:
    with SqliteStore(ledger) as other, SqliteStore(ledger, busy_timeout_s=0.05) as store:
        assert other._writer is not None
        other._writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match=r"locked: another process.*Wait"):
            store.remove(next(store.read(Document)).id)
        other._writer.execute("ROLLBACK")
        assert store.remove(next(store.read(Document)).id)


# -- kill and concurrency ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seed", "ending"), [*((seed, signal.SIGKILL) for seed in range(6)), (6, signal.SIGINT)]
)
def test_killed_at_any_point_nothing_is_half_written_and_the_rest_follows(
    tmp_path: Path, seed: int, ending: signal.Signals
) -> None:
    reports = 40
    undisturbed, disturbed = tmp_path / "undisturbed.db", tmp_path / "disturbed.db"
    fill(undisturbed, reports)
    chance = random.Random(seed)  # noqa: S311 # which moment does not matter
    for _ in range(3):
        process = start_adding(disturbed, reports)
        assert process.stdout is not None
        for _ in range(chance.randrange(1, 2 * reports // 3)):
            process.stdout.readline()
        time.sleep(chance.random() / 300)
        process.send_signal(ending)
        process.wait()
        process.stdout.close()
        assert_whole(disturbed)
    fill(disturbed, reports)
    assert contents(disturbed) == contents(undisturbed)


def assert_whole(path: Path) -> None:
    with SqliteStore(path) as store:
        documents = {document.id for document in store.read(Document)}
        claims = [claim.document_id for claim in store.read(Claim)]
        assert sorted(claims) == sorted([*documents, *documents])
        assert store.count(Snapshot) == len(documents)
        assert store.count(Question) in (0, 1)


def test_killed_while_the_ledger_is_made(tmp_path: Path) -> None:
    for delay in (0.02, 0.1, 0.2, 0.25, 0.3):
        path = tmp_path / f"{delay}.db"
        process = start_adding(path, 3)
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        fill(path, 3)
        assert len(contents(path)["Document"]) == 3


def test_one_process_reads_while_another_adds(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    fill(path, 1)
    process = start_adding(path, 300)
    seen = []
    while process.poll() is None:
        with SqliteStore(path, read_only=True) as store:
            documents = {document.id for document in store.read(Document)}
            by_document = [claim.document_id for claim in store.read(Claim)]
            assert documents <= set(by_document)
            assert all(by_document.count(document_id) == 2 for document_id in documents)
            seen.append(len(documents))
    process.communicate()
    assert process.returncode == 0
    assert seen == sorted(seen)
    assert len(contents(path)["Document"]) == 300


# -- the file itself ---------------------------------------------------------------------------


def test_the_file_says_what_it_is(ledger: Path) -> None:
    assert list(ledger.parent.iterdir()) == [ledger], "a closed ledger is one file"
    connection = sqlite3.connect(ledger)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    kept = dict(connection.execute("SELECT key, value FROM ledger"))
    assert kept["schema_version"] == str(SCHEMA_VERSION)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    for index in ("documents_search", "claims_search"):
        connection.execute(f"INSERT INTO {index} ({index}) VALUES ('integrity-check')")  # noqa: S608
    connection.close()


def test_other_programs_can_read_it(ledger: Path) -> None:
    connection = sqlite3.connect(ledger)
    rows = connection.execute(
        "SELECT speaker, quantity_low, evidence_text, path FROM claim_overview "
        "ORDER BY path, evidence_start"
    ).fetchall()
    connection.close()
    assert rows[0] == ("Ann", 0.0, "0 killed", "report-0000.txt")
    assert len(rows) == 6


def test_the_schema_is_the_one_of_its_version(update_golden: bool) -> None:
    """A change of the schema needs a new SCHEMA_VERSION and a migration."""
    script = f"-- schema version {SCHEMA_VERSION}\n" + ";\n".join(creation_script()) + ";\n"
    if update_golden:
        GOLDEN_SCHEMA.write_text(script)
    assert GOLDEN_SCHEMA.read_text() == script


@pytest.mark.parametrize("removed", [0, 7, 59])
def test_nothing_of_a_removed_report_stays_in_the_file(tmp_path: Path, removed: int) -> None:
    """Each report has words of its own, in its text, its title, its path and a name."""
    path = tmp_path / "ledger.db"
    reports = []
    for number in range(60):
        word = WORDS[number // 8] + WORDS[number % 8]
        text = f"{word}ann: {number} killed near the {word}mill. " + f"The {word}s left. " * 40
        given = snapshot_of(text, f"{word}file.txt", title=f"{word}title", publisher=f"{word}press")
        reports.append(given)
    with SqliteStore(path) as store:
        list(add(reports, store, toy_plan(), SerialRunner()))
        list(link(store, toy_plan()))
    word = WORDS[removed // 8] + WORDS[removed % 8]
    assert word.encode() in path.read_bytes()
    with SqliteStore(path) as store:
        (document,) = store.read(Document, snapshot_sha256=reports[removed].id)
        assert store.remove(document.id)
        list(link(store, toy_plan()))
        assert list(store.search(word + "*")) == []
    assert list(tmp_path.iterdir()) == [path]
    # Indexes and pages keep only the end of a word where its beginning is that of the one before.
    left = path.read_bytes().lower()
    assert word.encode() not in left
    assert document.id.encode() not in left
    other = reports[(removed + 1) % 60].title or ""
    assert other.encode() in left
