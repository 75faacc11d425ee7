"""The brief's words on what is open: what the reports leave out, and what to ask whom next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.present import phrases, prose
from reportedly.present.brief_claimed import Story, unknown_speakers
from reportedly.present.brief_words import claims_of, is_bound, wordings
from reportedly.present.brief_writer import Sentence, Writer
from reportedly.records import Question


def missing(question: Question, stories: Sequence[Story], writer: Writer) -> Iterator[Sentence]:
    """Yields what the reports leave open."""
    if question.first is None and question.last is None:
        yield writer.sentence("missing.when", records=[question.id])
    if len(question.places) == 0:
        yield writer.sentence("missing.where", records=[question.id])
    if question.population is None and question.role not in {"paid", "share", "other", None}:
        yield writer.sentence("missing.whom", records=[question.id])
    documents = {c.document_id for c in claims_of(question.claim_ids, writer)}
    undated = sorted(d for d in documents if writer.material.documents[d].published is None)
    if len(documents) == 1:
        name = "missing.single_undated" if undated else "missing.single_report"
        yield writer.sentence(name, records=[question.id])
    elif undated:
        yield writer.sentence(
            "missing.undated_one" if len(undated) == 1 else "missing.undated",
            records=undated,
            reports=prose.counted(len(undated), "report"),
        )
    bounds = _only_bounds(stories)
    if bounds:
        told = [f"{story.name} ({wordings(story.now[-1:], writer)})" for story in bounds]
        yield writer.sentence("missing.bound", voices=prose.listed(told))


def _only_bounds(stories: Sequence[Story]) -> list[Story]:
    """Returns the voices that give a bound now, and no number."""
    return [s for s in stories if s.now and all(is_bound(claim) for claim in s.now)]


def to_ask(question: Question, stories: Sequence[Story], writer: Writer) -> Iterator[Sentence]:
    """Yields what to ask whom next, from what would change the grade."""
    assessment = writer.material.assessments.get(question.id)
    if assessment is None:
        return
    best = {
        origin_id
        for answer in assessment.answers
        if answer.condition == assessment.condition
        for origin_id in answer.origin_ids
    }
    voices = [story for story in stories if story.now]
    agreeing = prose.listed([story.name for story in voices if story.origin.id in best])
    named = prose.listed([story.name for story in voices])
    rests_on = [assessment.id]
    match assessment.condition:
        case "one-voice" if voices:
            yield writer.sentence("ask.second_voice", records=rests_on, voice=voices[0].name)
        case "majority" | "contradicted" | "near":
            yield writer.sentence("ask.count", records=rests_on, voices=named)
        case "two-voices":
            yield writer.sentence("ask.third_voice", records=rests_on, voices=agreeing)
        case "withdrawn":
            for story in stories:
                yield writer.sentence("ask.withdrawn", records=rests_on, voice=story.name)
        case _:
            pass
    bounds = _only_bounds(stories)
    if bounds:
        told = [f"{story.name}{writer.cite(story.now[-1:])}" for story in bounds]
        yield writer.sentence("ask.bound", voices=prose.listed(told))
    for (carrier, speaker), claim in unknown_speakers(question, stories, writer).items():
        yield writer.sentence(
            "ask.unknown",
            carrier=writer.carrier(carrier, claim.document_id),
            speaker=f"“{writer.name(speaker)}”{writer.cite([claim])}",
        )
    denying: dict[str, str] = {}
    for claim in claims_of(question.claim_ids, writer):
        statement = writer.material.statements[claim.statement_id]
        if statement.stance == "denies":
            voice = writer.name(phrases.source_name(statement.chain[-1].source))
            denying[voice] = denying.get(voice, "") + writer.cite([claim])
    if denying:
        told = [f"{voice}{note}" for voice, note in denying.items()]
        yield writer.sentence("ask.denial", voices=prose.listed(told))
