"""The file in which a user says how reliable many sources are."""

from __future__ import annotations

import tomllib
from pathlib import Path

from reportedly.errors import InputError
from reportedly.grading import reliability_scale

FIELDS = frozenset({"name", "reliability", "reason", "by"})
NEEDED = ("name", "reliability")


def read_reliability_file(path: Path) -> list[tuple[str, str, str | None, str | None]]:
    """Returns the rows of a reliability file: name, letter, reason, who decided.

    The file is TOML, a table for each source::

        [[source]]
        name = "Orvania Conflict Monitor"
        reliability = "B"
        reason = "publishes its lists; corrected twice in 2023"

    Raises an :class:`~reportedly.errors.InputError` that names the entry and what is wrong with it:
    nothing of a file with a mistake is taken.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path} can't be read ({error.strerror}): name another file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path} is no TOML: {error}. Correct it and try again") from error
    entries = table.get("source")
    if set(table) != {"source"} or not isinstance(entries, list) or len(entries) == 0:
        raise InputError(
            f"{path} must hold [[source]] tables and nothing else, each with a name and a "
            "reliability, A to F"
        )
    return [_row(entry, f"{path}, source {place}") for place, entry in enumerate(entries, start=1)]


def _row(entry: object, where: str) -> tuple[str, str, str | None, str | None]:
    if not isinstance(entry, dict) or not all(isinstance(value, str) for value in entry.values()):
        raise InputError(f"{where}: every field must be text in quotes")
    unknown = sorted(set(entry) - FIELDS)
    if unknown:
        raise InputError(
            f"{where}: unknown field {', '.join(unknown)}; known are {', '.join(sorted(FIELDS))}"
        )
    for field in NEEDED:
        if not entry.get(field, "").strip():
            raise InputError(f"{where}: {field} is missing")
    letter = entry["reliability"]
    if letter not in reliability_scale():
        raise InputError(
            f"{where} ({entry['name']}): reliability is {letter!r}; it must be one of "
            f"{', '.join(reliability_scale())}"
        )
    return entry["name"], letter, entry.get("reason"), entry.get("by")
