"""What codes are called in exports and on the page: read from `resources/export/words.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from casus.model.account import Account, Held, History, Holder, Step, Voices
from casus.model.codes import Change
from casus.model.place import Place
from casus.model.when import When
from casus.reference.resources import load_toml, load_tsv

# fmt: off
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Words:
    """The words for each code, by section ("acts", "stances", "grades", …)."""

    sections: MappingProxyType[str, MappingProxyType[str, str]]

    def of(self, section: str, code: str) -> str:
        """The word for a code; a code that nobody put into words stands for itself, with blanks."""
        return self.sections.get(section, MappingProxyType({})).get(code, code.replace("_", " "))


@cache
def words() -> Words:
    """The shipped words. Raises ResourceError where the file does not hold together."""
    table = load_toml("export/words.toml")
    sections = {key: MappingProxyType(dict(part)) for key, part in table.items() if isinstance(part, dict)}
    return Words(MappingProxyType(sections))


@cache
def grade_meanings() -> MappingProxyType[str, str]:
    """What each grade means, as the weigh room is told it."""
    return MappingProxyType(dict(load_toml("policies.toml")["grades"]))


@cache
def policy_text(policy: str) -> str | None:
    """How a policy makes its figures, in words; None for one that is not shipped."""
    entry = load_toml("policies.toml")["policy"].get(policy)
    return " ".join(str(entry["text"]).split()) if entry else None


def act(code: StrEnum) -> str:
    """An act as a heading: "Suicide bombing"."""
    return words().of("acts", code.value)


@cache
def countries() -> MappingProxyType[str, str]:
    """ISO 3166-1 alpha-2 codes and the names of the countries."""
    return MappingProxyType({row["code"]: row["name"] for row in load_tsv("places/countries.tsv")})


def country(code: str) -> str:
    """The name of a country; the code itself where the table has none."""
    return countries().get(code, code)


def place(where: Place | None) -> str:
    """A place in words, from the nearest name outwards: "near Mach, Balochistan, Pakistan"."""
    if where is None:
        return "place not told"
    inner = " ".join(part for part in (where.relation, where.name) if part)
    outer = [where.admin1, country(where.country) if where.country else None]
    return ", ".join([inner, *(part for part in outer if part and part != where.name)])


def short_place(where: Place | None) -> str:
    """The nearest name alone, with its relation: "near Mach"."""
    return place(None) if where is None else " ".join(part for part in (where.relation, where.name) if part)


def day(value: date) -> str:
    """A day in words: "7 May 2025"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def narrow_days(when: When | None) -> str:
    """A stretch of days for a narrow column: "8–9 Jan 2025"."""
    said = days(when)
    for month in MONTHS:
        said = said.replace(month, month[:3])
    return said


def days(when: When | None) -> str:
    """A stretch of days in words, as short as it can be said: "6–7 May 2025", "March 2025"."""
    if when is None:
        return "day not told"
    first, last = when.first, when.last
    if first == last:
        return day(first)
    if _whole_month(when):
        return f"{MONTHS[first.month - 1]} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def figure(low: int | None, best: int | None, high: int | None) -> str:
    """Low, best and high in words: "12", "10 (7 to 12)", "201 or more"; all None: "unknown"."""
    if low is None and best is None and high is None:
        return "unknown"
    middle = best if best is not None else low
    if middle is None:
        return f"up to {high}"
    if high is None:
        return f"{middle:,} or more" if low in (None, middle) else f"{middle:,} ({low:,} or more)"
    return f"{middle:,}" if low == high else f"{middle:,} ({low if low is not None else 0:,} to {high:,})"


def _whole_month(when: When) -> bool:
    ends = (when.last + timedelta(days=1)).day == 1 if when.last < date.max else False
    return when.first.day == 1 and ends and (when.first.year, when.first.month) == (when.last.year, when.last.month)


def labels(told: Account) -> str:
    """The labels of an account: "number contested, denied"; empty where it bears none."""
    return ", ".join(words().of("labels", one.label.value) for one in told.labels)


def voices(counted: Voices) -> str:
    """How many speak: "5 origins, 4 of them independent, 2 parties"; pages do not count."""
    said = "1 origin" if counted.origins == 1 else f"{counted.origins} origins"
    apart = f", {counted.independent} of them independent" if counted.independent != counted.origins else ""
    parties = {0: "", 1: ", 1 party"}.get(counted.parties, f", {counted.parties} parties")
    return said + apart + (", a party" if (counted.origins, counted.parties) == (1, 1) else parties)


def history(told: History) -> str:
    """A voice's figures from day to day: "5 (8 May 2025), raised to 9 (9 May 2025), taken back"."""
    return ", ".join(_step(step) for step in told.steps if step.change is not Change.SAME)


def _step(step: Step) -> str:
    change = words().of("changes", step.change.value)
    when = f" ({day(step.day)})" if step.day else ""
    return (f"{change} to " if change else "") + f"{step.count}{when}" + (", taken back" if step.taken_back else "")


def given_up(one: Holder) -> str:
    """That a voice gave a value up for another: "given up by the Herald (11 May 2025)"."""
    when = f" ({day(one.published)})" if one.published else ""
    return f"given up by {one.source or one.publisher or 'the report'}{when}"


def held_days(held: Held) -> str:
    """The first and the last day of a value: "since 8 May 2025, last on 9 May 2025"; empty where no day is known."""
    if held.since is None:
        return ""
    last = f", last on {day(held.until)}" if held.until is not None and held.until != held.since else ""
    return f"since {day(held.since)}{last}"
