"""The command about who is who: list entities, say why names are one, part them again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.cli import options
from reportedly.cli.assess import By, Reason, append, make_judgement
from reportedly.cli.output import console, counted, print_json, say, tell_problems
from reportedly.cli.output import show as show_on_screen
from reportedly.cli.progress import Tally, follow

if TYPE_CHECKING:
    from reportedly.records import Entity, Judgement, JudgementVerdict, NamePair
    from reportedly.store.base import Store

# What joined the names is told first, then what keeps others apart, then what is open.
ORDER = ("same", "different", "unsure")


def entities(
    text: Annotated[
        str | None,
        typer.Argument(
            metavar="TEXT", help="Only those that have a name with this text.", show_default=False
        ),
    ] = None,
    is_all: Annotated[
        bool, typer.Option("--all", help="Also those with one name in one report.")
    ] = False,
    explain: Annotated[
        str | None,
        typer.Option(
            "--explain", metavar="ID", show_default=False,
            help="Say why the names of an entity are one, or show one pair of names.",
        ),
    ] = None,
    split: Annotated[
        str | None,
        typer.Option(
            "--split", metavar="PAIR", help="Undo a merge: judge the two names to be different.",
            show_default=False,
        ),
    ] = None,
    take_back: Annotated[
        str | None,
        typer.Option(
            "--take-back", metavar="PAIR", show_default=False,
            help="Withdraw what was judged of two names; the program's own reading holds again.",
        ),
    ] = None,
    reason: Reason = None,
    by: By = None,
    as_json: options.AsJson = False,
    ledger: options.Ledger = None,
    own: options.Entities = None,
    config: options.Config = None,
) -> None:  # fmt: skip
    """List sources and actors over all reports, with the names that each goes by.

    Every merge has its reasons (--explain) and can be undone (--split). What people judge is
    appended to the ledger with name, time and reason, never deleted, and holds from then on.
    """
    from reportedly.cli.ledger import open_to_read

    chosen = [given for given in (explain, split, take_back) if given is not None]
    if len(chosen) > 1:
        raise typer.BadParameter("give one of --explain, --split and --take-back.")
    if split is not None or take_back is not None:
        verdict: JudgementVerdict = "different" if split is not None else "withdrawn"
        pair = _pair_to_judge(chosen[0], verdict, ledger, config)
        judge_pair(pair, verdict, by=by, reason=reason, ledger=ledger, config=config)
        relink(ledger, own, config)
        return
    with open_to_read(ledger, config) as store:
        if explain is not None:
            _explain(explain, store, as_json=as_json)
            return
        found = list(_listed(store, text, is_all=is_all))
        if as_json:
            print_json((*found, *_pairs_of(found, store), *_names_judged(store)))
            return
    _show_table(found)


def judge_pair(
    pair: NamePair,
    verdict: JudgementVerdict,
    *,
    by: str | None,
    reason: str | None,
    ledger: Path | None,
    config: Path | None,
) -> Judgement:
    """Appends what a person says of two names to the ledger; returns the judgement."""
    made = make_judgement("names", (pair.left, pair.right), verdict, by=by, reason=reason)
    append([made], ledger, config)
    words = "taken back" if verdict == "withdrawn" else verdict
    say(f"{pair.left_name} · {pair.right_name}: {words}, by {made.by}")
    return made


def relink(ledger: Path | None, own: Path | None, config: Path | None) -> None:
    """Links the ledger anew, so that what was judged of names holds everywhere."""
    from reportedly.config import load_configuration
    from reportedly.run.linking import link
    from reportedly.store.sqlite import SqliteStore

    configuration = load_configuration({"ledger": ledger, "entities": own}, config=config)
    tally = Tally()
    with SqliteStore(configuration.settings.ledger) as store:
        follow(link(store, configuration.plan), tally)
    tell_problems(tally.problems)


def _pair_to_judge(
    beginning: str, verdict: JudgementVerdict, ledger: Path | None, config: Path | None
) -> NamePair:
    """Returns the pair whose id begins so, if it can be split or taken back."""
    from reportedly.cli.ledger import find_record, open_to_read
    from reportedly.errors import InputError
    from reportedly.records import NamePair

    with open_to_read(ledger, config) as store:
        pair: NamePair = find_record(store, beginning, (NamePair,))
    names = f"{pair.left_name} · {pair.right_name}"
    if verdict == "withdrawn" and pair.basis != "judgement":
        raise InputError(f"{names}: nobody has judged them, so there is nothing to take back.")
    if verdict == "different" and pair.basis == "declared":
        raise InputError(
            f"{names}: your entities.toml declares them to be one. Take the name out of it there, "
            "then run the command that you want again."
        )
    return pair


def _listed(store: Store, text: str | None, *, is_all: bool) -> Iterator[Entity]:
    """Yields the entities to list, those in most reports first."""
    from reportedly.records import Entity

    wanted = None if text is None else text.casefold()
    found = sorted(store.read(Entity), key=lambda e: (-len(e.document_ids), e.name, e.id))
    for entity in found:
        if wanted is not None and not any(
            wanted in name.casefold() for name in (entity.name, *entity.names)
        ):
            continue
        if is_all or wanted is not None or len(entity.names) > 1 or len(entity.document_ids) > 1:
            yield entity


def _show_table(found: list[Entity]) -> None:
    from reportedly.present.entity_text import entities_table

    if found:
        show_on_screen(entities_table(found, width=console().width))
    say(counted(len(found), "entity").replace("entitys", "entities"))


def _explain(beginning: str, store: Store, *, as_json: bool) -> None:
    """Prints an entity or a pair with its reasons and what people judged of it."""
    from reportedly.cli.ledger import find_record
    from reportedly.present.entity_text import entity_details, pair_details
    from reportedly.records import Entity, NamePair

    found: Any = find_record(store, beginning, (Entity, NamePair))
    pairs = [found] if isinstance(found, NamePair) else list(_pairs_of([found], store))
    pairs.sort(key=lambda pair: (ORDER.index(pair.verdict), pair.left, pair.right))
    targets = {(pair.left, pair.right) for pair in pairs}
    judged = [judgement for judgement in _names_judged(store) if judgement.target in targets]
    if as_json:
        print_json(dict.fromkeys((found, *pairs, *judged)))
    elif isinstance(found, NamePair):
        show_on_screen(pair_details(found, judged))
    else:
        show_on_screen(entity_details(found, pairs, judged))


def _pairs_of(found: Iterable[Entity], store: Store) -> Iterator[NamePair]:
    """Yields every pair that has a name of one of these entities, joined, parted or open."""
    from reportedly.records import NamePair

    keys = {key for entity in found for key in entity.keys}
    for pair in store.read(NamePair):
        if pair.left in keys or pair.right in keys:
            yield pair


def _names_judged(store: Store) -> Iterator[Judgement]:
    from reportedly.records import Judgement

    yield from store.read(Judgement, kind="names")
