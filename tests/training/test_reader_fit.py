"""The training loop and the encoder, where torch is installed (requirements/train.txt)."""

import pytest

torch = pytest.importorskip("torch")

from training.reader.encoder import Block, Dropout  # noqa: E402
from training.reader.fit import Average  # noqa: E402


def test_attention_in_training_is_that_of_reading():
    block = Block(0.0)
    states, mask = torch.randn(2, 7, 384), torch.zeros(2, 1, 1, 7)
    mask[1, ..., 4:] = -1e4
    learned = block.train()(states, mask)
    assert torch.allclose(learned, block.eval()(states, mask), atol=1e-5)


def test_dropout_keeps_the_mean_and_drops_a_share():
    drop = Dropout(0.25)
    torch.manual_seed(1)
    given = drop.train()(torch.ones(100, 384))
    assert (given == 0).float().mean().item() == pytest.approx(0.25, abs=0.02)
    assert given.mean().item() == pytest.approx(1.0, abs=0.02)
    assert torch.equal(drop.eval()(given), given)


def test_the_running_mean_is_put_in_and_taken_out_again():
    model = torch.nn.Linear(1, 1, bias=False)
    model.weight.data.fill_(0.0)
    means = Average(model, 0.5)
    model.weight.data.fill_(1.0)
    means.take()
    means.swap()
    assert 0.0 < model.weight.item() < 1.0
    means.swap()
    assert model.weight.item() == 1.0
