"""How the claims of one question stand to each other, with the reasons in words.

A difference of date, scope, population or bound is ruled out before "contradicts" is said: "at
least 300" leaves room for "4,000"; "28" on Thursday and "40" on Saturday is an update.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportedly.intervals import Interval, interval_of, overlaps
from reportedly.link.keys import as_of_day, day_text
from reportedly.link.scores import feature
from reportedly.link.titles import date_words
from reportedly.link.voices import full_name, voice_key
from reportedly.records import (
    ClaimInContext,
    Copy,
    Feature,
    Link,
    LinkKind,
    Origin,
    Problem,
    Role,
    record_id,
)

# Two bounds corroborate each other only if they are of one size: "at least 300" is allowed by
# "4,000", and yet nobody would say that the one confirms the other.
SAME_SIZE = 1.5
# Counts of different voices that differ by no more than this agree, though not exactly.
NEAR_SHARE = 0.1
# Counts that can only grow as time passes and more becomes known.
GROWING: frozenset[Role] = frozenset(
    {
        "killed",
        "injured",
        "killed-or-injured",
        "injured-or-missing",
        "displaced",
        "destroyed",
        "transferred",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One voice's one answer: the earliest claim that gives it, and all that do."""

    first: ClaimInContext
    claims: tuple[ClaimInContext, ...]
    origin: Origin | None
    interval: Interval | None
    as_of: int | None


def relate(
    claims: Sequence[ClaimInContext],
    origins: Sequence[Origin],
    copies: Sequence[Copy],
    *,
    max_related: int,
) -> Iterator[Link | Problem]:
    """Yields the links between the claims of one question.

    A claim that only repeats is linked once, to the first that said it; answers of different
    voices are compared each with each.
    """
    stands = make_stands(claims, origins)
    copied = {frozenset({copy.left, copy.right}): copy.share for copy in copies}
    for stand in stands:
        for item in stand.claims[1:]:
            yield _repeats(item, stand, copied)
    if len(stands) > max_related:
        yield Problem(
            stage="link",
            subject=claims[0].claim.id,
            code="group-too-large",
            message=(
                f"a question has {len(stands)} different answers by voice; the limit for comparing "
                f"each with each is {max_related}. Neighbours in time were compared."
            ),
        )
    for i, left in enumerate(stands):
        rest = stands[i + 1 :] if len(stands) <= max_related else stands[i + 1 : i + 2]
        for right in rest:
            link = compare_stands(left, right)
            if link is not None:
                yield link


def make_stands(claims: Sequence[ClaimInContext], origins: Sequence[Origin]) -> tuple[Stand, ...]:
    """Returns the different answers by voice, earliest first.

    Claims whose voice is unknown are each a stand of their own.
    """
    voice_of_statement = {
        statement: origin for origin in origins for statement in origin.statement_ids
    }
    groups: dict[object, list[ClaimInContext]] = defaultdict(list)
    for item in claims:
        quantity = item.claim.quantity
        if quantity is None:
            continue
        origin = voice_of_statement.get(item.statement.id)
        who = item.claim.id if origin is None else origin.id
        groups[who, quantity.low, quantity.high, quantity.relation].append(item)
    stands = []
    for group in groups.values():
        ordered = tuple(sorted(group, key=_by_time))
        quantity = ordered[0].claim.quantity
        stands.append(
            Stand(
                first=ordered[0],
                claims=ordered,
                origin=voice_of_statement.get(ordered[0].statement.id),
                interval=None if quantity is None else interval_of(quantity),
                as_of=as_of_day(ordered[0]),
            )
        )
    return tuple(sorted(stands, key=lambda stand: _by_time(stand.first)))


def compare_stands(left: Stand, right: Stand) -> Link | None:
    """Returns how a later answer stands to an earlier one, or ``None`` where neither tells.

    ``left`` is the earlier of the two.
    """
    if left.interval is None or right.interval is None:
        return None
    same_voice = left.origin is not None and left.origin == right.origin
    if same_voice:
        return _of_one_voice(left, right)
    numbers, date = _number_feature(left, right), _date_feature(left, right)
    if overlaps(left.interval, right.interval):
        if left.origin is None or right.origin is None or not _same_size(left, right):
            return None
        voices = feature("voice", 1.0, f"{_name(left)} and {_name(right)} are two voices")
        features = (numbers, voices, *date)
        return _link(right.first, left.first, "corroborates", _closeness(left, right), features)
    if _is_later(left, right) and _grows(left, right):
        who = feature("voice", 0.5, f"{_name(right)} speaks later than {_name(left)}")
        return _link(right.first, left.first, "supersedes", 0.5, (numbers, *date, who))
    if _closeness(left, right) >= 1 - NEAR_SHARE:
        if left.origin is None or right.origin is None:
            return None
        near = feature("near", 0.5, "they agree to within a tenth, not exactly")
        return _link(right.first, left.first, "corroborates", 0.5, (numbers, *date, near))
    if _date_may_explain(left, right):
        return None
    ruled_out = feature(
        "ruled-out", 1.0, "no difference of date, population, place or bound explains it"
    )
    return _link(left.first, right.first, "contradicts", 0.8, (numbers, *date, ruled_out))


def _of_one_voice(left: Stand, right: Stand) -> Link | None:
    """One voice's two answers: a revision if they are of two days, else the same or a clash."""
    numbers, date = _number_feature(left, right), _date_feature(left, right)
    who = feature("voice", 1.0, f"both are {_name(left)}")
    features = (numbers, *date, who)
    if _is_later(left, right):
        return _link(right.first, left.first, "supersedes", 0.9, features)
    if numbers.value > 0:
        return _link(right.first, left.first, "repeats", 0.6, features)
    if _is_day_open(left, right):
        return None  # it may be a revision
    return _link(left.first, right.first, "contradicts", 0.8, features)


def _is_later(left: Stand, right: Stand) -> bool:
    return left.as_of is not None and right.as_of is not None and right.as_of > left.as_of


def _date_may_explain(left: Stand, right: Stand) -> bool:
    """Tells whether time may have changed a number: it is of another day, or of an unknown one.

    What can only grow is not lower on a later day.
    """
    if _is_day_open(left, right):
        return True
    return left.as_of != right.as_of and _role(left) not in GROWING


def _is_day_open(left: Stand, right: Stand) -> bool:
    """Tells whether it is not known if two answers are of one day; those of one report are."""
    if left.as_of is None and right.as_of is None:
        reports = {item.document_id for item in left.claims}
        return reports.isdisjoint(item.document_id for item in right.claims)
    return left.as_of is None or right.as_of is None


def _grows(left: Stand, right: Stand) -> bool:
    if left.interval is None or right.interval is None or _role(left) not in GROWING:
        return False
    return right.interval.low > left.interval.high


def _repeats(item: ClaimInContext, stand: Stand, copied: Mapping[frozenset[str], float]) -> Link:
    first = stand.first
    share = copied.get(frozenset({item.document_id, first.document_id}))
    features = [feature("voice", 1.0, f"both are {_name(stand)}")]
    if share is not None:
        features.append(
            feature(
                "copied-text",
                share,
                f"{share * 100:.0f} percent of the shorter report is in the other",
            )
        )
    cited = {voice_key(full_name(hop.source)) for hop in item.statement.chain[1:]}
    named = None if first.publisher is None else voice_key(first.publisher)
    if named in cited and item.publisher != first.publisher:
        features.append(
            feature("citation", 1.0, f"it names {first.publisher} as where it has it from")
        )
        return _link(item, first, "cites", 1.0, tuple(features))
    return _link(item, first, "repeats", 1.0, tuple(features))


def _link(
    left: ClaimInContext,
    right: ClaimInContext,
    kind: LinkKind,
    score: float,
    features: tuple[Feature, ...],
) -> Link:
    return Link(
        id=record_id("link", kind, left.claim.id, right.claim.id),
        left=left.claim.id,
        right=right.claim.id,
        kind=kind,
        score=round(score, 3),
        features=features,
    )


def _number_feature(left: Stand, right: Stand) -> Feature:
    a, b = _raw(left), _raw(right)
    if (
        left.interval is not None
        and right.interval is not None
        and overlaps(left.interval, right.interval)
    ):
        return feature("number", 1.0, f"“{a}” and “{b}” can both be right")
    return feature("number", 0.0, f"“{a}” and “{b}” cannot both be right at once")


def _date_feature(left: Stand, right: Stand) -> tuple[Feature, ...]:
    if left.as_of is None or right.as_of is None:
        return (feature("date", 0.0, "the date of one of them is not known"),)
    if left.as_of == right.as_of:
        return (feature("date", 1.0, f"both as of {date_words(day_text(left.as_of))}"),)
    days = f"{date_words(day_text(left.as_of))} and {date_words(day_text(right.as_of))}"
    return (feature("date", 0.5, f"as of {days}"),)


def _same_size(left: Stand, right: Stand) -> bool:
    return _closeness(left, right) >= 1 / SAME_SIZE


def _closeness(left: Stand, right: Stand) -> float:
    a, b = _middle(left), _middle(right)
    if a is None or b is None or max(a, b) <= 0:
        return 1.0 if a == b else 0.0
    return min(a, b) / max(a, b)


def _middle(stand: Stand) -> float | None:
    quantity = stand.first.claim.quantity
    if quantity is None:
        return None
    known = [value for value in (quantity.low, quantity.high) if value is not None]
    return sum(known) / len(known) if known else None


def _raw(stand: Stand) -> str:
    quantity = stand.first.claim.quantity
    return "" if quantity is None else quantity.raw


def _role(stand: Stand) -> Role | None:
    return stand.first.claim.role


def _name(stand: Stand) -> str:
    if stand.origin is not None:
        return stand.origin.source
    chain = stand.first.statement.chain
    return full_name(chain[-1].source) if chain else "an unknown source"


def _by_time(item: ClaimInContext) -> tuple[int, str, str]:
    day = as_of_day(item)
    return (day if day is not None else 10**9, item.document_id, item.claim.id)
