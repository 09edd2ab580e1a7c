"""How the gate learns."""

import numpy as np

from casus.extract.gate import read
from training.labels import Labelled
from training.reader.gate import learn, truths

ACTS = ["gunmen attacked a bus", "soldiers killed two men", "a bomb killed four", "rebels attacked the base"]
LEAST = {"short": 0.0, "long": 0.0, "look": 0.0, "lean": 0.0}
NONE = ["a library opened in town", "the band played two songs", "a bus line opened", "men of the choir sang"]


def test_it_tells_apart_what_it_was_taught(tmp_path):
    learn([(one, True) for one in ACTS * 20] + [(one, False) for one in NONE * 20], tmp_path / "gate.npz")
    gate = read(tmp_path / "gate.npz", LEAST)
    assert min(map(gate.score, ACTS)) > 0 > max(map(gate.score, NONE))
    assert gate.passed("Gunmen attacked a bus. A library opened in town.", long=True)[0].start == 0


def test_learning_is_the_same_twice(tmp_path):
    lessons = [(one, one in ACTS) for one in (*ACTS, *NONE)] * 5
    for name in ("one.npz", "two.npz"):
        learn(lessons, tmp_path / name)
    one, two = (np.load(tmp_path / name) for name in ("one.npz", "two.npz"))
    assert all((one[key] == two[key]).all() for key in ("weights", "known", "constant"))


def test_the_labels_of_short_reports_are_lessons_and_those_of_long_ones_none():
    text = "Gunmen attacked a bus. A library opened."
    claim = {"act": "attacked", "quote": "Gunmen attacked a bus."}
    short, long = (
        Labelled(name, text + more, None, (claim,)) for name, more in (("a", ""), ("b", " It rained." * 200))
    )
    assert list(truths([short, long])) == [("Gunmen attacked a bus.", True), ("A library opened.", False)]
