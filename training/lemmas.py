"""Writes `resources/text/lemmas.tsv`: the inflected forms of the treebanks whose lemma the rules miss.

`python -m training.lemmas [SHARED]`. Kept are forms of verbs, plural nouns and compared adjectives whose lemma is
itself a word of the treebanks, so that misspellings stay out.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from casus.text.lemmas import lemma
from training.treebank import read

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "resources/text/lemmas.tsv"
ENDINGS = {"VBD": "ed", "VBN": "ed", "VBG": "ing", "VBZ": "es", "NNS": "es", "JJR": "er", "JJS": "est"}
WRONG = ("ranged", "fixeded", "ridiculized")  # mislabelled or misspelt in the treebanks
HEAD = """# Inflected forms of the English treebanks whose lemma the rules of casus.text.lemmas miss: written by
# training/lemmas.py from UD English EWT and GUM (see MODEL_CARD.md); edit irregular.tsv instead.
form\ttag\tlemma
"""


def _is_inflection(form: str, tag: str, said: str) -> bool:
    """Whether form and lemma differ by an ordinary ending, as misspelt and odd words do not."""
    if tag not in ENDINGS or not form.isalpha() or len(form) < 5 or form in (said, *WRONG):
        return False
    plain = form.startswith(said.removesuffix("e")) and len(form) <= len(said) + 4
    return plain and form.endswith(ENDINGS[tag])


def main() -> None:
    TARGET.write_text(HEAD, encoding="utf-8")
    folder = (Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared") / "data/ud"
    seen: Counter[tuple[str, str, str]] = Counter()
    for name in ("en_ewt-ud-train", "gum_open_train"):
        for sentence in read(folder / f"{name}.conllu.gz"):
            seen.update((word.form.lower(), word.tag, word.lemma.lower()) for word in sentence)
    lemmas = Counter(said for _, _, said in seen.elements())
    rows = sorted(key for key in seen if lemmas[key[2]] > 1 and _is_inflection(*key) and lemma(*key[:2]) != key[2])
    TARGET.write_text(HEAD + "".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(rows)} forms")


if __name__ == "__main__":
    main()
