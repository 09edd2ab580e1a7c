"""What the keys of MUC-4 teach, and the fitting of its decoder: what of training needs no torch."""

import gzip
import json

import numpy as np

from bench.muc4_heads import CLASSES, SEEN, places
from bench.muc4_slots import key
from training.reader.muc4_fit import locations, logistic
from training.reader.muc4_labels import place_names, spots

TEXT = "mayor ruiz was killed in lima by two men. ruiz was 40."
KEY = {
    "type": ["ATTACK"],
    "location": ["PERU: LIMA (CITY)"],
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


def test_locations_are_learned_from_the_train_half(tmp_path):
    keys = {"train": {"a": [KEY]}, "dev": {"b": [KEY | {"location": ["PERU: CUZCO (CITY)"]}]}}
    with gzip.open(tmp_path / "keys_full.json.gz", "wt", encoding="utf-8") as out:
        json.dump(keys, out)
    with gzip.open(tmp_path / "templates_train.jsonl.gz", "wt", encoding="utf-8") as out:
        out.write(json.dumps({"docid": "a"}) + "\n")
    assert locations(tmp_path) == {"lima": "PERU: LIMA (CITY)"}


def test_a_logistic_regression_finds_what_tells():
    rows = np.array([[1.0, n / 20, (n * 7 % 20) / 20] for n in range(20)] * 5)
    made = logistic(rows, (rows[:, 1] > 0.5).astype(float))
    assert made.likelihood([1.0, 0.9, 0.5]) > 0.9
    assert made.likelihood([1.0, 0.1, 0.5]) < 0.1
    assert made.weights[1] > 5 * abs(made.weights[2])
