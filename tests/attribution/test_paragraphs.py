"""Whose the sentences of `paragraphs.yaml` are, kind by kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from assistant.articles import Record
from assistant.attribution import Attribution
from assistant.attribution.rules import by_rules
from assistant.reading.article import article_of
from eval.attribution.examples import paragraphs


@dataclass(frozen=True, slots=True)
class Judged:
    """A marked sentence of an invented paragraph, and whose it is."""

    record: Record
    text: str
    start: int
    right: str

    def holder(self) -> Attribution:
        """What the rules make of it."""
        return next(each for each in by_rules(article_of(self.record, self.text)) if self.start < each.end)

    def expected(self) -> tuple[tuple[str | None, bool], ...]:
        """Speaker and `reported`; a narrator may be named or not."""
        if self.right == "narrator":
            return ((self.record.authors[0], False), (None, False))
        if self.right == "author" or self.right in self.record.speakers:
            return ((self.record.voice, False),)
        return ((None if self.right == "nobody" else self.right, True),)


def judged() -> Iterator[Judged]:
    """Every marked sentence."""
    for record, text, rights in paragraphs():
        for start, right in rights:
            yield Judged(record, text, start, right)


@pytest.mark.parametrize(
    "each", [pytest.param(each, id=each.text[each.start :].split("\n")[0][:50]) for each in judged()]
)
def test_a_sentence_of_a_misleading_paragraph_has_its_holder(each: Judged) -> None:
    assert each.holder().holder in each.expected()
