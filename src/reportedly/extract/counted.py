"""What a number counts: the noun, its words, and what the number is a share of.

Reads the parse around a number whose tokens are known. The noun phrase behind a number is read
from the tags, from left to right, because it is nearly always contiguous and the tags are surer
than the attachments.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportedly.extract.lexicon import read_table
from reportedly.populations import population_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_MODIFIER_TAGS = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", "AFX", "ADD"})
DETERMINERS = frozenset({"DT", "PRP$", "PDT", "WP$"})
_KINDS = (
    "vehicle",
    "aircraft",
    "vessel",
    "weapon",
    "building",
    "settlement",
    "household",
    "attack",
)
_PLURAL_PEOPLE = frozenset({"people", "personnel", "police", "troops", "dead", "wounded"})
# Longest noun phrase that is read behind a number; beyond it the text is a list, not a phrase.
_LONGEST_PHRASE = 12


@dataclass(frozen=True, slots=True)
class Counted:
    """The counted noun phrase: its head, its tokens ``[start, end)`` and its words as written."""

    head: int
    start: int
    end: int
    words: str
    is_partitive: bool


@cache
def noun_units() -> dict[str, str]:
    """Returns the unit of each noun that has one: fighter is ``person``, tank ``vehicle``."""
    table = read_table("counted_nouns.toml")
    return {noun: kind for kind in (*reversed(_KINDS), "person") for noun in table[kind]}


@cache
def person_adjectives() -> frozenset[str]:
    """Returns the words that stand for people behind a number: "28 wounded", "62 others"."""
    return frozenset(read_table("counted_nouns.toml")["person_adjectives"])


def unit_of(token: Token) -> str | None:
    """Returns what kind of thing a noun is: ``person``, ``vehicle``, …; ``None`` if not known.

    A capitalised plural of a nationality or faith is people ("Azeris"), unless another noun has it.
    """
    lemma, word = token.lemma_.lower(), token.lower_
    units = noun_units()
    unit = units.get(lemma) or units.get(word) or units.get(word.removesuffix("s"))
    if unit is None and word.endswith(("men", "man")) and word not in _NO_MEN:
        return "person"  # patrolmen, clergymen
    if unit is None and token.i > 0:
        unit = noun_units().get(f"{token.nbor(-1).lower_} {lemma}")
    if unit is None and token.tag_ == "NNS" and population_words().get(word) in _GROUPS_OF_PEOPLE:
        return "person"
    is_capital = token.text[:1].isupper()
    if (
        unit is None
        and token.tag_ != "NN"
        and (is_capital or token.lower_.endswith(_SURE_ENDINGS))
        and _is_people(token)
    ):
        return "person"
    return unit


# The groups whose plural nouns are people throughout ("families" and "aid" are civilians too).
_GROUPS_OF_PEOPLE = frozenset({"children", "women", "combatants"})
_NO_MEN = frozenset({"specimen", "regimen", "abdomen", "omen", "acumen", "talisman", "ottoman"})

# Endings that tell people even in small letters, as in upper-case text: Salvadorans, civilians.
_SURE_ENDINGS = ("ians", "rans")


@cache
def _peoples() -> tuple[frozenset[str], tuple[str, ...]]:
    """Returns the names of peoples in the plural, and the endings of the regular ones."""
    table = read_table("counted_nouns.toml")
    return frozenset(table["peoples"]), tuple(table["people_endings"])


def _is_people(token: Token) -> bool:
    """Tells whether a capitalised plural names a people or a faith."""
    names, endings = _peoples()
    return token.ent_type_ == "NORP" or token.lower_ in names or token.lower_.endswith(endings)


def find_counted(doc: Doc, index: int, *, is_open: bool = False) -> Counted | None:
    """Returns the noun phrase that starts at a token and is counted, or ``None``.

    ``is_open`` allows an "of" before it whatever the noun ("dozens of …"); otherwise "of" must lead
    to a determiner ("two of the fighters").
    """
    start, is_partitive = _skip_of(doc, index, is_open=is_open)
    if start is None:
        return None
    position = start
    while position < len(doc) and doc[position].tag_ in DETERMINERS and is_partitive:
        position += 1
    while position + 1 < len(doc) and doc[position].lower_ in {"more", "additional", "further"}:
        position += 1
    first = position
    head: int | None = None
    while position < min(len(doc), first + _LONGEST_PHRASE):
        token = doc[position]
        if position > first and token.is_sent_start:
            break
        if token.tag_ in _NOUN_TAGS and not _starts_time(token, head):
            if head is None and position > first + 6:
                break
            head = position
            if _ends_phrase(doc, position):
                break
        elif (head is not None and not _goes_on(doc, position)) or (
            head is None and not _is_modifier(doc, position)
        ):
            break
        position += 1
    if head is None:
        return None
    words = " ".join(doc[first : head + 1].text.split())
    return Counted(head, first, head + 1, words, is_partitive)


# Words that the tagger may take for adjectives behind a bare number: "kills 16 outside a bakery".
_PREPOSITIONS = frozenset(
    {"outside", "inside", "near", "beyond", "opposite", "worldwide", "nationwide"}
)


def _skip_of(doc: Doc, index: int, *, is_open: bool) -> tuple[int | None, bool]:
    """Returns where the noun phrase starts, over "of", and whether it is a part of a whole."""
    if index >= len(doc) or (index > 0 and doc[index].is_sent_start):
        return None, False
    if doc[index].lower_ != "of":
        return index, False
    if index + 1 >= len(doc):
        return None, False
    determined = doc[index + 1].tag_ in DETERMINERS or _is_possessive(doc, index + 1)
    if not determined and not is_open:
        return None, False
    return index + 1, determined


def _is_possessive(doc: Doc, index: int) -> bool:
    """Tells whether a name in the possessive starts at a token: "two of Tarek's deputies"."""
    return any(token.tag_ == "POS" for token in doc[index + 1 : index + 4]) and doc[
        index
    ].tag_.startswith("NN")


def _is_modifier(doc: Doc, position: int) -> bool:
    """Tells whether a token can stand between a number and its noun."""
    token = doc[position]
    if token.lower_ in _PREPOSITIONS or token.ent_type_ in {"DATE", "TIME"}:
        return False
    if token.tag_ in _MODIFIER_TAGS or token.lower_ in {"more", "other", "such", "additional"}:
        return True
    if token.tag_ == "RB" and token.dep_ == "advmod":
        return position + 1 < len(doc) and doc[position + 1].tag_ in {"JJ", "VBN"}
    is_link = token.text in {",", "and", "or"} or token.lower_ in {"and", "or"}
    return is_link and _is_adjective_list(doc, position)


def _is_adjective_list(doc: Doc, position: int) -> bool:
    """Tells whether a comma or "and" joins two adjectives before a noun: "young, armed men"."""
    if position == 0 or position + 2 >= len(doc):
        return False
    return (
        doc[position - 1].tag_ in {"JJ", "VBN"}
        and doc[position + 1].tag_ in {"JJ"}
        and doc[position + 2].tag_ in _NOUN_TAGS
    )


def _ends_phrase(doc: Doc, position: int) -> bool:
    """Tells whether a noun is the head: a plural that no other noun follows as its head."""
    token = doc[position]
    if token.tag_ not in {"NNS", "NNPS"} and token.lower_ not in _PLURAL_PEOPLE:
        return False
    is_inside = token.dep_ in {"compound", "nmod"} and position < token.head.i <= position + 4
    if is_inside and token.tag_ == "NNPS" and not doc[position + 1].is_punct:
        return False
    following = doc[position + 1] if position + 1 < len(doc) else None
    if following is None or following.tag_ not in {"NN", "NNS"}:
        return True
    return not (token.dep_ in {"compound", "nmod"} and token.head.i > position)


def _goes_on(doc: Doc, position: int) -> bool:
    """Tells whether a phrase that has a noun goes on over a hyphen or possessive to another."""
    token = doc[position]
    if token.lower_ == "and" and doc[position - 1].tag_ == "NNP":
        behind = doc[position + 1 : position + 3]
        return len(behind) == 2 and behind[0].tag_ == "NNP" and behind[1].tag_ == "NNS"
    if token.tag_ not in {"HYPH", "POS"} or position + 1 >= len(doc):
        return False
    return doc[position + 1].tag_ in _NOUN_TAGS | {"VBN", "JJ", "VBG"}


def _starts_time(token: Token, head: int | None) -> bool:
    """Tells whether a name of a day or month behind a noun is no part of the phrase."""
    return (head is not None or token.tag_ == "NNP") and token.ent_type_ in {"DATE", "TIME"}


def find_whole(doc: Doc, index: int, *, is_bare: bool) -> tuple[str, int] | None:
    """Returns the words of what a share is of, and the token of their noun.

    "of a 250-man unit" gives "a 250-man unit". ``is_bare`` allows the phrase without "of" ("half
    the villagers").
    """
    if index >= len(doc):
        return None
    start = index
    if doc[index].lower_ == "of":
        start += 1
    elif not is_bare:
        return None
    elif doc[index].tag_ not in DETERMINERS:
        phrase = find_counted(doc, index)
        is_plural = phrase is not None and doc[phrase.head].tag_ in {"NNS", "NNPS"}
        return (phrase.words, phrase.head) if phrase is not None and is_plural else None
    if start >= len(doc):
        return None
    position = start
    while (
        position < len(doc)
        and position < start + 4
        and doc[position].tag_ in DETERMINERS | {"CD", "HYPH"}
    ):
        position += 1
    phrase = find_counted(doc, position)
    if phrase is None or phrase.is_partitive:
        return None
    return " ".join(doc[start : phrase.head + 1].text.split()), phrase.head
