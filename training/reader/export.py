"""From torch to the shipped files: the network as ONNX of one byte a weight, the word vectors as rows and scales."""

from __future__ import annotations

import tempfile
from copy import deepcopy
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from casus.extract.model_tags import MOST
from training.reader.encoder import WIDTH


class Places(nn.Module):
    """The vectors of the first places as halves: they are the network's only weights that are not one byte each."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        self.register_buffer("weight", weight.detach().half())

    def forward(self, places: Tensor) -> Tensor:
        """The vectors of some places."""
        return nn.functional.embedding(places, self.weight).float()


def export(model: nn.Module, inputs: tuple[str, ...], outputs: tuple[str, ...], target: Path, most: int = MOST) -> None:
    """Write a model as ONNX with weights of one byte (dynamic quantisation, each output channel by itself).

    `inputs` are names among vectors, shapes, held and marked, in the order that the model takes them; no look is
    longer than `most` pieces, so the places behind them need not ship. The range is reduced by a bit: without VNNI
    the products of eight bits by eight may overflow.
    """
    size = (2, 9)
    samples = {
        "vectors": torch.zeros(*size, WIDTH),
        "shapes": torch.zeros(size, dtype=torch.long),
        "held": torch.ones(size),
        "marked": torch.zeros(size),
    }
    axes = {name: {0: "batch", 1: "length"} for name in (*inputs, *outputs)}
    model = deepcopy(model).eval()
    model.encoder.positions = Places(model.encoder.positions.weight[: most + 2])
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            model,
            tuple(samples[name] for name in inputs),
            str(whole),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            whole,
            target,
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gemm"],
        )


def vectors(table: Tensor, target: Path) -> None:
    """Write word vectors as rows of one byte and a scale for each."""
    rows = table.numpy()
    scales = np.abs(rows).max(1) / 127
    scales[scales == 0] = 1.0
    np.savez(target, rows=np.rint(rows / scales[:, None]).astype(np.int8), scales=scales.astype(np.float32))
