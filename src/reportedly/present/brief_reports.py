"""The brief's words on the reports behind its questions: confirmations, evidence, what adds up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reportedly.present import phrases, prose
from reportedly.present.brief_writer import (
    BriefSection,
    Paragraph,
    Sentence,
    Writer,
    paragraph,
    templates,
)
from reportedly.present.views import FINDING_ORDER, is_second_hand
from reportedly.present.visible import one_line, shortened
from reportedly.records import Finding, Question, SourceKind, Statement

QUOTED_CHARACTERS = 220
HEADINGS = {
    "does not hold": "Does not hold",
    "worth a look": "Worth a look",
    "holds": "Holds",
    "cannot tell": "Cannot tell",
}
# Sources that are themselves a piece of evidence, to be looked at or listened to.
EVIDENCE: frozenset[SourceKind] = frozenset({"recording", "document"})


def report_sections(questions: Sequence[Question], writer: Writer) -> Iterator[BriefSection]:
    """Yields what the reports of some questions say beside the numbers, and what adds up."""
    statements = _statements(questions, writer)
    yield BriefSection(
        id="wordless",
        title="Confirmed or denied without a number",
        paragraphs=tuple(_wordless(statements, writer)),
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


def _statements(questions: Iterable[Question], writer: Writer) -> tuple[Statement, ...]:
    """Returns the statements of the questions' reports: by date of the report, in text order."""
    material = writer.material
    ids = {
        material.claims[claim_id].document_id
        for question in questions
        for claim_id in question.claim_ids
        if claim_id in material.claims
    }
    found = [s for id_ in ids for s in material.statements_of.get(id_, ()) if s.content]
    return tuple(
        sorted(
            found,
            key=lambda s: (
                material.documents[s.document_id].published or "9999",
                s.document_id,
                s.content[0],
                s.id,
            ),
        )
    )


def _wordless(statements: Sequence[Statement], writer: Writer) -> Iterator[Paragraph]:
    """Yields confirmations and denials that name no number, and whom to ask about them.

    What is heard only through somebody else is told as that somebody's word.
    """
    sentences = []
    asked: dict[str, tuple[list[str], list[str]]] = {}
    for statement in statements:
        if statement.stance not in {"confirms", "denies"} or _has_number(statement, writer):
            continue
        voice = writer.name(phrases.source_name(statement.chain[-1].source))
        told = {"voice": voice, "words": _quoted(statement, writer)}
        told["note"] = writer.cite_statement(statement)
        if not is_second_hand(statement):
            sentences.append(writer.sentence(f"wordless.{statement.stance}", **told))
            continue
        relay = writer.name(phrases.source_name(statement.chain[-2].source))
        name = f"wordless.second_hand_{statement.stance}"
        sentences.append(writer.sentence(name, relay=relay, **told))
        if statement.stance == "confirms":
            relays, notes = asked.setdefault(voice, ([], []))
            relays.append(relay)
            notes.append(told["note"])
    yield from paragraph("", sentences)
    yield from paragraph(
        "To ask",
        [
            writer.sentence(
                "ask.second_hand",
                voice=f"{voice}{''.join(dict.fromkeys(notes))}",
                relay=prose.listed(list(dict.fromkeys(relays))),
            )
            for voice, (relays, notes) in asked.items()
        ],
    )


def _evidence(statements: Sequence[Statement], writer: Writer) -> Iterator[Sentence]:
    """Yields the recordings and documents through which something is said."""
    for statement in statements:
        kinds = [hop.source.kind for hop in statement.chain]
        place = next((i for i, kind in enumerate(kinds) if kind in EVIDENCE), None)
        if place is None or place == 0 or _has_number(statement, writer):
            continue
        names = [writer.name(phrases.source_name(hop.source)) for hop in statement.chain]
        is_alone = place == len(names) - 1
        yield writer.sentence(
            "evidence.recording_alone" if is_alone else "evidence.recording",
            carrier=names[place - 1],
            source=names[place],
            words=_quoted(statement, writer),
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


def _has_number(statement: Statement, writer: Writer) -> bool:
    return any(
        claim.quantity is not None for claim in writer.material.claims_of.get(statement.id, ())
    )


def _quoted(statement: Statement, writer: Writer) -> str:
    text = writer.material.documents[statement.document_id].text
    start, end = statement.content[0].start, statement.content[-1].end
    return shortened(text[start:end], QUOTED_CHARACTERS).strip("“”\"' ")
