"""Made-up claims and reports of any number, varied from real ones by a seeded generator.

The real ones are read from a benchmark file when the command runs; nothing of them is kept here.
What is varied follows how news come: an event has a day and a town, one or more outlets tell of
it within a few days, some copy each other, some change the number or cite somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from benchmarks.documents import document, extracted
from reportedly.link.fingerprints import fingerprint, fingerprint_of_words, words_of
from reportedly.records import (
    Claim,
    ClaimInContext,
    Fingerprint,
    Place,
    PlacePrecision,
    Quantity,
    Source,
    Span,
    Statement,
    Time,
    record_id,
)
from reportedly.run.linking import contexts_of

FIRST_DAY = date(2015, 1, 1)
# A monitor reads about a hundred reports a day; more reports are a longer time, not denser days.
REPORTS_A_DAY = 100
# Reports that tell of one event: one in two cases, ever fewer others, up to this many.
MOST_REPORTS_OF_EVENT = 25
TELLS_MORE = 0.62
# Of 150 towns the first is in four percent of the news of its country, half of them in a fifth.
TOWNS, TOWNS_OF_COUNTRY, SOURCES, OUTLETS = 3000, 150, 400, 120
# One source in fourteen is named in this event only. So names go on growing, as they do in real
# reports: 94 names of sources over reports in 50 of them, 207 in 200, 363 in 403.
RARE, RARE_SOURCES = 0.07, 28_000
SKEW = 1.6
COPIES, OTHER_NUMBER, OTHER_SOURCE = 0.25, 0.4, 0.5
# How far a number may be changed, and how old a time may be and still move with its report.
NUMBER_WIDTH, MOVED_DAYS = 0.3, 400
SYLLABLES = ("ba", "dor", "ke", "lan", "mi", "nov", "or", "pel", "ras", "sha", "tu", "ven", "zar")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Reports to search for copies: how many sentences, which part are copies with lines of their own,
# which of the rest hold some sentences of another report, how old a report may be and still be
# copied, in reports. Own sentences are put together from pieces of so many words.
SENTENCES, ADDED_SENTENCES, TAKEN_SENTENCES = 14, 2, 3
OWN_TEXTS, WHOLE_COPIES = 0.7, 0.15
COPIED_AMONG = 300
PIECE_WORDS, PIECES = 6, 4
LEAST_SENTENCE = 20  # characters
COPY_OUTLETS = 50
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
NUMBER = re.compile(r"(?<![\d.,:])\d{1,3}(?![\d:.,]*\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """A real report to vary: its record in the benchmark file, and its claims."""

    record: Mapping[str, Any]
    items: tuple[ClaimInContext, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What several made-up reports tell of: the real report that they vary, a day, a country."""

    number: int
    seed: Seed
    day: int
    country: int
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How one report tells of an event: its number there, its day, what stands for what."""

    number: int
    document_id: str
    publisher: str
    days_moved: int
    published: str
    factor: float
    wire: int
    towns: Mapping[str, Place]
    sources: Mapping[str, str]
    is_copy: bool


def read_seeds(records: Iterable[dict[str, Any]]) -> list[Seed]:
    """Returns the dated reports of a benchmark file in which a claim was found."""
    seeds = []
    for record, statements, claims, _ in extracted(records):
        doc = document(record)
        items = contexts_of(doc, (*statements, *claims, fingerprint(doc.id, doc.text)))
        if len(items) > 0 and doc.published is not None:
            seeds.append(Seed(record=record, items=items))
    return seeds


def generated_claims(
    seeds: Sequence[Seed], claims: int, seed: int = 0
) -> Iterator[tuple[ClaimInContext, ...]]:
    """Yields made-up reports, each as its claims, until there are at least so many claims."""
    random = Random(seed)  # noqa: S311 (nothing secret)
    made = 0
    while True:
        for event in _events(random, seeds):
            for telling in _tellings(random, event):
                items = _vary_report(random, event.seed, telling)
                made += len(items)
                yield items
                if made >= claims:
                    return


def generated_texts(seeds: Sequence[Seed], reports: int, seed: int = 0) -> Iterator[dict[str, Any]]:
    """Yields made-up reports as rows of a corpus: text, title, publisher, date of publication.

    Numbers are changed where they stand, places are swapped for other places of the real reports
    of the same extent, days of the week move with the date.
    """
    random = Random(seed)  # noqa: S311 (nothing secret)
    known = _places_by_extent(seeds)
    made = 0
    while True:
        for event in _events(random, seeds):
            swapped = _swapped_places(random, event.seed, known)
            for telling in _tellings(random, event):
                yield _vary_text(random, event.seed, telling, swapped)
                made += 1
                if made >= reports:
                    return


def generated_copies(
    texts: Iterable[str], reports: int, seed: int = 0
) -> Iterator[tuple[str, str, str]]:
    """Yields made-up reports of which some copy others: id, publisher, text.

    A sentence of its own is put together from pieces of different sentences of the texts: reports
    share phrases, numbers and names by chance, and the more so the more reports there are, but no
    passages. What is copied is recent, so that a report has as many copies in a large corpus as in
    a small one.
    """
    random = Random(seed)  # noqa: S311 (nothing secret)
    known = [
        sentence.split()
        for text in texts
        for sentence in SENTENCE_END.split(text)
        if len(sentence) > LEAST_SENTENCE
    ]
    made: list[str] = []
    while len(made) < reports:
        kind = random.random()
        if len(made) == 0 or kind < OWN_TEXTS:
            text = _own_sentences(random, known, SENTENCES)
        else:
            model = random.choice(made[-COPIED_AMONG:])
            count = ADDED_SENTENCES
            if kind >= OWN_TEXTS + WHOLE_COPIES:
                parts = SENTENCE_END.split(model)
                first = random.randrange(max(1, len(parts) - TAKEN_SENTENCES))
                model = " ".join(parts[first : first + TAKEN_SENTENCES])
                count = SENTENCES - TAKEN_SENTENCES
            text = f"{model} {_own_sentences(random, known, count)}"
        made.append(text)
        yield f"d{len(made):06}", f"Paper {random.randrange(COPY_OUTLETS)}", text


def day_of(number: int) -> str:
    """Returns the day on which a made-up report is published, by its number."""
    return (FIRST_DAY + timedelta(days=number // REPORTS_A_DAY)).isoformat()


def _own_sentences(random: Random, known: Sequence[Sequence[str]], count: int) -> str:
    """Returns some sentences, each of pieces of different ones."""
    sentences = []
    for _ in range(count):
        words: list[str] = []
        for sentence in random.sample(known, PIECES):
            first = random.randrange(max(1, len(sentence) - PIECE_WORDS))
            words.extend(word.rstrip(".!?") for word in sentence[first : first + PIECE_WORDS])
        sentences.append(f"The {' '.join(words)}.")
    return " ".join(sentences)


def _events(random: Random, seeds: Sequence[Seed]) -> Iterator[Event]:
    told = 0
    for number in range(1 << 30):
        reports = 1
        while reports < MOST_REPORTS_OF_EVENT and random.random() < TELLS_MORE:
            reports += 1
        yield Event(
            number=number,
            seed=random.choice(seeds),
            day=told // REPORTS_A_DAY,
            country=_skewed(random, TOWNS // TOWNS_OF_COUNTRY),
            reports=reports,
        )
        told += reports


def _tellings(random: Random, event: Event) -> Iterator[Telling]:
    """Yields how each report tells of an event; the first is the one that others copy."""
    origin = date.fromisoformat(event.seed.record["published"][:10])
    extents = {p.name: p.precision for i in event.seed.items for p in i.claim.places}
    towns = {
        name: _place(event.country, _skewed(random, TOWNS_OF_COUNTRY), extent)
        for name, extent in extents.items()
    }
    speakers = sorted({h.source.name for i in event.seed.items for h in i.statement.chain[1:]})
    wire = random.getrandbits(32)
    cited = {name: _cited(random) for name in speakers}
    for number in range(event.reports):
        is_copy = number > 0 and random.random() < COPIES
        day = FIRST_DAY + timedelta(days=event.day + random.choice((0, 0, 0, 1, 1, 2, 4)))
        changed = not is_copy and random.random() < OTHER_NUMBER
        yield Telling(
            number=number,
            document_id=record_id("document", "generated", event.number, number, event.day),
            publisher=f"{_name(random.randrange(OUTLETS)).title()} News",
            days_moved=(day - origin).days,
            published=day.isoformat(),
            factor=random.uniform(1 - NUMBER_WIDTH, 1 + NUMBER_WIDTH) if changed else 1.0,
            wire=wire,
            towns=towns,
            sources={
                name: _source_name(
                    _cited(random)
                    if not is_copy and random.random() < OTHER_SOURCE
                    else cited[name]
                )
                for name in speakers
            },
            is_copy=is_copy,
        )


def _cited(random: Random) -> int:
    """Returns the number of a source: mostly one of those whom many reports cite."""
    is_rare = random.random() < RARE
    return random.randrange(SOURCES, RARE_SOURCES) if is_rare else random.randrange(SOURCES)


def _vary_report(random: Random, seed: Seed, telling: Telling) -> tuple[ClaimInContext, ...]:
    statements = {i.statement.id: _vary_statement(i.statement, telling) for i in seed.items}
    print_ = _fingerprint(random, seed, telling)
    return tuple(
        ClaimInContext(
            document_id=telling.document_id,
            claim=_vary_claim(item.claim, statements[item.statement.id], telling),
            statement=statements[item.statement.id],
            publisher=telling.publisher,
            published=telling.published,
            fingerprint=print_,
        )
        for item in seed.items
    )


def _vary_statement(statement: Statement, telling: Telling) -> Statement:
    return replace(
        statement,
        id=record_id("statement", telling.document_id, statement.id),
        document_id=telling.document_id,
        chain=tuple(
            replace(hop, source=_vary_source(hop.source, telling)) for hop in statement.chain
        ),
        said_at=_move(statement.said_at, telling),
    )


def _vary_source(source: Source, telling: Telling) -> Source:
    if source.kind == "unnamed" or source.name not in telling.sources:
        return source
    return replace(source, name=telling.sources[source.name], resolved_name=None, entity_id=None)


def _vary_claim(claim: Claim, statement: Statement, telling: Telling) -> Claim:
    return replace(
        claim,
        id=record_id("claim", telling.document_id, claim.id),
        document_id=telling.document_id,
        statement_id=statement.id,
        quantity=_vary_quantity(claim.quantity, telling.factor),
        places=tuple(
            replace(telling.towns[p.name], span=p.span, role=p.role) for p in claim.places
        ),
        time=_move(claim.time, telling),
    )


def _vary_quantity(quantity: Quantity | None, factor: float) -> Quantity | None:
    if quantity is None or factor == 1.0:
        return quantity
    low, high, best = (
        None if value is None else float(round(value * factor))
        for value in (quantity.low, quantity.high, quantity.best)
    )
    return replace(quantity, low=low, high=high, best=best)


def _move(time: Time | None, telling: Telling) -> Time | None:
    """Returns a time moved with its report; one long before it stays where it is."""
    if time is None or telling.days_moved == 0:
        return time
    report = date.fromisoformat(telling.published) - timedelta(days=telling.days_moved)
    moved = []
    for iso in (time.first, time.last):
        day = None if iso is None else date.fromisoformat(iso[:10])
        if day is None or abs((report - day).days) > MOVED_DAYS:
            moved.append(iso)
        else:
            moved.append((day + timedelta(days=telling.days_moved)).isoformat())
    return replace(time, first=moved[0], last=moved[1])


def _fingerprint(random: Random, seed: Seed, telling: Telling) -> Fingerprint | None:
    """Returns the fingerprint of a copy of the event's first report, or one of its own words."""
    known = seed.items[0].fingerprint
    if known is None:
        return None
    is_wire = telling.number == 0 or telling.is_copy
    source = Random(telling.wire) if is_wire else random  # noqa: S311 (nothing secret)
    words = words_of(known).copy()
    words["hash"] ^= source.getrandbits(32)
    return fingerprint_of_words(telling.document_id, words)


def _vary_text(
    random: Random, seed: Seed, telling: Telling, swapped: Mapping[str, str]
) -> dict[str, Any]:
    def number(found: re.Match[str]) -> str:
        return str(max(1, round(int(found[0]) * telling.factor)))

    turned = {
        day: WEEKDAYS[(i + telling.days_moved) % len(WEEKDAYS)] for i, day in enumerate(WEEKDAYS)
    }
    words = re.compile("|".join(rf"\b{re.escape(w)}\b" for w in (*swapped, *turned)))
    varied = {
        field: None
        if seed.record.get(field) is None
        else NUMBER.sub(
            number, words.sub(lambda w: {**swapped, **turned}[w[0]], seed.record[field])
        )
        for field in ("title", "text")
    }
    # Even a copy differs by a word, as the pages of two outlets do; else it is the same bytes.
    text = f"{varied['text']}\n\n{telling.publisher}, report {random.getrandbits(32)}"
    return {
        "text": text,
        "title": varied["title"],
        "publisher": telling.publisher,
        "published": telling.published,
    }


def _places_by_extent(seeds: Sequence[Seed]) -> dict[str | None, list[str]]:
    found: dict[str | None, set[str]] = {}
    for seed in seeds:
        for item in seed.items:
            for place in item.claim.places:
                found.setdefault(place.precision, set()).add(place.name)
    return {extent: sorted(names) for extent, names in found.items()}


def _swapped_places(
    random: Random, seed: Seed, known: Mapping[str | None, Sequence[str]]
) -> dict[str, str]:
    extents = {p.name: p.precision for i in seed.items for p in i.claim.places}
    return {
        name: random.choice(known[extent])
        for name, extent in sorted(extents.items())
        if extent in {"city", "region"}
    }


def _skewed(random: Random, count: int) -> int:
    """Returns a number below ``count``; low numbers are drawn most often."""
    return int(count * random.random() ** SKEW)


def _place(country: int, town: int, extent: PlacePrecision | None) -> Place:
    """Returns an invented town, or its whole country where the real place was one."""
    code = f"X{chr(ord('A') + country)}"
    whole = extent == "country"
    return Place(
        name=_name(TOWNS + country if whole else country * TOWNS_OF_COUNTRY + town).title(),
        span=Span(start=0, end=0),
        role="at",
        lat=-60 + 6.0 * country + (0 if whole else 0.5 * (town // 9)),
        lon=0 if whole else 0.5 * (town % 9),
        geonames_id=None,
        precision="country" if whole else "city",
        country=code,
    )


def _source_name(number: int) -> str:
    return f"{_name(number)} {_name(number * 7 + 3)}".title()


def _name(number: int) -> str:
    """Returns an invented name; different numbers below 28,561 have different names."""
    parts = []
    for _ in range(4):
        number, part = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[part])
    return "".join(parts)
