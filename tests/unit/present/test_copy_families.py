from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.present.annotate import document_view
from reportedly.present.copy_families import copy_families
from reportedly.present.differences import differing_pieces
from reportedly.present.material import Material, gather
from reportedly.records import Copy, Document, Origin, Passage, Question, Span, record_id
from tests.small_ledger import document

TEXT = "The bridge at Corrin was shelled at dawn."
QUESTION = Question(
    id="q1", title="How many?", event=None, role="killed", population=None, places=(),
    first=None, last=None, claim_ids=(),
)  # fmt: skip


def report(name: str, day: str) -> Document:
    text = f"{name}.\n\n{TEXT}"
    return document(text, title=name, publisher=f"{name} Post", published=day, path=name)


def copy(one: Document, other: Document, share: float) -> Copy:
    left, right = sorted((one, other), key=lambda d: d.id)
    starts = (left.text.index(TEXT), right.text.index(TEXT))
    spans = [Span(start=start, end=start + len(TEXT)) for start in starts]
    return Copy(
        id=record_id("copy", left.id, right.id), left=left.id, right=right.id, kind="near",
        share=share, passages=(Passage(left=spans[0], right=spans[1], words=8),),
        earlier=None, why=("shared",),
    )  # fmt: skip


def material(*, shares: dict[str, float]) -> tuple[Material, dict[str, Document]]:
    """Returns reports named by letters, and the copies between those of ``shares``."""
    names = sorted({letter for pair in shares for letter in pair})
    reports = {name: report(name, f"2024-05-{4 + i:02}") for i, name in enumerate(names)}
    copies = [copy(reports[pair[0]], reports[pair[1]], share) for pair, share in shares.items()]
    return gather([*reports.values(), *copies, QUESTION]), reports


def test_reports_that_share_text_are_one_family_in_order_of_publication() -> None:
    made, reports = material(shares={"AB": 0.9, "BC": 0.8, "AC": 0.7, "XY": 0.5})
    first, second = copy_families(made)
    assert [id_ for id_, _ in first.reports] == [reports[name].id for name in "ABC"]
    assert (len(first.pairs), first.pair_count) == (2, 3)
    assert {pair.id for pair in first.pairs} == {
        copy(reports[a], reports[b], 1).id for a, b in (("A", "B"), ("B", "C"))
    }
    assert [id_ for id_, _ in second.reports] == [reports[name].id for name in "XY"]


@given(
    st.dictionaries(
        st.sampled_from(["".join(pair) for pair in combinations("ABCDE", 2)]),
        st.floats(0.1, 1.0),
        min_size=1,
    )
)
def test_every_report_is_in_one_family_and_the_pairs_join_it(shares: dict[str, float]) -> None:
    made, reports = material(shares=shares)
    families = copy_families(made)
    shown = [id_ for family in families for id_, _ in family.reports]
    assert sorted(shown) == sorted(document.id for document in reports.values())
    assert sum(family.pair_count for family in families) == len(shares)
    for family in families:
        assert len(family.pairs) == len(family.reports) - 1
        joined = {id_ for pair in family.pairs for id_ in (pair.left_id, pair.right_id)}
        assert joined == {id_ for id_, _ in family.reports}


def test_a_family_tells_whose_voice_its_reports_count_as() -> None:
    made, reports = material(shares={"AB": 0.9})
    ids = (reports["A"].id, reports["B"].id)
    for name, carrying in (("the mayor", ids), ("a nurse", ids[:1])):
        made.origins[name] = Origin(
            id=name, source=name, document_ids=carrying, statement_ids=(), why=("same text",),
            question_id="q1",
        )  # fmt: skip
    (family,) = copy_families(made)
    (voice,) = family.voices
    assert (voice.source, voice.report_count, voice.why) == ("the mayor", 2, ("same text",))


def test_the_paragraph_that_stands_elsewhere_says_where() -> None:
    made, reports = material(shares={"AB": 0.9})
    own, shared = document_view(reports["A"], made).blocks
    assert own.also_in == ()
    assert shared.also_in == ((reports["B"].id, "B Post"),)
    assert any(segment.anchors for segment in shared.segments)


WORDS = st.lists(st.sampled_from(["two", "three", "shells", "fell", "at", "dawn"]), max_size=12)


@given(WORDS, WORDS)
def test_pieces_are_the_passages_and_what_is_common_stands_in_both(
    left: list[str], right: list[str]
) -> None:
    sides = differing_pieces(" ".join(left), " ".join(right))
    for pieces, words in zip(sides, (left, right), strict=True):
        assert " ".join(text for text, _ in pieces).split() == words
    common = [" ".join(text for text, is_own in pieces if not is_own).split() for pieces in sides]
    assert common[0] == common[1]


def test_words_of_one_side_only_are_marked() -> None:
    left, _ = differing_pieces("two shells fell", "two rockets fell at dawn")
    assert left == (("two", False), ("shells", True), ("fell", False))
