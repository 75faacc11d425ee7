from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.link.fingerprints import fingerprint
from reportedly.link.meetings import candidates
from reportedly.records import Fingerprint

WIRE = (
    "Shells fell on the old market shortly before noon. A spokesman said that at least fourteen "
    "people were killed. Rescue teams were still at work in the evening, and the road to the "
    "harbour was closed. The council opened a school for families who had left their houses."
)
TOLD = "In the evening Ana Bell of Selmak counted fourteen boats and twenty carts in Varrow."


def own_words(seed: int, words: int = 60) -> list[str]:
    return [f"w{seed}x{number}" for number in range(words)]


def chosen(*texts: str, common: frozenset[int] = frozenset()) -> list[tuple[int, int]]:
    prints = [fingerprint(f"d{n}", text) for n, text in enumerate(texts)]
    return list(candidates(prints, common))


def test_a_passage_in_two_reports_makes_them_worth_comparing() -> None:
    taken = WIRE[WIRE.index("Rescue") :]
    story = " ".join((*own_words(1), taken, *own_words(2)))
    assert chosen(WIRE, " ".join(own_words(3)), story) == [(0, 2)]


def test_phrases_scattered_over_two_reports_do_not() -> None:
    phrases = [WIRE.split()[at : at + 9] for at in range(0, 45, 9)]
    one = [word for n, phrase in enumerate(phrases) for word in (*own_words(n, 30), *phrase)]
    other = [word for n, phrase in enumerate(phrases) for word in (*phrase, *own_words(9 - n, 40))]
    assert chosen(" ".join(one), " ".join(other)) == []
    assert chosen(" ".join(one), " ".join(one)) == [(0, 1)]


def test_phrases_in_another_order_do_not() -> None:
    phrases = [WIRE.split()[at : at + 9] for at in range(0, 45, 9)]
    back = " ".join(word for phrase in phrases[::-1] for word in phrase)
    assert chosen(" ".join(word for phrase in phrases for word in phrase), back) == []


def test_numbers_with_their_names_count_only_among_words_in_common() -> None:
    again = "Twenty carts were in Varrow, and Bell counted fourteen boats that evening in Selmak."
    apart = f"{TOLD} {' '.join(own_words(1, 80))}"
    assert chosen(TOLD, again) == [(0, 1)]
    other = f"It rained. Bell saw twenty of fourteen in Varrow. {' '.join(own_words(2, 80))}"
    assert chosen(apart, other) == []


@pytest.mark.parametrize(
    ("days", "is_compared"),
    [
        (("2023-05-04", "2023-05-18"), True),
        (("2023-05-04", "2023-05-19"), False),
        (("2023-05-04", None), True),
    ],
    ids=["a fortnight apart", "a day more", "undated"],
)
def test_numbers_with_their_names_count_within_a_fortnight(
    days: tuple[str | None, ...], is_compared: bool
) -> None:
    again = "Twenty carts were in Varrow, and Bell counted fourteen boats that evening in Selmak."
    prints = [
        replace(fingerprint(f"d{n}", text), published=day)
        for n, (text, day) in enumerate(zip((TOLD, again), days, strict=True))
    ]
    assert (list(candidates(prints, ())) == [(0, 1)]) is is_compared


def test_a_run_of_sixteen_words_is_always_found_wherever_it_stands() -> None:
    run = " ".join(own_words(7, 16))
    for before in range(8):
        one = f"{' '.join(own_words(1, 40 + before))} {run} {' '.join(own_words(2, 40))}"
        other = f"{' '.join(own_words(3, 60))} {run} {' '.join(own_words(4, 20 + before))}"
        assert chosen(one, other) == [(0, 1)]


def test_common_keys_do_not_count() -> None:
    prints = [fingerprint("d0", WIRE), fingerprint("d1", WIRE)]
    assert list(candidates(prints, frozenset(prints[0].sketch))) == []


def test_the_pairs_of_one_report_are_those_among_all_that_it_is_in() -> None:
    texts = (WIRE, f"{WIRE} {' '.join(own_words(1))}", " ".join(own_words(1)), TOLD, WIRE)
    prints: list[Fingerprint] = [
        replace(fingerprint(f"d{n}", text), publisher="The Post") for n, text in enumerate(texts)
    ]
    everything = list(candidates(prints, ()))
    for at, item in enumerate(prints):
        its = [found for found in everything if at in found]
        assert list(candidates(prints, (), item)) == its
    assert len(everything) == 4
