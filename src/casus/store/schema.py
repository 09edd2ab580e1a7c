"""The tables of a ledger, as the newest migration leaves them. A test compares the two."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

HEAD = "0002"
"""The newest migration that this program knows (a test holds it to the folder of migrations)."""

METADATA = MetaData()

WIDE = BigInteger().with_variant(Integer(), "sqlite")
"""64 bits; SQLite's INTEGER has them, and is the row's own number where it is the key."""

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

# From here on: what is worked out from the tables above (link/, weigh/) and kept, so that only what is new costs time.
# A claim's `number` is its reading's id and its position in it (see links.number_of).

LINK_RUN = Table(
    "link_run",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("recorded", String, nullable=False),
    Column("stamp", String, nullable=False),
    Column("reading", Integer, nullable=False),
    Column("judgements", Integer, nullable=False),
    Column("withdrawals", Integer, nullable=False),
    Column("finished", Boolean, nullable=False),
    Column("digest", String, nullable=False),
)

LINK_CLAIM = Table(
    "link_claim",
    METADATA,
    Column("number", WIDE, primary_key=True, autoincrement=False),
    Column("claim_id", String, nullable=False),
    Column("record", LargeBinary, nullable=False),
)

LINK_BLOCK = Table(
    "link_block",
    METADATA,
    Column("key", WIDE, primary_key=True, autoincrement=False),
    Column("number", WIDE, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

LINK_FULL = Table("link_full", METADATA, Column("key", WIDE, primary_key=True, autoincrement=False))

# `component`: claims that edges connect; `cluster`: those that tell of one incident, by the claim that names it.
LINK_MEMBER = Table(
    "link_member",
    METADATA,
    Column("number", WIDE, primary_key=True, autoincrement=False),
    Column("component", WIDE, nullable=False),
    Column("cluster", WIDE),
    Index("link_member_by_component", "component"),
    Index("link_member_by_cluster", "cluster"),
)

# `begun` and `ended` are runs of linking; `ended` is empty for an edge that stands.
LINK_EDGE = Table(
    "link_edge",
    METADATA,
    Column("left", WIDE, primary_key=True, autoincrement=False),
    Column("right", WIDE, primary_key=True, autoincrement=False),
    Column("begun", Integer, primary_key=True, autoincrement=False),
    Column("ended", Integer),
    Column("score", Float, nullable=False),
    Column("levels", LargeBinary, nullable=False),
    Index("link_edge_by_right", "right"),
    sqlite_with_rowid=False,
)

# Days are proleptic ordinals. `admin1` is in small letters, as it is compared. `kind` is what a tally looks at beside
# days and places, in one number (sums.kind_of): rows lie in its order, so that a tally is one pass without sorting.
INCIDENT = Table(
    "incident",
    METADATA,
    Column("cluster", WIDE, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False, unique=True),
    Column("kind", Integer, nullable=False),
    Column("first", Integer),
    Column("last", Integer),
    Column("country", String),
    Column("admin1", String),
    Column("grade", String, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Index("incident_by_kind", "kind", "first", "last", "country", "admin1"),
)

ESTIMATE = Table(
    "estimate",
    METADATA,
    Column("harm", String, primary_key=True),
    Column("policy", String, primary_key=True),
    Column("kind", Integer, primary_key=True, autoincrement=False),
    Column("cluster", WIDE, primary_key=True, autoincrement=False),
    Column("first", Integer),
    Column("last", Integer),
    Column("country", String),
    Column("admin1", String),
    Column("low", Integer),
    Column("best", Integer),
    Column("high", Integer),
    sqlite_with_rowid=False,
)

DOER = Table(
    "doer",
    METADATA,
    Column("name", String, primary_key=True),
    Column("cluster", WIDE, primary_key=True, autoincrement=False),
    Index("doer_by_cluster", "cluster"),
    sqlite_with_rowid=False,
)

LINK_POLICY = Table("link_policy", METADATA, Column("policy", String, primary_key=True))

# Every id that an incident ever had, and the claim that gave it: ids lead on after merging and splitting.
NAMING = Table(
    "naming",
    METADATA,
    Column("id", String, primary_key=True),
    Column("claim_id", String, nullable=False),
    Column("report_id", String, nullable=False),
)
