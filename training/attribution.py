"""Make the weights that read attributions: `python -m training.attribution make [--variant open|polnear]`.

"polnear" is trained on PolNeAR train; "open" on sentences of our own (`texts/attribution.txt`) and on what our rules
read in open news. Two stages, both conditional random fields: cues, then what each likely cue brings. The second
learns from what a first stage says of texts that it has not seen, so the first is trained on each half for the other.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pycrfsuite

from casus.extract.attribution_cues import cue_features
from casus.extract.attribution_labels import CONTENT, CUE, SOURCE, Stretch
from casus.extract.attribution_labels import labelled as labels_of
from casus.extract.attribution_model import find_candidates
from casus.extract.attribution_roles import Candidate, Found, plain_features, role_features
from training.attribution_silver import silver
from training.attribution_texts import Labelled, labelled, own, polnear
from training.crf_files import slimmed

ROOT = Path(__file__).resolve().parent.parent
SEED = 11
HALVES = 2
DROPPED = 0.5  # of the candidates that are no cue: to learn from all of them makes the reader too shy
OWN_TIMES = 3  # how often our own sentences count beside silver
GRAIN = 16  # weights are rounded to sixteenths: two of three become 0, and the figures stay

Settings = dict[str, float]
CUES: Settings = {"c1": 0.3, "c2": 0.1, "max_iterations": 70, "feature.minfreq": 3}
ROLES: Settings = {"c1": 0.4, "c2": 0.1, "max_iterations": 70, "feature.minfreq": 3}


def train_cues(texts: Sequence[Labelled], path: Path, settings: Settings = CUES) -> pycrfsuite.Tagger:
    """The first stage."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for one in texts:
        labels = labels_of(len(one.page.words), [(CUE, relation.cue) for relation in one.relations])
        for line in one.page.lines:
            trainer.append(cue_features(one.page, line), labels[line.first : line.end])
    return _trained(trainer, path, settings)


def train_roles(
    texts: Sequence[Labelled], found: Sequence[Found], path: Path, settings: Settings = ROLES, dropped: float = DROPPED
) -> pycrfsuite.Tagger:
    """The second stage, on the candidates that a first stage found in each text."""
    trainer = pycrfsuite.Trainer(verbose=False)
    chance = random.Random(SEED)
    for one, here in zip(texts, found, strict=True):
        plain = [plain_features(one.page, line) for line in one.page.lines]
        true = matched(here.candidates, one)
        for candidate in here.candidates:
            number = true.get(candidate.stretch)
            if number is None and chance.random() < dropped:
                continue
            first, rows = role_features(one.page, plain, here, candidate)
            trainer.append(rows, _role_labels(one, number, first, len(rows)))
    return _trained(trainer, path, settings)


def matched(candidates: Sequence[Candidate], one: Labelled) -> dict[Stretch, int]:
    """Which attribution each candidate stands for: the one that shares most words with it; no two the same."""
    found: dict[Stretch, int] = {}
    for number, relation in enumerate(one.relations):
        first, last = relation.cue
        shared = [(min(last, c.last) - max(first, c.first), c.likely, c.stretch) for c in candidates]
        best = max((entry for entry in shared if entry[0] >= 0), default=None)
        if best is not None:
            found.setdefault(best[2], number)
    return found


def _role_labels(one: Labelled, number: int | None, first: int, count: int) -> list[str]:
    if number is None:
        return labels_of(count, ())
    told = one.relations[number]
    spans = [*((CONTENT, piece) for piece in told.content), (CUE, told.cue)]
    if told.source is not None:
        spans.insert(-1, (SOURCE, told.source))
    return labels_of(count, [(role, (a - first, b - first)) for role, (a, b) in spans])


def _trained(trainer: pycrfsuite.Trainer, path: Path, settings: Settings) -> pycrfsuite.Tagger:
    trainer.set_params(settings)
    trainer.train(str(path))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger


def unseen(texts: Sequence[Labelled], folder: Path) -> list[Found]:
    """The candidates of every text, by a first stage that was trained on the others."""
    found: list[Found | None] = [None] * len(texts)
    for half in range(HALVES):
        rest = [one for at, one in enumerate(texts) if at % HALVES != half]
        tagger = train_cues(rest, folder / f"half{half}.crf", {**CUES, "max_iterations": 45})
        for at in range(half, len(texts), HALVES):
            found[at] = find_candidates(texts[at].page, tagger)
        _say(f"half {half + 1} of {HALVES}")
    return [one for one in found if one is not None]


def corpus(variant: str, shared: Path) -> list[Labelled]:
    """The texts of a variant, in an order that the seed fixes."""
    if variant == "polnear":
        texts = labelled(polnear(shared, "train"))
    else:
        texts = [*silver(shared), *labelled(own()) * OWN_TIMES]
    random.Random(SEED).shuffle(texts)
    return texts


def make(variant: str, shared: Path, out: Path) -> None:
    """From the data to the two shipped files of a variant."""
    texts = corpus(variant, shared)
    _say(f"{len(texts)} texts, {sum(len(one.relations) for one in texts)} attributions")
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as name:
        folder = Path(name)
        found = unseen(texts, folder)
        train_cues(texts, folder / "cues.crf")
        _say("cues")
        train_roles(texts, found, folder / "roles.crf")
        for stage in ("cues", "roles"):
            raw = slimmed(folder / f"{stage}.crf", folder / "slim.crf", GRAIN)
            (out / f"{variant}.{stage}.crf.xz").write_bytes(raw)
            _say(f"{stage}: {len(raw):,} bytes")


def _say(words: str) -> None:
    print(f"{time.process_time():6.0f} CPU-seconds: {words}", flush=True)


def main() -> None:
    """The command line."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("command", choices=("make",))
    options.add_argument("--variant", choices=("polnear", "open"), default="polnear")
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--out", type=Path, default=ROOT / "resources/attribution")
    chosen = options.parse_args()
    make(chosen.variant, chosen.shared, chosen.out)


if __name__ == "__main__":
    main()
