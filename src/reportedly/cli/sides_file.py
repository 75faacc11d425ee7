"""The file in which a user declares who speaks for which side."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from reportedly.assess.voice_ranges import side_key
from reportedly.errors import InputError
from reportedly.present.material import Material
from reportedly.present.reliability import all_names

FORM = "it holds [[side]] tables, each with a name and a list of sources"


def read_sides_file(path: Path) -> dict[str, str]:
    """Returns the side of each source in a file, by ``side_key`` of the source.

    The file is TOML, a table for each side::

        [[side]]
        name = "Norland"
        sources = ["the Norland defence ministry", "Ada Holm"]

    Raises an :class:`~reportedly.errors.InputError` that names the entry and what is wrong with it.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path} can't be read ({error.strerror}): name another file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path} is no TOML: {error}. Correct it and try again") from error
    entries = table.get("side")
    if set(table) != {"side"} or not isinstance(entries, list) or len(entries) == 0:
        raise InputError(f"{path} is no file of sides: {FORM}")
    sides: dict[str, str] = {}
    for place, entry in enumerate(entries, start=1):
        name, sources = _entry(entry, f"{path}, side {place}")
        for source in sources:
            if sides.setdefault(side_key(source), name) != name:
                raise InputError(f"{path}, side {place}: {source!r} is on two sides; choose one")
    return sides


def for_all_names(sides: Mapping[str, str], material: Material) -> dict[str, str]:
    """Returns the side of every name of the sources declared, by ``side_key``.

    ``material`` knows which names are one source. An :class:`~reportedly.errors.InputError` says
    which names of one source were declared to be on two sides.
    """
    found = dict(sides)
    for source, side in sides.items():
        for key, name in all_names([source], material).items():
            if found.setdefault(key, side) != side:
                raise InputError(
                    f"{source!r} and {name!r} are names of one source, on two sides ({side}, "
                    f"{found[key]}): choose one, or part the names with `reportedly entities "
                    "--split`"
                )
    return found


def _entry(entry: object, where: str) -> tuple[str, list[str]]:
    if not isinstance(entry, dict) or set(entry) != {"name", "sources"}:
        raise InputError(f"{where}: it has a name and sources, and nothing else")
    name, sources = entry["name"], entry["sources"]
    if not isinstance(name, str) or not name.strip():
        raise InputError(f"{where}: the name must be text in quotes")
    is_list = isinstance(sources, list) and len(sources) > 0
    if not is_list or not all(isinstance(source, str) and source.strip() for source in sources):
        raise InputError(f"{where}: sources must be a list of names in quotes")
    return name, sources
