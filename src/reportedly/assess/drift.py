"""Drift: what a figure loses or gains as it is passed on from report to report.

Who is the first, among the reports read, to give a voice's figure without its "at least", with
another label, or as another measure ("wounded" told as "casualties").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from reportedly.assess.estimates import is_denied, origin_by_statement, said_on
from reportedly.assess.labels import label_lists, telling_words
from reportedly.assess.reading import (
    ROLE_WORDS,
    days_apart,
    figure_words,
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
        ordered = sorted(claims, key=lambda c: (c.published or "9999", c.document_id, c.claim.id))
        for kind, differs in DIFFERS.items():
            change = _first_change(ordered, differs)
            if change is not None:
                yield _finding(kind, origins[origin_id].source, ordered, change)


def drift_of_measures(reports: Mapping[str, Sequence[ClaimInContext]]) -> Iterator[Finding]:
    """Yields figures of one speaker that two reports give as two measures.

    "62 wounded" and "62 casualties" answer two questions, so that no question shows it. Asked are
    the same named speaker, the same number of ten or more, the same place, three days at most, and
    that neither report gives that number, or the other measure, otherwise too.
    """
    tied: dict[tuple[str, float, str], list[ClaimInContext]] = defaultdict(list)
    measures: dict[str, set[tuple[Role, float | None]]] = defaultdict(set)
    for key in sorted(reports):
        for claim in reports[key]:
            number, role = number_of(claim), claim.claim.role
            if role is not None:
                measures[key].add((role, number))
            if number is None or number < LEAST_TIED or not _is_passed_on(claim):
                continue
            for place in scene_of(claim):
                tied[speaker_key(claim), number, place].append(claim)
    for tie in sorted(tied):
        ordered = sorted(
            tied[tie], key=lambda c: (c.published or "9999", c.document_id, c.claim.id)
        )
        change = _first_change(ordered, _other_measure)
        if change is None or not _is_confused(*change, measures):
            continue
        yield _finding("measure", _name(ordered[0]), ordered, change)


def _is_passed_on(claim: ClaimInContext) -> bool:
    return (
        speaker_key(claim) != NOBODY
        and claim.statement.chain[-1].source.kind != "unnamed"
        and claim.claim.counting in {"total", "cumulative"}
        and claim.claim.modality == "actual"
        and any(claim.claim.role in pair for pair in CONFUSED)
        and not is_denied(claim)
    )


def _is_confused(
    first: ClaimInContext,
    changed: ClaimInContext,
    measures: Mapping[str, set[tuple[Role, float | None]]],
) -> bool:
    """Tells whether two measures of one number are one figure: neither report has both."""
    a, b = first.claim.role, changed.claim.role
    if a is None or b is None or frozenset({a, b}) not in CONFUSED:
        return False
    held = {role for role, _ in measures[first.document_id]}
    holds = {role for role, _ in measures[changed.document_id]}
    return b not in held and a not in holds


def _first_change(
    ordered: Sequence[ClaimInContext], differs: Differs
) -> tuple[ClaimInContext, ClaimInContext] | None:
    """Returns the first claim, and the first in another report that none of the first report's is.

    A report that gives a figure twice, in two ways, has it in both: it has changed nothing.
    """
    first = ordered[0]
    own = [claim for claim in ordered if claim.document_id == first.document_id]
    for claim in ordered:
        apart = days_apart(first.published, claim.published)
        if claim.document_id == first.document_id or apart is None or apart > NEAR_DAYS:
            continue
        theirs = [c for c in ordered if c.document_id == claim.document_id]
        if all(differs(one, other) for one in own for other in theirs):
            return first, claim
    return None


def _other_bound(first: ClaimInContext, later: ClaimInContext) -> bool:
    return _bound(first) != _bound(later)


def _other_label(first: ClaimInContext, later: ClaimInContext) -> bool:
    """Tells whether a later label says something else, or more: a shorter one says less.

    A word that judges (``data/labels.toml``) counts whether it comes or goes.
    """
    a, b = _label_words(first), _label_words(later)
    if (a ^ b) & label_lists().judging:
        return True
    if (first.published or "")[:10] == (later.published or "")[:10]:
        return bool(a - b and b - a)
    return bool(b - a)


def _other_modality(first: ClaimInContext, later: ClaimInContext) -> bool:
    return first.claim.modality != later.claim.modality


def _other_measure(first: ClaimInContext, later: ClaimInContext) -> bool:
    return first.claim.role != later.claim.role


DIFFERS: dict[str, Differs] = {
    "bound": _other_bound,
    "label": _other_label,
    "modality": _other_modality,
}


def _finding(
    kind: str,
    source: str,
    ordered: Sequence[ClaimInContext],
    change: tuple[ClaimInContext, ClaimInContext],
) -> Finding:
    first, changed = change
    same_day = (first.published or "")[:10] == (changed.published or "")[:10]
    order = (
        "Both are of one day: which came first is not known."
        if same_day
        else f"{_publisher(changed)} is the first of the reports read to say so."
    )
    return make_finding(
        f"{kind} that drifts",
        f"{source}: {_publisher(first)} ({_day(first)}) has “{_words(first)}”, "
        f"{_publisher(changed)} ({_day(changed)}) “{_words(changed)}”. {order}",
        [first, changed],
        [
            Step(text=f"{_publisher(claim)}, {_day(claim)}: “{_words(claim)}”",
                 result=_result(kind, claim))
            for claim in _one_each(ordered, change)
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
        return " ".join(sorted(_label_words(claim))) or "no label"
    if kind == "modality":
        return claim.claim.modality
    role = claim.claim.role
    return "" if role is None else ROLE_WORDS.get(role, role)


def _words(claim: ClaimInContext) -> str:
    quantity = claim.claim.quantity
    if quantity is None:
        return ""
    counted = f" {quantity.counted}" if quantity.counted else ""
    return figure_words(claim).replace(quantity.raw, f"{quantity.raw}{counted}", 1)


def _publisher(claim: ClaimInContext) -> str:
    return claim.publisher or "an unnamed publisher"


def _day(claim: ClaimInContext) -> str:
    return said_on(claim) or "undated"


def _name(claim: ClaimInContext) -> str:
    source = claim.statement.chain[-1].source
    return source.resolved_name or source.name
