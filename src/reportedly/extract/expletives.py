"""Whether an "it" stands for nobody: "it was clear that", "it is feared", "the first of its kind".

The classes are those of Lappin and Leass (Computational Linguistics 20(4), 1994, section 2.2), and
of events told again ("It was the deadliest raid of the year").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.cues import attribution_words, cue_verbs
from reportedly.extract.reference_words import reference_words

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSES = frozenset({"ccomp", "csubj", "csubjpass", "xcomp", "advcl", "relcl"})


def is_expletive(pronoun: Token) -> bool:
    """Tells whether an "it" or "its" stands for nobody and no thing that is named."""
    if pronoun.lower_ == "its":
        return pronoun.head.lower_ == "kind"
    if pronoun.dep_ == "expl":
        return True
    verb = pronoun.head
    if pronoun.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    words = reference_words()
    lemma = verb.lemma_.lower()
    if lemma == "be":
        return _is_state(verb)
    if pronoun.dep_ == "nsubjpass" or any(c.dep_ == "auxpass" for c in verb.children):
        has_clause = any(c.dep_ in {"ccomp", "advcl", "xcomp"} for c in verb.children)
        is_told = lemma in words.expletive_passives or lemma in cue_verbs()
        return is_told and (has_clause or lemma in words.expletive_passives)
    return lemma in words.expletive_verbs and not any(c.dep_ == "dobj" for c in verb.children)


def _is_state(verb: Token) -> bool:
    """Tells whether "it is" goes on with a judgement, a cleft, or a noun that is no body's."""
    words = reference_words()
    has_clause = any(c.dep_ in _CLAUSES and c.i > verb.i for c in verb.children)
    for child in verb.children:
        if child.dep_ == "acomp":
            inner = any(c.dep_ in _CLAUSES for c in child.children)
            return has_clause or inner or child.lower_ in words.expletive_adjectives
        if child.dep_ in {"attr", "nsubj"} and child.i > verb.i:
            lemma = child.lemma_.lower()
            is_body = lemma in words.group_nouns or lemma in words.body_nouns
            return not is_body and lemma not in attribution_words().armed_words
    return False
