from __future__ import annotations

import pytest

from casus.read.language import looks_english
from casus.reference.resources import load_tsv

ROWS = [(row["language"], row["example"]) for row in load_tsv("language/function_words.tsv")]


@pytest.mark.parametrize(("language", "example"), ROWS)
def test_the_example_of_every_list(language, example):
    assert looks_english(example) is (language == "en")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "14 killed, 3 hurt",
        "Mehrabad, Qasr-e Shirin, Al-Hasakah",
        "Bombing kills nine in Port Orlan.",
        "The governor of Los Santos de la Frontera met villagers in El Paso del Norte, an aide said.",
        "Police in Şırnak and Diyarbakır said that Ömer Yılmaz and three others were held after the blast.",
        "Israel hits Rafah, Khan Younis: nine dead, dozens hurt, medics say (Reuters) (AP) (AFP)",
    ],
)
def test_english_and_what_is_too_short_to_tell(text):
    assert looks_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "قال المتحدث إن جنديين أصيبا في الهجوم على الجسر",
        "Представник сказав, що двоє солдатів поранені біля мосту",
        "发言人说两名士兵在桥上的袭击中受伤,一座房屋被毁",
        "प्रवक्ता ने कहा कि पुल पर हमले में दो सैनिक घायल हुए",
        "ترجمان نے کہا کہ پل پر حملے میں دو فوجی زخمی ہوئے",
        # A language that no list knows is told by how little English it holds.
        "Tiskový mluvčí řekl, že při útoku byli zraněni dva vojáci. Jeden dům shořel a druhý byl poškozen. "
        "Silnice zůstává zavřená, obyvatelé odešli do sousední vesnice, kde jim starosta nabídl školu. "
        "Vojáci hledají střelce, kteří utekli směrem k řece, uvedla armáda ve čtvrtek večer.",
    ],
)
def test_other_languages_and_scripts(text):
    assert not looks_english(text)


def test_an_english_text_may_quote_another_script():
    assert looks_english('The banner read "الله أكبر", a witness said, and the men who carried it left for the hills.')
