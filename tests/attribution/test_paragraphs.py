"""Whose the sentences of `paragraphs.yaml` are, kind by kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from assistant.articles import Article, Record
from assistant.attribution import Attribution, attribute

_MARK = "▸"
_RECORDS = {
    "essay": Record(article_id="x", title="X", authors=("Ann Ash",), publication="The Lund Courier"),
    "editorial": Record(article_id="x", title="X", publication="The Lund Courier"),
    "digest": Record(article_id="x", title="X", authors=("Boris Tamm",), form="digest"),
    "joint essay": Record(article_id="x", title="X", authors=("Ann Ash", "Boris Tamm")),
    "letter": Record(article_id="x", title="X", authors=("Hanne Brodd",), publication="The Lund Courier"),
    "report": Record(
        article_id="x", title="X", kind="report", authors=("Una Pell",), speakers=("Otto Gray",)
    ),
    "interview": Record(
        article_id="x", title="X", kind="interview", authors=("Una Pell",), speakers=("Otto Gray",)
    ),
    "told interview": Record(
        article_id="x",
        title="X",
        kind="interview",
        form="digest",
        authors=("Una Pell",),
        speakers=("Otto Gray",),
    ),
}
_NOT_YET = (
    "Another newspaper, the Marl Mercury, called",
    "She said that she would not.",
    "The council wants the meadow because",
    "A rival paper calls this column",
    "Three centuries ago the bishops feared",
    "Our fathers rang the bell at five",
    "“Deep enough,” he said",
    "My wife says yes.",
    "She thinks that a town is its river.",
    "Your correspondent of 3 May",
    "She would have liked the toll.",
    "For the fair, he says",
)
"""Sentences still given to the wrong one."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A marked sentence of an invented paragraph, and whose it is."""

    record: Record
    text: str
    start: int
    right: str

    def holder(self) -> Attribution:
        """What the rules make of it."""
        return next(each for each in attribute(Article(self.record, self.text)) if self.start < each.end)

    def admits(self, holder: Attribution) -> bool:
        """Whether the holder is one of those that count as right."""
        return any((holder.speaker, holder.reported) in self._pairs(name) for name in self.right.split("|"))

    def _pairs(self, name: str) -> tuple[tuple[str | None, bool], ...]:
        record = self.record
        if name == "narrator":
            return ((record.authors[0], False), (None, False))
        if name == "author" or name in record.speakers:
            return ((record.voice, False),)
        return (((None if name == "nobody" else name), True),)


def judged() -> Iterator[Judged]:
    """Every marked sentence."""
    path = Path(__file__).with_name("paragraphs.yaml")
    for paragraphs in yaml.safe_load(path.read_text(encoding="utf-8")).values():
        for paragraph in paragraphs:
            before, *marked = paragraph["text"].split(_MARK)
            text = "".join((before, *marked))
            start = len(before)
            for piece, right in zip(marked, paragraph["right"], strict=True):
                yield Judged(_RECORDS[paragraph["in"]], text, start, right)
                start += len(piece)


def _case(each: Judged) -> object:
    sentence = each.text[each.start :].split("\n")[0]
    left = pytest.mark.xfail(strict=True, reason="not told yet")
    return pytest.param(each, id=sentence[:50], marks=left if sentence.startswith(_NOT_YET) else ())


@pytest.mark.parametrize("each", [_case(each) for each in judged()])
def test_a_sentence_of_a_misleading_paragraph_has_its_holder(each: Judged) -> None:
    found = each.holder()
    assert each.admits(found), f"{each.right} is right, found {found.speaker!r}, reported: {found.reported}"
