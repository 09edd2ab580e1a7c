"""How well attributions are read: PolNeAR dev, exact spans of source, cue and content.

For each role the set of a document's spans; a content in several pieces counts piece by piece. F1 is
2·matched / (read + gold) over all documents. "relation" wants every span of all three roles of an attribution right.
Three readers stand beside one another: "polnear" (weights trained on PolNeAR train), "open" (trained without it) and
"rules". The speed is of layout, features and tagging alone, on full Wikinews articles.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bench.speed import full_articles
from casus.extract.attribution_model import shipped
from casus.extract.attribution_reader import VARIANTS, read_attributions
from casus.extract.rules import RuleExtractor
from casus.model.claim import Attribution
from casus.model.report import Report
from casus.pipeline import ground
from casus.text.analysis import Sentence, analyse
from training.attribution_texts import Told, polnear

ROLES = ("source", "cue", "content", "relation")


def measure(shared: Path) -> dict[str, float]:
    """F1 of each role by each reader, and articles for each CPU-second of the default one."""
    texts = polnear(shared, "dev")
    analysed = [analyse(text) for text, _ in texts]
    figures: dict[str, float] = {}
    for variant in VARIANTS:
        if variant != "rules" and shipped(variant) is None:
            continue  # its weights were not made
        read = [_read(text, sentences, variant) for (text, _), sentences in zip(texts, analysed, strict=True)]
        scores = score([told for _, told in texts], read)
        figures |= {f"{variant}: {role} f1": scores[role] for role in ROLES}
    figures["articles per CPU-second"] = speed(shared)
    return figures


def _read(text: str, sentences: Sequence[Sentence], variant: str) -> Sequence[Attribution]:
    if variant == "rules":
        report = Report("polnear", text)
        return RuleExtractor("rules").read(report, ground(report)).attributions
    return read_attributions(text, sentences, variant=variant)


def score(gold: Sequence[Sequence[Told]], read: Sequence[Sequence[Attribution]]) -> dict[str, float]:
    """F1 by role over documents."""
    matched, wanted, found = Counter[str](), Counter[str](), Counter[str]()
    for told, ours in zip(gold, read, strict=True):
        right, had = _sets([Told.of(one) for one in ours]), _sets(told)
        for role in ROLES:
            matched[role] += len(right[role] & had[role])
            found[role] += len(right[role])
            wanted[role] += len(had[role])
    return {role: 2 * matched[role] / max(1, found[role] + wanted[role]) for role in ROLES}


def _sets(told: Sequence[Told]) -> dict[str, set[object]]:
    return {
        "source": {span for one in told for span in one.source},
        "cue": {span for one in told for span in one.cue},
        "content": {span for one in told for span in one.content},
        "relation": set(told),
    }


def speed(shared: Path) -> float:
    """Full articles for each CPU-second, their sentences given, once the weights are loaded."""
    articles = [(report.text, analyse(report.text)) for report in full_articles(shared)]
    read_attributions(*articles[0])
    began = time.process_time()
    for text, sentences in articles:
        read_attributions(text, sentences)
    return len(articles) / (time.process_time() - began)


if __name__ == "__main__":
    for key, figure in measure(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")).items():
        print(f"{key:40} {figure:.4f}")
