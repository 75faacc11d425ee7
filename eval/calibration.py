"""Do figures that are graded better agree more often with what people coded?

::

    python -m eval.calibration --data ../shared/bench/casualties_fakes/dev.jsonl

The reports of the file are read, linked and assessed as one ledger. Of each report the main figures
of killed are taken, each with the grade of the answer that it is part of, and compared with the
number that the coders of the benchmark gave for that group. The table shows the share that agrees,
by grade and by condition, with a 95 percent interval: questions are drawn again with replacement,
2,000 times from a fixed seed, since the figures of one question stand or fall together.

Two comparisons are made. *Own*: with the number coded for the same report. That measures reading: a
figure that was read wrongly disagrees whatever its grade. *Others*: with the numbers coded for the
other reports in which the same question is answered, pair by pair. That is nearer to what a grade
is about. Neither says what happened: the codes were made from the reports' texts.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.__main__ import read_records
from benchmarks.documents import claims_in_context
from reportedly.assess.main_figures import main_figures
from reportedly.config import default_plan
from reportedly.grading import credibility_scale, rules
from reportedly.records import Answer, Assessment, ClaimInContext
from reportedly.run.linking import link_in_memory

DRAWS = 2000
SEED = 20260101


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One main figure of a report: its question, grade and condition, the number, the code."""

    question_id: str
    report: str
    population: str
    grade: str
    condition: str
    number: int
    coded: int


def cases(records: Iterable[dict[str, Any]]) -> Iterator[Case]:
    """Yields a case for each main figure that is a number of its report, not the tool's sum."""
    read = [(record, contexts) for record, contexts in claims_in_context(records)]
    every = tuple(context for _, contexts in read for context in contexts)
    made = link_in_memory(every, default_plan(), strict=True)
    graded = {
        claim_id: (assessment.question_id, answer)
        for assessment in made
        if isinstance(assessment, Assessment)
        for answer in assessment.answers
        for claim_id in answer.claim_ids
    }
    for record, contexts in read:
        yield from _cases_of(record, contexts, graded)


def _cases_of(
    record: dict[str, Any],
    contexts: Sequence[ClaimInContext],
    graded: dict[str, tuple[str, Answer]],
) -> Iterator[Case]:
    figures = main_figures(
        [context.claim for context in contexts],
        headline=record.get("title"),
        published=record.get("published"),
    )
    for figure in figures:
        if (
            figure.role != "killed"
            or figure.is_derived
            or figure.population not in record["killed"]
        ):
            continue
        found = next((graded[id_] for id_ in figure.claim_ids if id_ in graded), None)
        if found is None:
            continue
        question_id, answer = found
        yield Case(
            question_id=question_id,
            report=record["id"],
            population=figure.population,
            grade=answer.credibility or "none",
            condition=answer.condition or "none",
            number=int(figure.count),
            coded=record["killed"][figure.population],
        )


def own_codes(chosen: Sequence[Case]) -> dict[str, list[bool]]:
    """Returns, by question, whether each figure is the number coded for its report."""
    found: defaultdict[str, list[bool]] = defaultdict(list)
    for case in chosen:
        found[case.question_id].append(case.number == case.coded)
    return found


def other_codes(chosen: Sequence[Case], every: Sequence[Case]) -> dict[str, list[bool]]:
    """Returns, by question, whether each figure is the number coded for each other report of it."""
    found: defaultdict[str, list[bool]] = defaultdict(list)
    for case in chosen:
        found[case.question_id] += [
            case.number == other.coded
            for other in every
            if other.question_id == case.question_id
            and other.population == case.population
            and other.report != case.report
        ]
    return {question: pairs for question, pairs in found.items() if pairs}


def share_words(outcomes: dict[str, list[bool]]) -> str:
    """Returns the share that agrees, with its 95 percent interval and how many it is of."""
    groups = [outcomes[question] for question in sorted(outcomes)]
    if len(groups) == 0:
        return ""
    chance = random.Random(SEED)  # noqa: S311 - resampling, no secret
    shares = sorted(
        sum(map(sum, drawn)) / sum(map(len, drawn))
        for drawn in (chance.choices(groups, k=len(groups)) for _ in range(DRAWS))
    )
    low, high = shares[int(0.025 * DRAWS)], shares[int(0.975 * DRAWS) - 1]
    total = sum(map(len, groups))
    return f"{sum(map(sum, groups)) / total:.2f} ({low:.2f} to {high:.2f}) of {total}"


def table(every: Sequence[Case]) -> Iterator[str]:
    """Yields the lines of the table in Markdown: by grade, then by condition."""
    yield from _heading("Graded")
    for grade, words in credibility_scale().items():
        yield _line(f"{grade} {words}", [c for c in every if c.grade == grade], every)
    yield _line("no grade: revised", [c for c in every if c.grade == "none"], every)
    yield _line("all", every, every)
    yield ""
    yield from _heading("Condition")
    for code, rule in rules().items():
        name = f"{code} ({rule.grade or 'none'}, {rule.monitor})"
        yield _line(name, [c for c in every if c.condition == code], every)


def _heading(name: str) -> Iterator[str]:
    yield f"| {name} | Questions | Own | Others |"
    yield "|---|---|---|---|"


def _line(name: str, chosen: Sequence[Case], every: Sequence[Case]) -> str:
    own, others = share_words(own_codes(chosen)), share_words(other_codes(chosen, every))
    return f"| {name} | {len(own_codes(chosen))} | {own} | {others} |"


def main(arguments: list[str] | None = None) -> int:
    """Prints the table for a file of the benchmark's format; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m eval.calibration", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="a file of casualties_fakes")
    given = parser.parse_args(arguments)
    if not given.data.is_file():
        parser.error(f"--data: there is no file {given.data}")
    for line in table(list(cases(read_records(given.data)))):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
