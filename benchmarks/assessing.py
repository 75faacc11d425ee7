"""How fast questions are assessed.

::

    python -m benchmarks.assessing --questions 20000

The questions are made up from a fixed seed: 1 to 60 claims each (a half have one, one in twenty
has 20 or more), by 1 to 12 voices or by nobody that can be told, on six days, with bounds,
denials and retractions. Making them is not timed; the stage is run as the product runs it.
"""

from __future__ import annotations

import argparse
import platform
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator

from reportedly.assess.grades import AssessQuestions
from reportedly.records import (
    Assessment,
    Claim,
    ClaimInContext,
    Finding,
    Hop,
    Origin,
    Quantity,
    Question,
    QuestionInContext,
    Relation,
    Source,
    Span,
    Stance,
    Statement,
    record_id,
)

SEED = 20230504
STANCES: tuple[Stance, ...] = ("asserts",) * 17 + ("confirms", "denies", "retracts")
RELATIONS: tuple[Relation, ...] = ("=", "=", "=", "=", ">=", "<=", "~")
NOWHERE = Span(start=0, end=1)


def made_up_questions(count: int) -> Iterator[QuestionInContext]:
    """Yields so many questions with their claims and voices, the same for the same count."""
    chance = random.Random(SEED)  # noqa: S311 - made-up data, no secret
    for number in range(count):
        yield _question(number, chance)


def _question(number: int, chance: random.Random) -> QuestionInContext:
    # A Pareto draw: most questions have a claim or two, a few have dozens.
    size = min(60, int(chance.paretovariate(1.0)))
    toll, voices = chance.randint(1, 400), chance.randint(1, 1 + min(11, size))
    claims = [_claim(number, place, toll, voices, chance) for place in range(size)]
    spoken: dict[str, list[ClaimInContext]] = {}
    for claim in claims:
        name = claim.statement.chain[-1].source.name
        if name != "an official":
            spoken.setdefault(name, []).append(claim)
    question = Question(
        id=f"{number:016d}", title="How many people were killed?", event="assault", role="killed",
        population="people", places=(), first=None, last=None,
        claim_ids=tuple(sorted(claim.claim.id for claim in claims)),
    )  # fmt: skip
    origins = tuple(
        Origin(
            id=record_id("origin", number, name),
            source=name,
            document_ids=tuple(sorted({c.document_id for c in own})),
            statement_ids=tuple(sorted({c.statement.id for c in own})),
            why=("same speaker",) if len(own) > 1 else (),
            question_id=question.id,
        )
        for name, own in sorted(spoken.items())
    )
    return QuestionInContext(question=question, claims=tuple(claims), origins=origins)


def _claim(
    number: int, place: int, toll: int, voices: int, chance: random.Random
) -> ClaimInContext:
    document, day = f"{number}-{place}", f"2023-05-0{chance.randint(1, 6)}"
    by = chance.randint(0, voices)
    value = float(max(1, toll + chance.choice((0, 0, 0, 1, -2, toll // 3))))
    relation = chance.choice(RELATIONS)
    stance = chance.choice(STANCES)
    source = Source(name=f"Voice {by}" if by else "an official", kind="organisation", span=None)
    statement = Statement(
        id=record_id("statement", document), document_id=document, content=(NOWHERE,),
        chain=(Hop(source=source, cue=None, stance=stance),), mode="reported", stance=stance,
        polarity="positive",
    )  # fmt: skip
    quantity = Quantity(
        span=NOWHERE, raw=f"{value:.0f}", low=None if relation == "<=" else value,
        high=None if relation == ">=" else value, best=None, relation=relation, unit="person",
        counted="people", per=None, share_of=None,
    )  # fmt: skip
    claim = Claim(
        id=record_id("claim", document), document_id=document, statement_id=statement.id,
        evidence=NOWHERE, event="assault", role="killed", counting="total", modality="actual",
        polarity="positive", quantity=quantity, actors=(), targets=(), places=(), time=None,
    )  # fmt: skip
    return ClaimInContext(
        document_id=document, claim=claim, statement=statement, publisher=f"Paper {place}",
        published=day, fingerprint=None,
    )  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    """Prints how long the assess stage takes; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.assessing", description=__doc__)
    parser.add_argument("--questions", type=int, default=20_000, help="how many to assess")
    given = parser.parse_args(arguments)
    questions = list(made_up_questions(given.questions))
    claims = sum(len(item.claims) for item in questions)
    largest = max((len(item.claims) for item in questions), default=0)
    start = time.perf_counter()
    made = list(AssessQuestions()(questions))
    seconds = time.perf_counter() - start
    grades = Counter(record.credibility for record in made if isinstance(record, Assessment))
    findings = sum(isinstance(record, Finding) for record in made)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{platform.machine()}, Python {platform.python_version()}, one process")
    print(f"{len(questions):,} questions, {claims:,} claims, the largest of {largest}")
    print(f"{seconds:.1f} s, {1000 * seconds / max(1, len(questions)):.2f} ms a question")
    print(f"{findings:,} findings; peak memory {peak:,.0f} MB")
    print("grades: " + ", ".join(f"{grade}: {n:,}" for grade, n in sorted(grades.items())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
