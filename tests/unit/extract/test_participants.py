"""Who acts and who is acted upon: passives, control, relative clauses, nouns and prepositions."""

from __future__ import annotations

import pytest

from reportedly.extract.nlp import parse
from reportedly.extract.participants import (
    actors_of,
    entity_ids,
    identified,
    participant,
    targets_of,
)
from reportedly.records import Hop, Participant, Source, SourceKind, Span, Statement

CLAUSES = [
    # active and passive
    ("The army shelled the orchard.", "shelled", ["army"], ["orchard"]),
    ("The orchard was shelled by the army.", "shelled", ["army"], ["orchard"]),
    ("The orchard was shelled on Monday.", "shelled", [], ["orchard"]),
    ("Police arrested a baker and a smith.", "arrested", ["Police"], ["baker", "smith"]),
    ("The lists were burned by hand.", "burned", [], ["lists"]),
    # a participle behind its noun, and a headline
    ("The men sent by the ministry left.", "sent", ["ministry"], ["men"]),
    ("Three guards killed in Selmak", "killed", [], ["guards"]),
    # control: whose deed the inner clause is
    ("The army tried to storm the bridge.", "storm", ["army"], ["bridge"]),
    ("The army is ready to storm the bridge.", "storm", ["army"], ["bridge"]),
    ("The army forced the clerks to sign the paper.", "sign", ["clerks"], ["paper"]),
    ("They accused the militia of shelling the orchard.", "shelling", ["militia"], ["orchard"]),
    ("Jets hit the camp, killing two guards.", "killing", ["Jets"], ["guards"]),
    # relative clauses
    ("The men who stormed the post fled.", "stormed", ["men"], ["post"]),
    ("The men whom the company hired fled.", "hired", ["company"], ["men"]),
    ("The men the company hired fled.", "hired", ["company"], ["men"]),
    # who undergoes it, who gets it
    ("Nine miners died in the blast.", "died", [], ["miners"]),
    ("The militia received rifles from a neighbour.", "received", ["neighbour"], ["militia"]),
    ("The town fell to the rebels.", "fell", ["rebels"], ["town"]),
    ("Nine miners lost their lives.", "lost", [], ["miners"]),
    # tools and prepositions
    ("The rebels fired rockets at the depot.", "fired", ["rebels"], ["depot"]),
    ("Gunmen opened fire on a bus.", "opened", ["Gunmen"], ["bus"]),
    ("The envoy called on the mayor to resign.", "called", ["envoy"], ["mayor"]),
    ("The army took control of the airfield.", "took", ["army"], ["airfield"]),
    ("The army took two scouts prisoner.", "took", ["army"], ["scouts"]),
    # an event that a noun names
    ("Jets carried out a raid on the port.", "carried", ["Jets"], ["port"]),
    ("A raid on the port was carried out by jets.", "carried", ["jets"], ["port"]),
    ("An attack by the Front on the port ended.", "attack", ["Front"], ["port"]),
    ("The withdrawal of the troops began.", "withdrawal", ["troops"], []),
    ("The killing of a shepherd angered them.", "killing", [], ["shepherd"]),
    ("The blast left nine miners dead.", "left", ["blast"], ["miners"]),
    # movements have no target
    ("Families fled the town.", "fled", ["Families"], []),
]


@pytest.mark.parametrize(("sentence", "predicate", "actors", "targets"), CLAUSES)
def test_the_heads_of_actors_and_targets(
    sentence: str, predicate: str, actors: list[str], targets: list[str]
) -> None:
    (parsed,) = parse([sentence])
    token = next(t for t in parsed.doc if t.text == predicate)
    assert [t.text for t in actors_of(token)] == actors
    assert [t.text for t in targets_of(token)] == targets


@pytest.mark.parametrize(
    ("sentence", "head", "name"),
    [
        ("The northern command of the army left.", "command", "northern command of the army"),
        ("SELMAK (LNA) - Army jets left.", "jets", "Army jets"),
        ("The men who had come by bus left.", "men", "men"),
    ],
)
def test_a_name_is_what_the_text_says(sentence: str, head: str, name: str) -> None:
    (parsed,) = parse([sentence])
    named = participant(next(t for t in parsed.doc if t.text == head))
    assert named.name == name == sentence[named.span.start : named.span.end]


def said_by(name: str, kind: SourceKind, entity: str) -> Statement:
    span = Span(start=0, end=1)
    source = Source(name=name, kind=kind, span=span, entity_id=entity)
    return Statement(
        id=name, document_id="d", content=(span,), mode="reported", stance="asserts",
        chain=(Hop(source=source, cue=None, stance="asserts"),), polarity="positive",
    )  # fmt: skip


def entity_of(name: str, *statements: Statement) -> str | None:
    who = Participant(name=name, span=Span(start=0, end=len(name)))
    return identified(who, entity_ids(statements)).entity_id


def test_a_participant_that_speaks_elsewhere_is_the_same_entity() -> None:
    rask = said_by("Tobin Rask", "person", "tobin-rask")
    assert entity_of("Tobin Rask", rask) == "tobin-rask"
    assert entity_of("General Rask", rask) == "tobin-rask"
    assert entity_of("the general", rask) is None


def test_a_group_is_not_its_spokesman() -> None:
    spokesman = said_by("a spokesman for the Front", "person", "dax-orrin")
    assert entity_of("Front", spokesman) is None


def test_a_name_that_two_share_is_nobodys() -> None:
    both = (
        said_by("Ada Rask", "person", "ada-rask"),
        said_by("Tobin Rask", "person", "tobin-rask"),
    )
    assert entity_of("Rask", *both) is None
    assert entity_of("Ada Rask", *both) == "ada-rask"


def test_a_pronoun_is_no_name() -> None:
    assert entity_of("he", said_by("he", "person", "tobin-rask")) is None
