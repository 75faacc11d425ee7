"""Who "he", "she", "it" and "they" are: the most salient noun phrase before that agrees.

Salience is weighed as Lappin and Leass do ("An algorithm for pronominal anaphora resolution",
Computational Linguistics 20(4), 1994): subjects before objects before the rest, halved with every
sentence, added up over the mentions of an entry. A possessive leans on the subject of its own
clause, as in Hobbs ("Resolving pronoun references", Lingua 44, 1978). Plain nouns compete with
the names: where one wins, nobody is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.extract.cues import attribution_words, cue_verbs
from reportedly.extract.descriptions import described_by
from reportedly.extract.entities import Entity
from reportedly.extract.expletives import is_expletive
from reportedly.extract.naming import named_by
from reportedly.extract.reference_words import reference_words
from reportedly.extract.references import References
from reportedly.extract.sources import source_span
from reportedly.extract.speakers import may_speak

if TYPE_CHECKING:
    from spacy.tokens import Token

MALE = frozenset({"he", "his", "him", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
PLURAL = frozenset({"they", "their", "them", "themselves"})
NEUTER = frozenset({"it", "its", "itself"})
_KINDS = (MALE, FEMALE, PLURAL, NEUTER)
_INNER = frozenset({"compound", "amod", "nmod", "npadvmod", "appos"})
_NO_THINGS = frozenset({"DATE", "TIME", "MONEY"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})

# Sentences further back than these are too far: persons carry further than things.
PERSON_REACH = 4
THING_REACH = 2
# Weights of Lappin and Leass: of any mention, of one that is no part of another noun phrase.
RECENCY, HEAD = 100.0, 80.0
_ROLES = {
    "nsubj": 80.0,
    "nsubjpass": 80.0,
    "dobj": 50.0,
    "attr": 50.0,
    "dative": 40.0,
    "pobj": 40.0,
}
_INSIDE = 10.0  # of a mention inside another noun phrase
# Ours, chosen on the dev half of the labelled mentions.
OWN_SUBJECT = 60.0  # the subject of the clause that a pronoun stands in, or is told by
OWNER = 400.0  # "the army and its allies"
SPOKE = 60.0  # who spoke before goes on speaking
KNOWN_GENDER = 60.0  # the spokeswoman before one who may be a man
ANOTHER_PARAGRAPH = 0.8
ACTING = 80.0  # names and bodies before things
MARGIN = 1.2  # how far the best must be ahead of the next
_CHAIN = 3  # pronouns that are read through one another
_FOLLOWED = 2  # and how many of those before one pronoun are read for it


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A noun phrase before a pronoun: its head and the entry that it stands for, if any."""

    head: Token
    entity: Entity | None

    @property
    def key(self) -> int:
        return id(self.entity) if self.entity is not None else self.head.i


def antecedent(references: References, pronoun: Token, depth: int = 0) -> Entity | None:
    """Returns the entry that a pronoun stands for: named, described, or ``None`` if it is open."""
    if pronoun.lower_ in NEUTER and is_expletive(pronoun):
        return None
    scores: dict[int, float] = {}
    last: dict[int, _Candidate] = {}
    best_of_sentence: dict[tuple[int, int], float] = {}
    for candidate in _candidates(references, pronoun, depth):
        weight = _salience(references, candidate, pronoun)
        key = candidate.key
        place = (key, references.sentence_of[candidate.head.i])
        gained = weight - best_of_sentence.get(place, 0.0)
        if gained > 0:
            best_of_sentence[place] = weight
            scores[key] = scores.get(key, 0.0) + gained
        if key not in last or candidate.head.i > last[key].head.i:
            last[key] = candidate
    if not scores:
        return None
    ranked = sorted(scores, key=lambda k: (-scores[k], -last[k].head.i))
    if len(ranked) > 1 and scores[ranked[0]] < MARGIN * scores[ranked[1]]:
        return None
    chosen = last[ranked[0]]
    return (
        chosen.entity
        or described_by(references, chosen.head)
        or _as_described(references, chosen.head)
    )


def _candidates(references: References, pronoun: Token, depth: int) -> Iterator[_Candidate]:
    """Yields the noun phrases that agree with a pronoun and may bind it, latest first."""
    tokens = references.layout.tokens
    here = references.sentence_of[pronoun.i]
    reach = PERSON_REACH if pronoun.lower_ in MALE | FEMALE else THING_REACH
    first = references.first_tokens[max(0, here - reach)]
    same = next(kind for kind in _KINDS if pronoun.lower_ in kind)
    followed = 0  # earlier pronouns; each costs a search of its own
    for index in range(pronoun.i - 1, first - 1, -1):
        token = tokens[index]
        if index in references.layout.datelines or not _may_be_heard(references, token, pronoun):
            continue
        entity = references.spoken.get(index)
        if entity is None and token.lower_ in same:
            followed += 1
            if depth >= _CHAIN or followed > _FOLLOWED:
                continue
            entity = antecedent(references, token, depth + 1)
            if entity is None:
                continue
        elif entity is None:
            if not _is_mention(references, token):
                continue
            entity = _entry_of(references, token)
            if entity is None and token.dep_ in _INNER:
                continue
        candidate = _Candidate(token, entity)
        if _agrees(references, candidate, pronoun) and _may_bind(token, pronoun):
            yield candidate


def _is_mention(references: References, token: Token) -> bool:
    """Tells whether a token is the head of a noun phrase that may be spoken of again."""
    entity = references.at_token.get(token.i)
    if entity is None:
        return token.pos_ in {"NOUN", "PROPN"} and token.ent_type_ not in _NO_THINGS
    is_within = token.dep_ in _INNER and references.at_token.get(token.head.i) is entity
    return not is_within and (token.pos_ in {"NOUN", "PROPN"} or token.i in entity.mentions)


def _entry_of(references: References, token: Token) -> Entity | None:
    """Returns the entry that a noun phrase names or calls again, ``None`` for any other."""
    entity = references.at_token.get(token.i)
    if entity is not None or token.dep_ in _INNER:
        return entity
    entity = named_by(references, token)
    return described_by(references, token) if entity is None and _may_be_called(token) else entity


def _may_be_heard(references: References, token: Token, pronoun: Token) -> bool:
    """Tells whether a phrase lies where a pronoun can reach it: "it" stays inside a quotation.

    A speaker is not "he" in what he says himself.
    """
    quotation_of = references.layout.quotation_of
    inside = quotation_of[pronoun.i]
    if inside < 0 or quotation_of[token.i] == inside:
        return True
    return pronoun.lower_ in MALE | FEMALE and token.i not in references.spoken


def _agrees(references: References, candidate: _Candidate, pronoun: Token) -> bool:
    """Tells whether a phrase agrees with a pronoun in number, gender and being a person."""
    lower, head, entity = pronoun.lower_, candidate.head, candidate.entity
    if lower in MALE | FEMALE:
        return _is_person(candidate, "male" if lower in MALE else "female")
    is_plural = head.tag_ in {"NNS", "NNPS"} and (entity is None or not entity.is_named)
    if lower in PLURAL:
        if entity is not None:
            is_body = entity.is_named and entity.label == "ORG" and not _is_partitive(pronoun)
            return entity.is_plural or is_body
        return is_plural or head.lemma_.lower() in reference_words().collectives
    if entity is not None and entity.is_named:
        is_where = entity.label == "GPE" and _is_place(head)
        return entity.label != "PERSON" and not entity.is_plural and not is_where
    if is_plural or (entity is not None and entity.is_plural) or _is_person_noun(head):
        return False
    speaks = pronoun.dep_ == "nsubj" and pronoun.head.lemma_.lower() in cue_verbs()
    return not speaks or _may_be_a_voice(references, head)


def _may_be_a_voice(references: References, head: Token) -> bool:
    """Tells whether what a noun phrase names can say something: a claim is said, and says not."""
    has_spoken = head.dep_ == "nsubj" and head.head.lemma_.lower() in cue_verbs()
    if has_spoken or head.i in references.spoken:
        return True
    if head.lower_ in reference_words().group_nouns:
        return True
    words = attribution_words()
    lemma = head.lemma_.lower()
    is_only_said = lemma in words.statement_nouns and lemma not in words.source_heads
    return may_speak(head) and not (is_only_said and head.pos_ == "NOUN")


def _is_partitive(pronoun: Token) -> bool:
    """Tells whether a pronoun is what some are taken from: "most of them", "among them"."""
    return pronoun.dep_ == "pobj" and pronoun.head.lower_ in {"of", "among", "amongst"}


def _may_be_called(head: Token) -> bool:
    """Tells whether a noun may call again who was named before: "the group", "the minister"."""
    words = reference_words()
    return (
        head.lower_ in words.group_nouns
        or head.lower_ in words.body_nouns
        or head.lower_ in attribution_words().person_titles
    )


def _is_person(candidate: _Candidate, gender: str) -> bool:
    head, entity = candidate.head, candidate.entity
    if entity is not None:
        is_one = entity.label == "PERSON" and not entity.is_plural
        return is_one and entity.gender in {None, gender} and not _is_place(head)
    words = attribution_words()
    other = words.female_words if gender == "male" else words.male_words
    return head.tag_ == "NN" and _is_person_noun(head) and head.lower_ not in other


def _is_person_noun(head: Token) -> bool:
    words = attribution_words()
    lemma = head.lemma_.lower()
    return (
        lemma in reference_words().person_nouns
        or lemma in words.person_titles
        or lemma in words.male_words
        or lemma in words.female_words
        or lemma in words.unnamed_words - {"family", "intelligence", "people", "poll"}
    )


def _is_place(head: Token) -> bool:
    """Tells whether a name says where: "in Velia", "the village of Selm"."""
    words = reference_words()
    while head.dep_ in {"conj", "appos", "nmod"} and head.head.i < head.i:
        head = head.head
        if head.lower_ in words.place_nouns:
            return True
    before = [t.lemma_.lower() for t in head.doc[max(0, head.i - 2) : head.i]]
    if before[-1:] == ["of"] and before[0] in words.place_nouns:
        return True
    return head.dep_ == "pobj" and head.head.lower_ in words.place_prepositions


def _may_bind(candidate: Token, pronoun: Token) -> bool:
    """Tells whether syntax lets a phrase bind a pronoun.

    No phrase binds a pronoun inside itself, and an object is not the subject of its own verb; a
    possessive or a reflexive is.
    """
    owned = pronoun.head
    if owned.dep_ == "conj" and owned.head.i == candidate.i:
        return True  # "the army and its allies"
    if candidate.is_ancestor(pronoun):
        return False
    if pronoun.tag_ == "PRP$" or pronoun.lower_.endswith(("self", "selves")):
        return True
    verb = _verb_above(pronoun)
    return verb is None or candidate.head.i != verb.i or candidate.dep_ == "npadvmod"


def _verb_above(token: Token) -> Token | None:
    """Returns the verb that a token is an argument of, through at most one preposition."""
    head = token.head.head if token.dep_ == "pobj" else token.head
    return head if head.pos_ in {"VERB", "AUX"} and head.i != token.i else None


def _salience(references: References, candidate: _Candidate, pronoun: Token) -> float:
    """Returns how salient a mention is where the pronoun stands, above 0."""
    head, entity = candidate.head, candidate.entity
    weight = RECENCY + _role_weight(head)
    if entity is not None or head.lemma_.lower() in reference_words().group_nouns:
        weight += ACTING
    if head.i in references.spoken:
        weight += SPOKE
    if entity is not None and entity.gender is not None:
        weight += KNOWN_GENDER
    distance = references.sentence_of[pronoun.i] - references.sentence_of[head.i]
    subject = _subject_above(pronoun) if distance == 0 else None
    if subject is not None and subject.i == head.i:
        weight += OWN_SUBJECT
    if pronoun.tag_ == "PRP$" and pronoun.head.dep_ == "conj" and pronoun.head.head.i == head.i:
        weight += OWNER
    if references.layout.quotation_of[head.i] != references.layout.quotation_of[pronoun.i]:
        weight *= 0.4 if references.layout.quotation_of[head.i] >= 0 else 0.9
    paragraphs = references.paragraphs_between(head.i, pronoun.i)
    return float(weight * 0.5**distance * ANOTHER_PARAGRAPH**paragraphs)


def _role_weight(head: Token) -> float:
    while head.dep_ in {"conj", "appos"}:
        if head.head.i >= head.i:
            return _INSIDE
        head = head.head
    above = head.head
    is_inside = head.dep_ in {"poss", "compound", "amod", "nmod"} or (
        head.dep_ == "pobj" and above.head.pos_ in {"NOUN", "PROPN"}
    )
    if head.dep_ == "pobj" and above.lower_ == "by":
        return HEAD + _ROLES["nsubj"]  # who does it: "a proposal by Velia"
    if is_inside:
        return _INSIDE
    return HEAD + _ROLES.get(head.dep_, _INSIDE)


def _subject_above(pronoun: Token) -> Token | None:
    """Returns the subject of the clause that a pronoun stands in, else of the one that tells it."""
    current = pronoun
    while current.head.i != current.i:
        current = current.head
        subject = next((c for c in current.children if c.dep_ in _SUBJECTS), None)
        if subject is None and current.dep_ == "xcomp":  # "required Velia to open its ports"
            subject = next((c for c in current.head.children if c.dep_ == "dobj"), None)
        if subject is not None and subject.i < pronoun.i and not subject.is_ancestor(pronoun):
            return subject
    return None


def _as_described(references: References, head: Token) -> Entity:
    """Returns an entry for somebody or something known by its description only."""
    start, end = source_span(head, set())
    span = references.layout.span(start, end)
    name = " ".join(references.layout.text[span.start : span.end].split())
    is_plural = head.tag_ in {"NNS", "NNPS"}
    return Entity(name=name, label="", is_named=False, names={name}, is_plural=is_plural)
