"""The networks of the attribution tagger, in torch: encoder, joiner, and the chain of labels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from reportedly.extract.tagger_input import PAIR_FEATURES, WORD_FEATURES

HIDDEN = 384
JOINED = 160
CUE_LABELS = 3  # outside, begins, continues
LABELS = 5  # as reportedly.extract.tagger names them
BARRED = -1e4  # the score of a transition that cannot be


class Encoder(nn.Module):
    """A six-layer MiniLM over word pieces and the features of their words; tells cues."""

    def __init__(self, dropout: float = 0.1) -> None:  # noqa: D107
        super().__init__()
        self.bert = BertModel(
            BertConfig(
                hidden_size=HIDDEN, num_hidden_layers=6, num_attention_heads=12,
                intermediate_size=1536, hidden_dropout_prob=dropout,
                attention_probs_dropout_prob=0.0,  # twice the speed on a CPU
            ),
            add_pooling_layer=False,
        )  # fmt: skip
        self.features = nn.ModuleList(nn.Embedding(size, HIDDEN) for _, size in WORD_FEATURES)
        for table in self.features:
            nn.init.normal_(table.weight, std=0.01)  # type: ignore[arg-type] # an embedding's
        self.cue = nn.Linear(HIDDEN, CUE_LABELS)

    def start_from(self, weights: Path) -> None:
        """Takes the pretrained weights of a sentence encoder of the same shape."""
        state = {k.removeprefix("bert."): v for k, v in load_file(weights).items()}
        missing = self.bert.load_state_dict(state, strict=False).missing_keys
        if missing:
            raise ValueError(f"{weights} lacks {', '.join(missing)}: it is no six-layer MiniLM")

    def forward(self, ids: Tensor, mask: Tensor | None, features: Tensor) -> tuple[Tensor, Tensor]:
        """Returns the states, shape (windows, pieces, 384), and the scores of the cue labels."""
        given = self.bert.embeddings.word_embeddings(ids)
        for column, table in enumerate(self.features):
            given = given + table(features[..., column])
        states = self.bert(inputs_embeds=given, attention_mask=mask).last_hidden_state
        return states, self.cue(states)


class Joiner(nn.Module):
    """Labels the words of a paragraph as seen from a cue."""

    def __init__(self, dropout: float = 0.15) -> None:  # noqa: D107
        super().__init__()
        # A word's parts: as a cue's first word, its last, as a word seen, and both of a product.
        self.project = nn.Linear(HIDDEN, 5 * JOINED)
        self.features = nn.ModuleList(nn.Embedding(size, JOINED) for _, size in PAIR_FEATURES)
        for table in self.features:
            nn.init.normal_(table.weight, std=0.05)  # type: ignore[arg-type] # an embedding's
        self.norm = nn.LayerNorm(JOINED)
        self.near = nn.ModuleList(nn.Conv1d(JOINED, JOINED, 5, padding=2) for _ in range(2))
        self.label = nn.Linear(JOINED, LABELS)
        self.dropout = nn.Dropout(dropout)

    def forward(
        self, first: Tensor, last: Tensor, words: Tensor, features: Tensor, mask: Tensor
    ) -> Tensor:
        """Returns scores, shape (cues, words, labels), from projected states.

        ``first`` and ``last`` are of the cues' words, ``words`` (cues, words, parts) of those seen.
        """
        one, two, three, four = JOINED, 2 * JOINED, 3 * JOINED, 4 * JOINED
        seen = (first[:, :one] + last[:, one:two])[:, None] + words[..., two:three]
        seen = seen + first[:, None, three:four] * words[..., four:]
        for column, table in enumerate(self.features):
            seen = seen + table(features[..., column])
        inside = mask[..., None]
        seen = self.dropout(nn.functional.gelu(self.norm(seen))) * inside
        for layer in self.near:
            around = nn.functional.gelu(layer(seen.transpose(1, 2))).transpose(1, 2)
            seen = seen + self.dropout(around * inside)
        return self.label(seen)  # type: ignore[no-any-return] # a module's call


class LabelChain(nn.Module):
    """A linear chain over the labels (CRF): which label follows which, and which never."""

    barred: Tensor
    barred_first: Tensor

    def __init__(self) -> None:  # noqa: D107
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(LABELS, LABELS))
        self.first = nn.Parameter(torch.zeros(LABELS))
        self.last = nn.Parameter(torch.zeros(LABELS))
        barred, barred_first = torch.zeros(LABELS, LABELS), torch.zeros(LABELS)
        for begins, goes_on in ((1, 2), (3, 4)):
            barred[:, goes_on] = BARRED
            barred[[begins, goes_on], goes_on] = 0.0
            barred_first[goes_on] = BARRED
        self.register_buffer("barred", barred)
        self.register_buffer("barred_first", barred_first)

    def loss(self, scores: Tensor, labels: Tensor, lengths: Tensor) -> Tensor:
        """Returns the negative log-likelihood of each row's labels."""
        moves, rows = self.transitions + self.barred, torch.arange(len(scores))
        forward = scores[:, 0] + self.first + self.barred_first
        gold = forward.gather(1, labels[:, :1])[:, 0]
        for word in range(1, scores.shape[1]):
            inside = word < lengths
            reached = torch.logsumexp(forward[:, :, None] + moves, dim=1) + scores[:, word]
            forward = torch.where(inside[:, None], reached, forward)
            step = moves[labels[:, word - 1], labels[:, word]] + scores[rows, word, labels[:, word]]
            gold = gold + torch.where(inside, step, torch.zeros_like(step))
        whole = torch.logsumexp(forward + self.last, dim=1)
        return whole - gold - self.last[labels[rows, lengths - 1]]

    def as_settings(self) -> dict[str, Any]:
        """Returns the chain as the tagger's settings have it."""
        return {
            "transitions": (self.transitions + self.barred).tolist(),
            "first": (self.first + self.barred_first).tolist(),
            "last": self.last.tolist(),
        }


class Tagger(nn.Module):
    """Encoder, joiner and chain, trained together."""

    def __init__(self) -> None:  # noqa: D107
        super().__init__()
        self.encoder, self.joiner, self.chain = Encoder(), Joiner(), LabelChain()
