from __future__ import annotations

from dataclasses import replace

from eval.calibration import Case, other_codes, own_codes, share_words, table
from reportedly.grading import credibility_scale, rules

CASE = Case(
    question_id="q",
    report="one",
    population="civilians",
    grade="2",
    condition="two-voices",
    number=14,
    coded=14,
)
OTHER = replace(CASE, report="two", number=15, coded=14)
ELSEWHERE = replace(CASE, question_id="elsewhere", report="three", number=9, coded=8, grade="6")


def test_a_figure_is_compared_with_the_code_of_its_report_and_of_the_others() -> None:
    every = [CASE, OTHER, ELSEWHERE]
    assert own_codes(every) == {"q": [True, False], "elsewhere": [False]}
    assert other_codes(every, every) == {"q": [True, False]}
    children = replace(OTHER, population="children")
    assert other_codes([CASE], [CASE, children]) == {}


def test_a_share_lies_in_its_interval() -> None:
    assert share_words({"a": [True], "b": [True]}) == "1.00 (1.00 to 1.00) of 2"
    assert share_words({"a": [True, True], "b": [False]}).startswith("0.67 (0.00 to 1.00)")
    assert share_words({}) == ""


def test_the_table_has_a_line_for_every_grade_and_condition() -> None:
    lines = list(table([CASE, OTHER, ELSEWHERE]))
    for grade, words in credibility_scale().items():
        assert sum(line.startswith(f"| {grade} {words} |") for line in lines) == 1
    for code in rules():
        assert sum(line.startswith(f"| {code} (") for line in lines) == 1
