"""Whether a speaker, by what the report calls them, speaks for the state that they speak of.

"France confirms it", said by the French president, is one voice: he is France's. The report has to
show it, by an office and the country beside it in any name that it gives the speaker; nothing is
looked up about persons.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from reportedly.records import Source, Statement

WORD = re.compile(r"[^\W\d_]+")


def names_in_report(statements: Iterable[Statement]) -> dict[str, frozenset[str]]:
    """Returns all that one report calls each of its sources, by :func:`source_key`."""
    found: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        for hop in statement.chain:
            source = hop.source
            said = (source.name, source.resolved_name, source.description)
            found[source_key(source)].update(name for name in said if name is not None)
    return {key: frozenset(names) for key, names in found.items()}


def source_key(source: Source) -> str:
    """Returns what is equal for the mentions of one source in one report."""
    return (source.entity_id or source.resolved_name or source.name).casefold()


def is_own_state(speaker: Source, other: Source, names: Mapping[str, frozenset[str]]) -> bool:
    """Tells whether ``other`` is the state that the report shows ``speaker`` to speak for.

    ``names`` are those of :func:`names_in_report`. A ministry or an army is a body of its own.
    """
    state = _state_named(other.resolved_name or other.name)
    if state is None or other.kind != "government":
        return False
    return any(
        _has_office(name) and state in states_in(name)
        for name in names.get(source_key(speaker), frozenset({speaker.name}))
    )


def _state_named(name: str) -> str | None:
    """Returns the code of the state that a name is, and nothing else ("the French government")."""
    _, state_words = _office_words()
    kept = [word for word in name.split() if word.lower() not in state_words]
    return _state_names().get(" ".join(kept))


def _has_office(name: str) -> bool:
    offices, _ = _office_words()
    return not offices.isdisjoint(word.lower() for word in WORD.findall(name))


def states_in(name: str) -> set[str]:
    """Returns the codes of the states whose names or peoples stand in some words."""
    words = WORD.findall(name)
    known = _state_names()
    runs = (" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, i + 5))
    return {known[run] for run in runs if run in known}


@cache
def _office_words() -> tuple[frozenset[str], frozenset[str]]:
    table = tomllib.loads(files("reportedly").joinpath("data", "offices.toml").read_text("utf-8"))
    return frozenset(table["offices"]), frozenset(table["state_words"])


@cache
def _state_names() -> dict[str, str]:
    """Returns the code of each name, adjective and people in the table of countries."""
    found: dict[str, str] = {}
    path = files("reportedly").joinpath("extract", "data", "countries.tsv")
    for line in path.read_text("utf-8").splitlines():
        fields = line.split("\t")
        if line.startswith("#") or len(fields) < 4:  # code, point, names
            continue
        for listed in fields[3:5]:
            found.update({name: fields[0] for name in listed.split("|") if name})
    return found
