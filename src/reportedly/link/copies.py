"""Stage: Document -> Fingerprint; and how much of one report stands word for word in another."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from reportedly.records import Document, Fingerprint

# Five words in a row that two reports share by chance are rare outside fixed phrases; the same
# length is used for news reuse by Clough et al. (METER, 2002) and NEWS-COPY (Silcock et al. 2022).
SEQUENCE_WORDS = 5
# As many hashes as a report of about 260 words has sequences: short reports are compared exactly,
# longer ones with a standard error of about 3 percentage points (bottom-k, Broder 1997).
SKETCH_SIZE = 256
# From here on the shorter report is taken for a copy: half of it stands in the other word for word.
COPIED_FROM = 0.5
# A sequence that more reports share than this is boilerplate ("sign up for our newsletter").
BOILERPLATE_DOCUMENTS = 200

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class FingerprintDocuments:
    """Returns a fingerprint of each document."""

    name: ClassVar[str] = "fingerprint"
    version: ClassVar[int] = 1
    consumes: ClassVar[type] = Document
    produces: ClassVar[tuple[type, ...]] = (Fingerprint,)
    group_by: ClassVar[str | None] = None

    def __call__(self, batch: Sequence[Document], /) -> Iterator[Fingerprint]:
        """Yields the fingerprint of each document, in the batch's order."""
        for document in batch:
            yield fingerprint(document.id, document.text)


def fingerprint(document_id: str, text: str) -> Fingerprint:
    """Returns the fingerprint of a text: its smallest hashes of five-word sequences.

    Words are runs of letters and digits in lower case: a changed comma, quotation mark or line
    break changes nothing, a changed word changes the five sequences that hold it. A text of fewer
    than five words is one sequence. Hashes have 63 bits, so that any database holds them.
    """
    words = [word.lower() for word in _WORD.findall(text)]
    last = max(0, len(words) - SEQUENCE_WORDS)
    sequences = {" ".join(words[i : i + SEQUENCE_WORDS]) for i in range(last + 1)} - {""}
    hashes = sorted(_hash(sequence) for sequence in sequences)
    return Fingerprint(
        document_id=document_id, words=len(words), sketch=tuple(hashes[:SKETCH_SIZE])
    )


def containment(a: Fingerprint, b: Fingerprint) -> float:
    """Returns the share of the shorter text's word sequences that stand in the longer: 0 to 1.

    Exact where both sketches are complete (up to 260 words), an estimate otherwise: the share of
    common hashes among the smallest of both together estimates the Jaccard similarity, from which
    the size of the overlap follows. Repeated sequences are counted once in a complete sketch.
    """
    if len(a.sketch) == 0 or len(b.sketch) == 0:
        return 0.0
    common = set(a.sketch) & set(b.sketch)
    if len(common) == 0:
        return 0.0
    if _is_complete(a) and _is_complete(b):
        return len(common) / min(len(a.sketch), len(b.sketch))
    smallest = sorted(set(a.sketch) | set(b.sketch))[:SKETCH_SIZE]
    jaccard = sum(1 for value in smallest if value in common) / len(smallest)
    size_a, size_b = _sequences(a), _sequences(b)
    overlap = jaccard / (1 + jaccard) * (size_a + size_b)
    return min(1.0, overlap / min(size_a, size_b))


def copied_pairs(fingerprints: Iterable[Fingerprint]) -> tuple[tuple[str, str, float], ...]:
    """Returns the pairs of documents of which one copies the other, with their containment.

    Only documents that share a hash are compared; hashes that very many share (boilerplate) lead
    to no comparison.
    """
    by_id = {item.document_id: item for item in fingerprints}
    holders: dict[int, list[str]] = defaultdict(list)
    for document_id in sorted(by_id):
        for value in by_id[document_id].sketch:
            holders[value].append(document_id)
    pairs: set[tuple[str, str]] = set()
    for documents in holders.values():
        if 1 < len(documents) <= BOILERPLATE_DOCUMENTS:
            pairs.update(
                (left, right) for i, left in enumerate(documents) for right in documents[i + 1 :]
            )
    found = []
    for left, right in sorted(pairs):
        share = containment(by_id[left], by_id[right])
        if share >= COPIED_FROM:
            found.append((left, right, share))
    return tuple(found)


def _is_complete(item: Fingerprint) -> bool:
    return len(item.sketch) < SKETCH_SIZE


def _sequences(item: Fingerprint) -> int:
    if _is_complete(item):
        return len(item.sketch)
    return max(len(item.sketch), item.words - SEQUENCE_WORDS + 1)


def _hash(sequence: str) -> int:
    digest = hashlib.blake2b(sequence.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
