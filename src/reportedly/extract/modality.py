"""How far a clause is meant as fact: actual, planned, hypothetical, conditional, habitual, negated.

Read from the auxiliaries, the negation, the conjunction that opens the clause and the verb or noun
that governs it, in the parse. The classes are PLOVER's auxiliary modes with two more of ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.lexicon import modality_lexicon
from reportedly.records import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

VERBAL = frozenset({"VERB", "AUX"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
# Arguments whose "no" or "nobody" negates the clause ("no trucks entered").
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})
COMPLEMENTS = frozenset({"xcomp", "ccomp", "oprd", "acl", "pcomp", "dep"})
FUTURE = frozenset({"planned", "hypothetical", "conditional"})
# Deeper embedding than this says nothing about a clause.
MAX_CLIMB = 4


def clause_modality(predicate: Token) -> Modality:
    """Returns the modality of the clause of ``predicate``, a verb or an event noun.

    >>> # "were to be sent" is planned, "did not send" negated, "if they are correct" conditional
    """
    told = named_under(predicate)
    if told is not None:
        return told
    if predicate.pos_ not in VERBAL:
        own = _own_modality(predicate)
        return own if own is not None else _modality_of_noun(predicate)
    token = predicate
    for _ in range(MAX_CLIMB):
        own = _own_modality(token)
        if own is not None and (token is predicate or own != "habitual"):
            return own
        found, above = _from_above(token)
        if found is not None:
            return found
        if above is None:
            break
        token = above
    return "actual"


def named_under(predicate: Token) -> Modality | None:
    """Returns the modality of what is only named under a verb or noun that presupposes or alleges.

    Who investigates, mourns or condemns a murder takes it for done: "actual", whatever the tense of
    the clause. Who is suspected of one, or charged with it, may not have done it: "hypothetical".
    ``None`` where the event is told, or named by other words.
    """
    words = modality_lexicon()
    is_gerund = predicate.tag_ == "VBG" and predicate.dep_ == "pcomp"
    if predicate.pos_ in VERBAL and not is_gerund:
        return None
    if any(c.dep_ == "amod" and c.lower_ in words.alleged for c in predicate.children):
        return "hypothetical"
    head = predicate.head
    if predicate.dep_ not in {"pobj", "pcomp", "dobj"}:
        return None
    governor = head.head if head.pos_ == "ADP" else head
    lemma = governor.lemma_.lower()
    if lemma in words.alleging and head is not governor:
        return "hypothetical"
    if lemma in words.presupposing or (lemma == "look" and head.lower_ == "into"):
        return "actual"
    return None


def _own_modality(predicate: Token) -> Modality | None:
    """Returns what the predicate's own auxiliaries, negation, arguments and openers say."""
    words = modality_lexicon()
    found: Modality | None = None
    for child in predicate.children:
        dep, lower = child.dep_, child.lower_
        if dep == "neg" or (dep in {"det", "advmod", "preconj"} and lower in words.negating):
            return "negated"
        if dep in ARGUMENTS and _is_nobody(child):
            return "negated"
        if dep == "mark" and lower in words.conditional:
            return "conditional"
        if dep == "advcl" and _is_condition(child):
            found = "conditional"
        elif dep in {"aux", "auxpass"} and found is None:
            found = _of_auxiliary(child, predicate)
        elif found is None and _is_habitual(child):
            found = "habitual"
    return found


def _of_auxiliary(auxiliary: Token, predicate: Token) -> Modality | None:
    words = modality_lexicon()
    lower = auxiliary.lower_
    if lower in words.planned:
        return "planned"
    if lower in words.hypothetical:
        return "planned" if _is_future_in_past(auxiliary, predicate) else "hypothetical"
    return None


def _is_future_in_past(auxiliary: Token, predicate: Token) -> bool:
    """Tells whether "would" is a reported "will" ("said that he would telephone")."""
    if auxiliary.lower_ != "would" or any(c.lower_ == "have" for c in predicate.children):
        return False
    token = predicate
    while token.dep_ == "conj" and token.head.pos_ in VERBAL:
        token = token.head
    if token.dep_ == "ccomp":
        return token.head.tag_ in {"VBD", "VBN"}
    return token.dep_ in {"relcl", "acl"} and token.head.lemma_.lower() in (
        modality_lexicon().planning
    )


def _is_condition(clause: Token) -> bool:
    """Tells whether an adverbial clause is a condition: "if …", "had it not …"."""
    words = modality_lexicon()
    marks = [c for c in clause.children if c.dep_ == "mark" and c.lower_ in words.conditional]
    if marks:
        mark = marks[0]
        return mark.i == 0 or mark.nbor(-1).lower_ != "as"
    subject = next((c.i for c in clause.children if c.dep_ in SUBJECTS), None)
    return subject is not None and any(
        c.lower_ in {"had", "were", "should"} and c.dep_ in {"aux", "auxpass"} and c.i < subject
        for c in clause.children
    )


def _is_nobody(argument: Token) -> bool:
    words = modality_lexicon()
    if argument.lower_ in words.nobody:
        return True
    return any(c.lower_ in {"no", "neither"} and c.dep_ == "det" for c in argument.children)


def _is_habitual(child: Token) -> bool:
    words = modality_lexicon()
    if child.dep_ == "advmod":
        return child.lower_ in words.habitual
    return child.dep_ == "npadvmod" and any(c.lower_ in words.every for c in child.children)


def _from_above(token: Token) -> tuple[Modality | None, Token | None]:
    """Returns what the clause above says about this one, or else the clause to look at next."""
    dep, head = token.dep_, token.head
    if head.i == token.i:
        return None, None
    if dep == "conj":
        return _of_first_conjunct(token, head)
    if dep == "advcl":
        return _of_adverbial(token, head), None
    if dep == "relcl":
        return _of_relative(token, head), None
    if dep == "prep" or dep not in COMPLEMENTS:
        return None, None
    if dep == "pcomp" and head.pos_ not in VERBAL:
        return _behind_preposition(head)
    return _of_complement(token, head)


def _of_complement(token: Token, head: Token) -> tuple[Modality | None, Token | None]:
    """Reads "failed to", "tried to", "is to", "has to", "did not manage to", "a bid to"."""
    words = modality_lexicon()
    lemma = head.lemma_.lower()
    has_to = any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)
    if token.dep_ == "ccomp" and not has_to:
        # What somebody says, finds or believes is meant as fact there, whatever is above it.
        return None, None
    if lemma in words.failing:
        return "negated", None
    own = _own_modality(head) if head.pos_ in VERBAL else None
    if own == "negated":
        return "negated", None
    if lemma in words.planning and (has_to or token.tag_ == "VBG") and token.dep_ != "dep":
        return "planned", None
    if lemma == "be" and has_to:
        if any(c.lower_ == "yet" for c in (*token.children, *head.children)):
            return "negated", None
        return own or "planned", None
    if lemma in words.needing and has_to:
        return "hypothetical", None
    if lemma == "use" and has_to and head.tag_ == "VBD":
        return "habitual", None
    if head.pos_ in VERBAL:
        return None, head if token.dep_ in {"xcomp", "oprd", "ccomp"} else None
    if token.dep_ == "acl" and has_to:
        return (None if lemma in {"first", "last", "only"} else "planned"), None
    return None, None


def _of_first_conjunct(token: Token, head: Token) -> tuple[Modality | None, Token | None]:
    """Reads "will attack and burn": the later verb shares what the first has in front of it."""
    has_own = any(
        c.dep_ in SUBJECTS or (c.dep_ in {"aux", "auxpass"} and c.lower_ not in {"be", "to"})
        for c in token.children
    )
    if has_own or head.pos_ not in VERBAL:
        return None, None
    own = _own_modality(head)
    if own == "negated":
        return ("negated" if any(c.lower_ in {"or", "nor"} for c in head.children) else None), None
    if own in FUTURE:
        return own, None
    return None, (head if own is None and token.tag_ == head.tag_ else None)


def _of_adverbial(token: Token, head: Token) -> Modality | None:
    """Reads "in order to stop", "to stop", and "before they are moved" under a plan."""
    words = modality_lexicon()
    if any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children):
        return "planned"
    openers = {c.lower_ for c in token.children if c.dep_ in {"mark", "advmod"}}
    if openers.isdisjoint(words.awaiting) or head.pos_ not in VERBAL:
        return None
    finite = [token.tag_, *(c.tag_ for c in token.children if c.dep_ in {"aux", "auxpass"})]
    if not {"VBP", "VBZ"} & set(finite):
        return None
    above = _own_modality(head)
    if above is None and head.dep_ in COMPLEMENTS:
        above = _from_above(head)[0]
    return above if above in FUTURE else None


def _of_relative(token: Token, head: Token) -> Modality | None:
    """Reads "any plane that enters", and relative infinitives ("the man to lead them")."""
    words = modality_lexicon()
    if head.lower_ in words.indefinite or any(c.lower_ in words.indefinite for c in head.children):
        return "hypothetical"
    has_to = any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)
    return "planned" if has_to and head.lemma_.lower() not in {"first", "last", "only"} else None


def _behind_preposition(preposition: Token) -> tuple[Modality | None, Token | None]:
    """Reads "without firing", "prevented them from leaving", "aimed at stopping"."""
    words = modality_lexicon()
    lower = preposition.lower_
    if lower in words.without or (lower == "of" and preposition.head.lower_ == "instead"):
        return "negated", None
    governor = preposition.head
    lemma = governor.lemma_.lower()
    if lower == "from" and lemma in words.preventing:
        return "negated", None
    if lower in {"at", "with", "for", "on", "to", "about", "of"} and lemma in words.planning:
        return "planned", None
    return None, (governor if governor.pos_ in VERBAL else None)


def _modality_of_noun(noun: Token) -> Modality:
    """Returns the modality of an event that a noun tells, from the clause it stands in."""
    words = modality_lexicon()
    token = noun
    for _ in range(MAX_CLIMB):
        head = token.head
        if head.i == token.i:
            break
        if token.dep_ == "pobj" and token.head.lower_ in words.without:
            return "negated"
        lemma = head.lemma_.lower()
        if token.dep_ in {"prep", "dobj"} and head is not noun and lemma in words.planning:
            return "planned"
        if token.dep_ in {"dobj", "prep"} and lemma in words.preventing | words.failing:
            return "negated"
        if head.pos_ in VERBAL:
            return clause_modality(head) if token.dep_ != "prep" else "actual"
        token = head
    return "actual"
