"""Bringing a ledger's tables to the newest version. Alembic is imported only when there is something to do."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, text

from casus.store.schema import HEAD

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def version(connection: Connection) -> str | None:
    """The revision of the ledger at hand; None where it has no tables yet."""
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def is_newer(revision: str | None) -> bool:
    """Whether a later program made this ledger. Revisions are numbered upwards."""
    return revision is not None and revision > HEAD


def upgrade(connection: Connection) -> None:
    """Run every revision that is missing, inside the caller's transaction."""
    from alembic import command  # noqa: PLC0415 - a quarter of a second that an up-to-date ledger need not pay
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
