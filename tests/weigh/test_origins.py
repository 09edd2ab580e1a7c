"""Voices counted by origin, not by page."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from casus.model.actor import Actor
from casus.model.codes import Side
from casus.weigh.copies import copies, shared_words
from casus.weigh.origins import origins, voices

from .factory import REBELS, claim, incident, reports, toll

WIRE = "A cart bomb went off beside the gate of the old castle on Wednesday and three of the guards died at once"


def names(*claims, **known):
    return [one.name for one in origins(incident(*claims), reports(*claims, **known))]


def test_ten_papers_that_quote_one_spokesman_are_one_origin():
    told = [claim(f"c{at}", toll(12), source=REBELS, report=f"r{at}") for at in range(10)]
    assert len(names(*told)) == 1


def test_a_group_its_initials_and_its_spokesman_are_one_origin():
    spokesman = Actor("Rupert", None, "XA", Side.NONSTATE, parent="t:fzm")
    told = [claim("c1", source=REBELS), claim("c2", source=spokesman)]
    assert len(names(*told)) == 1
    told = [claim("c1", source=Actor("Free Zenda Movement")), claim("c2", source=Actor("FZM"))]
    assert len(names(*told)) == 1


def test_the_military_is_the_only_military_that_speaks():
    told = [claim("c1", source=Actor("Ruritania's military")), claim("c2", source=Actor("military"), report="r2")]
    assert names(*told) == ["Ruritania's military"]
    assert len(names(*told, claim("c3", source=Actor("Syldavia's military")))) == 3


def test_a_paper_is_one_origin_over_its_reports_and_an_unknown_one_is_its_report():
    told = [claim(f"c{at}", report=f"r{at}") for at in range(3)]
    assert names(*told, publishers={"r0": "Herald", "r1": "Herald", "r2": None}) == ["Herald", "report r2"]


def test_wire_copies_are_one_origin():
    told = [claim("c1", report="r1"), claim("c2", report="r2"), claim("c3", report="r3")]
    known = reports(*told)
    known["r1"] = replace(known["r1"], text=WIRE)
    known["r2"] = replace(known["r2"], text=f"{WIRE}, our correspondent writes.")
    assert len(origins(incident(*told), known)) == 2


def test_shared_words_is_a_share_of_the_shorter_text():
    assert shared_words(WIRE, WIRE + " and more besides that was never in the first") == 1.0
    assert shared_words(WIRE, "nothing of the kind was ever said by anyone here") == 0.0
    assert shared_words("too short", WIRE) == 0.0


def test_a_wire_in_three_papers_is_the_agencys_one_voice():
    told = [claim(f"c{at}", report=f"r{at}") for at in range(4)]
    known = reports(*told, publishers={"r0": "Reuters", "r1": "Reuters via *Valley Paper", "r2": "Herald", "r3": None})
    known["r2"] = replace(known["r2"], text="ZENDA (Reuters) - Two guards were hurt when a cart went up on Monday.")
    known["r3"] = replace(known["r3"], url="https://www.reuters.com/world/two-guards")
    (found,) = origins(incident(*told), known)
    assert found.name == "Reuters"
    assert found.why == ("credited to Reuters",)


def test_editions_of_one_house_are_one_origin_and_portals_are_none():
    told = [claim(f"c{at}", report=f"r{at}") for at in range(4)]
    papers = {"r0": "BBC News", "r1": "BBC Urdu", "r2": "MSN", "r3": "MSN"}
    assert names(*told, publishers=papers) == ["BBC", "MSN, report r2", "MSN, report r3"]


def test_a_quoted_agency_and_its_own_page_are_one_origin():
    told = [claim("c1", report="r1"), claim("c2", source=Actor("AFP"), report="r2")]
    assert names(*told, publishers={"r1": "Agence France-Presse"}) == ["Agence France-Presse"]


def test_a_states_organ_speaks_with_that_states_stake():
    russia = Actor("Russian army", None, "RU", Side.STATE)
    told = [claim("c1", toll(9), report="r1"), claim("c2", toll(2), by=[russia], report="r2")]
    found = origins(incident(*told), reports(*told, publishers={"r1": "TASS", "r2": "Herald"}))
    assert [(one.name, one.interest) for one in found] == [("Herald", None), ("TASS", "perpetrator's side")]
    counted = voices(found)
    assert (counted.claims, counted.origins, counted.independent, counted.parties) == (2, 2, 2, 1)


def test_a_groups_outlet_is_the_group():
    group = Actor("Houthis", "houthis", "YE", Side.NONSTATE)
    told = [claim("c1", report="r1", by=[group]), claim("c2", source=group, report="r2", by=[group])]
    (found,) = origins(incident(*told), reports(*told, publishers={"r1": "Al-Masirah"}))
    assert found.interest == "perpetrator's side"


WORDS = st.lists(st.sampled_from("a cart bomb went off beside the old mill".split()), min_size=1, max_size=30)


@given(st.dictionaries(st.sampled_from("abcdefgh"), WORDS.map(" ".join), min_size=1), st.randoms())
def test_copies_are_a_partition_that_no_order_changes(texts, random):
    found = copies(texts)
    assert found.keys() == texts.keys()
    assert all(found[first] == first for first in found.values())
    order = list(texts)
    random.shuffle(order)
    assert copies({name: texts[name] for name in order}) == found


def test_a_wire_report_is_found_inside_a_longer_page():
    page = " ".join(f"word{at}" for at in range(900)) + " " + WIRE + " " + " ".join(f"more{at}" for at in range(900))
    other = " ".join(f"other{at}" for at in range(900))
    assert copies({"a": WIRE, "b": page, "c": other}) == {"a": "a", "b": "a", "c": "c"}
