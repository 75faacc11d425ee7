from __future__ import annotations

import pytest

from eval.unlisted import Outcome, draw_set, main, table


def outcome(low: int | None, high: int | None, figure: int | None) -> Outcome:
    return Outcome(kind="all alike", family="log-linear", figure=figure, low=low, high=high)


def test_a_set_is_the_same_each_time_and_leaves_out_who_is_on_no_list() -> None:
    made = draw_set("two classes", 200, seed=7)
    assert made == draw_set("two classes", 200, seed=7)
    assert made != draw_set("two classes", 200, seed=8)
    assert all(any(pattern.lists) for pattern in made.patterns)
    assert sum(pattern.count for pattern in made.patterns) < 200


def test_an_open_end_holds_whatever_is_above_and_a_refusal_nothing() -> None:
    assert outcome(900, None, 950).holds(5000)
    assert not outcome(900, None, 950).holds(800)
    assert not outcome(900, 980, 950).holds(1000)
    assert not outcome(None, None, None).holds(1000)


def test_the_table_counts_what_held_was_refused_and_stayed_open() -> None:
    found = [outcome(900, None, 950), outcome(900, 980, 940), outcome(None, None, None)]
    assert list(table(found, 1000))[-1] == "| all alike | log-linear | 1 of 3 | 1 | 1 | 940 |"


def test_nothing_to_draw_is_refused() -> None:
    with pytest.raises(SystemExit):
        main(["--sets", "0"])
