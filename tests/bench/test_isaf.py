"""The coding of ISAF press releases, on releases of our own; the figures themselves stand on the board."""

import json
import re

import pytest

from bench import isaf
from bench.isaf_days import collect
from bench.isaf_fields import Fields, fields
from bench.isaf_people import Fate, claimed, people
from bench.isaf_read import Release, dateline, published, read
from bench.isaf_words import filled, low_of, pattern, profile

HEAD = "2011-04-S-031\nISAF Joint Command - Afghanistan\n\nKABUL, Afghanistan (April 12, 2011)\n"


def release(body: str, head: str = HEAD) -> Release:
    return read("r", head + body)


def captured(body: str) -> int:
    return people(release(body), Fate.CAPTURED).count


def killed(body: str) -> int:
    return people(release(body), Fate.KILLED).count


class TestProfile:
    @pytest.mark.parametrize("row", profile()["vague"], ids=lambda row: row["words"])
    def test_vague_words_read_their_own_example(self, row):
        assert low_of(row["example"]) == row["low"]
        assert captured(row["example"]) == row["low"]

    @pytest.mark.parametrize("name", list(profile()["pattern"]))
    def test_patterns_find_their_own_example(self, name):
        assert pattern(name).search(profile()["pattern"][name]["example"])

    @pytest.mark.parametrize("name", ["airstrike", "noshotsfired", "civilians"])
    def test_fields_of_yes_and_no_find_their_own_example(self, name):
        assert re.search(profile()[name]["words"], profile()[name]["example"])

    def test_a_raid_finds_its_own_example(self):
        rule = profile()["raid"]
        assert re.search(rule["how"], rule["example"])
        assert re.search(rule["whom"], rule["example"])

    @pytest.mark.parametrize("row", profile()["group"], ids=lambda row: row["code"])
    def test_groups_find_their_own_example(self, row):
        assert re.search(row["words"], row["example"])

    def test_fragments_are_put_in_and_groups_kept(self):
        assert "<" not in filled("<leader>")
        assert "(?P<within>" in pattern("joint").pattern


class TestDay:
    def test_a_dateline_with_its_year(self):
        assert str(published(HEAD)) == "2011-04-12"

    def test_the_number_tells_the_year_that_a_dateline_leaves_out(self):
        assert str(published("2010-12-S-301\nKABUL, Afghanistan (Dec. 14) - ")) == "2010-12-14"

    def test_without_a_year_nobody_knows(self):
        text = "KABUL, Afghanistan (Feb. 3) - Soldiers found a cache in Khost province."
        assert published(text) is None
        assert dateline(text) == (2, 3)
        assert fields(read("r", text)).start_date is None

    @pytest.mark.parametrize(
        ("words", "day"),
        [
            ("yesterday", "2011-04-11"),
            ("today", "2011-04-12"),
            ("Sunday", "2011-04-10"),
            ("last night", "2011-04-11"),
            ("", "2011-04-12"),
        ],
    )
    def test_the_day_of_the_operation(self, words, day):
        body = f"Soldiers detained a Taliban leader in Khost province {words}.".replace(" .", ".")
        assert fields(release(body)).start_date == day

    def test_what_is_confirmed_has_its_own_date(self):
        body = "The army today confirmed the arrest of a Taliban commander in Khost province April 8."
        assert fields(release(body)).start_date == "2011-04-08"

    def test_the_one_year_without_numbers(self):
        numbered = [f"{year}-{month:02d}-S-001" for year in (2009, 2010, 2012) for month in range(1, 13)]
        collection = collect(numbered)
        assert str(collection.day("KABUL, Afghanistan (Feb. 3) - Nothing.")) == "2011-02-03"
        assert collection.day("009-02-S-001 KABUL, Afghanistan (Feb. 3) - Nothing.") is None

    def test_several_years_without_numbers_are_no_year(self):
        collection = collect(["2009-01-S-001", "2012-12-S-001"])
        assert collection.day("KABUL, Afghanistan (Feb. 3) - Nothing.") is None


class TestPeople:
    def test_a_leader_and_those_detained_beside_him(self):
        assert captured("The force arrested a Taliban leader. Later it also detained two additional insurgents.") == 3

    def test_a_leader_among_those_detained(self):
        told = people(release("The force detained three insurgents, including a Taliban commander."), Fate.CAPTURED)
        assert (told.count, told.leaders) == (3, 1)

    def test_one_object_of_two_parts(self):
        assert captured("Guards arrested the smuggler along with two of his associates.") == 3

    def test_one_person_of_two_roles(self):
        assert captured("The force captured a Taliban leader and facilitator yesterday.") == 1

    def test_the_same_men_told_twice(self):
        assert captured("The force detained two men. The two men were taken into custody.") == 2

    def test_a_goal_is_no_capture(self):
        assert captured("The army sent a company to arrest a Taliban leader.") == 0

    def test_what_happened_this_year_is_no_part_of_it(self):
        body = "One insurgent was killed. More than 50 insurgents have been killed this year."
        assert killed(body) == 1

    def test_the_deeds_of_the_one_sought(self):
        assert killed("He led the attack that killed four guards in Gardez. The force detained one man.") == 0

    def test_a_sum_over_several_operations_gives_way_to_the_one_told(self):
        body = "Soldiers detained nine insurgents during separate security operations. In Sabari they detained two."
        assert captured(body) == 2

    def test_a_range_begins_at_its_low_end(self):
        assert killed("Soldiers killed between three and six insurgents.") == 3

    def test_an_update_tells_of_the_same_people(self):
        body = f"Soldiers detained four insurgents.\n\n----\n\nUPDATE\n{HEAD}The force captured a Taliban leader."
        assert captured(body) == 4

    def test_the_tolls_of_claims_alone(self):
        assert claimed(release("Soldiers detained two insurgents in Khost province."), Fate.CAPTURED) == 2


class TestFields:
    def test_a_whole_release(self):
        body = (
            "Border guards captured a Haqqani leader near a market in Sabari district, Khost province, "
            "yesterday. The force also detained two additional insurgents. No shots were fired."
        )
        assert fields(release(body)) == Fields(
            start_date="2011-04-11",
            event_type=["detention"],
            province=["khost"],
            target_group=["haqqani"],
            min_killed=0,
            min_captured=3,
            killq=False,
            captureq=True,
            killcaptureraid=True,
            airstrike=False,
            noshotsfired=True,
            min_leaders_killed=0,
            min_leaders_captured=1,
        )

    def test_an_airstrike(self):
        told = fields(release("A precision airstrike killed four insurgents in Wardak province today."))
        assert (told.event_type, told.airstrike, told.min_killed) == (["airstrike"], True, 4)
        assert told.province == ["wardak"]

    def test_a_place_of_the_dateline_is_no_province(self):
        assert fields(release("Soldiers detained one man.\n\n")).province in (["kabul"], [""])
        assert fields(release("Soldiers detained one man in Farah province.")).province == ["farah"]


class TestScore:
    def test_lists_are_compared_as_sets(self):
        assert isaf.same(["aq;taliban"], ["taliban", "aq"])
        assert isaf.same([""], [])
        assert not isaf.same(["taliban"], [""])

    def test_an_unknown_day_is_wrong(self):
        assert not isaf.same("2011-04-11", None)

    def test_predict_and_score(self, tmp_path, capsys):
        source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
        gold = {"id": 2, "text": HEAD + "Soldiers detained two insurgents in Khost province yesterday."}
        told = fields(read("2", gold["text"])).to_json()
        source.write_text(json.dumps({**gold, "gold": told | {"min_killed": 7}}) + "\n", encoding="utf-8")
        assert isaf.main(["predict", str(source), str(target)]) == 0
        assert json.loads(target.read_text(encoding="utf-8")) == {"id": 2, **told}
        assert isaf.main(["score", str(source), str(target)]) == 0
        assert f"{12 / 13:.4f}" in capsys.readouterr().out
        assert isaf.main(["misses", str(source), str(target)]) == 0
        assert "min_killed" in capsys.readouterr().out

    def test_unknown_commands_say_how(self, capsys):
        assert isaf.main(["guess"]) == 2
        assert "predict IN.jsonl" in capsys.readouterr().err
