"""The brief of one question: what is claimed, who confirms, who denies, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportedly.grading import credibility_rank
from reportedly.present import phrases, prose
from reportedly.present.brief_grades import grade_sentences
from reportedly.present.brief_writer import (
    BriefSection,
    Paragraph,
    Sentence,
    Writer,
    paragraph,
    templates,
    word_list,
)
from reportedly.present.visible import one_line, shortened
from reportedly.records import Answer, Claim, Link, Origin, Question, Statement

# What opens a sentence about something that was denied or taken back.
DENYING = frozenset({"denies", "retracts"})
QUOTED_CHARACTERS = 220


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What one voice says of a question: what it holds now, and what it gave before."""

    origin: Origin
    name: str
    now: tuple[Claim, ...]
    before: tuple[Claim, ...]


def question_section(question: Question, writer: Writer) -> BriefSection:
    """Returns the brief of one question."""
    stories = stories_of(question, writer)
    paragraphs = [
        *paragraph("Claimed", _claimed(question, stories, writer)),
        *paragraph("Confirmed", _confirmed(question, stories, writer)),
        *paragraph("Denied or contradicted", _denied(question, stories, writer)),
        *paragraph("Grade", grade_sentences(question, writer)),
        *paragraph("Missing", _missing(question, stories, writer)),
        *paragraph("To ask", _to_ask(question, stories, writer)),
    ]
    return BriefSection(
        id=question.id, title=one_line(question.title), paragraphs=tuple(paragraphs)
    )


def said_once(questions: Sequence[Question], writer: Writer) -> Iterator[BriefSection]:
    """Yields one section of the questions that a single claim answers: a sentence each."""
    sentences = [
        sentence
        for question in questions
        for sentence in _claimed(question, stories_of(question, writer), writer, is_brief=True)
    ]
    if sentences:
        yield BriefSection(
            id="said-once",
            title="Said once",
            is_list=True,
            paragraphs=(Paragraph(heading="", sentences=tuple(sentences)),),
        )


def stories_of(question: Question, writer: Writer) -> tuple[Story, ...]:
    """Returns what each voice says, best graded answers first."""
    material = writer.material
    now: dict[str, list[Claim]] = {}
    before: dict[str, list[Claim]] = {}
    for answer in _best_first(_answers(question, writer)):
        for origin_id in answer.origin_ids:
            origin = material.origins.get(origin_id)
            if origin is None:
                continue
            spoken = frozenset(origin.statement_ids)
            claims = [c for c in _claims(answer.claim_ids, writer) if c.statement_id in spoken]
            side = before if origin_id in answer.revised_origin_ids else now
            side.setdefault(origin_id, []).extend(claims)
            now.setdefault(origin_id, [])
    return tuple(
        Story(
            origin=material.origins[id_],
            name=writer.name(material.origins[id_].source),
            now=_in_time(claims, writer),
            before=_in_time(before.get(id_, ()), writer),
        )
        for id_, claims in now.items()
    )


def _answers(question: Question, writer: Writer) -> tuple[Answer, ...]:
    assessment = writer.material.assessments.get(question.id)
    return () if assessment is None else assessment.answers


def _best_first(answers: Sequence[Answer]) -> list[Answer]:
    """Returns answers by grade, those that were revised last; of equals the lower number first."""
    return sorted(answers, key=lambda answer: credibility_rank(answer.credibility))


def _claimed(
    question: Question, stories: Sequence[Story], writer: Writer, *, is_brief: bool = False
) -> Iterator[Sentence]:
    """Yields who says how many: each voice now, before, and through how many reports."""
    for story in stories:
        if story.now:
            yield from _said(story, writer)
        if story.before and not is_brief:
            wordings = _wordings(story.before, writer, is_dated=True)
            name = "claimed.earlier" if story.now else "claimed.given_up"
            yield writer.sentence(name, voice=story.name, wordings=wordings)
        reports = {c.document_id for c in (*story.now, *story.before)}
        if len(reports) > 1 and story.origin.why:
            yield writer.sentence(
                "claimed.repeated",
                records=[story.origin.id],
                reports=prose.counted(len(reports), "report"),
                voice=story.name,
                why="; ".join(one_line(why) for why in story.origin.why),
            )
    yield from _uncounted(question, stories, writer)
    if not is_brief and sum(1 for story in stories if story.now) > 1:
        yield from _range(question, writer)


def _range(question: Question, writer: Writer) -> Iterator[Sentence]:
    """Yields between which numbers the voices lie, if they differ."""
    assessment = writer.material.assessments.get(question.id)
    if assessment is None or assessment.low == assessment.high:
        return
    name = "claimed.range"
    if assessment.low is None or assessment.high is None:
        name = "claimed.range_upwards" if assessment.high is None else "claimed.range_downwards"
    yield writer.sentence(
        name,
        records=[assessment.id],
        low="" if assessment.low is None else phrases.number(assessment.low),
        high="" if assessment.high is None else phrases.number(assessment.high),
    )


def _said(story: Story, writer: Writer) -> Iterator[Sentence]:
    """Yields what a voice holds now: the first wording in full, others of the same in quotes."""
    vague = [claim for claim in story.now if _is_vague(claim)]
    if vague:
        wordings = _wordings(vague, writer)
        yield writer.sentence("claimed.comparison", speaker=story.name, wordings=wordings)
    stated = [claim for claim in story.now if claim not in vague]
    if stated:
        yield from _stated(story, stated, writer)


def _stated(story: Story, stated: Sequence[Claim], writer: Writer) -> Iterator[Sentence]:
    """Yields the numbers that a voice gives now."""
    statements = writer.material.statements
    # A headline gives a number without saying whose it is; the story under it says.
    first = max(stated, key=lambda c: len(statements[c.statement_id].chain) > 1)
    same = [claim for claim in stated if _wording(claim) == _wording(first)]
    others = [claim for claim in stated if claim not in same]
    statement = statements[first.statement_id]
    publisher = phrases.source_name(statement.chain[0].source)
    own_words = len(statement.chain) == 1 and publisher == one_line(story.origin.source)
    yield writer.sentence(
        "claimed.said_own_words" if own_words else "claimed.said",
        day=_on_day(first, writer),
        voice=story.name,
        stance=templates()["stance"][statement.stance],
        figure=f"{_figure(first)}{writer.cite(same)}",
    )
    if others:
        yield writer.sentence("claimed.also_put", wordings=_wordings(others, writer))


def _figure(claim: Claim) -> str:
    """Returns a claim's number in a clause, with what a reader must know before using it."""
    if claim.quantity is None:
        return "it was so"
    clauses = templates()["figure"]
    last = (claim.quantity.counted or "").casefold().split(" ")[-1]
    is_nominal = last in word_list("nominal") and claim.role is not None
    clause = clauses["nominal"] if is_nominal else clauses[claim.role or "other"]
    words = clause.format(figure=_wording(claim), role=phrases.role_words(claim))
    if claim.quantity.low == claim.quantity.high == 1:
        words = words.replace(" were ", " was ")
    notes = [templates()["caveat"].get(caveat, "") for caveat in phrases.caveats(claim)]
    where = _where(claim)
    told = f"{words}{where}"
    return f"{told} ({prose.listed([n for n in notes if n])})" if any(notes) else told


def _where(claim: Claim) -> str:
    told: dict[str, list[str]] = {}
    for place in claim.places:
        role = "in" if place.role == "at" and place.precision != "exact" else place.role
        told.setdefault(role, []).append(one_line(place.name))
    order = ("from", "via", "to", "in", "at", "near")
    return "".join(f" {role} {prose.listed(told[role])}" for role in order if role in told)


def _uncounted(question: Question, stories: Sequence[Story], writer: Writer) -> Iterator[Sentence]:
    """Yields the claims of which it cannot be told who speaks."""
    told = {claim.id for story in stories for claim in (*story.now, *story.before)}
    left = [
        claim
        for answer in _answers(question, writer)
        for claim in _claims(answer.claim_ids, writer)
        if claim.id not in told
    ]
    by_speaker: dict[tuple[str, str, bool], list[Claim]] = {}
    for claim in left:
        chain = writer.material.statements[claim.statement_id].chain
        names = [phrases.source_name(hop.source) for hop in chain]
        by_speaker.setdefault((names[0], names[-1], _is_vague(claim)), []).append(claim)
    for (carrier, speaker, is_vague), claims in by_speaker.items():
        wordings = _wordings(claims, writer)
        said_by = writer.name(speaker)
        if is_vague:
            yield writer.sentence("claimed.comparison", speaker=said_by, wordings=wordings)
        elif carrier == speaker:
            yield writer.sentence("claimed.uncounted_own", speaker=said_by, wordings=wordings)
        else:
            yield writer.sentence(
                "claimed.uncounted",
                carrier=writer.name(carrier),
                speaker=said_by,
                wordings=wordings,
            )


def _confirmed(question: Question, stories: Sequence[Story], writer: Writer) -> Iterator[Sentence]:
    """Yields which voices corroborate each other, with how; or that none does."""
    pairs = list(_pairs(question, stories, writer, "corroborates"))
    for (left, right), link in pairs:
        yield _pair_sentence("confirmed.pair", left, right, link, writer)
    assessment = writer.material.assessments.get(question.id)
    if len(pairs) == 0 and assessment is not None:
        name = "confirmed.no_number_now" if stories else "confirmed.no_voice"
        name = "confirmed.none" if any(story.now for story in stories) else name
        yield writer.sentence(name, records=[assessment.id])


def _pairs(
    question: Question, stories: Sequence[Story], writer: Writer, kind: str
) -> Iterator[tuple[tuple[Story, Story], Link]]:
    """Yields each pair of voices whose present words stand so to each other, by the best link."""
    voice = {claim.id: story for story in stories for claim in story.now}
    best: dict[tuple[str, str], tuple[tuple[Story, Story], Link]] = {}
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


def _pair_sentence(
    template: str, left: Story, right: Story, link: Link, writer: Writer
) -> Sentence:
    claims = writer.material.claims
    details = [one_line(f.detail) for f in link.features if f.name not in {"voice", "near"}]
    extent = ""
    if template == "confirmed.pair" and any(f.name == "near" for f in link.features):
        extent = " to within a tenth, not exactly"
    values = {"extent": extent} if template == "confirmed.pair" else {}
    return writer.sentence(
        template,
        records=[link.id],
        first=f"{left.name}{writer.cite([claims[link.left]])}",
        second=f"{right.name}{writer.cite([claims[link.right]])}",
        details="; ".join(details),
        **values,
    )


def _denied(question: Question, stories: Sequence[Story], writer: Writer) -> Iterator[Sentence]:
    """Yields who denies it, who took it back, and who contradicts whom."""
    for claim in _claims(question.claim_ids, writer):
        statement = writer.material.statements[claim.statement_id]
        if statement.stance not in DENYING and statement.polarity != "negative":
            continue
        voice = writer.name(phrases.source_name(statement.chain[-1].source))
        yield writer.sentence(
            "denied.retracted" if statement.stance == "retracts" else "denied.denied",
            day=_on_day(claim, writer),
            voice=voice,
            words=_quoted(statement, writer),
            note=writer.cite([claim]),
        )
    for (left, right), link in _pairs(question, stories, writer, "contradicts"):
        yield _pair_sentence("denied.contradicted", left, right, link, writer)


def _missing(question: Question, stories: Sequence[Story], writer: Writer) -> Iterator[Sentence]:
    """Yields what the reports leave open."""
    if question.first is None and question.last is None:
        yield writer.sentence("missing.when", records=[question.id])
    if len(question.places) == 0:
        yield writer.sentence("missing.where", records=[question.id])
    if question.population is None and question.role not in {"paid", "share", "other", None}:
        yield writer.sentence("missing.whom", records=[question.id])
    documents = {c.document_id for c in _claims(question.claim_ids, writer)}
    if len(documents) == 1:
        yield writer.sentence("missing.single_report", records=[question.id])
    undated = sorted(d for d in documents if writer.material.documents[d].published is None)
    if undated:
        yield writer.sentence(
            "missing.undated_one" if len(undated) == 1 else "missing.undated",
            records=undated,
            reports=prose.counted(len(undated), "report"),
        )
    for story in stories:
        if story.now and all(_is_bound(claim) for claim in story.now):
            wordings = _wordings(story.now[-1:], writer)
            yield writer.sentence("missing.bound", voice=story.name, wordings=wordings)


def _to_ask(question: Question, stories: Sequence[Story], writer: Writer) -> Iterator[Sentence]:
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
    for story in voices:
        if all(_is_bound(claim) for claim in story.now):
            cited = writer.cite(story.now[-1:])
            yield writer.sentence("ask.bound", voice=f"{story.name}{cited}")
    yield from _ask_unknown(question, stories, writer)
    for claim in _claims(question.claim_ids, writer):
        statement = writer.material.statements[claim.statement_id]
        if statement.stance == "denies":
            voice = writer.name(phrases.source_name(statement.chain[-1].source))
            yield writer.sentence("ask.denial", voice=f"{voice}{writer.cite([claim])}")


def _ask_unknown(
    question: Question, stories: Sequence[Story], writer: Writer
) -> Iterator[Sentence]:
    """Yields whom to ask about those who cannot be told: the one who cites them."""
    told = {claim.id for story in stories for claim in (*story.now, *story.before)}
    asked = set()
    for answer in _answers(question, writer):
        for claim in _claims(answer.claim_ids, writer):
            chain = writer.material.statements[claim.statement_id].chain
            pair = phrases.source_name(chain[0].source), phrases.source_name(chain[-1].source)
            if claim.id in told or pair[0] == pair[1] or pair in asked:
                continue
            asked.add(pair)
            speaker = writer.name(pair[1])
            yield writer.sentence(
                "ask.unknown",
                carrier=writer.name(pair[0]),
                speaker=f"“{speaker}”{writer.cite([claim])}",
            )


def _claims(claim_ids: Iterable[str], writer: Writer) -> tuple[Claim, ...]:
    """Returns the named claims, reports by date, claims as they stand in the text."""
    material = writer.material
    found = (material.claims[id_] for id_ in claim_ids if id_ in material.claims)
    return _in_time([c for c in found if c.document_id in material.documents], writer)


def _in_time(claims: Iterable[Claim], writer: Writer) -> tuple[Claim, ...]:
    return tuple(
        sorted(
            claims,
            key=lambda c: (_day(c, writer) or "9999", c.document_id, c.evidence.start, c.id),
        )
    )


def _day(claim: Claim, writer: Writer) -> str | None:
    """Returns the day on which a claim was made: the one it names, else that of the report."""
    published = writer.material.documents[claim.document_id].published
    return _said_on(claim, writer) or (None if published is None else published[:10])


def _said_on(claim: Claim, writer: Writer) -> str | None:
    """Returns the day on which somebody said it, as the report names it."""
    published = writer.material.documents[claim.document_id].published
    said = writer.material.statements[claim.statement_id].said_at
    if said is None or said.precision != "day" or said.last is None:
        return None
    # A day after the report's is the day of something else.
    return said.last[:10] if published is None or said.last[:10] <= published[:10] else None


def _on_day(claim: Claim, writer: Writer) -> str:
    said, day = _said_on(claim, writer), prose.long_day(_day(claim, writer))
    if day is None:
        return ""
    return templates()["day"]["reported" if said is None else "said"].format(day=day)


def _wording(claim: Claim) -> str:
    if claim.quantity is None:
        return ""
    return prose.figure_words(claim.quantity, of_after=word_list("of_after"))


def _wordings(claims: Sequence[Claim], writer: Writer, *, is_dated: bool = False) -> str:
    """Returns the wordings of some claims in quotes, each once, with the footnotes of all."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(_wording(claim), []).append(claim)
    told = []
    for words, own in groups.items():
        days = dict.fromkeys(prose.long_day(_day(claim, writer)) for claim in own)
        dated = ", ".join(day for day in days if day is not None) if is_dated else ""
        told.append(f"“{words}”{f' ({dated})' if dated else ''}{writer.cite(own)}")
    return prose.listed(told)


def _quoted(statement: Statement, writer: Writer) -> str:
    text = writer.material.documents[statement.document_id].text
    start, end = statement.content[0].start, statement.content[-1].end
    return shortened(text[start:end], QUOTED_CHARACTERS).strip("“”\"' ")


def _is_vague(claim: Claim) -> bool:
    """Tells whether a claim compares ("much higher") and gives no number."""
    return claim.quantity is not None and claim.quantity.low is claim.quantity.high is None


def _is_bound(claim: Claim) -> bool:
    quantity = claim.quantity
    return quantity is not None and (quantity.low is None) != (quantity.high is None)
