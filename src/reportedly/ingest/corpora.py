"""Corpus files (JSON lines, CSV, TSV) -> rows, one at a time: a file of any size fits.

A broken row costs that row. The first faults are reported one by one, the rest as one count, so
that a file with a million broken rows does not make a million problems.
"""

from __future__ import annotations

import csv
import io
import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO, cast

from reportedly.ingest.decode import BYTE_ORDER_MARKS, SAMPLE_BYTES, decode, wide_encoding
from reportedly.ingest.reading import Notice, problem
from reportedly.ingest.rows import find_columns, missing_text, row_content, row_fault
from reportedly.records import Problem, ProblemCode

JSON_LINES = frozenset({".jsonl", ".ndjson"})
TABLES = frozenset({".csv", ".tsv"})
REPORTED_FAULTS = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a corpus: the line it begins on, and the bytes that stand for it."""

    line: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its number; ``text`` is ``None`` where it is longer than a row may be."""

    number: int
    text: str | None


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the row that begins on a line."""

    line: int
    message: str
    code: ProblemCode = "bad-row"


def is_corpus(path: str) -> bool:
    """Tells whether a file's name says that it holds many reports."""
    return PurePath(path).suffix.lower() in JSON_LINES | TABLES


def read_rows(stream: BinaryIO, path: str, *, max_row_chars: int) -> Iterator[Row | Problem]:
    """Yields the rows of a corpus, and problems for those that can't be read.

    A ``path`` that does not end in ``.csv`` or ``.tsv`` is read as JSON lines.
    """
    buffered = io.BufferedReader(cast(io.RawIOBase, stream), SAMPLE_BYTES)
    text: io.TextIOWrapper | None = None
    try:
        encoding, notices = _encoding(buffered.peek(SAMPLE_BYTES))
        for notice in notices:
            yield problem(path, notice.code, notice.message)
        # bytes that are not UTF-8 stay recognisable, and cost their line only
        errors = "surrogateescape" if encoding == "utf-8" else "replace"
        text = io.TextIOWrapper(buffered, encoding, errors=errors, newline="")
        lines = _Lines(text, encoding == "utf-8", max_row_chars)
        ending = PurePath(path).suffix.lower()
        if ending in TABLES:
            rows = _table_rows(lines, "\t" if ending == ".tsv" else None)
        else:
            rows = _json_rows(lines)
        yield from _with_problems(rows, path)
    finally:
        # whoever opened the stream closes it, not these wrappers when they are collected
        if text is not None:
            text.detach()
        buffered.detach()


def _with_problems(rows: Iterator[Row | Fault], path: str) -> Iterator[Row | Problem]:
    """Yields rows, and faults as problems: the first one by one, the others as a count."""
    count = faults = 0
    for item in rows:
        if isinstance(item, Row):
            count += 1
            yield item
            continue
        faults += 1
        if faults <= REPORTED_FAULTS:
            subject = f"{path}:{item.line}"
            yield problem(subject, item.code, item.message)
    if faults > REPORTED_FAULTS:
        message = f"{faults - REPORTED_FAULTS:,} more rows had faults; the first were named"
        yield problem(path, "bad-row", message)
    if count == faults == 0:
        yield problem(path, "empty", "the file holds no rows")


def _json_rows(lines: _Lines) -> Iterator[Row | Fault]:
    for line in lines:
        if line.text is None:
            yield _too_long(line)
            continue
        yield from lines.faults()
        if line.text.strip() == "":
            continue
        try:
            row = json.loads(line.text)
        except (ValueError, RecursionError) as error:
            yield Fault(line.number, f"the line is not JSON: {error}")
            continue
        fault = row_fault(row)
        yield Row(line.number, row_content(row)) if fault is None else Fault(line.number, fault)


def _table_rows(lines: _Lines, delimiter: str | None) -> Iterator[Row | Fault]:
    """Yields the rows of a table whose first row names the columns."""
    names: list[str] = []
    while (line := lines.next()) is not None:
        if line.text is None:
            yield _too_long(line)
            continue
        if line.text.strip() == "":
            continue
        delimiter = delimiter or max(",;\t|", key=line.text.count)
        fields = _record(lines, line, delimiter)
        yield from lines.faults()
        if isinstance(fields, Fault):
            yield fields
        elif len(names) == 0:
            names = [name.strip() for name in fields]
            if "text" not in find_columns(names):
                yield Fault(line.number, missing_text(name[:40] for name in names))
                return
        elif len(fields) < len(names) or any(field.strip() for field in fields[len(names) :]):
            message = f"the row has {len(fields)} fields and the first row names {len(names)}"
            yield Fault(line.number, message)
        else:
            row = dict(zip(reversed(names), reversed(fields[: len(names)]), strict=True))
            yield Row(line.number, row_content(row))


def _record(lines: _Lines, first: Line, delimiter: str) -> list[str] | Fault:
    """Returns the fields of the row that begins on a line, with the lines that its quotes span.

    Where a quotation mark is never closed, only the first line is given up: the lines after it are
    put back and read as rows of their own.
    """
    taken: list[Line] = []
    is_open = False

    def spanned() -> Iterator[str]:
        nonlocal is_open
        yield first.text or ""
        size = len(first.text or "")
        while (line := lines.next()) is not None:
            taken.append(line)
            if line.text is None or size + len(line.text) > lines.max_chars:
                break
            size += len(line.text)
            yield line.text
        is_open = True

    if csv.field_size_limit() < lines.max_chars:
        csv.field_size_limit(lines.max_chars)  # process-wide, as csv has it; only ever raised
    try:
        # strict, or a mark that is never closed would swallow the rows up to the next one
        return next(csv.reader(spanned(), delimiter=delimiter, strict=True), [])
    except csv.Error:
        lines.put_back(taken)
    if is_open or len(taken) > 0:
        return Fault(first.number, "a quotation mark opens a field of this row and is never closed")
    # on one line, text after a closing mark is a slip that harms nobody else
    return next(csv.reader([first.text or ""], delimiter=delimiter), [])


class _Lines:
    """The lines of a stream, one at a time, none longer than a row may be."""

    def __init__(self, stream: io.TextIOWrapper, is_utf8: bool, max_chars: int) -> None:
        self._text = stream
        self._is_utf8 = is_utf8
        self._waiting: deque[Line] = deque()
        self._faults: list[Fault] = []
        self._number = 0
        self.max_chars = max_chars

    def __iter__(self) -> Iterator[Line]:
        while (line := self.next()) is not None:
            yield line

    def next(self) -> Line | None:
        """Returns the next line, or ``None`` at the end."""
        if len(self._waiting) > 0:
            return self._waiting.popleft()
        text = self._text.readline(self.max_chars + 1)
        if text == "":
            return None
        self._number += 1
        if len(text) > self.max_chars:
            while text != "" and not text.endswith(("\n", "\r")):
                text = self._text.readline(SAMPLE_BYTES)
            return Line(self._number, None)
        if self._number == 1:
            text = text.removeprefix("\ufeff")
        return Line(self._number, self._mended(text))

    def put_back(self, lines: list[Line]) -> None:
        """Makes some lines the next ones again."""
        self._waiting.extendleft(reversed(lines))

    def faults(self) -> Iterator[Fault]:
        """Yields the faults in the encoding of the lines since the last call."""
        found, self._faults = self._faults, []
        yield from found

    def _mended(self, text: str) -> str:
        """Returns a line; one that is not UTF-8 in the encoding it is guessed to be in."""
        if not self._is_utf8 or text.isascii():
            return text
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            decoded = decode(text.encode("utf-8", "surrogateescape"))
            self._faults.extend(
                Fault(self._number, notice.message.replace("the file", "the line"), notice.code)
                for notice in decoded.notices
            )
            return decoded.text
        return text


def _encoding(sample: bytes) -> tuple[str, tuple[Notice, ...]]:
    """Returns the encoding of a corpus, by its first part, and what to tell about it.

    A few lines that are not UTF-8 do not decide for a file: each is guessed on its own. Where most
    lines with other than ASCII characters are not UTF-8, the file is in another encoding.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if sample.startswith(mark):
            return encoding, ()
    whole_lines = sample[: sample.rfind(b"\n") + 1] or sample
    if wide_encoding(whole_lines) is not None:
        decoded = decode(whole_lines)
        return decoded.encoding, decoded.notices
    telling = [line for line in whole_lines.splitlines() if not line.isascii()]
    broken = sum(1 for line in telling if not _is_utf8(line))
    if broken < 2 or broken < 0.5 * len(telling):
        return "utf-8", ()
    decoded = decode(whole_lines)
    return decoded.encoding, () if decoded.encoding == "utf-8" else decoded.notices


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _too_long(line: Line) -> Fault:
    message = "the row is longer than a row may be; it was not read: cut it into its reports"
    return Fault(line.number, message, "too-large")
