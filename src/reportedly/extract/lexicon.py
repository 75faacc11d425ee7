"""Word lists read once: what the events, roles and modality modules look words up in.

Words are data (``data/*.toml``), behaviour is code. Each reader returns immutable mappings and is
cached for the life of the process.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast, get_args

from reportedly.records import Event, Role

if TYPE_CHECKING:
    from spacy.tokens import Token


def read_table(name: str) -> dict[str, Any]:
    """Returns the parsed content of one TOML file of ``extract/data``."""
    return tomllib.loads(files("reportedly.extract").joinpath("data", name).read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Frame:
    """What a verb names, and what a number as its object or subject counts.

    ``is_everyday`` marks verbs that name the event only beside a number or a from and to.
    """

    event: Event
    object_role: Role | None
    subject_role: Role | None
    is_everyday: bool


@dataclass(frozen=True, slots=True)
class NounFrame:
    """What a noun counts; ``yields`` if what happens to the counted people says more."""

    event: Event
    role: Role
    yields: bool


@dataclass(frozen=True, slots=True)
class EventLexicon:
    """The predicates of conflict reporting, by lemma."""

    verbs: Mapping[str, Frame]
    nouns: Mapping[str, NounFrame]
    states: Mapping[str, Role]
    life_verbs: frozenset[str]
    light_verbs: frozenset[str]
    loss_verbs: frozenset[str]
    strength_verbs: frozenset[str]
    strength_nouns: frozenset[str]
    toll_nouns: frozenset[str]
    toll_verbs: frozenset[str]
    subset_words: frozenset[str]
    increment_words: frozenset[str]
    cumulative_phrases: tuple[str, ...]


@cache
def event_lexicon() -> EventLexicon:
    """Returns the lexicon of ``data/events.toml``; ``ValueError`` on a class that is none."""
    table = read_table("events.toml")
    verbs: dict[str, Frame] = {}
    for group in table["verbs"]:
        frame = Frame(
            event=_event(group["event"]),
            object_role=_role(group.get("object")),
            subject_role=_role(group.get("subject")),
            is_everyday=group.get("everyday", False),
        )
        verbs.update(dict.fromkeys(group["lemmas"], frame))
    nouns = {
        lemma: NounFrame(
            event=_event(group["event"]),
            role=cast(Role, _role(group["role"])),
            yields=group.get("yields", False),
        )
        for group in table["nouns"]
        for lemma in group["lemmas"]
    }
    states = {word: cast(Role, role) for role, words in table["states"].items() for word in words}
    return EventLexicon(
        verbs=verbs,
        nouns=nouns,
        states=states,
        life_verbs=frozenset(table["lives"]["verbs"]),
        light_verbs=frozenset(table["light"]["verbs"]),
        loss_verbs=frozenset(table["loss"]["verbs"]),
        strength_verbs=frozenset(table["strength"]["verbs"]),
        strength_nouns=frozenset(table["strength"]["nouns"]),
        toll_nouns=frozenset(table["toll"]["nouns"]),
        toll_verbs=frozenset(table["toll"]["verbs"]),
        subset_words=frozenset(table["counting"]["subset"]),
        increment_words=frozenset(table["counting"]["increment"]),
        cumulative_phrases=tuple(table["counting"]["cumulative"]),
    )


def verb_frame(verb: Token) -> Frame | None:
    """Returns the frame of a verb, with its particle or object first ("pull out", "take part")."""
    verbs, lemma = event_lexicon().verbs, verb.lemma_.lower()
    for child in verb.children:
        if child.dep_ in {"prt", "dobj", "obj"} and f"{lemma} {child.lower_}" in verbs:
            return verbs[f"{lemma} {child.lower_}"]
    return verbs.get(lemma)


@dataclass(frozen=True, slots=True)
class ModalityLexicon:
    """Words that set how far a clause is meant as fact."""

    planned: frozenset[str]
    hypothetical: frozenset[str]
    conditional: frozenset[str]
    planning: frozenset[str]
    failing: frozenset[str]
    preventing: frozenset[str]
    without: frozenset[str]
    needing: frozenset[str]
    habitual: frozenset[str]
    every: frozenset[str]
    negating: frozenset[str]
    nobody: frozenset[str]
    awaiting: frozenset[str]
    indefinite: frozenset[str]
    presupposing: frozenset[str]
    alleging: frozenset[str]
    alleged: frozenset[str]


@cache
def modality_lexicon() -> ModalityLexicon:
    """Returns the modality words of ``data/modality.toml``."""
    table = read_table("modality.toml")
    return ModalityLexicon(**{name: frozenset(words) for name, words in table.items()})


def _event(name: str) -> Event:
    if name not in get_args(Event):
        raise ValueError(f"events.toml names an unknown event class: {name!r}")
    return cast(Event, name)


def _role(name: str | None) -> Role | None:
    if name is not None and name not in get_args(Role):
        raise ValueError(f"events.toml names an unknown role: {name!r}")
    return cast("Role | None", name)
