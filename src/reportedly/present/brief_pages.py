"""The brief as Markdown, and as one HTML page that needs nothing else."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from reportedly.present import prose
from reportedly.present.brief import BriefView
from reportedly.present.brief_writer import Note, Sentence
from reportedly.present.dossier import content_hash, environment

LIMITS = (
    "This brief was written by a program from records of who said what. It does not say what is "
    "true. A grade counts independent voices; it knows nothing of what any of them could see."
)
# Characters that would act as markup in Markdown. A report's words must stand as they are.
MARKDOWN_SIGNS = re.compile(r"([\\`*_\[\]<>#|~])")


def to_markdown(view: BriefView) -> str:
    """Returns the brief as Markdown with footnotes (``[^1]``), as Pandoc and GitHub read it."""
    lines = [f"# {_escaped(view.title)}", "", _escaped(byline(view)), ""]
    for section in view.sections:
        lines += [f"## {_escaped(section.title)}", ""]
        for part in section.paragraphs:
            told = [_in_markdown(sentence) for sentence in part.sentences]
            if section.is_list:
                lines += [f"**{_escaped(part.heading)}**", ""] if part.heading else []
                lines += [*(f"- {words}" for words in told), ""]
            else:
                head = f"**{_escaped(part.heading)}.** " if part.heading else ""
                lines += [head + " ".join(told), ""]
    lines += ["---", "", LIMITS, ""]
    lines += [f"[^{note.number}]: {_escaped(note_words(note))}" for note in view.notes]
    return "\n".join(lines).rstrip("\n") + "\n"


def to_html(view: BriefView) -> str:
    """Returns the brief as one HTML page: no script, no request, footnotes linked both ways."""
    style = _style()
    return (
        environment()
        .get_template("brief.html.jinja")
        .render(
            brief=view,
            byline=byline(view),
            limits=LIMITS,
            note_words=note_words,
            style=style,
            style_hash=content_hash(style),
        )
    )


def byline(view: BriefView) -> str:
    """Returns what the brief was made from, when, and by which version."""
    made = f" on {view.made_on}" if view.made_on else ""
    version = f" {view.version}" if view.version else ""
    return f"From {prose.counted(view.reports, 'report')}, by reportedly{version}{made}."


def note_words(note: Note) -> str:
    """Returns a footnote: the report, its publisher and date, the characters, the words."""
    place = f"{note.report}, {note.byline}, characters [{note.start}, {note.end})"
    return f"{place}: “{note.words.strip('“”')}”"


def _in_markdown(sentence: Sentence) -> str:
    return "".join(
        _escaped(part.text) + ("" if part.note is None else f"[^{part.note}]")
        for part in sentence.parts
    )


def _escaped(text: str) -> str:
    return MARKDOWN_SIGNS.sub(r"\\\1", text)


@cache
def _style() -> str:
    folder = resources.files("reportedly.present").joinpath("templates")
    return folder.joinpath("brief.css").read_text(encoding="utf-8")
