"""How a headline stands to a claim: for, against, or observing (it passes it on, taking no side).

Headlines are read by their words alone, which say little: a rejection, a withdrawal, a hedge, a
question, somebody else's word. What none of these marks is taken to be told as fact.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reportedly.headlines import HeadlineStance
from reportedly.link.fingerprints import function_words
from reportedly.link.words import WORD
from reportedly.number_words import find_lexemes, lower
from reportedly.records import Feature

# Words count as one if they begin with the same letters; a headline that speaks of a claim has so
# many of its words. Ours, set by hand on headlines of our own.
STEM_LETTERS = 4
SHARED_WORDS = 2

# Something in quotation marks; an apostrophe inside or at the end of a word opens nothing.
QUOTED = re.compile(r"[“”\"]|(?:^|(?<=[\s(:]))['‘]")
# "Agent: he has not signed", "He has signed - officials": whose word it is.
WHOSE = re.compile(r"^[^:]{3,30}:\s|\s[-–—]\s[^-–—]{3,30}$")


@dataclass(frozen=True, slots=True)
class HeadlineCues:
    """The word lists of ``data/headline_cues.toml``, each as one expression."""

    against: re.Pattern[str]
    rebuffs: re.Pattern[str]
    talk: re.Pattern[str]
    observing: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineReading:
    """How a headline stands to a claim, and the feature of its words that tells.

    ``stance`` is ``None`` where the headline does not speak of the claim.
    """

    stance: HeadlineStance | None
    feature: Feature


@cache
def headline_cues() -> HeadlineCues:
    """Returns the cues, read once per process."""
    text = files("reportedly.link").joinpath("data", "headline_cues.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return HeadlineCues(**{name: _expression(words) for name, words in table.items()})


def _expression(words: Sequence[str]) -> re.Pattern[str]:
    listed = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"(?<![\w'-])(?:{listed})(?![\w-])", re.IGNORECASE)


def read_headline(claim: str, headline: str) -> HeadlineReading:
    """Returns how any headline stands to a claim, be it about the claim or about something else.

    It speaks of the claim if it has two of the claim's words (one, if the claim has one) and, where
    both give numbers, one of its numbers.

    >>> read_headline("14 people were killed in Selmak", "Harvest begins in Selmak").stance
    >>> read_headline("14 people were killed in Selmak", "Shells kill 14 in Selmak").stance
    'for'
    """
    theirs, mine = _numbers(claim), _numbers(headline)
    wanted, found = _stems(claim), _stems(headline)
    shared = sorted(word for stem, word in found.items() if stem in wanted)
    if len(shared) + len(theirs & mine) < min(SHARED_WORDS, len(wanted) + len(theirs)):
        told = f"only “{shared[0]}” in common" if shared else "no word in common"
        return _reading(None, "other-subject", told)
    if theirs and mine and not theirs & mine:
        told = ", ".join(f"{number:g}" for number in sorted(mine))
        return _reading(None, "other-number", f"it gives another number: {told}")
    return headline_stance(claim, headline)


def _numbers(words: str) -> set[float]:
    return {lexeme.value for lexeme in find_lexemes(lower(words))}


def _stems(words: str) -> dict[str, str]:
    """Returns the words of content by their first letters, without words of grammar and numbers."""
    kept = (word.casefold() for word in WORD.findall(words))
    return {
        word[:STEM_LETTERS]: word
        for word in kept
        if word not in function_words() and not _numbers(word) and len(word) > 1
    }


def headline_stance(claim: str, headline: str) -> HeadlineReading:
    """Returns how a headline stands to a claim, both given in words.

    A rejecting word that the claim itself has is no rejection: "was not hurt" bears out "was not
    hurt".

    >>> headline_stance("The bridge has fallen", "Ministry denies that bridge has fallen").stance
    'against'
    >>> headline_stance("The bridge has fallen", "Bridge may have fallen").stance
    'observing'
    """
    cues = headline_cues()
    headline, claim = headline.replace("’", "'"), claim.replace("’", "'")
    rejecting = cues.against.search(headline)
    if rejecting is not None and cues.against.search(claim) is None:
        return _reading("against", "rejection", f"“{rejecting.group()}” rejects it")
    rebuff = cues.rebuffs.search(headline)
    if rebuff is not None and cues.talk.search(headline) is not None:
        return _reading("against", "rejection", f"“{rebuff.group()}” rebuffs what is said")
    hedge = cues.observing.search(headline)
    if hedge is not None and cues.observing.search(claim) is None:
        return _reading("observing", "hedge", f"“{hedge.group()}” passes it on")
    if "?" in headline:
        return _reading("observing", "question", "it is asked, not told")
    if QUOTED.search(headline) is not None:
        return _reading("observing", "quotation", "it stands in quotation marks")
    if WHOSE.search(headline) is not None:
        return _reading("observing", "attribution", "it is given as somebody's word")
    return _reading("for", "telling", "it is told as fact")


def _reading(stance: HeadlineStance | None, name: str, detail: str) -> HeadlineReading:
    return HeadlineReading(stance=stance, feature=Feature(name=name, value=1.0, detail=detail))
