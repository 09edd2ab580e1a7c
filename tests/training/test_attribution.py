"""How the weights of attributions are made: our own sentences, candidates that stand for attributions, small files."""

from __future__ import annotations

import lzma
from pathlib import Path

import pycrfsuite
import pytest

from casus.extract.attribution_labels import CONTENT, CUE, SOURCE, labelled, spans_of
from casus.extract.attribution_roles import Candidate
from training.attribution import matched
from training.attribution_texts import labelled as in_words
from training.attribution_texts import own, unmarked
from training.crf_files import slimmed


def test_our_own_sentences_are_many_and_whole() -> None:
    texts = own()
    assert len(texts) >= 150
    assert sum(len(one.relations) for one in in_words(texts)) == sum(len(told) for _, told in texts)
    for text, told in texts:
        assert "[" not in text
        for one in told:
            for start, end in (*one.source, *one.cue, *one.content):
                assert 0 <= start < end <= len(text)


def test_brackets_give_spans() -> None:
    text, (outer, inner) = unmarked("[S1 They] [C1 said] [T1 [S2 he] [C2 wants] [T2 peace]].")
    assert text == "They said he wants peace."
    assert [text[a:b] for a, b in (*outer.source, *outer.cue, *outer.content)] == ["They", "said", "he wants peace"]
    assert [text[a:b] for a, b in (*inner.source, *inner.cue, *inner.content)] == ["he", "wants", "peace"]


@pytest.mark.parametrize("line", ["[S1 They said.", "[S1 They] said."])
def test_brackets_that_say_nothing_are_refused(line: str) -> None:
    with pytest.raises(ValueError, match="brackets"):
        unmarked(line)


def test_labels_and_spans_are_one_another() -> None:
    spans = [(SOURCE, (0, 0)), (CUE, (1, 2)), (CONTENT, (4, 7)), (CONTENT, (9, 9))]
    labels = labelled(10, spans)
    assert [(role, span) for role in (SOURCE, CUE, CONTENT) for span in spans_of(labels, role)] == spans


def test_a_candidate_stands_for_one_attribution() -> None:
    (one,) = in_words([unmarked("[S1 They] [C1 have said] [T1 so] and [C2 warned] [T2 us].")])
    candidates = [Candidate(2, 2, "9"), Candidate(5, 5, "5"), Candidate(6, 6, "1")]
    assert matched(candidates, one) == {(2, 2): 0, (5, 5): 1}


def test_a_slim_model_tags_as_before(tmp_path: Path) -> None:
    trainer = pycrfsuite.Trainer(verbose=False)
    rows = [["w" + word, "s" + word[-1]] for word in "they said that he says it is so".split()]
    labels = "O B O O B O O O".split()
    for _ in range(5):
        trainer.append(rows, labels)
    trainer.train(str(tmp_path / "full.crf"))
    tagger = pycrfsuite.Tagger()
    raw = lzma.decompress(slimmed(tmp_path / "full.crf", tmp_path / "slim.crf", 64))
    tagger.open_inmemory(raw)
    assert tagger.tag(rows) == labels
