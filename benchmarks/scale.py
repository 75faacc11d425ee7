"""How work grows with the ledger: made-up claims and reports are linked, read, searched for copies.

What is printed is time and memory.
"""

from __future__ import annotations

import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

from benchmarks.__main__ import read_records
from benchmarks.generator import (
    Seed,
    day_of,
    generated_claims,
    generated_copies,
    generated_texts,
    read_seeds,
)
from reportedly.config import default_plan
from reportedly.link.copies import common_sequences, copies_of, find_copies
from reportedly.link.fingerprints import fingerprint
from reportedly.link.meetings import candidates
from reportedly.link.questions import LinkClaims
from reportedly.records import (
    Claim,
    ClaimInContext,
    Document,
    Entity,
    Link,
    Problem,
    Question,
)
from reportedly.run.events import StageFinished
from reportedly.run.linking import link
from reportedly.store.base import DocumentWork, Store
from reportedly.store.sqlite import SqliteStore

# Reports that are added one by one, each timed.
ADDED = 5


def print_scale_link(data: Path, sizes: Sequence[int]) -> int:
    """Prints time, memory and results of linking made-up claims, for each number of claims.

    Sizes are taken in rising order; the peak is that of the process so far, the claims included.
    Time a claim is of the processor: other work on the machine does not count.
    """
    seeds = read_seeds(read_records(data))
    _print_machine(seeds)
    print(
        "claims   reports  seconds    cpu s  ms/claim  peak MB  questions    links  problems"
        "  largest"
    )
    for size in sorted(sizes):
        _print_one_size(seeds, size)
    return 0


def _print_one_size(seeds: Sequence[Seed], size: int) -> None:
    reports = list(generated_claims(seeds, size))
    claims = [item for report in reports for item in report]
    start, start_cpu = time.perf_counter(), time.process_time()
    counts: Counter[type] = Counter()
    largest = 0
    for made in LinkClaims()(claims):
        counts[type(made)] += 1
        if isinstance(made, Question):
            largest = max(largest, len(made.claim_ids))
    seconds, cpu = time.perf_counter() - start, time.process_time() - start_cpu
    print(
        f"{len(claims):7d}  {len(reports):7d}  {seconds:7.1f}  {cpu:7.1f}"
        f"  {1000 * cpu / len(claims):8.2f}"
        f"  {_peak_mb(resource.RUSAGE_SELF):7.0f}  {counts[Question]:9d}  {counts[Link]:7d}"
        f"  {counts[Problem]:8d}  {largest:7d}",
        flush=True,
    )


def print_scale_read(data: Path, reports: int) -> int:
    """Prints time and memory of ``reportedly add`` over so many made-up reports; the exit status.

    The command runs as a user runs it, in a process of its own, with its pool, on a new ledger.
    """
    seeds = read_seeds(read_records(data))
    _print_machine(seeds)
    with tempfile.TemporaryDirectory() as folder:
        corpus, ledger = Path(folder, "corpus.jsonl"), Path(folder, "ledger.db")
        with corpus.open("w", encoding="utf-8") as lines:
            for row in generated_texts(seeds, reports):
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
        command = [sys.executable, "-m", "reportedly", "add", str(corpus), "--ledger", str(ledger)]
        start = time.perf_counter()
        status = subprocess.run(command, check=False, stderr=subprocess.PIPE, text=True)  # noqa: S603 (our own command)
        seconds = time.perf_counter() - start
        print((status.stderr.strip().splitlines() or [""])[-1])
        print(f"reports {reports}, {seconds:.0f} s, {1000 * seconds / reports:.0f} ms/report")
        print(f"peak of the largest process {_peak_mb(resource.RUSAGE_CHILDREN):.0f} MB")
        print(f"ledger {ledger.stat().st_size / 1e6:.0f} MB")
    return status.returncode


def print_scale_add(data: Path, reports: int) -> int:
    """Prints how long it takes to add one report more to a ledger of so many made-up reports.

    Added is a report whose claims are known: what ``reportedly add`` does after reading it. One is
    added by a process of its own, from its start to its end; others one after another.
    """
    seeds = read_seeds(read_records(data))
    _print_machine(seeds)
    made = generated_claims(seeds, 1 << 40)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "ledger.db")
        with SqliteStore(path) as store:
            for _ in range(reports):
                store.replace_document(_work(next(made)))
            print(_linked(store, f"{reports} reports at once", time.perf_counter()), flush=True)
        print(f"ledger {path.stat().st_size / 1e6:.0f} MB")
        for count in (1, ADDED):
            more = [next(made) for _ in range(count)]
            start = time.perf_counter()
            with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as own:
                for line in own.submit(_add, path, more).result():
                    print(line)
            print(f"that process, from start to end: {time.perf_counter() - start:.2f} s")
    return 0


def _add(path: Path, reports: Sequence[Sequence[ClaimInContext]]) -> list[str]:
    """Returns how long it takes to add reports to a ledger, each after the other."""
    lines = []
    with SqliteStore(path) as store:
        for items in reports:
            start = time.perf_counter()
            store.replace_document(_work(items))
            lines.append(_linked(store, "one report more", start))
    return lines


def print_scale_copies(data: Path, sizes: Sequence[int]) -> int:
    """Prints how long the search for copies takes among made-up reports, for each number of them.

    ``compared`` counts the pairs that are compared, ``choosing`` is the time until they are known;
    ``search`` is the whole. Times are of the processor: other work on the machine does not count.
    Sizes are taken in rising order; the peak is that of the process so far.
    """
    texts = [record["text"] for record in read_records(data) if record.get("text")]
    print(f"{platform.machine()}, Python {platform.python_version()}, {len(texts)} real texts")
    print("reports  fingerprints s  choosing s  search s  one more s  compared   copies  peak MB")
    for size in sorted(sizes):
        start = time.process_time()
        prints = [
            replace(fingerprint(report, text), publisher=publisher, published=day_of(number))
            for number, (report, publisher, text) in enumerate(generated_copies(texts, size))
        ]
        made = time.process_time()
        common = common_sequences(prints)
        compared = sum(1 for _ in candidates(prints, common))
        chosen = time.process_time()
        copies = find_copies(prints)
        found = time.process_time()
        copies_of(prints[-1], prints[:-1], common)
        last = time.process_time()
        print(
            f"{size:7d}  {made - start:14.1f}  {chosen - made:10.1f}  {found - chosen:8.1f}"
            f"  {last - found:10.2f}  {compared:8d}  {len(copies):7d}"
            f"  {_peak_mb(resource.RUSAGE_SELF):7.0f}",
            flush=True,
        )
    return 0


def _linked(store: Store, what: str, started: float) -> str:
    """Returns the time of linking a ledger as it is, of its stages, and since something started.

    The times of the stages and of linking are of the processor; the first one is by the clock.
    """
    start = last = time.process_time()
    stages = []
    for event in link(store, default_plan()):
        if isinstance(event, StageFinished):
            now = time.process_time()
            stages.append(f"{event.stage} {now - last:.2f}")
            last = now
    end = time.process_time()
    return (
        f"{what}: {time.perf_counter() - started:.2f} s by the clock; linking {end - start:.2f} s "
        f"of the processor ({', '.join(stages)}, writing {end - last:.2f}); "
        f"{store.count(Claim)} claims, {store.count(Question)} questions, "
        f"{store.count(Entity)} entities, peak {_peak_mb(resource.RUSAGE_SELF):.0f} MB"
    )


def _work(items: Sequence[ClaimInContext]) -> DocumentWork:
    """Returns what the driver writes of a report that was read."""
    first = items[0]
    document = Document(
        id=first.document_id, path=None, url=None, title=None, publisher=first.publisher,
        authors=(), published=first.published, modified=None, retrieved=None, language="en",
        text="", text_sha256=first.document_id, snapshot_sha256=first.document_id,
    )  # fmt: skip
    prints = () if first.fingerprint is None else (first.fingerprint,)
    statements = {item.statement.id: item.statement for item in items}
    return DocumentWork(
        document=document,
        snapshot=None,
        records=(*prints, *statements.values(), *(item.claim for item in items)),
        problems=(),
        stages=(),
        replaces=(),
        done=(),
    )


def _print_machine(seeds: Sequence[Seed]) -> None:
    claims = sum(len(seed.items) for seed in seeds)
    print(f"{platform.machine()}, Python {platform.python_version()}")
    print(f"varied from {len(seeds)} real reports with {claims} claims", flush=True)


def _peak_mb(who: int) -> float:
    return resource.getrusage(who).ru_maxrss / 1024
