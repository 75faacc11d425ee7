from __future__ import annotations

import pytest

from reportedly.grading import credibility_scale
from tests.making import Linked, copy_of, make_item, make_participant, make_quantity, make_source

ANA = make_item("14")
IVO = make_item("14", "Ivo Stern", report="two")
MAX = make_item("14", "Max Reed", report="three")
UNKNOWN = make_item("14", make_source("an official", "unnamed"), report="four")


def grade(*items: object) -> str:
    return Linked(items).assessment_of(items[0]).credibility  # type: ignore[arg-type]


def test_one_voice_cannot_be_judged() -> None:
    assert grade(ANA) == "6"
    assert grade(ANA, copy_of(ANA, "copy")) == "6"
    assert grade(ANA, UNKNOWN) == "6"


def test_independent_voices_raise_the_grade() -> None:
    assert grade(ANA, IVO) == "2"
    assert grade(ANA, IVO, MAX) == "1"


def test_no_voice_that_can_be_told_cannot_be_judged() -> None:
    assessment = Linked([UNKNOWN]).assessment_of(UNKNOWN)
    assert assessment.credibility == "6"
    assert assessment.answers[0].origin_ids == ()
    assert assessment.low is None
    assert any("cannot be told who speaks" in reason for reason in assessment.reasons)


def test_voices_that_contradict_each_other_are_doubtful() -> None:
    other = make_item("20", "Ivo Stern", report="two")
    assert grade(ANA, other) == "4"
    assert grade(ANA, other, MAX) == "3"


def test_a_lower_count_of_an_earlier_day_is_no_contradiction() -> None:
    earlier = make_item("8", "Ivo Stern", report="two", published="2023-05-04")
    linked = Linked([ANA, earlier])
    assert linked.assessment_of(ANA).credibility == "3"
    assert [f.kind for f in linked.findings_of(ANA)] == []


def test_counts_within_a_tenth_agree_but_not_exactly() -> None:
    items = [make_item("21"), make_item("23", "Ivo Stern", report="two")]
    assert grade(*items) == "2"


def test_a_bound_does_not_confirm_a_much_larger_number() -> None:
    bound = make_item("at least 300")
    exact = make_item("4,000", "Ivo Stern", report="two")
    assessment = Linked([bound, exact]).assessment_of(bound)
    assert assessment.credibility == "3"
    assert (assessment.low, assessment.high) == (300, 4000)


def test_a_denial_by_another_makes_a_single_voice_doubtful() -> None:
    values = {"event": "coerce"}
    claimed = make_item(make_quantity("40", "soldiers"), role="captured", **values)
    denial = make_item(
        None, "Ivo Stern", stance="denies", targets=(make_participant("soldiers"),), **values
    )
    assessment = Linked([claimed, denial]).assessment_of(claimed)
    assert assessment.credibility == "4"
    assert "denied by Ivo Stern" in assessment.reasons
    assert [answer.words for answer in assessment.answers] == ["40"]


def test_an_answer_that_was_taken_back_is_improbable() -> None:
    claimed = make_item(make_quantity("40", "soldiers"), role="captured", event="coerce")
    taken_back = make_item(None, stance="retracts", event="coerce")
    linked = Linked([claimed, taken_back])
    assert linked.assessment_of(claimed).credibility == "5"
    assert "withdrawn by its speaker" in {f.kind for f in linked.findings_of(claimed)}


def test_a_number_that_is_only_denied_is_no_answer() -> None:
    denied = make_item("40", stance="denies")
    assert Linked([denied]).assessment_of(denied).answers == ()


def test_the_range_is_that_of_the_voices_latest_words() -> None:
    first = make_item("14", published="2023-05-04")
    revised = make_item("23", report="later", published="2023-05-06")
    other = make_item("22", "Ivo Stern", report="two", published="2023-05-06")
    assessment = Linked([first, revised, other]).assessment_of(first)
    assert (assessment.low, assessment.high) == (22, 23)
    assert [answer.words for answer in assessment.answers] == ["14", "22", "23"]


@pytest.mark.parametrize(
    ("number", "low", "high"),
    [("at least 14", 14, None), ("up to 14", None, 14), ("12-20", 12, 20), ("about 50", 50, 50)],
)
def test_the_range_of_one_voice_is_what_it_says(
    number: str, low: float | None, high: float | None
) -> None:
    item = make_item(number)
    assessment = Linked([item]).assessment_of(item)
    assert (assessment.low, assessment.high) == (low, high)


def test_every_assessment_has_reasons_and_says_what_would_change_it() -> None:
    for items in ([ANA], [ANA, IVO], [UNKNOWN], [ANA, make_item("20", "Ivo Stern", report="two")]):
        assessment = Linked(items).assessment_of(items[0])
        assert assessment.credibility in credibility_scale()
        assert len(assessment.reasons) > 0
        assert len(assessment.would_change) > 0


def test_law_a_copy_never_improves_a_grade() -> None:
    for items in ([ANA], [ANA, IVO], [UNKNOWN], [ANA, make_item("20", "Ivo Stern", report="two")]):
        for item in items:
            assert grade(*items, copy_of(item, "copy")) >= grade(*items)


def test_law_an_independent_confirmation_never_worsens_a_grade() -> None:
    rest = make_item("20", "Ivo Stern", report="two")
    more = make_item("14", "Lea Hart", report="five")
    for items in ([ANA], [ANA, IVO], [ANA, IVO, MAX], [ANA, rest], [UNKNOWN]):
        assert grade(*items, more) <= grade(*items)


def test_agreement_of_outlets_that_is_one_voice_is_said() -> None:
    linked = Linked([ANA, copy_of(ANA, "copy")])
    finding = linked.findings_of(ANA)[0]
    assert finding.kind == "agreement that is one voice"
    assert "Ana Bell" in finding.statement
    assert Linked([ANA, IVO]).findings_of(ANA) == []


def test_contradictory_answers_are_shown_side_by_side() -> None:
    other = make_item("20", "Ivo Stern", report="two")
    finding = Linked([ANA, other]).findings_of(ANA)[0]
    assert finding.kind == "contradictory answers"
    assert "Ana Bell: 14 killed; Ivo Stern: 20 killed" in finding.statement
    assert finding.verdict == "worth a look"


def test_a_toll_of_one_voice_that_falls_is_worth_a_look() -> None:
    first = make_item("at least 412", published="2023-05-06")
    later = make_item("at least 405", report="later", published="2023-05-07")
    kinds = [f.kind for f in Linked([first, later]).findings_of(first)]
    assert kinds == ["toll that falls"]
    rising = make_item("at least 420", report="later", published="2023-05-07")
    assert Linked([first, rising]).findings_of(first) == []


def test_a_comparison_without_a_number_is_graded_as_such() -> None:
    vague = make_item(make_quantity("much higher"))
    assessment = Linked([vague]).assessment_of(vague)
    assert (assessment.condition, assessment.credibility) == ("no-number", "6")
    both = Linked([vague, make_item("14", "Ivo Stern", report="two")])
    answers = {a.words: a for a in both.assessment_of(vague).answers}
    assert answers["much higher"].condition == "no-number"
    assert answers["much higher"].revised_origin_ids == ()


def test_a_late_repetition_renews_no_old_number() -> None:
    old = make_item("14", published="2023-05-04")
    revised = make_item("20", report="later", published="2023-05-06")
    late = copy_of(old, "late", published="2023-05-09")
    assert Linked([old, revised, late]).assessment_of(old).low == 20
