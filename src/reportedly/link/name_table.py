"""Claims in context -> every name by which they call a source or actor, each once.

Private persons never enter it: a person does only in a report that shows an office beside the
name and nothing private. A name that says only the sort of body ("the health ministry") does not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from reportedly.link.likeness import Name
from reportedly.link.name_parts import (
    ARABIC_ARTICLE,
    REMEMBERED,
    WORD,
    body_words,
    folded,
    name_key,
    parts_of,
    tells_which,
)
from reportedly.link.organisations import listings_of
from reportedly.link.voices import full_name, institution_of, is_named
from reportedly.records import ClaimInContext, Source, SourceKind

IN_BRACKETS = re.compile(r"\(([A-Z][A-Za-z]?[A-Z][A-Za-z-]{0,8})\)")
SPEAKERS: frozenset[SourceKind] = frozenset(
    {"person", "government", "armed-group", "organisation", "media"}
)
# A longer name is mostly half a sentence that was read as one.
MAX_WORDS = 10
MAX_WORDS_OF_PERSON = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What one way of naming a source says: its key, and the other name it gives (``alias``)."""

    key: str
    form: str
    is_person: bool
    is_short: bool
    shows_office: bool
    is_private: bool
    alias: str | None


@dataclass(slots=True, kw_only=True)
class NameTable:
    """The names of a ledger by key; where they stand; and which two names reports give to one.

    ``public`` are the persons whom a report shows in an office: pairs of document and key.
    ``private`` are keys that some report shows as a private person's. ``readings`` are, by alias,
    the full names that reports give for it, with these reports.
    """

    names: dict[str, Name] = field(default_factory=dict)
    documents: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    public: set[tuple[str, str]] = field(default_factory=set)
    private: set[str] = field(default_factory=set)
    readings: dict[str, dict[str, set[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(set))
    )


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
    )


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
    mine, theirs = parts_of(alias).words, parts_of(key).words
    is_short_form = 1 < len(mine) < len(theirs) and set(mine) < set(theirs)
    return alias if is_short_form and _is_name(name, alias, "organisation") else None


def read_table(items: Iterable[ClaimInContext], declared: Collection[str]) -> NameTable:
    """Returns the names in some claims; those with a key in ``declared`` count whatever they say.

    Nothing in it follows the order of the claims, or how often one is given.
    """
    found = _Found()
    kept = list(items)
    for document_id, source in _sources(kept):
        mention = mention_of(source.name, source.kind, source.resolved_name)
        if mention is not None:
            found.add(document_id, mention, source.kind)
    table = found.table(declared)
    _add_participants(kept, table, declared)
    return table


@dataclass(slots=True)
class _Found:
    """Mentions as they are met, before it is known whom they may name over all reports."""

    forms: dict[str, dict[str, set[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(set))
    )
    kinds: dict[str, set[SourceKind]] = field(default_factory=lambda: defaultdict(set))
    persons: dict[tuple[str, str], list[bool]] = field(default_factory=dict)
    bodies: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    short: set[str] = field(default_factory=set)
    readings: set[tuple[str, str, str]] = field(default_factory=set)

    def add(self, document_id: str, mention: Mention, kind: SourceKind) -> None:
        self.forms[mention.key][mention.form].add(document_id)
        if mention.is_person:
            seen = self.persons.setdefault((document_id, mention.key), [False, False])
            seen[0] |= mention.shows_office
            seen[1] |= mention.is_private
            return
        if kind in SPEAKERS and kind != "person":
            self.kinds[mention.key].add(kind)
        self.bodies[mention.key].add(document_id)
        if mention.is_short:
            self.short.add(mention.key)
        if mention.alias is not None:
            self.readings.add((mention.alias, mention.key, document_id))

    def table(self, declared: Collection[str]) -> NameTable:
        """Returns the names that may be resolved over reports."""
        table = NameTable()
        for key, documents in self.bodies.items():
            is_short = key in self.short
            if key not in declared and not _may_be_entity(key, is_short=is_short):
                continue
            table.documents[key] = set(documents)
            table.names[key] = Name(
                key=key, form=_most_used(self.forms[key]), kinds=frozenset(self.kinds[key]),
                is_short=is_short,
            )  # fmt: skip
        for (document_id, key), (shows_office, is_private) in self.persons.items():
            if is_private:
                table.private.add(key)
            if is_private or not shows_office or key in self.bodies:
                continue
            table.public.add((document_id, key))
            table.documents[key].add(document_id)
            table.names[key] = Name(
                key=key, form=_most_used(self.forms[key]), kinds=frozenset({"person"}),
                is_person=True,
            )  # fmt: skip
        for alias, key, document_id in self.readings:
            if key in table.names:
                table.readings[alias][key].add(document_id)
        return table


def _may_be_entity(key: str, *, is_short: bool) -> bool:
    return bool(listings_of(key, is_abbreviation=is_short)) or tells_which(key)


def _most_used(forms: Mapping[str, set[str]]) -> str:
    return min(forms, key=lambda form: (-len(forms[form]), -len(form), form))


def _sources(items: Iterable[ClaimInContext]) -> Iterator[tuple[str, Source]]:
    """Yields the publishers, and the sources of each statement once."""
    statements: set[str] = set()
    publishers: set[tuple[str, str]] = set()
    for item in items:
        if item.publisher is not None and (item.document_id, item.publisher) not in publishers:
            publishers.add((item.document_id, item.publisher))
            yield item.document_id, Source(name=item.publisher, kind="media", span=None)
        if item.statement.id in statements:
            continue
        statements.add(item.statement.id)
        for hop in item.statement.chain[1:]:
            yield item.document_id, hop.source


def _add_participants(
    items: Iterable[ClaimInContext], table: NameTable, declared: Collection[str]
) -> None:
    """Adds where actors and targets bear a name that is known: they make no names of their own.

    A victim's name is no name of a source, nor listed; so no private person comes in here.
    """
    forms: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for item in items:
        for participant in (*item.claim.actors, *item.claim.targets):
            key = name_key(participant.name)
            name = table.names.get(key)
            if name is not None and not name.is_person:
                table.documents[key].add(item.document_id)
            elif name is None and (key in declared or _is_listed(participant.name)):
                forms[key][participant.name].add(item.document_id)
    for key, said in forms.items():
        form = _most_used(said)
        table.documents[key].update(*said.values())
        table.names[key] = Name(
            key=key, form=form, kinds=frozenset(), is_short=is_written_short(form)
        )


@lru_cache(maxsize=REMEMBERED)
def _is_listed(name: str) -> bool:
    """Tells whether a name with a capital stands in the list of organisations."""
    return name[:1].isupper() and bool(
        listings_of(name_key(name), is_abbreviation=is_written_short(name))
    )
