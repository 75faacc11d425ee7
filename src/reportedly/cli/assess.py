"""Commands about grades: show them, overrule one, say how reliable a source is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from reportedly.cli import options
from reportedly.cli.output import console, counted, print_json, say
from reportedly.cli.output import show as show_on_screen
from reportedly.cli.progress import waiting

if TYPE_CHECKING:
    from reportedly.present.grades import GradeView
    from reportedly.present.material import Material
    from reportedly.records import Judgement, JudgementKind, Question
    from reportedly.store.base import Store

DIGITS = ("1", "2", "3", "4", "5", "6", "withdrawn")
LETTERS = ("A", "B", "C", "D", "E", "F", "withdrawn")

Reason = Annotated[
    str | None,
    typer.Option("--reason", metavar="TEXT", help="Why; it is kept and shown.", show_default=False),
]
By = Annotated[
    str | None,
    typer.Option(
        "--by", metavar="NAME", help="Who decides. [default: the name of the account]",
        show_default=False,
    ),
]  # fmt: skip


def assess(
    question: Annotated[
        str | None,
        typer.Argument(
            metavar="QUESTION", help="Its id; the beginning will do.", show_default=False
        ),
    ] = None,
    as_json: options.AsJson = False,
    ledger: options.Ledger = None,
    config: options.Config = None,
) -> None:
    """Show the grades of questions, with reasons and what would change them.

    Without QUESTION a line for each question that several claims answer, best grade first.
    """
    from reportedly.cli.ledger import open_to_read
    from reportedly.present.grade_text import grade_details, grades_table

    with open_to_read(ledger, config) as store, waiting("reading the ledger"):
        material, asked = _material(store, question)
    views = _grades(asked, material)
    if as_json:
        print_json(views)
        return
    titles = {q.id: q.title for q in asked}
    if question is not None:
        show_on_screen(*(grade_details(view, titles[view.question_id]) for view in views))
    elif views:
        show_on_screen(grades_table(views, titles, width=console().width))
    say(counted(len(views), "grade"))


def judge(
    question: Annotated[
        str, typer.Argument(metavar="QUESTION", help="Its id; the beginning will do.")
    ],
    grade: Annotated[
        str,
        typer.Argument(metavar="GRADE", help="1 to 6; withdrawn takes an earlier judgement back."),
    ],
    reason: Reason = None,
    by: By = None,
    ledger: options.Ledger = None,
    config: options.Config = None,
) -> None:
    """Grade a question yourself: your grade is shown in place of the program's.

    The judgement is appended to the ledger with your name and the reason; none is ever deleted.
    It holds while more than half of the claims that you saw answer the question.
    """
    from reportedly.cli.ledger import find_record, open_to_read
    from reportedly.present.phrases import credibility_words
    from reportedly.records import Question

    if grade not in DIGITS:
        raise typer.BadParameter(
            f"{grade!r} is no grade; it is 1 to 6 or withdrawn.", param_hint="GRADE"
        )
    with open_to_read(ledger, config) as store:
        found: Question = find_record(store, question, (Question,))
    made = make_judgement("grade", found.claim_ids, grade, by=by, reason=reason)
    append([made], ledger, config)
    words = "taken back" if grade == "withdrawn" else credibility_words(grade)
    say(f"{found.title} {words}, by {made.by}")


def reliability(
    source: Annotated[
        str | None,
        typer.Argument(
            metavar="SOURCE", help="The source's name, as the ledger has it.", show_default=False
        ),
    ] = None,
    letter: Annotated[
        str | None,
        typer.Argument(
            metavar="LETTER", help="A to F; withdrawn takes an earlier letter back.",
            show_default=False,
        ),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file", metavar="FILE", help="Take the letters of many sources from a TOML file.",
            show_default=False,
        ),
    ] = None,
    reason: Reason = None,
    by: By = None,
    as_json: options.AsJson = False,
    ledger: options.Ledger = None,
    config: options.Config = None,
) -> None:  # fmt: skip
    """List or set how reliable sources are, A to F on the Admiralty scale.

    Only you can say it: every source is F, "cannot be judged", until you do, and how often sources
    agree never changes a letter. A letter holds for every name of the source. Without LETTER the
    letters are listed.
    """
    from reportedly.cli.reliability_file import read_reliability_file

    if file is not None and source is not None:
        raise typer.BadParameter("give one source, or a file of many.", param_hint="--file")
    if file is None and letter is None:
        _list_reliability(source, ledger, config, as_json=as_json)
        return
    if file is not None:
        rows = read_reliability_file(file)
    else:
        chosen = str(letter)
        chosen = chosen.upper() if len(chosen) == 1 else chosen
        rows = [(str(source), chosen, reason, None)]
        if chosen not in LETTERS:
            raise typer.BadParameter(
                f"{letter!r} is no letter of the scale; it is A to F or withdrawn.",
                param_hint="LETTER",
            )
    _set_reliability(rows, by, ledger, config)


def make_judgement(
    kind: JudgementKind,
    target: Sequence[str],
    verdict: str,
    *,
    by: str | None,
    reason: str | None,
) -> Judgement:
    """Returns a judgement made now, by the person named or the one at the keyboard."""
    import getpass
    from datetime import UTC, datetime

    from reportedly.records import Judgement, JudgementVerdict, record_id

    known: dict[str, JudgementVerdict] = {v: v for v in get_args(JudgementVerdict)}
    who = by or getpass.getuser()
    # To the microsecond: of two judgements of one second the later must be told from the earlier.
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return Judgement(
        id=record_id("judgement", kind, list(target), verdict, who, at),
        target=tuple(target),
        verdict=known[verdict],
        by=who,
        at=at,
        reason=reason,
        kind=kind,
    )


def append(judgements: Iterable[Judgement], ledger: Path | None, config: Path | None) -> None:
    """Appends judgements to the ledger that the options or settings name."""
    from reportedly.config import load_settings
    from reportedly.store.sqlite import SqliteStore

    with SqliteStore(load_settings({"ledger": ledger}, config=config).ledger) as store:
        store.write(judgements)


def _material(store: Store, question: str | None) -> tuple[Material, list[Question]]:
    from reportedly.cli.ledger import add_question, everything, find_record
    from reportedly.present.material import Material, gather
    from reportedly.records import Question

    if question is None:
        material = gather(everything(store))
        return material, [q for q in material.questions.values() if len(q.claim_ids) > 1]
    material = Material()
    found: Question = find_record(store, question, (Question,))
    add_question(found, store, material)
    return material, [found]


def _grades(questions: Iterable[Question], material: Material) -> list[GradeView]:
    from reportedly.grading import credibility_rank
    from reportedly.present.grades import grade_view

    views = [view for q in questions if (view := grade_view(q, material)) is not None]
    titles = {q.id: q.title for q in material.questions.values()}
    return sorted(
        views, key=lambda v: (credibility_rank(v.credibility), titles[v.question_id], v.question_id)
    )


def _set_reliability(
    rows: Sequence[tuple[str, str, str | None, str | None]],
    by: str | None,
    ledger: Path | None,
    config: Path | None,
) -> None:
    from reportedly.grading import source_key
    from reportedly.present.reliability import all_names, letter_among, letters_given

    made = [
        make_judgement("reliability", [source_key(name)], letter, by=by or who, reason=why)
        for name, letter, why, who in rows
    ]
    append(made, ledger, config)
    material, known = _sources(ledger, config)
    given = letters_given(material.judgements.values())
    for (name, letter, _, _), judgement in zip(rows, made, strict=True):
        heard = [other for other in all_names([name], material) if other in known]
        say(f"{known.get(source_key(name), name)}: {letter}, by {judgement.by}")
        others = dict.fromkeys(known[key] for key in heard if key != source_key(name))
        if others:
            say(f"note: it holds for all names of this source: {', '.join(others)}")
        conflict = letter_among(name, [name], given, material).conflict
        if conflict is not None:
            say(f"note: {conflict}; give these names one letter, or withdraw one of them")
        if not heard:
            listed = next((known[key] for key in _listed_as(name) if key in known), None)
            hint = (
                f"; it is listed as a name of {listed}: give the letter to that" if listed else ""
            )
            say(f"note: no voice in the ledger is called {name!r} so far; the letter is kept{hint}")


def _listed_as(name: str) -> Iterator[str]:
    """Yields the keys of the names that the list of organisations has for the bearer of a name."""
    from reportedly.grading import source_key
    from reportedly.link.name_parts import name_key
    from reportedly.link.name_table import is_written_short
    from reportedly.link.organisations import known_entities, listings_of

    for listing in listings_of(name_key(name), is_abbreviation=is_written_short(name)):
        yield source_key(listing.name)
        for entity in known_entities():
            if name_key(entity.name) == listing.key:
                yield from map(source_key, entity.names)


def _list_reliability(
    source: str | None, ledger: Path | None, config: Path | None, *, as_json: bool
) -> None:
    from reportedly.grading import source_key
    from reportedly.present.grade_text import reliability_table
    from reportedly.present.reliability import all_names, in_turn, letter_among, letters_given

    material, names = _sources(ledger, config)
    judgements = in_turn(material.judgements.values(), "reliability")
    for judgement in judgements:
        (key,) = judgement.target
        names.setdefault(key, all_names([key], material)[key])
    if source is not None:
        wanted = source_key(source)
        meant = {k for key in names if wanted in key for k in all_names([names[key]], material)}
        names = {key: name for key, name in names.items() if key in meant}
        judgements = [j for j in judgements if j.target[0] in meant]
    if as_json:
        print_json(judgements)
        return
    given = letters_given(judgements)
    # One row for a source, however many names it has: by its main name.
    sources = {material.other_names.get(key) or (name,) for key, name in names.items()}
    rows = [
        (shown[0], letter_among(shown[0], shown, given, material))
        for shown in sorted(sources, key=lambda shown: source_key(shown[0]))
    ]
    if rows:
        show_on_screen(reliability_table(rows))
    say(counted(len(rows), "source"))


def _sources(ledger: Path | None, config: Path | None) -> tuple[Material, dict[str, str]]:
    """Returns what was judged and resolved in a ledger, and the names of its voices by key."""
    from reportedly.cli.ledger import names_of_sources, open_to_read
    from reportedly.grading import source_key
    from reportedly.records import Origin

    with open_to_read(ledger, config) as store:
        origins = list(store.read(Origin))
    voices = (name for origin in origins for name in (origin.source, *origin.names))
    return names_of_sources(ledger, config), {source_key(name): name for name in voices}
