"""Reading many reports in work units that can be handed to anybody: shard files, one in and one out.

A shard holds some hundred reports and is named by the hash of what is in it and of who reads it. Its result lies beside
it, under the same name, whole or not at all. So a run that was stopped goes on where it was, a lost file is made again,
and who did the work, in which order and how often leaves no trace in what comes out.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from casus.errors import InputError
from casus.model.claim import Parsed
from casus.model.codec import attribution_to_json, claim_to_json, place_to_json, timex_to_json
from casus.model.report import Report
from casus.pipeline import READER, Failed, extractor, parse_all

LAYERS = ("claims", "times", "places", "attributions")
REPORTS_IN_A_SHARD = 250

# Line ends to some readers, though not to JSON: written as escapes, one report stays one line everywhere.
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
_FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read from every report, and by whom."""

    layers: tuple[str, ...] = LAYERS
    reader: str = READER

    @property
    def attributions(self) -> bool:
        """Whether the taggers of that layer are to run."""
        return "attributions" in self.layers

    @property
    def beside_claims(self) -> bool:
        """Whether anything but claims is wanted."""
        return set(self.layers) != {"claims"}


@dataclass(frozen=True, slots=True)
class Shards:
    """A folder of shards: `names` in the order of the reports."""

    folder: Path
    reading: Reading
    names: tuple[str, ...]

    def text(self, name: str) -> str:
        """What is to be read. Raises InputError where somebody took the file away."""
        try:
            return self._in(name).read_text(encoding="utf-8")
        except FileNotFoundError as fault:
            raise InputError(f"{self._in(name)}: was taken away; run the same command again") from fault

    def waiting(self) -> list[str]:
        """Shards without a result, each once."""
        return [name for name in dict.fromkeys(self.names) if not self._out(name).exists()]

    def keep(self, name: str, result: str) -> None:
        """Write a shard's result, whole or not at all."""
        _write(self._out(name), result)

    def join(self, out: TextIO) -> Iterator[Failed]:
        """Write all results in order; reports that could not be read are handed back."""
        for name in self.names:
            with self._out(name).open(encoding="utf-8", newline="\n") as lines:
                for line in lines:
                    failed = _failure(line)
                    if failed is None:
                        out.write(line)
                    else:
                        yield failed

    def clear(self) -> None:
        """Take the shards away, and the folder where nothing else is in it."""
        for name in set(self.names):
            self._in(name).unlink(missing_ok=True)
            self._out(name).unlink(missing_ok=True)
        with suppress(OSError):
            self.folder.rmdir()

    def _in(self, name: str) -> Path:
        return self.folder / f"{name}.in.jsonl"

    def _out(self, name: str) -> Path:
        return self.folder / f"{name}.out.jsonl"


def split(reports: Iterable[Report], folder: Path, reading: Reading, size: int = REPORTS_IN_A_SHARD) -> Shards:
    """Lay reports out in shards of `size`; those that lie there already are left as they are.

    Raises InputError where the folder cannot be written to.
    """
    names = []
    origin = extractor(reading.reader, attributions=reading.attributions).origin
    try:
        folder.mkdir(parents=True, exist_ok=True)
        source = iter(reports)
        while part := list(islice(source, size)):
            text = "".join(_report_line(report) for report in part)
            name = hashlib.sha256("\n".join((origin, *reading.layers, text)).encode()).hexdigest()[:32]
            if not (folder / f"{name}.in.jsonl").exists():
                _write(folder / f"{name}.in.jsonl", text)
            names.append(name)
    except OSError as fault:
        raise InputError(f"{folder}: cannot be written ({fault.strerror or fault})") from fault
    return Shards(folder, reading, tuple(names))


def _write(path: Path, text: str) -> None:
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, encoding="utf-8", newline="\n")
    part.replace(path)


def read_shard(text: str, reading: Reading) -> str:
    """The result of a shard: what any worker, on any machine, makes of the same text."""
    reports = (_report(json.loads(line)) for line in text.split("\n") if line)
    parsed = parse_all(
        reports, jobs=1, reader=reading.reader, attributions=reading.attributions, layers=reading.beside_claims
    )
    return "".join(_result(read, reading.layers) for read in parsed)


def _result(read: object, layers: tuple[str, ...]) -> str:
    if isinstance(read, Parsed):
        return parsed_line(read, layers)
    if isinstance(read, Failed):
        value = {_FAILED: _report_values(read.report), "error": read.error, "trace": read.trace}
        return _as_line(value)
    return ""


def _failure(line: str) -> Failed | None:
    if not line.startswith(f'{{"{_FAILED}"'):
        return None
    value = json.loads(line)
    return Failed(_report(value[_FAILED]), value["error"], value["trace"])


def parsed_line(parsed: Parsed, layers: tuple[str, ...]) -> str:
    """One report's line as `casus parse` writes it, with the layers that were asked for."""
    made = {
        "claims": [claim_to_json(claim) for claim in parsed.claims],
        "times": [timex_to_json(reading) for reading in parsed.layers.times],
        "places": [place_to_json(reading) for reading in parsed.layers.places],
        "attributions": [attribution_to_json(attribution) for attribution in parsed.attributions],
    }
    day = parsed.report.published
    value: dict[str, Any] = {"id": parsed.report.id, "published": day.isoformat() if day else None}
    return _as_line(value | {name: made[name] for name in LAYERS if name in layers})


def _as_line(value: dict[str, Any]) -> str:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _LINE_ENDS.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + "\n"


def _report_line(report: Report) -> str:
    return _as_line(_report_values(report))


def _report_values(report: Report) -> dict[str, Any]:
    return {
        "id": report.id,
        "text": report.text,
        "published": report.published.isoformat() if report.published else None,
        "publisher": report.publisher,
        "title": report.title,
        "url": report.url,
    }


def _report(value: dict[str, Any]) -> Report:
    return Report(**{**value, "published": date.fromisoformat(value["published"]) if value["published"] else None})
