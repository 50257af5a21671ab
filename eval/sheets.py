"""Sheets for a judge: the sentences that are shown and were never judged, and what came back of them.

A sheet holds the question, the article's author and date, and the sentence between its neighbours, not how it
came to be chosen; the judge writes `answers`, `bears` or `neither` after `grade`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import yaml
from pydantic import ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass

from assistant.answers import Answer
from assistant.articles import Article, Span
from assistant.errors import AssistantError
from eval.cases import Case
from eval.judgements import (
    Grade,
    Judged,
    JudgedQuestion,
    Pointer,
    fingerprint,
    in_words,
    write,
)
from eval.mistakes import read_yaml
from eval.question_sets import QuestionSet

_LEAST = 4
"""Words of the opening by which a sentence is named."""
_HEAD = """\
# For each sentence, write after `grade` one of:
#   answers  a reader who asked this question would take the sentence, as it stands, for an answer to it
#   bears    it says something on the question, and does not answer it by itself
#   neither
# A reported view answers as well as the writer's own. The neighbours are there to be understood by.
"""


@dataclass(frozen=True, kw_only=True, config=ConfigDict(extra="forbid"))
class Item:
    """A sentence to be judged."""

    set: str
    id: str
    question: str
    article: str
    by: str
    date: str
    before: str = ""
    sentence: str
    after: str = ""
    start: int
    end: int
    """Where it stands in the article's text."""
    grade: Grade | None = None


def items(
    of: QuestionSet, case: Case, answer: Answer, articles: Mapping[str, Article], judged: Mapping[str, Judged]
) -> Iterator[Item]:
    """The sentences of an answer that were never judged, in the order of the articles' names and texts."""
    places = {
        (view.record.article_id, span)
        for view in answer.viewpoints
        for quote in view.quotes
        for part in quote.parts or ((quote.start, quote.end),)
        for span in articles[view.record.article_id].sentences
        if part[0] <= span[0] < part[1]
    }
    for article_id, span in sorted(places):
        article = articles[article_id]
        if judged.get(article_id, Judged()).of(article.text[slice(*span)]) is None:
            place = article.sentences.index(span)
            around = [article.sentences[place - 1 : place], article.sentences[place + 1 : place + 2]]
            before, after = ("".join(_line(article, each) for each in spans) for spans in around)
            yield Item(
                set=of.title,
                id=case.id,
                question=" / ".join((*case.conversation, case.question)),
                article=article_id,
                by=article.record.voice or "not named",
                date=article.record.date_text,
                before=before,
                sentence=_line(article, span),
                after=after,
                start=span[0],
                end=span[1],
            )


def write_sheet(path: Path, found: Iterable[Item]) -> None:
    """Write the sheet that a judge fills in."""
    data = [{**dataclasses.asdict(each), "grade": each.grade} for each in found]
    text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=1000)
    path.write_text(_HEAD + text, encoding="utf-8")


def read_sheet(path: Path) -> tuple[Item, ...]:
    """The items of a sheet; AssistantError where one is wrong."""
    return read_yaml(path, TypeAdapter(tuple[Item, ...]))


def merge(of: QuestionSet, sheet: Iterable[Item], articles: Mapping[str, Article]) -> int:
    """Write the grades of a sheet into the file of a set; how many are new.

    Raises AssistantError where a sentence is not in its article or was judged otherwise before.
    """
    graded = [each for each in sheet if each.set == of.title and each.grade]
    questions = {each.id: each for each in of.questions()}
    files = of.texts({each.article for each in graded} | _judged_articles(questions.values()))
    new = 0
    for item in graded:
        if item.id not in questions:
            raise AssistantError(f"{of.file.name} has no question {item.id!r}")
        article, words = articles.get(item.article), ""
        if article is not None:
            words = article.text[item.start : item.end]
        if article is None or _line(article, (item.start, item.end)) != item.sentence:
            raise AssistantError(f"{item.id}: this does not stand in {item.article!r}: {item.sentence!r}")
        before = in_words(questions[item.id], files).get(item.article, Judged()).of(words)
        if before not in (None, item.grade):
            raise AssistantError(
                f"{item.id}: judged {before!r} before, now {item.grade!r}: {item.sentence!r}"
            )
        if before is None:
            pointer = _pointer(of, article, (item.start, item.end), files)
            questions[item.id] = _with(questions[item.id], item, pointer)
            new += 1
    write(of.file, questions.values())
    return new


def _judged_articles(questions: Iterable[JudgedQuestion]) -> set[str]:
    return {article for each in questions for article in each.judged}


def _with(question: JudgedQuestion, item: Item, pointer: Pointer) -> JudgedQuestion:
    own = question.judged.get(item.article, Judged())
    assert item.grade is not None
    more = dataclasses.replace(own, **{item.grade: (*getattr(own, item.grade), pointer)})
    return dataclasses.replace(question, judged={**question.judged, item.article: more})


def _pointer(of: QuestionSet, article: Article, span: Span, files: Mapping[str, str]) -> Pointer:
    words = article.text[slice(*span)]
    if of.shipped:
        return _opening(words, article.text)
    moved = files[article.id].find(article.text)
    if moved < 0:
        raise AssistantError(
            f"{article.id!r} cannot be pointed into: its text is not stored as it stands in the file"
        )
    return span[0] + moved, span[1] + moved, fingerprint(words)


def _opening(words: str, text: str) -> str:
    """The first words of a sentence by which it is known in its article.

    >>> _opening("The ferry is late, they say.", "The ferry is late today. The ferry is late, they say.")
    'The ferry is late,'
    """
    ends = [place for place in range(1, len(words)) if words[place].isspace()]
    openings = (words[:end] for end in ends[_LEAST - 1 :])
    return next((opening for opening in openings if text.count(opening) == 1), words)


def _line(article: Article, span: Span) -> str:
    return " ".join(article.text[slice(*span)].split())
