"""How alike two names are, with each reason in words: pure functions of two names.

A likeness joins two names only where nothing but spelling, word order or a loose word ("group",
"news agency") tells them apart. What may be one and may be two is left to a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from reportedly.link.name_parts import (
    NameParts,
    body_words,
    is_opposed,
    parts_of,
    same_state,
    skeleton,
)
from reportedly.records import Feature, SourceKind

# From here on names are joined; from there on a person is asked. Chosen on the development half of
# eval/names, where no pair of two bodies reaches the first and each that is one reaches the second.
SAME = 0.9
UNSURE = 0.6
# Two spellings of one word: at least so many of its letters agree, and it has at least so many.
SPELLING = 0.7
SPELLED_LETTERS = 5
# Names of persons are shorter and closer to each other: "Karim" and "Karam" are two.
PERSON_LETTERS = 7
# From so many words on, a name is told by them, whatever kind of source it was read as.
LONG_NAME = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name over all reports: its key, its most common form, what it is said to be."""

    key: str
    form: str
    kinds: frozenset[SourceKind]
    is_person: bool = False
    is_short: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How alike two names are, from 0 (ruled out) to 1, and why."""

    score: float
    features: tuple[Feature, ...]


def compare_names(left: Name, right: Name) -> Likeness | None:
    """Returns how alike two names are; ``None`` where nothing speaks for their being one."""
    if left.is_person != right.is_person:
        return None
    if left.is_person:
        return _compare_persons(parts_of(left.key).words, parts_of(right.key).words)
    ruled_out = rules_out(left, right)
    if ruled_out is not None:
        return Likeness(score=0.0, features=(ruled_out,))
    found = _compare_bodies(left, right)
    if found is None or found.score < SAME or _share_a_sort(left, right):
        return found
    if len(parts_of(left.key).words) >= LONG_NAME:
        return found  # so many words are no chance; what reports call it is now and then misread
    kinds = f"{_listed(left.kinds)} and {_listed(right.kinds)}"
    other = Feature(name="kind", value=0.0, detail=f"reports call them {kinds}")
    return Likeness(score=SAME - 0.1, features=(*found.features, other))


def rules_out(left: Name, right: Name) -> Feature | None:
    """Returns why two names can't be one body or person: state, number, or a word against one."""
    if left.is_person or right.is_person:
        return None
    a, b = parts_of(left.key), parts_of(right.key)
    if a.states and b.states and not a.states & b.states:
        states = f"{_listed(a.states)} and {_listed(b.states)}"
        return Feature(name="state", value=0.0, detail=f"they name two states: {states}")
    if a.numbers != b.numbers and a.numbers and b.numbers:
        numbers = f"{_listed(a.numbers)} and {_listed(b.numbers)}"
        return Feature(name="number", value=0.0, detail=f"their numbers differ: {numbers}")
    opposed = is_opposed(a.words, b.words)
    if opposed is not None:
        return Feature(name="opposite", value=0.0, detail=opposed)
    return None


def _compare_bodies(left: Name, right: Name) -> Likeness | None:
    a, b = parts_of(left.key), parts_of(right.key)
    if left.is_short or right.is_short:
        return _initials(left, right)
    if sorted(a.words) == sorted(b.words):
        how = "the same words" if a.words == b.words else "the same words in another order"
        return _like(1.0 if a.words == b.words else 0.97, "words", how)
    if sorted(a.core) == sorted(b.core):
        extra = _listed(set(a.words) ^ set(b.words))
        is_sure = len(set(a.core)) >= 2 or _share_a_name_of_its_own(left, right)
        return _like(0.94 if is_sure else 0.7, "loose-words", f"but for “{extra}” the same words")
    return _spelled_otherwise(a, b) or _contained(a, b)


def _initials(left: Name, right: Name) -> Likeness | None:
    """Returns the likeness of an abbreviation to a name: never enough to join them."""
    short, long = (left, right) if left.is_short else (right, left)
    if long.is_short:
        return None
    letters = short.key.replace(" ", "")
    if len(letters) >= 3 and letters == parts_of(long.key).initials:
        return _like(0.7, "initials", f"{short.form} are the initials of {long.form}")
    if letters in parts_of(long.key).words:
        return _like(0.65, "part", f"{long.form} holds {short.form}")
    return None


def _spelled_otherwise(a: NameParts, b: NameParts) -> Likeness | None:
    """Returns the likeness of names whose words differ in spelling, or in a state's adjective."""
    left, right = sorted(set(a.core) - set(b.core)), sorted(set(b.core) - set(a.core))
    if len(left) != len(right) or len(a.core) != len(b.core):
        return None
    if len(left) == 1 and len(a.core) >= 2 and same_state(left[0], right[0]):
        return _like(0.95, "state", f"“{left[0]}” and “{right[0]}” name one state or place")
    pairs = _matched(left, right)
    if pairs is None:
        return None
    told = ", ".join(f"“{one}” and “{other}”" for one, other, _ in pairs)
    worst = min(value for _, _, value in pairs)
    is_sound = all(skeleton(one) == skeleton(other) for one, other, _ in pairs)
    if is_sound and len(a.core) >= 2:
        return _like(0.92, "spelling", f"{told} differ in vowels only", value=worst)
    return _like(0.7, "spelling", f"{told} are spelled alike", value=worst)


def _matched(left: Sequence[str], right: Sequence[str]) -> list[tuple[str, str, float]] | None:
    """Returns each word with its other spelling, and how alike they are; ``None`` if one has none.

    Both lists are short: they hold only the words that the names do not share.
    """
    free = list(right)
    found = []
    for word in left:
        best = max(free, key=lambda other: (Levenshtein.normalized_similarity(word, other), other))
        value = Levenshtein.normalized_similarity(word, best)
        if value < SPELLING or min(len(word), len(best)) < SPELLED_LETTERS:
            return None
        free.remove(best)
        found.append((word, best, round(value, 3)))
    return found


def _contained(a: NameParts, b: NameParts) -> Likeness | None:
    """Returns the likeness of a name to a longer one that holds it: a person has to look."""
    short, long = sorted((set(a.core), set(b.core)), key=len)
    extra = long - short
    if len(short) < 2 or len(extra) > 2 or not short < long:
        return None
    if not short - body_words().common:
        return None
    return _like(0.65, "contained", f"one has “{_listed(extra)}” besides")


def _compare_persons(a: tuple[str, ...], b: tuple[str, ...]) -> Likeness | None:
    """Returns the likeness of two full names. A surname alone is never compared."""
    if len(a) < 2 or len(b) < 2:
        return None
    if sorted(a) == sorted(b) or "".join(a) == "".join(b):
        return _like(0.97, "words", "the same words, joined or ordered otherwise")
    if len(a) == len(b):
        differing = [(one, other) for one, other in zip(a, b, strict=True) if one != other]
        if all(_one_name(one, other) for one, other in differing):
            told = ", ".join(f"“{one}” and “{other}”" for one, other in differing)
            return _like(0.92, "spelling", f"{told} are spellings of one name")
        if len(differing) == 1 and _initial_of(*differing[0]):
            return _like(0.7, "initial", f"“{min(differing[0], key=len)}” may be the initial")
        if len(differing) == 1 and _near(*differing[0]):
            one, other = differing[0]
            return _like(0.7, "spelling", f"“{one}” and “{other}” are spelled alike")
        return None
    short, long = sorted((a, b), key=len)
    if short[0] == long[0] and short[-1] == long[-1]:
        middle = long[1:-1]
        is_initial = all(len(word) == 1 for word in middle)
        return _like(
            0.92 if is_initial else 0.7, "middle-name", f"one has “{' '.join(middle)}” between"
        )
    if a[0] == b[0] and _near("".join(a[1:]), "".join(b[1:])):
        return _like(0.8, "spelling", "the same given name, and the rest is spelled alike")
    return None


def _one_name(one: str, other: str) -> bool:
    """Tells whether two words are spellings of one name: listed so, or long and alike in sound."""
    known = body_words().given_names
    if one in known and known.get(one) == known.get(other):
        return True
    return (
        min(len(one), len(other)) >= PERSON_LETTERS
        and skeleton(one) == skeleton(other)
        and Levenshtein.normalized_similarity(one, other) >= SPELLING
    )


def _near(one: str, other: str) -> bool:
    return (
        min(len(one), len(other)) >= SPELLED_LETTERS
        and Levenshtein.normalized_similarity(one, other) >= SPELLING
    )


def _initial_of(one: str, other: str) -> bool:
    return min(len(one), len(other)) == 1 and one[0] == other[0]


def _share_a_sort(left: Name, right: Name) -> bool:
    """Tells whether what reports call two names goes together: a paper is no armed group."""
    if left.kinds & right.kinds or not left.kinds or not right.kinds:
        return True
    return "media" not in left.kinds | right.kinds and "person" not in left.kinds | right.kinds


def _share_a_name_of_its_own(left: Name, right: Name) -> bool:
    """Tells whether one word is enough: both are media, or both an armed group."""
    return any(kind in left.kinds and kind in right.kinds for kind in ("media", "armed-group"))


def _like(score: float, name: str, detail: str, *, value: float | None = None) -> Likeness:
    feature = Feature(name=name, value=score if value is None else value, detail=detail)
    return Likeness(score=score, features=(feature,))


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))
