"""The scorer of the labelled cues, on readings made by hand, and the labels themselves."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from eval.stance.score import (
    SHARED,
    Label,
    Scored,
    accuracy,
    interval,
    read_cues,
    read_labels,
    read_texts,
)
from reportedly.records import Polarity, Stance

LABEL = Label(
    source="own", document="a", start=9, end=13, stance="asserts", polarity="positive"
)  # fmt: skip
RIGHT = Scored(label=LABEL, cue="said", stance="asserts", polarity="positive")
WRONG = replace(RIGHT, stance="denies")


def test_accuracy_is_the_share_that_is_right() -> None:
    assert accuracy([RIGHT, RIGHT]) == 1.0
    assert accuracy([RIGHT, WRONG, WRONG, WRONG]) == 0.25


def test_polarity_does_not_make_a_stance_wrong() -> None:
    assert replace(RIGHT, polarity="negative").is_right


def test_the_interval_holds_the_figure() -> None:
    scored = [RIGHT, WRONG, RIGHT] * 10
    low, high = interval(scored)
    assert low < accuracy(scored) < high


def test_a_given_cue_is_read() -> None:
    text = "The army denied the raid."
    start = text.index("denied")
    label = replace(LABEL, start=start, end=start + 6, stance="denies", polarity="negative")
    (scored,) = read_cues([label], {("own", "a"): text})
    assert (scored.cue, scored.stance, scored.polarity) == ("denied", "denies", "negative")
    assert scored.is_right


def test_the_labels_are_whole() -> None:
    labels = read_labels()
    assert len(labels) >= 200
    assert sum(label.source == "own" for label in labels) == 60
    assert {label.stance for label in labels} <= set(get_args(Stance))
    assert {label.polarity for label in labels} <= set(get_args(Polarity))


def test_the_product_reads_our_own_cues() -> None:
    labels = tuple(label for label in read_labels() if label.source == "own")
    scored = read_cues(labels, read_texts(labels))
    assert len(scored) == len(labels)
    assert accuracy(scored) > 0.9


def test_cues_without_their_text_are_left_out() -> None:
    assert read_texts([replace(LABEL, document="no such text")]) == {}


@pytest.mark.skipif(not SHARED.exists(), reason="shared data is not beside the project")
def test_the_shared_cues_have_their_texts() -> None:
    labels = read_labels()
    texts = read_texts(labels)
    for label in labels:
        assert texts[label.source, label.document][label.start : label.end].strip()
