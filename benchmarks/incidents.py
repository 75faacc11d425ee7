"""incidents: which reports tell of one incident, and how many it killed and injured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from benchmarks.documents import document, extracted
from reportedly.assess.incident_tolls import ReportedToll, incident_toll, reported_toll
from reportedly.link.incidents import ReportProfile, group_reports, profile_of


def predict(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yields the incident of each report, then the toll of each incident.

    A report without a count of killed told of none killed: the task asks for a number.
    """
    names: dict[str, str] = {}
    profiles: list[ReportProfile] = []
    tolls: dict[str, ReportedToll] = {}
    for record, _, claims, _ in extracted(records):
        report = document(record)
        names[report.id] = record["id"]
        profiles.append(profile_of(report, claims))
        tolls[report.id] = reported_toll(claims, headline=report.title, published=report.published)
    for incident in group_reports(profiles):
        for document_id in incident.document_ids:
            yield {"id": names[document_id], "incident": incident.id}
        toll = incident_toll(tolls[document_id] for document_id in incident.document_ids)
        yield {
            "incident": incident.id,
            "killed": toll.killed if toll.killed is not None else 0,
            "injured": toll.injured,
        }
