"""Who acts and who is acted upon in a clause: the actors and targets of an event, as spans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.records import Participant, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

SUBJECT = frozenset({"nsubj", "csubj"})
PASSIVE = frozenset({"nsubjpass", "csubjpass"})
OBJECT = frozenset({"dobj", "obj", "dative"})
# Words that stand for somebody but name nobody.
RELATIVE = frozenset({"who", "whom", "which", "that", "what", "there"})
NAME_CHILDREN = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod", "case", "quantmod"})


def actors_of(predicate: Token) -> tuple[Token, ...]:
    """Returns the heads of the phrases that act: the active subject, or the passive's agent."""
    agents = [
        pobj
        for child in predicate.children
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by")
        for pobj in child.children
        if pobj.dep_ == "pobj" and pobj.ent_type_ not in {"DATE", "TIME", "CARDINAL"}
    ]
    if agents:
        return tuple(_with_coordinated(agents))
    if is_passive(predicate):
        return ()
    return tuple(_with_coordinated(_subjects(predicate)))


def targets_of(predicate: Token) -> tuple[Token, ...]:
    """Returns the heads of the noun phrases acted upon: the object, or the passive's subject."""
    if is_passive(predicate):
        subjects = [c for c in predicate.children if c.dep_ in PASSIVE]
        if len(subjects) == 0 and predicate.dep_ in {"acl", "relcl"}:
            subjects = [predicate.head]
        return tuple(_with_coordinated(subjects))
    return tuple(_with_coordinated([c for c in predicate.children if c.dep_ in OBJECT]))


def is_passive(predicate: Token) -> bool:
    """Tells whether the clause is passive, also where it is a bare participle ("men sent by …")."""
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in predicate.children):
        return True
    return predicate.dep_ == "acl" and predicate.tag_ == "VBN"


def participant(head: Token) -> Participant:
    """Returns the participant whose noun phrase has this head, named as written."""
    start, end = name_tokens(head)
    span = head.doc[start:end]
    return Participant(name=span.text, span=Span(start=span.start_char, end=span.end_char))


def name_tokens(head: Token) -> tuple[int, int]:
    """Returns the token range ``[start, end)`` of a name, with an *of* phrase behind its head.

    Relative clauses, appositions and other modifiers are left out: they say more about it, they
    are not its name.
    """
    start = head.i
    for child in head.lefts:
        if child.dep_ in NAME_CHILDREN:
            start = min(start, child.left_edge.i)
    if head.doc[start].dep_ == "det" and start < head.i:
        start += 1
    end = head.i + 1
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == end:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    end = max(end, name_tokens(inner)[1])
        elif child.dep_ == "case":
            break
    return start, end


def _subjects(predicate: Token) -> list[Token]:
    token = predicate
    for _ in range(4):
        subjects = [c for c in token.children if c.dep_ in SUBJECT]
        if token.i != predicate.i and len(subjects) == 0:
            subjects = [c for c in token.children if c.dep_ in PASSIVE]
        if subjects:
            return [_antecedent(s, token) for s in subjects]
        if token.dep_ in {"xcomp", "conj", "advcl", "pcomp"} and token.head.pos_ in {"VERB", "AUX"}:
            token = token.head
        elif token.dep_ == "acl" and token.tag_ != "VBN":
            return [token.head]
        else:
            return []
    return []


def _antecedent(subject: Token, predicate: Token) -> Token:
    """Returns what a relative pronoun stands for: the noun that its clause modifies."""
    if subject.lower_ in RELATIVE and predicate.dep_ in {"relcl", "acl"}:
        return predicate.head
    return subject


def _with_coordinated(heads: list[Token]) -> Iterator[Token]:
    for head in heads:
        if head.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ"} and head.lower_ not in RELATIVE:
            yield head
        for child in head.children:
            if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN"}:
                yield from _with_coordinated([child])


def clause_predicates(doc: Doc) -> Iterator[Token]:
    """Yields the verbs of the text that head a clause, in text order."""
    for token in doc:
        if token.pos_ == "VERB" and token.dep_ not in {"aux", "auxpass", "amod", "compound"}:
            yield token
