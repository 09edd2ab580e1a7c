"""The tables of a ledger, as the newest migration leaves them. A test compares the two."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

HEAD = "0001"
"""The newest migration that this program knows (a test holds it to the folder of migrations)."""

METADATA = MetaData()

META = Table(
    "meta",
    METADATA,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)

REPORT = Table(
    "report",
    METADATA,
    Column("entry", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("text", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("recorded", String, nullable=False),
)

# What is said about a report stands with the reading: a day that is corrected later is a new reading of the same text.
READING = Table(
    "reading",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("report_id", String, ForeignKey("report.id"), nullable=False),
    Column("origin", String, nullable=False),
    Column("published", Date),
    Column("publisher", String),
    Column("title", String),
    Column("url", String),
    Column("recorded", String, nullable=False),
    Index("reading_by_report", "report_id"),
)

# `body` is the whole claim (model.codec); the other columns repeat what queries ask for.
CLAIM = Table(
    "claim",
    METADATA,
    Column("reading_id", Integer, ForeignKey("reading.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("id", String, nullable=False),
    Column("report_id", String, ForeignKey("report.id"), nullable=False),
    Column("event_type", String, nullable=False),
    Column("scope", String, nullable=False),
    Column("source", String),
    Column("country", String),
    Column("first", Date),
    Column("last", Date),
    Column("quote_start", Integer, nullable=False),
    Column("quote_end", Integer, nullable=False),
    Column("body", JSON, nullable=False),
    UniqueConstraint("reading_id", "id", name="claim_once_a_reading"),
    Index("claim_by_id", "id"),
    Index("claim_by_first_day", "first"),
)

JUDGEMENT = Table(
    "judgement",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("left_claim", String, nullable=False),
    Column("left_report", String, ForeignKey("report.id"), nullable=False),
    Column("left_start", Integer, nullable=False),
    Column("left_end", Integer, nullable=False),
    Column("left_type", String, nullable=False),
    Column("right_claim", String, nullable=False),
    Column("right_report", String, ForeignKey("report.id"), nullable=False),
    Column("right_start", Integer, nullable=False),
    Column("right_end", Integer, nullable=False),
    Column("right_type", String, nullable=False),
    Column("verdict", String, nullable=False),
    Column("why", Text, nullable=False),
    Column("who", String, nullable=False),
    Column("recorded", String, nullable=False),
)

WITHDRAWAL = Table(
    "withdrawal",
    METADATA,
    Column("judgement", Integer, ForeignKey("judgement.number"), primary_key=True),
    Column("who", String),
    Column("why", Text),
    Column("recorded", String, nullable=False),
)
