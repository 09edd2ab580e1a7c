"""What holds for the times of any text."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from casus.ground.times import read_times

WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
PIECES = WEEKDAYS + (
    "on in the last next two 3 14:00 2025 1999 March May July_6 since from to and days weeks ago later yesterday "
    "will_meet was_hit a year of early night quarter third winter per every , . \n - / 31 B.C. p.m. '90s é –"
).replace("\n", "\u2029").split(" ")
PIECES = [piece.replace("_", " ").replace("\u2029", "\n") for piece in PIECES]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join) | st.text(max_size=80)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@given(TEXTS, st.none() | DAYS)
def test_spans_are_verbatim_ordered_and_apart(text, published):
    last = 0
    for reading in read_times(text, published):
        assert reading.span is not None
        assert reading.span.of(text) == reading.text != ""
        assert reading.span.start >= last
        last = reading.span.end


@given(TEXTS, st.none() | DAYS)
def test_stretches_are_ordered(text, published):
    for reading in read_times(text, published):
        when = reading.value.when
        assert when is None or when.first <= when.last
        assert 0 <= reading.score <= 1


@given(st.sampled_from(WEEKDAYS), st.sampled_from(["{} it fell.", "It fell on {}.", "They will meet on {} night."]))
def test_a_weekday_alone_has_no_days(weekday, frame):
    (reading,) = read_times(frame.format(weekday))
    assert reading.value.when is None


@given(
    DAYS, st.sampled_from(WEEKDAYS), st.sampled_from(["It fell on {}.", "They will meet on {}.", "Last {} it fell."])
)
def test_a_week_on_a_weekday_moves_by_a_week(day, weekday, frame):
    text = frame.format(weekday)
    (now,), (then,) = read_times(text, day), read_times(text, day + timedelta(days=7))
    assert now.value.when is not None
    assert now.value.when.shift(7) == then.value.when


@given(DAYS, st.sampled_from(WEEKDAYS))
def test_a_past_weekday_lies_in_the_week_up_to_publication(day, weekday):
    (reading,) = read_times(f"It fell on {weekday}.", day)
    when = reading.value.when
    assert when is not None
    assert day - timedelta(days=6) <= when.first == when.last <= day
    assert when.first.weekday() == WEEKDAYS.index(weekday)
