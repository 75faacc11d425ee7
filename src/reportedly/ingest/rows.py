"""Rows of a corpus (JSON lines, CSV): which column is what, and a row's text and metadata.

The columns are found by name, whatever their order and capitals; the other columns stay in the
snapshot and are not read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Literal

from reportedly.ingest.characters import odd_character_notices, without_lone_surrogates
from reportedly.ingest.dates import read_date
from reportedly.ingest.reading import Field, Found, Notice, Reading

ROW_MEDIA_TYPE = "application/vnd.reportedly.row+json"

Column = Literal["id", "text", "title", "url", "publisher", "authors", "published", "modified"]

# What columns are called in corpora and in the exports of scrapers, in order of preference.
COLUMN_NAMES: dict[Column, tuple[str, ...]] = {
    "id": ("id", "doc_id", "document_id", "article_id", "uid", "guid"),
    "text": (
        "text", "body", "content", "article", "article_text", "full_text", "fulltext", "maintext",
        "body_text", "article_body", "articlebody",
    ),
    "title": ("title", "headline", "article_title"),
    "url": ("url", "link", "source_url", "article_url", "canonical_url"),
    "publisher": (
        "publisher", "source", "outlet", "site", "sitename", "site_name", "newspaper",
        "publication", "source_name", "media_name", "source_domain",
    ),
    "authors": ("authors", "author", "byline", "creator"),
    "published": (
        "published", "date", "pubdate", "pub_date", "publication_date", "publish_date",
        "published_at", "publishedat", "date_publish", "date_published", "datepublished",
        "published_date", "publishdate", "timestamp",
    ),
    "modified": (
        "modified", "updated", "date_modified", "datemodified", "modified_at", "updated_at",
        "date_modify", "last_updated",
    ),
}  # fmt: skip

METADATA: tuple[Field, ...] = ("url", "title", "publisher", "authors", "published", "modified")
DATES = ("published", "modified")
# What tables hold where they hold nothing.
BLANKS = ("", "nan", "NaN", "None", "null", "NULL", "N/A")


def find_columns(names: Iterable[str]) -> dict[Column, str]:
    """Returns which of the given column names holds what, by the first name that is listed."""
    by_folded: dict[str, str] = {}
    for name in names:
        by_folded.setdefault(_folded(name), name)
    found: dict[Column, str] = {}
    for column, aliases in COLUMN_NAMES.items():
        named = [by_folded[alias] for alias in aliases if alias in by_folded]
        if len(named) > 0:
            found[column] = named[0]
    return found


def row_content(row: Mapping[str, object]) -> bytes:
    """Returns the bytes that stand for a row: JSON with sorted keys and no spaces."""
    try:
        return _as_json(row, ascii_only=False).encode("utf-8")
    except UnicodeEncodeError:  # halves of characters, which JSON can hold and UTF-8 can't
        return _as_json(row, ascii_only=True).encode("ascii")


def row_fault(row: object) -> str | None:
    """Returns what is wrong with a row, in words, or ``None`` where it can be read."""
    if not isinstance(row, dict):
        return 'the line is JSON but no object: write each row as {"text": …}'
    columns = find_columns(row)
    if "text" not in columns:
        return missing_text(row)
    if not isinstance(row[columns["text"]], str):
        kind = type(row[columns["text"]]).__name__
        return f"the column {columns['text']!r} holds {kind}, not text"
    return None


def missing_text(names: Iterable[str]) -> str:
    """Returns the message for a table without a text column: its columns and what we look for."""
    listed = ", ".join(repr(name) for name in list(names)[:20]) or "none"
    wanted = ", ".join(COLUMN_NAMES["text"][:4])
    return (
        f"there is no text column; columns found: {listed}. Name the text's column one of {wanted}"
    )


def read_row(content: bytes) -> Reading:
    """Returns the text of a row as it stands, and its metadata by column."""
    try:
        row = json.loads(content)
    except (ValueError, RecursionError) as error:
        return Reading(None, notices=(Notice("bad-row", f"the row is not JSON: {error}"),))
    fault = row_fault(row)
    if fault is not None:
        return Reading(None, notices=(Notice("bad-row", fault),))
    columns = find_columns(row)
    text = without_lone_surrogates(row[columns["text"]])
    found, notices = _metadata(row, columns)
    return Reading(text, found, (*odd_character_notices(text), *notices))


def _metadata(
    row: Mapping[str, object], columns: Mapping[Column, str]
) -> tuple[tuple[Found, ...], tuple[Notice, ...]]:
    """Returns a row's metadata, and what could not be read of it."""
    found: list[Found] = []
    notices: list[Notice] = []
    for field in METADATA:
        if field not in columns:
            continue
        name = columns[field]
        where = f"column {name!r}"
        values = _texts(row[name], separator=";" if field == "authors" else None)
        if field == "authors":
            found.extend(Found(field, value, where) for value in values)
        elif len(values) > 0 and field in DATES:
            day = read_date(values[0])
            if day is None:
                message = f"{where} holds {values[0][:40]!r}, which is no date of a known form"
                notices.append(Notice("bad-date", message + " (write 2020-10-02)"))
            else:
                found.append(Found(field, day, where))
        elif len(values) > 0:
            found.append(Found(field, values[0], where))
    return tuple(found), tuple(notices)


def _texts(value: object, *, separator: str | None = None) -> list[str]:
    """Returns the texts in a field: all of a list, the parts of a separated one, no blanks."""
    listed = value if isinstance(value, list) else [value]
    if separator is not None and isinstance(value, str):
        listed = value.split(separator)
    texts = [" ".join(str(item).split()) for item in listed if _is_plain(item)]
    return [without_lone_surrogates(text) for text in texts if text not in BLANKS]


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _folded(name: str) -> str:
    return name.strip("\ufeff \t").casefold().replace(" ", "_").replace("-", "_")


def _as_json(row: Mapping[str, object], *, ascii_only: bool) -> str:
    return json.dumps(row, ensure_ascii=ascii_only, sort_keys=True, separators=(",", ":"))
