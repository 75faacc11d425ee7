"""How sources stand to what they say, negation counted in; every lexicon entry is sound."""

from __future__ import annotations

from typing import get_args

import pytest

from reportedly.extract.cues import attribution_words, cue_nouns, cue_verbs
from reportedly.extract.nlp import parse
from reportedly.extract.stance import stance_of
from reportedly.records import Polarity, Stance
from tests.unit.extract.attribution_helpers import attributed

STANCES: list[tuple[str, Stance, Polarity]] = [
    ("The army said that the town fell.", "asserts", "positive"),
    ("The army confirmed that the town fell.", "confirms", "positive"),
    ("The army acknowledged that the town fell.", "confirms", "positive"),
    ("The army denied that the town fell.", "denies", "negative"),
    ("The army rejected the report.", "denies", "negative"),
    ("The army claimed that the town fell.", "alleges", "positive"),
    ("The army accused the rebels of a raid.", "alleges", "positive"),
    ("The army estimated that 40 men fled.", "estimates", "positive"),
    ("The army put the toll at 40.", "estimates", "positive"),
    ("The army demanded that the rebels leave.", "demands", "positive"),
    ("The army called for a truce.", "demands", "positive"),
    ("The army asked the rebels to leave.", "asks", "positive"),
    ("The army urged the rebels to leave.", "demands", "positive"),
    ("The army promised to leave.", "promises", "positive"),
    ("The army vowed that it would leave.", "promises", "positive"),
    ("The army threatened to shell the town.", "threatens", "positive"),
    ("The army warned that the dam could break.", "warns", "positive"),
    ("The army declined to comment.", "declines", "negative"),
    ("The army refused to rule out a raid.", "declines", "negative"),
    ("The army did not confirm the raid.", "declines", "negative"),
    ("The army would not say how many died.", "declines", "negative"),
    ("The army did not deny the raid.", "declines", "negative"),
    ("The army does not believe that the town fell.", "denies", "negative"),
    ("The army had no comment.", "declines", "negative"),
    ("The army retracted its claim.", "retracts", "negative"),
]


@pytest.mark.parametrize(("text", "stance", "polarity"), STANCES)
def test_stance_of_a_cue(text: str, stance: Stance, polarity: Polarity) -> None:
    statement = attributed(text)[0]
    assert (statement.stance, statement.polarity) == (stance, polarity)
    assert statement.chain[-1].stance == stance
    assert statement.chain[0].stance == "reports"


def test_neither_confirmed_nor_denied_is_declining() -> None:
    statements = attributed("The army neither confirmed nor denied the raid.")
    assert {(s.stance, s.polarity) for s in statements} == {("declines", "negative")}


# The cue by its words, read as :mod:`eval.stance.score` reads one.
CUES: list[tuple[str, str, Stance, Polarity]] = [
    ("The army declined to say who fired.", "say", "declines", "negative"),
    ("The army refused to confirm the raid.", "confirm", "declines", "negative"),
    ("The army was unable to confirm the raid.", "confirm", "declines", "negative"),
    ("The agency was not able to verify the toll.", "verify", "declines", "negative"),
    ("The army blamed rebels, without specifying a group.", "specifying", "declines", "negative"),
    ("The agency could not independently verify the toll.", "verify", "declines", "negative"),
    ("The army was able to confirm the raid.", "confirm", "confirms", "positive"),
    ("The envoy believes that the truce holds.", "believes", "estimates", "positive"),
    ("The envoy thinks that the truce holds.", "thinks", "estimates", "positive"),
    ("The envoy suspects that the truce is broken.", "suspects", "estimates", "positive"),
    ("The envoy expects that the truce will hold.", "expects", "estimates", "positive"),
    ("The envoy urged both sides to hold their fire.", "urged", "demands", "positive"),
    ("The envoy asked both sides to hold their fire.", "asked", "asks", "positive"),
]


@pytest.mark.parametrize(("text", "word", "stance", "polarity"), CUES)
def test_stance_of_a_given_cue(text: str, word: str, stance: Stance, polarity: Polarity) -> None:
    (parsed,) = parse([text])
    cue = next(t for t in parsed.doc if t.text == word)
    assert stance_of(cue, [cue]) == (stance, polarity)


@pytest.mark.parametrize("words", [cue_verbs(), cue_nouns()], ids=["verbs", "nouns"])
def test_every_cue_word_has_a_stance_and_a_frame(words: dict[str, object]) -> None:
    for lemma, word in cue_verbs().items() if words is cue_verbs() else cue_nouns().items():
        assert lemma == lemma.lower()
        assert word.stance in get_args(Stance)
        assert len(word.frames) > 0


def test_word_lists_are_lower_case() -> None:
    words = attribution_words()
    for listed in (words.unnamed_words, words.agencies, words.armed_words, words.source_heads):
        assert all(w == w.lower() for w in listed)
