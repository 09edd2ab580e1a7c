"""Do the figures hold together? Each finding is one sentence, with the claims that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import MappingProxyType

from casus.model.account import Finding, Holder, Weighed
from casus.model.claim import Claim
from casus.model.codes import KNOWN_SIDES, Realis
from casus.model.toll import Toll
from casus.weigh.evidence import contradictions
from casus.weigh.impossible import Misplaced, below_its_parts, fell_unsaid, outside, two_provinces
from casus.weigh.sums import check_sums
from casus.weigh.words import plain, toll_words, total

_NONE: Misplaced = MappingProxyType({})


def check(weighed: Sequence[Weighed], misplaced: Misplaced = _NONE) -> tuple[Finding, ...]:
    """All findings, disagreements first, then notes, then agreements. The order of `weighed` does not matter.

    Kinds: `sum_of_parts` (a sum against the incidents it covers), `aggregate` (a sum that cannot be compared),
    `total_below_recorded` (a total over a period below what is recorded in it), `part_and_total`, `named_and_total`
    (within one toll), `tolls_differ` (between the voices of one incident), `toll_fell` (one voice's later figure, with
    nothing taken back), `day_after_report` (a happening told before it happened: a misread day), `two_provinces` (one
    name, by two voices), `place_outside_province` (`misplaced`, which the gazetteer tells).
    """
    ordered = sorted(weighed, key=lambda one: one.incident.id)
    found = [*check_sums(ordered), *below_its_parts(ordered)]
    for one in ordered:
        found += [*_tolls_differ(one), *_days_after(one)]
        found += [*fell_unsaid(one), *two_provinces(one), *outside(one, misplaced)]
        for claim in one.incident.claims:
            found += [*_parts(claim), *_named(claim)]
    merged = _once(found)
    return tuple(sorted(merged, key=lambda each: ((False, None, True).index(each.agrees), each.kind, each.claim_ids)))


def _once(found: Sequence[Finding]) -> Iterator[Finding]:
    """Two reports that tell the same sum in the same parts are one finding, with the claims of both."""
    claims: dict[tuple[str, bool | None, str], list[str]] = {}
    for each in found:
        claims.setdefault((each.kind, each.agrees, each.text), []).extend(each.claim_ids)
    for (kind, agrees, text), ids in claims.items():
        yield Finding(kind, agrees, text, tuple(dict.fromkeys(ids)))


def _parts(claim: Claim) -> Iterator[Finding]:
    """A part is never more than its total, nor are the parts of different sides together."""
    for at, whole in enumerate(claim.tolls):
        if whole.count.high is None:
            continue
        parts = [toll for toll in claim.tolls if toll.part_of == at and toll.harm is whole.harm]
        for told in _too_many(parts, whole.count.high):
            words = f"{toll_words(whole)} {plain(whole.harm)}, among them {told}: more than the total"
            yield Finding("part_and_total", False, words, (claim.id,))


def _too_many(parts: Sequence[Toll], most: int) -> Iterator[str]:
    single = [part for part in parts if part.count.low > most]
    yield from map(toll_words, single)
    sides = [part.side for part in parts]
    apart = len(set(sides)) == len(sides) and set(sides) <= KNOWN_SIDES
    if not single and apart and len(parts) > 1 and total(parts).low > most:
        yield " and ".join(map(toll_words, parts))


def _named(claim: Claim) -> Iterator[Finding]:
    """No more are named than are counted."""
    for toll in claim.tolls:
        if toll.count.high is not None and len(toll.named) > toll.count.high:
            words = f"{len(toll.named)} are named where {toll_words(toll)} {plain(toll.harm)} are counted"
            yield Finding("named_and_total", False, words, (claim.id,))


def _tolls_differ(one: Weighed) -> Iterator[Finding]:
    """Origins of one incident whose figures exclude one another: the lowest and the highest are told."""
    published = {voice.report_id: voice.published for voice in _voices(one).values()}
    for found in contradictions(one.incident, published, one.origins):
        low, high, harm = found.low, found.high, plain(found.harm)
        words = f"{low.origin} says {low.count} {harm}, {high.origin} says {high.count}: both cannot be true"
        yield Finding("tolls_differ", False, words, tuple(used.claim_id for used in low.used + high.used))


def _days_after(one: Weighed) -> Iterator[Finding]:
    """What happened cannot lie after the day of the report that tells it."""
    voices = _voices(one)
    for claim in one.incident.claims:
        voice = voices.get(claim.id)
        if voice is None or voice.published is None or claim.when is None or claim.realis is not Realis.HAPPENED:
            continue
        if claim.when.value.first > voice.published:
            words = f"told on {voice.published} as happened, yet dated {claim.when.value}: the day is misread"
            yield Finding("day_after_report", False, words, (claim.id,))


def _voices(one: Weighed) -> dict[str, Holder]:
    """Every voice of an incident's account, by claim."""
    held = [value for part in one.account.fields for value in part.values]
    said = [holder for value in held for holder in value.holders + value.denied_by]
    return {holder.claim_id: holder for holder in [*said, *one.account.unanswered]}
