"""Paths -> snapshots: the one place of this package that reads files.

Everything that can be wrong with a file before its bytes are looked at is found here (a link that
leads nowhere, no permission, too large, the same bytes twice); what is in the bytes is the stage's
matter. Files are read one at a time and corpora row by row: memory does not grow with their number.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import stat
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reportedly.errors import InputError
from reportedly.ingest.corpora import is_corpus, read_rows
from reportedly.ingest.dates import parse_date
from reportedly.ingest.decode import SAMPLE_BYTES
from reportedly.ingest.detect import detect
from reportedly.ingest.documents import unreadable_message
from reportedly.ingest.folders import dangling, files_under, printable, unreadable
from reportedly.ingest.reading import problem
from reportedly.ingest.rows import ROW_MEDIA_TYPE
from reportedly.records import Problem, Snapshot

__all__ = ["GivenMetadata", "ReadLimits", "parse_date", "read_snapshots"]

STANDARD_INPUT = "-"
# The first line of standard input that makes it a corpus: a JSON object, whole on its line.
JSON_LINE = re.compile(rb'\s*\{\s*"[^\n]*\}\s*(?:\n|\Z)')


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenMetadata:
    """What the user says about all reports of one command; it wins over what is found in them."""

    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLimits:
    """How much is read of one input.

    50 MB is far above any news page (the largest live blogs have some 5 MB) and far below what
    would hurt. ``remembered`` is how many hashes are kept to notice the same bytes twice in one
    run; beyond it the store still notices, as ids come from content.
    """

    max_bytes: int = 50_000_000
    max_row_chars: int = 5_000_000
    remembered: int = 100_000


NOTHING_GIVEN = GivenMetadata()
DEFAULT_LIMITS = ReadLimits()


def read_snapshots(
    paths: Sequence[str],
    *,
    given: GivenMetadata = NOTHING_GIVEN,
    limits: ReadLimits = DEFAULT_LIMITS,
    retrieved: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Snapshot | Problem]:
    """Returns an iterator over the snapshots of files, folders, corpora and standard input.

    Raises :class:`InputError` at once, before anything is read, where a path is not there.
    ``retrieved`` is the time to note as the time of reading: this package has no clock.
    """
    for path in paths:
        if path == STANDARD_INPUT:
            if stdin is None:
                message = "'-' stands for standard input, and there is none here"
                raise InputError(message)
        elif not os.path.lexists(path):
            message = f"{path!r} is not there: check the spelling, or run this where the file is"
            raise InputError(message)
    reader = _Reader(given=given, limits=limits, retrieved=retrieved)
    return reader.read(tuple(paths), stdin)


class _Reader:
    """Reads one command's inputs; remembers the hashes of what it has seen."""

    def __init__(self, *, given: GivenMetadata, limits: ReadLimits, retrieved: str | None) -> None:
        self._given = given
        self._limits = limits
        self._retrieved = retrieved
        self._seen: OrderedDict[bytes, str] = OrderedDict()

    def read(self, paths: Sequence[str], stdin: BinaryIO | None) -> Iterator[Snapshot | Problem]:
        for path in paths:
            if path == STANDARD_INPUT and stdin is not None:
                yield from self._standard_input(stdin)
                continue
            for item in _files(Path(path)):
                if isinstance(item, Problem):
                    yield item
                else:
                    yield from self._file(item)

    def _standard_input(self, stdin: BinaryIO) -> Iterator[Snapshot | Problem]:
        try:
            head = stdin.read(SAMPLE_BYTES)
            if JSON_LINE.match(head) is not None:
                chained = io.BufferedReader(_Chained(head, stdin), SAMPLE_BYTES)
                yield from self._rows(chained, STANDARD_INPUT)
                return
            content = head + stdin.read(self._limits.max_bytes + 1 - len(head))
        except OSError as error:
            yield unreadable(STANDARD_INPUT, error)
            return
        yield from self._whole(content, STANDARD_INPUT)

    def _file(self, path: Path) -> Iterator[Snapshot | Problem]:
        """Yields the snapshot of a file, or those of a corpus's rows."""
        name = printable(path)
        with ExitStack() as opened:
            try:
                stream = opened.enter_context(path.open("rb"))
                status = os.fstat(stream.fileno())
                if is_corpus(name):
                    head = stream.read(SAMPLE_BYTES)
                    stream.seek(0)
                elif stat.S_ISREG(status.st_mode) and status.st_size > self._limits.max_bytes:
                    yield self._too_large(name, status.st_size)
                    return
                else:
                    content = stream.read(self._limits.max_bytes + 1)
            except OSError as error:
                yield unreadable(path, error)
                return
            if not is_corpus(name):
                yield from self._whole(content, name)
                return
            form = detect(head, name)
            if form.kind == "binary":
                yield problem(name, "binary", unreadable_message(form, name))
                return
            yield from self._rows(stream, name)

    def _rows(self, stream: BinaryIO, path: str) -> Iterator[Snapshot | Problem]:
        rows = read_rows(stream, path, max_row_chars=self._limits.max_row_chars)
        try:
            for item in rows:
                if isinstance(item, Problem):
                    yield item
                else:
                    yield self._snapshot(item.content, f"{path}:{item.line}", ROW_MEDIA_TYPE)
        except OSError as error:
            yield unreadable(path, error)

    def _whole(self, content: bytes, path: str) -> Iterator[Snapshot | Problem]:
        if len(content) > self._limits.max_bytes:
            yield self._too_large(path, None)
        else:
            yield self._snapshot(content, path, None)

    def _snapshot(self, content: bytes, path: str, media_type: str | None) -> Snapshot | Problem:
        """Returns the snapshot of some bytes, or a problem where they were read before."""
        digest = hashlib.sha256(content)
        first = self._seen.get(digest.digest())
        if first is not None and len(content) > 0:
            message = f"these are the same bytes as {first}; they are one document"
            return problem(path, "duplicate", message)
        self._seen[digest.digest()] = path
        if len(self._seen) > self._limits.remembered:
            self._seen.popitem(last=False)
        return Snapshot(
            id=digest.hexdigest(),
            content=content,
            path=path,
            retrieved=self._retrieved,
            media_type=media_type,
            url=self._given.url,
            title=self._given.title,
            publisher=self._given.publisher,
            authors=self._given.authors,
            published=self._given.published,
        )

    def _too_large(self, path: str, size: int | None) -> Problem:
        held = "more" if size is None else f"{size / 1e6:,.0f} MB"
        message = (
            f"the file holds {held}, and the limit is {self._limits.max_bytes / 1e6:,.0f} MB; it "
            "was not read: split it, or write its reports as JSON lines (.jsonl), read one by one"
        )
        return problem(path, "too-large", message)


class _Chained(io.RawIOBase):
    """A stream whose beginning was read already, from the beginning again."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]  # typeshed's WriteableBuffer is private
        if len(self._head) > 0:
            part, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        else:
            part = self._rest.read(len(buffer))
        buffer[: len(part)] = part
        return len(part)


def _files(path: Path) -> Iterator[Path | Problem]:
    """Yields the files that a named path stands for."""
    try:
        status = path.stat()
    except OSError as error:
        yield dangling(path) if path.is_symlink() else unreadable(path, error)
        return
    if stat.S_ISDIR(status.st_mode):
        yield from files_under(path)
    else:
        yield path
