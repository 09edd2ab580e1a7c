"""What MUC-4's network tells beside roles and incident types, taught when its encoder has learned and stays as it is.

People by description and places, set fills of mentions and links between them are told by heads that read the encoder's
states. Taught together with the roles they made the roles worse; taught afterwards they cost them nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

import torch
from torch import Tensor, nn

from training.reader import muc4
from training.reader.fit import SEED, fit, mean, seed
from training.reader.muc4 import RoleModel, Window

NUMBERS = (SEED, 1, 2, 3)
"""Seeds of the heads whose weights are averaged."""
EMPTY = 0.3
"""The share of windows without anything to tell that are learned from too."""
TOGETHER = 16
"""How many windows are looked at together."""


def teach_further(
    model: RoleModel, table: Tensor, windows: Sequence[Window], epochs: int = 4, numbers: Sequence[int] = NUMBERS
) -> None:
    """Teach the heads of what is further told, once for each seed and each from the same start; their mean is kept.

    Four heads apart lie a point of the official score of all slots apart; all else of the model stays.
    """
    taught: list[dict[str, Tensor]] = []
    for number in numbers:
        one = deepcopy(model)
        chance = seed(number)
        kept = [window for window in windows if not window.empty or chance.random() < EMPTY]
        teach_heads(one, kept, states(one, table, kept), epochs, number)
        taught.append(one.state_dict())
    model.load_state_dict(mean(taught))


def teach_heads(
    model: RoleModel, windows: Sequence[Window], seen: Sequence[Tensor], epochs: int, number: int = SEED
) -> None:
    """Teach the heads of what is further told from windows and the encoder's states of each."""
    chance = seed(number)
    of = {id(window): states for window, states in zip(windows, seen, strict=True)}

    def cost(batch: Sequence[Window]) -> Tensor:
        return muc4.further_loss(model, nn.utils.rnn.pad_sequence([of[id(one)] for one in batch], True).float(), batch)

    model.requires_grad_(False)
    for head in (model.further, model.classes, model.links):
        head.requires_grad_(True)
    fit(model, [muc4.batches(windows, 8, 1.0, chance) for _ in range(epochs)], cost, heads_rate=3e-3, average=0.01)


def states(model: RoleModel, table: Tensor, windows: Sequence[Window]) -> list[Tensor]:
    """The encoder's states of each window, as it reads when it has learned."""
    model.eval()
    found: dict[int, Tensor] = {}
    order = sorted(windows, key=lambda window: len(window.ids))
    for start in range(0, len(order), TOGETHER):
        part = order[start : start + TOGETHER]
        length = len(part[-1].ids)
        ids = torch.tensor(muc4.padded([window.ids for window in part], length, 0))
        held = torch.tensor(muc4.padded([[1.0] * len(window.ids) for window in part], length, 0.0))
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            made = model.encoder(table[ids], torch.zeros_like(ids), held)
        found |= {id(one): row[: len(one.ids)].half() for one, row in zip(part, made, strict=True)}
    return [found[id(window)] for window in windows]
