"""Our tally against somebody else's rows, incident by incident, so that every part of the difference has a line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from casus.model.account import Counted, Definition, Seal, Tally, Weighed
from casus.model.codes import Scope
from casus.model.outside import Bridge, BridgeLine, Figures, Outside, Part
from casus.weigh.differences import NOT_HERE, ByFigure, differences, summed
from casus.weigh.levels import one_province
from casus.weigh.match import Pair, candidates, match, place_of
from casus.weigh.tally import day_inside, tally
from casus.weigh.words import place_words, plain


def bridge(
    definition: Definition, weighed: Sequence[Weighed], rows: Sequence[Outside], seal: Seal | None = None
) -> Bridge:
    """Compare the tally under `definition` with the rows that fit it.

    An incident of ours is matched with one row of theirs at most. Lines stand in this order: both, theirs only, ours
    only. Our total less theirs is the sum of the lines' differences, exactly: every incident in our sum or without a
    figure, and every row, stands in one line. What our tally leaves out is in no sum; where it explains a row that we
    seem to lack, the line says so. The order of input does not matter.
    """
    ours = tally(definition, weighed)
    theirs = sorted((row for row in rows if fits(definition, row)), key=lambda row: row.line)
    whole = {one.incident.id: one for one in weighed}
    figures = {one.incident_id: one for one in (*ours.counted, *ours.unknown)}
    pairs = match([whole[name] for name in figures], theirs)
    matched = {pair.row.line for pair in pairs}
    rest = [row for row in theirs if row.line not in matched]
    met = {pair.weighed.incident.id for pair in pairs}
    alone = [whole[name] for name in figures if name not in met]
    others = _by_figure([*alone, *(one for one in weighed if one.incident.scope is Scope.AGGREGATE)], definition)
    lines = [
        *(_both(pair, figures[pair.weighed.incident.id], definition, others) for pair in pairs),
        *_theirs_only(rest, ours, whole, pairs),
        *_ours_only(alone, figures, pairs),
    ]
    total = sum(row.killed.best or 0 for row in theirs)
    return Bridge(definition, ours.best, total, tuple(lines), seal)


def fits(definition: Definition, row: Outside) -> bool:
    """Whether a row falls under a definition, by the same rule for its days as an incident; an unknown speaks for it.

    Who did it is not asked: their names for it are not ours.
    """
    place = place_of(row)
    if definition.country and row.country not in (None, definition.country):
        return False
    if definition.admin1 and row.admin1 and row.admin1.casefold() != definition.admin1.casefold():
        return False
    if definition.place and place and not one_province(place, definition.place):
        return False
    if definition.event_types and row.acts and not set(definition.event_types) & set(row.acts):
        return False
    return definition.when is None or (row.when is not None and day_inside(definition.when, row.when))


def _by_figure(weighed: Sequence[Weighed], definition: Definition) -> ByFigure:
    found: dict[int, list[Weighed]] = {}
    for one in weighed:
        estimate = one.estimate(definition.harm, definition.policy)
        if estimate is not None and estimate.best:
            found.setdefault(estimate.best, []).append(one)
    return found


def _both(pair: Pair, ours: Counted, definition: Definition, others: ByFigure) -> BridgeLine:
    sums = sorted(summed(pair.weighed, pair.row, others, definition))
    return BridgeLine(
        Part.BOTH,
        pair.weighed.incident.id,
        pair.row,
        _ours(ours),
        pair.row.killed,
        difference=(ours.best or 0) - (pair.row.killed.best or 0),
        matched=pair.reasons,
        why=(*sums, *(why for why in differences(pair.weighed, pair.row, definition) if not sums or why != NOT_HERE)),
        title=_title(pair.weighed),
    )


def _ours(one: Counted) -> Figures:
    """Our figures as they enter the sum: low and best known together, or unknown."""
    return Figures(one.low, one.best, one.high)


def _theirs_only(
    rows: Sequence[Outside], ours: Tally, whole: Mapping[str, Weighed], pairs: Sequence[Pair]
) -> Iterator[BridgeLine]:
    left_out = {one.incident_id: one.why for one in ours.left_out}
    spare = {pair.row.line: pair for pair in match([whole[name] for name in left_out], rows)}
    rivals = {pair.weighed.incident.id: pair for pair in pairs}
    twins = _strongest(candidates([pair.weighed for pair in pairs], rows), lambda pair: pair.row.line)
    for row in rows:
        found, twin = spare.get(row.line), twins.get(row.line)
        yield BridgeLine(
            Part.THEIRS,
            found.weighed.incident.id if found else None,
            row,
            Figures(),
            row.killed,
            difference=-(row.killed.best or 0),
            matched=found.reasons if found else (),
            why=tuple(_why_theirs(row, found, left_out, rivals[twin.weighed.incident.id] if twin else None)),
            title=_title_of(row),
        )


def _strongest(found: Sequence[Pair], end: Callable[[Pair], int | str]) -> dict[int | str, Pair]:
    """The strongest pair of each end; `found` is in that order."""
    first: dict[int | str, Pair] = {}
    for pair in found:
        first.setdefault(end(pair), pair)
    return first


def _why_theirs(row: Outside, found: Pair | None, left_out: Mapping[str, str], rival: Pair | None) -> Iterator[str]:
    """Why we lack it: we leave it out, we hold it for one with another row, or we know nothing of it."""
    if found is not None:
        yield f"we have it, and leave it out: {left_out[found.weighed.incident.id]}"
    if rival is not None:
        yield f"perhaps a part of our {rival.weighed.incident.id}, which is matched with their {rival.row.id}"
    if row.when is None:
        yield "their row has no day"
    elif found is None and rival is None:
        yield "no incident of ours has these days and this place"


def _ours_only(alone: Sequence[Weighed], figures: Mapping[str, Counted], pairs: Sequence[Pair]) -> Iterator[BridgeLine]:
    rivals = {pair.row.line: pair for pair in pairs}
    twins = _strongest(candidates(alone, [pair.row for pair in pairs]), lambda pair: pair.weighed.incident.id)
    for one in alone:
        counted, twin = figures[one.incident.id], twins.get(one.incident.id)
        yield BridgeLine(
            Part.OURS,
            one.incident.id,
            None,
            _ours(counted),
            Figures(),
            difference=counted.best or 0,
            why=tuple(_why_ours(counted, rivals[twin.row.line] if twin else None)),
            title=_title(one),
        )


def _why_ours(counted: Counted, rival: Pair | None) -> Iterator[str]:
    if rival is not None:
        yield f"perhaps inside their {rival.row.id}, which is matched with our {rival.weighed.incident.id}"
    else:
        yield "no row of theirs has these days and this place"
    if counted.best is None:
        yield f"{counted.why}: unknown, which is not 0"


def _title(one: Weighed) -> str:
    incident = one.incident
    known = [plain(incident.event_type), str(incident.when) if incident.when else "day not known"]
    return ", ".join([*known, place_words(incident.place) if incident.place else "place not known"])


def _title_of(row: Outside) -> str:
    place = place_of(row)
    known = [row.act or "act not told", str(row.when) if row.when else "day not known"]
    return ", ".join([*known, place_words(place) if place else "place not known"])
