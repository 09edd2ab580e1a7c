"""What stands last: the consistency findings, the reports, the method with its limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from casus.export.names import WITHHELD
from casus.export.page.html import Html, anchor, between, joined, tag
from casus.export.words import day, grade_meanings, policy_text, words
from casus.model.account import Finding
from casus.model.codes import Grade
from casus.model.report import Report

_VERDICTS = ((True, "agrees", "✓"), (False, "differs", "≠"), (None, "noted", "·"))


def findings(found: Sequence[Finding]) -> Html | None:
    """What the consistency check says."""
    return (
        tag("section", tag("h2", "Do the figures agree?"), tag("ul", map(_finding, found), class_="findings"))
        if found
        else None
    )


def _finding(finding: Finding) -> Html:
    word, sign = next((word, sign) for agrees, word, sign in _VERDICTS if agrees is finding.agrees)
    mark = tag("span", tag("span", sign, aria_hidden="true"), " ", word, class_="verdict")
    return tag("li", mark, tag("span", finding.text), class_=word)


def reports(known: Mapping[str, Report], cited: Set[str]) -> Html | None:
    """The reports that the ledger read.

    Those that no incident here cites stand without title and address: nobody has looked for victims' names in them.
    """
    if not known:
        return None
    ordered = sorted(known.values(), key=lambda report: (str(report.published or "9999"), report.id))
    lines = (_report(report, report.id in cited) for report in ordered)
    return tag("section", tag("h2", "Reports"), tag("ol", lines, class_="reports"))


def _report(report: Report, cited: bool) -> Html:
    title = tag("cite", report.title, dir="auto") if report.title else None
    published = day(report.published) if report.published else "day unknown"
    publisher = tag("bdi", report.publisher or "publisher unknown")
    told = (title, _address(report.url)) if cited else (tag("span", "not cited here", class_="dim"),)
    line = between(" · ", (tag("code", tag("bdi", report.id)), publisher, published, *told))
    return tag("li", line, id=anchor("report", report.id))


def _address(url: str | None) -> Html | None:
    """A web address as a link that opens only when clicked; anything else as plain words."""
    if not url:
        return None
    if url.startswith(("https://", "http://")):
        return tag("a", url, href=url, rel="noopener noreferrer", class_="url")
    return tag("span", url, class_="url")


def method(policy: str, names: bool) -> Html:
    """How to read this page, and what it does not know."""
    withheld = (
        "Victims' names are shown, as asked for: handle this page accordingly."
        if names
        else f"Victims' names are withheld; in quotes “{WITHHELD}” stands in their place."
    )
    said = (
        "A claim is what one source says of one happening, with the exact words it rests on. Claims that tell of one "
        "happening make an incident; what its sources hold stands side by side, and nothing is averaged away.",
        f"Figures are estimates under the policy {policy}: low, best, high. {policy_text(policy) or ''}".strip(),
        "Unknown is not 0: an incident whose toll nobody gives is in no sum, and is counted apart.",
        "Sums (“14 in two attacks”, “over 200 this year”) are shown, and never added to their parts. Happenings that "
        "are only recalled stand apart, and are in no sum either.",
        "Origins are counted, not pages: ten papers that quote one spokesman are one voice. In brackets behind a "
        "source stands the stake that it has in what it says (“perpetrator's side”, “victim's side”).",
        "Days and places are as wide as our ignorance of them. A dot for a district or province is its middle.",
        "This page tells what has been published, by whom. It says nothing on what was not reported.",
        withheld,
    )
    rows = ((tag("dt", words().of("grades", g.value)), tag("dd", grade_meanings().get(g.value, ""))) for g in Grade)
    grades = joined(tag("h3", "What a grade means"), tag("dl", rows, class_="meanings"))
    return tag("footer", tag("h2", "How to read this page"), tag("ul", (tag("li", one) for one in said)), grades)
