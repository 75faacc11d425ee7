"""The exception tree, and the table of problem codes.

::

    ReportedlyError                    exit 1
    ├── ConfigError                    exit 2   bad plan, unknown stage or setting
    ├── InputError                     exit 3   something the user named can't be read at all
    ├── StoreError                     exit 4   locked, wrong schema version, full, not a ledger
    ├── MissingExtraError              exit 5   an optional part is not installed
    └── StageError                     exit 1   a stage raised: a bug of ours

Every message says what happened, to which input, and what to do next. Expected bad input is not
an exception but a :class:`~reportedly.records.Problem` with one of the codes below.
"""

from __future__ import annotations

from typing import ClassVar

from reportedly.records import ProblemCode


class ReportedlyError(Exception):
    """Base of every error that reportedly raises on purpose."""

    exit_code: ClassVar[int] = 1


class ConfigError(ReportedlyError):
    """A plan, setting or option that can't be used."""

    exit_code = 2


class InputError(ReportedlyError):
    """Something the user named that can't be read at all."""

    exit_code = 3


class StoreError(ReportedlyError):
    """A ledger that can't be opened, read or written."""

    exit_code = 4


class MissingExtraError(ReportedlyError):
    """An optional part that is not installed; the message says how to install it."""

    exit_code = 5


class StageError(ReportedlyError):
    """A stage raised: a bug of ours. Carries the stage and the id of the record it had."""

    def __init__(self, stage: str, subject: str, message: str) -> None:
        """Makes the error for one stage and the record it had."""
        super().__init__(f"stage {stage!r} failed on {subject}: {message}")
        self.stage = stage
        self.subject = subject
        self.reason = message

    def __reduce__(self) -> tuple[type[StageError], tuple[str, str, str]]:
        """Returns what makes the error anew: it has to travel between processes."""
        return (StageError, (self.stage, self.subject, self.reason))


# What each code means; docs/reference/problem-codes.md says what to do about it, and a test
# compares the page with this table.
PROBLEM_CODES: dict[ProblemCode, str] = {
    "bad-date": "a date of the input's metadata could not be read",
    "bad-row": "a row of a JSON-lines or CSV file could not be read",
    "binary": "the file is not text or HTML (a ZIP, PDF, image, …)",
    "crash": "a stage failed on this record: a bug of ours; the rest was done",
    "dangling-link": "a symbolic link in a folder leads nowhere",
    "duplicate": "the same bytes were read before; they are one document",
    "empty": "the file holds nothing but white space",
    "encoding-guessed": "the encoding was not declared and had to be guessed",
    "group-too-large": "too many claims share one key to compare them all",
    "judgements-clash": "what people judged of names contradicts itself; these names stay apart",
    "metadata-differs": "a known document was given again with other metadata; the first was kept",
    "no-text": "no article text was found in the page",
    "not-english": "the text is not in English; it was kept and not read further",
    "odd-characters": "the text holds control, replacement or direction characters",
    "odd-markup": "the page's markup could not be followed; all its text was kept, menus included",
    "too-large": "the file is larger than the limit; it was not read",
    "too-long": "the text is longer than the limit; it was kept and not read further",
    "unclosed-quote": "a quotation mark has no partner",
    "undated": "no publication date is known: relative times stay open",
    "unreadable": "the file could not be opened or decoded",
    "unsupported-format": "no reader takes this kind of file",
}
