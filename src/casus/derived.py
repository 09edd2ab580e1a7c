"""What follows from a ledger, kept up to date: links, incidents, estimates. The corridor's second half.

new readings ── link ──▶ clusters ── weigh ──▶ incidents with estimates, kept in the ledger's tables of links
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache

import numpy as np

from casus import __version__
from casus.errors import NotFoundError
from casus.link.columns import RECORD, pack
from casus.link.incidents import incident as told_together
from casus.link.increment import keys_of, take_in
from casus.link.judged import Judged, settle
from casus.link.merge import merge
from casus.link.profile import profiles
from casus.link.setting import Setting, load
from casus.link.whole import Whole, clusters, link_whole
from casus.model.account import Definition, Seal, Sums, Tally, Weighed, by_number
from casus.model.actor import Actor
from casus.model.claim import Claim
from casus.pipeline import view
from casus.reference.resources import folder
from casus.store.ledger import Ledger
from casus.store.links import Entered, Kept, Links, Run
from casus.text.naming import content_words, initials
from casus.weigh.seal import changed as digest_after
from casus.weigh.seal import sealed
from casus.weigh.tally import tally as tally_of
from casus.weigh.voices import tells
from casus.weigh.weigh import weigh

Progress = Callable[[str, float], None]
"""What is done now, and the share of it that is done, 0 to 1."""

_TABLES = ("link.toml", "busy_places.tsv", "common_names.tsv", "policies.toml", "naming.toml")
_ASKED = frozenset({"harm", "policy", "when", "country", "admin1", "event_types", "perpetrator"})
_EVERY = 2_000  # of claims or incidents: how often progress is told


@dataclass(frozen=True, slots=True)
class Relinked:
    """What a run of linking did: claims taken in, claims in all, incidents made anew; `whole`: everything at once."""

    new: int
    claims: int
    incidents: int
    whole: bool


@cache
def stamp() -> str:
    """What the kept tables hang on beside the ledger: the program's version, its rules and tables."""
    digest = hashlib.sha256(__version__.encode())
    for name in _TABLES:
        digest.update((folder() / name).read_bytes())
    return f"{load().origin} {digest.hexdigest()[:16]}"


def bring_up_to_date(ledger: Ledger, progress: Progress | None = None, *, again: bool = False) -> Relinked | None:
    """Link what was entered since the last run, or everything where there was none; None where nothing is new."""
    told = progress or _silent
    if not again and is_current(ledger):
        return None
    judged = _judged(ledger)
    with ledger.links(write=True) as links:
        last, now = links.last_run(), links.entered()
        links.begin_run(stamp(), now)
        done = None
        if not again and last is not None and last.stamp == stamp():
            done = _take_in(links, last, judged, _spoken_of(ledger, anew=_said(last.entered, now)), told)
        if done is None:
            done = _everything(links, judged, told)
        relinked, digest = done
        links.finish_run(digest)
        return relinked


def _silent(_what: str, _share: float) -> None:
    pass


def _said(then: Entered, now: Entered) -> bool:
    """Whether a person has spoken, or taken a word back."""
    return (then.judgements, then.withdrawals) != (now.judgements, now.withdrawals)


def _judged(ledger: Ledger) -> Judged:
    standing = ledger.anchored_judgements().judgements
    known = {end.claim_id for one in standing for end in (one.left, one.right)}
    return settle(standing, known, load().person)


@dataclass(frozen=True, slots=True)
class _Spoken:
    """Claims that anybody ever judged, also where that was withdrawn; their reports; whether there is news of them."""

    claims: frozenset[str]
    reports: frozenset[str]
    anew: bool


def _spoken_of(ledger: Ledger, *, anew: bool) -> _Spoken:
    every = [*ledger.judgements(withdrawn=True), *ledger.anchored_judgements().judgements]
    ends = [end for one in every for end in (one.left, one.right)]
    return _Spoken(frozenset(end.claim_id for end in ends), frozenset(end.report_id for end in ends), anew)


# What is new


def _take_in(
    links: Links, last: Run, judged: Judged, spoken: _Spoken, progress: Progress
) -> tuple[Relinked, int] | None:
    """Take new readings in, and the new digest; None where that cannot be done without linking everything."""
    setting, then = load(), last.entered
    gone = links.superseded(then.reading)
    keys = keys_of(links.rows(gone), setting) if gone else set()
    if links.full(keys):  # a block may have become small enough to be whole again
        return None
    withdrawn = links.claims(gone).values()
    mates, dropped = links.take_out(gone, keys) if gone else ([], [])
    numbered = list(links.newest_claims(then.reading))
    reports = links.reports(claim.report_id for _, claim in numbered)
    made_of = pack(profiles((claim for _, claim in numbered), reports, setting))
    rows = [(number, claim.id, row.tobytes()) for (number, claim), row in zip(numbered, made_of, strict=True)]
    again = mates
    if spoken.anew or gone or spoken.reports & reports.keys():
        # Which judgement stands may hang on any other: all claims that were ever judged are looked at.
        again = [*mates, *links.numbers(sorted(spoken.claims))]
    changed = take_in(links, rows, judged, again, setting)
    links.drop_incidents([*dropped, *changed.gone])
    made = [[number for number, _ in members] for members in changed.made]
    links.put_incidents(_weighed(links, made, setting, progress))
    digest = digest_after(last.digest, (claim for _, claim in numbered), withdrawn)
    return Relinked(len(rows), links.number_kept(), len(made), whole=False), digest


def _weighed(links: Links, made: Sequence[Sequence[int]], setting: Setting, progress: Progress) -> Iterator[Kept]:
    """The incidents of clusters, given by the numbers of their claims, the naming one first."""
    for at, numbers in enumerate(made):
        if at % _EVERY == 0:
            progress("weighing", at / len(made))
        claims = tuple(links.claims(numbers).values())
        reports = links.reports(claim.report_id for claim in claims)
        told = merge(tuple(sorted(claims, key=lambda claim: claim.id)), (), setting)
        yield Kept(numbers[0], weigh(told, reports), _doers(claims))


def _doers(claims: Iterable[Claim]) -> frozenset[str]:
    """The names under which a tally looks for those who did it, of claims that say that it happened."""
    actors = {reading.value for claim in claims if tells(claim) for reading in claim.perpetrators}
    return frozenset(name for actor in actors for name in _names_of(actor))


def _names_of(actor: Actor) -> Iterator[str]:
    """Ids, content words, the name as told and its initials: what `text.naming.same_name` compares."""
    yield from (f"id {name}" for name in (actor.id, actor.parent) if name)
    yield f"words {' '.join(sorted(content_words(actor.name)))}"
    yield f"name {actor.name}"
    if (short := initials(actor.name)) is not None:
        yield f"short {short}"


def names_sought(perpetrator: str) -> list[str]:
    """The names that `_names_of` gives to every actor that a tally asking for `perpetrator` counts."""
    sought = [f"id {perpetrator}", f"words {' '.join(sorted(content_words(perpetrator)))}", f"short {perpetrator}"]
    return [*sought, f"name {short}"] if (short := initials(perpetrator)) is not None else sought


# Everything


def _everything(links: Links, judged: Judged, progress: Progress) -> tuple[Relinked, int]:
    setting = load()
    links.clear()
    numbers, ids, records, digest = _all_records(links, setting, progress)
    order = sorted(range(len(ids)), key=lambda at: (ids[at], numbers[at]))
    numbers, records = numbers[order], records[order]
    ordered = tuple(ids[at] for at in order)
    progress("linking", 0.0)
    whole = link_whole(records, ordered, judged, setting)
    progress("linking", 1.0)
    _keep(links, whole, numbers)
    made = [numbers[rows].tolist() for rows in clusters(whole.cluster)]
    links.put_incidents(_weighed(links, made, setting, progress))
    return Relinked(len(ids), len(ids), len(made), whole=True), digest


def _all_records(links: Links, setting: Setting, progress: Progress) -> tuple[np.ndarray, list[str], np.ndarray, int]:
    """Numbers, ids and records of all claims, and their digest; the records are kept on the way."""
    total = max(1, links.number_of_claims())
    numbers: list[int] = []
    ids: list[str] = []
    parts = [np.zeros(0, RECORD)]
    digest = 0
    for part in _in_parts(links.newest_claims()):
        progress("reading claims", len(numbers) / total)
        reports = links.reports(claim.report_id for _, claim in part)
        packed = pack(profiles((claim for _, claim in part), reports, setting))
        numbers += [number for number, _ in part]
        ids += [claim.id for _, claim in part]
        parts.append(packed)
        digest = digest_after(digest, (claim for _, claim in part), ())
        links.put_rows([(number, claim.id, row.tobytes()) for (number, claim), row in zip(part, packed, strict=True)])
    return np.array(numbers, np.int64), ids, np.concatenate(parts), digest


def _in_parts(claims: Iterable[tuple[int, Claim]]) -> Iterator[list[tuple[int, Claim]]]:
    """Runs of about _EVERY claims that end where a report ends."""
    part: list[tuple[int, Claim]] = []
    for one in claims:
        if len(part) >= _EVERY and part[-1][1].report_id != one[1].report_id:
            yield part
            part = []
        part.append(one)
    if part:
        yield part


def _keep(links: Links, whole: Whole, numbers: np.ndarray) -> None:
    """Keep blocks, edges and clusters; in order of their keys, which is how the tables lie on disk."""
    order = np.lexsort((numbers[whole.row], whole.key))
    standing = zip(whole.key[order].tolist(), numbers[whole.row[order]].tolist(), strict=True)
    links.put_blocks(whole.full.tolist(), standing, ())
    held = whole.edges
    left, right = numbers[held.left], numbers[held.right]
    low, high = np.minimum(left, right), np.maximum(left, right)
    order = np.lexsort((high, low))
    levels = (row.tobytes() for row in held.levels[order])
    links.put_edges(zip(low[order].tolist(), high[order].tolist(), held.score[order].tolist(), levels, strict=True), ())
    members = zip(numbers.tolist(), numbers[whole.component].tolist(), numbers[whole.cluster].tolist(), strict=True)
    links.put_clusters(sorted(members))


# Asking


def ids(ledger: Ledger, beginning: str) -> dict[str, str]:
    """Ids of incidents, claims and reports that begin so → which of them it is.

    An id that an incident had before it was merged or split counts where nothing has it now.
    """
    if not is_current(ledger):
        seen = view(ledger)
        known = dict.fromkeys(seen.reports, "report") | {claim.id: "claim" for claim in seen.claims}
        known |= {incident.id: "incident" for incident in seen.incidents}
        return {name: kind for name, kind in known.items() if name.startswith(beginning)}
    with ledger.links() as links:
        found = {name: kind for kind, name in links.begins(beginning)}
        return found or ({beginning: "incident"} if links.incident(beginning) else {})


def holder(ledger: Ledger, claim: Claim) -> str | None:
    """The id of the incident that a claim tells of."""
    if not is_current(ledger):
        return next((one.id for one in view(ledger).incidents if claim in one.claims), None)
    with ledger.links() as links:
        cluster = links.cluster_of(claim.id)
        return None if cluster is None else links.incident_id(cluster)


def weighed(ledger: Ledger, incident_id: str) -> Weighed:
    """One incident by its id, with its account, its estimates and the edges that hold it together.

    An id that an incident had before it was merged with another, or was split, leads to the incident that holds the
    claim which gave the id. Raises NotFoundError.
    """
    if not is_current(ledger):
        return _viewed(ledger, incident_id)
    judged = _judged(ledger)
    with ledger.links() as links:
        numbers = links.incident(incident_id)
        if not numbers:
            raise NotFoundError(f"no incident {incident_id!r} in {ledger.where}")
        claims = list(links.claims(numbers).values())
        reports = links.reports(claim.report_id for claim in claims)
        beside = links.beside(numbers)
    return weigh(told_together(claims, reports, judged, beside), reports)


def _viewed(ledger: Ledger, incident_id: str) -> Weighed:
    """One incident of a ledger whose tables are not up to date and cannot be written to."""
    found = next((one for one in view(ledger).weighed if one.incident.id == incident_id), None)
    if found is None:
        raise NotFoundError(f"no incident {incident_id!r} in {ledger.where}")
    return found


def is_current(ledger: Ledger) -> bool:
    """Whether the kept tables are up to date; where they are not, everything is worked out from the claims."""
    with ledger.links() as links:
        last = links.last_run()
        return last is not None and (last.stamp, last.entered) == (stamp(), links.entered())


def _seal(ledger: Ledger, links: Links) -> Seal | None:
    """From which state of the ledger kept incidents are."""
    last = links.last_run()
    return None if last is None else sealed(last.digest, links.number_kept(), ledger.judgements())


def sums(ledger: Ledger, definition: Definition, on: date | None = None) -> Sums:
    """The numbers of a tally, from the kept incidents: `weigh.tally` decides for each kind of them where it goes.

    With `on`, from all claims as the ledger stood at the end of that day.
    """
    if on is not None or not _kept(definition) or not is_current(ledger):
        return Sums.of(tally(ledger, definition, on))
    counted = unknown = low = best = 0
    high: int | None = 0
    left_out: Counter[str] = Counter()
    plain = replace(definition, perpetrator=None)  # the ledger has looked for the perpetrator
    with ledger.links() as links:
        groups, made_of = links.groups(definition, _sought(definition)), _seal(ledger, links)
    for group in groups:
        placed = tally_of(plain, (group.weighed(definition),))
        if placed.counted:
            counted += group.number
            low, best = low + group.low, best + group.best
            high = None if high is None or group.high is None else high + group.high
        unknown += group.number * len(placed.unknown)
        for one in placed.left_out:
            left_out[one.why] += group.number
    return Sums(definition, low, best, high, counted, unknown, by_number(left_out), made_of)


def tally(ledger: Ledger, definition: Definition, on: date | None = None) -> Tally:
    """A tally incident by incident, from the kept incidents; with `on`, from all claims as they stood then."""
    if on is not None or not _kept(definition) or not is_current(ledger):
        seen = view(ledger, on)
        return tally_of(definition, seen.weighed, seen.seal)
    with ledger.links() as links:
        every, made_of = links.incidents(definition, _sought(definition)), _seal(ledger, links)
    found = tally_of(replace(definition, perpetrator=None), [one.weighed(definition) for one in every], made_of)
    return replace(found, definition=definition)


def _kept(definition: Definition) -> bool:
    """Whether what a definition asks for is all kept in the tables; anything else is worked out from the claims."""
    others = [field for field in fields(definition) if field.name not in _ASKED]
    return all(getattr(definition, field.name) == field.default for field in others)


def _sought(definition: Definition) -> list[str] | None:
    return None if definition.perpetrator is None else names_sought(definition.perpetrator)
