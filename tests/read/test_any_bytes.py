"""Whatever a file holds, reading it gives reports and faults, and raises nothing."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casus.model.report import Report
from casus.read.sources import BY_SUFFIX, read_input
from casus.read.values import Fault

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
RECORDS = st.dictionaries(st.sampled_from(["id", "text", "published", "title", "url", "publisher"]), JSON)
MARKS = st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"text,id\n", b"<html><body>", b"[", b"{"])
CONTENT = (
    st.tuples(MARKS, st.binary(max_size=300)).map(b"".join)
    | st.lists(RECORDS | JSON, max_size=4).map(lambda rows: "\n".join(map(json.dumps, rows)).encode())
    | st.lists(RECORDS, max_size=4).map(lambda rows: json.dumps(rows).encode())
    | st.lists(st.text(max_size=20), max_size=6).map(
        lambda cells: ("text\n" + ",".join(cells)).encode("utf-8", "replace")
    )
    | st.text(max_size=200).map(lambda text: f"<html><body><p>{text}</p>".encode("utf-8", "replace"))
)


@pytest.mark.parametrize("suffix", [*sorted(BY_SUFFIX), ""])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(content=CONTENT)
def test_reports_and_faults_and_nothing_raised(tmp_path, suffix, content):
    path = tmp_path / f"any{suffix}"
    path.write_bytes(content)
    things = list(read_input(str(path)))
    assert things, "nothing is passed over in silence"
    for thing in things:
        assert isinstance(thing, (Report, Fault))
        if isinstance(thing, Report):
            assert thing.text.strip()
            thing.text.encode()
            thing.id.encode()
        else:
            assert len(str(thing).splitlines()) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_the_text_of_a_json_line_is_taken_as_it_is(tmp_path, text):
    path = tmp_path / "any.jsonl"
    path.write_text(json.dumps({"id": "1", "text": text}))
    (thing,) = read_input(str(path))
    if isinstance(thing, Report):
        assert thing == Report("1", text)
