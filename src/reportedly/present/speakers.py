"""Statements -> an index of who speaks: voices, each under all the names it was heard by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportedly.grading import source_key
from reportedly.present.annotate import DocumentView
from reportedly.present.material import Material
from reportedly.present.views import StatementView
from reportedly.present.visible import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerView:
    """A voice or another speaker: its names, and where each of its statements stands.

    ``is_voice`` tells whether it is counted as an independent voice of some question.
    """

    name: str
    also: tuple[str, ...]
    kind: str
    is_voice: bool
    report_count: int
    statements: tuple[tuple[str, str, int], ...]
    claim_count: int


def speaker_views(documents: Iterable[DocumentView], material: Material) -> tuple[SpeakerView, ...]:
    """Returns who speaks: the voices first, then the others, those with most statements first.

    Statements that the questions' origins give to one voice stand together, and so does what the
    same report gives to that voice's names. The others stand by the name that their report gives.
    """
    voice_of = _voices(material)
    said: dict[str, list[tuple[DocumentView, StatementView]]] = {}
    names: dict[str, Counter[str]] = {}
    for document in documents:
        heard = {
            statement.speaker: voice_of[statement.id]
            for statement in document.statements
            if statement.id in voice_of and len(statement.hops) > 1
        }
        for statement in document.statements:
            name = voice_of.get(statement.id) or heard.get(statement.speaker) or statement.speaker
            key = source_key(name)
            said.setdefault(key, []).append((document, statement))
            names.setdefault(key, Counter())[name] += 1
    voices = {source_key(name) for name in voice_of.values()}
    views = [
        _speaker_view(names[key].most_common(1)[0][0], own, is_voice=key in voices)
        for key, own in said.items()
    ]
    return tuple(sorted(views, key=lambda v: (not v.is_voice, -len(v.statements), v.name, v.kind)))


def _voices(material: Material) -> Mapping[str, str]:
    """Returns the voice of each statement that has one; of several the first by name."""
    found: dict[str, str] = {}
    for origin in sorted(material.origins.values(), key=lambda o: (o.source, o.id)):
        for statement_id in origin.statement_ids:
            found.setdefault(statement_id, one_line(origin.source))
    return found


def _speaker_view(
    name: str, said: list[tuple[DocumentView, StatementView]], *, is_voice: bool
) -> SpeakerView:
    key = source_key(name)
    # A report that speaks for itself ("Fourteen dead in Selmak") is no name of whose word it is.
    relayed = [s for _, s in said if len(s.hops) > 1] or [s for _, s in said]
    named = [s for s in relayed if source_key(s.speaker) == key] or relayed
    kinds = Counter(s.hops[-1].kind for s in named if s.hops) or Counter({"unnamed": 1})
    return SpeakerView(
        name=name,
        also=tuple(sorted({s.speaker for s in relayed if source_key(s.speaker) != key})),
        kind=kinds.most_common(1)[0][0],
        is_voice=is_voice,
        report_count=len({document.id for document, _ in said}),
        statements=tuple((s.id, document.label, s.number) for document, s in said),
        claim_count=sum(len(s.claims) for _, s in said),
    )
