"""Times as intervals with a precision, told from a Saturday: 3 October 2020."""

from __future__ import annotations

import pytest

from reportedly.extract.nlp import parse
from reportedly.extract.times import TimeMention, find_times

PUBLISHED = "2020-10-03"


def times_of(text: str, published: str | None = PUBLISHED) -> tuple[TimeMention, ...]:
    return find_times(next(parse([text])), published=published)


def only_time(text: str, published: str | None = PUBLISHED) -> TimeMention:
    (mention,) = times_of(text, published)
    return mention


def reading(mention: TimeMention) -> tuple[str | None, str | None, str | None]:
    return mention.time.first, mention.time.last, mention.time.precision


@pytest.mark.parametrize(
    "said",
    ["2 October 2020", "October 2, 2020", "Oct. 2, 2020", "2020-10-02", "the 2nd of October 2020",
     "Friday, October 2, 2020", "2.10.2020", "2020/10/02"],
)  # fmt: skip
def test_one_day_is_the_same_however_it_is_written(said: str) -> None:
    mention = only_time(f"The depot was shelled on {said}.")
    assert reading(mention) == ("2020-10-02", "2020-10-02", "day")
    assert mention.time.raw == f"on {said}"
    assert mention.timex_value == "2020-10-02"


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("Shells fell on Oct. 2.", "2020-10-02", "2020-10-02", "day"),
        ("Fighting broke out in October 2019.", "2019-10-01", "2019-10-31", "month"),
        ("A 1994 ceasefire froze the front.", "1994-01-01", "1994-12-31", "year"),
        ("The war began in 1994.", "1994-01-01", "1994-12-31", "year"),
        ("It was built in the summer of 2014.", "2014-06-01", "2014-08-31", "range"),
        ("Exports fell in the third quarter of 2019.", "2019-07-01", "2019-09-30", "range"),
        ("It was a war of the early 1990s.", "1990-01-01", "1993-12-31", "range"),
        ("It was a war of the mid-1990s.", "1994-01-01", "1996-12-31", "range"),
        ("It was a war of the late 1990s.", "1997-01-01", "1999-12-31", "range"),
        ("The border dates from the 1920s.", "1920-01-01", "1929-12-31", "range"),
        ("They fought from March to May 2014.", "2014-03-01", "2014-05-31", "range"),
        ("Between 2011 and 2013 the front moved.", "2011-01-01", "2013-12-31", "range"),
        ("Between 28 September and 2 October 2020 it rained.", "2020-09-28", "2020-10-02", "range"),
        ("They clashed on October 1-2, 2020.", "2020-10-01", "2020-10-02", "range"),
        ("It fell at the end of 2012.", "2012-09-01", "2012-12-31", "range"),
        ("It fell in late 2012.", "2012-09-01", "2012-12-31", "range"),
    ],
)
def test_times_that_name_themselves(text: str, first: str, last: str, precision: str) -> None:
    assert reading(only_time(text)) == (first, last, precision)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("On Thursday the town was shelled.", "2020-10-01", "2020-10-01", "day"),
        ("On Saturday the town was shelled.", "2020-10-03", "2020-10-03", "day"),
        ("The town will vote on Thursday.", "2020-10-08", "2020-10-08", "day"),
        ("The army plans to withdraw by Monday.", None, "2020-10-05", "day"),
        ("The talks were postponed until Wednesday.", None, "2020-10-07", "day"),
        ("Nine people died last week.", "2020-09-21", "2020-09-27", "week"),
        ("They will meet next week.", "2020-10-05", "2020-10-11", "week"),
        ("Nine people died last month.", "2020-09-01", "2020-09-30", "month"),
        ("Nine people died this year.", "2020-01-01", "2020-10-03", "year"),
        ("Nine people died earlier this month.", "2020-10-01", "2020-10-03", "range"),
        ("Nine people died yesterday.", "2020-10-02", "2020-10-02", "day"),
        ("They will return tomorrow.", "2020-10-04", "2020-10-04", "day"),
        ("Two weeks ago they left.", "2020-09-14", "2020-09-20", "week"),
        ("Five days ago they left.", "2020-09-28", "2020-09-28", "day"),
        ("Three years ago they left.", "2017-01-01", "2017-12-31", "year"),
        ("In March the road was cut.", "2020-03-01", "2020-03-31", "month"),
        ("In December the road was cut.", "2019-12-01", "2019-12-31", "month"),
        ("The court will rule in December.", "2020-12-01", "2020-12-31", "month"),
        ("In the past 24 hours nine died.", "2020-10-02", "2020-10-03", "range"),
        ("Over the past three weeks nine died.", "2020-09-12", "2020-10-03", "range"),
        ("It rained overnight.", "2020-10-02", "2020-10-03", "range"),
        ("It rained on Friday morning.", "2020-10-02", "2020-10-02", "day"),
        ("It rained last weekend.", "2020-09-26", "2020-09-27", "range"),
    ],
)
def test_times_told_from_publication(
    text: str, first: str | None, last: str | None, precision: str
) -> None:
    assert reading(only_time(text)) == (first, last, precision)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Talks have stalled since 1994.", "1994-01-01", None),
        ("Since Thursday the town is cut off.", "2020-10-01", None),
        ("Before 2011 the valley was quiet.", None, "2010-12-31"),
        ("After March 2012 the valley was empty.", "2012-04-01", None),
        ("By March 2012 the valley was empty.", None, "2012-03-31"),
        ("He would call the president in the coming days.", "2020-10-03", None),
        ("Some 4,000 men arrived in recent days.", None, "2020-10-03"),
        ("More than two decades ago the region broke away.", None, "2009-12-31"),
        ("The bridge was rebuilt a few years ago.", None, "2020-10-03"),
    ],
)
def test_an_open_end_stays_open(text: str, first: str | None, last: str | None) -> None:
    mention = only_time(text)
    assert (mention.time.first, mention.time.last) == (first, last)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Monday the bridge fell. The same day the mill burned.", "2020-09-28"),
        ("On Monday the bridge fell. Two days later the mill burned.", "2020-09-30"),
        ("On Monday the bridge fell. The mill had burned the day before.", "2020-09-27"),
        ("On Monday the bridge fell. The next morning the mill burned.", "2020-09-29"),
        ("On Monday the bridge fell. The mill had burned three days earlier.", "2020-09-25"),
    ],
)
def test_a_later_time_is_told_from_the_one_before_it(text: str, expected: str) -> None:
    second = times_of(text)[1]
    assert (second.time.first, second.time.last) == (expected, expected)


@pytest.mark.parametrize(
    "text",
    ["The same day the mill burned.", "The mill had burned the day before.",
     "The mill burned two days later.", "The mill burned the day before the vote.",
     "It burned two days after the truce.", "At 9:30 a.m. a shell landed."],
)  # fmt: skip
def test_a_day_told_from_nothing_is_not_the_day_of_publication(text: str) -> None:
    mention = only_time(text)
    assert (mention.time.first, mention.time.last) == (None, None)


@pytest.mark.parametrize(
    ("said", "precision"),
    [("on Thursday", "day"), ("last week", "week"), ("last month", "month"), ("yesterday", "day"),
     ("two years ago", "year"), ("in recent days", "range"), ("in March", "month"),
     ("on 2 October", "day"), ("this year", "year"), ("over the past two weeks", "range")],
)  # fmt: skip
def test_an_undated_report_keeps_the_words_and_the_precision(said: str, precision: str) -> None:
    mention = only_time(f"Nine people were killed {said}.", published=None)
    assert reading(mention) == (None, None, precision)
    assert mention.time.raw == said


def test_an_undated_report_keeps_the_dates_that_name_themselves() -> None:
    assert only_time("It fell on 2 October 2020.", published=None).time.first == "2020-10-02"


def test_a_publication_date_that_is_none_is_treated_as_unknown() -> None:
    assert only_time("It fell yesterday.", published="some day").time.first is None


def test_a_publication_date_may_have_an_hour() -> None:
    assert only_time("It fell yesterday.", published="2020-10-03T23:10").time.first == "2020-10-02"


def test_a_date_in_figures_that_may_be_two_days_holds_both() -> None:
    mention = only_time("The truce of 10/02/2020 failed.")
    assert reading(mention) == ("2020-02-10", "2020-10-02", "range")


@pytest.mark.parametrize(
    ("said", "expected"),
    [("25/02/2020", "2020-02-25"), ("02/25/2020", "2020-02-25"), ("05/05/2020", "2020-05-05")],
)  # fmt: skip
def test_a_date_in_figures_that_can_only_be_one_day_is_that_day(said: str, expected: str) -> None:
    assert only_time(f"The truce of {said} failed.").time.first == expected


def test_one_clear_date_in_figures_tells_how_the_others_are_written() -> None:
    first, second = times_of("The truce of 10/02/2020 failed. That of 25/02/2020 failed too.")
    assert (first.time.first, second.time.first) == ("2020-02-10", "2020-02-25")


@pytest.mark.parametrize("said", ["31 February 2020", "2020-13-45", "99/99/2020"])
def test_a_day_that_the_calendar_does_not_have_is_no_day(said: str) -> None:
    assert all(mention.time.precision != "day" or mention.time.first is None
               for mention in times_of(f"It fell on {said}."))  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value"),
    [("The siege lasted for months.", "PXM"), ("They held it for two days.", "P2D"),
     ("A 24-hour truce was agreed.", "PT24H"), ("It took half a year.", "P0.5Y"),
     ("It was a year-long siege.", "P1Y")],
)  # fmt: skip
def test_a_length_of_time_has_no_ends(text: str, value: str) -> None:
    mention = only_time(text)
    assert (mention.timex_type, mention.timex_value) == ("DURATION", value)
    assert reading(mention) == (None, None, None)


@pytest.mark.parametrize(
    "text",
    ["Each is paid $1,800 a month.", "They march twice a week.", "They march every Friday.",
     "Some 12 people die each day.", "They march on Fridays."],
)  # fmt: skip
def test_how_often_is_not_when(text: str) -> None:
    mention = only_time(text)
    assert mention.timex_type == "SET"
    assert reading(mention) == (None, None, None)


def test_now_has_unknown_ends() -> None:
    mention = only_time("The town is now empty.")
    assert mention.timex_value == "PRESENT_REF"
    assert reading(mention) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "first"),
    [("The raid began at 4:10 p.m. on Friday.", "2020-10-02T16:10"),
     ("On Friday a shell landed at 9:30 a.m. near the mill.", "2020-10-02T09:30"),
     ("They have until 9 a.m. Tuesday to leave.", None),
     ("The raid began on 2 October at 14:30 GMT.", "2020-10-02T14:30")],
)  # fmt: skip
def test_clock_times_stand_on_their_day(text: str, first: str | None) -> None:
    last = times_of(text)[-1]
    assert last.time.precision == "minute"
    assert last.time.first == first


def test_a_range_keeps_its_two_times() -> None:
    mention = only_time("They fought from Monday to Wednesday.")
    assert (mention.time.first, mention.time.last) == ("2020-09-28", "2020-09-30")
    assert [part.timex_value for part in mention.parts] == ["2020-09-28", "2020-09-30"]


def test_last_friday_said_on_saturday_may_be_either_of_two() -> None:
    mention = only_time("They met last Friday.")
    assert reading(mention) == ("2020-09-25", "2020-10-02", "range")


def test_upper_case_wires_are_read() -> None:
    text = (
        "ON 12 MARCH REBELS ATTACKED A POWER STATION NEAR THE CAPITAL, A MINISTER SAID ON THURSDAY."
    )
    assert [mention.time.first for mention in times_of(text)] == ["2020-03-12", "2020-10-01"]


@pytest.mark.parametrize(
    "text", ["", " \n\t ", "x" * 20_000, "12-" * 3_000, "1:2" * 3_000, "on monday " * 400,
             "İstanbul fell on Thursday 😀 — on Friday\u200f."]
)  # fmt: skip
def test_odd_texts_are_read_and_every_span_holds_its_words(text: str) -> None:
    for mention in times_of(text):
        span = mention.time.span
        assert span is not None
        assert text[span.start : span.end] == mention.time.raw
        assert mention.start_token < mention.end_token


def test_times_do_not_depend_on_the_neighbours_of_a_text() -> None:
    texts = ["It fell on Thursday.", "Two days later it burned.", "In 1994 it was built."]
    together = [find_times(parsed, published=PUBLISHED) for parsed in parse(texts)]
    assert together == [times_of(text) for text in texts]


@pytest.mark.parametrize("phrase", ["over the past week", "during the past week"])
def test_over_a_past_week_is_during_it(phrase: str) -> None:
    (parsed,) = parse([f"The river towns lost two bridges {phrase}."])
    (mention,) = find_times(parsed, published="2023-05-04")
    assert (mention.time.first, mention.time.last) == ("2023-04-27", "2023-05-04")


def test_what_was_agreed_in_a_month_is_over() -> None:
    (parsed,) = parse(["A truce was agreed in March and has been broken since."])
    mention = find_times(parsed, published="2023-05-04")[0]
    assert mention.time.first == "2023-03-01"
