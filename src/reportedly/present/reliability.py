"""How reliable a voice is, by the user: the letter given to any name of the source.

A letter holds for the source, not for a spelling: one for "SOHR" holds for the full name, and one
for a ministry for its spokesperson. Where the letters of several names differ, the most cautious
holds until a person settles it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportedly.grading import RELIABILITY_UNKNOWN, reliability_rank, source_key
from reportedly.present.material import Material
from reportedly.present.phrases import day_words
from reportedly.present.visible import one_line
from reportedly.records import Judgement, JudgementKind, Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A person's decision: what, by whom, when, why; ``since`` says what has changed after it."""

    judgement_id: str
    verdict: str
    by: str
    on: str
    reason: str
    since: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The reliability of a source, A to F; F ("cannot be judged") where nobody said anything.

    ``through`` is the name that the letter was given to, where it is another than the one shown;
    ``conflict`` says so where names of the source were given different letters.
    """

    letter: str
    judged: Judged | None = None
    through: str | None = None
    conflict: str | None = None


def in_turn(judgements: Iterable[Judgement], kind: JudgementKind) -> list[Judgement]:
    """Returns the judgements of one kind in the order in which they were made."""
    return sorted((j for j in judgements if j.kind == kind), key=lambda j: (j.at, j.id))


def letters_given(judgements: Iterable[Judgement]) -> dict[str, Judgement]:
    """Returns the letter in force by the key of the name that it was given to; the latest holds."""
    given = {judgement.target[0]: judgement for judgement in in_turn(judgements, "reliability")}
    return {key: judgement for key, judgement in given.items() if judgement.verdict != "withdrawn"}


def letter_of(origin: Origin, material: Material) -> Letter:
    """Returns the reliability of a voice, by the letters given to any name of its source."""
    given = letters_given(material.judgements.values())
    return letter_among(origin.source, (origin.source, *origin.names), given, material)


def letter_among(
    shown: str, names: Iterable[str], given: Mapping[str, Judgement], material: Material
) -> Letter:
    """Returns the letter of a source that goes by some names, and is ``shown`` by one of them.

    The names of the entities that these belong to count as well. Of different letters the most
    cautious holds, by :func:`reportedly.grading.reliability_rank`.
    """
    forms = all_names(names, material) if given else {}
    found = {key: given[key] for key in forms if key in given}
    if len(found) == 0:
        return Letter(letter=RELIABILITY_UNKNOWN)
    own = source_key(shown)
    key = max(found, key=lambda k: (reliability_rank(found[k].verdict), k == own, found[k].at, k))
    told = "; ".join(f"{found[k].verdict} for “{one_line(forms[k])}”" for k in sorted(found))
    differ = len({judgement.verdict for judgement in found.values()}) > 1
    return Letter(
        letter=found[key].verdict,
        judged=judged_of(found[key], since=None),
        through=None if key == own else one_line(forms[key]),
        conflict=f"names of this source have different letters ({told}); the most cautious holds"
        if differ
        else None,
    )


def all_names(names: Iterable[str], material: Material) -> dict[str, str]:
    """Returns all names of a source by their keys: those given, and those of their entities."""
    forms: dict[str, str] = {}
    for name in names:
        forms.setdefault(source_key(name), name)
    for key in tuple(forms):
        for other in material.other_names.get(key, ()):
            if material.other_names[source_key(other)]:  # a name of two entities is neither's
                forms.setdefault(source_key(other), other)
    return forms


def judged_of(judgement: Judgement, *, since: str | None) -> Judged:
    """Returns a judgement in words for a reader."""
    return Judged(
        judgement_id=judgement.id,
        verdict=judgement.verdict,
        by=one_line(judgement.by),
        on=day_words(judgement.at[:10]),
        reason=one_line(judgement.reason or ""),
        since=since,
    )
