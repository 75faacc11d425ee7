from __future__ import annotations

import pytest

from reportedly.link.syndication import agency_of, is_host_of, syndication_marks
from reportedly.records import MetadataOrigin
from tests.unit.link.test_fingerprints import a_document

STORY = "Shells fell on the old market shortly before noon, the mayor said."


def told(text: str, **fields: object) -> list[tuple[str, str | None]]:
    return [(m.kind, m.name) for m in syndication_marks(a_document(text, **fields))]


@pytest.mark.parametrize(
    "text",
    [
        f"SELMAK, May 5 (AP) — {STORY}",
        f"(AP) {STORY}",
        f"{STORY} (AP)",
        f"{STORY} – AP",
        f"{STORY}\n\nAP\n",
        f"By The Associated Press\n\n{STORY}",
        f"Source: AP\n\n{STORY}",
        f"{STORY}\n\nThe Associated Press contributed to this report.",
        f"AP – {STORY}",
        f"{STORY}\n\n© 2023 The Associated Press",
    ],
)
def test_a_credit_names_the_agency(text: str) -> None:
    assert told(text) == [("agency", "Associated Press")]
    (mark,) = syndication_marks(a_document(text))
    assert mark.span is not None
    assert text[mark.span.start : mark.span.end] == mark.raw
    assert agency_of(mark.raw) == "Associated Press"


@pytest.mark.parametrize(
    "text",
    [
        f"{STORY}\n\nWith agencies",
        f"Staff and agencies\n\n{STORY}",
        f"{STORY} (Agencies)",
        f"{STORY} – AFP/Reuters",
        f"SELMAK (AP, AFP) — {STORY}",
        f"{STORY}\n\nFrom wire services",
    ],
)
def test_several_agencies_leave_open_whose_words_they_are(text: str) -> None:
    assert told(text) == [("agencies", None)]


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        "",
        "The Associated Press (AP) counted fourteen. Nobody else did.",
        "Fourteen were killed, AP reported. The ministry (which denied it) said nothing more.",
        "The photographer, who works for AFP, was there. He saw it.",
        "Aid agencies are at work. The agencies asked for help.",
        "“We told Reuters,” he said; then he left.",
        "Mapping the damage (Reuters) took the desk three days of work and many calls.",
    ],
)
def test_a_name_in_a_sentence_is_no_mark(text: str) -> None:
    assert told(text) == []


def test_bylines_in_text_and_metadata_name_persons_in_full() -> None:
    assert told(f"By Ana Bell\n\n{STORY}") == [("byline", "Ana Bell")]
    assert told(STORY, authors=("Ana Bell", "Bell", "Staff Reporter", "News Desk")) == [
        ("byline", "Ana Bell")
    ]
    assert told(STORY, authors=("AFP",)) == [("agency", "Agence France-Presse")]
    assert told(STORY, authors=("Staff and agencies",)) == [("agencies", None)]


def test_a_canonical_link_to_another_publisher_is_a_mark() -> None:
    canonical = (MetadataOrigin(field="url", where="html link canonical"),)
    url = "https://www.lanternwire.example/selmak"
    assert told(STORY, url=url, metadata_from=canonical, publisher="The Dorvan Courier") == [
        ("canonical-link", "lanternwire.example")
    ]
    assert told(STORY, url=url, metadata_from=canonical, publisher="Lantern Wire") == []
    assert told(STORY, url=url, publisher="The Dorvan Courier") == []


@pytest.mark.parametrize(
    ("host", "publisher", "fits"),
    [
        ("dorvancourier.example", "The Dorvan Courier", True),
        ("dc-news.example", "The Dorvan Courier", False),
        ("tdc.example", "The Dorvan Courier", True),
        ("courier.example", "The Dorvan Courier", True),
        ("lanternwire.example", "The Dorvan Courier", False),
    ],
)
def test_hosts_are_known_by_the_publishers_name(host: str, publisher: str, fits: bool) -> None:
    assert is_host_of(host, publisher) is fits
