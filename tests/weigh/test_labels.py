"""What is disputed of an incident, and how figures went from day to day."""

from datetime import date

from casus.model.codes import Aspect, Change, Harm, Label
from casus.weigh.histories import change
from casus.weigh.setting import label_words
from casus.weigh.weigh import weigh

from .factory import ARMY, HOSPITAL, REBELS, SYLDAVIA, claim, incident, reports, toll

PAPER = {"publishers": {"r1": "Herald", "r2": "Herald", "r3": "Herald"}}


def made(*claims, **known):
    return weigh(incident(*claims), reports(*claims, **known)).account


def labels(*claims, **known):
    return [one.label.value for one in made(*claims, **known).labels]


def test_every_label_is_said_in_words():
    assert all(label_words(one) for one in Label)


def test_two_origins_that_agree_are_uncontested():
    assert labels(claim("c1", toll(3)), claim("c2", toll(3, -1), report="r2")) == ["uncontested"]


def test_one_origin_is_a_single_source_however_many_pages():
    assert labels(claim("c1", toll(3), source=HOSPITAL), claim("c2", source=HOSPITAL, report="r2")) == ["single_source"]
    twin = claim("c2", toll(3), source=type(REBELS)("Zenda Movement news", parent="t:fzm"), by=[REBELS])
    (found,) = made(claim("c1", toll(3), source=REBELS, by=[REBELS]), twin).labels
    assert found.label is Label.SINGLE_SOURCE
    assert found.why.endswith("alone, of one side: perpetrator's side")


def test_contested_number_and_responsibility_stand_side_by_side():
    told = [
        claim("c1", toll(3), by=[REBELS]),
        claim("c2", toll(12), report="r2", by=[SYLDAVIA]),
        claim("c3", source=SYLDAVIA, stance="denies", by=[SYLDAVIA], report="r3"),
    ]
    assert labels(*told) == ["contested_number", "contested_responsibility", "denied"]


def test_only_denied_or_taken_back_is_discounted():
    assert labels(claim("c1", source=ARMY, stance="denies")) == ["discounted"]
    assert labels(claim("c1", toll(3), superseded=True)) == ["discounted"]
    assert labels(claim("c1", source=ARMY, stance="no_comment")) == []


def test_a_value_knows_its_first_and_last_day_and_who_revised_it():
    told = [claim("c1", toll(5), report="r1"), claim("c2", toll(5), report="r2"), claim("c3", toll(9), report="r3")]
    days = {"r1": "2025-05-08", "r2": "2025-05-09", "r3": "2025-05-11"}
    killed = next(one for one in made(*told, days_of=days, **PAPER).fields if one.name == "killed")
    five, nine = killed.values
    assert (five.since, five.until) == (date(2025, 5, 8), date(2025, 5, 9))
    assert [(one.claim_id, one.published) for one in five.revised_by] == [("c3", date(2025, 5, 11))]
    assert nine.revised_by == ()


def test_another_voice_revises_nobody():
    told = [claim("c1", toll(5), report="r1"), claim("c2", toll(9), report="r2")]
    days = {"r1": "2025-05-08", "r2": "2025-05-11"}
    killed = next(one for one in made(*told, days_of=days).fields if one.name == "killed")
    assert [one.revised_by for one in killed.values] == [(), ()]


def test_a_history_tells_each_days_figure_and_what_it_changed():
    told = [
        claim("c1", toll(5), report="r1"),
        claim("c2", toll(9), report="r2", superseded=True),
        claim("c3", toll(12), report="r2"),
        claim("c4", toll(7), report="r3"),
        claim("c5", toll(40), report="r3", scope="aggregate"),
    ]
    days = {"r1": "2025-05-08", "r2": "2025-05-09", "r3": "2025-05-11"}
    (history,) = made(*told, days_of=days, **PAPER).histories
    assert (history.voice, history.harm, history.changed) == ("Herald", Harm.KILLED, True)
    assert [(str(one.count), one.change, one.taken_back) for one in history.steps] == [
        ("5", Change.FIRST, False),
        ("9", Change.RAISED, True),
        ("12", Change.RAISED, False),
        ("7", Change.LOWERED, False),
    ]


def test_changes():
    at_least, ten, twelve = (toll(*ends).count for ends in ((10, -1), (10,), (10, 12)))
    assert change(None, ten) is Change.FIRST
    assert change(ten, ten) is Change.SAME
    assert change(at_least, ten) is Change.NARROWED
    assert change(twelve, at_least) is Change.WIDENED
    assert change(ten, toll(9).count) is Change.LOWERED


def test_a_disputed_toll_and_a_denied_backing_have_labels():
    act = claim("c1", toll(12), by=[REBELS])
    toll_denied = claim("c2", source=ARMY, stance="denies", aspect=Aspect.TOLL, answers="c1", report="r2")
    assert labels(act, toll_denied) == ["single_source", "contested_number", "denied"]
    behind = [
        claim("c2", source=ARMY, stance="accuses", by=[SYLDAVIA], aspect=Aspect.BACKING, report="r2"),
        claim("c3", source=SYLDAVIA, stance="denies", by=[SYLDAVIA], aspect=Aspect.BACKING, report="r3"),
    ]
    found = made(act, *behind).labels
    assert [one.why for one in found if one.label is Label.CONTESTED_RESPONSIBILITY] == [
        "that Syldavia stood behind it is denied"
    ]
    assert labels(act, behind[0]) == ["uncontested"], "an accusation that nobody answers contests nothing"
