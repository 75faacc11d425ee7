"""The stages that need the whole ledger."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.errors import StageError, StoreError
from reportedly.records import (
    Assessment,
    Claim,
    Document,
    Finding,
    Origin,
    Problem,
    Question,
    Statement,
)
from reportedly.run.driver import add, read_only
from reportedly.run.events import StageFinished, StageStarted
from reportedly.run.linking import claims_in_context, link
from reportedly.run.serial import SerialRunner
from reportedly.store.memory import MemoryStore
from tests.toys import ToyAssess, many_snapshots, toy_plan

REPORTS = many_snapshots(5)


@pytest.fixture
def store() -> MemoryStore:
    store = MemoryStore()
    list(add(REPORTS, store, toy_plan(), SerialRunner()))
    return store


def test_claims_come_with_their_statement_and_document(store: MemoryStore) -> None:
    contexts = list(claims_in_context(store))
    assert [c.claim for c in contexts] == list(store.read(Claim))
    for context in contexts:
        assert context.statement.id == context.claim.statement_id
        assert context.document_id == context.claim.document_id
        assert context.published == "2021-03-04"
        assert context.fingerprint is not None
        assert context.fingerprint.document_id == context.document_id


def test_documents_without_statements_or_claims_are_no_trouble() -> None:
    store = MemoryStore()
    assert list(claims_in_context(store)) == []
    list(add(REPORTS[:1], store, toy_plan(), SerialRunner()))
    (document,) = store.read(Document)
    statement = next(store.read(Statement))
    for document_id in ("0", "zzz"):
        store.write([replace(statement, id=document_id, document_id=document_id)])
    assert {c.document_id for c in claims_in_context(store)} == {document.id}


def test_a_claim_without_a_statement_means_a_damaged_ledger(store: MemoryStore) -> None:
    store.write([replace(next(store.read(Claim)), id="lost", statement_id="gone")])
    with pytest.raises(StoreError, match="damaged"):
        list(claims_in_context(store))


def test_linking_makes_questions_findings_and_assessments(store: MemoryStore) -> None:
    events = list(link(store, toy_plan()))
    stages = ["toy-link", "toy-check", "toy-assess"]
    assert [e.stage for e in events if isinstance(e, StageStarted)] == stages
    assert [e.records for e in events if isinstance(e, StageFinished)] == [10, 10, 1]
    (question,) = store.read(Question)
    assert set(question.claim_ids) == {c.id for c in store.read(Claim)}
    assert store.count(Finding) == 5
    (assessment,) = store.read(Assessment)
    (answer,) = assessment.answers
    assert answer.claim_ids == question.claim_ids
    assert answer.origin_ids == tuple(sorted(o.id for o in store.read(Origin)))
    assert not store.linked_state().is_stale


def test_linking_again_without_change_does_nothing(store: MemoryStore) -> None:
    list(link(store, toy_plan()))
    assert list(link(store, toy_plan())) == []
    assert list(link(store, toy_plan(), is_forced=True)) != []
    store.remove(next(store.read(Document)).id)
    assert list(link(store, toy_plan())) != []


def test_a_change_of_plan_links_again_and_a_crash_is_a_problem(store: MemoryStore) -> None:
    list(link(store, toy_plan()))
    broken = toy_plan(assess=ToyAssess(is_broken=True))
    list(link(store, broken))
    (problem,) = store.read(Problem)
    assert (problem.stage, problem.code) == ("toy-assess", "crash")
    assert problem.subject == next(store.read(Question)).id
    assert store.count(Finding) == 5
    assert store.count(Assessment) == 0
    with pytest.raises(StageError, match="can't judge"):
        list(link(store, broken, strict=True, is_forced=True))
    assert list(store.read(Problem)) == [problem]
    list(link(store, toy_plan()))
    assert store.count(Problem) == 0


def test_nothing_to_link_is_linked_too() -> None:
    store = MemoryStore()
    list(link(store, toy_plan()))
    assert store.count(Question) == 0
    assert not store.linked_state().is_stale


def test_linking_without_a_store_gives_the_same(store: MemoryStore) -> None:
    list(link(store, toy_plan()))
    records = list(read_only(REPORTS, toy_plan(), SerialRunner(), is_linked=True))
    for kind in (Question, Origin, Finding, Assessment):
        read = [record for record in records if type(record) is kind]
        assert len(read) == store.count(kind)
        assert all(record in read for record in store.read(kind))
