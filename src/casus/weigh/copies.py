"""Which reports are copies of one text: MinHash over shingles.

A report's sketch is the smallest hashes of its stretches of five words (Broder 1997, the k smallest): a short report's
sketch is all it has, so a wire report is found inside a longer page too. Reports that share a hash of their sketches
are compared word by word. Hashes are CRC-32, mixed: the same on every machine and in every process.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from heapq import nsmallest
from zlib import crc32

SHINGLE = 5  # words
COPIED = 0.6  # of the shorter text's stretches
_SKETCH, _FOURTH = 64, 4
_SHARED = 2  # hashes of two sketches; a single stretch ("the military said in a statement") makes no copy
_MIX, _MASK = 0x9E3779B1, 0xFFFFFFFF  # Knuth's multiplicative hashing: CRC-32 alone is no random order


@lru_cache(maxsize=4096)
def shingles(text: str) -> frozenset[int]:
    """The hashes of a text's stretches of five words; case and white space do not matter. Shorter texts have none."""
    words = text.casefold().split()
    return frozenset(
        crc32(" ".join(words[at : at + SHINGLE]).encode("utf-8", "surrogatepass")) * _MIX & _MASK
        for at in range(len(words) - SHINGLE + 1)
    )


def sketch(text: str) -> tuple[int, ...]:
    """The smallest hashes of a text's stretches, in order: all of a short one's, a quarter of a long one's."""
    hashes = shingles(text)
    return tuple(nsmallest(_SKETCH + len(hashes) // _FOURTH, hashes))


def shared_words(left: str, right: str) -> float:
    """How much of the shorter text stands in the other: the share of its stretches of five words, 0 to 1."""
    here, there = shingles(left), shingles(right)
    return len(here & there) / min(len(here), len(there)) if here and there else 0.0


def copies(texts: Mapping[str, str]) -> dict[str, str]:
    """Each text's name → the first name of the texts that are copies of it, by chains of copies; its own, for most.

    The order of `texts` does not matter.
    """
    first = {name: name for name in texts}
    for left, right in _candidates(texts):
        ours, theirs = _root(first, left), _root(first, right)
        if ours != theirs and shared_words(texts[left], texts[right]) > COPIED:
            first[max(ours, theirs)] = min(ours, theirs)
    return {name: _root(first, name) for name in texts}


def _root(first: Mapping[str, str], name: str) -> str:
    while first[name] != name:
        name = first[name]
    return name


def _candidates(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Pairs whose sketches share hashes, each once, in order of name."""
    holders: dict[int, list[str]] = defaultdict(list)
    for name in sorted(texts):
        hashes = sketch(texts[name])
        common = _counted(holders[value] for value in hashes)
        needed = min(_SHARED, len(hashes))
        yield from ((other, name) for other, times in sorted(common.items()) if times >= needed)
        for value in hashes:
            holders[value].append(name)


def _counted(lists: Iterable[list[str]]) -> dict[str, int]:
    times: dict[str, int] = defaultdict(int)
    for names in lists:
        for name in names:
            times[name] += 1
    return times
