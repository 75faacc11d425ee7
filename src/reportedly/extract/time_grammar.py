"""The grammar of times: which stretches of a text are time expressions, and of what kind.

A rule is a pattern over the lower-cased text (``time_patterns``) and a guard where the words alone
do not decide (``time_guards``: "may", "sun", "1900"). The longest match wins. Neighbours that make
one time ("9 a.m." and "Tuesday") are joined in ``time_joins``. Nothing here knows what day it is:
see ``time_resolution``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reportedly.extract.time_expressions import Expression, Page
from reportedly.extract.time_guards import GUARDS, Guard, stands_free
from reportedly.extract.time_joins import join_neighbours
from reportedly.extract.time_patterns import PATTERNS
from reportedly.extract.time_words import any_of, fragments, time_words

# A sentence longer than this is no sentence (a table, a text without a space): it is read in
# pieces of this length, so that no pattern ever sees more.
MAX_SENTENCE_CHARS = 4000


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of time expression: its pattern and the test that a match must also pass."""

    kind: str
    pattern: re.Pattern[str]
    guard: Guard | None


def find_expressions(page: Page) -> list[Expression]:
    """Returns the time expressions of the text, in order, none overlapping another."""
    found: list[Expression] = []
    for start, end in _stretches_with_triggers(page):
        candidates = [
            Expression(rule.kind, match.start(), match.end(), _said_parts(match))
            for rule in rules()
            for match in rule.pattern.finditer(page.lower, start, end)
            if stands_free(match, page) and (rule.guard is None or rule.guard(match, page))
        ]
        found.extend(join_neighbours(list(_longest(candidates)), page))
    return found


def _longest(candidates: list[Expression]) -> Iterator[Expression]:
    """Yields the longest of the candidates that overlap; of equals the one of the earlier rule."""
    chosen: list[Expression] = []
    for candidate in sorted(candidates, key=lambda expression: expression.start - expression.end):
        if all(candidate.end <= other.start or candidate.start >= other.end for other in chosen):
            chosen.append(candidate)
    yield from sorted(chosen, key=lambda expression: expression.start)


def _said_parts(match: re.Match[str]) -> dict[str, str]:
    return {name: said for name, said in match.groupdict().items() if said is not None}


def _stretches_with_triggers(page: Page) -> Iterator[tuple[int, int]]:
    """Yields the sentences that hold a word or number that any rule needs."""
    trigger = _trigger()
    for sentence in page.doc.sents:
        start, end = sentence.start_char, sentence.end_char
        for piece in range(start, end, MAX_SENTENCE_CHARS):
            piece_end = min(end, piece + MAX_SENTENCE_CHARS)
            if trigger.search(page.lower, piece, piece_end):
                yield piece, piece_end


@cache
def _trigger() -> re.Pattern[str]:
    words = time_words()
    plain = [
        *words.months,
        *words.weekdays,
        *words.units,
        *words.seasons,
        *words.parts_of_day,
        *words.hours_by_name,
        *words.decades_by_name,
        *words.fixed_days,
        *words.references,
        *words.sets,
        "today", "tonight", "tomorrow", "yesterday", "overnight", "then", "nineteen", "eighteen",
    ]  # fmt: skip
    return re.compile(
        rf"(?<![a-z])(?:{any_of(plain)}(?![a-z])|\d{{4}}|\d0['’]?s|\d[/.-]\d|\d:\d\d|\d\s?[ap]\.?m"
        r"|q[1-4]|['’]\d\d)"
    )


@cache
def rules() -> tuple[Rule, ...]:
    """Returns the rules, compiled once per process."""
    return tuple(
        Rule(
            kind=kind,
            pattern=re.compile(rf"(?<!\w)(?:{pattern.format(**fragments())})(?!\w)"),
            guard=GUARDS.get(kind),
        )
        for kind, pattern in PATTERNS
    )
