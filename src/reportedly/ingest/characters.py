"""Characters that a careful reader should hear about: counted, located, never changed.

A text is evidence. What stands in it stays in it, and a notice says what is odd about it.
"""

from __future__ import annotations

import re

from reportedly.ingest.reading import Notice

# Kinds of odd characters, by what they are called in the notice. Zero-width joiners (U+200C,
# U+200D) are left out: emoji and Persian need them.
KINDS: tuple[tuple[str, str], ...] = (
    ("NUL character", "\\x00"),
    ("control character", "\\x01-\\x08\\x0b\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f"),
    ("text direction mark", "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069"),
    ("invisible character", "\\u00ad\\u200b\\u2060\\ufeff\\U000e0000-\\U000e007f"),
    ("replacement character (U+FFFD: bytes that could not be read)", "\\ufffd"),
    ("private or unassigned character", "\\ue000-\\uf8ff\\ufdd0-\\ufdef\\ufffe\\uffff"),
)
ODD = re.compile("".join(["[", *(span for _, span in KINDS), "]"]))
MATCHERS = tuple((name, re.compile(f"[{span}]")) for name, span in KINDS)

# UTF-8 bytes that were once read as Windows-1252 and saved again. Each alternative is a pair or
# triple that correct text does not hold: a curly quote or dash ("â€œ"), a Latin letter ("Ã©"),
# a sign ("Â£"), and runs of Cyrillic, Arabic or emoji lead bytes.
DOUBLE_ENCODED = re.compile(
    "â€[\u0080-\u00bf\u0152\u0153\u0161\u017e\u02dc\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2039\u203a\u2122]"
    "|Ã[\u00a0-\u00bf]"
    "|Â[\u00a0-\u00bf]"
    "|(?:[ÐÑ][\u0080-\u00bf\u2018-\u203a]){2,}"
    "|(?:[ØÙ][\u0080-\u00bf\u0160\u0161\u2018-\u203a]){2,}"
    "|ðŸ"
)


def odd_character_notices(text: str) -> tuple[Notice, ...]:
    """Returns what is odd about the characters of a text: at most one notice of each sort."""
    notices = []
    if ODD.search(text) is not None:
        parts = []
        for name, matcher in MATCHERS:
            places = [match.start() for match in matcher.finditer(text)]
            if len(places) > 0:
                parts.append(f"{_counted(len(places), name)}, first at character {places[0]}")
        notices.append(
            Notice("odd-characters", "the text was kept as it is, with " + "; ".join(parts))
        )
    twice = [match.start() for match in DOUBLE_ENCODED.finditer(text)]
    if len(twice) > 0:
        example = DOUBLE_ENCODED.match(text, twice[0])
        shown = "" if example is None else example.group()
        notices.append(
            Notice(
                "odd-characters",
                f"{_counted(len(twice), 'place')} (first at character {twice[0]}: {shown!r}) look "
                "like UTF-8 that was read as Windows-1252 and saved again; nothing was repaired: "
                "get the original file, or convert it, and read that",
            )
        )
    return tuple(notices)


def without_lone_surrogates(text: str) -> str:
    """Returns the text with halves of characters replaced by U+FFFD, so that it can be stored.

    Only JSON can carry them (as ``\\ud83d`` without its other half); they are no characters.
    """
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def _counted(count: int, name: str) -> str:
    head, bracket, rest = name.partition(" (")
    return f"{count:,} {head}{'' if count == 1 else 's'}{bracket}{rest}"
