"""Articles as the attribution tagger is trained on them: labels lie where an annotator put them."""

from __future__ import annotations

import json
from pathlib import Path

from reportedly.extract.tagger import load_tagger
from training.attribution_examples import examples, parser_labels, read_articles

TEXT = "Rain fell. The mayor of Orrin said that nine houses had burned."


def span(words: str) -> list[int]:
    return [TEXT.index(words), TEXT.index(words) + len(words)]


def test_the_labels_of_an_article_are_those_of_its_annotator(tmp_path: Path) -> None:
    content = "that nine houses had burned"
    marked = {
        "source": [span("The mayor of Orrin")],
        "cue": [span("said")],
        "content": [span(content)],
    }
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXT, "attributions": [marked]}) + "\n")
    tagger = load_tagger()
    (article,) = read_articles(path, tagger.tokenizer)
    (example,) = examples(article, 120)
    (cue,) = example.cues
    tokens = TEXT.replace(".", " .").split()
    assert len(example.cue_labels) == len(tokens)
    assert [t for t, label in zip(tokens, example.cue_labels, strict=True) if label] == ["said"]
    source = [t for t, label in zip(tokens, cue.labels, strict=True) if label in {1, 2}]
    assert source == ["The", "mayor", "of", "Orrin"]
    said = [t for t, label in zip(tokens, cue.labels, strict=True) if label in {3, 4}]
    assert said == content.split()
    assert list(cue.labels).count(3) == 1


def test_the_shipped_tagger_was_trained_with_the_parsers_own_labels() -> None:
    assert load_tagger().labels == parser_labels()
