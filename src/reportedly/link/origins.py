"""Who is one voice behind the claims of a question.

Ten outlets with one wire story are one voice; two outlets that cite one spokesman are one voice;
"X says that Y confirmed it" is X's voice until Y speaks itself. Where nobody can be named, the
voice is not counted: whoever it is may be one that was counted already.

Two laws hold, whatever the order of the reports: adding a copy of a report never raises the number
of origins of a question, and adding a report of another voice never lowers it. So nothing here
divides voices that fewer reports would have joined, and a name that may be either of two joins
neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reportedly.link.copied_claims import shared_words
from reportedly.link.groups import Groups
from reportedly.link.voices import Names, Voice, bylines_of, key_of, linked_hosts_of, voice_key
from reportedly.records import ClaimInContext, Copy, Origin, record_id

HEARD_FROM = "heard of: "  # in front of the key of a source that is known at second hand only


@dataclass(slots=True, kw_only=True)
class Merged:
    """The voices of a question, joined where they are one, with the reasons.

    ``ambiguous`` are names that may be either of two voices; ``uncounted`` are claims in a
    publisher's own words that stand, word for word, where nobody knows whose words they are.
    """

    groups: Groups[str]
    joined: list[tuple[str, str]] = field(default_factory=list)
    ambiguous: set[str] = field(default_factory=set)
    uncounted: set[str] = field(default_factory=set)

    def join(self, left: str, right: str, why: str) -> None:
        """Makes two voices one, for a reason."""
        self.groups.join(left, right)
        self.joined.append((left, why))

    def reasons(self) -> dict[str, tuple[str, ...]]:
        """Returns the reasons by the representative of each group, sorted."""
        found: dict[str, set[str]] = defaultdict(set)
        for key, why in self.joined:
            found[self.groups.find(key)].add(why)
        return {root: tuple(sorted(reasons)) for root, reasons in found.items()}


def origins_of(
    question_id: str,
    items: Sequence[ClaimInContext],
    voices: Mapping[str, Voice | None],
    names: Names,
    copies: Sequence[Copy],
) -> tuple[Origin, ...]:
    """Returns the independent voices behind the claims of a question, with why each is one.

    A function of these claims alone: for a ledger that grows, only questions that gained or lost
    a claim, or a copy between two of their reports, are asked anew. ``copies`` are those between
    reports of the claims; claims that share sixteen words around them need none to be one voice.
    """
    merged = _merge(items, voices, names, copies)
    spoken = _first_hand(items, voices, names, merged)
    members: dict[str, list[ClaimInContext]] = defaultdict(list)
    for item in items:
        voice = voices[item.claim.id]
        if voice is None or item.claim.id in merged.uncounted:
            continue
        key = _origin_key(voice, names, merged, spoken)
        if key is not None:
            members[key].append(item)
    reasons = merged.reasons()
    made = (
        _origin(question_id, group, voices, names, reasons.get(root, ()))
        for root, group in members.items()
    )
    return tuple(sorted(made, key=lambda origin: origin.id))


def _first_hand(
    items: Iterable[ClaimInContext],
    voices: Mapping[str, Voice | None],
    names: Names,
    merged: Merged,
) -> set[str]:
    """Returns the groups of voices that speak here themselves."""
    return {
        merged.groups.find(key_of(voice, names))
        for item in items
        if (voice := voices[item.claim.id]) is not None
        and voice.second_hand is None
        and item.claim.id not in merged.uncounted
    }


def _origin_key(voice: Voice, names: Names, merged: Merged, spoken: set[str]) -> str | None:
    """Returns under what a claim's voice is counted, or ``None`` where it may be either of two.

    What X says that Y confirmed is Y's word once Y speaks itself, X's where X speaks at first hand
    too; else all who have it from Y are one voice, for none of them says that it knows more.
    """
    key = key_of(voice, names)
    if voice.second_hand is not None:
        other = names.spelled_out.get(voice_key(voice.second_hand), voice_key(voice.second_hand))
        root = _root(other, merged)
        if root in spoken:
            return root
        if merged.groups.find(key) not in spoken:
            return f"{HEARD_FROM}{root}"
    return None if key in merged.ambiguous else merged.groups.find(key)


def _root(key: str, merged: Merged) -> str:
    """Returns the group of a key, or the key where nobody of that name speaks here."""
    return merged.groups.find(key) if merged.groups.holds(key) else key


def _merge(
    items: Sequence[ClaimInContext],
    voices: Mapping[str, Voice | None],
    names: Names,
    copies: Sequence[Copy],
) -> Merged:
    """Returns the voices of a question, joined where they are one."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for item in items:
        voice = voices[item.claim.id]
        if voice is not None:
            kinds[key_of(voice, names)].add(voice.kind)
    merged = Merged(groups=Groups(sorted(kinds)))
    _join_names(sorted(kinds), kinds, names, merged)
    _join_credits(items, voices, names, merged)
    for shared in shared_words(items, voices, names, copies):
        merged.uncounted |= shared.uncounted
        for keys in shared.voices:
            first, *others = sorted(keys)
            for other in others:
                merged.join(first, other, shared.why)
    return merged


def _join_names(
    keys: Sequence[str], kinds: Mapping[str, set[str]], names: Names, merged: Merged
) -> None:
    """Joins names of one voice; a short name that fits two voices is ambiguous and joins none."""
    fits: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for i, left in enumerate(keys):
        for right in keys[i + 1 :]:
            why = None if (left, right) in names.apart else _same_name(left, right, kinds)
            if why is not None:
                short, long = sorted((left, right), key=lambda key: (len(key.split()), key))
                fits[short].append((long, why))
            affiliation = _speaks_for(left, right, names)
            if affiliation is not None:
                merged.join(left, right, affiliation)
    for short, found in sorted(fits.items()):
        others = [long for long, _ in found]
        is_one = all(
            merged.groups.find(a) == merged.groups.find(b) or _same_name(a, b, kinds) is not None
            for i, a in enumerate(others)
            for b in others[i + 1 :]
        )
        if not is_one:
            merged.ambiguous.add(short)
            continue
        for long, why in found:
            merged.join(short, long, why)


def _join_credits(
    items: Sequence[ClaimInContext],
    voices: Mapping[str, Voice | None],
    names: Names,
    merged: Merged,
) -> None:
    """Joins publishers whose reports have one byline, or of which one links to the other's page."""
    own: dict[str, ClaimInContext] = {}
    keys: dict[str, str] = {}
    for item in items:
        voice = voices[item.claim.id]
        if voice is not None and voice.is_publisher:
            own[item.document_id] = item
            keys[item.document_id] = key_of(voice, names)
    by_author: dict[str, list[str]] = defaultdict(list)
    for document_id, item in sorted(own.items()):
        for author in bylines_of(item):
            by_author[author].append(keys[document_id])
        for host in linked_hosts_of(item):
            for other in sorted(set(keys.values())):
                if other != keys[document_id] and _is_named_in(other, host):
                    merged.join(keys[document_id], other, f"its canonical link is a page of {host}")
    for author, held in sorted(by_author.items()):
        for other in held[1:]:
            if other != held[0]:
                merged.join(held[0], other, f"one byline in two outlets: {author.title()}")


def _is_named_in(key: str, host: str) -> bool:
    squeezed = key.replace(" ", "").replace("-", "")
    return len(squeezed) > 3 and squeezed in host.replace("-", "")


def _speaks_for(left: str, right: str, names: Names) -> str | None:
    for person, body in ((left, right), (right, left)):
        for known in sorted(names.speaks_for.get(person, ())):
            one, other = set(known.split()), set(body.split())
            if one <= other or other <= one:
                return f"a report calls {person.title()} a spokesperson of the {known.title()}"
        for called in sorted(names.described.get(person, ())):
            if len(body.split()) > 1 and f" {body} " in f" {called} ":
                return f"a report calls {person.title()} “{called}”"
    return None


def _same_name(left: str, right: str, kinds: Mapping[str, set[str]]) -> str | None:
    """Returns why two names in one question are counted as one voice, or ``None``.

    A body named with more words or fewer ("the Health Ministry", "the Orvanian Health Ministry"),
    an abbreviation by its initials, a person named by the surname alone. These are not resolved
    for good: here they only may not count twice.
    """
    a, b = left.split(), right.split()
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    one, other = (left, right) if len(a) <= len(b) else (right, left)
    if "person" in kinds[other] and "media" not in kinds[one]:
        # A bare surname may have been read as the name of a body.
        if len(short) == 1 and len(long) > 1 and short[0] == long[-1]:
            return "may be the same person: one is named by the surname alone"
        if "person" in kinds[one]:
            return None
    if len(short) >= 2 and set(short) <= set(long):
        return "same name, with more words or fewer, or in another order"
    initials = "".join(word[0] for word in long)
    if len(short) == 1 and len(long) > 2 and short[0] == initials:
        return "abbreviation of the same name"
    return None


def _origin(
    question_id: str,
    items: Sequence[ClaimInContext],
    voices: Mapping[str, Voice | None],
    names: Names,
    reasons: Sequence[str],
) -> Origin:
    heard = [voice for item in items if (voice := voices[item.claim.id]) is not None]
    # The fullest name of who speaks at first hand is shown; of equally long ones, the first by the
    # alphabet.
    speaking = [voice for voice in heard if voice.second_hand is None] or heard
    source = min(
        {voice.name for voice in speaking},
        key=lambda name: (-len(voice_key(name).split()), -len(name), name),
    )
    documents = tuple(sorted({item.document_id for item in items}))
    statements = tuple(sorted({item.statement.id for item in items}))
    return Origin(
        id=record_id("origin", question_id, voice_key(source), list(statements)),
        source=source,
        document_ids=documents,
        statement_ids=statements,
        why=(*reasons, *_reasons_heard(heard, documents)),
        question_id=question_id,
        names=_names_of(source, speaking, names),
    )


def _names_of(source: str, heard: Iterable[Voice], names: Names) -> tuple[str, ...]:
    """Returns the names of one source among those heard, and the bodies it speaks for, sorted.

    What was joined for its words alone has names of its own: nothing is said of who it is.
    """
    kinds: dict[str, set[str]] = defaultdict(set)
    keys: dict[str, str] = {}
    bodies: dict[str, set[str]] = defaultdict(set)
    for voice in heard:
        keys[voice.name] = key_of(voice, names)
        kinds[keys[voice.name]].add(voice.kind)
        bodies[voice.name].update([] if voice.body is None else [voice.body])
    found, left = {source}, sorted(keys.keys() - {source})
    while near := [n for n in left if any(_are_one(keys[n], keys[f], kinds, names) for f in found)]:
        found.update(near)
        left = [name for name in left if name not in found]
    return tuple(sorted(found.union(*(bodies[name] for name in found))))


def _are_one(left: str, right: str, kinds: Mapping[str, set[str]], names: Names) -> bool:
    """Tells whether two keys are one source by their names, or one speaks for the other."""
    if left == right:
        return True
    first, second = sorted((left, right))
    is_same = (first, second) not in names.apart and _same_name(first, second, kinds) is not None
    return is_same or _speaks_for(first, second, names) is not None


def _reasons_heard(heard: Sequence[Voice], documents: Sequence[str]) -> Iterator[str]:
    """Yields what the voices themselves tell: the same speaker, credits, what is second-hand."""
    if len(documents) > 1 and any(voice.has_office for voice in heard):
        yield f"same speaker in {len(documents)} reports"
    elif len(documents) > 1:
        # Nobody in private life is resolved over reports; one witness told by two is no second.
        yield f"one name in {len(documents)} reports: counted once, though it may be two persons"
    yield from sorted({voice.credit for voice in heard if voice.credit is not None})
    spoken = {voice.key for voice in heard if voice.second_hand is None}
    for name in sorted({v.second_hand for v in heard if v.second_hand is not None}):
        if voice_key(name) in spoken:
            yield f"what others say that {name} confirmed or stated is {name}'s own word"
        else:
            yield f"what {name} is said to have confirmed or stated is heard only from here"
