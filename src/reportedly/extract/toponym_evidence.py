"""The evidence for and against a name being that of a place, and the words it is read from.

The parser's labels, the gazetteer's figures, lists of words and the words around the name are each
one piece with a weight (``data/toponym_weights.toml``), so that every decision can be read off.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import log10
from typing import TYPE_CHECKING, Any, Literal

from reportedly.extract.gazetteer import Entry
from reportedly.extract.gazetteer_build import DATA, fold_name
from reportedly.extract.nlp import ParsedDocument, is_upper_case

if TYPE_CHECKING:
    from spacy.tokens import Doc

Kind = Literal["place", "demonym", "abbreviation"]

# Cities that may speak for a government.
LARGE_CITY = 500_000


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place in a text: its tokens, its characters, what it may stand for."""

    start_token: int
    end_token: int
    start: int
    end: int
    name: str
    key: str
    kind: Kind
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A parsed document as plain lists, read from the parser once."""

    doc: Doc
    text: str
    words: Sequence[str]
    starts: Sequence[int]
    upper: bool  # the text was sent in capitals: these tell nothing
    capital: Sequence[bool]
    labels: Sequence[str]
    entity: Sequence[tuple[int, int]]
    sentence_starts: frozenset[int]
    nouns: Sequence[bool]  # proper nouns, by the tagger


@dataclass(slots=True)
class Votes:
    """How often a name is tagged as a place, or is part of a person's name, in one document."""

    place: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    person: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    like_person: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    other: dict[str, int] = field(default_factory=lambda: defaultdict(int))


@cache
def context_words() -> Mapping[str, frozenset[str]]:
    """Returns the lists of ``data/place_context.toml``."""
    table = tomllib.loads((DATA / "place_context.toml").read_text(encoding="utf-8"))
    return {name: frozenset(listed) for name, listed in table.items()}


@cache
def not_places() -> Mapping[str, frozenset[str]]:
    """Returns the lists of ``data/not_places.toml``: words, given names, family names."""
    table = tomllib.loads((DATA / "not_places.toml").read_text(encoding="utf-8"))
    return {name: frozenset(listed.split()) for name, listed in table.items()}


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """Returns the weights of the evidence: before ("first") and after the places are settled."""
    table = tomllib.loads((DATA / "toponym_weights.toml").read_text(encoding="utf-8"))
    by_hand = table["by_hand"]
    return {
        stage: {
            name: float(table[stage].get(name, 0.0)) + float(by_hand.get(name, 0.0))
            for name in (*table[stage], *by_hand)
        }
        for stage in ("first", "final")
    }


def read_words(parsed: ParsedDocument) -> Words:
    """Returns the document's tokens as plain lists."""
    doc = parsed.doc
    texts = [token.text for token in doc]
    size = len(texts)
    labels, entity = [""] * size, [(0, 0)] * size
    for span in doc.ents:
        for i in range(span.start, span.end):
            labels[i], entity[i] = span.label_, (span.start, span.end)
    upper = is_upper_case(parsed.text)
    proper = doc.vocab.strings["PROPN"]
    tags: Any = doc.to_array(["POS", "SENT_START"]) if size else []
    return Words(
        doc=doc,
        text=parsed.text,
        words=texts,
        starts=[token.idx for token in doc],
        upper=upper,
        capital=[w[0].isupper() for w in texts],
        labels=labels,
        entity=entity,
        sentence_starts=frozenset(i for i in range(size) if tags[i][1] == 1 or i == 0),
        nouns=[int(tag[0]) == proper for tag in tags],
    )


def count_votes(words: Words) -> Votes:
    """Returns how often each name of a document is tagged as a place or stands like a person's."""
    votes = Votes()
    for span in words.doc.ents:
        label = span.label_
        if label == "PERSON":
            for i in range(span.start, span.end):
                votes.person[words.words[i].casefold()] += 1 if span.end - span.start > 1 else 0
        elif label in ("GPE", "LOC"):
            votes.place[fold_name(span.text)] += 1
        elif label == "ORG":
            votes.other[fold_name(span.text)] += 1
    if not words.upper:
        for i in range(len(words.words)):
            if words.capital[i] and _is_like_person(words, i):
                votes.like_person[words.words[i].casefold()] += 1
    return votes


def _is_like_person(words: Words, i: int) -> bool:
    """Tells whether a capitalised word stands where a person's last name does."""
    lists = context_words()
    tokens = words.words
    if i > 0 and i not in words.sentence_starts:
        before = tokens[i - 1].casefold()
        if before.rstrip(".") in lists["titles"]:
            return True
        if words.capital[i - 1] and before in not_places()["given_names"]:
            return True
    return i + 1 < len(tokens) and tokens[i + 1] in lists["person_verbs"]


def evidence_for(words: Words, toponym: Toponym, votes: Votes) -> dict[str, float]:
    """Returns the evidence for and against a candidate, by name."""
    start, end = toponym.start_token, toponym.end_token
    top = toponym.entries[0]
    best = max(e.population for e in toponym.entries)
    evidence = {"bias": 1.0}
    if toponym.kind == "demonym":
        evidence["demonym"] = 1.0
    else:
        evidence[f"kind:{_kind_of(top)}"] = 1.0
        if top.kind == "city":
            evidence["population"] = log10(max(best, 100)) - 4
            evidence["alternate"] = float(top.rank == 2)
            evidence["no capitals to go by"] = float(words.upper)
        evidence["long"] = float(end - start > 1)
    _parser_evidence(words, toponym, evidence)
    _word_evidence(words, toponym, votes, evidence)
    _context_evidence(words, start, end, evidence)
    return {name: value for name, value in evidence.items() if value != 0.0}


def _kind_of(entry: Entry) -> str:
    """Returns the kind as evidence: the regions of our own table of areas count as areas."""
    own = entry.kind == "historic" or (entry.kind == "region" and entry.region is None)
    return "area" if own else entry.kind


def _parser_evidence(words: Words, toponym: Toponym, evidence: dict[str, float]) -> None:
    start, end = toponym.start_token, toponym.end_token
    label = words.labels[end - 1]
    if label == "":
        evidence["label:none"] = 1.0
    else:
        first, last = words.entity[end - 1]
        while first < last and not words.words[first][0].isalnum():
            first += 1
        if words.words[first].casefold() == "the":
            first += 1
        where = "exact" if (first >= start and last <= end) else "last" if last <= end else "inside"
        kind = label if label in ("GPE", "LOC", "FAC", "NORP", "ORG", "PERSON") else "other"
        evidence[f"label:{kind}:{where}"] = 1.0
    evidence["no proper noun"] = float(not words.nouns[end - 1])


def _word_evidence(
    words: Words, toponym: Toponym, votes: Votes, evidence: dict[str, float]
) -> None:
    start, end, key = toponym.start_token, toponym.end_token, toponym.key
    lists = not_places()
    if end - start == 1:
        evidence["common word"] = float(key in lists["words"])
        evidence["given name"] = float(key in lists["given_names"])
        evidence["family name"] = float(key in lists["family_names"])
        person = votes.person.get(words.words[start].casefold(), 0)
        evidence["person elsewhere"] = float(
            person > 0 and votes.place.get(key, 0) <= person and words.labels[start] != "GPE"
        )
        like_person = min(votes.like_person.get(key, 0), 3) / 3
        evidence["like a person elsewhere"] = like_person
        if (
            max(e.population for e in toponym.entries) >= LARGE_CITY
        ):  # "Ankara said": its government
            evidence["large and like a person"] = like_person
        evidence["acronym"] = float(words.words[start].isupper() and not words.upper)
    evidence["place elsewhere"] = min(votes.place.get(key, 0), 3) / 3
    evidence["organisation elsewhere"] = min(votes.other.get(key, 0), 3) / 3


def _context_evidence(words: Words, start: int, end: int, evidence: dict[str, float]) -> None:
    lists = context_words()
    tokens, capital = words.words, words.capital
    size = len(tokens)
    before = tokens[start - 1].casefold() if start > 0 else ""
    after = tokens[end].casefold() if end < size else ""
    new_sentence = end in words.sentence_starts
    if before == "the":
        evidence["the before"] = 1.0
        before = tokens[start - 2].casefold() if start > 1 else ""
    begins = start in words.sentence_starts
    evidence["sentence start"] = float(begins)
    evidence["locative before"] = float(before in lists["locative"])
    evidence["of before"] = float(before == "of")
    evidence["party before"] = float(
        before == "-" and start > 1 and tokens[start - 2] in ("R", "D", "I", "(R", "(D")
    )
    evidence["dateline"] = float(
        tokens[start].isupper()
        and not words.upper
        and (begins_paragraph(words, start) or before in ("", "(", ".", "—", "-"))
        and after in (",", "-", "–", "—", "(", ":", "--", "/")
    )
    evidence["title before"] = float(before.rstrip(".") in lists["titles"])
    evidence["comma after"] = float(after == ",")
    evidence["comma before"] = float(before == ",")
    if not begins and start > 0 and not words.upper:
        previous = tokens[start - 1]
        evidence["capital before"] = float(capital[start - 1] and previous.casefold() != "the")
        evidence["given name before"] = float(
            capital[start - 1] and previous.casefold() in not_places()["given_names"]
        )
        evidence["initial before"] = float(
            len(previous) <= 2 and capital[start - 1] and previous.endswith(".")
        )
    if end < size and not new_sentence:
        following = tokens[end]
        evidence["generic after"] = float(after in lists["generic"])
        evidence["person verb after"] = float(after in lists["person_verbs"])
        if after == "-":
            evidence["hyphen after"] = 1.0
        if after in ("'s", "’s"):
            evidence["possessive"] = 1.0
        if capital[end] and not words.upper:
            evidence["street after"] = float(after.rstrip(".") in lists["street_words"])
            evidence["civic word after"] = float(after in lists["civic_words"])
            evidence["organisation after"] = float(after in lists["organisation_words"])
            evidence["capital after"] = float(following.isalpha())


def begins_paragraph(words: Words, token: int) -> bool:
    """Tells whether a token is the first of its line."""
    return words.text[: words.starts[token]].rstrip(" \t")[-1:] in ("", "\n")
