"""Speakers in essays: sentences judged by hand, reported or the voice's own, and whose.

What was judged, and how, stands in `essays/README.md`. Half of the labels, by a fixed random split, are
frozen: their misses are never shown.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, get_args

import yaml
from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from assistant.articles import Article
from assistant.attribution import Attribution, attribute
from assistant.errors import AssistantError
from assistant.names import folded
from assistant.reading.article import read_article

ESSAYS = Path(__file__).with_suffix("")
DOCUMENTS = Path(__file__).parent.parent / "documents"
SEED = 349
Judged = Literal["own", "reported", "narrator", "either"]
Half = Literal["open", "frozen"]


@checked(frozen=True, config=ConfigDict(extra="forbid"))
class Label:
    """What one sentence was judged to be."""

    starts: str
    """The words the sentence begins with, as many as no other of the article begins with."""
    holder: Judged
    speakers: tuple[str | None, ...] = ()
    """Every name that counts as right for a reported view; None: nobody need be named."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A label and what the rules made of its sentence."""

    half: Half
    article_id: str
    sentence: str
    label: Label
    holder: Attribution

    @property
    def right_speaker(self) -> bool:
        names = {folded(_bare(name)) if name else None for name in self.label.speakers}
        return (folded(_bare(self.holder.speaker)) if self.holder.speaker else None) in names


@dataclass(frozen=True, slots=True)
class Figures:
    """How well reported views are told from the voice's own; sentences labelled either are not scored."""

    sentences: int
    reported: int
    either: int
    precision: float
    recall: float
    f1: float
    right_speaker: float
    """Among the reported sentences that were recognised."""
    credited_to_the_voice: int
    """Reported views given out as the voice's own: the worst error."""


def main(argv: Sequence[str] | None = None) -> None:
    """Command line: [--misses] [--json]."""
    parser = argparse.ArgumentParser(prog="python -m eval essays", description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list the misses of the open half")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    found = outcomes()
    by_half = {half: figures(each for each in found if each.half == half) for half in get_args(Half)}
    if options.json:
        print(json.dumps({half: asdict(row) for half, row in by_half.items()}, indent=2))
    else:
        print(table(by_half))
    if options.misses:
        print(*misses(found), sep="\n")


def outcomes(essays: Path = ESSAYS, documents: Path = DOCUMENTS) -> list[Outcome]:
    """Every labelled sentence with its holder."""
    return [
        Outcome(half, article.id, article.text[slice(*article.sentences[number])], label, found[number])
        for article, rows in labelled(essays, documents)
        for found in (attribute(article),)
        for half, label, number in rows
    ]


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
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        return TypeAdapter(dict[str, tuple[Label, ...]]).validate_python(data)
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise AssistantError(f"The labels in {str(path)!r} cannot be read: {error}.") from error


def figures(found: Iterable[Outcome]) -> Figures:
    """Precision, recall and F1 of "reported", and the share of right speakers among those recognised."""
    every = list(found)
    scored = [each for each in every if each.label.holder != "either"]
    expected = [each for each in scored if each.label.holder == "reported"]
    hits = [each for each in expected if each.holder.reported]
    precision = len(hits) / max(1, sum(each.holder.reported for each in scored))
    recall = len(hits) / max(1, len(expected))
    return Figures(
        len(scored),
        len(expected),
        len(every) - len(scored),
        precision,
        recall,
        2 * precision * recall / (precision + recall) if hits else 0.0,
        sum(each.right_speaker for each in hits) / max(1, len(hits)),
        len(expected) - len(hits),
    )


def table(by_half: dict[Half, Figures]) -> str:
    """The figures for people to read."""
    head = (
        f"{'half':8}{'sentences':>10}{'reported':>10}{'precision':>11}{'recall':>8}{'F1':>7}"
        f"{'right speaker':>15}{'credited to the voice':>23}"
    )
    rows = [
        f"{half:8}{row.sentences:10}{row.reported:10}{row.precision:11.3f}{row.recall:8.3f}{row.f1:7.3f}"
        f"{row.right_speaker:15.3f}{row.credited_to_the_voice:23}"
        for half, row in by_half.items()
    ]
    return "\n".join((head, *rows))


def misses(found: Iterable[Outcome]) -> list[str]:
    """One line for each wrong outcome of the open half."""
    return [
        f"{each.article_id}: {each.label.holder} {list(each.label.speakers)}, found "
        f"{'reported' if each.holder.reported else 'own'} {each.holder.speaker!r}: {each.sentence}"
        for each in found
        if each.half == "open" and _wrong(each)
    ]


def _wrong(each: Outcome) -> bool:
    if each.label.holder == "either":
        return False
    reported = each.label.holder == "reported"
    return each.holder.reported != reported or (reported and not each.right_speaker)


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


def _bare(name: str) -> str:
    return re.sub(r"^(?:the|a|an|some|many|most|several) ", "", name, flags=re.IGNORECASE)
