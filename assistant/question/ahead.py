"""The texts whose vectors an answer will ask for, known as soon as its question is understood."""

from __future__ import annotations

from assistant.question.frames import framed, matter
from assistant.question.intents import ORDER
from assistant.question.mentions import KnownNames
from assistant.question.periods import current_date
from assistant.question.reading import nameless
from assistant.question.understanding import Query


def texts_read(question: str, query: Query, known: KnownNames) -> tuple[str, ...]:
    """The question as it is searched for, and as its intent and its order are read.

    A question of which none of these is read has none.
    """
    if query.pleasantry or query.language != "en":
        return ()
    text = nameless(question, known, current_date())
    frame = framed(text, matter(text, ORDER))
    return tuple(filter(None, (query.standalone_question, query.topic, text, frame)))
