"""An incident as an analyst reads it: its contested account, our estimates, its grade."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from casus.cli.paper import joined, number_of
from casus.export import words
from casus.model.account import Account, AccountField, Estimate, Held, Holder, Weighed
from casus.model.claim import Claim
from casus.model.codes import Grade, Harm, Label, Realis, Scope, Stance
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
IN_THE_HEADING = ("act", "day", "place")
MEANS = ("target", "weapon")
NAMING = ("perpetrator", "actor", "backing")
ANSWERS = "responsibility"
Row = tuple[Text | str, Text | str, Text]


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

    `full` prints every field, every report and every claim of the estimates; otherwise what the heading says already is
    left out, and a voice that several reports carry stands on one line.
    """
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", min_width=10)
    grid.add_column(style="bold", max_width=34)
    grid.add_column()
    for row in _full_rows(weighed.account) if full else _brief_rows(weighed.account):
        grid.add_row(*row)
    for voices in _voices(weighed.account.unanswered, full=full):
        grid.add_row("No answer", voices[0].source or "", voice(voices, name=False))
    for row in (*_history_rows(weighed.account), *_estimate_rows(weighed, policy, full=full)):
        grid.add_row(*row)
    notes = [Text(f"  {note}", style="dim") for note in weighed.account.notes]
    return Group(_standing(weighed), _indented(grid), *notes)


def _standing(weighed: Weighed) -> Text:
    """Say how it stands in a line: what is disputed, how many speak, the reasons of the grade."""
    told = weighed.account
    labels = Text(words.labels(told), style="bold magenta" if _disputed(told) else "dim")
    many = told.voices is not None and told.voices.origins > 1
    voices = Text(words.voices(told.voices), style="dim") if told.voices and many else None
    reasons = Text("; ".join(weighed.grade_reasons), style="dim italic")
    return Text("  ") + joined([labels, voices, reasons])


def _disputed(told: Account) -> bool:
    return any(one.label not in (Label.UNCONTESTED, Label.SINGLE_SOURCE) for one in told.labels)


def _history_rows(told: Account) -> Iterator[Row]:
    """Figures that gave way to others, voice by voice."""
    label = Text("By day", style="dim")
    for one in told.histories:
        if one.changed:
            yield label, Text(f"{one.harm.value} {one.steps[-1].count}"), Text(f"{one.voice}: {words.history(one)}")
            label = Text("")


def _indented(grid: Table) -> Table:
    outer = Table.grid(padding=(0, 0, 0, 2))
    outer.add_column()
    outer.add_row(grid)
    return outer


def _full_rows(told: Account) -> Iterator[Row]:
    for field in told.fields:
        yield from _field_rows(field, field.values, full=True)


def _brief_rows(told: Account) -> Iterator[Row]:
    """Leave out what the heading says and nobody contests, and repeat no voice; the act, where nothing else is told."""
    answering = {holder.claim_id for field in told.fields if field.name == ANSWERS for holder in _all(field.values)}
    rows: list[Row] = []
    for field in told.fields:
        if field.name in NAMING:
            rest = [held for held in field.values if any(one.claim_id not in answering for one in held.holders)]
            rows += _field_rows(field, rest, full=False)
        elif field.contested or field.name not in IN_THE_HEADING + MEANS:
            rows += _field_rows(field, field.values, full=False)
        elif field.name in MEANS:
            rows.append((_label(field), "; ".join(held.value for held in field.values), Text()))
    return iter(rows or _field_rows(told.fields[0], told.fields[0].values, full=False) if told.fields else rows)


def _label(field: AccountField) -> Text:
    name = words.words().of("fields", field.name)
    return Text(name[:1].upper() + name[1:], style="bold magenta" if field.contested else "dim")


def _field_rows(field: AccountField, values: Sequence[Held], *, full: bool) -> list[Row]:
    labels = [_label(field)] + [Text("")] * len(values)
    return [
        (
            label,
            held.value,
            Text("\n").join(
                [
                    *(voice(voices) for voices in _voices([*held.holders, *held.denied_by], full=full)),
                    *(Text(words.given_up(one), style="dim") for one in held.revised_by if full),
                ]
            ),
        )
        for label, held in zip(labels, values, strict=False)
    ]


def _all(values: Sequence[Held]) -> Iterator[Holder]:
    for held in values:
        yield from (*held.holders, *held.denied_by)


def _voices(holders: Iterable[Holder], *, full: bool) -> list[list[Holder]]:
    """Gather holders that are one voice: who it is and how it stands; where `full`, in one report."""
    gathered: dict[tuple[object, ...], list[Holder]] = {}
    for one in holders:
        own = one.publisher if one.source is None else None
        key = (one.source, own, one.stance, one.hedged, one.interest, one.report_id if full else None)
        gathered.setdefault(key, []).append(one)
    return list(gathered.values())


def voice(holders: Sequence[Holder], *, name: bool = True) -> Text:
    """Give one voice in a line: who, how it stands to what is said, in whose pages, since when."""
    one = holders[0]
    line = Text()
    if name:
        line.append(one.source or one.publisher or "the report")
        line.append(" · ", style="dim")
    line.append(words.words().of("stances", one.stance.value), style=STANCE_STYLES.get(one.stance, ""))
    if one.hedged:
        line.append(", unsure", style="italic")
    if name and one.source is None:
        line.append(", in its own voice", style="dim")
    line.append(_where(holders), style="dim")
    if one.interest:
        line.append(f" [{words.words().of('interests', one.interest)}]", style="dim yellow")
    return line


def _where(holders: Sequence[Holder]) -> str:
    """Name the pages that carry a voice, and their day or the first of them."""
    pages = dict.fromkeys(one.publisher for one in holders if one.source is not None and one.publisher)
    days = sorted({one.published for one in holders if one.published})
    day = [("since " if len(days) > 1 else "") + words.day(days[0])] if days else []
    parts = ", ".join([*pages, *day])
    return f" ({parts})" if parts else ""


def _estimate_rows(weighed: Weighed, policy: str, *, full: bool) -> Iterator[Row]:
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
        lines += [Text(f"used: {used.count} of {used.claim_id} ({used.why})", style="dim") for used in estimate.used]
    for used in estimate.set_aside:
        of = f" of {used.claim_id}" if full else ""
        lines.append(Text(f"set aside: {used.count}{of} ({used.why})", style="dim"))
    return Text("\n").join(lines)


def named(report: Report) -> str:
    """Name a report by its publisher, day and id."""
    day = words.day(report.published) if report.published else "day unknown"
    return ", ".join(part for part in (report.publisher, day, report.id) if part)
