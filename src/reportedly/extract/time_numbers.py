"""Numbers inside times: counts of units, ordinals, and years said in words."""

from __future__ import annotations

import re

from reportedly.extract.time_words import time_words


def read_count(said: str) -> float | None:
    """Returns the number of a count of units; ``None`` where it is vague ("several").

    >>> read_count("twenty-five"), read_count("1,800"), read_count("half a"), read_count("a few")
    (25, 1800.0, 0.5, None)
    """
    words = time_words()
    if said in words.vague_numbers or said.rsplit(maxsplit=1)[-1] in {"of", "few", "couple"}:
        return None
    if re.fullmatch(r"[\d,.]+", said):
        return float(said.replace(",", ""))
    if said in {"half a", "half an"}:
        return 0.5
    half = said.startswith("half ")
    total, current = 0, 0
    for word in re.split(r"[\s-]+", said.removeprefix("half ")):
        value = words.numbers.get(word)
        if value is None:
            return None
        if value == 100:
            current = max(current, 1) * 100
        elif value == 1000:
            total, current = total + max(current, 1) * 1000, 0
        elif word in {"a", "an"}:
            current = max(current, 1) if current else 0
        else:
            current += value
    count = total + current or 1
    return count / 2 if half else count


def spelled_year(said: str) -> int | None:
    """Returns the year that words say ("nineteen ninety-six"); ``None`` where they say none."""
    words = time_words().numbers
    century, *rest = re.split(r"[\s-]+", said)
    hundreds = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000}[century]
    values = [words.get(word) for word in rest]
    first = values[0]
    if first is None or not 10 <= first <= 90:
        return None
    if len(values) == 2 and values[1] is not None and first >= 20 and values[1] < 10:
        return hundreds + first + values[1]
    return hundreds + first if hundreds < 2000 or first <= 40 else None


def duration_value(number: str | None, unit: str, *, has_half: bool = False) -> str:
    """Returns the TIMEX3 value of so many units: ``P2D``, ``PT30M``, ``PXY`` where it is vague."""
    code = time_words().units[unit]
    count = None if number is None else read_count(number)
    if count is not None and has_half:
        count += 0.5
    if code == "F":
        code, count = "W", None if count is None else count * 2
    said = "X" if count is None else f"{count:g}" if count < 1e6 else f"{count:.0f}"
    return f"PT{said}{code[1:]}" if code.startswith("T") else f"P{said}{code}"
