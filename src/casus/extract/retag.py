"""Tags put right: the tagger knows no conflict, and reads "gunmen open fire" as three nouns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType

from casus.extract.asides import verb_after_aside
from casus.extract.phrases import PROPER
from casus.extract.retag_verbs import LAUNCHING, NOUN, OBJECT_AHEAD, find_the_verb
from casus.reference.countries import demonyms
from casus.reference.lexicon import Lexicon, lexicon
from casus.text.lemmas import lemma
from casus.text.tokens import Token

_AS_PREPOSITION = frozenset(
    {"including", "following", "regarding", "concerning", "excluding", "amid", "amidst", "according", "despite"}
)
# Participles that only describe.
_AS_ADJECTIVE = frozenset(
    "neighboring neighbouring ongoing surrounding remaining surviving warring ruling opposing occupying allied "
    "armed guided".split()
)
# "mine workers", "a civilian dies": what the tagger takes for something else.
_MISREAD = MappingProxyType(
    {("mine", "PRP"): "NN", ("dies", "NNS"): "VBZ", ("wound", "VBD"): "VBP", ("wound", "VBN"): "VBP"}
)
# Forms in -s that are no plural of anything.
_NEVER_NOUNS = frozenset(
    "explodes detonates destroys kidnaps abducts bombards invades recaptures retakes seizes detains executes "
    "demolishes assassinates accuses condemns denies expels intercepts injures stabs".split()
)
# Nouns in the singular that act as many: "allied militia retake the town".
_MANY = frozenset({"police", "militia", "military"})
# "King Omar II": a part of the name.
_NUMERALS = frozenset("II III IV VI VII VIII IX XI XII XIII XIV XV XVI".split())
_STILL = frozenset({"remain", "be", "still", "go"})
# Participles that mark an actor as unsure or unknown: no verbs before the noun that they describe.
_OF_DOUBT = frozenset({"suspected", "alleged", "presumed", "purported", "unidentified", "masked"})
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})


def retagged(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens of a sentence with their tags put right, and the lemmas that go with them."""
    words = lexicon()
    tags = [_tag(words, tokens, index) for index in range(len(tokens))]
    end = _main_end(tokens)
    if not any(tag in _FINITE for tag in tags[:end]):
        after = verb_after_aside(tokens, tags, _FINITE)
        if after is not None:
            tags[after] = "VBD"
        else:
            find_the_verb(words, tokens[: end + 1] if any(tag in _FINITE for tag in tags) else tokens, tags)
    for token, tag in zip(tokens, tags, strict=True):
        yield token if tag == token.tag else replace(token, tag=tag, lemma=lemma(token.text, tag))


_OPENS = frozenset(
    {"unless", "if", "that", "who", "which", "when", "after", "because", "as", "while", "before", "saying"}
)


def _main_end(tokens: Sequence[Token]) -> int:
    """Where the first clause ends: at a comma, or at a word that opens another clause."""
    ends = (i for i, t in enumerate(tokens) if t.lower in _OPENS or (t.text == "," and not _round_a_name(tokens, i)))
    return next(ends, len(tokens))


def _round_a_name(tokens: Sequence[Token], comma: int) -> bool:
    """ "Strikes in Vale, Arlen, kill two": the commas that enclose a wider place end nothing."""
    before = next((at for at in range(comma - 1, max(0, comma - 5), -1) if tokens[at].tag not in PROPER), 0)
    after = next((at for at in range(comma + 1, min(len(tokens), comma + 5)) if tokens[at].tag not in PROPER), 0)
    closes = before < comma - 1 and tokens[before].text == ","
    opens = comma + 1 < after and tokens[after].text == "," and tokens[comma - 1].tag in PROPER
    return closes or opens


def _tag(words: Lexicon, tokens: Sequence[Token], index: int) -> str:
    token = tokens[index]
    return (
        _by_word(tokens, index)
        or _doubt_cast(tokens, index)
        or _calls_too(tokens, index)
        or _of_two_words(tokens, index)
        or _harm_form(words, tokens, index)
        or _by_rule(words, tokens, index)
        or token.tag
    )


def _by_word(tokens: Sequence[Token], index: int) -> str | None:
    """Tags that follow from the word and its neighbour alone."""
    token = tokens[index]
    after = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    if token.lower in _AS_PREPOSITION:
        return "IN"
    if token.text in _NUMERALS and index and tokens[index - 1].tag in ("NNP", "NNPS"):
        return "NNP"
    if token.lower in _AS_ADJECTIVE:
        return "JJ"
    if token.lower in _NEVER_NOUNS and token.tag == "NNS" and index:
        return "VBZ"
    if (token.lower, token.tag) in _MISREAD:
        return _MISREAD[token.lower, token.tag]
    if _describing(tokens, index):
        return "JJ"
    if _is_the_accused(tokens, index, after):
        return "NN"
    if _told_somebody(tokens, index):
        return "VBD"
    return _by_next_word(tokens, index, after)


def _told_somebody(tokens: Sequence[Token], index: int) -> bool:
    """ "…, Anna Berg, told reporters": nobody was told but those whom the next word names."""
    if tokens[index].lower != "told" or tokens[index].tag not in ("VBN", "JJ"):
        return False
    named = index + 1 < len(tokens) and tokens[index + 1].tag in ("NNS", "NNP", "NNPS", "PRP")
    return named and not any(token.lemma in (*_ARE, "have") for token in tokens[max(0, index - 3) : index])


def _is_the_accused(tokens: Sequence[Token], index: int, after: str) -> bool:
    """ "Police arrested the accused", "the dead were guards": people, no deed of accusing."""
    if index == 0 or tokens[index - 1].lower != "the":
        return False
    if tokens[index].lower in ("wounded", "injured") and tokens[index].tag in ("VBN", "JJ", "VBD"):
        return after in ("in", "at", "from") or not after or not after[0].isalpha()
    if tokens[index].lower == "dead":
        return after in ("was", "were", "are", "include", "included")
    ends = not after or not after[0].isalpha()
    return tokens[index].lower == "accused" and ends


def _initials(tokens: Sequence[Token], index: int) -> bool:
    """ "told AFP that": capitals in a sentence that is not all capitals name a body."""
    text = tokens[index].text
    beside = tokens[max(0, index - 1) : index] or tokens[index + 1 : index + 2]
    return text.isalpha() and text.isupper() and 2 <= len(text) <= 5 and not any(one.text.isupper() for one in beside)


def _of_two_words(tokens: Sequence[Token], index: int) -> str | None:
    """ "urged both camps", "intelligence sharing": a determiner, and a noun."""
    after = tokens[index + 1].tag if index + 1 < len(tokens) else "."
    if tokens[index].lower == "both" and after == "NNS":
        return "DT"
    if tokens[index].tag == "PDT" and tokens[index].lower not in _BEFORE_ARTICLES:
        return "VBP"  # "Arlen and Vale announce a truce"
    if tokens[index].lower == "to" and tokens[index].tag == "IN" and after == "VB":
        return "TO"
    if index == 0 and tokens[index].lower in _HOW_MANY:
        return "JJ"  # "Twin blasts kill five": no name
    if index == 1 and tokens[index].tag == "VBZ" and tokens[0].lower in _HOW_MANY:
        return "NNS"
    dealing = tokens[index].lower in _DEALINGS and index and tokens[index - 1].tag == "NN"
    return "NN" if dealing else None


_BEFORE_ARTICLES = frozenset("all half both such quite what many rather nary".split())
_HOW_MANY = frozenset({"twin", "dual", "double", "triple", "multiple", "simultaneous"})
_DEALINGS = frozenset({"sharing", "funding", "financing"})


def _by_next_word(tokens: Sequence[Token], index: int, after: str) -> str | None:
    """Tags that one word has beside another: "several of", "warning shots", "shot dead"."""
    token = tokens[index]
    if token.tag in ("RB", "JJ", "RP") and _initials(tokens, index):
        return "NNP"
    if token.lower in ("several", "many", "few", "some") and after == "of":
        return "CD"
    if token.lower == "several" and (not after or not after[0].isalpha()):
        return "CD"
    shots = (token.lower, after) == ("open", "fire") and token.tag in ("JJ", "NN")
    if index and (shots or token.lower == "erupt"):
        return "VBP"
    if token.lower == "dead" and index and tokens[index - 1].lemma in ("shoot", "shot"):
        return "RP"
    if token.lower == "shot" and after == "dead" and token.tag == "NN":
        return "VBD"
    if token.tag == "JJ" and token.lower in _PEOPLE_TOO and _stands_alone(tokens, index):
        return "NN"
    if token.tag == "JJ" and token.text in demonyms() and _people_told(tokens, index):
        return "NNPS"
    if token.lower == "involved" and after == "in" and index and tokens[index - 1].tag in NOUN:
        return "VBN"
    if token.lower == "warning" and after in ("shot", "shots"):
        return "NN"
    if token.lower == "official" and index and _official_acts(tokens, index):
        return "NN"
    if token.lower == "since" and index and tokens[index - 1].lemma == "have":
        return "RB"
    return "VBG" if token.lower == "reporting" and after == "that" else None


def _calls_too(tokens: Sequence[Token], index: int) -> str | None:
    """ "says that it is over and calls for restraint": a verb, and no calls."""
    joined = index > 0 and tokens[index - 1].lower == "and" and index + 1 < len(tokens)
    calls = joined and tokens[index].lower == "calls" and tokens[index + 1].lower in ("for", "on")
    return "VBZ" if calls else None


def _doubt_cast(tokens: Sequence[Token], index: int) -> str | None:
    """ "Residents cast doubt on the claim": a verb and its noun."""
    here, before, after = (tokens[i].lower if 0 <= i < len(tokens) else "" for i in (index, index - 1, index + 1))
    if here == "cast" and before and after in ("doubt", "doubts"):
        return "VBD"
    return "NN" if here in ("doubt", "doubts") and before in ("cast", "casts", "casting") else None


def _describing(tokens: Sequence[Token], index: int) -> bool:
    """ "six suspected militants", "three remain missing": participles that only describe."""
    token = tokens[index]
    if token.lower in _OF_DOUBT:
        return index + 1 < len(tokens) and tokens[index + 1].tag in (*NOUN, "JJ")
    before = tokens[index - 1] if index else token
    return token.lower == "missing" and (before.tag == "CD" or before.lemma in _STILL)


# Words for those who fight that are adjectives too: "a militant", "a militant group".
_PEOPLE_TOO = frozenset({"military", "militant", "insurgent", "rebel", "separatist", "paramilitary", "terrorist"})


def _stands_alone(tokens: Sequence[Token], index: int) -> bool:
    """ "the military and the rebels", "a militant shot dead two men": no noun follows that the word describes."""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after is None or not index or tokens[index - 1].tag not in ("DT", "CD", "JJ", "PRP$", "POS", "NNP"):
        return after is None
    shot = after.lower == "shot" and index + 2 < len(tokens) and tokens[index + 2].lower == "dead"
    return shot or after.tag not in (*NOUN, "JJ", "VBG", "VBN", "HYPH", ":")


def _people_told(tokens: Sequence[Token], index: int) -> bool:
    """ "three Lebanese were killed": a people by a word without a plural of its own."""
    if not index or tokens[index - 1].tag != "CD":
        return False
    after = tokens[index + 1].tag if index + 1 < len(tokens) else "."
    return after not in (*NOUN, "JJ", "VBG", "HYPH", ":", "CC", "CD", ",")


def _official_acts(tokens: Sequence[Token], index: int) -> bool:
    """ "a rebel official to have died", "a senior official said": somebody, where a verb or nothing follows."""
    after = tokens[index + 1].tag if index + 1 < len(tokens) else "."
    return tokens[index].tag == "JJ" and (after in (*_FINITE, "TO", "VB", "VBN", "IN") or not after[:1].isalpha())


def _by_rule(words: Lexicon, tokens: Sequence[Token], index: int) -> str | None:
    """Tags that follow from what stands around a word."""
    token = tokens[index]
    if token.tag == "JJ" and (_person(words, tokens, index) or _deed(words, tokens, index)):
        return "NN"
    if token.tag == "VBG" and _before_counted(tokens, index):
        return "JJ"
    if token.tag == "VBZ" and index and tokens[index - 1].tag in ("DT", "JJ") and token.lemma not in _HELPING:
        return "NNS"
    if token.tag == "VBZ" and (lemma(token.lower, "NNS") in words.people or _strikes_on(words, tokens, index)):
        return "NNS"
    if token.tag == "VBN" and _said_at_the_end(words, tokens, index):
        return "VBD"
    if token.tag == "VBD" and _reduced(tokens, index):
        return "VBN"
    if token.tag in ("NN", "NNS") and (paired := _paired_verb(words, tokens, index)) is not None:
        return paired
    if token.tag == "JJ" and _past_after_all(words, tokens, index):
        return "VBD"
    if _verb_after_all(words, tokens, index):
        return "VBZ" if token.tag == "NNS" else "VBP"
    if token.tag == "JJ" and (_shut(tokens, index) or _gerund(words, tokens, index)):
        return "VBN" if token.lower == "closed" else "VBG"
    if token.tag == "VB" and _present(tokens, index):
        return "VBP"
    if token.tag == "VBG" and _noun_of_act(words, tokens, index):
        return "NN"
    return "VBG" if token.tag == "NN" and _gerund(words, tokens, index) else None


def _shut(tokens: Sequence[Token], index: int) -> bool:
    """ "The strait is closed", "remains closed": what somebody has closed."""
    after = tokens[index + 1].tag if index + 1 < len(tokens) else "."
    before = next((t.lemma for t in reversed(tokens[:index]) if t.tag not in ("RB", "RBR")), "")
    return tokens[index].lower == "closed" and before in ("be", "remain", "stay") and not after.startswith("NN")


_ARE = frozenset({"be", "get"})
_HELPING = frozenset({"be", "have", "do"})


def _harm_form(words: Lexicon, tokens: Sequence[Token], index: int) -> str | None:
    """Harm verbs read as nouns or adjectives: "and injures 23 others", "four more injured in", "are shot"."""
    token = tokens[index]
    after = tokens[index + 1] if index + 1 < len(tokens) else token
    if token.tag == "NNS" and words.harm_verbs.at((lemma(token.lower, "VBZ"),), 0) is not None:
        sure = token.lower in ("kills", "injures") or after.tag in ("CD", "DT", "JJ") or after.lower == "at"
        return "VBZ" if sure and index else None
    if token.tag == "JJ" and token.lower in ("injured", "wounded", "killed") and after.tag not in NOUN:
        counted = any(
            t.tag in ("CD", "NNS") or t.lower in ("another", "more") for t in tokens[max(0, index - 3) : index]
        )
        return "VBN" if counted and tokens[index - 1].lemma not in ("leave", "be") else None
    if (
        token.tag in ("NN", "VBP", "VB")
        and token.lower in ("shot", "hit")
        and index
        and tokens[index - 1].lemma in _ARE
    ):
        return "VBN"
    return "VBN" if token.tag == "VBD" and _after_with(tokens, index) else None


# What may stand in "with at least fifteen civilians and all six attackers (killed)".
_IN_A_COUNT = frozenset({*NOUN, "CD", "DT", "PDT", "JJ", "JJS", "CC"})


def _after_with(tokens: Sequence[Token], index: int) -> bool:
    """ "…, with nine civilians and all six attackers killed.": a form of harm that closes what "with" opened."""
    if tokens[index].lemma not in ("kill", "injure", "wound") or _word_at(tokens, index + 1)[:1].isalpha():
        return False
    at = index - 1
    while at >= 0 and (
        tokens[at].tag in _IN_A_COUNT or (tokens[at].lower, _word_at(tokens, at + 1)) == ("at", "least")
    ):
        at -= 1
    return 0 <= at < index - 1 and tokens[at].lower == "with"


def _word_at(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].lower if index < len(tokens) else ""


def _said_at_the_end(words: Lexicon, tokens: Sequence[Token], index: int) -> bool:
    """ "…, the governor added.": a verb of saying that closes the sentence is no participle."""
    last = index + 1 >= len(tokens) or not tokens[index + 1].text[0].isalpha()
    cue = words.cues.at((tokens[index].lemma,), 0)
    helped = any(token.lemma in (*_ARE, "have") for token in tokens[max(0, index - 3) : index])
    return last and cue is not None and index > 0 and tokens[index - 1].tag in NOUN and not helped


def _reduced(tokens: Sequence[Token], index: int) -> bool:
    """ "An officer deployed in Haiti is killed": a past form whose noun has another, finite verb after it."""
    if not index or tokens[index - 1].tag not in NOUN or index + 1 >= len(tokens) or tokens[index + 1].tag != "IN":
        return False
    for token in tokens[index + 1 :]:
        if token.tag in ("CC", "WDT", "WP", ":", "VBD", "VBN") or token.text in (",", "that", "when", "after"):
            return token.tag == "VBD" and token.lemma in _ARE
        if token.tag in ("VBZ", "VBP") and token.lemma in (*_ARE, "have"):
            return True
    return False


def _verb_after_all(words: Lexicon, tokens: Sequence[Token], index: int) -> bool:
    """ "Hamas free eight hostages", "gunmen open fire", "the Union sanctions five judges": act verbs read as nouns."""
    token = tokens[index]
    if (
        token.tag not in ("NN", "JJ", "NNS", "RB", "IN")
        or not 0 < index < len(tokens) - 1
        or not token.text[0].islower()
    ):
        return False
    before, after = tokens[_past_bracket(tokens, index - 1)].tag, tokens[index + 1]
    if after.lower in _ABOUT and index + 2 < len(tokens):
        after = tokens[index + 2]  # "The forces launch nearly 90 drones"
    if lemma(tokens[index - 1].lower, "NNS") in words.people and tokens[index - 1].tag == "VBZ":
        before = "NNS"  # "rebels ambush a convoy", where the tagger has "rebels" for the verb
    if tokens[index - 1].lower in _MANY and token.tag != "NNS":  # a plural: "police arrest more than 70 people"
        before = "NNS"
    if token.tag == "NNS" and after.tag == "DT" and tokens[index - 1].lower in _COLLECTIVE:
        return words.act_verbs.at((lemma(token.lower, "VBZ"),), 0) is not None  # "the military targets the depot"
    if token.tag == "NNS" and before in ("NN", "JJ") and after.lower in ("to", "that", "it", "they"):
        return words.cues.at((lemma(token.lower, "VBZ"),), 0) is not None
    collective = tokens[index - 1].lower in _COLLECTIVE and after.lower == "that"
    if before not in ("NNS", "NNPS", "NNP") and not collective:
        return False
    verb = lemma(token.lower, "VBZ") if token.tag == "NNS" else token.lower
    two = words.act_verbs.at((verb, after.lower), 0)
    if two is not None and two[0] == 2:
        return True
    cue = words.cues.at((verb,), 0)
    if cue is not None and (after.lower == "that" or (after.tag == "PRP" and token.tag == "NNS")):
        return True
    known = words.act_verbs.at((verb,), 0) or cue
    if known is None or (token.tag == "RB" and token.lower.endswith("ly")):
        return False
    if after.lower == "and" and index + 2 < len(tokens) and tokens[index + 2].tag in ("VB", "VBP"):
        return token.tag == "NN"  # "settlers shoot and injure five"
    noun = lemma(after.lower, "NNS") if after.tag in ("NNS", "VBZ") else after.lemma
    means = token.tag == "NN" and (words.weapons.at((noun,), 0) or words.act_nouns.at((noun,), 0)) is not None
    titled = (
        after.tag == "NN" and index + 2 < len(tokens) and tokens[index + 2].tag == "NNP"
    )  # "arrest activist Jo Berg"
    return (
        after.tag in OBJECT_AHEAD
        or means
        or (titled and token.tag == "NN")
        or (after.tag in ("NNS", "JJ", "JJR") and token.tag != "NNS")
    )


def _person(words: Lexicon, tokens: Sequence[Token], index: int) -> bool:
    """ "a militant who", "and a civilian in": a word for a person with no noun after it."""
    after = tokens[index + 1].tag if index + 1 < len(tokens) else "."
    alone = after not in NOUN and not after.startswith("JJ") and after not in ("CD", "POS", "CC")
    return alone and index > 0 and tokens[index - 1].tag in ("DT", "NNP", "CD") and tokens[index].lower in words.people


def _deed(words: Lexicon, tokens: Sequence[Token], index: int) -> bool:
    """ "its withdrawal to the border": a noun of an act with no noun after it."""
    after = tokens[index + 1].tag if index + 1 < len(tokens) else "."
    owned = index > 0 and tokens[index - 1].tag in ("DT", "PRP$", "POS")
    return owned and after in ("IN", "TO", ".") and words.act_nouns.at((tokens[index].lower,), 0) is not None


def _before_counted(tokens: Sequence[Token], index: int) -> bool:
    """ "two responding deputies": between a number and its noun a participle describes."""
    if not index or index + 1 >= len(tokens) or tokens[index - 1].tag != "CD":
        return False
    return tokens[index + 1].tag in ("NNS", "NN")


def _past_bracket(tokens: Sequence[Token], index: int) -> int:
    """The token before "(RSF)", where one closes at `index`."""
    if tokens[index].text != ")":
        return index
    opens = next((at for at in range(index - 1, max(0, index - 6), -1) if tokens[at].text == "("), 0)
    return opens - 1 if opens else index


def _strikes_on(words: Lexicon, tokens: Sequence[Token], index: int) -> bool:
    """ "launch drone strikes on a depot": an act of two words with no object after it is no verb."""
    if not index or index + 1 >= len(tokens) or tokens[index + 1].tag != "IN":
        return False
    if tokens[index - 1].lower in LAUNCHING:
        return words.act_nouns.at((lemma(tokens[index].lower, "NNS"),), 0) is not None
    pair = words.act_nouns.at((tokens[index - 1].lower, lemma(tokens[index].lower, "NNS")), 0)
    return pair is not None and pair[0] == 2


def _paired_verb(words: Lexicon, tokens: Sequence[Token], index: int) -> str | None:
    """ "The navy boards and seizes a tanker", "a sailor shot and killed two": the first of two verbs read as a noun."""
    follows = [token.lower for token in tokens[index + 1 : index + 2]] == ["and"] and index + 2 < len(tokens)
    if not follows or not index or tokens[index - 1].tag not in (*NOUN, "JJ"):
        return None
    tag = tokens[index + 2].tag
    fits = {"VBZ": tokens[index].tag == "NNS", "VBD": tokens[index].lower in _PAST_TOO}.get(tag, False)
    known = words.act_verbs.at((lemma(tokens[index].lower, tag),), 0) or tokens[index].lower in _BOARDING
    return tag if fits and known else None


_ABOUT = frozenset({"nearly", "almost", "roughly", "about", "around", "over"})
_PAST_TOO = frozenset({"shot", "hit", "cut", "struck"})
_BOARDING = frozenset({"boards", "storms", "surrounds", "raids"})


def _past_after_all(words: Lexicon, tokens: Sequence[Token], index: int) -> bool:
    """ "Chad relaxed restrictions on Sudan": the past of an act verb, in a sentence that has no other finite verb."""
    token = tokens[index]
    if not token.lower.endswith("ed") or not 0 < index < len(tokens) - 1 or tokens[index - 1].tag not in NOUN:
        return False
    others = [other.tag for at, other in enumerate(tokens) if at not in (index, index + 1)]
    known = words.act_verbs.at((lemma(token.lower, "VBD"),), 0) is not None
    return known and tokens[index + 1].lower.endswith("s") and not any(tag in _FINITE for tag in others)


# Nouns in the singular that take a verb in the plural.
_COLLECTIVE = frozenset({"military", "army", "police", "navy", "government", "ministry", "media", "press"})


def _present(tokens: Sequence[Token], index: int) -> bool:
    """A base form right after a noun, with nothing that asks for an infinitive: "rebels reach an agreement"."""
    at = index - 2 if index > 1 and tokens[index - 1].tag == "RB" else index - 1  # "Chadians also protest the wall"
    collective = at == index - 1 and tokens[at].lower in _COLLECTIVE  # "the military say that"
    if not index or (tokens[at].tag not in ("NNS", "NNP", "NNPS", "PRP") and not collective):
        return False
    before = tokens[max(0, index - 6) : index]
    return not any(token.tag in ("MD", "TO") or token.lemma in ("let", "make", "help", "see", "do") for token in before)


def _noun_of_act(words: Lexicon, tokens: Sequence[Token], index: int) -> bool:
    """ "a mass stabbing in London": no object follows, an article or adjective stands before."""
    if not index or words.act_nouns.at((tokens[index].lower,), 0) is None:
        return False
    after = tokens[index + 1].tag if index + 1 < len(tokens) else "."
    return tokens[index - 1].tag in ("DT", "JJ", "NN") and (after == "IN" or not after[:1].isalpha())


def _gerund(words: Lexicon, tokens: Sequence[Token], index: int) -> bool:
    """ "suspending trade": an act verb's -ing form with an object is no noun."""
    token = tokens[index]
    if not token.lower.endswith("ing") or index + 1 >= len(tokens):
        return False
    known = words.act_verbs.at((lemma(token.lower, "VBG"),), 0) and not words.act_nouns.at((token.lower,), 0)
    return bool(known) and tokens[index + 1].tag in ("DT", "NNS", "NN", "NNP")
