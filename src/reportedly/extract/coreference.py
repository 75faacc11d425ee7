"""Who "he", "the minister", "MRC" or "the group" is: rules inside one report, no guess outside.

A reading is given only where the rules leave one candidate ahead; otherwise it is ``None``. Names
are read in :mod:`naming`, descriptions in :mod:`descriptions`, pronouns in :mod:`pronouns`.
"""

from __future__ import annotations

from bisect import insort
from typing import TYPE_CHECKING

from reportedly.extract.descriptions import described_by
from reportedly.extract.entities import Entity
from reportedly.extract.naming import named_by, new_name, person_at_end
from reportedly.extract.pronouns import FEMALE, MALE, NEUTER, PLURAL, antecedent
from reportedly.extract.references import References, build_references

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["References", "build_references", "note_speaker", "resolve"]


def resolve(references: References, head: Token) -> Entity | None:
    """Returns the entry that a source's head noun stands for, or ``None``."""
    lower = head.lower_
    if lower in MALE | FEMALE | PLURAL | NEUTER:
        return antecedent(references, head)
    named = named_by(references, head)
    if named is not None and named.label not in {"PERSON", "NAME"}:
        named = person_at_end(references, head) or named
    if named is not None and named.is_named:
        return named
    described = described_by(references, head)
    if described is None and named is None:
        proper = (head, *(c for c in head.children if c.dep_ == "appos"))
        found = next((t for t in proper if t.pos_ == "PROPN"), None)
        return new_name(references, found) if found is not None else None
    return described or named


def note_speaker(references: References, head: Token, entity: Entity | None) -> None:
    """Records that a source spoke here: it is salient for the pronouns that follow."""
    if entity is None:
        return
    number = references.numbers.get(id(entity))
    if number is not None:
        insort(references.timeline, (head.i, number))
    if head.dep_ in {"nsubj", "nsubjpass"}:
        entity.subject_mentions.add(head.i)
    references.spoken[head.i] = entity
    if entity.gender is None and entity.label == "PERSON":
        lower = head.lower_
        entity.gender = "male" if lower in MALE else "female" if lower in FEMALE else None
