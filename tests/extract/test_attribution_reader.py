"""The layer of attributions: source, cue and content as a careful reader marks them.

Brackets as in `training/texts/attribution.txt`: [S1 …] the source, [C1 …] the cue, [T1 …] a piece of the content.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.errors import InputError
from casus.extract.attribution_reader import SETTING, VARIANTS, chosen, read_attributions
from casus.model.claim import Attribution
from casus.model.span import Span
from casus.text.analysis import analyse
from tests.strategies import CHARACTERS
from training.attribution_texts import Told, unmarked

TRAPS = {
    "plain": [
        "[S1 The police chief] [C1 said] [T1 that four men were arrested].",
        "[T1 Four men were arrested], [S1 the police chief] [C1 said].",
        "[S1 Officials] [C1 said] [T1 the tunnel was flooded].",
    ],
    "discontinuous": [
        "[T1 The tunnel], [S1 officials] [C1 said], [T1 was flooded on purpose].",
        "[T1 “The tunnel,”] [S1 he] [C1 said], [T1 “was flooded on purpose.”]",
        "[T1 “Nobody came out,”] [S1 she] [C1 said]. [T1 “We waited until dark.”]",
    ],
    "according to": [
        "[C1 According to] [S1 officials], [T1 the tunnel was flooded].",
        "[T1 The tunnel was flooded], [C1 according to] [S1 officials].",
        "[T1 Six people were hurt], [C1 according to] [S1 the state news agency].",
    ],
    "nested": [
        "[S1 The newspaper] [C1 reported] [T1 that [S2 the minister] [C2 said] [T2 the tunnel was flooded]].",
        "[S1 Officials] [C1 said] [T1 [S2 the rebels] [C2 claimed] [T2 they had taken the bridge]].",
        "[S1 State media] [C1 reported] [T1 that [S2 the minister] [C2 said] [T2 the tunnel was flooded]].",
    ],
    "inverted": [
        "[T1 “We will reopen the tunnel,”] [C1 said] [S1 Mayor Olga Brandt].",
        "[T1 “Nobody came out,”] [C1 said] [S1 Tomas Reyes, a miner].",
        "[T1 “It was quiet,”] [C1 said] [S1 one resident].",
    ],
    "two cues": [
        "[S1 He] [C1 said] [T1 the road was open], [C2 adding] [T2 that convoys would resume].",
        "[S1 He] [C1 said] [T1 the tunnel was dry], [C2 noting] [T2 that no rain had fallen].",
        "[S1 She] [C1 said] [T1 the clinic was safe] but [C2 admitted] [T2 that the roof had burned].",
    ],
    "statement": [
        "[S1 The statement] [C1 said] [T1 that the tunnel was flooded].",
        "In a statement, [S1 the ministry] [C1 said] [T1 the tunnel was flooded].",
        "[S1 The letter] [C1 said] [T1 that the prisoners were alive].",
    ],
    "passive": [
        "[T1 The army] [C1 was accused of] [T1 burning the village].",
        "[T1 The raid] [C1 was condemned] by [S1 the bishop].",
        "[T1 The general] [C1 is believed to] [T1 be hiding in the hills].",
    ],
    "nominal": [
        "The envoy repeated [S1 his] [C1 demand] [T1 that the prisoners be freed].",
        "[S1 The army] [C1 denied reports] [T1 that the bridge was mined].",
        "[S1 He] [C1 rejected] [T1 the claim that the bridge was mined].",
    ],
    "hearsay": [
        "[S1 State radio], [C2 citing] [S2 a police source], [C1 said] [T1 that the driver was found dead].",
        "[S1 State media], quoting the interior ministry, [C1 said] [T1 that the driver was found dead].",
        "[S1 The agency], citing two officers, [C1 reported] [T1 that the driver was found dead].",
    ],
    "over sentences": [
        "[T1 “The bridge is gone. We cannot cross. The sick will die,”] [S1 the doctor] [C1 said].",
        "[S1 The statement] [C1 read:] [T1 “We hold the bridge. We hold the town. We will not leave.”]",
        "[S1 The doctor] [C1 said:] [T1 “The bridge is gone. We cannot cross. The sick will die.”]",
    ],
    "free quotes": [
        "[T1 “The bridge is gone,”] [S1 the doctor] [C1 said]. [T1 “The sick will die.”]",
        "[T1 “The sick will die,”] [C1 said] [S1 the doctor]. [T1 “We have no light.”]",
        "[T1 “We saw the smoke,”] [S1 a nurse] [C1 said]. [T1 “Then the roof came down.”]",
    ],
    "pronouns": [
        "[S1 He] [C1 said] [T1 the bridge was gone].",
        "[S1 They] [C1 claimed] [T1 that the bridge was gone].",
        "[S1 The group] [C1 said] [T1 it had mined the bridge].",
    ],
    "not said": [
        "The tunnel was flooded on Monday and the miners left.",
        "The convoy crossed the river at noon.",
        "Snow fell on the pass for three days.",
    ],
}
# What the reader still gets wrong, each with what it does.
MISSED = [
    ("the noun's clause runs on into the verb", "[S1 The rebels’] [C1 claim] [T1 that they won] was not confirmed."),
    ("no source of the noun", "The mayor rejected [S1 the army’s] [C1 claim] [T1 that the bridge was mined]."),
    ("no inner one", "[S1 The spokesman] [C1 said] [T1 [S2 the ministry] [C2 believes] [T2 the tunnel was flooded]]."),
    ("one content", "[S1 Officials] [C1 said] [T1 the tunnel was flooded] and [C2 warned] [T2 that rain was coming]."),
    ("no cue", "[S1 The doctor] [C1 was angry]. [T1 “The sick will die.”]"),
]
CASES = [pytest.param(line, id=f"{trap} {n}") for trap, lines in TRAPS.items() for n, line in enumerate(lines, 1)]


def read(text: str, variant: str = "polnear") -> tuple[Attribution, ...]:
    return read_attributions(text, analyse(text), variant=variant)


SPOKEN = [case for case in CASES if "[C1" in case.values[0]]
SILENT = [case for case in CASES if "[C1" not in case.values[0]]


@pytest.mark.parametrize("line", SPOKEN)
def test_traps(line: str) -> None:
    text, told = unmarked(line)
    assert {words(text, Told.of(one)) for one in read(text)} >= {
        words(text, one) for one in told if one.content and one.source
    }


@pytest.mark.xfail(strict=True, reason="the taggers miss it, as the name of the case says")
@pytest.mark.parametrize("line", [pytest.param(line, id=why) for why, line in MISSED])
def test_what_is_missed_today(line: str) -> None:
    test_traps(line)


@pytest.mark.parametrize("line", SILENT)
def test_what_nobody_says_has_no_source(line: str) -> None:
    assert read(line) == ()


def words(text: str, told: Told) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(text[a:b] for a, b in spans) for spans in (told.source, told.cue, told.content))


WORDS = (
    'the a of by that to and , . : “ ” " said says told according reported statement claim quoting he they who group '
    "spokesman army ministry Karim Hale United Mission killed three soldiers was blamed on attack has been \n\n ( ) —"
).split(" ")
TEXTS = st.one_of(st.text(CHARACTERS, max_size=200), st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))


@pytest.mark.parametrize("variant", VARIANTS[:2])
@settings(deadline=None, max_examples=60)
@given(text=TEXTS)
def test_any_text_gives_spans_within_it(variant: str, text: str) -> None:
    found = read(text, variant)
    assert [one.cue for one in found] == sorted({one.cue for one in found})
    for one in found:
        for span in (one.source, one.cue, one.antecedent, *one.content, *one.through):
            assert span is None or 0 <= span.start < span.end <= len(text)
        assert list(one.content) == sorted(one.content)
        assert not any(a.overlaps(b) for a, b in zip(one.content, one.content[1:], strict=False))
        assert not any(span.overlaps(one.cue) for span in one.content)
        assert one.source is None or not one.source.overlaps(one.cue)


@settings(deadline=None, max_examples=20)
@given(text=TEXTS)
def test_the_same_text_gives_the_same_answer(text: str) -> None:
    assert read(text) == read(text)


def test_the_environment_names_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SETTING, raising=False)
    assert chosen() == "polnear"
    monkeypatch.setenv(SETTING, "open")
    assert chosen() == "open"
    monkeypatch.setenv(SETTING, "best")
    with pytest.raises(InputError, match="CASUS_ATTRIBUTION=best: the readers of attributions are polnear, open"):
        chosen()


def test_without_weights_the_rules_answer() -> None:
    text = "Police said gunmen killed three men."
    by_rules = (Attribution(Span(0, 6), Span(7, 11), (Span(12, 35),)),)
    assert read_attributions(text, analyse(text), by_rules, "rules") == by_rules
