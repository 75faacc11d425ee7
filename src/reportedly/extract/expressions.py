"""Number expressions: numbers with their units, ranges, bounds and rates, from the text alone.

.. code-block:: text

    expression = {bound} ( range | amount ) [bound-after]
    range      = ["between"] amount ("and") amount          only behind "between"
               | ["from"] amount ("to" | "-" | "–" | "~" | "through") amount
               | amount "or" amount                          "three or four"
    amount     = [currency sign] number [unit | currency] [rate]

The numbers are those of :mod:`reportedly.extract.numbers`, units and rates those of
:mod:`reportedly.extract.units`, bounds the words of ``data/bounds.toml``. What the words allow:
"at least 300" is [300, ∞), "more than 300" (300, ∞) with the relation keeping them apart, "up to
40" (-∞, 40], "about 50" is 50 and about; of two bounds the one that limits wins over the one that
blurs ("up to about 40" is an upper limit).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, cast

from reportedly.extract.lexicon import read_table
from reportedly.extract.numbers import Number, find_numbers
from reportedly.extract.units import (
    Rate,
    Unit,
    currency_before,
    doubled_currency,
    rate_behind,
    unit_behind,
    unit_named,
)
from reportedly.number_words import lower, number_words
from reportedly.records import Relation, Span

Change = Literal["up", "down"]

# Bound words reach at most this far before a number: the longest phrase and its spaces.
_BOUND_WINDOW = 48
# A bare "5 to 700" is more likely a change ("rose 5 to 700") than a range; ranges in print stay
# within one order of magnitude.
_WIDEST_BARE_RANGE = 10.0
_WIDEST_STEP = 3.0


@dataclass(frozen=True, slots=True)
class Expression:
    """A number as said, with everything that stands directly around it.

    ``span`` covers bounds, sign, unit and rate; ``numeral`` the digits or number words only (both
    numbers of a range). ``low`` and ``high`` are the values without the bound, ``relation`` is
    the bound; :func:`limits` applies it.
    """

    span: Span
    numeral: Span
    low: float
    high: float
    relation: Relation
    number: Number
    unit: Unit | None
    rate: Rate | None
    change: Change | None
    unit_span: Span | None
    is_conversion: bool = False


@dataclass(frozen=True, slots=True)
class _Bounds:
    before: dict[str, Relation]
    before_regex: re.Pattern[str]
    after: dict[str, Relation]
    after_regex: re.Pattern[str]
    neutral_regex: re.Pattern[str]
    change: dict[str, Change]
    change_regex: re.Pattern[str]


@cache
def _bounds() -> _Bounds:
    """Returns the bound words of ``data/bounds.toml`` and the regexes that look for them."""
    table = read_table("bounds.toml")

    def inverted(name: str) -> dict[str, Relation]:
        return {word: cast("Relation", r) for r, words in table[name].items() for word in words}

    before, signs, after = inverted("before"), inverted("signs"), inverted("after")
    change = {word: cast("Change", way) for way, words in table["change"].items() for word in words}
    return _Bounds(
        before=before | signs,
        before_regex=re.compile(
            rf"(?<![\w-])(?:{_alternatives(before)})\s+$|(?:{_alternatives(signs)})\s*$"
        ),
        after=after,
        after_regex=re.compile(
            # "On 18 June 2016 at least seven died": the words belong to the number behind them.
            rf"\s{{0,2}}({_alternatives(after)})(?![a-z])"
            rf"(?!\s+(?:than\s+)?(?:[$€£]?\d|(?:{'|'.join(number_words().values)})\b))"
        ),
        neutral_regex=re.compile(rf"(?<![\w-])(?:{_alternatives(table['neutral'])})\s+$"),
        change=change,
        change_regex=re.compile(
            rf"(?<![\w-])({_alternatives(change)})\s+(?:[a-z]+ly\s+)?(?:by\s+)?(?:an?\s+(?:further|additional)\s+|another\s+)?$"
        ),
    )


def _alternatives(words: dict[str, Relation] | dict[str, Change] | list[str]) -> str:
    """Returns a regex for one of the words, longest first, white space free."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(r"\s+".join(re.escape(part) for part in word.split(" ")) for word in ordered)


def find_expressions(text: str) -> tuple[Expression, ...]:
    """Returns the number expressions of a text in order, none within another."""
    lowered = lower(text)
    amounts = [
        amount
        for number in find_numbers(text)
        if (amount := _read_amount(text, lowered, number)) is not None
    ]
    return tuple(_joined_comparisons(lowered, list(_read_expressions(lowered, amounts))))


def limits(expression: Expression) -> tuple[float | None, float | None, float | None]:
    """Returns low, high and best of what the words allow: open ends and unknowns are ``None``."""
    low, high, relation = expression.low, expression.high, expression.relation
    if relation in {">", ">="}:
        return low, None, None
    if relation in {"<", "<="}:
        return None, high, None
    return low, high, low if low == high else None


def _read_amount(text: str, lowered: str, number: Number) -> Expression | None:
    """Returns a number with its currency, unit and rate; ``None`` for a part of a name ("MH17")."""
    sign = currency_before(text, number.start)
    before = lowered[number.start - 1 : number.start]
    if sign is None and before.isalpha() and number.start > 0:
        return None
    start, end = number.start, number.end
    unit: Unit | None = None
    unit_span: Span | None = None
    if sign is not None:
        start = sign[1]
        unit, end = doubled_currency(text, lowered, end, sign[0])
        unit_span = Span(start=start, end=number.start)
        if "-" in text[start : number.start] or "−" in text[start : number.start]:
            number = replace(number, low=-abs(number.low), high=-abs(number.high))
    elif (behind := unit_behind(text, lowered, end)) is not None:
        unit, unit_end = behind
        unit_span = Span(start=end, end=unit_end)
        end = unit_end
    rate = rate_behind(lowered, end)
    has_rate = rate.per is not None and (unit is not None or rate.per != "each")
    return Expression(
        span=Span(start=start, end=rate.end if has_rate else end),
        numeral=Span(start=number.start, end=number.end),
        low=number.low,
        high=number.high,
        relation="~" if number.kind == "vague" else "=",
        number=number,
        unit=unit,
        rate=rate if has_rate else None,
        change=None,
        unit_span=unit_span,
    )


def _read_expressions(lowered: str, amounts: Sequence[Expression]) -> Iterator[Expression]:
    """Yields the amounts joined into ranges, with their bounds."""
    index = 0
    floor = 0
    outer: Expression | None = None
    while index < len(amounts):
        current = amounts[index]
        index += 1
        if index < len(amounts):
            joined = _read_range(lowered, current, amounts[index], floor)
            if joined is not None:
                current = joined
                index += 1
            elif _is_score(lowered, current, amounts[index]):
                index += 1
                continue
        bounded = _with_bounds(lowered, current, floor)
        if outer is not None and _is_conversion(lowered, outer, current, bounded):
            bounded = replace(
                bounded,
                relation=outer.relation if bounded.low == bounded.high else "range",
                change=outer.change,
                is_conversion=True,
            )
        outer = bounded
        floor = bounded.span.end
        yield bounded


_BETWEEN = re.compile(
    r"(?<![\w-])between\s+(?:(?:about|around|roughly|some|approximately|an?\s+estimated)\s+)?$"
)
_FROM = re.compile(
    r"(?<![\w-])from\s+"
    r"(?:(?:about|around|roughly|some|approximately|as (?:few|low|little) as)\s+)?$"
)
_LINK = re.compile(
    r"\s*(?:(?P<dash>[-‐‑–—~]|\s-\s)|(?P<to>to-?|through|till|up to)|(?P<and>and|to)|(?P<or>or))\s*"
    r"(?P<about>(?:about|around|some|even|as (?:many|much|high) as)\s+)?"
)


def _read_range(
    lowered: str, first: Expression, second: Expression, floor: int
) -> Expression | None:
    """Returns the range that two neighbouring amounts make, or ``None``."""
    between = lowered[first.span.end : second.span.start]
    match = _LINK.fullmatch(between) if len(between) <= 20 else None
    if match is None or "vague" in {first.number.kind, second.number.kind}:
        return None
    window = lowered[max(floor, first.span.start - 40) : first.span.start]
    opening = _BETWEEN.search(window) or _FROM.search(window)
    is_between = opening is not None and opening.group().startswith("between")
    if match.group("and") == "and" and not is_between:
        return None
    is_from = opening is not None and not is_between
    if is_from and _bounds().change_regex.search(
        window[: opening.start()] + " " if opening else ""
    ):
        return None
    low, high = _shared_scale(first.number, second.number)
    if not _is_range(first, second, low, high, match):
        return None
    is_to = match.group("to") is not None or match.group("and") == "to"
    if opening is None and is_to and not _is_near(lowered, first, second, floor):
        return None
    start = (
        first.span.start if opening is None else first.span.start - len(window) + opening.start()
    )
    return replace(
        second,
        span=Span(start=start, end=second.span.end),
        numeral=Span(start=first.numeral.start, end=second.numeral.end),
        low=low,
        high=high,
        relation="range",
        number=first.number,
        unit=second.unit or first.unit,
        unit_span=second.unit_span or first.unit_span,
    )


_CONVERTED = re.compile(r"\s?\(|\s/\s|,?\sor\s|\s?,\s(?=minus)")


def _is_conversion(
    lowered: str, outer: Expression, current: Expression, bounded: Expression
) -> bool:
    """Tells whether an amount says the one before it again, in another unit.

    "under 60 miles (97 km)", "up 12 points, or 2%": bound and change hold for both.
    """
    is_bounded = bounded.relation not in {"=", "range"} or bounded.change is not None
    if is_bounded or current.unit is None or current.unit == outer.unit:
        return False
    between = lowered[outer.span.end : current.span.start]
    if len(between) > 16:
        return False
    if _CONVERTED.fullmatch(between) is not None:
        return outer.unit is not None or between.strip() == "("
    return re.fullmatch(r"\s[a-z]+,\sor\s", between) is not None


def _is_score(lowered: str, first: Expression, second: Expression) -> bool:
    """Tells whether two numbers are a result ("2-1"): bare, joined by a dash, not rising."""
    is_bare = first.number.is_plain and second.number.is_plain
    between = lowered[first.span.end : second.span.start]
    return is_bare and between in {"-", "–"} and second.unit is None and second.low <= first.low


def _shared_scale(first: Number, second: Number) -> tuple[float, float]:
    """Returns both values, the first in the scale of the second if it has none of its own.

    "7 to 9 billion" are both billions; "400 to 2 million" are not, since 400 > 2.
    """
    scale = second.scale
    if scale == 1 and second.in_words and second.low % 100 == 0 and first.low < 100:
        scale = 100.0
    is_bare = first.scale == 1 and scale >= 100 and first.low < second.low / scale
    return first.low * (scale if is_bare else 1), second.low


def _is_range(
    first: Expression, second: Expression, low: float, high: float, link: re.Match[str]
) -> bool:
    """Tells whether two linked amounts can be the ends of one range."""
    if low >= high or (first.rate is not None and second.rate is None):
        return False
    units = (first.unit, second.unit)
    if first.unit is not None and second.unit is not None and units[0] != units[1]:
        return False
    if first.unit is not None and second.unit is None and not _has_sign(first):
        return False
    if link.group("or"):
        is_whole = low == int(low) and high == int(high)
        is_alike = first.unit == second.unit or not _has_sign(second)
        return is_whole and high <= 2 * low and is_alike
    if link.group("dash") == "—":
        return False
    return not (link.group("dash") and (first.number.in_words != second.number.in_words))


def _has_sign(expression: Expression) -> bool:
    """Tells whether a currency stands before the number."""
    unit = expression.unit_span
    return unit is not None and unit.end <= expression.numeral.start


def _is_near(lowered: str, first: Expression, second: Expression, floor: int) -> bool:
    """Tells whether two ends without "from" or "between" are near enough for a range.

    Behind a word of change they are a step and where it led ("rose 5 to 30", "by $40 to $400"),
    unless very near ("fell by 2 to 3 degrees").
    """
    low, high = _shared_scale(first.number, second.number)
    if low <= 0:
        return True
    window = lowered[max(floor, first.span.start - 40) : first.span.start]
    if _bounds().change_regex.search(window) is not None:
        return high / low <= _WIDEST_STEP and None in {first.unit, second.unit}
    return high / low <= _WIDEST_BARE_RANGE


def _with_bounds(lowered: str, expression: Expression, floor: int) -> Expression:
    """Returns the expression with the bound words on both sides, and its direction of change."""
    bounds = _bounds()
    start, relation = _bound_before(lowered, expression.span.start, expression.relation, floor)
    end = expression.span.end
    after = bounds.after_regex.match(lowered, end)
    if after is not None:
        said = " ".join(after.group(1).split())
        relation = _stronger(bounds.after[said], relation)
        end = after.end()
    unit = expression.unit
    if (unit is None or unit.code == "year") and _AGE.search(
        lowered[start : expression.span.start]
    ):
        unit = unit_named("year of age")
    return replace(
        expression,
        span=Span(start=start, end=end),
        relation=relation,
        unit=unit,
        change=_change(lowered, start, floor, expression),
    )


def bound_behind(lowered: str, end: int) -> tuple[Relation, int] | None:
    """Returns the bound said behind a counted noun ("40 people or more"), and where it ends."""
    bounds = _bounds()
    after = bounds.after_regex.match(lowered, end)
    if after is None or not after.group(1).startswith("or "):
        return None
    return bounds.after[" ".join(after.group(1).split())], after.end()


_AGE = re.compile(r"\bage of\b")


def _change(lowered: str, start: int, floor: int, expression: Expression) -> Change | None:
    """Returns the direction that the words before a number give it; a negative percentage fell.

    Verbs of getting and losing ("lost 40 men") change only what has a unit.
    """
    bounds = _bounds()
    match = bounds.change_regex.search(lowered[max(floor, start - 40) : start])
    if match is None:
        is_percent = expression.unit is not None and expression.unit.code == "percent"
        return "down" if is_percent and expression.high < 0 else None
    said = match.group(1)
    is_of_points = lowered.startswith(" point", expression.span.end)
    if expression.unit is None and said.startswith(_TRANSITIVE) and not is_of_points:
        return None
    return bounds.change[said]


_TRANSITIVE = ("add", "gain", "los", "shed")


def _bound_before(lowered: str, start: int, relation: Relation, floor: int) -> tuple[int, Relation]:
    """Returns where the bound words before an offset begin, and the relation they make."""
    bounds = _bounds()
    position = start
    for _ in range(4):
        window = lowered[max(floor, position - _BOUND_WINDOW) : position]
        match = bounds.before_regex.search(window)
        if match is not None:
            relation = _stronger(bounds.before[" ".join(match.group().split())], relation)
            position += match.start() - len(window)
            start = position
            continue
        match = bounds.neutral_regex.search(window)
        if match is None:
            break
        position += match.start() - len(window)
    return start, relation


def _stronger(new: Relation, old: Relation) -> Relation:
    """Returns the relation of two bounds on one number: limits before ranges before "about"."""
    if old in {">", ">=", "<", "<="}:
        return old
    if new in {">", ">=", "<", "<="}:
        return new
    return old if old in {"range", "~"} else new


_AND_BUT = re.compile(r"\s*,?\s*(?:and|but)\s+")


def _joined_comparisons(lowered: str, expressions: list[Expression]) -> Iterator[Expression]:
    """Yields the expressions, with "more than 10 and less than 20" made one range."""
    index = 0
    while index < len(expressions):
        current = expressions[index]
        index += 1
        if index < len(expressions) and current.relation in {">", ">="}:
            following = expressions[index]
            between = lowered[current.span.end : following.span.start]
            is_pair = following.relation in {"<", "<="} and following.high > current.low
            if is_pair and len(between) < 9 and _AND_BUT.fullmatch(between):
                index += 1
                current = replace(
                    following,
                    span=Span(start=current.span.start, end=following.span.end),
                    numeral=Span(start=current.numeral.start, end=following.numeral.end),
                    low=current.low,
                    relation="range",
                )
        yield current
