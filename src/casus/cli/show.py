"""`casus show`: an incident, a claim or a report with the words that it came from."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence

import click
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from casus import derived
from casus.cli.accounts import STANCE_STYLES, account, heading, kind_of, named
from casus.cli.finding import find
from casus.cli.options import json_option, ledger_option
from casus.cli.paper import joined, show, show_json
from casus.cli.progress import linked
from casus.export import words
from casus.export.as_json import incident_to_json
from casus.model.account import Weighed
from casus.model.claim import Claim
from casus.model.codec import claim_to_json
from casus.model.report import Report
from casus.model.span import Span
from casus.model.toll import Toll
from casus.store.ledger import Ledger, open_ledger
from casus.text.sentences import sentences
from casus.weigh.policies import DEFAULT_POLICY, POLICIES

QUOTE = "black on yellow"


@click.command()
@click.argument("beginning", metavar="ID")
@ledger_option
@click.option("--policy", type=click.Choice(list(POLICIES)), default=DEFAULT_POLICY, show_default=True)
@json_option
def command(beginning: str, where: str, policy: str, as_json: bool) -> None:
    """Show an incident, a claim or a report, with its words.

    ID is the id of one of them, or so much of it that no other begins the same.
    """
    with open_ledger(where) as ledger:
        linked(ledger)
        match find(ledger, beginning):
            case Weighed() as weighed:
                _show_incident(weighed, ledger, policy, as_json)
            case Claim() as claim:
                _show_claim(claim, ledger, as_json)
            case Report() as report:
                _show_report(report, ledger.claims_of(report.id), as_json)


def _show_incident(weighed: Weighed, ledger: Ledger, policy: str, as_json: bool) -> None:
    if as_json:
        claims = [claim_to_json(claim) for claim in weighed.incident.claims]
        show_json({**incident_to_json(weighed), "claims": claims})
        return
    show(heading(weighed, weighed.incident.id), account(weighed, policy, full=True), Text())
    reports = {name: ledger.report(name) for name in weighed.incident.report_ids}
    for claim in weighed.incident.claims:
        show(*claim_lines(claim, reports))
    for edge in weighed.incident.edges:
        reasons = "; ".join(edge.reasons)
        spoke = edge.origin if edge.chance is None else f"{edge.origin}, {edge.chance:.0%} likely"
        show(Text(f"{edge.left} and {edge.right}: {edge.verdict.value} ({spoke}: {reasons})", style="dim"))


def _show_claim(claim: Claim, ledger: Ledger, as_json: bool) -> None:
    if as_json:
        show_json(claim_to_json(claim))
        return
    show(*claim_lines(claim, {claim.report_id: ledger.report(claim.report_id)}))
    name = derived.holder(ledger, claim)
    if name is not None:
        show(Text(f"one of the claims on incident {name}", style="dim"))


def _show_report(report: Report, claims: Sequence[Claim], as_json: bool) -> None:
    if as_json:
        published = report.published.isoformat() if report.published else None
        show_json(
            {
                "id": report.id,
                "published": published,
                "publisher": report.publisher,
                "title": report.title,
                "url": report.url,
                "text": report.text,
                "claims": [claim_to_json(claim) for claim in claims],
            }
        )
        return
    show(Text(report.title or report.id, style="bold"), Text(named(report), style="dim"), Text())
    show(_marked(report.text, [claim.span for claim in claims]), Text())
    for claim in claims:
        show(claim_line(claim))


def claim_lines(claim: Claim, reports: Mapping[str, Report]) -> list[RenderableType]:
    """Give a claim: what it says, its quote inside its sentence, the report and the offsets."""
    report = reports[claim.report_id]
    place = Text(f"{named(report)}, characters {claim.span.start} to {claim.span.end}", style="dim")
    return [claim_line(claim), Padding(quote(claim, report), (0, 0, 0, 4)), Padding(place, (0, 0, 0, 4)), Text()]


def claim_line(claim: Claim) -> Text:
    """Say what a claim says in one line."""
    who = Text(claim.source.value.name if claim.source else "the report itself", style="bold")
    stance = Text(words.words().of("stances", claim.stance.value), style=STANCE_STYLES.get(claim.stance, ""))
    by = " and ".join(reading.value.name for reading in claim.perpetrators)
    return joined(
        [
            Text(claim.id, style="cyan"),
            who + Text(" · ", style="dim") + stance + (" (unsure)" if claim.hedged else ""),
            kind_of(claim),
            f"by {by}" if by else None,
            words.short_place(claim.place.value) if claim.place else None,
            words.days(claim.when.value) if claim.when else None,
            "; ".join(_toll(toll) for toll in claim.tolls),
            f"evidence: {claim.evidence}" if claim.evidence else None,
            f"through {', '.join(claim.through)}" if claim.through else None,
        ]
    )


def _toll(toll: Toll) -> str:
    part = ", part of a total" if toll.part_of is not None else ""
    return f"{toll.harm.value} {toll.count}" + (f" ({toll.who}{part})" if toll.who else "")


def quote(claim: Claim, report: Report) -> Text:
    """Give a claim's quote: highlighted in its sentence on a terminal, alone between quotation marks in a pipe."""
    if not sys.stdout.isatty():
        return Text(f"“{' '.join(claim.quote.split())}”")
    around = [span for span in sentences(report.text) if span.overlaps(claim.span)]
    whole = Span(min([claim.span, *around]).start, max(span.end for span in [claim.span, *around]))
    return Text().join(
        [
            Text(report.text[whole.start : claim.span.start], style="dim"),
            Text(report.text[claim.span.start : claim.span.end], style=QUOTE),
            Text(report.text[claim.span.end : whole.end], style="dim"),
        ]
    )


def _marked(text: str, spans: Iterable[Span]) -> Text:
    marked = Text(text)
    for span in spans:
        marked.stylize("yellow", span.start, span.end)
    return marked
