"""One training loop for every model of the reader: AdamW, warm-up and linear decay, seeded, one thread."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
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


def mean(states: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of several models' weights."""
    return {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}


class Average:
    """A running mean of a model's weights: what each was over the last steps, of which there are about 1 / `share`."""

    def __init__(self, model: nn.Module, share: float) -> None:
        self._weights = [weight.detach() for weight in model.parameters()]
        self._means = [weight.clone() for weight in self._weights]
        self._share, self._steps = share, 0

    def take(self) -> None:
        """Take the weights of one more step; the first steps are forgotten sooner."""
        self._steps += 1
        share = max(self._share, 1 / (1 + self._steps / 5))
        torch._foreach_lerp_(self._means, self._weights, share)

    def state(self) -> tuple[int, list[Tensor]]:
        """How many steps were taken, and the means."""
        return self._steps, self._means

    def restore(self, state: tuple[int, list[Tensor]]) -> None:
        """Take up a state again."""
        self._steps, self._means = state

    def swap(self) -> None:
        """Put the means into the model and its weights here, or back."""
        for weight, mean in zip(self._weights, self._means, strict=True):
            held = weight.clone()
            weight.copy_(mean)
            mean.copy_(held)


@dataclass(frozen=True)
class Standing:
    """Where training stands: weights, their moments and running means, the rate, and torch's chance."""

    model: nn.Module
    optimiser: torch.optim.Optimizer
    schedule: torch.optim.lr_scheduler.LRScheduler
    means: Average | None
    steps: int

    def keep(self, file: Path, epoch: int) -> None:
        """Write it after an epoch; a file that is half written never stands under the name."""
        whole = {
            "epoch": epoch,
            "steps": self.steps,
            "model": self.model.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "schedule": self.schedule.state_dict(),
            "means": self.means.state() if self.means else None,
            "chance": torch.get_rng_state(),
        }
        part = file.with_suffix(".writing")
        torch.save(whole, part)
        part.replace(file)

    def restored(self, file: Path) -> int:
        """Take it up again; how many epochs were done, 0 where nothing was kept or lessons of another number were."""
        whole = torch.load(file) if file.is_file() else None
        if whole is None or whole["steps"] != self.steps:
            return 0
        self.model.load_state_dict(whole["model"])
        self.optimiser.load_state_dict(whole["optimiser"])
        self.schedule.load_state_dict(whole["schedule"])
        if self.means:
            self.means.restore(whole["means"])
        torch.set_rng_state(whole["chance"])
        print(f"  goes on after epoch {whole['epoch']}", flush=True)
        return int(whole["epoch"])


def fit(
    model: nn.Module,
    epochs: Sequence[Sequence[Sequence[Example]]],
    cost: Callable[[Sequence[Example]], Tensor],
    *,
    rate: float = 2e-4,
    heads_rate: float = 1e-3,
    average: float = 1.0,
    after: Callable[[int], None] = lambda _: None,
    kept: Path | None = None,
) -> None:
    """Train on the batches of each epoch; `after` is called at each epoch's end.

    With `kept` all that training knows is kept there after every epoch but the last: a run that was stopped goes on
    from the last whole one, to the same weights (where `cost` draws no chance but torch's). The file goes in the end.

    The model ends, and is shown to `after`, with the running mean of its weights, of which each step is a share of
    `average` (1: with the last).

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
    means = Average(model, average) if average < 1.0 else None
    standing = Standing(model, optimiser, schedule, means, steps)
    done = standing.restored(kept) if kept else 0
    began, step = time.process_time(), sum(len(epoch) for epoch in epochs[:done])
    model.train()
    for number, epoch in enumerate(epochs[done:], done + 1):
        total = 0.0
        for batch in epoch:
            loss = cost(batch)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
            if means:
                means.take()
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
        if means:
            means.swap()
        after(number)
        if means and number < len(epochs):
            means.swap()
        if kept and number < len(epochs):
            standing.keep(kept, number)
        model.train()
    model.eval()
    if kept:
        kept.unlink(missing_ok=True)
