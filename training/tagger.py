"""Trains the part-of-speech tagger: `python -m training.tagger [SHARED] [--epochs N]`.

Averaged perceptron (Collins 2002) over the features of `casus.text.features`, on English EWT and the open genres of
GUM. In two steps: a first model tags news without labels, and the tags that it gives to words which the treebanks
hardly know ("airstrike", "gunmen") become what the second model knows of them. Seeded: the same data give the same
file, byte for byte. Writes `resources/text/tagger.json.gz`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pickle
import random
import string
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from casus.reference.resources import load_tsv
from casus.text import features as look
from casus.text.sentences import sentences
from casus.text.tagger import Tagger, pack
from casus.text.tokens import tokenise
from training.treebank import Sentence, Word, read

ROOT = Path(__file__).resolve().parent.parent
SEED = 20250508
COPIES = 20
OPEN = ("NN", "NNS", "NNP", "NNPS", "VB", "VBP", "VBD", "VBN", "VBG", "VBZ", "JJ", "RB")


def tables(data: list[Sentence]) -> tuple[dict[str, str], dict[str, str], set[str]]:
    """Words that need no perceptron with their tag; the tags that each word takes; which of these were seen seldom."""
    cased: defaultdict[str, Counter[str]] = defaultdict(Counter)
    lower: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for sentence in data:
        for place, word in enumerate(sentence):
            form = look.plain(word.form)
            cased[form][word.tag] += 1
            if form == form.lower() or (place == 0 and not word.tag.startswith("NNP")):
                lower[form.lower()][word.tag] += 1
    sure = {form: top for form, tags in cased.items() if (top := _sure(form, tags))}
    classes = {form: _class(tags) for form, tags in lower.items() if tags.total() >= 3}
    for form, tags in cased.items():
        if tags.total() >= 3 and form != form.lower() and classes.get(form.lower()) != _class(tags):
            classes[form] = _class(tags)
    weak = {form for form in classes if (lower.get(form) or cased[form]).total() < 12}
    return sure, classes, weak


def _sure(form: str, tags: Counter[str]) -> str | None:
    tag, often = tags.most_common(1)[0]
    enough = 60 if tag in OPEN and not form[:1].isupper() else 20
    return tag if tags.total() >= enough and often >= 0.997 * tags.total() else None


def _class(tags: Counter[str]) -> str:
    total = tags.total()
    return "|".join(sorted(tag for tag, often in tags.items() if often >= 0.04 * total))


def irregular() -> dict[str, str]:
    """The classes of the irregular verbs: "overran" is VBD, "overrun" VBN, even where no treebank has them."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in load_tsv("text/irregular.tsv"):
        if row["tag"] in ("VBD", "VBN", "NNS"):
            found[row["form"]].add(row["tag"])
    return {form: "|".join(sorted(tags)) for form, tags in found.items()}


def from_news(tagger: Tagger, texts: Iterable[str]) -> dict[str, str]:
    """Classes of the words of unlabelled news, from the tags that a first model gives them."""
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for span in sentences(text):
            words = [text[start:end] for start, end in tokenise(text, span.start, span.end)]
            for place, (word, tag) in enumerate(zip(words, tagger.tag(words), strict=True)):
                if place or word.islower():
                    seen[look.plain(word)][tag] += 1
    return {form: _news_class(tags) for form, tags in seen.items() if tags.total() >= _least(form)}


def _least(form: str) -> int:
    """How often a word must be seen: names are many and look like names anyway."""
    return 8 if form.islower() else 15


def _news_class(tags: Counter[str]) -> str:
    return "|".join(sorted(tag for tag, often in tags.items() if often >= 0.12 * tags.total()))


def news(shared: Path) -> Iterator[str]:
    """Unlabelled news: the daily items of 2010 to 2024."""
    with gzip.open(shared / "data/cep/flat_2002_2026.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            if "2010" <= item["date"] < "2025":
                yield item["text"]


def made_up(chance: random.Random) -> list[Sentence]:
    """The sentences of `templates.txt`, each many times with other names: the treebanks hold little of such reports."""
    found = []
    for line in (ROOT / "training/templates.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            found += [_filled(line.split(), chance) for _ in range(COPIES)]
    return found


def _filled(parts: list[str], chance: random.Random) -> Sentence:
    pairs = [part.rpartition("/") for part in parts]
    return tuple(Word(_name(form, chance), tag, form, True) for form, _, tag in pairs)


def _name(form: str, chance: random.Random) -> str:
    if form == "ORG":
        return "".join(chance.choices(string.ascii_uppercase, k=chance.randint(2, 5)))
    if form in ("PLACE", "PERSON"):
        syllables = (chance.choice("bdfghjklmnprstvyz") + chance.choice("aeiou") for _ in range(chance.randint(1, 3)))
        return ("".join(syllables) + chance.choice(("n", "r", "m", "k", "sh", "t", "", "l"))).title()
    return form


class Learner:
    """The weights while they are learned, with the sums that averaging needs."""

    def __init__(self, data: list[Sentence], known: dict[str, str]) -> None:
        self.sure, classes, weak = tables(data)
        self.classes = {**known, **classes}
        for form in weak & known.keys():
            self.classes[form] = "|".join(sorted({*known[form].split("|"), *classes[form].split("|")}))
        self.tags = sorted({word.tag for sentence in data for word in sentence})
        self.number = {tag: place for place, tag in enumerate(self.tags)}
        self.weights: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self.sums: defaultdict[tuple[str, int], int] = defaultdict(int)
        self.stamps: defaultdict[tuple[str, int], int] = defaultdict(int)
        self.kinds: dict[str, tuple[str, str]] = {}
        self.sides: dict[tuple[int, str], list[str]] = {}
        self.steps = 0

    def kind(self, form: str) -> tuple[str, str]:
        if form not in self.kinds:
            kind = look.kind_of(form, self.classes)
            self.kinds[form] = (kind, look.coming_of(form, kind))
        return self.kinds[form]

    def side(self, number: int, form: str) -> list[str]:
        key = (number, form)
        if key not in self.sides:
            kind = self.kind(form)[0]
            makers = (look.of_word, look.of_left, look.of_left2, look.of_right, look.of_right2)
            self.sides[key] = look.of_word(form, kind, first=True) if number == 5 else makers[number](form, kind)
        return self.sides[key]

    def learn(self, sentence: Sentence) -> int:
        """One pass over a sentence, each word tagged with the tags given so far; how many were wrong."""
        forms = [look.plain(word.form) for word in sentence]
        known = [self.kind(form) for form in forms]
        coming = look.ahead([mark for _, mark in known])
        padded = [look.START, look.START, *forms, look.END, look.END]
        sides = [*(kind for kind, _ in known), look.END]
        last, before, state = look.START, look.START, "--"
        wrong = 0
        for place, form in enumerate(forms):
            lower = form.lower()
            tag = self.sure.get(form)
            if tag is None:
                right = (padded[place + 3].lower(), sides[place + 1], coming[place])
                names = list(look.in_context(lower, sides[place], (last, before), state, right))
                names += self.side(0 if place else 5, form) + self.side(1, padded[place + 1])
                names += self.side(2, padded[place]) + self.side(3, padded[place + 3])
                names += self.side(4, padded[place + 4])
                tag = self.choose(names)
                self.steps += 1
                if tag != sentence[place].tag:
                    wrong += 1
                    self.change(names, self.number[sentence[place].tag], 1)
                    self.change(names, self.number[tag], -1)
            last, before = tag, last
            state = look.next_state(state, lower, tag)
        return wrong

    def choose(self, names: list[str]) -> str:
        scores = [0] * len(self.tags)
        get = self.weights.get
        for name in names:
            held = get(name)
            if held:
                for tag, weight in held.items():
                    scores[tag] += weight
        return self.tags[scores.index(max(scores))]

    def change(self, names: list[str], tag: int, by: int) -> None:
        for name in names:
            held = self.weights[name]
            key = (name, tag)
            old = held.get(tag, 0)
            self.sums[key] += (self.steps - self.stamps[key]) * old
            self.stamps[key] = self.steps
            held[tag] = old + by

    def averaged(self) -> dict[str, dict[int, float]]:
        out: dict[str, dict[int, float]] = {}
        for name, held in self.weights.items():
            mean = {
                tag: (self.sums[(name, tag)] + (self.steps - self.stamps[(name, tag)]) * weight) / self.steps
                for tag, weight in held.items()
            }
            out[name] = {tag: value for tag, value in mean.items() if value}
        return out


def model(learner: Learner, mean: dict[str, dict[int, float]], scale: float, least: float) -> dict[str, object]:
    """The model as the product reads it: weights times `scale` in whole numbers, those under `least` left out."""
    weights = {}
    for name in sorted(mean):
        held = [(tag, round(value * scale)) for tag, value in sorted(mean[name].items()) if abs(value) >= least]
        held = [(tag, weight) for tag, weight in held if weight]
        if held:
            weights[name] = pack(held)
    return {"tags": learner.tags, "sure": learner.sure, "classes": learner.classes, "weights": weights}


def accuracy(tagger: Tagger, data: list[Sentence]) -> float:
    right = total = 0
    for sentence in data:
        tags = tagger.tag([word.form for word in sentence])
        right += sum(tag == word.tag for tag, word in zip(tags, sentence, strict=True))
        total += len(sentence)
    return right / total


def save(found: dict[str, object], path: Path) -> int:
    raw = json.dumps(found, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    packed = gzip.compress(raw, 9, mtime=0)
    path.write_bytes(packed)
    return len(packed)


def train(sentences_: list[Sentence], known: dict[str, str], epochs: int) -> Learner:
    learner = Learner(sentences_, known)
    chance = random.Random(SEED)
    data = sentences_ + made_up(chance)
    for epoch in range(epochs):
        began = time.process_time()
        chance.shuffle(data)
        wrong = sum(learner.learn(sentence) for sentence in data)
        print(f"epoch {epoch + 1}: {wrong} wrong, {time.process_time() - began:.0f} s", flush=True)
    return learner


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--epochs", type=int, default=7)
    options.add_argument("--scale", type=float, default=4.0)
    options.add_argument("--least", type=float, default=0.9)
    options.add_argument("--out", type=Path, default=ROOT / "resources/text/tagger.json.gz")
    options.add_argument("--keep", type=Path, help="also keep the full weights here, to try other scales")
    chosen = options.parse_args()
    folder = chosen.shared / "data/ud"
    data = read(folder / "en_ewt-ud-train.conllu.gz") + read(folder / "gum_open_train.conllu.gz")
    first = train(data, irregular(), 3)
    known = from_news(Tagger(model(first, first.averaged(), chosen.scale, chosen.least)), news(chosen.shared))
    print(f"{len(known)} words of unlabelled news", flush=True)
    learner = train(data, {**known, **irregular()}, chosen.epochs)
    if chosen.keep:
        chosen.keep.write_bytes(pickle.dumps((learner.tags, learner.sure, learner.classes, learner.averaged())))
    found = model(learner, learner.averaged(), chosen.scale, chosen.least)
    size = save(found, chosen.out)
    tagger = Tagger(found)
    print(f"{size} bytes, {len(found['weights'])} features")  # type: ignore[arg-type]
    print(f"EWT dev {accuracy(tagger, read(folder / 'en_ewt-ud-dev.conllu.gz')):.4f}")


if __name__ == "__main__":
    main()
