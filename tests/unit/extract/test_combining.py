"""Rules and tagger joined: whose quotation it is, and which rules are believed alone."""

from __future__ import annotations

import pytest

from reportedly.extract.attribution import rule_attributions
from reportedly.extract.combining import combine
from reportedly.extract.drafts import Attribution
from reportedly.extract.layout import lay_out
from reportedly.extract.nlp import parse
from reportedly.records import Span


def combined(text: str, *tagged: Attribution) -> list[str]:
    """Returns the contents by the order of the cues."""
    layout = lay_out(next(parse([text])))
    found = combine(layout, rule_attributions(layout), tagged)
    return [" | ".join(text[s.start : s.end] for s in each.content) for each in found]


def attribution(text: str, source: str, cue: str, content: str) -> Attribution:
    spans = (Span(start=text.index(p), end=text.index(p) + len(p)) for p in (source, cue, content))
    first, second, third = ((span,) for span in spans)
    return Attribution(source=first, cue=second, content=third, rule="tagger")


@pytest.mark.parametrize(
    "text",
    [
        "The staff looked for a way of reporting the losses.",
        "Nobody had the means to confirm the losses.",
        "The deadline for disclosing the losses was missed.",
    ],
)
def test_a_report_that_nobody_made_is_not_believed_of_a_rule(text: str) -> None:
    assert combined(text) == []


def test_a_report_that_was_made_is_believed_of_a_rule() -> None:
    assert combined("The garrison reported heavy losses.") == ["heavy losses"]
    assert combined("The garrison has disclosed heavy losses.") == ["heavy losses"]


def test_a_quotation_in_another_paragraph_stays_with_whom_the_tagger_gives_it_to() -> None:
    text = (
        "“The well is dry,” said Anna Kolber.\n\n"
        "Tarek Voss envisioned worse. “There is no water left in the whole valley.”"
    )
    hers = attribution(text, "Anna Kolber", "said", "“The well is dry,”")
    his = attribution(
        text, "Tarek Voss", "envisioned", "“There is no water left in the whole valley.”"
    )
    assert combined(text, hers, his) == [
        "“The well is dry,”",
        "“There is no water left in the whole valley.”",
    ]
