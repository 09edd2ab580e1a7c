"""Linking bit by bit and linking all at once give the same clusters, edges and blocks, in whatever order."""

from dataclasses import replace
from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.link.columns import columns, pack, unpack
from casus.link.increment import take_in
from casus.link.judged import Judged, settle
from casus.link.profile import profile
from casus.link.setting import load
from casus.link.whole import link_whole
from casus.model.report import Report

from .factory import claim, days, judge, killed, place
from .shelf import MemoryShelf

ZENDA = place("Zenda", country="XA", admin1="Hentzau", lat=50.0, lon=14.0, id="t:1")
TARLENHEIM = place("Tarlenheim", country="XA", admin1="Hentzau", lat=50.05, lon=14.0, id="t:2")
HENTZAU = place("Hentzau", country="XA", admin1="Hentzau", id="t:3", precision="province")
STRELSAU = place("Strelsau", country="XB", id="t:4", lat=52.0, lon=14.0)
DRAWN = st.lists(
    st.tuples(
        st.integers(0, 11),
        st.integers(1, 2),
        st.integers(1, 9),
        st.sampled_from([ZENDA, TARLENHEIM, HENTZAU, STRELSAU, None]),
        st.sampled_from([None, 2, 12, 31]),
        st.sampled_from(["bombing", "attack", "abduction", "consult"]),
        st.sampled_from(["on that day", "no words", None]),
    ),
    max_size=30,
)


def made(drawn):
    """Claims of up to twelve reports; the number of a claim is its place in the list."""
    claims = []
    for at, (report, happening, day, where, count, act, words) in enumerate(drawn):
        when = days(f"2025-05-{day:02}", f"2025-05-{day + (words == 'no words'):02}", words) if words else None
        known = {"when": when, "place": where, "tolls": killed(count) if count else ()}
        claims.append(claim(f"c{(at * 7919) % 10007:05}", f"r{report}", happening, act, **known))
    return claims


def rows(claims, setting):
    published = {one.report_id: Report(one.report_id, "", date(2025, 5, 8)) for one in claims}
    records = pack(profile(one, published[one.report_id], setting) for one in claims)
    return [(at, one.id, record.tobytes()) for at, (one, record) in enumerate(zip(claims, records, strict=True))]


def by_report(told, claims):
    """The rows of each report: its claims come together, as they do out of a reading."""
    reports = {}
    for row in told:
        reports.setdefault(claims[row[0]].report_id, []).append(row)
    return list(reports.values())


def bit_by_bit(reports, cuts, judged, setting):
    shelf = MemoryShelf()
    for begin, end in zip([0, *cuts], [*cuts, len(reports)], strict=True):
        take_in(shelf, [row for report in reports[begin:end] for row in report], judged, (), setting)
    return shelf


def all_at_once(told, judged, setting):
    ordered = sorted(told, key=lambda row: row[1])
    numbers = np.array([row[0] for row in ordered], np.int64)
    whole = link_whole(unpacked(ordered), tuple(row[1] for row in ordered), judged, setting)
    edges = {
        (min(pair), max(pair)): score
        for pair, score in zip(
            zip(numbers[whole.edges.left].tolist(), numbers[whole.edges.right].tolist(), strict=True),
            whole.edges.score.tolist(),
            strict=True,
        )
    }
    blocks = set(zip(whole.key.tolist(), numbers[whole.row].tolist(), strict=True))
    clusters = dict(zip(numbers.tolist(), numbers[whole.cluster].tolist(), strict=True))
    return edges, blocks, set(whole.full.tolist()), clusters


def unpacked(told):
    return unpack([row[2] for row in told])


@settings(max_examples=300, deadline=None)
@given(DRAWN, st.integers(1, 6), st.lists(st.integers(0, 12), max_size=6), st.randoms())
def test_bit_by_bit_is_all_at_once(drawn, most, cuts, random):
    """Whatever the order, the parts, and how many claims a block may hold."""
    setting = replace(load(), most=most)
    claims = made(drawn)
    told = rows(claims, setting)
    edges, blocks, full, clusters = all_at_once(told, Judged(), setting)
    random.shuffle(told)
    reports = by_report(told, claims)
    shelf = bit_by_bit(reports, sorted(min(cut, len(reports)) for cut in cuts), Judged(), setting)
    assert {pair: found[0] for pair, found in shelf.edges.items()} == edges
    assert {(key, number) for key, numbers in shelf.blocks.items() for number in numbers} == blocks
    assert shelf.too_large == full
    assert {number: cluster for number, (_, cluster) in shelf.places.items()} == clusters


@settings(max_examples=100, deadline=None)
@given(
    DRAWN.filter(lambda drawn: len(drawn) > 1),
    st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29), st.sampled_from(["same", "different", "unsure"]))),
    st.integers(0, 12),
)
def test_persons_words_that_come_in_between_change_what_they_would_have_changed(drawn, said, cut):
    setting = load()
    claims = made(drawn)
    told = rows(claims, setting)
    judgements = [
        judge(claims[left % len(claims)], claims[right % len(claims)], verdict, day % 28 + 1)
        for day, (left, right, verdict) in enumerate(said)
    ]
    judged = settle(judgements, [one.id for one in claims], setting.person)
    reports = by_report(told, claims)
    shelf = bit_by_bit(reports[:cut], [], Judged(), setting)
    spoken = {name for one in judgements for name in (one.left.claim_id, one.right.claim_id)}
    rest = [row for report in reports[cut:] for row in report]
    take_in(shelf, rest, judged, [row[0] for row in told if row[1] in spoken], setting)
    *_, clusters = all_at_once(told, judged, setting)
    assert {number: cluster for number, (_, cluster) in shelf.places.items()} == clusters


def test_blocks_hold_no_more_than_they_may():
    setting = replace(load(), most=5)
    told = rows(made([(at, 1, 1, None, None, "attack", "on that day") for at in range(12)] * 3), setting)
    _, blocks, *_ = all_at_once(told, Judged(), setting)
    keys = [key for key, _ in blocks]
    assert max((keys.count(key) for key in keys), default=0) <= 5
    assert len(columns(pack([]))) == 0
