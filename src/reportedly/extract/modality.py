"""How far a clause is meant as fact: actual, planned, hypothetical, conditional, habitual, negated.

Read from the auxiliaries, the negation, the conjunction that opens the clause and the verb that
governs it, in the parse. The classes are PLOVER's auxiliary modes with two more of ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.lexicon import modality_lexicon
from reportedly.records import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

CLAUSE_LINKS = frozenset({"xcomp", "ccomp", "advcl", "acl", "conj", "relcl", "pcomp", "oprd"})


def clause_modality(predicate: Token) -> Modality:
    """Returns the modality of the clause of ``predicate``.

    >>> # "were to be sent" is planned, "did not send" negated, "if they are correct" conditional
    """
    words = modality_lexicon()
    seen: Modality | None = _own_modality(predicate)
    if seen is not None:
        return seen
    token = predicate
    for _ in range(4):  # deeper embedding than four clauses says nothing about this one
        if token.dep_ not in CLAUSE_LINKS or token.head.i == token.i:
            break
        link, token = token.dep_, token.head
        if link in {"xcomp", "oprd", "acl"} and token.lemma_.lower() in words.planning:
            return "planned"
        if link == "conj":
            inherited = _own_modality(token)
            if inherited in {"planned", "hypothetical", "conditional"} and not _has_subject(
                predicate
            ):
                return inherited
        elif link in {"ccomp", "advcl", "relcl"}:
            break
    return "actual"


def _own_modality(predicate: Token) -> Modality | None:
    """Returns what the predicate's own auxiliaries, negation and clause openers say."""
    words = modality_lexicon()
    found: Modality | None = None
    for child in predicate.children:
        dep, lower = child.dep_, child.lower_
        if dep == "neg" or (dep in {"det", "advmod", "preconj"} and lower in words.negating):
            return "negated"
        if dep == "mark" and lower in words.conditional:
            return "conditional"
        if dep == "advcl" and any(
            c.dep_ == "mark" and c.lower_ in words.conditional for c in child.children
        ):
            found = "conditional"
        elif dep in {"aux", "auxpass"} and found is None:
            if lower in words.planned:
                found = "planned"
            elif lower in words.hypothetical:
                found = "hypothetical"
            elif lower == "to" and _is_prospective(predicate):
                found = "planned"
        elif dep == "advmod" and lower in words.habitual and found is None:
            found = "habitual"
    return found


def _is_prospective(predicate: Token) -> bool:
    """Tells whether a to-infinitive hangs on a form of *be* ("is to go")."""
    return predicate.dep_ in {"xcomp", "ccomp"} and predicate.head.lemma_ == "be"


def _has_subject(predicate: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass", "csubj"} for c in predicate.children)
