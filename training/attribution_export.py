"""Writes a trained attribution tagger as the package has it: two ONNX networks and its settings."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from tokenizers import Tokenizer
from torch import Tensor, nn

from reportedly.extract.tagger_input import PAIR_FEATURES, WORD_FEATURES
from training.attribution_networks import JOINED, Encoder, Joiner, Tagger

OPSET = 17


class _Encoding(nn.Module):
    """The encoder with the joiner's projection, so that each word is projected once."""

    def __init__(self, encoder: Encoder, joiner: Joiner) -> None:
        super().__init__()
        self.encoder, self.project = encoder, joiner.project

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        states, cues = self.encoder(ids, None, features)
        return cues, self.project(states)


class _Joining(nn.Module):
    """The joiner over the cues of one part, none of it padded."""

    def __init__(self, joiner: Joiner) -> None:
        super().__init__()
        self.joiner = joiner

    def forward(self, first: Tensor, last: Tensor, words: Tensor, features: Tensor) -> Tensor:
        seen = words[None].expand(first.shape[0], -1, -1)
        mask = torch.ones(features.shape[:2])
        return self.joiner(first, last, seen, features, mask)  # type: ignore[no-any-return]


def export(
    tagger: Tagger,
    tokenizer: Tokenizer,
    labels: dict[str, dict[str, int]],
    thresholds: dict[str, float],
    folder: Path,
) -> None:
    """Writes ``encoder.onnx`` (8-bit weights), ``joiner.onnx``, the settings and the tokenizer."""
    tagger.eval()
    folder.mkdir(parents=True, exist_ok=True)
    pieces = torch.ones((1, 40), dtype=torch.long)
    word_features = torch.zeros((1, 40, len(WORD_FEATURES)), dtype=torch.long)
    cue, words = torch.zeros(3, 5 * JOINED), torch.zeros(20, 5 * JOINED)
    pairs = torch.zeros((3, 20, len(PAIR_FEATURES)), dtype=torch.long)
    with TemporaryDirectory() as scratch, torch.no_grad():
        whole, prepared = Path(scratch) / "whole.onnx", Path(scratch) / "prepared.onnx"
        torch.onnx.export(
            _Encoding(tagger.encoder, tagger.joiner), (pieces, word_features), str(whole),
            input_names=["ids", "features"], output_names=["cues", "words"],
            dynamic_axes={name: {1: "pieces"} for name in ("ids", "features", "cues", "words")},
            dynamo=False, opset_version=OPSET,
        )  # fmt: skip
        quant_pre_process(str(whole), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(
            prepared, folder / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True
        )
        torch.onnx.export(
            _Joining(tagger.joiner), (cue, cue, words, pairs), str(folder / "joiner.onnx"),
            input_names=["first", "last", "words", "features"], output_names=["scores"],
            dynamic_axes={
                "first": {0: "cues"}, "last": {0: "cues"}, "words": {0: "words"},
                "features": {0: "cues", 1: "words"}, "scores": {0: "cues", 1: "words"},
            },
            dynamo=False, opset_version=OPSET,
        )  # fmt: skip
    settings = {"labels": labels, **tagger.chain.as_settings(), **thresholds}
    (folder / "settings.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    tokenizer.save(str(folder / "tokenizer.json"))
