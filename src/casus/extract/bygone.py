"""Days of something else in the news of today: "arrests a man over a blast last week" tells no day of the arrest."""

from __future__ import annotations

from datetime import timedelta

from casus.extract.clauses import Clause
from casus.extract.grouping import Group
from casus.extract.scene import Mark, Scene
from casus.model.when import When
from casus.reference.lexicon import lexicon

_NOW = frozenset({"VBZ", "VBP"})
_WEEK = timedelta(days=7)
_A_YEAR = 360


def of_something_past(scene: Scene, one: Group, mark: Mark, when: When) -> bool:
    """Whether days that have gone by are told of something else than an act that is news in the present tense."""
    published = scene.report.published
    news = _news(scene, one)
    if news is None or published is None or one.apart:
        return False
    year = mark.first == mark.last and scene.tokens[mark.first].text.isdigit()
    if year or when.days >= _A_YEAR or (not _in_phrase_with(scene, mark) and when.last < published - _WEEK):
        return True
    if when.first >= published - timedelta(days=1) or mark.first < news.head:
        return False
    return _other_between(scene, one, news.head, mark.first) or _names_another(scene, one, mark)


def _news(scene: Scene, one: Group) -> Clause | None:
    """The clause in the present tense that tells the first act, by its verb or with the act for its object."""
    act = one.acts[0] if one.acts else None
    clause = scene.clauses[act.clause] if act is not None and act.clause is not None else None
    if clause is not None and act is not None and act.chunk is None and _joined(scene, clause):
        clause = scene.clauses[clause.host or 0]  # "free the pupils taken in May, arresting two men"
    if clause is None or act is None or not clause.finite:
        return None
    if act.chunk is not None and act.chunk not in (*clause.objects, *clause.subjects):
        return None
    verbs = [token.tag for token in scene.tokens[scene.chunks[clause.verb].first : clause.head + 1]]
    return clause if next((tag in _NOW for tag in verbs if tag.startswith(("VB", "MD"))), False) else None


def _joined(scene: Scene, clause: Clause) -> bool:
    """Whether a clause goes on behind a comma, or with a subject of its own, with what its host tells."""
    first = scene.chunks[clause.verb].first
    goes_on = first > 0 and (scene.tokens[first - 1].text == "," or scene.tokens[first - 1].tag.startswith("NN"))
    return clause.tag == "VBG" and clause.host is not None and goes_on


def _in_phrase_with(scene: Scene, mark: Mark) -> bool:
    """ "the July 6 raid": a day in the phrase that it describes."""
    return scene.tokens[scene.chunks[scene.chunk_at(mark.first)].head].tag.startswith("NN")


def _names_another(scene: Scene, one: Group, mark: Mark) -> bool:
    """ "in answer to the May raid": the day in the phrase of another act."""
    head = scene.chunks[scene.chunk_at(mark.first)].head
    own = {act.token for act in one.acts}
    return head > mark.last and head not in own and lexicon().act_nouns.at(scene.lemmas, head) is not None


def _other_between(scene: Scene, one: Group, start: int, end: int) -> bool:
    """Whether a verb of the past or a noun of another act stands between the news and the day."""
    own = {act.token for act in one.acts} | {toll.token for toll in one.tolls}
    nouns = lexicon().act_nouns
    for at in range(start + 1, end):
        tag = scene.tokens[at].tag
        past = tag in ("VBN", "VBD") and scene.tokens[at - 1].lemma.lower() not in ("be", "have")
        act = tag.startswith("NN") and nouns.at(scene.lemmas, at) is not None
        if at not in own and (past or act):
            return True
    return False
