"""One spelling for the many: the key under which a name is looked up."""

from __future__ import annotations

import re
import unicodedata
import zlib
from functools import lru_cache

_DROPPED = dict.fromkeys(map(ord, "'’‘ʻʼʿʾ`´ʹ.\"“”"))
_SPACED = dict.fromkeys(map(ord, "-–—‑/_"), " ")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "e", "ǝ": "e"})
_SAINT = re.compile(r"^(?:st|ste) (?=\S)")
_ARTICLE = re.compile(r"^the (?=\S)")

BITMAP_BITS = 1 << 24


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """`name` in lower case without accents, apostrophes or full stops; hyphens and slashes are spaces.

    "Sana'a" → "sanaa", "El-Obeid" → "el obeid", "St. Louis" → "saint louis".
    """
    plain = name.translate(_SPACED)
    if not plain.isascii():
        marked = unicodedata.normalize("NFKD", plain.casefold().translate(_LETTERS))
        # Half surrogate pairs are no text, and no file could hold them.
        plain = "".join(one for one in marked if not unicodedata.combining(one) and not "\ud800" <= one <= "\udfff")
    key = " ".join(plain.translate(_DROPPED).casefold().split())
    return _ARTICLE.sub("", _SAINT.sub("saint ", key))


def key_bit(key: str) -> int:
    """Which bit of the gazetteer's bitmap stands for `key`: a name whose bit is unset is in no entry."""
    return zlib.crc32(key.encode()) % BITMAP_BITS
