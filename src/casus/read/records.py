"""Keys and values of one record to a report, or to the fault that says what is wrong with it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from casus.errors import InputError
from casus.model.report import Report
from casus.read.decoding import MAX_TEXT
from casus.read.language import looks_english
from casus.read.values import Fault, Input

# The Strasbourg "Relation" of 1605 counts as the first newspaper; an earlier day is a placeholder or a slip.
FIRST_DAY = date(1605, 1, 1)
SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Said:
    """What a record says of its own text; None where it says nothing."""

    report_id: str | None = None
    published: date | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None


def read_record(record: object, here: Input) -> Iterator[Report | Fault]:
    """A report from `{"id"?, "published"?, "title"?, "publisher"?, "url"?, "text"}`. The text is taken as it is."""
    try:
        text, said = _parts(record)
    except InputError as fault:
        yield Fault(here.where, str(fault))
        return
    yield from read_text(text, said, here)


def read_text(text: str, said: Said, here: Input) -> Iterator[Report | Fault]:
    """A report from its text and what is said of it, if the text can be read at all; warnings go before it."""
    refusal = _refusal(text)
    if refusal is not None:
        yield Fault(here.where, refusal)
        return
    # Half a surrogate pair can neither be stored nor printed; its stand-in has the same length, so offsets hold.
    text = SURROGATES.sub("\ufffd", text)
    given = here.given
    published = said.published or given.published
    if published is not None and (doubt := _doubt(published)):
        yield Fault(here.where, f"the day {published} {doubt} and was not used", warning=True)
        published = None
    yield Report(
        id=said.report_id or given.report_id or f"{here.stem}-{digest(text)}",
        text=text,
        published=published,
        publisher=said.publisher or given.publisher,
        title=said.title,
        url=said.url or given.url,
    )


def digest(text: str) -> str:
    """Eight hex digits that a text is known by: the beginning of its SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]


def read_day(value: str) -> date:
    """The day of an ISO date or date and time, as written there. Raises InputError ("not a day: …")."""
    try:
        return datetime.fromisoformat(value.strip()).date()
    except ValueError:
        raise InputError(f"not a day: {_short(value)} (days are written like 2025-05-08)") from None


def _refusal(text: str) -> str | None:
    if not text.strip():
        return "no text in it"
    if len(text) > MAX_TEXT:
        return f"a text of {len(text):,} characters; the limit is {MAX_TEXT:,}"
    if not looks_english(text):
        return "the text is not English; nothing read"
    return None


def _doubt(published: date) -> str | None:
    """Say why nothing can have been published on that day. Farther east it may be tomorrow already."""
    if published > datetime.now(UTC).date() + timedelta(days=1):
        return "lies in the future"
    return "lies before the first newspapers" if published < FIRST_DAY else None


def _parts(record: object) -> tuple[str, Said]:
    if not isinstance(record, Mapping):
        raise InputError(f"{_kind(record)}, where a JSON object was expected")
    text = record.get("text")
    if text is None:
        raise InputError('no "text" in it')
    if not isinstance(text, str):
        raise InputError(f'"text" is {_kind(text)}, not a string')
    day = _string(record, "published")
    said = Said(
        report_id=_id(record),
        published=read_day(day) if day else None,
        publisher=_string(record, "publisher"),
        title=_string(record, "title"),
        url=_string(record, "url"),
    )
    return text, said


def _id(record: Mapping[str, Any]) -> str | None:
    """Numbers are ids too."""
    value = record.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _string(record, "id")


def _string(record: Mapping[str, Any], key: str) -> str | None:
    value = record.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InputError(f'"{key}" is {_kind(value)}, not a string')
    return SURROGATES.sub("\ufffd", value).strip() or None


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", str: "a string", list: "a list"}
    return names.get(type(value), "an object" if isinstance(value, Mapping) else "nothing")


def _short(value: str) -> str:
    return ascii(value if len(value) <= 40 else value[:37] + "...")
