"""The brief of one question, and of those that a single claim answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.present.brief_claimed import claimed, stories_of, uncounted, voices_range
from reportedly.present.brief_confirmed import confirmed, denied
from reportedly.present.brief_grades import grade_sentences
from reportedly.present.brief_open import missing, to_ask
from reportedly.present.brief_wordless import bearing_on, second_hand_asks, wordless_sentences
from reportedly.present.brief_words import claims_of
from reportedly.present.brief_writer import BriefSection, Sentence, Writer, paragraph, words_of
from reportedly.present.copies import report_name
from reportedly.present.views import document_order
from reportedly.present.visible import one_line
from reportedly.records import Question


def question_section(question: Question, writer: Writer) -> BriefSection:
    """Returns the brief of one question."""
    stories = stories_of(question, writer)
    bearing = bearing_on(question, stories, writer)
    confirming = [s for s in bearing if s.stance == "confirms"]
    denying = [s for s in bearing if s.stance == "denies"]
    paragraphs = [
        *paragraph(
            "Claimed",
            (
                *claimed(question, stories, writer),
                *uncounted(question, stories, writer),
                *voices_range(question, stories, writer),
            ),
        ),
        *paragraph(
            "Confirmed",
            (
                *confirmed(question, stories, writer),
                *wordless_sentences(confirming, writer),
            ),
        ),
        *paragraph(
            "Denied or contradicted",
            (*denied(question, stories, writer), *wordless_sentences(denying, writer)),
        ),
        *paragraph("Grade", grade_sentences(question, writer)),
        *paragraph("Missing", missing(question, stories, writer)),
        *paragraph(
            "To ask",
            (*to_ask(question, stories, writer), *second_hand_asks(confirming, writer)),
        ),
    ]
    return BriefSection(
        id=question.id, title=one_line(question.title), paragraphs=tuple(paragraphs)
    )


def said_once(questions: Sequence[Question], writer: Writer) -> Iterator[BriefSection]:
    """Yields one section of the questions that a single claim answers: a sentence each, by report.

    What counts as no voice stands under a heading of its own.
    """
    material = writer.material
    told: dict[str, list[Sentence]] = {}
    others: list[Sentence] = []
    for question in questions:
        stories = stories_of(question, writer)
        for claim in claims_of(question.claim_ids, writer):
            sentences = claimed(question, stories, writer, is_brief=True)
            told.setdefault(claim.document_id, []).extend(sentences)
        others.extend(uncounted(question, stories, writer, is_brief=True))
    ordered = sorted(told, key=lambda id_: (*document_order(material.documents[id_]), id_))
    paragraphs = (
        *(
            part
            for id_ in ordered
            for part in paragraph(report_name(material.documents[id_]), told[id_])
        ),
        *paragraph(words_of("claimed.no_voice_heading"), others),
    )
    if paragraphs:
        yield BriefSection(id="said-once", title="Said once", is_list=True, paragraphs=paragraphs)
