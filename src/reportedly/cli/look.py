"""Commands that look into the ledger: they read it and print what ``present`` makes of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.cli import options
from reportedly.cli.output import as_utf8, console, counted, print_json, say
from reportedly.cli.output import show as show_on_screen
from reportedly.cli.progress import waiting

if TYPE_CHECKING:
    from reportedly.records import Claim, Document, Statement
    from reportedly.store.base import SearchHit, Store

IsoDate = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")

Limit = Annotated[
    int, typer.Option("--limit", metavar="N", min=1, help="Stop after so many results.")
]
SourceFilter = Annotated[
    str | None,
    typer.Option("--source", metavar="TEXT", help="Said by, or through, somebody so named.",
                 show_default=False),
]  # fmt: skip
RoleFilter = Annotated[
    str | None,
    typer.Option("--role", metavar="ROLE", help="What is measured: killed, injured, missing, …",
                 show_default=False),
]  # fmt: skip
PlaceFilter = Annotated[
    str | None,
    typer.Option("--place", metavar="TEXT", help="Names a place so called.", show_default=False),
]
FromFilter = Annotated[
    str | None,
    typer.Option("--from", metavar="DATE",
                 help="About this day or later: 2020-10-02, 2020-10, 2020.",
                 show_default=False),
]  # fmt: skip
ToFilter = Annotated[
    str | None,
    typer.Option("--to", metavar="DATE", help="About this day or earlier.", show_default=False),
]
TextFilter = Annotated[
    str | None,
    typer.Option("--text", metavar="TEXT", help="The report's words for it hold this text.",
                 show_default=False),
]  # fmt: skip


def documents(
    as_json: options.AsJson = False,
    ledger: options.Ledger = None,
    config: options.Config = None,
) -> None:
    """List the reports in the ledger."""
    from reportedly.cli.ledger import open_to_read
    from reportedly.present.text import documents_table
    from reportedly.records import Claim, Document, Statement

    with open_to_read(ledger, config) as store:
        if as_json:
            print_json(store.read(Document))
            return
        found = tuple(store.read(Document))
        counts = {
            d.id: (
                store.count(Statement, document_id=d.id),
                store.count(Claim, document_id=d.id),
            )
            for d in found
        }
        if found:
            show_on_screen(documents_table(found, counts=counts, width=console().width))
        say(counted(len(found), "report"))


def claims(
    source: SourceFilter = None,
    role: RoleFilter = None,
    place: PlaceFilter = None,
    first: FromFilter = None,
    last: ToFilter = None,
    text: TextFilter = None,
    document: options.DocumentId = None,
    has_number: Annotated[
        bool, typer.Option("--numbers", help="Only claims with a number.")
    ] = False,
    as_json: options.AsJson = False,
    ledger: options.Ledger = None,
    config: options.Config = None,
) -> None:
    """List claims: who says it, how many, what, where, when.

    Filters add up: a claim is listed if all of them take it. --role is killed, injured, missing, …
    as in the documented table. A claim without a time is not listed where --from or --to is given.
    """
    from reportedly.cli.ledger import one_document, open_to_read
    from reportedly.present.text import claims_table
    from reportedly.present.views import claim_row

    _check_role(role)
    wanted = _Wanted(source=source, role=role, place=place, first=_date(first, "--from"),
                     last=_date(last, "--to"), text=text, has_number=has_number)  # fmt: skip
    with open_to_read(ledger, config) as store:
        found = _find_claims(store, wanted, one_document(store, document))
        if as_json:
            print_json(claim for claim, _, _ in found)
            return
        with waiting("reading the ledger"):
            rows = [claim_row(claim, statement, report) for claim, statement, report in found]
    if rows:
        show_on_screen(claims_table(rows, width=console().width))
    say(counted(len(rows), "claim"))


def questions(
    is_all: Annotated[
        bool, typer.Option("--all", help="Also those that only one claim answers.")
    ] = False,
    as_json: options.AsJson = False,
    ledger: options.Ledger = None,
    config: options.Config = None,
) -> None:
    """List questions with their competing answers."""
    from reportedly.cli.ledger import everything, open_to_read, warn_if_stale
    from reportedly.present.material import gather
    from reportedly.present.text import questions_list
    from reportedly.present.views import question_views

    with open_to_read(ledger, config) as store:
        warn_if_stale(store)
        if as_json:
            print_json(_questions_told(store, is_all=is_all))
            return
        with waiting("reading the ledger"):
            views = question_views(gather(everything(store)))
    shown = [view for view in views if is_all or len(view.claims) > 1]
    if shown:
        show_on_screen(questions_list(shown))
    left = len(views) - len(shown)
    single = f"; {left:,} more with one claim each (--all)" if left else ""
    say(f"{counted(len(shown), 'question')}{single}")


def show(
    record: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="Of a claim, statement, question, finding or report; the beginning will do.",
        ),
    ],
    as_json: options.AsJson = False,
    ledger: options.Ledger = None,
    config: options.Config = None,
) -> None:
    """Show one record whole: a claim, a question, a report.

    A claim is shown in its context with the chain of who says it, a question with its answers and
    the reasons, a check with its working, a report with its statements.
    """
    from reportedly.cli.details import details_of, kinds_shown, records_about
    from reportedly.cli.ledger import find_record, open_to_read

    with open_to_read(ledger, config) as store:
        found: Any = find_record(store, record, kinds_shown())
        if as_json:
            print_json(records_about(found, store))
        else:
            show_on_screen(details_of(found, store, width=console().width))


def search(
    text: Annotated[
        list[str],
        typer.Argument(metavar="TEXT...", help='Words; "a phrase"; the start of a word*.'),
    ],
    limit: Limit = 50,
    as_json: options.AsJson = False,
    ledger: options.Ledger = None,
    config: options.Config = None,
) -> None:
    """Find words in reports and claims.

    All of the words must stand there. Words in quotes are a phrase; word* is a beginning.
    """
    from reportedly.cli.ledger import open_to_read

    with open_to_read(ledger, config) as store:
        hits = list(store.search(" ".join(text), limit=limit))
        if as_json:
            _print_hits(hits)
            return
        labels = _labels(hits, store)
    for hit in hits:
        show_on_screen(_hit_text(hit, labels))
    say(counted(len(hits), "place"))


def problems(
    as_json: options.AsJson = False,
    ledger: options.Ledger = None,
    config: options.Config = None,
) -> None:
    """List what was not read, or not surely."""
    from reportedly.cli.ledger import open_to_read, paths_of
    from reportedly.present.text import problems_list
    from reportedly.records import Problem

    with open_to_read(ledger, config) as store:
        if as_json:
            print_json(store.read(Problem))
            return
        found = list(store.read(Problem))
        paths = paths_of(found, store)
    if found:
        show_on_screen(problems_list(found, paths))
    say(counted(len(found), "problem"))


class _Wanted:
    """What the filters of ``claims`` ask for."""

    def __init__(
        self, *, source: str | None, role: str | None, place: str | None, first: str | None,
        last: str | None, text: str | None, has_number: bool,
    ) -> None:  # fmt: skip
        self._has_number = has_number
        self.role = role
        self._source = _folded(source)
        self._place = _folded(place)
        self._text = _folded(text)
        self._first = first
        self._last = last

    def takes(self, claim: Claim, statement: Statement, document: Document) -> bool:
        if self._has_number and claim.quantity is None:
            return False
        if self._source is not None and not any(
            self._source in _joined(hop.source.name, hop.source.resolved_name)
            for hop in statement.chain
        ):
            return False
        if self._place is not None and not any(
            self._place in _joined(place.name) for place in claim.places
        ):
            return False
        words = document.text[claim.evidence.start : claim.evidence.end]
        if self._text is not None and self._text not in _joined(words):
            return False
        return self._is_in_time(claim)

    def _is_in_time(self, claim: Claim) -> bool:
        """Tells whether the claim's time meets the one asked for; a claim without one does not."""
        if self._first is None and self._last is None:
            return True
        if claim.time is None or (claim.time.first is None and claim.time.last is None):
            return False
        begins, ends = claim.time.first or "", claim.time.last or "9999"
        if self._first is not None and ends[: len(self._first)] < self._first:
            return False
        return self._last is None or begins[: len(self._last)] <= self._last


def _folded(text: str | None) -> str | None:
    return None if text is None else _joined(text)


def _joined(*texts: str | None) -> str:
    return " ".join(" ".join(t for t in texts if t is not None).split()).casefold()


def _find_claims(
    store: Store, wanted: _Wanted, only: Document | None
) -> Iterator[tuple[Claim, Statement, Document]]:
    """Yields the claims that are asked for, report by report: memory does not grow with them."""
    from reportedly.records import Claim, Document, Statement

    about: dict[str, object] = {} if wanted.role is None else {"role": wanted.role}
    for document in store.read(Document) if only is None else (only,):
        found = list(store.read(Claim, document_id=document.id, **about))
        if len(found) == 0:
            continue
        statements = {s.id: s for s in store.read(Statement, document_id=document.id)}
        for claim in found:
            statement = statements.get(claim.statement_id)
            if statement is not None and wanted.takes(claim, statement, document):
                yield claim, statement, document


def _questions_told(store: Store, *, is_all: bool) -> Iterator[object]:
    """Yields the questions that the table shows, then their assessments and voices."""
    from reportedly.records import Assessment, Origin, Question

    told = set()
    for question in store.read(Question):
        if is_all or len(question.claim_ids) > 1:
            told.add(question.id)
            yield question
    yield from (a for a in store.read(Assessment) if a.question_id in told)
    yield from (o for o in store.read(Origin) if is_all or o.question_id in told)


def _check_role(role: str | None) -> None:
    from typing import get_args

    from reportedly.records import Role

    if role is not None and role not in get_args(Role):
        raise typer.BadParameter(
            f"{role!r} is no role; known are {', '.join(get_args(Role))}.", param_hint="--role"
        )


def _date(value: str | None, option: str) -> str | None:
    if value is not None and IsoDate.fullmatch(value) is None:
        raise typer.BadParameter(
            f"{value!r} is not a date; give it as 2020-10-02, 2020-10 or 2020.", param_hint=option
        )
    return value


def _labels(hits: Iterable[SearchHit], store: Store) -> dict[str, str]:
    from reportedly.present.phrases import byline, document_label
    from reportedly.records import Document

    wanted = dict.fromkeys(hit.document_id for hit in hits)
    return {
        id_: f"{document_label(document)} ({byline(document)})"
        for id_ in wanted
        for document in store.read(Document, id=id_)
    }


def _hit_text(hit: SearchHit, labels: dict[str, str]) -> Any:
    from reportedly.present.text import found_text

    return found_text(
        hit.excerpt, hit.marks, kind=hit.kind, id=hit.id, label=labels.get(hit.document_id, "")
    )


def _print_hits(hits: Iterable[SearchHit]) -> None:
    import sys

    from reportedly.codec import encode
    from reportedly.present.jsonlines import dump_line

    as_utf8(sys.stdout)
    for hit in hits:
        sys.stdout.write(f"{dump_line({'type': 'hit', **encode(hit)})}\n")
