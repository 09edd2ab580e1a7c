"""From what a network of MUC-4 sees to templates: with a network that is written by hand."""

from dataclasses import replace

import numpy as np
import pytest

from bench.muc4_bonds import CUES, Standing, bond_features, told
from bench.muc4_entities import Weights, edges, groups, linked, short
from bench.muc4_facts import facts
from bench.muc4_fill import filled
from bench.muc4_gather import Settings, incidents, templates
from bench.muc4_heads import CLASSES, LINK, SEEN, TYPES, WIDTH, places
from bench.muc4_look import Document, look
from bench.muc4_templates import mark
from bench.muc4_words import Words, words_of
from casus.extract.model_pieces import Cutter

WORDS = "[PAD] the fmln rebels shot mayor ruiz in lima and two guards of a bank with rifles . pedro".split()
CUTTER = Cutter([*WORDS, *(f"[unused{n}]" for n in range(100))])


def document(text, roles, links=None, classes=None, kinds=(0.9, 0.1)):
    """A document in which words fill roles; `links` give a word's template, `classes` its set fills."""
    pieces = CUTTER.cut(text, cased=False)
    tags = np.zeros((len(pieces), len(SEEN), 3), np.float32)
    tags[:, :, 0] = 1.0
    told = np.full((len(pieces), WIDTH), -4.0, np.float32)
    told[:, 0] = 4.0
    linked_ = np.zeros((len(pieces), 2 * LINK), np.float32)
    words = [text[start:end] for start, end in pieces.offsets]
    for phrase, role in roles:
        inside = phrase.split()
        first = next(n for n in range(len(words)) if words[n : n + len(inside)] == inside)
        for n in range(first, first + len(inside)):
            tags[n, SEEN.index(role)] = (0.1, 0.9, 0.0) if n == first else (0.1, 0.0, 0.9)
    for word, vector in (links or {}).items():
        linked_[words.index(word), :2] = vector
    for word, fills in (classes or {}).items():
        for slot, value in fills:
            told[words.index(word), places()[slot].start + CLASSES[slot].index(value)] = 5.0
    whole = np.array([*kinds, *([0.05] * (len(TYPES) - len(kinds)))], np.float32)
    return Document(text, pieces, tags, told, linked_, whole)


FACTS = facts(
    {
        "places": {"lima": "PERU: LIMA (CITY)", "san borja": "PERU: LIMA (CITY): SAN BORJA (NEIGHBORHOOD)"},
        "countries": {"PERU": 100, "EL SALVADOR": 400},
        "years": {"JAN": 90},
        "fills": {
            "instr_type": {"": "20 10 1 1 1 1 1 1 1 1 1 1", mark("rifles"): "0 0 0 0 0 0 0 9 0 0 0 0"},
            "perp_conf": {"": "200 100 50 50 50", mark("bank"): "1 0 0 50 0"},
        },
    }
)


def chosen(**changes):
    """Settings that take what is likelier than not."""
    table = {"entity": 0.5, "person": 0.5, "mention": 0.5, "kind": 0.5, "piece_kind": 0.5, "apart": -1.0, "along": 0.0}
    table |= {"incident": 0.5, "aside": 0.5, "facts": FACTS, "words": Words({}), "bonds": weighed(41, 5.0)}
    return Settings(dict.fromkeys(SEEN, weighed(19, 0.0, 1.0)), weighed(8, 0.0, 1.0), **(table | changes))


def weighed(width, *first):
    """A linear model with these first weights, and no others."""
    return Weights(np.zeros(width), np.ones(width), np.array([*first, *([0.0] * (width - len(first)))]))


def test_a_stretch_is_as_likely_as_its_beginning_going_on_and_end():
    tags = np.array([[0.1, 0.9, 0.0], [0.2, 0.0, 0.8], [0.7, 0.0, 0.3], [1.0, 0.0, 0.0]], np.float32)
    assert edges(tags, 0, 2) == pytest.approx(0.9 * 0.8 * 0.7)
    assert edges(tags, 0, 3) == pytest.approx(0.9 * 0.8 * 0.3)
    assert edges(tags[:2], 0, 2) == pytest.approx(0.9 * 0.8)


def test_a_mention_ends_at_the_end_of_a_word():
    seen = document("ruiz", [("ruiz", "Victim")])
    pieces = replace(seen.pieces, ids=(1, 2), offsets=((0, 2), (2, 4)), shapes=(0, 0), inner=(False, True))
    tags = np.repeat(seen.tags, 2, axis=0)
    tags[1, :] = (0.9, 0.0, 0.1)
    links, classes = np.repeat(seen.links, 2, axis=0), np.repeat(seen.classes, 2, axis=0)
    ((mention,),) = groups(replace(seen, pieces=pieces, tags=tags, links=links, classes=classes), "Victim")
    assert (mention.words, mention.first, mention.last) == ("ruiz", 0, 2)


def test_an_acronym_is_short_for_a_name():
    assert short("fmln", "farabundo marti national liberation front")
    assert not short("fmln", "four men of lima")
    assert short("pc", "party of cities")
    assert not short("p", "party")


def test_mentions_of_one_are_joined_unless_their_links_part_them():
    text, roles = "mayor ruiz and pedro . ruiz", [("mayor ruiz", "Victim"), ("pedro", "Victim")]
    seen = document(text, roles)
    assert [group[0].words for group in groups(seen, "Victim")] == ["mayor ruiz", "pedro"]
    tags = seen.tags.copy()
    tags[5] = tags[3]
    again = replace(seen, tags=tags)
    assert [[one.words for one in group] for group in groups(again, "Victim")] == [["mayor ruiz", "ruiz"], ["pedro"]]
    links = seen.links.copy()
    links[:2, LINK], links[5, LINK] = 9, -9
    assert len(groups(replace(again, links=links), "Victim")) == 3


def test_links_above_nought_are_of_one():
    seen = document("ruiz and pedro", [("ruiz", "Victim"), ("pedro", "Victim")], {"ruiz": (9, 0), "pedro": (-9, 0)})
    ours, theirs = (group[0] for group in groups(seen, "Victim"))
    assert linked(seen, ours, theirs, 0) < 0
    assert linked(seen, ours, ours, 0) > 0


ROLES = [("fmln", "PerpOrg"), ("mayor ruiz", "Victim"), ("bank", "Target"), ("rifles", "Weapon")]


def test_a_document_of_one_incident_gives_one_template():
    made = templates(incidents(document("the fmln shot mayor ruiz in a bank with rifles .", ROLES), chosen()))
    assert made == [
        {
            "incident_type": "attack",
            "PerpInd": [],
            "PerpOrg": [["fmln"]],
            "Target": [["bank"]],
            "Victim": [["mayor ruiz"]],
            "Weapon": [["rifles"]],
        }
    ]


def test_what_was_hit_parts_incidents_of_one_kind():
    seen = document("the fmln shot ruiz and a bank with rifles .", [*ROLES[:1], ("ruiz", "Victim"), *ROLES[2:]])
    far = {"bonds": weighed(41, 5.0, -3.0)}

    def parted(**changes):
        made = templates(incidents(seen, chosen(**changes)))
        return [(one["Target"], one["Victim"], one["PerpOrg"], one["Weapon"]) for one in made]

    bank, ruiz, fmln, rifles = [["bank"]], [["ruiz"]], [["fmln"]], [["rifles"]]
    assert parted() == [(bank, ruiz, fmln, rifles)]
    assert parted(**far) == [(bank, [], [], rifles), ([], ruiz, fmln, [])]
    assert parted(**far, along=-9.0) == [(bank, [], fmln, rifles), ([], ruiz, fmln, rifles)]
    assert parted(**far, apart=-9.0) == [(bank, ruiz, fmln, rifles)]


def test_an_incident_that_is_unlikely_as_a_whole_is_left_out():
    seen = document("the fmln shot mayor ruiz .", [("mayor ruiz", "Victim")])
    assert len(incidents(seen, chosen(incident=0.8))) == 1
    assert incidents(seen, chosen(incident=0.9)) == []


def test_what_tells_of_a_bond():
    text = told("mayor ruiz was shot. meanwhile a bomb hit the bank and the house.")

    def features(one, other, *roles):
        standing = [
            Standing(role, tuple(text.occurrences([name]))) for role, name in zip(roles, (one, other), strict=True)
        ]
        return bond_features(text, *standing, 3)

    near, far = features("bank", "house", "Target", "Target"), features("mayor ruiz", "bank", "Victim", "Target")
    assert len(near) == len(far) == 19 + len(CUES)
    assert (near[2], far[2], far[3]) == (1.0, 0.0, 1.0)
    assert far[1] == pytest.approx(np.log(1 + len(" was shot. meanwhile a bomb hit the ")))
    assert (near[7], far[7], near[15], near[16]) == (1.0, 0.0, 1.0, 0.0)
    assert near[19 + CUES.index("meanwhile")] == 0.0
    assert far[19 + CUES.index("meanwhile")] == 1.0
    assert far == features("bank", "mayor ruiz", "Target", "Victim")
    assert features("mayor", "ruiz", "Person", "Victim")[8:10] == [1.0, 1.0]


def test_a_word_leans_to_the_roles_that_it_fills():
    words = words_of({mark("ruiz"): "10 0 0 0 8 0 0 0", mark("the"): "90", mark("mayor ruiz"): "3 0 0 0 3 0 0 0"})
    assert words.leaning("ruiz", "Victim") > 2 > 0 > words.leaning("ruiz", "Target") > words.leaning("the", "Target")
    assert words.leaning("pedro", "Victim") == 0.0
    mean, unknown, whole, rival = words.features("mayor ruiz", "Victim")
    assert mean == pytest.approx(words.leaning("ruiz", "Victim") / 2)
    assert (unknown, whole) == (0.5, words.leaning("mayor ruiz", "Victim"))
    assert rival == words.leaning("ruiz", "Target")


def test_a_document_of_nothing_gives_nothing():
    assert incidents(document("the mayor in lima .", []), chosen()) == []
    assert incidents(document("the mayor in lima .", [("lima", "Place")]), chosen()) == []


def test_people_by_description_alone_make_no_template_of_roles():
    made = incidents(document("the fmln shot two guards .", [("two guards", "Person")]), chosen())
    assert len(made) == 1
    assert templates(made) == []


def test_the_24_slots():
    classes = {
        "ruiz": [("hum_type", "GOVERNMENT OFFICIAL"), ("hum_effect", "DEATH")],
        "guards": [("hum_type", "SECURITY GUARD"), ("hum_effect", "INJURY")],
        "fmln": [("perp_conf", "REPORTED AS FACT"), ("perp_cat", "TERRORIST ACT")],
        "rifles": [("instr_type", "RIFLE"), ("stage", "ACCOMPLISHED")],
        "bank": [("phys_type", "FINANCIAL"), ("phys_effect", "DESTROYED")],
    }
    roles = [*ROLES[:1], ("ruiz", "Victim"), ("guards", "Person"), *ROLES[2:], ("lima", "Place")]
    seen = document("lima 3 jan 90 the fmln shot ruiz and two guards of a bank with rifles .", roles, {}, classes)
    (one,) = incidents(seen, chosen())
    slots = filled(seen, one, "a", 1, FACTS)
    assert len(slots) == 25
    assert slots["hum_type"] == ['GOVERNMENT OFFICIAL: "RUIZ"', 'SECURITY GUARD: "GUARDS"']
    assert slots["hum_effect"] == ['DEATH: "RUIZ"', 'INJURY: "GUARDS"']
    assert slots["hum_num"] == ['1: "RUIZ"', '2: "GUARDS"']
    assert slots["phys_type"] == ['FINANCIAL: "BANK"']
    assert slots["phys_effect"] == ['DESTROYED: "BANK"']
    assert slots["perp_conf"] == ['REPORTED AS FACT: "FMLN"']
    assert slots["instr_type"] == ['RIFLE: "RIFLES"']
    assert slots["location"] == ["PERU: LIMA (CITY)"]
    assert slots["date"] == ["- 03 JAN 90"]
    assert slots["hum_total"] == ["-"]


def test_people_and_places_that_are_less_likely_are_told_of_an_incident_but_make_none():
    seen = document("the fmln shot two guards in lima .", [("two guards", "Person"), ("lima", "Place")])
    assert incidents(seen, chosen(person=0.99, aside=0.3)) == []
    seen = document("the fmln shot ruiz and guards .", [("ruiz", "Victim"), ("guards", "Person")])
    (one,) = incidents(seen, chosen(person=0.99, aside=0.3))
    assert [entity.role for entity in one.entities] == ["Victim", "Person"]
    (one,) = incidents(seen, chosen(person=0.99, aside=0.95))
    assert [entity.role for entity in one.entities] == ["Victim"]


def test_the_whole_name_of_a_place_is_looked_for():
    text = "a bomb in the san borja district of the capital"
    at = text.index("san"), text.index("san") + 3
    assert FACTS.place(text, at, "san") == "PERU: LIMA (CITY): SAN BORJA (NEIGHBORHOOD)"
    assert FACTS.place(text, (0, 1), "a") is None
    assert [FACTS.is_name(name) for name in ("san", "peru", "callao")] == [False, False, True]


def test_the_country_is_that_of_names_and_places():
    assert FACTS.country("a bank in lima") == "PERU"
    assert FACTS.country("a spanish priest in peru") == "PERU"
    assert FACTS.country("the bank") is None


def test_a_day_is_told_without_a_dateline():
    seen = document("mayor ruiz was shot on 3 january . " + "the bank . " * 80, [("ruiz", "Victim")])
    (one,) = incidents(seen, chosen())
    assert filled(seen, one, "a", 1, FACTS)["date"] == ["03 JAN 90"]
    seen = document("the bank . " * 80 + "mayor ruiz was shot on 3 march 88 . or 3 april", [("ruiz", "Victim")])
    (one,) = incidents(seen, chosen())
    assert filled(seen, one, "a", 1, FACTS)["date"] == ["03 MAR 88"]


def test_words_are_heard_beside_the_network():
    even = np.full(12, 0.2)
    assert FACTS.heard("instr_type", ["rifles"], even).argmax() == 7
    assert FACTS.heard("instr_type", ["bank"], even) is even
    assert FACTS.heard("hum_type", ["rifles"], even) is even


def test_the_words_of_its_sentence_speak_for_the_confidence_in_an_organisation():
    classes = {"fmln": [("perp_conf", "REPORTED AS FACT"), ("perp_conf", "CLAIMED OR ADMITTED")]}
    roles = [("fmln", "PerpOrg"), ("ruiz", "Victim")]
    for text, told_ in (
        ("bank fmln shot ruiz .", "CLAIMED OR ADMITTED"),
        ("bank . fmln shot ruiz .", "REPORTED AS FACT"),
    ):
        seen = document(text, roles, {}, classes)
        (one,) = incidents(seen, chosen())
        assert filled(seen, one, "a", 1, FACTS)["perp_conf"] == [f'{told_}: "FMLN"']


def test_a_description_is_of_whose_name_it_touches_or_is_linked_to():
    roles = [("mayor", "Person"), ("ruiz", "Victim"), ("pedro", "Victim")]
    for text, links, owner in (
        ("mayor ruiz and pedro", {}, ': "RUIZ"'),
        ("mayor . ruiz and pedro", {}, ""),
        ("mayor and ruiz and pedro", {}, ""),
    ):
        seen = document(text, roles, links)
        (one,) = incidents(seen, chosen())
        assert filled(seen, one, "a", 1, FACTS)["hum_desc"] == [f'"MAYOR"{owner}']


class Network:
    """A network that sees the third piece of every window begin the first role."""

    def run(self, given):
        shape = (len(given), max(len(one.ids) for one in given) + 2)
        roles = np.zeros((*shape, 3 * len(SEEN)), np.float32)
        roles[:, :, ::3] = 5.0
        roles[:, 3, 1] = 9.0
        return [roles, np.zeros((*shape, WIDTH)), np.zeros((*shape, 2 * LINK)), np.full((len(given), len(TYPES)), 2.0)]


def test_windows_are_put_together():
    seen = look("mayor ruiz in Lima .", CUTTER, Network())
    assert seen.text == "mayor ruiz in lima ."
    assert seen.tags[:, 0, 1].argmax() == 2
    assert seen.tags.sum(2) == pytest.approx(np.ones((5, len(SEEN))), abs=1e-5)
    assert seen.kinds == pytest.approx([1 / (1 + np.exp(-2))] * len(TYPES))
    assert len(look("bank " * 900, CUTTER, Network()).tags) == 900
