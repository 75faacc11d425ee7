"""Which names mean one body: the package's list, bodies of states by type, and the user's file.

The list says only that names mean the same. A name that stands under two entries says nothing.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, get_args

from reportedly.errors import ConfigError
from reportedly.link.name_parts import (
    REMEMBERED,
    folded,
    name_key,
    parts_of,
    state_keys,
    state_titles,
)
from reportedly.records import SourceKind

# Names of so few letters are words too ("us", "who", "is"): they count only where in capitals.
SHORT = 3
FIELDS = frozenset({"name", "kind", "names", "different"})
SEE = "See docs/reference/entities-toml.md."


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEntity:
    """One entry of a list of entities: all its names mean one source or actor.

    ``different`` are names that it must not be taken for.
    """

    name: str
    kind: SourceKind | None
    names: tuple[str, ...] = ()
    different: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The entry that a name belongs to: its key and name, its kind, and why it belongs there."""

    key: str
    name: str
    kind: SourceKind | None
    why: str


@cache
def known_entities() -> tuple[KnownEntity, ...]:
    """Returns the entries of the package's list."""
    return read_entities(_list_text(), "organisations.toml")


def read_entities(text: str, path: str) -> tuple[KnownEntity, ...]:
    """Returns the entities that a TOML text declares.

    A :class:`ConfigError` says in which line something can't be used, and what to do about it.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} is not valid TOML: {error}. Correct it there. {SEE}") from error
    rows = table.get("entity", [])
    unknown = sorted(table.keys() - {"entity", "type"})
    if unknown or not isinstance(rows, list):
        what = f"unknown {', '.join(unknown)}" if unknown else "[entity] with one pair of brackets"
        raise ConfigError(f"{path}: {what}. The file is a list of [[entity]] tables. {SEE}")
    starts = [n for n, line in enumerate(text.splitlines(), 1) if line.strip() == "[[entity]]"]
    lines = starts if len(starts) == len(rows) else [1] * len(rows)
    found = tuple(
        _entity(row, f"{path}, the entity at line {line}")
        for row, line in zip(rows, lines, strict=True)
    )
    _check_once(found, lines, path)
    return found


def _entity(row: Any, where: str) -> KnownEntity:
    """Returns the entity that one table declares."""
    unknown = sorted(row.keys() - FIELDS)
    if unknown:
        raise ConfigError(
            f"{where}: unknown {', '.join(unknown)}. It has: {', '.join(sorted(FIELDS))}. {SEE}"
        )
    name, kind = row.get("name"), row.get("kind")
    if not isinstance(name, str) or name_key(name) == "":
        raise ConfigError(f'{where}: it needs its main name, name = "…". {SEE}')
    if kind is not None and kind not in get_args(SourceKind):
        raise ConfigError(
            f"{where}: kind can't be {kind!r}. It is one of {', '.join(get_args(SourceKind))}."
        )
    lists = {field: row.get(field, []) for field in ("names", "different")}
    for field, values in lists.items():
        if not isinstance(values, list) or not all(
            isinstance(value, str) and name_key(value) != "" for value in values
        ):
            raise ConfigError(f'{where}: {field} is a list of names, {field} = ["…", "…"]. {SEE}')
    own = {name_key(value) for value in (name, *lists["names"])}
    both = sorted(value for value in lists["different"] if name_key(value) in own)
    if both:
        raise ConfigError(
            f"{where}: {', '.join(both)} stands under names and under different. Remove one."
        )
    return KnownEntity(
        name=name, kind=kind, names=tuple(lists["names"]), different=tuple(lists["different"])
    )


def _check_once(found: Sequence[KnownEntity], lines: Sequence[int], path: str) -> None:
    """Raises a :class:`ConfigError` where two entries have the same main name."""
    seen: dict[str, int] = {}
    for entity, line in zip(found, lines, strict=True):
        key = name_key(entity.name)
        if key in seen:
            raise ConfigError(
                f"{path}: {entity.name} is declared in line {seen[key]} and again in line {line}. "
                "Make one [[entity]] of the two."
            )
        seen[key] = line


def keys_of(entity: KnownEntity) -> tuple[str, ...]:
    """Returns the keys of an entity's names, the main name's first, each once."""
    return tuple(dict.fromkeys(name_key(name) for name in (entity.name, *entity.names)))


@cache
def listed_names() -> Mapping[str, tuple[Listing, ...]]:
    """Returns the entries of the package's list that each key belongs to."""
    found: dict[str, list[Listing]] = defaultdict(list)
    for entity in known_entities():
        listing = Listing(
            key=name_key(entity.name),
            name=entity.name,
            kind=entity.kind,
            why=f"both are names of {entity.name} in the list of organisations",
        )
        for key in keys_of(entity):
            found[key].append(listing)
    return {key: tuple(listings) for key, listings in found.items()}


@cache
def listed_spellings() -> Mapping[tuple[str, ...], tuple[Listing, ...]]:
    """Returns the listed entries by folded words: for names in another spelling."""
    found: dict[tuple[str, ...], tuple[Listing, ...]] = {}
    for key, listings in listed_names().items():
        words = parts_of(key).words
        if len(words) > 1:
            found[words] = tuple(dict.fromkeys((*found.get(words, ()), *listings)))
    return found


@lru_cache(maxsize=REMEMBERED)
def listings_of(key: str, *, is_abbreviation: bool) -> tuple[Listing, ...]:
    """Returns the entries that a name may belong to: none, one, or several if it is ambiguous."""
    if len(key) <= SHORT and not is_abbreviation:
        return ()
    found = listed_names().get(key) or listed_spellings().get(parts_of(key).words, ())
    if found:
        return found
    body = _body_of_state(key)
    return () if body is None else (body,)


def _body_of_state(key: str) -> Listing | None:
    """Returns the body of a state that a name is by its words: the army, a ministry of one state.

    "Russian Defence Ministry" and "Ministry of Defence of Russia" name a state and one type.
    """
    parts = parts_of(key)
    is_state = len(parts.rest) == 0 and key in state_keys()
    if len(parts.states) != 1 or not (parts.rest or is_state) or "and" in key.split():
        return None
    kind = types_of_bodies().get(frozenset(parts.rest or ("government",)))
    if kind is None:
        return None
    state = state_titles()[next(iter(parts.states))]
    name = f"{kind[:1].upper()}{kind[1:]} of {state}"
    return Listing(
        key=name_key(name),
        name=name,
        kind="government",
        why=f"both name the {kind} of {state}: the state and the type of body are the same",
    )


@cache
def types_of_bodies() -> dict[frozenset[str], str]:
    """Returns the type of body that a set of words names, in any of the listed languages."""
    found = {}
    for row in tomllib.loads(_list_text())["type"]:
        for name in (row["name"], *row["names"]):
            found[frozenset(parts_of(name_key(name)).rest)] = row["name"]
            found[frozenset(folded(word) for word in name_key(name).split())] = row["name"]
    return found


def declared_keys(entities: Iterable[KnownEntity]) -> dict[str, tuple[Listing, ...]]:
    """Returns the declared entities that each key belongs to."""
    found: dict[str, list[Listing]] = defaultdict(list)
    for entity in entities:
        listing = Listing(
            key=name_key(entity.name),
            name=entity.name,
            kind=entity.kind,
            why=f"entities.toml declares both to be {entity.name}",
        )
        for key in keys_of(entity):
            found[key].append(listing)
    return {key: tuple(listings) for key, listings in found.items()}


@cache
def _list_text() -> str:
    return files("reportedly.link").joinpath("data", "organisations.toml").read_text("utf-8")
