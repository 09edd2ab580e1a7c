"""The first ledger: reports, readings, claims, judgements, withdrawals; rows are only ever added."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None

# Each table with what makes a row of it a row that is there already.
APPEND_ONLY = {
    "report": "entry = NEW.entry OR id = NEW.id",
    "reading": "id = NEW.id",
    "claim": "reading_id = NEW.reading_id AND (position = NEW.position OR id = NEW.id)",
    "judgement": "number = NEW.number",
    "withdrawal": "judgement = NEW.judgement",
}
APPLICATION_ID = 0x43415355


def upgrade() -> None:
    """Make the tables, mark the file as a ledger and refuse changes to rows."""
    _meta()
    _reports()
    _claims()
    _judgements()
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()


def _meta() -> None:
    meta = op.create_table(
        "meta",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("value", sa.String, nullable=False),
    )
    op.bulk_insert(meta, [{"key": "kind", "value": "casus ledger"}])


def _reports() -> None:
    op.create_table(
        "report",
        sa.Column("entry", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("recorded", sa.String, nullable=False),
    )
    op.create_table(
        "reading",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("report_id", sa.String, sa.ForeignKey("report.id"), nullable=False),
        sa.Column("origin", sa.String, nullable=False),
        sa.Column("published", sa.Date),
        sa.Column("publisher", sa.String),
        sa.Column("title", sa.String),
        sa.Column("url", sa.String),
        sa.Column("recorded", sa.String, nullable=False),
    )
    op.create_index("reading_by_report", "reading", ["report_id"])


def _claims() -> None:
    op.create_table(
        "claim",
        sa.Column("reading_id", sa.Integer, sa.ForeignKey("reading.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("report_id", sa.String, sa.ForeignKey("report.id"), nullable=False),
        sa.Column("event_type", sa.String, nullable=False),
        sa.Column("scope", sa.String, nullable=False),
        sa.Column("source", sa.String),
        sa.Column("country", sa.String),
        sa.Column("first", sa.Date),
        sa.Column("last", sa.Date),
        sa.Column("quote_start", sa.Integer, nullable=False),
        sa.Column("quote_end", sa.Integer, nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        sa.UniqueConstraint("reading_id", "id", name="claim_once_a_reading"),
    )
    op.create_index("claim_by_id", "claim", ["id"])
    op.create_index("claim_by_first_day", "claim", ["first"])


def _judgements() -> None:
    op.create_table(
        "judgement",
        sa.Column("number", sa.Integer, primary_key=True),
        *_anchor("left"),
        *_anchor("right"),
        sa.Column("verdict", sa.String, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("recorded", sa.String, nullable=False),
    )
    op.create_table(
        "withdrawal",
        sa.Column("judgement", sa.Integer, sa.ForeignKey("judgement.number"), primary_key=True),
        sa.Column("who", sa.String),
        sa.Column("why", sa.Text),
        sa.Column("recorded", sa.String, nullable=False),
    )


def _anchor(side: str) -> list[sa.Column[str] | sa.Column[int]]:
    return [
        sa.Column(f"{side}_claim", sa.String, nullable=False),
        sa.Column(f"{side}_report", sa.String, sa.ForeignKey("report.id"), nullable=False),
        sa.Column(f"{side}_start", sa.Integer, nullable=False),
        sa.Column(f"{side}_end", sa.Integer, nullable=False),
        sa.Column(f"{side}_type", sa.String, nullable=False),
    ]


def _guard_sqlite() -> None:
    """A mark in the file's header (the letters CASU), and triggers: there is no way to change or drop a row."""
    op.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for table, known in APPEND_ONLY.items():
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: no {act} of a {table}'); END"
            )
        # INSERT OR REPLACE drops the row that was there, and fires no trigger for it.
        there = f"EXISTS (SELECT 1 FROM {table} WHERE {known})"  # noqa: S608 - both are names in this file
        op.execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {there} "
            f"BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: this {table} is there already'); END"
        )
