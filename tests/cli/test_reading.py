"""`casus parse` and `casus read`, and every bad input that they may meet."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from casus import pipeline
from casus.model.report import Report
from tests.cli.conftest import Run

TEXT = "A bomb killed {} soldiers near Quetta on Tuesday, police said. \u201cWe grieve,\u201d the mayor of Quetta said."


def rows(number: int) -> list[dict[str, Any]]:
    return [{"id": f"r{at}", "published": "2025-05-08", "text": TEXT.format(at + 2)} for at in range(number)]


def put(path: Path, lines: list[dict[str, Any] | str]) -> Path:
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    path.write_text(text, encoding="utf-8")
    return path


def taken(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_parse_writes_a_line_for_each_report(run: Run, tmp_path: Path) -> None:
    source, out = put(tmp_path / "in.jsonl", rows(3)), tmp_path / "out.jsonl"
    ran = run("parse", source, "-o", out)
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    read = taken(out)
    assert [one["id"] for one in read] == ["r0", "r1", "r2"]
    for at, one in enumerate(read):
        assert list(one) == ["id", "published", "claims", "times", "places", "attributions"]
        for claim in one["claims"]:
            start, end = claim["span"]
            assert TEXT.format(at + 2)[start:end] == claim["quote"]


def test_parse_gives_the_layers_that_are_asked_for(run: Run, tmp_path: Path) -> None:
    source, out = put(tmp_path / "in.jsonl", rows(1)), tmp_path / "out.jsonl"
    assert run("parse", source, "-o", out, "--layers", "times,claims").status == 0
    assert list(taken(out)[0]) == ["id", "published", "claims", "times"]
    ran = run("parse", source, "-o", out, "--layers", "claims,smells")
    assert ran.status == 2
    assert "smells: the layers are claims, times" in ran.err


def test_parse_from_stdin_to_stdout(tmp_path: Path) -> None:
    source = put(tmp_path / "in.jsonl", rows(2))
    with source.open() as stream:
        done = subprocess.run(
            [sys.executable, "-m", "casus", "parse", "-", "-o", "-"],
            stdin=stream,
            capture_output=True,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, "")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["r0", "r1"]


def test_a_broken_line_is_named_and_the_rest_goes_on(run: Run, tmp_path: Path) -> None:
    lines: list[dict[str, Any] | str] = [*rows(1000)]
    lines[6] = '{"id": "r6", "text": "A bomb'
    source, out = put(tmp_path / "in.jsonl", lines), tmp_path / "out.jsonl"
    ran = run("parse", source, "-o", out)
    assert ran.status == 2
    assert ran.err.startswith(f"casus: {source}:line 7: ")
    assert ran.err.count("\n") == 1
    assert [one["id"] for one in taken(out)] == [f"r{at}" for at in range(1000) if at != 6]


def test_one_process_and_two_read_the_same(run: Run, tmp_path: Path) -> None:
    source, one, two = put(tmp_path / "in.jsonl", rows(90)), tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    assert run("parse", source, "-o", one, "--jobs", 1).status == 0
    assert run("parse", source, "-o", two, "--jobs", 2).status == 0
    assert one.read_text() == two.read_text()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0", "binary"),
        (b'{"id": "x"}\n', '"text"'),
        (b'{"id": "x", "text": 7}\n', '"text"'),
        (b'["text"]\n', "line 1"),
        (b'{"id": "x", "text": "Bombs fell.", "published": "Tuesday"}\n', "not a day"),
        (
            b'{"id": "x", "text": "Tres soldados murieron el martes en un ataque cerca de la ciudad de la costa."}\n',
            "not English",
        ),
    ],
)
def test_bad_input_is_one_line(run: Run, tmp_path: Path, content: bytes, said: str) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(content)
    for command in (("parse", source, "-o", out), ("read", source, "--ledger", tmp_path / "x.db")):
        ran = run(*command)
        assert ran.status == 2
        assert ran.err.startswith(f"casus: {source}")
        assert said in ran.err
        assert ran.err.count("\n") == 1
    assert taken(out) == []


def test_a_line_of_50_megabytes_is_named_and_the_rest_goes_on(run: Run, tmp_path: Path) -> None:
    good = rows(2)
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    with source.open("w") as lines:
        lines.write(json.dumps(good[0]) + '\n{"id": "long", "text": "')
        lines.writelines("bomb " * 10_000 for _ in range(1000))
        lines.write('"}\n' + json.dumps(good[1]) + "\n")
    began = time.monotonic()
    ran = run("parse", source, "-o", out)
    assert ran.status == 2
    assert f"{source}:line 2" in ran.err
    assert ran.err.count("\n") == 1
    assert [one["id"] for one in taken(out)] == ["r0", "r1"]
    assert time.monotonic() - began < 20


def test_a_report_without_a_day_has_none(run: Run, tmp_path: Path) -> None:
    source = put(tmp_path / "in.jsonl", [{"id": "x", "text": TEXT.format(3)}])
    out = tmp_path / "out.jsonl"
    assert run("parse", source, "-o", out).status == 0
    (one,) = taken(out)
    assert one["published"] is None
    assert all(reading["interval"] is None or len(reading["interval"]) == 2 for reading in one["times"])


def test_a_day_in_the_future_is_said_and_not_used(run: Run, tmp_path: Path) -> None:
    source, out = put(tmp_path / "in.jsonl", [{**rows(1)[0], "published": "2999-01-01"}]), tmp_path / "out.jsonl"
    ran = run("parse", source, "-o", out)
    assert ran.status == 0
    assert ran.err == f"casus: {source}:line 1: the day 2999-01-01 lies in the future and was not used\n"
    assert taken(out)[0]["published"] is None


def test_a_missing_input_is_one_line(run: Run, tmp_path: Path) -> None:
    ran = run("parse", tmp_path / "none.jsonl", "-o", tmp_path / "out.jsonl")
    assert ran.status == 2
    assert ran.err == f"casus: {tmp_path / 'none.jsonl'}: no such file or folder\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_one_line(run: Run, tmp_path: Path) -> None:
    ran = run("parse", put(tmp_path / "in.jsonl", rows(2)), "-o", "/dev/full")
    assert (ran.status, ran.err) == (2, "casus: /dev/full: cannot be written (No space left on device)\n")


def test_a_file_that_was_not_finished_does_not_take_its_name(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = put(tmp_path / "in.jsonl", rows(3)), tmp_path / "out.jsonl"
    out.write_text("old\n")

    def stop(_report: Report, *_rest: object, **_named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "parse_report", stop)
    ran = run("parse", source, "-o", out)
    assert (ran.status, ran.err) == (130, f"stopped; {out} was not written\n")
    assert out.read_text() == "old\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_no_folder_to_write_to_is_one_line(run: Run, tmp_path: Path) -> None:
    ran = run("parse", put(tmp_path / "in.jsonl", rows(1)), "-o", tmp_path / "no" / "out.jsonl")
    assert ran.status == 2
    assert "out.jsonl: cannot be written (No such file or directory)" in ran.err


def test_our_own_stumble_costs_one_report(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = pipeline.parse_report

    def stumble(report: Report, *rest: str, **named: bool) -> object:
        if report.id == "r1":
            raise KeyError("stumbled")
        return real(report, *rest, **named)

    monkeypatch.setattr(pipeline, "parse_report", stumble)
    source, out = put(tmp_path / "in.jsonl", rows(3)), tmp_path / "out.jsonl"
    ran = run("parse", source, "-o", out)
    assert ran.status == 1
    assert ran.err.startswith("casus: report r1: an error of ours: KeyError")
    assert [one["id"] for one in taken(out)] == ["r0", "r2"]
    ran = run("read", source, "--ledger", tmp_path / "x.db", "--json")
    assert ran.status == 1
    told = json.loads(ran.out)
    assert (told["new"], told["failed"]) == (2, 1)


def test_reading_twice_changes_nothing(run: Run, tmp_path: Path) -> None:
    source, ledger = put(tmp_path / "in.jsonl", rows(3)), tmp_path / "x.db"
    first = run("read", source, "--ledger", ledger, "--json")
    assert first.status == 0
    assert json.loads(first.out)["new"] == 3
    before = dump(ledger)
    again = run("read", source, "--ledger", ledger)
    assert again.out == f"{ledger}: 0 new, 3 unchanged\n"
    assert dump(ledger) == before


def dump(ledger: Path) -> list[str]:
    """Everything in a ledger but the clock's times."""
    with sqlite3.connect(ledger) as database:
        return [re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+\+00:00", "", line) for line in database.iterdump()]


def test_read_takes_day_and_publisher(run: Run, tmp_path: Path) -> None:
    story, ledger = tmp_path / "story.txt", tmp_path / "x.db"
    story.write_text(TEXT.format(5))
    assert run("read", story, "--ledger", ledger, "--published", "2025-05-08", "--publisher", "Hill Post").status == 0
    shown = json.loads(run("show", "story", "--ledger", ledger, "--json").out)
    assert (shown["published"], shown["publisher"], shown["text"]) == ("2025-05-08", "Hill Post", TEXT.format(5))
    ran = run("read", story, "--ledger", ledger, "--published", "2025-05")
    assert ran.status == 2
    assert "one day is needed" in ran.err


def test_a_ledger_from_the_environment(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASUS_LEDGER", str(tmp_path / "own.db"))
    assert run("read", put(tmp_path / "in.jsonl", rows(1))).status == 0
    assert (tmp_path / "own.db").exists()


def test_what_is_no_ledger_is_one_line(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("not a ledger at all\n" * 20)
    foreign = tmp_path / "foreign.db"
    with sqlite3.connect(foreign) as database:
        database.execute("CREATE TABLE thing (id INTEGER)")
    for bad in (other, foreign, tmp_path / "none.db", tmp_path):
        ran = run("incidents", "--ledger", bad)
        assert ran.status == 2
        assert ran.err.startswith(f"casus: {bad}: ")
        assert ran.err.count("\n") == 1


def test_a_ledger_of_a_newer_version_is_one_line(run: Run, ledger: Path) -> None:
    with sqlite3.connect(ledger) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    ran = run("incidents", "--ledger", ledger)
    assert ran.status == 2
    assert "newer version" in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_stopped_batch_goes_on_where_it_was(tmp_path: Path, how: signal.Signals) -> None:
    source, ledger = put(tmp_path / "in.jsonl", rows(1000)), tmp_path / "x.db"
    command = [sys.executable, "-m", "casus", "read", str(source), "--ledger", str(ledger), "--jobs", "1"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        deadline = time.monotonic() + 60
        while count(ledger) < 20 and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(how)
        _, said = process.communicate(timeout=60)
    if how is signal.SIGINT:
        assert process.returncode == 130, said
        assert said.lstrip() == "stopped; what was read is kept. Run the same command to go on.\n"
    kept = count(ledger)
    assert 20 <= kept < 1000
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert f"{1000 - kept} new, {kept} unchanged" in done.stdout
    whole = tmp_path / "whole.db"
    subprocess.run([*command[:-3], str(whole), *command[-2:]], capture_output=True, check=True)
    assert dump(ledger) == dump(whole)


def count(ledger: Path) -> int:
    if not ledger.exists():
        return 0
    with sqlite3.connect(f"file:{ledger}?mode=ro", uri=True) as database:
        return int(database.execute("SELECT count(*) FROM report").fetchone()[0])


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of files")
def test_a_full_disk_under_the_ledger_keeps_what_was_read(tmp_path: Path) -> None:
    """A limit on the size of files stands in for a full disk, which only an administrator could make."""
    import resource  # noqa: PLC0415  (not on Windows)

    source, ledger = put(tmp_path / "in.jsonl", rows(400)), tmp_path / "x.db"
    command = [sys.executable, "-m", "casus", "read", str(source), "--ledger", str(ledger), "--jobs", "1"]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000)),
    )
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith(f"casus: {ledger}: ")
    assert done.stderr.count("\n") == 1
    kept = count(ledger)
    assert 0 < kept < 400
    again = subprocess.run(command, capture_output=True, text=True, check=True)
    assert f"{400 - kept} new, {kept} unchanged" in again.stdout
