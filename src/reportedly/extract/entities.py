"""The cast of a report: its named persons, organisations and role holders, one entry each.

Names are grouped by rules: same name, surname after a full name, initials in brackets. Titles and
appositions tell what else an entry may be called ("the minister", "the watchdog").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.extract.cues import attribution_words
from reportedly.extract.layout import Layout
from reportedly.extract.nations import nations_beside
from reportedly.extract.sources import OFFICE_HOLDERS

if TYPE_CHECKING:
    from spacy.tokens import Token

NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART"})
_ACTORS = frozenset({"PERSON", "ORG", "GPE", "NAME"})
_POSSESSIVE = re.compile(r"[’']s?$")
_DAY_AFTER = re.compile(r"\s+on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
_ARTICLE = re.compile(r"^(?:al|el|as|ad|ar|an|at|az)-")
_SPEAKING = frozenset({"nsubj", "nsubjpass", "pobj", "poss"})
_INITIALS_IN_BRACKETS = re.compile(r"\s?\(([A-Z][A-Za-z]?[A-Z][A-Za-z-]{0,8})\)")
_INSTITUTION = re.compile(
    r"(?:[A-Z][\w’'-]+(?<!-based)[ \n]){0,4}(?:Observatory|Organi[sz]ation|Committee|Commission"
    r"|Council|Cent(?:re|er)|Union|Network|Agency|Office|Institute|Ministry|Department|Association|Federation|Authority"
    r"|Initiative|Group|Foundation|Society|Directorate|Bureau)"
    r" (?:for|of|on)(?: the)? (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)[A-Z][\w’'-]+"
    r"(?: (?:and |of )?[A-Z][\w’'-]+){0,4}"
)
_SMALL = frozenset({"of", "for", "and", "the", "in", "on", "to", "de", "&"})


@dataclass(slots=True)
class Entity:
    """One entry of the cast: its names, what kind of thing it is, and where it is mentioned.

    ``roles`` are the lower-case nouns that it may be called by. ``is_named`` is false for a role
    holder or an unnamed person known only by description; ``nations`` are the countries that the
    report sets beside its titles.
    """

    name: str
    label: str
    is_named: bool
    names: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    gender: str | None = None
    is_plural: bool = False
    mentions: list[int] = field(default_factory=list)
    ranges: list[tuple[int, int]] = field(default_factory=list)
    subject_mentions: set[int] = field(default_factory=set)
    nations: set[str] = field(default_factory=set)

    @property
    def key(self) -> str | None:
        """A readable key of the entry, equal for all mentions; ``None`` for the unnamed."""
        return slug(self.name) if self.is_named else None


def slug(name: str) -> str:
    """Returns a readable key: "Marran Rights Centre" is marran-rights-centre."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    found = re.sub(r"[^a-z0-9]+", "-", (plain or name).lower()).strip("-")
    return found or "name"


@dataclass(frozen=True, slots=True)
class NameMention:
    """A proper name in the text: tokens ``[start, end)`` and the parser's label."""

    start: int
    end: int
    name: str
    label: str


def name_mentions(layout: Layout) -> list[NameMention]:
    """Returns the proper names of a report, titles and possessive marks left off, in text order.

    A name with its initials in brackets is one whatever the parser saw; a capitalised name that
    it saw nothing in is taken from the parse where it speaks (see :func:`spoken_name`).
    """
    sure = list(_names_with_initials(layout))
    covered = {i for m in sure for i in range(m.start, m.end)}
    for mention in _institutions(layout):
        if not covered & set(range(mention.start, mention.end)):
            covered.update(range(mention.start, mention.end))
            sure.append(mention)
    found = [m for m in _parser_names(layout) if not covered & set(range(m.start, m.end))]
    covered.update(i for m in found for i in range(m.start, m.end))
    for token in layout.tokens:
        if token.dep_ not in _SPEAKING or token.pos_ != "PROPN" or token.i in covered:
            continue
        if (
            token.ent_type_
            and token.ent_type_ not in NAME_LABELS
            and not _is_misdated(layout, token)
        ):
            continue
        spoken = spoken_name(layout, token)
        if spoken is not None and not covered & set(range(spoken.start, spoken.end)):
            covered.update(range(spoken.start, spoken.end))
            found.append(spoken)
    return sorted([*sure, *found], key=lambda m: m.start)


def _is_misdated(layout: Layout, token: Token) -> bool:
    """Tells whether the hour before an entry was read into its first name: "13:00 Dax Orrin"."""
    if token.ent_type_ not in {"DATE", "TIME", "CARDINAL"} or not token.text[:1].isupper():
        return False
    first = token.i
    while first > 0 and layout.tokens[first].ent_iob_ == "I":
        first -= 1
    return first in layout.datelines


def _institutions(layout: Layout) -> Iterator[NameMention]:
    """Yields names such as "Marran Centre for Rights": an institution's noun, "for" or "of"."""
    for found in _INSTITUTION.finditer(layout.text):
        start, end = layout.token_at(found.start()), layout.token_at(found.end() - 1) + 1
        name = " ".join(found.group().split()).removeprefix("The ")
        start += found.group().startswith("The ")
        if start < end <= len(layout.tokens):
            yield NameMention(start, end, name, "ORG")


def spoken_name(layout: Layout, head: Token) -> NameMention | None:
    """Returns the capitalised name around a head noun, as the parser joined it."""
    start = head.i
    tokens = layout.tokens
    while (
        start > 0
        and tokens[start - 1].pos_ == "PROPN"
        and (
            tokens[start - 1].ent_type_ not in {"DATE", "TIME", "GPE"}
            or _is_misdated(layout, tokens[start - 1])
        )
    ):
        start -= 1
    end = head.i + 1
    while end + 1 < len(tokens) and tokens[end].lower_ in {"of", "for"}:
        following = end + 1
        while following < len(tokens) and tokens[following].pos_ == "PROPN":
            following += 1
        if following == end + 1:
            break
        end = following
    span = layout.span(start, end)
    name = re.sub(r"\s+", " ", layout.text[span.start : span.end]).strip(' .,;:“”"')
    if not name[:1].isupper():
        return None
    return NameMention(start, end, name, "ORG" if name.isupper() or end > head.i + 1 else "NAME")


def _names_with_initials(layout: Layout) -> Iterator[NameMention]:
    """Yields the names that are followed by their initials: "Rights Centre (RC)"."""
    for found in _INITIALS_IN_BRACKETS.finditer(layout.text):
        name = _name_for_initials(
            layout.text[max(0, found.start() - 120) : found.start()], found.group(1)
        )
        if name is None:
            continue
        first = layout.token_at(found.start() - len(name))
        end = layout.token_at(found.start())
        while end > first and layout.tokens[end - 1].is_space:
            end -= 1
        yield NameMention(first, end, re.sub(r"\s+", " ", name).strip(), "ORG")


def _name_for_initials(before: str, initials: str) -> str | None:
    """Returns the words at the end of a text that initials stand for, small words not counted."""
    letters = [c for c in initials.upper() if c.isalpha()]
    words = list(re.finditer(r"[^\s-]+", before))
    for number in range(len(words) - 1, -1, -1):
        word = words[number].group().strip("“”\"'’‘(")
        if not letters:
            break
        if word[:1].upper() == letters[-1] and (word[:1].isupper() or word.lower() not in _SMALL):
            letters.pop()
            if not letters:
                return before[words[number].start() :] if word[:1].isupper() else None
        elif word.lower() not in _SMALL:
            return None
    return None


def _parser_names(layout: Layout) -> Iterator[NameMention]:
    words = attribution_words()
    tokens = layout.tokens
    for ent in layout.parsed.doc.ents:
        if ent.label_ not in NAME_LABELS:
            continue
        start, end = ent.start, ent.end
        while start < end and (
            tokens[start].lower_ == "the"
            or (ent.label_ == "PERSON" and tokens[start].lower_ in words.person_titles)
        ):
            start += 1
        while end > start and tokens[end - 1].text in {"’s", "'s", "’", "'", ")", "("}:
            end -= 1
        if _DAY_AFTER.search(ent.text):
            end -= 2  # "the Observatory on Monday"
        if start >= end:
            continue
        span = layout.span(start, end)
        name = _POSSESSIVE.sub("", layout.text[span.start : span.end])
        name = re.sub(r"\s+", " ", name).strip(' .,;:“”"')
        label = ent.label_
        if label == "ORG" and tokens[start].lower_ in words.ranks and 1 < end - start <= 4:
            start, label = start + 1, "PERSON"  # "General Orlov"
            span = layout.span(start, end)
            name = " ".join(layout.text[span.start : span.end].split())
        if label == "PERSON" and start > 0 and tokens[start - 1].lower_ == "the":
            label = "ORG"  # "the Herald": nobody is called so
        if name and name[0].isalnum():
            yield NameMention(start, end, name, label)


def build_cast(layout: Layout) -> list[Entity]:
    """Returns the named entries of a report in order of first mention."""
    mentions = name_mentions(layout)
    people: dict[str, Entity] = {}
    by_name: dict[str, Entity] = {}
    by_initials: dict[str, Entity] = {}
    by_head: dict[str, Entity] = {}
    cast: list[Entity] = []
    full = {m.name.split()[-1] for m in mentions if m.label == "PERSON" and " " in m.name}
    bodies = {_normal(m.name) for m in mentions if m.label == "ORG"}
    for mention in mentions:
        entity = _known(mention, by_name, people, by_initials) or _shortened(mention, by_head)
        if entity is None:
            label = mention.label
            if label == "NORP" and _normal(mention.name) in bodies:
                label = "ORG"  # the parser knew it elsewhere
            if label not in _ACTORS and mention.name not in full:
                continue
            entity = Entity(name=mention.name, label=label, is_named=True)
            cast.append(entity)
        _add_mention(layout, entity, mention)
        by_name[_normal(mention.name)] = entity
        if entity.label == "PERSON" or _may_be_person(entity.name, entity.label):
            people.setdefault(_surname(mention.name), entity)
        if entity.label != "PERSON" and " " in mention.name:
            by_initials.setdefault(_initials(mention.name), entity)
            if mention.label == "ORG":
                by_head.setdefault(_head_word(mention.name), entity)
        acronym = _bracketed(layout, mention.end)
        if acronym is not None:
            by_name[_normal(acronym)] = entity
    return cast


def _known(
    mention: NameMention,
    by_name: dict[str, Entity],
    people: dict[str, Entity],
    by_initials: dict[str, Entity],
) -> Entity | None:
    entity = by_name.get(_normal(mention.name))
    if entity is not None:
        return entity
    words = mention.name.split()
    if len(words) == 1:
        entity = people.get(_surname(mention.name))
        if entity is not None:
            return entity
    if len(words) > 1 and mention.label == "PERSON":
        entity = people.get(_surname(mention.name))
        if entity is not None and (entity.name == words[-1] or entity.name.split()[0] == words[0]):
            return entity
    if len(words) == 1 and mention.name.isupper():
        return by_initials.get(mention.name.lower())
    return None


def _surname(name: str) -> str:
    """Returns a name's last word without an article in it: "zoubi" of "Omran al-Zoubi"."""
    return _ARTICLE.sub("", name.rsplit(maxsplit=1)[-1].lower())


def _shortened(mention: NameMention, by_head: dict[str, Entity]) -> Entity | None:
    """Returns the organisation that a short form stands for: "the Observatory"."""
    words = _normal(mention.name).split()
    entity = by_head.get(words[-1]) if words else None
    if entity is None or not set(words) <= set(_normal(entity.name).split()):
        return None
    return entity


def _add_mention(layout: Layout, entity: Entity, mention: NameMention) -> None:
    entity.mentions.append(mention.start)
    entity.ranges.append((mention.start, mention.end))
    entity.names.add(mention.name)
    if len(mention.name) > len(entity.name) and (
        entity.label != "PERSON" or entity.name.split()[-1] in mention.name.split()
    ):
        entity.name = mention.name
    head = layout.tokens[mention.end - 1]
    of = head.head if head.dep_ == "appos" else head
    if of.dep_ in {"nsubj", "nsubjpass"}:
        entity.subject_mentions.add(mention.start)
    roles = set(_roles(layout, mention, head))
    if (
        entity.label != "PERSON"
        and (mention.label == "PERSON" or _is_titled(layout, mention, head))
        and _may_be_person(entity.name, entity.label)
    ):
        entity.label = "PERSON"
    if entity.label in {"PERSON", "NAME"}:
        roles -= attribution_words().government_words - OFFICE_HOLDERS
        entity.nations.update(_nations(layout, mention, head))
    entity.roles.update(roles)
    if entity.label != "PERSON":
        entity.roles.update({mention.name.split()[-1].lower(), _head_word(mention.name)})
    words = attribution_words()
    if entity.gender is None:
        if entity.roles & words.male_words:
            entity.gender = "male"
        elif entity.roles & words.female_words:
            entity.gender = "female"


def _may_be_person(name: str, label: str) -> bool:
    """Tells whether a name may be a person's: two or three capitalised words, none of a body."""
    if label == "NAME" and " " not in name:
        return False
    words = name.split()
    known = attribution_words()
    bodies = known.government_words | known.media_words | known.armed_words | known.agencies
    return (
        label in {"NAME", "ORG", "GPE", "PERSON"}
        and 1 < len(words) <= 3
        and all(w[0].isupper() and w[1:2].islower() for w in words)
        and not {w.lower() for w in words} & (bodies | known.body_words)
    )


def _is_titled(layout: Layout, mention: NameMention, head: Token) -> bool:
    """Tells whether a person's title stands beside a name: "director X", "X, the mayor"."""
    titles = attribution_words().person_titles - attribution_words().loose_titles
    before = layout.tokens[mention.start - 1] if mention.start > 0 else None
    if before is not None and before.lower_ in titles and before.sent == head.sent:
        return True
    if head.dep_ == "appos" and head.head.lemma_.lower() in titles:
        return True
    return any(c.dep_ == "appos" and c.lemma_.lower() in titles for c in head.children)


def _nations(layout: Layout, mention: NameMention, head: Token) -> Iterator[str]:
    """Yields the countries beside a person's titles: "French President X", "X of France"."""
    titles = [c for c in (head, *head.children) if c.dep_ in {"appos", "compound"} or c is head]
    if head.dep_ == "appos":
        titles.append(head.head)
    if mention.start > 0:
        titles.append(layout.tokens[mention.start - 1])
    for title in titles:
        yield from nations_beside(title)


def _roles(layout: Layout, mention: NameMention, head: Token) -> Iterator[str]:
    """Yields the nouns beside a name: titles before it, appositions around it."""
    for index in range(mention.start - 1, max(mention.start - 6, -1), -1):
        token = layout.tokens[index]
        if token.pos_ not in {"NOUN", "PROPN", "ADJ", "PUNCT"} or token.text in {
            ",",
            ".",
            "“",
            "”",
        }:
            break
        yield token.lower_
    if head.dep_ == "appos":
        yield head.head.lower_
    for child in head.children:
        if child.dep_ == "appos":
            yield child.lower_
            yield child.lemma_.lower()


def _bracketed(layout: Layout, index: int) -> str | None:
    """Returns the initials in brackets right after a name: "Rights Centre (MRC)"."""
    tokens = layout.tokens
    if index + 1 < len(tokens) and tokens[index].text == "(":
        text = tokens[index + 1].text.rstrip(")")
        if 2 <= len(text) <= 10 and text[:1].isupper() and sum(c.isupper() for c in text) >= 2:
            return text
    return None


def _normal(name: str) -> str:
    return _POSSESSIVE.sub("", name.lower().removeprefix("the ")).replace(".", "")


def _head_word(name: str) -> str:
    """Returns the noun of an organisation's name: "Observatory" of "Observatory for Rights"."""
    words = re.split(r"\s+(?:for|of|on|in|to)\s+", name)[0].split()
    return words[-1].lower() if words else name.lower()


def _initials(name: str) -> str:
    words = re.split(r"[\s-]+", name)
    return "".join(w[0] for w in words if w and w.lower() not in _SMALL).lower()
