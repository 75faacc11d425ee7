"""Chains: from the publisher over whoever passes it on to whoever said it, one hop each."""

from __future__ import annotations

import pytest

from tests.unit.extract.attribution_helpers import attributed, content, only, said, speakers

CHAINS = [
    ("The minister told reporters: “I spoke with the envoy, who confirmed that Velia knows of it.”",
     ["The minister", "the envoy"], "confirms"),
    ("Kolber said that President Petrov had confirmed the deal.", ["Kolber", "Petrov"], "confirms"),
    ("According to a report cited by the ministry, 300 fighters crossed the border.",
     ["the ministry", "a report"], "asserts"),
    ("Radio Vesna also quoted the mayor of Zaruna, who spoke of 400 hired men.",
     ["Radio Vesna", "the mayor of Zaruna"], "asserts"),
    ("The general was quoted by the agency as saying that 30 tanks burned.",
     ["the agency", "The general"], "asserts"),
    ("State television quoted the governor as saying 30 people had died.",
     ["State television", "the governor"], "asserts"),
    ("The Herald has sources inside the rebel groups that report 40 dead.",
     ["Herald", "sources inside the rebel groups"], "asserts"),
    ("In a video posted by the militia, a hooded man said 40 prisoners would be freed.",
     ["the militia", "a video", "a hooded man"], "asserts"),
    ("The Herald reported, citing two officials, that 40 trucks had crossed.",
     ["Herald", "two officials"], "asserts"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "chain", "stance"), CHAINS)
def test_the_innermost_chain(text: str, chain: list[str], stance: str) -> None:
    statement = max(attributed(text), key=lambda s: len(s.chain))
    assert [name.removeprefix("mayor").strip() and name for name in speakers(statement)] == [
        c if c in speakers(statement) else c.removeprefix("the ") for c in chain
    ]
    assert statement.stance == statement.chain[-1].stance == stance
    assert statement.chain[0].source.span is None
    assert all(hop.cue is not None for hop in statement.chain[1:])


def test_the_outer_speaker_keeps_the_whole_quotation() -> None:
    text = "“We asked the envoy, who confirmed that Velia knows,” the minister told reporters."
    outer, inner = attributed(text)
    assert (speakers(outer), outer.stance) == (["the minister"], "asserts")
    assert content(text, outer) == text[: text.index(" the minister told")]
    assert (speakers(inner), inner.stance) == (["the minister", "the envoy"], "confirms")
    assert inner.mode == "quoted"


def test_the_recording_and_its_holder_are_hops() -> None:
    text = (
        "Radio Vesna holds a tape of the leader of the Orel Brigade. "
        "On the tape, the leader said, “We go to the border.”"
    )
    statement = attributed(text)[-1]
    kinds = [hop.source.kind for hop in statement.chain[1:]]
    assert kinds[1:] == ["recording", "person"]
    assert statement.chain[1].source.name == "Radio Vesna"
    assert statement.chain[3].source.resolved_name == "leader of the Orel Brigade"


def test_what_one_would_do_is_no_statement_of_another() -> None:
    text = "The envoy said that he would demand that Marran explain why it moved the men."
    assert said(text) == [("The envoy", text[text.index("that he") : -1])]


def test_speakers_do_not_follow_themselves() -> None:
    text = "Anna Kolber said she had confirmed the deal."
    assert all(speakers(s) == ["Anna Kolber"] for s in attributed(text))


def test_a_medium_that_is_told_is_no_hop() -> None:
    assert speakers(only("The mayor told AFP that 20 houses burned.")) == ["The mayor"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A report said that 12 men died.", "document"),
        ("The video shows soldiers in the town.", "recording"),
        ("A security source said that 12 men died.", "unnamed"),
        ("Residents said that 12 men died.", "unnamed"),
        ("One of the fighters said that 12 men died.", "unnamed"),
        ("The defence ministry said that 12 men died.", "government"),
        ("The rebels said that 12 men died.", "armed-group"),
        ("The newspaper said that 12 men died.", "media"),
        ("Reuters said that 12 men died.", "media"),
        ("President Anna Kolber said that 12 men died.", "person"),
        ("The Marran Centre for Rights said that 12 men died.", "organisation"),
    ],
)
def test_kinds_of_sources(text: str, kind: str) -> None:
    source = only(text).chain[-1].source
    assert source.kind == kind
    if kind in {"unnamed", "document", "recording"}:
        assert source.entity_id is None
        assert source.description == source.name
