"""From acts that a trained reader found to claims; and how these are joined with the rules' claims."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from casus.extract.model_acts import Act, Part, Source, find_acts, runs
from casus.extract.model_claims import claim_of, trimmed
from casus.extract.model_look import Seen as Outputs
from casus.extract.model_merge import (
    FINER,
    MODEL,
    MODEL_FIRST,
    MODEL_WORDS_FIRST,
    RULES_FIRST,
    Policy,
    claims_of_acts,
    join,
    renamed,
)
from casus.extract.model_pieces import Cutter
from casus.extract.model_tags import CLASSES, ROLES, TYPES
from casus.extract.rules import RuleExtractor
from casus.model.codes import Aspect, EventType, Harm, Scope, Stance
from casus.model.count import Count
from casus.model.report import Report
from casus.model.span import Span
from casus.pipeline import ground

TEXT = "Police said two drones hit a market in Sana'a on Monday, killing at least nine traders."
REPORT = Report("r1", TEXT, date(2025, 5, 8))


def at(words, score=0.9):
    start = TEXT.index(words)
    return Part(Span(start, start + len(words)), score)


def act(word="hit", score=0.9, parts=(), **classes):
    told = {"event_type": "air_strike", "scope": "incident", "stance": "asserts", "realis": "happened", "hedged": "no"}
    told |= {"day": "said", "told": "yes"} | classes
    shares = {name: {code: float(code == told[name]) for code in codes} for name, codes in CLASSES.items()}
    roles = {role: tuple(part for name, part in parts if name == role) for role in ROLES}
    return Act(at(word).span, Span(0, len(TEXT)), score, roles, shares)


FULL = act(
    parts=(
        ("source", at("Police")),
        ("weapon", at("two drones")),
        ("targets", at("a market")),
        ("place", at("Sana'a")),
        ("when", at("on Monday")),
        ("killed", at("at least nine")),
        ("perpetrators", at("traders", 0.4)),
    )
)


def test_an_act_becomes_a_claim_with_its_words_resolved():
    claim = claim_of(REPORT, ground(REPORT), FULL, 1, "model/0")
    assert claim.event_type is EventType.AIR_STRIKE
    assert claim.quote == TEXT
    assert claim.source is not None
    assert claim.source.value.name == "Police"
    assert [target.value for target in claim.targets] == ["market"]
    assert claim.perpetrators == ()  # not likely enough
    assert claim.place is not None
    assert claim.place.value.country == "YE"
    assert claim.when is not None
    assert claim.when.value.iso() == ["2025-05-05", "2025-05-05"]
    assert [(toll.harm, toll.count, toll.part_of) for toll in claim.tolls] == [(Harm.KILLED, Count.at_least(9), None)]
    assert claim.origin == "model/0"


def in_text(text, role, words, score=0.9):
    """The act "hit" or "shot" of another text, with one stretch in one role."""
    verb = next(word for word in ("hit", "shot", "arrested") if word in text)
    spots = {word: Span(text.index(word), text.index(word) + len(word)) for word in (verb, words)}
    made = act(parts=((role, Part(spots[words], score)),))
    return Report("r2", text, date(2025, 5, 8)), replace(made, span=spots[verb], sentence=Span(0, len(text)))


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("Shells hit homes, and Tal Afar stays cut off.", "Tal", "Tal Afar"),  # a cut name, which grounding left alone
        ("Tal Afar: Two soldiers were shot dead.", "Tal Afar", None),  # a dateline is read as one
        ("Shells hit homes on a Sunday.", "homes", None),
        ("Shells hit homes in Brundal.", "Brundal", "Brundal"),  # no gazetteer has it
    ],
)
def test_words_that_are_told_to_name_a_place_are_looked_up(text, words, place):
    report, one = in_text(text, "place", words)
    found = claim_of(report, ground(report), one, 1, "m").place
    assert (found and found.value.name) == place


@pytest.mark.parametrize(
    ("text", "target"),
    [("Police arrested three Russians.", "Russians"), ("Drones hit a Russian village.", "Russia")],
)
def test_people_keep_their_name_and_an_adjective_names_its_country(text, target):
    report, one = in_text(text, "targets", target if target in text else "Russian")
    assert [reading.value for reading in claim_of(report, ground(report), one, 1, "m").targets] == [target]


def test_whom_an_accusation_is_about_is_told_by_the_rules():
    layers = ground(REPORT)
    (one,) = RuleExtractor().read(REPORT, layers).claims
    policy = Policy(fields={"targets": MODEL})
    seen = claims_of_acts(REPORT, layers, [replace(FULL, parts=FULL.parts | {"targets": ()})], 2, "m")
    assert [bool(claim.targets) for claim in join([one], seen, policy, "m")] == [False]
    accusing = replace(one, stance=Stance.ACCUSES)
    assert [claim.targets for claim in join([accusing], seen, policy, "m")] == [one.targets]


def test_a_name_that_no_gazetteer_has_is_in_the_one_country_that_is_named():
    text = "Shells hit homes in Brundal after troops left Mali."
    report, one = in_text(text, "place", "Brundal")
    found = claim_of(report, ground(report), one, 1, "m").place
    assert found is not None
    assert (found.value.country, found.value.lat, found.rule) == ("ML", None, "model: unlisted")
    report, one = in_text("Shells hit homes in Brundal.", "place", "Brundal")
    unknown = claim_of(report, ground(report), one, 1, "m").place
    assert unknown is not None
    assert unknown.value.country is None


def test_days_follow_the_class_where_no_words_tell_them():
    fresh = claim_of(REPORT, ground(REPORT), act(day="fresh"), 1, "m")
    assert fresh.when is not None
    assert fresh.when.value.iso() == ["2025-05-07", "2025-05-08"]
    assert claim_of(REPORT, ground(REPORT), act(day="none"), 1, "m").when is None
    undated = replace(REPORT, published=None)
    assert claim_of(undated, ground(undated), act(day="fresh"), 1, "m").when is None


def test_names_lose_articles_and_endings():
    for words, bare in (
        ("the army", "army"),
        ("Mali's", "Mali"),
        ("alleged gunmen", "gunmen"),
        ("The", "The"),
        ("the U.S.", "U.S."),
        ("mobs.", "mobs"),
    ):
        assert trimmed(words, Span(0, len(words))).of(words) == bare


def test_runs_of_tags_are_brought_to_word_edges():
    tags = np.array([[1, 0, 0], [0.2, 0.1, 0.7], [0.9, 0.1, 0], [0.1, 0.9, 0], [0.1, 0.9, 0]], np.float32)
    found = [(first, last) for first, last, _ in runs(tags, (False, True, False, False, False), 0.5)]
    assert found == [(0, 2), (3, 4), (4, 5)]


def test_a_policy_says_who_decides():
    layers = ground(REPORT)
    rules = RuleExtractor().read(REPORT, layers).claims
    assert len(rules) == 1
    seen = claims_of_acts(REPORT, layers, [replace(FULL, classes=act(scope="background").classes)], 2, "model/0")
    both = join(rules, seen, Policy(fields={"scope": MODEL, "targets": RULES_FIRST}), "model/0")
    assert len(both) == 1
    assert both[0].scope is Scope.BACKGROUND
    assert both[0].event_type is rules[0].event_type
    assert both[0].origin == "rules/1+model/0"


def test_what_the_model_doubts_falls_and_what_it_alone_is_sure_of_stands():
    layers = ground(REPORT)
    rules = RuleExtractor().read(REPORT, layers).claims
    assert join(rules, [], Policy(keep=0.1), "m") == ()
    assert [
        claim.origin for claim in join((), claims_of_acts(REPORT, layers, [FULL], 1, "m"), Policy(add=0.8), "m")
    ] == ["m"]
    assert join((), claims_of_acts(REPORT, layers, [FULL], 1, "m"), Policy(add=0.95), "m") == ()
    assert join((), claims_of_acts(REPORT, layers, [FULL], 1, "m"), Policy(add=0.8, sourced=0.95), "m") == ()


def test_what_the_rules_alone_see_may_need_a_toll_to_stand():
    layers = ground(REPORT)
    rules = RuleExtractor().read(REPORT, layers).claims
    bare = tuple(replace(claim, tolls=()) for claim in rules)
    assert [claim.tolls for claim in join(rules, [], Policy(keep=0.0, lone=False), "m")] == [rules[0].tolls]
    assert rules[0].tolls
    assert join(bare, [], Policy(keep=0.0, lone=False), "m") == ()
    assert len(join(bare, [], Policy(keep=0.0), "m")) == 1


def test_numbers_and_answers_follow_what_stands():
    layers = ground(REPORT)
    (one,) = RuleExtractor().read(REPORT, layers).claims
    fallen, kept = replace(one, id="fallen", incident=1), replace(one, id="kept", incident=3)
    total = replace(one, id="total", incident=4, answers="kept", covers=(1, 3))
    denial = replace(one, id="denial", incident=3, answers=fallen.id)
    found = renamed([kept, denial, total])
    assert [claim.incident for claim in found] == [1, 1, 2]
    assert found[1].answers is None
    assert (found[2].answers, found[2].covers) == (found[0].id, (1,))


def test_claims_of_one_sentence_and_kind_have_ids_of_their_own():
    layers = ground(REPORT)
    two = claims_of_acts(REPORT, layers, [FULL, act("killing", stance="denies")], 1, "m")
    found = join((), two, Policy(add=0.5), "m")
    assert {claim.stance for claim in found} >= {Stance.ASSERTS}
    assert len({claim.id for claim in found}) == len(found)


class Eyes:
    """Sees an act in every piece "##strike" and takes the piece before a marked one for the perpetrator."""

    def __init__(self, piece):
        self.piece = piece

    def __call__(self, stretches):
        return [self._seen(one) for one in stretches]

    def _seen(self, one):
        size = len(one.ids)
        acts = np.full((size, 3), [9.0, 0.0, 0.0], np.float32)
        roles = np.zeros((size, len(ROLES), 3), np.float32)
        roles[:, :, 0] = 9.0
        for n, piece in enumerate(one.ids):
            if piece == self.piece:
                acts[n] = [0.0, 9.0, 0.0]
            if n + 1 < size and one.marked[n + 1] and not one.marked[n]:
                roles[n, 0] = [0.0, 9.0, 0.0]
        classes = np.zeros(sum(map(len, CLASSES.values())), np.float32)
        classes[TYPES.index("air_strike")] = 9.0
        return Outputs(acts, np.zeros((size, len(TYPES)), np.float32), roles.reshape(size, -1), classes)


def test_acts_are_found_in_every_window_of_every_text():
    vocabulary = ["[PAD]", *("[unused]",) * 99, "[UNK]", "[CLS]", "[SEP]", "air", "##strike", "israel", "."]
    text = "Israel airstrike. " * 200
    found = find_acts(
        [Source(""), Source(text), Source("Israel.")], Cutter(vocabulary), Eyes(vocabulary.index("##strike"))
    )
    assert [len(acts) for acts in found] == [0, 200, 0]
    assert {one.span.of(text) for one in found[1]} == {"airstrike"}
    assert {part.span.of(text) for one in found[1] for part in one.parts["perpetrators"]} == {"Israel"}
    assert found[1][0].best("event_type") == "air_strike"
    assert found[1][0].score == pytest.approx(0.5**0.5, abs=0.01)


def test_who_accuses_or_claims_a_deed_is_who_says_so():
    layers = ground(REPORT)
    doers = (("perpetrators", at("Police")),)
    for kind, stance in (("accuse", "accuses"), ("bombing", "claims_responsibility")):
        claim = claim_of(REPORT, layers, act(parts=doers, event_type=kind, stance=stance), 1, "m")
        assert claim.source == claim.perpetrators[0]
    assert claim_of(REPORT, layers, act(parts=doers, event_type="bombing"), 1, "m").source is None


def test_violence_by_nobody_against_nobody_and_a_deed_claimed_again_add_nothing():
    layers = ground(REPORT)
    bare = claims_of_acts(REPORT, layers, [act(event_type="violence_other")], 1, "m")
    assert join((), bare, Policy(add=0.5), "m") == ()
    owned = act(parts=(("perpetrators", at("Police")),), stance="claims_responsibility")
    seen = claims_of_acts(REPORT, layers, [owned, replace(owned, span=at("killing").span)], 1, "m")
    assert len(join((), seen, Policy(add=0.5), "m")) == 1


def test_what_the_model_is_sure_of_is_another_act_where_one_is_news_and_one_recalled():
    layers = ground(REPORT)
    (one,) = RuleExtractor().read(REPORT, layers).claims
    policy = Policy(add=0.5, alike=9.0)
    for score, found in ((0.9, 2), (0.6, 1)):
        parts = (("perpetrators", at("two drones")), ("source", at("Police")))
        recalled = act(score=score, parts=parts, scope="background")
        assert len(join([one], claims_of_acts(REPORT, layers, [recalled], 2, "m"), policy, "m")) == found
    for kind, found in (("shelling", 1), ("violence_other", 0)):
        bare = act(score=0.9, event_type=kind, parts=(("place", at("Sana'a")),))
        assert len(join((), claims_of_acts(REPORT, layers, [bare], 1, "m"), policy, "m")) == found


def test_the_days_of_the_model_fill_what_the_rules_left_open():
    layers = ground(REPORT)
    (one,) = RuleExtractor().read(REPORT, layers).claims
    fresh = claims_of_acts(REPORT, layers, [replace(FULL, classes=act(day="fresh").classes, parts=act().parts)], 2, "m")
    policy = Policy(fields={"when": MODEL_WORDS_FIRST})
    assert [claim.when for claim in join([one], fresh, policy, "m")] == [one.when]
    (filled,) = join([replace(one, when=None)], fresh, policy, "m")
    assert filled.when is not None
    assert filled.when.value.iso() == ["2025-05-07", "2025-05-08"]


def test_what_is_recalled_is_not_of_the_day_of_a_fresh_report():
    layers = ground(REPORT)
    (one,) = RuleExtractor().read(REPORT, layers).claims
    fresh = claims_of_acts(REPORT, layers, [act(parts=(("killed", at("at least nine")),), day="fresh")], 2, "m")
    policy = Policy(fields={"when": MODEL_FIRST})
    for scope, days in ((Scope.INCIDENT, ["2025-05-07", "2025-05-08"]), (Scope.BACKGROUND, one.when.value.iso())):
        (both,) = join([replace(one, scope=scope)], fresh, policy, "m")
        assert both.when.value.iso() == days
    # Nor what another sentence dates, which the model does not see.
    before = replace(one, when=replace(one.when, span=Span(len(TEXT) + 1, len(TEXT) + 9)))
    assert join([before], fresh, policy, "m")[0].when == before.when


def test_the_kind_of_aid_stays_the_rules():
    layers = ground(REPORT)
    (one,) = RuleExtractor().read(REPORT, layers).claims
    sure = Policy(sure={"event_type": 0.9})
    seen = claims_of_acts(REPORT, layers, [act(parts=(("killed", at("at least nine")),), event_type="bombing")], 2, "m")
    assert [claim.event_type for claim in join([one], seen, sure, "m")] == [EventType.BOMBING]
    aid = replace(one, event_type=EventType.AID)
    assert EventType.AID in [claim.event_type for claim in join([aid], seen, sure, "m")]


@pytest.mark.parametrize(
    ("words", "side"),
    [("Pro-rebel forces", "nonstate"), ("pro-government fighters", "state"), ("anti-government forces", "unknown")],
)
def test_a_side_is_that_of_those_whom_it_is_for(words, side):
    text = f"{words} hit a town."
    report, one = in_text(text, "perpetrators", words)
    assert [one.value.side.value for one in claim_of(report, ground(report), one, 1, "m").perpetrators] == [side]


def test_numbers_of_harms_that_the_rules_do_not_read_are_added():
    text = "Drones hit a market in Sana'a on Monday, killing nine traders and leaving seven hurt."
    report, seven = in_text(text, "injured", "seven")
    layers = ground(report)
    (one,) = RuleExtractor().read(report, layers).claims
    rules = [replace(one, tolls=tuple(toll for toll in one.tolls if toll.harm is Harm.KILLED))]
    seen = claims_of_acts(report, layers, [seven], 2, "m")
    policy = Policy(alike=0.0, tolls=True)
    (both,) = join(rules, seen, policy, "m")
    assert [(toll.harm, toll.count.low) for toll in both.tolls] == [(Harm.KILLED, 9), (Harm.INJURED, 7)]
    (alone,) = join(rules, seen, replace(policy, tolls=False), "m")
    assert alone.tolls == rules[0].tolls
    # Of whom another claim of the rules' tells already, nobody is added; nor is a bare plural beside a number.
    elsewhere = replace(one, id="other", span=Span(0, 1), tolls=seen[0].claim.tolls)
    assert join([*rules, elsewhere], seen, policy, "m")[0].tolls == rules[0].tolls
    report, traders = in_text(text, "injured", "traders")
    plural = claims_of_acts(report, layers, [traders], 2, "m")
    assert join(rules, plural, policy, "m")[0].tolls == rules[0].tolls
    assert join([replace(one, tolls=())], plural, policy, "m")[0].tolls == plural[0].claim.tolls


def test_whom_the_rules_guess_to_be_harmed_falls_where_the_model_sees_others_harmed():
    text = "Drones hit a market in Sana'a on Monday, killing nine traders."
    report, nine = in_text(text, "killed", "nine")
    layers = ground(report)
    (one,) = RuleExtractor().read(report, layers).claims
    guessed = replace(one.tolls[0], harm=Harm.ARRESTED, rule="bare plural")
    seen = claims_of_acts(report, layers, [nine], 2, "m")
    for doubts, harms in ((True, [Harm.KILLED]), (False, [Harm.KILLED, Harm.ARRESTED])):
        policy = Policy(alike=0.0, doubts=doubts)
        (both,) = join([replace(one, tolls=(*one.tolls, guessed))], seen, policy, "m")
        assert [toll.harm for toll in both.tolls] == harms


def test_how_a_source_speaks_is_the_models_word_where_it_alone_hears_it_or_is_sure_that_it_owns_to_a_deed():
    layers = ground(REPORT)
    (one,) = RuleExtractor().read(REPORT, layers).claims
    policy = Policy(alike=0.0, fields={"source": RULES_FIRST})
    police = ("source", at("Police"))

    def spoken(claim, heard=police, doer="Police", **classes):
        parts = (heard, ("perpetrators", at(doer)))
        seen = claims_of_acts(REPORT, layers, [act(parts=parts, **classes)], 2, "m")
        (both,) = join([claim], seen, policy, "m")
        return both.source.value.name, both.stance, both.aspect

    unheard = replace(one, source=None)
    assert spoken(unheard, stance="confirms") == ("Police", Stance.CONFIRMS, Aspect.ACT)
    assert spoken(unheard, stance="accuses") == ("Police", Stance.ACCUSES, Aspect.RESPONSIBILITY)
    assert spoken(one, stance="confirms") == ("Police", Stance.ASSERTS, one.aspect)
    assert spoken(one, stance="claims_responsibility") == (
        "Police",
        Stance.CLAIMS_RESPONSIBILITY,
        Aspect.RESPONSIBILITY,
    )
    # Nobody owns to what another says: here the rules hear the police and the model the traders.
    assert spoken(one, ("source", at("traders")), stance="claims_responsibility")[:2] == ("Police", Stance.ASSERTS)
    # Nor who tells of a deed that somebody else did, or of "a strike" that is not called his own.
    assert spoken(one, doer="two drones", stance="claims_responsibility")[1] is Stance.ASSERTS
    denies = replace(one, stance=Stance.DENIES)
    assert spoken(denies, stance="claims_responsibility")[1] is Stance.DENIES


def test_the_finer_place_wins_and_where_a_move_is_the_model_may_decide():
    text = "Drones hit a market in Sana'a in Yemen on Monday, killing nine traders."
    report, town = in_text(text, "place", "Sana'a")
    layers = ground(report)
    (one,) = RuleExtractor().read(report, layers).claims
    yemen = next(reading for reading in layers.places if reading.value.name == "Yemen")
    seen = claims_of_acts(report, layers, [town], 2, "m")
    finer = Policy(alike=0.0, fields={"place": FINER})
    for ours, name in ((yemen, "Sana'a"), (one.place, "Sana'a"), (None, "Sana'a")):
        assert [claim.place.value.name for claim in join([replace(one, place=ours)], seen, finer, "m")] == [name]
    nowhere = [replace(seen[0], claim=replace(seen[0].claim, place=None))]
    decides = Policy(alike=0.0, add=0.1, fields={"place": FINER}, moves={"place": MODEL})
    assert join([one], nowhere, decides, "m")[0].place == one.place
    (move,) = join([replace(one, event_type=EventType.CONSULT, tolls=())], nowhere, decides, "m")
    assert move.place is None


@pytest.mark.parametrize(
    ("text", "words", "named"),
    [
        # One of two that "and" joins is seen: the other acts too, and letters in brackets stand between nobody.
        ("Mali and Chad shot a guard.", "Mali", ["Mali", "Chad"]),
        ("Boko Haram (BH) and Chad shot a guard.", "Boko Haram", ["Boko Haram", "Chad"]),
        ("Forces of Mali shot a guard.", "Forces of Mali", ["Mali"]),
        ("Forces of the United States shot a guard.", "Forces of the United States", ["United States"]),
    ],
)
def test_who_acts_together_and_whose_forces_they_are(text, words, named):
    report, one = in_text(text, "perpetrators", words)
    found = claim_of(report, ground(report), one, 1, "m").perpetrators
    assert [reading.value.name for reading in found] == named


@pytest.mark.parametrize(
    ("words", "doers"), [("MLRS", []), ("anti-insurgents", []), ("Car", []), ("The army", ["army"])]
)
def test_a_means_and_whom_somebody_is_against_is_no_doer(words, doers):
    text = f"{words} bombs hit a town."
    report, one = in_text(text, "perpetrators", words)
    found = claim_of(report, ground(report), one, 1, "m").perpetrators
    assert [reading.value.name for reading in found] == doers


def test_who_accuses_another_of_a_deed_did_not_do_it():
    text = "Drones hit a market in Mora, with the union accusing the army of the attack."
    report, one = in_text(text, "perpetrators", "the union")
    layers = ground(report)
    rules = RuleExtractor().read(report, layers).claims
    assert [claim.stance for claim in rules] == [Stance.ASSERTS, Stance.ACCUSES]
    seen = claims_of_acts(report, layers, [one], 3, "m")
    joined = join(rules, seen, Policy(alike=0.5, fields={"perpetrators": MODEL_FIRST}), "m")
    assert [[doer.value.name for doer in claim.perpetrators] for claim in joined] == [[], ["army"]]


def test_what_a_train_carries_is_not_taken():
    text = "Rebels hit a train carrying hundreds of passengers."
    report, one = in_text(text, "abducted", "hundreds of passengers")
    assert claim_of(report, ground(report), one, 1, "m").tolls == ()


def test_a_charge_is_not_told_once_more_as_a_deed():
    text = "Boko Haram claims that Chadian authorities exploit the region that was hit."
    report, one = in_text(text, "perpetrators", "Chadian authorities")
    layers = ground(report)
    rules = RuleExtractor().read(report, layers).claims
    assert [claim.event_type for claim in rules] == [EventType.ACCUSE]
    classes = act(event_type="seizure", stance="accuses").classes
    seen = claims_of_acts(report, layers, [replace(one, classes=classes)], 2, "m")
    assert join(rules, seen, Policy(add=0.5, alike=9.0), "m") == renamed(rules)


def test_who_tells_of_a_strike_that_is_not_called_his_own_does_not_own_to_it():
    for words, stance in (("a", Stance.ASSERTS), ("its", Stance.CLAIMS_RESPONSIBILITY)):
        text = f"Police said {words} raid that hit a market on Monday killed nine traders."
        report = Report("r", text, REPORT.published)
        layers = ground(report)
        rules = [replace(one, perpetrators=()) for one in RuleExtractor().read(report, layers).claims]
        spot = Part(Span(0, 6), 0.9)
        raid = Span(text.index("raid"), text.index("raid") + 4)
        made = act(parts=(("source", spot), ("perpetrators", spot)), stance="claims_responsibility")
        seen = claims_of_acts(report, layers, [replace(made, span=raid, sentence=Span(0, len(text)))], 9, "m")
        plain = [replace(rules[0], stance=Stance.ASSERTS, source=seen[0].claim.source)]
        (both,) = join(plain, seen, Policy(alike=0.0, fields={"source": RULES_FIRST}), "m")
        assert both.stance is stance


def test_who_died_of_a_wound_is_told_once():
    text = "Two soldiers were hit in Vale on Sunday and died."
    report, one = in_text(text, "injured", "Two soldiers")
    layers = ground(report)
    (told,) = RuleExtractor().read(report, layers).claims
    toll = replace(told.tolls[0], harm=Harm.KILLED, span=Span(0, 12))
    seen = claims_of_acts(report, layers, [one], 2, "m")
    (both,) = join([replace(told, tolls=(toll,))], seen, Policy(alike=0.0, tolls=True), "m")
    assert [toll.harm for toll in both.tolls] == [Harm.KILLED]


def test_what_the_rules_know_for_an_accident_is_no_violence_of_the_model():
    report = Report("r", "A bus hit a wall and fell into a river near Vale, killing 14 passengers.", REPORT.published)
    assert RuleExtractor().read(report, ground(report)).mishaps == (Span(0, len(report.text)),)


def test_what_the_network_passed_over_tells_nothing_in_a_short_report():
    layers = ground(REPORT)
    rules = RuleExtractor().read(REPORT, layers).claims
    assert [bool(claim.tolls) for claim in rules] == [True]
    whole, nowhere = (Span(0, len(TEXT)),), ()
    for lone, looked, stands in ((False, whole, 1), (False, nowhere, 0), (True, nowhere, 1)):
        assert len(join(rules, (), Policy(lone=lone, keep=0.0), "m", looked)) == stands


def test_news_that_the_rules_take_for_recalled_is_news_where_it_has_a_day():
    layers = ground(REPORT)
    (one,) = RuleExtractor().read(REPORT, layers).claims
    seen = claims_of_acts(REPORT, layers, [act()], 2, "m")
    for when, fresh, scope in (
        (one.when, 0.9, Scope.INCIDENT),
        (None, 0.9, Scope.BACKGROUND),
        (one.when, 2.0, Scope.BACKGROUND),
    ):
        recalled = replace(one, scope=Scope.BACKGROUND, when=when)
        (both,) = join([recalled], seen, Policy(alike=0.0, fresh=fresh), "m")
        assert both.scope is scope


def test_what_is_said_to_go_on_is_not_recalled():
    for words, scope in (("ongoing", Scope.INCIDENT), ("earlier", Scope.BACKGROUND)):
        text = f"Police shot a man amid {words} protests in Vale."
        report = Report("r", text, REPORT.published)
        layers = ground(report)
        spot = Span(text.index("protests"), text.index("protests") + 8)
        made = act(event_type="protest", scope="background")
        seen = claims_of_acts(report, layers, [replace(made, span=spot, sentence=Span(0, len(text)))], 2, "m")
        ours = replace(seen[0].claim, scope=Scope.INCIDENT)
        (both,) = join([ours], seen, Policy(alike=0.0, sure={"scope": 0.7}), "m")
        assert both.scope is scope


def test_where_two_accuse_each_other_both_are_heard():
    report = Report("r", "Chad and Sudan accused each other of breaking a truce, which hit trade.", REPORT.published)
    layers = ground(report)
    rules = RuleExtractor().read(report, layers).claims
    assert len(rules) == 2
    report, one = in_text(report.text, "source", "Chad")
    classes = act(event_type="accuse", stance="accuses").classes
    seen = claims_of_acts(report, layers, [replace(one, classes=classes)], 3, "m")
    assert len(join(rules, seen, Policy(keep=0.0, lone=False, alike=0.5), "m")) == 2


@pytest.mark.parametrize(
    ("text", "role", "words", "classes", "found"),
    [
        ("Chad warned Chadians, as rebels hit Vale.", "targets", "Chadians", {"event_type": "threaten"}, 0),
        ("Chad warned Sudanese, as rebels hit Vale.", "targets", "Sudanese", {"event_type": "threaten"}, 1),
        ("Chad says that rebels did not hit Vale.", "targets", "Vale", {"stance": "denies"}, 0),
        ("Chad denies that its army hit Vale.", "targets", "Vale", {"stance": "denies"}, 1),
    ],
)
def test_advice_to_ones_own_people_is_no_threat_and_a_denial_denies_something(text, role, words, classes, found):
    report, one = in_text(text, role, words)
    doer = Part(Span(0, 4), 0.9)
    made = replace(one, classes=act(**classes).classes, parts={**one.parts, "perpetrators": (doer,), "source": (doer,)})
    seen = claims_of_acts(report, ground(report), [made], 1, "m")
    assert len(join((), seen, Policy(add=0.5, alike=9.0), "m")) == found


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Chad is sharing intelligence with Sudan.", 1),
        ("Chad shares intelligence with a company.", 0),
        ("Chad will share intelligence with Sudan.", 0),
    ],
)
def test_a_states_move_towards_another_stands_where_the_rules_alone_see_it(text, stands):
    report = Report("r", text, REPORT.published)
    rules = RuleExtractor().read(report, ground(report)).claims
    assert len(join(rules, (), Policy(lone=False, keep=0.0), "m", (Span(0, len(text)),))) == stands
