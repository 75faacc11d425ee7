"""The role of a place in its clause (at, from, via, to, near), and whether it acts.

Read from the dependency parse: the preposition or verb that governs the phrase the name heads or
belongs to. "the Aleppo region of Syria" has one role for both names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.records import PlaceRole

if TYPE_CHECKING:
    from spacy.tokens import Token

PREPOSITIONS: dict[str, PlaceRole] = {
    "from": "from",
    "to": "to",
    "into": "to",
    "onto": "to",
    "toward": "to",
    "towards": "to",
    "via": "via",
    "through": "via",
    "across": "via",
    "near": "near",
    "around": "near",
    "outside": "near",
    "beside": "near",
    "between": "near",
    "off": "near",
}
# Verbs with the place as their object, or with "in" and "at" before it.
OBJECT_OF: dict[str, PlaceRole] = {
    "leave": "from", "flee": "from", "quit": "from", "exit": "from", "depart": "from",
    "evacuate": "from", "escape": "from", "vacate": "from", "abandon": "from",
    "enter": "to", "reach": "to", "invade": "to", "visit": "to", "approach": "to",
    "cross": "via", "transit": "via", "traverse": "via",
    "border": "near", "adjoin": "near", "neighbor": "near", "neighbour": "near",
    "overlook": "near", "surround": "near", "encircle": "near",
}  # fmt: skip
ARRIVING = frozenset({"arrive", "land", "disembark"})
LEAVING_FOR = frozenset({"leave", "depart", "head", "bind", "bound", "embark", "sail", "set"})
# "close to X", "next to X": near it, not on the way to it.
BESIDE = frozenset({"close", "next", "adjacent", "near", "nearby", "opposite"})
# Words whose modifier is a place all the same, though a country could act: "the Turkey border".
_CLIMB = frozenset({"compound", "amod", "nmod", "poss", "appos", "conj", "nummod"})
# What parties do with one another: "the war between X and Y" names parties.
BETWEEN_PARTIES = frozenset(
    {
        "war",
        "conflict",
        "fighting",
        "clash",
        "ceasefire",
        "truce",
        "agreement",
        "deal",
        "talk",
        "negotiation",
        "relation",
        "tie",
        "dispute",
        "tension",
        "hostility",
        "treaty",
        "alliance",
        "cooperation",
        "peace",
        "exchange",
        "trade",
        "rivalry",
        "battle",
    }
)
WITH_PARTIES = frozenset({"with", "against", "by", "alongside", "versus"})
BOUNDARIES = frozenset({"border", "frontier", "boundary", "crossing"})
SPEAKING = frozenset(
    {
        "say",
        "tell",
        "announce",
        "claim",
        "deny",
        "confirm",
        "accuse",
        "warn",
        "demand",
        "insist",
        "state",
        "declare",
        "urge",
        "call",
        "reject",
        "condemn",
        "threaten",
        "agree",
        "want",
        "vow",
        "pledge",
        "promise",
        "refuse",
        "request",
        "report",
        "admit",
        "argue",
        "respond",
        "ask",
    }
)
MAX_STEPS = 6


def find_role(token: Token) -> PlaceRole:
    """Returns the role of the place whose name has this token as its head.

    >>> # "sent to Libya" to · "through the Turkish Gaziantep" via · "left Aleppo" from
    """
    for _ in range(MAX_STEPS):
        relation, head = token.dep_, token.head
        if head.lower_ == "bordering":
            return "near"
        if relation == "pobj" or (relation == "pcomp" and head.dep_ == "prep"):
            role = _preposition_role(head)
            if role is not None:
                return role
            token = head.head  # "of": the phrase it belongs to decides
        elif relation in ("dobj", "nsubjpass", "obj"):
            return OBJECT_OF.get(head.lemma_.lower(), "at")
        elif relation in _CLIMB and head.i != token.i:
            token = head
        else:
            return "at"
    return "at"


def _preposition_role(preposition: Token) -> PlaceRole | None:
    """Returns the role that a preposition gives, or None for "of", which hands it on."""
    while preposition.lower_ == "of" and preposition.head.dep_ == "prep":
        if preposition.head.lower_ == "out":
            return "from"
        preposition = preposition.head  # "in front of": the preposition it belongs to decides
    word, governor = preposition.lower_, preposition.head
    if word == "of":
        if governor.lower_ == "out":
            return "from"
        return None if governor.pos_ in ("NOUN", "PROPN", "NUM", "DET", "PRON") else "at"
    if word in ("to", "by") and governor.lower_ in BESIDE:
        return "near"
    if word == "with" and _follows_boundary(preposition):
        return "near"
    if word in ("in", "at", "on"):
        return "to" if governor.lemma_.lower() in ARRIVING else "at"
    if word == "for":
        return "to" if governor.lemma_.lower() in LEAVING_FOR else "at"
    return PREPOSITIONS.get(word, "at")


def _follows_boundary(preposition: Token) -> bool:
    """Tells whether "with" follows "the border": the parser often hangs it on the verb."""
    return preposition.i > 0 and preposition.nbor(-1).lemma_.lower() in BOUNDARIES


def is_actor(token: Token, kind: str | None) -> bool:
    """Tells whether a name stands for those who act there rather than for the place.

    Countries and regions act as subjects, agents, owners and parties; a city does where it speaks
    (a capital for its government).
    """
    if kind is None:
        return False
    relation, head = token.dep_, token.head
    for _ in range(MAX_STEPS):
        if relation != "conj":
            break
        relation, head = head.dep_, head.head
    if relation == "nsubj":
        if head.lemma_ == "be":
            return False
        return kind != "city" or head.lemma_.lower() in SPEAKING
    if kind in ("city", "county"):
        return False
    if relation == "pobj":
        if head.lower_ in WITH_PARTIES:
            return not (head.lower_ == "with" and _follows_boundary(head))
        governor = head.head
        return head.lower_ == "between" and governor.lemma_.lower() in BETWEEN_PARTIES
    if relation == "dobj":
        return head.lemma_.lower() in SPEAKING
    return relation == "poss" or (relation == "dative" and head.lemma_.lower() in SPEAKING)
