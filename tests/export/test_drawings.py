"""Projection, labels and timeline: what is drawn stands where it should."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from casus.export.page.labels import Box, Wanted, place, text_width
from casus.export.page.look import Seen
from casus.export.page.projection import fitted, round_step, steps
from casus.export.page.timeline import drawing as timeline
from casus.model.codes import EventType
from casus.model.report import Report
from casus.model.when import When

from .factory import POLICY, Said, claim, ledger, weighed

POINTS = st.lists(st.tuples(st.floats(-85, 85), st.floats(-180, 180)), min_size=1, max_size=20)


@given(POINTS)
def test_every_point_lies_inside_the_window(points):
    view = fitted(points, 960, (0.42, 0.72))
    assert all(view.inside(view.xy(point)) for point in points)
    assert 0.41 < view.height / view.width < 0.73


def test_north_is_up_east_is_right_and_distances_are_true_in_the_middle():
    view = fitted([(30.0, 66.0), (32.0, 68.0)], 960, (0.42, 0.72))
    (x0, y0), (x1, y1) = view.xy((30.0, 66.0)), view.xy((32.0, 68.0))
    assert x1 > x0
    assert y1 < y0
    assert view.km * 2 * 111.32 == pytest.approx(y0 - y1)


def test_a_map_over_the_date_line_is_narrow():
    view = fitted([(-17.0, 179.0), (-17.5, -179.0)], 960, (0.42, 0.72))
    assert view.east - view.west < 20


@given(st.floats(0.001, 1e6))
def test_round_steps(about):
    step = round_step(about)
    assert step <= about * (1 + 1e-9)
    assert about < step * 2.6
    assert f"{step:e}"[0] in "125"


def test_steps_lie_between_their_ends():
    assert list(steps(-1.5, 4.2, 2)) == [0, 2, 4]


@given(st.lists(st.tuples(st.floats(0, 960), st.floats(0, 600), st.floats(2, 30), st.text(max_size=20)), max_size=25))
def test_no_label_covers_another_or_leaves_the_frame(marks):
    frame = Box(0, 0, 960, 600)
    labels = place([Wanted(*mark) for mark in marks], frame, 12.0)
    boxes = [Box(one.x, one.y - 11.64, one.x + text_width(one.text, 12.0), one.y + 3.36) for one in labels]
    for index, one in enumerate(boxes):
        assert -0.01 <= one.left <= one.right <= 960.01
        for other in boxes[index + 1 :]:
            shrunk = Box(other.left + 0.01, other.top + 0.01, other.right - 0.01, other.bottom - 0.01)
            assert not one.meets(shrunk) or not one_has_width(other)


def one_has_width(box):
    return box.right - box.left > 0.03


@given(st.lists(st.tuples(st.dates(), st.integers(0, 400)), min_size=1, max_size=40))
def test_a_timeline_of_any_days_can_be_drawn(days):
    assume(all(first.toordinal() + length < date.max.toordinal() for first, length in days))
    report = Report("r", "Shots were fired.")
    seen = []
    for index, (first, length) in enumerate(days):
        when = When(first, date.fromordinal(first.toordinal() + length))
        said = Said(EventType.ATTACK, when=when)
        seen.append(Seen(weighed(f"i{index}", (claim(report, report.text, said),)), POLICY))
    assert timeline(seen, []).text.count("<rect") >= len(days)


def test_sums_and_recalls_are_hatched_and_apart():
    single = [Seen(one, POLICY) for one in ledger() if one.incident.scope == "incident"]
    others = [Seen(one, POLICY) for one in ledger() if one.incident.scope != "incident"]
    text = timeline(single, others).text
    assert text.count('class="bar hatched"') == 3
    assert "One sum or recalled happening lies outside these days." in " ".join(text.split())
