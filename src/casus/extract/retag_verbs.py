"""The verb of a sentence in which the tagger sees none: "The military denies the statement", "hundreds rally in"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from casus.reference.lexicon import Lexicon
from casus.text.lemmas import lemma
from casus.text.tokens import Token

NOUN = frozenset({"NN", "NNP", "NNPS", "NNS"})
OBJECT_AHEAD = frozenset({"DT", "CD", "NNP", "NNPS", "PRP$"})
LAUNCHING = frozenset({"launch", "conduct", "stage", "mount"})
_ABOUT = frozenset({"nearly", "almost", "roughly", "about", "around", "over"})
# Verbs of doing that the tagger takes for nouns: "Prosecutors issue a warrant".
_BEGINNING = LAUNCHING | {"issue", "carry", "hold", "sign", "impose", "face", "uncover"}
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday".split())
# "Thousands protested in the town" has a subject that acts, "two men arrested in the town" has none.
_WITHOUT_OBJECT = frozenset({"agent", "mutual"})


def find_the_verb(words: Lexicon, tokens: Sequence[Token], tags: list[str]) -> None:
    """Puts right the tag of the one word that the first rule which finds any takes for the verb."""
    for rule in _RULES:
        for index in range(1, len(tokens) - 1):
            tag = rule(words, tokens, tags, index)
            if tag is not None:
                tags[index] = tag
                _second_of_two(words, tokens, tags, index)
                return


def _second_of_two(words: Lexicon, tokens: Sequence[Token], tags: list[str], index: int) -> None:
    """ "The destroyer and its escort stop and seize a ship": the verb that "and" joins to the first."""
    if tags[index] != "VBP" or tokens[index + 1].lower != "and" or index + 3 >= len(tokens):
        return
    if tags[index + 2] in ("NN", "JJ") and words.act_verbs.at((tokens[index + 2].lower,), 0) is not None:
        tags[index + 2] = "VBP"


def _past_days(tokens: Sequence[Token], index: int) -> int:
    """The token after "on Monday", "Friday", "today" that stands at `index`; `index` where no day does."""
    at = index + 1 if tokens[index].lower == "on" and index + 1 < len(tokens) else index
    return at + 1 if tokens[at].lower in _DAYS and at + 1 < len(tokens) else index


def _participle(words: Lexicon, tokens: Sequence[Token], tags: list[str], index: int) -> str | None:
    """ "Chad expelled two envoys": a past form with an object is no participle."""
    if tags[index] != "VBN" or words.harm_verbs.at((tokens[index].lemma,), 0):
        return None
    beyond = _past_days(tokens, index + 1)
    after = tokens[beyond].lower
    act = words.act_verbs.at((tokens[index].lemma,), 0)
    active = (
        tags[beyond] in (*OBJECT_AHEAD, "NNS", "RP", "RB", "TO")
        or after in ("against", "with", "from", "to")
        or (act is not None and act[1].frame in _WITHOUT_OBJECT)
        or words.act_verbs.at((tokens[index].lemma, after), 0) is not None
    )
    before = tags[index - 1 - (tags[index - 1] == "RB" and index > 1)]
    return "VBD" if active and before in NOUN else None


def _toward(words: Lexicon, tokens: Sequence[Token], tags: list[str], index: int) -> str | None:
    """ "thousands of people protest against the war", "hundreds rally in support of the rebels"."""
    if tags[index] not in ("NN", "RB", "JJ") or tags[index - 1] not in ("NNS", "NNPS"):
        return None
    act = words.act_verbs.at((tokens[index].lower,), 0)
    alone = act is not None and act[1].frame in _WITHOUT_OBJECT and tokens[index + 1].tag == "IN"
    toward = tags[index] == "NN" and tokens[index + 1].lower in ("against", "with", "from", "over")
    return "VBP" if act is not None and (alone or toward) else None


def _begins(words: Lexicon, tokens: Sequence[Token], tags: list[str], index: int) -> str | None:
    """ "Prosecutors issue a warrant", "The military carry out six air strikes"."""
    if tokens[index].lower not in _BEGINNING or tags[index] not in ("NN", "VB", "IN"):
        return None
    if tags[index] == "NN" and words.act_nouns.at((tokens[index - 1].lower, tokens[index].lower), 0) is not None:
        return None
    out = (tokens[index].lower, tokens[index + 1].lower) == ("carry", "out")
    asked = any(token.tag == "TO" for token in tokens[max(0, index - 3) : index])
    return "VBP" if tags[index - 1] in NOUN and (out or tags[index + 1] in OBJECT_AHEAD) and not asked else None


def _counted(words: Lexicon, tokens: Sequence[Token], tags: list[str], index: int) -> str | None:
    """ "Police in Arlen arrest over 90 people", "Police in Vale, Arlen, arrest 59 fans"."""
    named = tags[index - 1] == "NNP" or (tokens[index - 1].text == "," and tags[max(0, index - 2)] == "NNP")
    if tags[index] != "NN" or not named or not tokens[index].text.islower():
        return None
    counted = "CD" in tags[index + 1 : index + 4] and tags[index + 1] not in NOUN
    return "VBP" if counted and words.act_verbs.at((tokens[index].lower,), 0) is not None else None


def _after_comma(words: Lexicon, tokens: Sequence[Token], tags: list[str], index: int) -> str | None:
    """ "Soldiers, with foreign help, seize a tanker"."""
    told = tags[index] == "VB" and words.act_verbs.at((tokens[index].lower,), 0) is not None
    asked = any(token.tag in ("MD", "TO") for token in tokens[:index])
    return "VBP" if told and tokens[index - 1].text == "," and not asked and index > 1 else None


def _in_s(words: Lexicon, tokens: Sequence[Token], tags: list[str], index: int) -> str | None:
    """ "The military denies the statement", "The Armed Forces strikes southern Arlen", "A court, …, sentences"."""
    if tags[index] != "NNS" or not tokens[index].text.islower():
        return None
    before, after, noun = tags[index - 1], tags[index + 1], lemma(tokens[index].lower, "NNS")
    told = words.act_verbs.at((lemma(tokens[index].lower, "VBZ"),), 0) is not None
    many = told and before == "NNPS" and after in (*OBJECT_AHEAD, "JJ")
    counted = tokens[index + 1].lower in _ABOUT and "CD" in tags[index + 2 : index + 3]  # "…, sanctions over 50 firms"
    apart = told and tokens[index - 1].text == "," and (after in ("NNP", "NNPS", "DT", "CD") or counted)
    opens = after in (*OBJECT_AHEAD, "TO", "IN", "RB") or tokens[index + 1].lower == "that"
    opens = opens or (after == "NNS" and words.act_nouns.at((tokens[index + 1].lemma,), 0) is not None)
    single = before in ("NN", "NNP", "JJ") and opens
    known = noun in words.people or words.weapons.at((noun,), 0) is not None
    return "VBZ" if (many or apart or single) and not known else None


def _bare(_: Lexicon, tokens: Sequence[Token], tags: list[str], index: int) -> str | None:
    """ "Air strikes on a depot in Arlen, Vale, kill two": a bare verb behind a comma, with nothing to lead it."""
    many = any(tag in ("NNS", "NNPS") for tag in tags[:index])
    led = any(tag in ("TO", "MD") for tag in tags[:index])
    return "VBP" if tags[index] == "VB" and tokens[index - 1].lower == "," and many and not led else None


_BESIDE_VERBS = frozenset({"later", "also", "then", "again", "now", "briefly"})
# Verbs of command and saying-so beside the acts: "orders troops to", "votes to bring to trial".
_COMMANDING = frozenset({"order", "vote", "plan", "report", "confirm", "announce", "stop"})
_OPENS_OBJECT = frozenset({*OBJECT_AHEAD, "JJ", "NN", "NNS", "PRP", "RP"})


def _subject_before(tokens: Sequence[Token], tags: Sequence[str], index: int) -> int:
    """The token before a verb and its adverb ("reportedly", "later")."""
    before = index - 1
    adverb = tags[before] in ("RB", "RBR") and (
        tokens[before].lower.endswith("ly") or tokens[before].lower in _BESIDE_VERBS
    )
    return before - 1 if adverb and before else before


def _last_resort(words: Lexicon, tokens: Sequence[Token], tags: list[str], index: int) -> str | None:
    """ "Fighters reportedly seize control", "The president orders troops to": the first word that can be the verb."""
    token = tokens[index]
    if tags[index] not in ("NN", "NNS", "JJ", "VB") or not token.text.islower():
        return None
    subject = _subject_before(tokens, tags, index)
    if tags[subject] not in NOUN or any(tag in ("TO", "MD", "IN") for tag in tags[subject + 1 : index]):
        return None
    single = tags[index] == "NNS"
    many = any(tag in ("NNS", "NNPS", "CC") for tag in tags[: subject + 1])
    if tags[subject] in ("NNS", "NNPS") if single else not many:
        return None
    verb = lemma(token.lower, "VBZ") if single else token.lower
    act = words.act_verbs.at((verb,), 0)
    if act is None and verb not in _COMMANDING:
        return None
    alone = act is not None and act[1].frame in _WITHOUT_OBJECT and tags[index + 1] == "IN"
    two = words.act_verbs.at((verb, tokens[index + 1].lower), 0)
    pair = tokens[index + 1].lower in ("and", "that", "to", "at")
    if not (alone or pair or (two is not None and two[0] == 2) or tags[index + 1] in _OPENS_OBJECT):
        return None
    return "VBZ" if single else "VBP"


_Rule = Callable[[Lexicon, Sequence[Token], list[str], int], str | None]
_RULES: tuple[_Rule, ...] = (_bare, _participle, _toward, _begins, _counted, _after_comma, _in_s, _last_resort)
