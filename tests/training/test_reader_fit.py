"""The training loop and the encoder, where torch is installed (requirements/train.txt)."""

import random

import pytest

torch = pytest.importorskip("torch")

from bench.muc4_heads import SEEN  # noqa: E402
from bench.muc4_heads import WIDTH as CLASS_COUNT  # noqa: E402
from casus.extract.model_pieces import FIRST, LAST  # noqa: E402
from training.reader.encoder import Block, Dropout, Encoder  # noqa: E402
from training.reader.fit import Average, fit  # noqa: E402
from training.reader.make import mean  # noqa: E402
from training.reader.muc4 import RoleModel, Window, hiding  # noqa: E402
from training.reader.muc4_further import teach_further  # noqa: E402
from training.reader.muc4_labels import Spot  # noqa: E402
from training.reader.pretrain import HIDDEN  # noqa: E402


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


def test_training_that_was_stopped_goes_on_to_the_same_weights(tmp_path):
    epochs = [[[float(n + k)] for n in range(5)] for k in range(3)]

    def taught(stop_at=None, kept=None):
        torch.manual_seed(7)
        model = torch.nn.Sequential(torch.nn.Linear(1, 8), torch.nn.Dropout(0.5), torch.nn.Linear(8, 1))

        def stop(number):
            if number == stop_at:
                raise KeyboardInterrupt

        def cost(batch):
            return (model(torch.tensor([batch])) - 1.0).square().mean()

        fit(model, epochs, cost, average=0.1, after=stop, kept=kept)
        return [weight.clone() for weight in model.parameters()]

    kept = tmp_path / "one.part"
    with pytest.raises(KeyboardInterrupt):
        taught(stop_at=2, kept=kept)
    assert [file.name for file in tmp_path.iterdir()] == ["one.part"]
    assert all(torch.equal(one, other) for one, other in zip(taught(kept=kept), taught(), strict=True))
    assert not list(tmp_path.iterdir())


def windows(count):
    """Windows in each of which the third and fourth piece are one victim's, the fifth another's."""
    classes = (1.0,) + (0.0,) * (CLASS_COUNT - 1)
    tags = tuple((0, 0, 1, 2, 1, 0) if role == "Victim" else (0,) * 6 for role in SEEN)
    places = ((2, 4), (4, 5))
    spots = tuple(
        Spot(*place, SEEN.index("Victim"), classes, frozenset((0,)), frozenset((n,))) for n, place in enumerate(places)
    )
    return [Window((FIRST, 5, 6, 7 + n, 8, LAST), tags, spots, (1.0,) * 6) for n in range(count)]


def test_pieces_are_hidden_but_not_the_ends_of_windows():
    (made,) = hiding(windows(1), random.Random(1), 1.0)
    assert made.ids == (FIRST, HIDDEN, HIDDEN, HIDDEN, HIDDEN, LAST)
    assert hiding(windows(2), random.Random(1), 0.0) == windows(2)


def test_what_is_further_told_changes_nothing_else():
    torch.manual_seed(1)
    model, table = RoleModel(Encoder()), torch.randn(200, 384)
    before = {name: weight.clone() for name, weight in model.state_dict().items()}
    teach_further(model, table, windows(4), epochs=1)
    changed = {name.split(".")[0] for name, weight in model.state_dict().items() if not weight.equal(before[name])}
    assert changed == {"further", "classes", "links"}


def test_networks_are_averaged_weight_by_weight():
    assert mean([{"a": torch.tensor([1.0, 2.0])}, {"a": torch.tensor([3.0, 6.0])}])["a"].tolist() == [2.0, 4.0]
