"""The main figures of reports, for the commands that show reports whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.present.material import Material


def add_main_figures(material: Material) -> None:
    """Adds the main figures of each report in the material."""
    from reportedly.assess.main_figures import report_figures
    from reportedly.present.material import add

    for document in material.documents.values():
        statements = material.statements_of.get(document.id, ())
        claims = [c for s in statements for c in material.claims_of.get(s.id, ())]
        claims.sort(key=lambda c: (c.evidence.start, c.evidence.end, c.id))
        for figure in report_figures(claims, document):
            add(figure, material)
