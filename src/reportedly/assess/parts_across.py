"""Parts and totals of different reports: a part that is more than another's total, and sums.

Only counts of one measure that say the same town or towns and the same time are set against each
other; nothing else would tell that they are of one event. That a total grows is considered first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reportedly.assess.check_across import Brought, CheckAcross, Key, Report
from reportedly.assess.estimates import is_denied, said_on
from reportedly.assess.reading import (
    allowed,
    counts_people,
    figure_words,
    kind_counted,
    make_finding,
    number_of,
    plain,
    raw_words,
    speaker,
    speaker_key,
)
from reportedly.assess.scopes import towns_of
from reportedly.assess.tolls import GROWING
from reportedly.intervals import Interval, overlaps
from reportedly.records import ClaimInContext, Finding, Role, Step, Verdict

MEASURED: frozenset[Role] = GROWING | {"missing", "captured"}
# Whose counts hold those of whom: children are among civilians, and both are among people.
WHOLES: Mapping[str, frozenset[str | None]] = {
    "children": frozenset({"people", "civilians", None}),
    "women": frozenset({"people", "civilians", None}),
    "civilians": frozenset({"people"}),
    "combatants": frozenset({"people"}),
}
# Whoever is counted is the one or the other; together they are all people.
EVERYBODY = ("civilians", "combatants")


def _counts_brought(items: Report) -> Iterator[Brought[ClaimInContext]]:
    """Yields a report's counts by measure, towns and time; several towns against each."""
    for item in items:
        if _is_dated_count(item):
            towns = sorted(towns_of(item))
            alone = towns if len(towns) > 1 and _is_total(item) else ()
            against = tuple(_key(item, [town]) for town in alone)
            yield Brought(key=_key(item, towns), told=item, against=against)


def _counts_of_a_town(items: Report) -> Iterator[tuple[Key, ClaimInContext]]:
    """Yields a report's counts of one town, by measure, town and time."""
    for item in items:
        if _is_dated_count(item) and _is_total(item) and len(towns_of(item)) == 1:
            yield _key(item, sorted(towns_of(item))), item


def _parts_and_totals(
    told: Sequence[ClaimInContext], offered: Mapping[Key, Sequence[ClaimInContext]]
) -> Iterator[Finding]:
    """Yields parts that are more than a total of another report, and sums over reports."""
    yield from _larger_parts(told)
    yield from _sums_of_people(told)
    yield from _sums_of_towns(told, offered)


parts_across: CheckAcross[ClaimInContext, ClaimInContext] = CheckAcross(
    name="parts", brought=_counts_brought, findings=_parts_and_totals, offered=_counts_of_a_town
)


def _is_dated_count(item: ClaimInContext) -> bool:
    """Tells whether a claim counts people in a town at a time, with a number and as a fact."""
    time = item.claim.time
    if time is None or time.first is None or time.last is None or not towns_of(item):
        return False
    is_vague = number_of(item) is None and _relation(item) == "~"
    return (
        item.claim.role in MEASURED
        and item.claim.modality == "actual"
        and item.claim.counting not in {None, "increment"}
        and counts_people(item)
        and not is_denied(item)
        and not is_vague
    )


def _key(item: ClaimInContext, towns: Sequence[str]) -> Key:
    time = item.claim.time
    return (item.claim.role, tuple(towns), *(() if time is None else (time.first, time.last)))


def _larger_parts(counts: Sequence[ClaimInContext]) -> Iterator[Finding]:
    """Yields the counts of part of the people that exceed what others count of all of them."""
    told = set()
    for part in counts:
        kind, values = kind_counted(part), allowed(part)
        if kind is None or kind not in WHOLES or values is None or (_voice(part), values) in told:
            continue
        totals = [
            total
            for total in _highest(item for item in counts if _is_total(item))
            if kind_counted(total) in WHOLES[kind]
            and total.document_id != part.document_id
            and (stated := allowed(total)) is not None
            and stated.high < values.low
            and _is_as_late(total, part)
        ]
        if totals:
            told.add((_voice(part), values))
            yield _larger_part(part, totals)


def _larger_part(part: ClaimInContext, totals: Sequence[ClaimInContext]) -> Finding:
    given = "; ".join(f"{_named(total)} gives {figure_words(total)} in all" for total in totals)
    return make_finding(
        "part of another total",
        f"{_named(part)} gives {figure_words(part)}; {given}. A part cannot be more than its "
        "whole: the two count other people, or one is wrong.",
        [part, *totals],
        [
            Step(text=f"{raw_words(part)} ≤ {raw_words(total)} ({_named(total)})?", result="no")
            for total in totals
        ],
        "worth a look",
    )


def _sums_of_people(counts: Sequence[ClaimInContext]) -> Iterator[Finding]:
    """Yields the totals of people that civilians and fighters, of other reports, should make up."""
    groups = {kind: [item for item in counts if kind_counted(item) == kind] for kind in EVERYBODY}
    if all(groups.values()):
        for total in _highest(item for item in counts if _is_total(item)):
            if kind_counted(total) == "people":
                yield from _sum(total, groups)


def _sums_of_towns(
    counts: Sequence[ClaimInContext], offered: Mapping[Key, Sequence[ClaimInContext]]
) -> Iterator[Finding]:
    """Yields the totals of several towns that the counts of each, in other reports, make up."""
    for total in _highest(item for item in counts if _is_total(item)):
        towns = sorted(towns_of(total))
        groups = {
            town: [
                item
                for item in offered.get(_key(total, [town]), ())
                if kind_counted(item) in {kind_counted(total), None}
            ]
            for town in towns
        }
        if len(towns) > 1 and all(groups.values()):
            yield from _sum(total, groups)


def _sum(
    total: ClaimInContext, groups: Mapping[str, Sequence[ClaimInContext]]
) -> Iterator[Finding]:
    """Yields whether the parts of a total, each with its competing counts, make it up.

    Nothing is said where a bound leaves a sum open, or where all parts are of the total's report.
    """
    stated = allowed(total)
    parts = [item for group in groups.values() for item in _one_each(group)]
    spans = [_hull(group) for group in groups.values()]
    added = Interval(sum(span.low for span in spans), sum(span.high for span in spans))
    if stated is None or not stated.is_bounded or not added.is_bounded:
        return
    if all(part.document_id == total.document_id for part in parts):
        return
    fits = overlaps(stated, added)
    dates = "" if fits else _date_difference(total, parts, is_less=stated.high < added.low)
    verdict: Verdict = "holds" if fits else "cannot tell" if dates else "worth a look"
    listed = "; ".join(f"{name}: {_listed(group)}" for name, group in groups.items())
    ends = "which fits" if fits else "which does not fit"
    yield make_finding(
        "sum over reports",
        f"{_named(total)} gives {figure_words(total)} in all. The parts that are given elsewhere "
        f"({listed}) make {_span_words(added)}, {ends}.{dates}",
        [total, *parts],
        [
            *(Step(text=f"{name}: {_listed(group)}", result=_span_words(_hull(group)))
              for name, group in groups.items()),
            Step(text=" + ".join(map(_span_words, spans)), result=_span_words(added)),
            Step(text=f"stated total: {raw_words(total)}", result=ends.removeprefix("which ")),
        ],
        verdict,
    )  # fmt: skip


def _date_difference(
    total: ClaimInContext, parts: Sequence[ClaimInContext], *, is_less: bool
) -> str:
    """Returns the sentence that names a difference of date which explains a misfit, or nothing.

    A total of an earlier day may be less than later parts, a later one more than earlier parts.
    """
    day = said_on(total)
    days = [said_on(part) for part in parts]
    known = [other for other in days if other is not None]
    if day is None or len(known) < len(days):
        return " They may differ in dates: not all are known."
    if (is_less and day < max(known)) or (not is_less and day > min(known)):
        return " They may differ in dates: such counts grow."
    return ""


def _is_total(item: ClaimInContext) -> bool:
    return item.claim.counting in {"total", "cumulative"}


def _is_as_late(total: ClaimInContext, part: ClaimInContext) -> bool:
    """Tells whether a total is of the part's day, or later; counts that can fall, of that day."""
    a, b = said_on(total), said_on(part)
    if a is None or b is None:
        return False
    return a >= b if total.claim.role in GROWING else a == b


def _highest(items: Iterable[ClaimInContext]) -> list[ClaimInContext]:
    """Returns each voice's highest count: what it revises upwards excludes nothing any more."""
    best: dict[tuple[str, str | None], ClaimInContext] = {}
    for item in items:
        held = best.setdefault((_voice(item), kind_counted(item)), item)
        if _high(item) > _high(held):
            best[_voice(item), kind_counted(item)] = item
    return list(best.values())


def _high(item: ClaimInContext) -> float:
    values = allowed(item)
    return 0.0 if values is None else values.high


def _voice(item: ClaimInContext) -> str:
    """Returns who gives a count: the innermost source, or the publisher in its own words."""
    if len(item.statement.chain) > 1:
        return speaker_key(item)
    return (item.publisher or item.document_id).casefold()


def _one_each(group: Iterable[ClaimInContext]) -> list[ClaimInContext]:
    """Returns the claims of a group, one for each voice and number."""
    return list({(_voice(item), allowed(item)): item for item in group}.values())


def _hull(group: Iterable[ClaimInContext]) -> Interval:
    """Returns the values from the lowest to the highest that competing counts allow."""
    values = [interval for item in group if (interval := allowed(item)) is not None]
    return Interval(min(v.low for v in values), max(v.high for v in values))


def _listed(group: Iterable[ClaimInContext]) -> str:
    return ", ".join(f"{raw_words(item)} ({_named(item)})" for item in _one_each(group))


def _named(item: ClaimInContext) -> str:
    publisher = item.publisher or "an unnamed publisher"
    return speaker(item) if len(item.statement.chain) <= 1 else f"{speaker(item)} in {publisher}"


def _span_words(values: Interval) -> str:
    same = values.low == values.high
    return plain(values.low) if same else f"{plain(values.low)} to {plain(values.high)}"


def _relation(item: ClaimInContext) -> str | None:
    return None if item.claim.quantity is None else item.claim.quantity.relation
