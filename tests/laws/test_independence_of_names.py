"""The laws of counting voices where names are resolved: entities, affiliations, second-hand words.

As in ``test_independence.py``, but with the names as linking takes them over all reports: several
names of one body, spokespersons, surnames, and what is only heard of.
"""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.link.copies import copies_among
from reportedly.link.naming import name_all
from reportedly.link.origins import origins_of
from reportedly.link.voices import claim_voices
from reportedly.linkage import NothingKept
from reportedly.records import ClaimInContext, Origin, Source, SourceKind
from tests.making import copy_of, make_item, make_source, with_own_copies

FULL = "Varrow Monitoring Network"
CENTRE = make_source("the Marran Rights Centre", "organisation", "Marran Rights Centre")
CHAINS: list[list[Source]] = [
    [make_source("VMN", "organisation")],
    [make_source(FULL, "organisation")],
    [make_source("VMN", "organisation", FULL)],
    [make_source(f"the {FULL} (VMN)", "organisation", FULL)],
    [make_source("Network for Varrow Monitoring", "organisation")],
    [make_source("VMN", "organisation", "Valley Mine Notice")],
    [make_source("Valley Mine Notice", "organisation")],
    [CENTRE],
    [make_source("MRC", "organisation")],
    [make_source("the Rights Centre", "organisation", "Marran Rights Centre")],
    [make_source("the Rights Centre", "organisation", "Selmak Rights Centre")],
    [make_source("Selmak Rights Centre", "organisation")],
    [make_source("Rights Centre", "organisation")],
    [make_source("Norland's Health Ministry", "government", "Health Ministry")],
    [make_source("the Health Ministry of Norland", "government")],
    [make_source("the Health Ministry", "government", "Health Ministry")],
    [make_source("Health Ministry spokesman Oren Talley", "person", "Oren Talley")],
    [make_source("Norland Health Ministry spokesman Oren Talley", "person", "Oren Talley")],
    [make_source("Governor Oren Talley", "person", "Oren Talley")],
    [make_source("Oren Talley", "person")],
    [make_source("Talley", "organisation")],
    [make_source("Ivo Talley", "person")],
    [make_source("Oren Talley", "person"), CENTRE],
    [make_source("Mira Stern", "person"), CENTRE],
    [make_source("Mira Stern", "person"), make_source("VMN", "organisation")],
    [make_source("Norwegian President Dax Orrin", "person", "Dax Orrin"),
     make_source("Norway", "government")],
    [make_source("Mira Stern", "person"), make_source("Norway", "government")],
]  # fmt: skip
Report = list[ClaimInContext]


@st.composite
def reports(draw: st.DrawFn, name: str) -> Report:
    """Returns the claims of a report in words of its own, each with its speaker."""
    text = " ".join(f"{name}x{n}" for n in range(30))
    chains = draw(st.lists(st.sampled_from(CHAINS), min_size=1, max_size=3))
    return [
        make_item("14", chain, report=name, text=text, at=10 * n, part=n, publisher=f"The {name}")
        for n, chain in enumerate(chains)
    ]


@st.composite
def ledgers(draw: st.DrawFn) -> list[Report]:
    return [draw(reports(f"r{n}")) for n in range(draw(st.integers(1, 5)))]


def origins_behind(ledger: list[Report]) -> tuple[Origin, ...]:
    items = with_own_copies(claim for report in ledger for claim in report)
    by_report: dict[str, list[ClaimInContext]] = {}
    for item in items:
        by_report.setdefault(item.document_id, []).append(item)
    names = name_all(NothingKept(), by_report, (), ()).names
    return origins_of("q", items, claim_voices(items), names, copies_among(items))


@settings(max_examples=120)
@given(ledgers(), st.data())
def test_law_a_copy_never_adds_a_voice_whoever_speaks(
    ledger: list[Report], data: st.DataObject
) -> None:
    before = origins_behind(ledger)
    original = data.draw(st.sampled_from(ledger))
    copy = [copy_of(claim, "copy", publisher="A New Paper") for claim in original]
    assert len(origins_behind([*ledger, copy])) <= len(before)


@settings(max_examples=120)
@given(ledgers(), st.sampled_from(["Quill Farrow", "Tarn Rescue League", "the Halm Assembly"]))
def test_law_another_source_never_takes_a_voice_away(ledger: list[Report], name: str) -> None:
    before = origins_behind(ledger)
    text = " ".join(f"other{n}" for n in range(40))
    kind: SourceKind = "person" if name == "Quill Farrow" else "organisation"
    other = make_item("14", make_source(name, kind), report="other", text=text)
    after = origins_behind([*ledger, [other]])
    assert len(after) == len(before) + 1


@given(ledgers(), st.randoms(use_true_random=False))
def test_law_the_order_of_reports_does_not_matter(ledger: list[Report], rng: random.Random) -> None:
    shuffled = [rng.sample(report, k=len(report)) for report in rng.sample(ledger, k=len(ledger))]
    assert origins_behind(shuffled) == origins_behind(ledger)


@given(ledgers())
def test_every_voice_carries_names_that_were_heard(ledger: list[Report]) -> None:
    for origin in origins_behind(ledger):
        assert origin.source in origin.names
        assert list(origin.names) == sorted(set(origin.names))
