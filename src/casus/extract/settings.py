"""Where and when: the place and the days that belong to a happening told in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from casus.extract.attribution import Said
from casus.extract.bygone import of_something_past
from casus.extract.grouping import Group
from casus.extract.phrases import Kind
from casus.extract.scene import Mark, Scene, within
from casus.extract.spoken import day_of_speaking, of_speaking
from casus.extract.told import Told
from casus.extract.unlisted import bare_border, unlisted
from casus.extract.words import reckons_back
from casus.model.actor import Actor
from casus.model.codes import EventType, Precision, TimeKind
from casus.model.place import Place
from casus.model.reading import Reading
from casus.model.when import When
from casus.reference.lexicon import lexicon
from casus.reference.roles import roles

_LOCATIVE = frozenset(
    "in at near outside around inside across within along off over towards toward into from on against throughout of "
    "to between through".split()
)
_STRONG = frozenset("in at near outside around inside across within along off throughout".split())
_WAY = frozenset({"to", "from", "toward", "towards"})
_AIMED = frozenset({"on", "into", "through"})
_RANK = {
    Precision.EXACT: 0.0,
    Precision.NEAR: 0.0,
    Precision.DISTRICT: 1.0,
    Precision.PROVINCE: 2.0,
    Precision.REGION: 2.0,
    Precision.COUNTRY: 3.0,
}
# What may stand between the word of place and the name that it governs: "in the hilly Sako part of Ituri".
_CHAIN_TAGS = frozenset("NNP NNPS DT JJ CC POS NN NNS CD VBN RB PRP$".split())

# Nouns for what has a name of its own after "of": "the Arlen suburb of Vale"; but "the Vale district of Arlen".
_SEATS = frozenset("town city village suburb capital settlement hamlet commune port".split())

Candidate = tuple[Mark, Reading[Place]]
_Scored = tuple[tuple[float, ...], Candidate]


def place_of(
    scene: Scene,
    one: Group,
    groups: Sequence[Group],
    actors: Iterable[Reading[Actor]],
    voices: Sequence[Said] = (),
    *,
    until: int,
) -> Reading[Place] | None:
    """The place that the sentence gives for a group: the most specific that stands where a place stands.

    `until` is the last token that may tell of it: after "…, the minister said" stands where he spoke. Where one of the
    `voices` told of violence is not where it was.
    """
    taken = [reading.span for reading in actors if reading.span is not None]
    named = [*scene.places, *(unlisted(scene, _taken(one)) if one.violent else ())]
    scored: list[_Scored] = []
    for mark, reading in sorted(named, key=lambda pair: pair[0].first):
        if mark.first > until:
            break
        if reading.span is None or any(span.overlaps(reading.span) for span in taken):
            continue
        if one.violent and (_bound_for(scene, mark) or any(of_speaking(scene, voice, mark) for voice in voices)):
            continue
        score = _place_score(scene, mark, reading, one, groups)
        if score is not None:
            scored.append((score, (mark, reading)))
    scored = _before_the_verb(scene, one, scored)
    if not scored:
        return bare_border(scene, until) if one.violent else None
    best, candidate = min(scored, key=lambda pair: pair[0])
    return covering(scene, candidate, [pair for score, pair in scored if score[0] == best[0]])


_GOING = frozenset("travel head go drive fly sail walk return march bind flee".split())


def _bound_for(scene: Scene, mark: Mark) -> bool:
    """ "a train travelling to Vale", "a bus bound for Vale": where it was to arrive."""
    before = scene.tokens[mark.first - 1].lower if mark.first > 1 else ""
    verb = mark.first - 2
    going = before in ("to", "for", "towards", "toward") and scene.tokens[verb].tag in ("VBG", "VBN")
    return going and scene.lemmas[verb] in _GOING


def _before_the_verb(scene: Scene, one: Group, scored: Sequence[_Scored]) -> list[_Scored]:
    """ "A suspect in a bombing in Vale is found near Mora" is Vale; what lies inside Vale may stand after the verb."""
    act = max((act.token for act in one.acts), default=-1)
    if act < 0 or any(_is_finite(scene, at) for at in range(min(act.token for act in one.acts), act + 1)):
        return list(scored)
    verb = next((at for at in range(act + 1, len(scene.tokens)) if _is_finite(scene, at)), len(scene.tokens))
    own = [pair for pair in scored if pair[0][:2] == (0, 0) and act < pair[1][0].first < verb]
    return [pair for pair in scored if pair in own or not own or any(_holds(kept[1][1], pair[1][1]) for kept in own)]


def _is_finite(scene: Scene, at: int) -> bool:
    return scene.tokens[at].tag in ("VBZ", "VBD", "VBP", "MD")


def _struck(scene: Scene, one: Group) -> frozenset[int]:
    """The chunks of what was struck or taken, and of the name after it: "shelled the village of Vale"."""
    aims = [chunk for act in one.acts if act.event_type.violent and act.clause is not None for chunk in act.targets]
    named = [chunk + 2 for chunk in aims if chunk + 2 < len(scene.chunks) and scene.head(chunk + 1).lower == "of"]
    return frozenset((*aims, *named))


def _named_by(scene: Scene, mark: Mark, reading: Reading[Place], one: Group) -> bool:
    """ "the Vale massacre": the town in the name of the act, with "the" before it and no doer among its words."""
    if reading.value.precision is Precision.COUNTRY:
        return False
    acts = [act for act in one.acts if act.inside is None and act.event_type.violent and act.chunk is not None]
    return any(_in_chunk(scene, mark.first, act) and act.definite for act in acts)


def _one_of_aims(scene: Scene, mark: Mark, one: Group) -> bool:
    """ "strikes targeting bases, including the Vale air base": one of what was struck."""
    at = mark.first - 1
    while at >= 0 and scene.tokens[at].tag in _CHAIN_TAGS:
        at -= 1
    return one.violent and at >= 0 and scene.tokens[at].lower == "including"


def _taken(one: Group) -> frozenset[int]:
    """What was seized: a name there is a place without a word of place before it."""
    return frozenset(chunk for act in one.acts if act.event_type is EventType.SEIZURE for chunk in act.targets)


def _place_score(
    scene: Scene, mark: Mark, reading: Reading[Place], one: Group, groups: Sequence[Group]
) -> tuple[float, ...] | None:
    """The smaller the better: told of this group, after a word of place, the most specific, the first."""
    named_by = _named_by(scene, mark, reading, one)
    if (_only_describes(scene, mark) and not named_by) or _only_an_instance(scene, mark):
        return None
    governor = "in" if named_by else _governor(scene, mark)
    if (
        governor is None
        and not _visited(scene, mark, one)
        and not _one_of_aims(scene, mark, one)
        and scene.chunk_at(mark.first) not in _struck(scene, one)
    ):
        return None
    if _is_a_party(reading, governor, one):
        return None
    if governor == "between" and reading.value.precision is Precision.COUNTRY:
        return None
    fired = governor in ("toward", "towards") and any(act.weapon is not None for act in one.acts)
    if governor in _WAY and any(act.event_type.violent for act in one.acts) and not fired:
        return None
    if _told_beyond(scene, mark, one):
        return None
    owner = owner_at(scene, mark.first, groups)
    apart = 0 if owner is one or owner is None else 1
    if apart and len(groups) > 1 and (one.apart or owner.apart if owner else False):
        return None
    strong = (
        governor in _STRONG or (governor in _AIMED and one.violent) or scene.chunk_at(mark.first) in _struck(scene, one)
    )
    return (apart, 0 if strong else 1, _breadth(scene, mark, reading), mark.first)


_FROM_AFAR = frozenset({EventType.SANCTION, EventType.RELEASE, EventType.AGREE})
"""Moves whose reasons and people are told of at length: "frees a man who was held in Vale"."""


def _told_beyond(scene: Scene, mark: Mark, one: Group) -> bool:
    """Whether another verb stands between a move and a place after it: the place is that verb's."""
    acts = [act for act in one.acts if act.clause is not None]
    if not acts or len(acts) != len(one.acts) or not all(act.event_type in _FROM_AFAR for act in acts):
        return False
    own = {act.clause for act in acts}
    start = max(max(act.token, scene.clauses[act.clause or 0].head) for act in acts)
    others = (clause for index, clause in enumerate(scene.clauses) if index not in own and not clause.infinitive)
    return any(start < clause.head < mark.first for clause in others)


_TOWARDS = frozenset(
    {
        EventType.SANCTION,
        EventType.APPEAL,
        EventType.THREATEN,
        EventType.REJECT,
        EventType.ACCUSE,
        EventType.AGREE,
        EventType.MOVE_OTHER,
    }
)


def _is_a_party(reading: Reading[Place], governor: str | None, one: Group) -> bool:
    """ "sanctions on Chad", "urged Chad": a state that a move is towards, and no place of it."""
    state = reading.value.precision is Precision.COUNTRY and governor not in _STRONG
    if governor == "to" and any(act.event_type is EventType.MOVE_OTHER for act in one.acts):
        return False  # "oil exports to Chad"
    return state and bool(one.acts) and all(act.event_type in _TOWARDS for act in one.acts)


def _breadth(scene: Scene, mark: Mark, reading: Reading[Place]) -> float:
    """How wide a place is, a building less than its town; the outer names of a chain come after the inner ones."""
    if reading.rule.startswith("facility"):
        return -1.0
    if reading.rule in ("border", "sea"):
        return 2.5
    wide = _RANK[reading.value.precision]
    inner = next((other for left, other in scene.places if left.last == mark.first - 2), None)
    if inner is not None and scene.tokens[mark.first - 1].text == "," and inner.value.country == reading.value.country:
        return max(wide, _RANK[inner.value.precision] + 0.5)
    return wide


def _only_describes(scene: Scene, mark: Mark) -> bool:
    """ "in a US operation", "near Kabul police": the name tells whose it is; "the Arlen suburb of Vale" is Vale."""
    part = scene.chunks[scene.chunk_at(mark.first)]
    if mark.last + 1 < len(scene.tokens) and scene.tokens[mark.last + 1].text in ("–", "-"):
        return True  # "Arlen–backed militias"
    if mark.last >= part.head or part.kind is not Kind.NOUN:
        return False
    if scene.head(scene.chunk_at(part.head)).lemma in _SEATS and _named_after(scene, part.last + 1):
        return True
    return scene.tokens[part.head].lemma.lower() not in roles().site


def _named_after(scene: Scene, of: int) -> bool:
    """Whether a place's name stands after the "of" at a token."""
    follows = of < len(scene.tokens) and scene.tokens[of].lower == "of"
    return follows and any(of < other.first <= of + 3 for other, _ in scene.places)


def _only_an_instance(scene: Scene, mark: Mark) -> bool:
    """ "across Arlen, including in Vale and Mora": the whole is told, the parts are some of it."""
    at = mark.first - 1
    while at >= 0 and scene.tokens[at].tag in ("NNP", "NNPS", "CC", "DT", ",", "IN", "JJ"):
        if scene.tokens[at].lower == "including":
            return any(other.last < at and _governor(scene, other) is not None for other, _ in scene.places)
        at -= 1
    return False


def covering(scene: Scene, best: Candidate, others: Sequence[Candidate]) -> Reading[Place]:
    """Of several places joined in a list, the smallest named place that holds them all, else the first."""
    listed = [pair for pair in others if _joined(scene, best, pair)]
    if not listed:
        return _located(scene, best)
    members = [best[1], *(reading for _, reading in listed)]
    wider = [
        reading
        for _, reading in scene.places
        if all(_RANK[reading.value.precision] > _RANK[one.value.precision] and _holds(reading, one) for one in members)
    ]
    return min(wider, key=lambda reading: _RANK[reading.value.precision], default=best[1])


_REACH = 4
"""How many tokens after a name the town that holds it may stand: "the Old Market in the town of Vale"."""


def _located(scene: Scene, candidate: Candidate) -> Reading[Place]:
    """A market or street that no gazetteer has lies near the town told after it (UCDP `where_prec` 2)."""
    mark, reading = candidate
    if reading.value.located or not reading.rule.startswith("facility"):
        return reading
    towns = (other.value for at, other in scene.places if 0 < at.first - mark.last <= _REACH and other.value.located)
    town = next((one for one in towns if one.precision in (Precision.EXACT, Precision.NEAR)), None)
    if town is None or town.country != reading.value.country:
        return reading
    return replace(reading, value=replace(town, name=reading.value.name, relation=None, precision=Precision.NEAR))


def _holds(wide: Reading[Place], narrow: Reading[Place]) -> bool:
    if wide.value.precision is Precision.COUNTRY:
        return wide.value.country is not None and wide.value.country == narrow.value.country
    return wide.value.precision is Precision.PROVINCE and (
        wide.value.admin1 is not None
        and (wide.value.country, wide.value.admin1) == (narrow.value.country, narrow.value.admin1)
    )


def _joined(scene: Scene, left: Candidate, right: Candidate) -> bool:
    """ "in Vale, Mora and Arlen", "in Vale, Arlen Province, and Mora, Lund Province": members of one list."""
    (first, one), (second, other) = left, right
    if second.first <= first.last or _RANK[one.value.precision] != _RANK[other.value.precision]:
        return False
    between = scene.tokens[first.last + 1 : second.first]
    return any(token.lower in ("and", "or") for token in between) and all(
        token.tag in ("NNP", "NNPS", "CC", "DT", ",") for token in between
    )


def _visited(scene: Scene, mark: Mark, one: Group) -> bool:
    """What was visited, struck or taken is a place too."""
    chunks = [scene.chunks[chunk] for act in one.acts for chunk in act.targets if act.clause is not None]
    waters = [chunk for act in one.acts if act.clause is not None for chunk in scene.clauses[act.clause].objects]
    if any(part.first <= mark.first and mark.last <= part.last for part in chunks):
        return True
    sea = any(one == mark and reading.rule == "sea" for one, reading in scene.places)
    return sea and any(scene.chunks[chunk].first <= mark.first <= scene.chunks[chunk].last for chunk in waters)


def _in_chunk(scene: Scene, token: int, act: Told) -> bool:
    """ "the December 2025 Vale attack": day and town stand in the phrase that names the act."""
    part = scene.chunks[act.chunk] if act.chunk is not None else None
    return part is not None and part.first <= token < act.token


def owner_at(scene: Scene, token: int, groups: Sequence[Group]) -> Group | None:
    """The group in whose words a token stands, else that whose words stand nearest before it, else the first."""
    inside = next(
        (one for one in groups for act in one.acts if act.chunk is not None and _in_chunk(scene, token, act)), None
    )
    if inside is not None:
        return inside
    before = [(max(t for t in _tokens(one) if t < token), one) for one in groups if min(_tokens(one)) < token]
    if before:
        return max(before, key=lambda pair: pair[0])[1]
    return groups[0] if groups else None


def _tokens(one: Group) -> list[int]:
    tolls = [toll.token - 3 * toll.running for toll in one.tolls]  # "the toll since 2023 to more than 52,000"
    return [act.token for act in one.acts] + tolls


def _governor(scene: Scene, mark: Mark) -> str | None:
    """The word of place before a name, looking back over the names of its chain; None for a mere actor or subject."""
    at = mark.first - 1
    while at >= 0:
        token = scene.tokens[at]
        if token.lower in _LOCATIVE and token.tag in ("IN", "TO", "RP") and not _led_to(scene, at):
            return token.lower
        if token.text != "," and token.tag not in _CHAIN_TAGS and not _led_to(scene, at):
            return None
        at -= 1
    return None


def _a_name(scene: Scene, mark: Mark, groups: Sequence[Group]) -> bool:
    """ "the October 7 attacks": a day without a year that names an act of whatever year."""
    acts = [act for one in groups for act in one.acts if act.chunk is not None and _in_chunk(scene, mark.first, act)]
    if not acts or any(
        token.text.isdigit() and len(token.text) == 4 for token in scene.tokens[mark.first : mark.last + 1]
    ):
        return False
    dated = any(token.text.isdigit() for token in scene.tokens[mark.first : mark.last + 1])
    return dated and scene.tokens[scene.chunks[scene.chunk_at(mark.first)].first].lower == "the"


def _led_to(scene: Scene, of: int) -> bool:
    """ "in the village of Vale": a word of place stands before the noun whose name follows "of"."""
    if not of or scene.tokens[of].lower != "of" or scene.lemmas[of - 1].lower() not in roles().site:
        return False
    part = scene.chunks[scene.chunk_at(of - 1)]
    if scene.lemmas[of - 1] not in _SEATS and within(scene.places, part.first, part.last):
        return False  # "the Vale district of Arlen"
    return part.first > 0 and scene.tokens[part.first - 1].lower in _LOCATIVE - {"of"}


_NOW = frozenset({"VBZ", "VBP"})
_WEEK = timedelta(days=7)


def _is_now(scene: Scene, one: Group) -> bool:
    """ "The minister reopens an embassy that was closed in 2013": the news tells of today in the present tense."""
    clause = scene.clauses[one.acts[0].clause] if one.acts and one.acts[0].clause is not None else None
    if clause is None or one.acts[0].chunk is not None or not clause.finite or one.apart:
        return False
    verbs = [token.tag for token in scene.tokens[scene.chunks[clause.verb].first : clause.head + 1]]
    return next((tag in _NOW for tag in verbs if tag.startswith(("VB", "MD"))), False)


_SINCE_REACH = 7
"""How many words may stand between "since" and the day: "since the siege began in May"."""


def _since(scene: Scene, mark: Mark) -> bool:
    """ "since the revolt of March 2022": a stretch up to now, where the day stands inside what it runs from."""
    for token in reversed(scene.tokens[max(0, mark.first - _SINCE_REACH) : mark.first]):
        if token.text == ",":
            return False
        if token.lower == "since":
            return True
    return False


_RELATIVE = frozenset({"which", "that", "who", "where", "whose"})


def beside_it(scene: Scene, mark: Mark, one: Group) -> bool:
    """ "called for an end to the truce that began in May": the day of what a relative clause tells, not of the act."""
    before = [clause for clause in scene.clauses if clause.head < mark.first]
    clause = max(before, key=lambda one: one.head, default=None)
    if clause is None or clause.link not in _RELATIVE or not one.acts:
        return False
    at = scene.clauses.index(clause)
    own = any(act.clause == at or {act.chunk, *act.targets} & set(clause.subjects) for act in one.acts if one.violent)
    own = own or any(act.clause == at or act.chunk in clause.subjects for act in one.acts)
    hit = lexicon().act_verbs.at(scene.lemmas, clause.head)
    harm = any(toll.clause == at for toll in one.tolls) or (hit is not None and hit[1].event_type.violent)
    subjects = [scene.chunks[chunk] for chunk in clause.subjects]
    by_means = any(act.weapon and part.first <= act.weapon[0] <= part.last for act in one.acts for part in subjects)
    told_before = min(act.token for act in one.acts) < scene.chunks[clause.verb].first
    return told_before and not own and not harm and not by_means


def _long_ago(scene: Scene, when: When) -> bool:
    day = scene.report.published
    return day is not None and when.last < day - _WEEK


def when_of(
    scene: Scene, one: Group, groups: Sequence[Group], voices: Sequence[Said] = (), *, summed: bool = False
) -> Reading[When] | None:
    """The days that the sentence gives for a group; None where it gives none.

    A length of time ("over the past two weeks") gives days only to what is `summed` over it. The day on which one of
    the `voices` told of violence is not that of the act.
    """
    spoken = voices if one.violent and not summed else ()
    best: tuple[tuple[float, ...], Reading[When]] | None = None
    for mark, reading in scene.times:
        when = reading.value.when
        length = reading.value.kind is TimeKind.DURATION and not summed and not reckons_back(reading.text)
        if when is None or length or reading.value.kind is TimeKind.SET or _a_name(scene, mark, groups):
            continue
        if any(of_speaking(scene, voice, mark) for voice in spoken):
            continue
        if beside_it(scene, mark, one):
            continue
        if (_is_now(scene, one) and _long_ago(scene, when)) or (
            not summed and of_something_past(scene, one, mark, when)
        ):
            continue
        if summed and _since(scene, mark) and scene.report.published is not None and when.last < scene.report.published:
            when = When(when.first, scene.report.published)
        owner = owner_at(scene, mark.first, groups)
        score = (0 if owner is one or len(groups) == 1 else 1, when.days, abs(mark.first - one.token))
        if score[0] and (len(groups) > 1) and (one.apart or (owner is not None and owner.apart)):
            continue
        if best is None or score < best[0]:
            best = score, Reading(when, reading.text, reading.span, reading.rule, reading.score)
    return best[1] if best else day_of_speaking(scene, spoken)
