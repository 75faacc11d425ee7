"""Laws of grading, over questions made at random: voices, numbers, days, denials, retractions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reportedly.assess.grades import AssessQuestions, assess
from reportedly.grading import credibility_rank, rules
from reportedly.records import (
    Assessment,
    ClaimInContext,
    Origin,
    Question,
    QuestionInContext,
    record_id,
)
from tests.making import copy_of, make_item

VOICES = ("Ana Bell", "Ivo Stern", "Max Reed", "Lea Hart", None)
NUMBERS = ("9", "10", "14", "15", "15", "at least 12", "more than 14", "up to 20", "12-16", "40")
DAYS = ("2023-05-04", "2023-05-05", "2023-05-06", None)
LATER = "2023-05-09"

told = st.tuples(
    st.sampled_from(VOICES),
    st.sampled_from(NUMBERS),
    st.sampled_from(DAYS),
    st.sampled_from(("asserts", "asserts", "asserts", "confirms", "denies", "retracts")),
)


def claims_of(rows: Sequence[tuple[str | None, str, str | None, str]]) -> list[ClaimInContext]:
    """Returns a claim for each row, every one in a report of its own; no name is "an official"."""
    return [
        make_item(number, name or "an official", report=f"r{place}", published=day, stance=stance)
        for place, (name, number, day, stance) in enumerate(rows)
    ]


def question_of(claims: Sequence[ClaimInContext]) -> QuestionInContext:
    """Returns the question that the claims answer; whoever has a name is one voice."""
    spoken: dict[str, list[ClaimInContext]] = {}
    for claim in claims:
        name = claim.statement.chain[-1].source.name
        if name != "an official":
            spoken.setdefault(name, []).append(claim)
    origins = tuple(
        Origin(
            id=record_id("origin", name),
            source=name,
            document_ids=tuple(sorted({c.document_id for c in own})),
            statement_ids=tuple(sorted({c.statement.id for c in own})),
            why=(),
            question_id="q",
        )
        for name, own in sorted(spoken.items())
    )
    question = Question(
        id="q", title="How many?", event="assault", role="killed", population=None, places=(),
        first=None, last=None, claim_ids=tuple(sorted(c.claim.id for c in claims)),
    )  # fmt: skip
    return QuestionInContext(question=question, claims=tuple(claims), origins=origins)


def rank(assessment: Assessment) -> int:
    return credibility_rank(assessment.credibility)


@given(st.lists(told, min_size=1, max_size=7), st.data())
def test_a_copy_never_improves_a_grade(
    rows: list[tuple[str | None, str, str | None, str]], data: st.DataObject
) -> None:
    claims = claims_of(rows)
    copied = data.draw(st.sampled_from(claims))
    day = data.draw(st.sampled_from((copied.published, LATER)))
    copy = copy_of(copied, "copy", published=day if copied.published else None)
    before, after = assess(question_of(claims)), assess(question_of([*claims, copy]))
    assert rank(after) >= rank(before)
    assert after.condition == before.condition
    assert (after.low, after.high) == (before.low, before.high)


@given(st.lists(told, min_size=1, max_size=7))
def test_a_new_independent_confirmation_never_worsens_a_grade(
    rows: list[tuple[str | None, str, str | None, str]],
) -> None:
    claims = claims_of(rows)
    item = question_of(claims)
    before = assess(item)
    for answer in before.answers:
        if answer.credibility != before.credibility or answer.condition != before.condition:
            continue
        said = next(c for c in claims if c.claim.id in answer.claim_ids)
        assert said.claim.quantity is not None
        more = make_item(said.claim.quantity, "Tessa Lund", report="new", published=said.published)
        assert rank(assess(question_of([*claims, more]))) <= rank(before)


@given(st.lists(told, min_size=1, max_size=7), st.randoms(use_true_random=False))
def test_grades_do_not_depend_on_order_or_company(
    rows: list[tuple[str | None, str, str | None, str]], chance: object
) -> None:
    claims = claims_of(rows)
    item = question_of(claims)
    mixed = list(claims)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # a random.Random
    shuffled = replace(item, claims=tuple(mixed), origins=item.origins[::-1])
    assert assess(shuffled) == assess(item)
    assert next(iter(AssessQuestions()([shuffled, item]))) == assess(item)


@given(st.lists(told, min_size=1, max_size=7))
def test_every_grade_has_a_condition_of_the_table_reasons_and_what_would_change_it(
    rows: list[tuple[str | None, str, str | None, str]],
) -> None:
    assessment = assess(question_of(claims_of(rows)))
    assert assessment.condition is not None
    assert rules()[assessment.condition].grade == assessment.credibility
    assert rules()[assessment.condition].words in assessment.reasons[0]
    assert len(assessment.would_change) > 0
    for answer in assessment.answers:
        assert answer.condition is not None
        assert rules()[answer.condition].grade == answer.credibility
    voiced = [answer for answer in assessment.answers if answer.origin_ids]
    graded = [credibility_rank(a.credibility) for a in voiced if a.credibility is not None]
    assert rank(assessment) == min(graded, default=rank(assessment))


@given(st.lists(told, min_size=1, max_size=7))
def test_confirmed_takes_three_voices(
    rows: list[tuple[str | None, str, str | None, str]],
) -> None:
    assessment = assess(question_of(claims_of(rows)))
    voices = {row[0] for row in rows if row[0] is not None and row[3] in {"asserts", "confirms"}}
    if assessment.credibility == "1":
        assert len(voices) >= 3
    if len(voices) < 2:
        assert assessment.credibility in {"4", "5", "6"}


def test_each_answer_has_a_grade_of_its_own() -> None:
    rows = [
        ("Ana Bell", "9", "2023-05-04", "asserts"),
        ("Ana Bell", "14", "2023-05-05", "asserts"),
        ("Ivo Stern", "14", "2023-05-05", "asserts"),
        ("Max Reed", "40", "2023-05-05", "asserts"),
        (None, "10", "2023-05-05", "asserts"),
    ]
    made = assess(question_of(claims_of(rows)))
    answers = {answer.words: (answer.credibility, answer.condition) for answer in made.answers}
    assert answers == {
        "9": (None, "superseded"),
        "10": ("6", "no-voice"),
        "14": ("3", "majority"),
        "40": ("5", "outweighed"),
    }
    assert (made.credibility, made.condition) == ("3", "majority")
