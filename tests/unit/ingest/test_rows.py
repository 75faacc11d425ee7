"""Corpora: rows one at a time, columns by name, and a broken row costs that row."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.ingest.corpora import REPORTED_FAULTS, Row, read_rows
from reportedly.ingest.reading import Found
from reportedly.ingest.rows import read_row, row_content
from reportedly.records import Problem

LIMIT = 10_000


def rows(content: bytes, path: str = "a.jsonl") -> list[Row | Problem]:
    return list(read_rows(io.BytesIO(content), path, max_row_chars=LIMIT))


def texts(items: list[Row | Problem]) -> list[tuple[int, str | None]]:
    return [(item.line, read_row(item.content).text) for item in items if isinstance(item, Row)]


def problems(items: list[Row | Problem]) -> list[tuple[str, str]]:
    return [(item.subject, item.code) for item in items if isinstance(item, Problem)]


def test_json_lines_are_rows_with_their_line_numbers() -> None:
    read = rows(b'{"text": "one"}\n\n{"text": "two \\u201c"}\r\n{"text": "three"}')
    assert texts(read) == [(1, "one"), (3, "two “"), (4, "three")]
    assert problems(read) == []


def test_broken_json_lines_cost_themselves_only() -> None:
    read = rows(
        b'{"text": "one"}\n{"text": \n[1]\n{"txt": "x", "b": 1}\n{"text": 5}\n{"text": "two"}'
    )
    assert texts(read) == [(1, "one"), (6, "two")]
    assert problems(read) == [(f"a.jsonl:{line}", "bad-row") for line in (2, 3, 4, 5)]
    messages = [item.message for item in read if isinstance(item, Problem)]
    assert "'txt', 'b'" in messages[2]
    assert "Name the text's column one of text, body" in messages[2]


def test_csv_rows_span_lines_inside_quotation_marks() -> None:
    read = rows(b'id,Text,date\n1,"He said ""no"",\nand left",2031-03-06\n2,plain,\n', "a.csv")
    assert texts(read) == [(2, 'He said "no",\nand left'), (4, "plain")]


@pytest.mark.parametrize(
    ("path", "delimiter"), [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t"), ("a.csv", "\t")]
)
def test_the_delimiter_is_the_one_of_the_first_row(path: str, delimiter: str) -> None:
    content = delimiter.join(["title", "text", "source"]) + "\n" + delimiter.join(["t", "x", "s"])
    assert texts(rows(content.encode(), path)) == [(2, "x")]


def test_a_quotation_mark_that_is_never_closed_costs_its_row_only() -> None:
    # also where a later mark would close it
    read = rows(b'id,text\n1,"one\n2,two\n', "a.csv")
    assert texts(read) == [(3, "two")]
    read = rows(b'id,text\n1,one\n2,"two\n3,three\n4,"four"\n', "a.csv")
    assert texts(read) == [(2, "one"), (4, "three"), (5, "four")]
    assert problems(read) == [("a.csv:3", "bad-row")]


def test_text_after_a_closing_mark_is_part_of_the_field() -> None:
    assert texts(rows(b'id,text\n1,"So" he said\n2,two\n', "a.csv")) == [
        (2, "So he said"),
        (3, "two"),
    ]


def test_rows_with_too_few_or_too_many_fields_are_told() -> None:
    read = rows(b"id,text,date\n1,one\n2,two,,\n3,three,2031-03-06,more\n4,four,x\n", "a.csv")
    assert texts(read) == [(3, "two"), (5, "four")]  # empty fields at the end are a spreadsheet's
    assert problems(read) == [("a.csv:2", "bad-row"), ("a.csv:4", "bad-row")]


def test_a_table_without_a_text_column_is_one_problem_that_names_its_columns() -> None:
    read = rows(b"id,killed,place\n" + b"1,2,x\n" * 500, "a.csv")
    assert problems(read) == [("a.csv:1", "bad-row")]
    assert "'id', 'killed', 'place'" in next(r.message for r in read if isinstance(r, Problem))


def test_many_broken_rows_are_counted_not_listed() -> None:
    read = rows(b"nonsense\n" * 1_000 + b'{"text": "one"}')
    assert texts(read) == [(1001, "one")]
    assert len(problems(read)) == REPORTED_FAULTS + 1
    assert "950 more rows" in [item.message for item in read if isinstance(item, Problem)][-1]


def test_a_row_longer_than_a_row_may_be_is_skipped_unread() -> None:
    long = b'{"text": "' + b"x" * 50_000 + b'"}\n'
    read = rows(b'{"text": "one"}\n' + long + b'{"text": "two"}')
    assert texts(read) == [(1, "one"), (3, "two")]
    assert problems(read) == [("a.jsonl:2", "too-large")]
    read = rows(b"text\none\n" + b"x" * 50_000 + b"\ntwo\n", "a.csv")
    assert texts(read) == [(2, "one"), (4, "two")]


def test_fields_longer_than_the_csv_module_likes_are_read() -> None:
    content = b"text\n" + b"x" * 200_000 + b"\n"
    (row,) = read_rows(io.BytesIO(content), "a.csv", max_row_chars=300_000)
    assert isinstance(row, Row)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_corpora_in_unicode_encodings(encoding: str) -> None:
    content = "text,source\n“Été” said the mayor of a town,Málaga Post\n" * 1
    read = rows(content.encode(encoding), "a.csv")
    assert texts(read) == [(2, "“Été” said the mayor of a town")]
    assert problems(read) == ([("a.csv", "encoding-guessed")] if encoding == "utf-16-le" else [])


def test_a_table_saved_by_an_old_spreadsheet_is_read_with_a_notice() -> None:
    content = ("text\n" + "“Été” at the café – not before.\n" * 5).encode("cp1252")
    read = rows(content, "a.csv")
    assert texts(read)[0] == (2, "“Été” at the café – not before.")
    assert problems(read) == [("a.csv", "encoding-guessed")]


def test_one_line_in_another_encoding_is_guessed_alone() -> None:
    content = (
        "text\n“Été”\n".encode() + "the café’s door was shut\n".encode("cp1252") + "“ж”\n".encode()
    )
    read = rows(content, "a.csv")
    assert texts(read) == [(2, "“Été”"), (3, "the café’s door was shut"), (4, "“ж”")]
    assert problems(read) == [("a.csv:3", "encoding-guessed")]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"text,date\n"])
def test_a_corpus_without_rows_is_said_to_be_empty(content: bytes) -> None:
    assert problems(rows(content, "a.csv")) == [("a.csv", "empty")]


def test_a_row_tells_its_metadata_by_column() -> None:
    row = {
        "Headline": "Twelve; leave", "BODY": "Text.", "source": "The Daily Example", "Pub Date":
        "6 March 2031", "author": "Ann Other; Jo Blogg", "link": "https://daily.example/1", "x": 1,
    }  # fmt: skip
    reading = read_row(row_content(row))
    assert reading.text == "Text."
    assert set(reading.found) == {
        Found("title", "Twelve; leave", "column 'Headline'"),
        Found("publisher", "The Daily Example", "column 'source'"),
        Found("published", "2031-03-06", "column 'Pub Date'"),
        Found("authors", "Ann Other", "column 'author'"),
        Found("authors", "Jo Blogg", "column 'author'"),
        Found("url", "https://daily.example/1", "column 'link'"),
    }


def test_a_date_that_is_two_dates_is_told_and_not_taken() -> None:
    reading = read_row(row_content({"text": "x", "date": "02/10/2020"}))
    assert reading.found == ()
    assert [notice.code for notice in reading.notices] == ["bad-date"]


def test_blanks_of_tables_are_unknown() -> None:
    row: dict[str, object] = {
        "text": "x",
        "date": None,
        "title": "nan",
        "source": " ",
        "author": [],
        "url": False,
    }
    assert read_row(row_content(row)).found == ()


def test_half_characters_of_json_are_replaced_and_told() -> None:
    (row,) = rows(b'{"text": "a \\ud83d b", "title": "\\udc00"}')
    assert isinstance(row, Row)
    reading = read_row(row.content)
    assert reading.text == "a \ufffd b"
    assert [notice.code for notice in reading.notices] == ["odd-characters"]


def test_the_bytes_of_a_row_do_not_depend_on_how_it_was_written() -> None:
    first = rows(b'{"text": "caf\\u00e9", "id": 1}')
    second = rows('{ "id":1,"text" : "café" }'.encode())
    assert first == second


@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.tsv", "a.jsonl"]))
def test_no_bytes_make_the_corpus_reader_fail(content: bytes, path: str) -> None:
    for item in rows(content, path):
        if isinstance(item, Row):
            reading = read_row(item.content)
            assert reading.text is not None
            reading.text.encode("utf-8")


@given(st.binary(max_size=200))
def test_no_bytes_make_the_row_reader_fail(content: bytes) -> None:
    read_row(content)


csv_fields = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff"))


@given(st.lists(csv_fields.filter(lambda text: text.strip() != ""), min_size=1, max_size=5))
def test_what_a_csv_writer_writes_comes_back(values: list[str]) -> None:
    import csv

    held = io.StringIO(newline="")
    writer = csv.writer(held, quoting=csv.QUOTE_ALL)
    writer.writerows([["text", "n"], *([value, "1"] for value in values)])
    read = rows(held.getvalue().encode(), "a.csv")
    assert [text for _, text in texts(read)] == values


def test_memory_does_not_grow_with_the_corpus() -> None:
    class Endless(io.RawIOBase):
        """A corpus of 50 MB that is never held anywhere."""

        def __init__(self) -> None:
            self._lines = self._made()
            self._rest = b""

        def _made(self) -> Iterator[bytes]:
            for number in range(25_000):
                yield json.dumps({"id": number, "text": "word " * 400}).encode() + b"\n"

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            part = self._rest or next(self._lines, b"")
            part, self._rest = part[: len(buffer)], part[len(buffer) :]
            buffer[: len(part)] = part
            return len(part)

    tracemalloc.start()
    try:
        stream = io.BufferedReader(Endless())
        count = sum(1 for _ in read_rows(stream, "a.jsonl", max_row_chars=LIMIT))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 25_000
    assert peak < 5_000_000
