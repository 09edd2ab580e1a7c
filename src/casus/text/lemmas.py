"""The dictionary form of a word, from its Penn tag: rules of English inflection and a table of irregular forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache

from casus.reference.resources import load_tsv

# Stems of two syllables and more that lost an e before -ed and -ing: invad(e), captur(e), evacuat(e), handl(e) …
_LOST_E = re.compile(
    r"(?:(?<![aeiou])[aiou]d|(?<![aeiou])ir|(?<![aeo])ur|(?<![eo])ar|(?<![eo])at|(?<!o)ut|[^aeiou]in|(?<!o)un"
    r"|(?<![aeiou])ap|ib|(?<![aeiou])[uy]m|(?<![aeiou])[aio]k|(?<![aeo])ul|[^aeiouylrw]l|(?<!u)s(?<!ss)|[aeo]us"
    r"|v|c|u|(?<!z)(?<!t)z|(?<!n)g(?<!gg)|[aeu]ng)\Z"
)
# Stems of one syllable: one vowel and one consonant would have doubled it (stopped), so an e was lost (fired).
_LOST_E_SHORT = re.compile(
    r"(?:(?:^|[^aeiou])[aeiouy][bdfgkmnprtvlsz]|[^aeiouylrw]l|[vcu]|[aeioulrnp]s|[lrd]g|dg|eez|eiz|[eu]ng|rang|chang)\Z"
)
_SYLLABLES = re.compile(r"[aeiouy]+")
_DOUBLED = re.compile(r"([bdgkmnprtv])\1\Z|[aeiouy].*[eo]ll\Z")


@cache
def _irregular() -> Mapping[tuple[str, str], str]:
    rows = {(row["form"], row["tag"]): row["lemma"] for row in load_tsv("text/irregular.tsv")}
    learned = {(row["form"], row["tag"]): row["lemma"] for row in load_tsv("text/lemmas.tsv")}
    return {**learned, **rows}


@lru_cache(maxsize=40_000)
def lemma(word: str, tag: str) -> str:
    """The lemma of `word` under the Penn tag `tag`, in lower case but for proper nouns, which stay as written.

    "killed" VBD → kill, "men" NNS → man, "better" JJR → good, "Taliban" NNP → Taliban.
    """
    if tag in ("NNP", "NNPS"):
        return word
    lower = word.lower().replace("’", "'")
    found = _in_table(lower, tag)
    if found is not None:
        return found
    head, hyphen, tail = lower.rpartition("-")
    if hyphen and head and tail:
        return head + "-" + lemma(tail, tag)
    return _by_rule(lower, tag)


def _in_table(lower: str, tag: str) -> str | None:
    table = _irregular()
    other = {"VBD": "VBN", "VBN": "VBD"}.get(tag, tag)
    return table.get((lower, tag)) or table.get((lower, other))


def _by_rule(lower: str, tag: str) -> str:
    if tag == "NNS":
        return _singular(lower)
    if tag == "VBZ":
        return _without_s(lower)
    for tags, ending, rule in _ENDINGS:
        if tag in tags and lower.endswith(ending) and len(lower) > len(ending):
            return rule(lower[: -len(ending)])
    return lower


def _singular(lower: str) -> str:
    """The singular of a regular plural."""
    if lower.endswith("men") and len(lower) > 4:
        return lower[:-2] + "an"
    if lower.endswith(("is", "us")) and len(lower) > 3:
        return lower[:-1]
    return lower if lower[:1].isdigit() else _without_s(lower)


def _without_s(lower: str) -> str:
    if lower.endswith("ies") and len(lower) > 4:
        return lower[:-3] + "y"
    if lower.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")) and len(lower) > 4:
        return lower[:-2]
    if lower.endswith("s") and not lower.endswith(("ss", "us", "is")) and len(lower) > 2:
        return lower[:-1].removesuffix("'")
    return lower


def _y(stem: str) -> str:
    """The verb of a form in -ied: "bur" → bury, "d" → die."""
    return stem + "y" if len(stem) > 1 else stem + "ie"


def _stem(stem: str) -> str:
    """The verb of a stem without -ed or -ing: one consonant for two, e where it was lost."""
    if not _SYLLABLES.search(stem):
        return stem
    if _DOUBLED.search(stem) and len(stem) > 3:
        return stem[:-1]
    return stem + "e" if _lost_e(stem) else stem


def _lost_e(stem: str) -> bool:
    """Whether the word of `stem` ends in -e ("agre" of agreed, "fir" of fired, "explod" of exploding)."""
    plain = stem.replace("qu", "q")
    if plain.endswith("e"):
        return plain[-2:] not in ("ee", "ie")
    short = len(_SYLLABLES.findall(plain)) == 1
    return (_LOST_E_SHORT if short else _LOST_E).search(plain) is not None


def _positive(stem: str) -> str:
    """The positive of a stem without -er or -est."""
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if _DOUBLED.search(stem):
        return stem[:-1]
    return stem + "e" if _lost_e(stem) else stem


_ENDINGS: tuple[tuple[tuple[str, ...], str, Callable[[str], str]], ...] = (
    (("VBD", "VBN"), "ied", _y),
    (("VBD", "VBN"), "ed", _stem),
    (("VBG",), "ing", _stem),
    (("JJR", "RBR"), "er", _positive),
    (("JJS", "RBS"), "est", _positive),
)
