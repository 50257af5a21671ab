"""Sentences judged by hand: whether each answers a question, only bears on it, or neither.

A file of `eval/relevance` holds questions with their judgements. A sentence of the project's own articles is
named by its opening; one of a text that is not part of the project by its place in the file, in code points,
and the first digits of its SHA-256, so that none of its words stands here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import yaml
from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from assistant.answers import Answer, Quote, Viewpoint
from assistant.errors import AssistantError
from eval.cases import Case, Expectation, Texts
from eval.mistakes import read_yaml, told

FOLDER = Path(__file__).with_name("relevance")
Grade = Literal["answers", "bears", "neither"]
GRADES: tuple[Grade, ...] = get_args(Grade)
DIGITS = 16
"""Of a sentence's SHA-256 that are kept."""
Place = tuple[int, int, str]
"""Where a sentence begins and ends in its file, and the first digits of its SHA-256."""
Pointer = str | Place
"""The opening of a sentence, or where it stands."""
_STRICT = ConfigDict(extra="forbid", str_min_length=1)


@checked(frozen=True, config=_STRICT)
class Judged:
    """The judged sentences of one article."""

    answers: tuple[Pointer, ...] = ()
    bears: tuple[Pointer, ...] = ()
    neither: tuple[Pointer, ...] = ()

    def of(self, text: str) -> Grade | None:
        """The best grade of a judged sentence in some words of the article; None where none stands there."""
        every: tuple[tuple[Grade, tuple[Pointer, ...]], ...] = (
            ("answers", self.answers),
            ("bears", self.bears),
            ("neither", self.neither),
        )
        return next((grade for grade, found in every if any(_stands(each, text) for each in found)), None)


@checked(frozen=True, config=_STRICT)
class JudgedQuestion:
    """A question and what was judged of the sentences that an answer to it may show."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    question: str | None = None
    """None: that of the case with this id, with its conversation and its expected articles."""
    articles: Texts = ()
    """Those that hold an answer, as a reader of all of them found."""
    judged: Mapping[str, Judged] = field(default_factory=dict)
    """By article."""


def read(path: Path) -> tuple[JudgedQuestion, ...]:
    """The questions of a file as they stand there; AssistantError where one is wrong."""
    reader = TypeAdapter(JudgedQuestion)
    data = read_yaml(path, TypeAdapter(object))
    found: dict[str, JudgedQuestion] = {}
    for number, entry in enumerate(data if isinstance(data, list) else [None], start=1):
        try:
            each = reader.validate_python(entry)
        except ValidationError as error:
            raise AssistantError(f"{path.name}: question {number}: {told(error)}") from None
        if each.id in found:
            raise AssistantError(f"{path.name}: two questions are called {each.id!r}")
        found[each.id] = each
    return tuple(found.values())


def case_of(question: JudgedQuestion, cases: Mapping[str, Case]) -> Case:
    """What is asked, as a case: its own words, or the case of the same id."""
    if question.question is None:
        if question.id not in cases:
            raise AssistantError(f"{question.id!r} has no question of its own and is no case either")
        return cases[question.id]
    expect = Expectation(answered=True, articles=question.articles)
    return Case(id=question.id, question=question.question, category="many_authors", expect=expect)


@cache
def judged_by_hand() -> Mapping[str, Mapping[str, Judged]]:
    """The judgements over `documents/` by case and article, read once."""
    return {each.id: each.judged for each in read(FOLDER / "documents.yaml")}


def in_words(question: JudgedQuestion, texts: Mapping[str, str]) -> Mapping[str, Judged]:
    """The judgements with the words in the place of each place; AssistantError where a text has changed.

    `texts` are whole files by article.
    """
    return {
        article: Judged(
            **{
                grade: tuple(_words(each, article, texts) for each in getattr(judged, grade))
                for grade in GRADES
            }
        )
        for article, judged in question.judged.items()
    }


def grade(view: Viewpoint, judged: Mapping[str, Judged]) -> Grade | None:
    """The best grade of a viewpoint's quotes; None where nothing in them was judged."""
    own = judged.get(view.record.article_id, Judged())
    found = {own.of(words) for quote in view.quotes for words in shown_words(quote)}
    return next((each for each in GRADES if each in found), None)


def shown_words(quote: Quote) -> Iterator[str]:
    """The words of each part of a quote."""
    for start, end in quote.parts or ((quote.start, quote.end),):
        yield quote.text[start - quote.start : end - quote.start]


def never_judged(answer: Answer, judged: Mapping[str, Judged]) -> int:
    """How many of the quotes shown hold no sentence that was judged."""
    return sum(
        judged.get(view.record.article_id, Judged()).of(words) is None
        for view in answer.viewpoints
        for quote in view.quotes
        for words in shown_words(quote)
    )


def fingerprint(words: str) -> str:
    """The digits by which a sentence is known again."""
    return hashlib.sha256(words.encode()).hexdigest()[:DIGITS]


def write(path: Path, questions: Iterable[JudgedQuestion]) -> None:
    """Write a file anew."""
    data = [_data(each) for each in questions]
    text = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1000)
    path.write_text(text, encoding="utf-8")


class _Dumper(yaml.SafeDumper):
    """Writes a place on one line."""


_Dumper.add_representer(
    tuple, lambda dumper, place: dumper.represent_sequence("tag:yaml.org,2002:seq", place, flow_style=True)
)


def _data(question: JudgedQuestion) -> dict[str, Any]:
    own = {"question": question.question, "articles": list(question.articles)} if question.question else {}
    judged = {
        article: {name: list(found) for name in GRADES if (found := getattr(each, name))}
        for article, each in sorted(question.judged.items())
    }
    return {"id": question.id, **own, **({"judged": judged} if judged else {})}


def _words(pointer: Pointer, article: str, texts: Mapping[str, str]) -> str:
    if isinstance(pointer, str):
        return pointer
    start, end, digits = pointer
    words = texts.get(article, "")[start:end]
    if fingerprint(words) != digits:
        raise AssistantError(f"{article!r} is not the text that was judged: see {start} to {end}")
    return words


def _stands(pointer: Pointer, text: str) -> bool:
    assert isinstance(pointer, str), "places are turned into words first"
    return pointer in text
