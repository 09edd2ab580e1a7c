"""The ledger: reports, what was read from them, and what people judged. Rows are added, never changed.

Several readings of one report may stand in it (a newer reader, a day that was corrected); the newest one is what
`reports` and `claims` give. The clock columns (`recorded`) are the only content that differs between two runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, func, insert, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from casus.errors import LedgerError, NotFoundError
from casus.model.anchoring import Anchored, anchor, reanchor
from casus.model.claim import Claim, Parsed
from casus.model.codec import claim_from_json
from casus.model.codes import Verdict
from casus.model.judgement import Judgement
from casus.model.report import Report
from casus.store.links import Links
from casus.store.rows import claim_row, judgement_from, judgement_row, moved, report_from, sha256
from casus.store.schema import CLAIM, HEAD, JUDGEMENT, READING, REPORT, WITHDRAWAL
from casus.store.sqlite import WRITING, check_file, make_file, one_line, open_engine, sound_rows
from casus.store.versions import is_newer, upgrade, version


class Added(StrEnum):
    """What adding a report did to the ledger."""

    NEW = "new"
    UNCHANGED = "unchanged"
    REREAD = "reread"
    VERSION = "version"


def open_ledger(where: str, *, create: bool = False) -> Ledger:
    """Open the ledger at a path or a SQLAlchemy URL (`sqlite:///FILE`); with `create`, make it where there is none.

    A ledger of an older version is brought up to date. Raises LedgerError, one line, for what is no ledger, cannot be
    opened, or was made by a later program.
    """
    path = _path(where)
    if not path.exists():
        if not create:
            raise LedgerError(f"{path}: no such ledger")
        make_file(path)
    check_file(path)
    engine = open_engine(path)
    try:
        with one_line(path):
            _bring_up_to_date(engine, path)
    except LedgerError:
        engine.dispose()
        raise
    return Ledger(engine, str(path))


def _path(where: str) -> Path:
    if "://" not in where:
        return Path(where)
    try:
        url = make_url(where)
    except (ArgumentError, ValueError) as fault:
        raise LedgerError(f"{where}: neither a path nor the URL of a ledger") from fault
    if url.get_backend_name() != "sqlite" or not url.database:
        raise LedgerError(f"{url.render_as_string()}: only ledgers in a SQLite file can be opened yet")
    return Path(url.database)


def _bring_up_to_date(engine: Engine, path: Path) -> None:
    with engine.connect() as connection:
        found = version(connection)
    if is_newer(found):
        raise LedgerError(f"{path}: a ledger of a newer version of Casus (format {found}); update Casus to open it")
    if found != HEAD:
        with engine.connect().execution_options(**WRITING) as connection, connection.begin():
            upgrade(connection)


class Ledger:
    """An open ledger. Close it, or use it in a `with` statement. Methods raise LedgerError where the file fails."""

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine = engine
        self.where = where

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file. What was added is on disk already."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with one_line(self.where), sound_rows(self.where), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            one_line(self.where),
            self._engine.connect().execution_options(**WRITING) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def links(self, *, write: bool = False) -> Iterator[Links]:
        """The tables of links, in one transaction; what is changed in them stands when the block is left."""
        with self._writing() if write else self._reading() as connection:
            yield Links(connection)

    def add(self, parsed: Parsed, origin: str | None = None) -> Added:
        """Enter one report with its claims in one transaction. `origin` is the reader; without it, its claims'.

        NEW: a report that was not there. UNCHANGED: its newest reading is by the same reader and says the same about
        it; nothing is written. REREAD: another reader, or a day, publisher, title or address that was not known or was
        another; a reading is appended (what is None now keeps what was known). VERSION: another text under a known id,
        kept as a report of its own, ID~xxxxxx, after the text's SHA-256. Raises LedgerError, and then writes nothing.
        """
        by = _origin(parsed) if origin is None else origin
        _check_ids(parsed, self.where)
        with self._writing() as connection:
            report_id, present = _locate(connection, parsed.report)
            newest = _newest_reading(connection, report_id) if present else None
            if newest is not None and _says_the_same(newest, parsed.report, by):
                return Added.UNCHANGED
            if not present:
                _insert_report(connection, report_id, parsed.report)
            _insert_reading(connection, report_id, parsed, by, newest)
        if present:
            return Added.REREAD
        return Added.NEW if report_id == parsed.report.id else Added.VERSION

    def knows(self, report: Report, origin: str) -> bool:
        """Whether `add` would find this report unchanged, read by this reader: the batch may skip it."""
        with self._reading() as connection:
            report_id, present = _locate(connection, report)
            newest = _newest_reading(connection, report_id) if present else None
            return newest is not None and _says_the_same(newest, report, origin)

    def reports(self, on: date | None = None) -> dict[str, Report]:
        """Every report by its id, in order of entry; with `on`, as they stood at the end of that day (UTC)."""
        with self._reading() as connection:
            rows = connection.execute(_reports(on).order_by(REPORT.c.entry))
            return {row.id: report_from(row) for row in rows}

    def report(self, report_id: str) -> Report:
        """One report. Raises NotFoundError."""
        with self._reading() as connection:
            row = connection.execute(_reports().where(REPORT.c.id == report_id)).first()
        if row is None:
            raise NotFoundError(f"no report {report_id!r} in {self.where}")
        return report_from(row)

    def claims(self, on: date | None = None) -> tuple[Claim, ...]:
        """The claims of the newest reading of each report: by entry of the report, then as they stand in it.

        With `on`, of the reading that was the newest at the end of that day (UTC).
        """
        return self._claims(_claims(on))

    def claims_of(self, report_id: str, on: date | None = None) -> tuple[Claim, ...]:
        """The claims of one report, in order; none where it has none or is not there."""
        return self._claims(_claims(on).where(CLAIM.c.report_id == report_id))

    def claim(self, claim_id: str) -> Claim:
        """One claim by its id or the beginning of it. Raises NotFoundError where none or several begin so."""
        begins = func.substr(CLAIM.c.id, 1, len(claim_id)) == claim_id
        found = self._claims(_claims().where(begins)) if claim_id else ()
        exact = [claim for claim in found if claim.id == claim_id]
        if exact:
            return exact[0]
        if not found:
            raise NotFoundError(f"no claim {claim_id!r} in {self.where}")
        if len(found) > 1:
            raise NotFoundError(f"claim {claim_id!r} is not unique: {_some([claim.id for claim in found])}")
        return found[0]

    def _claims(self, query: Select[Any]) -> tuple[Claim, ...]:
        with self._reading() as connection:
            return tuple(claim_from_json(row.body) for row in connection.execute(query))

    def judge(self, left: Claim, right: Claim, verdict: Verdict, why: str, who: str) -> Judgement:
        """Append a person's word on a pair of claims. Raises NotFoundError, or LedgerError for a claim and itself."""
        if left.id == right.id:
            raise LedgerError(f"claim {left.id} cannot be judged against itself")
        ends = anchor(self.claim(left.id)), anchor(self.claim(right.id))
        with self._writing() as connection:
            number = connection.execute(select(func.coalesce(func.max(JUDGEMENT.c.number), 0) + 1)).scalar_one()
            said = {"verdict": verdict.value, "why": why, "who": who, "recorded": _now()}
            connection.execute(insert(JUDGEMENT).values(number=number, **judgement_row(*ends), **said))
            return _judgement(connection, number)

    def withdraw(self, judgement_id: str, who: str | None = None, why: str | None = None) -> Judgement:
        """Take a judgement back: a row of its own. Raises NotFoundError, or LedgerError where that was done before."""
        with self._writing() as connection:
            known = {f"j{row.number}": row for row in connection.execute(_judgements())}
            if judgement_id not in known:
                raise NotFoundError(f"no judgement {judgement_id!r} in {self.where}")
            row = known[judgement_id]
            if row.withdrawn is not None:
                raise LedgerError(f"judgement {judgement_id} was withdrawn already, on {row.withdrawn[:10]}")
            connection.execute(insert(WITHDRAWAL).values(judgement=row.number, who=who, why=why, recorded=_now()))
            return _judgement(connection, row.number)

    def judgements(self, *, withdrawn: bool = False) -> tuple[Judgement, ...]:
        """Judgements as they were recorded, oldest first; those taken back only where `withdrawn`."""
        with self._reading() as connection:
            every = tuple(judgement_from(row) for row in connection.execute(_judgements()))
        return every if withdrawn else tuple(one for one in every if one.withdrawn is None)

    def anchored_judgements(self, on: date | None = None) -> Anchored:
        """The standing judgements on the claims of the newest readings, and those that no longer find theirs.

        With `on`, what stood at the end of that day (UTC): what was judged later, or withdrawn later, was not yet.
        """
        standing = [one for one in self.judgements(withdrawn=True) if _stood(one, on)]
        reports = {end.report_id for one in standing for end in (one.left, one.right)}
        found = reanchor(standing, [claim for name in sorted(reports) for claim in self.claims_of(name, on)])
        # What is withdrawn today stood then: it is handed on as standing.
        return Anchored(tuple(replace(one, withdrawn=None) for one in found.judgements), found.lost)


def _stood(judgement: Judgement, on: date | None) -> bool:
    if on is None:
        return judgement.withdrawn is None
    return judgement.recorded.date() <= on and (judgement.withdrawn is None or judgement.withdrawn.date() > on)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _origin(parsed: Parsed) -> str:
    return "+".join(sorted({claim.origin for claim in parsed.claims}))


def _check_ids(parsed: Parsed, where: str) -> None:
    """Hold the reader to its word: ids are unique in a reading, and every claim is of this report."""
    seen: set[str] = set()
    for claim in parsed.claims:
        if claim.id in seen or claim.report_id != parsed.report.id:
            raise LedgerError(f"{where}: report {parsed.report.id!r} has a second or foreign claim {claim.id}")
        seen.add(claim.id)


def _locate(connection: Connection, report: Report) -> tuple[str, bool]:
    """The id that this very text has, or would get, and whether it is there."""
    digest = sha256(report.text)
    for report_id in (report.id, f"{report.id}~{digest[:6]}"):
        known = connection.execute(select(REPORT.c.sha256).where(REPORT.c.id == report_id)).scalar()
        if known is None or known == digest:
            return report_id, known is not None
    raise LedgerError(f"report {report.id!r}: two other texts stand under this id and its version {digest[:6]}")


def _newest_reading(connection: Connection, report_id: str) -> Row[Any] | None:
    query = select(READING).where(READING.c.report_id == report_id).order_by(READING.c.id.desc()).limit(1)
    return connection.execute(query).first()


def _says_the_same(newest: Row[Any], report: Report, origin: str) -> bool:
    """What is None now says nothing against what was known."""
    pairs = (
        (report.published, newest.published),
        (report.publisher, newest.publisher),
        (report.title, newest.title),
        (report.url, newest.url),
    )
    return bool(newest.origin == origin) and all(now is None or now == known for now, known in pairs)


def _insert_report(connection: Connection, report_id: str, report: Report) -> None:
    row = {"id": report_id, "text": report.text, "sha256": sha256(report.text), "recorded": _now()}
    connection.execute(insert(REPORT), row)


def _insert_reading(
    connection: Connection, report_id: str, parsed: Parsed, origin: str, newest: Row[Any] | None
) -> None:
    report = parsed.report
    row = {
        "report_id": report_id,
        "origin": origin,
        "published": report.published or (newest and newest.published),
        "publisher": report.publisher or (newest and newest.publisher),
        "title": report.title or (newest and newest.title),
        "url": report.url or (newest and newest.url),
        "recorded": _now(),
    }
    key = connection.execute(insert(READING), row).inserted_primary_key
    claims = parsed.claims if report_id == report.id else moved(parsed.claims, report_id)
    if claims and key is not None:
        connection.execute(insert(CLAIM), [claim_row(claim, key[0], at) for at, claim in enumerate(claims)])


def _newest(on: date | None = None) -> Select[Any]:
    newest = select(func.max(READING.c.id)).group_by(READING.c.report_id)
    # The clock columns are ISO times in UTC: as texts they sort as they follow one another.
    return newest if on is None else newest.where(READING.c.recorded < (on + timedelta(days=1)).isoformat())


def _reports(on: date | None = None) -> Select[Any]:
    said = (READING.c.published, READING.c.publisher, READING.c.title, READING.c.url)
    return select(REPORT.c.id, REPORT.c.text, *said).join(READING).where(READING.c.id.in_(_newest(on)))


def _claims(on: date | None = None) -> Select[Any]:
    joined = CLAIM.join(REPORT, REPORT.c.id == CLAIM.c.report_id)
    newest = CLAIM.c.reading_id.in_(_newest(on))
    return select(CLAIM.c.body).select_from(joined).where(newest).order_by(REPORT.c.entry, CLAIM.c.position)


def _judgements() -> Select[Any]:
    withdrawn = WITHDRAWAL.c.recorded.label("withdrawn")
    return select(JUDGEMENT, withdrawn).outerjoin(WITHDRAWAL).order_by(JUDGEMENT.c.number)


def _judgement(connection: Connection, number: int) -> Judgement:
    return judgement_from(connection.execute(_judgements().where(JUDGEMENT.c.number == number)).one())


def _some(ids: list[str]) -> str:
    return ", ".join(ids[:5]) + (f" and {len(ids) - 5} more" if len(ids) > 5 else "")
