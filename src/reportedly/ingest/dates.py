"""Dates of reports: what the user types, and what pages and tables hold.

:func:`parse_date` is strict, for the command line: a wrong date there would shift every "on
Thursday" of a report. :func:`read_date` also takes the forms that web pages use, and returns
``None`` for what it cannot read with certainty: ``02/10/2020`` is two dates.
"""

from __future__ import annotations

import re
from datetime import date

from reportedly.errors import ConfigError

# Before this year nobody published on the web and after it a date is a slip of the keyboard.
# Content systems write 0001-01-01 and 1970-01-01 for "no date"; the first falls out here, the
# second is NO_DATE.
FIRST_YEAR, LAST_YEAR = 1800, 2199
NO_DATE = "1970-01-01"

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip

ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"
    r"(?:[T ](?P<hour>\d{2}):(?P<minute>\d{2})(?::\d{2}(?:[.,]\d{1,9})?)?"
    r" ?(?P<zone>Z|[+-]\d{2}(?::?\d{2})?)?)?"
)
# "2 October 2020", "October 2, 2020", with a weekday before and a clock time after, as in mail
# headers and bylines. The month is a word, so that day and month cannot be mistaken.
MONTH_WORD = r"(?P<month>[a-z]{3,9})\.?"
WORDS = re.compile(
    rf"(?:\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -]{MONTH_WORD}[ ,-]{{1,2}}(?P<year>\d{{4}})\b)"
    rf"|(?:\b{MONTH_WORD.replace('month', 'month2')} (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,? "
    r"(?P<year2>\d{4})\b)",
    re.IGNORECASE,
)
IN_URL = re.compile(r"/(?P<year>\d{4})[/-](?P<month>\d{1,2}|[a-z]{3})[/-](?P<day>\d{1,2})(?!\d)")


def parse_date(text: str) -> str:
    """Returns a date or date-time of the command line in the records' form.

    Raises :class:`ConfigError` for anything but an ISO 8601 calendar date, with or without a time.
    """
    found = _iso(text.strip())
    if found is None:
        message = (
            f"{text!r} is not a date: give it as 2020-10-02 or 2020-10-02T14:30 "
            "(year-month-day; words like 'yesterday' would mean something else tomorrow)"
        )
        raise ConfigError(message)
    return found


def read_date(raw: str) -> str | None:
    """Returns a date found in a page or table in the records' form, or ``None``.

    >>> read_date("Fri, 02 Oct 2020 14:30:00 GMT")
    '2020-10-02'
    >>> read_date("02/10/2020") is None
    True
    """
    raw = " ".join(raw.split())[:100]
    found = _iso(raw)
    if found is None:
        found = next((_from_words(match) for match in WORDS.finditer(raw)), None)
    return None if found is None or found.startswith(NO_DATE) else found


def date_in_url(url: str) -> str | None:
    """Returns the day that a news site's address carries (``/2020/10/02/``), or ``None``."""
    match = IN_URL.search(url.lower())
    if match is None:
        return None
    return _calendar_day(match["year"], match["month"], match["day"])


def _iso(text: str) -> str | None:
    """Returns the records' form of an ISO date or date-time that is a real one."""
    match = ISO.fullmatch(text)
    if match is None:
        return None
    day = _calendar_day(match["year"], match["month"], match["day"])
    if day is None or match["hour"] is None:
        return day
    hour, minute = int(match["hour"]), int(match["minute"])
    if hour > 23 or minute > 59:
        return None
    zone = _zone(match["zone"])
    return None if zone is None else f"{day}T{hour:02}:{minute:02}{zone}"


def _zone(text: str | None) -> str | None:
    """Returns a zone as ``+02:00``; an empty text where none is given, ``None`` for nonsense."""
    if text is None:
        return ""
    if text == "Z":
        return "+00:00"
    digits = text[1:].replace(":", "").ljust(4, "0")
    hours, minutes = int(digits[:2]), int(digits[2:])
    return None if hours > 14 or minutes > 59 else f"{text[0]}{hours:02}:{minutes:02}"


def _from_words(match: re.Match[str]) -> str | None:
    year, month, day = (match[name] or match[name + "2"] for name in ("year", "month", "day"))
    return _calendar_day(year, month, day)


def _calendar_day(year: str, month: str, day: str) -> str | None:
    """Returns the ISO form of a day that exists, with the month as a number or a word."""
    if not month.isdigit():
        # "Sept" is the one usual short form that is not the first three letters
        word = month.lower().removesuffix("t") if month.lower() == "sept" else month.lower()
        numbers = [n for n, name in enumerate(MONTHS, 1) if name == word or name[:3] == word]
        if len(numbers) == 0:
            return None
        month = str(numbers[0])
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found.isoformat() if FIRST_YEAR <= found.year <= LAST_YEAR else None
