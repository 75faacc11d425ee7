from __future__ import annotations

import pytest

from reportedly.present.material import Material
from tests.small_ledger import make_material


@pytest.fixture
def material() -> Material:
    return make_material()
