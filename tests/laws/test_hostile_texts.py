"""Any text is read: none crashes the extraction, and none takes more than its share of time."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from spacy.tokens import Doc

from reportedly.extract.claims import extract_document
from reportedly.extract.nlp import MAX_SENTENCE, load, parse
from reportedly.extract.participants import actors_of, is_passive, targets_of
from reportedly.extract.place_roles import find_role
from reportedly.extract.times import said_time
from reportedly.records import Claim, Problem, Statement
from tests.unit.extract.test_claims import document

# As good as chance: powers of 7 modulo a prime.
NUMBERS = tuple(str(pow(7, i, 99_991)) for i in range(4_000))

# Each makes a text of about so many words; what is hostile about it grows with them.
HOSTILE: dict[str, Callable[[int], str]] = {
    "one word": lambda n: "word " * n,
    "one cue": lambda n: "said " * n,
    "nested cues": lambda n: "Ada Holm said that " * (n // 4),
    "nested clauses": lambda n: "and the man who saw that " * (n // 6),
    "nested names": lambda n: "the head of " * (n // 3),
    "a list of names": lambda n: "Ada Holm, " * (n // 3) + "were killed.",
    "a list of the killed": lambda n: "12 people were killed and " * (n // 5),
    "a list of places": lambda n: "in Tunis, " * (n // 3),
    "a list of dates": lambda n: "on Monday " * (n // 2),
    "pronouns": lambda n: "He said he saw him. " * (n // 6),
    "straight quotation marks": lambda n: '"' * n,
    "odd quotation marks": lambda n: '" “ \' ’ ' * (n // 4),
    "brackets": lambda n: "(" * (n // 2) + "x" + ")" * (n // 2),
    "counting": lambda n: " ".join(str(i) for i in range(n)),
    "one number": lambda n: "1234567890" * n,
    "number words": lambda n: "twenty-" * (n // 2),
    "currency signs": lambda n: "$" * n,
    "a table": lambda n: "\n".join("\t".join(NUMBERS[i : i + 10]) for i in range(0, n, 10)),
    "a table on one line": lambda n: " | ".join(NUMBERS[: n // 2]),
    "no space": lambda n: "a" * (5 * n),
    "hyphens": lambda n: "a-" * (n // 2),
    "an address": lambda n: "http://example.test/" + "c/" * (n // 2),
    "emoji": lambda n: "\U0001f600\U0001f1fa\U0001f1e6\u200d" * (n // 4),
    "control characters": lambda n: "".join(map(chr, range(32))) * (n // 16),
    "direction marks": lambda n: "\u200f\u202eabc \u202c" * (n // 4),
    "capitals": lambda n: "TWELVE MEN WERE KILLED IN SELM " * (n // 6),
    "white space": lambda n: " " * (50 * n) + "x",
    "short lines": lambda n: "a\n" * (n // 2),
    "empty lines": lambda n: "\n\n" * n,
}  # fmt: skip


def read_whole(text: str, *, fast: bool = True) -> list[Statement | Claim | Problem]:
    (parsed,) = parse([text])
    assert len(parsed.doc.text) == len(text)  # no character is lost
    assert max((len(sentence) for sentence in parsed.doc.sents), default=0) <= MAX_SENTENCE
    return list(extract_document(document(text), parsed, fast=fast))


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_text_is_read(kind: str) -> None:
    text = HOSTILE[kind](800)
    for made in read_whole(text):
        spans = made.content if isinstance(made, Statement) else ()
        spans = (made.evidence,) if isinstance(made, Claim) else spans
        assert all(0 <= span.start < span.end <= len(text) for span in spans)


def test_the_tagger_reads_hostile_texts_too() -> None:
    assert read_whole("\n".join(make(60) for make in HOSTILE.values()), fast=False)


@pytest.mark.parametrize("kind", ["one cue", "straight quotation marks", "counting"])
def test_four_times_the_text_takes_about_four_times_as_long(kind: str) -> None:
    def seconds(words: int) -> float:
        text = HOSTILE[kind](words)
        start = time.process_time()
        read_whole(text)
        return time.process_time() - start

    read_whole("said")  # everything loaded before anything is timed
    assert seconds(4_000) < 9 * seconds(1_000)  # 16 times, where time grows with the square


def test_a_long_line_is_cut_between_its_sentences() -> None:
    text = "The bridge at Selm is closed, and nobody knows why. " * 250
    (parsed,) = parse([text])
    assert {sentence.text for sentence in parsed.doc.sents} == {text[:51]}


def chained(word: str, tag: str, dep: str, *, length: int = 3_000) -> Doc:
    """Returns a parse in which each word hangs on the one before it."""
    heads = [0, *(i for i, _ in pairwise(range(length)))]
    pos = {"VBN": "VERB", "IN": "ADP"}[tag]
    return Doc(
        load().vocab, words=[word] * length, tags=[tag] * length, pos=[pos] * length,
        lemmas=["say" if tag == "VBN" else word] * length, heads=heads,
        deps=["ROOT", *[dep] * (length - 1)],
    )  # fmt: skip


def test_a_chain_of_verbs_is_climbed_without_recursion() -> None:
    last = chained("said", "VBN", "conj")[-1]
    assert not is_passive(last)
    assert actors_of(last) == targets_of(last) == ()
    assert said_time((), last.doc, last.i) is None


def test_a_chain_of_prepositions_is_climbed_without_recursion() -> None:
    assert find_role(chained("of", "IN", "prep")[-1]) == "at"
