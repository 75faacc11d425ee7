"""What a number measures: the predicate that governs it, and the role that gives it.

The way from a number to its role, in this order:

1. the counted noun says it ("28 dead", "12 hostages");
2. a state right behind it says it ("28 people killed", "62 others missing");
3. the verb whose subject or object it is says it, through chains of "a group of", "the number of",
   and through light verbs ("left 28 dead", "were found dead");
4. a clause that modifies it says it ("4,000 men who had arrived");
5. where the parse tells nothing, the words beside it do (:mod:`.nearby`: headlines, insertions).

States joined by *or* give a pooled role ("wounded or missing").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.extract.counted import unit_of
from reportedly.extract.counting import LISTING_VERBS, is_whole_of_part
from reportedly.extract.events import clause_event
from reportedly.extract.lexicon import EventLexicon, event_lexicon, verb_frame
from reportedly.extract.nearby import state_after_leave, state_behind_list, verb_before
from reportedly.extract.participants import is_passive
from reportedly.records import Event, Role

if TYPE_CHECKING:
    from spacy.tokens import Token

POOLED: dict[frozenset[str], Role] = {
    frozenset({"killed", "injured"}): "killed-or-injured",
    frozenset({"injured", "missing"}): "injured-or-missing",
    frozenset({"killed", "injured", "missing"}): "killed-or-injured",
}

SUBJECT = frozenset({"nsubj", "csubj"})
PASSIVE = frozenset({"nsubjpass", "csubjpass"})
OBJECT = frozenset({"dobj", "obj", "dative", "attr", "oprd"})
INSIDE_NOUN_PHRASE = frozenset(
    {
        "nummod", "quantmod", "compound", "amod", "nmod", "npadvmod", "det", "predet", "advmod",
        "poss",
    }
)  # fmt: skip
# Prepositions through which a number still belongs to what stands before them.
TRANSPARENT_PREPOSITIONS = frozenset({"of", "as", "including", "to", "between"})
VAGUE_COUNTS = frozenset({"scores", "dozens", "hundreds", "several", "many", "others"})
# States of people taken by force, not by an authority.
ABDUCTED = frozenset({"kidnapped", "abducted", "hostage", "hostages"})
# "a group of 300 men", "hundreds of men", "the number of men": the verb governs the outer noun.
MAX_CLIMB = 8
NUMBERS = frozenset({"number", "total", "figure", "count"})
# How far behind a counted noun a bare state may stand ("28 people, mostly children, dead").
STATE_WINDOW = 3
# How far ahead the passive verb of a lost subject may stand.
PASSIVE_REACH = 14


@dataclass(frozen=True, slots=True)
class Measured:
    """What a number measures, and the tokens that say so."""

    role: Role
    event: Event | None
    predicate: Token
    is_toll: bool = False


def measure(head: Token) -> Measured | None:
    """Returns what the number with counted noun (or number) ``head`` measures, if the text says."""
    lexicon = event_lexicon()
    if is_whole_of_part(head):  # what happened to 12 of the 20 did not happen to the 20
        is_stated = head.i + 1 < head.sent.end and head.nbor(1).lower_ in lexicon.states
        return _from_noun(head, lexicon) or (
            _from_state_behind(head, lexicon) if is_stated else None
        )
    if head.i + 1 < head.sent.end and head.nbor(1).lower_ == "of":  # "two of the wounded died"
        governed = _from_governor(head, lexicon)
        if governed is not None and governed.predicate.i > head.i:
            return governed
    return (
        _from_noun(head, lexicon)
        or _from_state_behind(head, lexicon)
        or _from_governor(head, lexicon)
        or _from_modifier(head, lexicon)
        or _from_passive_ahead(head, lexicon)
        or _from_words_beside(head, lexicon)
        or _from_noun_above(head, lexicon)
    )


def _from_noun_above(head: Token, lexicon: EventLexicon) -> Measured | None:
    """Reads "the transfer of 300 men", where no verb says what happened to them."""
    if head.dep_ != "pobj" or head.head.lower_ != "of":
        return None
    entry = lexicon.nouns.get(head.head.head.lemma_.lower())
    return Measured(entry.role, entry.event, head.head.head) if entry is not None else None


def measure_of_whole(word: Token) -> Measured | None:
    """Returns what the parts of a whole measure, from its word ("those killed")."""
    lexicon = event_lexicon()
    role = pooled_role(word, lexicon)
    if role is not None:
        return Measured(role, _event_of(role), word)
    return measure(word)


def pooled_role(state: Token, lexicon: EventLexicon) -> Role | None:
    """Returns the role of a state or verb, pooled with those that *or* joins to it."""
    first = _state_role(state, lexicon)
    if first is None:
        return None
    roles: set[str] = {first}
    token = state
    for _ in range(3):
        joined = next((c for c in token.children if c.dep_ == "conj"), None)
        if joined is None:
            break
        is_or = any(c.dep_ == "cc" and c.lower_ == "or" for c in token.children)
        other = _state_role(joined, lexicon)
        if other is None or _has_own_count(joined):
            break
        # "19 killed and injured": nobody is both, so one number counts the two together
        is_pair = joined.i <= token.i + 2 and not any(
            c.dep_ in SUBJECT | PASSIVE | OBJECT or (c.i == joined.i - 1 and c.pos_ == "NUM")
            for c in joined.children
        )
        if is_or or is_pair or len(roles) > 1:
            roles.add(other)
        token = joined
    return POOLED.get(frozenset(roles), first)


def _state_role(token: Token, lexicon: EventLexicon) -> Role | None:
    role = lexicon.states.get(token.lower_)
    if role is None and token.pos_ in {"VERB", "AUX"}:
        frame = lexicon.verbs.get(token.lemma_.lower())
        role = (frame.object_role or frame.subject_role) if frame else None
    return role


def _has_own_count(token: Token) -> bool:
    """Tells whether a joined state has a number of its own ("28 killed and 62 wounded")."""
    return any(
        c.dep_ in SUBJECT | PASSIVE | OBJECT | {"nummod"} and (c.like_num or _has_number(c))
        for c in token.children
    )


def _has_number(noun: Token) -> bool:
    return any(c.dep_ == "nummod" or c.like_num for c in noun.children)


def _from_noun(head: Token, lexicon: EventLexicon) -> Measured | None:
    """Reads "28 dead", "12 hostages", "a 300-man force", "30,000 lives" claimed by a war."""
    lemma = head.lemma_.lower()
    if lemma == "life":
        verb = head.head
        if verb.lemma_.lower() in lexicon.life_verbs:
            return Measured("killed", "assault", verb)
        return None
    entry = lexicon.nouns.get(lemma) or lexicon.nouns.get(head.lower_)
    if entry is None:
        # "17 Killed as ...": the participle stands for the people, right behind their number
        if head.lower_ in lexicon.states and head.i > 0 and head.nbor(-1).like_num:
            role = pooled_role(head, lexicon)
            return Measured(role, _event_of_state(role, head), head) if role is not None else None
        return None
    if entry.yields and head.lower_ not in lexicon.states:
        said = (
            _from_state_behind(head, lexicon)
            or _from_governor(head, lexicon)
            or _from_modifier(head, lexicon)
        )
        if said is not None:
            return said
    pooled = pooled_role(head, lexicon) if head.lower_ in lexicon.states else None
    return Measured(pooled or entry.role, entry.event, head)


def _from_state_behind(head: Token, lexicon: EventLexicon) -> Measured | None:
    """Reads "28 people killed", "62 wounded": a state close behind, with no noun between."""
    doc, sentence_end = head.doc, head.sent.end
    for i in range(head.i + 1, min(head.i + 1 + STATE_WINDOW, sentence_end)):
        token = doc[i]
        if token.lower_ in lexicon.states:
            role = pooled_role(token, lexicon)
            if role is None or (token.pos_ == "VERB" and _acts_on_object(token)):
                return None
            return Measured(role, _event_of_state(role, token), token)
        if token.pos_ in {"NOUN", "PROPN", "NUM", "VERB"} or token.is_punct:
            return None
    return None


def _acts_on_object(verb: Token) -> bool:
    """Tells whether "killed" is active here: "12 soldiers killed a man" counts no dead soldiers.

    In "12 villagers killed 14 injured" the parse sees an object in the next count of harm.
    """
    return any(c.dep_ in {"dobj", "obj"} and not _is_next_count(verb, c) for c in verb.children)


def _is_next_count(verb: Token, noun: Token) -> bool:
    """Tells whether a number follows a state directly, and a state of its own closes its phrase."""
    states = event_lexicon().states
    doc, sentence_end = verb.doc, verb.sent.end
    behind = doc[verb.i + 1 : min(sentence_end, max(noun.i, verb.i) + 1 + STATE_WINDOW)]
    has_number = any(t.like_num or t.lower_ in VAGUE_COUNTS for t in behind[:3])
    return has_number and any(t.lower_ in states for t in behind)


def _from_governor(head: Token, lexicon: EventLexicon) -> Measured | None:
    """Climbs from a counted noun to the verb or the outer noun that says what it measures."""
    token = head
    for _ in range(MAX_CLIMB):
        dep, governor = token.dep_, token.head
        if governor.i == token.i:
            return _bare_root(token, lexicon)
        if dep in INSIDE_NOUN_PHRASE or dep in {"conj", "appos"}:
            token = governor
            if token.pos_ in {"VERB", "AUX"}:
                return _verb_object(token, lexicon)
            # "4 murders and 9 thefts": a noun of harm says nothing of what stands beside it
            is_beside = dep == "conj" or (dep == "appos" and _has_number(token))
            found = _noun_says(token, lexicon) if not is_beside else None
        elif dep in {"pobj", "pcomp"}:
            found = _through_preposition(governor, lexicon)
            if found is None:
                token = governor.head
                if governor.lower_ not in TRANSPARENT_PREPOSITIONS or token.i == governor.i:
                    return None
                if token.pos_ in {"VERB", "AUX"}:
                    return _verb_object(token, lexicon)
                found = _noun_says(token, lexicon)
        else:
            is_of_things = dep in OBJECT and _holds_things(governor, token)
            return _from_verb(governor, dep, lexicon) if not is_of_things else None
        if found is not None:
            return found
    return None


def _from_verb(verb: Token, dep: str, lexicon: EventLexicon) -> Measured | None:
    """Returns what a verb says of its passive subject, subject or object."""
    if dep in PASSIVE:
        return _verb_passive(verb, lexicon)
    if dep in SUBJECT:
        return _verb_subject(verb, lexicon)
    if dep in OBJECT and verb.lemma_.lower() in lexicon.strength_verbs:
        objects = (c.lemma_.lower() for c in verb.children if c.dep_ in OBJECT)
        if any(lemma in lexicon.strength_nouns for lemma in objects):
            return Measured("deployed", "mobilize", verb)
    if dep in OBJECT or (dep in {"ccomp", "dep", "parataxis"} and verb.pos_ in {"VERB", "AUX"}):
        return _verb_object(verb, lexicon)
    return None


def _holds_things(verb: Token, held: Token) -> bool:
    """Tells whether an everyday verb of holding people has things as its object ("40 maps")."""
    frame = verb_frame(verb)
    is_of_people = frame is not None and frame.is_everyday and frame.object_role == "captured"
    return is_of_people and held.pos_ == "NOUN" and unit_of(held) != "person"


def _noun_says(token: Token, lexicon: EventLexicon) -> Measured | None:
    """Reads "the deaths of 28 people": an outer noun of the lexicon gives the role."""
    if token.lemma_.lower() == "life" and token.head.lemma_.lower() in lexicon.life_verbs:
        return Measured("killed", "assault", token.head)
    if token.lemma_.lower() in lexicon.toll_nouns:
        role = _toll_role(token, lexicon)
        return Measured(role, _event_of(role), token, is_toll=True) if role else None
    entry = lexicon.nouns.get(token.lemma_.lower())
    if entry is None or entry.yields:
        return None
    return Measured(entry.role, entry.event, token)


def _through_preposition(preposition: Token, lexicon: EventLexicon) -> Measured | None:
    """Reads "brought the toll to 120", "the death toll stands at 120": a running total.

    Also "was killed along with two guards", which counts them with the one it names.
    """
    verb = preposition.head
    if (
        preposition.lower_ == "with"
        and preposition.i
        and preposition.nbor(-1).lower_ in {"along", "together"}
    ):
        outer = verb.head if verb.lower_ in {"along", "together"} else verb
        return _verb_passive(outer, lexicon) if is_passive(outer) else None
    if preposition.lower_ in {"to", "at", "of", "past", "above", "over"}:
        for noun in (verb, *verb.children):
            is_number = noun.lemma_.lower() in NUMBERS and preposition.lower_ in {"to", "at"}
            if is_number or noun.lemma_.lower() in lexicon.toll_nouns:
                role = _toll_role(noun, lexicon)
                if role is not None:
                    return Measured(role, _event_of(role), verb, is_toll=preposition.lower_ != "of")
    return None


def _toll_role(noun: Token, lexicon: EventLexicon) -> Role | None:
    """Returns what a toll counts: the dead, unless the words around it name another state."""
    for token in noun.subtree:
        entry = lexicon.nouns.get(token.lemma_.lower())
        role = lexicon.states.get(token.lower_) or (entry.role if entry else None)
        if role is not None:
            return role
    return "killed" if noun.lemma_.lower() in {"toll", "tally"} else None


def _verb_passive(verb: Token, lexicon: EventLexicon) -> Measured | None:
    role = pooled_role(verb, lexicon)
    frame = lexicon.verbs.get(verb.lemma_.lower())
    if role == "captured" and any(c.lower_ in ABDUCTED for c in verb.children):
        return Measured(role, "assault", verb)
    if role is not None and (frame is None or frame.object_role is not None or frame.subject_role):
        return Measured(role, frame.event if frame else _event_of(role), verb)
    return _through_complement(verb, lexicon)


def _verb_subject(verb: Token, lexicon: EventLexicon) -> Measured | None:
    frame = verb_frame(verb)
    if any(c.dep_ == "auxpass" for c in verb.children):
        return _verb_passive(verb, lexicon)
    if frame is not None and frame.subject_role is not None:
        stated = _through_complement(verb, lexicon) if frame.is_everyday else None
        return stated or Measured(frame.subject_role, frame.event, verb)  # "went missing"
    whole = _among(verb)
    if whole is not None:
        return measure(whole)
    if frame is not None and frame.event in {"assault", "mobilize"} and frame.object_role is None:
        return Measured("participants", frame.event, verb)
    return _through_complement(verb, lexicon)


def _among(verb: Token) -> Token | None:
    """Returns the counted whole in "six of them were among 22 people killed"."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "among":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _verb_object(verb: Token, lexicon: EventLexicon) -> Measured | None:
    lemma = verb.lemma_.lower()
    if lemma in lexicon.toll_verbs or lemma == "be":
        names = lexicon.toll_nouns | NUMBERS  # "the number of wounded was 40"
        toll = next((c for c in verb.children if c.lemma_.lower() in names), None)
        role = _toll_role(toll, lexicon) if toll is not None else None
        if role is not None:
            return Measured(role, _event_of(role), verb, is_toll=True)
    if lemma in lexicon.loss_verbs:
        return Measured("killed", "assault", verb)
    frame = lexicon.verbs.get(lemma)
    if frame is not None and frame.object_role is not None:
        role = _shared_role(verb, lexicon) or pooled_role(verb, lexicon) or frame.object_role
        is_abduction = role == "captured" and any(c.lower_ in ABDUCTED for c in verb.children)
        return Measured(role, "assault" if is_abduction else frame.event, verb)
    if frame is None and verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        return _shared_object(verb.head, lexicon)
    if lemma in LISTING_VERBS:
        return _listed_among(verb, lexicon)
    return _through_complement(verb, lexicon)


def _shared_object(verb: Token, lexicon: EventLexicon) -> Measured | None:
    """Reads "shot and buried three men": verbs joined by *and* share the object of the last."""
    frame = lexicon.verbs.get(verb.lemma_.lower())
    if frame is None or frame.object_role is None or any(c.dep_ in OBJECT for c in verb.children):
        return None
    return Measured(frame.object_role, frame.event, verb)


def _shared_role(verb: Token, lexicon: EventLexicon) -> Role | None:
    """Reads "the blast killed or wounded 20 people": one number for what two verbs say."""
    first = verb.head
    if (
        verb.dep_ != "conj"
        or first.i != verb.i - 2
        or any(c.dep_ in OBJECT for c in first.children)
    ):
        return None
    roles = {_state_role(first, lexicon), _state_role(verb, lexicon)}
    return POOLED.get(frozenset(role for role in roles if role is not None))


def _listed_among(verb: Token, lexicon: EventLexicon) -> Measured | None:
    """Reads "the dead include six women", "those killed included two guards"."""
    for subject in verb.children:
        if subject.dep_ not in SUBJECT:
            continue
        for word in (subject, *subject.rights):
            role = lexicon.states.get(word.lower_)
            if role is not None:
                return Measured(role, _event_of(role), word)
    return _through_complement(verb, lexicon)


def _through_complement(verb: Token, lexicon: EventLexicon) -> Measured | None:
    """Reads "left 28 dead", "were found dead", "is believed killed"."""
    if clause_event(verb) == "displace":  # "drove 300 from their homes", "were forced to leave"
        return Measured("displaced", "displace", verb)
    if verb.lemma_.lower() not in lexicon.light_verbs:
        return None
    for child in verb.children:
        if child.dep_ in {"acomp", "oprd", "xcomp", "ccomp", "attr", "advmod", "conj", "prep"}:
            role = pooled_role(child, lexicon)
            if role is not None and child.i > verb.i:
                frame = lexicon.verbs.get(child.lemma_.lower())
                event = frame.event if frame else _event_of_state(role, child)
                return Measured(role, event, child)
    return None


def _bare_root(token: Token, lexicon: EventLexicon) -> Measured | None:
    """A headline without a verb: "At least 28 dead in ..."."""
    role = lexicon.states.get(token.lower_)
    return Measured(role, _event_of(role), token) if role else None


def _from_modifier(head: Token, lexicon: EventLexicon) -> Measured | None:
    """Reads a clause behind the noun: "4,000 men who had arrived", "fighters being sent"."""
    noun = head
    if head.dep_ in INSIDE_NOUN_PHRASE and head.head.pos_ == "NOUN":
        noun = head.head
    for candidate in (noun, *_counted_of(noun)):
        for clause in candidate.rights:
            if clause.dep_ not in {"relcl", "acl"}:
                continue
            frame = lexicon.verbs.get(clause.lemma_.lower())
            if frame is None:
                continue
            # A verb without an object has no passive: "300 students protested" is a sentence.
            is_undergone = is_passive(clause) and frame.object_role is not None
            role = frame.object_role if is_undergone else frame.subject_role
            if role is not None:
                return Measured(pooled_role(clause, lexicon) or role, frame.event, clause)
    return None


def _from_passive_ahead(head: Token, lexicon: EventLexicon) -> Measured | None:
    """Reads "90 recruits among them 12 boys had been killed" where the parse lost the subject.

    The first verb of harm in the passive, further on in the sentence, with no other verb before it.
    """
    doc = head.doc
    for i in range(head.i + 1, min(head.sent.end, head.i + PASSIVE_REACH)):
        token = doc[i]
        if token.pos_ != "VERB":
            continue
        if token.lower_ in lexicon.states and doc[i - 1].lemma_ in {"be", "get"}:
            role = pooled_role(token, lexicon)
            return Measured(role, _event_of(role), token) if role is not None else None
        return None
    return None


def _from_words_beside(head: Token, lexicon: EventLexicon) -> Measured | None:
    """Reads the order of the words, where the parse of a headline or of an insertion is lost."""
    found = (
        verb_before(head, lexicon)
        or state_behind_list(head, lexicon)
        or state_after_leave(head, lexicon)
    )
    return Measured(found[0], _event_of(found[0]), found[1]) if found is not None else None


def _counted_of(noun: Token) -> list[Token]:
    """Returns what is counted behind "the number of", "a group of"."""
    return [
        inner
        for child in noun.rights
        if child.dep_ == "prep" and child.lower_ == "of"
        for inner in child.children
        if inner.dep_ == "pobj"
    ]


def _event_of_state(role: Role, state: Token) -> Event | None:
    """Returns the event class that a state implies; people taken hostage were assaulted."""
    return "assault" if state.lower_ in ABDUCTED else _event_of(role)


def _event_of(role: Role | None) -> Event | None:
    """Returns the event class that a state implies."""
    if role in {
        "killed",
        "injured",
        "missing",
        "killed-or-injured",
        "injured-or-missing",
        "destroyed",
    }:
        return "assault"
    if role == "captured":
        return "coerce"
    return "displace" if role == "displaced" else None
