"""How a ledger's tables came to be, one revision a step. `casus.store.versions` runs them; users need no Alembic."""
