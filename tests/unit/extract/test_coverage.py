from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.extract.coverage import Coverage
from reportedly.records import Span

spans = st.tuples(st.integers(0, 40), st.integers(1, 9)).map(
    lambda pair: Span(start=pair[0], end=pair[0] + pair[1])
)


@given(st.lists(spans), st.lists(spans), spans)
def test_covered_is_what_any_of_the_spans_covers(
    first: list[Span], added: list[Span], asked: Span
) -> None:
    coverage = Coverage(first)
    for span in added:
        coverage.add(span)
    is_covered = any(s.start < asked.end and asked.start < s.end for s in [*first, *added])
    assert coverage.overlaps(asked.start, asked.end) == is_covered
