"""Articles of one text, and what the rules make of their last sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.articles import Record
from assistant.attribution import Attribution
from assistant.attribution.rules import by_rules
from assistant.reading.article import article_of

Held = Callable[..., tuple[str | None, bool]]


def record(**values: object) -> Record:
    """An article by Ann Ash, unless told otherwise."""
    known: dict[str, object] = {"article_id": "ford", "title": "The ford", "authors": ("Ann Ash",)}
    return Record(**{**known, **values})  # type: ignore[arg-type]


@pytest.fixture
def last() -> Callable[..., Attribution]:
    """The holder of a text's last sentence by the rules."""

    def holder(text: str, **values: object) -> Attribution:
        return by_rules(article_of(record(**values), text))[-1]

    return holder


@pytest.fixture
def held(last: Callable[..., Attribution]) -> Held:
    """Speaker and `reported` of a text's last sentence."""

    def pair(text: str, **values: object) -> tuple[str | None, bool]:
        holder = last(text, **values)
        return holder.speaker, holder.reported

    return pair
