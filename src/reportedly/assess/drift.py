"""Drift: what a figure loses or gains as it is passed on from report to report.

Who is the first, among the reports read, to give a voice's figure without its "at least", with
another label, or as another measure ("wounded" told as "casualties").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from reportedly.assess.check_across import Brought, CheckAcross, Key, Report
from reportedly.assess.estimates import is_denied, origin_by_statement, said_on
from reportedly.assess.labels import label_lists, telling_words
from reportedly.assess.passages import shared_passage
from reportedly.assess.reading import (
    ROLE_WORDS,
    days_apart,
    labelled_words,
    make_finding,
    number_of,
    speaker_key,
)
from reportedly.assess.scopes import scene_of
from reportedly.records import ClaimInContext, Finding, Origin, QuestionInContext, Role, Step

# A figure given again this soon is the same figure passed on; later it may be a new one.
NEAR_DAYS = 3
# Small numbers are equal by chance too often for an equal number to tie two reports together.
LEAST_TIED = 10
# Measures that one is mistaken for another of.
CONFUSED: frozenset[frozenset[Role]] = frozenset(
    {
        frozenset({"injured", "killed-or-injured"}),
        frozenset({"killed", "killed-or-injured"}),
        frozenset({"injured", "killed"}),
        frozenset({"missing", "injured-or-missing"}),
        frozenset({"injured", "injured-or-missing"}),
        frozenset({"missing", "killed"}),
    }
)
NOBODY = "the report"
Differs = Callable[[ClaimInContext, ClaimInContext], bool]
# A claim that others may pass on, and what else its report measures.
Passed = tuple[ClaimInContext, frozenset[Role]]


def drift_in_question(item: QuestionInContext) -> Iterator[Finding]:
    """Yields how one voice's figure changed its bound or label on its way through the reports."""
    voice = origin_by_statement(item)
    passed: dict[tuple[str, float], list[ClaimInContext]] = defaultdict(list)
    origins: dict[str, Origin] = {}
    for claim in item.claims:
        origin, number = voice.get(claim.statement.id), number_of(claim)
        if origin is not None and number is not None and not is_denied(claim):
            passed[origin.id, number].append(claim)
            origins[origin.id] = origin
    for (origin_id, _), claims in sorted(passed.items()):
        ordered = sorted(claims, key=by_publication)
        for kind, differs in DIFFERS.items():
            change = first_change(ordered, differs)
            if change is not None and shared_passage(*change) is None:
                yield drift_finding(kind, origins[origin_id].source, ordered, change)


def _passed_on(items: Report) -> Iterator[Brought[Passed]]:
    """Yields a report's figures that others may pass on, by speaker, number and place."""
    measures = frozenset(i.claim.role for i in items if i.claim.role is not None)
    for claim in items:
        number = number_of(claim)
        if number is None or number < LEAST_TIED or not _is_passed_on(claim):
            continue
        for place in sorted(scene_of(claim)):
            yield Brought(key=(speaker_key(claim), number, place), told=(claim, measures))


def _other_measures(told: Sequence[Passed], _: Mapping[Key, Sequence[object]]) -> Iterator[Finding]:
    """Yields the figures of one speaker that two reports give as two measures.

    "62 wounded" and "62 casualties" answer two questions, so that no question shows it. Asked are
    the same named speaker, the same number of ten or more, the same place, three days at most, and
    that neither report gives that number, or the other measure, otherwise too.
    """
    measures = {claim.document_id: held for claim, held in told}
    ordered = sorted((claim for claim, _ in told), key=by_publication)
    change = first_change(ordered, is_other_measure)
    if change is None or _has_both(*change, measures) or shared_passage(*change) is not None:
        return
    yield drift_finding("measure", _name(ordered[0]), ordered, change)


drift_of_measures: CheckAcross[Passed, object] = CheckAcross(
    name="drift of measures", brought=_passed_on, findings=_other_measures
)


def _is_passed_on(claim: ClaimInContext) -> bool:
    return (
        speaker_key(claim) != NOBODY
        and claim.statement.chain[-1].source.kind != "unnamed"
        and claim.claim.counting in {"total", "cumulative"}
        and claim.claim.modality == "actual"
        and any(claim.claim.role in pair for pair in CONFUSED)
        and not is_denied(claim)
    )


def _has_both(
    first: ClaimInContext,
    changed: ClaimInContext,
    measures: Mapping[str, frozenset[Role]],
) -> bool:
    """Tells whether one of two reports has both measures: then these are two figures, not one."""
    a, b = first.claim.role, changed.claim.role
    return b in measures[first.document_id] or a in measures[changed.document_id]


def by_publication(claim: ClaimInContext) -> tuple[str, str, str]:
    """Returns the key that puts claims in the order of their reports' days, the undated last."""
    return claim.published or "9999", claim.document_id, claim.claim.id


def first_change(
    ordered: Sequence[ClaimInContext], differs: Differs, *, within: int | None = NEAR_DAYS
) -> tuple[ClaimInContext, ClaimInContext] | None:
    """Returns the first claim, and the first in another report that none of the first report's is.

    ``within`` are the days in which a figure counts as passed on; ``None`` where other things tie
    the claims together. A report that gives a figure twice, in two ways, has it in both: it has
    changed nothing.
    """
    reports: dict[str, list[ClaimInContext]] = defaultdict(list)
    for claim in ordered:
        reports[claim.document_id].append(claim)
    first = ordered[0]
    own = reports.pop(first.document_id)
    for theirs in reports.values():
        apart = days_apart(first.published, theirs[0].published)
        is_late = within is not None and (apart is None or apart > within)
        if not is_late and all(differs(one, other) for one in own for other in theirs):
            return first, theirs[0]
    return None


def _other_bound(first: ClaimInContext, later: ClaimInContext) -> bool:
    return _bound(first) != _bound(later)


def is_other_label(first: ClaimInContext, later: ClaimInContext) -> bool:
    """Tells whether a later label says something else, or more: a shorter one says less.

    A word that judges (``data/labels.toml``) counts whether it comes or goes.
    """
    a, b = _label_words(first), _label_words(later)
    if (a ^ b) & label_lists().judging:
        return True
    if not _is_before(first, later):
        return bool(a - b and b - a)
    return bool(b - a)


def _other_modality(first: ClaimInContext, later: ClaimInContext) -> bool:
    return first.claim.modality != later.claim.modality


def is_other_measure(first: ClaimInContext, later: ClaimInContext) -> bool:
    """Tells whether two claims give two measures of which one is taken for the other."""
    a, b = first.claim.role, later.claim.role
    return a is not None and b is not None and frozenset({a, b}) in CONFUSED


def _is_before(first: ClaimInContext, later: ClaimInContext) -> bool:
    """Tells whether one report is known to be of an earlier day than another."""
    apart = days_apart(first.published, later.published)
    return apart is not None and apart > 0


DIFFERS: dict[str, Differs] = {
    "bound": _other_bound,
    "label": is_other_label,
    "modality": _other_modality,
}


def drift_finding(
    kind: str,
    source: str,
    ordered: Sequence[ClaimInContext],
    change: tuple[ClaimInContext, ClaimInContext],
    *evidence: Step,
) -> Finding:
    """Returns the finding that a figure changed: the chain up to the change, then the evidence."""
    first, changed = change
    order = "Which came first is not known."
    if _is_before(first, changed):
        order = f"{publisher_of(changed)} is the first of the reports read to say so."
    elif first.published is not None and changed.published is not None:
        order = "Both are of one day: which came first is not known."
    return make_finding(
        f"{kind} that drifts",
        f"{source}: {publisher_of(first)} ({_day(first)}) has “{labelled_words(first)}”, "
        f"{publisher_of(changed)} ({_day(changed)}) “{labelled_words(changed)}”. {order}",
        [first, changed],
        [
            *(
                Step(text=f"{publisher_of(claim)}, {_day(claim)}: “{labelled_words(claim)}”",
                     result=_result(kind, claim))
                for claim in _one_each(ordered, change)
            ),
            *evidence,
        ],
        "worth a look",
    )  # fmt: skip


def _one_each(
    ordered: Sequence[ClaimInContext], change: tuple[ClaimInContext, ClaimInContext]
) -> list[ClaimInContext]:
    """Returns the claims of a chain up to the change, one a report."""
    found: dict[str, ClaimInContext] = {}
    for claim in ordered:
        found.setdefault(claim.document_id, claim)
        if claim is change[1]:
            found[claim.document_id] = claim
            break
    return list(found.values())


def _bound(claim: ClaimInContext) -> str:
    quantity = claim.claim.quantity
    relation = "" if quantity is None else quantity.relation
    # "At least" and "more than" leave the same end open.
    return {">": ">=", "<": "<="}.get(relation, relation)


def _label_words(claim: ClaimInContext) -> frozenset[str]:
    quantity = claim.claim.quantity
    return telling_words(None if quantity is None else quantity.counted)


def _result(kind: str, claim: ClaimInContext) -> str:
    if kind == "bound":
        names = {">=": "a lower bound", "<=": "an upper bound", "~": "about", "=": "exact"}
        return names.get(_bound(claim), "a range")
    if kind == "label":
        quantity = claim.claim.quantity
        return (None if quantity is None else quantity.counted) or "no label"
    if kind == "modality":
        return claim.claim.modality
    role = claim.claim.role
    return "" if role is None else ROLE_WORDS.get(role, role)


def publisher_of(claim: ClaimInContext) -> str:
    """Returns who publishes a claim's report."""
    return claim.publisher or "an unnamed publisher"


def _day(claim: ClaimInContext) -> str:
    return said_on(claim) or "undated"


def _name(claim: ClaimInContext) -> str:
    source = claim.statement.chain[-1].source
    return source.resolved_name or source.name
