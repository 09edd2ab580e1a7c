"""Incidents of UCDP GED in Pakistan, found again in the headlines that its coders read.

Every headline is a report with its day and publisher (the table lists several in one cell, split at ";"). A row counts
as found where an incident of ours agrees in all of: days (as wide as the row's own precision), a place within 50 km,
and a number of killed from low to high. A headline tells far less than the article that was coded, so the figure says
how much of an incident stands in headlines rather than how well they are read. `python -m bench.ucdp` prints the ten
commonest reasons for a miss.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from casus.link.incidents import link
from casus.link.profile import kilometres
from casus.model.account import Weighed
from casus.model.codes import Harm, Precision
from casus.model.outside import Outside
from casus.model.place import Place
from casus.model.report import Report
from casus.pipeline import parse_report
from casus.read.outside import read_outside
from casus.weigh.policies import DEFAULT_POLICY
from casus.weigh.weigh import weigh

ROWS = "data/ucdp/ged_pakistan.csv.gz"
_NEAR_KM = 50.0
_LISTS = "timeline", "crisiswatch", "chronology"  # a page of a whole year names no incident
_FOUND = "found"
_SPOTS = (Precision.EXACT, Precision.NEAR)


def measure(shared: Path) -> dict[str, float]:
    """Recall over the rows that have headlines, by day alone, by day and place, and whole."""
    told = judged(shared / ROWS)
    total = max(1, sum(told.values()))
    day = sum(number for why, number in told.items() if not why.startswith(("no ", "another day", "day")))
    place = sum(number for why, number in told.items() if why.startswith(("found", "killed")))
    return {
        "rows with headlines": float(total),
        "found by day": day / total,
        "found by day and place": place / total,
        "found whole": told[_FOUND] / total,
    }


def judged(path: Path) -> Counter[str]:
    """What became of each row that has headlines: found, or why not."""
    rows = {row.id: row for row in read_outside(str(path)) if isinstance(row, Outside)}
    headlines = {name: told for name, told in _headlines(path).items() if name in rows}
    reports = {report.id: report for told in headlines.values() for report in told}
    claims = [claim for report in reports.values() for claim in parse_report(report).claims]
    by_report = defaultdict(list)
    for incident in link(claims, reports):
        for name in incident.report_ids:
            by_report[name].append(weigh(incident, reports))
    return Counter(
        why_missed(rows[name], [one for report in told for one in by_report[report.id]])
        for name, told in headlines.items()
    )


def _headlines(path: Path) -> dict[str, list[Report]]:
    """The headlines of each row; one that several rows name is one report."""
    found: dict[str, list[Report]] = {}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if told := list(_reports(row)):
                found[row["relid"]] = told
    return found


def _reports(row: Mapping[str, str]) -> Iterator[Report]:
    cells = (row["source_headline"].split(";"), row["source_date"].split(";"), row["source_office"].split(";"))
    if len({len(cell) for cell in cells}) > 1:
        return
    for headline, day, office in zip(*cells, strict=True):
        if headline.strip() and not any(word in headline.casefold() for word in _LISTS):
            name = f"{office}\x1f{day}\x1f{headline}"
            yield Report(name, f"{headline.strip().rstrip('.')}.", _day(day), office or None)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def why_missed(row: Outside, ours: Sequence[Weighed]) -> str:
    """Why none of the incidents that its headlines tell of is the row's; of several, what the nearest one lacks."""
    if not ours:
        return "no claim in its headlines"
    return min((_why(row, one) for one in ours), key=lambda why: (_STEPS.index(why), why))


_STEPS = (
    _FOUND,
    "killed: no number told",
    "killed: fewer than low",
    "killed: more than high",
    "place: over 50 km away",
    "place: a province or country",
    "place: not told",
    "day not known",
    "another day",
)


def _why(row: Outside, one: Weighed) -> str:
    when, place = one.incident.when, one.incident.place
    if when is None or row.when is None:
        return "day not known"
    if row.when.meet(when) is None:
        return "another day"
    if place is None:
        return "place: not told"
    apart = kilometres(place, Place(row.place or "", row.country, lat=row.lat, lon=row.lon))
    if place.precision not in _SPOTS:
        return "place: a province or country"
    if apart is None or apart > _NEAR_KM:
        return "place: over 50 km away"
    return _by_number(row, one)


def _by_number(row: Outside, one: Weighed) -> str:
    killed = one.estimate(Harm.KILLED, DEFAULT_POLICY)
    best = killed.best if killed else None
    if best is None:
        return "killed: no number told"
    if row.killed.low is not None and best < row.killed.low:
        return "killed: fewer than low"
    if row.killed.high is not None and best > row.killed.high:
        return "killed: more than high"
    return _FOUND


def main(shared: Path) -> None:
    """Print the ten commonest reasons for a miss."""
    told = judged(shared / ROWS)
    for why, number in [(why, number) for why, number in told.most_common() if why != _FOUND][:10]:
        print(f"{number:6d}  {why}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
