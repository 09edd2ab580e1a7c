"""Speed and memory of the reader in one process, in CPU-seconds: wall time would measure the neighbours too."""

from __future__ import annotations

import csv
import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from io import TextIOWrapper
from pathlib import Path

from casus.model.report import Report
from casus.pipeline import parse_report

ITEMS, ARTICLES = 500, 60
LEAST_WORDS, MOST_WORDS = 300, 600
MOST_LETTERS = 10_000
BETWEEN = """
import json, resource, subprocess, sys
status = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([status, used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""


def measure(shared: Path) -> dict[str, float]:
    """Reports for each CPU-second, CPU-seconds of small commands, megabytes at the most."""
    items, articles = short_items(shared), full_articles(shared)
    _help_seconds, _ = child([sys.executable, "-m", "casus", "--help"])  # once for the file cache
    help_seconds, _ = child([sys.executable, "-m", "casus", "--help"])
    cold_seconds, _ = parse(items[:1])
    _, memory = parse(items + articles)
    return {
        "short items per CPU-second": rate(items, "rules"),
        "full articles per CPU-second": rate(articles, "rules"),
        "short items per CPU-second, with attributions": rate(items, "rules", attributions=True),
        "full articles per CPU-second, with attributions": rate(articles, "rules", attributions=True),
        "short items per CPU-second, reader both": rate(items, "both"),
        "full articles per CPU-second, reader both": rate(articles, "both", layers=False),
        "articles of general news per CPU-second, reader both": rate(general_news(shared), "both", layers=False),
        "words of a short item": words(items),
        "words of a full article": words(articles),
        "casus --help, CPU-seconds": help_seconds,
        "casus parse of one report, CPU-seconds": cold_seconds,
        "casus parse, megabytes at the most": memory,
    }


def short_items(shared: Path) -> list[Report]:
    """Items of one paragraph, spread over the whole file."""
    with gzip.open(shared / "data" / "cep" / "items_2025_2026.jsonl.gz", "rt", encoding="utf-8") as stream:
        rows = [json.loads(line) for line in stream]
    step = max(1, len(rows) // ITEMS)
    return [Report(f"item-{at}", row["text"], date(2025, 6, 15)) for at, row in enumerate(rows[::step]) if row["text"]]


def full_articles(shared: Path) -> list[Report]:
    """Articles of usual length."""
    usual = [text for text in wikinews(shared, 2019) if LEAST_WORDS <= len(text.split()) <= MOST_WORDS]
    return [Report(f"article-{at}", text, date(2019, 6, 15)) for at, text in enumerate(usual[:ARTICLES])]


def general_news(shared: Path) -> list[Report]:
    """Articles on everything under the sun, a fifth of them on violence; interviews of ten pages are left out."""
    texts = [text for year in (2019, 2020) for text in wikinews(shared, year) if len(text) <= MOST_LETTERS]
    return [Report(f"news-{at}", text, date(2020, 6, 15)) for at, text in enumerate(texts)]


def wikinews(shared: Path, year: int) -> list[str]:
    """The texts of one year."""
    with gzip.open(shared / "data" / "wikinews" / f"wikinews_{year}.csv.gz", "rb") as stream:
        return [row["text"] for row in csv.DictReader(TextIOWrapper(stream, encoding="utf-8"))]


def words(reports: Sequence[Report]) -> float:
    """The mean number of words."""
    return sum(len(report.text.split()) for report in reports) / len(reports)


def rate(reports: Sequence[Report], reader: str, *, attributions: bool = False, layers: bool = True) -> float:
    """Reports read for each CPU-second, once the tables are loaded; `attributions`: every layer, taggers and all.

    Without `layers` claims alone are wanted, as on the way into a ledger.
    """
    for report in reports[:5]:
        parse_report(report, reader, attributions=attributions, layers=layers)
    began = time.process_time()
    for report in reports:
        parse_report(report, reader, attributions=attributions, layers=layers)
    return len(reports) / (time.process_time() - began)


def parse(reports: Sequence[Report]) -> tuple[float, float]:
    """Run `casus parse` on reports; CPU-seconds and peak megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "in.jsonl")
        rows = [{"id": one.id, "text": one.text, "published": str(one.published)} for one in reports]
        source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        out = str(Path(folder, "out.jsonl"))
        return child([sys.executable, "-m", "casus", "parse", str(source), "-o", out, "--jobs", "1"])


def child(command: list[str]) -> tuple[float, float]:
    """Run a command; its CPU-seconds and its peak memory in megabytes.

    A small process stands between: a child starts with the peak memory of the process that made it.
    """
    done = subprocess.run([sys.executable, "-S", "-c", BETWEEN, *command], capture_output=True, text=True, check=True)
    status, seconds, kilobytes = json.loads(done.stdout)
    if status:
        raise RuntimeError(f"{' '.join(command)}: exit status {status}")
    return seconds, kilobytes / 1024 / (1024 if sys.platform == "darwin" else 1)
