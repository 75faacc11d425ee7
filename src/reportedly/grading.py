"""The scales of grading: their words, and which condition gets which grade.

Stages grade by it and views name the grades by it, so that there is one list of each.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from reportedly.records import Condition

# From best to worst. "Cannot be judged" is no worst grade: it says that nothing speaks for the
# answer beyond one voice; "doubtful" and "improbable" say that something speaks against it.
CREDIBILITY_ORDER = ("1", "2", "3", "6", "4", "5")
RELIABILITY_UNKNOWN = "F"
# From trusted to not: as with credibility, "cannot be judged" is better than what a person doubts.
RELIABILITY_ORDER = ("A", "B", "C", "F", "D", "E")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row of the table of conditions: the grade, the casualty monitors' word, the condition.

    ``grade`` is ``None`` where there is nothing to grade: an answer that was revised.
    """

    code: Condition
    monitor: str
    words: str
    grade: str | None = None


@cache
def _tables() -> dict[str, Any]:
    text = files("reportedly").joinpath("data", "grading.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def rules() -> dict[Condition, Rule]:
    """Returns the table of conditions by their code, in the order in which they are tried."""
    return {row["code"]: Rule(**row) for row in _tables()["condition"]}


def credibility_scale() -> dict[str, str]:
    """Returns the words of the Admiralty code for the credibility of an answer, by its digit."""
    scale: dict[str, str] = _tables()["credibility"]
    return scale


def reliability_scale() -> dict[str, str]:
    """Returns the words of the Admiralty code for the reliability of a source, by its letter."""
    scale: dict[str, str] = _tables()["reliability"]
    return scale


def monitor_word(grade: str) -> str | None:
    """Returns the casualty monitors' word for a credibility that no condition explains.

    ``None`` for a grade of another scale, as a ledger of somebody else's making may have.
    """
    words: dict[str, str] = _tables()["monitor"]
    return words.get(grade)


def credibility_rank(grade: str | None) -> int:
    """Returns how far a credibility is from the best, 0 to 5; 6 for none, or of another scale."""
    if grade not in CREDIBILITY_ORDER:
        return len(CREDIBILITY_ORDER)
    return CREDIBILITY_ORDER.index(grade)


def source_key(name: str) -> str:
    """Returns what is equal for the same source's name: lower case, no article, single spaces.

    >>> source_key("The  Lantern")
    'lantern'
    """
    return " ".join(name.split()).casefold().removeprefix("the ")


def reliability_rank(letter: str) -> int:
    """Returns how cautious a letter is, 0 to 5; the most cautious of several is the last."""
    return RELIABILITY_ORDER.index(letter)


def probability_words(probability: float) -> str:
    """Returns the words of ICD 203 for a computed probability, 0 to 1: ``likely (55–80 %)``.

    Beyond the scale's ends (under 1, over 99 percent) it keeps the outermost words. At a shared
    border the stronger claim is not made: 0.55 is still a roughly even chance.
    """
    percent = round(100 * probability, 9)  # 100 × 0.55 is a hair over 55 in binary
    if not 0 <= percent <= 100:
        raise ValueError(f"a probability lies between 0 and 1, not at {probability}")
    bands = _tables()["probability"]
    if percent >= 50:
        band = next((b for b in bands if percent <= b["to"]), bands[-1])
    else:
        band = next((b for b in reversed(bands) if percent >= b["from"]), bands[0])
    return f"{band['words']} ({band['from']}–{band['to']} %)"
