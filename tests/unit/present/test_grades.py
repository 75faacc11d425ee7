from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.grading import monitor_word, probability_words, rules, source_key
from reportedly.present.grades import grade_view, grade_words, judged_grade
from reportedly.present.material import Material, add
from reportedly.present.views import question_view
from reportedly.records import Judgement, JudgementKind, JudgementVerdict, Question


def judgement(
    kind: JudgementKind, target: tuple[str, ...], verdict: JudgementVerdict, day: int, why: str = ""
) -> Judgement:
    return Judgement(
        id=f"{kind}-{verdict}-{day}", target=target, verdict=verdict, by="R. Lund",
        at=f"2024-05-{day:02d}T08:00:00Z", reason=why or None, kind=kind,
    )  # fmt: skip


def dead(material: Material) -> Question:
    return next(q for q in material.questions.values() if q.role == "killed")


def test_a_judgement_wins_and_is_shown_as_such(material: Material) -> None:
    question = dead(material)
    before = grade_view(question, material)
    add(judgement("grade", question.claim_ids, "4", 6, "one side only"), material)
    after = grade_view(question, material)
    assert before is not None
    assert after is not None
    assert (before.credibility, before.judged) == ("3", None)
    assert (after.credibility, after.own) == ("4", "3")
    assert after.judged is not None
    assert after.judged.reason == "one side only"
    assert "as judged by R. Lund" in grade_words(after)
    assert "as judged by R. Lund" in question_view(question, material).credibility


def test_the_latest_judgement_holds_and_none_is_lost(material: Material) -> None:
    question = dead(material)
    made = [
        judgement("grade", question.claim_ids, "4", 6),
        judgement("grade", question.claim_ids, "2", 8),
        judgement("grade", question.claim_ids, "5", 7),
    ]
    latest = judged_grade(question, made)
    assert latest is not None
    assert latest.verdict == "2"
    withdrawn = judgement("grade", question.claim_ids, "withdrawn", 9)
    assert judged_grade(question, [*made, withdrawn]) is None


def test_a_judgement_outlives_new_claims_and_says_so(material: Material) -> None:
    question = dead(material)
    made = judgement("grade", question.claim_ids, "4", 6)
    grown = replace(question, claim_ids=(*question.claim_ids, "new one", "new two"))
    held = judged_grade(grown, [made])
    assert held is not None
    assert held.since == "2 claims came in"
    other = replace(question, claim_ids=(question.claim_ids[0], "new"))
    assert judged_grade(other, [made]) is None, "half of what was judged is not more than half"


def test_judgements_of_names_are_no_grades(material: Material) -> None:
    question = dead(material)
    assert judged_grade(question, [judgement("names", question.claim_ids, "same", 6)]) is None


def test_a_source_is_f_until_a_person_says_otherwise(material: Material) -> None:
    view = grade_view(dead(material), material)
    assert view is not None
    assert [s.reliability for s in view.sources] == ["F"]
    add(judgement("reliability", (source_key("the selmak watch"),), "B", 6), material)
    later = grade_view(dead(material), material)
    assert later is not None
    assert [s.reliability for s in later.sources] == ["B"]
    assert (later.credibility, later.own) == (view.credibility, view.own)


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (0.0, "almost no chance (1–5 %)"),
        (0.05, "very unlikely (5–20 %)"),
        (0.3, "unlikely (20–45 %)"),
        (0.45, "roughly even chance (45–55 %)"),
        (0.5, "roughly even chance (45–55 %)"),
        (0.55, "roughly even chance (45–55 %)"),
        (0.7, "likely (55–80 %)"),
        (0.8, "likely (55–80 %)"),
        (0.9, "very likely (80–95 %)"),
        (1.0, "almost certain (95–99 %)"),
    ],
)
def test_probability_words_are_those_of_the_directive(probability: float, words: str) -> None:
    assert probability_words(probability) == words


def test_what_is_no_probability_gets_no_word() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        probability_words(30)


def test_each_condition_has_a_monitors_word_and_a_digit_of_the_scale() -> None:
    words = {rule.monitor for rule in rules().values()}
    assert words == {"confirmed", "fair", "weak", "contested", "discounted", "cannot tell"}
    for rule in rules().values():
        assert rule.grade is None or monitor_word(rule.grade) is not None
