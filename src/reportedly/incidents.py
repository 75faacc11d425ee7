"""What an incident is, going by the reports on it: made when somebody asks, not kept in the ledger.

A report is in one incident only: the one that it is mainly about. The counts are the reports' own
main figures, never a sum over reports.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.records import Feature


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentReport:
    """What one report gives as killed and injured in its main event, and the claims that say so.

    ``None`` where it gives no number.
    """

    document_id: str
    killed: int | None
    injured: int | None
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Reports that are mainly about one incident: how many, when and where, going by them.

    ``killed`` and ``injured`` are the lower medians of what the reports give; ``day`` and
    ``places`` are those that most reports give for their counts, unknown where none does.
    ``score`` is how surely the reports are of one incident (mean log-odds of their pairs) and
    ``features`` say why, for the weakest pair that holds it; a single report has neither.
    """

    id: str
    reports: tuple[IncidentReport, ...]
    killed: int | None
    injured: int | None
    day: str | None
    places: tuple[str, ...]
    score: float | None
    features: tuple[Feature, ...]
