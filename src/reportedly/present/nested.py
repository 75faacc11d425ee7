"""Which questions a question is part of, and which are parts of it, as the links of claims say."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from reportedly.present.material import Material
from reportedly.present.visible import one_line
from reportedly.records import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class NestedView:
    """A wider or narrower question: its title, and why the one is part of the other.

    ``is_shown`` is false where only its title is in the material.
    """

    id: str
    title: str
    why: tuple[str, ...]
    is_shown: bool


def wider_questions(question: Question, material: Material) -> tuple[NestedView, ...]:
    """Returns the questions that a question is part of, by title."""
    return _nested(question, material, is_inner=True)


def narrower_questions(question: Question, material: Material) -> tuple[NestedView, ...]:
    """Returns the questions that are parts of a question, by title."""
    return _nested(question, material, is_inner=False)


def _nested(question: Question, material: Material, *, is_inner: bool) -> tuple[NestedView, ...]:
    around = _reasons(question, material, is_inner=is_inner)
    # Where claims say both of two questions that it is part of the other, neither is told.
    both_ways = around.keys() & _reasons(question, material, is_inner=not is_inner).keys()
    views = (
        NestedView(
            id=other,
            title=one_line(material.title_of(other)),
            why=tuple(sorted(reasons)),
            is_shown=other in material.questions,
        )
        for other, reasons in around.items()
        if other not in both_ways
    )
    return tuple(sorted(views, key=lambda view: (view.title, view.id)))


def _reasons(question: Question, material: Material, *, is_inner: bool) -> dict[str, set[str]]:
    """Returns the reasons in words, by the id of the question on the other side."""
    found: dict[str, set[str]] = defaultdict(set)
    for claim_id in question.claim_ids:
        for link in material.links_of.get(claim_id, ()):
            own, other = (link.left, link.right) if is_inner else (link.right, link.left)
            if link.kind != "subset-of" or own != claim_id:
                continue
            named = material.question_of.get(other)
            if named is not None and named != question.id:
                found[named].update(one_line(feature.detail) for feature in link.features)
    return found
