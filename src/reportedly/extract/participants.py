"""Who acts and who is acted upon in a clause: the actors and targets of an event, as spans."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.extract.entities import slug
from reportedly.extract.events import EventReading, event_frames, read_event
from reportedly.extract.lexicon import event_lexicon
from reportedly.records import Participant, Span, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from spacy.tokens import Doc, Token

VERBAL = frozenset({"VERB", "AUX"})
SUBJECT = frozenset({"nsubj", "csubj"})
PASSIVE = frozenset({"nsubjpass", "csubjpass"})
OBJECT = frozenset({"dobj", "obj", "dative"})
MODIFYING = frozenset({"relcl", "acl"})
# Clauses that borrow the subject of the clause above them ("tried to cross, killing two").
BORROWING = frozenset({"xcomp", "conj", "advcl", "pcomp", "dep", "ccomp"})
# Words that stand for somebody but name nobody.
RELATIVE = frozenset({"who", "whom", "which", "that", "what", "there"})
DASHES = frozenset({"-", "–", "—", ":", "|"})
NO_CLAUSE = frozenset({"aux", "auxpass", "amod", "compound"})
NOUN_PLACES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
# A source that goes by a pronoun somewhere does not go by it everywhere.
PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "who", "which", "others", "both"})
NAME_CHILDREN = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod", "case", "quantmod"})
NAMING = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
TIMES = frozenset({"DATE", "TIME", "CARDINAL"})
# Events whose noun takes the one who acts after "of" ("the withdrawal of troops"); elsewhere that
# is the one acted upon ("the killing of a shepherd").
OF_ACTOR = frozenset({"retreat", "protest", "transfer", "displace", "consult", "concede"})
# What a verb's object counts where the verb has no use without one.
HARMED = frozenset({"killed", "injured", "captured"})
# Events whose object is left, reached or crossed: a place of the event, not a target.
MOVEMENTS = frozenset({"transfer", "displace", "retreat"})
# Events told of somebody who gets something ("paid each of them 900 crowns").
GIVING = frozenset({"pay", "aid", "threaten", "concede"})
# Deeper embedding than this names nobody for the inner clause.
MAX_CLIMB = 5


def actors_of(predicate: Token) -> tuple[Token, ...]:
    """Returns the heads of the phrases that act: the active subject, or the passive's agent.

    The subject of a clause that has none of its own is that of the clause it hangs on ("tried to
    cross"), or the object that this one commands ("forced the men to leave").
    """
    reading = read_event(predicate)
    if reading is not None and reading.pattern == "noun":
        return _noun_actors(predicate, reading)
    agents = _agents(predicate)
    if agents:
        return tuple(_with_coordinated(agents))
    if reading is not None and reading.pattern in {"subject", "suffered"} and reading.noun:
        return _noun_actors(reading.noun, reading)
    lemma = predicate.lemma_.lower()
    frames = event_frames()
    if lemma in frames.undergoers or _is_fall_to(predicate):
        return tuple(_with_coordinated(_governed(predicate, {"to"}) if lemma == "fall" else []))
    if reading is not None and _happens_to_subject(predicate, lemma):
        return tuple(_with_coordinated(_governed(predicate, {"from"})))
    if is_passive(predicate):
        return ()
    return tuple(_with_coordinated(_subjects(predicate)))


def targets_of(predicate: Token) -> tuple[Token, ...]:
    """Returns the heads of the noun phrases acted upon: the object, or the passive's subject.

    Where the verb leaves the event to a noun, what the noun names ("a raid on the village"); where
    a preposition leads to it, what stands there ("fired rockets at the town").
    """
    reading = read_event(predicate)
    if reading is not None and reading.pattern not in {"verb", "phrase"}:
        return _targets_of_pattern(predicate, reading)
    lemma = predicate.lemma_.lower()
    if lemma in event_frames().undergoers or _is_fall_to(predicate):
        return tuple(_with_coordinated(_subjects(predicate)))
    if reading is not None and _happens_to_subject(predicate, lemma):
        return tuple(_with_coordinated(_subjects(predicate)))
    if is_passive(predicate):
        wanted = PASSIVE | SUBJECT if _is_clipped_passive(predicate) else PASSIVE
        heads = [_antecedent(c, predicate) for c in predicate.children if c.dep_ in wanted]
        if len(heads) == 0:
            heads = _passive_subject_above(predicate)
        heads = [h for h in heads if not _is_tool(h, predicate)]
        return tuple(_with_coordinated(heads or _through_preposition(predicate)))
    return tuple(_with_coordinated(_objects(predicate, reading)))


def is_passive(predicate: Token) -> bool:
    """Tells whether the clause is passive, also where it is a bare participle ("men sent by …")."""
    verb = predicate
    while not _is_passive_alone(verb):
        if verb.tag_ != "VBN" or verb.dep_ != "conj" or verb.head.tag_ != "VBN":
            return False
        if any(c.dep_ in SUBJECT or c.dep_ == "aux" or c.dep_ in OBJECT for c in verb.children):
            return False
        verb = verb.head  # "were arrested and beaten"
    return True


def _is_passive_alone(predicate: Token) -> bool:
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in predicate.children):
        return True
    if _is_clipped_passive(predicate):
        return True
    is_bare = predicate.dep_ == "acl" or any(c.dep_ == "agent" for c in predicate.children)
    return predicate.tag_ == "VBN" and is_bare


def _happens_to_subject(predicate: Token, lemma: str) -> bool:
    """Tells whether the subject gets or loses: "received arms", "lost their lives"."""
    if lemma in event_frames().receivers:
        return not is_passive(predicate)
    return lemma in {"become", "lose"} and not is_passive(predicate)


def _is_clipped_passive(predicate: Token) -> bool:
    """Tells whether a verb of harm without an object is a passive ("Three killed in the blast")."""
    if predicate.tag_ not in {"VBN", "VBD"}:
        return False
    frame = event_lexicon().verbs.get(predicate.lemma_.lower())
    if frame is None or frame.object_role not in HARMED:
        return False
    return (
        len(_shared_object(predicate)) == 0
        and not any(
            c.dep_ in OBJECT or c.dep_ in {"aux", "mark", "ccomp", "relcl"} or c.lower_ in RELATIVE
            for c in predicate.children
        )
        and any(c.dep_ in SUBJECT and c.i < predicate.i for c in predicate.children)
    )


def _targets_of_pattern(predicate: Token, reading: EventReading) -> tuple[Token, ...]:
    noun = reading.noun
    if noun is None:
        return ()
    if reading.pattern == "left":
        return tuple(_with_coordinated(_left_in_state(predicate, noun)))
    if reading.pattern == "suffered":
        return tuple(_with_coordinated(_subjects(predicate)))
    heads = _noun_targets(noun, reading)
    if len(heads) == 0 and reading.pattern == "object":
        heads = _governed(predicate, event_frames().noun_targets)
        heads += [c for c in predicate.children if c.dep_ == "dative" and c.pos_ != "ADP"]
    return tuple(_with_coordinated(heads))


def _agents(predicate: Token) -> list[Token]:
    """Returns who stands behind "by" in a passive; "by hand" and "by the road" are nobody."""
    ways = event_frames().ways
    found = []
    for child in predicate.children:
        if child.lower_ != "by" or child.dep_ not in {"agent", "prep"}:
            continue
        if child.dep_ == "prep" and not is_passive(predicate):
            continue
        found += [
            c
            for c in child.children
            if c.dep_ == "pobj" and c.ent_type_ not in TIMES and c.lemma_.lower() not in ways
        ]
    return found


def _noun_actors(noun: Token, reading: EventReading) -> tuple[Token, ...]:
    """Returns who acts in a noun: "by the Front", "their withdrawal", "the army's advance"."""
    heads = _governed(noun, {"by"})
    if len(heads) == 0:
        heads = [c for c in noun.children if c.dep_ == "poss"]
    if len(heads) == 0 and reading.event in OF_ACTOR:
        heads = _governed(noun, {"of"})
    return tuple(_with_coordinated(heads))


def _noun_targets(noun: Token, reading: EventReading) -> list[Token]:
    heads = _governed(noun, event_frames().noun_targets)
    if len(heads) == 0 and noun.dep_ == "pobj" and noun.head.lower_ == "of":
        # "a wave of airstrikes on the port": the parser hangs the port on the wave
        heads = _governed(noun.head.head, event_frames().noun_targets)
    if len(heads) == 0:
        # "an attack by the Front on the port": the parser hangs the port on the Front
        for agent in _governed(noun, {"by"}):
            heads += _governed(agent, event_frames().noun_targets)
    if len(heads) == 0 and reading.event not in OF_ACTOR:
        heads = [h for h in _governed(noun, {"of"}) if h.ent_type_ not in TIMES]
    return heads


def _left_in_state(predicate: Token, state: Token) -> list[Token]:
    """Returns who is left dead: the object, or the subject of the little clause that says so."""
    if is_passive(predicate):
        return [c for c in predicate.children if c.dep_ in PASSIVE]
    if state.dep_ == "dobj":
        return [state]
    inner = [c for c in state.children if c.dep_ in SUBJECT | PASSIVE]
    return inner or [c for c in predicate.children if c.dep_ in OBJECT]


def _objects(predicate: Token, reading: EventReading | None) -> list[Token]:
    """Returns the objects that are acted upon; tools and lives give way to whose they are."""
    heads = [c for c in predicate.children if c.dep_ in OBJECT and c.pos_ != "ADP"]
    if reading is not None and reading.event in MOVEMENTS and _moves_itself(predicate):
        return []
    if reading is not None and reading.pattern == "phrase" and reading.noun is not None:
        return _phrase_targets(predicate, reading.noun, heads)
    if reading is not None and reading.event in GIVING:
        receiver = [h for h in heads if h.dep_ == "dative"]
        receiver += [
            inner
            for c in predicate.children
            if c.dep_ == "dative" and c.pos_ == "ADP"
            for inner in c.children
            if inner.dep_ == "pobj"
        ]
        # The parser makes the receiver of "paid each of them 900 crowns" a subject of the sum.
        receiver += [c for h in heads for c in h.children if c.dep_ in SUBJECT and c.i < h.i]
        heads = receiver or heads
    if len(heads) == 0 and predicate.dep_ == "relcl" and _lacks_object(predicate):
        heads = [predicate.head]
    lives = [h for h in heads if h.lemma_.lower() == "life"]
    if lives:
        return [inner for life in lives for inner in _governed(life, {"of"})] or lives
    kept = [_antecedent(h, predicate) for h in heads]
    kept = [h for h in kept if not _is_tool(h, predicate)]
    if reading is not None and len(kept) == 0:
        return _through_preposition(predicate) or _shared_object(predicate)
    return kept


def _shared_object(predicate: Token) -> list[Token]:
    """Returns the object that the next verb has for both: "killed or wounded two guards"."""
    for child in predicate.children:
        if child.dep_ == "conj" and child.pos_ in VERBAL and child.tag_ == predicate.tag_:
            if any(c.dep_ in SUBJECT | PASSIVE or c.dep_ == "auxpass" for c in child.children):
                return []
            return [c for c in child.children if c.dep_ in OBJECT and c.pos_ != "ADP"]
    return []


def _moves_itself(predicate: Token) -> bool:
    """Tells whether a verb of movement takes no one along ("fled the town", "left")."""
    frame = event_lexicon().verbs.get(predicate.lemma_.lower())
    return frame is None or frame.object_role is None


def _phrase_targets(predicate: Token, noun: Token, heads: list[Token]) -> list[Token]:
    """Returns who is acted upon in "took two men prisoner", "took control of the airfield"."""
    others = [h for h in heads if h.i != noun.i]
    # The parser makes one name of "took two scouts prisoner".
    others += [c for c in noun.children if c.dep_ == "compound" and c.tag_ == "NNS"]
    others += [c for c in predicate.children if c.dep_ in {"ccomp", "oprd"} for c in c.children
               if c.dep_ in SUBJECT]  # fmt: skip
    if others:
        return others
    if noun.lemma_.lower() == "life":
        return _governed(noun, {"of"}) or [noun]
    found = _through_preposition(predicate)
    found = found or _governed(noun, {"of", *event_frames().noun_targets})
    is_acted_upon = predicate.lemma_.lower() in event_frames().whole_objects
    if is_acted_upon or noun.lemma_.lower() in event_lexicon().nouns:
        return found or [noun]
    return found


def _lacks_object(predicate: Token) -> bool:
    """Tells whether a relative clause leaves its object out ("the men the company hired")."""
    first = predicate.left_edge
    return first.lower_ not in RELATIVE and any(c.dep_ in SUBJECT for c in predicate.children)


def _is_tool(head: Token, predicate: Token) -> bool:
    """Tells whether a head is what the deed is done with: "fired rockets", "set off a bomb"."""
    frames = event_frames()
    return (
        head.lemma_.lower() in frames.weapons
        and predicate.lemma_.lower() in {*frames.target_prepositions, "detonate", "plant"}
    )  # fmt: skip


def _through_preposition(predicate: Token) -> list[Token]:
    """Returns what stands behind the preposition that leads from this verb to its target."""
    wanted = event_frames().target_prepositions.get(predicate.lemma_.lower())
    if wanted is None:
        return []
    found = _governed(predicate, wanted)
    for child in predicate.children:
        if child.dep_ in OBJECT:
            found += _governed(child, wanted)
    return found


def _governed(head: Token, prepositions: Iterable[str]) -> list[Token]:
    """Returns the nouns behind some prepositions of a head, outermost first."""
    wanted = frozenset(prepositions)
    found = []
    for child in head.children:
        if child.pos_ not in {"ADP", "SCONJ", "ADV", "PART"} and child.dep_ != "prep":
            continue
        steps = [child, *(c for c in child.children if c.dep_ == "prep")]
        for step in steps:
            if step.lower_ in wanted:
                found += [c for c in step.children if c.dep_ == "pobj" and c.ent_type_ not in TIMES]
    return found


def _is_fall_to(predicate: Token) -> bool:
    """Tells whether a place falls: "the town fell to the rebels"."""
    return predicate.lemma_ == "fall" and any(
        c.dep_ == "prep" and c.lower_ == "to" for c in predicate.children
    )


def _subjects(predicate: Token) -> list[Token]:
    token = predicate
    for _ in range(MAX_CLIMB):
        subjects = [c for c in token.children if c.dep_ in SUBJECT]
        if token.i != predicate.i and len(subjects) == 0:
            subjects = [c for c in token.children if c.dep_ in PASSIVE]
        if subjects:
            return [_antecedent(s, token) for s in subjects]
        above = _clause_above(token)
        if above is None:
            if token.dep_ in MODIFYING and (token.i != predicate.i or token.tag_ != "VBN"):
                return [token.head]
            return []
        commanded = _commanded(above, token)
        if commanded:
            return commanded
        token = above
    return []


def _clause_above(token: Token) -> Token | None:
    """Returns the verb whose subject a clause borrows, through "of" and "by" too."""
    if token.dep_ not in BORROWING:
        return None
    head = token.head
    if token.dep_ == "pcomp" and head.pos_ in {"ADP", "SCONJ"}:
        head = head.head
    if token.dep_ == "xcomp" and head.pos_ in {"ADJ", "NOUN", "ADV"}:
        head = head.head  # "is ready to"
    if token.dep_ == "ccomp" and token.tag_ not in {"VB", "VBG"}:
        return None
    return head if head.pos_ in VERBAL and head.i != token.i else None


def _commanded(above: Token, token: Token) -> list[Token]:
    """Returns the object that a verb like *force* or *accuse* makes the actor below it."""
    if token.dep_ not in {"xcomp", "pcomp", "ccomp"}:
        return []
    if above.lemma_.lower() not in event_frames().object_control:
        return []
    if is_passive(above):
        return [_antecedent(c, above) for c in above.children if c.dep_ in PASSIVE]
    objects = [c for c in above.children if c.dep_ in OBJECT and c.i < token.i]
    return objects or [h for h in _governed(above, {"on", "upon", "to"}) if h.i < token.i]


def _passive_subject_above(predicate: Token) -> list[Token]:
    """Returns the subject of a passive that borrows it: "were arrested and beaten", "men sent"."""
    token = predicate
    for _ in range(MAX_CLIMB):
        if token.dep_ in MODIFYING:
            return [token.head]
        above = _clause_above(token)
        if above is None:
            return []
        subjects = [c for c in above.children if c.dep_ in SUBJECT | PASSIVE]
        if subjects:
            return [_antecedent(s, above) for s in subjects]
        token = above
    return []


def _antecedent(subject: Token, predicate: Token) -> Token:
    """Returns what a relative pronoun stands for: the noun that its clause modifies."""
    if subject.lower_ in RELATIVE:
        token = predicate
        while token.dep_ == "conj" and token.head.pos_ in VERBAL:
            token = token.head
        if token.dep_ in MODIFYING:
            return token.head
    return subject


def _with_coordinated(heads: Iterable[Token]) -> Iterator[Token]:
    """Yields heads with the nouns joined to them; a loop, since hostile lists nest without end."""
    waiting = list(heads)[::-1]
    while waiting:
        head = waiting.pop()
        if (
            head.pos_ in NAMING
            and head.lower_ not in RELATIVE
            and head.ent_type_ not in {"DATE", "TIME"}
        ):
            yield head
        joined = [c for c in head.children if c.dep_ == "conj" and c.pos_ in {"NOUN", "PROPN"}]
        waiting.extend(reversed(joined))


def participant(head: Token) -> Participant:
    """Returns the participant whose noun phrase has this head, named as written."""
    start, end = name_tokens(head)
    span = head.doc[start:end]
    return Participant(name=span.text, span=Span(start=span.start_char, end=span.end_char))


def entity_ids(statements: Iterable[Statement]) -> Mapping[str, str]:
    """Returns the entity of each name that a report's sources go by, in lower case.

    A person's last name alone counts where only one person of the report has it. A name that two
    sources share is left out: nobody knows which is meant.
    """
    found: dict[str, set[str]] = {}
    for statement in statements:
        for source in (hop.source for hop in statement.chain):
            if source.entity_id is None:
                continue
            for name in (source.name, source.resolved_name):
                if name is None or name.lower() in PRONOUNS:
                    continue
                found.setdefault(name.lower(), set()).add(source.entity_id)
                if source.kind == "person" and slug(name) == source.entity_id:
                    found.setdefault(name.split()[-1].lower(), set()).add(source.entity_id)
    return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}


def identified(who: Participant, known: Mapping[str, str]) -> Participant:
    """Returns the participant with its entity, where a source of the report goes by that name."""
    name = who.name.lower()
    entity = known.get(name)
    if entity is None and who.name[:1].isupper():
        entity = known.get(name.split()[-1])
    return who if entity is None else replace(who, entity_id=entity)


def name_tokens(head: Token) -> tuple[int, int]:
    """Returns the token range ``[start, end)`` of a name, with an *of* phrase behind its head.

    Relative clauses, appositions and other modifiers are left out: they say more about it, they
    are not its name. Names nest no deeper than the longest sentence of a parse
    (:data:`.nlp.MAX_SENTENCE`).
    """
    start = head.i
    for child in head.lefts:
        if child.dep_ in NAME_CHILDREN:
            start = min(start, child.left_edge.i)
    for i in range(head.i - 1, start, -1):
        # A dateline or a live blog's mark before a dash is no part of a name.
        if head.doc[i].text in DASHES and head.doc[i - 1].whitespace_:
            start = i + 1
            break
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


def clause_predicates(doc: Doc) -> Iterator[Token]:
    """Yields the verbs of the text that head a clause, in text order."""
    for token in doc:
        if token.pos_ != "VERB" or token.dep_ in NO_CLAUSE:
            continue
        if token.tag_ != "VBN" or token.dep_ not in NOUN_PLACES:
            yield token  # "the injured" are people, not a clause
