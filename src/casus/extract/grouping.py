"""Which acts and tolls of one sentence tell of one happening."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from casus.extract.clauses import Clause
from casus.extract.phrases import Kind
from casus.extract.scene import Scene
from casus.extract.told import Told, took_part
from casus.extract.tolls import TollTold
from casus.model.codes import EventType
from casus.reference.lexicon import lexicon

# Prepositions after which a further act is another, earlier one.
_APART = frozenset({"after", "following", "since", "before", "despite", "over", "for", "amid", "amidst"})
_EARLIER = frozenset({"recent", "previous", "earlier", "past", "last"})
_IN_ANSWER = re.compile(
    r"\b(?:(?:retaliation|response|revenge|reaction|retribution|reprisal)\s+(?:for|to|against|of)|in\s+the\s+wake\s+of)"
    r"\b[^.;]*$"
)
_RELATIVE = frozenset({"that", "which", "who"})


@dataclass(slots=True)
class Group:
    """Acts and tolls of one happening in one sentence. `apart` marks an act that the sentence only recalls."""

    acts: list[Told] = field(default_factory=list)
    tolls: list[TollTold] = field(default_factory=list)
    apart: bool = False
    running: bool = False

    @property
    def token(self) -> int:
        """The first word that tells of it."""
        return min([act.token for act in self.acts] + [toll.token for toll in self.tolls])

    @property
    def violent(self) -> bool:
        """Whether it is told as violence; tolls alone are taken for it."""
        return any(act.event_type.violent for act in self.acts) or not self.acts


def group(scene: Scene, acts: Sequence[Told], tolls: Sequence[TollTold]) -> list[Group]:
    """The happenings of a sentence, in order of their first words."""
    groups: list[Group] = []
    for act in acts:
        home = _home(scene, act, groups)
        if home is None:
            groups.append(Group([act], [], _recalled(scene, act, acts, tolls, groups)))
        else:
            home.acts.append(act)
    for toll in tolls:
        _place_toll(scene, toll, groups)
    return sorted(groups, key=lambda one: one.token)


def _recalled(
    scene: Scene, act: Told, acts: Sequence[Told], tolls: Sequence[TollTold], groups: Sequence[Group]
) -> bool:
    """Whether a sentence only recalls an act: set apart from what it tells, or told to say who somebody is."""
    beside = any(other.clause == act.clause for one in groups for other in one.acts)
    told = any(not other.weak for one in groups for other in one.acts)
    if told and (_set_apart(scene, act) or (not beside and _in_relative(scene, act))):
        return True
    others = [other for other in acts if other is not act and other.clause != act.clause]
    if (
        _in_older_relative(scene, act)
        or _had_happened(scene, act)
        or _formerly(scene, act)
        or _took_part_in(scene, act)
        or (_only_says_who(scene, act) and (others or tolls))
    ):
        return True
    harmed = any(toll.token != act.token and not _hangs_on(scene, toll, act) for toll in tolls)
    return not harmed and _told_in_passing(scene, act, others)


def _took_part_in(scene: Scene, act: Told) -> bool:
    """ "a rebel who took part in the raid": what somebody did before."""
    clause = scene.clauses[act.clause] if act.clause is not None else None
    return clause is not None and act.chunk is not None and clause.link == "who" and took_part(scene, clause)


def _hangs_on(scene: Scene, toll: TollTold, act: Told) -> bool:
    """Whether a toll is told of the very act that may be recalled: in its clause or one that hangs on it."""
    if toll.clause is None or act.clause is None:
        return False
    clause = scene.clauses[toll.clause]
    if act.chunk is not None:
        return clause.head > act.token and (clause.link in _RELATIVE or clause.link == "participle")
    return act.clause in (toll.clause, clause.host) or clause.link in _RELATIVE


def _told_in_passing(scene: Scene, act: Told, others: Sequence[Told]) -> bool:
    """ "resumes flights after the latest attack", "receives men detained in the north": no news of its own."""
    clause = scene.clauses[act.clause] if act.clause is not None else None
    if act.chunk is not None:
        before = act.chunk and scene.head(act.chunk - 1).lower
        before = scene.head(act.chunk - 3).lower if before == "of" and act.chunk > 2 else before
        after = before in _BEFORE_IT and _set_apart(scene, act) and _main_verb_before(scene, act.token)
        return after or (clause is not None and _reacted_to(act, clause))
    if clause is None:
        return False
    if clause.link in _BEFORE_IT and not clause.finite and _main_verb_before(scene, clause.head):
        return True
    if _plan_answered(scene, clause, others):
        return True
    if not act.event_type.violent and act.event_type not in _STATES:
        return False
    reduced = clause.passive and clause.link == "participle" and clause.tag == "VBN" and bool(clause.subjects)
    host = scene.clauses[clause.host] if clause.host is not None else None
    lasting = host is not None and host.lemma in ("remain", "stay", "keep")  # "will remain closed": told now
    if reduced and act.event_type in _STATES and not lasting:
        return bool(others) or _main_verb_before(scene, act.token)
    charged = any(other.event_type is EventType.ARREST for other in others)
    return charged and clause.tag == "VBG" and not clause.finite and scene.before(clause.head, 1) in (("of",), ("for",))


_ANSWERS = frozenset({EventType.REJECT, EventType.ACCUSE, EventType.PROTEST})


def _plan_answered(scene: Scene, clause: Clause, others: Sequence[Told]) -> bool:
    """ "rejects the plan to annex the valley": the refusal is told, what is planned was known."""
    before = scene.tokens[scene.chunks[clause.verb].first - 1].lemma if clause.infinitive else ""
    return before in ("plan", "proposal", "decision", "bid") and any(other.event_type in _ANSWERS for other in others)


# Verbs of those who answer an act that the report is not about.
_REACTING = frozenset({"protest", "condemn", "denounce", "criticise", "criticize", "commemorate", "mourn"})


def _reacted_to(act: Told, clause: Clause) -> bool:
    """ "gather to protest the attacks on Arlen": the protest is told, the attacks are recalled."""
    return act.event_type.violent and clause.lemma in _REACTING and act.chunk in clause.objects


def _had_happened(scene: Scene, act: Told) -> bool:
    """ "A protest had taken place there hours before": earlier than what the report tells, and nobody's words."""
    clause = scene.clauses[act.clause] if act.clause is not None else None
    if clause is None or not scene.number or (act.chunk is not None and act.chunk not in clause.subjects):
        return False
    words = scene.tokens[scene.chunks[clause.verb].first : clause.head]
    before = [one for one in scene.clauses if one.head < clause.head]
    told = any(lexicon().cues.at(scene.lemmas, one.head) is not None for one in before)
    return any(token.lower == "had" for token in words) and not clause.negated and not told


def _formerly(scene: Scene, act: Told) -> bool:
    """ "Police have used force there before": the adverb says that it is no news."""
    clause = scene.clauses[act.clause] if act.clause is not None and act.chunk is None else None
    if clause is None:
        return False
    group, after = scene.chunks[clause.verb], scene.chunks[clause.verb + 1 : clause.verb + 6]
    ends = next((at for at, part in enumerate(after) if part.kind in (Kind.COMMA, Kind.VERB, Kind.BREAK)), len(after))
    perfect = any(token.lemma == "have" for token in scene.tokens[group.first : clause.head])
    said = (scene.head(clause.verb + 1 + at).lower for at in range(ends) if after[at].kind is Kind.ADVERB)
    return perfect and any(word in ("before", "previously", "already") for word in said)


def _in_older_relative(scene: Scene, act: Told) -> bool:
    """ "border disputes, which triggered a clash last week": the past in a sentence that tells of the present."""
    clause = scene.clauses[act.clause] if act.clause is not None else None
    if clause is None or clause.link not in _RELATIVE or clause.tag not in ("VBD", "VBN"):
        return False
    if act.chunk is not None and act.chunk in clause.subjects:
        return False
    present = [one for one in scene.clauses if one.finite and one.head < clause.head and _is_present(scene, one)]
    return any(lexicon().cues.at(scene.lemmas, one.head) is None for one in present)


def _is_present(scene: Scene, clause: Clause) -> bool:
    """ "dismisses", "is dismissed"."""
    first = scene.tokens[scene.chunks[clause.verb].first].lower
    return clause.tag in ("VBZ", "VBP") or (clause.passive and first in ("is", "are"))


def _main_verb_before(scene: Scene, token: int) -> bool:
    """Whether the sentence has told something by a finite verb before a word."""
    return any(clause.finite and clause.head < token for clause in scene.clauses)


_AFTER_A_TIME_OF = [Kind.PREPOSITION, Kind.TIME, Kind.PREPOSITION]
_BEFORE_IT = frozenset({"after", "following", "since", "despite"})
# What is done to people and lasts: "detained", "abducted" before another act say who they are.
_STATES = frozenset({EventType.ARREST, EventType.ABDUCTION, EventType.SANCTION, EventType.SEIZURE})


def _home(scene: Scene, act: Told, groups: list[Group]) -> Group | None:
    """The earlier group that an act belongs to: the same deed by its verb and noun, or a vague word for it."""
    for one in reversed(groups):
        for other in one.acts:
            if _same_deed(scene, other, act):
                return one
    return None


_TAKEN = frozenset({EventType.SEIZURE, EventType.ARREST})


def _same_deed(scene: Scene, left: Told, right: Told) -> bool:
    if {left.event_type, right.event_type} == _TAKEN and left.targets and left.targets == right.targets:
        return True  # "were captured and detained"
    violent = left.event_type.violent, right.event_type.violent
    if violent[0] != violent[1]:
        return False
    if not violent[0]:
        return left.event_type == right.event_type and _one_move(scene, left, right)
    if _set_apart(scene, right) or _set_apart(scene, left):
        return False
    if left.event_type != right.event_type and EventType.ARREST in (left.event_type, right.event_type):
        return False
    if _other_kind(left, right) or _further(scene, left, right):
        return False
    return _linked(scene, left, right)


def _one_move(scene: Scene, left: Told, right: Told) -> bool:
    """ "met to discuss the war": one meeting."""
    if left.clause == right.clause or (left.event_type is EventType.ARREST and _taken_twice(left, right)):
        return True
    clause = scene.clauses[right.clause] if right.clause is not None else None
    return clause is not None and clause.infinitive and clause.host == left.clause


def _taken_twice(left: Told, right: Told) -> bool:
    """ "arrested and detained a minister": one arrest in two words."""
    return left.chunk is None and right.chunk is None and bool(left.targets) and left.targets == right.targets


def _other_kind(left: Told, right: Told) -> bool:
    """Seizing or destroying something is no detail of an attack, unless one word is vague."""
    own = {EventType.SEIZURE, EventType.DESTRUCTION, EventType.ABDUCTION}
    kinds = {left.event_type, right.event_type}
    return len(kinds) == 2 and bool(kinds & own) and not (left.weak or right.weak)


def _further(scene: Scene, left: Told, right: Told) -> bool:
    """ "where officers also destroyed a boat": a deed of another kind beside the first one."""
    if right.clause is None or right.clause == left.clause or right.chunk is not None or left.token > right.token:
        return False
    head = scene.clauses[right.clause].head
    return left.event_type != right.event_type and scene.tokens[max(0, head - 1)].lower == "also"


def _linked(scene: Scene, left: Told, right: Told) -> bool:
    if left.clause == right.clause:
        return True
    if _describes(scene, right) or _describes(scene, left):
        return False
    if left.weak or right.weak:
        return True
    clause = scene.clauses[right.clause] if right.clause is not None else None
    if clause is not None and (clause.link in ("participle", "to", "with", "by", "in") or clause.host == left.clause):
        return True
    if clause is not None and left.clause is not None and clause.subjects == scene.clauses[left.clause].subjects:
        return True
    return not (left.doers and right.doers and left.doers != right.doers)


def _describes(scene: Scene, act: Told) -> bool:
    """ "a leader who coordinated attacks", "fighters involved in the attack": the act only describes somebody."""
    if act.chunk is None or _in_connection(scene, act):
        return False
    before = [one for one in scene.clauses if one.verb < act.chunk]
    clause = scene.clauses[act.clause] if act.clause is not None else before[-1] if before else None
    if clause is None:
        return False
    reduced = clause.link == "participle" and clause.tag == "VBN" and not _one_after_another(clause)
    return (clause.link in _RELATIVE or reduced) and act.chunk not in clause.subjects


def _set_apart(scene: Scene, act: Told) -> bool:
    """ "in retaliation for attacks", "hours after … launched": the act that another one answers or follows."""
    start = scene.tokens[act.token].start
    before = scene.report.text[scene.span.start : start]
    if _IN_ANSWER.search(before[-90:]):
        return True
    if act.chunk is not None and act.event_type.violent:
        words = {t.lower for t in scene.tokens[scene.chunks[act.chunk].first : act.token]}
        if words & _EARLIER and act.plural:
            return True
    if act.chunk is not None:
        if _followed(scene, act):
            return True
        if [part.kind for part in scene.chunks[max(0, act.chunk - 3) : act.chunk]] == _AFTER_A_TIME_OF:
            return scene.head(act.chunk - 3).lower in _APART
        return (
            act.chunk > 1
            and scene.chunks[act.chunk - 1].kind is Kind.PREPOSITION
            and (scene.head(act.chunk - 1).lower in _APART)
        )
    clause = scene.clauses[act.clause] if act.clause is not None else None
    if clause is None:
        return False
    if clause.link == "participle" and clause.tag == "VBN" and clause.subjects and clause.subjects[0] > 0:
        return scene.head(clause.subjects[0] - 1).lower in _APART - {"for", "over"}  # "following a rocket fired at …"
    if clause.link not in ("after", "since", "before") or not act.doers:
        return False
    return clause.tag not in ("VBZ", "VBP") and not _hours_ago(scene, clause)


def _followed(scene: Scene, act: Told) -> bool:
    """ "The attack follows a strike on the same base": the strike came before."""
    clause = scene.clauses[act.clause] if act.clause is not None else None
    return clause is not None and clause.lemma == "follow" and not clause.passive and act.chunk in clause.objects


def _hours_ago(scene: Scene, clause: Clause) -> bool:
    """ "hours after rebels launched a drone": as fresh as what is told first."""
    first = scene.chunks[clause.subjects[0]].first if clause.subjects else clause.head
    return any(word in ("hours", "hour", "minutes") for word in scene.before(first, 3))


def _in_relative(scene: Scene, act: Told) -> bool:
    """ "the group that bombed the station", "rebels behind the raid": told only to say who somebody is."""
    if act.clause is None or _in_connection(scene, act):
        return False
    clause = scene.clauses[act.clause]
    reduced = clause.link == "participle" and act.chunk is not None and not _harms(scene, clause)
    return clause.link in _RELATIVE or (reduced and not _one_after_another(clause))


def _in_connection(scene: Scene, act: Told) -> bool:
    """ "arrested a leader linked to the group, in connection with a bombing": it goes with the arrest, not the link."""
    if act.chunk is None or act.chunk < 4:
        return False
    before = scene.chunks[act.chunk - 4 : act.chunk]
    kinds = [part.kind for part in before] == [Kind.COMMA, Kind.PREPOSITION, Kind.NOUN, Kind.PREPOSITION]
    return kinds and scene.head(act.chunk - 2).lower == "connection"


def _one_after_another(clause: Clause) -> bool:
    """ "a bomb followed by gunfire": two means of one attack."""
    return clause.lemma == "follow" and clause.passive


def _only_says_who(scene: Scene, act: Told) -> bool:
    """ "men involved in the raid": the act describes somebody, and it is not what harmed them."""
    if act.chunk is None or not _describes(scene, act):
        return False
    before = [one for one in scene.clauses if one.verb < act.chunk]
    last = before[-1]
    apposed = last.link in _RELATIVE or last.verb - 1 in last.subjects or scene.chunks[last.verb - 1].kind is Kind.COMMA
    return apposed and not _harms(scene, last)


def _harms(scene: Scene, clause: Clause) -> bool:
    return lexicon().harm_verbs.at(scene.lemmas, clause.head) is not None


def _place_toll(scene: Scene, toll: TollTold, groups: list[Group]) -> None:
    if toll.running:
        groups.append(Group([], [toll], running=True))
        return
    if _long_ago(scene, toll.clause) or _told_of_somebody(scene, toll, groups):
        groups.append(Group([], [toll], apart=True))
        return
    home = (
        _of_word(toll, groups)
        or _of_relative(scene, toll, groups)
        or _of_clause(scene, toll, groups)
        or _of_neighbour(toll, groups)
    )
    if home is None:
        home = next((one for one in groups if not one.acts and not one.apart and not one.running), None)
    if home is None:
        home = Group()
        groups.append(home)
    home.tolls.append(toll)


def _told_of_somebody(scene: Scene, toll: TollTold, groups: Sequence[Group]) -> bool:
    """ "looking for the man who killed a soldier": harm told to say who somebody is, beside what else is told."""
    clause = scene.clauses[toll.clause] if toll.clause is not None else None
    if clause is None or clause.link != "who" or clause.passive or toll.chunk in clause.subjects:
        return False
    told = [other for one in groups for other in one.tolls if other.clause != toll.clause]
    return bool(told)


_LONG = frozenset({"year", "month", "week", "decade"})


def _long_ago(scene: Scene, clause: int | None) -> bool:
    """ "a year after gunmen killed 22": what the clause tells is another, older happening."""
    if clause is None or scene.clauses[clause].link not in ("after", "since"):
        return False
    subjects = scene.clauses[clause].subjects
    at = (scene.chunks[subjects[0]].first if subjects else scene.clauses[clause].head) - 1
    return at > 0 and scene.tokens[at - 1].lemma.lower() in _LONG


def _of_word(toll: TollTold, groups: list[Group]) -> Group | None:
    """One word tells act and harm: "kidnapped", "the arrest of two men"."""
    return next((one for one in groups if any(act.token == toll.token for act in one.acts)), None)


def _of_relative(scene: Scene, toll: TollTold, groups: list[Group]) -> Group | None:
    """ "the attack … that killed 30 people": the nearest act before the relative clause."""
    if toll.clause is None or scene.clauses[toll.clause].link not in ("that", "which"):
        return None
    before = [one for one in groups if any(act.token < toll.token and act.chunk is not None for act in one.acts)]
    return max(before, key=lambda one: max(a.token for a in one.acts if a.token < toll.token), default=None)


def _of_clause(scene: Scene, toll: TollTold, groups: list[Group]) -> Group | None:
    """The act in the toll's own clause, in its host's, or in the clause that says when it came about."""
    if toll.clause is None:
        return None
    clause = scene.clauses[toll.clause]
    for one in groups:
        for act in one.acts:
            if act.event_type.violent is False and act.token != toll.token:
                continue
            if act.token == toll.token:
                return one
            if (
                act.clause == toll.clause
                and act.chunk is not None
                and not _set_apart(scene, act)
                and (act.chunk in clause.subjects or act.chunk in _phrase_nouns(clause))
            ):
                return one
    return _of_host(scene, toll, groups)


def _phrase_nouns(clause: Clause) -> tuple[int, ...]:
    return tuple(noun for phrase in clause.phrases for noun in phrase.nouns)


def _of_host(scene: Scene, toll: TollTold, groups: list[Group]) -> Group | None:
    clause = scene.clauses[toll.clause] if toll.clause is not None else None
    seen = 0
    while clause is not None and clause.host is not None and seen < 4:
        if clause.link not in ("participle", "to", "with", None, "and") and seen == 0:
            break
        host = clause.host
        for one in groups:
            if any(act.clause == host and act.event_type.violent and not _set_apart(scene, act) for act in one.acts):
                return one
        clause, seen = scene.clauses[host], seen + 1
    return None


def _of_neighbour(toll: TollTold, groups: list[Group]) -> Group | None:
    """The one act of the sentence that is not set apart; else the first that is."""
    violent = [one for one in groups if one.acts and one.violent]
    plain = [one for one in violent if not one.apart]
    told_by_harm = [one for one in groups if one.tolls]
    if told_by_harm and toll.clause is not None:
        same = [one for one in told_by_harm if any(_near(t, toll) for t in one.tolls)]
        if same:
            return same[-1]
    if plain:
        return plain[0]
    return violent[0] if violent and not told_by_harm else None


def _near(left: TollTold, right: TollTold) -> bool:
    """Two harm statements joined by "and" share their happening: "five killed and ten injured"."""
    return left.clause is not None and right.clause is not None and abs(left.clause - right.clause) <= 2
