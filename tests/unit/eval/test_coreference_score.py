"""The scorer of the labelled mentions, on readings made by hand, and the labels themselves."""

from __future__ import annotations

import pytest

from eval.coreference.score import (
    SHARED,
    Label,
    Scored,
    f1,
    half_of,
    interval,
    miss,
    read_labels,
    read_mentions,
)
from reportedly.records import Span

NAMED = Label(document="a", start=30, end=32, named=(Span(start=4, end=15),))
NOBODY = Label(document="a", start=30, end=32, named=())
RIGHT = Scored(label=NAMED, words="it", name="Velian army", is_right=True)
WRONG = Scored(label=NAMED, words="it", name="Marra", is_right=False)
MISSED = Scored(label=NAMED, words="it", name=None, is_right=False)
INVENTED = Scored(label=NOBODY, words="it", name="Marra", is_right=False)
LEFT_OPEN = Scored(label=NOBODY, words="it", name=None, is_right=True)


def test_naming_nobody_rightly_counts_for_no_name() -> None:
    assert f1([RIGHT, LEFT_OPEN]) == (1.0, 1.0, 1.0)
    assert f1([LEFT_OPEN]) == (0.0, 0.0, 0.0)


def test_a_wrong_name_costs_both_and_none_costs_recall_only() -> None:
    assert f1([RIGHT, WRONG]) == (0.5, 0.5, 0.5)
    assert f1([RIGHT, MISSED]) == (1.0, 0.5, 2 / 3)
    assert f1([RIGHT, INVENTED]) == (0.5, 1.0, 2 / 3)


def test_the_interval_holds_the_figure() -> None:
    scored = [RIGHT, MISSED, INVENTED, RIGHT, WRONG, RIGHT] * 4
    low, high = interval(scored)
    assert low < f1(scored)[2] < high


def test_a_miss_is_told_by_its_offset() -> None:
    assert miss(INVENTED) == "a 30: 'it' read as Marra; nobody"
    assert miss(MISSED) == "a 30: 'it' read as None; somebody"


def test_a_mention_is_right_if_its_entry_lies_on_a_labelled_name() -> None:
    text = "The Velian army said it had left Marra."
    start = text.index("it had")
    army = Span(start=text.index("Velian"), end=text.index(" said"))
    town = Span(start=text.index("Marra"), end=len(text) - 1)
    for named, is_right in (((army,), True), ((town,), False), ((), False)):
        label = Label(document="a", start=start, end=start + 2, named=named)
        (scored,) = read_mentions([label], {"a": text})
        assert (scored.words, scored.name) == ("it", "Velian army")
        assert scored.is_right is is_right


def test_mentions_without_their_text_are_left_out() -> None:
    assert read_mentions([NAMED], {}) == ()


def test_the_labels_are_whole_and_both_halves_are_large() -> None:
    labels = read_labels()
    assert len(labels) >= 150
    assert len({label.document for label in labels}) >= 30
    assert all(label.start < label.end for label in labels)
    halves = [half_of(label.document) for label in labels]
    assert min(halves.count("dev"), halves.count("test")) >= 60


@pytest.mark.skipif(not SHARED.exists(), reason="shared data is not beside the project")
def test_the_product_names_more_rightly_than_wrongly() -> None:
    import json

    with SHARED.open(encoding="utf-8") as lines:
        texts = {row["id"]: row["text"] for row in map(json.loads, lines)}
    labels = read_labels()
    few = sorted({label.document for label in labels})[:8]
    scored = read_mentions([label for label in labels if label.document in few], texts)
    precision, recall, _ = f1(scored)
    assert precision > 0.6
    assert recall > 0.5
