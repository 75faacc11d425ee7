"""A store in plain dictionaries: for tests, and the plainest statement of what a store does."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator
from types import TracebackType
from typing import Any, Literal, Self, TypeVar

from reportedly.linkage import LINKAGE_KINDS, Relinked
from reportedly.records import Claim, Document, Problem, Snapshot, Span
from reportedly.store.base import (
    DERIVED,
    DOCUMENT_KINDS,
    LINK_KINDS,
    LINKING,
    STORED_KINDS,
    DocumentWork,
    LinkedState,
    SearchHit,
    column_names,
    key_columns,
    order_of,
)
from reportedly.store.search import search_terms

T = TypeVar("T")


class MemoryStore:
    """A store that forgets everything when it is closed."""

    def __init__(self) -> None:
        """Makes an empty store."""
        self._records: dict[type, dict[Any, Any]] = {
            kind: {} for kind in (*STORED_KINDS, *LINKAGE_KINDS)
        }
        self._units: dict[Problem, str] = {}
        self._done: set[tuple[str, str]] = set()
        self._linked: tuple[str | None, str | None] = (None, None)
        self._kept_by: str | None = None
        self._changed: set[str] = set()
        self._made_in: dict[str, tuple[Any, ...]] = {}

    def write(self, records: Iterable[object]) -> None:
        """Writes records by their id, all or none."""
        for record in list(records):
            if isinstance(record, Problem):
                self._write_problem(record, record.subject)
            else:
                self._records[type(record)][_key(record)] = record

    def read(self, kind: type[T], /, **equals: object) -> Iterator[T]:
        """Yields the records of one kind whose columns equal the given values."""
        unknown = sorted(equals.keys() - set(column_names(kind)))
        if unknown:
            raise TypeError(f"{kind.__name__} records have no column {', '.join(unknown)}")
        found = [
            record
            for record in self._records[kind].values()
            if all(_column(record, name) == value for name, value in equals.items())
        ]
        columns = order_of(kind)
        yield from sorted(found, key=lambda record: _sort_key(record, columns))

    def count(self, kind: type, /, **equals: object) -> int:
        """Returns how many records ``read`` would yield."""
        return sum(1 for _ in self.read(kind, **equals))

    def ids(self, kind: type, /, *, beginning: str = "") -> tuple[str, ...]:
        """Returns the ids of one kind that begin so, sorted."""
        found = (record.id for record in self._records[kind].values())
        return tuple(sorted(id_ for id_ in found if id_.startswith(beginning)))

    def done(self, stage_key: str) -> set[str]:
        """Returns the ids of the inputs on which a stage has been run."""
        return {input_id for key, input_id in self._done if key == stage_key}

    def has_done(self, stage_key: str, input_id: str) -> bool:
        """Tells whether a stage has been run on one input."""
        return (stage_key, input_id) in self._done

    def replace_document(self, work: DocumentWork) -> None:
        """Writes all that was done on one report, in place of what was there."""
        document = work.document
        for earlier in list(self.read(Document, snapshot_sha256=document.snapshot_sha256)):
            if earlier.id != document.id:
                self._remove(earlier, keep_snapshot=True)
        for kind in work.replaces:
            self._drop(kind, document.id)
        for problem, unit in list(self._units.items()):
            if unit == document.path or (unit == document.id and problem.stage in work.stages):
                self._drop_problem(problem)
        self.write((*((work.snapshot,) if work.snapshot else ()), document, *work.records))
        for problem in work.problems:
            self._write_problem(problem, document.id)
        self._changed.add(document.id)
        inputs = {document.snapshot_sha256, document.id}
        self._done = {mark for mark in self._done if mark[1] not in inputs} | set(work.done)

    def write_problems(
        self, problems: Iterable[Problem], *, unit: str, replaces: Collection[str] = ()
    ) -> None:
        """Writes problems about one unit, in place of those of the stages in ``replaces``."""
        for problem, its_unit in list(self._units.items()):
            if its_unit == unit and problem.stage in replaces:
                self._drop_problem(problem)
        for problem in problems:
            self._write_problem(problem, unit)

    def replace_links(self, records: Iterable[object], *, made_from: str, made_by: str) -> None:
        """Writes the result of a linking run in place of the whole earlier one."""
        fresh = list(records)
        for kind in (*LINK_KINDS, *LINKAGE_KINDS):
            self._records[kind].clear()
        self._drop_unit(LINKING)
        self._made_in.clear()
        self.write(record for record in fresh if not isinstance(record, Problem))
        for record in fresh:
            if isinstance(record, Problem):
                self._write_problem(record, LINKING)
        self._linked, self._kept_by = (made_from, made_by), None
        self._changed.clear()

    def change_links(
        self, change: Relinked, *, made_from: LinkedState, made_by: str, is_whole: bool
    ) -> bool:
        """Writes what a linking run changes, or all that it made (``is_whole``)."""
        if not is_whole and self._linked[0] != made_from.made_from:
            return False
        made, rows = list(change.made), list(change.rows)
        if is_whole:
            self.replace_links((), made_from=made_from.current, made_by=made_by)
        for unit in change.gone:
            for record in self._made_in.pop(unit, ()):
                if isinstance(record, Problem):
                    self._drop_problem(record)
                else:
                    self._records[type(record)].pop(_key(record), None)
        for dropped in change.dropped:
            rows_gone: list[Any] = list(self.find(dropped.kind, dropped.column, dropped.values))
            for row in rows_gone:
                del self._records[dropped.kind][_key(row)]
        for made_of_one in made:
            unit, records = made_of_one.unit, made_of_one.records
            self._made_in[unit] = (*self._made_in.get(unit, ()), *records)
            self.write(record for record in records if not isinstance(record, Problem))
            for record in records:
                if isinstance(record, Problem):
                    self._write_problem(record, LINKING)
        self.write(rows)
        self._linked, self._kept_by = (made_from.current, made_by), made_by
        self._changed.difference_update(made_from.changed)
        return True

    def find(self, kind: type[T], column: str, values: Collection[object], /) -> Iterator[T]:
        """Yields the records or kept rows in which a column has one of some values."""
        wanted = set(values)
        yield from [r for r in self._records[kind].values() if _column(r, column) in wanted]

    def linked_state(self) -> LinkedState:
        """Returns what linking last ran over, and what it would run over now."""
        documents = sorted(
            (d.id, d.text_sha256, d.publisher, d.published)
            for d in self._records[Document].values()
        )
        digest = hashlib.sha256(repr((documents, sorted(self._done))).encode("utf-8", "replace"))
        made_from, made_by = self._linked
        return LinkedState(
            made_from=made_from,
            made_by=made_by,
            current=digest.hexdigest()[:16],
            kept_by=self._kept_by,
            changed=tuple(sorted(self._changed)),
        )

    def remove(self, document_id: str) -> bool:
        """Removes a document with all that hangs on it; tells whether it was there."""
        document = self._records[Document].get((document_id,))
        if document is None:
            return False
        self._remove(document, keep_snapshot=False)
        return True

    def search(
        self, text: str, *, kind: Literal["document", "claim"] | None = None, limit: int = 100
    ) -> Iterator[SearchHit]:
        """Yields where all words of a text stand; documents before claims."""
        terms = [_term_pattern(term, is_prefix) for term, is_prefix in search_terms(text)]
        if len(terms) == 0:
            return
        documents = {document.id: document for document in self.read(Document)}
        searched: dict[Literal["document", "claim"], list[tuple[str, str, str]]] = {
            "document": [(d.id, d.id, f"{d.title or ''}\n{d.text}") for d in documents.values()],
            "claim": [
                (
                    c.id,
                    c.document_id,
                    documents[c.document_id].text[c.evidence.start : c.evidence.end],
                )
                for c in self.read(Claim)
                if c.document_id in documents
            ],
        }
        for wanted, entries in searched.items():
            if kind not in (None, wanted):
                continue
            found = 0
            for found_id, document_id, content in entries:
                matches = [term.search(content) for term in terms]
                if found == limit or any(match is None for match in matches):
                    continue
                found += 1
                marks = tuple(sorted(Span(start=m.start(), end=m.end()) for m in matches if m))
                yield SearchHit(
                    kind=wanted, id=found_id, document_id=document_id, excerpt=content, marks=marks
                )

    def close(self) -> None:
        """Does nothing: there is no file to close."""

    def __enter__(self) -> Self:
        """Returns the store itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Closes the store."""
        self.close()

    def _remove(self, document: Document, *, keep_snapshot: bool) -> None:
        for kind in DOCUMENT_KINDS:
            self._drop(kind, document.id)
        self._drop_unit(document.id)
        if document.path is not None:
            self._drop_unit(document.path)
        self._changed.add(document.id)
        del self._records[Document][(document.id,)]
        gone = {document.id}
        if self.count(Document, snapshot_sha256=document.snapshot_sha256) == 0:
            gone.add(document.snapshot_sha256)
            if not keep_snapshot:
                self._records[Snapshot].pop((document.snapshot_sha256,), None)
        self._done = {mark for mark in self._done if mark[1] not in gone}

    def _drop(self, kind: type, document_id: str) -> None:
        kept = self._records[kind]
        for key in [key for key, record in kept.items() if record.document_id == document_id]:
            del kept[key]

    def _write_problem(self, problem: Problem, unit: str) -> None:
        self._records[Problem][problem] = problem
        self._units[problem] = unit

    def _drop_unit(self, unit: str) -> None:
        for problem in [p for p, its_unit in self._units.items() if its_unit == unit]:
            self._drop_problem(problem)

    def _drop_problem(self, problem: Problem) -> None:
        del self._units[problem]
        del self._records[Problem][problem]


def _key(record: Any) -> tuple[Any, ...]:
    return tuple(getattr(record, name) for name in key_columns(type(record)))


def _column(record: Any, name: str) -> Any:
    derived = DERIVED.get(type(record), {})
    return derived[name][1](record) if name in derived else getattr(record, name)


def _sort_key(record: Any, columns: tuple[str, ...]) -> tuple[tuple[bool, Any], ...]:
    values = (_column(record, name) for name in columns)
    return tuple((value is not None, value) for value in values)


def _term_pattern(term: str, is_prefix: bool) -> re.Pattern[str]:
    words = r"\W+".join(re.escape(word) for word in re.findall(r"\w+", term))
    return re.compile(rf"\b{words}" + ("" if is_prefix else r"\b"), re.IGNORECASE)
