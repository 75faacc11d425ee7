"""The museum of bad files: each is told by a documented code, and the good one beside it is read.

Every exhibit is made in a fresh folder, beside a good report, and the folder is read as a whole:
snapshots, then the stage. What an exhibit must give is written beside it.
"""

from __future__ import annotations

import gzip
import io
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from reportedly.errors import PROBLEM_CODES
from reportedly.ingest.documents import Ingest
from reportedly.ingest.snapshots import GivenMetadata, read_snapshots
from reportedly.records import Document, Problem, Snapshot

GOOD = "The ministry said on Monday that at least twelve villagers had left their homes.\n"
QUOTED = "The mayor said that “at least 300” men had left the town; it’s over, he added.\n" * 3
SECONDS = 20  # each takes well under two; the room is for slow machines


@dataclass(frozen=True)
class Exhibit:
    """A bad file: its name, what makes it, the codes it must give, and the text if it has one."""

    name: str
    make: Callable[[Path], object]
    codes: tuple[str, ...]
    text: str | None = None


def holding(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


def sparse(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(200_000_000)


def zipped(path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("page.html", "<p>x</p>")
    path.write_bytes(held.getvalue())


NESTED = "<div>" * 100_000 + f"<p>{GOOD}</p>" + "</div>" * 100_000
FRENCH = "Le ministère a déclaré lundi que douze villageois avaient quitté leurs maisons.\n"
MARKED = "The town (\u200fحلب\u200e) was named in the statement, the ministry said on Monday.\n"
LONG_LINE = "The ministry said that the village was empty. " * 45_000  # 2 MB

MUSEUM = (
    Exhibit("empty.txt", holding(b""), ("empty",)),
    Exhibit("blank.html", holding(b" \r\n\t\n"), ("empty",)),
    Exhibit("sparse.txt", sparse, ("too-large",)),
    Exhibit("archive.html", zipped, ("binary",)),
    Exhibit("packed.txt", holding(gzip.compress(GOOD.encode())), ("binary",)),
    Exhibit("report.pdf", holding(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), ("binary",)),
    Exhibit("photo.jpg", holding(b"\xff\xd8\xff\xe0" + bytes(100)), ("binary",)),
    Exhibit("zeros.txt", holding(bytes(10_000)), ("binary",)),
    Exhibit("noise.txt", holding(bytes(range(256)) * 40), ("binary",)),
    Exhibit("object.json", holding(b'{"title": "x",\n"text": "y"}'), ("unsupported-format",)),
    Exhibit("feed.xml", holding(b"<?xml version='1.0'?><rss></rss>"), ("unsupported-format",)),
    Exhibit("marked-utf-16.txt", holding(QUOTED.encode("utf-16")), (), QUOTED),
    Exhibit("utf-16.txt", holding(QUOTED.encode("utf-16-le")), ("encoding-guessed",), QUOTED),
    Exhibit("utf-32.txt", holding(QUOTED.encode("utf-32")), (), QUOTED),
    Exhibit("cp1252.txt", holding(QUOTED.encode("cp1252")), ("encoding-guessed",), QUOTED),
    Exhibit(
        "latin-1.txt",
        holding("José Núñez of Málaga said on Monday that it was over.\n".encode("latin-1")),
        ("encoding-guessed",),
        "José Núñez of Málaga said on Monday that it was over.\n",
    ),
    Exhibit(
        "twice-encoded.txt",
        holding(QUOTED.replace("”", "’").encode().decode("cp1252").encode()),
        ("odd-characters",),
        QUOTED.replace("”", "’").encode().decode("cp1252"),
    ),
    Exhibit(
        "nuls.txt",
        holding(GOOD.replace("twelve", "tw\x00elve").replace("left", "le\x00ft").encode()),
        ("odd-characters",),
        GOOD.replace("twelve", "tw\x00elve").replace("left", "le\x00ft"),
    ),
    Exhibit("directions.txt", holding(MARKED.encode()), ("odd-characters",), MARKED),
    Exhibit(
        "truncated.txt",
        holding(QUOTED.encode() + "“".encode()[:2]),
        ("odd-characters", "odd-characters"),  # the bytes that could not be read, and their sign
        QUOTED + "\ufffd",
    ),
    Exhibit("line-ends.txt", holding(b"One.\r\nTwo.\rThree.\n"), (), "One.\r\nTwo.\rThree.\n"),
    Exhibit("nested.html", holding(f"<html>{NESTED}".encode()), ("odd-markup",), GOOD.strip()),
    Exhibit("no-article.html", holding(b"<!doctype html><html><body></body></html>"), ("no-text",)),
    Exhibit("one-line.txt", holding(LONG_LINE.encode()), (), LONG_LINE),
    Exhibit("french.txt", holding(FRENCH.encode()), ("not-english",), FRENCH),
    Exhibit("link.txt", lambda path: path.symlink_to("nowhere"), ("dangling-link",)),
    Exhibit("loop.txt", lambda path: path.symlink_to(path), ("dangling-link",)),
    Exhibit("copy.txt", holding(GOOD.encode()), ("duplicate",)),
    Exhibit("no-text-column.csv", holding(b"id,killed\n1,2\n3,4\n"), ("bad-row",)),
    Exhibit("broken.jsonl", holding(b'{"text": "One."}\n{"text": \n'), ("bad-row",), "One."),
    Exhibit(
        "dated.csv",
        holding(b"text,date\nOne.,02/03/2031\n"),
        ("bad-date",),
        "One.",
    ),
)


def read_all(folder: Path) -> Iterator[Document | Problem]:
    """Yields everything that a folder gives, as the driver reads it."""
    stage = Ingest()
    for item in read_snapshots([str(folder)], given=GivenMetadata(published="2031-03-06")):
        if isinstance(item, Snapshot):
            yield from stage([item])
        else:
            yield item


@pytest.mark.parametrize("exhibit", MUSEUM, ids=lambda exhibit: exhibit.name)
def test_a_bad_file_is_told_and_the_good_ones_are_read(exhibit: Exhibit, tmp_path: Path) -> None:
    (tmp_path / "aa-good.txt").write_text(GOOD)  # before it and after it in the folder's order
    exhibit.make(tmp_path / exhibit.name)
    (tmp_path / "zz-good.txt").write_text(GOOD + GOOD)
    started = time.monotonic()
    results = list(read_all(tmp_path))
    assert time.monotonic() - started < SECONDS

    texts = [item.text for item in results if isinstance(item, Document)]
    assert texts == [GOOD, *([] if exhibit.text is None else [exhibit.text]), GOOD + GOOD]
    problems = [item for item in results if isinstance(item, Problem)]
    assert tuple(problem.code for problem in problems) == exhibit.codes
    for problem in problems:
        assert problem.code in PROBLEM_CODES
        assert exhibit.name in problem.subject
        assert len(problem.message) > 20


def test_all_bad_files_in_one_folder(tmp_path: Path) -> None:
    for exhibit in MUSEUM:
        exhibit.make(tmp_path / exhibit.name)
    (tmp_path / "zz-good.txt").write_text(GOOD + GOOD)
    results = list(read_all(tmp_path))
    subjects = {item.subject.split(":")[0] for item in results if isinstance(item, Problem)}
    told = {str(tmp_path / exhibit.name) for exhibit in MUSEUM if len(exhibit.codes) > 0}
    assert told - subjects == {str(tmp_path / "copy.txt")}  # its twin is not in this folder
    assert results[-1] == next(
        item for item in results if isinstance(item, Document) and item.text == GOOD + GOOD
    )
