"""Numbers in text, as values: digits, words, and mixtures of both; no parser, no meaning.

The grammar, over the lexemes of :mod:`reportedly.number_words` (gaps are white space or one
hyphen; ``[x]`` is optional, ``{x}`` any number of times):

.. code-block:: text

    number    = [sign] ( vague | few | share | mixed | cardinal )
    sign      = "minus" | "negative" | "-"
    vague     = "dozens" | "hundreds" | "tens of thousands" | …      as data/numbers.toml
    few       = ( "several" | "a few" | "a couple of" | … ) [scale | "dozen"]
    share     = whole "/" whole | "½" | cardinal parts | ("a" | "one") part | "half" ["a"]
              | cardinal ("in" | "out of") cardinal
    mixed     = cardinal ( "and" ("a" | cardinal) part | "½" ) {scale}
              | cardinal scale "and" "a" part                        "4 billion and a half"
              | ("half" | "quarter") ["a"] (scale | "dozen")         "half a million"
    cardinal  = group { ["," | "and"] group }                        scales must fall
    group     = below {scale} | ["a"] scale {scale} | below "dozen" | "a" "dozen"
    below     = digits | hundreds | tens [ones] | teens | ones       [ "point" ones {ones} ]
    hundreds  = (digits | tens [ones] | teens | ones) "hundred" [["and"] tens [ones] | …]
    digits    = 300 | 1,127 | 1 127 | 1.127.000 | 2.5 | 2,5 | 1,00,000   [ k | m | bn | … ]

Reading is greedy and from left to right; every function returns the value with the index of the
lexeme behind it, or ``None``. Ordinals ("third", "1st") are not numbers unless they divide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reportedly.number_words import HYPHENS, Lexeme, find_lexemes, lower, number_words

NumberKind = Literal["cardinal", "share", "vague"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text: where, and the values its words allow.

    ``low == high`` unless the words are vague. ``scale`` is the factor of the last scale word or
    letter (1 without), ``mantissa`` the value before it: "7 to 9 billion" needs both.
    ``is_plain`` tells bare digits without separator, the only form of a year.
    """

    start: int
    end: int
    low: float
    high: float
    kind: NumberKind = "cardinal"
    scale: float = 1.0
    is_plain: bool = False
    in_words: bool = False

    @property
    def mantissa(self) -> float:
        """Returns the value in units of the scale: 7 for "7 billion"."""
        return self.low / self.scale


def find_numbers(text: str) -> tuple[Number, ...]:
    """Returns the numbers of a text in order, none within another.

    What the number means (a count, a year, a name) is not asked here, nor what letters glued to
    the front of digits mean ("RM50", "MH17").
    """
    lowered = lower(text)
    lexemes = find_lexemes(lowered)
    found: list[Number] = []
    index = 0
    while index < len(lexemes):
        number, following = _read_number(lexemes, index, lowered)
        if number is not None:
            found.append(number)
        index = max(following, index + 1)
    return tuple(found)


def _read_number(lexemes: Sequence[Lexeme], index: int, lowered: str) -> tuple[Number | None, int]:
    """Returns the number that starts at a lexeme, or ``None``, and the index behind it."""
    first = lexemes[index]
    sign = 1.0
    body = index
    if first.kind == "sign":
        if index + 1 >= len(lexemes) or not lexemes[index + 1].joined:
            return None, index + 1
        sign, body = -1.0, index + 1
    elif first.kind in {"digits", "scaled"} and _is_minus(lowered, first.start):
        sign = -1.0
    elif first.kind in {"digits", "scaled"} and not _may_start(lowered, first):
        return None, index + 1
    read = _read_vague(lexemes, body, lowered) or _read_value(lexemes, body, lowered)
    if read is None:
        return None, index + 1
    low, high, kind, scale, following = read
    last = lexemes[following - 1]
    start = first.start - 1 if sign < 0 and first.kind != "sign" else first.start
    return (
        Number(
            start=start,
            end=last.end,
            low=sign * low,
            high=sign * high,
            kind=kind,
            scale=scale,
            is_plain=following == body + 1 and first.kind == "digits" and first.text.isdigit(),
            in_words=first.kind not in {"digits", "scaled", "slash", "alone"},
        ),
        following,
    )


def _is_minus(lowered: str, start: int) -> bool:
    """Tells whether a hyphen before digits is a minus sign: " -1.3%", "(-5", "$-50"."""
    if start == 0 or lowered[start - 1] not in "-−":
        return False
    before = lowered[start - 2 : start - 1]
    return before == "" or before in " ($€£\n"


def _may_start(lowered: str, first: Lexeme) -> bool:
    """Tells whether digits stand on their own: not "s-400", "covid-19", "3rd", "4x4"."""
    before = lowered[max(0, first.start - 12) : first.start]
    if before and before[-1] in HYPHENS and _NAME_HYPHEN.search(before):
        return False
    behind = lowered[first.end : first.end + 3]
    return not re.match(r"(?:st|nd|rd|th|s|d)(?![a-z])|(?!m[23])[a-z]\d|['’]s(?![a-z])", behind)


# A word with a hyphen before digits is a name ("S-400"), unless the word counts or bounds.
_NAME_HYPHEN = re.compile(
    r"(?<![a-z])(?!(?:minus|mid|pre|post|sub|over|under|about|around|to|the|an?|age|aged|ages)-$)"
    r"[a-z]+[-‐‑]$"
)


_Read = tuple[float, float, NumberKind, float, int]


def _read_vague(lexemes: Sequence[Lexeme], index: int, lowered: str) -> _Read | None:
    """Reads "dozens", "tens of thousands", "several hundred", "a few dozen"."""
    words = number_words()
    lexeme = lexemes[index]
    if lexeme.kind == "vague":
        if lexeme.joined and lexemes[index - 1].kind in {"ones", "teens", "tens", "digits"}:
            return None
        if lexeme.text in {"tens", "scores"} and not _SCORES_CONTEXT.match(lowered, lexeme.end):
            return None
        low, high = words.vague[lexeme.text]
        return low, high, "vague", 1.0, index + 1
    if lexeme.kind != "few":
        return None
    low, high = words.few[lexeme.text]
    scale, following = _read_scales(lexemes, index + 1)
    if scale > 1:
        top = 10 * scale if scale != 12 else 100
        return low * scale, (high * scale if high < 9 else top - 1), "vague", scale, following
    if lexeme.text == "few" and not _LAST_FEW.search(lowered, 0, lexeme.start):
        return None
    return low, high, "vague", 1.0, following


_SCORES_CONTEXT = re.compile(
    r"\s+(?:of|more|others?|were|are|have|had|dead|wounded|injured|killed|missing)\b"
)
_LAST_FEW = re.compile(r"\b(?:last|past|next|these|first|coming|recent|every)\s$")


def _read_value(lexemes: Sequence[Lexeme], index: int, lowered: str) -> _Read | None:
    """Reads a share, a mixed number or a cardinal."""
    lexeme = lexemes[index]
    if lexeme.kind == "slash":
        if lexeme.value != lexeme.value:  # NaN: "9/11"
            return None
        return _with_scales(lexemes, lexeme.value, index + 1)
    if lexeme.kind == "alone":
        return _with_scales(lexemes, lexeme.value, index + 1)
    if lexeme.kind == "half" or (lexeme.kind == "part" and lexeme.text == "quarter"):
        return _read_half(lexemes, index, lowered)
    if lexeme.kind == "article":
        part = _joined(lexemes, index + 1)
        if part is not None and part.kind == "half":
            return _read_half(lexemes, index + 1, lowered) or (0.5, 0.5, "share", 1.0, index + 2)
        if part is not None and part.kind == "part":
            scale = _joined(lexemes, index + 2)
            if scale is not None and scale.kind == "scale":
                return _with_scales(lexemes, 1 / part.value, index + 2)
            if _OF.match(lowered, part.end):
                return 1 / part.value, 1 / part.value, "share", 1.0, index + 2
            return None
    cardinal = _read_cardinal(lexemes, index, lowered)
    if cardinal is None:
        return None
    value, scale_value, following = cardinal
    return (
        _read_parts(lexemes, value, following, lowered)
        or _read_and_part(lexemes, value, scale_value, following)
        or _read_one_in(lexemes, value, following, lowered)
        or (value, value, "cardinal", scale_value, following)
    )


_OF = re.compile(r"\s+(?:of|more|less|fewer|higher|lower)\b|\s*[.,;]|\s*$")
_HALF_OF = re.compile(
    r"\s+(?:of|the|an?|its|their|his|her|our|those|these|this|that|all|as)\b|\s*[.,;]|\s*$"
)


def _read_half(lexemes: Sequence[Lexeme], index: int, lowered: str) -> _Read | None:
    """Reads "half a million", "half a dozen", "quarter million", "half of", "half the"."""
    half = lexemes[index]
    value = 1 / half.value
    following = index + 1
    token = _joined(lexemes, following)
    if token is not None and token.kind == "article":
        following += 1
        token = _joined(lexemes, following)
    if token is not None and token.kind in {"hundred", "scale", "dozen"}:
        return _with_scales(lexemes, value, following)
    if half.kind == "half" and _HALF_OF.match(lowered, half.end):
        if re.search(
            r"\b(?:first|second|third|and|other|latter|last|better)\s+(?:an?\s)?$",
            lowered[max(0, half.start - 12) : half.start],
        ):
            return None
        return value, value, "share", 1.0, index + 1
    return None


def _with_scales(lexemes: Sequence[Lexeme], value: float, index: int) -> _Read:
    """Returns a part of a scale ("half a million") or, without a scale, a share."""
    scale, following = _read_scales(lexemes, index)
    if scale == 1.0:
        return value, value, "share" if value < 1 else "cardinal", 1.0, index
    return value * scale, value * scale, "cardinal", scale, following


def _read_parts(lexemes: Sequence[Lexeme], value: float, index: int, lowered: str) -> _Read | None:
    """Reads the parts behind a cardinal: "two-thirds", "one third", "2/3 of a million"."""
    part = _joined(lexemes, index)
    if part is None:
        return None
    is_one = value == 1 and part.kind in {"part", "half"}
    if (
        is_one
        and part.text != "half"
        and not (
            _OF.match(lowered, part.end)
            or lowered[part.start - 1] in HYPHENS
            or part.text == "quarter"
        )
    ):
        return None
    if not is_one and part.kind != "parts":
        return None
    return _with_scales(lexemes, value / part.value, index + 1)


def _read_and_part(
    lexemes: Sequence[Lexeme], value: float, scale: float, index: int
) -> _Read | None:
    """Reads "and a half", "and a quarter", "and three quarters" behind a cardinal."""
    conjunction = _joined(lexemes, index)
    if conjunction is None or conjunction.kind != "and":
        return None
    following = index + 1
    token = _joined(lexemes, following)
    over = 1.0
    if token is not None and token.kind in {"article", "ones", "teens"}:
        over = token.value if token.kind != "article" else 1.0
        following += 1
        token = _joined(lexemes, following)
    if token is None or token.kind not in {"part", "half", "parts"}:
        return None
    if over == 1.0 and token.kind == "parts":
        return None
    if scale > 100:
        total = value + over / token.value * scale
        return total, total, "cardinal", scale, following + 1
    total = value + over / token.value
    low, high, _, scaled, end = _with_scales(lexemes, total, following + 1)
    return low, high, "cardinal", scaled, end


def _read_one_in(lexemes: Sequence[Lexeme], value: float, index: int, lowered: str) -> _Read | None:
    """Reads "1 in 5", "four out of ten"; not "3 in 10 days", nor "5 in 2019"."""
    link = _joined(lexemes, index)
    if link is None or link.kind != "of":
        return None
    whole = _read_cardinal(lexemes, index + 1, lowered) if _joined(lexemes, index + 1) else None
    if whole is None or value >= whole[0] or value != int(value):
        return None
    divisor, _, following = whole
    is_round = divisor in {10, 20, 100, 1_000, 10_000, 100_000, 1_000_000}
    if link.text != "out of" and not (value == 1 or (is_round and value < 10)):
        return None
    if link.text == "out of" and divisor > 20 and not is_round:
        return None
    if 1900 <= divisor <= 2100 or _TIME_UNIT.match(lowered, lexemes[following - 1].end):
        return None
    return value / divisor, value / divisor, "share", 1.0, following


_TIME_UNIT = re.compile(
    r"[\s-]*(?:second|minute|hour|day|week|month|year|decade|attempt|place|location|match|game|city|"
    r"cities|town|village|area|box|people and|countr)|[\s-]*(?:%|percent|per cent)"
)


def _read_cardinal(
    lexemes: Sequence[Lexeme], index: int, lowered: str
) -> tuple[float, float, int] | None:
    """Returns value, last scale and index behind a cardinal: groups with falling scales."""
    is_between = lowered[max(0, lexemes[index].start - 8) : lexemes[index].start] == "between "
    total, last_scale, following, count = 0.0, float("inf"), index, 0
    while following < len(lexemes):
        start = following
        if count > 0:
            token = _joined_or_comma(lexemes, following, lowered)
            if token is None:
                break
            if token.kind == "and":
                if is_between:
                    break
                start += 1
                if _joined(lexemes, start) is None:
                    break
        group = _read_group(lexemes, start, is_between)
        if group is None:
            break
        value, scale, end = group
        if value >= last_scale or (count > 0 and not _continues(lexemes, index, start, scale)):
            break
        total += value
        last_scale, following = scale, end
        count += 1
        if scale <= 1:
            break
    if count == 0:
        return None
    return total, max(last_scale, 1.0), following


def _continues(lexemes: Sequence[Lexeme], first: int, start: int, scale: float) -> bool:
    """Tells whether a group goes on a number: words after words; digits only behind "and" or with a
    scale of their own ("5 thousand 2 hundred and 12", but "3.2 million 5 litre tins")."""
    if lexemes[start].kind not in {"digits", "scaled"}:
        return True
    is_after_and = lexemes[start - 1].kind == "and"
    return lexemes[first].kind == "digits" and (scale > 1 or is_after_and)


def _read_group(
    lexemes: Sequence[Lexeme], index: int, is_between: bool
) -> tuple[float, float, int] | None:
    """Returns value, scale and index behind one group: "two hundred thousand", "2.5 million"."""
    lexeme = lexemes[index]
    if lexeme.kind in {"scale", "dozen"} and not (
        lexeme.text == "score" or (lexeme.kind == "scale" and len(lexeme.text) < 4)
    ):
        value, following = 1.0, index
    elif lexeme.kind == "article":
        token = _joined(lexemes, index + 1)
        if token is None or token.kind not in {"hundred", "scale", "dozen"}:
            return None
        value, following = 1.0, index + 1
    else:
        below = _read_below(lexemes, index, is_between)
        if below is None:
            return None
        value, following = below
    if lexeme.kind == "scaled":
        return value, lexeme.scale, following
    scale, end = _read_scales(lexemes, following, first=following == index)
    if end == index:
        return None
    return value * scale, scale, end


def _read_scales(
    lexemes: Sequence[Lexeme], index: int, *, first: bool = False
) -> tuple[float, int]:
    """Returns the product of the scale words from an index on, and the index behind them.

    At most three stand together in English ("a hundred thousand million").
    """
    scale, following = 1.0, index
    while following < index + 3:
        token = _joined(lexemes, following, first=first and following == index)
        if token is None or token.kind not in {"hundred", "scale", "dozen"}:
            break
        scale *= token.value
        following += 1
    return scale, following


def _read_below(
    lexemes: Sequence[Lexeme], index: int, is_between: bool
) -> tuple[float, int] | None:
    """Returns a value below the scales and the index behind it: "three hundred and twelve"."""
    lexeme = lexemes[index]
    if lexeme.kind == "scaled":
        return lexeme.value, index + 1
    if lexeme.kind == "hundred":
        value, following = 1.0, index
    else:
        small = _read_small(lexemes, index)
        if small is None:
            return None
        value, following = small
    token = _joined(lexemes, following, first=following == index)
    if token is None or token.kind != "hundred":
        return _read_point(lexemes, value, following)
    value *= 100
    following += 1
    rest = following
    token = _joined(lexemes, rest)
    if token is not None and token.kind == "and" and not is_between:
        rest += 1
    if _joined(lexemes, rest) is not None and lexemes[rest].kind != "scaled":
        small = _read_small(lexemes, rest)
        behind = _joined(lexemes, small[1]) if small is not None else None
        is_own = behind is not None and behind.kind in {"hundred", "part", "parts", "half", "dozen"}
        words_after_digits = lexemes[rest].kind != "digits" or lexemes[index].kind == "digits"
        if small is not None and small[0] < 100 and not is_own and words_after_digits:
            return _read_point(lexemes, value + small[0], small[1])
    return _read_point(lexemes, value, following)


def _read_small(lexemes: Sequence[Lexeme], index: int) -> tuple[float, int] | None:
    """Returns digits or a word number below one hundred: "forty-two", "12"."""
    lexeme = lexemes[index]
    if lexeme.kind == "tens":
        token = _joined(lexemes, index + 1)
        if token is not None and token.kind == "ones" and token.value > 0:
            return lexeme.value + token.value, index + 2
        return lexeme.value, index + 1
    if lexeme.kind in {"digits", "ones", "teens"}:
        return lexeme.value, index + 1
    return None


def _read_point(lexemes: Sequence[Lexeme], value: float, index: int) -> tuple[float, int]:
    """Returns the value with its spoken decimals: "nought point five"."""
    point = _joined(lexemes, index)
    if point is None or point.kind != "point":
        return value, index
    following, decimals = index + 1, ""
    while (token := _joined(lexemes, following)) and token.kind in {"ones", "teens", "digits"}:
        decimals += str(int(token.value))
        following += 1
    return (value + float(f"0.{decimals}"), following) if decimals else (value, index)


def _joined(lexemes: Sequence[Lexeme], index: int, *, first: bool = False) -> Lexeme | None:
    """Returns the lexeme at an index if it is joined to the one before it."""
    if index < len(lexemes) and (first or lexemes[index].joined):
        return lexemes[index]
    return None


def _joined_or_comma(lexemes: Sequence[Lexeme], index: int, lowered: str) -> Lexeme | None:
    """Returns the lexeme if it is joined, or behind a comma in a word number."""
    lexeme = lexemes[index]
    if lexeme.joined:
        return lexeme
    between = lowered[lexemes[index - 1].end : lexeme.start]
    is_word = lexeme.kind in {"ones", "teens", "tens", "and"} and lexemes[index - 1].kind in {
        "scale"
    }
    return lexeme if between == ", " and is_word else None
