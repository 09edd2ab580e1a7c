"""Who moves and what is moved: fighters, units, people who are told what to do, answers that are promised."""

from __future__ import annotations

from casus.extract.clauses import Clause
from casus.extract.harmed import counted_noun
from casus.extract.naming import side_of
from casus.extract.scene import Scene
from casus.model.codes import Side
from casus.reference.lexicon import lexicon
from casus.reference.roles import roles

_VESSELS = frozenset({"warship", "carrier", "destroyer", "frigate", "submarine", "peacekeeper", "reinforcement"})
_TRADE = frozenset({"company", "airline", "firm", "traveller", "traveler"})
_PROMISING = frozenset({"vow", "swear", "pledge", "promise", "threaten"})


def in_arms(scene: Scene, chunk: int) -> bool:
    """Whether a phrase names fighters: by its words, or as a registered group."""
    return side_of(scene, chunk) in (Side.STATE, Side.NONSTATE)


def unarmed(scene: Scene, chunk: int) -> bool:
    """ "its citizens", "residents": people who are told what to do, no other state and no force."""
    lemma = scene.head(chunk).lemma.lower()
    return (lemma in lexicon().people or lemma in _TRADE) and not in_arms(scene, chunk)


def is_force(scene: Scene, chunk: int) -> bool:
    """ "Chadian soldiers", "200 of its soldiers": a unit that can be moved, and not who commands it."""
    heads = {scene.head(one).lemma.lower() for one in (chunk, counted_noun(scene, chunk))}
    return bool(heads & (roles().unit | _VESSELS))


def promised(scene: Scene, clause: Clause) -> bool:
    """ "vowed to avenge the dead": an answer that somebody promises."""
    host = scene.clauses[clause.host] if clause.infinitive and clause.host is not None else None
    return host is not None and host.lemma in _PROMISING


def tested(scene: Scene, chunk: int) -> bool:
    """ "launched a missile test": the test is the move, and nobody is fired at."""
    head = scene.head(chunk).lemma.lower()
    found = lexicon().act_nouns.at(scene.lemmas, scene.chunks[chunk].head)
    return head == "test" or (found is not None and not found[1].event_type.violent)


_UNREST = frozenset("war unrest drone gang coup incursion violence conflict riot protest strike clash".split())


_ARMED = frozenset("ambush assault airspace airstrike army militant rebel crime bandit security attack clashe".split())
_DISASTERS = frozenset(
    "storm flood flooding earthquake hurricane cyclone typhoon wildfire fire outbreak epidemic disease virus drought "
    "shortage landslide eruption volcano heatwave rain snow blackout outage pandemic cholera ebola measles".split()
)


def in_unrest(scene: Scene) -> bool:
    """Whether a state of emergency is declared over violence, and not over a storm or a shortage."""
    said = set(scene.lemmas)
    return not said & _DISASTERS and bool((_UNREST | _ARMED | roles().outrage) & said)
