"""What is kept of a ledger is what follows from it, however it came in; its tallies are those over everything."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casus import derived
from casus.errors import NotFoundError
from casus.model.account import Definition, Seal, Sums
from casus.model.actor import Actor
from casus.model.claim import Claim, Parsed, claim_id
from casus.model.codes import EventType, Harm, Realis, Scope, Verdict
from casus.model.count import Count
from casus.model.place import Place
from casus.model.reading import Reading
from casus.model.report import Report
from casus.model.span import Span
from casus.model.toll import Toll
from casus.model.when import When
from casus.pipeline import parse_report, view
from casus.reference.resources import folder
from casus.store.ledger import Ledger, open_ledger
from casus.weigh.policies import POLICIES
from casus.weigh.tally import tally

ZENDA = Place("Zenda", "XA", "Hentzau", 50.0, 14.0, "t:1")
STRELSAU = Place("Strelsau", "XB", "Middle", 52.0, 14.0, "t:2")
NOWHERE = Place("the frontier")
SAID = st.tuples(
    st.integers(1, 20),
    st.integers(0, 9),
    st.sampled_from([ZENDA, STRELSAU, NOWHERE, None]),
    st.sampled_from([None, (2, 2), (12, 12), (12, None), (31, 40)]),
    st.sampled_from([EventType.BOMBING, EventType.ATTACK, EventType.CONSULT]),
    st.sampled_from([None, "Black Michael", "Ruritanian Red Guard", "RRG"]),
    st.sampled_from(
        [(Scope.INCIDENT, Realis.HAPPENED), (Scope.AGGREGATE, Realis.HAPPENED), (Scope.INCIDENT, Realis.PLANNED)]
    ),
)


def read(value: object) -> Reading:
    return Reading(value, "", None, "by hand")


def parsed(number: int, said: Sequence[tuple], origin: str = "hand/1") -> Parsed:
    report = Report(f"r{number:02}", "Guards fell at the gate.", date(2025, 5, 9), f"Paper {number % 5}")
    claims = []
    for at, (day, wide, where, count, act, who, (scope, realis)) in enumerate(said):
        claims.append(
            Claim(
                id=claim_id(report.id, "Guards fell", act, at),
                report_id=report.id,
                incident=at + 1,
                event_type=act,
                quote="Guards fell",
                span=Span(0, 11),
                scope=scope,
                realis=realis,
                perpetrators=(read(Actor(who)),) if who else (),
                place=read(where) if where else None,
                when=read(When(date(2025, 5, day), date(2025, 5, min(31, day + wide)))) if wide < 9 else None,
                tolls=(Toll(Harm.KILLED, Count(*count)),) if count else (),
                origin=origin,
            )
        )
    return Parsed(report, tuple(claims))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(str(tmp_path / "x.db"), create=True) as opened:
        yield opened


def kept(ledger: Ledger) -> set[tuple[str, int]]:
    every = Definition(Harm.KILLED, next(iter(POLICIES)))
    with ledger.links() as links:
        return {(one.incident_id, len(links.incident(one.incident_id))) for one in links.incidents(every, None)}


def followed(ledger: Ledger) -> set[tuple[str, int]]:
    return {(one.id, len(one.claims)) for one in view(ledger).incidents}


DEFINITIONS = [
    Definition(Harm.KILLED, policy, when, country, admin1, acts, who)
    for policy in POLICIES
    for when, country, admin1 in [
        (None, None, None),
        (When(date(2025, 5, 5), date(2025, 5, 12)), None, None),
        (None, "XA", None),
        (When(date(2025, 5, 1), date(2025, 5, 9)), "XB", "middle"),
    ]
    for acts in ((), (EventType.ATTACK, EventType.BOMBING))
    for who in (None, "RRG", "red guard of Ruritania", "Ruritanian Red Guard")
]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(SAID, max_size=3), min_size=1, max_size=14), st.integers(0, 14))
def test_tallies_from_what_is_kept_are_tallies_over_everything(tmp_path: Path, drawn: list, cut: int) -> None:
    with open_ledger(str(tmp_path / f"{len(list(tmp_path.iterdir()))}.db"), create=True) as ledger:
        for number, said in enumerate(drawn):
            ledger.add(parsed(number, said), "hand/1")
            if number == cut:
                derived.bring_up_to_date(ledger)
        derived.bring_up_to_date(ledger)
        assert kept(ledger) == followed(ledger)
        seen = view(ledger)
        for definition in DEFINITIONS:
            assert derived.sums(ledger, definition) == Sums.of(tally(definition, seen.weighed, seen.seal))
            assert derived.tally(ledger, definition) == tally(definition, seen.weighed, seen.seal)


def sealed(ledger: Ledger) -> Seal | None:
    """Say from which state of a ledger its kept tables are."""
    return derived.sums(ledger, DEFINITIONS[0]).seal


BLAST = (7, 0, ZENDA, (12, 12), EventType.BOMBING, "Black Michael", (Scope.INCIDENT, Realis.HAPPENED))


def test_what_is_read_again_judged_and_withdrawn_follows(ledger: Ledger) -> None:
    for number in range(6):
        ledger.add(parsed(number, [BLAST]), "hand/1")
    assert derived.bring_up_to_date(ledger) == derived.Relinked(6, 6, 1, whole=True)
    assert derived.bring_up_to_date(ledger) is None
    first, last = ledger.claims()[0], ledger.claims()[-1]
    judged = ledger.judge(first, last, Verdict.DIFFERENT, "as I read it", "ana")
    derived.bring_up_to_date(ledger)
    assert len(kept(ledger)) == 2
    assert kept(ledger) == followed(ledger)
    assert sealed(ledger) == view(ledger).seal
    ledger.withdraw(judged.id)
    derived.bring_up_to_date(ledger)
    assert sealed(ledger) == view(ledger).seal
    assert len(kept(ledger)) == 1
    ledger.add(parsed(3, [(*BLAST[:2], STRELSAU, *BLAST[3:])], "hand/2"), "hand/2")
    derived.bring_up_to_date(ledger)
    assert sealed(ledger) == view(ledger).seal
    assert kept(ledger) == followed(ledger)
    derived.bring_up_to_date(ledger, again=True)
    assert kept(ledger) == followed(ledger)


def test_the_order_of_entry_does_not_matter(tmp_path: Path) -> None:
    reports = [parsed(number, [(number % 9 + 1, 0, ZENDA, (12, 12), *BLAST[4:])]) for number in range(20)]
    found = []
    for name, ordered in (("a", reports), ("b", reports[::-1])):
        with open_ledger(str(tmp_path / f"{name}.db"), create=True) as ledger:
            for one in ordered:
                ledger.add(one, "hand/1")
                derived.bring_up_to_date(ledger)
            found.append(kept(ledger))
    assert found[0] == found[1]


def test_two_ledgers_of_the_demo_read_in_different_order_hold_the_same_incidents(tmp_path: Path) -> None:
    rows = [json.loads(line) for line in (folder() / "demo" / "reports.jsonl").read_text("utf-8").splitlines()]
    read = [parse_report(Report(row["id"], row["text"], date.fromisoformat(row["published"]))) for row in rows]
    found = []
    for name, ordered in (("a", read), ("b", read[::-1]), ("c", [*read[5:], *read[:5]])):
        with open_ledger(str(tmp_path / f"{name}.db"), create=True) as ledger:
            for one in ordered:
                ledger.add(one, "rules/1")
                if name != "c":
                    derived.bring_up_to_date(ledger)
            derived.bring_up_to_date(ledger)
            found.append((kept(ledger), sealed(ledger), view(ledger).weighed))
    assert found[0] == found[1] == found[2]
    assert len(found[0][2]) > 5
    assert any(len(one.incident.report_ids) > 2 for one in found[0][2])


def test_an_incident_is_shown_from_what_is_kept(ledger: Ledger) -> None:
    for number in range(4):
        ledger.add(parsed(number, [BLAST]), "hand/1")
    derived.bring_up_to_date(ledger)
    (whole,) = view(ledger).weighed
    assert derived.weighed(ledger, whole.incident.id) == whole
    with pytest.raises(NotFoundError):
        derived.weighed(ledger, "i000000000000")


def test_old_ids_lead_on(ledger: Ledger) -> None:
    """Two incidents that become one: the id that is no more leads to it, and back when that is undone."""
    ledger.add(parsed(0, [BLAST]), "hand/1")
    ledger.add(parsed(1, [(*BLAST[:2], STRELSAU, *BLAST[3:])]), "hand/1")
    derived.bring_up_to_date(ledger)
    names = {one.id: one.claims[0].id for one in view(ledger).incidents}
    left, right = ledger.claims()
    judged = ledger.judge(left, right, Verdict.SAME, "as I read it", "ana")
    derived.bring_up_to_date(ledger)
    (whole,) = view(ledger).weighed
    assert [derived.weighed(ledger, name) for name in names] == [whole, whole]
    ledger.withdraw(judged.id)
    derived.bring_up_to_date(ledger)
    assert {name: derived.weighed(ledger, name).incident.claims[0].id for name in names} == names


def test_a_ledger_that_was_not_linked_answers_all_the_same(ledger: Ledger) -> None:
    for number in range(4):
        ledger.add(parsed(number, [BLAST]), "hand/1")
    assert not derived.is_current(ledger)
    (whole,) = view(ledger).weighed
    definition = DEFINITIONS[0]
    before = derived.sums(ledger, definition), derived.ids(ledger, "i"), derived.weighed(ledger, whole.incident.id)
    before += (derived.holder(ledger, whole.incident.claims[0]),)
    derived.bring_up_to_date(ledger)
    assert derived.is_current(ledger)
    after = derived.sums(ledger, definition), derived.ids(ledger, "i"), derived.weighed(ledger, whole.incident.id)
    assert (*after, derived.holder(ledger, whole.incident.claims[0])) == before


def test_the_ledger_as_of_a_past_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was entered, judged or withdrawn later is as if it had not been."""
    clock = iter(f"2026-03-{day:02}T12:00:00+00:00" for day in (1, 1, 2, 2, 3, 4))
    monkeypatch.setattr("casus.store.ledger._now", lambda: next(clock))
    with open_ledger(str(tmp_path / "x.db"), create=True) as ledger:
        ledger.add(parsed(0, [BLAST]), "hand/1")
        ledger.add(parsed(1, [BLAST]), "hand/1")
        left, right = ledger.claims()
        judged = ledger.judge(left, right, Verdict.DIFFERENT, "as I read it", "ana")
        ledger.withdraw(judged.id)
        numbers = {day: len(view(ledger, date(2026, 3, day)).incidents) for day in (1, 2, 3, 4)}
        assert numbers == {1: 1, 2: 1, 3: 2, 4: 1}
        assert view(ledger, date(2026, 2, 28)).claims == ()
        assert view(ledger, date(2026, 3, 4)) == view(ledger)
        assert len(view(ledger, date(2026, 3, 1)).reports) == 1
        killed = derived.sums(ledger, DEFINITIONS[0], date(2026, 3, 3))
        assert (killed.counted, killed.best) == (2, 24)
