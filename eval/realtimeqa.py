"""Retrieval on RealTimeQA (Kasai et al. 2023): `python -m eval realtimeqa PATH`.

PATH holds `articles.jsonl` and `questions.jsonl`; nothing of it is kept here. The articles go through the
product's own splitting, index and search. Two measures, for both arms alone and for their fusion:

- gold article: is one among the first articles, an article standing where its best passage stands;
  over the questions that have a gold article in the collection;
- answer string: does the right answer stand in the text of one of the first passages, both lower-cased,
  without punctuation, white space collapsed; over all questions.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.articles import Article, Record
from assistant.dates import PublicationDate
from assistant.encoder.encoder import encoder
from assistant.errors import AssistantError
from assistant.index.filters import Filter
from assistant.index.index import Index
from assistant.index.search import POOL, Hit
from assistant.reading.article import article_of
from assistant.settings import Settings
from eval.sample import add_sample, sampled
from eval.scifact import indexed

DEPTHS = (1, 5, 10, 20)
Figures = Mapping[str, Mapping[str, tuple[float, ...]]]
"""By measure and arm, the shares at `DEPTHS`."""
GIVEN: Figures = {
    "gold article": {
        "dense": (0.342, 0.651, 0.792, 0.879),
        "BM25": (0.436, 0.725, 0.819, 0.899),
        "fusion": (0.443, 0.745, 0.866, 0.919),
    },
    "answer string": {"BM25": (0.451, 0.610, 0.656, 0.680), "fusion": (0.451, 0.621, 0.656, 0.693)},
}
"""A trial over all 4,973 articles of 2022 in passages of 1,000 characters, the same questions."""
_PASSAGES = 2 * POOL
"""Everything that either arm finds."""


@dataclass(frozen=True, slots=True)
class Question:
    """A quiz question, its right answers and the articles that hold them."""

    text: str
    answers: tuple[str, ...]
    gold: frozenset[str]
    """Ids of those gold articles that are in the collection."""


def read(path: Path) -> tuple[tuple[Article, ...], tuple[Question, ...]]:
    """The articles and the questions; `AssistantError` for other files."""
    try:
        articles = tuple(_article(json.loads(line)) for line in _lines(path / "articles.jsonl"))
        known = {article.id for article in articles}
        questions = tuple(_question(json.loads(line), known) for line in _lines(path / "questions.jsonl"))
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise AssistantError(f"{path.as_posix()!r} cannot be read as RealTimeQA: {error!r}") from error
    return articles, questions


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line]


def _article(row: Mapping[str, str | list[str] | None]) -> Article:
    date = row["publish_date"]
    record = Record(
        article_id=str(row["url"]),
        title=str(row["title"] or ""),
        authors=tuple(row["authors"] or ()),
        publication=str(row["site"]) if row["site"] else None,
        date=PublicationDate(str(date).replace("/", "-")) if date else None,
        url=str(row["url"]),
    )
    return article_of(record, str(row["text"]))


def _question(row: Mapping[str, str | list[str]], known: set[str]) -> Question:
    answers = tuple(row["choices"][int(index)] for index in row["answer"])
    return Question(str(row["question_sentence"]), answers, frozenset(row["gold_urls"]) & known)


def ranked(hits: Sequence[Hit]) -> dict[str, list[Hit]]:
    """What was found, as each arm alone and their fusion order it; `hits` holds all that either arm found."""
    near = sorted(hits, key=lambda hit: -hit.cosine)[:POOL]
    return {
        "dense": sorted(near, key=lambda hit: -hit.dense),
        "BM25": sorted(hits, key=lambda hit: -hit.lexical)[:POOL],
        "fusion": list(hits),
    }


def plain(text: str) -> str:
    """
    >>> plain("The  “Squid Game”, again.")
    'the squid game again'
    """
    kept = (char for char in text.lower() if unicodedata.category(char)[0] not in "PS")
    return " ".join("".join(kept).split())


def place_of_gold(question: Question, hits: Iterable[Hit]) -> int | None:
    """How many articles come before a gold article; None where none was found."""
    articles = list(dict.fromkeys(hit.passage.article_id for hit in hits))
    return next((place for place, article in enumerate(articles) if article in question.gold), None)


def place_of_answer(question: Question, hits: Sequence[Hit]) -> int | None:
    """How many passages come before one with an answer, among as many as are ever counted."""
    answers = [plain(answer) for answer in question.answers]
    texts = (plain(hit.passage.text) for hit in hits[: max(DEPTHS)])
    return next(
        (place for place, text in enumerate(texts) if any(answer in text for answer in answers)), None
    )


def shares(places: Sequence[int | None]) -> tuple[float, ...]:
    """The share of questions answered within each of `DEPTHS`."""
    return tuple(
        sum(place is not None and place < depth for place in places) / max(1, len(places)) for depth in DEPTHS
    )


def measured(index: Index, questions: Sequence[Question]) -> Figures:
    """Both measures of each arm over `questions`."""
    generation = index.current()
    gold: dict[str, list[int | None]] = {}
    answer: dict[str, list[int | None]] = {}
    for question in questions:
        found = generation.search(question.text, only=Filter(), limit=_PASSAGES)
        for arm, hits in ranked(found.hits).items():
            answer.setdefault(arm, []).append(place_of_answer(question, hits))
            if question.gold:
                gold.setdefault(arm, []).append(place_of_gold(question, hits))
    return {
        name: {arm: shares(places) for arm, places in arms.items()}
        for name, arms in (("gold article", gold), ("answer string", answer))
    }


def main(arguments: Sequence[str]) -> int:
    """Run the benchmark and print our figures beside those of a trial."""
    parser = argparse.ArgumentParser(
        prog="python -m eval realtimeqa",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("path", type=Path)
    parser.add_argument("--index", type=Path, help="keep the index here and use it again")
    add_sample(parser, "questions")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    articles, every = read(options.path)
    questions = sampled(every, options)
    with tempfile.TemporaryDirectory() as scratch:
        index = indexed(articles, options.index or Path(scratch), encoder(Settings.read()))
        passages = index.current().manifest.passages
        figures = measured(index, questions)
        index.close()
    counts = {
        "articles": len(articles),
        "passages": passages,
        "questions": len(questions),
        "with gold": sum(bool(question.gold) for question in questions),
        "peak memory MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(
        json.dumps({**counts, "measured": figures, "given": GIVEN})
        if options.json
        else report(counts, figures)
    )
    return 0


def report(counts: Mapping[str, int], figures: Figures) -> str:
    """The figures as a table, those given beside ours."""
    lines = [", ".join(f"{name} {number:,}" for name, number in counts.items())]
    for measure, arms in figures.items():
        lines.append(f"{measure:<20} " + " ".join(f"{f'@{depth}':>5}" for depth in DEPTHS))
        for arm, values in arms.items():
            lines.append(_line(arm, values))
            if arm in GIVEN[measure]:
                lines.append(_line(f"{arm} (given)", GIVEN[measure][arm]))
    return "\n".join(lines)


def _line(name: str, values: Iterable[float]) -> str:
    return f"  {name:<18} " + " ".join(f"{value:5.3f}" for value in values)
