"""How a report is laid out: its datelines."""

from __future__ import annotations

import pytest

from reportedly.extract.layout import lay_out
from reportedly.extract.nlp import parse


def dateline(text: str) -> str:
    """Returns the words of the datelines of a text."""
    layout = lay_out(next(parse([text])))
    if not layout.datelines:
        return ""
    span = layout.span(min(layout.datelines), max(layout.datelines) + 1)
    return text[span.start : span.end]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CORRIN -- Shells killed two shepherds.", "CORRIN --"),
        ("CORRIN, Velia (AP) - Shells killed two shepherds.", "CORRIN, Velia (AP) -"),
        ("CORRIN (AP) - THE ARMY SAID THAT TWO SHEPHERDS WERE KILLED.", "CORRIN (AP) -"),
        ("Corrin (AP) - Shells killed two shepherds.", "Corrin (AP) -"),
        ("Corrin, Velia -- Shells killed two shepherds.", "Corrin, Velia --"),
        ("Corrin, Velia (Example News) — Shells fell.", "Corrin, Velia (Example News) —"),
        ("14:30 GMT - Shells killed two shepherds.", "14:30 GMT -"),
    ],
)
def test_a_dateline_is_found(text: str, found: str) -> None:
    assert dateline(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "TWO SHEPHERDS -- FROM THE VILLAGE OF CORRIN -- WERE KILLED ON MONDAY.",
        "THREE UH - 60 HELICOPTERS WERE LOST IN THE RAID ON MONDAY, THE ARMY SAID.",
        "THE MAYOR -- A POET -- WAS KILLED IN THE RAID ON THE VILLAGE.",
        "Two shepherds -- from the village of Corrin -- were killed.",
        "Ada Holm -- Velia's envoy -- left Corrin.",
        "Ada Holm -- the envoy of Velia -- left Corrin.",
        "Velia -- which denies it -- sent 300 men.",
    ],
)
def test_an_insertion_behind_the_first_words_makes_no_dateline(text: str) -> None:
    assert dateline(text) == ""
