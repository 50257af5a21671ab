"""The questions that are offered under an answer, as HTML."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.rendering.escaping import escaped
from assistant.rendering.words import ENGLISH, Words


def suggestions_html(questions: Iterable[str], words: Words = ENGLISH) -> str:
    """Buttons that ask these questions; nothing where there are none."""
    english = words.lang("en")  # in which they are made
    buttons = "".join(
        f'<li{english}><button type="button" data-suggested="{escaped(each)}">{escaped(each)}</button></li>'
        for each in questions
    )
    if not buttons:
        return ""
    # Not read out with the answer, which comes into a log.
    title = words("answer.next")
    return f'<nav class="suggestions" aria-label="{title}" aria-live="off">{title}<ul>{buttons}</ul></nav>'
