"""What every store promises: one body of tests, all stores."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.records import (
    Assessment,
    Claim,
    Document,
    Finding,
    Fingerprint,
    Link,
    MetadataOrigin,
    Origin,
    Problem,
    Question,
    Snapshot,
    Statement,
)
from reportedly.store.base import (
    DERIVED,
    STORED_KINDS,
    DocumentWork,
    Store,
    column_names,
    key_columns,
)
from reportedly.store.memory import MemoryStore
from reportedly.store.sqlite import SqliteStore
from tests.strategies import any_text, records_of
from tests.toys import ToyExtract, ToyFingerprint, ToyIngest, snapshot_of

few = settings(max_examples=12)  # each example makes ledgers on the disk

MakeStore = Callable[[], Store]


@pytest.fixture(params=["memory", "sqlite"])
def make_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MakeStore]:
    opened: list[Store] = []

    def make() -> Store:
        store: Store = (
            MemoryStore()
            if request.param == "memory"
            else SqliteStore(tmp_path / f"ledger-{len(opened)}.db")
        )
        opened.append(store)
        return store

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def store(make_store: MakeStore) -> Store:
    return make_store()


def work_on(text: str, path: str = "report.txt", **changes: Any) -> DocumentWork:
    """Returns all work on one report, done by the toys."""
    snapshot = snapshot_of(text, path)
    (document,) = (d for d in ToyIngest()([snapshot]) if isinstance(d, Document))
    made = (*ToyFingerprint()([document]), *ToyExtract()([document]))
    work = DocumentWork(
        document=document,
        snapshot=snapshot,
        records=tuple(r for r in made if not isinstance(r, Problem)),
        problems=(Problem(stage="extract", subject=document.id, code="undated", message="No."),),
        stages=("ingest", "extract"),
        replaces=(Fingerprint, Statement, Claim),
        done=(("key-ingest", snapshot.id), ("key-extract", document.id)),
    )
    return replace(work, **changes)


def contents(store: Store) -> dict[str, list[object]]:
    return {kind.__name__: list(store.read(kind)) for kind in STORED_KINDS}


QUESTION = Question(
    id="q1", title="How many?", event=None, role="killed", population=None, places=("Varn",),
    first=None, last=None, claim_ids=("c1",),
)  # fmt: skip


# -- write and read --------------------------------------------------------------------------


@few
@given(st.data())
@pytest.mark.parametrize("kind", STORED_KINDS)
def test_every_record_comes_back_equal(make_store: MakeStore, kind: Any, data: Any) -> None:
    store = make_store()
    written = data.draw(st.lists(records_of(kind), max_size=4))
    store.write(written)
    store.write(written)
    expected = {tuple(getattr(r, n, r) for n in key_columns(kind)): r for r in written}
    read = list(store.read(kind))
    assert len(read) == len(expected)
    for record in expected.values():
        assert record in read
        assert type(read[read.index(record)]) is kind


@few
@given(st.data())
@pytest.mark.parametrize("kind", STORED_KINDS)
def test_reading_follows_content_not_the_order_of_writing(
    make_store: MakeStore, kind: Any, data: Any
) -> None:
    keys = key_columns(kind)
    written = data.draw(
        st.lists(
            records_of(kind),
            max_size=5,
            unique_by=lambda r: tuple(getattr(r, name, r) for name in keys),
        )
    )
    one, other, memory = make_store(), make_store(), MemoryStore()
    one.write(written)
    other.write(reversed(written))
    memory.write(written)
    assert list(one.read(kind)) == list(other.read(kind)) == list(memory.read(kind))


@few
@given(st.data())
@pytest.mark.parametrize("kind", STORED_KINDS)
def test_any_plain_column_filters(make_store: MakeStore, kind: Any, data: Any) -> None:
    written = data.draw(st.lists(records_of(kind), min_size=1, max_size=4))
    store = make_store()
    store.write(written)
    wanted = next(store.read(kind))
    derived = DERIVED.get(kind, {})
    for name in column_names(kind):
        value = derived[name][1](wanted) if name in derived else getattr(wanted, name)
        if value is None or isinstance(value, str | int | float):
            found = list(store.read(kind, **{name: value}))
            assert wanted in found
            assert store.count(kind, **{name: value}) == len(found)


def test_a_later_record_of_the_same_id_wins(store: Store) -> None:
    store.write([QUESTION])
    changed = replace(QUESTION, title="How many, then?")
    store.write([changed])
    assert list(store.read(Question)) == [changed]


def test_a_column_that_is_not_there_is_an_error_at_once(store: Store) -> None:
    with pytest.raises(TypeError, match="no column colour"):
        list(store.read(Claim, colour="red"))


def test_records_that_no_ledger_keeps_are_refused(store: Store) -> None:
    with pytest.raises((TypeError, KeyError)):
        store.write([MetadataOrigin(field="title", where="html")])


def test_writing_is_all_or_nothing(store: Store) -> None:
    def failing() -> Iterator[object]:
        yield QUESTION
        raise RuntimeError("the source of the records broke")

    with pytest.raises(RuntimeError, match="broke"):
        store.write(failing())
    assert list(store.read(Question)) == []


def test_reading_does_not_see_what_is_written_meanwhile(store: Store) -> None:
    store.write([replace(QUESTION, id=f"q{i:03}") for i in range(600)])
    read = 0
    for question in store.read(Question):
        store.write([replace(question, id="a" + question.id)])
        read += 1
    assert read == 600
    assert store.count(Question) == 1200


# -- one report ------------------------------------------------------------------------------


def test_a_report_is_written_with_all_that_hangs_on_it(store: Store) -> None:
    work = work_on("Ann: 3 killed. Bob: 4 killed.")
    store.replace_document(work)
    assert list(store.read(Document)) == [work.document]
    assert list(store.read(Snapshot)) == [work.snapshot]
    assert {r.id for r in store.read(Claim)} == {r.id for r in work.records if type(r) is Claim}
    assert list(store.read(Problem)) == list(work.problems)
    assert store.done("key-extract") == {work.document.id}
    assert store.has_done("key-ingest", work.document.snapshot_sha256)
    assert not store.has_done("key-other", work.document.id)


def test_writing_a_report_twice_changes_nothing(store: Store) -> None:
    work = work_on("Ann: 3 killed.")
    store.replace_document(work)
    before = contents(store)
    store.replace_document(work)
    assert contents(store) == before


def test_what_a_report_no_longer_says_goes(store: Store) -> None:
    store.replace_document(work_on("Ann: 3 killed. Bob: 4 killed."))
    work = work_on("Ann: 3 killed. Bob: 4 killed.")
    fewer = tuple(r for r in work.records if not isinstance(r, Claim))
    store.replace_document(replace(work, records=fewer, problems=(), done=(("new", "x"),)))
    assert store.count(Claim) == 0
    assert store.count(Statement) == 2
    assert store.count(Problem) == 0
    assert store.done("key-extract") == set()


def test_what_another_stage_made_of_a_report_stays(store: Store) -> None:
    work = work_on("Ann: 3 killed.")
    store.replace_document(work)
    again = replace(work, records=(), problems=(), stages=("fingerprint",), replaces=(Fingerprint,))
    store.replace_document(again)
    assert store.count(Fingerprint) == 0
    assert store.count(Claim) == 1
    assert store.count(Problem) == 1


def test_a_snapshot_read_into_another_document_leaves_one_document(store: Store) -> None:
    work = work_on("Ann: 3 killed.")
    store.replace_document(work)
    other = replace(work.document, id="another", text="Ann: 5 killed.")
    store.replace_document(replace(work, document=other, snapshot=None, records=(), done=()))
    assert [d.id for d in store.read(Document)] == ["another"]
    assert store.count(Claim) == 0
    assert store.count(Snapshot) == 1


def test_problems_of_a_path_go_when_it_can_be_read(store: Store) -> None:
    problem = Problem(stage="ingest", subject="report.txt", code="empty", message="Nothing.")
    store.write_problems([problem], unit="report.txt")
    assert list(store.read(Problem)) == [problem]
    store.replace_document(work_on("Ann: 3 killed.", problems=()))
    assert store.count(Problem) == 0


def test_problems_give_way_to_those_of_the_same_stage_only(store: Store) -> None:
    first = Problem(stage="ingest", subject="a", code="empty", message="Nothing.")
    other = Problem(stage="add", subject="a", code="duplicate", message="Twice.")
    second = replace(first, code="binary")
    store.write_problems([first, other], unit="a")
    store.write_problems([second], unit="a", replaces=["ingest"])
    assert set(store.read(Problem)) == {other, second}


# -- remove ----------------------------------------------------------------------------------


def test_remove_takes_everything_and_adding_again_brings_it_back(store: Store) -> None:
    work, stays = work_on("Ann: 3 killed."), work_on("Bob: 9 killed.", "other.txt")
    store.replace_document(stays)
    alone = contents(store)
    store.replace_document(work)
    both = contents(store)
    note = Problem(stage="add", subject="copy.txt", code="duplicate", message="Twice.")
    store.write_problems([note], unit=work.document.id)

    assert store.remove(work.document.id)

    assert contents(store) == alone
    assert store.done("key-ingest") == {stays.document.snapshot_sha256}
    assert [hit.document_id for hit in store.search("ann")] == []
    assert not store.remove(work.document.id)
    store.replace_document(work)
    assert contents(store) == both


def test_bytes_that_two_documents_share_stay_until_both_are_gone(store: Store) -> None:
    work = work_on("Ann: 3 killed.")
    store.replace_document(work)
    store.write([replace(work.document, id="another")])
    store.remove(work.document.id)
    assert store.count(Snapshot) == 1
    store.remove("another")
    assert store.count(Snapshot) == 0


# -- linking ---------------------------------------------------------------------------------


def test_a_linking_run_replaces_the_earlier_one(store: Store) -> None:
    problem = Problem(stage="link", subject="killed", code="group-too-large", message="Many.")
    store.replace_links([QUESTION, problem], made_from="a", made_by="k")
    assert list(store.read(Question)) == [QUESTION]
    assert list(store.read(Problem)) == [problem]
    other = replace(QUESTION, id="q2")
    store.replace_links([other], made_from="b", made_by="k")
    assert list(store.read(Question)) == [other]
    assert store.count(Problem) == 0
    assert store.linked_state().made_from == "b"


def test_a_linking_run_that_fails_leaves_the_earlier_one(store: Store) -> None:
    def failing() -> Iterator[object]:
        yield replace(QUESTION, id="q2")
        raise RuntimeError("the linking broke")

    store.replace_links([QUESTION], made_from="a", made_by="k")
    with pytest.raises(RuntimeError, match="broke"):
        store.replace_links(failing(), made_from="b", made_by="k")
    assert list(store.read(Question)) == [QUESTION]


@few
@given(st.data())
@pytest.mark.parametrize("kind", [Origin, Link, Finding, Assessment])
def test_all_that_linking_makes_is_kept(make_store: MakeStore, kind: Any, data: Any) -> None:
    store = make_store()
    record = data.draw(records_of(kind))
    store.replace_links([record], made_from="a", made_by="k")
    assert list(store.read(kind)) == [record]


def test_linking_is_stale_when_documents_come_change_or_go(store: Store) -> None:
    assert store.linked_state().made_from is None
    assert store.linked_state().is_stale

    def relink() -> None:
        store.replace_links([], made_from=store.linked_state().current, made_by="k")
        assert not store.linked_state().is_stale

    work = work_on("Ann: 3 killed.")
    relink()
    store.replace_document(work)
    assert store.linked_state().is_stale
    relink()
    store.replace_document(work)
    assert not store.linked_state().is_stale
    store.replace_document(replace(work, done=(("key-extract-2", work.document.id),)))
    assert store.linked_state().is_stale
    relink()
    store.remove(work.document.id)
    assert store.linked_state().is_stale


# -- search ----------------------------------------------------------------------------------


def test_search_finds_reports_and_claims_with_all_the_words(store: Store) -> None:
    work = work_on("Ann: 3 killed. Bob: 40 killed.")
    store.replace_document(work)
    store.replace_document(work_on("Ann: 5 killed.", "other.txt"))
    hits = list(store.search("BOB killed"))
    assert [(hit.kind, hit.document_id) for hit in hits] == [("document", work.document.id)]
    assert "bob" in [hits[0].excerpt[m.start : m.end].lower() for m in hits[0].marks]
    claims = list(store.search("40 killed", kind="claim"))
    assert len(claims) == 1
    assert store.count(Claim, id=claims[0].id) == 1
    assert list(store.search("bob wounded")) == []


def test_search_knows_phrases_beginnings_and_limits(store: Store) -> None:
    store.replace_document(work_on("Ann: 3 killed."))
    store.replace_document(work_on("Bob: 5 killed.", "other.txt"))
    assert len(list(store.search('"3 killed"', kind="document"))) == 1
    assert list(store.search('"killed 3"', kind="document")) == []
    assert len(list(store.search("kil*", kind="document"))) == 2
    assert len(list(store.search("kil*", kind="document", limit=1))) == 1
    assert list(store.search("")) == []


def test_search_follows_changes(store: Store) -> None:
    work = work_on("Ann: 3 killed.")
    store.replace_document(work)
    store.write([replace(work.document, text="Nobody was there.")])
    assert list(store.search("ann")) == []
    assert len(list(store.search("nobody"))) == 1


@given(
    st.one_of(
        any_text,
        st.text("\"*^:(){}-+ aANDORNT'\x00\ud800", max_size=12),
        st.sampled_from(['"', "NEAR(a b)", "text:a", "a AND", "*", '"a" OR', "-a", "a\x00b"]),
    )
)
def test_any_search_text_is_safe(searched_store: Store, text: str) -> None:
    for hit in searched_store.search(text):
        assert all(0 <= mark.start < mark.end <= len(hit.excerpt) for mark in hit.marks)


@pytest.fixture
def searched_store(store: Store) -> Store:
    store.replace_document(work_on("Ann: 3 killed. AND OR NOT text NEAR a b"))
    return store
