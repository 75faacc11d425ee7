"""The model case, read by hand: every statement of it by its offsets, chain, mode and stance."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.extract.attribution_helpers import read

SHARED = Path(__file__).resolve().parents[4] / "shared"
REPORT = SHARED / "reports" / "000_b13c93adb67b34b6.txt"

MACRON = "emmanuel-macron"
OBSERVATORY = "syrian-observatory-for-human-rights"
BRIGADE_HEAD = "head-of-the-sultan-murat-brigade"

# content from, to; the chain after the publisher (entity, or kind of the unnamed); mode; stance
BY_HAND = [
    (34, 81, [], "editorial", "asserts"),
    (96, 245, [MACRON], "reported", "demands"),
    (262, 300, [MACRON], "reported", "asserts"),
    (288, 300, [MACRON, "france"], "reported", "confirms"),
    (311, 355, [MACRON], "reported", "asserts"),
    (365, 504, [MACRON], "reported", "asserts"),
    (506, 572, [], "editorial", "asserts"),
    (576, 1024, [MACRON], "quoted", "asserts"),
    (979, 1022, [MACRON, "vladimir-putin"], "quoted", "confirms"),
    (1049, 1100, [MACRON], "quoted", "asserts"),
    (1121, 1201, [MACRON], "mixed", "asserts"),
    (1204, 1273, [MACRON], "quoted", "asserts"),
    (1275, 1413, [MACRON], "quoted", "asserts"),
    (1428, 1633, [MACRON], "reported", "asserts"),
    (1636, 1655, [OBSERVATORY], "reported", "confirms"),
    (1846, 1908, ["asianews", "unnamed"], "reported", "asserts"),
    (1926, 2072, ["document"], "reported", "asserts"),
    (2106, 2226, [OBSERVATORY], "reported", "asserts"),
    (2228, 2372, [], "editorial", "asserts"),
    (2393, 2499, [OBSERVATORY], "reported", "asserts"),
    (2502, 2656, [], "editorial", "asserts"),
    (2699, 2856, ["asianews", "recording", BRIGADE_HEAD], "quoted", "asserts"),
    (2895, 2930, ["unnamed"], "reported", "asks"),
    (2944, 3026, ["unnamed"], "quoted", "asserts"),
    (3124, 3218, ["asianews", "arayik-arutyunian"], "reported", "asserts"),
    (3220, 3406, ["asianews", "arayik-arutyunian"], "quoted", "asserts"),
    (3408, 3478, [], "editorial", "asserts"),
    (3480, 3570, [], "editorial", "asserts"),
    (3572, 3635, [], "editorial", "asserts"),
    (3638, 3715, [], "editorial", "asserts"),
    (3717, 3800, [], "editorial", "asserts"),
]


@pytest.mark.reads_shared
def test_every_statement_of_the_model_case() -> None:
    if not REPORT.is_file():
        pytest.skip("shared data is not beside the project")
    statements, problems = read(REPORT.read_text("utf-8"))
    got = [
        (
            s.content[0].start,
            s.content[-1].end,
            [h.source.entity_id or h.source.kind for h in s.chain[1:]],
            s.mode,
            s.stance,
        )
        for s in statements
    ]
    assert got == BY_HAND
    assert [p.code for p in problems] == ["unclosed-quote", "unclosed-quote"]
    said_on = [s.said_at.raw for s in statements if s.said_at is not None]
    assert said_on == ["on Thursday"]
