"""Reported sentences of news and their sources, on PolNeAR (Newell et al., LREC 2018).

The data is read from a folder with `articles.jsonl` and `attributions.jsonl`; none of it is kept here.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.articles import Article, Record, Span
from assistant.attribution import Attribution, attribute
from assistant.errors import AssistantError
from assistant.lexicon import OBJECT_PRONOUNS, POSSESSIVES, PRONOUNS, TITLES, word_set
from assistant.reading.article import article_of
from eval.sample import add_sample, sampled

HELD_OUT = 300
SEED = 20180507
"""Train documents set aside before any rule was touched: `random.Random(SEED).sample(sorted ids, …)`."""
_STOP = word_set("the a an of and in at for to on with by from who which that is was his her their its as")
Attribute = Callable[[Article], tuple[Attribution, ...]]
_PRONOUNS = PRONOUNS.keys() | POSSESSIVES | OBJECT_PRONOUNS | {"himself", "herself"}


@dataclass(frozen=True, slots=True)
class Annotated:
    """What the annotators marked: somebody's words and who said them."""

    source: str
    spans: tuple[Span, ...]
    source_spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentences:
    """How well sentences that report somebody are told from the article's own."""

    n: int
    precision: float
    recall: float
    f1: float
    right_source: float
    """Of the reported sentences whose source the annotators name."""


def main(argv: Sequence[str] | None = None) -> None:
    """Command line: PATH [--set dev|heldout|train] [--sample N] [--seed N] [--json]."""
    parser = argparse.ArgumentParser(prog="python -m eval polnear", description=__doc__)
    parser.add_argument("path", type=Path, help="folder with articles.jsonl and attributions.jsonl")
    parser.add_argument("--set", choices=("dev", "heldout", "train"), default="dev")
    add_sample(parser, "documents")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    texts, annotated = read(options.path, options.set)
    chosen = [article(document, texts[document]) for document in sampled(texts, options)]
    report = sentences(((each, annotated[each.id]) for each in chosen), attribute)
    print(json.dumps(asdict(report), indent=2) if options.json else table(options.set, len(chosen), report))


def read(folder: Path, chosen: str) -> tuple[dict[str, str], dict[str, list[Annotated]]]:
    """The texts of one set by document, and what is annotated in each with a source."""
    articles = _lines(folder / "articles.jsonl")
    train = sorted(row["doc"] for row in articles if row["split"] == "train")
    aside = set(random.Random(SEED).sample(train, HELD_OUT))
    wanted = {
        "dev": {row["doc"] for row in articles if row["split"] == "dev"},
        "heldout": aside,
        "train": set(train) - aside,
    }[chosen]
    annotated: dict[str, list[Annotated]] = defaultdict(list)
    for row in _lines(folder / "attributions.jsonl"):
        if row["doc"] in wanted and row["source"] and row["content_spans"]:
            content, source = (
                tuple((start, end) for start, end in row[spans])
                for spans in ("content_spans", "source_spans")
            )
            annotated[row["doc"]].append(Annotated(row["source"], content, source))
    return {row["doc"]: row["text"] for row in articles if row["doc"] in wanted}, annotated


def article(document: str, text: str) -> Article:
    """The article of a document, of which nothing but the text is known."""
    return article_of(Record(article_id=document, title=document, language="en"), text)


def sentences(documents: Iterable[tuple[Article, Sequence[Annotated]]], attribute: Attribute) -> Sentences:
    """Is a sentence mostly somebody's statement, and whose: precision, recall and F1 of the first.

    Whose is compared where the annotators' source is a name and not a pronoun.
    """
    found = expected = both = right = named = total = 0
    for each, annotated in documents:
        for ours in attribute(each):
            total += 1
            sources = _sources(each.text, (ours.start, ours.end), annotated)
            found += ours.reported
            expected += bool(sources)
            if ours.reported and sources:
                both += 1
                if names := [source for source in sources if not is_pronoun(source)]:
                    named += 1
                    right += any(overlap(ours.speaker or "", source) for source in names)
    precision, recall = both / max(1, found), both / max(1, expected)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return Sentences(total, precision, recall, f1, right / max(1, named))


def overlap(ours: str, source: str) -> bool:
    """Whether two names share a word that counts.

    >>> overlap("Ann Ash", "Mayor Ash"), overlap("Mr. Birk", "Mr. Ash")
    (True, False)
    """
    return bool(_content(_words(ours)) & _content(_words(source)))


def is_pronoun(source: str) -> bool:
    """
    >>> is_pronoun("She"), is_pronoun("Ann Ash")
    (True, False)
    """
    words = _words(source)
    return len(words) == 1 and words[0] in _PRONOUNS


def table(name: str, documents: int, found: Sentences) -> str:
    """The figures for people to read."""
    return (
        f"PolNeAR, {name}: {documents} documents, {found.n} sentences\n\n"
        f"{'precision':>10}{'recall':>8}{'F1':>8}{'right source':>14}\n"
        f"{found.precision:10.3f}{found.recall:8.3f}{found.f1:8.3f}{found.right_source:14.3f}"
    )


def _sources(text: str, sentence: Span, annotated: Iterable[Annotated]) -> list[str]:
    """Whose statements cover at least half of the sentence's words, those aside that name who makes them."""
    words = [match.start() + sentence[0] for match in re.finditer(r"\w+", text[sentence[0] : sentence[1]])]
    stated: set[int] = set()
    naming: set[int] = set()
    sources = []
    for each in annotated:
        inside = _inside(words, each.spans)
        if inside:
            stated |= inside
            naming |= _inside(words, each.source_spans)
            sources.append((len(inside), each.source))
    if not stated or len(stated) < len(set(words) - (naming - stated)) / 2:
        return []
    return [source for count, source in sources if count >= max(sources)[0] / 2]


def _inside(words: Iterable[int], spans: Sequence[Span]) -> set[int]:
    return {at for at in words if any(start <= at < end for start, end in spans)}


def _content(words: list[str]) -> set[str]:
    """The words that count in a comparison; all of them where none does ("who")."""
    return {word for word in words if word not in _STOP | TITLES} or set(words)


def _words(text: str) -> list[str]:
    return re.sub(r"[^\w\s]", "", re.sub(r"[’']s\b", "", text.lower())).split()


def _lines(path: Path) -> list[dict[str, Any]]:
    if not path.is_file():
        raise AssistantError(f"There is no file {str(path)!r}; give the folder that holds the data set.")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
