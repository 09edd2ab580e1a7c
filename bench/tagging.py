"""Sentences, tokens and tags: accuracy on the treebanks' held-out parts, and speed on full news articles."""

from __future__ import annotations

import csv
import gzip
import time
from collections.abc import Iterable
from pathlib import Path

from casus.text.analysis import analyse
from casus.text.lemmas import lemma
from casus.text.sentences import sentences
from casus.text.tagger import tagger
from casus.text.tokens import tokenise
from training.treebank import Sentence, read, read_documents

PAST = ("VBD", "VBN")


def measure(shared: Path) -> dict[str, float]:
    """Figures by name; those whose data are missing are left out.

    `xpos_*`: share of right Penn tags on gold tokens (hyphenated words joined as the product cuts them).
    `past_*`: the same for VBD and VBN only. `lemma_*`: share of right lemmas of verbs, common nouns and adjectives on
    gold tags. `sentence_f1_*`, `token_f1_*`: exact spans. `words_per_cpu_second`: words between spaces of whole
    Wikinews articles through `analyse`, with tables as one article after another fills them.
    """
    figures: dict[str, float] = {}
    folder = shared / "data/ud"
    for name, file in (("ewt_test", "en_ewt-ud-test"), ("gum_dev", "gum_open_dev")):
        path = folder / f"{file}.conllu.gz"
        if path.exists():
            figures |= {f"{key}_{name}": value for key, value in _tagging(read(path)).items()}
            for genre in ("GUM_news",) if name == "gum_dev" else ("newsgroup", "weblog"):
                figures |= _spans(path, genre)
    texts = list(_articles(shared / "data/wikinews"))
    if texts:
        figures["words_per_cpu_second"] = _speed(texts)
    return figures


def _tagging(data: list[Sentence]) -> dict[str, float]:
    right = total = past_right = past = lemma_right = lemmas = 0
    for sentence in data:
        for word, tag in zip(sentence, tagger().tag([word.form for word in sentence]), strict=True):
            total += 1
            right += tag == word.tag
            past += word.tag in PAST
            past_right += tag == word.tag and word.tag in PAST
            if word.tag[:2] in ("VB", "NN", "JJ") and not word.tag.startswith("NNP") and word.lemma != "_":
                lemmas += 1
                lemma_right += lemma(word.form, word.tag) == word.lemma.lower()
    return {"xpos": right / total, "past": past_right / past, "lemma": lemma_right / lemmas}


def _spans(path: Path, genre: str) -> dict[str, float]:
    """Exact-span F1 of sentences and tokens on the running text of one genre."""
    ours, gold, our_tokens, gold_tokens = 0, 0, 0, 0
    both = both_tokens = 0
    for text, wanted, words in read_documents(path, genre):
        found = {(span.start, span.end) for span in sentences(text)}
        both, ours, gold = both + len(found & set(wanted)), ours + len(found), gold + len(wanted)
        cut = {place for span in wanted for place in tokenise(text, *span)}
        both_tokens += len(cut & set(words))
        our_tokens, gold_tokens = our_tokens + len(cut), gold_tokens + len(words)
    if not gold:
        return {}
    name = genre.lower()
    return {
        f"sentence_f1_{name}": 2 * both / (ours + gold),
        f"token_f1_{name}": 2 * both_tokens / (our_tokens + gold_tokens),
    }


def _articles(folder: Path) -> Iterable[str]:
    csv.field_size_limit(10**8)
    for path in sorted(folder.glob("*.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
            yield from (row["text"] for row in csv.DictReader(lines))


def _speed(texts: list[str]) -> float:
    words = sum(len(text.split()) for text in texts)
    for text in texts[:20]:
        analyse(text)
    began = time.process_time()
    for text in texts:
        analyse(text)
    return words / (time.process_time() - began)


if __name__ == "__main__":
    for key, value in measure(Path(__file__).resolve().parents[2] / "shared").items():
        print(f"{key:28} {value:12.4f}")
