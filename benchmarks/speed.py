"""Extraction timed against the bare parser over the same texts, in one run, and where time goes."""

from __future__ import annotations

import platform
import resource
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.__main__ import read_records
from benchmarks.documents import document
from reportedly.extract.attribution import find_statements
from reportedly.extract.claim_drafts import claimed_quantities
from reportedly.extract.claims import ExtractClaims, find_claims, find_counts
from reportedly.extract.nlp import load, parse
from reportedly.extract.own_numbers import with_own_numbers
from reportedly.extract.places import find_places
from reportedly.extract.times import find_times
from reportedly.records import Document

BATCH = 32
STEP_DOCUMENTS = 60
ROUNDS = 3
LONG_WORDS = (12_500, 25_000, 50_000)
PARSE = "bare parse"
# What is read besides who says it: the content of claims.
CONTENT_STEPS = ("times", "places", "quantities", "claims")


def print_speed(data: Path) -> int:
    """Prints both times, their ratio, words a second, peak memory and the time of each step."""
    documents = [document(record) for record in read_records(data)]
    words = sum(len(d.text.split()) for d in documents)
    nlp = load()
    extract = ExtractClaims()
    list(extract(documents[:5]))  # everything loaded before anything is timed
    start = time.perf_counter()
    for _ in nlp.pipe((d.text for d in documents), batch_size=BATCH):
        pass
    bare = time.perf_counter() - start
    start = time.perf_counter()
    made = sum(1 for batch in _batches(documents) for _ in extract(batch))
    whole = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{platform.machine()}, Python {platform.python_version()}, one process")
    print(f"documents {len(documents)}, words {words}, records {made}")
    print(f"bare parser   {bare:7.1f} s  {words / bare:7.0f} words/s")
    print(f"extraction    {whole:7.1f} s  {words / whole:7.0f} words/s")
    print(f"ratio         {whole / bare:7.2f}    (ceiling 3)")
    print(f"peak memory   {peak:7.0f} MB")
    _print_steps(documents[:STEP_DOCUMENTS])
    _print_long(documents)
    return 0


def _print_long(documents: Sequence[Document]) -> None:
    """Prints the processor time of single long documents, made of the reports one after another."""
    print("one long document, processor time:")
    for wanted in LONG_WORDS:
        texts, words = [], 0
        for each in documents:
            texts.append(each.text)
            words += len(each.text.split())
            if words >= wanted:
                break
        long = document({"id": str(wanted), "text": "\n\n".join(texts)})
        start = time.process_time()
        list(ExtractClaims()([long]))
        spent = time.process_time() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"  {words:>6} words {spent:6.1f} s {words / spent:6.0f} words/s, peak {peak:.0f} MB")


def _batches(documents: Sequence[Document]) -> list[Sequence[Document]]:
    return [documents[i : i + BATCH] for i in range(0, len(documents), BATCH)]


def _print_steps(documents: Sequence[Document]) -> None:
    """Prints the processor time of each step, alone, and its share of the bare parse.

    Processor time of one process, and the least of some rounds: what else runs on the machine does
    not count.
    """
    seconds = [_time_steps(documents) for _ in range(ROUNDS)]
    least = {step: min(each[step] for each in seconds) for step in seconds[0]}
    words = sum(len(d.text.split()) for d in documents)
    print(f"processor time by step, {len(documents)} documents, least of {ROUNDS} rounds:")
    for step, spent in least.items():
        share = spent / least[PARSE]
        print(
            f"  {step:<12}{spent:7.3f} s {1e6 * spent / words:7.1f} µs/word {share:6.1%} of parse"
        )
    own = sum(least[step] for step in CONTENT_STEPS)
    print(f"  all but parse and statements: {own / least[PARSE]:.1%} of parse    (ceiling 25%)")


def _time_steps(documents: Sequence[Document]) -> dict[str, float]:
    """Returns the seconds of each step over the documents."""
    nlp = load()
    spent = dict.fromkeys((PARSE, "statements", *CONTENT_STEPS), 0.0)
    clock = _Clock(spent)
    for each in documents:
        for _ in nlp.pipe([each.text]):
            pass
        clock.note(PARSE)
        (parsed,) = parse([each.text])
        clock.last = time.process_time()  # the same parse, cut at paragraphs
        times = find_times(parsed, published=each.published)
        clock.note("times")
        statements, _ = find_statements(parsed, each, times)
        clock.note("statements")
        places = find_places(parsed, publisher=each.publisher, url=each.url)
        clock.note("places")
        quantities = claimed_quantities(find_counts(parsed), times)
        statements = with_own_numbers(parsed.doc, each, statements, quantities)
        clock.note("quantities")
        find_claims(parsed.doc, each, statements, quantities, places, times)
        clock.note("claims")
    return spent


class _Clock:
    """Adds the processor time since the last note to the step that is noted."""

    def __init__(self, spent: dict[str, float]) -> None:
        self.spent = spent
        self.last = time.process_time()

    def note(self, step: str) -> None:
        now = time.process_time()
        self.spent[step] += now - self.last
        self.last = now
