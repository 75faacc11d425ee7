"""Who is one voice behind the claims of a question.

Ten outlets with one wire story are one voice; two outlets that cite one spokesman are one voice;
"X says that Y confirmed it" is X's voice until Y speaks itself. Where nobody can be named, the
voice is not counted: whoever it is may be one that was counted already.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.affiliations import is_own_state, names_in_report
from reportedly.intervals import interval_of, overlaps
from reportedly.link.groups import Groups
from reportedly.link.keys import name_tokens, nationality_of
from reportedly.link.words import WORD, name_words
from reportedly.records import ClaimInContext, Hop, Origin, Source, Statement, record_id

# Sources that pass on what others say. What a person says in a recording is that person's word.
CLOCK = re.compile(r"^\s*\d{1,2}[:.]\d{2}\s+")
RELAYS = frozenset({"media", "recording", "document"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Whose word a statement is: a key that is equal for the same source, and its name.

    ``is_publisher`` tells the publisher's own words; ``second_hand`` names the source further in,
    whose word we have only from this voice.
    """

    key: str
    name: str
    kind: str
    is_publisher: bool
    second_hand: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the reports say of names, by voice key: abbreviations, and who speaks for whom."""

    spelled_out: Mapping[str, str]
    speaks_for: Mapping[str, frozenset[str]]


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
    name = institution_of(source) or full_name(source)
    if not is_named(source):
        return None
    return Voice(
        key=voice_key(name),
        name=name,
        kind=source.kind,
        is_publisher=False,
        second_hand=_further_in(hops[speaking + 1 :], name),
    )


def full_name(source: Source) -> str:
    """Returns the fullest name that the report gives for a source."""
    return source.resolved_name or source.name


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
    telling = [w for w in words if w not in lists.small_words and w not in lists.generic]
    if len(telling) == 0:
        return False
    is_indefinite = words[0] in {"a", "an", "some", "several", "one", "two", "many"}
    has_name = any(w[:1].isupper() for w in WORD.findall(name) if w.lower() in telling)
    return has_name or not is_indefinite


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

    A clock time in front of it, as live pages have, is no part of it.
    """
    lists = name_words()
    name = CLOCK.sub("", name)
    words = [w for w in name_tokens(name) if w not in lists.spokespersons]
    return " ".join(words) or name.lower()


def read_names(items: Iterable[ClaimInContext]) -> Names:
    """Returns what the reports themselves say of names: abbreviations, and who speaks for whom.

    An abbreviation that one report spells out is read so in the others, unless two reports spell
    it out differently. "Health Ministry spokesman Oren Talley" makes Talley the ministry's voice.
    """
    readings: dict[str, set[str]] = defaultdict(set)
    bodies: dict[str, set[str]] = defaultdict(set)
    for item in items:
        for hop in item.statement.chain[1:]:
            name, full = hop.source.name, hop.source.resolved_name
            if full is None or full == name:
                continue
            if is_abbreviation(name):
                readings[voice_key(name)].add(voice_key(full))
            body = _body_in(name, without=full) if hop.source.kind == "person" else None
            if body is not None:
                bodies[voice_key(full)].add(voice_key(body))
    spelled_out = {
        short: next(iter(found))
        for short, found in sorted(readings.items())
        if len(found) == 1 and short not in found
    }
    return Names(
        spelled_out=spelled_out,
        speaks_for={person: frozenset(found) for person, found in sorted(bodies.items())},
    )


def is_abbreviation(name: str) -> bool:
    """Tells whether a name is written as an abbreviation: capitals only, at least two."""
    words = [w for w in WORD.findall(name) if w.lower() not in name_words().small_words]
    return len(words) == 1 and len(words[0]) >= 2 and words[0].isupper()


def origins_of(
    question_id: str,
    items: Sequence[ClaimInContext],
    voices: Mapping[str, Voice | None],
    names: Names,
    copies: Sequence[tuple[str, str, float]],
) -> tuple[Origin, ...]:
    """Returns the independent voices behind the claims of a question, with why each is one."""
    known = [item for item in items if voices[item.claim.id] is not None]
    merged, reasons = _merge(known, voices, names, copies)
    members: dict[str, list[ClaimInContext]] = defaultdict(list)
    for item in known:
        voice = voices[item.claim.id]
        if voice is not None:
            members[merged.find(key_of(voice, names))].append(item)
    return tuple(
        sorted(
            (
                _origin(question_id, group, voices, reasons.get(root, ()))
                for root, group in members.items()
            ),
            key=lambda origin: origin.id,
        )
    )


def claim_voices(items: Sequence[ClaimInContext]) -> dict[str, Voice | None]:
    """Returns whose word each claim is, by claim id.

    A number that a report gives in its own words and also attributes (the headline and the lead)
    is the word of the one whom it is attributed to.
    """
    voices = {item.claim.id: voice_of(item.statement, item.publisher) for item in items}
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
    """Returns the key of a voice, with its abbreviation spelled out where the reports do."""
    return names.spelled_out.get(voice.key, voice.key)


def _same_number(one: ClaimInContext, other: ClaimInContext) -> bool:
    a, b = one.claim.quantity, other.claim.quantity
    if a is None or b is None or one.claim.role != other.claim.role:
        return False
    x, y = interval_of(a), interval_of(b)
    return x is not None and y is not None and overlaps(x, y)


def _merge(
    items: Sequence[ClaimInContext],
    voices: Mapping[str, Voice | None],
    names: Names,
    copies: Sequence[tuple[str, str, float]],
) -> tuple[Groups[str], dict[str, tuple[str, ...]]]:
    """Returns the groups of voice keys that are one voice here, and the reasons by group."""
    kinds: dict[str, set[str]] = defaultdict(set)
    own_words: dict[str, set[str]] = defaultdict(set)
    for item in items:
        voice = voices[item.claim.id]
        if voice is not None:
            kinds[key_of(voice, names)].add(voice.kind)
            if voice.is_publisher:
                own_words[item.document_id].add(key_of(voice, names))
    keys = sorted(kinds)
    groups: Groups[str] = Groups(keys)
    joined: list[tuple[str, str]] = []
    for i, left in enumerate(keys):
        for right in keys[i + 1 :]:
            why = _same_name(left, right, kinds) or _speaks_for(left, right, names)
            if why is not None:
                groups.join(left, right)
                joined.append((left, why))
    for one, other, share in copies:
        for left in sorted(own_words.get(one, ())):
            for right in sorted(own_words.get(other, ())):
                groups.join(left, right)
                joined.append((left, f"copied text: {_percent(share)} of the shorter report"))
    reasons: dict[str, list[str]] = defaultdict(list)
    for key, why in joined:
        reasons[groups.find(key)].append(why)
    return groups, {root: tuple(sorted(set(found))) for root, found in reasons.items()}


def _speaks_for(left: str, right: str, names: Names) -> str | None:
    for person, body in ((left, right), (right, left)):
        for known in sorted(names.speaks_for.get(person, ())):
            one, other = set(known.split()), set(body.split())
            if one <= other or other <= one:
                return f"a report calls {person.title()} a spokesperson of the {known.title()}"
    return None


def _same_name(left: str, right: str, kinds: Mapping[str, set[str]]) -> str | None:
    """Returns why two names in one question are counted as one voice, or ``None``.

    A body named with more words or fewer ("the Health Ministry", "the Orvanian Health Ministry"),
    an abbreviation by its initials, a person named by the surname alone. These are not resolved
    for good: here they only may not count twice.
    """
    a, b = left.split(), right.split()
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    people = "person" in kinds[left] and "person" in kinds[right]
    if people:
        if len(short) == 1 and len(long) > 1 and short[0] == long[-1]:
            return "may be the same person: one is named by the surname alone"
        return None
    if len(short) >= 2 and set(short) < set(long):
        return "same name, with more words or fewer"
    initials = "".join(word[0] for word in long)
    if len(short) == 1 and len(long) > 2 and short[0] == initials:
        return "abbreviation of the same name"
    return None


def _origin(
    question_id: str,
    items: Sequence[ClaimInContext],
    voices: Mapping[str, Voice | None],
    reasons: Sequence[str],
) -> Origin:
    names = Counter(voice.name for item in items if (voice := voices[item.claim.id]) is not None)
    # The fullest name is shown; of equally long ones, the first by the alphabet.
    source = min(names, key=lambda name: (-len(voice_key(name).split()), -len(name), name))
    documents = tuple(sorted({item.document_id for item in items}))
    statements = tuple(sorted({item.statement.id for item in items}))
    why = list(reasons)
    if len(documents) > 1:
        why.append(f"same speaker in {len(documents)} reports")
    second_hand = {v.second_hand for item in items if (v := voices[item.claim.id]) is not None}
    why += [
        f"what {name} is said to have confirmed or stated is heard only from here"
        for name in sorted(name for name in second_hand if name is not None)
    ]
    return Origin(
        id=record_id("origin", question_id, voice_key(source), list(statements)),
        source=source,
        document_ids=documents,
        statement_ids=statements,
        why=tuple(why),
        question_id=question_id,
    )


def _publisher_voice(publisher: str | None) -> Voice | None:
    if publisher is None:
        return None
    return Voice(
        key=voice_key(publisher),
        name=publisher,
        kind="media",
        is_publisher=True,
        second_hand=None,
    )


def _further_in(hops: Sequence[Hop], name: str) -> str | None:
    inner = full_name(hops[-1].source) if hops else None
    return inner if inner is not None and voice_key(inner) != voice_key(name) else None


def _percent(share: float) -> str:
    return f"{share * 100:.0f} percent"
