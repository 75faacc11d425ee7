"""Makes the incidents that the reports of a ledger are about, when asked. Nothing is written."""

from __future__ import annotations

from reportedly.assess.incident_tolls import (
    ReportedToll,
    incident_day,
    incident_places,
    incident_toll,
    reported_toll,
)
from reportedly.incidents import Incident, IncidentReport
from reportedly.link.incidents import ReportGroup, ReportProfile, group_reports, profile_of
from reportedly.records import Claim, Document
from reportedly.store.base import Store


def incidents_in(store: Store) -> tuple[Incident, ...]:
    """Returns the incidents that the reports of a store are about, those of most reports first.

    Texts are read one by one; what is kept of each is its words and places.
    """
    profiles: list[ReportProfile] = []
    tolls: dict[str, ReportedToll] = {}
    for document in store.read(Document):
        claims = sorted(
            store.read(Claim, document_id=document.id),
            key=lambda claim: (claim.evidence.start, claim.evidence.end, claim.id),
        )
        profiles.append(profile_of(document, claims))
        tolls[document.id] = reported_toll(
            claims, headline=document.title, published=document.published
        )
    made = (_incident(group, tolls) for group in group_reports(profiles))
    return tuple(sorted(made, key=lambda i: (-len(i.reports), i.day or "9999", i.id)))


def _incident(group: ReportGroup, tolls: dict[str, ReportedToll]) -> Incident:
    told = [tolls[document_id] for document_id in group.document_ids]
    toll = incident_toll(told)
    return Incident(
        id=group.id,
        reports=tuple(
            IncidentReport(
                document_id=document_id,
                killed=tolls[document_id].killed,
                injured=tolls[document_id].injured,
                claim_ids=tuple(claim.id for claim in tolls[document_id].claims),
            )
            for document_id in group.document_ids
        ),
        killed=toll.killed,
        injured=toll.injured,
        day=incident_day(told),
        places=incident_places(told),
        score=group.score,
        features=group.features,
    )
