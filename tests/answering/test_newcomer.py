"""Questions that a newcomer asked of `documents/`, with right answers worked out from the articles.

`newcomer.yaml` holds them: what must be among the articles reached (shown, listed or brought by "more"), the
people and words that must be read, and what must not. Whoever wrote the answers had not seen the code.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.answering.assistant import Assistant
from assistant.answers import Answer, Turn

ASKED = yaml.safe_load(Path(__file__).with_name("newcomer.yaml").read_text(encoding="utf-8"))
FAILING = {
    "How has the debate on borders changed over time?": "the first article bears less than the floor",
    "Should Serbia join NATO? / Why is Russia against it?": (
        "answered, though no article says that Russia is: only a reading of the articles tells that"
    ),
}
"""By question: what is wrong today. Whoever mends one takes it off."""

pytestmark = pytest.mark.slow


def name(entry: dict[str, Any]) -> str:
    return " / ".join(entry.get("turns") or [entry["question"]])


def marked(entry: dict[str, Any]) -> Any:
    why = FAILING.get(name(entry))
    marks = [pytest.mark.xfail(strict=True, reason=why)] if why else []
    return pytest.param(entry, id=name(entry), marks=marks)


@pytest.mark.parametrize("entry", [marked(entry) for entry in ASKED])
def test_a_newcomers_question_is_answered_rightly(entry: dict[str, Any], documents: Assistant) -> None:
    history: tuple[Turn, ...] = ()
    for question in entry.get("turns") or [entry["question"]]:
        history += (Turn(question=question, answer=documents.ask(question, history=history)),)
    *earlier, last = [turn.answer for turn in history if isinstance(turn.answer, Answer)]
    rest = documents.ask(question, history=history[:-1], after=last, show_all=True) if last.more else None
    found = list(faults(entry["expect"], earlier, last, rest))
    assert not found, "; ".join(found)


def faults(expect: dict[str, Any], earlier: list[Answer], last: Answer, rest: Answer | None) -> Iterator[str]:
    """What is wrong with the last answer of a conversation, one line each; `rest` is what "more" brings."""
    text, further = read(last), rest.articles if rest else ()
    everything = text + (read(rest) if rest else "")
    listed = tuple(record.article_id for record in last.listing.articles) if last.listing else ()
    at_once = {*last.articles, *listed}
    if last.answered != expect["answered"]:
        yield f"answered: {last.answered}"
    if missing := [each for each in expect["articles"] if each not in {*at_once, *further}]:
        yield f"articles missing: {', '.join(missing)}"
    if wrong := [each for each in expect.get("not_articles", ()) if each in at_once]:
        yield f"articles that do not belong there: {', '.join(wrong)}"
    if silent := [each for each in expect["people"] if each not in everything]:
        yield f"people not read: {', '.join(silent)}"
    if silent := [each for each in expect["words"] if each not in text]:
        yield f"not read: {', '.join(silent)}"
    if said := [each for each in expect["not_words"] if each in text]:
        yield f"read: {', '.join(said)}"
    dates = [view.record.date.first for view in last.viewpoints if view.record.date]
    if expect.get("order") == "newest" and any(one < two for one, two in pairwise(dates)):
        yield "not newest first"
    if expect.get("order") == "oldest" and any(one > two for one, two in pairwise(dates)):
        yield "not oldest first"
    before = {place for answer in earlier for place in places(answer)}
    if expect.get("repeats") is False and before & set(places(last)):
        yield "shown again"
    if expect.get("shorter") and not 0 < len(read(last)) < len(read(earlier[-1])):
        yield "not shorter"
    if expect.get("asks_what") and not (last.reason and "?" in text.partition("\n")[2]):
        yield "does not ask what is meant"


def read(answer: Answer) -> str:
    """What a reader is shown, the signs of Markdown's escapes left out."""
    return answer.to_markdown().replace("\\", "")


def places(answer: Answer) -> Iterator[tuple[str, int]]:
    for view in answer.viewpoints:
        yield from ((view.record.article_id, quote.start) for quote in view.quotes)
