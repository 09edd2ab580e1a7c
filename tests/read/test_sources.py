from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from casus.model.report import Report
from casus.read.sources import read_input
from casus.read.values import Fault
from tests.memory import PRINT_PEAK

TEXT = "Police said gunmen killed two guards at the mill."
ROOT = Path(__file__).resolve().parents[2]


def read(where, **given) -> list[Report | Fault]:
    return list(read_input(str(where), **given))


def written(path: Path, content: str | bytes | list) -> Path:
    if isinstance(content, list):
        content = "".join(json.dumps(record) + "\n" for record in content)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def only_fault(where, **given) -> Fault:
    (fault,) = read(where, **given)
    assert isinstance(fault, Fault)
    assert "\n" not in str(fault)
    assert str(fault).startswith(str(where))
    return fault


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


# Plain text


def test_plain_text(tmp_path):
    path = written(tmp_path / "mill.txt", TEXT)
    (report,) = read(path, published=date(2025, 5, 8), publisher="Mill News")
    assert report == Report(f"mill-{digest(TEXT)}", TEXT, date(2025, 5, 8), "Mill News")
    assert read(path, report_id="mine")[0].id == "mine"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings_and_line_ends(tmp_path, encoding):
    text = "Police said “two” guards died.\r\nNobody claimed it.\rThe café is shut."
    path = written(tmp_path / "a.txt", text.encode(encoding))
    (report,) = read(path)
    assert report.text == "Police said “two” guards died.\nNobody claimed it.\nThe café is shut."


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "an empty file"),
        (b" \n \n", "no text in it"),
        (b"PK\x00\x00\x01 text", "a binary file"),
        (b"text that \x81 breaks off \xe9", "neither UTF-8 nor Windows-1252 (byte 0x81 at 10)"),
        (b"\x01\x02\xe9\x03 text", "a binary file (it holds control characters)"),
        (b"\xff\xfeP\x00o", "broken UTF-16"),
        (b"word " * 500_000, "a text of 2,500,000 characters; the limit is 2,000,000"),
        (b"word " * 2_000_000, "a text of more than 2,000,000 characters"),
        ("Der Sprecher sagte, dass zwei Soldaten bei dem Angriff auf die Stadt verletzt wurden.", "not English"),
    ],
)
def test_plain_text_that_cannot_be_read(tmp_path, content, said):
    assert said in only_fault(written(tmp_path / "a.txt", content)).message


def test_missing_files_and_odd_names(tmp_path):
    assert only_fault(tmp_path / "none.txt").message == "no such file or folder"
    assert "cannot be read" in only_fault("a\0b").message
    assert "cannot be read" in only_fault("x" * 5000).message


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_we_may_not_read(tmp_path):
    path = written(tmp_path / "a.txt", TEXT)
    path.chmod(0)
    assert only_fault(path).message == "cannot be read (Permission denied)"


@pytest.mark.parametrize(
    ("name", "kind"), [("a.pdf", "PDF"), ("a.rss", "RSS"), ("a.warc", "WARC"), ("a.jsonl.gz", "comp")]
)
def test_kinds_to_come(tmp_path, name, kind):
    assert only_fault(written(tmp_path / name, TEXT)).message.startswith(kind)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7 ...", "PDF is not read yet"),
        (b"\x1f\x8b\x08\x00\x00", "compressed input is not read yet"),
        (b'<?xml version="1.0"?>\n<rss version="2.0">', "RSS is not read yet"),
    ],
)
def test_kinds_to_come_by_their_beginning(tmp_path, head, kind):
    assert only_fault(written(tmp_path / "download", head)).message == kind


def test_a_file_without_a_suffix_is_known_by_its_beginning(tmp_path):
    (report,) = read(written(tmp_path / "a", [{"id": "1", "text": TEXT}]))
    assert report == Report("1", TEXT)
    (report,) = read(written(tmp_path / "b", f'[\n{{"id": "2", "text": "{TEXT}"}}]'))
    assert report == Report("2", TEXT)
    (report,) = read(written(tmp_path / "c", "[Mill News] " + TEXT))
    assert report.text.startswith("[Mill News]")


# JSON


def test_json_lines(tmp_path):
    full = {
        "id": "1",
        "published": "2025-05-08T23:30:00+05:00",
        "title": "Mill",
        "publisher": "P",
        "url": "http://x/1",
        "text": TEXT,
    }
    path = written(tmp_path / "a.jsonl", [full, {"id": 2, "text": "A\r\nB"}, {"text": TEXT, "more": [1]}])
    one, two, three = read(path, published=date(2025, 1, 1), publisher="Q")
    assert one == Report("1", TEXT, date(2025, 5, 8), "P", "Mill", "http://x/1")
    assert two == Report("2", "A\r\nB", date(2025, 1, 1), "Q"), "the text is taken as it is"
    assert three.id == f"a-{digest(TEXT)}"


def test_one_broken_line_of_a_thousand(tmp_path):
    rows = [json.dumps({"id": str(at), "text": TEXT}) for at in range(1, 1001)]
    rows[6] = rows[6][:-1]
    path = written(tmp_path / "a.jsonl", "\n".join(rows))
    things = read(path)
    (fault,) = [thing for thing in things if isinstance(thing, Fault)]
    assert str(fault).startswith(f"{path}:line 7: broken JSON (")
    assert things.index(fault) == 6
    assert [thing.id for thing in things if isinstance(thing, Report)] == [str(at) for at in range(1, 1001) if at != 7]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{}", 'no "text" in it'),
        ('{"text": null}', 'no "text" in it'),
        ('{"text": " "}', "no text in it"),
        ('{"text": 5}', '"text" is a number, not a string'),
        ('{"text": ["a"]}', '"text" is a list, not a string'),
        ('{"text": "a", "id": true}', '"id" is true or false, not a string'),
        ('{"text": "a", "title": {}}', '"title" is an object, not a string'),
        ('{"text": "a", "published": 20250508}', '"published" is a number, not a string'),
        ('{"text": "a", "published": "last Tuesday"}', "not a day: 'last Tuesday'"),
        ('{"text": "a", "published": "2025-02-30"}', "not a day: '2025-02-30'"),
        ('{"text": "a', "broken JSON (Invalid control character at column 12)"),
        ('["a"]', "a list, where a JSON object was expected"),
        ("NaN", "a number, where a JSON object was expected"),
        ("[" * 100_000, "broken JSON (nested too deeply)"),
        ('{"id": ' + "9" * 5000 + "}", "broken JSON (a number of too many digits)"),
        ('{"text": "a\x00"}', "a binary file"),
        ('{"text": "Представник сказав, що двоє поранені"}', "not English"),
    ],
)
def test_lines_that_cannot_be_read(tmp_path, line, said):
    path = tmp_path / "a.jsonl"
    written(path, f'{{"id": "1", "text": "fine"}}\n{line}\n\n{{"id": "4", "text": "fine"}}')
    things = [thing for thing in read(path) if isinstance(thing, Fault)]
    if "\0" in line:
        assert said in only_fault(path).message
        return
    (fault,) = things
    assert str(fault).startswith(f"{path}:line 2: ")
    assert said in fault.message
    assert "\n" not in str(fault)
    assert [thing.id for thing in read(path) if isinstance(thing, Report)] == ["1", "4"]


@pytest.mark.parametrize(
    ("day", "where"), [("2999-01-01", "in the future"), ("0001-01-01", "before the first newspapers")]
)
def test_a_day_that_cannot_be_is_not_used(tmp_path, day, where):
    path = written(tmp_path / "a.jsonl", [{"id": "1", "published": day, "text": TEXT}])
    warning, report = read(path)
    assert warning == Fault(f"{path}:line 1", f"the day {day} lies {where} and was not used", warning=True)
    assert report == Report("1", TEXT)


def test_half_a_surrogate_pair_keeps_offsets(tmp_path):
    (report,) = read(written(tmp_path / "a.jsonl", b'{"id": "\\udc00", "text": "Two \\ud83d men"}'))
    assert (report.id, report.text) == ("\ufffd", "Two \ufffd men")


def test_lines_in_other_encodings(tmp_path):
    line = '{"id": "1", "text": "The café was hit."}\n'
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        (report,) = read(written(tmp_path / "a.jsonl", line.encode(encoding)))
        assert report.text == "The café was hit."


@pytest.mark.parametrize(("name", "content"), [("a.jsonl", "\n\n \n"), ("a.json", "[]"), ("a.csv", "id,text\n")])
def test_nothing_in_it_is_said_too(tmp_path, name, content):
    assert only_fault(written(tmp_path / name, content)).message == "no report in it"


def test_a_line_of_50_megabytes_is_one_fault_and_little_memory(tmp_path):
    path = tmp_path / "a.jsonl"
    with path.open("w") as out:
        out.write('{"id": "1", "text": "fine"}\n\n{"id": "3", "text": "')
        for _ in range(50):
            out.write("word " * 209_715)
        out.write('"}\n{"id": "4", "text": "' + "word " * 500_000 + '"}\n{"id": "5", "text": "fine"}\n')
    code = (
        "import sys; from casus.read.sources import read_input\n"
        "for thing in read_input(sys.argv[1]): print(getattr(thing, 'id', None) or thing)\n" + PRINT_PEAK
    )
    done = subprocess.run([sys.executable, "-c", code, path], cwd=ROOT, capture_output=True, text=True, check=True)
    *things, memory = done.stdout.splitlines()
    assert things == [
        "1",
        f"{path}:line 3: a line of 52,428,774 characters; the limit of a text is 2,000,000",
        f"{path}:line 4: a text of 2,500,000 characters; the limit is 2,000,000",
        "5",
    ]
    assert int(memory) < 300_000, "kilobytes"


def test_json_objects_and_lists(tmp_path):
    (report,) = read(written(tmp_path / "a.json", json.dumps({"id": "1", "text": TEXT}, indent=1)))
    assert report == Report("1", TEXT)
    path = written(tmp_path / "b.json", json.dumps([{"id": "1", "text": TEXT}, 5, {"id": "3", "text": TEXT}]))
    one, fault, three = read(path)
    assert (one.id, three.id) == ("1", "3")
    assert str(fault) == f"{path}:item 2: a number, where a JSON object was expected"
    assert [thing.id for thing in read(written(tmp_path / "c.json", [{"id": "1", "text": "a"}] * 2))] == ["1", "1"]
    assert "broken JSON" in only_fault(written(tmp_path / "d.json", '{"id": ')).message


# Tables


def test_tables(tmp_path):
    path = written(
        tmp_path / "a.csv",
        'ID,Published,Text,other\r\n1,2025-05-08,"Two guards, he said,\nwere killed",x\r\n'
        "2,never,Shots were fired,\r\n\r\n3,,Shots were fired\r\n4,,,\r\n",
    )
    one, two, three, four = read(path)
    assert one == Report("1", "Two guards, he said,\nwere killed", date(2025, 5, 8))
    assert str(two).startswith(f"{path}:line 4: not a day: 'never'")
    assert three == Report("3", "Shots were fired")
    assert str(four) == f'{path}:line 7: no "text" in it'


@pytest.mark.parametrize(("name", "mark"), [("a.tsv", "\t"), ("a.csv", ";"), ("a.csv", "\t")])
def test_tables_with_other_marks(tmp_path, name, mark):
    (report,) = read(written(tmp_path / name, f"id{mark}text\n1{mark}Shots, they say, were fired\n"))
    assert report == Report("1", "Shots, they say, were fired")


@pytest.mark.parametrize(
    ("content", "said"),
    [("", "an empty file"), ("\n", "an empty table"), ("id,body\n1,a", 'no column "text" in the first row (id,body)')],
)
def test_tables_that_cannot_be_read(tmp_path, content, said):
    assert only_fault(written(tmp_path / "a.csv", content)).message == said


def test_long_cells(tmp_path):
    path = written(tmp_path / "a.csv", f"id,text\n1,{'on it ' * 100_000}\n2,{'word ' * 500_000}\n3,fine\n")
    one, two, three = read(path)
    assert (len(one.text), three.text) == (600_000, "fine")
    assert two.message == "a text of 2,500,000 characters; the limit is 2,000,000"


# Pages


PAGE = """<!DOCTYPE html><html><head><title>Two guards killed at mill</title>
<meta property="og:site_name" content="Mill News">
<meta property="article:published_time" content="2025-05-08T10:00:00Z">
</head><body><nav><a href="/">Home</a></nav><article><h1>Two guards killed at mill</h1>
<p>Police said gunmen killed two guards at the mill on Wednesday night, in the second attack there this year.</p>
<p>No group has claimed the attack. The owner said that the men had worked at the mill for eleven years.</p>
</article></body></html>"""


def test_pages(tmp_path):
    (report,) = read(written(tmp_path / "mill.html", PAGE))
    assert report.text.splitlines()[-1].startswith("No group has claimed")
    assert (report.published, report.publisher) == (date(2025, 5, 8), "Mill News")
    assert report.title == "Two guards killed at mill"
    (given,) = read(tmp_path / "mill.html", published=date(2025, 5, 9), publisher="Other")
    assert (given.published, given.publisher) == (date(2025, 5, 9), "Other")


@pytest.mark.parametrize("content", ["<html></html>", "<html><body><p></p></body></html>", "   "])
def test_pages_without_an_article(tmp_path, content, capfd):
    assert only_fault(written(tmp_path / "a.html", content)).message == "no article found in the page"
    assert capfd.readouterr() == ("", "")


# Folders and streams


def test_folders_in_order_and_with_what_is_not_read(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    written(tmp_path / ".hidden" / "x.txt", TEXT)
    written(tmp_path / ".notes.txt", TEXT)
    written(tmp_path / "b" / "2.txt", "Two were hurt.")
    written(tmp_path / "b" / "1.jsonl", [{"id": "in-b", "text": "One was hurt."}])
    written(tmp_path / "c.png", b"\x89PNG\0")
    written(tmp_path / "a.txt", TEXT)
    written(tmp_path / "d.pdf", b"%PDF-")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    things = read(tmp_path)
    assert [thing.id.split("-")[0] for thing in things if isinstance(thing, Report)] == ["a", "in", "2"]
    faults = {Path(thing.where).name: thing.message for thing in things if isinstance(thing, Fault)}
    assert set(faults) == {"c.png", "d.pdf", "gone.txt", "pipe.txt"}
    assert faults["d.pdf"] == "PDF is not read yet"
    assert read(tmp_path) == things


def test_an_empty_folder(tmp_path):
    assert only_fault(tmp_path).message == "no report in it"


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        (TEXT, [f"stdin-{digest(TEXT)}"]),
        ('{"id": "1", "text": "a"}\n{"id": "2", "text": "b"}\n', ["1", "2"]),
        ('\ufeff {"id": "1", "text": "a"}', ["1"]),
    ],
)
def test_standard_input(monkeypatch, content, ids):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content.encode())))
    assert [report.id for report in read("-")] == ids


def test_empty_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"")))
    assert [str(fault) for fault in read("-")] == ["standard input: an empty file"]
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"[{}")))
    assert str(read("-")[0]).startswith("standard input: broken JSON")


def test_a_real_pipe():
    code = "from casus.read.sources import read_input; print([thing.id for thing in read_input('-')])"
    lines = '{"id": "1", "text": "a"}\n{"id": "2", "text": "b"}\n'
    done = subprocess.run(
        [sys.executable, "-c", code], input=lines, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "['1', '2']"


def test_reading_files_imports_nothing_heavy(tmp_path):
    path = written(tmp_path / "a.jsonl", [{"id": "1", "text": TEXT}])
    code = (
        "import sys; from casus.read.sources import read_input; list(read_input(sys.argv[1]));"
        "print([name for name in ('trafilatura', 'lxml', 'sqlalchemy', 'urllib.request') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, path], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
