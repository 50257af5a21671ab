"""Random articles and questions: no error, no markup, no inexact quote."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial

from assistant.answering.assistant import Assistant
from assistant.answers import Answer, Turn
from assistant.attribution import attribute
from assistant.errors import AssistantError
from assistant.reading.article import parse_article
from assistant.rendering.html import exchange_html
from assistant.rendering.slack import messages
from assistant.scopes import Scope
from eval.attack.outcome import Outcome, Tally
from eval.attack.scratch import QUESTION, article
from eval.attack.stage import Stage

_ALPHABET = (
    *"abc .,;:!?\"'“”‘’«»()[]{}<>#*_~`|\\/-–—&%$@^=+\n\t\r\0\u200b\u202e\ufeff\u0301😀漢",
    *("\n\n", "> ", "- "),
)
_WORDS = (
    *("Ann Ash", "Bo Birk", "said", "that", "fears", "ferry", "since 2019", "by:", "in:", "he", "she"),
    *("they", "why?", "---\n", "title:", "<script>", "</p>", "![x](y)", "[1]", "{x}", "%s", "&amp;"),
    *("who", "not", "2018-13"),
)


def _text(chance: random.Random, longest: int) -> str:
    """Random text, half of it words of our own."""
    number = chance.randrange(longest)
    parts = [chance.choice(_WORDS if chance.random() < 0.5 else _ALPHABET) for _ in range(number)]
    return chance.choice(("", " ")).join(parts)


def articles(stage: Stage) -> Outcome:
    """Random articles are read and attributed, or refused in one line."""
    tally, chance = Tally(), stage.chance("articles")
    for _ in range(stage.few(1_500, 100)):
        text = chance.choice(("", article(1), "---\n")) + _text(chance, 400)
        _tried(tally, partial(_attributed, text), text)
    return tally.outcome()


def _attributed(text: str) -> None:
    attribute(parse_article(text.encode("utf-8", "replace"), "a", name="a.md"))


def questions(stage: Stage) -> Outcome:
    """Random questions with filters and a history are answered, drawn everywhere, and quote exactly."""
    tally, chance, library = Tally(), stage.chance("questions"), stage.library()
    assistant = Assistant.open(documents=library.documents)
    history: tuple[Turn, ...] = ()

    def asked(question: str, people: tuple[str, ...]) -> None:
        nonlocal history
        answer = assistant.ask(question, history=history, scope=Scope(people=people))
        _drawn(answer)
        for view in (*answer.viewpoints, *answer.nearest):
            found = assistant.article(view.record.article_id)
            assert found is not None, "an article that is not there"
            exact = all(found.text[each.start : each.end] == each.text for each in view.quotes)
            assert exact, "an inexact quote"
        history = (*history[-4:], Turn(question=question, answer=answer))

    try:
        for _ in range(stage.few(400, 30)):
            question = _text(chance, 40) or QUESTION
            people = (_text(chance, 3),) if chance.random() < 0.2 else ()
            _tried(tally, partial(asked, question, people), question)
    finally:
        assistant.close()
    return tally.outcome()


def _drawn(answer: Answer) -> None:
    """Draw an answer for every front end; an `AssertionError` says what is wrong with it."""
    drawn = exchange_html(answer, turn=1)
    assert "<script" not in drawn, "markup"
    list(messages(answer))
    answer.to_markdown()
    assert Answer.from_dict(answer.to_dict()) == answer, "JSON"


def _tried(tally: Tally, act: Callable[[], object], what: str) -> None:
    try:
        act()
    except AssistantError as error:
        tally.check("\n" not in str(error), f"more than one line: {error}")
    except Exception as error:  # whatever is raised is what random text is to find
        tally.check(False, f"{type(error).__name__}: {error} on {what[:100]!r}")
    else:
        tally.check(True, "")
