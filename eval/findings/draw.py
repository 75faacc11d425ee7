"""Draws findings at random from a corpus, each with the words that it is about, to be judged.

::

    python -m eval.findings.draw --data CORPUS.jsonl --seed 2 --count 100 > sheet.txt
    python -m eval.findings.draw --data CORPUS.jsonl --verdict "does not hold" --count 1000

The corpus is a benchmark file of reports; it is read along the product's own path, as one ledger.
Each finding stands with a line to copy into ``labels.jsonl``: kind, verdict, and the offsets of
its inputs. The sheet holds text of the corpus and is no part of the project.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.documents import document
from reportedly.config import default_plan
from reportedly.records import ClaimInContext, Document, Finding
from reportedly.run.linking import claims_in_context, link
from reportedly.run.plans import report_stages
from reportedly.store.memory import MemoryStore

CONTEXT_CHARACTERS = 160


class Corpus:
    """The reports of a benchmark file as one ledger, with the findings over it."""

    def __init__(self, data: Path) -> None:
        """Reads all reports; takes about a minute for 400."""
        plan = default_plan()
        stages = [stage for stage in report_stages(plan) if stage.consumes is Document]
        self.names: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        store = MemoryStore()
        for line in data.read_text("utf-8").splitlines():
            record = json.loads(line)
            report = document(record)
            self.names[report.id], self.texts[report.id] = record["id"], report.text
            store.write([report, *(result for stage in stages for result in stage([report]))])
        for _ in link(store, plan, strict=True, is_forced=True):
            pass
        self.claims = {item.claim.id: item for item in claims_in_context(store)}
        self.findings = tuple(store.read(Finding))

    def label(self, finding: Finding) -> dict[str, Any]:
        """Returns the line of ``labels.jsonl`` for a finding, not yet judged."""
        return {
            "kind": finding.kind,
            "verdict": finding.verdict,
            "inputs": [
                {"document": self.names[item.document_id], "start": start, "end": end}
                for item, start, end in self._inputs(finding)
            ],
        }

    def words(self, finding: Finding) -> Iterator[str]:
        """Yields the words around each input of a finding, the input in double brackets."""
        for item, start, end in self._inputs(finding):
            text = self.texts[item.document_id]
            before = text[max(0, start - CONTEXT_CHARACTERS) : start]
            after = text[end : end + CONTEXT_CHARACTERS]
            words = " ".join(f"{before}[[{text[start:end]}]]{after}".split())
            yield f"{self.names[item.document_id]} {item.publisher} {item.published}: {words}"

    def _inputs(self, finding: Finding) -> Iterator[tuple[ClaimInContext, int, int]]:
        for claim_id in finding.claim_ids:
            item = self.claims[claim_id]
            quantity = item.claim.quantity
            span = item.claim.evidence if quantity is None else quantity.span
            yield item, span.start, span.end


def drawn(findings: Sequence[Finding], seed: int, count: int) -> tuple[Finding, ...]:
    """Returns that many findings, each as likely as any other; all of them where there are fewer.

    The order of the ids is the only one that counts, so that the draw is the same everywhere.
    """
    ordered = sorted(findings, key=lambda finding: finding.id)
    return tuple(random.Random(seed).sample(ordered, min(count, len(ordered))))  # noqa: S311 - no secret


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the sheet of drawn findings."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--verdict", help="only findings with this verdict")
    parser.add_argument("--kind", help="only findings of this kind")
    given = parser.parse_args(arguments)
    corpus = Corpus(given.data)
    among = [
        finding
        for finding in corpus.findings
        if given.verdict in {None, finding.verdict} and given.kind in {None, finding.kind}
    ]
    out = sys.stdout
    out.write(f"{len(among)} findings, of which are drawn {min(given.count, len(among))}\n\n")
    for number, finding in enumerate(drawn(among, given.seed, given.count), start=1):
        out.write(f"{number}. {finding.verdict} | {finding.kind} | {finding.statement}\n")
        out.writelines(f"   {step.text} -> {step.result}\n" for step in finding.working)
        out.writelines(f"   - {words}\n" for words in corpus.words(finding))
        out.write(f"   {json.dumps(corpus.label(finding))}\n\n")


if __name__ == "__main__":
    main()
