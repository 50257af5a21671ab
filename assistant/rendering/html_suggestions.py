"""The questions that are offered under an answer, as HTML."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.rendering.escaping import escaped


def suggestions_html(questions: Iterable[str]) -> str:
    """Buttons that ask these questions; nothing where there are none."""
    buttons = "".join(
        f'<li><button type="button" data-suggested="{escaped(each)}">{escaped(each)}</button></li>'
        for each in questions
    )
    if not buttons:
        return ""
    # Not read out with the answer, which comes into a log.
    return f'<nav class="suggestions" aria-label="Ask next" aria-live="off">Ask next<ul>{buttons}</ul></nav>'
