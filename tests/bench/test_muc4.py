"""The scorers of MUC-4 against cases worked out by hand."""

import gzip
import json

import pytest

from bench.muc4 import figures, load_keys, main
from bench.muc4_ceaf import ree, rme_phi3, rme_subset
from bench.muc4_pairing import Tally, pair
from bench.muc4_predict import trained
from bench.muc4_slots import Fill, Key, credit, fill, from_roles, key, official
from bench.muc4_templates import entities, load, normal, template


def made(kind="attack", **roles):
    return template({"incident_type": kind, **roles})


def test_mentions_are_compared_without_articles_case_and_marks():
    assert normal('The  "Red" Brigade (RB)') == "red brigade rb"
    assert normal("an officer") == "officer"


def test_the_best_pairs_are_chosen_together():
    assert pair([[5, 4], [4, 0]]) == [(0, 1), (1, 0)]  # 8 in all, where the greedy choice makes 5
    assert pair([[0, 0], [0, 1]]) == [(1, 1)]
    assert pair([[1, 3, 2]]) == [(0, 1)]
    assert pair([[1], [3], [2]]) == [(1, 0)]
    assert pair([]) == []


def test_entities_of_a_document_are_counted_once():
    one = made(PerpInd=[["rebels", "a rebel column"], ["two men"]])
    two = made("arson", PerpInd=[["rebels"], ["women"]])
    assert entities([one, two], "PerpInd") == (("rebels", "rebel column"), ("two men",), ("women",))


def test_ree_counts_an_entity_whose_every_mention_is_wanted():
    gold = {"a": [made(Victim=[["pedro ruiz", "ruiz"], ["ana"]], Weapon=[["bomb"]])], "b": []}
    given = {"a": [made(Victim=[["Ruiz"], ["ana", "the girl"]], Weapon=[["bomb"]])], "b": [made(Target=[["bank"]])]}
    table = ree(gold, given)
    assert table["Victim"] == Tally(1, 1, 2, 2)  # "the girl" is not wanted, so that entity is wrong
    assert table["Target"] == Tally(0, 0, 1, 0)
    assert table["micro"] == Tally(2, 2, 4, 3)
    assert table["micro"].precision == 0.5
    assert table["micro"].f1 == pytest.approx(4 / 7)


def test_a_document_without_an_answer_counts_as_empty():
    assert ree({"a": [made(Weapon=[["bomb"]])]}, {})["micro"] == Tally(0, 0, 0, 1)


def test_rme_keeps_templates_apart():
    gold = {"a": [made("bombing", Target=[["bank", "office"]], Weapon=[["bomb"]]), made("attack", Victim=[["ana"]])]}
    given = {"a": [made("bombing", Target=[["bank", "door"]], Victim=[["ana"]])]}
    # Paired with the bombing: the bank meets (one of its mentions is wanted), ana belongs to the other template.
    assert rme_subset(gold, given) == Tally(1, 1, 2, 3)
    assert rme_phi3(gold, given) == Tally(1, 1, 3, 4)


def test_rme_asks_for_the_kind_of_incident():
    gold = {"a": [made("attack / bombing", Target=[["bank"]])]}
    assert rme_subset(gold, {"a": [made("bombing", Target=[["bank"]])]}).f1 == 1.0
    assert rme_subset(gold, {"a": [made("arson", Target=[["bank"]])]}).f1 == 0.0


def test_rme_subset_counts_two_answers_for_one_entity_once_in_recall():
    gold = {"a": [made(Victim=[["ruiz", "mayor"]])]}
    given = {"a": [made(Victim=[["ruiz"], ["mayor"]])]}
    assert rme_subset(gold, given) == Tally(2, 1, 2, 1)
    assert rme_phi3(gold, given) == Tally(1, 1, 2, 2)


def test_fills_of_the_original_keys():
    assert fill('? "GUNMEN" / "MEN"') == Fill(("GUNMEN", "MEN"), (), True)
    assert fill('DEATH / INJURY: "A PRIEST"') == Fill(("DEATH", "INJURY"), ("A PRIEST",))
    assert fill('"\\"LA PAZ\\" HOTEL"') == Fill(("LA PAZ HOTEL",))
    assert fill('"MAYOR": "RUIZ"') == Fill(("MAYOR",), ("RUIZ",))
    assert fill("-") is None
    assert fill("*") is None


def test_a_key_of_an_irrelevant_message_is_none():
    assert key({"type": ["*"], "template": ["*"]}) is None
    read = key({"type": ["ATTACK"], "template": ["2 (OPTIONAL)"], "location": ["PERU: LIMA (CITY)"]})
    assert read is not None
    assert read.optional
    assert read.slots["location"] == (Fill(("PERU| LIMA (CITY",)),)


def test_credit_of_one_fill():
    assert credit("hum_name", Fill(("PEDRO RUIZ",)), Fill(("PEDRO RUIZ",))) == 1.0
    assert credit("hum_name", Fill(("PEDRO RUIZ",)), Fill(("RUIZ",))) == 0.5
    assert credit("hum_name", Fill(("PEDRO RUIZ",)), Fill(("ANA",))) == 0.0
    assert credit("hum_effect", Fill(("DEATH",), ("RUIZ",)), Fill(("DEATH",), ("RUIZ",))) == 1.0
    assert credit("hum_effect", Fill(("DEATH",), ("RUIZ",)), Fill(("DEATH",), ("ANA",))) == 0.5
    assert credit("location", Fill(("PERU| LIMA",)), Fill(("PERU",))) == 0.5
    assert credit("date", Fill(("02 FEB 90 - 03 FEB 90",)), Fill(("03 FEB 90",))) == 0.5


def test_the_official_score_of_aligned_templates():
    gold = {"a": [from_roles(made("bombing", PerpOrg=[["red brigade"]], Target=[["bank"], ["shop"]]))]}
    given = {"a": [from_roles(made("bombing", PerpOrg=[["brigade"]], Target=[["bank"], ["door"]], Weapon=[["bomb"]]))]}
    # type 1, organisation 1/2, bank 1, door against shop incorrect, bomb spurious: 2.5 of 4 wanted and of 5 given.
    assert official(gold, given) == Tally(2.5, 2.5, 5, 4)


def test_templates_that_share_the_type_alone_are_missing_and_spurious():
    gold = {"a": [from_roles(made("attack", Victim=[["ana"]]))]}
    given = {"a": [from_roles(made("attack", Victim=[["ruiz"]]))]}
    assert official(gold, given) == Tally(0, 0, 2, 2)


def test_what_is_optional_is_never_missing():
    optional = Key({"type": (Fill(("ATTACK",)),), "hum_name": (Fill(("ANA",)),)}, optional=True)
    assert official({"a": [optional]}, {}) == Tally(0, 0, 0, 0)
    asked = Key({"type": (Fill(("ATTACK",)),), "hum_name": (Fill(("ANA",)), Fill(("RUIZ",), (), True))})
    answer = Key({"type": (Fill(("ATTACK",)),), "hum_name": (Fill(("ANA",)),)})
    assert official({"a": [asked]}, {"a": [answer]}).f1 == 1.0


def test_perfect_answers_score_one(tmp_path):
    line = {
        "docid": "a",
        "templates": [
            {"incident_type": "attack", "PerpInd": [[["gunmen", 4]]], "Victim": [[["ana", 20], ["she", 30]]]}
        ],
    }
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    gold = load(path)
    assert {tally.f1 for name, tally in figures(gold, gold).items() if tally.wanted} == {1.0}
    assert main(["score", str(path), str(path)]) == 0


def test_keys_are_read_from_lines_and_from_one_object(tmp_path):
    slots = {"type": ["BOMBING"], "phys_id": ['"BANK"'], "template": ["1"]}
    one, many = tmp_path / "keys.json", tmp_path / "keys.jsonl"
    one.write_text(json.dumps({"dev": {"a": [slots]}}), encoding="utf-8")
    many.write_text(json.dumps({"docid": "a", "templates": [slots]}) + "\n", encoding="utf-8")
    assert load_keys(one) == load_keys(many)
    assert main(["score", "--full", str(one), str(many)]) == 0


def test_a_broken_line_is_named(tmp_path, capsys):
    path = tmp_path / "gold.jsonl"
    path.write_text('{"docid": "a", "templates": [{}]}\n', encoding="utf-8")
    assert main(["score", str(path), str(path)]) == 2
    assert "line 1" in capsys.readouterr().err


def test_documents_that_cannot_be_read_are_named_and_the_others_are_answered(tmp_path, capsys):
    docs, out = tmp_path / "docs.jsonl", tmp_path / "out.jsonl"
    text = "Gunmen attacked a police station in Lima on Monday.\u2028They fled."
    good = json.dumps({"docid": "a", "doctext": text}, ensure_ascii=False)
    docs.write_text(f'\n{{"docid": "b"}}\n[1]\n{{"docid"\n{good}\n', encoding="utf-8")
    assert main(["predict", "--reader", "rules", str(docs), str(out)]) == 2
    assert [json.loads(line)["docid"] for line in out.read_text(encoding="utf-8").split("\n") if line] == ["a"]
    said = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[1].rsplit(" ", 1)[1] for line in said] == ["2", "3", "4"]
    assert "there is no doctext" in said[0]


def test_the_documents_are_never_written_over(tmp_path, capsys):
    docs = tmp_path / "docs.jsonl"
    docs.write_text('{"docid": "a", "doctext": "Gunmen fled."}\n', encoding="utf-8")
    assert main(["predict", str(docs), str(docs)]) == 2
    assert "name another" in capsys.readouterr().err
    assert "Gunmen" in docs.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [["score"], ["score", "--full"], ["predict", "--reader", "rules"]])
def test_a_file_that_cannot_be_read_is_one_line(tmp_path, capsys, command):
    cut = tmp_path / "gold.jsonl.gz"
    cut.write_bytes(gzip.compress(b'{"docid": "a", "templates": []}\n' * 50)[:-9])
    bare = tmp_path / "bare.jsonl"
    bare.write_bytes(b"\xff\n")
    for file in (cut, bare, tmp_path / "none.jsonl", tmp_path):
        assert main([*command, str(file), str(tmp_path / "out.jsonl")]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize(
    ("templates", "full"),
    [
        ([1], False),
        ("x", True),
        ({"type": 1}, True),
        ([{"type": "BOMBING"}], True),
        ([{"type": [1]}], True),
        ([{"incident_type": 1}], False),
        ([{"incident_type": "attack", "Victim": "x"}], False),
        ([{"incident_type": "attack", "Victim": [1]}], False),
        ([{"incident_type": "attack", "Victim": [[1]]}], False),
        ([{"incident_type": "attack", "Victim": [[[]]]}], False),
    ],
)
def test_templates_of_another_form_are_named(tmp_path, capsys, templates, full):
    lines, whole = tmp_path / "gold.jsonl", tmp_path / "gold.json"
    lines.write_text(json.dumps({"docid": "a", "templates": templates}) + "\n", encoding="utf-8")
    assert main(["score", *["--full"] * full, str(lines), str(lines)]) == 2
    assert "line 1: " in capsys.readouterr().err
    whole.write_text(json.dumps({"dev": {"a": templates}}), encoding="utf-8")
    assert not full or main(["score", "--full", str(whole), str(whole)]) == 2


def test_without_the_trained_reader_the_rules_answer_and_one_line_says_so(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("bench.muc4_predict.HERE", tmp_path)
    trained.cache_clear()
    docs, out = tmp_path / "docs.jsonl", tmp_path / "out.jsonl"
    docs.write_text('{"docid": "a", "doctext": "Gunmen attacked a bank in Lima."}\n', encoding="utf-8")
    assert main(["predict", str(docs), str(out)]) == 0
    assert capsys.readouterr().err == "muc4: the trained reader's files are not there: reading by rules alone\n"
    assert json.loads(out.read_text(encoding="utf-8"))["templates"]
    trained.cache_clear()


def test_documents_in_templates_out(tmp_path):
    docs, out = tmp_path / "docs.jsonl", tmp_path / "out.jsonl"
    text = "Gunmen attacked a police station in Lima on Monday with rifles."
    docs.write_text(json.dumps({"docid": "a", "doctext": text}) + "\n", encoding="utf-8")
    assert main(["predict", "--reader", "rules", str(docs), str(out)]) == 0
    made_of = json.loads(out.read_text(encoding="utf-8"))
    assert made_of["docid"] == "a"
    assert made_of["templates"][0]["incident_type"] == "attack"
    assert made_of["templates"][0]["PerpInd"] == [["gunmen"]] or made_of["templates"][0]["PerpInd"] == [["Gunmen"]]
