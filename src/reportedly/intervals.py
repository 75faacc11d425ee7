"""Which values a quantity's words allow, and how two such intervals stand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import inf

from reportedly.records import Quantity

# "About 50" and "nearly 30 percent" allow a tenth to either side: the width in which Krifka (2009,
# "Approximate interpretations of number words") finds round numbers used. A convention, not a law.
APPROXIMATE_SHARE = 0.1


LARGE = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


@dataclass(frozen=True, slots=True)
class Interval:
    """The values that a quantity's words allow, both ends included; ``inf`` where one is open."""

    low: float
    high: float

    @property
    def is_bounded(self) -> bool:
        """Whether both ends are known."""
        return self.low > -inf and self.high < inf


def interval_of(quantity: Quantity) -> Interval | None:
    """Returns the values that a quantity allows; ``None`` where it says no number ("much higher").

    "At least 300" is 300 and above; "more than 300" of people is 301 and above; "about 50" is 45
    to 55; "dozens" is as wide as the quantity says.
    """
    low, high = quantity.low, quantity.high
    if low is None and high is None:
        return None
    start = -inf if low is None else low
    end = inf if high is None else high
    if low is not None and low == high and quantity.relation == "~":
        start, end = low * (1 - APPROXIMATE_SHARE), low * (1 + APPROXIMATE_SHARE)
    if quantity.unit == "person":
        start = max(0.0, start)
        start += 1 if quantity.relation == ">" and low is not None and low == int(low) else 0
        end -= 1 if quantity.relation == "<" and high is not None and high == int(high) else 0
    return Interval(start, end)


def overlaps(left: Interval, right: Interval) -> bool:
    """Tells whether some value is allowed by both."""
    return left.low <= right.high and right.low <= left.high


def common(left: Interval, right: Interval) -> Interval | None:
    """Returns the values that both allow, or ``None``."""
    low, high = max(left.low, right.low), min(left.high, right.high)
    return Interval(low, high) if low <= high else None


def number_text(value: float, *, places: int = 1) -> str:
    """Returns a number as people write it: ``4,000``, ``7.2 million``, ``2.3``.

    Halves are rounded up, as everybody was taught: 2.25 is 2.3.
    """
    for size, word in LARGE:
        if abs(value) >= size:
            return f"{_rounded(value / size, 2)} {word}"
    return _rounded(value, places)


def _rounded(value: float, places: int) -> str:
    exact = Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{exact:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
