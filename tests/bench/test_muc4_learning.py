"""What the keys of MUC-4 teach, and the fitting of its decoder: what of training needs no torch."""

import gzip
import json

import numpy as np

from bench.muc4_bonds import CUES
from bench.muc4_heads import CLASSES, SEEN, places
from bench.muc4_slots import key
from bench.muc4_templates import mark
from training.reader.muc4_fit import smooth
from training.reader.muc4_known import Message, known, sentences
from training.reader.muc4_labels import place_names, spots
from training.reader.muc4_linear import logistic

TEXT = "mayor ruiz was killed in lima by two men. ruiz was 40."
KEY = {
    "type": ["ATTACK"],
    "location": ["PERU: LIMA (CITY)"],
    "date": ["- 03 JAN 90"],
    "perp_ind": ['"MEN"'],
    "hum_name": ['"RUIZ"'],
    "hum_desc": ['"MAYOR": "RUIZ"'],
    "hum_type": ['GOVERNMENT OFFICIAL: "RUIZ"'],
    "hum_effect": ['DEATH: "RUIZ"'],
}
TEMPLATE = {"PerpInd": [[["men", 35]]], "PerpOrg": [], "Target": [], "Victim": [[["ruiz", 6]]], "Weapon": []}


def found():
    offsets = [(n, n + len(word)) for word, n in _words()]
    return spots(TEXT, [TEMPLATE], [key(KEY)], offsets)


def _words():
    at = 0
    for word in TEXT.split():
        at = TEXT.index(word, at)
        yield word.strip("."), at
        at += len(word)


def test_every_occurrence_of_a_mention_is_one():
    told = sorted((SEEN[one.role], one.first, one.last) for one in found())
    one = [("PerpInd", 8, 9), ("Person", 0, 1), ("Place", 5, 6), ("Victim", 1, 2)]
    assert told == [*one, ("Victim", 9, 10)]


def test_a_description_is_of_whom_it_names():
    by_role = {SEEN[one.role]: one for one in found()}
    assert by_role["Person"].entities == by_role["Victim"].entities
    assert by_role["PerpInd"].entities != by_role["Victim"].entities
    official = places()["hum_type"].start + CLASSES["hum_type"].index("GOVERNMENT OFFICIAL")
    assert by_role["Person"].classes[official] == by_role["Victim"].classes[official] == 1.0
    assert by_role["PerpInd"].classes[official] == -1.0


def test_names_of_a_location():
    assert place_names("PERU| LIMA (CITY)| SAN ISIDRO (NEIGHBORHOOD") == ["lima", "san isidro"]
    assert place_names("PERU") == []


FIRST = TEMPLATE | {"incident_type": "attack", "Target": [[["lima", 25]]]}
OTHER = TEMPLATE | {"incident_type": "attack", "PerpInd": [], "Victim": [[["pedro", 60]]]}


def train_half(folder):
    """Two messages of two attacks each, and one of the dev half."""
    two = [KEY, KEY | {"perp_ind": ["-"], "hum_name": ['"PEDRO"'], "hum_desc": ["-"], "location": ["PERU"]}]
    keys = {"train": {"a": two, "b": two}, "dev": {"c": [KEY | {"location": ["PERU: CUZCO (CITY)"]}]}}
    with gzip.open(folder / "keys_full.json.gz", "wt", encoding="utf-8") as out:
        json.dump(keys, out)
    with gzip.open(folder / "templates_train.jsonl.gz", "wt", encoding="utf-8") as out:
        for docid in ("a", "b"):
            one = {"docid": docid, "doctext": f"{TEXT} meanwhile pedro died."}
            out.write(json.dumps(one | {"templates": [FIRST, OTHER]}) + "\n")


def test_the_train_half_tells_of_places_words_and_bonds(tmp_path):
    train_half(tmp_path)
    told = known(tmp_path)
    assert told["places"] == {"lima": "PERU: LIMA (CITY)"}
    assert told["countries"] == {"PERU": 4}
    assert told["years"] == {"JAN": 90}
    mayor = told["fills"]["hum_type"][mark("mayor")].split()
    assert mayor.index("2") == CLASSES["hum_type"].index("GOVERNMENT OFFICIAL")
    assert told["fills"]["perp_conf"].keys() == {""}
    assert told["words"][mark("ruiz")].split() == ["2", *("2" if role == "Victim" else "0" for role in SEEN)]
    assert told["words"][mark("killed")] == "2"
    assert told["bonds"]["weights"][19 + CUES.index("meanwhile")] < 0
    assert len(told["bonds"]["weights"]) == 19 + len(CUES)


def test_the_words_of_sentences_tell_of_confidence():
    said = key(KEY | {"perp_org": ['"FMLN"'], "perp_conf": ['CLAIMED OR ADMITTED: "FMLN"']})
    seen = key(KEY | {"perp_org": ['"FMLN"'], "perp_conf": ['REPORTED AS FACT: "FMLN"']})
    train = [Message("the fmln claimed it. a bank burnt.", [], [said])] * 5 + [
        Message("the fmln did it.", [], [seen])
    ] * 5
    counts = sentences(train, "perp_conf")
    assert counts[""] == "5 0 0 5 0"
    assert counts[mark("claimed")] == "0 0 0 5 0"
    assert mark("bank") not in counts


def test_a_lone_peak_is_smoothed():
    assert smooth([1.0, 5.0, 1.0, 3.0, 3.0]) == [2.0, 3.0, 2.5, 2.5, 3.0]


def test_a_logistic_regression_finds_what_tells():
    rows = np.array([[1.0, n / 20, (n * 7 % 20) / 20] for n in range(20)] * 10)
    made = logistic(rows, (rows[:, 1] > 0.5).astype(float))
    assert made.likelihood([1.0, 0.9, 0.5]) > 0.9
    assert made.likelihood([1.0, 0.1, 0.5]) < 0.1
    assert made.weights[1] > 5 * abs(made.weights[2])
