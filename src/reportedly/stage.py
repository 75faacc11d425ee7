"""The stage protocol: a frozen dataclass of settings with one pure method.

A stage takes a batch of records and returns records; it reads no file, clock, environment or
network and changes nothing. It *is* its settings, so it pickles, compares and prints as them;
heavy state (the parser, the gazetteer) is loaded by a cached function inside the process that
runs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar

from reportedly.arrow import from_batch, from_values, load_pyarrow, struct_of, to_values
from reportedly.records import Problem

if TYPE_CHECKING:
    import pyarrow as pa

In_contra = TypeVar("In_contra", contravariant=True)
Out_co = TypeVar("Out_co", covariant=True)


class Stage(Protocol[In_contra, Out_co]):
    """A step of the flow. Three kinds: map (any batch), group (one whole group), whole (all)."""

    name: ClassVar[str]
    version: ClassVar[int]  # rises whenever output may change
    consumes: ClassVar[type]
    produces: ClassVar[tuple[type, ...]]
    group_by: ClassVar[str | None]  # None: any batch will do

    def __call__(self, batch: Sequence[In_contra], /) -> Iterable[Out_co | Problem]:
        """Returns what the stage makes of the batch, in an order that follows the batch's."""
        ...


AnyStage = Stage[Any, Any]


def apply_batch(stage: AnyStage, batch: pa.RecordBatch) -> pa.RecordBatch:
    """Returns what a stage makes of a batch of Arrow rows, as a batch of Arrow rows.

    The one function that a cluster engine needs. The output has a struct column for each record
    type that the stage produces, named as the type in lower case, and one for problems; each row
    fills one of them, in the order in which the stage returned the records.
    """
    pa = load_pyarrow()
    made = list(stage(tuple(from_batch(stage.consumes, batch))))
    kinds = (*stage.produces, *(() if Problem in stage.produces else (Problem,)))
    columns = [
        pa.array(
            [to_values(record) if type(record) is kind else None for record in made],
            type=struct_of(kind),
        )
        for kind in kinds
    ]
    return pa.RecordBatch.from_arrays(columns, names=[kind.__name__.lower() for kind in kinds])


def records_of_batch(stage: AnyStage, batch: pa.RecordBatch) -> Iterator[Any]:
    """Yields the records in a batch that :func:`apply_batch` returned, in the stage's order."""
    kinds = {kind.__name__.lower(): kind for kind in (*stage.produces, Problem)}
    for row in batch.to_pylist():
        for name, values in row.items():
            if values is not None:
                yield from_values(kinds[name], values)
