"""The corridor: the one file that knows every room. Reports in, a ledger's view out.

report ── ground ──▶ layers ── extract ──▶ claims ── store ──▶ ledger ── link, weigh ──▶ view
"""

from __future__ import annotations

import os
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial
from itertools import chain, islice
from multiprocessing import get_context
from typing import TYPE_CHECKING

from casus.errors import CasusError, InputError
from casus.extract.protocol import Extractor
from casus.extract.rules import RuleExtractor
from casus.ground.actors import read_actors
from casus.ground.counts import read_counts
from casus.ground.places import read_places
from casus.ground.times import read_times
from casus.model.account import Definition, Tally, Weighed
from casus.model.claim import Claim, Layers, Parsed
from casus.model.codes import Harm
from casus.model.incident import Incident
from casus.model.judgement import Judgement
from casus.model.report import Report
from casus.reference.gazetteer import Gazetteer, open_gazetteer
from casus.reference.gazetteer_build import Progress
from casus.weigh.consistency import check
from casus.weigh.tally import tally
from casus.weigh.weigh import weigh

if TYPE_CHECKING:  # SQLAlchemy takes a quarter of a second to import: `casus parse` does without
    from casus.export.page import Page
    from casus.store.ledger import Added, Ledger

MANY = 200
"""From this many reports on, a second process earns the second that it takes to start."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A report that our own program stumbled over: `error` in one line, `trace` in full."""

    report: Report
    error: str
    trace: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A report that did not need to be read."""

    report: Report


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one report on its way into a ledger; `added` is None where reading it failed."""

    report: Report
    added: Added | None
    claims: int = 0
    failed: Failed | None = None


@dataclass(frozen=True, slots=True)
class View:
    """A reading of a ledger: what was entered, and what follows from it today.

    `judgements` stand on the claims of today's readings; `lost` are those whose words no claim holds any more.
    """

    reports: Mapping[str, Report]
    claims: tuple[Claim, ...]
    incidents: tuple[Incident, ...]
    weighed: tuple[Weighed, ...]
    judgements: tuple[Judgement, ...] = ()
    lost: tuple[Judgement, ...] = ()


@cache
def extractor() -> Extractor:
    """Give the reader of claims, made once for each process."""
    return RuleExtractor()


@cache
def gazetteer() -> Gazetteer:
    """Open the gazetteer, once for each process (and build it where it never was)."""
    return open_gazetteer()


def prepare(progress: Progress | None = None) -> None:
    """Build the gazetteer where it never was; `progress` is told how far that is."""
    open_gazetteer(progress)


def ground(report: Report) -> Layers:
    """Days, places, counts and actors of one report, from its text and the day it was published."""
    times = read_times(report.text, report.published)
    return Layers(
        times=times,
        places=read_places(report.text, gazetteer()),
        counts=read_counts(report.text, [time.span for time in times if time.span is not None]),
        actors=read_actors(report.text),
    )


def parse_report(report: Report) -> Parsed:
    """Everything that we read from one report."""
    return extractor().read(report, ground(report))


def parse(
    text: str,
    *,
    published: date | str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    report_id: str = "text",
) -> Parsed:
    """Everything that we read from one text. `published` is its day, a date or "2025-05-08".

    Raises InputError where `published` is no day.
    """
    if isinstance(published, str):
        try:
            published = date.fromisoformat(published)
        except ValueError as fault:
            raise InputError(f"published: {published!r} is no day like 2025-05-08") from fault
    return parse_report(Report(report_id, text, published, publisher, title))


def parse_all(
    reports: Iterable[Report], *, jobs: int | None = None, skip: Callable[[Report], bool] | None = None
) -> Iterator[Parsed | Failed | Skipped]:
    """Read many reports, in their order. `jobs` processes; None: one, and two from MANY reports on.

    A report that our program stumbles over is handed back as `Failed`, and the rest goes on. `skip` is asked of each
    report before it is read.
    """
    source = iter(reports)
    if jobs is None:
        first = list(islice(source, MANY))
        jobs = min(2, os.cpu_count() or 1) if len(first) == MANY else 1
        source = chain(first, source)
    gazetteer()  # built here, before several processes try to
    unneeded = skip or (lambda _: False)
    if jobs > 1:
        return _in_workers(source, jobs, unneeded)
    return (Skipped(report) if unneeded(report) else _attempt(report) for report in source)


def _in_workers(
    reports: Iterable[Report], jobs: int, unneeded: Callable[[Report], bool]
) -> Iterator[Parsed | Failed | Skipped]:
    # Spawned, not forked: the gazetteer's open file must not be shared.
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=leave_interrupts_to_the_parent)
    waiting: deque[Callable[[], Parsed | Failed | Skipped]] = deque()
    try:
        for report in reports:
            waiting.append(partial(Skipped, report) if unneeded(report) else pool.submit(_attempt, report).result)
            if len(waiting) > 32 * jobs:
                yield waiting.popleft()()
        while waiting:
            yield waiting.popleft()()
    finally:
        pool.shutdown(cancel_futures=True)


def leave_interrupts_to_the_parent() -> None:
    """Let Ctrl-C stop the process that hands out the work; this one ends when there is no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _attempt(report: Report) -> Parsed | Failed:
    try:
        return parse_report(report)
    except CasusError:
        raise  # a broken table, say: it would meet every report
    except Exception as fault:  # noqa: BLE001  the rim of a batch: one report's bug must not cost the others
        said = " ".join(f"{type(fault).__name__}: {fault}".split())
        return Failed(report, said[:300], traceback.format_exc())


def read_into(ledger: Ledger, reports: Iterable[Report], *, jobs: int | None = None) -> Iterator[Done]:
    """Read reports into a ledger, each with its claims in one transaction; those that it knows are passed over."""
    from casus.store.ledger import Added  # noqa: PLC0415  (see above)

    origin = extractor().origin
    for read in parse_all(reports, jobs=jobs, skip=partial(ledger.knows, origin=origin)):
        match read:
            case Parsed():
                yield Done(read.report, ledger.add(read, origin), len(read.claims))
            case Skipped():
                yield Done(read.report, Added.UNCHANGED)
            case Failed():
                yield Done(read.report, None, failed=read)


def view(ledger: Ledger, on: date | None = None) -> View:
    """Work out incidents, accounts and estimates from what stands in the ledger now, or stood at the end of a day.

    With `on` (a day of UTC), later readings, judgements and withdrawals are as if they had not been; the rules that
    link and weigh are today's.
    """
    from casus.link.incidents import link  # noqa: PLC0415  (numpy: `casus parse` does without)

    reports, claims, judged = ledger.reports(on), ledger.claims(on), ledger.anchored_judgements(on)
    incidents = link(claims, reports, judged.judgements)
    weighed = tuple(weigh(incident, reports) for incident in incidents)
    return View(reports, claims, incidents, weighed, judged.judgements, judged.lost)


def page(seen: View, *, title: str, policy: str, names: bool = False, made: datetime | None = None) -> Page:
    """Gather what the report page shows: a tally over everything and one for each country, the findings, the land."""
    from casus.export.page import Page  # noqa: PLC0415  (`casus parse` does without)

    return Page(
        title=title,
        weighed=seen.weighed,
        reports=seen.reports,
        tallies=tallies(seen, policy),
        findings=check(seen.weighed),
        towns=_land(seen),
        made=made,
        policy=policy,
        names=names,
    )


def tallies(seen: View, policy: str) -> tuple[Tally, ...]:
    """Sum the killed of everything, and of each country where anybody is said to have been killed."""
    countries = sorted({one.incident.place.country or "" for one in seen.weighed if one.incident.place} - {""})
    everywhere = tally(Definition(Harm.KILLED, policy), seen.weighed)
    by_country = (tally(Definition(Harm.KILLED, policy, country=code), seen.weighed) for code in countries)
    return (everywhere, *(one for one in by_country if one.counted or one.unknown))


def _land(seen: View) -> tuple[tuple[float, float], ...]:
    """Points of the gazetteer in the window of the page's map, which draw the land on it."""
    from casus.export.page import map_box  # noqa: PLC0415  (`casus parse` does without)

    box = map_box(seen.weighed)
    if box is None:
        return ()
    south, west, north, east = box
    if east <= 180:
        return tuple(gazetteer().towns(south, west, north, east))
    # Across the date line: the part beyond it lies in the west, and is drawn on at the east.
    beyond = ((lat, lon + 360) for lat, lon in gazetteer().towns(south, -180.0, north, east - 360))
    return (*gazetteer().towns(south, west, north, 180.0), *beyond)
