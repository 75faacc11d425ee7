"""What a clause tells: single verbs, phrases, verbs that leave it to a noun, and nouns."""

from __future__ import annotations

import pytest

from reportedly.extract.claims import ExtractClaims
from reportedly.extract.events import clause_event, event_frames
from reportedly.extract.nlp import parse
from reportedly.records import Claim, Document

CLAUSES = [
    # a verb alone
    ("The army bombed the depot.", "bombed", "assault"),
    ("Troops arrested nine men.", "arrested", "coerce"),
    ("The brigade withdrew to the hills.", "withdrew", "retreat"),
    ("The town bakes its own bread.", "bakes", None),
    # a verb with one word more
    ("Gunmen opened fire on a bus.", "opened", "assault"),
    ("The shop opened at nine.", "opened", None),
    ("Rebels shot down a drone.", "shot", "assault"),
    ("The Front took over the airfield.", "took", "coerce"),
    ("The miners went on strike.", "went", "protest"),
    ("The army pulled out of the valley.", "pulled", "retreat"),
    ("The envoy called for a truce.", "called", "request"),
    ("The house meets the criteria.", "meets", None),
    ("The war claimed the lives of nine nurses.", "claimed", "assault"),
    # a verb that leaves the event to its object or its subject
    ("Jets carried out a raid on the port.", "carried", "assault"),
    ("A raid was carried out by jets.", "carried", "assault"),
    ("The mayor carried out a plan.", "carried", None),
    ("The massacre committed by the militia shocked the town.", "committed", "assault"),
    ("An evacuation took place on Monday.", "took", "displace"),
    ("The wedding took place on Monday.", "took", None),
    ("Both armies signed a ceasefire.", "signed", "ceasefire"),
    ("Both armies signed a treaty.", "signed", "agree"),
    ("The clinic came under attack.", "came", "assault"),
    ("The rebels launched a counter-offensive.", "launched", "assault"),
    # a tool that lands, and one that is only moved
    ("A shell landed in the yard.", "landed", "assault"),
    ("A plane landed at noon.", "landed", None),
    # the state that somebody is left in
    ("The blast left nine people dead.", "left", "assault"),
    # forced away, or forced to do something
    ("They were forced to leave their homes.", "forced", "displace"),
    ("They were forced to sign a letter.", "forced", "coerce"),
    # what is received
    ("The militia received rifles from a neighbour.", "received", "aid"),
    ("The office received a letter.", "received", None),
    # nouns
    ("The shelling lasted all night.", "shelling", "assault"),
    ("The withdrawal of troops surprised the mayor.", "withdrawal", "retreat"),
    ("The mayor was surprised.", "mayor", None),
]


@pytest.mark.parametrize(("sentence", "predicate", "event"), CLAUSES)
def test_the_event_of_a_clause(sentence: str, predicate: str, event: str | None) -> None:
    (parsed,) = parse([sentence])
    token = next(t for t in parsed.doc if t.text == predicate)
    assert clause_event(token) == event


def events_of(text: str) -> list[str | None]:
    document = Document(
        id="d", path=None, url=None, title=None, publisher=None, authors=(), published=None,
        modified=None, retrieved=None, language="en", text=text, text_sha256="",
        snapshot_sha256="",
    )  # fmt: skip
    return [c.event for c in ExtractClaims()([document]) if isinstance(c, Claim)]


def test_a_noun_tells_an_event_where_its_clause_tells_none() -> None:
    assert "retreat" in events_of("The withdrawal of troops from Selmak surprised the mayor.")


def test_a_noun_that_only_says_that_something_was_tells_none() -> None:
    assert "assault" not in events_of("The mayor spoke of better days before the attack.")


def test_a_clause_and_its_subject_tell_one_event() -> None:
    assert events_of("An airstrike on the depot killed the guards.") == ["assault"]


def test_forcing_somebody_to_leave_is_one_event() -> None:
    assert events_of("The militia forced the farmers to flee.") == ["displace"]


def test_a_pooled_count_is_one_claim() -> None:
    assert events_of("Some 45 people were killed or wounded.") == ["assault"]


def test_the_word_lists_do_not_contradict_each_other() -> None:
    frames = event_frames()
    assert len(frames.nouns) > 100
    assert not frames.object_support & frames.suffered_support
    assert not set(frames.nouns) & frames.ways
