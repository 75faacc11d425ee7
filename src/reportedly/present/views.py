"""Views: what a reader sees of claims, statements, questions and findings, ready to be laid out.

A view holds words, not records, so that the terminal, the dossier and the web page show the same.
Nothing is judged here: every figure and grade comes from a record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportedly.present import phrases
from reportedly.present.estimate_views import EstimateView, estimate_view
from reportedly.present.grades import grade_view, grade_words, pair_of
from reportedly.present.list_views import ListView, list_view
from reportedly.present.material import Material
from reportedly.present.nested import NestedView, narrower_questions, wider_questions
from reportedly.present.visible import one_line, visible
from reportedly.records import (
    Answer,
    Claim,
    Document,
    Finding,
    Link,
    Origin,
    Question,
    Span,
    Statement,
    Verdict,
)

# A sign beside each verdict's words, so that it is found at a glance and without colour.
VERDICT_SIGNS: dict[Verdict, str] = {
    "holds": "✓",
    "does not hold": "✗",
    "worth a look": "!",
    "cannot tell": "?",
}
# Roles of questions that do not say what is counted: they come after those that do.
UNMEASURED = frozenset({None, "other"})
FINDING_ORDER: tuple[Verdict, ...] = ("does not hold", "worth a look", "holds", "cannot tell")


@dataclass(frozen=True, slots=True, kw_only=True)
class HopView:
    """One step of a chain in words; ``said_as`` is how the report names it there, if otherwise."""

    name: str
    kind: str
    stance: str
    cue: str | None
    said_as: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A claim as one row: who says it, the number as stated and as read, where, when, the words."""

    id: str
    document_id: str
    statement_id: str
    report: str
    byline: str
    who: str
    publisher: str
    speaker: str
    stance: str
    mode: str
    is_second_hand: bool
    number: str
    raw: str
    counted: str
    reading: str
    role: str
    caveats: tuple[str, ...]
    where: str
    when: str
    evidence: str
    evidence_span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """A statement with its chain and words. ``number`` is its place in the report, from 1."""

    id: str
    document_id: str
    number: int
    who: str
    hops: tuple[HopView, ...]
    speaker: str
    stance: str
    mode: str
    is_negative: bool
    is_second_hand: bool
    said_at: str
    words: str
    hedges: tuple[str, ...]
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceView:
    """One independent voice behind an answer: its claims, and why several reports are one voice.

    ``pair`` is its Admiralty pair, reliability and credibility ("F2"), or says that it is revised.
    """

    id: str
    source: str
    pair: str
    reports: tuple[str, ...]
    why: tuple[str, ...]
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """One competing answer: its words and reading, its voices, and the claims that do not count."""

    words: str
    reading: str
    low: float | None
    high: float | None
    voices: tuple[VoiceView, ...]
    uncounted: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """Two claims compared, with the reasons."""

    kind: str
    left: ClaimRow
    right: ClaimRow
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """A question with its competing answers and who gives them.

    ``is_assessed`` is false where the ledger holds no assessment: then ``claims`` is all there is.
    ``part_of`` are the questions that it is part of, ``parts`` those that are parts of it.
    ``estimate`` is ``None`` where none was made, ``unlisted`` where no lists of persons were given.
    """

    id: str
    title: str
    scope: tuple[tuple[str, str], ...]
    part_of: tuple[NestedView, ...]
    parts: tuple[NestedView, ...]
    is_assessed: bool
    is_open: bool
    answers: tuple[AnswerView, ...]
    claims: tuple[ClaimRow, ...]
    links: tuple[LinkView, ...]
    range: str
    estimate: EstimateView | None
    unlisted: ListView | None
    credibility: str
    reasons: tuple[str, ...]
    would_change: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """A check with its verdict and its working, line by line."""

    id: str
    kind: str
    statement: str
    verdict: str
    sign: str
    steps: tuple[tuple[str, str], ...]
    claims: tuple[ClaimRow, ...]


def hop_views(statement: Statement, text: str) -> tuple[HopView, ...]:
    """Returns the chain of a statement in words, outermost first."""
    return tuple(
        HopView(
            name=phrases.source_name(hop.source),
            kind=hop.source.kind.replace("-", " "),
            stance=hop.stance,
            cue=one_line(text[hop.cue.start : hop.cue.end]) if hop.cue else None,
            said_as=_said_as(hop.source.name, phrases.source_name(hop.source)),
        )
        for hop in statement.chain
    )


def claim_row(claim: Claim, statement: Statement, document: Document) -> ClaimRow:
    """Returns a claim as a row, with its words taken from the document's text."""
    quantity = claim.quantity
    evidence = document.text[claim.evidence.start : claim.evidence.end]
    return ClaimRow(
        id=claim.id,
        document_id=claim.document_id,
        statement_id=claim.statement_id,
        report=phrases.document_label(document),
        byline=phrases.byline(document),
        who=phrases.chain_words(statement.chain),
        publisher=_name_at(statement, 0),
        speaker=_name_at(statement, -1),
        stance=statement.stance,
        mode=statement.mode,
        is_second_hand=is_second_hand(statement),
        number=phrases.quantity_words(quantity) if quantity else phrases.UNKNOWN,
        raw=one_line(quantity.raw) if quantity else phrases.UNKNOWN,
        counted=one_line(quantity.counted or "") if quantity else "",
        reading=phrases.quantity_reading(quantity) if quantity else phrases.UNKNOWN,
        role=phrases.role_words(claim),
        caveats=phrases.caveats(claim),
        where=phrases.places_words(claim.places),
        when=phrases.time_words(claim.time),
        evidence=one_line(evidence),
        evidence_span=claim.evidence,
    )


def is_second_hand(statement: Statement) -> bool:
    """Tells whether somebody other than the publisher passes the statement on for its origin."""
    return len({phrases.source_name(hop.source) for hop in statement.chain}) > 2


def claim_rows(material: Material) -> tuple[ClaimRow, ...]:
    """Returns all claims as rows: reports by date, claims as they stand in the text."""
    return rows_of(material.claims, material)


def rows_of(claim_ids: Iterable[str], material: Material) -> tuple[ClaimRow, ...]:
    """Returns the named claims as rows; a claim whose report is not in the material is left out."""
    rows: list[tuple[tuple[str, str, int, int], ClaimRow]] = []
    for claim_id in claim_ids:
        claim = material.claims.get(claim_id)
        if claim is None:
            continue
        statement = material.statements.get(claim.statement_id)
        document = material.documents.get(claim.document_id)
        if statement is None or document is None:
            continue
        place = (*document_order(document), claim.evidence.start, claim.evidence.end)
        rows.append((place, claim_row(claim, statement, document)))
    return tuple(row for _, row in sorted(rows, key=lambda pair: (pair[0], pair[1].id)))


def document_order(document: Document) -> tuple[str, str]:
    """Returns what reports are sorted by: date of publication (undated last), then label."""
    return document.published or "9999", phrases.document_label(document)


def statement_views(document: Document, material: Material) -> tuple[StatementView, ...]:
    """Returns the statements of one report, numbered in the order of its text."""
    own = sorted(
        material.statements_of.get(document.id, ()),
        key=lambda s: (s.content[0].start if s.content else 0, len(s.chain), s.id),
    )
    views = []
    for position, statement in enumerate(own, start=1):
        made = sorted(
            material.claims_of.get(statement.id, ()), key=lambda c: (c.evidence.start, c.id)
        )
        rows = tuple(claim_row(claim, statement, document) for claim in made)
        views.append(statement_view(statement, document, number=position, claims=rows))
    return tuple(views)


def statement_view(
    statement: Statement, document: Document, *, number: int, claims: tuple[ClaimRow, ...]
) -> StatementView:
    """Returns a statement as it is shown, with its words taken from the document's text."""
    text = document.text
    return StatementView(
        id=statement.id,
        document_id=statement.document_id,
        number=number,
        who=phrases.chain_words(statement.chain),
        hops=hop_views(statement, text),
        speaker=_name_at(statement, -1),
        stance=statement.stance,
        mode=statement.mode,
        is_negative=statement.polarity == "negative",
        is_second_hand=is_second_hand(statement),
        said_at=phrases.time_words(statement.said_at) if statement.said_at else "",
        words=" … ".join(one_line(text[s.start : s.end]) for s in statement.content),
        hedges=tuple(one_line(text[s.start : s.end]) for s in statement.hedges),
        claims=claims,
    )


def question_views(material: Material) -> tuple[QuestionView, ...]:
    """Returns all questions: those with a measure first, then those with most answers."""
    views = [
        (question.role in UNMEASURED, question_view(question, material))
        for question in material.questions.values()
    ]
    views.sort(key=lambda v: (v[0], -len(v[1].answers), -len(v[1].claims), v[1].title, v[1].id))
    return tuple(view for _, view in views)


def measured(views: Iterable[QuestionView], material: Material) -> list[str]:
    """Returns the ids of those questions that ask for a measure, in the order of the views."""
    return [view.id for view in views if material.questions[view.id].role not in UNMEASURED]


def question_view(question: Question, material: Material) -> QuestionView:
    """Returns a question with its answers, as its assessment in the material has them."""
    assessment = material.assessments.get(question.id)
    answers = assessment.answers if assessment else ()
    low, high = (assessment.low, assessment.high) if assessment else (None, None)
    grade = grade_view(question, material)
    estimate = material.estimates.get(question.id)
    unlisted = material.unlisted.get(question.id)
    return QuestionView(
        id=question.id,
        title=one_line(question.title),
        scope=_scope(question),
        part_of=wider_questions(question, material),
        parts=narrower_questions(question, material),
        is_assessed=assessment is not None,
        is_open=assessment is None or len(answers) > 1,
        answers=tuple(answer_view(answer, material) for answer in answers),
        claims=rows_of(question.claim_ids, material),
        links=_link_views(question, material),
        range=phrases.interval(low, high, "="),
        estimate=None if estimate is None else estimate_view(estimate),
        unlisted=None if unlisted is None else list_view(unlisted),
        credibility=grade_words(grade) if grade else "",
        reasons=tuple(visible(r) for r in assessment.reasons) if assessment else (),
        would_change=tuple(visible(w) for w in assessment.would_change) if assessment else (),
    )


def answer_view(answer: Answer, material: Material) -> AnswerView:
    """Returns an answer with its voices; claims that no voice carries are not counted."""
    left = dict.fromkeys(answer.claim_ids)
    voices = []
    for origin_id in answer.origin_ids:
        origin = material.origins.get(origin_id)
        if origin is None:
            continue
        voice = _voice_view(origin, answer, material)
        voices.append(voice)
        for row in voice.claims:
            left.pop(row.id, None)
    return AnswerView(
        words=one_line(answer.words),
        reading=phrases.interval(answer.low, answer.high, answer.relation),
        low=answer.low,
        high=answer.high,
        voices=tuple(voices),
        uncounted=rows_of(left, material),
    )


def finding_views(findings: Iterable[Finding], material: Material) -> tuple[FindingView, ...]:
    """Returns the checks, those that need a person's eye first."""
    views = [finding_view(finding, material) for finding in findings]
    views.sort(key=lambda v: ([*FINDING_ORDER].index(_verdict(v)), v.kind, v.statement, v.id))
    return tuple(views)


def finding_view(finding: Finding, material: Material) -> FindingView:
    """Returns a check with its working."""
    return FindingView(
        id=finding.id,
        kind=finding.kind.replace("-", " "),
        statement=one_line(finding.statement),
        verdict=finding.verdict,
        sign=VERDICT_SIGNS[finding.verdict],
        steps=tuple((one_line(step.text), one_line(step.result)) for step in finding.working),
        claims=rows_of(finding.claim_ids, material),
    )


def link_views(links: Iterable[Link], material: Material) -> tuple[LinkView, ...]:
    """Returns comparisons of claims; those of which a claim is not in the material are left out."""
    views = (_link_view(link, material) for link in links)
    return tuple(
        sorted(
            (view for view in views if view is not None),
            key=lambda v: (v.kind, v.left.id, v.right.id),
        )
    )


def _verdict(view: FindingView) -> Verdict:
    return next(verdict for verdict in FINDING_ORDER if verdict == view.verdict)


def _voice_view(origin: Origin, answer: Answer, material: Material) -> VoiceView:
    spoken = frozenset(origin.statement_ids)
    ids = [
        claim_id
        for claim_id in answer.claim_ids
        if (claim := material.claims.get(claim_id)) and claim.statement_id in spoken
    ]
    rows = rows_of(ids, material)
    return VoiceView(
        id=origin.id,
        source=one_line(origin.source),
        pair=pair_of(origin, answer, material),
        reports=tuple(dict.fromkeys(row.report for row in rows)),
        why=tuple(one_line(reason) for reason in origin.why),
        claims=rows,
    )


def _link_views(question: Question, material: Material) -> tuple[LinkView, ...]:
    own = frozenset(question.claim_ids)
    links = {
        link.id: link
        for claim_id in question.claim_ids
        for link in material.links_of.get(claim_id, ())
        if link.left in own and link.right in own
    }
    return link_views(links.values(), material)


def _link_view(link: Link, material: Material) -> LinkView | None:
    sides: Sequence[ClaimRow] = [
        row for side in (link.left, link.right) for row in rows_of([side], material)
    ]
    if len(sides) != 2:
        return None
    reasons = tuple(
        f"{f.name.replace('-', ' ').replace('_', ' ')}: {one_line(f.detail)}" for f in link.features
    )
    return LinkView(
        kind=link.kind.replace("-", " "), left=sides[0], right=sides[1], reasons=reasons
    )


def _scope(question: Question) -> tuple[tuple[str, str], ...]:
    parts = [
        ("Event", question.event),
        ("Measure", (question.role or "").replace("-", " ") or None),
        ("Who", question.population),
        ("Where", ", ".join(question.places) or None),
        ("When", phrases.days_words(question.first, question.last) or None),
    ]
    return tuple((name, one_line(value)) for name, value in parts if value is not None)


def _name_at(statement: Statement, position: int) -> str:
    if len(statement.chain) == 0:
        return phrases.UNKNOWN
    return phrases.source_name(statement.chain[position].source)


def _said_as(name: str, full_name: str) -> str | None:
    written = one_line(name)
    return written if written != full_name else None
