"""A small ledger made by hand: two reports of an invented war, with all that hangs on them."""

from __future__ import annotations

import hashlib

from reportedly.present.material import Material, gather
from reportedly.records import (
    Answer,
    Assessment,
    Claim,
    Copy,
    Document,
    Entity,
    Feature,
    Finding,
    Hop,
    Judgement,
    Link,
    MetadataOrigin,
    NamePair,
    Origin,
    Participant,
    Passage,
    Place,
    PlaceRole,
    Problem,
    Quantity,
    Question,
    Source,
    SourceKind,
    Span,
    Stance,
    Statement,
    Step,
    Time,
    record_id,
)

FIRST_TEXT = """Norland's president, Ada Holm, told reporters on Friday that at least 300 hired \
fighters had been flown from the Tarsk highlands through the port of Ostra into the Selmak valley.

“This is known to us, and it is known to our neighbours,” Holm said. She added that the \
government of Vell had confirmed the flights to her.

The Selmak Watch, a monitoring group, confirmed the president's account. But the agency's own \
sources in the valley speak of 4,000 men, each of whom is said to be paid $1,800 a month.

The Selmak Watch reported on Thursday that 28 of the fighters had been killed and that 62 more \
were hurt or missing. If that is right, it would make nearly 30 percent of a force of 300.
"""

SECOND_TEXT = """SELMAK, Saturday – The defence ministry of Karsia denied on Saturday that it had \
sent any fighters to the valley.
“There are no such men,” the ministry's spokesman said.
The Selmak Watch put the dead at 31 on Saturday, up from 28 two days before.
"""


def span(text: str, words: str, *, after: str = "") -> Span:
    """Returns where the words stand in the text, after some other words if asked."""
    start = text.index(words, text.index(after) if after else 0)
    return Span(start=start, end=start + len(words))


def document(
    text: str, *, title: str | None, publisher: str, published: str, path: str
) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        id=record_id("document", digest),
        path=path,
        url=f"https://news.example/{path}",
        title=title,
        publisher=publisher,
        authors=("R. Lund",),
        published=published,
        modified=None,
        retrieved="2024-05-05T08:00",
        language="en",
        text=text,
        text_sha256=digest,
        snapshot_sha256=digest,
        metadata_from=(MetadataOrigin(field="published", where="user"),),
    )


def source(
    text: str, name: str, kind: SourceKind, *, resolved: str | None = None, after: str = ""
) -> Source:
    return Source(
        name=name,
        kind=kind,
        span=span(text, name, after=after),
        resolved_name=resolved,
        entity_id=(resolved or name).lower(),
    )


def statement(
    doc: Document, words: str, *hops: tuple[Source, str, Stance], mode: str = "reported"
) -> Statement:
    """Returns a statement of the document's publisher, or of whom the hops name."""
    publisher = Source(name=doc.publisher or "unknown", kind="media", span=None)
    said = span(doc.text, words)
    chain = [Hop(source=publisher, cue=None, stance="reports" if hops else "asserts")]
    for who, cue, stance in hops:
        after = who.span.start if who.span else 0
        start = doc.text.index(cue, after)
        chain.append(Hop(source=who, cue=Span(start=start, end=start + len(cue)), stance=stance))
    return Statement(
        id=record_id("statement", doc.id, said.start, len(chain)),
        document_id=doc.id,
        content=(said,),
        chain=tuple(chain),
        mode=mode,  # type: ignore[arg-type]  # a literal
        stance=chain[-1].stance,
        polarity="positive",
    )


def place(text: str, name: str, role: PlaceRole) -> Place:
    return Place(
        name=name,
        span=span(text, name),
        role=role,
        lat=41.25,
        lon=44.0,
        geonames_id=None,
        precision="region",
        country=None,
    )


def quantity(
    text: str, raw: str, low: float | None, high: float | None, **more: str | None
) -> Quantity:
    relation = more.get("relation") or "="
    return Quantity(
        span=span(text, raw),
        raw=raw,
        low=low,
        high=high,
        best=low if low == high else None,
        relation=relation,  # type: ignore[arg-type]  # a literal
        unit=more.get("unit", "person"),
        counted=more.get("counted"),
        per=more.get("per"),
        share_of=more.get("share_of"),
    )


def claim(
    made_in: Statement, doc: Document, words: str, figure: Quantity | None, **more: object
) -> Claim:
    """Returns a claim made in the statement, with its evidence where the words stand."""
    evidence = span(doc.text, words)
    fields: dict[str, object] = {
        "event": "assault",
        "role": "killed",
        "counting": "total",
        "modality": "actual",
        "polarity": "positive",
        "actors": (),
        "targets": (),
        "places": (),
        "time": None,
        **more,
    }
    return Claim(
        id=record_id("claim", made_in.id, evidence.start, evidence.end, str(more.get("role"))),
        document_id=doc.id,
        statement_id=made_in.id,
        evidence=evidence,
        quantity=figure,
        **fields,  # type: ignore[arg-type]  # checked by the tests that use them
    )


def make_material() -> Material:
    return gather(make_records())


def make_records() -> list[object]:
    """Returns every record of the small ledger."""
    first = document(
        FIRST_TEXT,
        title="President: hired fighters flown into Selmak valley",
        publisher="Harbour Agency",
        published="2024-05-03",
        path="first.txt",
    )
    second = document(
        SECOND_TEXT,
        title=None,
        publisher="Valley Courier",
        published="2024-05-05",
        path="second.txt",
    )
    holm = source(FIRST_TEXT, "Norland's president, Ada Holm", "person")
    she = source(FIRST_TEXT, "She", "person", resolved="Norland's president, Ada Holm")
    vell = source(FIRST_TEXT, "the government of Vell", "government")
    watch = source(FIRST_TEXT, "The Selmak Watch", "organisation")
    watch_again = source(FIRST_TEXT, "The Selmak Watch", "organisation", after="4,000")
    own = source(FIRST_TEXT, "the agency's own sources in the valley", "unnamed")
    karsia = source(SECOND_TEXT, "The defence ministry of Karsia", "government")
    watch_later = source(SECOND_TEXT, "The Selmak Watch", "organisation")

    flown_words = FIRST_TEXT[FIRST_TEXT.index("at least 300") : FIRST_TEXT.index(" valley.") + 7]
    flown = statement(first, flown_words, (holm, "told", "asserts"))
    known = statement(
        first,
        "This is known to us, and it is known to our neighbours",
        (holm, "said", "asserts"),
        mode="quoted",
    )
    second_hand = statement(
        first, "the flights", (she, "added", "asserts"), (vell, "confirmed", "confirms")
    )
    wider = statement(
        first, "the government of Vell had confirmed the flights to her", (she, "added", "asserts")
    )
    confirmed = statement(first, "the president's account", (watch, "confirmed", "confirms"))
    paid_words = "4,000 men, each of whom is said to be paid $1,800 a month"
    more_men = statement(first, paid_words, (own, "speak of", "estimates"))
    toll_words = "28 of the fighters had been killed and that 62 more were hurt or missing"
    toll = statement(first, toll_words, (watch_again, "reported", "asserts"))
    reckoned = statement(
        first,
        "If that is right, it would make nearly 30 percent of a force of 300",
        mode="editorial",
    )
    denied = statement(
        second, "it had sent any fighters to the valley", (karsia, "denied", "denies")
    )
    later = statement(
        second, "the dead at 31 on Saturday, up from 28", (watch_later, "put", "asserts")
    )

    friday = Time(
        raw="on Friday",
        span=span(FIRST_TEXT, "on Friday"),
        first="2024-05-03",
        last="2024-05-03",
        precision="day",
    )
    places = (
        place(FIRST_TEXT, "Tarsk highlands", "from"),
        place(FIRST_TEXT, "Ostra", "via"),
        place(FIRST_TEXT, "Selmak valley", "to"),
    )
    fighters = Participant(name="hired fighters", span=span(FIRST_TEXT, "hired fighters"))
    c300 = claim(
        flown,
        first,
        flown_words,
        quantity(FIRST_TEXT, "at least 300", 300, None, relation=">=", counted="hired fighters"),
        event="transfer",
        role="transferred",
        places=places,
        time=friday,
        targets=(fighters,),
    )
    c4000 = claim(
        more_men,
        first,
        "4,000 men",
        quantity(FIRST_TEXT, "4,000", 4000, 4000, counted="men"),
        event="transfer",
        role="transferred",
        counting="total",
    )
    c1800 = claim(
        more_men,
        first,
        "$1,800 a month",
        quantity(FIRST_TEXT, "$1,800", 1800, 1800, unit="USD", per="month"),
        event="pay",
        role="paid",
        counting=None,
        modality="habitual",
    )
    c28 = claim(
        toll,
        first,
        "28 of the fighters had been killed",
        quantity(FIRST_TEXT, "28", 28, 28, counted="fighters"),
        places=places[2:],
    )
    c62 = claim(
        toll,
        first,
        "62 more were hurt or missing",
        quantity(FIRST_TEXT, "62 more", 62, 62, counted="fighters"),
        role="injured-or-missing",
    )
    c30 = claim(
        reckoned,
        first,
        "nearly 30 percent of a force of 300",
        quantity(
            FIRST_TEXT,
            "nearly 30 percent",
            30,
            30,
            relation="~",
            unit="percent",
            share_of="a force of 300",
        ),
        role="share",
        event=None,
        modality="conditional",
        counting=None,
    )
    c31 = claim(
        later,
        second,
        "the dead at 31 on Saturday",
        quantity(SECOND_TEXT, "31", 31, 31, counted="dead"),
        counting="cumulative",
    )
    c_no = claim(
        denied,
        second,
        "it had sent any fighters to the valley",
        None,
        event="transfer",
        role=None,
        counting=None,
        polarity="negative",
    )

    voices = {
        "holm": Origin(
            id=record_id("origin", "holm"),
            source="Norland's president, Ada Holm",
            document_ids=(first.id,),
            statement_ids=(flown.id, known.id),
            why=("the same speaker in both",),
        ),
        "watch": Origin(
            id=record_id("origin", "watch"),
            source="The Selmak Watch",
            document_ids=(first.id, second.id),
            statement_ids=(toll.id, later.id),
            why=("the same speaker in 2 reports",),
        ),
    }
    moved = Question(
        id=record_id("question", "moved"),
        title="How many fighters were transferred to the Selmak valley?",
        event="transfer",
        role="transferred",
        population="fighters",
        places=("Selmak valley",),
        first="2024-04-20",
        last="2024-05-05",
        claim_ids=(c300.id, c4000.id, c_no.id),
    )
    dead = Question(
        id=record_id("question", "dead"),
        title="How many fighters were killed in the Selmak valley?",
        event="assault",
        role="killed",
        population="fighters",
        places=("Selmak valley",),
        first=None,
        last="2024-05-04",
        claim_ids=(c28.id, c31.id),
    )
    moved_stands = Assessment(
        id=record_id("assessment", moved.id),
        question_id=moved.id,
        low=300,
        high=4000,
        answers=(
            Answer(
                low=300,
                high=None,
                relation=">=",
                words="at least 300",
                claim_ids=(c300.id,),
                origin_ids=(voices["holm"].id,),
            ),
            Answer(
                low=4000,
                high=4000,
                relation="=",
                words="4,000",
                claim_ids=(c4000.id,),
                origin_ids=(),
            ),
        ),
        credibility="cannot tell",
        reasons=(
            "one named voice says at least 300",
            "the sources of 4,000 are not named, so they count as no voice",
        ),
        would_change=("a second, independent voice with a figure",),
    )
    dead_stands = Assessment(
        id=record_id("assessment", dead.id),
        question_id=dead.id,
        low=28,
        high=31,
        answers=(
            Answer(
                low=28,
                high=28,
                relation="=",
                words="28",
                claim_ids=(c28.id,),
                origin_ids=(voices["watch"].id,),
            ),
            Answer(
                low=31,
                high=31,
                relation="=",
                words="31",
                claim_ids=(c31.id,),
                origin_ids=(voices["watch"].id,),
            ),
        ),
        credibility="3",
        reasons=("one voice, which raised its figure",),
        would_change=(),
    )
    newer = Link(
        id=record_id("link", c28.id, c31.id),
        left=c31.id,
        right=c28.id,
        kind="supersedes",
        score=0.9,
        features=(
            Feature(name="same-speaker", value=1.0, detail="both are the Watch's figures"),
            Feature(name="later", value=1.0, detail="two days later"),
        ),
    )
    share = Finding(
        id=record_id("finding", "share"),
        kind="share",
        verdict="holds",
        statement="28 killed and 62 wounded or missing are 30 percent of 300, as stated: "
        "nearly 30 percent",
        claim_ids=(c28.id, c62.id, c30.id),
        working=(
            Step(text="28 + 62", result="90"),
            Step(text="90 ÷ 300", result="30 %"),
            Step(text="stated: nearly 30 percent", result="holds"),
        ),
    )
    other = Finding(
        id=record_id("finding", "other"),
        kind="share",
        verdict="worth a look",
        statement="Of 4,000 the same 90 would be 2.3 percent",
        claim_ids=(c28.id, c62.id, c4000.id),
        working=(Step(text="28 + 62", result="90"), Step(text="90 ÷ 4,000", result="2.3 %")),
    )
    shared = Passage(
        left=span(FIRST_TEXT, "The Selmak Watch reported on Thursday that 28"),
        right=span(SECOND_TEXT, "The Selmak Watch put the dead at 31 on Saturday, up from 28"),
        words=7,
    )
    copied = Copy(
        id=record_id("copy", first.id, second.id),
        left=first.id,
        right=second.id,
        kind="partial",
        share=0.2,
        passages=(shared,),
        earlier=first.id,
        why=("20 percent of the shorter report stands in the other word for word",),
    )
    watch_names = NamePair(
        id=record_id("name-pair", "selmak watch", "sw"),
        left="selmak watch",
        right="sw",
        left_name="The Selmak Watch",
        right_name="SW",
        verdict="same",
        basis="judgement",
        score=1.0,
        features=(Feature(name="initials", value=1.0, detail="SW are its initials"),),
    )
    watch_entity = Entity(
        id=record_id("entity", "selmak watch"),
        name="The Selmak Watch",
        kind="organisation",
        names=("The Selmak Watch",),
        keys=("selmak watch",),
        document_ids=(first.id, second.id),
        pair_ids=(watch_names.id,),
    )
    judged = Judgement(
        id=record_id("judgement", "selmak watch", "sw", "same", "K. Lind"),
        target=("selmak watch", "sw"),
        verdict="same",
        by="K. Lind",
        at="2024-05-06T09:00:00.000000Z",
        reason="its own page says so",
    )
    undated = Problem(
        stage="extract",
        subject=second.id,
        code="unclosed-quote",
        message="a quotation mark has no partner; the sentence was read without it",
    )
    return [
        first,
        second,
        flown,
        known,
        second_hand,
        wider,
        confirmed,
        more_men,
        toll,
        reckoned,
        denied,
        later,
        c300,
        c4000,
        c1800,
        c28,
        c62,
        c30,
        c31,
        c_no,
        *voices.values(),
        moved,
        dead,
        moved_stands,
        dead_stands,
        newer,
        share,
        other,
        copied,
        watch_names,
        watch_entity,
        judged,
        undated,
    ]
