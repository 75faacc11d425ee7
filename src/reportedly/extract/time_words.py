"""Word tables of the time grammar, read once, and the regular expressions made from them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportedly.extract.lexicon import read_table

DIGITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
    "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
CENTURY_NAMES = {"eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21}


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The tables of ``data/time_words.toml``, by name."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    units: Mapping[str, str]
    seasons: Mapping[str, str]
    parts_of_day: Mapping[str, str]
    hours_by_name: Mapping[str, str]
    numbers: Mapping[str, int]
    vague_numbers: frozenset[str]
    ordinals: Mapping[str, int]
    decades_by_name: Mapping[str, int]
    fixed_days: Mapping[str, str]
    references: Mapping[str, str]
    sets: Mapping[str, str]
    plain_prepositions: frozenset[str]
    open_end: frozenset[str]
    open_start: frozenset[str]
    after: frozenset[str]
    forward: frozenset[str]
    backward: frozenset[str]
    same_past: frozenset[str]
    settled: frozenset[str]
    speech: frozenset[str]
    speech_nouns: frozenset[str]
    counted: frozenset[str]


@cache
def time_words() -> TimeWords:
    """Returns the word tables, read once per process."""
    table: dict[str, Any] = read_table("time_words.toml")
    units = {**table["units"], **table["plural_units"]}
    units |= {f"{word}s": code for word, code in table["units"].items() if word != "century"}
    prepositions, clauses = table["prepositions"], table["clauses"]
    return TimeWords(
        months=table["months"],
        weekdays={**table["weekdays"], **table["weekday_abbreviations"]},
        units=units,
        seasons=table["seasons"],
        parts_of_day=table["parts_of_day"],
        hours_by_name=table["hours_by_name"],
        numbers=table["numbers"],
        vague_numbers=frozenset(table["vague_numbers"]["words"]),
        ordinals=table["ordinals"],
        decades_by_name=table["decades_by_name"],
        fixed_days=table["fixed_days"],
        references={
            phrase: value for value, phrases in table["references"].items() for phrase in phrases
        },
        sets=table["sets"],
        plain_prepositions=frozenset(prepositions["plain"]),
        open_end=frozenset(prepositions["open_end"]),
        open_start=frozenset(prepositions["open_start"]),
        after=frozenset(prepositions["after"]),
        forward=frozenset(clauses["forward"]),
        backward=frozenset(clauses["backward"]),
        same_past=frozenset(clauses["same_past"]),
        settled=frozenset(clauses["settled"]),
        speech=frozenset(clauses["speech"]),
        speech_nouns=frozenset(clauses["speech_nouns"]),
        counted=frozenset(clauses["counted"]),
    )


def any_of(words: Iterable[str]) -> str:
    """Returns a pattern that matches any of the words, longest first, white space as ``\\s``."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s") for word in ordered) + ")"


@cache
def fragments() -> Mapping[str, str]:
    """Returns the named pieces that the patterns of the grammar are built from."""
    words = time_words()
    full_months = [
        word for word in words.months if len(word) > 4 or word in {"may", "june", "july"}
    ]
    abbreviations = [word for word in words.months if word not in full_months]
    numerals = any_of(word for word in words.numbers if word not in {"a", "an"})
    digits = r"\d{1,3}(?:,\d{3})+|\d{1,6}(?:\.\d{1,3})?"
    return {
        "month": rf"(?:{any_of(full_months)}|{any_of(abbreviations)}\.?)",
        "month_alone": rf"(?:{any_of(full_months)}|{any_of(abbreviations)}\.)",
        "day": r"(?:0?[1-9]|[12]\d|3[01])",
        "nth": r"(?:st|nd|rd|th)?",
        "year": r"(?:1\d{3}|20\d{2})",
        "weekday": any_of(word for word in words.weekdays if word.endswith("day")),
        "weekday_short": any_of(word for word in words.weekdays if not word.endswith("day")),
        "part_of_day": any_of(words.parts_of_day),
        "unit": any_of(words.units),
        "long_unit": any_of(["week", "weekend", "month", "quarter", "year", "decade", "century"]),
        "plural_unit": any_of(
            ["minutes", "hours", "days", "weeks", "months", "years", "decades", "centuries"]
        ),
        "season": any_of(words.seasons),
        "number": rf"(?:{digits}|(?:an?\s|half\san?\s)?{numerals}(?:[-\s]{numerals}){{0,3}}"
        rf"|{any_of(words.vague_numbers)}|half\san?|an?)",
        "approximately": r"(?:(?:(?:a\slittle\s|slightly\s|much\s|well\s)?(?:more|less|fewer)\sthan"
        r"|at\sleast|at\smost|up\sto|as\s(?:long|many|much)\sas|about|around|nearly|almost|roughly"
        r"|approximately|some|over|under|just\sover|just\sunder|only|barely|just)\s)?",
        "zone": r"(?:\s(?:gmt|utc|est|edt|cst|cdt|pst|pdt|bst|cet|cest|local\stime))?",
        "ordinal": any_of(words.ordinals),
        "spelled_year": r"(?:nineteen|eighteen|twenty)\s"
        rf"(?:{any_of(TENS)}(?:[-\s]{any_of(DIGITS)})?|{any_of(TEENS)})",
        "decade_name": any_of(words.decades_by_name),
        "century_name": any_of(CENTURY_NAMES),
        "reference": any_of(words.references),
        "set_word": any_of(words.sets),
        "small_number": any_of(word for word, value in words.numbers.items() if 1 < value <= 12),
        "fixed_day": any_of(words.fixed_days),
    }
