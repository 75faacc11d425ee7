"""What a runner runs: a task is a picklable function of one item, with an answer for lost ones."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from reportedly.errors import StageError
from reportedly.records import Problem, QuestionInContext, Snapshot
from reportedly.stage import AnyStage

Item_contra = TypeVar("Item_contra", contravariant=True)
Result_co = TypeVar("Result_co", covariant=True)
Item = TypeVar("Item")
Result = TypeVar("Result")


class Task(Protocol[Item_contra, Result_co]):
    """A pure function of one item that can be sent to another process."""

    def __call__(self, item: Item_contra, /) -> Result_co:
        """Returns what comes of one item."""
        ...

    def lost(self, item: Item_contra, /) -> Result_co:
        """Returns what is to be said of an item that killed the process it was worked on in."""
        ...


class Runner(Protocol):
    """Decides where tasks run. Results come in the order of the items."""

    def run(self, task: Task[Item, Result], items: Iterable[Item], /) -> Iterator[Result]:
        """Yields the result of each item, in order; takes items only a little ahead."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RunStage:
    """The task of one stage: a batch of records in, what the stage makes of it out.

    If the stage raises, the records are tried one by one, and the culprits become problems of code
    ``crash``. A group can't be split: it becomes one problem. ``strict`` raises instead.
    """

    stage: AnyStage
    strict: bool = False
    is_group: bool = False

    def __call__(self, batch: Sequence[Any], /) -> tuple[Any, ...]:
        """Returns the records and problems that the stage makes of a batch."""
        try:
            return tuple(self.stage(batch))
        except Exception as error:  # the one place that catches bugs of stages
            if self.strict:
                raise failure(self.stage, batch[0], error) from error
            if self.is_group or len(batch) == 1:
                return (crash(self.stage, batch[0], error),)
        return tuple(record for single in batch for record in self((single,)))

    def lost(self, batch: Sequence[Any], /) -> tuple[Any, ...]:
        """Returns the problem of a batch that killed its process."""
        return (lost_problem(self.stage.name, subject_of(batch[0]), strict=self.strict),)


def subject_of(record: Any) -> str:
    """Returns what a problem about a record names: the path of a snapshot, an id of others."""
    if isinstance(record, Snapshot):
        return record.path
    if isinstance(record, QuestionInContext):
        return record.question.id
    return str(getattr(record, "document_id", None) or record.id)


def failure(stage: AnyStage, record: object, error: Exception) -> StageError:
    """Returns the error that a strict run raises when a stage raised."""
    return StageError(stage.name, subject_of(record), f"{type(error).__name__}: {error}")


def crash(stage: AnyStage, record: object, error: Exception) -> Problem:
    """Returns the problem of a record on which a stage raised, with the traceback."""
    trace = "".join(traceback.format_exception(error)).rstrip()
    return Problem(
        stage=stage.name,
        subject=subject_of(record),
        code="crash",
        message=(
            f"The stage failed on this input: {type(error).__name__}: {error}. The rest was done. "
            f"This is a bug of reportedly; please report it with these lines:\n{trace}"
        ),
    )


def lost_problem(stage: str, subject: str, *, strict: bool) -> Problem:
    """Returns the problem of an input that killed its process; ``strict`` raises instead."""
    message = (
        "The process that read this input died without a word, as happens when memory runs out. "
        "The rest was done. Try it alone, or with fewer --workers."
    )
    if strict:
        raise StageError(stage, subject, message)
    return Problem(stage=stage, subject=subject, code="crash", message=message)
