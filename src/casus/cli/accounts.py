"""An incident as an analyst reads it: its contested account, our estimates, its grade."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from casus.cli.paper import joined, number_of
from casus.export import words
from casus.model.account import AccountField, Estimate, Held, Holder, Used, Weighed
from casus.model.claim import Claim
from casus.model.codes import Grade, Harm, Realis, Scope, Stance
from casus.model.incident import Incident
from casus.model.report import Report

GRADE_STYLES = {
    Grade.CONFIRMED: "green",
    Grade.FAIR: "cyan",
    Grade.WEAK: "yellow",
    Grade.CONTESTED: "magenta",
    Grade.DISCOUNTED: "red",
}
STANCE_STYLES = {
    Stance.CLAIMS_RESPONSIBILITY: "bold yellow",
    Stance.ACCUSES: "bold magenta",
    Stance.DENIES: "bold red",
    Stance.DOUBTS: "red",
    Stance.NO_COMMENT: "dim",
}
MOST_VOICES = 5
IN_THE_HEADING = ("act", "day", "place")


def kind_of(thing: Incident | Claim) -> str:
    """Name the act, and what keeps it from being one fresh happening that took place."""
    beside = {Scope.AGGREGATE: "sum over several", Scope.BACKGROUND: "recalled"}.get(thing.scope)
    unreal = thing.realis.value.replace("_", " ") if thing.realis is not Realis.HAPPENED else None
    marks = ", ".join(mark for mark in (beside, unreal) if mark)
    return words.act(thing.event_type) + (f" ({marks})" if marks else "")


def heading(weighed: Weighed, name: str) -> Text:
    """Give the line above an incident: act, days, place, grade, id."""
    incident = weighed.incident
    grade = Text(weighed.grade.value, style=GRADE_STYLES[weighed.grade])
    return joined(
        [
            Text(kind_of(incident), style="bold"),
            words.days(incident.when),
            words.place(incident.place),
            grade,
            Text(name, style="dim"),
        ]
    )


def account(weighed: Weighed, policy: str, *, full: bool = False) -> RenderableType:
    """Set the account under its heading: each value, who holds it, who denies it, who gave no answer, our estimate.

    `full` prints every voice and every claim of the estimates; otherwise the first few.
    """
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", min_width=10)
    grid.add_column(style="bold", max_width=34)
    grid.add_column()
    for field in weighed.account.fields if full else _telling(weighed.account.fields):
        for row in _field_rows(field, None if full else MOST_VOICES):
            grid.add_row(*row)
    for holder in weighed.account.unanswered:
        grid.add_row("No answer", holder.source or "", voice(holder, name=False))
    for row in _estimate_rows(weighed, policy, full=full):
        grid.add_row(*row)
    notes = [Text(f"  {note}", style="dim") for note in weighed.account.notes]
    reasons = Text("  " + "; ".join(weighed.grade_reasons), style="dim italic") if weighed.grade_reasons else None
    return Group(*([reasons] if reasons else []), _indented(grid), *notes)


def _telling(fields: Sequence[AccountField]) -> Sequence[AccountField]:
    """Leave out what the heading says and nobody contests; the act, where nothing else is told."""
    telling = [field for field in fields if field.contested or field.name not in IN_THE_HEADING]
    return telling or fields[:1]


def _indented(grid: Table) -> Table:
    outer = Table.grid(padding=(0, 0, 0, 2))
    outer.add_column()
    outer.add_row(grid)
    return outer


def _field_rows(field: AccountField, most: int | None) -> Iterator[tuple[Text | str, Text | str, Text]]:
    name = words.words().of("fields", field.name)
    label = Text(name.capitalize(), style="bold magenta" if field.contested else "dim")
    for held in field.values:
        yield label, held.value, _voices(held, most)
        label = Text("")


def _voices(held: Held, most: int | None) -> Text:
    holders = list(_each_once(held.holders))
    lines = [voice(holder) for holder in holders[:most]]
    if most is not None and len(holders) > most:
        lines.append(Text(f"and {len(holders) - most} more", style="dim"))
    lines += [voice(holder) for holder in _each_once(held.denied_by)]
    return Text("\n").join(lines)


def _each_once(holders: Sequence[Holder]) -> Iterator[Holder]:
    """Pass on voices that say the same in the same report once."""
    seen = set()
    for holder in holders:
        said = (holder.source, holder.report_id, holder.stance, holder.hedged)
        if said not in seen:
            seen.add(said)
            yield holder


def voice(holder: Holder, *, name: bool = True) -> Text:
    """One voice: who, how it stands to what is said, in whose pages, since when."""
    line = Text()
    if name:
        line.append(holder.source or holder.publisher or "the report")
        line.append(" · ", style="dim")
    line.append(words.words().of("stances", holder.stance.value), style=STANCE_STYLES.get(holder.stance, ""))
    if holder.hedged:
        line.append(", unsure", style="italic")
    if name and holder.source is None:
        line.append(", in its own voice", style="dim")
    printed = [holder.publisher if holder.source else None, words.day(holder.published) if holder.published else None]
    where = ", ".join(part for part in printed if part)
    if where:
        line.append(f" ({where})", style="dim")
    if holder.interest:
        line.append(f" [{words.words().of('interests', holder.interest)}]", style="dim yellow")
    return line


def _estimate_rows(weighed: Weighed, policy: str, *, full: bool) -> Iterator[tuple[Text | str, Text | str, Text]]:
    label = Text("Estimate", style="bold green")
    for harm in Harm:
        estimate = weighed.estimate(harm, policy)
        if estimate is None:
            continue
        figure = f"{harm.value} {words.figure(estimate.low, estimate.best, estimate.high)}"
        yield label, Text(figure, style="bold green"), _rests_on(estimate, full=full)
        label = Text("")


def _rests_on(estimate: Estimate, *, full: bool) -> Text:
    lines = [Text(f"under {estimate.policy}, from {number_of(len(estimate.used), 'claim')}", style="dim")]
    if full:
        lines += [_use(used, "used") for used in estimate.used]
    lines += [_use(used, "set aside") for used in estimate.set_aside]
    return Text("\n").join(lines)


def _use(used: Used, how: str) -> Text:
    return Text(f"{how}: {used.count} of {used.claim_id} ({used.why})", style="dim")


def named(report: Report) -> str:
    """Name a report by its publisher, day and id."""
    day = words.day(report.published) if report.published else "day unknown"
    return ", ".join(part for part in (report.publisher, day, report.id) if part)
