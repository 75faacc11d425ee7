"""Which reader takes these bytes: decided by their content first, and by the name as a hint.

Signatures of binary files decide at once. Otherwise the readers bid: each piece of evidence for a
kind adds to its score, the name's ending among them, and the highest score wins. So a page saved
as ``.txt`` is read as a page, and a text named ``.html`` as a text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from reportedly.ingest.decode import BYTE_ORDER_MARKS, wide_encoding
from reportedly.ingest.rows import ROW_MEDIA_TYPE

Kind = Literal["text", "html", "row", "binary", "unsupported"]

HEAD_BYTES = 4_096
# More NULs than this and it is no text with a few stray bytes, but a binary file or a disk image.
NUL_SHARE = 0.1
# More other control characters than this and it is no text that anybody wrote.
CONTROL_SHARE = 0.03


@dataclass(frozen=True, slots=True)
class Format:
    """The kind of a file, and for what can't be read what it is and what to do about it."""

    kind: Kind
    name: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """The bytes at one place of a file that tell its format."""

    offset: int
    magic: bytes
    name: str
    advice: str


UNPACK = "unpack it first and give the files inside"
TO_TEXT = "convert it to text first (for example with pdftotext), look at the result, and give that"
SAVE_AS = "open it in its program, save it as plain text or HTML, and give that"
TYPE_OUT = "reportedly reads text only: write down or transcribe what it says, and give that"
# From the formats' own specifications, as collected in the magic database of file(1).
SIGNATURES = tuple(
    Signature(offset, magic, name, advice)
    for offset, magic, name, advice in (
        (0, b"PK\x03\x04", "a ZIP archive", UNPACK),
        (0, b"PK\x05\x06", "an empty ZIP archive", UNPACK),
        (0, b"PK\x07\x08", "a ZIP archive", UNPACK),
        (0, b"%PDF-", "a PDF document", TO_TEXT),
        (0, b"\x1f\x8b", "a gzip archive", UNPACK),
        (0, b"BZh", "a bzip2 archive", UNPACK),
        (0, b"\xfd7zXZ\x00", "an xz archive", UNPACK),
        (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive", UNPACK),
        (0, b"Rar!\x1a\x07", "a RAR archive", UNPACK),
        (0, b"\x28\xb5\x2f\xfd", "a zstd archive", UNPACK),
        (257, b"ustar", "a tar archive", UNPACK),
        (0, b"\x89PNG\r\n\x1a\n", "a PNG image", TYPE_OUT),
        (0, b"\xff\xd8\xff", "a JPEG image", TYPE_OUT),
        (0, b"GIF87a", "a GIF image", TYPE_OUT),
        (0, b"GIF89a", "a GIF image", TYPE_OUT),
        (8, b"WEBP", "a WebP image", TYPE_OUT),
        (0, b"II*\x00", "a TIFF image", TYPE_OUT),
        (0, b"MM\x00*", "a TIFF image", TYPE_OUT),
        (0, b"\x00\x00\x01\x00", "an icon", TYPE_OUT),
        (4, b"ftyp", "a video or photo (MP4 family)", TYPE_OUT),
        (0, b"\x1aE\xdf\xa3", "a video (Matroska or WebM)", TYPE_OUT),
        (8, b"WAVE", "a sound file (WAV)", TYPE_OUT),
        (8, b"AVI ", "a video (AVI)", TYPE_OUT),
        (0, b"ID3", "a sound file (MP3)", TYPE_OUT),
        (0, b"OggS", "a sound file (Ogg)", TYPE_OUT),
        (0, b"fLaC", "a sound file (FLAC)", TYPE_OUT),
        (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document", SAVE_AS),
        (0, b"{\\rtf", "an RTF document", SAVE_AS),
        (0, b"SQLite format 3\x00", "an SQLite database", "export its table as CSV and give that"),
        (0, b"PAR1", "a Parquet table", "export it as CSV or JSON lines and give that"),
        (0, b"\x7fELF", "a program", "give the report itself"),
        (0, b"MZ\x90\x00", "a program", "give the report itself"),
        (0, b"WARC/", "a web archive (WARC)", "extract the pages as HTML files and give those"),
        (0, b"bplist00", "a property list or web archive of Safari", "save the page as HTML"),
    )
)
# What a ZIP archive is, by the names of the files in it.
IN_ZIP = (
    (b"word/", "a Word document (.docx)", SAVE_AS),
    (b"xl/", "an Excel workbook (.xlsx)", "save its sheet as CSV and give that"),
    (b"ppt/", "a PowerPoint presentation (.pptx)", SAVE_AS),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file", SAVE_AS),
    (b"application/epub+zip", "an EPUB book", SAVE_AS),
    (b"datapackage.json", "a web archive (WACZ)", "extract the pages as HTML files, give those"),
)
UNSUPPORTED_STARTS = (
    (
        re.compile(rb"(?:From|Subject|Date|MIME-Version|Snapshot-Content-Location):[^\n]*\r?\n"
                   rb"(?:[\w-]+:[^\n]*\r?\n|[ \t][^\n]*\r?\n)*?Content-Type: *multipart/", re.I),
        "a saved mail or MHTML page", "save the page as HTML, or the mail as text, and give that",
    ),
    (
        re.compile(rb"(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:rss|feed|rdf:RDF)\b", re.S),
        "a news feed", "save the pages that it links to and give those",
    ),
)  # fmt: skip
JSON_ADVICE = (
    "write it as JSON lines (one report an object, one object a line, with a 'text' column; the "
    "file's name ends in .jsonl) and give that"
)
HTML_TAGS = re.compile(
    rb"<(?:html|head|body|title|meta|link|script|div|p|a|span|article|h[1-6]|br|table)\b[^<]{0,2000}?>",
    re.IGNORECASE,
)


def detect(content: bytes, path: str, media_type: str | None = None) -> Format:
    """Returns which reader takes the bytes, or what they are where none does."""
    if media_type == ROW_MEDIA_TYPE:
        return Format("row")
    signed = _by_signature(content)
    if signed is not None:
        return signed
    ending = PurePath(path).suffix.lower()
    # UTF-16 markup and JSON are found by the same patterns as others once the NULs are out
    head = _without_mark(content[:HEAD_BYTES]).replace(b"\x00", b"").lstrip()
    unsupported = _unsupported(content, head, ending)
    if unsupported is not None:
        return unsupported
    if not is_text(content):
        return Format(
            "binary", "binary data of an unknown kind", "give the report as plain text or HTML"
        )
    scores = {"text": 15 + _text_score(ending), "html": _html_score(head, ending, media_type)}
    return Format("html" if scores["html"] > scores["text"] else "text")


def is_text(content: bytes) -> bool:
    """Tells whether the bytes can be a text, in any encoding, with at most some stray bytes."""
    if len(content) == 0 or wide_encoding(content) is not None:
        return True
    marks = [mark for mark, name in BYTE_ORDER_MARKS if name != "utf-8"]
    if any(content.startswith(mark) for mark in marks) and content.count(0) < 0.8 * len(content):
        return True
    if content.count(0) > NUL_SHARE * len(content):
        return False
    controls = sum(content.count(byte) for byte in range(1, 32) if byte not in b"\t\n\v\f\r\x1b")
    return controls <= CONTROL_SHARE * len(content)


def _by_signature(content: bytes) -> Format | None:
    """Returns the format of a binary file whose first bytes say what it is."""
    for signature in SIGNATURES:
        if content.startswith(signature.magic, signature.offset):
            if signature.magic == b"PK\x03\x04":
                return _kind_of_zip(content)
            return Format("binary", signature.name, signature.advice)
    # a PDF may have up to 1,024 bytes before its header (ISO 32000, annex H)
    if b"%PDF-1." in content[:1024] and not content[:1024].isascii():
        return Format("binary", "a PDF document", TO_TEXT)
    return None


def _kind_of_zip(content: bytes) -> Format:
    # names stand in plain at the first entries and in the directory at the end
    ends = content[:HEAD_BYTES] + content[-16_384:]
    for mark, name, advice in IN_ZIP:
        if mark in ends:
            return Format("binary", name, advice)
    return Format("binary", "a ZIP archive", UNPACK)


def _unsupported(content: bytes, head: bytes, ending: str) -> Format | None:
    """Returns the format of a text file that is no report: a feed, a mail, a JSON object."""
    for pattern, name, advice in UNSUPPORTED_STARTS:
        if pattern.match(head) is not None:
            return Format("unsupported", name, advice)
    looks_like_json = re.match(rb'(?:\[\s*)?\{\s*"[^"]{1,100}"\s*:', head) is not None
    if looks_like_json and content.rstrip(b"\x00 \t\r\n").endswith((b"}", b"]")):
        return Format("unsupported", "JSON", JSON_ADVICE)
    if ending == ".json" and head.startswith((b"{", b"[")):
        return Format("unsupported", "JSON", JSON_ADVICE)
    return None


def _text_score(ending: str) -> int:
    return 20 if ending in {".txt", ".text", ".md", ".asc"} else 0


def _html_score(head: bytes, ending: str, media_type: str | None) -> int:
    """Returns how much speaks for a web page. Quoting a tag or two does not make a text one."""
    score = 0
    if re.match(rb"<!doctype\s+html|<html\b", head, re.IGNORECASE):
        score += 60
    elif head[:1] == b"<" or head[:5].lower() == b"<?xml":
        score += 10
    score += min(5 * len(HTML_TAGS.findall(head)), 40)
    if score > 0 and ending in {".html", ".htm", ".xhtml", ".shtml", ".php", ".aspx"}:
        score += 20
    if score > 0 and media_type is not None and "html" in media_type:
        score += 20
    return score


def _without_mark(content: bytes) -> bytes:
    for mark, _ in BYTE_ORDER_MARKS:
        content = content.removeprefix(mark)
    return content
