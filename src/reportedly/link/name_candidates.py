"""Which names are compared: those that share a key made of their words' sounds, never all.

Every key is narrow enough that few names share it; one that many share is given up with a Problem.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from reportedly.link.likeness import Name
from reportedly.link.name_parts import parts_of, skeleton
from reportedly.records import Problem

BlockKey = tuple[object, ...]
# So many names of one key are compared each with each: 20,000 comparisons, some 0.2 seconds.
MAX_NAMES = 200


def candidate_pairs(
    names: Iterable[Name], present: frozenset[str], max_names: int = MAX_NAMES
) -> tuple[set[tuple[str, str]], list[Problem]]:
    """Returns the pairs of keys to compare, each sorted, and the keys that too many names share.

    ``present`` are the names of the ledger; two names that are only listed are not compared.
    """
    by_key = {name.key: name for name in names}
    pairs: set[tuple[str, str]] = set()
    problems = []
    for block, members in sorted(_blocks(by_key).items(), key=lambda entry: repr(entry[0])):
        if len(members) > max_names:
            problems.append(_too_large(block, len(members), max_names))
            continue
        for i, left in enumerate(members):
            for right in members[i + 1 :]:
                if left in present or right in present:
                    pairs.add((left, right) if left < right else (right, left))
    return pairs, problems


def _blocks(names: Mapping[str, Name]) -> dict[BlockKey, list[str]]:
    """Returns the keys that two names or more share, with these names in order."""
    found: dict[BlockKey, set[str]] = defaultdict(set)
    for name in names.values():
        for block in _person_blocks(name) if name.is_person else _body_blocks(name):
            found[block].add(name.key)
    return {block: sorted(members) for block, members in found.items() if len(members) > 1}


def _body_blocks(name: Name) -> Iterator[BlockKey]:
    """Yields the keys of a body's name: its words' sounds, without one, and its initials."""
    if name.is_short:
        yield ("initials", name.key.replace(" ", ""))
        return
    parts = parts_of(name.key)
    if len(parts.initials) >= 3:
        yield ("initials", parts.initials)
    sounds = sorted({skeleton(word) for word in parts.core})
    yield ("words", *sounds)
    if len(sounds) < 2:
        return
    for left_out in sounds:
        others = tuple(sound for sound in sounds if sound != left_out)
        yield ("but", left_out[:1], *others)
        if len(others) >= 2:
            yield ("words", *others)


def _person_blocks(name: Name) -> Iterator[BlockKey]:
    """Yields the keys of a full name. A surname alone is none: the given name's letter is in it."""
    words = parts_of(name.key).words
    given, rest = skeleton(words[0]), "".join(words[1:])
    yield ("person", "given", given, rest[0], rest[-1])
    yield ("person", "surname", skeleton(words[-1]), given[:1])
    yield ("person", "words", *sorted(words))


def _too_large(block: BlockKey, size: int, limit: int) -> Problem:
    told = ", ".join(str(part) for part in block)
    return Problem(
        stage="link",
        subject=f"names: {told}",
        code="group-too-large",
        message=(
            f"{size} names sound alike in “{told}”; the limit is {limit}. They were not compared "
            "by this key, so two names of one source may stand apart. Declare such sources in "
            "entities.toml."
        ),
    )
