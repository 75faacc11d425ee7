"""Text from reports made safe to show: nothing of it can act on a page or a terminal.

A report is a stranger's text. It may hold terminal escapes, characters that turn the reading
direction (so that 300 reads as 003), or a link that is a script. All of these are shown for what
they are; none is obeyed.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# Control characters other than tab and line feed (C0, DEL, C1), the marks that set or turn the
# direction of reading (Unicode UAX #9, with the Arabic letter mark), invisible format characters
# that change how their neighbours read, and lone surrogates, which no stream can write.
ACTING_CHARACTERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ufeff\ud800-\udfff]"
)

LINKED_SCHEMES = frozenset({"http", "https"})


def visible(text: str) -> str:
    """Returns the text with every character that would act on its surroundings spelt out.

    An escape character becomes ``⟨U+001B⟩``. A carriage return before a line feed is only the
    other half of a line end and goes.
    """
    return ACTING_CHARACTERS.sub(_spelt_out, text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """Returns the text made visible, on one line, its white space folded."""
    return visible(" ".join(text.split()))


def one_line_within(text: str) -> str:
    """Returns a piece of a line made visible, its white space folded but kept at its edges."""
    return visible(re.sub(r"\s+", " ", text))


def shortened(text: str, limit: int) -> str:
    """Returns the text on one line, cut at a word and ended with ``…`` where it is too long."""
    line = one_line(text)
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    at_word = cut.rsplit(" ", 1)[0]
    return (at_word if len(at_word) > limit // 2 else cut).rstrip(" ,;:") + "…"


def safe_link(url: str | None) -> str | None:
    """Returns the address if a page may link to it: absolute, http or https; else ``None``."""
    if url is None or ACTING_CHARACTERS.search(url) or any(c.isspace() for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in LINKED_SCHEMES and parts.netloc else None


def _spelt_out(match: re.Match[str]) -> str:
    return f"⟨U+{ord(match.group()):04X}⟩"
