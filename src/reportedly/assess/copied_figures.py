"""Figures that changed in copied text: what a report makes of a figure whose words it copies.

A copied passage ties two figures more closely than a name or a place does: who dropped "at least",
or made casualties of the wounded, had the other's very words. The days of publication tell who was
the first; that the first report is where the others have it from is not said: all may have copied
a text that was not read.

What is found of a report depends on this report and on those that share text with it, and on
nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from reportedly.assess.check_across import Brought, CheckAcross, Key, Report
from reportedly.assess.drift import (
    DIFFERS,
    Differs,
    by_publication,
    drift_finding,
    first_change,
    is_other_label,
    is_other_measure,
    publisher_of,
)
from reportedly.assess.estimates import is_denied
from reportedly.assess.passages import PLACE_CHARACTERS, passage_of, shared_passage
from reportedly.assess.reading import kind_counted, number_of, speaker, start_of
from reportedly.records import ClaimInContext, Copy, Finding, Step

Figures = Mapping[tuple[str, float], Sequence[ClaimInContext]]


def _copied(items: Report) -> Iterator[Brought[Report]]:
    """Yields a report's figures, to be set against those of the reports that share text with it."""
    figures = [item for item in items if _is_figure(item) and item.copies]
    if figures:
        documents = sorted({_other_of(copy, item) for item in figures for copy in item.copies})
        yield Brought(
            key=(figures[0].document_id,),
            told=tuple(figures),
            against=tuple((document,) for document in documents),
        )


def _offered(items: Report) -> Iterator[tuple[Key, ClaimInContext]]:
    """Yields a report's figures, by the report."""
    for item in items:
        if _is_figure(item) and item.copies:
            yield (item.document_id,), item


def _changed(
    told: Sequence[Report], offered: Mapping[Key, Sequence[ClaimInContext]]
) -> Iterator[Finding]:
    """Yields the figures that a report gives otherwise than those from which its words are copied.

    The same number at the same place of a passage, with another bound, label, modality or measure.
    A copy with another number is left out: it is an update more often than a slip.
    """
    figures: dict[tuple[str, float], list[ClaimInContext]] = defaultdict(list)
    for items in (*told, *offered.values()):
        for item in items:
            number = number_of(item)
            if number is not None:
                figures[item.document_id, number].append(item)
    for items in told:
        for item in items:
            number = number_of(item)
            if number is not None:
                yield from _changes_by(item, number, figures)


drift_in_copies: CheckAcross[Report, ClaimInContext] = CheckAcross(
    name="drift in copies", brought=_copied, findings=_changed, offered=_offered
)


def _is_figure(item: ClaimInContext) -> bool:
    return (
        number_of(item) is not None
        and item.claim.role not in {None, "other"}
        and not is_denied(item)
    )


def _other_of(copy: Copy, item: ClaimInContext) -> str:
    return copy.left if copy.right == item.document_id else copy.right


def _changes_by(item: ClaimInContext, number: float, figures: Figures) -> Iterator[Finding]:
    """Yields what a report is the first to change of one figure in copied text."""
    copied = _copied_figures(item, number, figures)
    if len(copied) == 0:
        return
    beside = [
        other
        for other in figures[item.document_id, number]
        if abs(start_of(other) - start_of(item)) <= PLACE_CHARACTERS
    ]
    ordered = sorted((*beside, *copied), key=by_publication)
    for kind, differs in CHANGES.items():
        change = first_change(ordered, differs, within=None)
        if change is None or change[1].claim.id != item.claim.id:
            continue
        passage = shared_passage(*change)
        if passage is None:
            continue
        names = f"{publisher_of(change[0])} and {publisher_of(item)}"
        evidence = Step(
            text=f"{names}: {passage.words} equal words around the figure", result="copied text"
        )
        yield drift_finding(kind, speaker(change[0]), ordered, change, evidence)


def _is_other_people(first: ClaimInContext, later: ClaimInContext) -> bool:
    """Tells whether the label says more, judges, or names another kind of people.

    Of two questions the kinds may differ: in the same words they are one count, told otherwise.
    """
    a, b = kind_counted(first), kind_counted(later)
    is_other_kind = a != b and not {a, b} & {None, "people"}
    return is_other_kind or is_other_label(first, later)


CHANGES: dict[str, Differs] = {**DIFFERS, "label": _is_other_people, "measure": is_other_measure}


def _copied_figures(item: ClaimInContext, number: float, figures: Figures) -> list[ClaimInContext]:
    """Returns the claims of other reports with this number at this place of copied text."""
    found = {
        other.claim.id: other
        for copy in item.copies
        for other in figures.get((_other_of(copy, item), number), ())
        if passage_of(copy, item, other) is not None
    }
    return list(found.values())
