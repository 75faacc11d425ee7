"""When it happened, kept apart from when it was said. Published on Saturday, 3 October 2020."""

from __future__ import annotations

import pytest

from reportedly.extract.nlp import parse
from reportedly.extract.times import find_times, governing_time, said_time


def both(text: str, word: str, cue: str | None) -> tuple[str | None, str | None]:
    parsed = next(parse([text]))
    mentions = find_times(parsed, published="2020-10-03")
    index = {token.text: token.i for token in reversed(parsed.doc)}
    happened = governing_time(mentions, parsed.doc, index[word])
    said = None if cue is None else said_time(mentions, parsed.doc, index[cue])
    return happened.time.raw if happened else None, said.time.raw if said else None


@pytest.mark.parametrize(
    ("text", "word", "cue", "happened", "said"),
    [
        ("The group reported on Thursday that 28 were killed last week.",
         "killed", "reported", "last week", "on Thursday"),
        ("The group reported on Thursday that 28 were killed.",
         "killed", "reported", None, "on Thursday"),
        ("On Thursday the group reported that 28 were killed last week and 62 wounded.",
         "wounded", "reported", "last week", "On Thursday"),
        ("The ministry said on Friday 12 soldiers had died.", "died", "said", None, "on Friday"),
        ("Twelve soldiers died on Monday, the ministry said on Friday.",
         "died", "said", "on Monday", "on Friday"),
        ("Twelve soldiers died, the ministry said on Friday.", "died", "said", None, "on Friday"),
        ("In a statement issued on Friday, the army said 12 rebels were killed.",
         "killed", "said", None, "on Friday"),
        ("According to a report published last week, 40 houses burned in March.",
         "burned", "According", "in March", "last week"),
        ("Police said Tuesday that 12 people were arrested.", "arrested", "said", None, "Tuesday"),
        ("Police said 12 people were arrested Tuesday.", "arrested", "said", "Tuesday", None),
        ("He said he would call the president in the coming days.",
         "call", "said", "in the coming days", None),
        ("He spoke of 4,000 fighters who had arrived from abroad in recent days.",
         "arrived", "spoke", "in recent days", None),
    ],
)  # fmt: skip
def test_the_time_of_saying_is_not_the_time_of_happening(
    text: str, word: str, cue: str, happened: str | None, said: str | None
) -> None:
    assert both(text, word, cue) == (happened, said)


@pytest.mark.parametrize(
    ("text", "word", "happened"),
    [
        ("Friday's attack killed 12 people in the port.", "killed", "Friday"),
        ("A strike on Friday that killed 12 people was condemned.", "killed", "on Friday"),
        ("The plane crashed on Friday, killing 12 people.", "killing", "on Friday"),
        ("On Tuesday, 12 people were killed and 30 wounded.", "wounded", "On Tuesday"),
        ("It led to fighting in the early 1990s, which claimed many lives.",
         "claimed", "in the early 1990s"),
        ("Talks have stalled since a 1994 truce.", "stalled", "1994"),
        ("The town is now empty.", "is", None),
        ("They held the town for two days.", "held", None),
    ],
)  # fmt: skip
def test_the_time_of_the_clause_or_of_what_it_hangs_on(
    text: str, word: str, happened: str | None
) -> None:
    assert both(text, word, None)[0] == happened


def test_another_sentence_lends_no_time() -> None:
    assert both("It rained on Monday. Nine men were killed.", "killed", None)[0] is None
