"""What is worked out from a ledger and kept: profiles, blocks, edges, clusters, incidents with their estimates.

All but `naming` may be emptied and made again at any time (`casus link --again`): nothing here was entered by anybody.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables of links."""
    _runs()
    _claims()
    _edges()
    _incidents()


def _runs() -> None:
    op.create_table(
        "link_run",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("recorded", sa.String, nullable=False),
        sa.Column("stamp", sa.String, nullable=False),
        sa.Column("reading", sa.Integer, nullable=False),
        sa.Column("judgements", sa.Integer, nullable=False),
        sa.Column("withdrawals", sa.Integer, nullable=False),
        sa.Column("finished", sa.Boolean, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
    )


def _claims() -> None:
    op.create_table(
        "link_claim",
        sa.Column("number", WIDE, primary_key=True, autoincrement=False),
        sa.Column("claim_id", sa.String, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "link_block",
        sa.Column("key", WIDE, primary_key=True, autoincrement=False),
        sa.Column("number", WIDE, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_table("link_full", sa.Column("key", WIDE, primary_key=True, autoincrement=False))
    op.create_table(
        "link_member",
        sa.Column("number", WIDE, primary_key=True, autoincrement=False),
        sa.Column("component", WIDE, nullable=False),
        sa.Column("cluster", WIDE),
    )
    op.create_index("link_member_by_component", "link_member", ["component"])
    op.create_index("link_member_by_cluster", "link_member", ["cluster"])


def _edges() -> None:
    op.create_table(
        "link_edge",
        sa.Column("left", WIDE, primary_key=True, autoincrement=False),
        sa.Column("right", WIDE, primary_key=True, autoincrement=False),
        sa.Column("begun", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("ended", sa.Integer),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("levels", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("link_edge_by_right", "link_edge", ["right"])


def _incidents() -> None:
    op.create_table(
        "incident",
        sa.Column("cluster", WIDE, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("kind", sa.Integer, nullable=False),
        sa.Column("first", sa.Integer),
        sa.Column("last", sa.Integer),
        sa.Column("country", sa.String),
        sa.Column("admin1", sa.String),
        sa.Column("grade", sa.String, nullable=False),
        sa.Column("claims", sa.Integer, nullable=False),
        sa.Column("reports", sa.Integer, nullable=False),
    )
    op.create_index("incident_by_kind", "incident", ["kind", "first", "last", "country", "admin1"])
    op.create_table(
        "estimate",
        sa.Column("harm", sa.String, primary_key=True),
        sa.Column("policy", sa.String, primary_key=True),
        sa.Column("kind", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("cluster", WIDE, primary_key=True, autoincrement=False),
        sa.Column("first", sa.Integer),
        sa.Column("last", sa.Integer),
        sa.Column("country", sa.String),
        sa.Column("admin1", sa.String),
        sa.Column("low", sa.Integer),
        sa.Column("best", sa.Integer),
        sa.Column("high", sa.Integer),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "doer",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("cluster", WIDE, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_index("doer_by_cluster", "doer", ["cluster"])
    op.create_table("link_policy", sa.Column("policy", sa.String, primary_key=True))
    op.create_table(
        "naming",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("claim_id", sa.String, nullable=False),
        sa.Column("report_id", sa.String, nullable=False),
    )
