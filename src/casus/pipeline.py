"""The corridor: the one file that knows every room. Reports in, a ledger's view out.

report ── ground ──▶ layers ── extract ──▶ claims ── store ──▶ ledger ── link, weigh ──▶ view
"""

from __future__ import annotations

import os
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, partial
from itertools import chain, islice
from multiprocessing import get_context
from typing import TYPE_CHECKING

from casus.errors import CasusError, InputError
from casus.export.names import withhold
from casus.extract.model_reader import MISSING, is_there
from casus.extract.model_reader import reader as reader_named
from casus.extract.protocol import Extractor
from casus.ground.actors import read_actors
from casus.ground.counts import read_counts
from casus.ground.places import places_unsaid, read_places
from casus.ground.times import read_times
from casus.model.account import Definition, Finding, Seal, Tally, Weighed
from casus.model.claim import Claim, Layers, Parsed
from casus.model.codes import Harm, Precision
from casus.model.incident import Incident
from casus.model.judgement import Judgement
from casus.model.outside import Bridge, Outside
from casus.model.place import Place
from casus.model.report import Report
from casus.reference.gazetteer import Entry, Gazetteer, open_gazetteer
from casus.reference.gazetteer_build import Progress
from casus.reference.provinces import Unit, provinces
from casus.weigh.bridge import bridge
from casus.weigh.consistency import check
from casus.weigh.seal import seal
from casus.weigh.tally import tally
from casus.weigh.weigh import weigh

if TYPE_CHECKING:  # SQLAlchemy takes a quarter of a second to import: `casus parse` does without
    from casus.export.page import Page
    from casus.store.ledger import Added, Ledger

READER = "both"
"""The reader of claims unless another is asked for: docs/decisions/0010-trained-reader.md."""

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

    @property
    def seal(self) -> Seal:
        """From which state of the ledger this is: a hash over what was entered."""
        return seal(self.claims, (*self.judgements, *self.lost))


@cache
def extractor(reader: str = READER, *, attributions: bool = True) -> Extractor:
    """Give a reader of claims by its name ("rules", "model" or "both"), made once for each process.

    Without `attributions` it leaves that layer to the rules, which read it with the claims, and no tagger runs. Raises
    InputError for a name that no reader has. Where the trained reader's files are missing it is the rules.
    """
    return reader_named(reader, None if attributions else "rules")


def lacking(reader: str) -> str | None:
    """One line that says so, where a reader's files are missing and the rules stand in for it."""
    return None if reader == "rules" or is_there() else MISSING


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
    places = read_places(report.text, gazetteer())
    return Layers(
        times=times,
        places=places,
        maybe=places_unsaid(report.text, places, gazetteer()),
        counts=read_counts(report.text, [time.span for time in times if time.span is not None]),
        actors=read_actors(report.text),
    )


def parse_report(report: Report, reader: str = READER, *, attributions: bool = True, layers: bool = True) -> Parsed:
    """Everything that we read from one report.

    `attributions` False saves the time of that layer's taggers; `layers` False that of days, places and actors of a
    report that tells of nothing.
    """
    chosen = extractor(reader, attributions=attributions)
    if not layers and not attributions and not chosen.worth(report):
        return Parsed(report, ())
    return chosen.read(report, ground(report))


def parse(
    text: str,
    *,
    published: date | str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    report_id: str = "text",
    reader: str = READER,
) -> Parsed:
    """Everything that we read from one text. `published` is its day, a date or "2025-05-08".

    Raises InputError where `published` is no day or there is no such reader.
    """
    if isinstance(published, str):
        try:
            published = date.fromisoformat(published)
        except ValueError as fault:
            raise InputError(f"published: {published!r} is no day like 2025-05-08") from fault
    return parse_report(Report(report_id, text, published, publisher, title), reader)


def parse_all(
    reports: Iterable[Report],
    *,
    jobs: int | None = None,
    skip: Callable[[Report], bool] | None = None,
    reader: str = READER,
    attributions: bool = True,
    layers: bool = True,
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
    attempt = partial(_attempt, reader=reader, attributions=attributions, layers=layers)
    if jobs > 1:
        return _in_workers(source, jobs, unneeded, attempt)
    return (Skipped(one) if unneeded(one) else attempt(one) for one in source)


def _in_workers(
    reports: Iterable[Report],
    jobs: int,
    unneeded: Callable[[Report], bool],
    attempt: Callable[[Report], Parsed | Failed],
) -> Iterator[Parsed | Failed | Skipped]:
    # Spawned, not forked: the gazetteer's open file must not be shared.
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=leave_interrupts_to_the_parent)
    waiting: deque[Callable[[], Parsed | Failed | Skipped]] = deque()
    try:
        for report in reports:
            waiting.append(partial(Skipped, report) if unneeded(report) else pool.submit(attempt, report).result)
            if len(waiting) > 32 * jobs:
                yield waiting.popleft()()
        while waiting:
            yield waiting.popleft()()
    finally:
        pool.shutdown(cancel_futures=True)


def leave_interrupts_to_the_parent() -> None:
    """Let Ctrl-C stop the process that hands out the work; this one ends when there is no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _attempt(report: Report, reader: str, *, attributions: bool, layers: bool) -> Parsed | Failed:
    try:
        return parse_report(report, reader, attributions=attributions, layers=layers)
    except CasusError:
        raise  # a broken table, say: it would meet every report
    except Exception as fault:  # noqa: BLE001  the rim of a batch: one report's bug must not cost the others
        said = " ".join(f"{type(fault).__name__}: {fault}".split())
        return Failed(report, said[:300], traceback.format_exc())


def read_into(
    ledger: Ledger, reports: Iterable[Report], *, jobs: int | None = None, reader: str = READER
) -> Iterator[Done]:
    """Read reports into a ledger, each with its claims in one transaction; those that it knows are passed over."""
    from casus.store.ledger import Added  # noqa: PLC0415  (see above)

    origin = extractor(reader, attributions=False).origin
    known = partial(ledger.knows, origin=origin)
    for read in parse_all(reports, jobs=jobs, skip=known, reader=reader, attributions=False, layers=False):
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
        findings=findings(seen),
        towns=_land(seen),
        made=made,
        policy=policy,
        names=names,
    )


def findings(seen: View) -> tuple[Finding, ...]:
    """Whether the figures, days and places of a view hold together."""
    places = {claim.place.value for claim in seen.claims if claim.place}
    spots = {place: (place.lat, place.lon) for place in places if place.lat is not None and place.lon is not None}
    around = provinces(gazetteer(), set(spots.values()))
    near = {place: around[spot] for place, spot in spots.items() if spot in around}
    strays = {place: f"{units[0][1]}, {units[0][0]}" for place, units in near.items() if _strays(place, units)}
    return check(seen.weighed, strays)


def _strays(place: Place, units: Sequence[Unit]) -> bool:
    """Whether a spot says of itself that it lies where no town around it does. An area's middle may lie anywhere."""
    if place.precision is not Precision.EXACT or place.country is None:
        return False
    inside = {name for country, name in units if country == place.country}
    if not inside or place.admin1 is None:
        return not inside
    named = {entry.name for entry in gazetteer().named(place.admin1) if entry.country == place.country}
    return bool(named) and not inside & {*named, place.admin1}


def bridge_to(seen: View, definition: Definition, rows: Sequence[Outside]) -> Bridge:
    """Compare a tally of a view with somebody else's rows, whose places the gazetteer is asked for first.

    Victims' names are withheld: a bridge has no use for them.
    """
    spots = ((row.lat, row.lon) for row in rows)
    units = provinces(gazetteer(), [(lat, lon) for lat, lon in spots if lat is not None and lon is not None])
    placed = [_placed(_in_unit(row, units.get((row.lat or 0.0, row.lon or 0.0), ()))) for row in rows]
    return bridge(definition, withhold(seen.weighed), placed, seen.seal)


def _in_unit(row: Outside, units: Sequence[Unit]) -> Outside:
    """A row with its province as the gazetteer calls it: by its name, else by where it lies, if only one is near."""
    named = (entry for entry in gazetteer().named(row.admin1 or "") if entry.kind == "admin1")
    known = next((entry.name for entry in named if row.country in (None, entry.country)), None)
    there = units[0][1] if len(units) == 1 and units[0][0] == row.country else row.admin1
    return replace(row, admin1=known or there)


def _placed(row: Outside) -> Outside:
    """A row with coordinates where it gives none and the gazetteer has a place of its name there."""
    if row.lat is not None or not row.place:
        return row
    fitting = [entry for entry in gazetteer().named(row.place) if row.country in (None, entry.country)]
    inside = [entry for entry in fitting if row.admin1 is None or entry.admin1 in (None, row.admin1)]
    found = next((entry for entry in inside if entry.lat is not None), None)
    if found is None:
        return row
    wide = {"admin1": Precision.PROVINCE, "country": Precision.COUNTRY, "admin2": Precision.DISTRICT}
    return replace(
        row,
        country=row.country or found.country,
        admin1=row.admin1 or found.admin1,
        lat=found.lat,
        lon=found.lon,
        precision=wide.get(found.kind, row.precision),
    )


def tallies(seen: View, policy: str) -> tuple[Tally, ...]:
    """Sum the killed of everything, and of each country where anybody is said to have been killed."""
    countries = sorted({one.incident.place.country or "" for one in seen.weighed if one.incident.place} - {""})
    sealed = seen.seal
    everywhere = tally(Definition(Harm.KILLED, policy), seen.weighed, sealed)
    by_country = (tally(Definition(Harm.KILLED, policy, country=code), seen.weighed, sealed) for code in countries)
    return (everywhere, *(one for one in by_country if one.counted or one.unknown))


def within(definition: Definition, name: str) -> Definition:
    """The same definition for a place of any level: a country, a province, a district, a town.

    Of several places of one name the first that lies in the definition's country and province, the largest first.
    Raises InputError where the gazetteer has none.
    """
    fitting = [entry for entry in gazetteer().named(name) if _lies_in(entry, definition)]
    if not fitting:
        inside = ", ".join(part for part in (definition.admin1, definition.country) if part)
        raise InputError(f"--place: the gazetteer has no {name!r}" + (f" in {inside}" if inside else ""))
    first = next((entry for entry in fitting if entry.kind in ("country", "admin1")), fitting[0])
    whole = replace(definition, country=first.country, admin1=first.admin1)
    if first.kind in ("country", "admin1"):
        return whole
    precision = Precision.DISTRICT if first.kind in ("admin2", "county") else Precision.EXACT
    place = Place(first.name, first.country, first.admin1, first.lat, first.lon, first.id, precision, canonical=name)
    return replace(whole, place=place)


def _lies_in(entry: Entry, definition: Definition) -> bool:
    if definition.country and entry.country != definition.country:
        return False
    return not definition.admin1 or (entry.admin1 or "").casefold() == definition.admin1.casefold()


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
