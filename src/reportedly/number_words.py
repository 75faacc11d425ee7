"""The lexemes of numbers: number words and digit groups, with their values.

What :mod:`reportedly.extract.numbers` builds numbers from. The words are those of
``data/numbers.toml``; digits are read in the groupings that newspapers of several countries use.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# Vulgar fractions of Unicode.
_VULGAR = {
    "½": 0.5, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 0.25, "¾": 0.75, "⅕": 0.2, "⅖": 0.4, "⅗": 0.6, "⅘": 0.8,
    "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 0.125, "⅜": 0.375, "⅝": 0.625, "⅞": 0.875,
}  # fmt: skip
_NO_BREAK = "\u00a0\u202f\u2009"
HYPHENS = "-\u2010\u2011"

# Digits as newspapers of several countries group them; the order of the alternatives matters.
_DIGITS = rf"""
    (?<![\d.,]) (?:
      \d{{1,3}} (?: ,\d{{3}} )+ (?!\d) (?: \.\d+ )?        # 1,127  1,127.5
    | \d{{1,2}} (?: ,\d{{2}} )+ ,\d{{3}} (?!\d)            # 1,00,000
    | \d{{1,3}} (?: [ {_NO_BREAK}]\d{{3}} )+ (?![\d,]) (?: \.\d+ )?   # 1 127
    | \d{{1,3}} (?: \.\d{{3}} ){{2,}} (?!\d) (?: ,\d+ )?   # 1.127.000
    | \d{{1,3}} \.\d{{3}} ,\d+                             # 1.127,50
    | \d{{1,3}} ,\d{{1,2}} (?![\d,])                       # 2,5
    | \d+ \.\d+ (?!\.\d)                                   # 2.5
    | \.\d+ (?!\.\d)                                       # .5
    | \d+
    )
"""

# "m" behind digits is a metre, not a million, where one of these follows or nothing does.
_METRE_CONTEXT = re.compile(
    r"\s*(?:$|[.,;:)\]]|(?:high|long|deep|wide|tall|away|from|above|below|thick|in|at|to|by|and|or|"
    r"of|on|race|sprint|dash|x|off|down|up|ahead|behind|range|radius|apart|north|south|east|west)\b)"
)


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One word or digit group: kind, value, and whether it is joined to the lexeme before it."""

    kind: str
    value: float
    start: int
    end: int
    joined: bool
    text: str
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The number words, ready for use."""

    regex: re.Pattern[str]
    values: dict[str, tuple[str, float]]
    vague: dict[str, tuple[float, float]]
    few: dict[str, tuple[float, float]]
    suffixes: dict[str, float]


@cache
def number_words() -> NumberWords:
    """Returns the number words of ``data/numbers.toml`` and the regex that finds lexemes."""
    table = tomllib.loads(files("reportedly").joinpath("data", "numbers.toml").read_text("utf-8"))
    values: dict[str, tuple[str, float]] = {}
    for word, value in table["words"].items():
        kind = "ones" if value < 10 else "teens" if value < 20 else "tens"
        values[word] = (kind, float(value))
    for word, value in table["scales"].items():
        values[word] = ("hundred" if value == 100 else "scale", float(value))
    for word, value in table["groups"].items():
        values[word] = ("dozen", float(value))
    for word, value in table["parts"].items():
        values[word] = ("part", float(value))
        if word not in {"half", "halves"}:
            values[word + "s"] = ("parts", float(value))
    values["halves"] = ("parts", 2.0)
    values["half"] = ("half", 2.0)
    vague = {k: (float(v[0]), float(v[1])) for k, v in table["vague"].items()}
    few = {k: (float(v[0]), float(v[1])) for k, v in table["few"].items()}
    plain = "|".join(sorted(values, key=len, reverse=True))
    several = "|".join(sorted(few, key=len, reverse=True)).replace(" ", r"\s+")
    plural = "|".join(sorted(vague, key=len, reverse=True)).replace(" ", r"\s+")
    suffixes = "|".join(sorted(table["suffixes"], key=len, reverse=True))
    ahead = rf"(?=[\s\-‐‑]+(?:{plain}|tens|\d)(?![a-z]))"
    regex = re.compile(
        rf"""
        (?P<slash> (?<![\w/.,-]) \d{{1,3}} (?: [\s-] \d{{1,2}} )? [/⁄] \d{{1,3}} (?![\w/]) )
      | (?P<digits> {_DIGITS} ) (?P<vulgar> [{"".join(_VULGAR)}] )?
        (?: (?P<suffix> {suffixes} ) (?![a-z0-9²³/]) | [ ](?P<far> k | mm ) (?![a-z0-9]) )?
      | (?P<alone> [{"".join(_VULGAR)}] )
      | \b (?: (?P<vague> {plural} ) | (?P<few> {several} )
        | (?P<word> {plain} )
        | (?P<article> an? ) {ahead} | (?P<and> and ) (?=[\s]+(?:an?[\s]+)?(?:{plain}|\d)(?![a-z]))
        | (?P<point> point ) {ahead} | (?P<sign> minus | negative ) {ahead}
        | (?P<of> in | out[ ]of | over ) {ahead} ) (?! [a-z] ) | \b (?P<fold> {plain} ) (?=fold\b)
        """,
        re.VERBOSE,
    )
    return NumberWords(regex, values, vague, few, dict(table["suffixes"]))


def lower(text: str) -> str:
    """Returns the text in lower case, character for character: offsets stay valid."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def find_lexemes(lowered: str) -> list[Lexeme]:
    """Returns the number words and digit groups of a lower-case text."""
    words = number_words()
    found: list[Lexeme] = []
    for match in words.regex.finditer(lowered):
        kind = match.lastgroup or ""
        start, end = match.span()
        said = match.group()
        value, scale = 0.0, 1.0
        if match.group("digits"):
            kind = "digits"
            value = _digits_value(match.group("digits"))
            if match.group("vulgar"):
                value += _VULGAR[match.group("vulgar")]
            letter = match.group("suffix") or match.group("far")
            if (
                letter == "m"
                and _METRE_CONTEXT.match(lowered, end)
                and not _has_sign(lowered, start)
            ):
                end -= 1
            elif letter is not None:
                scale = float(words.suffixes[letter])
                kind, value = "scaled", value * scale
        elif kind == "slash":
            value = _slash_value(said)
        elif kind == "alone":
            value = _VULGAR[said]
        elif kind in {"word", "fold"}:
            kind, value = words.values[said]
        joined = bool(found) and _is_gap(lowered[found[-1].end : start])
        found.append(Lexeme(kind, value, start, end, joined, " ".join(said.split()), scale))
    return found


def _has_sign(lowered: str, start: int) -> bool:
    """Tells whether a currency sign or letters stand directly before a number."""
    return start > 0 and (lowered[start - 1] in "$€£¥₪₽₴₹" or lowered[start - 1].isalpha())


def _is_gap(between: str) -> bool:
    """Tells whether what lies between two lexemes lets them be one number."""
    return len(between) <= 3 and (between.isspace() or between.strip() in {"-", "\u2010", "\u2011"})


def _digits_value(said: str) -> float:
    """Returns the value of grouped digits: "1,127.5", "1 127", "1.127.000", "2,5"."""
    said = re.sub(rf"[ {_NO_BREAK}]", "", said)
    if re.fullmatch(r"\d{1,3}(\.\d{3}){2,}(,\d+)?|\d{1,3}\.\d{3},\d+", said):
        said = said.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d{1,3},\d{1,2}", said):
        said = said.replace(",", ".")
    # float() of hundreds of digits is infinite; no report counts that far.
    return min(float(said.replace(",", "")), 1e30)


def _slash_value(said: str) -> float:
    """Returns the value of "1/2" or "1 1/2"; NaN where it is no fraction ("9/11", "24/7")."""
    whole, _, divisor = said.replace("⁄", "/").rpartition("/")
    units, _, numerator = whole.replace("-", " ").strip().rpartition(" ")
    over, under = int(numerator), int(divisor)
    if under not in {2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 100} or over >= under or over == 0:
        return float("nan")
    return (int(units) if units.strip() else 0) + over / under
