"""What was made of the claims: figures, checks with their working, and what stands."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.records.values import Condition, Relation, Role, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class MainFigure:
    """One of the figures that a report is about: how many of whom, and the claims it rests on.

    ``population`` is ``civilians``, ``noncivilians``, ``children`` or ``women``; people of whom no
    word says more count as civilians. ``is_derived`` tells that ``count`` is the tool's own sum,
    remainder or count of victims told one by one, and no number of the report.
    """

    document_id: str
    role: Role
    population: str
    count: float
    claim_ids: tuple[str, ...]
    is_derived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of a working: what is done, and what comes out, so that a pencil can follow."""

    text: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A check that was made: its kind, the result in words, its inputs and its working."""

    id: str
    kind: str
    statement: str
    claim_ids: tuple[str, ...]
    working: tuple[Step, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One of the competing answers to a question, with those who give it.

    ``origin_ids`` are the independent voices; ``claim_ids`` all the claims that say so. A voice
    whose chain is unknown is in ``claim_ids`` only: it is not counted as independent.
    ``condition`` is the rule that gave ``credibility``, the Admiralty digit of this answer; an
    answer that all its voices have revised (``superseded``) has no digit any more.
    ``revised_origin_ids`` are those of the voices that have since given another number, or none.
    """

    low: float | None
    high: float | None
    relation: Relation
    words: str
    claim_ids: tuple[str, ...]
    origin_ids: tuple[str, ...]
    credibility: str | None = None
    condition: Condition | None = None
    revised_origin_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What stands, per question: the answers, their range, the grade, and the reasons.

    ``credibility`` is that of the best supported answer, by the rule that ``condition`` names. It
    is the program's own: what a person judged stands beside it as a :class:`Judgement` and wins.
    """

    id: str
    question_id: str
    answers: tuple[Answer, ...]
    low: float | None
    high: float | None
    credibility: str
    reasons: tuple[str, ...]
    would_change: tuple[str, ...]
    condition: Condition | None = None
