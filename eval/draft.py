"""Cases drafted from a folder of articles: questions, and who should be shown, for a person to confirm.

From the records alone come a question for each proposition on which positions are given and one for each
article's title. A chat model that is configured adds questions, each with the sentence that answers it.
Every draft says `confirmed: false`, and `python -m eval run` does not ask it until that line is gone.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from pydantic import TypeAdapter

from assistant.answering.suggestions import as_question
from assistant.articles import Article, Passage, Span
from assistant.attribution import attribute, attribution_at
from assistant.errors import AssistantError, ChatModelError
from assistant.generation.chat_model import chat_model, model_name
from assistant.generation.prompting import asked_for, request
from assistant.generation.protocol import listed_texts, objects
from assistant.generation.reply import Budget, Limits
from assistant.generation.sources import Sources
from assistant.names import folded
from assistant.reading.folder import read_folder
from assistant.settings import Settings
from eval.cases import Case, Category, Expectation, ExpectedViewpoint, Point

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_MOST_QUESTIONS = 3
"""Of one article that a model writes."""
_LONGEST_QUESTION = 300
"""Characters."""
_WORDS_OF_ID = 6
_HEAD = """\
# Drafts: read each case, mend its question and what is expected, and delete its line `confirmed: false`.
# What no article answers is drafted by nobody: add some questions of that kind (see eval/README.md).

"""


def by_records(articles: Sequence[Article]) -> Iterator[Case]:
    """Cases by the positions and the titles of records."""
    held: dict[str, list[ExpectedViewpoint]] = {}
    for article in articles:
        for position in article.positions:
            speaker = position.holder or article.record.voice
            view = _view(article, (position.start, position.end), speaker)
            held.setdefault(position.on, []).append(replace(view, stance=position.stance))
    for on, views in held.items():
        several = len({view.article for view in views}) > 1
        yield _case(as_question(on) or f"{on}?", on, views, "comparison" if several else "single_author")
    for article in articles:
        record = article.record
        says = f"What does {record.voice} say" if record.voice else "What is said"
        expected = ExpectedViewpoint(article=article.id, speaker=record.voice)
        yield _case(f"{says} in “{record.title}”?", article.id, [expected], "single_author")


def by_model(article: Article, model: BaseChatModel, limits: Limits, rng: random.Random) -> Iterator[Case]:
    """Cases that a chat model writes of an article; raises `ChatModelError`."""
    whole = Passage(article.id, 0, len(article.text), article.plain.text)
    sources = Sources((whole,), {article.id: article}, rng)
    attributions = attribute(article)
    reply = asked_for(request("draft", sources=sources.prompt()), model, Budget(limits), share=1.0)
    for data in list(objects(reply))[:_MOST_QUESTIONS]:
        question = " ".join(str(data.get("question") or "").split())
        places = sources.cited(listed_texts(data.get("cite")))
        if not (places and 0 < len(question) <= _LONGEST_QUESTION):
            continue
        span = places[0].found.start, places[0].found.end
        own = attribution_at(attributions, article, span)
        yield _case(question, question, [_view(article, span, own.speaker)], "factual")


def _view(article: Article, span: Span, speaker: str | None) -> ExpectedViewpoint:
    """The view that the words at a span are, as their holder's."""
    words = article.text[slice(*span)]
    point = Point(text=" ".join(article.plain.words(*span).split()), any_of=(words,))
    return ExpectedViewpoint(article=article.id, speaker=speaker, points=(point,))


def _case(question: str, named_by: str, views: Sequence[ExpectedViewpoint], category: Category) -> Case:
    name = "-".join(re.findall("[a-z0-9]+", folded(named_by))[:_WORDS_OF_ID]) or "draft"
    articles = tuple(dict.fromkeys(view.article for view in views))
    expect = Expectation(answered=True, articles=articles, viewpoints=tuple(views))
    return Case(id=name, question=question, category=category, expect=expect, confirmed=False)


def _named_apart(cases: Iterable[Case]) -> Iterator[Case]:
    """The cases, a number behind every name that was there before."""
    taken: Counter[str] = Counter()
    for case in cases:
        taken[case.id] += 1
        again = taken[case.id] > 1
        yield replace(case, id=f"{case.id}-{taken[case.id]}") if again else case


def drafted(folder: Path, model: BaseChatModel | None, limits: Limits) -> tuple[Case, ...]:
    """The drafts of a folder of articles; where the model fails, those by the records are all."""
    if not folder.is_dir():
        raise AssistantError(f"there is no folder of articles {folder.as_posix()!r}")
    read = read_folder(folder)
    for problem in read.problems:
        print(problem.message, file=sys.stderr)
    if not read.articles:
        raise AssistantError(f"no article in {folder.as_posix()!r} could be read")
    found = list(by_records(read.articles))
    try:
        if model is not None:
            for article in read.articles:
                found += by_model(article, model, limits, random.Random(0))
    except ChatModelError as error:
        print(f"{error}: no more questions are asked of it", file=sys.stderr)
    return tuple(_named_apart(found))


def main(arguments: Sequence[str]) -> int:
    """Print the drafts as a file of cases."""
    parser = argparse.ArgumentParser(prog="python -m eval draft", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR", help="the articles")
    parser.add_argument("--records", action="store_true", help="by the records alone: no model is asked")
    options = parser.parse_args(arguments)
    settings = Settings.read()
    model = None if options.records else chat_model(settings)
    cases = drafted(options.folder, model, Limits.of(settings))
    data = TypeAdapter(tuple[Case, ...]).dump_python(cases, mode="json", exclude_defaults=True)
    print(_HEAD + yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=110), end="")
    by = f"the records and {model_name(model)}" if model else "the records"
    print(f"{len(cases)} drafts by {by}, to be confirmed by a person", file=sys.stderr)
    return 0
