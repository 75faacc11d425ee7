from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import jsonschema
import pytest

from reportedly.estimation import Estimate, Figure
from reportedly.present.brief import BriefView, make_brief
from reportedly.present.brief_pages import to_html, to_markdown
from reportedly.present.brief_writer import Sentence, Writer, templates
from reportedly.present.jsonlines import make_schema, to_line
from reportedly.present.material import Material, gather
from tests.golden.bundled import everything
from tests.making import Linked, copy_of, make_item
from tests.small_ledger import make_material
from tests.unit.assess.reports import report

HOSTILE = "<script>alert(1)</script> \x02999\x03 [^9] {0}"


@pytest.fixture(scope="module")
def bundled() -> Material:
    """The bundled example reports, read, linked and assessed."""
    return gather(everything())


def brief_of(material: Material, *titles: str) -> BriefView:
    ids = [
        q.id
        for q in sorted(material.questions.values(), key=lambda q: (q.title, q.id))
        if not titles or q.title in titles
    ]
    return make_brief(material, ids, title="A brief", made_on="4 May 2023", version="1")


def sentences_of(view: BriefView) -> list[Sentence]:
    return [s for section in view.sections for part in section.paragraphs for s in part.sentences]


def words_of(sentence: Sentence) -> str:
    return "".join(part.text for part in sentence.parts)


def told(view: BriefView, title: str, heading: str) -> str:
    return " ".join(
        words_of(s)
        for section in view.sections
        if section.title == title
        for part in section.paragraphs
        if part.heading == heading
        for s in part.sentences
    )


def test_no_sentence_is_without_evidence(bundled: Material) -> None:
    view = brief_of(bundled)
    known = (
        set(bundled.questions) | set(bundled.origins) | set(bundled.findings)
        | set(bundled.documents)
        | {a.id for a in bundled.assessments.values()}
        | {link.id for links in bundled.links_of.values() for link in links}
    )  # fmt: skip
    numbers = {note.number for note in view.notes}
    for sentence in sentences_of(view):
        assert sentence.notes or sentence.record_ids, words_of(sentence)
        assert set(sentence.notes) <= numbers
        assert set(sentence.record_ids) <= known
    assert len(sentences_of(view)) > 50


def test_every_footnote_gives_the_characters_of_its_report(bundled: Material) -> None:
    view = brief_of(bundled)
    assert [note.number for note in view.notes] == list(range(1, len(view.notes) + 1))
    for note in view.notes:
        text = bundled.documents[note.document_id].text
        assert " ".join(text[note.start : note.end].split()) == note.words
        assert note.words
    cited = {number for sentence in sentences_of(view) for number in sentence.notes}
    assert cited == {note.number for note in view.notes}


def test_a_sentence_that_rests_on_nothing_is_refused(bundled: Material) -> None:
    with pytest.raises(ValueError, match="rests on no record"):
        Writer(material=bundled).sentence("missing.when")


def test_every_sentence_is_a_sentence(bundled: Material) -> None:
    for sentence in sentences_of(brief_of(bundled)):
        words = words_of(sentence).rstrip()
        assert words[0] == words[0].upper()
        assert words[-1] in ".?”", words
        assert "{" not in words
        assert "  " not in words
        assert " ," not in words
        assert " 1 reports" not in words


def test_a_brief_says_who_claims_confirms_denies_and_what_to_ask() -> None:
    ana, ivo = make_item("14"), make_item("14", "Ivo Stern", report="two")
    other = make_item("20", "Max Reed", report="three")
    view = brief_of(material_of(ana, copy_of(ana, "copy"), ivo, other))
    title = view.sections[0].title
    claimed = told(view, title, "Claimed")
    assert "Ana Bell said that 14 people were killed in Selmak" in claimed
    assert "Two reports carry the word of Ana Bell, and count as one voice" in claimed
    assert "range from 14 to 20" in claimed
    confirmed = told(view, title, "Confirmed")
    assert "two voices, give the same answer: “14 people”" in confirmed
    assert "Ana Bell" in confirmed
    assert "Ivo Stern" in confirmed
    assert "Max Reed" not in confirmed
    assert "contradict each other" in told(view, title, "Denied or contradicted")
    assert "3 of 6 (possibly true)" in told(view, title, "Grade")
    assert "how they count" in told(view, title, "To ask")


def test_a_single_voice_is_not_called_confirmed() -> None:
    ana = make_item("14")
    view = brief_of(material_of(ana, copy_of(ana, "copy")))
    title = view.sections[0].title
    assert told(view, title, "Confirmed") == "No second independent voice gives the same number."
    assert "does not have it from Ana Bell" in told(view, title, "To ask")


def test_one_person_was_and_several_were() -> None:
    one, many = make_item("1"), make_item("2", report="two", place="Corrin")
    text = " ".join(words_of(s) for s in sentences_of(brief_of(material_of(one, many))))
    assert "1 people was killed" in text  # the claim's own words are not mended
    assert "2 people were killed" in text


def test_the_bundled_examples_tell_the_whole_story(bundled: Material) -> None:
    view = brief_of(bundled)
    selmak = "How many people were killed in Selmak on 4 May 2023?"
    claimed = told(view, selmak, "Claimed")
    assert "the Orvanian Health Ministry said that 23 people were killed" in claimed
    assert "Before that, the Orvanian Health Ministry had given" in claimed
    assert "three voices, agree to within a tenth, not exactly" in told(view, selmak, "Confirmed")
    wordless = told(view, "Also confirmed or denied, without a number", "")
    assert "did not speak in the report, so this is the word of Emmanuel Macron alone" in wordless
    assert "give 30 percent" in told(view, "What adds up, and what does not", "Holds")


def test_what_the_voices_demand_is_told_and_what_others_demand_is_not(bundled: Material) -> None:
    view = brief_of(bundled)
    demands = told(view, "Demanded, promised, threatened, warned of", "")
    assert "Emmanuel Macron demanded: “the other members of NATO" in demands
    children = "How many children were killed in Selmak on 4 May 2023?"
    ids = [q.id for q in bundled.questions.values() if q.title == children]
    one = make_brief(bundled, ids, title="A brief")
    assert len(ids) == 1
    assert "demands" not in {section.id for section in one.sections}


@pytest.mark.parametrize(
    ("value", "how", "words"),
    [
        (22, "the middle one", "The best figure that the voices allow is 22: the middle one."),
        (None, "none: they differ", "The voices allow no best figure: they differ."),
    ],
)
def test_the_best_figure_is_told_or_why_there_is_none(
    bundled: Material, value: float | None, how: str, words: str
) -> None:
    selmak = next(
        q for q in bundled.questions.values()
        if q.title == "How many people were killed in Selmak on 4 May 2023?"
    )  # fmt: skip
    nothing = Figure(value=None, how="")
    made = Estimate(
        question_id=selmak.id, title=selmak.title, low=nothing, best=Figure(value=value, how=how),
        high=nothing, has_common=False, common_low=None, common_high=None, voices=(), by_side=(),
        without_voice=(), series=(), opinions=(), notes=(),
    )  # fmt: skip
    material = replace(bundled, estimates={selmak.id: made})
    assert words in told(brief_of(material), selmak.title, "Claimed")


def test_the_words_are_neutral() -> None:
    # The lists of words are for what reports say; the sentences are the program's own.
    sentences = [table for name, table in templates().items() if name != "words"]
    told_words = " ".join(w for table in sentences for w in table.values()).casefold()
    for word in ("admit", "insist", "boast", "falsely", "lied", "terrorist", "regime", "truth"):
        assert word not in told_words


def test_markdown_has_each_footnote_once_and_nothing_of_a_report_as_markup(
    bundled: Material,
) -> None:
    page = to_markdown(brief_of(bundled))
    defined = re.findall(r"^\[\^(\d+)\]: ", page, flags=re.MULTILINE)
    assert len(defined) == len(set(defined))
    assert set(re.findall(r"\[\^(\d+)\]", page)) == set(defined)
    hostile = to_markdown(brief_of(hostile_material()))
    assert "<script>" not in hostile.replace("\\<", "")
    assert "[^999]" not in hostile


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "href" and (value or "").startswith("#"):
                self.targets.append((value or "")[1:])


def test_the_page_needs_nothing_and_its_links_arrive(bundled: Material) -> None:
    page = to_html(brief_of(bundled))
    links = Links()
    links.feed(page)
    assert len(links.ids) == len(set(links.ids))
    assert set(links.targets) <= set(links.ids)
    assert links.tags.isdisjoint({"script", "img", "link", "iframe"})
    assert "default-src 'none'" in page
    assert "<script" not in to_html(brief_of(hostile_material()))


def test_json_has_the_same_sentences(bundled: Material) -> None:
    view = brief_of(bundled)
    made = json.loads(to_line(view))
    jsonschema.Draft202012Validator(make_schema()).validate(made)
    found = [
        "".join(part["text"] for part in s["parts"])
        for section in made["sections"]
        for part in section["paragraphs"]
        for s in part["sentences"]
    ]
    assert found == [words_of(s) for s in sentences_of(view)]
    assert len(made["notes"]) == len(view.notes)


def material_of(*items: object) -> Material:
    """Returns claims made by hand, linked and assessed, with reports of their own to point into."""
    linked = Linked(items)  # type: ignore[arg-type]  # claims in context
    records: list[object] = [*linked.questions, *linked.origins, *linked.links]
    for item in linked.items.values():
        document = replace(
            report("Some words of a report."), id=item.document_id, published=item.published,
            publisher=item.publisher, title=item.document_id,
        )  # fmt: skip
        records += [document, item.statement, item.claim]
    for question in linked.questions:
        records.append(linked.assessment_of(linked.items[question.claim_ids[0]]))
    return gather(records)


def hostile_material() -> Material:
    """Returns a ledger in which every word that somebody else wrote is hostile."""
    material = material_of(make_item("14", HOSTILE), make_item("14", "Ivo Stern", report="two"))
    for id_, document in material.documents.items():
        material.documents[id_] = replace(document, title=HOSTILE, text=HOSTILE)
    for id_, question in material.questions.items():
        material.questions[id_] = replace(question, title=HOSTILE)
    return material


def test_a_question_without_assessment_is_no_error() -> None:
    material = make_material()
    material.assessments.clear()
    view = make_brief(material, list(material.questions), title="A brief")
    assert all(sentence.notes or sentence.record_ids for sentence in sentences_of(view))


def test_answers_of_an_older_ledger_have_no_condition() -> None:
    material = make_material()
    assert all(a.condition is None for a in material.assessments.values())
    view = make_brief(material, list(material.questions), title="A brief")
    assert "The Selmak Watch" in " ".join(words_of(s) for s in sentences_of(view))
