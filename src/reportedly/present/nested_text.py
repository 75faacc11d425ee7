"""The wider and narrower questions of a question -> lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.padding import Padding
from rich.text import Text

from reportedly.present.nested import NestedView

# The toll of a war may have hundreds of parts; so many are named, the others counted.
LIMIT = 8
SHORT_ID = 8


def nested_lines(
    words: str, views: Sequence[NestedView], *, with_reasons: bool = False
) -> Iterator[Padding]:
    """Yields a line for each question, such as "part of: How many were killed in Selmak?"."""
    for view in views[:LIMIT]:
        line = Text(f"{words}: ", style="dim")
        line.append(view.title, style="not dim")
        line.append(f"  {view.id[:SHORT_ID]}")
        yield Padding(line, (0, 0, 0, 2), expand=False)
        if with_reasons and view.why:
            why = Text("; ".join(view.why), style="dim")
            yield Padding(why, (0, 0, 0, 6), expand=False)
    if len(views) > LIMIT:
        more = Text(f"{words}: {len(views) - LIMIT:,} more", style="dim")
        yield Padding(more, (0, 0, 0, 2), expand=False)
