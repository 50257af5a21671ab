"""Questions that lean on the conversation before them, made to stand alone; all others stay as they are."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.answers import Answer, Turn
from assistant.question.context import LEANING, besides, with_context
from assistant.question.conversation import TURNS_BACK, Conversation
from assistant.question.fragments import completed
from assistant.question.full_names import with_full_names
from assistant.question.groups import of_group
from assistant.question.known_names import KnownNames
from assistant.question.page_topic import about_topic, aside
from assistant.question.pleasantries import is_pleasantry, without_pleasantries
from assistant.question.pronoun_people import with_people
from assistant.question.references import with_both, with_place, with_time
from assistant.question.shared_matter import WRITING, with_matter
from assistant.question.shown import asks_where_from, of_article, with_nth

MOST_TURNS = 24
"""Turns among which those with a question are looked for."""
LONGEST_QUESTION = 400
"""Characters of an earlier question that are read."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question that needs no conversation."""

    question: str
    """Without what it leaves aside."""
    articles: tuple[str, ...] = ()
    """Ids of the articles of the previous answer it is limited to."""
    about: str = ""
    """Words to search for where its own name no matter: those of the answer it refers to."""
    aside: str = ""
    """Words that tell what was said already, to be put before the question: "Besides …, "."""

    @property
    def standalone(self) -> str:
        """The question with what it leaves aside."""
        if not self.aside:
            return self.question
        return f"{self.aside}{self.question[:1].lower()}{self.question[1:]}"


def resolve(
    question: str, history: tuple[Turn, ...], known: KnownNames, topic: str | None = None
) -> Resolved:
    """`question` with what it leaves out taken from `history`.

    `topic`: what the whole conversation is about, where it is held over one page with a title.
    """
    turns = tuple(turn for turn in history[-MOST_TURNS:] if not is_pleasantry(turn.question))[-TURNS_BACK:]
    question = without_pleasantries(question)
    questions: list[str] = []
    for number, turn in enumerate(turns):
        if isinstance(turn.answer, Answer):
            questions.append(turn.answer.standalone_question[:LONGEST_QUESTION])
        else:
            talk = Conversation(turns[:number], tuple(questions), known, topic)
            asked = without_pleasantries(turn.question[:LONGEST_QUESTION])
            questions.append(_resolved(asked.strip(), talk).question)
    talk = Conversation(turns, tuple(questions), known, topic)
    resolved = _resolved(question.strip(), talk)
    if turns and isinstance(turns[-1].answer, str):
        return replace(resolved, aside=aside(question, turns[-1].answer))
    return resolved


def _resolved(text: str, talk: Conversation) -> Resolved:
    text = with_full_names(text, talk)
    if whole := completed(text, talk):
        return Resolved(whole)
    if talk.topic:
        return Resolved(_closed(about_topic(text, talk.topic)))
    if not talk.asked or not text:
        return Resolved(text)
    if asks_where_from(text, talk):
        alone, articles = (
            with_people(text, talk),
            talk.articles_of(next(iter(talk.read(with_people(text, talk)).people), None)),
        )
        return Resolved(_opened(with_context(alone, talk)), articles, about=_answered(talk))
    alone, articles = of_group(with_nth(with_both(text, talk), talk), talk)
    if not articles:
        alone, articles = of_article(alone, talk)
    for replaced in (with_people, with_place, with_time):
        alone = replaced(alone, talk)
    leaning = alone != text or LEANING.match(text) is not None
    alone = besides(with_matter(alone, talk, leaning=leaning), talk)
    if alone == text:
        return Resolved(text, articles)
    about = "" if WRITING.search(text) else _answered(talk)
    return Resolved(_opened(alone), articles, about=about)


def _answered(talk: Conversation) -> str:
    """The first words quoted in the last answer."""
    return next((quote.text for view in talk.viewpoints for quote in view.quotes), "")


def _opened(text: str) -> str:
    """`text` without the word that tied it to the conversation."""
    text = LEANING.sub("", text)
    return text[:1].upper() + text[1:]


def _closed(text: str) -> str:
    return text if re.search(r"[?!.]\W*$", text) else f"{text.rstrip()}?"
