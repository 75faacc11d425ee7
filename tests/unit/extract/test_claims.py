"""Claims put together: places, times, participants and evidence of whole reports."""

from __future__ import annotations

import pytest

from reportedly.extract.claims import ExtractClaims
from reportedly.records import Claim, Document, Problem, Statement


def document(text: str, *, published: str | None = "2023-05-06", language: str = "en") -> Document:
    return Document(
        id="d", path=None, url=None, title=None, publisher="The Daily Example", authors=(),
        published=published, modified=None, retrieved=None, language=language, text=text,
        text_sha256="", snapshot_sha256="",
    )  # fmt: skip


def read(text: str) -> tuple[list[Statement], list[Claim]]:
    made = list(ExtractClaims()([document(text)]))
    assert not [m for m in made if isinstance(m, Problem)]
    return [m for m in made if isinstance(m, Statement)], [m for m in made if isinstance(m, Claim)]


def the_claim(text: str, role: str) -> Claim:
    (claim,) = [c for c in read(text)[1] if c.role == role]
    return claim


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Twelve people were killed in Aleppo, the mayor said.", ["Aleppo"]),
        ("DAMASCUS (EXA) — Twelve people were killed in Aleppo, the mayor said.", ["Aleppo"]),
        ("Twelve people were killed when shells hit a school in Aleppo.", ["Aleppo"]),
        ("A strike on a school in Aleppo killed twelve people.", ["Aleppo"]),
        ("Shells hit a school in Aleppo, killing twelve people.", ["Aleppo"]),
        ("In Aleppo, twelve people were killed, the mayor said.", ["Aleppo"]),
    ],
)
def test_a_claim_is_placed_where_it_happened(text: str, names: list[str]) -> None:
    assert [p.name for p in the_claim(text, "killed").places] == names


def test_the_clauses_joined_to_a_placed_one_share_its_place() -> None:
    _, claims = read("Twelve people were killed and thirty others wounded in Aleppo.")
    assert {c.role: [p.name for p in c.places] for c in claims if c.role is not None} == {
        "killed": ["Aleppo"],
        "injured": ["Aleppo"],
    }


def test_a_journey_has_its_two_ends() -> None:
    claim = the_claim("The army sent 300 men from Damascus to Aleppo via Homs.", "transferred")
    assert {p.name: p.role for p in claim.places} == {
        "Damascus": "from",
        "Aleppo": "to",
        "Homs": "via",
    }


def test_when_it_was_said_is_not_when_it_happened() -> None:
    statements, claims = read("The council said on Friday that 12 people were killed last week.")
    (claim,) = [c for c in claims if c.role == "killed"]
    (statement,) = [s for s in statements if s.id == claim.statement_id]
    assert statement.said_at is not None
    assert statement.said_at.first == "2023-05-05"
    assert claim.time is not None
    assert claim.time.precision == "week"


def test_who_acts_and_who_is_acted_upon() -> None:
    _, claims = read("The rebels attacked the garrison at dawn.")
    (claim,) = [c for c in claims if c.event == "assault"]
    assert [p.name for p in claim.actors] == ["rebels"]
    assert [p.name for p in claim.targets] == ["garrison"]


def test_a_zero_said_in_words_is_a_count() -> None:
    claim = the_claim("No civilians were killed, the mayor said.", "killed")
    assert claim.quantity is not None
    assert (claim.quantity.low, claim.quantity.high) == (0, 0)
    assert (claim.modality, claim.polarity) == ("actual", "positive")


def test_evidence_lies_in_the_words_of_its_statement() -> None:
    text = (
        "The mayor said that 12 people were killed. “They were farmers,” she added. "
        "If that is right, it would be half of a 24-man unit."
    )
    statements, claims = read(text)
    contents = {s.id: s.content for s in statements}
    assert claims
    for claim in claims:
        spans = contents[claim.statement_id]
        assert any(s.start <= claim.evidence.start < claim.evidence.end <= s.end for s in spans)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_other_languages_are_left_unread(language: str) -> None:
    assert list(ExtractClaims()([document("Douze personnes.", language=language)])) == []


def test_text_over_the_limit_is_left_unread() -> None:
    (problem,) = ExtractClaims(max_chars=10)([document("Twelve people were killed.")])
    assert isinstance(problem, Problem)
    assert (problem.code, problem.subject) == ("too-long", "d")
    assert "26 characters, more than 10" in problem.message


def test_every_statement_has_a_claim() -> None:
    statements, claims = read("The river rose. The mayor said the bridge was closed. Rain fell.")
    assert {s.id for s in statements} == {c.statement_id for c in claims}


def test_the_parts_of_a_sum_behind_a_colon_count_what_the_sum_counts() -> None:
    _, claims = read("The monitor recorded 96 deaths in April: 54 fighters and 42 civilians.")
    counts = {c.quantity.low: (c.role, c.counting) for c in claims if c.quantity is not None}
    assert counts == {
        96: ("killed", "total"),
        54: ("killed", "subset"),
        42: ("killed", "subset"),
    }


def test_a_noun_of_transfer_says_what_is_counted() -> None:
    claim = the_claim("The envoy confirmed the transfer of 300 fighters.", "transferred")
    assert claim.event == "transfer"


@pytest.mark.parametrize(
    "heading",
    [
        "By Ada Holm", "By ADA HOLM and BO RASK", "Ada Holm in Corrin", "CORRIN",
        "Corrin, 6 May 2023", "Casualties", "Background and history of the war", "Read more",
        "Related stories", "Photo: Ada Holm/Example", "Updated 6 May 2023",
        "The Daily Example staff", "Reporting by Ada Holm; editing by Bo Rask",
    ],
)  # fmt: skip
def test_a_byline_dateline_or_heading_makes_no_empty_claim(heading: str) -> None:
    said = "Shells killed 12 people on Monday."
    for text in (f"{heading}\n\n{said}", f"{said}\n\n{heading}"):
        assert [c.role for c in read(text)[1]] == ["killed"]


@pytest.mark.parametrize(
    ("heading", "event"),
    [
        ("Corrin bombed again", "assault"),
        ("Shelling of Corrin", "assault"),
        ("Velia withdraws from Corrin", "retreat"),
    ],
)
def test_a_heading_that_tells_an_event_is_a_claim(heading: str, event: str) -> None:
    assert event in [c.event for c in read(f"{heading}\n\nIt was a quiet day.")[1]]


def test_what_somebody_alleges_is_meant_as_they_allege_it() -> None:
    claim = the_claim("The general denied allegations of the murder of six men.", "killed")
    assert claim.modality == "actual"


def test_the_publisher_who_tells_of_a_charge_does_not_tell_of_the_deed() -> None:
    claim = the_claim("Two officers are charged with the murder of six men.", "killed")
    assert claim.modality == "hypothetical"


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("12,000 people were forced to leave their homes.", ["displace"]),
        ("12 fishermen went missing at sea.", ["assault"]),
    ],
)
def test_a_verb_and_its_complement_tell_one_event(text: str, events: list[str]) -> None:
    assert [c.event for c in read(text)[1]] == events
