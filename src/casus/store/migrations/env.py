"""What Alembic runs around the revisions: on the connection it is handed, inside one transaction."""

from __future__ import annotations

from alembic import context

from casus.store.schema import METADATA

# SQLite rolls table definitions back like any row, though Alembic's default says otherwise.
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
