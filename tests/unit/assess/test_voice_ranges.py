from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.assess.voice_ranges import estimate_of, second_opinions, side_key
from reportedly.estimation import Estimate
from reportedly.records import ClaimInContext, Origin, Question, QuestionInContext, record_id
from tests.making import Linked, copy_of, make_item

SOURCES = ("Ana Bell", "Ivo Stern", "Max Reed", "Una Frey")


def in_question(*items: ClaimInContext, name: str = "one") -> QuestionInContext:
    """Returns claims as answers to one question, a voice for each speaker."""
    spoken: dict[str, list[ClaimInContext]] = {}
    for item in items:
        spoken.setdefault(item.statement.chain[-1].source.name, []).append(item)
    origins = tuple(
        Origin(
            id=record_id("origin", name, source),
            source=source,
            document_ids=tuple(sorted({i.document_id for i in own})),
            statement_ids=tuple(sorted({i.statement.id for i in own})),
            why=(),
            question_id=name,
        )
        for source, own in sorted(spoken.items())
        if source != "an official"
    )
    question = Question(
        id=name, title="How many were killed in Selmak?", event="assault", role="killed",
        population=None, places=("Selmak",), first=None, last=None,
        claim_ids=tuple(sorted(item.claim.id for item in items)),
    )  # fmt: skip
    return QuestionInContext(question=question, claims=items, origins=origins)


def estimate(*items: ClaimInContext, **sides: str) -> Estimate:
    declared = {side_key(source.replace("_", " ")): side for source, side in sides.items()}
    return estimate_of(in_question(*items), sides=declared)


def said(number: str | None, by: str = "Ana Bell", report: str = "one", **fields: Any) -> Any:
    return make_item(number, by, report=report, **fields)


def figures(made: Estimate) -> tuple[float | None, float | None, float | None]:
    return made.low.value, made.best.value, made.high.value


def test_a_bound_stays_a_bound() -> None:
    made = estimate(said("at least 300"), said("4,000", "Ivo Stern", "two"))
    assert [(v.low, v.high) for v in made.voices] == [(300, None), (4000, 4000)]
    assert (made.common_low, made.common_high) == (4000, 4000)
    assert figures(made) == (300, None, 4000)
    assert made.best.how == "none: no two voices give the same number"


def test_an_open_end_is_none_and_says_so() -> None:
    made = estimate(said("at least 300"), said("at least 20", "Ivo Stern", "two"))
    assert figures(made) == (20, None, None)
    assert "open: " in made.high.how
    assert "at least 300" in made.high.how
    assert "Ivo Stern: “at least 20”" in made.low.how


def test_people_are_never_fewer_than_none() -> None:
    made = estimate(said("up to 5"))
    assert (made.voices[0].low, made.voices[0].high) == (0, 5)


@pytest.mark.parametrize(
    ("numbers", "best", "why"),
    [
        (["14"], None, "one voice is a claim"),
        (["14", "14"], 14, "the one number that 2 voices give, and that every voice allows"),
        (["14", "14", "at least 12"], 14, "every voice allows"),
        (["14", "14", "40"], 14, "2 of 3 voices give"),
        (["14", "14", "40", "40"], None, "exclude each other"),
        (["14", "40"], None, "exclude each other"),
        (["100", "102", "105"], 102, "lower middle number of 3 voices"),
        (["100", "105"], None, "exclude each other"),
        (["14", "14", "at least 300"], 14, "2 of 3 voices give"),
        (["at least 3", "at least 4"], None, "no number"),
    ],
)
def test_a_best_figure_only_where_the_voices_allow_one(
    numbers: list[str], best: float | None, why: str
) -> None:
    items = [said(n, SOURCES[i], f"report {i}") for i, n in enumerate(numbers)]
    made = estimate(*items)
    assert made.best.value == best
    assert why in made.best.how


def test_a_denial_takes_the_best_figure_away() -> None:
    agreed = (said("14"), said("14", "Ivo Stern", "two"))
    denial = said("14", "Max Reed", "three", stance="denies")
    assert estimate(*agreed).best.value == 14
    made = estimate(*agreed, denial)
    assert made.best.value is None
    assert made.best.how == "none: denied by Max Reed"


def test_a_voice_that_cannot_be_told_is_named_and_not_counted() -> None:
    made = estimate(said("14"), said("90", "an official", "two"))
    assert figures(made) == (14, None, 14)
    assert made.notes == ("not counted, since it cannot be told who speaks: an official",)


def test_the_range_is_told_by_side() -> None:
    made = estimate(
        said("14"), said("20", "Ivo Stern", "two"), said("90", "the Max Reed", "three"),
        said("50", "Una Frey", "four"),
        Ana_Bell="Norland", Ivo_Stern="Norland", Max_Reed="Vell",
    )  # fmt: skip
    assert [(s.side, s.low, s.high) for s in made.by_side] == [
        ("Norland", 14, 20),
        ("Vell", 90, 90),
        (None, 50, 50),
    ]
    assert estimate(said("14")).by_side == ()


def test_leaving_out_a_voice_shows_what_hangs_on_it() -> None:
    made = estimate(said("14"), said("14", "Ivo Stern", "two"), said("40", "Max Reed", "three"))
    without = {w.source: w for w in made.without_voice}
    assert (without["Max Reed"].high, without["Max Reed"].best) == (14, 14)
    assert without["Ana Bell"].best is None
    assert without["Ana Bell"].moves
    assert estimate(said("14")).without_voice == ()


def test_a_voice_whose_loss_changes_nothing_is_marked() -> None:
    items = [said("14", source, source) for source in SOURCES[:3]]
    assert [w.moves for w in estimate(*items).without_voice] == [False, False, False]


def test_the_series_shows_revisions_and_only_the_last_word_counts() -> None:
    made = estimate(
        said("14", report="one", published="2023-05-01"),
        said("21", report="two", published="2023-05-02"),
        said("17", report="three", published="2023-05-04"),
        said("19", "Ivo Stern", "four", published="2023-05-03"),
    )
    assert [(p.as_of, p.raw, p.change) for p in made.series] == [
        ("2023-05-01", "14", "first"),
        ("2023-05-02", "21", "higher"),
        ("2023-05-03", "19", "first"),
        ("2023-05-04", "17", "lower"),
    ]
    assert figures(made) == (17, None, 19)


def test_what_was_taken_back_is_in_the_series_and_in_no_figure() -> None:
    made = estimate(
        said("14", published="2023-05-01"),
        said("14", report="two", published="2023-05-03", stance="retracts"),
    )
    assert [point.change for point in made.series] == ["first", "taken back"]
    assert figures(made) == (None, None, None)
    assert made.low.how == "none: no voice gives a number"


NUMBERS = st.sampled_from(["12", "14", "at least 12", "up to 20", "about 15", "17-20", "400"])
CLAIMS = st.lists(st.tuples(NUMBERS, st.sampled_from(SOURCES), st.integers(1, 4)), min_size=1,
                  max_size=7, unique=True)  # fmt: skip


def made_of(claims: list[tuple[str, str, int]]) -> list[ClaimInContext]:
    return [
        said(number, by, f"r{i}", published=f"2023-05-0{day}")
        for i, (number, by, day) in enumerate(claims)
    ]


def without_ids(made: Estimate) -> Estimate:
    """Returns an estimate without the ids of claims: which of two copies is named is no matter."""
    return replace(
        made,
        voices=tuple(replace(v, claim_id="") for v in made.voices),
        series=tuple(replace(p, claim_id="") for p in made.series),
    )


@settings(deadline=None)
@given(CLAIMS, st.data())
def test_a_copy_never_changes_an_estimate(
    claims: list[tuple[str, str, int]], data: st.DataObject
) -> None:
    items = made_of(claims)
    copied = data.draw(st.sampled_from(range(len(items))))
    number, by, day = claims[copied]
    later = data.draw(st.integers(day, 4))
    copy = said(number, by, "copy", published=f"2023-05-0{later}")
    assert without_ids(estimate(*items, copy)) == without_ids(estimate(*items))


def test_a_copied_report_changes_nothing_through_linking() -> None:
    items = [said("14"), said("19", "Ivo Stern", "two"), said("at least 15", "Max Reed", "three")]

    def linked(*claims: ClaimInContext) -> Estimate:
        return estimate_of(Linked(claims).in_context(claims[0]), sides={})

    for item in items:
        made = linked(*items, copy_of(item, "copy"))
        assert len(made.voices) == 3
        alone = linked(*items)
        assert replace(without_ids(made), question_id="") == replace(
            without_ids(alone), question_id=""
        )


@settings(deadline=None)
@given(CLAIMS, st.randoms(use_true_random=False))
def test_order_never_matters(claims: list[tuple[str, str, int]], random: Any) -> None:
    items = made_of(claims)
    turned = list(items)
    random.shuffle(turned)
    assert estimate(*turned) == estimate(*items)


@settings(deadline=None)
@given(CLAIMS)
def test_figures_respect_what_the_voices_allow(claims: list[tuple[str, str, int]]) -> None:
    made = estimate(*made_of(claims))
    low, best, high = figures(made)
    if low is not None and high is not None:
        assert low <= high
    if best is not None:
        assert low is None or low <= best
        assert high is None or best <= high
        assert len(made.voices) > 1
    for voice in made.voices:
        if made.has_common:
            assert voice.low is None or (made.common_low or 0) >= voice.low
            assert voice.high is None or (made.common_high or 0) <= voice.high
    assert len(made.without_voice) == (len(made.voices) if len(made.voices) > 1 else 0)


def test_a_second_opinion_needs_three_numbers() -> None:
    three = [said("14", SOURCES[i], f"r{i}") for i in range(3)]
    two = in_question(*three[:2], name="two")
    bounds = in_question(*three[:2], said("at least 9", "Max Reed", "x"), name="bounds")
    found = second_opinions([in_question(*three), two, bounds])
    assert found.keys() == {"one"}
    assert {o.value for o in found["one"]} == {14}
    assert [o.method for o in found["one"]] == ["median", "vote", "CRH", "GTM", "TruthFinder"]
