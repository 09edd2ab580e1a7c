"""Which tellings of one report tell of one happening, and what the later ones leave unsaid."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from casus.extract.stances import same_side
from casus.extract.tellings import Telling
from casus.model.codes import EventType, Realis, Scope, Stance
from casus.model.reading import Reading
from casus.model.report import Report
from casus.model.when import When

_ANEW = re.compile(
    r"\b(?:separate(?:ly)?|another|second|third|elsewhere|meanwhile|also|in other parts|other)\s+"
    r"(?:\w+\s+){0,2}(?:attack|incident|operation|bombing|blast|strike|raid|shooting|clash|explosion)|^separately\b|\belsewhere\b",
    re.IGNORECASE,
)
_VAGUE = frozenset({EventType.ATTACK, EventType.VIOLENCE_OTHER})
_ARMED = frozenset({EventType.ATTACK, EventType.ARMED_CLASH, EventType.VIOLENCE_OTHER})


@dataclass(slots=True)
class Happening:
    """The tellings of one happening so far, by number."""

    number: int
    tellings: list[Telling] = field(default_factory=list)

    @property
    def lead(self) -> Telling:
        """The telling that opened it."""
        return self.tellings[0]


def number_happenings(tellings: list[Telling], report: Report) -> None:
    """Numbers every telling from 1 on, and fills place, days and kind from the others of its happening."""
    happenings: list[Happening] = []
    owner: dict[int, Happening] = {}
    for telling in tellings:
        home = _home(telling, happenings, owner)
        if home is None:
            home = Happening(len(happenings) + 1)
            happenings.append(home)
        home.tellings.append(telling)
        owner[id(telling)] = home
        telling.number = home.number
    for one in happenings:
        _complete(one)
    _set_days(happenings, report)


def _home(telling: Telling, happenings: Sequence[Happening], owner: dict[int, Happening]) -> Happening | None:
    if telling.about is not None:
        return owner.get(telling.about) or (happenings[-1] if happenings else None)
    for one in reversed(happenings):
        if _is_same(telling, one):
            return one
    return None


def _is_same(telling: Telling, one: Happening) -> bool:
    lead = one.lead
    if telling.event_type.violent != lead.event_type.violent:
        return False
    if telling.scope is Scope.AGGREGATE or lead.scope is Scope.AGGREGATE:
        return telling.scope is lead.scope and telling.points_back
    if telling.apart != lead.apart and not telling.points_back:
        return False
    if not telling.event_type.violent:
        return telling.event_type == lead.event_type and _same_parties(telling, one) and telling.scene is not lead.scene
    if telling.scene is lead.scene and not _agrees_on_source(telling, lead):
        return telling.token == lead.token
    return not _told_anew(telling) and _kinds_agree(telling, one) and _settings_agree(telling, one)


def _agrees_on_source(telling: Telling, lead: Telling) -> bool:
    return telling.source is not lead.source


def _told_anew(telling: Telling) -> bool:
    text = telling.scene.report.text[telling.scene.span.start : telling.scene.span.end]
    return _ANEW.search(text) is not None


def _kinds_agree(telling: Telling, one: Happening) -> bool:
    kinds = {other.event_type for other in one.tellings}
    if telling.event_type in kinds or not telling.sure or not one.lead.sure:
        return True
    return telling.event_type in _VAGUE or bool(kinds & _VAGUE) and telling.event_type not in (
        EventType.SEIZURE,
        EventType.DESTRUCTION,
        EventType.ABDUCTION,
        EventType.HIJACKING,
    )


def _settings_agree(telling: Telling, one: Happening) -> bool:
    for other in one.tellings:
        if telling.place and other.place and not _places_agree(telling, other):
            return False
        if telling.when and other.when and not telling.when.value.overlaps(other.when.value):
            return False
    if telling.doers and one.lead.doers:
        return any(same_side(a.value, b.value) for a in telling.doers for other in one.tellings for b in other.doers)
    return True


def _places_agree(left: Telling, right: Telling) -> bool:
    assert left.place is not None
    assert right.place is not None
    a, b = left.place.value, right.place.value
    if a.name == b.name or (a.id is not None and a.id == b.id):
        return True
    if a.country != b.country:
        return a.country is None or b.country is None
    wide = ("province", "country", "region")
    return a.precision.value in wide or b.precision.value in wide


def _same_parties(telling: Telling, one: Happening) -> bool:
    mine = {d.value.name for d in telling.doers}
    return bool(mine & {d.value.name for other in one.tellings for d in other.doers}) or not mine


def _complete(one: Happening) -> None:
    """What one telling leaves unsaid is what the others of its happening say: place, days, weapon, targets, kind."""
    best_kind = next((t.event_type for t in one.tellings if t.sure), one.lead.event_type)
    place = next((t.place for t in one.tellings if t.place), None)
    when = next((t.when for t in one.tellings if t.when), None)
    weapon = next((t.weapon for t in one.tellings if t.weapon), None)
    targets = next((t.targets for t in one.tellings if t.targets), ())
    for telling in one.tellings:
        if not telling.sure:
            telling.event_type = best_kind
        telling.place = telling.place or place
        telling.when = telling.when or when
        telling.weapon = telling.weapon or weapon
        telling.targets = telling.targets or targets
        if telling.about is not None or telling.stance is Stance.NO_COMMENT:
            telling.scope = one.lead.scope


def _set_days(happenings: Sequence[Happening], report: Report) -> None:
    """A fresh, undated happening: the publication day or the day before (the labelling guide's convention)."""
    if report.published is None:
        return
    fresh = When(report.published - timedelta(days=1), report.published)
    for one in happenings:
        for telling in one.tellings:
            undatable = telling.scope is Scope.BACKGROUND or telling.realis in (Realis.PLANNED, Realis.THREATENED)
            if telling.when is None and not undatable:
                telling.when = Reading(fresh, "", None, "fresh: the day of publication or the day before", 0.6)
