from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.present import phrases
from reportedly.present.visible import one_line, safe_link, shortened, visible
from reportedly.records import Place, PlaceRole, Quantity, Relation, Span, Time

SPAN = Span(start=0, end=1)


def quantity(raw: str, **more: object) -> Quantity:
    made = Quantity(
        span=SPAN, raw=raw, low=None, high=None, best=None, relation="=", unit=None, counted=None,
        per=None, share_of=None,
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]  # fields by name


@pytest.mark.parametrize(
    ("low", "high", "relation", "words"),
    [
        (300, None, ">=", "300 or more"),
        (300, None, ">", "more than 300"),
        (None, 40, "<=", "40 or fewer"),
        (None, 40, "<", "fewer than 40"),
        (5, 7, "range", "5–7"),
        (24, 99, "~", "about 24–99"),
        (4000, 4000, "=", "4,000"),
        (2.25, 2.25, "=", "2.25"),
        (None, None, "=", "no figure"),
        (0, 0, "=", "0"),
    ],
)
def test_intervals_in_words(
    low: float | None, high: float | None, relation: Relation, words: str
) -> None:
    assert phrases.interval(low, high, relation) == words


def test_units_stand_where_people_write_them() -> None:
    assert phrases.interval(30, 30, "~", unit="percent") == "about 30 %"
    assert phrases.interval(1800, 1800, "=", unit="USD") == "USD 1,800"
    assert phrases.interval(5, 5, "=", unit="km") == "5 km"
    assert phrases.interval(5, 5, "=", unit="person") == "5"


def test_a_number_is_told_with_what_it_counts_and_nothing_twice() -> None:
    assert phrases.quantity_words(quantity("at least 300", counted="fighters")) == (
        "at least 300 fighters"
    )
    assert phrases.quantity_words(quantity("$1,800", per="month")) == "$1,800 per month"
    assert phrases.quantity_words(quantity("$1,800 a month", per="month")) == "$1,800 a month"
    assert phrases.quantity_words(quantity("$10", per="each")) == "$10 each"
    told = phrases.quantity_words(quantity("28", counted="guards", share_of="the guards"))
    assert told == "28 of the guards"


def test_places_are_told_in_the_order_of_the_movement() -> None:
    def place(name: str, role: PlaceRole) -> Place:
        return Place(name=name, span=SPAN, role=role, lat=None, lon=None, geonames_id=None,
                     precision=None)  # fmt: skip

    told = phrases.places_words(
        [place("C", "to"), place("D", "near"), place("A", "from"), place("B", "via"),
         place("E", "to")]
    )  # fmt: skip
    assert told == "from A → via B → to C, E; near D"
    assert phrases.places_words([]) == phrases.UNKNOWN


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2020-10-01", "2020-10-01", "1 Oct 2020"),
        ("2020-09-21", "2020-09-27", "21–27 Sep 2020"),
        ("2020-09-21", "2020-10-02", "21 Sep – 2 Oct 2020"),
        ("1990-01-01", "1993-12-31", "1990–1993"),
        ("2020-01-01", "2020-12-31", "2020"),
        ("1994-01-01", None, "since 1 Jan 1994"),
        (None, "2020-10-02", "until 2 Oct 2020"),
        ("2020-10-02T14:30", "2020-10-02T14:30", "2 Oct 2020, 14:30"),
        ("spring", "spring", "spring"),
        (None, None, ""),
    ],
)
def test_days_in_words(first: str | None, last: str | None, words: str) -> None:
    assert phrases.days_words(first, last) == words


def test_a_time_that_was_inferred_says_so() -> None:
    inferred = Time(raw="", span=None, first="2020-10-02", last="2020-10-02", precision="day")
    assert phrases.time_words(inferred) == "2 Oct 2020 (not said; inferred)"
    said = replace(inferred, raw="on Friday", span=SPAN)
    assert phrases.time_words(said) == "on Friday (2 Oct 2020)"
    assert phrases.time_words(None) == phrases.UNKNOWN


def test_characters_that_would_act_are_spelt_out() -> None:
    assert visible("a\x1b[31mb\x00\u202ec\r\nd") == "a⟨U+001B⟩[31mb⟨U+0000⟩⟨U+202E⟩c\nd"
    assert visible("tabs\tand lines\n stay, 😀 and é too") == "tabs\tand lines\n stay, 😀 and é too"
    assert one_line("a \n b\tc") == "a b c"


def test_long_text_is_cut_at_a_word() -> None:
    assert shortened("one two three four", 12) == "one two…"
    assert shortened("short", 12) == "short"
    assert len(shortened("x" * 50, 12)) == 12


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JaVaScript:alert(1)", " javascript:alert(1)", "data:text/html,x",
        "//other.example/x", "/etc/passwd", "http://[bad", "https://a.example/\u202egpj",
        "https://a.example/ b", "file:///x", "java\nscript:x", "", None,
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_not_linked(url: str | None) -> None:
    assert safe_link(url) is None


def test_web_addresses_are_linked() -> None:
    assert safe_link("https://news.example/a?b=c&d") == "https://news.example/a?b=c&d"
    assert safe_link("HTTP://news.example") == "HTTP://news.example"
