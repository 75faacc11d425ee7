"""Whose word a statement is, by its chain, its publisher and the marks of syndication.

"X says that Y confirmed it" is X's voice until Y speaks itself. Where nobody can be named, the
voice is unknown: whoever it is may be one that was counted already.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reportedly.affiliations import is_own_state, names_in_report
from reportedly.intervals import interval_of, overlaps
from reportedly.link.keys import name_tokens, nationality_of
from reportedly.link.name_parts import body_words, name_key, tells_which
from reportedly.link.syndication import agency_of
from reportedly.link.words import WORD, name_words
from reportedly.records import ClaimInContext, Hop, Source, Statement

# Sources that pass on what others say. What a person says in a recording is that person's word.
CLOCK = re.compile(r"^\s*\d{1,2}[:.]\d{2}\s+")
INDEFINITE = frozenset({"a", "an", "some", "several", "one", "two", "three", "many"})
# The name that owns what follows: "according to Norland's", of one word or several.
POSSESSIVE_BEFORE = re.compile(r"((?:[A-Z][\w-]*\s+)*[A-Z][\w-]*)[’']s?\s+$")
RELAYS = frozenset({"media", "recording", "document"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Whose word a statement is: a key that is equal for the same source, and its name.

    ``is_publisher`` tells a report's own words, be they the publisher's or, by a ``credit`` line,
    an agency's; ``second_hand`` names the source further in, whose word we have only from here;
    ``body`` is the body that the report calls a named person the spokesperson of; ``has_office``
    tells that it shows the person in an office, so that the name may be known in other reports.
    """

    key: str
    name: str
    kind: str
    is_publisher: bool
    second_hand: str | None
    credit: str | None = None
    body: str | None = None
    has_office: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What is known of names, by voice key.

    ``spelled_out`` are abbreviations, ``speaks_for`` the bodies of spokespersons, ``described``
    all that the reports call a person, in the words of a key; ``entity_of`` the entity that a name
    was resolved to over all reports, which wins over all that is read from names here;
    ``apart`` pairs of names, in order, that a person judged to be two.
    """

    spelled_out: Mapping[str, str]
    speaks_for: Mapping[str, frozenset[str]]
    described: Mapping[str, frozenset[str]] = field(default_factory=dict)
    entity_of: Mapping[str, str] = field(default_factory=dict)
    apart: frozenset[tuple[str, str]] = frozenset()


def voice_of(statement: Statement, publisher: str | None) -> Voice | None:
    """Returns whose word a statement is; ``None`` where the chain does not say.

    From the publisher inwards, the first source that is no mere relay speaks: an outlet, document
    or recording that passes on a named source lends it no word of its own.
    """
    hops = statement.chain[1:]
    if len(hops) == 0 or is_publishers_own(hops[0].source):
        return _publisher_voice(publisher)
    speaking = next(
        (i for i, hop in enumerate(hops) if hop.source.kind not in RELAYS), len(hops) - 1
    )
    source = hops[speaking].source
    name = institution_of(source) or body_of_document(source) or full_name(source)
    if not is_named(source):
        return None
    return Voice(
        key=voice_key(name),
        name=name,
        kind=source.kind,
        is_publisher=False,
        second_hand=_further_in(hops[speaking + 1 :], name),
        body=_body_in(source.name, without=name) if source.kind == "person" else None,
        has_office=source.kind != "person" or _has_office(source),
    )


def _has_office(source: Source) -> bool:
    said = f"{source.name} {source.description or ''}"
    return not body_words().offices.isdisjoint(word.lower() for word in WORD.findall(said))


def full_name(source: Source) -> str:
    """Returns the fullest name that the report gives for a source.

    A name that says only the sort of body keeps whose it is: "Norland's Defence Ministry".
    """
    name = source.resolved_name
    if name is None or name == source.name:
        return source.name
    owner = POSSESSIVE_BEFORE.search(source.name.partition(name)[0])
    if owner is None or tells_which(name_key(name)):
        return name
    return f"{owner.group(1)}’s {name}"


def is_named(source: Source) -> bool:
    """Tells whether a source can be told from others of its kind.

    "A report", "two officials" and "activists" cannot; a name, or an office of a named body, can.
    """
    if institution_of(source) is not None:
        return True
    lists = name_words()
    name = full_name(source)
    if source.kind == "unnamed" or (source.kind == "person" and _is_description(name)):
        return False
    words = [word.lower() for word in WORD.findall(name)]
    is_indefinite = words[:1] and words[0] in INDEFINITE
    telling = [
        w
        for w in words[1 if is_indefinite else 0 :]
        if w not in lists.small_words and w not in lists.generic
    ]
    if len(telling) == 0:
        return False
    has_name = any(w[:1].isupper() for w in WORD.findall(name) if w.lower() in telling)
    return has_name or not is_indefinite


def body_of_document(source: Source) -> str | None:
    """Returns whose document or recording it is, by its name: "a UN report" is the UN's word.

    ``None`` where the name says no more than what kind of document it is.
    """
    if source.kind not in {"document", "recording"}:
        return None
    lists = name_words()
    words = WORD.findall(full_name(source))
    named = [word for word in words if word.lower() not in lists.documents | lists.small_words]
    is_name = len(named) < len(words) and all(word[:1].isupper() for word in named)
    return " ".join(named) if named and is_name else None


def is_publishers_own(source: Source) -> bool:
    """Tells whether a source is the publisher's own people: "our reporter", "our volunteers"."""
    return source.kind == "unnamed" and source.name.lower().split()[:1] in (["our"], ["we"], ["my"])


def institution_of(source: Source) -> str | None:
    """Returns the body that an unnamed spokesperson speaks for, or ``None``.

    "A spokesman for the Orvanian Health Ministry" is the ministry's voice.
    """
    if source.resolved_name is not None and not _names_spokesperson(source.resolved_name):
        return None
    return _body_in(source.resolved_name or source.name, without="")


def _names_spokesperson(name: str) -> bool:
    return bool({word.lower() for word in WORD.findall(name)} & name_words().spokespersons)


def _body_in(words: str, *, without: str) -> str | None:
    """Returns the capitalised words of a spokesperson's description, without the person's name."""
    if not _names_spokesperson(words):
        return None
    person = {word.lower() for word in WORD.findall(without)}
    lists = name_words()
    body = [
        word
        for word in WORD.findall(words)
        if word[:1].isupper()
        and word.lower() not in person
        and word.lower() not in lists.spokespersons | lists.small_words
    ]
    return " ".join(body) if len(body) >= 2 or (body and body[0].isupper()) else None


def _is_description(name: str) -> bool:
    """Tells whether a person is only described ("the French leader"), not named."""
    words = WORD.findall(name)
    lists = name_words()
    named = [
        w
        for w in words
        if w[:1].isupper() and nationality_of(w) is None and w.lower() not in lists.small_words
    ]
    return len(named) == 0


def voice_key(name: str) -> str:
    """Returns the key of a name: its words in lower case without titles and small words.

    A clock time in front of it, as live pages have, is no part of it. A news agency has one key,
    in full or by its short form.
    """
    lists = name_words()
    name = CLOCK.sub("", name)
    name = agency_of(name) or name
    words = [w for w in name_tokens(name) if w not in lists.spokespersons]
    return " ".join(words) or name.lower()


def read_names(items: Iterable[ClaimInContext]) -> Names:
    """Returns what the reports themselves say of names: abbreviations, and who speaks for whom.

    An abbreviation that one report spells out is read so in the others, unless two reports spell
    it out differently. "Health Ministry spokesman Oren Talley" makes Talley the ministry's voice.
    """
    said: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for item in items:
        for hop in item.statement.chain[1:]:
            for key, what, detail in said_of(hop.source):
                said[what][key].add(detail)
    readings, bodies, called = said["short"], said["speaks"], said["called"]
    spelled_out = {
        short: next(iter(found))
        for short, found in sorted(readings.items())
        if len(found) == 1 and short not in found
    }
    return Names(
        spelled_out=spelled_out,
        speaks_for={person: frozenset(found) for person, found in sorted(bodies.items())},
        described={person: frozenset(found) for person, found in sorted(called.items())},
    )


def said_of(source: Source) -> Iterator[tuple[str, str, str]]:
    """Yields what a report says of a source by giving it two names.

    A voice key; what is said of it (``short``: it is short for; ``called``: a person is called so;
    ``speaks``: a person speaks for a body); and the other's words or voice key.
    """
    name, full = source.name, source.resolved_name
    if full is None or full == name:
        return
    if is_abbreviation(name):
        yield voice_key(name), "short", voice_key(full)
    if source.kind == "person":
        yield voice_key(full), "called", " ".join(name_tokens(name))
        body = _body_in(name, without=full)
        if body is not None:
            yield voice_key(full), "speaks", voice_key(body)


def is_abbreviation(name: str) -> bool:
    """Tells whether a name is written as an abbreviation: capitals only, at least two."""
    words = [w for w in WORD.findall(name) if w.lower() not in name_words().small_words]
    return len(words) == 1 and len(words[0]) >= 2 and words[0].isupper()


def claim_voices(items: Sequence[ClaimInContext]) -> dict[str, Voice | None]:
    """Returns whose word each claim is, by claim id.

    A number that a report gives in its own words and also attributes (the headline and the lead)
    is the word of the one whom it is attributed to. A report's own words are, by its marks, an
    agency's, or nobody's who could be told.
    """
    voices = {
        item.claim.id: _credited(voice_of(item.statement, item.publisher), item) for item in items
    }
    voices.update(_speaking_for_their_state(items, voices))
    attributed: dict[str, list[ClaimInContext]] = defaultdict(list)
    for item in items:
        if len(item.statement.chain) > 1:
            attributed[item.document_id].append(item)
    for item in items:
        voice = voices[item.claim.id]
        if voice is None or not voice.is_publisher or len(item.statement.chain) > 1:
            continue
        same = [other for other in attributed[item.document_id] if _same_number(item, other)]
        if same:
            first = min(same, key=lambda i: (voices[i.claim.id] is None, i.claim.id))
            voices[item.claim.id] = voices[first.claim.id]
    return voices


def _speaking_for_their_state(
    items: Sequence[ClaimInContext], voices: Mapping[str, Voice | None]
) -> Iterator[tuple[str, Voice]]:
    """Yields, by claim id, the voices that only pass on the state they speak for: one voice."""
    relayed = {
        item.claim.id: item
        for item in items
        if (voice := voices[item.claim.id]) is not None and voice.second_hand is not None
    }
    reports = {item.document_id for item in relayed.values()}
    statements: dict[str, dict[str, Statement]] = defaultdict(dict)
    for item in items:
        if item.document_id in reports:
            statements[item.document_id][item.statement.id] = item.statement
    names = {report: names_in_report(made.values()) for report, made in statements.items()}
    for claim_id, item in relayed.items():
        voice, (speaker, other) = voices[claim_id], item.statement.chain[-2:]
        if voice is None or full_name(speaker.source) != voice.name:
            continue
        if is_own_state(speaker.source, other.source, names[item.document_id]):
            yield claim_id, replace(voice, second_hand=None)


def key_of(voice: Voice, names: Names) -> str:
    """Returns the key of a voice: its entity where it is resolved, else its name in full."""
    key = names.spelled_out.get(voice.key, voice.key)
    return names.entity_of.get(key, key)


def _same_number(one: ClaimInContext, other: ClaimInContext) -> bool:
    a, b = one.claim.quantity, other.claim.quantity
    if a is None or b is None or one.claim.role != other.claim.role:
        return False
    x, y = interval_of(a), interval_of(b)
    return x is not None and y is not None and overlaps(x, y)


def _publisher_voice(publisher: str | None) -> Voice | None:
    if publisher is None:
        return None
    return Voice(
        key=voice_key(publisher),
        name=publisher,
        kind="media",
        is_publisher=True,
        second_hand=None,
        has_office=True,
    )


def _further_in(hops: Sequence[Hop], name: str) -> str | None:
    inner = full_name(hops[-1].source) if hops else None
    return inner if inner is not None and voice_key(inner) != voice_key(name) else None


def _credited(voice: Voice | None, item: ClaimInContext) -> Voice | None:
    """Returns the voice of a report's own words as its marks have it.

    One agency named is the voice; several, or "agencies", leave open whose words they are.
    """
    if voice is None or not voice.is_publisher or item.fingerprint is None:
        return voice
    marks = [m for m in item.fingerprint.marks if m.kind in {"agency", "agencies"}]
    agencies = {mark.name for mark in marks}
    if len(marks) == 0:
        return voice
    agency = agencies.pop()
    if len(agencies) > 0 or agency is None:
        return None
    credit = f"the report's own words are credited to {agency} (“{marks[0].raw}”)"
    return replace(voice, key=voice_key(agency), name=agency, credit=credit)


def bylines_of(item: ClaimInContext) -> tuple[str, ...]:
    """Returns the authors of a claim's report who are named in full, in lower case."""
    return _marked(item, "byline")


def linked_hosts_of(item: ClaimInContext) -> tuple[str, ...]:
    """Returns the hosts of other publishers that the report's page names as its true address."""
    return _marked(item, "canonical-link")


def _marked(item: ClaimInContext, kind: str) -> tuple[str, ...]:
    marks = () if item.fingerprint is None else item.fingerprint.marks
    return tuple(sorted({m.name.lower() for m in marks if m.kind == kind and m.name is not None}))
