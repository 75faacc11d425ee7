"""The cases planted in the bundled examples, found end to end: from the file to the finding."""

from __future__ import annotations

from reportedly.records import Assessment, Claim, Finding, Link, Origin, Question
from tests.golden.bundled import (
    all_of,
    claims_of,
    document_named,
    statement_of,
    statements_of,
)


def question(role: str, place: str, title_has: str = "") -> Question:
    found = [
        q
        for q in all_of(Question)
        if q.role == role and (place in q.title) and title_has in q.title
    ]
    return max(found, key=lambda q: len(q.claim_ids))


def voices(of: Question) -> list[Origin]:
    answers = [a for s in all_of(Assessment) if s.question_id == of.id for a in s.answers]
    counted = {origin for answer in answers for origin in answer.origin_ids}
    return [o for o in all_of(Origin) if o.id in counted]


def findings(kind_or_words: str) -> list[Finding]:
    return [f for f in all_of(Finding) if kind_or_words in f.kind or kind_or_words in f.statement]


def with_number(file: str, low: float | None, high: float | None) -> list[Claim]:
    return [
        c
        for c in claims_of(file)
        if c.quantity is not None and (c.quantity.low, c.quantity.high) == (low, high)
    ]


def test_a_wire_copied_by_three_outlets_is_one_voice() -> None:
    killed = question("killed", "Selmak")
    ministry = [o for o in voices(killed) if len(o.document_ids) >= 4]
    assert len(ministry) == 1
    copies = {
        document_named(f).id
        for f in (
            "selmak-01-lantern-wire.txt",
            "selmak-02-courier-copy.txt",
            "selmak-03-gazette-cut.txt",
            "selmak-04-channel-word.txt",
        )
    }
    assert copies <= set(ministry[0].document_ids)


def test_ten_reports_are_three_voices() -> None:
    assert len(voices(question("killed", "Selmak"))) == 3


def test_a_subset_is_no_answer_to_the_question_of_the_total() -> None:
    killed = question("killed", "Selmak")
    (part,) = with_number("selmak-01-lantern-wire.txt", 7, 7)
    assert part.counting == "subset"
    assert part.id not in killed.claim_ids


def test_a_rising_toll_is_an_update_and_no_contradiction() -> None:
    numbers = {
        c.id: c.quantity.low for c in all_of(Claim) if c.quantity is not None and c.role == "killed"
    }
    between = {
        frozenset({numbers[link.left], numbers[link.right]}): link.kind
        for link in all_of(Link)
        if link.left in numbers and link.right in numbers
    }
    assert between[frozenset({14, 19})] == "supersedes"
    assert between[frozenset({19, 23})] == "supersedes"
    assert "contradicts" not in between.values()


def test_a_second_hand_confirmation_is_told() -> None:
    assert any("Relief Society" in f.statement for f in findings("confirmed this"))


def test_a_denial_is_its_speakers() -> None:
    denied = [s for s in statements_of("selmak-05-ministry-statement.txt") if s.stance == "denies"]
    assert {s.chain[-1].source.kind for s in denied} == {"government"}


def test_a_retraction_takes_the_number_back() -> None:
    retracted = [s for s in statements_of("selmak-11-retraction.txt") if s.stance == "retracts"]
    assert any("Northern Front" in s.chain[-1].source.name for s in retracted)
    assert findings("taken it back")


def test_a_quotation_across_paragraphs_is_one_statement() -> None:
    quoted = [s for s in statements_of("selmak-05-ministry-statement.txt") if s.mode == "quoted"]
    assert [len(s.content) for s in quoted] == [3]
    assert "Rask" in quoted[0].chain[-1].source.name


def test_an_unnamed_official_is_shown_and_not_counted() -> None:
    killed = question("killed", "Selmak")
    (claim,) = with_number("selmak-06-live-blog.txt", 17, 20)
    assert claim.quantity is not None
    assert claim.quantity.relation == "range"
    assert statement_of(claim).chain[-1].source.kind == "unnamed"
    assert all(claim.statement_id not in o.statement_ids for o in voices(killed))


def test_dozens_keep_their_width_and_their_word() -> None:
    (claim,) = with_number("selmak-06-live-blog.txt", 24, 99)
    assert claim.quantity is not None
    assert claim.quantity.raw.lower() == "dozens"


def test_a_pooled_count_is_a_question_of_its_own() -> None:
    (pooled,) = with_number("selmak-06-live-blog.txt", 45, 45)
    assert pooled.role == "killed-or-injured"
    assert all(pooled.id not in q.claim_ids for q in all_of(Question) if q.role == "killed")


def test_a_sum_that_does_not_add_up_is_found() -> None:
    wrong = [f for f in findings("sum of parts") if f.verdict == "does not hold"]
    assert len(wrong) == 1
    assert any("10" in step.result or "10" in step.text for step in wrong[0].working)


def test_a_cumulative_toll_that_falls_is_worth_a_look() -> None:
    (falling,) = findings("can only grow")
    assert falling.verdict == "worth a look"


def test_stated_shares_hold() -> None:
    verdicts = {f.statement[:40]: f.verdict for f in findings("stated share")}
    assert sorted(verdicts.values()) == ["holds", "holds"]


def test_losses_against_each_strength_of_the_model_case() -> None:
    text = " ".join(
        f"{f.statement} {step.text} {step.result}" for f in all_of(Finding) for step in f.working
    )
    assert "90 ÷ 300" in text
    assert "7.2 million USD a month" in text
    assert "540,000" in text  # 600 men at 900 crowns a month
