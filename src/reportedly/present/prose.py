"""Words put together as people write them: lists, counts, days, names with their article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from reportedly.present.phrases import quantity_words
from reportedly.present.visible import one_line
from reportedly.records import Quantity

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
# Numbers up to twelve are written out in running text, as most newsrooms' style books ask.
SMALL_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
# A word of capitals that is no longer than this may be an abbreviation: UNHCR, NATO.
ABBREVIATION = 5
# How many places are looked at before it is said whether a name has an article: an archive holds
# thousands, and they do not differ.
ENOUGH_VOTES = 20


def listed(parts: Sequence[str]) -> str:
    """Returns a list in words.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def counted(count: int, noun: str) -> str:
    """Returns a count in words with its noun.

    >>> counted(1, "report"), counted(2, "report"), counted(20, "report")
    ('one report', 'two reports', '20 reports')
    """
    number = SMALL_NUMBERS[count] if count < len(SMALL_NUMBERS) else f"{count:,}"
    return f"{number} {noun}{'' if count == 1 else 's'}"


def sentence_case(text: str) -> str:
    """Returns the text with its first letter in upper case, the rest as it was."""
    return text[:1].upper() + text[1:]


def without_capitals(name: str) -> str:
    """Returns a name that stands in capitals throughout as running text has it.

    An abbreviation is one word, or short ones, and stays.

    >>> without_capitals("MINISTRY OF DEFENCE"), without_capitals("US ARMY")
    ('Ministry of Defence', 'US ARMY')
    """
    words = name.split()
    if not name.isupper() or len(words) < 2 or sum(len(word) > ABBREVIATION for word in words) < 2:
        return name
    first, *rest = (word.capitalize() for word in words)
    return " ".join([first, *(word.lower() if len(word) < 4 else word for word in rest)])


def in_sentence(text: str) -> str:
    """Returns words that began a sentence of a report as they stand inside one: "at least 14".

    Only a word with no other capital is lowered: "US troops" and "ISIS" stay.
    """
    first = text.split(" ", 1)[0]
    is_plain = first[1:].islower() or first == "A"
    return text[:1].lower() + text[1:] if is_plain else text


def long_day(day: str | None) -> str | None:
    """Returns an ISO date as it is written in prose, ``None`` where there is none to write.

    >>> long_day("2023-05-04T12:00")
    '4 May 2023'
    """
    if day is None:
        return None
    try:
        parsed = date.fromisoformat(day[:10])
    except ValueError:
        return None
    return f"{parsed.day} {MONTHS[parsed.month - 1]} {parsed.year}"


def figure_words(quantity: Quantity, *, of_after: frozenset[str]) -> str:
    """Returns a number with what it counts, as it stands inside a sentence.

    After the words of ``of_after`` comes "of": "thousands of people". A comparison ("much higher")
    stands alone.
    """
    if quantity.low is None and quantity.high is None:
        return in_sentence(one_line(quantity.raw))
    words, raw = quantity_words(quantity), one_line(quantity.raw)
    rest = words.removeprefix(raw).strip()
    if rest != "" and words.startswith(raw) and raw.split(" ")[-1].casefold() in of_after:
        words = f"{raw} of {rest.removeprefix('of ')}"
    return in_sentence(words)


def with_article(name: str, texts: Iterable[str]) -> str:
    """Returns a source's name with "the" if the reports write it so.

    The reports know best: where they write this very name, most must have the word before it.
    """
    shown = one_line(name)
    if shown.casefold().startswith("the "):
        return f"the {shown[4:]}"
    votes: list[bool] = []
    # "the Selmak-based Watch": one word with a hyphen may stand between.
    pattern = re.compile(rf"(\bthe\s+(?:[\w.]+-\w+\s+)?)?\b{re.escape(shown)}", re.IGNORECASE)
    for text in texts:
        votes += [found.group(1) is not None for found in pattern.finditer(text)]
        if len(votes) >= ENOUGH_VOTES:
            break
    return f"the {shown}" if 2 * sum(votes) > len(votes) else shown
