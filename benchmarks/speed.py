"""Extraction timed against the bare parser over the same texts, in one run, and where time goes."""

from __future__ import annotations

import cProfile
import platform
import pstats
import resource
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.__main__ import read_records
from benchmarks.documents import document
from reportedly.extract.claims import ExtractClaims
from reportedly.extract.nlp import load
from reportedly.records import Document

BATCH = 32
PROFILED_DOCUMENTS = 60


def print_speed(data: Path) -> int:
    """Prints both times, their ratio, words a second, peak memory and the costliest functions."""
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
    print(f"ratio         {whole / bare:7.2f}    (ceiling 2.5)")
    print(f"peak memory   {peak:7.0f} MB")
    _print_profile(documents[:PROFILED_DOCUMENTS], extract)
    return 0


def _batches(documents: Sequence[Document]) -> list[Sequence[Document]]:
    return [documents[i : i + BATCH] for i in range(0, len(documents), BATCH)]


def _print_profile(documents: Sequence[Document], extract: ExtractClaims) -> None:
    profile = cProfile.Profile()
    profile.enable()
    for batch in _batches(documents):
        list(extract(batch))
    profile.disable()
    steps = {
        "parse": "nlp.py:parse", "times": "find_times", "statements": "find_statements",
        "places": "find_places", "quantities": "find_quantities", "claims": "find_claims",
    }  # fmt: skip
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined] # in the class, not its stub
    print("where the time goes (under the profiler):")
    for step, name in steps.items():
        function = name.rpartition(":")[2]
        spent = sum(row[3] for (_, _, called), row in stats.items() if called == function)
        print(f"  {step:<12}{spent:7.2f} s")
