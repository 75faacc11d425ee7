"""The trained tagger: what it finds on plain text, and that nothing but the text decides it."""

from __future__ import annotations

import pytest

from reportedly.extract.attribution import attributions_of, find_attributions, rule_attributions
from reportedly.extract.layout import lay_out
from reportedly.extract.nlp import parse
from reportedly.extract.tagger import load_tagger, read_attributions, tag_attributions
from reportedly.extract.tagger_input import WINDOW_PIECES, read_words, windows

REPORT = (
    "The mayor of Orrin said that nine houses had burned.\n\n"
    "“We saw the smoke from the hill,” Tarek Voss, a shepherd, recalled on Monday.\n\n"
    "The garrison denied that it had fired. According to the clinic, two men were treated."
)


def tagged(text: str) -> list[tuple[str, str, str]]:
    layout = lay_out(next(parse([text])))
    return [
        tuple(
            " | ".join(text[s.start : s.end] for s in spans)
            for spans in (a.source, a.cue, a.content)
        )  # type: ignore[misc] # three of them
        for a in tag_attributions(layout, rule_attributions(layout))
    ]


def test_it_finds_source_cue_and_content() -> None:
    found = tagged(REPORT)
    assert ("The mayor of Orrin", "said", "that nine houses had burned") in found
    assert ("The garrison", "denied", "that it had fired") in found
    assert ("the clinic", "According to", "two men were treated") in found
    assert [cue for _, cue, _ in found] == ["said", "recalled", "denied", "According to"]


def test_what_is_read_does_not_depend_on_the_texts_beside_it() -> None:
    alone = find_attributions(next(parse([REPORT])))
    among = list(parse(["Rain fell on Selm.", REPORT, "The envoy said no more."]))[1]
    assert find_attributions(among) == alone


@pytest.mark.parametrize("text", ["", " \n ", "…", "x" * 5000, "said " * 900, "😀 “”"])
def test_any_text_is_read_without_a_crash(text: str) -> None:
    for each in find_attributions(next(parse([text]))):
        assert all(0 <= s.start < s.end <= len(text) for s in (*each.source, *each.cue))


def test_every_word_is_in_one_window_and_none_is_longer_than_the_encoder_reads() -> None:
    text = "\n\n".join(["The clerk said that the mill had closed and the road was cut."] * 60)
    layout = lay_out(next(parse([text + "\n\n" + "word and " * 700])))
    tagger = load_tagger()
    words = read_words(layout, (), tagger.tokenizer, tagger.labels)
    found = list(windows(words))
    assert [p for w in found for p in w.parts] == list(words.parts)
    assert sum(end - start for start, end in words.parts) == len(words.token)
    assert max(len(w.ids) for w in found) <= WINDOW_PIECES + 2


def test_contents_of_one_paragraph_do_not_share_words() -> None:
    layout = lay_out(next(parse([REPORT])))
    tagger = load_tagger()
    words = read_words(layout, rule_attributions(layout), tagger.tokenizer, tagger.labels)
    taken: set[int] = set()
    for reading in read_attributions(tagger, words):
        own = {word for start, end in reading.content for word in range(start, end)}
        assert taken.isdisjoint(own)
        taken |= own


def test_fast_gives_what_the_rules_give() -> None:
    layout = lay_out(next(parse([REPORT])))
    assert attributions_of(layout, fast=True) == rule_attributions(layout)
    assert attributions_of(layout) != ()
