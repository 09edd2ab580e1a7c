from __future__ import annotations

import pytest

from casus.store.ledger import open_ledger


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(str(tmp_path / "ledger.db"), create=True) as opened:
        yield opened
