"""Traps 2, 3, 8, 9 and 10 of the field notes, end to end through the extract stage."""

from __future__ import annotations

import pytest

from reportedly.extract.claims import ExtractClaims
from reportedly.extract.nlp import MAX_SENTENCE
from reportedly.ingest.documents import Ingest
from reportedly.records import Claim, Document, Problem, Snapshot, Statement

TOWNS = (
    "Aleppo", "Homs", "Hama", "Idlib", "Raqqa", "Manbij", "Palmyra", "Daraa", "Latakia", "Tartus",
    "Afrin", "Kobani",
)  # fmt: skip
LIST = ", ".join(TOWNS[:-1]) + " and " + TOWNS[-1]


def document(text: str) -> Document:
    return Document(
        id="d", path=None, url=None, title=None, publisher="The Daily Example", authors=(),
        published="2023-05-06", modified=None, retrieved=None, language="en", text=text,
        text_sha256="", snapshot_sha256="",
    )  # fmt: skip


def claims_of(text: str) -> list[Claim]:
    return [made for made in ExtractClaims()([document(text)]) if isinstance(made, Claim)]


def counts(text: str) -> dict[tuple[str | None, float | None], str | None]:
    """Returns the counting of each number, by its role and lower end."""
    return {(c.role, c.quantity.low): c.counting for c in claims_of(text) if c.quantity is not None}


@pytest.mark.parametrize(
    "text",
    [
        "At least 20 people were killed, including 7 children.",
        "At least 20 people, including 7 children, were killed.",
        "Shells killed at least 20 people, including 7 children.",
        "At least 20 people were killed, among them 7 children.",
        "At least 20 people were killed, 7 of them children.",
        "At least 20 people, 7 of them children, were killed, the mayor said.",
    ],
)
def test_trap_2_a_part_is_no_second_toll(text: str) -> None:
    found = counts(text)
    assert found["killed", 20] == "total"
    assert found["killed", 7] == "subset"


@pytest.mark.parametrize(
    "text",
    [
        "The raid caused 20 casualties.",
        "There were 20 casualties.",
        "Some 20 casualties were reported.",
        "The unit suffered 20 casualties on Monday.",
        "The mayor spoke of 20 casualties.",
    ],
)
def test_trap_2_casualties_are_not_deaths(text: str) -> None:
    assert [c.role for c in claims_of(text) if c.quantity is not None] == ["killed-or-injured"]


@pytest.mark.parametrize(
    "text",
    [
        "20 people were killed or wounded.",
        "In the blast, 20 people were killed or wounded.",
        "Some 20 people were killed or injured in the blast.",
        "20 soldiers were wounded or killed.",
        "The mayor said that 20 people had been killed or wounded.",
    ],
)
def test_trap_2_a_pooled_count_is_one_claim(text: str) -> None:
    (claim,) = [c for c in claims_of(text) if c.event == "assault"]
    assert (claim.role, claim.quantity and claim.quantity.low) == ("killed-or-injured", 20)


@pytest.mark.parametrize(
    "text",
    [
        "Four more people died, which brings the death toll to 120.",
        "The new deaths bring the toll to 120.",
        "The death toll rose to 120 on Sunday.",
        "The death toll now stands at 120.",
        "The number of people killed rose to 120.",
        "That raised the death toll to 120, the ministry said.",
    ],
)
def test_trap_3_a_running_toll_is_cumulative(text: str) -> None:
    assert counts(text)["killed", 120] == "cumulative"


@pytest.mark.parametrize(
    "text",
    [
        f"Shells hit {LIST}.",
        f"Shells hit houses in {LIST} on Monday.",
        f"The army bombed {LIST}, the mayor said.",
        f"Raids were carried out on {LIST}.",
        f"Nine people were killed in {LIST}.",
        f"In {LIST}, shells killed nine people.",
        f"A wave of airstrikes on {LIST} followed.",
    ],
)
def test_trap_8_twelve_towns_are_not_twelve_events(text: str) -> None:
    assert len([c for c in claims_of(text) if c.event == "assault"]) == 1


@pytest.mark.parametrize(
    "text",
    [
        f"The road runs by {LIST}.",
        f"The reporter has lived in {LIST}.",
        f"The bus stops in {LIST}.",
        f"The council has offices in {LIST}.",
        f"Snow fell on {LIST}.",
    ],
)
def test_trap_8_towns_alone_are_no_events(text: str) -> None:
    assert {c.event for c in claims_of(text)} <= {"other", None}
    assert len(claims_of(text)) == 1


TELLING = [
    "The army bombed Aleppo on Monday.",
    "Nobody was hurt, the mayor said.",
    "“We lost 20 men,” the commander said. “They came at dawn.”",
    "The withdrawal of 300 troops from Homs began on Sunday 🕊, said Ada Rask.",
    "At least 20 people were killed, including 7 children; 62 others are missing.",
    "No casualties. Rain fell.\n\nThe toll rose to 120.",
]


@pytest.mark.parametrize("text", TELLING)
def test_trap_9_what_a_claim_rests_on_is_in_the_text(text: str) -> None:
    made = list(ExtractClaims()([document(text)]))
    homes = {m.id: m.content for m in made if isinstance(m, Statement)}
    claims = [m for m in made if isinstance(m, Claim)]
    assert claims
    for claim in claims:
        evidence = claim.evidence
        assert any(
            home.start <= evidence.start < evidence.end <= home.end
            for home in homes[claim.statement_id]
        )
        for who in (*claim.actors, *claim.targets):
            assert text[who.span.start : who.span.end] == who.name
        for place in claim.places:
            assert text[place.span.start : place.span.end] == place.name
        if claim.quantity is not None:
            assert text[claim.quantity.span.start : claim.quantity.span.end] == claim.quantity.raw


@pytest.mark.parametrize("fill", ["Rain fell. ", "Rain fell on the town.\n\n", "Rain fell.\n"])
@pytest.mark.parametrize("length", [2_000, 60_000])
def test_trap_10_the_end_of_a_long_text_is_read(fill: str, length: int) -> None:
    text = fill * (length // len(fill)) + "The army sent 300 men."
    last = claims_of(text)[-1]
    assert (last.quantity and last.quantity.low, last.role) == (300, "transferred")


@pytest.mark.parametrize("word", ["rain ", "of the ", "1 ", "; ", "and we saw "])
def test_trap_10_a_sentence_that_is_too_long_is_declared(word: str) -> None:
    text = f"The mayor said {word * (MAX_SENTENCE + 1)}and fog."
    made = list(ExtractClaims()([document(text)]))
    codes = {m.code for m in made if isinstance(m, Problem)}
    longest = max(
        (s.content[0].end - s.content[0].start for s in made if isinstance(s, Statement)), default=0
    )
    assert codes == {"too-long"} or longest < len(text) / 2


@pytest.mark.parametrize("limit", [10, 30, 50, 60, 63])
def test_trap_10_a_text_over_the_limit_is_declared_unread(limit: int) -> None:
    content = b"The ministry said on Monday that twelve villagers had left home."
    snapshot = Snapshot(id="0" * 64, content=content, path="a.txt")
    (kept,) = [m for m in Ingest()([snapshot]) if isinstance(m, Document)]
    (problem,) = ExtractClaims(max_chars=limit)([kept])
    assert isinstance(problem, Problem)
    assert (problem.code, problem.subject) == ("too-long", kept.id)
