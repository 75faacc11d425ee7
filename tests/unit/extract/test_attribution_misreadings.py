"""Who said what where the parse, or the nearest name, points to somebody else."""

from __future__ import annotations

import pytest

from tests.unit.extract.attribution_helpers import attributed, content, said

MISREADINGS = [
    (
        "The rebels' media office, in a post on Telegram, accused the army of looting.",
        [("The rebels' media office", "the army of looting")],
    ),
    (
        "The ministry confirmed on Tuesday that its men had left Selm, a day after the regional "
        "governor, Tarek Voss, told state television that “not a single soldier” would leave.",
        [
            ("The ministry", "that its men had left Selm"),
            ("Tarek Voss", "that “not a single soldier” would leave"),
        ],
    ),
    (
        "The rebels, whom the ministry blames, denied the charge.",
        [("the ministry", "whom"), ("The rebels", "the charge")],
    ),
    (
        "The general staff rejected the claim. It said the video was old.",
        [("The general staff", "the claim"), ("The general staff", "the video was old")],
    ),
    (
        "Witnesses, citing a truck driver, claimed that bodies had been moved at night.",
        [("Witnesses > a truck driver", "that bodies had been moved at night")],
    ),
    (
        "The mayor told the council the road was open, state radio reported on Friday.",
        [
            ("state radio", "The mayor told the council the road was open"),
            ("state radio > The mayor", "the road was open"),
        ],
    ),
    (
        "The mayor said the army, which he said had lost 200 men, had withdrawn.",
        [("The mayor", "the army | had withdrawn"), ("The mayor", "which | had lost 200 men")],
    ),
    (
        "ZARUNA, 3 May (VNA) - Two men died in Selm overnight, the emergency service said.",
        [("the emergency service", "Two men died in Selm overnight")],
    ),
    (
        "ZARUNA (VNA), May 3 - Two men died in Selm overnight, the emergency service said.",
        [("the emergency service", "Two men died in Selm overnight")],
    ),
    (
        "Army says 20 fighters killed; residents dispute account",
        [("Army", "20 fighters killed"), ("residents", "account")],
    ),
    (
        "Officials blamed a mine for the blast; the Front denies having mined the road.",
        [("Officials", "a mine for the blast"), ("Front", "having mined the road")],
    ),
    (
        "The mission verified 87 casualties (31 killed, 56 injured) in June.",
        [("The mission", "87 casualties (31 killed, 56 injured) in June")],
    ),
    (
        "Kole declined to release the footage, citing operational security.",
        [("Kole", "to release the footage")],
    ),
    (
        "Lio Marsh tweeted that “the truth will come out”, while the mayor, speaking in Selm, "
        "praised the police.",
        [("Lio Marsh", "that “the truth will come out”"), ("the mayor", "the police")],
    ),
    (
        "The ministry said that 18 fighters were killed there, about 3 percent of a 600-man force.",
        [
            (
                "The ministry",
                "that 18 fighters were killed there, about 3 percent of a 600-man force",
            )
        ],
    ),
    (
        "A young recruit, asked about his pay, replied that he regarded it as a duty.",
        [("A young recruit", "that he regarded it as a duty")],
    ),
    ("The envoy's remarks on Saturday were short.", []),
    ("Neither the army nor the governor's office has said whether there will be an inquiry.", []),
]


@pytest.mark.parametrize(("text", "expected"), MISREADINGS)
def test_the_speaker_is_not_the_nearest_name(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


def test_a_day_says_nothing() -> None:
    text = "The report published on Tuesday, which cites 60 survivors, runs to 90 pages."
    assert [names for names, _ in said(text)] != ["Tuesday"]


@pytest.mark.parametrize("verb", ["appear to show", "seem to show"])
def test_what_images_appear_to_show_is_their_statement_with_a_hedge(verb: str) -> None:
    text = f"Satellite images reviewed by analysts {verb} craters near the bridge."
    (statement,) = attributed(text)
    assert statement.chain[-1].source.name == "Satellite images"
    assert content(text, statement) == "craters near the bridge"
    assert [text[h.start : h.end] for h in statement.hedges] == [verb.split(maxsplit=1)[0]]


def test_what_a_party_denies_in_an_apposition_is_its_statement() -> None:
    text = "The garrison shelled the market, a charge which the army denied on Monday."
    (statement,) = attributed(text)
    assert (statement.chain[-1].source.name, statement.stance) == ("the army", "denies")
