"""The innermost statement at an offset is the one that a reader would find by going through all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.extract.claim_drafts import StatementIndex
from reportedly.records import Hop, Span, Statement
from tests.making import make_source

spans = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(
    lambda pair: Span(start=pair[0], end=pair[0] + pair[1])
)


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    hop = Hop(source=make_source("Ada Holm"), cue=None, stance="asserts")
    content = draw(st.lists(spans, min_size=1, max_size=2, unique_by=lambda s: s.start))
    return Statement(
        id=str(draw(st.integers())), document_id="d", content=tuple(sorted(content)),
        chain=(hop,) * draw(st.integers(1, 3)), mode="reported", stance="asserts",
        polarity="positive",
    )  # fmt: skip


@given(st.lists(statements(), max_size=6, unique_by=lambda s: s.id), st.integers(0, 45))
def test_the_innermost_is_the_shortest_of_the_longest_chain(
    made: list[Statement], offset: int
) -> None:
    around = [
        (sum(s.end - s.start for s in each.content), -len(each.chain), number)
        for number, each in enumerate(made)
        if any(s.start <= offset < s.end for s in each.content)
    ]
    found = StatementIndex(made).at(offset)
    assert (found is None) == (len(around) == 0)
    if found is not None:
        statement, content = found
        assert statement == made[min(around)[2]]
        assert content in statement.content
        assert content.start <= offset < content.end
