"""Copies -> families of reports that share text, and the voices that they are counted as."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportedly.present.copies import CopyView, copy_view, report_name
from reportedly.present.material import Material
from reportedly.present.visible import one_line
from reportedly.records import Copy


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyVoice:
    """A voice that several reports of a family carry, on one question, and why it is one."""

    source: str
    question_id: str
    question: str
    report_count: int
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyView:
    """Reports that share text with each other, those published first in front.

    ``pairs`` are as many as are needed to join all the reports, those that share most;
    ``pair_count`` is how many pairs there are in all.
    """

    id: str
    reports: tuple[tuple[str, str], ...]
    pairs: tuple[CopyView, ...]
    pair_count: int
    voices: tuple[FamilyVoice, ...]


def copy_families(material: Material) -> tuple[FamilyView, ...]:
    """Returns the families of the reports of the material, the largest first."""
    documents = material.documents
    copies = [c for c in material.copies.values() if {c.left, c.right} <= documents.keys()]
    copies.sort(key=lambda copy: (-copy.share, copy.left, copy.right))
    members: dict[str, set[str]] = {}
    joining: list[Copy] = []
    for copy in copies:
        left, right = (members.setdefault(id_, {id_}) for id_ in (copy.left, copy.right))
        if left is not right:
            left |= right
            members.update(dict.fromkeys(right, left))
            joining.append(copy)
    families = {id(family): family for family in members.values()}.values()
    views = (_family_view(family, joining, copies, material) for family in families)
    return tuple(sorted(views, key=lambda view: (-len(view.reports), view.id)))


def _family_view(
    family: set[str], joining: Iterable[Copy], copies: Iterable[Copy], material: Material
) -> FamilyView:
    documents = material.documents
    pairs = [copy for copy in joining if copy.left in family]
    ordered = sorted(family, key=lambda id_: (documents[id_].published or "9999", id_))
    return FamilyView(
        id=min(copy.id for copy in pairs),
        reports=tuple((id_, report_name(documents[id_])) for id_ in ordered),
        pairs=tuple(copy_view(c, documents[c.left], documents[c.right]) for c in pairs),
        pair_count=sum(1 for copy in copies if copy.left in family),
        voices=tuple(_voices(family, material)),
    )


def _voices(family: set[str], material: Material) -> Iterator[FamilyVoice]:
    """Yields the voices that more than one report of the family carries, by question."""
    found = []
    for origin in material.origins.values():
        question = material.questions.get(origin.question_id or "")
        carrying = family.intersection(origin.document_ids)
        if question is not None and len(carrying) > 1:
            found.append((one_line(question.title), len(carrying), origin, question.id))
    for title, count, origin, question_id in sorted(found, key=lambda f: (-f[1], f[0], f[2].id)):
        yield FamilyVoice(
            source=one_line(origin.source),
            question_id=question_id,
            question=title,
            report_count=count,
            why=tuple(one_line(reason) for reason in origin.why),
        )
