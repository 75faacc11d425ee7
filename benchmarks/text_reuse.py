"""text_reuse: was one report copied from the other, word for word?

The pairs name articles of another file (``--texts``): all of these are compared, as a ledger's are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from benchmarks.documents import document
from reportedly.link.copies import find_copies
from reportedly.link.fingerprints import FingerprintDocuments
from reportedly.records import Copy

# The benchmark's own bounds: below this share a pair is no partial copy.
PARTIAL_FROM = 0.2


def predict(
    records: Iterable[dict[str, Any]], texts: Iterable[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Yields copied, partial or independent for each pair."""
    documents = {record["id"]: document(record) for record in texts}
    copies = find_copies(FingerprintDocuments()(tuple(documents.values())))
    found = {frozenset({copy.left, copy.right}): copy for copy in copies}
    for pair in records:
        known = frozenset({documents[pair["a"]].id, documents[pair["b"]].id})
        yield {"id": pair["id"], "label": _label(found.get(known))}


def _label(copy: Copy | None) -> str:
    if copy is None or copy.kind == "reworded":
        return "independent"
    if copy.kind in {"exact", "near"}:
        return "copied"
    return "partial" if copy.share >= PARTIAL_FROM else "independent"
