"""Which entry of the cast a noun phrase names itself: by its head, its apposition, its compound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.cues import attribution_words
from reportedly.extract.entities import Entity, spoken_name
from reportedly.extract.reference_words import reference_words
from reportedly.extract.references import References, person_in_apposition
from reportedly.extract.sources import source_span

if TYPE_CHECKING:
    from spacy.tokens import Token


def new_name(references: References, head: Token) -> Entity | None:
    """Returns the entry of a capitalised source that the parser saw no name in."""
    mention = spoken_name(references.layout, head)
    if mention is None:
        return None
    for entity in references.cast:
        if entity.is_named and mention.name in entity.names:
            return entity
    entity = Entity(
        name=mention.name, label=mention.label, is_named=True, names={mention.name},
        mentions=[mention.start],
    )  # fmt: skip
    references.numbers[id(entity)] = len(references.cast)
    references.cast.append(entity)
    for index in range(mention.start, mention.end):
        references.at_token.setdefault(index, entity)
    return entity


def named_by(references: References, head: Token) -> Entity | None:
    """Returns the entry named by the head itself, by its apposition, or by its compound."""
    entity = references.at_token.get(head.i)
    if entity is not None and entity.is_named:
        return entity
    for child in head.children:
        found = references.at_token.get(child.i)
        if found is None or not found.is_named:
            continue
        if child.dep_ == "appos" or (
            child.dep_ == "compound" and head.lower_ in reference_words().group_nouns
        ):
            return found  # "the VNA news agency"
        if child.dep_ == "compound" and found.label == "PERSON" and child.i < head.i:
            is_title = head.lemma_.lower() in attribution_words().person_titles
            if is_title and child.i == head.i - 1:
                return found  # "Jane Roe spokesman for the agency", the comma lost
    if entity is not None:
        return entity
    if head.lemma_.lower() in attribution_words().person_titles:
        person = person_in_apposition(references, head)
        if person is not None:
            return person
    return _loose_apposition(references, head)


def _loose_apposition(references: References, head: Token) -> Entity | None:
    """Returns the last name in a noun's apposition, wherever the parser hung it.

    "by the watchdog, the Zaruna-based Marran Rights Centre (MRC)".
    """
    tokens = references.layout.tokens
    after = head.i + 1
    if head.pos_ != "NOUN" or after >= len(tokens) or tokens[after].text != ",":
        return None
    for index in range(source_span(head, set())[1] - 1, after, -1):
        found = references.at_token.get(index)
        if found is None or not found.is_named or found.label not in {"PERSON", "ORG"}:
            continue
        before = index
        while tokens[before].text != "," and tokens[before].pos_ != "ADP":
            before -= 1
        if tokens[before].text == ",":  # not "the office, in a post on Telegram"
            return found
    return None


def person_at_end(references: References, head: Token) -> Entity | None:
    """Returns the person that "Rights Centre director Jane Roe" ends in."""
    start, end = source_span(head, set())
    found = references.at_token.get(end - 1)
    if found is None or found.label != "PERSON" or not found.is_named or end - start > 12:
        return None
    tokens = references.layout.tokens
    if any(t.text == "," or t.pos_ == "CCONJ" for t in tokens[head.i : end]):
        return None
    title = end - 1
    while title > head.i and references.at_token.get(title) is found:
        title -= 1
    is_office = tokens[title].lower_ in attribution_words().person_titles
    return found if is_office and tokens[title - 1].pos_ in {"PROPN", "NOUN"} else None
