"""Who speaks: the words that name a source, and what kind of source it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.cues import attribution_words
from reportedly.records import SourceKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_GROUPS = frozenset({"group", "movement", "force", "forces", "wing"})
_FIGHTING = ("-led", " led", "military", "anti-", "forces", "airstrike", "arab coalition")
# Heads of the names of bodies that are no state's, whatever country stands in their name.
_BODIES = frozenset(
    {"group", "coalition", "alliance", "watchdog", "monitor", "organisation", "organization",
     "charity", "centre", "center", "observatory", "network", "agency", "association", "union",
     "party", "opposition", "foundation", "society", "company"}
)  # fmt: skip
# Offices that one person holds; "the ministry" and "the police" are bodies.
OFFICE_HOLDERS = frozenset(
    {"president", "minister", "mayor", "governor", "king", "ambassador", "secretary",
     "chancellor", "prosecutor"}
)  # fmt: skip
_SHORT = 7
_TIMES = frozenset({"DATE", "TIME"})
RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom"})


def source_span(head: Token, excluded: set[int]) -> tuple[int, int]:
    """Returns the tokens ``[start, end)`` that name a source.

    Appositions and prepositional phrases belong to the name; relative clauses, and phrases with a
    verb set off by a comma, say something about it and end the span.
    """
    start, end = head.left_edge.i, head.right_edge.i + 1
    doc = head.doc
    for child in head.subtree:
        if child.i <= head.i:
            continue
        if (
            child.dep_ in {"relcl", "acl", "advcl", "parataxis", "ccomp"}
            and child.left_edge.i > head.i
            and not _is_part_of_apposition(child)
        ):
            end = min(end, child.left_edge.i)
        if child.dep_ == "cc" and child.head.i == head.i and not _joins_names(head):
            end = min(end, child.i)
    for index in sorted(excluded):
        if start <= index < end:
            if index > head.i:
                end = min(end, index)
            elif index < head.i:
                start = index + 1
    end = _with_apposition(head, end)
    start, end = _without_times(head, start, end)
    while end - 1 > head.i and doc[end - 1].text in {",", ";", ":", "-", "—", "–", "(", "“", '"'}:
        end -= 1
    while start < head.i and doc[start].text in {",", ";", ":", "—", "–", "”", '"', ")"}:
        start += 1
    return start, end


def _without_times(head: Token, start: int, end: int) -> tuple[int, int]:
    """Returns a source's range without when it spoke: "the Front | on Sunday", "Monday | aides"."""
    doc = head.doc
    while start < head.i and doc[start].ent_type_ in _TIMES and doc[start].text[:1].isalnum():
        if head.ent_type_ in _TIMES or doc[start + 1].tag_ == "POS":
            break
        start += 1
    last = end
    while last - 1 > head.i and doc[last - 1].ent_type_ in _TIMES and doc[last - 1].tag_ != "POS":
        last -= 1
    if last == end:
        return start, end
    if last - 1 > head.i and doc[last - 1].pos_ == "ADP":
        last -= 1
    return start, last


def _is_part_of_apposition(clause: Token) -> bool:
    """Tells whether a clause is "based in Velia" in "the Centre, a monitor based in Velia"."""
    if clause.dep_ != "acl" or clause.head.dep_ != "appos":
        return False
    first = clause.left_edge.i
    return clause.doc[first - 1].text != "," and clause.right_edge.i - first < _SHORT


def _with_apposition(head: Token, end: int) -> int:
    """Returns the end of a source with the apposition that the parser hung on another word.

    "X's words were confirmed by the watchdog, the Observatory": the second name belongs to the
    first, whatever the parser says.
    """
    doc = head.doc
    if end + 1 >= len(doc) or doc[end].text != "," or doc[end + 1].is_sent_start:
        return end
    first = doc[end + 1]
    if first.pos_ not in {"DET", "PROPN", "ADJ"} or head.pos_ not in {"NOUN", "PROPN"}:
        return end
    for index in range(end + 1, min(end + 8, len(doc))):
        token = doc[index]
        if token.dep_ == "appos" and token.left_edge.i == end + 1 and token.head.i < head.i:
            return token.right_edge.i + 1
    return end


def _joins_names(head: Token) -> bool:
    return any(c.dep_ == "conj" and c.pos_ in {"NOUN", "PROPN", "PRON"} for c in head.children)


def antecedent(pronoun: Token) -> Token | None:
    """Returns the noun that a relative pronoun stands for, or ``None``."""
    clause = pronoun.head
    depth = 0
    while clause.dep_ not in {"relcl", "acl"} and depth < 4 and clause.head.i != clause.i:
        clause, depth = clause.head, depth + 1
    if clause.dep_ not in {"relcl", "acl"}:
        return None
    return clause.head


def source_kind(head: Token | None, name: str, entity_label: str | None) -> SourceKind:
    """Returns the kind of a source, by its head noun, its words and the parser's label."""
    words = attribution_words()
    lowered = name.lower().strip()
    bare = lowered.removeprefix("the ")
    lemma = head.lemma_.lower() if head is not None else ""
    if lemma in words.source_heads and (head is None or head.pos_ != "PROPN"):
        return words.source_heads[lemma]
    parts = set(bare.replace(",", " ").split())
    if (
        bare in words.agencies
        or bare.endswith(words.media_endings)
        or f" {bare}" in words.media_endings
        or lemma in words.media_words
        or "news agency" in bare
        or (entity_label != "PERSON" and parts & words.agencies and len(parts) <= 5)
    ):
        return "media"
    proper = entity_label == "PERSON" or (head is not None and head.pos_ == "PROPN")
    if parts and bare.split()[-1] in words.armed_words and proper:
        return "armed-group"  # whatever the parser takes the name of a brigade for
    if entity_label == "PERSON":
        return "person"
    armed = _armed_kind(head, bare, lemma, is_proper=proper)
    if armed is not None:
        return armed
    if _is_unnamed(head, lemma):
        return "unnamed"
    if parts & words.government_words or lemma in words.government_words:
        return "person" if lemma in OFFICE_HOLDERS else "government"
    if entity_label == "ORG" or (lemma or _head_of(bare)) in _BODIES:
        return "organisation"
    if entity_label in {"GPE", "NORP"}:
        return "government"
    if lemma in words.person_titles or lowered in {"he", "she", "i"}:
        return "person"
    return "organisation" if proper else "unnamed"


def _head_of(name: str) -> str:
    """Returns the noun of a body's name: "observatory" of "observatory for rights"."""
    words = name.partition(" for ")[0].partition(" of ")[0].split()
    return words[-1] if words else name


def _armed_kind(head: Token | None, bare: str, lemma: str, *, is_proper: bool) -> SourceKind | None:
    """Returns the kind of those who fight, where a name or noun is theirs; else ``None``."""
    words = attribution_words()
    if is_coalition(bare) or (
        lemma in words.armed_words and head is not None and head.tag_ == "NNS"
    ):
        return "armed-group"
    if any(" " in name and name in bare for name in words.armed_words):
        return "armed-group"
    is_group = is_proper or lemma in words.armed_words or lemma in _GROUPS
    if set(bare.replace(",", " ").split()) & words.armed_words and is_group:
        return "unnamed" if _is_unnamed(head, lemma) else "armed-group"
    return None


def is_coalition(name: str) -> bool:
    """Tells whether a name is that of states or groups that fight together under a lead.

    The rule: a coalition "led" by somebody, a military one, or one against a foe is a party to the
    fighting, as an armed group is, and no government; any other coalition (of parties, of the
    opposition) is an organisation.
    """
    if "coalition" not in name and "alliance" not in name:
        return False
    return any(mark in name for mark in _FIGHTING)


def _is_unnamed(head: Token | None, lemma: str) -> bool:
    """Tells whether a source is unnamed: "a security source", "residents", "one of the men"."""
    if head is None or head.pos_ == "PROPN" or lemma not in attribution_words().unnamed_words:
        return False
    if any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in head.children):
        return False
    determiner = next((c for c in head.children if c.dep_ == "det"), None)
    return determiner is None or determiner.lower_ != "the" or head.tag_ == "NNS"
