"""Plain text: the text is the file, decoded, and nothing else is known about it.

No title is guessed from the first line, no date from a dateline: in a plain text nothing says
which line is which. What is known, the user says.
"""

from __future__ import annotations

from reportedly.ingest.characters import odd_character_notices
from reportedly.ingest.decode import decode
from reportedly.ingest.reading import Reading


def read_text(content: bytes) -> Reading:
    """Returns the text of a plain-text file, unchanged but for the byte-order mark."""
    decoded = decode(content)
    notices = (*decoded.notices, *odd_character_notices(decoded.text))
    return Reading(decoded.text, notices=notices)
