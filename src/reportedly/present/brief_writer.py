"""What writes the brief's sentences: templates filled from records, footnotes numbered.

A sentence is a template of ``templates/brief.toml`` filled with words of records, and carries what
it rests on: footnotes to the characters of a report, or the ids of records. None is written
without.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from itertools import zip_longest

from reportedly.present import phrases, prose
from reportedly.present.material import Material
from reportedly.present.visible import one_line, safe_link
from reportedly.records import Claim, Span, Statement

# A footnote's place in a text under way. Control characters never come out of a record: present
# spells them out (visible.py), so that no report can forge one.
MARK = re.compile("\x02(\\d+)\x03")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote: the report, the characters [start, end) of its text, and the words there."""

    number: int
    record_id: str
    document_id: str
    report: str
    byline: str
    link: str | None
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of a sentence, and the number of the footnote behind them, if there is one."""

    text: str
    note: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence: its words, with the numbers of its footnotes where they stand.

    ``record_ids`` are records that it rests on beside these: an assessment, a finding, a link.
    """

    parts: tuple[Piece, ...]
    record_ids: tuple[str, ...]

    @property
    def notes(self) -> tuple[int, ...]:
        """The numbers of its footnotes."""
        return tuple(part.note for part in self.parts if part.note is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Sentences under a run-in heading: "Claimed", "Confirmed", "To ask"."""

    heading: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefSection:
    """One question, or one matter of all reports, with its paragraphs.

    ``is_list`` is for sentences that do not follow on one another: each stands by itself.
    """

    id: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    is_list: bool = False


@dataclass(slots=True, kw_only=True)
class Writer:
    """Writes sentences from templates and numbers their footnotes as they come.

    ``told`` are the ids of statements that were told and are not to be told again, ``unrated`` the
    ids of voices without a reliability, by name.
    """

    material: Material
    notes: list[Note] = field(default_factory=list)
    told: set[str] = field(default_factory=set)
    unrated: dict[str, list[str]] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def sentence(self, template: str, *, records: Iterable[str] = (), **values: str) -> Sentence:
        """Returns a filled template ("claimed.said"); raises if it would rest on nothing."""
        text = prose.sentence_case(words_of(template).format(**values))
        pieces = MARK.split(text)
        numbers = [int(number) for number in pieces[1::2]]
        parts = tuple(
            Piece(text=words, note=number)
            for words, number in zip_longest(pieces[::2], numbers)
            if words != "" or number is not None
        )
        made = Sentence(parts=parts, record_ids=tuple(dict.fromkeys(records)))
        if len(made.notes) == 0 and len(made.record_ids) == 0:
            raise ValueError(f"the sentence {text!r} rests on no record")
        return made

    def cite(self, claims: Iterable[Claim]) -> str:
        """Returns the footnote marks of some claims: each claim's own words in its report."""
        return "".join(self._mark(c.id, c.document_id, (c.evidence,)) for c in claims)

    def cite_statement(self, statement: Statement) -> str:
        """Returns the footnote mark of a statement: the words of what was said."""
        return self._mark(statement.id, statement.document_id, statement.content)

    def _mark(self, record_id: str, document_id: str, spans: Sequence[Span]) -> str:
        document = self.material.documents.get(document_id)
        if document is None or len(spans) == 0:
            return ""
        if record_id not in self._numbers:
            self._numbers[record_id] = len(self.notes) + 1
            start, end = spans[0].start, spans[-1].end
            self.notes.append(
                Note(
                    number=self._numbers[record_id],
                    record_id=record_id,
                    document_id=document_id,
                    report=phrases.document_label(document),
                    byline=phrases.byline(document),
                    link=safe_link(document.url),
                    start=start,
                    end=end,
                    words=one_line(document.text[start:end]),
                )
            )
        return f"\x02{self._numbers[record_id]}\x03"

    def name(self, source: str) -> str:
        """Returns a source's name as it stands in a sentence, with its article if it has one.

        Who is only a pronoun ("we") is called a speaker that is not named. A name of several words
        in capital letters is written in small ones, as it would be in running text.
        """
        if source not in self._names:
            self._names[source] = self._name(prose.without_capitals(one_line(source)))
        return self._names[source]

    def _name(self, source: str) -> str:
        if source.casefold() in word_list("pronouns"):
            return words_of("claimed.unnamed").format(word=source.casefold())
        if source.split(" ", 1)[0].casefold() in word_list("determiners"):
            return source[:1].lower() + source[1:]
        head = source.partition(" of ")[0].rpartition(" ")[2].casefold()
        if head in word_list("articled") and " " in source:
            name = source[4:] if source.casefold().startswith("the ") else source
            return f"the {name}"
        texts = (document.text for document in self.material.documents.values())
        return prose.with_article(source, texts)

    def carrier(self, name: str, document_id: str) -> str:
        """Returns whom to ask about a report: its publisher, by name where that is known."""
        document = self.material.documents[document_id]
        return self.name(name) if document.publisher else words_of("ask.publisher")


def paragraph(heading: str, sentences: Iterable[Sentence]) -> Iterator[Paragraph]:
    """Yields a paragraph, none if there is nothing to say."""
    made = tuple(sentences)
    if made:
        yield Paragraph(heading=heading, sentences=made)


def words_of(template: str) -> str:
    """Returns the words of a template by its section and name: "claimed.said"."""
    section, name = template.split(".", 1)
    return templates()[section][name]


@cache
def templates() -> dict[str, dict[str, str]]:
    """Returns the sentences of ``templates/brief.toml``."""
    folder = resources.files("reportedly.present").joinpath("templates")
    return tomllib.loads(folder.joinpath("brief.toml").read_text(encoding="utf-8"))


@cache
def word_list(name: str) -> frozenset[str]:
    """Returns a list of words of ``templates/brief.toml``."""
    return frozenset(templates()["words"][name].split())
