"""The brief's words on who confirms whom, who denies it, and who contradicts whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from reportedly.present import phrases, prose
from reportedly.present.brief_claimed import Story
from reportedly.present.brief_words import claims_of, on_day, quoted, wording
from reportedly.present.brief_writer import Sentence, Writer
from reportedly.present.visible import one_line
from reportedly.records import Claim, Link, Question

# What opens a sentence about something that was denied or taken back.
DENYING = frozenset({"denies", "retracts"})

Pair = tuple[tuple[Story, Story], Link]


def confirmed(question: Question, stories: Sequence[Story], writer: Writer) -> Iterator[Sentence]:
    """Yields which voices corroborate each other, with how; or that none does."""
    pairs = list(_pairs(question, stories, writer, "corroborates"))
    for group in _agreeing(pairs):
        yield _agreement(group, writer)
    assessment = writer.material.assessments.get(question.id)
    if len(pairs) == 0 and assessment is not None:
        name = "confirmed.no_number_now" if stories else "confirmed.no_voice"
        name = "confirmed.none" if any(story.now for story in stories) else name
        yield writer.sentence(name, records=[assessment.id])


def denied(question: Question, stories: Sequence[Story], writer: Writer) -> Iterator[Sentence]:
    """Yields who denies it, who took it back, and who contradicts whom."""
    for claim in claims_of(question.claim_ids, writer):
        statement = writer.material.statements[claim.statement_id]
        if statement.stance not in DENYING and statement.polarity != "negative":
            continue
        voice = writer.name(phrases.source_name(statement.chain[-1].source))
        writer.told.add(statement.id)
        yield writer.sentence(
            "denied.retracted" if statement.stance == "retracts" else "denied.denied",
            day=on_day(claim, writer),
            voice=voice,
            words=quoted(statement, writer),
            note=writer.cite([claim]),
        )
    claims = writer.material.claims
    for (left, right), link in _pairs(question, stories, writer, "contradicts"):
        details = [one_line(f.detail) for f in link.features if f.name not in {"voice", "near"}]
        yield writer.sentence(
            "denied.contradicted",
            records=[link.id],
            first=f"{left.name}{writer.cite([claims[link.left]])}",
            second=f"{right.name}{writer.cite([claims[link.right]])}",
            details="; ".join(details),
        )


def _pairs(
    question: Question, stories: Sequence[Story], writer: Writer, kind: str
) -> Iterator[Pair]:
    """Yields each pair of voices whose present words stand so to each other, by the best link."""
    voice = {claim.id: story for story in stories for claim in story.now}
    best: dict[tuple[str, str], Pair] = {}
    for claim_id in question.claim_ids:
        for link in writer.material.links_of.get(claim_id, ()):
            if link.kind != kind or link.left not in voice or link.right not in voice:
                continue
            left, right = voice[link.left], voice[link.right]
            if left.origin.id == right.origin.id:
                continue
            key = (min(left.origin.id, right.origin.id), max(left.origin.id, right.origin.id))
            held = best.get(key)
            if held is None or (-link.score, link.id) < (-held[1].score, held[1].id):
                best[key] = ((left, right), link)
    yield from best.values()


def _agreeing(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, ...]]:
    """Yields the pairs in groups of voices that all agree with each other, else each by itself."""
    groups: list[set[str]] = []
    for (left, right), _ in pairs:
        ids = {left.origin.id, right.origin.id}
        apart = [group for group in groups if group.isdisjoint(ids)]
        joined = ids.union(*(group for group in groups if not group.isdisjoint(ids)))
        groups = [*apart, joined]
    for group in groups:
        own = tuple(pair for pair in pairs if pair[0][0].origin.id in group)
        if len(own) == len(list(combinations(group, 2))):
            yield own
        else:
            yield from ((pair,) for pair in own)


def _agreement(pairs: Sequence[Pair], writer: Writer) -> Sentence:
    """Returns how some voices agree: on one number, nearly, or with answers that can all be right.

    Each voice is told by the claim of the first link that has one of it.
    """
    by_voice: dict[str, tuple[Story, Claim]] = {}
    for (left, right), link in pairs:
        for story, claim_id in ((left, link.left), (right, link.right)):
            by_voice.setdefault(story.origin.id, (story, writer.material.claims[claim_id]))
    told = sorted(by_voice.values(), key=lambda pair: pair[0].name)
    answers = list(dict.fromkeys(f"“{wording(claim)}”" for _, claim in told))
    readings = {
        (claim.quantity.low, claim.quantity.high) for _, claim in told if claim.quantity is not None
    }
    name = "confirmed.same" if len(readings) == 1 else "confirmed.compatible"
    if any(feature.name == "near" for _, link in pairs for feature in link.features):
        name = "confirmed.near"
    return writer.sentence(
        name,
        records=[link.id for _, link in pairs],
        voices=prose.listed([f"{story.name}{writer.cite([claim])}" for story, claim in told]),
        count=prose.counted(len(told), "voice"),
        answers=prose.listed(answers),
    )
