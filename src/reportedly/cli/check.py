"""Commands about checks: list them, and explain one whole, as well as a grade."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from reportedly.cli import options
from reportedly.cli.output import counted, print_json, say
from reportedly.cli.output import show as show_on_screen
from reportedly.cli.progress import waiting

if TYPE_CHECKING:
    from rich.console import RenderableType

    from reportedly.records import Document, Finding
    from reportedly.store.base import Store

VerdictFilter = Annotated[
    str | None,
    typer.Option("--verdict", metavar="VERDICT",
                 help="holds, does not hold, worth a look, or cannot tell.", show_default=False),
]  # fmt: skip
KindFilter = Annotated[
    str | None,
    typer.Option("--kind", metavar="TEXT", help="Of a kind that is named so: sum, share, drift, …",
                 show_default=False),
]  # fmt: skip


def check(
    verdict: VerdictFilter = None,
    kind: KindFilter = None,
    document: options.DocumentId = None,
    as_json: options.AsJson = False,
    ledger: options.Ledger = None,
    config: options.Config = None,
) -> None:
    """Show the checks, with their working.

    What needs a person's eye comes first; checks of one verdict are listed by kind. Filters add up.
    """
    from reportedly.cli.ledger import add_claims, one_document, open_to_read, warn_if_stale
    from reportedly.present.material import Material
    from reportedly.present.text import findings_list
    from reportedly.present.views import finding_views
    from reportedly.records import Finding

    _check_verdict(verdict)
    with open_to_read(ledger, config) as store:
        warn_if_stale(store)
        only = one_document(store, document)
        found = [
            finding
            for finding in store.read(Finding)
            if verdict in {None, finding.verdict}
            and (kind is None or kind.casefold() in finding.kind.casefold())
            and (only is None or _is_about(finding, only, store))
        ]
        if as_json:
            print_json(found)
            return
        material = Material()
        with waiting("reading the ledger"):
            for finding in found:
                add_claims(finding.claim_ids, store, material)
    views = finding_views(found, material)
    if views:
        show_on_screen(findings_list(views))
    say(f"{counted(len(views), 'check')}{_by_verdict(found)}")


def explain(
    record: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="Of a check, or of a question or its grade; the beginning will do.",
        ),
    ],
    as_json: options.AsJson = False,
    ledger: options.Ledger = None,
    config: options.Config = None,
) -> None:
    """Explain a check or a grade: the whole working, down to the characters of the reports.

    A check is explained by its steps, with a footnote for each claim that went in. A grade, asked
    for by its question, is explained by its reasons and what would change it.
    """
    from reportedly.cli.details import records_about
    from reportedly.cli.ledger import find_record, open_to_read
    from reportedly.records import Assessment, Finding, Question

    with open_to_read(ledger, config) as store:
        found: Any = find_record(store, record, (Finding, Question, Assessment))
        if isinstance(found, Assessment):
            found = next(iter(store.read(Question, id=found.question_id)))
        if as_json:
            print_json(records_about(found, store))
            return
        told = _finding(found, store) if isinstance(found, Finding) else _grade(found, store)
    show_on_screen(told)


def _finding(finding: Finding, store: Store) -> RenderableType:
    from reportedly.cli.ledger import add_claims
    from reportedly.present.explanations import finding_explained
    from reportedly.present.material import Material
    from reportedly.present.views import finding_view

    material = Material()
    add_claims(finding.claim_ids, store, material)
    return finding_explained(finding_view(finding, material), material.documents)


def _grade(question: Any, store: Store) -> RenderableType:
    from reportedly.cli.ledger import add_question
    from reportedly.present.explanations import grade_explained
    from reportedly.present.grades import grade_view
    from reportedly.present.material import Material, add
    from reportedly.present.views import rows_of
    from reportedly.records import Judgement

    material = Material()
    add_question(question, store, material)
    for judgement in store.read(Judgement):
        add(judgement, material)
    rows = rows_of(question.claim_ids, material)
    grade = grade_view(question, material)
    return grade_explained(grade, question.title, rows, material.documents)


def _check_verdict(verdict: str | None) -> None:
    from reportedly.records import Verdict

    if verdict is not None and verdict not in get_args(Verdict):
        raise typer.BadParameter(
            f"{verdict!r} is no verdict; known are {', '.join(get_args(Verdict))}.",
            param_hint="--verdict",
        )


def _is_about(finding: Finding, document: Document, store: Store) -> bool:
    from reportedly.records import Claim

    return any(
        claim.document_id == document.id
        for claim_id in finding.claim_ids
        for claim in store.read(Claim, id=claim_id)
    )


def _by_verdict(findings: Iterable[Finding]) -> str:
    """Returns how many checks have each verdict, with a colon in front; empty for none."""
    from collections import Counter

    counts = Counter(finding.verdict for finding in findings)
    listed = ", ".join(f"{count:,} {verdict}" for verdict, count in sorted(counts.items()))
    return f": {listed}" if listed else ""
