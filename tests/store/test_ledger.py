from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from casus.errors import LedgerError, NotFoundError
from casus.model.claim import Parsed
from casus.model.codec import claim_from_json, claim_to_json
from casus.model.codes import EventType, Verdict
from casus.model.report import Report
from casus.store.ledger import Added, open_ledger
from tests import strategies
from tests.store.synthetic import ORIGIN, claim, many, parsed

TABLES = ("report", "reading", "claim", "judgement", "withdrawal")


def contents(path) -> dict[str, list]:
    """Every table without its clock columns."""
    with closing(sqlite3.connect(path)) as raw:
        raw.row_factory = sqlite3.Row
        return {
            table: [
                tuple(row[key] for key in row.keys() if key != "recorded")  # noqa: SIM118 - a row iterates over values
                for row in raw.execute(f"SELECT * FROM {table} ORDER BY 1, 2")
            ]
            for table in TABLES
        }


def test_what_is_added_comes_back(ledger):
    one, two = parsed(1), parsed(2)
    assert ledger.add(one) is Added.NEW
    assert ledger.add(two) is Added.NEW
    assert ledger.reports() == {"made-1": one.report, "made-2": two.report}
    assert ledger.claims() == one.claims + two.claims
    assert ledger.claims_of("made-2") == two.claims
    assert ledger.report("made-1") == one.report
    assert ledger.claims_of("nobody") == ()


def test_reading_twice_changes_nothing(ledger):
    ledger.add(parsed(1))
    before = contents(ledger.where)
    assert ledger.knows(parsed(1).report, ORIGIN)
    assert ledger.add(parsed(1)) is Added.UNCHANGED
    assert contents(ledger.where) == before


def test_a_report_without_claims_is_known_too(ledger):
    quiet = Parsed(Report("quiet", "Nothing happened in the valley."))
    assert not ledger.knows(quiet.report, ORIGIN)
    assert ledger.add(quiet, ORIGIN) is Added.NEW
    assert ledger.knows(quiet.report, ORIGIN)
    assert ledger.add(quiet, ORIGIN) is Added.UNCHANGED


def test_a_newer_reader_gives_the_claims_and_the_older_ones_stay(ledger):
    ledger.add(parsed(1))
    newer = parsed(1, origin="synthetic/2")
    newer = Parsed(newer.report, newer.claims[:1])
    assert not ledger.knows(newer.report, "synthetic/2")
    assert ledger.add(newer) is Added.REREAD
    assert ledger.claims() == newer.claims
    assert len(contents(ledger.where)["claim"]) == 3


def test_a_corrected_day_is_a_new_reading(ledger):
    one = parsed(1)
    undated = Parsed(replace(one.report, published=None), one.claims)
    assert ledger.add(undated) is Added.NEW
    assert ledger.add(one) is Added.REREAD
    assert ledger.report("made-1").published == one.report.published
    assert ledger.add(undated) is Added.UNCHANGED, "what is not said takes nothing back"
    later = Parsed(replace(one.report, published=date(2025, 6, 1)), one.claims)
    assert ledger.add(later) is Added.REREAD
    assert ledger.report("made-1").published == date(2025, 6, 1)


def test_another_text_under_the_same_id_is_a_version(ledger):
    first = parsed(1)
    report = replace(first.report, text=first.report.text.replace("two", "three"))
    quote = "gunmen killed three guards"
    edited = Parsed(report, (claim(report, quote), claim(report, quote, ordinal=1)))
    ledger.add(first)
    assert ledger.add(edited) is Added.VERSION
    assert ledger.add(edited) is Added.UNCHANGED
    assert ledger.knows(report, ORIGIN)
    assert ledger.add(edited, "synthetic/2") is Added.REREAD
    (version,) = set(ledger.reports()) - {"made-1"}
    assert version.startswith("made-1~")
    assert len(version) == len("made-1~") + 6
    assert ledger.report(version).text == report.text
    as_kept = replace(report, id=version)
    expected = (claim(as_kept, quote), claim(as_kept, quote, ordinal=1))
    assert ledger.claims_of(version) == expected, "ids are those of the kept report"
    assert ledger.claims_of("made-1") == first.claims


def test_rows_can_neither_be_changed_nor_dropped(ledger):
    ledger.add(parsed(1))
    judgement = ledger.judge(*parsed(1).claims, Verdict.DIFFERENT, "two acts", "Mara")
    ledger.withdraw(judgement.id, "Mara", "by mistake")
    before = contents(ledger.where)
    with closing(sqlite3.connect(ledger.where)) as raw:
        for table in TABLES:
            column = raw.execute(f"SELECT * FROM {table}").description[-1][0]
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                raw.execute(f"UPDATE {table} SET {column} = ''")
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                raw.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                raw.execute(f"DELETE FROM {table}")
    assert contents(ledger.where) == before


def test_claims_by_prefix(ledger):
    ledger.add(parsed(1))
    ledger.add(parsed(2))
    wanted = parsed(1).claims[0]
    assert ledger.claim(wanted.id) == wanted
    assert ledger.claim(wanted.id[:8]) == wanted
    for nothing in ("", "x", "%", "c%"):
        with pytest.raises(NotFoundError, match="no claim"):
            ledger.claim(nothing)
    with pytest.raises(NotFoundError, match="'c' is not unique: c"):
        ledger.claim("c")
    with pytest.raises(NotFoundError, match="no report 'nobody'"):
        ledger.report("nobody")


def test_judgements_are_appended_and_withdrawn(ledger):
    ledger.add(parsed(1))
    left, right = parsed(1).claims
    one = ledger.judge(left, right, Verdict.SAME, "same mill", "Mara")
    two = ledger.judge(left, right, Verdict.UNSURE, "or not", "Idris")
    assert [one.id, two.id] == ["j1", "j2"]
    assert (one.left.claim_id, one.right.span, one.withdrawn) == (left.id, right.span, None)
    gone = ledger.withdraw("j1", "Mara", "misread")
    assert gone.withdrawn is not None
    assert replace(gone, withdrawn=None) == one
    assert ledger.judgements() == (two,)
    assert ledger.judgements(withdrawn=True) == (gone, two)
    with pytest.raises(LedgerError, match="j1 was withdrawn already"):
        ledger.withdraw("j1", "Mara", "again")
    with pytest.raises(NotFoundError, match="no judgement 'j9'"):
        ledger.withdraw("j9", "Mara", "never was")
    with pytest.raises(LedgerError, match="against itself"):
        ledger.judge(left, left, Verdict.SAME, "", "Mara")
    with pytest.raises(NotFoundError, match="no claim"):
        ledger.judge(left, replace(right, id="elsewhere"), Verdict.SAME, "", "Mara")


def test_judgements_find_their_claims_after_a_newer_reader(ledger):
    ledger.add(parsed(1))
    ledger.add(parsed(2))
    ledger.judge(parsed(1).claims[0], parsed(2).claims[0], Verdict.SAME, "one mill", "Mara")
    report = parsed(1).report
    shorter = claim(report, "gunmen killed two guards", origin="synthetic/2")
    ledger.add(Parsed(report, (shorter,)))
    anchored = ledger.anchored_judgements()
    assert anchored.lost == ()
    (judgement,) = anchored.judgements
    assert judgement.left.claim_id == shorter.id
    assert judgement.right.claim_id == parsed(2).claims[0].id
    ledger.add(Parsed(report, (claim(report, "windows of shop", EventType.AID, origin="synthetic/3"),)))
    assert [one.id for one in ledger.anchored_judgements().lost] == ["j1"]
    assert len(ledger.judgements()) == 1, "as recorded, it stays"


def test_a_reader_that_repeats_ids_is_caught(ledger):
    one = parsed(1)
    with pytest.raises(LedgerError, match="second or foreign claim"):
        ledger.add(Parsed(one.report, (one.claims[0], one.claims[0])))
    with pytest.raises(LedgerError, match="second or foreign claim"):
        ledger.add(Parsed(one.report, parsed(2).claims))
    assert ledger.reports() == {}


def test_half_a_character_is_refused_in_one_line(ledger):
    with pytest.raises(LedgerError, match="half a character") as fault:
        ledger.add(Parsed(Report("bad", "Police said \ud83d.")), ORIGIN)
    assert "\n" not in str(fault.value)
    assert ledger.reports() == {}


def test_claims_come_in_order_of_entry(ledger):
    for one in many(50):
        ledger.add(one)
    assert [report.id for report in ledger.reports().values()] == [f"made-{at}" for at in range(50)]
    assert [one.report_id for one in ledger.claims()] == [f"made-{at}" for at in range(50) for _ in range(2)]


@given(claim=strategies.claims())
def test_every_claim_survives_the_codec(claim):
    assert claim_from_json(claim_to_json(claim)) == claim


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(drawn=strategies.parsed())
def test_every_claim_survives_the_ledger(ledger, drawn):
    stored = ledger.add(drawn, ORIGIN)
    if stored is Added.NEW:
        assert ledger.claims_of(drawn.report.id) == drawn.claims
        assert ledger.report(drawn.report.id) == drawn.report
    assert ledger.knows(drawn.report, ORIGIN)
    assert ledger.add(drawn, ORIGIN) is Added.UNCHANGED


def test_two_ledgers_of_the_same_reports_are_the_same(tmp_path):
    paths = [str(tmp_path / name) for name in ("one.db", "two.db")]
    for path in paths:
        with open_ledger(path, create=True) as ledger:
            for one in many(5):
                ledger.add(one)
    assert contents(paths[0]) == contents(paths[1])
