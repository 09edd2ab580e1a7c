"""The corridor: reports in, a view out."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

import casus
from casus.model.claim import Parsed
from casus.model.codec import claim_from_json, claim_to_json
from casus.model.codes import Verdict
from casus.model.report import Report
from casus.pipeline import Failed, Skipped, page, parse_all, parse_report, read_into, tallies, view
from casus.store.ledger import open_ledger
from casus.weigh.policies import DEFAULT_POLICY

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
CEP = SHARED / "data" / "cep" / "items_2025_2026.jsonl.gz"
TEXTS = (
    "A car bomb killed nine people outside a courthouse in Quetta on Tuesday, police said.",
    "The army said on Wednesday that it had no comment on the courthouse bombing in Quetta.",
    "Nothing of note took place in the valley.",
)


def reports(number: int = len(TEXTS)) -> list[Report]:
    return [Report(f"r{at}", TEXTS[at % len(TEXTS)], date(2025, 5, 8), "Hill Post") for at in range(number)]


def test_reports_come_back_in_their_order() -> None:
    read = list(parse_all(reports(40), jobs=2))
    assert [one.report.id for one in read] == [f"r{at}" for at in range(40)]
    assert read == list(parse_all(reports(40), jobs=1))


def test_what_is_skipped_keeps_its_place() -> None:
    for jobs in (1, 2):
        read = list(parse_all(reports(6), jobs=jobs, skip=lambda report: report.id in {"r1", "r4"}))
        assert [type(one) for one in read] == [Parsed, Skipped, Parsed, Parsed, Skipped, Parsed]
        assert [one.report.id for one in read] == [f"r{at}" for at in range(6)]


def test_parse_is_parse_report() -> None:
    text = TEXTS[0]
    parsed = casus.parse(text, published=date(2025, 5, 8), publisher="Hill Post", report_id="r0")
    assert parsed == parse_report(reports()[0])


def test_a_ledger_is_read_once_and_viewed(tmp_path: Path) -> None:
    with open_ledger(str(tmp_path / "x.db"), create=True) as ledger:
        first = list(read_into(ledger, reports()))
        assert [one.added and one.added.value for one in first] == ["new"] * 3
        again = list(read_into(ledger, reports()))
        assert [one.added and one.added.value for one in again] == ["unchanged"] * 3
        seen = view(ledger)
        assert sum(len(incident.claims) for incident in seen.incidents) == len(seen.claims)
        assert [one.incident for one in seen.weighed] == list(seen.incidents)
        left, right = seen.claims[:2]
        ledger.judge(left, right, Verdict.UNSURE, "cannot tell", "Ana")
        assert len(view(ledger).judgements) == 1


def test_a_page_has_the_land_around_its_places(tmp_path: Path) -> None:
    with open_ledger(str(tmp_path / "x.db"), create=True) as ledger:
        list(read_into(ledger, reports()))
        seen = view(ledger)
    made = page(seen, title="Page", policy=DEFAULT_POLICY)
    assert made.weighed == seen.weighed
    assert len(made.towns) > 10
    assert all(20 < lat < 40 and 55 < lon < 80 for lat, lon in made.towns)
    assert [tally.definition.country for tally in tallies(seen, DEFAULT_POLICY)] == [None, "PK"]


def items() -> Iterator[Report]:
    with gzip.open(CEP, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield Report(row["id"], row["text"], date.fromisoformat(row["published"]))


@pytest.mark.skipif(not CEP.exists(), reason=f"there is no {CEP}")
@pytest.mark.parametrize(("reader", "every"), [("rules", 1), ("both", 10)])
def test_every_quote_of_ten_thousand_items_stands_in_its_text(reader: str, every: int) -> None:
    """No item makes the reader stumble; quotes and layers stand where they say; the codec loses nothing."""
    number = 0
    for read in parse_all(islice(items(), None, None, every), jobs=1, reader=reader):
        assert not isinstance(read, Failed), read.trace
        assert isinstance(read, Parsed)
        text = read.report.text
        for claim in read.claims:
            assert claim.quote
            assert claim.span.of(text) == claim.quote, claim.id
            assert claim_from_json(json.loads(json.dumps(claim_to_json(claim)))) == claim
        for reading in (*read.layers.times, *read.layers.places):
            assert reading.span is not None
            assert reading.span.of(text) == reading.text
        assert len({claim.id for claim in read.claims}) == len(read.claims)
        number += 1
    assert number > 10_000 / every
