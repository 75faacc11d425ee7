"""What a clause tells: the class of its event, and which words say so.

A verb tells it alone ("bombed"), with one word more ("shot down", "opened fire"), or leaves it to a
noun ("carried out a raid", "the raid took place"). A noun tells it where no verb does ("after the
withdrawal of troops").
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, cast, get_args

from reportedly.extract.lexicon import event_lexicon
from reportedly.records import Event

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

VERBAL = frozenset({"VERB", "AUX"})
# The second half of a hyphened noun may pass for an adjective ("a counter-offensive").
NAMING = frozenset({"NOUN", "PROPN", "ADJ"})
SUBJECT = frozenset({"nsubj", "nsubjpass"})
OBJECT = frozenset({"dobj", "obj", "attr", "oprd"})
PARTICLE = frozenset({"prt", "prep", "advmod", "acomp", "advcl"})

# How a clause tells its event: the verb by itself, with one word more, through its object, through
# its subject, with the subject as the one who suffers it, by the state it leaves somebody in; or a
# noun does.
Pattern = Literal["verb", "phrase", "object", "suffered", "subject", "left", "noun"]


@dataclass(frozen=True, slots=True)
class EventReading:
    """The event of a clause; ``noun`` is the word that names it, or its phrase, beside the verb.

    An everyday verb ("went", "brought") tells it only beside a number or a from and to.
    """

    event: Event
    pattern: Pattern
    noun: Token | None = None
    is_everyday: bool = False


@dataclass(frozen=True, slots=True)
class EventFrames:
    """The words of ``data/event_frames.toml``, ready to be looked up."""

    phrases: Mapping[str, Mapping[str, Event]]
    nouns: Mapping[str, Event]
    object_support: frozenset[str]
    suffered_support: frozenset[str]
    subject_support: frozenset[str]
    target_prepositions: Mapping[str, frozenset[str]]
    noun_targets: frozenset[str]
    weapons: frozenset[str]
    impact: frozenset[str]
    undergoers: frozenset[str]
    receivers: frozenset[str]
    object_control: frozenset[str]
    leaving: frozenset[str]
    ways: frozenset[str]
    whole_objects: frozenset[str]


@cache
def event_frames() -> EventFrames:
    """Returns the words of ``data/event_frames.toml``; ``ValueError`` on a class that is none."""
    path = files("reportedly.extract").joinpath("data", "event_frames.toml")
    table = tomllib.loads(path.read_text("utf-8"))
    phrases: dict[str, dict[str, Event]] = {}
    for name, listed in table["phrases"].items():
        for phrase in listed:
            verb, _, rest = phrase.partition(" ")
            phrases.setdefault(verb, {})[rest] = _event(name)
    support = table["support"]
    return EventFrames(
        phrases=phrases,
        nouns={noun: _event(name) for name, listed in table["nouns"].items() for noun in listed},
        object_support=frozenset(support["object"]),
        suffered_support=frozenset(support["suffered"]),
        subject_support=frozenset(support["subject"]),
        target_prepositions={
            verb: frozenset(listed) for verb, listed in table["target_prepositions"].items()
        },
        noun_targets=frozenset(table["noun_targets"]["prepositions"]),
        weapons=frozenset(table["weapons"]["nouns"]),
        impact=frozenset(table["weapons"]["impact"]),
        undergoers=frozenset(table["undergoers"]["verbs"]),
        receivers=frozenset(table["receivers"]["verbs"]),
        object_control=frozenset(table["object_control"]["verbs"]),
        leaving=frozenset(table["leaving"]["verbs"]),
        ways=frozenset(table["ways"]["nouns"]),
        whole_objects=frozenset(table["whole_objects"]["verbs"]),
    )


def clause_event(predicate: Token) -> Event | None:
    """Returns the class of the event that a verb or noun tells; ``None`` where it tells none."""
    reading = read_event(predicate)
    return reading.event if reading is not None else None


def read_event(predicate: Token) -> EventReading | None:
    """Returns the event that a verb or noun tells, with how it does; ``None`` where it tells none.

    A phrase wins over a support verb, and that over the verb alone: "broke off talks" is a
    sanction, "signed a ceasefire" a ceasefire, "signed" an agreement.
    """
    if predicate.pos_ not in VERBAL:
        named = event_frames().nouns.get(_noun_name(predicate))
        return EventReading(named, "noun", predicate) if named is not None else None
    lemma = predicate.lemma_.lower()
    phrase = _phrase(predicate, lemma)
    if phrase is not None:
        return phrase if phrase.event != "other" else None
    supported = _supported(predicate, lemma)
    if supported is not None:
        return supported
    frame = event_lexicon().verbs.get(lemma)
    if frame is not None and frame.is_everyday and _tells_no_movement(predicate, lemma):
        return None
    if lemma in event_frames().receivers:
        return _received(predicate)
    if frame is not None:
        event = _forced(predicate, lemma) or frame.event
        return EventReading(event, "verb", is_everyday=frame.is_everyday)
    return None


def event_nouns(doc: Doc) -> Iterator[Token]:
    """Yields the nouns of the text that name an event, in text order."""
    for token in doc:
        if token.pos_ == "NOUN" and token.dep_ != "compound" and _names_event(token):
            yield token


def _received(verb: Token) -> EventReading | None:
    """Reads "received $300" as pay and "received arms from" as aid; no other receiving is one."""
    if any(c.dep_ in OBJECT and c.ent_type_ == "MONEY" for c in verb.children):
        return EventReading("pay", "verb")
    is_given = any(c.dep_ == "prep" and c.lower_ == "from" for c in verb.children)
    return EventReading("aid", "verb") if is_given else None


def _tells_no_movement(verb: Token, lemma: str) -> bool:
    """Tells whether nobody moves: "the shells came from the south", "the wedding took place"."""
    frames = event_frames()
    for child in verb.children:
        if child.dep_ in SUBJECT and child.lemma_.lower() in frames.weapons:
            return True
        if any(f"{lemma} {rest}" in frames.subject_support for rest in _continuations(child)):
            return True
    return False


def _noun_name(noun: Token) -> str:
    """Returns the base form of a noun, with what a hyphen joins to it ("counter-offensive")."""
    lemma = noun.lemma_.lower()
    doc, i = noun.doc, noun.i
    if i > 1 and doc[i - 1].text == "-" and doc[i - 1].idx == noun.idx - 1:
        return f"{doc[i - 2].lower_}-{lemma}"
    return lemma


def _names_event(noun: Token) -> bool:
    return _noun_name(noun) in event_frames().nouns


def _phrase(verb: Token, lemma: str) -> EventReading | None:
    phrases = event_frames().phrases.get(lemma)
    if phrases is None:
        return None
    for child in verb.children:
        for rest in _continuations(child):
            event = phrases.get(rest)
            if event is not None:
                is_object = child.dep_ in OBJECT or child.dep_ in {"nsubjpass", "dative"}
                return EventReading(event, "phrase", child if is_object else None)
    return None


def _continuations(child: Token) -> Iterator[str]:
    """Yields what a child adds to its verb in a phrase: "down", "fire", "on strike"."""
    if child.dep_ in PARTICLE:
        yield child.lower_
        for inner in child.children:
            if inner.dep_ in {"pobj", "prep"}:
                yield f"{child.lower_} {inner.lemma_.lower()}"
    elif child.dep_ in OBJECT or child.dep_ in {"nsubjpass", "dative"}:
        yield child.lemma_.lower()


def _supported(verb: Token, lemma: str) -> EventReading | None:
    """Reads "carried out a raid", "suffered an attack", "the raid took place", "left 5 dead"."""
    frames = event_frames()
    names = {lemma, *(f"{lemma} {rest}" for c in verb.children for rest in _continuations(c))}
    if not names.isdisjoint(frames.object_support):
        noun = _event_noun(verb, OBJECT | {"nsubjpass"}) or _modified_noun(verb)
        if noun is not None:
            return EventReading(frames.nouns[_noun_name(noun)], "object", noun)
    if not names.isdisjoint(frames.suffered_support):
        noun = _event_noun(verb, OBJECT) or _governed_noun(verb)
        if noun is not None:
            return EventReading(frames.nouns[_noun_name(noun)], "suffered", noun)
    if not names.isdisjoint(frames.subject_support):
        noun = _event_noun(verb, SUBJECT)
        if noun is not None:
            return EventReading(frames.nouns[_noun_name(noun)], "subject", noun)
    if lemma in frames.leaving:
        return _state_left(verb)
    if lemma in frames.impact and any(
        c.dep_ in SUBJECT and _stands_for(c, verb).lemma_.lower() in frames.weapons
        for c in verb.children
    ):
        return EventReading("assault", "verb")
    return None


def _event_noun(verb: Token, deps: frozenset[str]) -> Token | None:
    """Returns the child of a verb that names an event, through a relative pronoun too."""
    for child in verb.children:
        if child.dep_ in deps:
            noun = _stands_for(child, verb)
            if noun.pos_ in NAMING and _names_event(noun):
                return noun
    return None


def _modified_noun(verb: Token) -> Token | None:
    """Returns the event noun of "the massacre committed by"."""
    noun = verb.head
    if verb.dep_ not in {"acl", "relcl"} or verb.tag_ != "VBN":
        return None
    return noun if _names_event(noun) else None


def _governed_noun(verb: Token) -> Token | None:
    """Returns the event noun of "come under attack"."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "under":
            for inner in child.children:
                if _names_event(inner):
                    return inner
    return None


def _state_left(verb: Token) -> EventReading | None:
    """Reads "left 28 people dead": the state that somebody is left in."""
    states = event_lexicon().states
    for child in verb.children:
        if child.dep_ in {"ccomp", "oprd", "acomp", "xcomp", "advmod", "dep"}:
            words = [child, *(c for c in child.children if c.dep_ in {"acomp", "oprd", "amod"})]
        elif child.dep_ in {"dobj", "nsubj"} and child.i > verb.i:
            words = [c for c in child.subtree if c.i > child.i and c.pos_ in {"ADJ", "VERB"}]
        else:
            continue
        if any(_is_harmed(word, states) for word in words):
            return EventReading("assault", "left", child)
    return None


def _is_harmed(word: Token, states: Mapping[str, str]) -> bool:
    frame = event_lexicon().verbs.get(word.lemma_.lower())
    return (
        word.lower_ in states
        or word.lemma_.lower() in {"suffer", "bleed", "die"}
        or (word.tag_ == "VBN" and frame is not None and frame.event == "assault")
    )


def _forced(verb: Token, lemma: str) -> Event | None:
    """Returns displacement where somebody is forced to leave or flee; ``None`` otherwise."""
    if lemma not in {"force", "compel", "order"}:
        return None
    for child in verb.children:
        if child.dep_ in {"xcomp", "ccomp"}:
            frame = event_lexicon().verbs.get(child.lemma_.lower())
            if frame is not None and frame.event == "displace":
                return "displace"
            if child.lemma_.lower() in {"leave", "abandon"}:
                return "displace"
    return None


def _stands_for(child: Token, verb: Token) -> Token:
    """Returns what a relative pronoun stands for, else the word itself."""
    if child.lower_ in {"that", "which", "who", "whom"} and verb.dep_ in {"relcl", "acl"}:
        return verb.head
    return child


def _event(name: str) -> Event:
    if name not in get_args(Event):
        raise ValueError(f"event_frames.toml names an unknown event class: {name!r}")
    return cast(Event, name)
