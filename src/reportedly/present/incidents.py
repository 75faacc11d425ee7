"""Incidents and headlines -> what a reader sees of them: by report, with the claims that say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from reportedly.headlines import Headline
from reportedly.incidents import Incident, IncidentReport
from reportedly.present.material import Material
from reportedly.present.phrases import byline, day_words, document_label
from reportedly.present.views import rows_of
from reportedly.present.visible import one_line, shortened

SHORT_ID = 8
EVIDENCE_LIMIT = 120
NO_NUMBER = "no number of killed or injured"
STANCE_WORDS = {
    "for": "told as fact",
    "against": "against it",
    "observing": "passed on",
    None: "does not speak of it",
}


def incidents_list(incidents: Iterable[Incident], material: Material) -> RenderableType:
    """Returns the incidents with their reports; the reports' claims must be in the material."""
    return Group(
        *(
            Padding(Group(*_incident_lines(incident, material)), (0, 0, 1, 0), expand=False)
            for incident in incidents
        )
    )


def _incident_lines(incident: Incident, material: Material) -> Iterator[RenderableType]:
    places = ", ".join(one_line(place) for place in incident.places) or "place not told"
    day = (
        day_words(incident.day) if incident.day else f"day not told{_published(incident, material)}"
    )
    head = Text(f"{places}, {day}", style="bold")
    head.append(f"  {incident.id[:SHORT_ID]}", style="not bold dim")
    yield head
    several = len(incident.reports) > 1
    of = f" (the lower median of {len(incident.reports)} reports)" if several else ""
    yield _indented(Text(f"{_counts(incident.killed, incident.injured)}{of}"), 2)
    for report in incident.reports:
        yield from _report_lines(report, material)
    if several:
        why = "; ".join(one_line(feature.detail) for feature in incident.features)
        yield _indented(Text(f"one incident, by the two least alike: {why}", style="dim"), 2)


def _report_lines(report: IncidentReport, material: Material) -> Iterator[RenderableType]:
    document = material.documents[report.document_id]
    label = f"{document_label(document)} ({byline(document)}): "
    line = Text(f"{label}{_as_claimed(report, material)}")
    line.append(f"  {report.document_id[:SHORT_ID]}", style="dim")
    yield _indented(line, 4)
    for row in rows_of(report.claim_ids, material):
        told = Text(f"{row.id[:SHORT_ID]}  ", style="dim")
        told.append(f"{row.who}: ", style="not dim")
        told.append(f"“{shortened(row.evidence, EVIDENCE_LIMIT)}”", style="not dim italic")
        yield _indented(told, 6)


def _as_claimed(report: IncidentReport, material: Material) -> str:
    """Returns a report's counts in its own words; as a number where several claims add up to it."""
    told = []
    claims = [material.claims[id_] for id_ in report.claim_ids if id_ in material.claims]
    for number, role in ((report.killed, "killed"), (report.injured, "injured")):
        raws = [c.quantity.raw for c in claims if c.role == role and c.quantity is not None]
        if number is not None:
            told.append(f"{one_line(raws[0]) if len(raws) == 1 else f'{number:,}'} {role}")
    return ", ".join(told) or NO_NUMBER


def _counts(killed: int | None, injured: int | None) -> str:
    told = [
        f"{number:,} {role}"
        for number, role in ((killed, "killed"), (injured, "injured"))
        if number is not None
    ]
    return ", ".join(told) or NO_NUMBER


def _published(incident: Incident, material: Material) -> str:
    """Returns when the reports came out, where they do not say when it happened."""
    dates = (material.documents[report.document_id].published for report in incident.reports)
    days = sorted(day[:10] for day in dates if day is not None)
    return f", reported {day_words(days[0])}" if days else ""


def headlines_list(headlines: Iterable[Headline], material: Material) -> RenderableType:
    """Returns headlines with how each stands to the claim; their reports are in the material."""
    return Group(*(line for headline in headlines for line in _headline_lines(headline, material)))


def _headline_lines(headline: Headline, material: Material) -> Iterator[RenderableType]:
    document = material.documents[headline.document_id]
    head = Text(one_line(headline.headline), style="bold")
    head.append(f"  {headline.document_id[:SHORT_ID]}", style="not bold dim")
    yield head
    why = "" if headline.stance == "for" else f": {one_line(headline.reason.detail)}"
    yield _indented(Text(f"{STANCE_WORDS[headline.stance]}{why}  ({byline(document)})"), 2)
    for row in rows_of([] if headline.claim_id is None else [headline.claim_id], material):
        line = Text(f"the report: {row.who}: ", style="dim")
        line.append(f"“{shortened(row.evidence, EVIDENCE_LIMIT)}”", style="italic")
        yield _indented(line, 2)


def _indented(renderable: RenderableType, level: int) -> RenderableType:
    return Padding(renderable, (0, 0, 0, level), expand=False)
