"""One voice's counts as they go on in time: counts that fall, and series that look made up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportedly.assess.estimates import is_denied, origin_by_statement, said_on
from reportedly.assess.labels import telling_words
from reportedly.assess.reading import (
    allowed,
    days_apart,
    figure_words,
    make_finding,
    number_of,
    plain,
    raw_words,
)
from reportedly.assess.scopes import differences, explained, scene_of
from reportedly.intervals import number_text, overlaps
from reportedly.records import (
    ClaimInContext,
    Finding,
    Origin,
    QuestionInContext,
    Role,
    Step,
    Verdict,
)

# Counts that can only grow, as more becomes known of what has happened.
GROWING: frozenset[Role] = frozenset(
    {"killed", "injured", "killed-or-injured", "injured-or-missing", "displaced", "destroyed"}
)
# A series of fewer counts shows no pattern. If last digits are even, the premise of digit tests
# (Beber and Scacco 2012, on election returns), five counts all end in 0 once in 100,000 series.
LEAST_SERIES = 5
# Below this, a last digit of 0 is no rounding.
LEAST_ROUNDED = 20
# Counts of one place are of one event if they are given this soon after each other.
NEAR_DAYS = 3


def falling_toll(item: QuestionInContext) -> Iterator[Finding]:
    """Yields the counts of one voice that fall as time goes on, though they can only grow.

    Both must be tied to one count by what they say: the same time, or the same place within three
    days. A correction, or a change of what is counted, would explain it; the report may say so. If
    what is said of place, people or kind of count differs, that is named and no verdict given.
    """
    if item.question.role not in GROWING:
        return
    for origin, claims in _series(item):
        for earlier, later in pairwise(claims):
            if said_on(earlier) == said_on(later) or not _falls(earlier, later):
                continue
            if not _is_one_count(earlier, later):
                continue
            found = differences(earlier, later)
            verdict: Verdict = "cannot tell" if found else "worth a look"
            retracted = later.statement.stance == "retracts"
            corrected = " It was given as a correction." if retracted else ""
            yield make_finding(
                "toll that falls",
                f"{origin.source}: {figure_words(earlier)} on {said_on(earlier)}, "
                f"{figure_words(later)} on {said_on(later)}. Such a count can only grow, unless it "
                f"was corrected or counts something else.{corrected}{explained(found)}",
                [earlier, later],
                [
                    Step(
                        text=f"{raw_words(later)} ({said_on(later)}) < {raw_words(earlier)} "
                        f"({said_on(earlier)})",
                        result="lower",
                    )
                ],
                verdict,
            )


def odd_series(item: QuestionInContext) -> Iterator[Finding]:
    """Yields the series of one voice's counts that do not move, are all round, or grow evenly.

    Five days or more are asked for. Rounding is a habit of many who count honestly, and a figure
    is passed on long after it was counted: this says how exact the counts can be, not that they
    are false.
    """
    for origin, claims in _series(item):
        by_day = {said_on(claim): claim for claim in claims}
        values = [number_of(claim) for claim in by_day.values()]
        numbers = [value for value in values if value is not None]
        if len(numbers) < LEAST_SERIES or len(numbers) != len(values):
            continue
        days = list(by_day.values())
        listed = ", ".join(plain(number) for number in numbers)
        steps = {later - earlier for earlier, later in pairwise(numbers)}
        if steps == {0.0}:
            text = f"{figure_words(days[0])} on {len(days)} days: the figure was not counted anew."
            yield _pattern("figure that does not move", origin, days, text, "all the same")
        elif len(steps) == 1:
            step = number_text(next(iter(steps)))
            text = f"{len(days)} counts in a row, each {step} from the one before: {listed}."
            yield _pattern("even steps", origin, days, text, f"all {step} apart")
        elif len(set(numbers)) >= LEAST_SERIES and all(map(_is_rounded, numbers)):
            text = f"{len(days)} counts in a row, all round: {listed}. They are estimates."
            yield _pattern("round numbers", origin, days, text, "all end in 0")


def _is_rounded(number: float) -> bool:
    return number >= LEAST_ROUNDED and number % 10 == 0


def _pattern(
    kind: str, origin: Origin, claims: Sequence[ClaimInContext], text: str, result: str
) -> Finding:
    listed = "; ".join(f"{raw_words(claim)} ({said_on(claim)})" for claim in claims)
    step = Step(text=listed, result=result)
    return make_finding(kind, f"{origin.source}: {text}", claims, [step], "worth a look")


def _series(item: QuestionInContext) -> Iterator[tuple[Origin, list[ClaimInContext]]]:
    """Yields each voice with its dated counts of the same people, in the order of their days."""
    voice = origin_by_statement(item)
    series: dict[tuple[str, frozenset[str]], list[ClaimInContext]] = defaultdict(list)
    origins: dict[str, Origin] = {}
    for claim in item.claims:
        origin, quantity = voice.get(claim.statement.id), claim.claim.quantity
        if origin is None or quantity is None or said_on(claim) is None or is_denied(claim):
            continue
        if quantity.unit in {"fraction", "percent"}:
            continue
        if allowed(claim) is not None:
            series[origin.id, telling_words(quantity.counted)].append(claim)
            origins[origin.id] = origin
    for (origin_id, _), claims in sorted(
        series.items(), key=lambda entry: (entry[0][0], sorted(entry[0][1]))
    ):
        yield origins[origin_id], sorted(claims, key=lambda c: (said_on(c) or "", c.claim.id))


def _is_one_count(earlier: ClaimInContext, later: ClaimInContext) -> bool:
    """Tells whether two counts say that they are of one event or one period."""
    if "subset" in {earlier.claim.counting, later.claim.counting}:
        return False
    a, b = earlier.claim.time, later.claim.time
    if a is not None and b is not None:
        # "Since January", said in two weeks, has one beginning and two ends.
        return a.first is not None and a.first == b.first
    apart = days_apart(said_on(earlier), said_on(later))
    is_soon = apart is not None and apart <= NEAR_DAYS
    return is_soon and bool(scene_of(earlier) & scene_of(later)) and len(later.statement.chain) > 1


def _falls(earlier: ClaimInContext, later: ClaimInContext) -> bool:
    a, b = allowed(earlier), allowed(later)
    if a is None or b is None:
        return False
    if overlaps(a, b):
        # "At least 412" and later "at least 405": both allow the same, and yet the bound fell.
        # "More than 400" is no lower bound than 412: it is the round number below.
        return a.high == b.high == float("inf") and b.low < a.low and not _is_round(later)
    return b.high < a.low


def _is_round(item: ClaimInContext) -> bool:
    number = number_of(item)
    return number is not None and number % 10 == 0
