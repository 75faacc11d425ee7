"""A name -> its key, and what its words say: state, office, sort of body, numbers.

All that later compares names reads these parts; no rule here knows a single name.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from reportedly.link.words import nationality_words

# Names come again and again in a ledger; the bound keeps memory flat.
REMEMBERED = 1 << 17
WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}|\b(?:[^\W\d_]\.)+[^\W\d_]\b(?!\w)")
POSSESSIVE = re.compile(r"[’']s?(?=\s|$)")
BRACKETS = re.compile(r"\s*[(\[].*$")
CLOCK = re.compile(r"^\s*\d{1,2}[:.]\d{2}\s+")
# "Britain-based", "London based": where a body sits is said of it and is no part of its name.
BASED = re.compile(r"\b\w+(?:-| )based\s+|\bso-called\s+", re.IGNORECASE)
ARABIC_ARTICLE = re.compile(r"^(?:al|el|as|ad|ar|an|at|az|ash)[-’']")
ELIDED_ARTICLE = re.compile(r"^l[’'](?=\w)")  # "l'Observatoire"
ARTICLES = frozenset({"a", "an", "the"})
VOWELS = frozenset("aeiouy")
# One consonant where languages write one sound in several ways.
SOUNDS = (("ph", "f"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("ck", "k"), ("q", "k"), ("c", "k"),
          ("w", "v"), ("x", "ks"), ("z", "s"), ("j", "g"))  # fmt: skip
NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyWords:
    """The word lists of ``data/body_words.toml``."""

    small: frozenset[str]
    loose: frozenset[str]
    common: frozenset[str]
    sorts: frozenset[str]
    opposites: tuple[frozenset[str], ...]
    offices: frozenset[str]
    private: frozenset[str]
    titles: frozenset[str]
    given_names: dict[str, str]
    spellings: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameParts:
    """What the words of a name say.

    ``words`` are the folded words without joints, in order; ``core`` those that may not be left
    out; ``states`` codes of the states named; ``rest`` the words beside state names; ``numbers``
    its numbers; ``initials`` the first letters of its words.
    """

    words: tuple[str, ...]
    core: tuple[str, ...]
    states: frozenset[str]
    rest: tuple[str, ...]
    numbers: frozenset[str]
    initials: str


@cache
def body_words() -> BodyWords:
    """Returns the words that stand in names of bodies and public persons."""
    path = files("reportedly.link").joinpath("data", "body_words.toml")
    table = tomllib.loads(path.read_text("utf-8"))
    return BodyWords(
        small=frozenset(table["small"]),
        loose=frozenset(table["loose"]),
        common=frozenset(table["common"]),
        sorts=frozenset(table["sorts"]),
        opposites=tuple(frozenset(row) for row in table["opposites"]),
        offices=frozenset(table["offices"]),
        private=frozenset(table["private"]),
        titles=frozenset(table["titles"]),
        given_names={name: row[0] for row in table["given_names"] for name in row},
        spellings=table["spellings"],
    )


@lru_cache(maxsize=REMEMBERED)
def name_key(name: str, *, is_person: bool = False) -> str:
    """Returns the key of a name: its words in lower case, without articles and possessives.

    Where a body sits ("Britain-based") is no part of its name, nor what follows it in brackets;
    the titles before a person's name are no part of that. ``""`` where no word is left.
    """
    plain = CLOCK.sub("", BRACKETS.sub("", unicodedata.normalize("NFKC", name)))
    plain = DOTTED.sub(lambda found: found.group().replace(".", ""), plain)
    plain = POSSESSIVE.sub("", BASED.sub("", plain))
    words = [word.casefold() for word in WORD.findall(plain)]
    words = [word.replace("’", "'") for word in words]
    if len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    if is_person:
        lists = body_words()
        while len(words) > 2 and words[0] in lists.titles | lists.offices:
            words = words[1:]
    return " ".join(words)


@lru_cache(maxsize=REMEMBERED)
def parts_of(key: str) -> NameParts:
    """Returns what the words of a key say."""
    lists = body_words()
    kept, states = _without_states(key.split())
    words = tuple(word for token in key.split() if (word := folded(token)) not in lists.small)
    words = words or tuple(folded(token) for token in key.split())
    rest = tuple(word for token in kept if (word := folded(token)) not in lists.small)
    core = tuple(word for word in words if word not in lists.loose)
    # "Norland Network for Rights": without "network" it would be any body for rights there.
    names_itself = set(core) & set(rest) - lists.common
    return NameParts(
        words=words,
        core=core if names_itself else words,
        states=states,
        rest=rest,
        numbers=frozenset(number for word in words for number in NUMBER.findall(word)),
        initials="".join(word[0] for word in words),
    )


@lru_cache(maxsize=REMEMBERED)
def folded(word: str) -> str:
    """Returns a word without accents, apostrophes, hyphens and article, in American spelling."""
    lists = body_words()
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    if plain in lists.spellings:
        return lists.spellings[plain]
    plain = ELIDED_ARTICLE.sub("", ARABIC_ARTICLE.sub("", plain) or plain)
    plain = re.sub(r"[-’']", "", plain)
    plain = re.sub(r"is(ation|ations|e|ed|ing)$", r"iz\1", plain) if len(plain) > 8 else plain
    return lists.spellings.get(plain, plain)


@lru_cache(maxsize=REMEMBERED)
def skeleton(word: str) -> str:
    """Returns a word's consonants, sounds written alike, and its first vowel if it begins so.

    Spellings of one name in Latin letters mostly differ in vowels and doubled consonants.
    """
    text = word
    for written, sound in SOUNDS:
        text = text.replace(written, sound)
    kept = "".join(c for i, c in enumerate(text) if i == 0 or (c not in VOWELS and c != "h"))
    return re.sub(r"(.)\1+", r"\1", kept)


def spells(short: str, full: str) -> bool:
    """Tells whether letters are the first ones of words, in order, beginning with the first."""
    letters = "".join(word[0] for word in full.split())
    left = iter(letters)
    return short[:1] == letters[:1] and all(letter in left for letter in short.replace(" ", ""))


def tells_which(key: str) -> bool:
    """Tells whether a name says which body it is, not only which sort.

    "The health ministry" and "state television" do not; a name of one state's body does.
    """
    parts = parts_of(key)
    lists = body_words()
    known = lists.common | lists.loose
    telling = [w for w in parts.rest if w not in known and not w.isdigit() and len(w) > 1]
    if telling:
        return True
    return len(parts.states) == 1 and bool(set(parts.rest) - lists.sorts)


def same_state(left: str, right: str) -> bool:
    """Tells whether one word is the adjective of the other, by its ending: Orvania, Orvanian."""
    short, long = sorted((left, right), key=len)
    if len(short) < 5 or left == right:
        return False
    stem = short[:-1] if short[-1] in "aey" else short
    endings = (*nationality_words().endings, "n", "ns")
    return long.startswith(stem) and len(long) - len(stem) <= 4 and long.endswith(endings)


def is_opposed(left: Sequence[str], right: Sequence[str]) -> str | None:
    """Returns how two names exclude each other by a pair of words, or ``None``."""
    mine, theirs = set(left) - set(right), set(right) - set(left)
    for row in body_words().opposites:
        one, other = mine & row, theirs & row
        if one and other:
            return f"“{min(one)}” is not “{min(other)}”"
    return None


def _without_states(tokens: Sequence[str]) -> tuple[list[str], frozenset[str]]:
    """Returns the words beside the names of states, and the codes of these states."""
    known = state_names()
    kept: list[str] = []
    states: set[str] = set()
    at = 0
    while at < len(tokens):
        for length in (4, 3, 2, 1):
            run = " ".join(tokens[at : at + length])
            # "Norlands army": some pages lose the apostrophe.
            code = known.get(run) or known.get(run.removesuffix("s"))
            if at + length <= len(tokens) and code is not None:
                states.add(code)
                at += length
                break
        else:
            kept.append(tokens[at])
            at += 1
    return kept, frozenset(states)


@cache
def state_names() -> dict[str, str]:
    """Returns the code of each name, adjective and people of states, as keys."""
    found: dict[str, str] = {}
    for code, names, peoples in _country_rows():
        found.update({name_key(name): code for name in (*names, *peoples)})
    return found


@cache
def state_keys() -> frozenset[str]:
    """Returns the keys of the states' own names, without adjectives and peoples."""
    return frozenset(name_key(name) for _, names, _ in _country_rows() for name in names)


@cache
def state_titles() -> dict[str, str]:
    """Returns the common name of each state, by its code."""
    return {code: names[0] for code, names, _ in _country_rows()}


@cache
def _country_rows() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """Returns the code, the names, and the adjectives and peoples of each state."""
    path = files("reportedly").joinpath("extract", "data", "countries.tsv")
    rows = []
    for line in path.read_text("utf-8").splitlines():
        fields = line.split("\t")
        if line.startswith("#") or len(fields) < 4:  # code, point, names, adjectives
            continue
        names, peoples = (
            tuple(name for name in listed.split("|") if name_key(name))
            for listed in (fields[3], fields[4] if len(fields) > 4 else "")
        )
        rows.append((fields[0], names, peoples))
    return tuple(rows)
