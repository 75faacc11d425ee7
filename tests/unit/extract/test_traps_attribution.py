"""Trap 5: quotations over paragraphs with one closing mark, and marks that are no quotation."""

from __future__ import annotations

import pytest

from tests.unit.extract.attribution_helpers import attributed, content, editorial, read, speakers

OVER_PARAGRAPHS = [
    # an opening mark at each paragraph, one closing mark, the cue at the end
    "“We lost 20 men.\n\n“They came at dawn.\n\n“We will return,” the commander said.",
    # the cue first
    "The commander said: “We lost 20 men.\n\n“They came at dawn.\n\n“We will return.”",
    # the cue in the first paragraph
    "“We lost 20 men,” the commander said. “It was cold.\n\n“They came at dawn.\n\n“We return.”",
    # straight marks
    '"We lost 20 men.\n\n"They came at dawn.\n\n"We will return," the commander said.',
    # no mark at the later paragraphs
    "The commander said: “We lost 20 men.\n\nThey came at dawn.\n\nWe will return.”",
    # no closing mark at all: the last paragraph still is his
    "The commander said: “We lost 20 men.\n\n“They came at dawn.\n\n“We will return.",
]


@pytest.mark.parametrize("text", OVER_PARAGRAPHS)
def test_one_speaker_over_three_paragraphs(text: str) -> None:
    statements = attributed(text)
    assert {tuple(speakers(s)) for s in statements} <= {("the commander",), ("The commander",)}
    words = " ".join(content(text, s) for s in statements)
    for piece in ("We lost 20 men", "They came at dawn", "return"):
        assert piece in words
    assert all(s.mode == "quoted" for s in statements)
    assert editorial(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ivan “the Butcher” Drago fled to the hills.",
        "Residents called the man “the Butcher” and fled.",
        "The film “A Long Winter” was shown in the town.",
        "The so-called “safe zone” was shelled again.",
        "The operation, named “Iron Rain”, began at dawn.",
    ],
)
def test_nicknames_titles_and_scare_quotes_are_nobodys_words(text: str) -> None:
    assert attributed(text) == []
    assert len(editorial(text)) == 1


def test_an_orphan_closing_mark_goes_on_with_the_running_speaker() -> None:
    text = (
        "“They are known,” the envoy said.\n\nOur answer is to ask for a reply.”\n\n"
        "“A line was crossed,” the envoy added. “I urge all to act.\n\nThe town is quiet."
    )
    statements, problems = read(text)
    own = [s for s in statements if len(s.chain) > 1]
    assert {tuple(speakers(s)) for s in own} == {("the envoy",)}
    words = " ".join(content(text, s) for s in own)
    assert "Our answer is to ask for a reply.”" in words
    assert "“I urge all to act." in words
    assert [p.code for p in problems] == ["unclosed-quote", "unclosed-quote"]
    assert editorial(text) == ["The town is quiet"]


@pytest.mark.parametrize("mark", ["“", "”", '"', "‘", "’", "'", "«", "»"])
def test_a_stray_mark_loses_no_sentence(mark: str) -> None:
    text = f"The army said that 12 men died. The {mark} town is quiet. Police said that 3 fled."
    assert [s.chain[-1].source.name for s in attributed(text)][:1] == ["The army"]
    covered = " ".join(content(text, s) for s in read(text)[0])
    for piece in ("12 men died", "town is quiet", "3 fled"):
        assert piece in covered
