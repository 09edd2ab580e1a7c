"""The section of an incident: what is held of it, by whom, and how well it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from casus.export.page.bars import range_bar
from casus.export.page.html import Html, between, joined, tag
from casus.export.page.look import Seen
from casus.export.page.voices import Voice, name_of, numbers, quotes, reference, voices
from casus.export.words import days, figure, given_up, held_days, history, place, words
from casus.export.words import voices as said_voices
from casus.model.account import Account, AccountField, Estimate, Held, Holder, Origin, Used, Weighed
from casus.model.report import Report

Numbers = Mapping[str, int]


def section(seen: Seen, reports: Mapping[str, Report]) -> Html:
    """The whole section; the page's filter finds it by its data attributes."""
    told = voices(seen.weighed)
    known = numbers(told)
    return tag(
        "article",
        _head(seen),
        tag("div", _account(seen, known), _standing(seen, known), _said(seen, told, reports), class_="columns"),
        id=seen.id,
        class_="incident",
        **seen.handles(),
    )


def _said(seen: Seen, told: Sequence[Voice], reports: Mapping[str, Report]) -> Html:
    return tag("div", tag("h4", "In their words"), quotes(told, reports, seen.id), class_="said")


def grade_mark(seen: Seen) -> Html:
    """The grade as a word in a frame: its weight of line tells it apart, not its colour."""
    grade = seen.weighed.grade.value
    return tag("span", words().of("grades", grade), class_=f"grade {grade}")


def _head(seen: Seen) -> Html:
    precision = seen.place.precision.value if seen.place else None
    known = words().of("precisions", precision) if precision and precision != "exact" else None
    scope = None if seen.single else words().of("scopes", seen.weighed.incident.scope.value)
    line = between(" · ", (days(seen.when), place(seen.place), known, scope))
    return tag("header", tag("h3", _title(seen)), tag("p", line, class_="facts"), grade_mark(seen))


def _title(seen: Seen) -> str:
    return f"{seen.heading}, {seen.where}" if seen.place else seen.heading


def _account(seen: Seen, known: Numbers) -> Html:
    """The contested account as a table: field, values, holders."""
    account = seen.weighed.account
    rows = [_field(field, known, seen.id) for field in sorted(account.fields, key=_rank)]
    if account.unanswered:
        asked = between(", ", (_holder(holder, known, seen.id) for holder in account.unanswered))
        rows.append(tag("tr", tag("th", "No answer", scope="row"), tag("td", "Gave no comment: ", asked)))
    notes = [tag("p", note, class_="aside") for note in account.notes]
    if not rows:
        return tag("div", tag("p", "Nobody gives more than the words below.", class_="empty"), notes, class_="account")
    return tag("div", tag("table", tag("tbody", rows)), notes, class_="account")


def _rank(field: AccountField) -> int:
    """Fields in the order of the words file; those without a word come last."""
    order = list(words().sections.get("fields", ()))
    return order.index(field.name) if field.name in order else len(order)


def _field(field: AccountField, known: Numbers, section_id: str) -> Html:
    differ = tag("span", "voices differ", class_="differ") if field.contested else None
    values = (_held(held, known, section_id, field.name == "responsibility") for held in field.values)
    name = tag("th", words().of("fields", field.name).capitalize(), differ, scope="row")
    return tag("tr", name, tag("td", values))


def _held(held: Held, known: Numbers, section_id: str, names_speaker: bool) -> Html:
    """A value, who holds it, from when to when, who denies it or gave it up.

    `names_speaker`: the value says itself who holds it.
    """
    holders = _each_once(held.holders, known, section_id)
    since = tag("span", held_days(held), class_="since") if held.since else None
    if names_speaker:
        numbered = dict.fromkeys(known[holder.claim_id] for holder in held.holders)
        told = joined([reference(number, section_id) for number in numbered])
    else:
        told = joined("held by ", between(", ", holders))
    said = tag("span", told, " ", since, class_="holders") if holders else None
    against = _each_once(held.denied_by, known, section_id)
    denied = tag("span", "denied or doubted by ", between(", ", against), class_="denied") if against else None
    left = [tag("span", given_up(one), class_="since") for one in held.revised_by]
    return tag("div", tag("bdi", held.value, class_="value"), said, denied, left, class_="held")


def _each_once(holders: Iterable[Holder], known: Numbers, section_id: str) -> list[Html]:
    """Each source once, with the numbers of all its quotes."""
    speakers: dict[tuple[str | None, str | None], list[int]] = {}
    for holder in holders:
        speaker = (holder.source, None if holder.source else holder.publisher)
        speakers.setdefault(speaker, []).append(known[holder.claim_id])
    return [
        joined(name_of(*speaker), [reference(number, section_id) for number in dict.fromkeys(found)])
        for speaker, found in speakers.items()
    ]


def _holder(holder: Holder, known: Numbers, section_id: str) -> Html:
    return joined(name_of(holder.source, holder.publisher), reference(known.get(holder.claim_id), section_id))


def _standing(seen: Seen, known: Numbers) -> Html:
    """How well it stands: the figures with their ranges, the grade's reasons, the origins."""
    estimates = [e for e in seen.weighed.estimates if e.policy == seen.policy]
    figures = [_estimate(estimate, known, seen.id) for estimate in estimates]
    if not figures and seen.violent:
        figures = [
            tag("p", "No figure: the number of people harmed is unknown, which is not 0.", class_="unknownfigure")
        ]
    reasons = tag(
        "p", tag("b", words().of("grades", seen.weighed.grade.value)), ": ", "; ".join(seen.weighed.grade_reasons)
    )
    told = (reasons, _labels(seen.weighed.account), _origins(seen.weighed), _histories(seen.weighed.account))
    return tag("aside", figures, tag("h4", "How it stands"), *told, class_="standing-box")


def _labels(account: Account) -> list[Html]:
    """What is disputed, each label with its reason."""
    return [
        tag("p", tag("b", words().of("labels", one.label.value).capitalize()), ": ", one.why, class_="label")
        for one in account.labels
    ]


def _histories(account: Account) -> list[Html]:
    """Figures that gave way to others, voice by voice."""
    return [
        tag("p", tag("bdi", one.voice), f", {words().of('harms', one.harm.value)}: {history(one)}", class_="history")
        for one in account.histories
        if one.changed
    ]


def _estimate(estimate: Estimate, known: Numbers, section_id: str) -> Html:
    harm = words().of("harms", estimate.harm.value)
    if (estimate.low, estimate.best, estimate.high) == (None, None, None):
        return tag("p", f"{harm.capitalize()}: unknown, which is not 0.", class_="unknownfigure")
    best = estimate.best if estimate.best is not None else estimate.low
    more = "or more " if estimate.high is None and best == estimate.low else ""
    number = tag("p", tag("strong", f"{best:,}" if best is not None else "?"), f" {more}{harm}", class_="figure")
    ends = [f"low {_number(estimate.low)}", f"best {_number(estimate.best)}", f"high {_number(estimate.high, 'open')}"]
    said = tag("p", " · ".join(ends), class_="ends")
    policy = tag("p", "policy ", estimate.policy, class_="policy")
    uses = [
        _uses("rests on", estimate.used, known, section_id),
        _uses("set aside", estimate.set_aside, known, section_id),
    ]
    words_for_readers = f"{harm}: {figure(estimate.low, estimate.best, estimate.high)}"
    return tag("div", number, range_bar(estimate, words_for_readers), said, policy, uses, class_="estimate")


def _number(value: int | None, unknown: str = "unknown") -> str:
    return unknown if value is None else f"{value:,}"


def _uses(label: str, uses: Sequence[Used], known: Numbers, section_id: str) -> Html | None:
    if not uses:
        return None
    told = [
        joined(f"{use.count}", reference(known.get(use.claim_id), section_id), f" ({use.why})" if use.why else "")
        for use in uses
    ]
    return tag("p", label, " ", between("; ", told), class_="uses")


def _origins(weighed: Weighed) -> Html | None:
    """How many speak, and who: with the stake of each, and what makes several pages one."""
    counted = weighed.account.voices
    if not weighed.origins:
        return None
    many = said_voices(counted) if counted else f"{len(weighed.origins)} origins"
    return tag("p", f"{many}: ", between(", ", (_origin(origin) for origin in weighed.origins)), class_="origins")


def _origin(origin: Origin) -> Html:
    known = [part for part in (origin.interest, *origin.why) if part]
    return joined(tag("bdi", origin.name), f" ({'; '.join(known)})" if known else None)
