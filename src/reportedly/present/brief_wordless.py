"""The brief's words on confirmations and denials without a number, and whom to ask about them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from reportedly.present import phrases, prose
from reportedly.present.brief_claimed import Story
from reportedly.present.brief_words import claims_of, quoted
from reportedly.present.brief_writer import Sentence, Writer, word_list
from reportedly.present.views import is_second_hand
from reportedly.records import Question, Statement

# Two words are of one stem if they begin alike but for an ending of so many letters.
ENDING = 3
STEM = 4


def wordless_of(document_ids: Iterable[str], writer: Writer) -> tuple[Statement, ...]:
    """Returns the reports' confirmations and denials without a number that were not told yet."""
    material = writer.material
    found = [
        statement
        for id_ in document_ids
        for statement in material.statements_of.get(id_, ())
        if statement.stance in {"confirms", "denies"}
        and statement.content
        and statement.id not in writer.told
        and not has_number(statement, writer)
    ]
    return in_order(found, writer)


def bearing_on(
    question: Question, stories: Sequence[Story], writer: Writer
) -> tuple[Statement, ...]:
    """Returns those confirmations and denials that say that they bear on a question.

    They name a voice of it ("Holm's account") or what it asks for ("the transfer"), stand in a
    report that answers it, and are no answer themselves.
    """
    names = {
        name
        for story in stories
        for name in re.findall(r"\w{4,}", story.origin.source)
        if name[0].isupper()
    }
    asked = " ".join((question.role or "", question.event or "", question.population or ""))
    words = set(re.findall(r"[a-z]{4,}", asked.casefold())) - word_list("generic")
    claims = claims_of(question.claim_ids, writer)
    answering = {claim.statement_id for claim in claims}
    documents = dict.fromkeys(claim.document_id for claim in claims)
    return tuple(
        statement
        for statement in wordless_of(documents, writer)
        if statement.id not in answering and _names_any(quoted(statement, writer), names, words)
    )


def wordless_sentences(statements: Iterable[Statement], writer: Writer) -> Iterator[Sentence]:
    """Yields a sentence for each; what is heard through somebody else is that somebody's word."""
    for statement in statements:
        writer.told.add(statement.id)
        told = {"voice": _name_at(statement, -1, writer), "words": quoted(statement, writer)}
        told["note"] = writer.cite_statement(statement)
        if is_second_hand(statement):
            name = f"wordless.second_hand_{statement.stance}"
            relay = _name_at(statement, -2, writer)
            yield writer.sentence(name, relay=relay, **told)
        else:
            yield writer.sentence(f"wordless.{statement.stance}", **told)


def second_hand_asks(statements: Iterable[Statement], writer: Writer) -> Iterator[Sentence]:
    """Yields whom to ask directly, since only others have told what they confirm."""
    notes: dict[str, str] = {}
    relays: dict[str, dict[str, None]] = {}
    for statement in statements:
        if statement.stance == "confirms" and is_second_hand(statement):
            voice, relay = _name_at(statement, -1, writer), _name_at(statement, -2, writer)
            notes[voice] = notes.get(voice, "") + writer.cite_statement(statement)
            relays.setdefault(voice, {})[relay] = None
    for told_by in dict.fromkeys(tuple(names) for names in relays.values()):
        voices = [f"{voice}{notes[voice]}" for voice in notes if tuple(relays[voice]) == told_by]
        yield writer.sentence(
            "ask.second_hand", voices=prose.listed(voices), relay=prose.listed(told_by)
        )


def in_order(statements: Iterable[Statement], writer: Writer) -> tuple[Statement, ...]:
    """Returns statements by the date of their report, then as they stand in its text."""
    documents = writer.material.documents
    return tuple(
        sorted(
            statements,
            key=lambda s: (
                documents[s.document_id].published or "9999",
                s.document_id,
                s.content[0],
                s.id,
            ),
        )
    )


def has_number(statement: Statement, writer: Writer) -> bool:
    """Tells whether a claim with a number was read from a statement."""
    own = writer.material.claims_of.get(statement.id, ())
    return any(claim.quantity is not None for claim in own)


def _name_at(statement: Statement, position: int, writer: Writer) -> str:
    return writer.name(phrases.source_name(statement.chain[position].source))


def _names_any(text: str, names: set[str], words: set[str]) -> bool:
    tokens = re.findall(r"\w{4,}", text)
    said = {token.casefold() for token in tokens}
    return not names.isdisjoint(tokens) or any(_are_alike(a, b) for a in said for b in words)


def _are_alike(one: str, other: str) -> bool:
    shortest = min(len(one), len(other))
    begins = max(STEM, shortest - ENDING)
    return one[:begins] == other[:begins] and abs(len(one) - len(other)) <= ENDING
