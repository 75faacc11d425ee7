"""Which entry a definite description stands for: "the minister", "the group", "the Velian leader".

A description is read backwards to the latest entry that may be called so. What a body does tells
the kinds of "the group" apart: who watches and counts, who fights, who publishes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.cues import attribution_words
from reportedly.extract.entities import Entity
from reportedly.extract.nations import nations_beside, share_nation
from reportedly.extract.reference_words import reference_words
from reportedly.extract.references import References
from reportedly.extract.sources import source_kind

if TYPE_CHECKING:
    from spacy.tokens import Token

# "the head fighter" after "the head of the brigade": an office named once more in other words.
_OFFICES = frozenset({"head", "chief", "leader", "commander", "director", "chairman"})
# One who leads men under arms is called any of these.
_COMMANDS = frozenset({"head", "chief", "leader", "commander"})
# Offices that one person of a country holds; "the French leader" may be any of them.
LEADERS = frozenset({"president", "leader", "premier", "chancellor", "king", "minister", "queen"})
# Sentences further back than these are too far: for a description, for another word for an office.
DESCRIPTION_REACH = 40
_OFFICE_REACH = 2
_MODIFIERS = frozenset({"amod", "compound", "nmod"})


def described_by(references: References, head: Token) -> Entity | None:
    """Returns the entry that a definite description stands for, or ``None``."""
    if not _is_definite(head):
        return None
    called = {head.lower_} | {c.lower_ for c in head.children if c.dep_ in {"compound", "amod"}}
    # "the defence minister" is not the foreign minister just named.
    offices = (called - {head.lower_}) & attribution_words().person_titles
    offices -= _OFFICES
    nations = set(nations_beside(head))
    if nations and head.lower_ in LEADERS:
        return _leader(references, head, nations)
    here = references.sentence_of[head.i]
    kind = _kind_of_group(head)
    best: tuple[int, Entity] | None = None
    for mention, entity in references.before(head.i, DESCRIPTION_REACH):
        if entity.is_plural or not offices <= entity.roles:
            continue
        distance = here - references.sentence_of[mention]
        fits = (
            head.lower_ in entity.roles
            and (kind is None or not entity.is_named or entity.label != "GPE")
        ) or (distance <= _OFFICE_REACH and _is_same_office(head, called, entity))
        fits = fits or (kind is not None and _is_such_a_group(references, kind, mention, entity))
        if fits and (best is None or mention > best[0]):
            best = (mention, entity)
    return best[1] if best is not None else None


def _is_definite(head: Token) -> bool:
    if head.pos_ not in {"NOUN", "PROPN"} or head.tag_ in {"NNS", "NNPS"}:
        return False
    determiner = next((c for c in head.children if c.dep_ == "det"), None)
    if determiner is None or determiner.lower_ not in {"the", "this", "that"}:
        return False
    return not any(c.dep_ in {"prep", "relcl"} for c in head.children)


def _is_same_office(head: Token, called: set[str], entity: Entity) -> bool:
    return entity.label == "PERSON" and (
        bool(called & entity.roles & _OFFICES)
        or (head.lower_ in _COMMANDS and bool(entity.roles & _COMMANDS))
    )


def _kind_of_group(head: Token) -> str | None:
    """Returns what kind of body a description tells of; ``None`` where it is no plain one.

    "the main opposition group" is another one; "the Britain-based monitoring group" may be it.
    """
    words = reference_words()
    if head.lower_ not in words.group_nouns:
        return None
    modifiers = [c for c in head.children if c.dep_ in _MODIFIERS]
    lowered = {c.lower_ for c in modifiers}
    if head.lower_ in words.armed_nouns or lowered & words.armed_modifiers:
        return "armed"
    if any(c.lower_ == "backed" or c.ent_type_ == "NORP" for c in modifiers):
        return "armed"  # "the Velian group", "the Velia-backed group"
    if not all(w.endswith("ing") or w == "based" or not w.isalpha() for w in lowered):
        return None
    if head.lower_ in words.outlet_nouns:
        return "outlet"
    if head.lower_ in words.watch_nouns or lowered:
        return "watch"
    return "any"


def _is_such_a_group(references: References, kind: str, mention: int, entity: Entity) -> bool:
    """Tells whether an entry is a body of a kind: by its name, or because it spoke."""
    if entity.label == "PERSON" or not entity.is_named:
        return False
    words = reference_words()
    name = entity.name.lower()
    known = source_kind(None, entity.name, entity.label)
    is_armed = known == "armed-group" or name in attribution_words().armed_words
    if kind == "armed" or entity.label == "GPE":
        return is_armed
    if kind == "outlet":
        return known == "media"
    is_watch = bool(set(name.split()) & words.watch_names) and known != "media"
    is_heard = mention in references.spoken
    return is_heard or (is_watch if kind == "watch" else is_armed)


def _leader(references: References, head: Token, nations: set[str]) -> Entity | None:
    """Returns the one person with such a title of such a country: "the French leader"."""
    titles = LEADERS if head.lower_ == "leader" else {head.lower_}
    found = [
        entity
        for _, entity in references.before(head.i, DESCRIPTION_REACH)
        if entity.label == "PERSON"
        and entity.is_named
        and entity.roles & titles
        and share_nation(entity.nations, nations)
    ]
    return found[0] if len(found) == 1 else None
