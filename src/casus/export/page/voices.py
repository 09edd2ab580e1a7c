"""The claims of an incident as numbered voices, so that each quote stands once and every value points to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casus.export.page.html import Html, anchor, joined, tag
from casus.export.words import day, words
from casus.model.account import Holder, Weighed
from casus.model.claim import Claim
from casus.model.codes import Stance
from casus.model.report import Report
from casus.model.span import Span


@dataclass(frozen=True, slots=True)
class Voice:
    """One claim as it is quoted: its number in this incident, who speaks, in which words, where they stand."""

    number: int
    claim_id: str
    source: str | None
    stance: Stance
    quote: str
    span: Span
    report_id: str
    remarks: tuple[str, ...] = ()
    interest: str | None = None


def voices(weighed: Weighed) -> tuple[Voice, ...]:
    """The incident's claims in order, and after them voices of the account whose claims we were not given."""
    interests = {holder.claim_id: holder.interest for holder in _holders(weighed) if holder.interest}
    found = [_of_claim(n, claim, interests) for n, claim in enumerate(weighed.incident.claims, 1)]
    known = {voice.claim_id for voice in found}
    for holder in _holders(weighed):
        if holder.claim_id not in known:
            known.add(holder.claim_id)
            found.append(_of_holder(len(found) + 1, holder))
    return tuple(found)


def numbers(all_voices: Iterable[Voice]) -> dict[str, int]:
    """The number of each claim's voice."""
    return {voice.claim_id: voice.number for voice in all_voices}


def reference(number: int | None, section: str) -> Html | None:
    """A number in brackets that leads to the quote: in brackets, since a raised 2 beside 12 reads as a power."""
    link = tag("a", f"[{number}]", href=f"#{section}-{number}", class_="ref")
    return None if number is None else joined("\N{NO-BREAK SPACE}", link)


def name_of(source: str | None, publisher: str | None) -> Html:
    """Who speaks; where a report speaks in its own voice, its publisher, in italics."""
    if source:
        return tag("bdi", source)
    return tag("bdi", publisher or "the report itself", class_="own")


def quotes(all_voices: Sequence[Voice], reports: Mapping[str, Report], section: str) -> Html:
    """The quotes in their exact words, numbered."""
    return tag("ol", (_quote(voice, reports.get(voice.report_id), section) for voice in all_voices), class_="voices")


def _holders(weighed: Weighed) -> list[Holder]:
    values = [held for field in weighed.account.fields for held in field.values]
    return [h for held in values for h in (*held.holders, *held.denied_by)] + list(weighed.account.unanswered)


def _of_claim(number: int, claim: Claim, interests: Mapping[str, str | None]) -> Voice:
    remarks = [f"by way of {claim.through[0]}"] if claim.through else []
    remarks += ["marked as unsure"] * claim.hedged
    remarks += [f"evidence: {claim.evidence}"] * (claim.evidence is not None)
    remarks += ["revised later by the same source"] * claim.superseded
    source = claim.source.value.name if claim.source else None
    interest = interests.get(claim.id)
    return Voice(
        number, claim.id, source, claim.stance, claim.quote, claim.span, claim.report_id, tuple(remarks), interest
    )


def _of_holder(number: int, holder: Holder) -> Voice:
    remarks = ("marked as unsure",) if holder.hedged else ()
    return Voice(
        number,
        holder.claim_id,
        holder.source,
        holder.stance,
        holder.quote,
        holder.span,
        holder.report_id,
        remarks,
        holder.interest,
    )


def _quote(voice: Voice, report: Report | None, section: str) -> Html:
    interest = f" ({voice.interest})" if voice.interest else None
    publisher = report.publisher if report else None
    who = tag("span", name_of(voice.source, publisher), interest, class_="who")
    own = ", in its own voice," if voice.source is None else None
    said = tag("p", who, own, " ", words().of("stances", voice.stance.value), [f" · {one}" for one in voice.remarks])
    quote = tag("blockquote", voice.quote, dir="auto")
    return tag("li", said, quote, _standing(voice, report), id=f"{section}-{voice.number}", value=voice.number)


def _standing(voice: Voice, report: Report | None) -> Html:
    """Where the words stand: publisher, day, report, offsets."""
    known = [report.publisher, day(report.published) if report.published else None] if report else []
    link = tag("a", tag("bdi", voice.report_id), href="#" + anchor("report", voice.report_id)) if report else None
    said = [tag("bdi", part) for part in known if part]
    parts = joined([joined(part, " · ") for part in said], "report ", link or tag("bdi", voice.report_id))
    return tag("p", parts, f", characters {voice.span.start}–{voice.span.end}", class_="standing")
