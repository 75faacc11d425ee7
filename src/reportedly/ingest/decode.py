"""Bytes -> text, with the encoding named and every guess owned up to.

What the file says of itself counts first (byte-order mark, NUL pattern, HTML or XML declaration),
then whether it is valid UTF-8, which other encodings hardly ever are by accident. Only what is
left is guessed, and a guess is a notice. Decoding changes nothing but the byte-order mark: line
ends, trailing blanks and odd characters stay.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from reportedly.ingest.reading import Notice

# How much is looked at to guess an encoding. A quarter of a megabyte holds thousands of letters.
SAMPLE_BYTES = 256_000
DECLARATION_BYTES = 4_096

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-z0-9_.:-]{2,40})"""
    rb"""|^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([a-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
# What browsers read for these names (WHATWG Encoding Standard, section 4.2): pages that say
# Latin-1 are written in Windows-1252, whose bytes 80-9F are quotation marks and dashes.
WINDOWS_1252 = "cp1252"
BROWSER_NAMES = {
    "iso-8859-1": WINDOWS_1252, "iso8859-1": WINDOWS_1252, "latin1": WINDOWS_1252,
    "latin-1": WINDOWS_1252, "l1": WINDOWS_1252, "ascii": WINDOWS_1252, "us-ascii": WINDOWS_1252,
    "windows-1252": WINDOWS_1252, "x-cp1252": WINDOWS_1252, "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874", "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030",
    "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "shift_jis": "cp932", "x-sjis": "cp932",
    "x-mac-roman": "mac-roman", "macintosh": "mac-roman",
}  # fmt: skip
# Encodings that Western newsrooms have used, in order of trust, for the guess by plausibility.
WESTERN = (WINDOWS_1252, "mac-roman", "cp850")
# Python codecs that are no character sets, or none that a page can be in.
NOT_CHARSETS = {"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "utf-7"}
READABLE_NAMES = {WINDOWS_1252: "Windows-1252", "mac-roman": "Mac Roman", "cp850": "DOS 850"}
# What is left to guess from: the encodings of the web before UTF-8, one for each script. Without
# this list a few odd bytes in an English text are called Baltic DOS or EBCDIC.
GUESSED = (
    "cp1252", "cp1251", "koi8_r", "cp866", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256",
    "cp1257", "cp874", "big5", "gb18030", "cp932", "euc_jp", "iso2022_jp", "cp949",
)  # fmt: skip
# A Western text is mostly ASCII. Above this share of high bytes it is another script.
WESTERN_SHARE = 0.15
PLAUSIBLE = 0.9
# A file that is UTF-8 but for a few bytes: at most this share of its high bytes is broken.
FEW_BROKEN = 0.2


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text, the encoding it was read in, and what to tell about the decoding."""

    text: str
    encoding: str
    notices: tuple[Notice, ...] = ()


def decode(content: bytes, *, is_markup: bool = False) -> Decoded:
    """Returns the text of some bytes. Declarations in the text count only in markup."""
    marked = _by_mark(content) or _by_nul_pattern(content)
    if marked is not None:
        return marked
    if content.isascii() and b"\x1b" not in content:
        return Decoded(content.decode("ascii"), "ascii")
    declared = declared_encoding(content) if is_markup else None
    utf8 = _strictly(content, "utf-8")
    if utf8 is not None:
        return Decoded(utf8, "utf-8", _disagreement(declared, content))
    if declared is not None:
        text = _strictly(content, declared)
        if text is not None:
            return Decoded(text, declared)
    return _nearly_utf8(content) or _guessed(content)


def declared_encoding(content: bytes) -> str | None:
    """Returns the codec that an HTML or XML declaration names, as browsers understand the name."""
    match = DECLARED.search(content, 0, DECLARATION_BYTES)
    if match is None:
        return None
    name = (match[1] or match[2]).decode("ascii").lower()
    name = BROWSER_NAMES.get(name, name)
    try:
        codec = codecs.lookup(name)
    except LookupError:
        return None
    # A declaration that can be read as ASCII is not in UTF-16; and some codecs are no charsets.
    return None if name.startswith(("utf-16", "utf-32", "utf_")) or not _is_charset(codec) else name


def wide_encoding(content: bytes) -> str | None:
    """Returns the UTF-16 or UTF-32 that unmarked bytes are in, told by where their NULs stand.

    English in UTF-16 has a NUL in every other place and hardly any in the others.
    """
    sample = content[:SAMPLE_BYTES]
    sample = sample[: len(sample) - len(sample) % 4]
    if len(sample) == 0 or sample.count(0) < 0.3 * len(sample):
        return None
    columns = [1 - sample[n::4].count(0) / (len(sample) // 4) for n in range(4)]
    for name, filled, empty in (
        ("utf-32-le", columns[:1], columns[2:]),
        ("utf-32-be", columns[3:], columns[:2]),
        ("utf-16-le", columns[::2], columns[1::2]),
        ("utf-16-be", columns[1::2], columns[::2]),
    ):
        if min(filled) > 0.9 and max(empty) < 0.3 and _strictly(sample, name) is not None:
            return name
    return None


def _by_mark(content: bytes) -> Decoded | None:
    """Returns the text of bytes that begin with a byte-order mark."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if not content.startswith(mark):
            continue
        body = content[len(mark) :]
        text = _strictly(body, encoding)
        if text is None and encoding == "utf-32-le":
            continue  # UTF-16 whose first character is NUL
        if text is not None:
            return Decoded(text, encoding)
        notice = Notice(
            "odd-characters",
            f"the file begins with the mark of {encoding.upper()} and holds bytes that are not; "
            "they were replaced by U+FFFD",
        )
        return Decoded(body.decode(encoding, "replace"), encoding, (notice,))
    return None


def _by_nul_pattern(content: bytes) -> Decoded | None:
    encoding = wide_encoding(content)
    if encoding is None:
        return None
    notice = Notice(
        "encoding-guessed",
        f"the file does not say its encoding; read as {encoding.upper()}, as its NUL bytes stand",
    )
    return Decoded(content.decode(encoding, "replace"), encoding, (notice,))


def _disagreement(declared: str | None, content: bytes) -> tuple[Notice, ...]:
    """Returns a notice where valid UTF-8 says that it is something else."""
    if declared is None or codecs.lookup(declared).name == "utf-8" or content.isascii():
        return ()
    name = READABLE_NAMES.get(declared, declared)
    return (
        Notice("encoding-guessed", f"the page says it is {name}; its bytes are UTF-8, read so"),
    )


def _nearly_utf8(content: bytes) -> Decoded | None:
    """Returns the text of UTF-8 with a few broken bytes, shown as U+FFFD."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd") - content.count(b"\xef\xbf\xbd")
    good = sum(1 for character in text if character > "\x7f") - text.count("\ufffd")
    if broken > FEW_BROKEN * (good + broken):
        return None
    notice = Notice(
        "odd-characters",
        f"the file is UTF-8 but for {broken:,} broken sequence{'' if broken == 1 else 's'}, shown "
        f"as U+FFFD (first at character {text.index(chr(0xFFFD))})",
    )
    return Decoded(text, "utf-8", (notice,))


def _guessed(content: bytes) -> Decoded:
    """Returns the text in the most plausible encoding, with a notice that names it."""
    sample = content[:SAMPLE_BYTES]
    high = sum(1 for byte in sample if byte > 0x7F)
    if high <= WESTERN_SHARE * len(sample):
        scores = [(plausibility(_as_browsers_do(sample, name)), name) for name in WESTERN]
        # of equals the first, Windows-1252, which is by far the most used
        best, encoding = max(scores, key=lambda pair: pair[0])
        if scores[0][0] >= PLAUSIBLE or best < PLAUSIBLE:
            best, encoding = scores[0]
        if best >= PLAUSIBLE:
            return _owned_guess(content, encoding)
    from charset_normalizer import from_bytes

    match = from_bytes(sample, cp_isolation=list(GUESSED)).best()
    return _owned_guess(content, WINDOWS_1252 if match is None else match.encoding)


def _owned_guess(content: bytes, encoding: str) -> Decoded:
    name = READABLE_NAMES.get(encoding, encoding)
    message = (
        f"the file does not say its encoding and is not UTF-8; guessed {name}: look whether "
        "names with accents are right, and save the file as UTF-8 if they are not"
    )
    return Decoded(
        _as_browsers_do(content, encoding), encoding, (Notice("encoding-guessed", message),)
    )


def plausibility(text: str) -> float:
    """Returns which share of a Western text's non-ASCII characters stand where they may stand.

    A lower-case letter after letters, a capital at the start of a word or among capitals, a sign
    between words; a low quotation mark inside a word, or a capital in the middle of one, is what
    the wrong encoding looks like.
    """
    total = fitting = 0
    for match in re.finditer("[^\\x00-\\x9f]", text):
        at = match.start()
        total += 1
        fitting += _fits(match.group(), text[at - 1 : at], text[at + 1 : at + 2])
    return 1.0 if total == 0 else fitting / total


def _fits(character: str, before: str, after: str) -> bool:
    if character.isalpha() and before > "\x7f" < after and before.isalpha() and after.isalpha():
        return False  # three accented letters in a row are a word of another script
    if character.islower():
        return character not in "ªº" or not after.isalpha()
    if character.isupper():
        return before.isupper() or (not before.isalnum() and (after.isalpha() or after == " "))
    if character in "’–—…\u00a0\u00ad":
        return True
    if not character.isprintable() or character in "†‡ƒ¤¦¬¯":
        return False
    return not (before.isalpha() and after.isalpha())


def _as_browsers_do(content: bytes, encoding: str) -> str:
    """Returns the text; bytes that Windows-1252 does not define become the controls they name."""
    text = _strictly(content, encoding)
    if text is None and encoding == WINDOWS_1252:
        pieces = re.split(rb"([\x81\x8d\x8f\x90\x9d])", content)
        return "".join(
            piece.decode("latin-1" if index % 2 == 1 else encoding)
            for index, piece in enumerate(pieces)
        )
    return content.decode(encoding, "replace") if text is None else text


def _strictly(content: bytes, encoding: str) -> str | None:
    """Returns the text where all bytes are valid in the encoding."""
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, UnicodeError):
        return None


def _is_charset(codec: codecs.CodecInfo) -> bool:
    """Tells whether a codec turns bytes into text (``rot13``, ``base64`` and ``idna`` do not)."""
    if codec.name.replace("_", "-") in NOT_CHARSETS:
        return False
    try:
        return b"abc".decode(codec.name) == "abc"
    except (LookupError, UnicodeError):
        return False
