"""The cast of a report ready to be looked up: by token, by sentence, by what was said where."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.extract.cues import attribution_words
from reportedly.extract.entities import Entity, build_cast
from reportedly.extract.layout import Layout
from reportedly.extract.reference_words import reference_words
from reportedly.extract.sources import source_span

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(slots=True)
class References:
    """The cast of a report with what is needed to look a mention up."""

    layout: Layout
    cast: list[Entity]
    at_token: dict[int, Entity]
    sentence_of: list[int]
    spoken: dict[int, Entity]
    timeline: list[tuple[int, int]]  # (token, number in the cast), sorted
    numbers: dict[int, int]  # by identity: two entries may read alike
    first_tokens: list[int] = field(default_factory=list)  # of each sentence

    def paragraphs_between(self, left: int, right: int) -> int:
        """Returns how many paragraphs after the left token's the right token's comes."""
        starts = self.layout.paragraph_starts
        offsets = self.layout.starts
        return bisect_left(starts, offsets[right] + 1) - bisect_left(starts, offsets[left] + 1)

    def before(self, token: int, sentences: int) -> list[tuple[int, Entity]]:
        """Returns each entry mentioned before a token, its last mention there, latest first."""
        here = self.sentence_of[token]
        found: dict[int, int] = {}
        for index in range(bisect_left(self.timeline, (token, -1)) - 1, -1, -1):
            mention, number = self.timeline[index]
            if here - self.sentence_of[mention] > sentences:
                break
            found.setdefault(number, mention)
        return [(mention, self.cast[number]) for number, mention in found.items()]


def build_references(layout: Layout) -> References:
    """Returns the cast of a report: the named, and the persons known by description only."""
    cast = build_cast(layout)
    at_token: dict[int, Entity] = {}
    for entity in cast:
        for start, end in entity.ranges:
            for index in range(start, end):
                at_token.setdefault(index, entity)
    sentence_of: list[int] = []
    first_tokens: list[int] = []
    for token in layout.tokens:
        if token.is_sent_start or not first_tokens:
            first_tokens.append(token.i)
        sentence_of.append(len(first_tokens) - 1)
    references = References(layout, cast, at_token, sentence_of, {}, [], {}, first_tokens)
    _add_bodies(references)
    _add_described(references)
    references.numbers.update((id(entity), number) for number, entity in enumerate(cast))
    references.timeline = sorted(
        (start, number) for number, entity in enumerate(cast) for start in entity.mentions
    )
    return references


def _add_bodies(references: References) -> None:
    """Adds the bodies that a name or a nation tells from others: "the Velian army"."""
    nouns = reference_words().body_nouns
    known: dict[str, list[Entity]] = {}
    for entity in references.cast:
        known.setdefault(entity.name.lower().split()[-1], []).append(entity)
    for token in references.layout.tokens:
        if token.lower_ not in nouns or token.i in references.at_token:
            continue
        start = _body_start(token)
        if start is None:
            continue
        span = references.layout.span(start, token.i + 1)
        name = " ".join(references.layout.text[span.start : span.end].split())
        words = set(name.lower().split())
        same = known.setdefault(token.lower_, [])
        found = next((e for e in same if words <= set(e.name.lower().split())), None)
        entity = found or Entity(
            name=name, label="ORG", is_named=True, names={name}, roles={token.lower_}
        )
        if found is None:
            same.append(entity)
            references.cast.append(entity)
        entity.mentions.append(token.i)
        entity.ranges.append((start, token.i + 1))
        references.at_token[token.i] = entity
        if token.dep_ in {"nsubj", "nsubjpass"}:
            entity.subject_mentions.add(token.i)


def _body_start(noun: Token) -> int | None:
    """Returns where a body's name begins, at "Velian" or "anti-Velian"; ``None`` if nowhere."""
    before = [c for c in noun.children if c.i < noun.i]
    if noun.dep_ in {"compound", "amod"} or any(c.lower_ in {"a", "an", "no"} for c in before):
        return None
    modifiers = [c for c in before if c.dep_ in {"amod", "compound", "nmod"}]
    capitals = [
        t.i
        for c in modifiers
        for t in c.subtree
        if t.text[:1].isupper() and t.lower_ != "the" and not t.is_sent_start
    ]
    start = min(capitals, default=None)
    if start is not None and start > 1 and noun.doc[start - 1].text == "-":
        start -= 2
    return start


def _add_described(references: References) -> None:
    """Adds the persons known by description: "one of the fighters", "the head of the brigade".

    A bare "the source" is the last one called so, if there was one.
    """
    words = attribution_words()
    starts = {start: e for e in references.cast for start in e.mentions}
    last_called: dict[str, Entity] = {}
    for token in references.layout.tokens:
        named = starts.get(token.i)
        if named is not None:
            last_called.update(dict.fromkeys(named.roles, named))
        if token.pos_ not in {"NOUN", "NUM", "PRON"} or token.i in references.at_token:
            continue
        lemma = token.lemma_.lower()
        if lemma not in words.unnamed_words and lemma not in words.person_titles:
            continue
        if token.dep_ not in {"nsubj", "nsubjpass", "pobj", "dobj", "attr"}:
            continue
        if any(c.dep_ == "appos" and c.i in references.at_token for c in token.children):
            continue
        person = person_in_apposition(references, token)
        if person is not None:
            person.roles.add(lemma)
            references.at_token[token.i] = person
            if token.dep_ in {"nsubj", "nsubjpass"}:
                person.subject_mentions.update({token.i, *person.mentions[:1]})
            continue
        known = last_called.get(lemma) if _is_bare_definite(token) else None
        if known is not None and not known.is_plural:
            known.mentions.append(token.i)
            entity = known
        else:
            entity = _described_entity(references.layout, token, lemma in words.person_titles)
            references.cast.append(entity)
        if token.dep_ in {"nsubj", "nsubjpass"}:
            entity.subject_mentions.add(token.i)
        references.at_token.setdefault(token.i, entity)
        last_called[lemma] = entity


def person_in_apposition(references: References, noun: Token) -> Entity | None:
    """Returns the person in "the mayor of Selm, Lio Marsh", which the parser hung on the town."""
    start, end = source_span(noun, set())
    found = references.at_token.get(end - 1)
    if found is None or not found.is_named or found.label not in {"PERSON", "NAME"}:
        return None
    for first, last in found.ranges:
        if last == end and start < first - 1 and references.layout.tokens[first - 1].text == ",":
            return found
    return None


def _is_bare_definite(noun: Token) -> bool:
    """Tells whether a noun stands with "the" and nothing else: it was spoken of before."""
    children = [c for c in noun.children if c.dep_ not in {"det", "punct", "case"}]
    return not children and noun.tag_ == "NN" and any(c.lower_ == "the" for c in noun.children)


def _described_entity(layout: Layout, noun: Token, is_title: bool) -> Entity:
    """Returns a new entry for a person or group known by description only."""
    start, end = source_span(noun, set())
    while start < noun.i and start in layout.datelines:
        start += 1
    span = layout.span(start, end)
    name = " ".join(layout.text[span.start : span.end].split()).partition(" (")[0]
    is_plural = noun.tag_ in {"NNS", "NNPS"} or noun.lower_ in {"both", "many", "several", "some"}
    children = list(noun.children)
    is_definite = any(c.dep_ in {"det", "poss"} and c.lower_ not in {"a", "an"} for c in children)
    has_of = any(c.dep_ == "prep" and c.lower_ == "of" for c in children)
    is_office = is_title and has_of
    name = name.partition(",")[0] if is_office else name
    return Entity(
        name=name.removeprefix("the ").removeprefix("The ") if is_office else name,
        label="PERSON",
        is_named=is_office and is_definite and not is_plural,
        names={name},
        roles={noun.lemma_.lower()},
        is_plural=is_plural,
        mentions=[noun.i],
    )
