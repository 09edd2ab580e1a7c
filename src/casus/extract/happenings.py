"""Which tellings of one report tell of one happening, and what the later ones leave unsaid."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from casus.extract.carried import carry_over
from casus.extract.happening import Happening, narrowest, parties
from casus.extract.hearsay import revises
from casus.extract.parts import gather_sums
from casus.extract.spoken import SPOKEN
from casus.extract.stances import same_side
from casus.extract.tellings import Telling
from casus.model.actor import Actor
from casus.model.codes import EventType, Precision, Realis, Scope, Side, Stance, Sum
from casus.model.place import Place
from casus.model.reading import Reading
from casus.model.report import Report
from casus.model.toll import Toll
from casus.model.when import When, days_before

_ANEW = re.compile(
    r"\b(?:separate(?:ly)?|another|(?<!the )second|(?<!the )third|elsewhere|meanwhile|also|in other parts|"
    r"(?<!each )other)\s+"
    r"(?:\w+\s+){0,2}(?:attack|incident|operation|bombing|blast|strike|raid|shooting|clash|explosion)"
    r"|^separately\b|\belsewhere\b|\bin other parts\b",
    re.IGNORECASE,
)
_VAGUE = frozenset({EventType.ATTACK, EventType.VIOLENCE_OTHER})


def number_happenings(tellings: list[Telling], report: Report) -> None:
    """Numbers every telling from 1 on, and fills place, days and kind from the others of its happening."""
    _name_the_vague(tellings)
    happenings: list[Happening] = []
    owner: dict[int, Happening] = {}
    for telling in tellings:
        home = _home(telling, happenings, owner)
        if home is None:
            home = Happening(len(happenings) + 1, around=_told_last(telling, happenings))
            happenings.append(home)
        home.tellings.append(telling)
        owner[id(telling)] = home
        telling.number = home.number
    for one in happenings:
        _not_yet(one, report)
        _complete(one)
        _settle_voices(one, tellings)
        _supersede(one)
    _recall(happenings, report)
    gather_sums(happenings)
    carry_over(happenings)
    _set_days(happenings, report)


def _told_last(telling: Telling, happenings: Sequence[Happening]) -> Reading[Place] | None:
    """Where the violence told last was, for what goes on without a place of its own."""
    if telling.place is not None or not telling.event_type.violent or telling.scope is not Scope.INCIDENT:
        return None
    for one in reversed(happenings):
        if one.lead.event_type.violent and one.lead.scope is Scope.INCIDENT:
            return next((t.place for t in one.tellings if t.place), one.around)
    return None


def _home(telling: Telling, happenings: Sequence[Happening], owner: dict[int, Happening]) -> Happening | None:
    if telling.about is not None:
        return owner.get(telling.about) or (happenings[-1] if happenings else None)
    recent = sorted(happenings, key=lambda one: one.tellings[-1].scene.number, reverse=True)
    if telling.plural:
        recent.sort(key=lambda one: one.lead.scope is not Scope.AGGREGATE)
    return next((one for one in recent if _is_same(telling, one)), None)


def _is_same(telling: Telling, one: Happening) -> bool:
    lead = one.lead
    if telling.event_type.violent != lead.event_type.violent or telling.realis is not lead.realis:
        return False
    if telling.event_type.violent and telling.scene is not lead.scene and _adds_more(telling, one):
        return True
    if telling.scope is Scope.AGGREGATE or lead.scope is Scope.AGGREGATE:
        return _tells_the_sum(telling, one)
    if not telling.event_type.violent:
        if telling.event_type != lead.event_type or telling.scene is lead.scene:
            return False
        other_theme = bool(telling.theme and lead.theme) and not telling.theme & lead.theme
        return _same_parties(telling, one) and not other_theme
    if telling.scene is lead.scene and telling.token == lead.token:
        return True  # one word for an act, told or claimed by several
    if telling.scene is lead.scene:
        return telling.points_back and not telling.tolls and _kinds_agree(telling, one)
    if _adds_the_toll(telling, one):
        return True
    if _tolls_clash(telling, one):
        return False
    if _same_toll(telling, one):
        return _kinds_agree(telling, one) and _settings_agree(telling, one)
    if (telling.apart or all(other.apart for other in one.tellings)) and not telling.points_back:
        return False
    if _far_off(telling, one):
        return False
    return not _told_anew(telling) and _kinds_agree(telling, one) and _settings_agree(telling, one)


_FAR = 2
"""How many sentences later a telling without any tie to a happening is taken for another one."""


def _far_off(telling: Telling, one: Happening) -> bool:
    """ "A mine killed two workers", many sentences on: nothing ties it to what was told before."""
    if telling.points_back or telling.about is not None or not telling.tolls:
        return False
    if telling.scene.number - one.tellings[-1].scene.number < _FAR:
        return False
    placed = any(telling.place and t.place and telling.place.value.name == t.place.value.name for t in one.tellings)
    ours = any(same_side(a.value, b.value) for a in telling.doers for t in one.tellings for b in t.doers)
    return not placed and not ours


def _adds_the_toll(telling: Telling, one: Happening) -> bool:
    """ "Three people are killed": the sentence after tells the harm of the act before, no place speaks against it."""
    near = telling.scene.number - one.tellings[-1].scene.number <= 1
    bare = telling.points_back and not telling.sure and bool(telling.tolls) and not telling.doers
    untold = not any(other.tolls for other in one.tellings)
    same_land = not (telling.place and one.lead.place) or telling.place.value.country == one.lead.place.value.country
    return near and bare and untold and same_land and not one.lead.apart and not _told_anew(telling)


_MORE = frozenset({"also", "additionally", "further"})


def _adds_more(telling: Telling, one: Happening) -> bool:
    """ "Several villagers are also killed", "The gunman is shot dead by police": more harm of the act before."""
    near = telling.scene.number - one.tellings[-1].scene.number <= 1
    if not near or not telling.tolls or telling.apart or one.lead.apart or telling.place or _told_anew(telling):
        return False
    own = telling.attackers and one.lead.event_type is not EventType.ARREST
    also = telling.points_back and not telling.doers and bool(_MORE & {t.lower for t in telling.scene.tokens})
    return own or also


def _tells_the_sum(telling: Telling, one: Happening) -> bool:
    """Whether a telling goes on with a sum told just before: "the attacks", or its source naming several places."""
    if one.lead.scope is not Scope.AGGREGATE:
        return False
    if telling.scope is Scope.AGGREGATE:
        mine = {toll.count for toll in telling.tolls}
        if mine and any(toll.count not in mine for other in one.tellings for toll in other.tolls):
            return False
        return telling.points_back and telling.scene is not one.lead.scene and not _tolls_clash(telling, one)
    near = telling.scene.number - one.tellings[-1].scene.number <= 2
    several = _several_places(telling)
    ours = any(same_side(a.value, b.value) for a in parties(telling) for other in one.tellings for b in parties(other))
    return ours and (telling.plural or (near and several)) and not telling.tolls and not _told_anew(telling)


def _several_places(telling: Telling) -> bool:
    """ "in the Hama and Homs districts": places joined by "and"."""
    scene = telling.scene
    for (left, _), (right, _) in zip(scene.places, scene.places[1:], strict=False):
        between = [t.lower for t in scene.tokens[left.last + 1 : right.first]]
        if between in (["and"], [",", "and"]):
            return True
    return False


def _same_toll(telling: Telling, one: Happening) -> bool:
    """The same number killed, three or more: two tellings of one happening, however each is introduced."""
    mine = {(toll.harm, toll.count) for toll in telling.tolls if toll.count.low >= 3 and toll.part_of is None}
    theirs = {(toll.harm, toll.count) for other in one.tellings for toll in other.tolls if toll.part_of is None}
    return bool(mine & theirs)


def _tolls_clash(telling: Telling, one: Happening) -> bool:
    """One voice gives two different totals: it tells of two happenings, unless it says that the toll moved."""
    if "toll" in telling.scene.lemmas:
        return False
    for other in one.tellings:
        other_voice = _other_voice(telling, other)
        if other_voice and not (telling.when and other.when and not telling.points_back):
            continue
        repeated = {(t.harm, t.count) for t in telling.tolls} & {(t.harm, t.count) for t in other.tolls}
        if not repeated and any(_other_figure(toll, before) for toll in telling.tolls for before in other.tolls):
            return True
    return False


def _other_voice(left: Telling, right: Telling) -> bool:
    """Whether a telling is another's word than one before it, so that its toll may differ."""
    if left.source is None or right.source is None:
        return left.source is not right.source and not right.points_back
    return not same_side(left.source.value, right.source.value)


def _other_figure(toll: Toll, before: Toll) -> bool:
    vague = "bare plural" in (toll.rule, before.rule)
    totals = toll.harm is before.harm and toll.part_of is None and before.part_of is None and not vague
    return totals and toll.count != before.count and toll.side is before.side


def _name_the_vague(tellings: list[Telling]) -> None:
    """A lead's "separatist fighters" are the group that the next sentences name as the one who did it."""
    for index, telling in enumerate(tellings):
        for reading in parties(telling):
            if not _is_vague(reading.value):
                continue
            named = next((r for t in tellings[index + 1 : index + 4] for r in parties(t) if _is_group(r.value)), None)
            if (
                named is not None
                and telling.scene.number + 2 >= tellings[min(index + 1, len(tellings) - 1)].scene.number
            ):
                _put(telling, reading, named)


_BODIES = frozenset({"militia", "gang", "cartel", "group", "faction"})


def _is_vague(actor: Actor) -> bool:
    name = actor.name.split()
    several = bool(name) and name[-1].islower() and (name[-1].endswith(("s", "men")) or name[-1] in _BODIES)
    return actor.id is None and actor.side is Side.NONSTATE and several


def _is_group(actor: Actor) -> bool:
    return actor.id is not None and actor.side is Side.NONSTATE


def _put(telling: Telling, vague: Reading[Actor], named: Reading[Actor]) -> None:
    meant = Reading(named.value, vague.text, vague.span, "lead: named in what follows", 0.7)
    telling.doers = tuple(meant if r is vague else r for r in telling.doers)
    if telling.source is vague or (telling.source is not None and telling.source.value == vague.value):
        telling.source = meant
        telling.doers = tuple(meant if r.value == vague.value else r for r in telling.doers)


def _a_side(telling: Telling) -> bool:
    """Whether those who did it are several or known: a claim of "a bomber" is another's word than the report's own."""
    return any(d.value.id or d.value.country or d.value.name.lower().endswith("s") for d in telling.doers)


def _settle_voices(one: Happening, tellings: Sequence[Telling]) -> None:
    """Who told of their own act claims it, and a statement told over several sentences keeps its source."""
    told = [t for t in one.tellings if t.stance not in (Stance.ACCUSES, Stance.DENIES)]
    doers = [d for telling in told for d in telling.doers]
    _name_the_accused(one)
    for telling in one.tellings:
        if telling.source is None or telling.stance is not Stance.ASSERTS or not telling.event_type.violent:
            continue
        if telling.doers or one.lead.event_type is EventType.ARMED_CLASH:
            continue
        if any(same_side(telling.source.value, doer.value) for doer in doers):
            telling.stance = Stance.CLAIMS_RESPONSIBILITY
            telling.doers = tuple(d for d in doers if same_side(telling.source.value, d.value))[:1]
    for before, after in zip(one.tellings, one.tellings[1:], strict=False):
        told_on = after.scene.number - before.scene.number == 1 and before.source is None and _a_side(before)
        told_on = told_on and _spoke_before(after.source, before, tellings)
        if told_on and after.source is not None and after.stance is Stance.CLAIMS_RESPONSIBILITY:
            before.source, before.stance = after.source, after.stance
            after.doers = before.doers


def _spoke_before(source: Reading[Actor] | None, telling: Telling, tellings: Sequence[Telling]) -> bool:
    """Whether a source was quoted before a telling, so that its statement may go on there."""
    earlier = (t.source for t in tellings if t.scene.number < telling.scene.number)
    return source is not None and any(one is not None and same_side(one.value, source.value) for one in earlier)


def _supersede(one: Happening) -> None:
    """A figure that its source puts another in place of no longer stands."""
    for index, after in enumerate(one.tellings):
        if after.source is None or not after.tolls or not revises(after.scene):
            continue
        for before in one.tellings[:index]:
            same = before.source is not None and same_side(before.source.value, after.source.value)
            before.superseded = before.superseded or (same and bool(before.tolls))


def _name_the_accused(one: Happening) -> None:
    """A denial or a silence carries the accused party that it speaks for; who confirms, whoever was said to do it."""
    accused = [d for telling in one.tellings if telling.stance is Stance.ACCUSES for d in telling.doers]
    told: tuple[Reading[Actor], ...] = ()
    for telling in one.tellings:
        if telling.stance is Stance.CONFIRMS and not telling.doers:
            telling.doers = told
        told = telling.doers or told
        if telling.stance in (Stance.DENIES, Stance.NO_COMMENT) and not telling.doers and telling.source is not None:
            telling.doers = tuple(d for d in accused if same_side(telling.source.value, d.value))[:1]


_WIDTH = {
    Precision.EXACT: 1,
    Precision.NEAR: 1,
    Precision.DISTRICT: 2,
    Precision.PROVINCE: 3,
    Precision.REGION: 4,
    Precision.COUNTRY: 5,
}


def _width(place: Reading[Place]) -> int:
    """How wide a place is: a street or building before its town, a town before its district."""
    return 0 if place.rule.startswith("facility") else _WIDTH[place.value.precision]


def _inside(narrow: Reading[Place], wide: Reading[Place]) -> bool:
    """Whether one place may lie in the other: narrower, and of the same country."""
    return _width(narrow) < _width(wide) and narrow.value.country == wide.value.country


def _by_victims(targets: Sequence[Reading[str]]) -> bool:
    """Whether no aim was told, only who came to harm."""
    return all(reading.rule == "victims" for reading in targets)


def _recall(happenings: Sequence[Happening], report: Report) -> None:
    """What lies more than ten days before publication is only recalled, unless the report is about it."""
    if report.published is None:
        return
    for one in happenings[1:]:
        whens = [t.when.value for t in one.tellings if t.when]
        old = whens and max(when.last for when in whens) < report.published - timedelta(days=10)
        for telling in one.tellings:
            if old and telling.scope is Scope.INCIDENT:
                telling.scope = Scope.BACKGROUND
            elif not old and telling.scope is Scope.BACKGROUND and any(not t.apart for t in one.tellings):
                telling.scope = Scope.INCIDENT


def _told_anew(telling: Telling) -> bool:
    text = telling.scene.report.text[telling.scene.span.start : telling.scene.span.end]
    return _ANEW.search(text) is not None


def _kinds_agree(telling: Telling, one: Happening) -> bool:
    kinds = {other.event_type for other in one.tellings}
    if telling.event_type in kinds or not telling.sure or not one.lead.sure:
        return True
    return telling.event_type in _VAGUE or (
        bool(kinds & _VAGUE)
        and telling.event_type
        not in (
            EventType.SEIZURE,
            EventType.DESTRUCTION,
            EventType.ABDUCTION,
            EventType.HIJACKING,
        )
    )


def _settings_agree(telling: Telling, one: Happening) -> bool:
    places = [other.place for other in one.tellings if other.place] or ([one.around] if one.around else [])
    if any(telling.place and not _places_agree(telling.place, place) for place in places):
        return False
    if _long_before(telling, one):
        return False
    for other in one.tellings:
        if telling.when and other.when and not _days_agree(telling.when, other.when):
            return False
    claimed = telling.stance is Stance.CLAIMS_RESPONSIBILITY and not _a_side(one.lead)  # a group's nameless bomber
    charged = telling.stance is Stance.ACCUSES and telling.points_back  # "blamed the attack on": on somebody new
    if telling.doers and one.lead.doers and not claimed and not charged:
        return any(same_side(a.value, b.value) for a in telling.doers for other in one.tellings for b in other.doers)
    return True


def _long_before(telling: Telling, one: Happening) -> bool:
    """ "In June soldiers killed three": what a later sentence dates weeks back is not the fresh, undated news."""
    day = telling.scene.report.published
    goes_on = telling.points_back and not telling.doers
    if day is None or telling.when is None or goes_on or any(t.when for t in one.tellings):
        return False
    fresh = one.lead.scope is Scope.INCIDENT and not one.lead.apart
    return fresh and telling.when.value.last < day - timedelta(days=10)


def _days_agree(left: Reading[When], right: Reading[When]) -> bool:
    """Whether two tellings may be of the same days; a day of the word alone comes after that of the act."""
    if left.value.overlaps(right.value):
        return True
    spoken, told = (left, right) if left.rule == SPOKEN else (right, left)
    return spoken.rule == SPOKEN and timedelta() < spoken.value.first - told.value.last < timedelta(days=10)


def _places_agree(left: Reading[Place], right: Reading[Place]) -> bool:
    a, b = left.value, right.value
    if a.name == b.name or (a.id is not None and a.id == b.id):
        return True
    if a.country != b.country:
        return a.country is None or b.country is None
    if "facility" in (left.rule[:8], right.rule[:8]):
        return a.admin1 == b.admin1 or a.admin1 is None or b.admin1 is None
    wide = ("province", "country", "region")
    return a.precision.value in wide or b.precision.value in wide


def _same_parties(telling: Telling, one: Happening) -> bool:
    mine = {d.value.name for d in telling.doers}
    return bool(mine & {d.value.name for other in one.tellings for d in other.doers}) or not mine


def _not_yet(one: Happening, report: Report) -> None:
    """ "He is held until his hearing on 5 April": a day still to come is none of what has happened."""
    for telling in one.tellings:
        to_come = (
            telling.when is not None and report.published is not None and telling.when.value.first > report.published
        )
        if to_come and telling.realis in (Realis.HAPPENED, Realis.ATTEMPTED):
            telling.when = None


def _complete(one: Happening) -> None:
    """What one telling leaves unsaid is what the others of its happening say: place, days, weapon, targets, kind."""
    sure = [t.event_type for t in one.tellings if t.sure]
    best_kind = next((kind for kind in sure if kind not in _VAGUE), sure[0] if sure else one.lead.event_type)
    place = min((t.place for t in one.tellings if t.place), key=_width, default=None)
    surely = any(t.when and t.when.rule != SPOKEN for t in one.tellings)
    days = [t.when for t in one.tellings if t.when and not (surely and t.when.rule == SPOKEN)]
    first = next(iter(days), None)
    when = narrowest([day for day in days if first and day.value.overlaps(first.value)])
    weapon = next((t.weapon for t in one.tellings if t.weapon), None)
    targets = min((t.targets for t in one.tellings if t.targets), key=_by_victims, default=())
    for telling in one.tellings:
        if telling.attackers and telling is not one.lead:
            telling.doers, telling.targets, telling.weapon = (
                telling.hands,
                (),
                None,
            )  # the police did not do what is told
        if not telling.sure or (telling.event_type in _VAGUE and telling.event_type.violent):
            telling.event_type = best_kind
        whole = telling.scope is Scope.AGGREGATE
        if telling.place is None or (not whole and place is not None and _inside(place, telling.place)):
            telling.place = place
        telling.when = when
        telling.weapon = telling.weapon or weapon
        if _by_victims(telling.targets) and targets:
            telling.targets = targets
        if one.lead.event_type is EventType.ARMED_CLASH and len(one.lead.doers) > 1 and _by_victims(telling.targets):
            telling.targets = ()  # a fight of two sides has no target
        if telling.about is not None or telling.stance is Stance.NO_COMMENT:
            telling.scope = one.lead.scope


_OF_LATE = frozenset({"recently", "lately"})


def _since_anchor(telling: Telling, happenings: Sequence[Happening], report: Report) -> Reading[When] | None:
    """ "Recently", "have since": from the happening told before to the day of publication."""
    words = telling.scene.tokens
    late = next((t for t in words if t.lower in _OF_LATE or (t.lower == "since" and t.tag == "RB")), None)
    if late is None or report.published is None:
        return None
    earlier = [t for one in happenings for t in one.tellings if t.scene.number < telling.scene.number and t.when]
    anchor = max(earlier, key=lambda t: t.scene.number, default=None)
    if anchor is None or anchor.when is None or anchor.when.value.first > report.published:
        return None
    span = telling.scene.token_span(words.index(late), words.index(late))
    return Reading(When(anchor.when.value.first, report.published), late.text, span, "since what was told before", 0.6)


def _set_days(happenings: Sequence[Happening], report: Report) -> None:
    """A fresh, undated happening: the publication day or the day before (the labelling guide's convention)."""
    if report.published is None:
        return
    fresh = When(days_before(report.published, 1), report.published)
    for one in happenings:
        for telling in one.tellings:
            if telling.when is None:
                telling.when = _since_anchor(telling, happenings, report)
            undatable = (
                telling.scope is Scope.BACKGROUND
                or telling.realis is Realis.PLANNED
                or (telling.realis is Realis.THREATENED and telling.event_type is not EventType.THREATEN)
                or telling.sum_of in (Sum.RUNNING, Sum.RATE)
            )
            if telling.when is None and not undatable:
                telling.when = Reading(fresh, "", None, "fresh: the day of publication or the day before", 0.6)
