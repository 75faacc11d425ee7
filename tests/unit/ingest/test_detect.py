"""What a file is, told by its bytes first and its name second."""

from __future__ import annotations

import io
import zipfile

import pytest

from reportedly.ingest.detect import detect
from reportedly.ingest.documents import unreadable_message
from reportedly.ingest.rows import ROW_MEDIA_TYPE

PAGE = (
    b"<!DOCTYPE html>\n<html><head><title>Twelve leave</title></head><body><p>x</p></body></html>"
)
PROSE = b"Twelve people left the village on Monday, an official said.\n"


@pytest.mark.parametrize(
    ("content", "path", "kind"),
    [
        (PROSE, "a.txt", "text"),
        (PROSE, "a.html", "text"),  # plain text named as a page
        (PROSE, "a", "text"),
        (PAGE, "a.html", "html"),
        (PAGE, "a.txt", "html"),  # a page saved as text
        (PAGE, "-", "html"),
        (b"\xef\xbb\xbf" + PAGE, "a.htm", "html"),
        (PAGE.decode().encode("utf-16"), "a.html", "html"),
        (b"<div><p>x</p><p>y</p></div>", "a.html", "html"),
        (PROSE + b"He wrote <p> and </p> around it.\n", "a.txt", "text"),
        (b"<Twelve people left>, it said.", "a.txt", "text"),
        (b"", "a.txt", "text"),
        (PROSE.decode().encode("utf-16-le"), "a.txt", "text"),
        (b"one\x00two " + PROSE, "a.txt", "text"),
    ],
)
def test_texts_and_pages(content: bytes, path: str, kind: str) -> None:
    assert detect(content, path).kind == kind


def test_a_row_is_known_by_its_media_type() -> None:
    assert detect(b'{"text":"x"}', "a.jsonl:1", ROW_MEDIA_TYPE).kind == "row"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "a PDF document"),
        (b"\x1f\x8b\x08\x00" + b"x" * 20, "a gzip archive"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 20, "a PNG image"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 20, "a JPEG image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 20, "an old Office document"),
        (b"{\\rtf1\\ansi hello}", "an RTF document"),
        (b"SQLite format 3\x00" + b"\x01" * 20, "an SQLite database"),
        (b"\x00" * 257 + b"ustar\x00", "a tar archive"),
        (b"\x00" * 5000, "binary data of an unknown kind"),
        (bytes(range(256)) * 20, "binary data of an unknown kind"),
    ],
)
def test_binary_files_are_named_with_advice(content: bytes, name: str) -> None:
    form = detect(content, "report.html")
    assert (form.kind, form.name) == ("binary", name)
    assert len(form.advice) > 10


def archive(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as opened:
        for name in names:
            opened.writestr(name, "x")
    return held.getvalue()


@pytest.mark.parametrize(
    ("names", "name"),
    [
        (["page.html"], "a ZIP archive"),
        (["[Content_Types].xml", "word/document.xml"], "a Word document (.docx)"),
        (["[Content_Types].xml", "xl/workbook.xml"], "an Excel workbook (.xlsx)"),
        (["archive/data.warc.gz", "datapackage.json"], "a web archive (WACZ)"),
    ],
)
def test_archives_are_told_apart_by_what_is_in_them(names: list[str], name: str) -> None:
    assert detect(archive(*names), "a.html").name == name


def test_the_message_says_what_the_file_is_named() -> None:
    message = unreadable_message(detect(archive("page.html"), "page.html"), "page.html")
    assert message.startswith("this is a ZIP archive named .html; unpack it first")
    plain = unreadable_message(detect(archive("page.html"), "page.zip"), "page.zip")
    assert plain.startswith("this is a ZIP archive; unpack it first")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b'{"title": "x",\n "text": "y"}', "JSON"),
        (b'[{"text": "y"}]', "JSON"),
        (b"<?xml version='1.0'?><rss version='2.0'></rss>", "a news feed"),
        (b"<feed xmlns='x'></feed>", "a news feed"),
        (
            b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\n"
            b"Content-Type: multipart/related;\r\n\r\n",
            "a saved mail or MHTML page",
        ),
    ],
)
def test_files_for_other_tools_are_named_with_advice(content: bytes, name: str) -> None:
    form = detect(content, "report.txt")
    assert (form.kind, form.name) == ("unsupported", name)


def test_a_text_that_begins_with_a_brace_is_a_text() -> None:
    assert detect(b"{Editor's note: figures may change.} Twelve left.", "a.txt").kind == "text"
