"""What linking kept in a store, with the store's claims in context as they are now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from reportedly.errors import StoreError
from reportedly.records import Claim, ClaimInContext, Copy, Document, Fingerprint, Statement
from reportedly.store.base import Store

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLinkage:
    """The linkage of a store. ``gone`` and ``found`` are copies that the store is to learn of yet.

    Of ``gone`` only the ids are given.
    """

    store: Store
    gone: frozenset[str] = frozenset()
    found: tuple[Copy, ...] = ()

    def rows(self, kind: type[Row], column: str, values: Collection[object], /) -> Iterator[Row]:
        """Yields the kept rows of one kind in which a column has one of some values."""
        return self.store.find(kind, column, values)

    def all_rows(self, kind: type[Row], /) -> Iterator[Row]:
        """Yields all kept rows of one kind."""
        return self.store.read(kind)

    def claims(self, claim_ids: Collection[str], /) -> Iterator[ClaimInContext]:
        """Yields some claims in context."""
        return self._in_context(self.store.find(Claim, "id", claim_ids))

    def claims_of_reports(self, document_ids: Collection[str], /) -> Iterator[ClaimInContext]:
        """Yields all claims of some reports in context."""
        return self._in_context(self.store.find(Claim, "document_id", document_ids))

    def _in_context(self, found: Iterable[Claim]) -> Iterator[ClaimInContext]:
        claims = tuple(found)
        reports = {claim.document_id for claim in claims}
        spoken = {claim.statement_id for claim in claims}
        statements = {s.id: s for s in self.store.find(Statement, "id", spoken)}
        about = {d.id: (d.publisher, d.published) for d in self.store.find(Document, "id", reports)}
        prints = {f.document_id: f for f in self.store.find(Fingerprint, "document_id", reports)}
        copies = self._copies(reports)
        for claim in claims:
            if claim.statement_id not in statements:
                raise damaged(claim)
            publisher, published = about.get(claim.document_id, (None, None))
            yield ClaimInContext(
                document_id=claim.document_id,
                claim=claim,
                statement=statements[claim.statement_id],
                publisher=publisher,
                published=published,
                fingerprint=prints.get(claim.document_id),
                copies=copies.get(claim.document_id, ()),
            )

    def _copies(self, reports: Collection[str]) -> dict[str, tuple[Copy, ...]]:
        """Returns the copies that some reports have a part in, in the order of their reports."""
        kept = [c for side in ("left", "right") for c in self.store.find(Copy, side, reports)]
        known = [copy for copy in kept if copy.id not in self.gone]
        held: dict[str, dict[str, Copy]] = defaultdict(dict)
        for copy in sorted((*known, *self.found), key=lambda copy: (copy.left, copy.right)):
            held[copy.left][copy.id] = copy
            held[copy.right][copy.id] = copy
        return {report: tuple(copies.values()) for report, copies in held.items()}


def damaged(claim: Claim) -> StoreError:
    """Returns the error of a claim that has no statement."""
    return StoreError(
        f"claim {claim.id} has no statement in the ledger: it is damaged. Add the reports to a "
        "new ledger."
    )
