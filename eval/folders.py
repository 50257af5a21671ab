"""Small folders: whether every article that answers in the whole folder answers in a few of its articles.

Each question is asked of `documents/`, then of folders of two, three and six of its articles: those that
answered, and as many others, shuffled by a seed and cut into groups. Of each group the articles that answered
in the whole folder are wanted again. No figure of a passage may depend on what else the folder holds.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.answering.drafts import Asked
from assistant.answering.pipeline import answer
from assistant.articles import Article
from assistant.encoder.encoder import Encoder, encoder
from assistant.events import Finished
from assistant.index.build import index_articles
from assistant.index.index import Index
from assistant.reading.folder import read_folder
from assistant.settings import Settings
from eval.suite import SUITES

QUESTIONS = (
    "Should Kosovo be partitioned?",
    "Would new borders unsettle Bosnia?",
    "What do realists fear?",
    "Can Serbia join the European Union without recognising Kosovo?",
)
SIZES = (2, 3, 6)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of one question and one size of folder: how many articles were wanted, and those not shown."""

    question: str
    size: int
    wanted: int
    """Articles shown of the whole folder."""
    lost: tuple[str, ...]


def outcomes(
    questions: Sequence[str], sizes: Sequence[int], seed: int, index: Path | None = None
) -> Iterator[Outcome]:
    """Every question asked of the whole folder and of the small ones; a copy of `index` saves embedding."""
    every = {article.id: article for article in read_folder(SUITES[0].documents).articles}
    with tempfile.TemporaryDirectory() as scratch:
        if index:
            shutil.copytree(index, scratch, dirs_exist_ok=True)
        room = _Room(Path(scratch), encoder(Settings.read()))
        for question, shown in zip(questions, room.shown(tuple(every.values()), questions), strict=True):
            chance = random.Random(seed)
            others = sorted(every.keys() - shown)
            mixed = sorted(shown) + chance.sample(others, min(len(shown), len(others)))
            chance.shuffle(mixed)
            for size in sizes:
                lost = []
                for start in range(0, len(mixed), size):
                    group = sorted(mixed[start : start + size])
                    if wanted := shown.intersection(group):
                        (found,) = room.shown(tuple(every[name] for name in group), [question])
                        lost += sorted(wanted - found)
                yield Outcome(question, size, len(shown), tuple(lost))


class _Room:
    """Where small folders are indexed one after the other; each text is embedded once."""

    def __init__(self, folder: Path, used: Encoder) -> None:
        self._folder = folder
        self._encoder = used
        self._settings = Settings.read().model_copy(update={"chroma_url": None})

    def shown(self, articles: Sequence[Article], questions: Sequence[str]) -> list[set[str]]:
        """The articles that each question brings of these alone."""
        index_articles(articles, self._folder, self._encoder)
        index = Index(self._folder, self._encoder)
        try:
            return [self._asked(question, index) for question in questions]
        finally:
            index.close()

    def _asked(self, question: str, index: Index) -> set[str]:
        *_, last = answer(Asked.read(question), index.current())
        assert isinstance(last, Finished)
        return {view.record.article_id for view in last.answer.viewpoints}


def main(arguments: Sequence[str]) -> int:
    """Print for each question and size what was wanted and what was lost; 1 where something was lost."""
    parser = argparse.ArgumentParser(prog="python -m eval folders", description=__doc__)
    parser.add_argument("--question", action="append", help="instead of the usual ones; may be repeated")
    parser.add_argument("--seed", type=int, default=0, help="which articles stand together (default: 0)")
    parser.add_argument("--index", type=Path, help="of the whole folder: what it holds is not embedded anew")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    found = tuple(outcomes(tuple(options.question or QUESTIONS), SIZES, options.seed, options.index))
    if options.json:
        print(json.dumps([asdict(each) for each in found], indent=2))
    else:
        for each in found:
            lost = f"lost: {', '.join(each.lost)}" if each.lost else "none lost"
            kept = each.wanted - len(each.lost)
            print(f"{each.question}: {each.wanted} articles; folders of {each.size}: {kept} shown, {lost}")
        number = sum(len(each.lost) for each in found)
        print(f"{number} of {sum(each.wanted for each in found)} lost")
    return int(any(each.lost for each in found))
