"""Quotation structure: which stretches of a report stand between quotation marks.

Marks in the news are odd: an opening mark at each paragraph and one closing mark at the end,
straight and curly marks mixed, marks lost in editing. Nothing is lost here because of a mark: a
quotation without an end stops where its paragraph stops, one without a beginning starts where its
paragraph (or its last sentence) starts, and each is told of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from reportedly.records import Span

# Every mark that can open or close, by kind. Two backquotes and two apostrophes are how old wires
# and some archives write double marks. Marks inside a tag left over from a web page are none.
_MARK = re.compile(r"<[A-Za-z/][^<>\n]{0,300}>|[“”„‟«»‹›\"＂〝〞]|``|''|[‘’‚‛']")
_SINGLE = frozenset("‘’‚‛'‹›")
_ALWAYS_OPENS = frozenset({"„", "«", "‹", "``", "‚", "〝"})
_ALWAYS_CLOSES = frozenset({"»", "›", "〞"})
_SENTENCE_END = re.compile(r"[.!?…](?=\s)")

_SINGLE_CLOSING = re.compile(r"(?<=.)[’'](?=[\s.,;:!?)\]—–\"”]|$)")

# Single marks hold words and short sentences; a longer stretch between two is two apostrophes.
MAX_SINGLE_CHARS = 400

# A quotation that lost its closing mark may run on, without an opening mark at the paragraphs, to
# a closing mark at most this many paragraphs on; further away the mark is another's.
MAX_PARAGRAPHS_WITHOUT_MARK = 3

Role = Literal["open", "close", "either"]
Fault = Literal["no-opening-mark", "no-closing-mark"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """One outermost quotation: its parts (one a paragraph, marks included) and what it lacks."""

    parts: tuple[Span, ...]
    fault: Fault | None
    is_single: bool

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.parts[-1].end


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    role: Role
    is_single: bool


@dataclass(slots=True)
class _Open:
    """A quotation being read."""

    start: int
    is_single: bool
    parts: list[Span]


def find_quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """Returns the outermost quotations in text order.

    An opening mark at the start of a paragraph, while a quotation is open, continues it: the rule
    of English style guides for quotations of several paragraphs.
    """
    found: list[Quotation] = []
    running: _Open | None = None
    marks_of = [tuple(_marks(text, p)) for p in paragraphs]
    for number, (paragraph, marks) in enumerate(zip(paragraphs, marks_of, strict=True)):
        if running is not None and not _continues(paragraph, marks):
            if _closes_later(number, marks_of):
                pass
            else:
                found.append(_finish(running, running.parts[-1].end, "no-closing-mark"))
                running = None
        running = _read_paragraph(text, paragraph, marks, running, found)
    if running is not None:
        found.append(_finish(running, running.parts[-1].end, "no-closing-mark"))
    return tuple(q for q in found if q.end > q.start)


def _continues(paragraph: Span, marks: Sequence[_Mark]) -> bool:
    """Tells whether a paragraph opens with a mark, as each of a running quotation does."""
    return bool(marks) and marks[0].start == paragraph.start and marks[0].role != "close"


def _closes_later(number: int, marks_of: Sequence[Sequence[_Mark]]) -> bool:
    """Tells whether the next mark that comes, within a few paragraphs, is a closing one."""
    for marks in marks_of[number : number + MAX_PARAGRAPHS_WITHOUT_MARK]:
        doubles = [m for m in marks if not m.is_single]
        if doubles:
            return doubles[0].role == "close"
    return False


def _read_paragraph(
    text: str,
    paragraph: Span,
    marks: Sequence[_Mark],
    running: _Open | None,
    found: list[Quotation],
) -> _Open | None:
    """Reads one paragraph's marks into ``found``; returns the quotation that is open at its end."""
    start = paragraph.start
    depth = 0
    for position, mark in enumerate(marks):
        if running is None:
            if mark.role == "close":
                running = _orphan(text, paragraph, mark, found)
                if running is not None:
                    found.append(_finish(running, mark.end, "no-opening-mark"))
                    running = None
                continue
            running, start, depth = _Open(mark.start, mark.is_single, []), mark.start, 0
        elif mark.is_single != running.is_single:
            continue  # a nested mark of the other kind
        elif mark.role == "open":
            if mark.start == paragraph.start:
                continue  # the mark that continues a quotation in a new paragraph
            if _is_nested(marks[position + 1 :], mark.is_single):
                depth += 1
                continue
            end = _last_sentence_end(text, start, mark.start)
            running.parts.append(Span(start=start, end=end))
            found.append(_finish(running, end, "no-closing-mark"))
            running, start = _Open(mark.start, mark.is_single, []), mark.start
        elif depth > 0:
            depth -= 1
        else:
            running.parts.append(Span(start=start, end=mark.end))
            found.append(_finish(running, mark.end, None))
            running = None
    if running is not None and running.is_single:
        return None  # single marks close in their paragraph, or were apostrophes
    if running is not None:
        running.parts.append(Span(start=start, end=paragraph.end))
    return running


def _finish(running: _Open, end: int, fault: Fault | None) -> Quotation:
    parts = running.parts or [Span(start=running.start, end=end)]
    return Quotation(parts=tuple(parts), fault=fault, is_single=running.is_single)


def _orphan(text: str, paragraph: Span, mark: _Mark, found: Sequence[Quotation]) -> _Open | None:
    """Returns the quotation that a closing mark without an opening one ends, or ``None``.

    It starts at the paragraph's start or, after an earlier quotation there, at the sentence's.
    """
    if mark.is_single or mark.start == paragraph.start:
        return None
    start = paragraph.start
    if len(found) > 0 and found[-1].end > start:
        sentence = _SENTENCE_END.search(text, found[-1].end, mark.start)
        if sentence is None:
            return None
        start = sentence.end()
    while start < mark.start and text[start].isspace():
        start += 1
    return _Open(start, False, [Span(start=start, end=mark.end)]) if start < mark.start else None


def _is_nested(later: Sequence[_Mark], is_single: bool) -> bool:
    """Tells whether two closing marks come before another opening one: quotation in quotation."""
    closings = 0
    for mark in later:
        if mark.is_single != is_single:
            continue
        if mark.role != "close":
            break
        closings += 1
    return closings >= 2


def _last_sentence_end(text: str, start: int, end: int) -> int:
    """Returns the end of the last whole sentence in the stretch, or the stretch's own."""
    last = end
    for found in _SENTENCE_END.finditer(text, start + 1, end):
        last = found.end()
    return len(text[:last].rstrip()) if last == end else last


def _marks(text: str, paragraph: Span) -> Iterator[_Mark]:
    """Yields a paragraph's quotation marks with their roles; apostrophes and inches are none."""
    open_doubles = 0
    open_singles = 0
    for found in _MARK.finditer(text, paragraph.start, paragraph.end):
        glyph = found.group()
        if glyph[0] == "<":
            continue
        before = text[found.start() - 1] if found.start() > paragraph.start else " "
        after = text[found.end()] if found.end() < paragraph.end else " "
        is_single = glyph in _SINGLE
        role = _role(glyph, before, after, open_singles if is_single else open_doubles)
        if role is None:
            continue
        if is_single:
            if role == "open" and not _single_closes(text, found.end(), paragraph.end):
                continue
            if role == "close" and open_singles == 0:
                continue  # an apostrophe
            open_singles += 1 if role == "open" else -1
        else:
            open_doubles = max(0, open_doubles + (1 if role == "open" else -1))
        yield _Mark(found.start(), found.end(), role, is_single)


def _role(glyph: str, before: str, after: str, open_now: int) -> Role | None:
    """Returns what a mark does where it stands; ``None`` for an apostrophe or an inch sign."""
    if glyph in _ALWAYS_OPENS:
        return "open"
    if glyph in _ALWAYS_CLOSES:
        return "close"
    opens_here = _may_open_after(before) and not after.isspace()
    if glyph in _SINGLE and before.isalnum() and after.isalnum():
        return None
    if glyph == "“":  # also the closing mark of German and Slavic quotations, and a common slip
        return "close" if open_now > 0 and not opens_here and not after.isalnum() else "open"
    if glyph in {"”", "’"}:
        slipped = open_now == 0 and opens_here and after.isalnum() and glyph == "”"
        return "open" if slipped else "close"
    if glyph == "‘":
        return "open"
    if glyph == '"' and before.isdigit() and open_now == 0:
        return None
    if opens_here and (open_now == 0 or before.isspace()):
        return "open"
    return "close"


def _may_open_after(before: str) -> bool:
    return before.isspace() or before in "([{—–-/:“‘\"'…"


def _single_closes(text: str, start: int, end: int) -> bool:
    """Tells whether a single mark is closed in its paragraph by one that is no apostrophe."""
    if not text[start : start + 1].isalpha():
        return False
    window = text[start : min(end, start + MAX_SINGLE_CHARS)]
    closings = [m for m in _SINGLE_CLOSING.finditer(window) if not window[m.start() - 1].isspace()]
    return any(
        window[m.start() - 1] not in "sS" or m is closings[-1] for m in closings
    )  # "the soldiers' camp": a possessive, unless no other mark can close
