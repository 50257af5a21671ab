"""Labels of sentences in essays, judged by hand: reported or the voice's own, and whose.

What was judged, and how, stands in `essays/README.md`. Half of the labels, by a fixed random split, are
frozen. `python -m eval attribution` scores them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass

from assistant.articles import Article
from assistant.errors import AssistantError
from assistant.reading.article import read_article
from eval.mistakes import read_yaml

ESSAYS = Path(__file__).with_suffix("")
DOCUMENTS = Path(__file__).parent.parent / "documents"
SEED = 349
Judged = Literal["own", "reported", "narrator", "either"]
Half = Literal["open", "frozen"]


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class Label:
    """What one sentence was judged to be."""

    starts: str
    """The words the sentence begins with, as many as no other of the article begins with."""
    holder: Judged
    speakers: tuple[str | None, ...] = ()
    """Every name that counts as right for a reported view; None: nobody need be named."""


def labelled(
    essays: Path = ESSAYS, documents: Path = DOCUMENTS
) -> Iterator[tuple[Article, list[tuple[Half, Label, int]]]]:
    """Each article with its labels: the half, the label and the number of its sentence."""
    labels = read_labels(essays / "labels.yaml")
    keys = [(article_id, label.starts) for article_id, rows in labels.items() for label in rows]
    frozen = set(random.Random(SEED).sample(sorted(keys), len(keys) // 2))
    for article_id, rows in labels.items():
        article = _article(article_id, essays, documents)
        yield (
            article,
            [
                (
                    "frozen" if (article_id, label.starts) in frozen else "open",
                    label,
                    _sentence(article, label),
                )
                for label in rows
            ],
        )


def read_labels(path: Path) -> dict[str, tuple[Label, ...]]:
    """The labels by article; anything unexpected in the file is refused."""
    return read_yaml(path, TypeAdapter(dict[str, tuple[Label, ...]]))


def _article(article_id: str, essays: Path, documents: Path) -> Article:
    essay = essays / f"{article_id}.md"
    return read_article(essay if essay.is_file() else documents / f"{article_id}.md", article_id)


def _sentence(article: Article, label: Label) -> int:
    """The number of the sentence that begins as the label says."""
    # The label of a turn stands before its first sentence.
    opens = {block.sentences[0][0]: block.start for block in article.blocks if block.sentences}
    fitting = [
        number
        for number, (start, _) in enumerate(article.sentences)
        if any(article.text.startswith(label.starts, at) for at in {start, opens.get(start, start)})
    ]
    if len(fitting) != 1:
        raise AssistantError(f"{len(fitting)} sentences of {article.id!r} begin with {label.starts!r}.")
    return fitting[0]
