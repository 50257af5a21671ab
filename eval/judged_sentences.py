"""`python -m eval judged-sentences`: checks and counts the sentences judged alone of `labels/relevance`.

Those of invented articles are pointed to by block and sentence, those of public-domain texts by file, offsets
and hash, so that none of their words stands here.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from assistant.errors import AssistantError
from eval import labels
from eval.judgements import GRADES, Grade, Place, fingerprint

FOLDER = labels.FOLDER / "relevance"
INVENTED, REAL = "invented.jsonl", "real_opinion.jsonl"
_STRICT = ConfigDict(extra="forbid", str_min_length=1)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article, and what a judge said of it beside a question."""

    question: str
    article: str
    """Its id, or its file."""
    words: str
    grade: Grade


@checked(frozen=True, config=_STRICT)
class _OfArticle:
    q: str
    article: str
    answers: tuple[labels.Place, ...] = ()
    bears: tuple[labels.Place, ...] = ()
    neither: tuple[labels.Place, ...] = ()


@checked(frozen=True, config=_STRICT)
class _OfText:
    q: str
    file: Annotated[str, Field(pattern=r"^\w[\w/-]*\.md$")]
    answers: tuple[Place, ...] = ()
    bears: tuple[Place, ...] = ()
    neither: tuple[Place, ...] = ()


def judged(texts: Path | None = None) -> Iterator[Sentence]:
    """The judged sentences of invented articles and, where their folder is given, of public-domain `texts`.

    Raises AssistantError where a pointer leads nowhere or a text is not the one that was judged.
    """
    articles = {article.id: article for hand in labels.hands().values() for article in hand}
    for row in _rows(FOLDER / INVENTED, _OfArticle):
        article = articles.get(row.article)
        for grade, (block, place) in _graded(row):
            try:
                assert article is not None
                words = article.blocks[block][place].t
            except (AssertionError, IndexError):
                raise AssistantError(f"{row.article} [{block},{place}] is not there: {row.q!r}") from None
            yield Sentence(row.q, row.article, words, grade)
    for row in _rows(FOLDER / REAL, _OfText) if texts else ():
        assert texts is not None
        text = (texts / row.file).read_text(encoding="utf-8")
        for grade, (start, end, digits) in _graded(row):
            if fingerprint(text[start:end]) != digits:
                raise AssistantError(f"{row.file!r} is not the text that was judged: see {start} to {end}")
            yield Sentence(row.q, row.file, " ".join(text[start:end].split()), grade)


def _rows(file: Path, form: type[Any]) -> Iterator[Any]:
    reader = TypeAdapter(form)
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        try:
            yield reader.validate_python(json.loads(line))
        except (ValueError, ValidationError) as error:
            raise AssistantError(f"{file.name}, line {number}: {error}") from None


def _graded(row: Any) -> Iterable[tuple[Grade, Any]]:
    return ((grade, place) for grade in GRADES for place in getattr(row, grade))


def table(found: Iterable[Sentence]) -> Iterator[str]:
    """How many sentences and questions there are, and how they were judged."""
    every = list(found)
    counts = ", ".join(f"{sum(each.grade == grade for each in every):,} {grade}" for grade in GRADES)
    questions = len({each.question for each in every})
    yield f"judged alone: {len(every):,} sentences for {questions:,} questions: {counts}"


def main(arguments: Sequence[str]) -> int:
    """Check and count."""
    parser = argparse.ArgumentParser(prog="python -m eval judged-sentences", description=__doc__)
    parser.add_argument(
        "--texts", type=Path, metavar="PATH", help="the judged texts, which are left out else"
    )
    print(*table(judged(parser.parse_args(arguments).texts)), sep="\n")
    return 0
