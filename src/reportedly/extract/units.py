"""Units of measure, currencies and rates around a number, read from the text alone.

A unit stands behind its number ("30 percent", "5km", "40 years old"), a currency's sign before it
("$1,800", "US$ 5"), its name behind ("500 euros"); the two may say the same thing twice
("$1,800 dollars"). What a number is per stands behind both ("a month", "per head", "/day").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportedly.extract.lexicon import read_table

# How far before a number a currency sign can begin: "US dollars 500".
_SIGN_WINDOW = 12


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure or a currency: the code in ``Quantity.unit`` and a readable name."""

    code: str
    name: str
    is_currency: bool


@dataclass(frozen=True, slots=True)
class Rate:
    """What a number is per: ``per`` is ``day``, ``month``, ``person``, …; ``is_each`` says each."""

    per: str | None
    is_each: bool
    end: int


@dataclass(frozen=True, slots=True)
class _Units:
    words: dict[str, Unit]
    symbols: dict[str, Unit]
    signs: dict[str, Unit]
    word_regex: re.Pattern[str]
    symbol_regex: re.Pattern[str]
    sign_regex: re.Pattern[str]


@cache
def all_units() -> tuple[Unit, ...]:
    """Returns every unit and currency of ``data/units.toml``."""
    units = _units()
    return tuple(
        dict.fromkeys([*units.words.values(), *units.symbols.values(), *units.signs.values()])
    )


def unit_named(code: str) -> Unit:
    """Returns the unit of a code; ``KeyError`` for an unknown one."""
    return {unit.code: unit for unit in all_units()}[code]


@cache
def _units() -> _Units:
    table = read_table("units.toml")
    words: dict[str, Unit] = {}
    symbols: dict[str, Unit] = {}
    signs: dict[str, Unit] = {}
    rows: list[tuple[dict[str, Any], bool]] = [(row, False) for row in table["units"]]
    rows += [(row, True) for row in table["currencies"]]
    for row, is_currency in rows:
        unit = Unit(row["code"], row["name"], is_currency)
        for form in (said.replace("-", " ") for said in row.get("forms", ())):
            words.setdefault(form, unit)
            if form[-1].isalpha() and form[-1] != "s":
                words.setdefault(form + "s", unit)
        for symbol in row.get("symbols", ()):
            symbols.setdefault(symbol, unit)
        for sign in row.get("signs", ()):
            signs.setdefault(sign, unit)
    spoken = "|".join(_flexible(w) for w in sorted(words, key=len, reverse=True))
    drawn = "|".join(re.escape(w) for w in sorted(symbols, key=len, reverse=True))
    return _Units(
        words=words,
        symbols=symbols,
        signs=signs,
        word_regex=re.compile(rf"\s{{0,3}}[-‐‑]?\s?({spoken})(?![a-z0-9²³])"),
        symbol_regex=re.compile(rf"[ \u00a0-]?({drawn})(?![A-Za-z0-9²³]|/[a-z])"),
        sign_regex=re.compile(
            "(?<![A-Za-z])(?P<sign>"
            + "|".join(_sign_pattern(s) for s in sorted(signs, key=len, reverse=True))
            + r")\s?[-−]?\Z"
        ),
    )


def _flexible(form: str) -> str:
    """Returns a regex for a unit's words, with hyphens or spaces between them."""
    return r"[\s-]".join(re.escape(word) for word in form.split())


def _sign_pattern(sign: str) -> str:
    """Returns a regex for a currency sign. Letters are capitals; short ones touch the number."""
    if not sign.isalpha():
        return "|".join(sorted({re.escape(sign.upper()), re.escape(sign.capitalize())}))
    written = (
        {sign.upper(), sign.capitalize()} if sign in {"rs", "dh", "dhs", "ksh"} else {sign.upper()}
    )
    loose = len(sign) > 2 and sign not in {"try", "cfa"}
    return "(?:" + "|".join(sorted(written)) + ")" + ("" if loose else r"(?!\s)")


def currency_before(text: str, start: int) -> tuple[Unit, int] | None:
    """Returns the currency whose sign stands directly before an offset, and its start."""
    window = text[max(0, start - _SIGN_WINDOW) : start]
    match = _units().sign_regex.search(window)
    if match is None:
        return None
    return _units().signs[match["sign"].lower()], start - len(window) + match.start()


def unit_behind(text: str, lowered: str, end: int) -> tuple[Unit, int] | None:
    """Returns the unit that stands directly behind an offset, and where it ends."""
    units = _units()
    match = units.symbol_regex.match(text, end)
    if match is not None:
        return units.symbols[match.group(1)], match.end()
    match = units.word_regex.match(lowered, end)
    if match is None:
        return None
    written = text[match.start(1) : match.end(1)]
    unit = units.words[" ".join(match.group(1).replace("-", " ").split())]
    if (
        len(written) > 4
        and written.istitle()
        and not unit.is_currency
        and unit.code not in {"°C", "°F"}
    ):
        return None  # a name: "2016 Barrel"
    if unit.code == "lb" and _is_money(lowered, end, match.end()):
        unit = units.signs["£"]
    return unit, match.end()


_MONEY_BEFORE = re.compile(
    r"\b(?:cost|paid|pay|pays|paying|price|worth|fine|salary|wage|sold for|earn|£)"
)


def _is_money(lowered: str, start: int, end: int) -> bool:
    """Tells whether "pounds" are money: words of paying before, no "of" behind."""
    return not lowered.startswith(" of", end) and bool(
        _MONEY_BEFORE.search(lowered[max(0, start - 60) : start])
    )


# "US" and "dollars" behind a number that already has its sign.
_DOUBLED = re.compile(r"\s?(?:us|u\.s\.)(?![a-z])(?:\s+dollars?)?|\s+(?:in\s+)?us\s+dollars?")


def doubled_currency(text: str, lowered: str, end: int, unit: Unit) -> tuple[Unit, int]:
    """Returns the currency and the end, past a second naming of it ("$1,800 dollars")."""
    behind = unit_behind(text, lowered, end)
    if behind is not None and behind[0].is_currency:
        is_finer = unit.code == "USD" or behind[0].code == unit.code
        if is_finer:
            return behind
    match = _DOUBLED.match(lowered, end) if unit.code == "USD" else None
    return (unit, match.end()) if match is not None else (unit, end)


_TIMES = "second|minute|hour|day|night|week|month|quarter|year|season"
_RATE = re.compile(
    rf"""
    \s* (?: / \s? | \b(?:per|for[ ]every|for[ ]each|every|each)[\s-]+ ) (?P<per>[a-z]+(?:-[a-z]+)?)
  | \s+ an?[ ] (?P<time>{_TIMES}|head|barrel|share|piece|person|tonne|
      ton|litre|gallon|kilo|ounce|unit)s?(?![a-z])
    (?!\s+(?:earlier|ago|later|before|after|old|prior|previously|since|hence))
  | \s+ (?P<adverb>hourly|daily|nightly|weekly|monthly|quarterly|annually|yearly) (?![a-z])
  | \s+ (?P<each>each|apiece) (?![a-z])
    """,
    re.VERBOSE,
)
_ADVERBS = {
    "hourly": "hour", "daily": "day", "nightly": "night", "weekly": "week", "monthly": "month",
    "quarterly": "quarter", "annually": "year", "yearly": "year",
}  # fmt: skip
_FULL = {"hr": "hour", "yr": "year", "mo": "month", "min": "minute", "sec": "second", "wk": "week"}
# What a measure is of, before what it is per: "20 tonnes of flour per day".
_CONTENT = re.compile(r"\s+of(?:\s+[a-z-]+){1,3}?(?=\s+(?:per|an?|every|each)\s)")
# "Every" and "each" begin a rate only with a time: "every day", not "each fighter of the unit".
_IS_TIME = re.compile(rf"(?:{_TIMES})s?$")


def rate_behind_content(lowered: str, end: int) -> Rate | None:
    """Returns what a measure is per, read behind what it is of ("2 litres of water a day")."""
    content = _CONTENT.match(lowered, end)
    return rate_behind(lowered, content.end()) if content is not None else None


def rate_behind(lowered: str, end: int) -> Rate:
    """Returns what a number is per, read directly behind an offset; "each" apart from the rest."""
    per: str | None = None
    is_each = False
    for _ in range(2):
        match = _RATE.match(lowered, end)
        if match is None:
            break
        said = match.group("per") or match.group("time")
        if match.group("each"):
            is_each = True
        elif match.group("adverb"):
            per = per or _ADVERBS[match.group("adverb")]
        elif per is not None:
            break
        elif match.group().lstrip().startswith(("each", "every", "for")) and not _IS_TIME.match(
            said
        ):
            is_each = True
            per = said
        else:
            per = _FULL.get(said, said)
        end = match.end()
    return Rate(per or ("each" if is_each else None), is_each, end)
