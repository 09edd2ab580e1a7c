"""The whole page, written at once to a handle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TextIO

from casus.export.names import withhold, withhold_from_findings, withhold_from_reports
from casus.export.page import back, front, incident, timeline
from casus.export.page import map as drawn_map
from casus.export.page.html import Html, joined, tag
from casus.export.page.look import Seen, in_order
from casus.export.page.record import Page
from casus.model.account import Weighed
from casus.model.report import Report

_CSP = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)

_SUMS_NOTE = (
    "A sum is in no tally: its parts are, as far as they are known. A recalled happening counts in a tally only where "
    "the definition card covers it."
)


def write_page(page: Page, out: TextIO) -> None:
    """Write one HTML file that asks for nothing from outside. Same page, same bytes."""
    out.write("<!doctype html>\n" + document(page).text + "\n")


def map_box(weighed: Sequence[Weighed], policy: str = "") -> tuple[float, float, float, float] | None:
    """The degrees (south, west, north, east) that the map of these incidents will show; None: there will be no map.

    Ask the gazetteer for the towns of this box. `east` is beyond 180 where the map crosses the date line.
    """
    single = [one for one in (Seen(each, policy) for each in weighed) if one.single]
    view = drawn_map.window(single)
    return (view.south, view.west, view.north, view.east) if view else None


def document(page: Page) -> Html:
    """The page as markup."""
    shown = page if page.names else _withheld(page)
    return tag("html", _head(shown.title), tag("body", _body(shown), tag("script", _asset("page.js"))), lang="en")


def _withheld(page: Page) -> Page:
    return replace(
        page,
        weighed=withhold(page.weighed),
        reports=withhold_from_reports(page.weighed, page.reports),
        findings=withhold_from_findings(page.weighed, page.findings),
    )


def _body(page: Page) -> Html:
    seen = sorted((Seen(one, page.policy) for one in page.weighed), key=in_order)
    single = [one for one in seen if one.single]
    others = [one for one in seen if not one.single]
    violent = [one for one in single if one.violent]
    names = {one.weighed.incident.id: one for one in seen}
    glance = front.overview(violent)
    early = len(violent) <= front.SHORT
    main = (
        front.tallies(page, names),
        back.findings(page.findings),
        front.filters(seen) if seen else None,
        glance if early else None,
        _drawings(page, single, others) if seen else tag("p", "The ledger holds no incident.", class_="empty"),
        None if early else glance,
        _part("Acts of violence", violent, page.reports),
        _part("Moves of states and groups", [one for one in single if not one.violent], page.reports),
        _part("Sums and recalled happenings", others, page.reports, _SUMS_NOTE),
        back.reports(page.reports, {key for one in page.weighed for key in one.incident.report_ids}),
    )
    return joined(front.masthead(page, seen), tag("main", main), back.method(page.policy, page.names))


def _drawings(page: Page, single: Sequence[Seen], others: Sequence[Seen]) -> Html:
    where = tag("section", tag("h2", "Where"), drawn_map.drawing(single, page.towns), class_="drawing")
    when = tag("section", tag("h2", "When"), timeline.drawing(single, others), class_="drawing")
    return joined(where, when)


def _part(name: str, seen: Sequence[Seen], reports: Mapping[str, Report], note: str | None = None) -> Html | None:
    if not seen:
        return None
    head = (tag("h2", name), tag("p", note, class_="note") if note else None)
    return tag("section", head, (incident.section(one, reports) for one in seen), class_="part")


def _head(title: str) -> Html:
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_CSP),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("link", rel="icon", href="data:,"),
        tag("title", title),
        tag("style", _asset("page.css")),
    )


@cache
def _asset(name: str) -> Html:
    """Style and script as shipped: markup of our own, so not escaped."""
    return Html((Path(__file__).parent / "assets" / name).read_text(encoding="utf-8"))
