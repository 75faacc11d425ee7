"""What reports say of names -> every name by which they call a source or actor, each once.

Private persons never enter it: a person does only in a report that shows an office beside the
name and nothing private. A name that says only the sort of body ("the health ministry") does not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import get_args

from reportedly.link.likeness import Name
from reportedly.link.name_parts import (
    ARABIC_ARTICLE,
    REMEMBERED,
    WORD,
    body_words,
    folded,
    name_key,
    parts_of,
    spells,
    tells_which,
)
from reportedly.link.organisations import listings_of
from reportedly.link.voices import full_name, institution_of, is_named
from reportedly.records import Source, SourceKind

IN_BRACKETS = re.compile(r"\(([A-Z][A-Za-z]?[A-Z][A-Za-z-]{0,8})\)")
# "…, or VMN", "… – VMN": capitals that may abbreviate the name beside them; and what follows an
# abbreviation in brackets, or behind a comma or dash.
CAPITALS = re.compile(r"\b[A-Z][A-Za-z]?[A-Z][A-Za-z-]{0,8}\b")
BESIDE = re.compile(r"(?:\s*\(|,|\s[–—-])\s*(?:or\s+)?(?:the\s+)?([A-Z][^(),–—]{5,80})\)?")
SPEAKERS: frozenset[SourceKind] = frozenset(
    {"person", "government", "armed-group", "organisation", "media"}
)
# A longer name is mostly half a sentence that was read as one.
MAX_WORDS = 10
MAX_WORDS_OF_PERSON = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What one way of naming a source says: its key, and the other name it gives.

    That is ``alias``, the key of a shorter name, or ``full``, the name that it is short for.
    """

    key: str
    form: str
    is_person: bool
    is_short: bool
    shows_office: bool
    is_private: bool
    alias: str | None
    full: str | None = None


@dataclass(slots=True, kw_only=True)
class NameTable:
    """The names of a ledger by key, and which two names reports give to one source.

    ``how`` tells as what each key is a name: of a ``body``, of a ``person`` whom a report shows in
    an office, of a listed ``participant``. ``private`` are keys that some report shows as a private
    person's. ``readings`` are, by alias, the full names that reports give for it, with in how many
    reports.
    """

    names: dict[str, Name] = field(default_factory=dict)
    how: dict[str, str] = field(default_factory=dict)
    private: set[str] = field(default_factory=set)
    readings: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))


@lru_cache(maxsize=REMEMBERED)
def mention_of(name: str, kind: SourceKind, resolved_name: str | None) -> Mention | None:
    """Returns what a source's name says of whom it names; ``None`` where it names nobody."""
    source = Source(name=name, kind=kind, span=None, resolved_name=resolved_name)
    body = institution_of(source)
    if (body is None and kind not in SPEAKERS) or not is_named(source):
        return None
    form = body or full_name(source)
    is_person = body is None and kind == "person" and not names_a_body(form)
    key = name_key(form, is_person=is_person)
    if not (_is_full_person(form, key) if is_person else _is_name(form, key, kind)):
        return None
    words = {word.casefold() for word in WORD.findall(name)} if is_person else set()
    lists = body_words()
    return Mention(
        key=key,
        form=form,
        is_person=is_person,
        is_short=is_written_short(form),
        shows_office=bool(words & lists.offices),
        is_private=bool(words & lists.private),
        alias=None if is_person or body is not None else _alias(name, key),
        full=_spelled_beside(name, key) if is_written_short(form) else None,
    )


def _spelled_beside(name: str, short: str) -> str | None:
    """Returns the full name that stands beside an abbreviation: "VMN (Varrow Mine Network)"."""
    found = BESIDE.search(name)
    if found is None or not spells(short, name_key(found.group(1))):
        return None
    full = found.group(1).strip()
    return full if len(full.split()) > 1 else None


def _is_name(form: str, key: str, kind: SourceKind) -> bool:
    """Tells whether words are a name, not a description: what tells which one has a capital.

    A publisher may be known by its address alone, in lower case.
    """
    words = [ARABIC_ARTICLE.sub("", word) for word in WORD.findall(form)]
    if key == "" or len(key.split()) > MAX_WORDS or words[:1] in (["a"], ["an"], ["A"], ["An"]):
        return False
    lists = body_words()
    plain = lists.small | lists.common | lists.loose
    lower = [word for word in words if word[:1].islower() and folded(word.lower()) not in plain]
    if len(lower) == 0 or (kind == "media" and len(words) == 1):
        return True
    return bool(listings_of(key, is_abbreviation=False))


def _is_full_person(form: str, key: str) -> bool:
    """Tells whether words are a person's full name: two to five words, none of them an office."""
    lists = body_words()
    words = parts_of(key).words
    other = lists.offices | lists.titles | lists.common | lists.loose
    is_capital = all(w[:1].isupper() or w in lists.small for w in WORD.findall(form))
    return is_capital and 2 <= len(words) <= MAX_WORDS_OF_PERSON and not other & set(words)


def names_a_body(name: str) -> bool:
    """Tells whether a name is of a body, whatever kind it was read as: listed, or by its words."""
    key = name_key(name)
    lists = body_words()
    if listings_of(key, is_abbreviation=is_written_short(name)):
        return True
    return bool(set(parts_of(key).words) & (lists.common | lists.loose) - lists.titles)


def is_written_short(name: str) -> bool:
    """Tells whether a name is written as an abbreviation: one word in capitals, at least two."""
    words = [word for word in WORD.findall(name.replace(".", "")) if word.lower() != "the"]
    return len(words) == 1 and len(words[0]) >= 2 and words[0].isupper()


def _alias(name: str, key: str) -> str | None:
    """Returns the key of another name in the words for a source: an abbreviation, or a full name.

    "The Observatory" is none: in another report it may be another one.
    """
    bracketed = IN_BRACKETS.search(name)
    if bracketed is not None and bracketed.group(1).casefold() != key:
        return bracketed.group(1).casefold()
    alias = name_key(name)
    if alias in ("", key):
        return None
    if is_written_short(name):
        return alias
    for found in CAPITALS.finditer(name):
        short = found.group().casefold()
        if short not in key and spells(short, key):
            return short
    mine, theirs = parts_of(alias).words, parts_of(key).words
    is_short_form = 1 < len(mine) < len(theirs) and set(mine) < set(theirs)
    return alias if is_short_form and _is_name(name, alias, "organisation") else None


def table_of(
    facts: Iterable[tuple[tuple[str, str, str], int]], declared: Collection[str]
) -> NameTable:
    """Returns the names of a ledger, from what its reports say of them and in how many.

    Names with a key in ``declared`` count whatever the reports say. What an actor or target is
    called makes a name only where it is listed or declared: so no private person comes in here.
    """
    said: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for (key, what, detail), reports in facts:
        if reports > 0:
            said[key][what][detail] = reports
    table = NameTable()
    for key, of_key in said.items():
        name = _name(key, of_key, declared)
        if "private" in of_key:
            table.private.add(key)
        if name is not None:
            table.how[key], table.names[key] = name
    for key, of_key in said.items():
        if key in table.names and table.how[key] != "participant":
            for alias, reports in of_key["alias"].items():
                table.readings[alias][key] = reports
    return table


def _name(
    key: str, said: Mapping[str, Mapping[str, int]], declared: Collection[str]
) -> tuple[str, Name] | None:
    """Returns a name that may be resolved over reports, and as what; ``None`` for another."""
    is_short = "short" in said
    if "body" in said and (key in declared or _may_be_entity(key, is_short=is_short)):
        kinds = frozenset(kind for kind in get_args(SourceKind) if kind in said["kind"])
        form = _most_used(said["form"])
        return "body", Name(key=key, form=form, kinds=kinds, is_short=is_short)
    if "public" in said and "body" not in said:
        kinds = frozenset({"person"})
        form = _most_used(said["form"])
        return "person", Name(key=key, form=form, kinds=kinds, is_person=True)
    if "listed" in said:
        form = _most_used(said["listed"])
        short = is_written_short(form)
        return "participant", Name(key=key, form=form, kinds=frozenset(), is_short=short)
    return None


def _may_be_entity(key: str, *, is_short: bool) -> bool:
    return bool(listings_of(key, is_abbreviation=is_short)) or tells_which(key)


def _most_used(forms: Mapping[str, int]) -> str:
    return min(forms, key=lambda form: (-forms[form], -len(form), form))


@lru_cache(maxsize=REMEMBERED)
def is_listed(name: str) -> bool:
    """Tells whether a name with a capital stands in the list of organisations."""
    return name[:1].isupper() and bool(
        listings_of(name_key(name), is_abbreviation=is_written_short(name))
    )
