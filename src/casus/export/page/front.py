"""What stands first: the title with what the ledger holds, the tallies, the filter, the table of all incidents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from casus.export.page.html import Html, between, joined, tag
from casus.export.page.incident import grade_mark
from casus.export.page.look import Seen
from casus.export.page.record import Page
from casus.export.unsaid import plural
from casus.export.words import act, country, day, days, figure, narrow_days, short_place, words
from casus.model.account import Counted, Tally
from casus.model.codes import EventType, Grade, Harm, Stance
from casus.model.when import When

SHORT = 12  # lines of the overview that still leave room for the drawings on the first pages


def masthead(page: Page, seen: Sequence[Seen]) -> Html:
    """The title and what the ledger holds."""
    claims = {claim.id for one in page.weighed for claim in one.incident.claims}
    single = [one for one in seen if one.single]
    covered = [one.when for one in single if one.when]
    moves, others = sum(not one.violent for one in single), len(seen) - len(single)
    facts = [
        (f"{len(page.reports):,}", "report" if len(page.reports) == 1 else "reports"),
        (f"{len(claims):,}", "claim" if len(claims) == 1 else "claims"),
        (f"{len(single) - moves:,}", "act of violence" if len(single) - moves == 1 else "acts of violence"),
        *[(f"{moves:,}", "moves of states and groups")] * bool(moves),
        *[(f"{others:,}", "sums and recalled happenings")] * bool(others),
    ]
    made = (
        f"Made on {day(page.made.date())}, {page.made:%H:%M} {page.made.tzname() or ''}".strip() if page.made else None
    )
    span = f"Covers {days(When(min(w.first for w in covered), max(w.last for w in covered)))}" if covered else None
    cells = (tag("div", tag("dd", number), tag("dt", name)) for number, name in facts)
    return tag(
        "header",
        tag("p", "Who says what happened", class_="over"),
        tag("h1", page.title),
        tag(
            "p",
            between(" · ", (span, made, tag("span", f"Figures under {page.policy}", class_="since"))),
            class_="made",
        ),
        tag("dl", cells, class_="holds"),
        class_="masthead",
    )


def tallies(page: Page, names: Mapping[str, Seen]) -> Html | None:
    """The key figures, each with its definition card."""
    if not page.tallies:
        return None
    cards = (_tally(tally, names) for tally in page.tallies)
    return tag("section", tag("h2", "Key figures"), tag("div", cards, class_="tallies"))


def _tally(tally: Tally, names: Mapping[str, Seen]) -> Html:
    harm = words().of("harms", tally.definition.harm.value)
    nothing = not tally.counted
    more = "or more " if tally.high is None and tally.low == tally.best and not nothing else ""
    number = tag("p", tag("strong", "unknown" if nothing else f"{tally.best:,}"), f" {more}{harm}", class_="figure")
    high = "open" if tally.high is None else f"{tally.high:,}"
    ends = None if nothing else tag("p", f"low {tally.low:,} · best {tally.best:,} · high {high}", class_="ends")
    unknown = "No figure known, so in no sum (they are no zeros)"
    lists = (_summed(tally.counted, names), _set_apart(unknown, tally.unknown, names, False))
    left_out = _set_apart("Left out", tally.left_out, names, True)
    said = tag("div", lists, left_out, class_="lists")
    return tag("article", tag("div", number, ends), _card(tally), said, class_="tally")


def _card(tally: Tally) -> Html:
    """The definition card: what this figure counts, and from which state of the ledger it comes."""
    card = tally.definition
    where = [card.place.name if card.place else None, card.admin1, country(card.country) if card.country else None]
    acts = ", ".join(act(event).lower() for event in card.event_types)
    rows = (
        ("Counts", f"people {words().of('harms', card.harm.value)}"),
        ("Days", days(card.when) if card.when else "any"),
        ("Where", ", ".join(part for part in where if part) or "anywhere"),
        ("Acts", acts or "any"),
        ("By whom", card.perpetrator or "anybody"),
        ("Policy", card.policy),
        *((("Side", card.side.value),) if card.side else ()),
        *((("Ledger", f"{tally.seal.hash}, {plural(tally.seal.claims, 'claim')}"),) if tally.seal else ()),
    )
    return tag("dl", ((tag("dt", name), tag("dd", value)) for name, value in rows), class_="card")


def _summed(counted: Sequence[Counted], names: Mapping[str, Seen]) -> Html:
    if not counted:
        return tag("p", tag("b", "In the sum: "), "nothing, so there is no figure, which is not 0")
    items = between("; ", (_one(one, names.get(one.incident_id), True) for one in counted))
    return tag("p", tag("b", f"In the sum, {plural(len(counted), 'incident')}: "), items)


def _set_apart(label: str, counted: Sequence[Counted], names: Mapping[str, Seen], figures: bool) -> Html | None:
    """Incidents that are in no sum, by the reason."""
    if not counted:
        return None
    by_reason: dict[str, list[Html]] = {}
    for one in counted:
        by_reason.setdefault(one.why, []).append(_one(one, names.get(one.incident_id), figures))
    head = tag("b", f"{label}, {plural(len(counted), 'incident')}: ")
    parts = (joined(f"{why}: " if why else None, between("; ", items)) for why, items in by_reason.items())
    return tag("p", head, (tag("span", part, class_="reason") for part in parts))


def _one(one: Counted, seen: Seen | None, figures: bool) -> Html:
    name = (
        tag("a", f"{seen.heading.lower()}, {seen.where}", href="#" + seen.id) if seen else tag("bdi", one.incident_id)
    )
    known = figures and (one.low, one.best, one.high) != (None, None, None)
    return joined(name, f" {figure(one.low, one.best, one.high)}" if known else None)


def filters(seen: Sequence[Seen]) -> Html:
    """The filter; it stays hidden where no script runs, and then everything is shown."""
    acts = [event for event in EventType if any(one.weighed.incident.event_type is event for one in seen)]
    grades = [grade for grade in Grade if any(one.weighed.grade is grade for one in seen)]
    fields = (
        tag("label", "Act", _choice("act", [(event.value, act(event)) for event in acts])),
        tag("label", "Grade", _choice("grade", [(g.value, words().of("grades", g.value)) for g in grades])),
        tag("label", "From", tag("input", type="date", id="f-from")),
        tag("label", "To", tag("input", type="date", id="f-to")),
        tag("label", "Words", tag("input", type="search", id="f-text", placeholder="place, source, quote …")),
        tag("button", "Show all", type="button", id="f-reset"),
    )
    status = tag("p", id="f-status", role="status")
    return tag("form", fields, status, id="filter", hidden=True, aria_label="Filter the incidents")


def _choice(name: str, options: Sequence[tuple[str, str]]) -> Html:
    every = tag("option", "all", value="")
    return tag("select", every, (tag("option", word, value=code) for code, word in options), id=f"f-{name}")


def overview(seen: Sequence[Seen]) -> Html | None:
    """One line for each act of violence."""
    if not seen:
        return None
    heads = ("Day", "Act", "Where", "Killed", "Also harmed", "By whom", "Grade")
    head = tag("tr", (tag("th", name, scope="col", class_=_column(name)) for name in heads))
    table = tag("table", tag("thead", head), tag("tbody", map(_line, seen)), class_="overview")
    size = "glance" if len(seen) <= SHORT else "glance long"
    return tag("section", tag("h2", "At a glance"), tag("div", table, class_="wide"), class_=size)


def _column(name: str) -> str | None:
    return "number" if name == "Killed" else None


def _line(seen: Seen) -> Html:
    cells = (
        tag("td", narrow_days(seen.when), class_="day"),
        tag("td", tag("a", seen.heading, href="#" + seen.id)),
        tag("td", short_place(seen.place)),
        tag("td", _killed(seen), class_="number"),
        tag("td", _otherwise(seen)),
        tag("td", _blamed(seen)),
        tag("td", grade_mark(seen)),
    )
    return tag("tr", cells, **seen.handles())


def _killed(seen: Seen) -> Html:
    found = seen.estimate(Harm.KILLED)
    if found is None:
        return tag("span", "unknown", class_="dim")
    best = seen.best()
    main = f"{best:,}" if best is not None else "?"
    rest = figure(found.low, found.best, found.high).removeprefix(main).strip()
    return joined(tag("b", main), tag("small", " ", rest) if rest else None)


def _otherwise(seen: Seen) -> Html:
    """Figures of the injured, abducted and so on: "2 injured, 3 abducted"."""
    found = [seen.estimate(harm) for harm in Harm if harm is not Harm.KILLED]
    told = [f"{figure(e.low, e.best, e.high)} {words().of('harms', e.harm.value)}" for e in found if e]
    return joined(", ".join(told)) if told else tag("span", "nothing told", class_="dim")


def _blamed(seen: Seen) -> Html:
    """Who says that they did it, and who is accused or named by others."""
    claimed, accused, named = (
        list(
            dict.fromkeys(
                r.value.name for c in seen.weighed.incident.claims if c.stance in kinds for r in c.perpetrators
            )
        )
        for kinds in ((Stance.CLAIMS_RESPONSIBILITY,), (Stance.ACCUSES,), (Stance.ASSERTS, Stance.CONFIRMS))
    )
    parts = [f"{', '.join(claimed)} (claimed)"] * bool(claimed) + [f"{', '.join(accused)} (accused)"] * bool(accused)
    rest = [name for name in named if name not in claimed and name not in accused]
    return (
        between("; ", parts + [f"{', '.join(rest)} (named)"] * bool(rest))
        if parts or rest
        else tag("span", "nobody named", class_="dim")
    )
