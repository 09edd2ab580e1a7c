"""The tables of links: what linking and weighing keep between two runs, so that only what is new costs time.

A `Links` lives in one transaction. It is the shelf that `link.increment` asks for, and keeps incidents with their
estimates for tallies. Whatever stands here follows from reports, claims and judgements, and can be made again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice, product
from typing import Any, TypeVar

from sqlalchemy import Connection

from casus.model.account import Definition, Weighed
from casus.model.claim import Claim
from casus.model.codec import claim_from_json
from casus.model.codes import Harm
from casus.model.incident import Incident
from casus.model.report import Report
from casus.store.sums import Group, Kind, groups, one_by_one

_POSITIONS = 20  # bits of a number that hold the position in a reading
# What is asked for comes first in every join (CROSS JOIN): SQLite would rather go through the large table.
_ASKED = "CREATE TEMP TABLE IF NOT EXISTS asked (value INTEGER PRIMARY KEY)"

_BEGINS = (
    ("incident", "SELECT id FROM incident WHERE id >= ? AND id < ? LIMIT 1000"),
    (
        "claim",
        "SELECT DISTINCT id FROM claim CROSS JOIN link_claim ON number = (reading_id << 20 | position)"
        " WHERE id >= ? AND id < ? LIMIT 1000",
    ),
    ("report", "SELECT id FROM report WHERE id >= ? AND id < ? LIMIT 1000"),
)


def number_of(reading: int, position: int) -> int:
    """The number that stands for a claim: its reading's and its position in it."""
    return (reading << _POSITIONS) | position


@dataclass(frozen=True, slots=True)
class Entered:
    """How far a ledger has grown: the newest reading, and how many judgements and withdrawals there are."""

    reading: int
    judgements: int
    withdrawals: int


@dataclass(frozen=True, slots=True)
class Run:
    """The last finished run of linking: what had been entered by then, the stamp of rules and tables.

    `digest` is the sum of the claims' hashes (`weigh.seal`).
    """

    stamp: str
    entered: Entered
    digest: int


@dataclass(frozen=True, slots=True)
class Kept:
    """An incident to be kept: its cluster's number, what was worked out, and the names its doers are looked for by."""

    cluster: int
    weighed: Weighed
    doers: frozenset[str]


Numbered = tuple[int, Claim]
Row = tuple[int, str, bytes]
Standing = tuple[int, int, float, bytes]


class Links:
    """The tables of links inside a transaction that somebody else has opened."""

    def __init__(self, connection: Connection) -> None:
        # The driver itself: SQLAlchemy's results cost more than the many small questions that linking asks.
        self._driver: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
        self._run = 0
        self._execute(_ASKED)

    def _execute(self, query: str, *values: object) -> list[Any]:
        return self._driver.execute(query, values).fetchall()

    def _many(self, query: str, rows: Iterable[tuple[Any, ...]]) -> None:
        for part in _parts(rows, 50_000):
            self._driver.executemany(query, part)

    def _ask(self, values: Iterable[int]) -> None:
        """Lay numbers or keys down, to be joined with."""
        self._execute("DELETE FROM asked")
        self._many("INSERT OR IGNORE INTO asked VALUES (?)", ((value,) for value in values))

    # Runs

    def last_run(self) -> Run | None:
        """The last run that was finished; None where there was none."""
        rows = self._execute(
            "SELECT stamp, digest, reading, judgements, withdrawals FROM link_run WHERE finished"
            " ORDER BY number DESC LIMIT 1"
        )
        return Run(rows[0][0], Entered(*rows[0][2:]), int(rows[0][1], 16)) if rows else None

    def entered(self) -> Entered:
        """What stands in the ledger now."""
        ((reading, judgements, withdrawals),) = self._execute(
            "SELECT (SELECT coalesce(max(id), 0) FROM reading), (SELECT count(*) FROM judgement),"
            " (SELECT count(*) FROM withdrawal)"
        )
        return Entered(reading, judgements, withdrawals)

    def begin_run(self, stamp: str, entered: Entered) -> None:
        """Note that a run has begun, on what had been entered by then."""
        ((number,),) = self._execute("SELECT coalesce(max(number), 0) + 1 FROM link_run")
        self._run = number
        self._execute(
            "INSERT INTO link_run VALUES (?, ?, ?, ?, ?, ?, 0, '')",
            number,
            datetime.now(UTC).isoformat(timespec="microseconds"),
            stamp,
            entered.reading,
            entered.judgements,
            entered.withdrawals,
        )

    def finish_run(self, digest: int) -> None:
        """Note that the run has come to its end, and the digest of the claims."""
        self._execute("UPDATE link_run SET finished = 1, digest = ? WHERE number = ?", f"{digest:064x}", self._run)

    def clear(self) -> None:
        """Empty the tables, apart from the runs and the ids that incidents ever had. Edges end; their rows stay."""
        for table in ("link_claim", "link_block", "link_full", "link_member", "incident", "estimate", "doer"):
            self._execute(f"DELETE FROM {table}")  # noqa: S608  (names of this line)
        self._execute("UPDATE link_edge SET ended = ? WHERE ended IS NULL", self._run)

    # Claims

    def newest_claims(self, after: int = 0) -> Iterator[Numbered]:
        """The claims of each report's newest reading, where that came after the reading `after`, in order of entry."""
        query = (
            "SELECT reading_id, position, body FROM claim WHERE reading_id > ? AND NOT EXISTS"
            " (SELECT 1 FROM reading WHERE reading.report_id = claim.report_id AND reading.id > claim.reading_id)"
            " ORDER BY reading_id, position"
        )
        for reading, position, body in self._driver.execute(query, (after,)):
            yield number_of(reading, position), claim_from_json(json.loads(body))

    def number_of_claims(self) -> int:
        """How many claims the newest readings hold."""
        query = "SELECT count(*) FROM claim WHERE reading_id IN (SELECT max(id) FROM reading GROUP BY report_id)"
        return int(self._execute(query)[0][0])

    def number_kept(self) -> int:
        """How many claims are kept."""
        return int(self._execute("SELECT count(*) FROM link_member")[0][0])

    def superseded(self, after: int) -> list[int]:
        """The numbers of kept claims whose report was read again after the reading `after`."""
        readings = self._execute(
            # CROSS JOIN: from the few new readings to the old ones, never the other way.
            "SELECT DISTINCT old.id FROM reading AS new CROSS JOIN reading AS old ON old.report_id = new.report_id"
            " WHERE new.id > ? AND old.id <= ?",
            after,
            after,
        )
        found = []
        for (reading,) in readings:
            ends = number_of(reading, 0), number_of(reading + 1, 0)
            found += self._execute("SELECT number FROM link_claim WHERE number >= ? AND number < ?", *ends)
        return [number for (number,) in found]

    def claims(self, numbers: Iterable[int]) -> dict[int, Claim]:
        """Claims by their numbers."""
        query = "SELECT body FROM claim WHERE reading_id = ? AND position = ?"
        found = {}
        for number in numbers:
            rows = self._execute(query, number >> _POSITIONS, number & ((1 << _POSITIONS) - 1))
            found[number] = claim_from_json(json.loads(rows[0][0]))
        return found

    def beside(self, numbers: Iterable[int]) -> list[Claim]:
        """What the readings that these claims are of tell besides."""
        known = set(numbers)
        query = "SELECT position, body FROM claim WHERE reading_id = ?"
        return [
            claim_from_json(json.loads(body))
            for reading in sorted({number >> _POSITIONS for number in known})
            for position, body in self._execute(query, reading)
            if number_of(reading, position) not in known
        ]

    def numbers(self, claim_ids: Iterable[str]) -> list[int]:
        """The numbers of kept claims by their ids; those that are not kept are left out."""
        found = []
        for name in claim_ids:
            rows = self._execute("SELECT reading_id, position FROM claim WHERE id = ?", name)
            found += [number_of(*row) for row in rows]
        self._ask(found)
        return [
            number for (number,) in self._execute("SELECT number FROM asked CROSS JOIN link_claim ON number = value")
        ]

    def reports(self, names: Iterable[str]) -> dict[str, Report]:
        """Reports by their ids, each as its newest reading has it."""
        query = (
            "SELECT report.id, text, published, publisher, title, url FROM report JOIN reading ON report_id = report.id"
            " WHERE report.id = ? ORDER BY reading.id DESC LIMIT 1"
        )
        return {name: _report(self._execute(query, name)[0]) for name in dict.fromkeys(names)}

    # The shelf of link.increment

    def full(self, keys: Iterable[int]) -> set[int]:
        """Those of `keys` whose blocks are too large."""
        self._ask(keys)
        return {key for (key,) in self._execute("SELECT key FROM asked CROSS JOIN link_full ON key = value")}

    def members(self, keys: Iterable[int]) -> list[tuple[int, int]]:
        """Pairs of key and number: the claims that stand in these blocks."""
        self._ask(keys)
        query = "SELECT key, number FROM asked CROSS JOIN link_block ON key = value ORDER BY key, number"
        return [(key, number) for key, number in self._execute(query)]

    def rows(self, numbers: Iterable[int]) -> list[Row]:
        """The records of these claims."""
        self._ask(numbers)
        query = "SELECT number, claim_id, record FROM asked CROSS JOIN link_claim ON number = value"
        return [(number, name, record) for number, name, record in self._execute(query)]

    def edges_at(self, numbers: Iterable[int]) -> list[Standing]:
        """Every standing edge that has an end at one of these claims, once."""
        self._ask(numbers)
        found = self._execute(
            "SELECT left, right, score, levels FROM asked CROSS JOIN link_edge ON left = value WHERE ended IS NULL"
        )
        found += self._execute(
            "SELECT left, right, score, levels FROM asked CROSS JOIN link_edge ON right = value"
            " WHERE ended IS NULL AND left NOT IN (SELECT value FROM asked)"
        )
        return [(left, right, score, levels) for left, right, score, levels in found]

    def mates(self, numbers: Iterable[int]) -> list[int]:
        """Every claim of the components that these claims are in."""
        self._ask(numbers)
        query = (
            "SELECT number FROM link_member WHERE component IN"
            " (SELECT component FROM asked CROSS JOIN link_member ON number = value)"
        )
        return [number for (number,) in self._execute(query)]

    def clusters_of(self, numbers: Iterable[int]) -> dict[int, int]:
        """Number → the number of its cluster, for those of these claims that are in one."""
        self._ask(numbers)
        query = "SELECT number, cluster FROM asked CROSS JOIN link_member ON number = value WHERE cluster IS NOT NULL"
        return dict(tuple(row) for row in self._execute(query))

    def put_rows(self, rows: Iterable[Row]) -> None:
        """Keep the records of claims."""
        self._many("INSERT OR REPLACE INTO link_claim VALUES (?, ?, ?)", rows)

    def put_blocks(self, full: Iterable[int], standing: Iterable[tuple[int, int]], left: Iterable[int]) -> None:
        """Mark blocks as full, empty those `left`, and put claims into others (key, number)."""
        self._many("INSERT OR IGNORE INTO link_full VALUES (?)", ((key,) for key in full))
        self._many("DELETE FROM link_block WHERE key = ?", ((key,) for key in left))
        self._many("INSERT OR IGNORE INTO link_block VALUES (?, ?)", standing)

    def put_edges(self, begun: Iterable[Standing], ended: Iterable[tuple[int, int]]) -> None:
        """Append edges, and withdraw those that stand no more: the row of an edge stays."""
        self._many(
            "UPDATE link_edge SET ended = ? WHERE left = ? AND right = ? AND ended IS NULL",
            ((self._run, left, right) for left, right in ended),
        )
        self._many(
            "INSERT INTO link_edge (left, right, begun, score, levels) VALUES (?, ?, ?, ?, ?)",
            ((left, right, self._run, score, levels) for left, right, score, levels in begun),
        )

    def put_clusters(self, members: Iterable[tuple[int, int, int]]) -> None:
        """Set component and cluster of claims: number, component, cluster."""
        self._many("INSERT OR REPLACE INTO link_member VALUES (?, ?, ?)", members)

    def take_out(self, numbers: Sequence[int], keys: Iterable[int]) -> tuple[list[int], list[int]]:
        """Forget claims that were read again; what was one with them: other claims, and clusters that are none now."""
        self._ask(numbers)
        mates = set(self.mates(numbers)) - set(numbers)
        clusters = set(self.clusters_of(numbers).values())
        self.put_edges((), [edge[:2] for edge in self.edges_at(numbers)])
        self._many("UPDATE link_member SET cluster = NULL WHERE cluster = ?", ((cluster,) for cluster in clusters))
        for table in ("link_member", "link_claim"):
            self._many(f"DELETE FROM {table} WHERE number = ?", ((number,) for number in numbers))  # noqa: S608
        self._many("DELETE FROM link_block WHERE key = ? AND number = ?", ((k, n) for k in keys for n in numbers))
        return sorted(mates), sorted(clusters)

    # Incidents

    def cluster(self, cluster: int) -> list[int]:
        """The numbers of the claims of a cluster."""
        return [number for (number,) in self._execute("SELECT number FROM link_member WHERE cluster = ?", cluster)]

    def begins(self, beginning: str) -> list[tuple[str, str]]:
        """Kind and id of every incident, claim and report whose id begins so; a thousand of each kind at the most."""
        ends = beginning, beginning + chr(0x10FFFF)
        found = []
        for kind, query in _BEGINS:
            found += [(kind, name) for (name,) in self._execute(query, *ends)]
        return found

    def cluster_of(self, claim_id: str) -> int | None:
        """The cluster that a claim is in."""
        clusters = self.clusters_of(self.numbers([claim_id]))
        return next(iter(clusters.values()), None)

    def incident_id(self, cluster: int) -> str:
        """The id of the incident of a cluster."""
        return str(self._execute("SELECT id FROM incident WHERE cluster = ?", cluster)[0][0])

    def incident(self, incident_id: str) -> list[int]:
        """The numbers of the claims of an incident, by an id that it has or that another had before."""
        rows = self._execute("SELECT cluster FROM incident WHERE id = ?", incident_id)
        if not rows:
            rows = self._execute(
                "SELECT cluster FROM naming CROSS JOIN claim ON claim.id = claim_id"
                " CROSS JOIN link_member ON number = (reading_id << 20 | position) WHERE naming.id = ?",
                incident_id,
            )
        return self.cluster(rows[0][0]) if rows else []

    def groups(self, definition: Definition, sought: Sequence[str] | None) -> list[Group]:
        """Incidents that may fit a definition, counted and summed by kind; `sought`: names of one who did it."""
        return groups(definition, sought, lambda query, values: self._execute(query, *values))

    def incidents(self, definition: Definition, sought: Sequence[str] | None) -> list[Group]:
        """Incidents that may fit a definition, one by one."""
        return one_by_one(definition, sought, lambda query, values: self._execute(query, *values))

    def drop_incidents(self, clusters: Sequence[int]) -> None:
        """Forget incidents that are none now."""
        kinds = list(product([harm.value for harm in Harm], self._policies()))
        self._many(
            "DELETE FROM estimate WHERE harm = ? AND policy = ? AND cluster = ?"
            " AND kind = (SELECT kind FROM incident WHERE incident.cluster = estimate.cluster)",
            ((*kind, cluster) for cluster in clusters for kind in kinds),
        )
        for table in ("doer", "incident"):
            self._many(f"DELETE FROM {table} WHERE cluster = ?", ((cluster,) for cluster in clusters))  # noqa: S608

    def _policies(self) -> list[str]:
        """The policies that estimates stand under."""
        return [policy for (policy,) in self._execute("SELECT policy FROM link_policy")]

    def put_incidents(self, kept: Iterable[Kept]) -> None:
        """Keep incidents with their estimates."""
        for part in _parts(kept, 5_000):
            self._many("INSERT INTO incident VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", map(_incident_row, part))
            estimates = [row for one in part for row in _estimate_rows(one)]
            self._many("INSERT OR REPLACE INTO estimate VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", estimates)
            self._many("INSERT OR IGNORE INTO link_policy VALUES (?)", {row[1:2] for row in estimates})
            doers = ((name, one.cluster) for one in part for name in sorted(one.doers))
            self._many("INSERT OR IGNORE INTO doer VALUES (?, ?)", doers)
            self._many("INSERT OR IGNORE INTO naming VALUES (?, ?, ?)", map(_naming_row, part))


T = TypeVar("T")


def _parts(things: Iterable[T], size: int) -> Iterator[list[T]]:
    source = iter(things)
    while part := list(islice(source, size)):
        yield part


def _incident_row(kept: Kept) -> tuple[object, ...]:
    told = kept.weighed.incident
    return (
        kept.cluster,
        told.id,
        Kind.of(told).code(),
        *_where_and_when(told),
        kept.weighed.grade.value,
        len(told.claims),
        len(told.report_ids),
    )


def _where_and_when(incident: Incident) -> tuple[object, ...]:
    """First and last day, country and province, as they are compared."""
    when, place = incident.when, incident.place
    first, last = (when.first.toordinal(), when.last.toordinal()) if when else (None, None)
    admin1 = place.admin1.casefold() if place and place.admin1 else None
    return first, last, (place.country or None) if place else None, admin1


def _estimate_rows(kept: Kept) -> list[tuple[object, ...]]:
    told = kept.weighed.incident
    kind, where = Kind.of(told).code(), _where_and_when(told)
    return [
        (one.harm.value, one.policy, kind, kept.cluster, *where, one.low, one.best, one.high)
        for one in kept.weighed.estimates
    ]


def _naming_row(kept: Kept) -> tuple[str, str, str]:
    named_by = min(kept.weighed.incident.claims, key=lambda claim: claim.id)
    return kept.weighed.incident.id, named_by.id, named_by.report_id


def _report(row: Sequence[Any]) -> Report:
    """A row of `report` joined to its newest `reading`, its day as the driver gives it."""
    name, text, day, *said = row
    return Report(name, text, date.fromisoformat(day) if day else None, *said)
