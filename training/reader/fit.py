"""One training loop for every model of the reader: AdamW, warm-up and linear decay, seeded, one thread."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

import torch
from torch import Tensor, nn

SEED = 20261125
Example = TypeVar("Example")


def seed(number: int = SEED) -> random.Random:
    """Fix every source of chance; float sums change with the number of threads, so there is one."""
    torch.manual_seed(number)
    torch.set_num_threads(1)
    return random.Random(number)


def fit(
    model: nn.Module,
    epochs: Sequence[Sequence[Sequence[Example]]],
    cost: Callable[[Sequence[Example]], Tensor],
    *,
    rate: float = 2e-4,
    heads_rate: float = 1e-3,
    after: Callable[[int], None] = lambda _: None,
) -> None:
    """Train on the batches of each epoch; `after` is called at each epoch's end.

    The weights under `encoder` learn at `rate`, all others at `heads_rate`.
    """
    named = list(model.named_parameters())
    inner = [weight for name, weight in named if name.startswith("encoder.")]
    outer = [weight for name, weight in named if not name.startswith("encoder.")]
    groups = [{"params": inner, "lr": rate}, {"params": outer, "lr": heads_rate}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    steps = sum(len(epoch) for epoch in epochs)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / (0.06 * steps), max(0.0, (steps - step) / steps))
    )
    began, step = time.process_time(), 0
    model.train()
    for number, epoch in enumerate(epochs, 1):
        total = 0.0
        for batch in epoch:
            loss = cost(batch)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
            total, step = total + loss.item(), step + 1
            if step % 25 == 0:
                print(
                    f"  step {step} of {steps}, {time.process_time() - began:.0f} CPU-s, cost {loss.item():.3f}",
                    flush=True,
                )
        print(
            f"epoch {number}: mean cost {total / max(1, len(epoch)):.4f}, {time.process_time() - began:.0f} CPU-s",
            flush=True,
        )
        model.eval()
        after(number)
        model.train()
    model.eval()
