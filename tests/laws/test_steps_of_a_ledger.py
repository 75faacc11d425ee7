"""The law of adding in steps, through the driver and a ledger: all records that linking makes."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.config import Plan, default_plan
from reportedly.link.fingerprints import fingerprint
from reportedly.linkage import LINKAGE_KINDS, Relinked
from reportedly.records import Copy, Document, Problem, Question
from reportedly.run.events import StageStarted
from reportedly.run.linking import link
from reportedly.store.base import LINK_KINDS, DocumentWork, Store
from reportedly.store.memory import MemoryStore
from reportedly.store.sqlite import SqliteStore
from tests.laws.test_increments import Report, reports
from tests.making import make_item

PLAN = default_plan()
WIRE = (
    "The ministry said in the evening that the road to the old mill had been opened again after "
    "two weeks, and that the fourteen families of the valley could fetch what they had left."
)


def add(store: Store, report: Report, text: str = "") -> None:
    """Puts a report with its claims into a ledger, as the driver does."""
    first = report[0]
    kept = fingerprint(first.document_id, text or f"The words of {first.document_id}.")
    kept = replace(kept, publisher=first.publisher, published=first.published)
    document = Document(
        id=first.document_id, path=f"{first.document_id}.txt", url=None, title=None,
        publisher=first.publisher, authors=(), published=first.published, modified=None,
        retrieved=None, language="en", text=text, text_sha256=first.document_id,
        snapshot_sha256=first.document_id,
    )  # fmt: skip
    statements = {item.statement.id: item.statement for item in report}
    records = (kept, *statements.values(), *(item.claim for item in report))
    store.replace_document(
        DocumentWork(
            document=document, snapshot=None, records=records, problems=(), stages=(),
            replaces=(), done=(("read", first.document_id),),
        )
    )  # fmt: skip


def contents(store: Store) -> dict[str, list[str]]:
    kinds = (*LINK_KINDS, *LINKAGE_KINDS, Problem)
    return {kind.__name__: sorted(map(repr, store.read(kind))) for kind in kinds}


def linked_in(store: Store, steps: Sequence[Sequence[tuple[Report, str]]], plan: Plan) -> None:
    for step in steps:
        for report, text in step:
            add(store, report, text)
        list(link(store, plan, strict=True))


@settings(max_examples=25, deadline=None)
@given(reports(), st.data())
def test_a_ledger_that_grew_is_the_ledger_linked_at_once(
    made: list[Report], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(made), label="order")
    texts = [data.draw(st.sampled_from(("", WIRE, f"{WIRE} {WIRE}"))) for _ in order]
    given_texts = list(zip(order, texts, strict=True))
    gone = data.draw(st.sampled_from([None, *(r[0].document_id for r in order)]), label="gone")
    with tempfile.TemporaryDirectory() as folder:
        grown = SqliteStore(Path(folder, "grown.db"))
        at_once = SqliteStore(Path(folder, "at-once.db"))
        in_memory = MemoryStore()
        with grown, at_once:
            for store in (grown, in_memory):
                linked_in(store, [[step] for step in given_texts], PLAN)
                if gone is not None:
                    store.remove(gone)
                list(link(store, PLAN, strict=True))
            left = [step for step in given_texts if step[0][0].document_id != gone]
            linked_in(at_once, [left], PLAN)
            assert contents(grown) == contents(at_once)
            assert contents(in_memory) == contents(at_once)


def test_a_step_touches_only_what_the_new_report_reaches(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "ledger.db") as store:
        linked_in(store, [[((make_item("14", report="a"),), ""), (
            (make_item("30", report="b", place="Varrow"),), "")]], PLAN)  # fmt: skip
        add(store, (make_item("15", report="c"),))
        events = [e for e in link(store, PLAN, strict=True) if isinstance(e, StageStarted)]
        assert {e.stage: e.total for e in events} == {
            "link": 1, "check": 1, "compare": 1, "assess": 1,
        }  # fmt: skip
        assert store.count(Question) == 2
        assert not store.linked_state().is_stale


FURNITURE = (
    "Write to the editors of this paper by post or call at the office on the square before noon on "
    "any working day of the week."
)


@settings(max_examples=25, deadline=None)
@given(reports(), st.data())
def test_sequences_that_turn_common_and_back_leave_what_all_at_once_gives(
    made: list[Report], data: st.DataObject
) -> None:
    parts = st.lists(st.sampled_from((WIRE, FURNITURE)), max_size=2)
    order = [
        (
            report,
            " ".join(
                (
                    f"Item {data.draw(st.sampled_from((number, 0)), label='item')} of the day.",
                    *data.draw(parts, label="text"),
                )
            ),
        )
        for number, report in enumerate(data.draw(st.permutations(made), label="order"))
    ]
    again = data.draw(st.sampled_from(order), label="read again")
    gone = data.draw(st.sampled_from(order), label="gone")[0][0].document_id
    other = (again[0], data.draw(st.sampled_from((WIRE, FURNITURE, "")), label="its new text"))
    left = [item for item in order if item is not again and item[0][0].document_id != gone]
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        for name in ("copies.COMMON_AT_PUBLISHER", "copies.COMMON_TEXTS",
                     "copies.COMMON_FACT_TEXTS", "copy_steps.COMMON_AT_PUBLISHER"):  # fmt: skip
            patch.setattr(f"reportedly.link.{name}", 2)
        grown, at_once = SqliteStore(Path(folder, "grown.db")), MemoryStore()
        with grown:
            linked_in(grown, [*([item] for item in order), [other]], PLAN)
            grown.remove(gone)
            list(link(grown, PLAN, strict=True))
            is_gone = again[0][0].document_id == gone
            linked_in(at_once, [left if is_gone else [*left, other]], PLAN)
            assert contents(grown) == contents(at_once)


def test_a_sequence_that_turns_common_reaches_the_reports_that_hold_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("reportedly.link.copies.COMMON_AT_PUBLISHER", 2)
    monkeypatch.setattr("reportedly.link.copy_steps.COMMON_AT_PUBLISHER", 2)
    made = [
        ((make_item("14", report=f"r{n}", publisher="The Paper"),), f"{n} {WIRE} Also {n}.")
        for n in range(2)
    ]
    others = [((make_item("30", report=f"o{n}", place="Varrow"),), "") for n in range(3)]
    with SqliteStore(tmp_path / "ledger.db") as store:
        linked_in(store, [[*made, *others]], PLAN)
        assert store.count(Copy) == 1
        add(store, (make_item("15", report="r2", publisher="The Paper"),), f"2 {WIRE} Also 2.")
        events = [e for e in link(store, PLAN, strict=True) if isinstance(e, StageStarted)]
        assert store.count(Copy) == 0
        assert next(e.total for e in events if e.stage == "link") == 3


@pytest.mark.parametrize("kind", [MemoryStore, SqliteStore])
def test_a_step_from_a_state_that_another_run_has_left_behind_writes_nothing(
    kind: type[MemoryStore | SqliteStore], tmp_path: Path
) -> None:
    store = MemoryStore() if kind is MemoryStore else SqliteStore(tmp_path / "ledger.db")
    with store:
        linked_in(store, [[((make_item("14", report="a"),), "")]], PLAN)
        seen = store.linked_state()
        linked_in(store, [[((make_item("15", report="b"),), "")]], PLAN)
        before = contents(store)
        late = Relinked(gone=("report a",), made=(), dropped=(), rows=())
        assert not store.change_links(late, made_from=seen, made_by="late", is_whole=False)
        assert contents(store) == before
