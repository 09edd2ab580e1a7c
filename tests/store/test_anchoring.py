from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from casus.model.anchoring import anchor, reanchor
from casus.model.codes import EventType, Verdict
from casus.model.judgement import Judgement
from casus.model.report import Report
from tests.store.synthetic import claim

ONE = Report("one", "Gunmen killed two guards at the mill, police said. Both sides later agreed to a truce.")
TWO = Report("two", "Two guards of a mill were shot dead on Monday.")
KILLED = claim(ONE, "Gunmen killed two guards at the mill")
TRUCE = claim(ONE, "Both sides later agreed to a truce", EventType.AGREE)
SHOT = claim(TWO, "Two guards of a mill were shot dead")


def judgement(left, right) -> Judgement:
    return Judgement("j1", anchor(left), anchor(right), Verdict.SAME, "", "Mara", datetime(2025, 1, 1, tzinfo=UTC))


def test_ids_that_are_still_there_stay():
    said = judgement(KILLED, SHOT)
    assert reanchor([said], [KILLED, TRUCE, SHOT]).judgements == (said,)


def test_the_most_overlap_wins_and_the_same_type_before_it():
    short = claim(ONE, "killed two guards")
    long = claim(ONE, "Gunmen killed two guards at the mill, police said", EventType.ARMED_CLASH)
    (found,) = reanchor([judgement(KILLED, SHOT)], [long, short, SHOT]).judgements
    assert found.left == anchor(short), "same type first"
    (found,) = reanchor([judgement(KILLED, SHOT)], [long, SHOT]).judgements
    assert found.left == anchor(long), "then the same family"
    longer = claim(ONE, "killed two guards at the mill")
    (found,) = reanchor([judgement(KILLED, SHOT)], [short, longer, SHOT]).judgements
    assert found.left == anchor(longer)


def test_other_reports_and_other_families_are_no_place_for_it():
    moved = claim(ONE, "killed two guards", EventType.AID)
    assert reanchor([judgement(KILLED, SHOT)], [moved, SHOT]).lost == (judgement(KILLED, SHOT),)
    elsewhere = replace(KILLED, report_id="three", id="c0")
    assert reanchor([judgement(KILLED, SHOT)], [elsewhere, SHOT]).judgements == ()


def test_both_ends_never_fall_on_one_claim():
    police = claim(ONE, "Gunmen killed two guards at the mill", ordinal=1)
    merged = claim(ONE, "killed two guards")
    said = judgement(KILLED, police)
    assert reanchor([said], [merged]).lost == (said,)
    (found,) = reanchor([said], [police, merged]).judgements
    assert (found.left.claim_id, found.right.claim_id) == (merged.id, police.id)
