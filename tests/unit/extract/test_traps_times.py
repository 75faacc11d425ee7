"""The traps of reading times: what looks like a number, a date or a day and is another thing."""

from __future__ import annotations

import pytest

from reportedly.extract.nlp import parse
from reportedly.extract.times import TimeMention, find_times, governing_time, said_time


def times_of(text: str, published: str | None = "2020-10-03") -> tuple[TimeMention, ...]:
    return find_times(next(parse([text])), published=published)


# Trap 1: "2013–14" is a date.
@pytest.mark.parametrize(
    "text",
    ["In 2013–14 the front froze.", "In 2013-14 the front froze.",
     "The front froze in 2013/14.", "The front froze in 2013–2014.",
     "The winter campaign of 2013–14 cost both sides dearly.",
     "From 2013 to 2014 the front froze.", "Between 2013 and 2014 the front froze."],
)  # fmt: skip
def test_trap_1_two_years_are_one_range(text: str) -> None:
    mention = times_of(text)[0]
    assert mention.time.first == "2013-01-01"
    assert mention.time.last == "2014-12-31"


@pytest.mark.parametrize(
    "text",
    ["Between 5 and 6 men were wounded.", "The vote was 13-14.", "Some 2,000 fighters came.",
     "1900 people fled.", "They buried 1,800 men.", "At least 300 men were moved.",
     "About 2000 civilians left.", "The hall holds 1950 people."],
)  # fmt: skip
def test_trap_1_a_count_is_no_year(text: str) -> None:
    assert times_of(text) == ()


TUESDAY, FRIDAY = "2020-09-29", "2020-10-02"


# Trap 6: "on Thursday" in a story that was updated later; an event reported days late.
@pytest.mark.parametrize(
    ("published", "expected"),
    [("2020-10-01", "2020-10-01"), ("2020-10-02", "2020-10-01"), ("2020-10-03", "2020-10-01"),
     ("2020-10-07", "2020-10-01"), ("2020-10-08", "2020-10-08")],
)  # fmt: skip
def test_trap_6_a_weekday_is_told_from_the_date_it_was_written(
    published: str, expected: str
) -> None:
    (mention,) = times_of("Nine people were killed on Thursday.", published)
    assert mention.time.first == mention.time.last == expected


def test_trap_6_without_a_date_a_weekday_is_no_day() -> None:
    (mention,) = times_of("Nine people were killed on Thursday.", None)
    assert (mention.time.first, mention.time.last, mention.time.raw) == (None, None, "on Thursday")


@pytest.mark.parametrize(
    ("text", "happened", "said"),
    [
        ("The monitor reported on Friday that nine were killed on Tuesday.", TUESDAY, FRIDAY),
        ("Nine were killed on Tuesday, the monitor reported on Friday.", TUESDAY, FRIDAY),
        ("The monitor reported on Friday that nine were killed.", None, FRIDAY),
        ("On Friday the monitor reported that nine were killed on Tuesday.", TUESDAY, FRIDAY),
        ("The monitor reported that nine were killed three days ago.", "2020-09-30", None),
    ],
)  # fmt: skip
def test_trap_6_a_late_report_keeps_both_days(
    text: str, happened: str | None, said: str | None
) -> None:
    parsed = next(parse([text]))
    mentions = find_times(parsed, published="2020-10-03")
    index = {token.text: token.i for token in parsed.doc}
    killed = governing_time(mentions, parsed.doc, index["killed"])
    reported = said_time(mentions, parsed.doc, index["reported"])
    assert (killed and killed.time.first) == happened
    assert (reported and reported.time.first) == said


# Trap 7: short words that are days or months elsewhere.
@pytest.mark.parametrize(
    "text",
    ["They may leave, and we may march.", "The sun sat low over the camp.",
     "We march to the border.", "The second column halted.", "They wed and we sat down to eat.",
     "Theresa May and April Jones met.", "The sun is up and so are we.",
     "The fall of the town came as a shock.", "Do not march on, or we may fire.",
     "To the north the road is open.", "A spring in the valley ran dry.",
     "The man was 30 years old.", "A 30-year-old was held.", "It was the Sat-1 channel."],
)  # fmt: skip
def test_trap_7_words_are_no_dates(text: str) -> None:
    assert times_of(text) == ()


@pytest.mark.parametrize(
    ("text", "first"),
    [("In May they left.", "2020-05-01"), ("In March they marched.", "2020-03-01"),
     ("They left on Sun., 27 September.", "2020-09-27"), ("They left on Sunday.", "2020-09-27"),
     ("On 5 May they left.", "2020-05-05"), ("In March 12 people were killed.", "2020-03-01")],
)  # fmt: skip
def test_trap_7_the_same_words_as_dates_are_read(text: str, first: str) -> None:
    assert times_of(text)[0].time.first == first
