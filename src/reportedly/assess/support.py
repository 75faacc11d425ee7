"""How the voices of a question stand to one answer, and which condition of the table that meets.

Everything here counts voices: what a person thinks of a source has no part in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.assess.across import older_lower
from reportedly.assess.estimates import Word, confirms, is_denied, is_near, origin_by_statement
from reportedly.grading import credibility_rank, rules
from reportedly.intervals import overlaps
from reportedly.records import Condition, Origin, QuestionInContext

# "Confirmed by other independent sources" speaks of several: the first voice and two others.
VOICES_CONFIRMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """How the other voices' latest words stand to one voice's latest word.

    ``against`` exclude it, ``outweighing`` is how many voices the best supported of these has;
    ``older`` are lower counts of an earlier day, which neither support nor oppose it.
    """

    word: Word
    confirming: tuple[Word, ...]
    near: tuple[Word, ...]
    compatible: tuple[Word, ...]
    older: tuple[Word, ...]
    against: tuple[Word, ...]
    outweighing: int
    denials: tuple[Origin, ...]

    @property
    def agreeing(self) -> int:
        """How many voices give this answer, the first included."""
        return len(self.confirming) + 1

    @property
    def opposing(self) -> int:
        """How many voices contradict or deny it."""
        return len(self.against) + len(self.denials)


def supports(item: QuestionInContext, words: Sequence[Word]) -> tuple[Support, ...]:
    """Returns how the voices stand to each latest word, best supported first.

    Best is the best grade by the table of conditions; of equals, the one that most voices confirm,
    the one with fewest against it, the later one.
    """
    denying = _denials(item)
    voices = {
        word.origin.id: sum(confirms(word.interval, other.interval) for other in words)
        for word in words
    }
    made = [_support_of(item, word, words, denying, voices) for word in words]
    return tuple(
        sorted(
            made,
            key=lambda s: (
                credibility_rank(rules()[condition_of(s)].grade),
                -s.agreeing,
                s.opposing,
                -len(s.near),
                _descending(s.word.as_of),
                s.word.interval.low,
                s.word.origin.id,
            ),
        )
    )


def _support_of(
    item: QuestionInContext,
    best: Word,
    words: Sequence[Word],
    denying: Sequence[Origin],
    voices: Mapping[str, int],
) -> Support:
    """Returns how each other voice, and each denial, stands to one voice's latest word.

    ``voices`` is how many voices give each voice's answer.
    """
    stands: dict[str, list[Word]] = defaultdict(list)
    for word in words:
        if word is not best:
            stands[_standing(item, best, word)].append(word)
    return Support(
        word=best,
        confirming=tuple(stands["confirming"]),
        near=tuple(stands["near"]),
        compatible=tuple(stands["compatible"]),
        older=tuple(stands["older"]),
        against=tuple(stands["against"]),
        outweighing=max((voices[word.origin.id] for word in stands["against"]), default=0),
        denials=tuple(origin for origin in denying if origin.id != best.origin.id),
    )


def _standing(item: QuestionInContext, best: Word, other: Word) -> str:
    """Returns how another voice's latest word stands to one: the name of a field of Support."""
    if overlaps(best.interval, other.interval):
        return "confirming" if confirms(best.interval, other.interval) else "compatible"
    if is_near(best.interval, other.interval):
        return "near"
    return "older" if older_lower(item, other, best) else "against"


def condition_of(support: Support) -> Condition:
    """Returns the first condition of the table that an answer meets which somebody stands by."""
    if support.opposing > 0:
        if support.outweighing > support.agreeing:
            return "outweighed"
        if support.agreeing > support.opposing and support.agreeing > 1:
            return "majority"
        return "contradicted" if support.against else "denied"
    if support.agreeing >= VOICES_CONFIRMED:
        return "three-voices"
    if support.agreeing > 1:
        return "two-voices"
    if support.near:
        return "near"
    return "compatible" if support.compatible or support.older else "one-voice"


def condition_without_words(item: QuestionInContext) -> Condition:
    """Returns the condition of a question to which no voice gives an answer any more."""
    voice = origin_by_statement(item)
    known = [claim for claim in item.claims if claim.statement.id in voice]
    if any(claim.statement.stance == "retracts" for claim in known):
        return "withdrawn"
    # A denial with a number ("no 40 soldiers were captured") gives that number no support.
    if any(is_denied(claim) for claim in known):
        return "only-denied"
    return "no-number" if known else "no-voice"


def _denials(item: QuestionInContext) -> tuple[Origin, ...]:
    """Returns the voices that deny what the question asks about."""
    voice = origin_by_statement(item)
    found = {
        origin.id: origin
        for claim in item.claims
        if is_denied(claim)
        and claim.statement.stance != "retracts"
        and (origin := voice.get(claim.statement.id)) is not None
    }
    return tuple(sorted(found.values(), key=lambda origin: (origin.source, origin.id)))


def _descending(day: str | None) -> tuple[int, ...]:
    """Returns a key that puts later days first and unknown ones last."""
    return tuple(-ord(character) for character in day) if day is not None else (0,)
