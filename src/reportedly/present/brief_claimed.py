"""The brief's words on what is claimed: each voice's number now, before, and who cannot be told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.grading import credibility_rank
from reportedly.present import phrases, prose
from reportedly.present.brief_words import (
    adds_nothing,
    claims_of,
    figure_clause,
    in_time,
    is_vague,
    on_day,
    wordings,
)
from reportedly.present.brief_writer import Sentence, Writer, templates
from reportedly.present.visible import one_line
from reportedly.records import Answer, Assessment, Claim, Origin, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What one voice says of a question: what it holds now, and what it gave before."""

    origin: Origin
    name: str
    now: tuple[Claim, ...]
    before: tuple[Claim, ...]


def stories_of(question: Question, writer: Writer) -> tuple[Story, ...]:
    """Returns what each voice says, best graded answers first."""
    material = writer.material
    now: dict[str, list[Claim]] = {}
    before: dict[str, list[Claim]] = {}
    for answer in _best_first(answers_of(question, writer)):
        for origin_id in answer.origin_ids:
            origin = material.origins.get(origin_id)
            if origin is None:
                continue
            spoken = frozenset(origin.statement_ids)
            claims = [c for c in claims_of(answer.claim_ids, writer) if c.statement_id in spoken]
            side = before if origin_id in answer.revised_origin_ids else now
            side.setdefault(origin_id, []).extend(claims)
            now.setdefault(origin_id, [])
    return tuple(
        Story(
            origin=material.origins[id_],
            name=writer.name(material.origins[id_].source),
            now=in_time(claims, writer),
            before=in_time(before.get(id_, ()), writer),
        )
        for id_, claims in now.items()
    )


def answers_of(question: Question, writer: Writer) -> tuple[Answer, ...]:
    """Returns the competing answers of a question, none where it was not assessed."""
    assessment = writer.material.assessments.get(question.id)
    return () if assessment is None else assessment.answers


def _best_first(answers: Sequence[Answer]) -> list[Answer]:
    """Returns answers by grade, those that were revised last; of equals the lower number first."""
    return sorted(answers, key=lambda answer: credibility_rank(answer.credibility))


def claimed(
    question: Question, stories: Sequence[Story], writer: Writer, *, is_brief: bool = False
) -> Iterator[Sentence]:
    """Yields who says how many: each voice now, before, and through how many reports.

    ``is_brief`` is for a single claim under the name of its report, which tells the day.
    """
    for story in stories:
        if story.now:
            yield from _said(story, writer, is_brief=is_brief)
        if story.before and not is_brief:
            told = wordings(story.before, writer, is_dated=True)
            name = "claimed.earlier" if story.now else "claimed.given_up"
            yield writer.sentence(name, voice=story.name, wordings=told)
        reports = {c.document_id for c in (*story.now, *story.before)}
        if len(reports) > 1 and story.origin.why:
            yield writer.sentence(
                "claimed.repeated",
                records=[story.origin.id],
                reports=prose.counted(len(reports), "report"),
                voice=story.name,
                why="; ".join(one_line(why) for why in story.origin.why),
            )


def voices_range(
    question: Question, stories: Sequence[Story], writer: Writer
) -> Iterator[Sentence]:
    """Yields between which numbers several voices lie, if they differ, and the best figure."""
    assessment = writer.material.assessments.get(question.id)
    if assessment is None or assessment.low == assessment.high:
        return
    if sum(1 for story in stories if story.now) < 2:
        return
    yield _range(assessment, writer)
    estimate = writer.material.estimates.get(question.id)
    if estimate is not None:
        value, how = estimate.best.value, one_line(estimate.best.how).removeprefix("none: ")
        name = "claimed.no_best" if value is None else "claimed.best"
        told = "" if value is None else phrases.number(value)
        yield writer.sentence(name, records=[question.id], value=told, how=how)


def _range(assessment: Assessment, writer: Writer) -> Sentence:
    name = "claimed.range"
    if assessment.low is None or assessment.high is None:
        name = "claimed.range_upwards" if assessment.high is None else "claimed.range_downwards"
    return writer.sentence(
        name,
        records=[assessment.id],
        low="" if assessment.low is None else phrases.number(assessment.low),
        high="" if assessment.high is None else phrases.number(assessment.high),
    )


def _said(story: Story, writer: Writer, *, is_brief: bool) -> Iterator[Sentence]:
    """Yields what a voice holds now: the first wording in full, others of the same in quotes."""
    vague = [claim for claim in story.now if is_vague(claim)]
    if vague:
        told = wordings(vague, writer)
        yield writer.sentence("claimed.comparison", speaker=story.name, wordings=told)
    stated = [claim for claim in story.now if claim not in vague]
    if stated:
        yield from _stated(story, stated, writer, is_brief=is_brief)


def _stated(
    story: Story, stated: Sequence[Claim], writer: Writer, *, is_brief: bool
) -> Iterator[Sentence]:
    """Yields the numbers that a voice gives now."""
    statements = writer.material.statements
    # A headline gives a number without saying whose it is; the story under it says. Of claims that
    # say whose it is, the voice's very words and the one that says more are told first.
    first = max(
        stated,
        key=lambda c: (
            len(statements[c.statement_id].chain) > 1,
            statements[c.statement_id].mode == "quoted",
            len(c.places),
        ),
    )
    same = [claim for claim in stated if adds_nothing(claim, first)]
    others = [claim for claim in stated if claim not in same]
    statement = statements[first.statement_id]
    publisher = phrases.source_name(statement.chain[0].source)
    own_words = len(statement.chain) == 1 and publisher == one_line(story.origin.source)
    yield writer.sentence(
        "claimed.said_own_words" if own_words else "claimed.said",
        day=on_day(first, writer, is_known=is_brief),
        voice=story.name,
        stance=templates()["stance"][statement.stance],
        figure=f"{figure_clause(first)}{writer.cite(same)}",
    )
    if others:
        yield writer.sentence("claimed.also_put", wordings=wordings(others, writer))


def uncounted(
    question: Question, stories: Sequence[Story], writer: Writer, *, is_brief: bool = False
) -> Iterator[Sentence]:
    """Yields the claims of which it cannot be told whose word they are, and that none counts.

    ``is_brief`` leaves that last sentence to a heading.
    """
    by_speaker: dict[tuple[str, str, bool], list[Claim]] = {}
    for claim in _untold(question, stories, writer):
        chain = writer.material.statements[claim.statement_id].chain
        names = [phrases.source_name(hop.source) for hop in chain]
        by_speaker.setdefault((names[0], names[-1], is_vague(claim)), []).append(claim)
    in_turn = sorted(by_speaker.items(), key=lambda pair: not pair[0][2])
    for (carrier, speaker, is_comparison), claims in in_turn:
        said_by = writer.name(speaker)
        if is_comparison:
            told = wordings(claims, writer)
            yield writer.sentence("claimed.comparison", speaker=said_by, wordings=told)
            continue
        first = max(claims, key=lambda c: len(c.places))
        same = [claim for claim in claims if adds_nothing(claim, first)]
        yield writer.sentence(
            "claimed.uncounted_own" if carrier == speaker else "claimed.uncounted",
            carrier=writer.name(carrier),
            speaker=said_by,
            figure=f"{figure_clause(first)}{writer.cite(same)}",
        )
        others = [claim for claim in claims if claim not in same]
        if others:
            yield writer.sentence("claimed.also_put", wordings=wordings(others, writer))
    numbers = sum(1 for _, _, is_comparison in by_speaker if not is_comparison)
    if numbers and not is_brief:
        name = "claimed.no_voice" if numbers == 1 else "claimed.no_voices"
        yield writer.sentence(name, records=[question.id])


def _untold(question: Question, stories: Sequence[Story], writer: Writer) -> Iterator[Claim]:
    """Yields the claims that no voice carries."""
    told = {claim.id for story in stories for claim in (*story.now, *story.before)}
    for answer in answers_of(question, writer):
        yield from (c for c in claims_of(answer.claim_ids, writer) if c.id not in told)


def unknown_speakers(
    question: Question, stories: Sequence[Story], writer: Writer
) -> dict[tuple[str, str], Claim]:
    """Returns the first claim of each carrier and speaker whose word cannot be told."""
    found: dict[tuple[str, str], Claim] = {}
    for claim in _untold(question, stories, writer):
        chain = writer.material.statements[claim.statement_id].chain
        pair = phrases.source_name(chain[0].source), phrases.source_name(chain[-1].source)
        if pair[0] != pair[1]:
            found.setdefault(pair, claim)
    return found
