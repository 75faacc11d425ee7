"""The model case, read by hand: what a careful analyst would record of it, sentence by sentence.

The report lies beside the project and is never copied into it: facts are anchored by offsets into
the file, whose hash is checked first. The rows below were written from reading the report.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import pytest

from reportedly.extract.claims import ExtractClaims
from reportedly.records import Claim, Document, Place, Problem, Statement

REPORT = Path(__file__).resolve().parents[3] / "shared" / "reports" / "000_b13c93adb67b34b6.txt"
SHA256 = "e989274a3942d5f279b0ffee793b281b98f2cc57473232aa55fc3b15776bb5b8"

pytestmark = [
    pytest.mark.reads_shared,
    pytest.mark.skipif(not REPORT.is_file(), reason="shared data is not beside the project"),
]

PUBLISHER = "The Example"
PRESIDENT, AZERI_SIDE_PRESIDENT = "emmanuel-macron", "arayik-arutyunian"
WATCHDOG = "syrian-observatory-for-human-rights"


@cache
def read() -> tuple[Document, tuple[Statement, ...], tuple[Claim, ...], tuple[Problem, ...]]:
    text = REPORT.read_bytes().decode("utf-8")
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    assert digest == SHA256, "the model report is not the one these offsets were read from"
    document = Document(
        id="model", path=str(REPORT), url=None, title=None, publisher=PUBLISHER, authors=(),
        published="2020-10-03", modified=None, retrieved=None, language="en", text=text,
        text_sha256=digest, snapshot_sha256=digest,
    )  # fmt: skip
    made = list(ExtractClaims()([document]))
    return (
        document,
        tuple(m for m in made if isinstance(m, Statement)),
        tuple(m for m in made if isinstance(m, Claim)),
        tuple(m for m in made if isinstance(m, Problem)),
    )


def statements_at(offset: int) -> list[Statement]:
    """All statements whose content holds an offset, the innermost last."""
    _, statements, _, _ = read()
    holding = [s for s in statements if any(c.start <= offset < c.end for c in s.content)]
    return sorted(holding, key=lambda s: (len(s.chain), -sum(c.end - c.start for c in s.content)))


def chain_of(statement: Statement) -> list[str]:
    """Each hop as its name as written and, behind a bar, the key of what it was resolved to."""
    return [f"{h.source.name} | {h.source.entity_id or ''}" for h in statement.chain]


def claim_at(offset: int) -> Claim:
    """The claim whose quantity starts at (or within two words before) an offset."""
    _, _, claims, _ = read()
    found = [
        c
        for c in claims
        if c.quantity is not None and c.quantity.span.start <= offset < c.quantity.span.end
    ]
    assert len(found) == 1, f"{len(found)} claims for the number at {offset}"
    return found[0]


def statement_of(claim: Claim) -> Statement:
    return next(s for s in read()[1] if s.id == claim.statement_id)


# An offset inside what was said, the chain's last source, its stance, and the mode.
SAID = [
    (104, PRESIDENT, {"demands"}, {"reported"}),
    (267, PRESIDENT, {"asserts"}, {"reported"}),
    (320, PRESIDENT, {"asserts"}, {"reported"}),
    (390, PRESIDENT, {"asserts"}, {"reported"}),
    (600, PRESIDENT, {"asserts"}, {"quoted"}),
    (780, PRESIDENT, {"asserts"}, {"quoted"}),
    (850, PRESIDENT, {"asserts"}, {"quoted"}),
    (1060, PRESIDENT, {"asserts"}, {"quoted"}),
    (1140, PRESIDENT, {"asserts"}, {"reported", "mixed"}),
    (1190, PRESIDENT, {"asserts"}, {"mixed", "quoted"}),
    (1290, PRESIDENT, {"asserts"}, {"quoted"}),
    (1350, PRESIDENT, {"asserts"}, {"quoted"}),
    (1440, PRESIDENT, {"asserts"}, {"reported"}),
    (1645, WATCHDOG, {"confirms"}, {"reported"}),
    (1935, "A report", {"asserts", "alleges"}, {"reported"}),
    (2112, WATCHDOG, {"asserts", "reports"}, {"reported"}),
    (2190, WATCHDOG, {"asserts", "reports"}, {"reported"}),
    (2400, WATCHDOG, {"asserts", "reports"}, {"reported"}),
    (2700, "head fighter", {"asserts"}, {"quoted"}),
    (2910, "unnamed", {"asks"}, {"reported"}),  # a question put by nobody in particular
    (2960, "He", {"asserts"}, {"quoted"}),
    (3130, AZERI_SIDE_PRESIDENT, {"asserts"}, {"reported"}),
    (3230, AZERI_SIDE_PRESIDENT, {"asserts"}, {"quoted"}),
    (3360, AZERI_SIDE_PRESIDENT, {"asserts"}, {"quoted"}),
]


@pytest.mark.parametrize(("offset", "source", "stances", "modes"), SAID)
def test_every_attributed_sentence_has_its_source(
    offset: int, source: str, stances: set[str], modes: set[str]
) -> None:
    statement = (
        statements_at(offset)[-1]
        if source != PRESIDENT
        else next(s for s in statements_at(offset) if len(s.chain) == 2)
    )
    assert source in chain_of(statement)[-1]
    assert statement.stance in stances
    assert statement.mode in modes
    assert chain_of(statement)[0].startswith(PUBLISHER)


def test_a_second_hand_confirmation_is_the_first_speakers_word() -> None:
    nested = [s for s in statements_at(1000) if len(s.chain) >= 3]
    assert len(nested) == 1
    assert PRESIDENT in chain_of(nested[0])[1]
    assert "vladimir-putin" in chain_of(nested[0])[2]
    assert nested[0].stance == "confirms"


def test_sources_inside_are_reached_through_the_outlet_that_has_them() -> None:
    chain = statements_at(1900)[-1].chain
    assert [h.source.name for h in chain][1] == "AsiaNews"
    assert "sources" in chain[-1].source.name
    assert chain[-1].source.kind == "unnamed"


def test_a_quoted_president_is_reached_through_the_outlet() -> None:
    for offset in (3130, 3230, 3360):
        assert chain_of(statements_at(offset)[-1])[1].startswith("AsiaNews")


def test_a_recording_stands_between_its_holder_and_its_speaker() -> None:
    chain = statements_at(2700)[-1].chain
    assert [h.source.kind for h in chain][-2] == "recording"
    assert "AsiaNews" in chain[1].source.name


# Where the publisher speaks in its own voice.
@pytest.mark.parametrize("offset", [2275, 2320, 3415, 3510, 3610, 3650, 3720])
def test_the_publishers_own_sentences_are_editorial(offset: int) -> None:
    statement = statements_at(offset)[-1]
    assert (statement.mode, len(statement.chain)) == ("editorial", 1)


# offset, low, high, relation, unit, role, last source (None: the publisher itself)
NUMBERS = [
    (374, 300, None, ">=", "person", "transferred", PRESIDENT),
    (602, 300, None, ">", "person", "transferred", PRESIDENT),
    (1947, 4000, 4000, "=", "person", "transferred", "A report"),
    (2050, 1800, 1800, "=", "USD", "paid", "A report"),
    (2111, 28, 28, "=", "person", "killed", WATCHDOG),
    (2186, 62, 62, "=", "person", "injured-or-missing", WATCHDOG),
    (2279, 30, 30, "~", "percent", "share", None),
    (2295, 300, 300, "=", "person", "deployed", None),
    (2398, 2000, 9999, "~", "person", "transferred", WATCHDOG),
    (3124, 4000, 4000, "=", "person", "transferred", AZERI_SIDE_PRESIDENT),
    (3358, 10_000_000, 10_000_000, "=", "person", "population", AZERI_SIDE_PRESIDENT),
    (3385, 3_000_000, 3_000_000, "=", "person", "population", AZERI_SIDE_PRESIDENT),
    (3623, 30_000, 30_000, "=", "person", "killed", None),
]


@pytest.mark.parametrize(("offset", "low", "high", "relation", "unit", "role", "source"), NUMBERS)
def test_every_number_has_its_bound_role_and_source(  # noqa: PLR0917 - one row of the table
    offset: int, low: float, high: float | None, relation: str, unit: str, role: str,
    source: str | None,
) -> None:  # fmt: skip
    claim = claim_at(offset)
    quantity = claim.quantity
    assert quantity is not None
    assert (quantity.low, quantity.high, quantity.relation) == (low, high, relation)
    assert (quantity.unit, claim.role) == (unit, role)
    statement = statement_of(claim)
    if source is None:
        assert statement.mode == "editorial"
    else:
        assert source in chain_of(statement)[-1]


def test_a_comparison_without_a_number_keeps_its_words() -> None:
    claim = claim_at(1900)
    assert claim.quantity is not None
    assert (claim.quantity.low, claim.quantity.high) == (None, None)
    assert claim.quantity.raw.endswith("higher")
    assert claim.role == "transferred"


def test_pay_is_per_month_and_a_share_says_of_what() -> None:
    pay, share = claim_at(2050).quantity, claim_at(2279).quantity
    assert pay is not None
    assert share is not None
    assert pay.per == "month"
    assert share.share_of is not None
    assert share.share_of.endswith("300-man force")


def test_what_is_counted_is_named() -> None:
    counted = {offset: claim_at(offset).quantity for offset in (374, 2111, 3124)}
    words = {offset: q.counted for offset, q in counted.items() if q is not None}
    assert words == {
        374: "ISIS fighters", 2111: "Syrian mercenaries", 3124: "fundamentalist mercenaries",
    }  # fmt: skip


def test_a_conditional_inference_is_conditional_and_no_other_number_is() -> None:
    assert claim_at(2279).modality == "conditional"
    assert all(claim_at(o).modality == "actual" for o in (374, 602, 1947, 2111, 2186, 3623))


# offset of the name, role, rough coordinates of its point (degrees), tolerance in degrees
PLACES = [
    (173, "via", 39.0, 35.0, 4.0),  # a country on the way
    (189, "to", 39.8, 46.75, 1.0),  # a contested region
    (235, "near", 40.4, 47.6, 2.5),  # it borders a country
    (406, "from", 36.2, 37.16, 1.0),  # the region of a city
    (758, "via", 37.06, 37.38, 0.5),
    (663, "from", 36.2, 37.16, 1.0),
    (707, "to", 39.8, 46.75, 1.0),
    (1972, "from", 35.0, 38.5, 2.5),
    (1983, "to", 40.4, 47.6, 2.5),
    (1998, "via", 39.0, 35.0, 4.0),
    (2167, "at", 39.8, 46.75, 1.0),  # by its abbreviation
    (3178, "from", 35.0, 38.5, 2.5),
]


def place_at(offset: int) -> Place:
    found = [p for c in read()[2] for p in c.places if p.span.start <= offset < p.span.end]
    assert found, f"no claim has a place at {offset}"
    return found[0]


@pytest.mark.parametrize(("offset", "role", "lat", "lon", "tolerance"), PLACES)
def test_every_place_has_its_role_and_coordinates(
    offset: int, role: str, lat: float, lon: float, tolerance: float
) -> None:
    place = place_at(offset)
    assert place.role == role
    assert place.lat is not None
    assert place.lon is not None
    assert abs(place.lat - lat) <= tolerance
    assert abs(place.lon - lon) <= tolerance


def test_thursday_is_when_it_was_said_not_when_it_happened() -> None:
    claim = claim_at(2111)
    said = statement_of(claim).said_at
    assert said is not None
    assert (said.first, said.last, said.precision) == ("2020-10-01", "2020-10-01", "day")
    assert claim.time is None


def test_a_vague_time_is_an_interval() -> None:
    time = claim_at(3623).time
    assert time is not None
    assert time.first is not None
    assert time.last is not None
    assert time.first.startswith("1990")
    assert "1992" <= time.last[:4] <= "1994"
    recent = claim_at(3124).time
    assert recent is not None
    assert recent.last in {None, "2020-10-03"}
    assert recent.first is None or recent.first < "2020-10-03"


def test_the_odd_marks_are_told_and_lose_nothing() -> None:
    document, statements, _, problems = read()
    assert {p.code for p in problems} == {"unclosed-quote"}
    held = [False] * len(document.text)
    for statement in statements:
        for span in statement.content:
            for i in range(span.start, span.end):
                held[i] = True
    # every sentence is held by some statement: nothing between two statements is longer than a
    # frame such as "X told reporters" or "the group reported on that day that"
    gap = longest = 0
    for i, character in enumerate(document.text):
        gap = 0 if held[i] or character == "\n" else gap + 1
        longest = max(longest, gap)
    assert longest < 130


def test_every_span_lies_in_its_statement_and_its_text() -> None:
    document, statements, claims, _ = read()
    by_id = {s.id: s for s in statements}
    assert len(by_id) == len(statements)
    for claim in claims:
        contents = by_id[claim.statement_id].content
        assert any(
            c.start <= claim.evidence.start and claim.evidence.end <= c.end for c in contents
        )
        if claim.quantity is not None:
            span = claim.quantity.span
            assert document.text[span.start : span.end] == claim.quantity.raw
