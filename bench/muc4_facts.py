"""What the keys of MUC-4's train half tell of places, days, and what things and people are called.

Where words speak for a set fill, they are heard beside the network; where it was follows from the names of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.muc4_templates import mark, normal
from casus.reference.countries import countries

DOUBT, OF_SENTENCES = 4.0, {"perp_conf": 40.0}
"""How many fills the usual shares of a slot's classes are worth beside those of one word; in these slots the words of
whole sentences speak, and are doubted more."""
HEARD = 0.5
"""How much words count beside the network."""
SHORT = 4
"""How many letters a name of a place must have to speak for its country."""
AROUND, NAME = 40, 3
"""In how many characters round a place, and in how many words on either side, the rest of its name may stand."""
PARTS = frozenset("san santa santo el la los las de del".split())
"""Words that are no name by themselves."""


def speaking(counts: NDArray[np.float64], every: NDArray[np.float64], doubt: float) -> NDArray[np.float64]:
    """How much a word speaks for each class (log of a ratio), from its counts and those of every fill."""
    usual = (every + 0.1) / (every + 0.1).sum()
    told: NDArray[np.float64] = np.log((counts / usual + doubt) / (counts.sum() + doubt))
    return told


@dataclass(frozen=True, slots=True)
class Facts:
    """Locations by the name that they end with, how often countries are told, the usual year of a month ("JAN": 90).

    `fills` has by slot and mark of a word how often each class of the slot is told of what is called so, and under ""
    in all; the words are those of names, in the slots OF_SENTENCES those of the sentences round them.
    """

    places: Mapping[str, str]
    countries: Mapping[str, int]
    years: Mapping[str, int]
    fills: Mapping[str, Mapping[str, NDArray[np.float64]]]

    def heard(self, slot: str, words: Iterable[str], shares: NDArray[np.float64]) -> NDArray[np.float64]:
        """The network's shares of a slot's classes, with what the words say; unchanged where no word says anything."""
        table = self.fills.get(slot, {})
        known = [table[one] for one in sorted(map(mark, {*words})) if one in table]
        if not known:
            return shares
        said = sum(speaking(counts, table[""], OF_SENTENCES.get(slot, DOUBT)) for counts in known)
        total = np.exp(np.log(shares.clip(1e-4)) + HEARD * said)
        made: NDArray[np.float64] = total / total.sum()
        return made

    def place(self, text: str, stretch: tuple[int, int], name: str) -> str | None:
        """The location, as the keys write it, whose name stands round a stretch of a text; the longest one."""
        before = normal(text[max(0, stretch[0] - AROUND) : stretch[0]]).split()[-NAME:]
        after = normal(text[stretch[1] : stretch[1] + AROUND]).split()[:NAME]
        longer = [
            " ".join([*before[n:], name, *after[:m]]) for n in range(len(before) + 1) for m in range(len(after) + 1)
        ]
        best = max((one for one in longer if one in self.places), key=len, default=None)
        return self.places[best] if best else None

    def is_name(self, name: str) -> bool:
        """Whether this may name a place narrower than a country."""
        return name not in PARTS and name.upper() not in self.countries

    def country(self, text: str) -> str | None:
        """The country that a text names most, by itself, its people or its places; one often told of counts more."""
        pattern, names = country_names()
        counts = Counter(names[match[0]] for match in pattern.finditer(text))
        whole = f" {normal(text)} "
        for name, place in self.places.items():
            if len(name) >= SHORT and (times := whole.count(f" {name} ")):
                counts[place.split(":")[0]] += times
        return max(counts, key=lambda name: counts[name] * (self.countries.get(name, 0) + 0.5) ** 0.5, default=None)


def facts(table: Mapping[str, Any]) -> Facts:
    """The facts of `bench/muc4_reader/muc4.json`."""
    fills = {
        slot: {word: np.array(line.split(), np.float64) for word, line in words.items()}
        for slot, words in table["fills"].items()
    }
    return Facts(table["places"], table["countries"], table["years"], fills)


@cache
def country_names() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """What names a country, in lower case: the shape of all such words, and the country of each."""
    names = {word.lower(): one.name.upper() for one in countries().values() for word in (*one.demonyms, one.name)}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})\b"), names
