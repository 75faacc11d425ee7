"""What linking kept in a store, with the store's claims in context as they are now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from reportedly.errors import StoreError
from reportedly.records import Claim, ClaimInContext, Copy, Document, Fingerprint, Statement
from reportedly.store.base import Store

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What linking needs to know of a report beside its claims and copies."""

    publisher: str | None
    published: str | None
    fingerprint: Fingerprint | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLinkage:
    """The linkage of a store. ``gone`` and ``found`` are copies that the store is to learn of yet.

    Of ``gone`` only the ids are given. ``about`` and ``copies`` are those of the reports that were
    looked up so far: a step asks for the same ones again and again.
    """

    store: Store
    gone: frozenset[str] = frozenset()
    found: tuple[Copy, ...] = ()
    about: dict[str, About] = field(default_factory=dict)
    copies: dict[str, tuple[Copy, ...]] = field(default_factory=dict)

    def rows(self, kind: type[Row], column: str, values: Collection[object], /) -> Iterator[Row]:
        """Yields the kept rows of one kind in which a column has one of some values."""
        return self.store.find(kind, column, values)

    def all_rows(self, kind: type[Row], /) -> Iterator[Row]:
        """Yields all kept rows of one kind."""
        return self.store.read(kind)

    def claims(self, claim_ids: Collection[str], /) -> Iterator[ClaimInContext]:
        """Yields some claims in context."""
        return self._in_context(self.store.find(Claim, "id", claim_ids))

    def claims_alone(self, claim_ids: Collection[str], /) -> Iterator[ClaimInContext]:
        """Yields some claims in context, without the copies of their reports."""
        return self._in_context(self.store.find(Claim, "id", claim_ids), has_copies=False)

    def claims_of_reports(self, document_ids: Collection[str], /) -> Iterator[ClaimInContext]:
        """Yields all claims of some reports in context."""
        return self._in_context(self.store.find(Claim, "document_id", document_ids))

    def _in_context(
        self, found: Iterable[Claim], *, has_copies: bool = True
    ) -> Iterator[ClaimInContext]:
        claims = tuple(found)
        reports = {claim.document_id for claim in claims}
        spoken = {claim.statement_id for claim in claims}
        statements = {s.id: s for s in self.store.find(Statement, "id", spoken)}
        self._look_up(reports - self.about.keys())
        if has_copies:
            self._look_up_copies(reports - self.copies.keys())
        for claim in claims:
            if claim.statement_id not in statements:
                raise damaged(claim)
            about = self.about[claim.document_id]
            yield ClaimInContext(
                document_id=claim.document_id,
                claim=claim,
                statement=statements[claim.statement_id],
                publisher=about.publisher,
                published=about.published,
                fingerprint=about.fingerprint,
                copies=self.copies[claim.document_id] if has_copies else (),
            )

    def _look_up(self, reports: Collection[str]) -> None:
        """Adds what is to be known of some reports."""
        documents = {d.id: d for d in self.store.find(Document, "id", reports)}
        prints = {f.document_id: f for f in self.store.find(Fingerprint, "document_id", reports)}
        for report in reports:
            document = documents.get(report)
            self.about[report] = About(
                publisher=None if document is None else document.publisher,
                published=None if document is None else document.published,
                fingerprint=prints.get(report),
            )

    def _look_up_copies(self, reports: Collection[str]) -> None:
        """Adds the copies that some reports have a part in, in the order of their reports."""
        kept = [c for side in ("left", "right") for c in self.store.find(Copy, side, reports)]
        known = [copy for copy in kept if copy.id not in self.gone]
        held: dict[str, dict[str, Copy]] = defaultdict(dict)
        for copy in sorted((*known, *self.found), key=lambda copy: (copy.left, copy.right)):
            held[copy.left][copy.id] = copy
            held[copy.right][copy.id] = copy
        self.copies.update({report: tuple(held[report].values()) for report in reports})


def damaged(claim: Claim) -> StoreError:
    """Returns the error of a claim that has no statement."""
    return StoreError(
        f"claim {claim.id} has no statement in the ledger: it is damaged. Add the reports to a "
        "new ledger."
    )
