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


def export(model: nn.Module, inputs: tuple[str, ...], outputs: tuple[str, ...], target: Path) -> None:
    """Write a model as ONNX with weights of one byte (dynamic quantisation, each output channel by itself).

    `inputs` are names among vectors, shapes, held and marked, in the order that the model takes them. The range is
    reduced by a bit: without VNNI the products of eight bits by eight may overflow.
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
    # No look is longer, so the places behind it need not ship.
    model.encoder.positions = nn.Embedding.from_pretrained(model.encoder.positions.weight[: MOST + 2].detach())
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
