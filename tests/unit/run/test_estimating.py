from __future__ import annotations

from reportedly.records import Document, Origin, Question, record_id
from reportedly.run.estimating import estimate_all, estimate_question
from reportedly.store.memory import MemoryStore
from tests.making import make_item

VOICES = ("Ana Bell", "Ivo Stern", "Max Reed")


def make_store(*numbers: str) -> tuple[MemoryStore, Question]:
    """Returns a store in which three voices answer one question, each in a report of its own."""
    items = [make_item(n, VOICES[i], report=f"r{i}") for i, n in enumerate(numbers)]
    question = Question(
        id="asked", title="How many were killed?", event="assault", role="killed", population=None,
        places=(), first=None, last=None, claim_ids=tuple(sorted(i.claim.id for i in items)),
    )  # fmt: skip
    made: list[object] = [question]
    for item, source in zip(items, VOICES, strict=False):
        made += [item.claim, item.statement, make_document(item.document_id)]
        # The same words have a voice in another question too; that one has no say in this.
        for asked in ("asked", "other"):
            made.append(
                Origin(
                    id=record_id("origin", asked, source), source=source, question_id=asked,
                    document_ids=(item.document_id,), statement_ids=(item.statement.id,), why=(),
                )
            )  # fmt: skip
    store = MemoryStore()
    store.write(made)
    return store, question


def make_document(name: str) -> Document:
    return Document(
        id=name, path=None, url=None, title=None, publisher=f"The {name.title()} Paper",
        authors=(), published="2023-05-05", modified=None, retrieved=None, language="en",
        text=name, text_sha256=name, snapshot_sha256=name,
    )  # fmt: skip


def test_a_question_of_a_ledger_is_estimated_with_a_second_opinion() -> None:
    store, question = make_store("14", "14", "40")
    made = estimate_question(store, question, sides={"ana bell": "Norland"})
    assert (made.low.value, made.best.value, made.high.value) == (14, 14, 40)
    assert [voice.side for voice in made.voices] == ["Norland", None, None]
    assert {o.method: o.value for o in made.opinions}["vote"] == 14
    assert [made] == list(estimate_all(store, sides={"ana bell": "Norland"}))


def test_two_numbers_get_no_second_opinion() -> None:
    store, question = make_store("14", "40")
    assert estimate_question(store, question, sides={}).opinions == ()


def test_a_question_of_one_claim_is_passed_over() -> None:
    store, _ = make_store("14")
    assert list(estimate_all(store, sides={})) == []
