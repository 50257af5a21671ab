"""Where quotes begin and end: those cut inside a sentence, and those of what is not an article's prose.

Every article of a folder is asked about by its title, without a model; `--questions` takes others.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from assistant import Assistant
from assistant.answers import Answer, Quote
from assistant.articles import PROSE, Article, Block
from assistant.reading.boilerplate import ENDS_SENTENCE

_MARKS = '"“”„«»'
_LEFT_OUT = f"{_MARKS}()[]"
"""Marks that a quote leaves out where their partner is not in it."""
Fault = Literal["cut", "not prose", "asked"]


@dataclass(frozen=True, slots=True)
class Faulty:
    """A quote that should not be shown as it is."""

    fault: Fault
    article_id: str
    text: str


def faults(article: Article, quote: Quote) -> Iterator[Fault]:
    """What is wrong with a quote of an article; nothing, where each of its parts is whole sentences."""
    text = article.text
    starts = {at for start, _ in article.sentences for at in (start, start + (text[start] in _LEFT_OUT))}
    ends = {at for _, end in article.sentences for at in (end, end - (text[end - 1] in _LEFT_OUT))}
    for start, end in quote.parts or ((quote.start, quote.end),):
        touched = [block for block in article.blocks if block.start < end and start < block.end]
        if any(block.kind not in PROSE for block in touched):
            yield "not prose"
        elif any(block.asks for block in touched):
            yield "asked"
        elif start not in starts or end not in ends or _is_within(article, touched, start, end):
            yield "cut"


def _is_within(article: Article, touched: Sequence[Block], start: int, end: int) -> bool:
    """Whether no mark of an end stands before the quote or at its end, the splitter notwithstanding."""
    opens, closes = touched[0].sentences[0][0], touched[-1].sentences[-1][1]
    # The quote may leave out the mark that opens its sentence, or the dash between two in old print.
    before = article.shown(opens, start).rstrip(_MARKS + " \n—–―") if start > opens else ""
    return (before != "" and not ENDS_SENTENCE.search(before)) or (
        end < closes and not ENDS_SENTENCE.search(article.shown(start, end))
    )


def faulty(answer: Answer, article: dict[str, Article]) -> list[Faulty]:
    """The faulty quotes of an answer."""
    return [
        Faulty(fault, view.record.article_id, quote.text)
        for view in answer.viewpoints
        for quote in view.quotes
        for fault in faults(article[view.record.article_id], quote)
    ]


def main(arguments: Sequence[str]) -> int:
    """Ask and print the counts, with `--show` every quote; 1 where one is faulty."""
    parser = argparse.ArgumentParser(prog="python -m eval quotes", description=__doc__)
    parser.add_argument("documents", type=Path, help="a folder of articles")
    parser.add_argument("--most", type=int, default=100, metavar="N", help="questions at the most")
    parser.add_argument("--questions", type=Path, metavar="FILE", help="questions, one a line")
    parser.add_argument(
        "--index", type=Path, metavar="FOLDER", help="where the index is kept for another run"
    )
    parser.add_argument("--show", action="store_true", help="print every quote")
    options = parser.parse_args(arguments)
    counts: Counter[str] = Counter()
    with TemporaryDirectory() as folder:
        index = options.index or Path(folder) / "index"
        assistant = Assistant.open(documents=options.documents, index=index)
        known = (assistant.article(record.article_id) for record in assistant.records)
        articles = {article.id: article for article in known if article}
        titles = [f"What is said about {article.record.title}?" for article in articles.values()]
        asked = options.questions.read_text(encoding="utf-8").splitlines() if options.questions else titles
        for question in asked[: options.most]:
            answer = assistant.ask(question)
            found = faulty(answer, articles)
            quotes = [quote for view in answer.viewpoints for quote in view.quotes]
            counts.update({"answers": 1, "quotes": len(quotes)})
            counts.update(each.fault for each in found)
            for each in found:
                print(f"{each.fault}: {each.article_id}: {' '.join(each.text.split())}", flush=True)
            if options.show:
                print(*(" ".join(quote.shown.split()) for quote in quotes), sep="\n")
    print(", ".join(f"{name}: {counts[name]}" for name in ("answers", "quotes", "cut", "not prose", "asked")))
    return int(any(counts[fault] for fault in ("cut", "not prose", "asked")))
