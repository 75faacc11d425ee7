"""The brief's words on the reports behind its questions: confirmations, evidence, what adds up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reportedly.grading import source_key
from reportedly.present import phrases
from reportedly.present.brief_grades import unrated_sources
from reportedly.present.brief_wordless import (
    has_number,
    in_order,
    second_hand_asks,
    wordless_of,
    wordless_sentences,
)
from reportedly.present.brief_words import quoted
from reportedly.present.brief_writer import (
    BriefSection,
    Sentence,
    Writer,
    paragraph,
    templates,
)
from reportedly.present.views import FINDING_ORDER
from reportedly.present.visible import one_line
from reportedly.records import Finding, Question, SourceKind, Stance, Statement

HEADINGS = {
    "does not hold": "Does not hold",
    "worth a look": "Worth a look",
    "holds": "Holds",
    "cannot tell": "Cannot tell",
}
# Sources that are themselves a piece of evidence, to be looked at or listened to.
DEMANDING: frozenset[Stance] = frozenset({"demands", "promises", "threatens", "warns"})
EVIDENCE: frozenset[SourceKind] = frozenset({"recording", "document"})


def report_sections(questions: Sequence[Question], writer: Writer) -> Iterator[BriefSection]:
    """Yields what the reports of some questions say beside the numbers, and what adds up."""
    documents = dict.fromkeys(
        claim.document_id
        for question in questions
        for claim_id in question.claim_ids
        if (claim := writer.material.claims.get(claim_id)) is not None
    )
    left = wordless_of(documents, writer)
    yield BriefSection(
        id="wordless",
        title="Also confirmed or denied, without a number",
        paragraphs=(
            *paragraph("", wordless_sentences(left, writer)),
            *paragraph("To ask", second_hand_asks(left, writer)),
        ),
    )
    found = (s for id_ in documents for s in writer.material.statements_of.get(id_, ()))
    statements = in_order((s for s in found if s.content), writer)
    yield BriefSection(
        id="demands",
        title="Demanded, promised, threatened, warned of",
        paragraphs=tuple(paragraph("", _demands(questions, statements, writer))),
    )
    yield BriefSection(
        id="evidence",
        title="Evidence that the reports cite",
        paragraphs=tuple(paragraph("", _evidence(statements, writer))),
    )
    findings = _findings(questions, writer)
    yield BriefSection(
        id="findings",
        title="What adds up, and what does not",
        is_list=True,
        paragraphs=tuple(
            made
            for verdict in FINDING_ORDER
            for made in paragraph(
                HEADINGS[verdict],
                _told([f for f in findings if f.verdict == verdict], writer),
            )
        ),
    )
    yield BriefSection(
        id="reliability",
        title="How reliable the sources are",
        paragraphs=tuple(paragraph("", unrated_sources(writer))),
    )


def _demands(
    questions: Sequence[Question], statements: Sequence[Statement], writer: Writer
) -> Iterator[Sentence]:
    """Yields what the questions' voices want done or say will be done, once for copies alike."""
    ids = {question.id for question in questions}
    origins = writer.material.origins.values()
    voices = {source_key(origin.source) for origin in origins if origin.question_id in ids}
    alike: dict[tuple[str, str, str], str] = {}
    for statement in statements:
        source = phrases.source_name(statement.chain[-1].source)
        if statement.stance in DEMANDING and source_key(source) in voices:
            voice = writer.name(source)
            key = (voice, statement.stance, quoted(statement, writer))
            alike[key] = alike.get(key, "") + writer.cite_statement(statement)
    for (voice, stance, words), note in alike.items():
        told = templates()["stance"][stance]
        yield writer.sentence("demanded.told", voice=voice, stance=told, words=words, note=note)


def _evidence(statements: Sequence[Statement], writer: Writer) -> Iterator[Sentence]:
    """Yields the recordings and documents through which something is said."""
    for statement in statements:
        kinds = [hop.source.kind for hop in statement.chain]
        place = next((i for i, kind in enumerate(kinds) if kind in EVIDENCE), None)
        if place is None or place == 0 or has_number(statement, writer):
            continue
        names = [writer.name(phrases.source_name(hop.source)) for hop in statement.chain]
        is_alone = place == len(names) - 1
        yield writer.sentence(
            "evidence.recording_alone" if is_alone else "evidence.recording",
            carrier=names[place - 1],
            source=names[place],
            words=quoted(statement, writer),
            note=writer.cite_statement(statement),
            **({} if is_alone else {"voice": names[-1]}),
        )


def _findings(questions: Iterable[Question], writer: Writer) -> tuple[Finding, ...]:
    """Returns the findings that rest on a claim of one of the questions, one of those alike.

    That several reports are one voice is told with the question.
    """
    own = {claim_id for question in questions for claim_id in question.claim_ids}
    found = [f for f in writer.material.findings.values() if own.intersection(f.claim_ids)]
    found = [f for f in found if f.kind != "agreement that is one voice"]
    return tuple(sorted(found, key=lambda f: (f.kind, f.statement, f.id)))


def _told(findings: Iterable[Finding], writer: Writer) -> Iterator[Sentence]:
    """Yields a sentence for each finding; what copies of one report make alike is told once."""
    alike: dict[tuple[str, object], list[Finding]] = {}
    for finding in findings:
        alike.setdefault((finding.statement, finding.working), []).append(finding)
    for group in alike.values():
        yield _finding(group, writer)


def _finding(group: Sequence[Finding], writer: Writer) -> Sentence:
    """Returns a check in the words of the finding, with its working and its claims."""
    finding = group[0]
    steps = [
        f"{one_line(step.text)} → {one_line(step.result)}" if step.result else one_line(step.text)
        for step in finding.working
    ]
    working = templates()["finding"]["working"].format(steps="; ".join(steps)) if steps else ""
    ids = dict.fromkeys(id_ for one in group for id_ in one.claim_ids)
    claims = [writer.material.claims[id_] for id_ in ids if id_ in writer.material.claims]
    return writer.sentence(
        "finding.told",
        records=[one.id for one in group],
        statement=f"{one_line(finding.statement)}{writer.cite(claims)}",
        working=working,
    )
