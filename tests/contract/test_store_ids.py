from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.records import Claim, Document
from reportedly.store.base import Store
from reportedly.store.memory import MemoryStore
from reportedly.store.sqlite import SqliteStore
from tests.small_ledger import make_records


@pytest.mark.parametrize("name", ["memory", "sqlite"])
def test_ids_are_found_by_their_beginning(name: str, tmp_path: Path) -> None:
    store: Store = MemoryStore() if name == "memory" else SqliteStore(tmp_path / "l.db")
    with store:
        records = make_records()
        store.write(records)
        claims = sorted(r.id for r in records if isinstance(r, Claim))
        assert store.ids(Claim) == tuple(claims)
        assert store.ids(Claim, beginning=claims[0]) == (claims[0],)
        assert store.ids(Claim, beginning=claims[0][:2]) == tuple(
            c for c in claims if c.startswith(claims[0][:2])
        )
        assert store.ids(Document, beginning="%") == ()
        assert store.ids(Document, beginning="_") == ()
