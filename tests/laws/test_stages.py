"""Laws that every registered stage keeps, ours and other people's alike."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from reportedly import registry
from reportedly.arrow import to_batch
from reportedly.codec import decode, encode
from reportedly.errors import PROBLEM_CODES
from reportedly.records import (
    Claim,
    ClaimInContext,
    Document,
    Fingerprint,
    Origin,
    Problem,
    Question,
    QuestionInContext,
    Snapshot,
    Statement,
)
from reportedly.run.linking import contexts_of, questions_in_context
from reportedly.run.plans import LEDGER_INPUTS, REPORT_INPUTS, is_whole
from reportedly.stage import AnyStage, apply_batch, records_of_batch
from reportedly.store.base import STORED_KINDS
from reportedly.store.sqlite import SqliteStore
from tests.strategies import claim_batches, documents, reports, snapshots

# Parsing takes a while; laws are broken by kinds of input, not by the hundredth of one kind. An
# example that breaks one is not made smaller: that would parse for minutes.
few = settings(
    max_examples=10,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
every_stage = pytest.mark.parametrize("name", registry.known_names())

# Reports of our own: each says something that some stage looks for.
REPORTS = (
    "VARN, Norland (Example Wire) — At least 12 soldiers were killed and 30 wounded in shelling "
    "near Varn on Monday, the defence ministry said.\n\n“We lost 12 men,” said Mayor Ilda Toren. "
    "She added that 7 children were among 40 people hurt.",
    "Norland's ministry of defence denied that 12 soldiers had been killed at Varn.\n\nAccording "
    "to the river watch group, the toll has risen to 19. It counts 300 fighters in the town, of "
    "whom 28 were killed and 62 are missing or wounded: nearly 30 percent.",
    "At least 12 soldiers were killed and 30 wounded in shelling near Varn on Monday, the defence "
    "ministry said. Some 4,000 fighters are paid $1,800 a month each, a report said.",
    "The Varn Observatory said that 44 people were wounded in Tunis on Monday.",
    "The Varn Observatory said that 44 people were killed in Tunis on Monday.",
    "Nobody came to the market.",
)


def stage_named(name: str) -> AnyStage:
    """Returns the stage with its default settings. One that can't be loaded fails the law."""
    return registry.find(name)()


def is_map(stage: AnyStage) -> bool:
    return stage.group_by is None and not is_whole(stage)


def inputs_of(stage: AnyStage) -> st.SearchStrategy[list[Any]]:
    """Returns batches that a stage may be given."""
    return INPUTS[stage.consumes]()


def parts_of(kind: str) -> st.SearchStrategy[list[Any]]:
    """Returns one part of generated claims in context, each once: claims, statements, …"""

    def of_batch(contexts: Any) -> list[Any]:
        return list({part: None for c in contexts if (part := getattr(c, kind)) is not None})

    return claim_batches().map(of_batch) | st.just(of_batch(sample_contexts()))


def samples_of(kind: type) -> list[Any]:
    """Returns what our own reports give of a kind that a stage may consume."""
    contexts = sample_contexts()
    samples: dict[type, list[Any]] = {
        Document: list(sample_documents()),
        Fingerprint: list({c.fingerprint: None for c in contexts}),
        Statement: list({c.statement: None for c in contexts}),
        Claim: [c.claim for c in contexts],
        ClaimInContext: list(contexts),
        QuestionInContext: asked_about(contexts),
    }
    return samples[kind]


@cache
def sample_documents() -> tuple[Document, ...]:
    made = stage_named("ingest")(
        [
            Snapshot(
                id=f"{number:064x}",
                content=text.encode(),
                path=f"{number}.txt",
                media_type="text/plain",
                publisher=f"Paper {number}",
                published="2021-03-04",
            )
            for number, text in enumerate(REPORTS)
        ]
    )
    return tuple(record for record in made if isinstance(record, Document))


@cache
def sample_contexts() -> tuple[ClaimInContext, ...]:
    stages = stage_named("fingerprint"), stage_named("extract")
    return tuple(
        context
        for document in sample_documents()
        for context in contexts_of(document, [r for stage in stages for r in stage([document])])
    )


def asked_about(contexts: Any) -> list[QuestionInContext]:
    made = list(stage_named("link")(contexts))
    questions = [record for record in made if isinstance(record, Question)]
    origins = [record for record in made if isinstance(record, Origin)]
    return list(questions_in_context(questions, origins, contexts))


# Of everything that a stage may consume: a plug-in may take what none of ours does. Made when asked
# for, before anything is drawn: the samples load the parser.
INPUTS: dict[type, Callable[[], st.SearchStrategy[list[Any]]]] = {
    Snapshot: lambda: st.lists(snapshots(), max_size=4, unique_by=lambda s: s.id),
    Document: lambda: st.lists(documents(), max_size=3, unique_by=lambda d: d.id),
    Fingerprint: lambda: parts_of("fingerprint"),
    Statement: lambda: parts_of("statement"),
    Claim: lambda: parts_of("claim"),
    ClaimInContext: lambda: claim_batches() | st.just(list(sample_contexts())),
    QuestionInContext: lambda: (
        claim_batches().map(asked_about) | st.just(asked_about(sample_contexts()))
    ),
}


def one_group(stage: AnyStage, batch: list[Any]) -> list[Any]:
    """Returns the part of a batch that a stage may be given at once."""
    if stage.group_by is None or len(batch) == 0:
        return batch
    key = getattr(batch[0], stage.group_by)
    return [record for record in batch if getattr(record, stage.group_by) == key]


def as_set(made: Any) -> Counter[str]:
    return Counter(repr(record) for record in made)


def test_the_laws_know_every_input_that_a_run_can_give() -> None:
    assert set(INPUTS) == {*REPORT_INPUTS, *LEDGER_INPUTS}
    for kind in set(INPUTS) - {Snapshot}:
        assert {type(record) for record in samples_of(kind)} == {kind}


@pytest.mark.parametrize("kind", INPUTS)
@few
@given(st.data())
def test_inputs_of_a_plug_in_are_of_the_kind_that_it_consumes(kind: type, data: Any) -> None:
    assert {type(record) for record in data.draw(INPUTS[kind]())} <= {kind}


@every_stage
def test_a_stage_is_its_settings(name: str) -> None:
    stage = stage_named(name)
    assert pickle.loads(pickle.dumps(stage)) == stage  # noqa: S301 # our own bytes
    assert hash(stage) == hash(stage_named(name))
    assert len(pickle.dumps(stage)) < 1000
    assert vars(type(stage))["__dataclass_params__"].frozen
    assert stage.consumes in (*REPORT_INPUTS, *LEDGER_INPUTS)
    assert set(stage.produces) <= {*STORED_KINDS}
    assert stage.version >= 1


@every_stage
@few
@given(st.data())
def test_it_makes_what_it_says_and_the_same_each_time(name: str, data: Any) -> None:
    stage = stage_named(name)
    batch = one_group(stage, data.draw(inputs_of(stage)))
    made = list(stage(tuple(batch)))
    assert {type(record) for record in made} <= {*stage.produces, Problem}
    for problem in (record for record in made if isinstance(record, Problem)):
        assert problem.stage == name
        assert problem.code in PROBLEM_CODES
        assert problem.message.strip()
    assert list(stage(tuple(batch))) == made


@every_stage
@few
@given(st.data())
def test_a_map_stage_does_not_care_how_records_are_cut_into_batches(name: str, data: Any) -> None:
    stage = stage_named(name)
    if not is_map(stage):
        return
    batch = data.draw(inputs_of(stage))
    cut = data.draw(st.integers(min_value=0, max_value=len(batch)))
    assert list(stage(batch)) == [*stage(batch[:cut]), *stage(batch[cut:])]


@every_stage
@few
@given(st.data())
def test_a_group_stage_does_not_care_for_the_order(name: str, data: Any) -> None:
    stage = stage_named(name)
    if is_map(stage):
        return
    batch = one_group(stage, data.draw(inputs_of(stage)))
    shuffled = data.draw(st.permutations(batch))
    assert as_set(stage(shuffled)) == as_set(stage(batch))


@every_stage
@few
@given(st.data())
def test_it_gives_the_same_through_arrow(name: str, data: Any) -> None:
    stage = stage_named(name)
    batch = one_group(stage, data.draw(inputs_of(stage)))
    through = apply_batch(stage, to_batch(stage.consumes, batch))
    assert list(records_of_batch(stage, through)) == list(stage(batch))


@every_stage
@few
@given(st.data())
def test_ids_are_unique_and_records_survive_json(name: str, data: Any) -> None:
    stage = stage_named(name)
    made = list(stage(one_group(stage, data.draw(inputs_of(stage)))))
    ids = Counter((type(r).__name__, r.id) for r in made if hasattr(r, "id"))
    assert [key for key, count in ids.items() if count > 1] == []
    for record in made:
        assert decode(type(record), encode(record)) == record


@every_stage
def test_what_it_makes_of_reports_survives_the_ledger(name: str, tmp_path: Path) -> None:
    made = made_of_samples(stage_named(name))
    assert made != []
    with SqliteStore(tmp_path / "ledger.db") as store:
        store.write(made)
        for kind in {type(record) for record in made}:
            assert as_set(store.read(kind)) == as_set({r for r in made if type(r) is kind})


def made_of_samples(stage: AnyStage) -> list[Any]:
    if stage.consumes is Snapshot:
        return list(sample_documents())
    batch = samples_of(stage.consumes)
    if stage.group_by is None:
        return list(stage(batch))
    made: list[Any] = []
    while len(batch) > 0:
        group = one_group(stage, batch)
        made.extend(stage(group))
        batch = [record for record in batch if record not in group]
    return made


@every_stage
@few
@given(st.data())
def test_every_span_lies_in_the_text(name: str, data: Any) -> None:
    stage = stage_named(name)
    if stage.consumes is not Document:
        return
    for document in data.draw(inputs_of(stage)):
        made = list(stage([document]))
        spans = [span for record in made for span in spans_in(encode(record))]
        for span in spans:
            assert 0 <= span["start"] <= span["end"] <= len(document.text)
        statements = {record.id for record in made if isinstance(record, Statement)}
        for claim in (record for record in made if isinstance(record, Claim)):
            assert claim.statement_id in statements
            assert claim.evidence.start < claim.evidence.end
            if claim.quantity is not None:
                span = claim.quantity.span
                assert document.text[span.start : span.end] == claim.quantity.raw
            for place in claim.places:
                assert document.text[place.span.start : place.span.end].strip()
        assert {getattr(r, "document_id", document.id) for r in made} <= {document.id}


def spans_in(values: Any) -> list[Any]:
    """Returns every span in the plain values of a record, however deep."""
    if isinstance(values, dict):
        if values.keys() == {"start", "end"}:
            return [values]
        return [span for value in values.values() for span in spans_in(value)]
    if isinstance(values, list):
        return [span for value in values for span in spans_in(value)]
    return []


@every_stage
@few
@given(st.data())
def test_every_input_is_accounted_for(name: str, data: Any) -> None:
    stage = stage_named(name)
    batch = one_group(stage, data.draw(inputs_of(stage)))
    made = list(stage(batch))
    problems = {record.subject for record in made if isinstance(record, Problem)}
    if stage.consumes is Snapshot:
        read = {record.snapshot_sha256 for record in made if isinstance(record, Document)}
        assert [s.path for s in batch if s.id not in read and s.path not in problems] == []
    elif stage.produces == (Fingerprint,):
        assert [getattr(f, "document_id", None) for f in made] == [d.id for d in batch]
    elif stage.consumes is QuestionInContext:
        assessed = {getattr(record, "question_id", None) for record in made}
        assert {q.question.id for q in batch} <= assessed | problems
    known = {c.claim.id for c in batch if isinstance(c, ClaimInContext)} | {
        c.claim.id for q in batch if isinstance(q, QuestionInContext) for c in q.claims
    }
    if known:
        named = [i for r in made for i in getattr(r, "claim_ids", ())]
        assert set(named) <= known


@few
@given(documents(reports().filter(bool)))
def test_a_report_that_says_something_gives_statements(document: Document) -> None:
    made = list(stage_named("extract")([document]))
    assert any(isinstance(record, Statement | Problem) for record in made)
