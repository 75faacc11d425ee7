"""Whose words a verb reports: its subject, its agent, or that of the verb it shares one with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportedly.extract.cues import attribution_words

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})


def find_source(verb: Token, depth: int = 0) -> Token | None:
    """Returns the head noun of who speaks: the subject, or that of the verb it shares one with."""
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            return None if child.dep_ == "csubj" else child
        if child.dep_ == "expl":
            return None
    if depth > 6:
        return None
    head = verb.head
    if (
        verb.dep_ == "conj"
        and head.dep_ == "ccomp"
        and any(t.i == verb.i for t in continuing_cues(head))
    ):
        return find_source(head.head, depth + 1)
    if verb.dep_ in {"conj", "xcomp", "advcl", "ccomp", "parataxis"} and head.i != verb.i:
        if verb.dep_ == "conj" and any(c.dep_ in PASSIVE_SUBJECTS for c in head.children):
            return next(c for c in head.children if c.dep_ in PASSIVE_SUBJECTS)
        found = find_source(head, depth + 1)
        if found is None and verb.dep_ in {"advcl", "xcomp"}:
            found = next((c for c in head.children if c.dep_ in PASSIVE_SUBJECTS), None)
        return found
    if verb.dep_ == "acl":
        return head if may_speak(head) else _subject_above(head) or head
    if verb.dep_ == "pcomp" and head.head.pos_ in {"VERB", "AUX"}:
        return _quoted_person(head.head) or find_source(head.head, depth + 1)
    return None


def agent_of(verb: Token) -> Token | None:
    """Returns the head of "by the ministry", or ``None``."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def may_speak(noun: Token) -> bool:
    """Tells whether a noun is of a kind that speaks: a name, a person, a group, a document."""
    if noun.pos_ in {"PROPN", "PRON"}:
        return True
    words = attribution_words()
    lemma = noun.lemma_.lower()
    return (
        lemma in words.source_heads
        or lemma in words.unnamed_words
        or lemma in words.person_titles
        or lemma in words.government_words
        or lemma in words.media_words
        or noun.lower_ in words.media_words
        or lemma in words.armed_words
        or lemma in words.statement_nouns
        or lemma in {"group", "organisation", "organization", "party", "company", "campaign"}
    )


def _subject_above(noun: Token) -> Token | None:
    """Returns who "confirmed the toll, saying ..." has for a subject, above the noun "toll"."""
    current, steps = noun, 0
    while current.head.i != current.i and steps < 8:
        current, steps = current.head, steps + 1
        if current.pos_ == "VERB":
            return next((c for c in current.children if c.dep_ in SUBJECTS), None)
    return None


def _quoted_person(verb: Token) -> Token | None:
    """Returns who was quoted in "was quoted as saying" and "quoted him as saying"."""
    if verb.lemma_.lower() not in {"quote", "cite"}:
        return None
    wanted = PASSIVE_SUBJECTS | {"dobj"}
    return next((c for c in verb.children if c.dep_ in wanted), None)


def continuing_cues(clause: Token) -> Iterator[Token]:
    """Yields cue verbs coordinated with a reported clause that continue the reporting instead."""
    words = attribution_words().continuing_verbs
    for child in clause.children:
        if child.dep_ != "conj" or child.lemma_.lower() not in words:
            continue
        has_clause = any(c.dep_ == "ccomp" and c.i > child.i for c in child.children)
        if has_clause and not any(c.dep_ in SUBJECTS for c in child.children):
            yield child
