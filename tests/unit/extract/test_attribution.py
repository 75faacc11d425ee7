"""Who said what: clauses, quotations, prepositions, nouns, passives, and the publisher's rest."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.extract.attribution import find_attributions, find_statements
from reportedly.extract.nlp import parse
from tests.unit.extract.attribution_helpers import (
    attributed,
    content,
    document,
    editorial,
    only,
    read,
    said,
)

ONE_ATTRIBUTION = [
    ("Police said that 12 men died.", "Police", "that 12 men died"),
    ("Police said 12 men died.", "Police", "12 men died"),
    ("Twelve men died, police said on Monday.", "police", "Twelve men died"),
    ("The blast, the army said, killed 12.", "the army", "The blast | killed 12"),
    ("As the governor noted, 15 villages burned.", "the governor", "15 villages burned"),
    ("The mayor told AFP that 20 houses burned.", "The mayor", "that 20 houses burned"),
    ("According to the ministry, 30 men crossed.", "the ministry", "30 men crossed"),
    ("The report puts the number of dead at 75.", "The report", "the number of dead at 75"),
    ("The ministry denied reports that 50 men were captured.", "The ministry",
     "reports that 50 men were captured"),
    ("Velia demanded that Marran withdraw its troops.", "Velia", "that Marran withdraw its troops"),
    ("The group said in a statement that it had lost 12 men.", "The group",
     "that it had lost 12 men"),
    ("The minister warned of a famine.", "The minister", "a famine"),
    ("The minister called for talks.", "The minister", "talks"),
    ("The army had no immediate comment.", "The army", "no immediate comment"),
    ("14:30 The mayor says three people died.", "The mayor", "three people died"),
    ("The army vowed to retake the town.", "The army", "to retake the town"),
    ("The minister urged the rebels to leave the town.", "The minister",
     "the rebels to leave the town"),
    ("A letter seen by nobody says that 120 men were paid.", "A letter",
     "that 120 men were paid"),
    ("The claims were confirmed by the mayor.", "the mayor", "The claims"),
    ("ZARUNA (AP) - The army said Monday that 12 men died.", "The army", "that 12 men died"),
    ("Police: 12 people died in the northern fire", "Police",
     "12 people died in the northern fire"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "words"), ONE_ATTRIBUTION)
def test_one_attribution(text: str, speaker: str, words: str) -> None:
    statement = only(text)
    assert statement.chain[-1].source.name == speaker
    assert content(text, statement) == words
    assert statement.mode == "reported"


def test_added_that_goes_on_with_the_same_speaker() -> None:
    text = "The envoy stated that Velia has confirmed the move and added that others know of it."
    assert "envoy" in said(text)[0][0]
    assert said(text)[0][1] == "that Velia has confirmed the move"
    assert said(text)[-1] == ("The envoy", "that others know of it")


def test_two_speakers_in_one_sentence_and_a_judgement_of_the_publisher() -> None:
    text = (
        "The army claimed that it had killed 20 men, but the rebels said they lost three, "
        "which casts doubt on the figure."
    )
    assert said(text) == [
        ("The army", "that it had killed 20 men"),
        ("the rebels", "they lost three"),
    ]
    assert editorial(text) == ["which casts doubt on the figure"]


def test_a_charge_that_another_denies() -> None:
    text = "President Petrov accused Velia of killing 30 civilians, a charge Velia denies."
    first, second = attributed(text)
    assert (content(text, first), first.stance) == ("Velia of killing 30 civilians", "alleges")
    assert (content(text, second), second.stance) == ("a charge", "denies")


def test_a_quotation_of_several_sentences_is_whole() -> None:
    text = "“We lost 20 men. They came at dawn. Nobody helped,” the commander told reporters."
    statement = only(text)
    assert content(text, statement) == text[: text.index(" the commander")]
    assert (statement.mode, statement.chain[-1].source.name) == ("quoted", "the commander")


def test_a_quotation_split_around_its_cue_is_one_statement() -> None:
    text = "“It is a line,” the envoy added. “It was crossed.”"
    assert said(text) == [("the envoy", "“It is a line,” | “It was crossed.”")]


def test_a_quoted_sentence_without_a_cue_belongs_to_the_last_speaker() -> None:
    text = "The envoy spoke of 400 hired men. “This is no war. It is a raid.”"
    told, quoted = attributed(text)
    assert (content(text, told), told.mode) == ("400 hired men", "reported")
    assert (content(text, quoted), quoted.mode) == ("“This is no war. It is a raid.”", "quoted")
    assert told.chain == quoted.chain


def test_a_quoted_heading_is_nobodys_statement() -> None:
    text = (
        "“The well is dry. I do not see where this goes,” said Anna Kolber, the mayor.\n\n"
        "'A Town Without Water.'\n\nThe road was cut on Monday."
    )
    assert said(text) == [
        ("Anna Kolber", "“The well is dry. I do not see where this goes,”"),
    ]


def test_words_in_marks_inside_a_report_make_it_mixed() -> None:
    text = "The envoy said that he would call “in the coming days” and wait."
    assert only(text).mode == "mixed"


def test_a_speaker_with_a_colon() -> None:
    text = "The mayor: “There were 40 dead.”"
    assert said(text) == [("The mayor", "“There were 40 dead.”")]


def test_a_question_and_its_answer() -> None:
    text = "One of the fighters was asked why they had come. He replied, “For the money.”"
    question, answer = attributed(text)
    assert (question.stance, question.chain[-1].source.kind) == ("asks", "unnamed")
    assert content(text, answer) == "“For the money.”"
    assert answer.chain[-1].source.resolved_name == "One of the fighters"
    assert answer.chain[-1].source.entity_id is None


def test_the_publisher_speaks_for_itself_once_a_sentence() -> None:
    text = "The town lies in the hills. It was founded in 1890 and has two schools."
    statements, problems = read(text)
    assert [s.mode for s in statements] == ["editorial", "editorial"]
    assert [len(s.chain) for s in statements] == [1, 1]
    assert statements[0].chain[0].source.name == "The Daily Post"
    assert statements[0].stance == "asserts"
    assert problems == ()


def test_a_frame_is_no_statement_but_a_clause_in_it_is() -> None:
    assert editorial("The minister said on Thursday in Zaruna that 12 men died.") == []
    text = "The minister, who arrived on Monday with 300 soldiers, said that 12 men died."
    assert editorial(text) == ["who arrived on Monday with 300 soldiers"]


def test_hedges_stay_with_the_publisher_and_are_kept() -> None:
    for text, hedge in [
        ("Rebels reportedly seized the town.", "reportedly"),
        ("General Orlov is believed to have ordered the raid.", "is believed"),
    ]:
        (statement,) = read(text)[0]
        assert statement.mode == "editorial"
        assert content(text, statement) == text[:-1]
        assert [text[h.start : h.end] for h in statement.hedges] == [hedge]


def test_somebody_unnamed_is_said_to_have_reported() -> None:
    statement = only("It was reported that 60 villagers fled.")
    assert statement.chain[-1].source.kind == "unnamed"
    assert statement.chain[-1].source.span is None


@pytest.mark.parametrize(
    "text",
    [
        "The war claimed 30,000 lives.",
        "Rebels attacked a base and captured 12 men.",
        "No one claimed the raid.",
        "The army backed by jets seized the town.",
        "Residents sought shelter in the hills.",
    ],
)
def test_deeds_are_no_words(text: str) -> None:
    assert attributed(text) == []


def test_damaged_text_without_commas() -> None:
    text = (
        "At least 29 men were killed overnight while trying to clear the road a monitor "
        "said Sunday. The fighters died near the mill the Marran Rights Centre said."
    )
    assert [s for s, _ in said(text)] == ["a monitor", "Marran Rights Centre"]


def test_the_publisher_may_be_unknown() -> None:
    text = "Night fell over the town."
    (parsed,) = parse([text])
    (statement,), _ = find_statements(parsed, document(text, publisher=None), ())
    assert statement.chain[0].source.name == "this report"


def test_a_missing_mark_is_told_of_with_its_offset() -> None:
    text = "He said: “We left.\n\nNight fell."
    (problem,) = read(text)[1]
    assert problem.code == "unclosed-quote"
    assert f"offset {text.index('“')} " in problem.message


def test_when_it_was_said() -> None:
    statement = only("The ministry said on Thursday that 28 men were killed.")
    assert statement.said_at is not None
    assert statement.said_at.raw in {"on Thursday", "Thursday"}


def test_attributions_are_spans_in_cue_order() -> None:
    text = "Police said 12 men died. “We know,” said the mayor."
    (parsed,) = parse([text])
    found = find_attributions(parsed)
    assert [text[a.cue[0].start : a.cue[0].end] for a in found] == ["said", "said"]
    assert [text[a.source[0].start : a.source[0].end] for a in found] == ["Police", "the mayor"]


WORDS = ["“", "”", '"', "'", "said", "He", "the minister", "men died", ",", ".", "\n\n", "who",
         "that", "according to", "reportedly", ":", "(ABC)", "12", "😀"]  # fmt: skip


@settings(max_examples=40)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_any_text_gives_sound_statements(words: list[str]) -> None:
    text = " ".join(words)
    statements, _ = read(text)
    assert len({s.id for s in statements}) == len(statements)
    assert [s.content for s in statements] == sorted(s.content for s in statements)
    for statement in statements:
        spans = [*statement.content, *statement.hedges]
        for hop in statement.chain[1:]:
            spans += [s for s in (hop.cue, hop.source.span) if s is not None]
            if hop.source.span is not None:
                written = text[hop.source.span.start : hop.source.span.end]
                assert " ".join(written.split()) == hop.source.name
        assert all(0 <= s.start < s.end <= len(text) for s in spans)
        assert all(a.end <= b.start for a, b in pairwise(statement.content))


def test_the_same_text_gives_the_same_statements_beside_others() -> None:
    text = "Anna Kolber said 12 men died. She denied a raid."
    alone = find_statements(next(parse([text])), document(text), ())
    _, beside = parse(["“A quotation, he said.", text])
    assert find_statements(beside, document(text), ()) == alone


def test_a_sentence_without_end_is_told_of_and_not_searched() -> None:
    text = "Police said " + "12 men and " * 300 + "no more."
    statements, (problem,) = read(text)
    assert {statement.mode for statement in statements} == {"editorial"}
    assert problem.code == "too-long"


def test_a_long_report_is_read_in_linear_time() -> None:
    paragraph = "Anna Kolber said 12 men died. “We know,” she said. The group denied it.\n\n"
    statements, _ = read(paragraph * 60)
    assert len(statements) == 3 * 60
