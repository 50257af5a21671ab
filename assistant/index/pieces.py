"""The articles cut up: what is embedded and where it stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.articles import Article, Passage, Span
from assistant.encoder.encoder import Encoder
from assistant.index.propositions import distinct
from assistant.index.splitting import header, split
from assistant.reading.quoting import quotable

Check = Callable[[], None]
"""Called between two steps of long work; raises to end it."""


def unchecked() -> None:
    """Let long work go on to its end."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Passages and sentences of the articles that an index is made of."""

    articles: tuple[Article, ...]
    passages: tuple[tuple[int, Passage], ...]
    """Each with the position of its article."""
    sentences: tuple[tuple[Span, ...], ...]
    """Of each passage those that may be quoted, as offsets in the article."""

    @classmethod
    def cut(cls, articles: Sequence[Article], encoder: Encoder, check: Check = unchecked) -> Pieces:
        """All passages and sentences; `check` is called again and again, and may raise to end it."""

        def count(text: str) -> int:
            check()
            return encoder.count(text)

        views = [list(quotable(article)) for article in articles]

        def within(position: int, passage: Passage) -> tuple[Span, ...]:
            check()
            first, last = (bisect_left(views[position], (at, 0)) for at in (passage.start, passage.end))
            return tuple(views[position][first:last])

        passages = tuple(
            (position, passage)
            for position, article in enumerate(articles)
            for passage in split(article, count)
        )
        inside = tuple(within(*each) for each in passages)
        return cls(tuple(articles), passages, inside)

    def plain(self) -> list[str]:
        return [passage.text for _, passage in self.passages]

    def headers(self) -> list[str]:
        """The header of each passage's article."""
        headers = [header(article.record) for article in self.articles]
        return [headers[position] for position, _ in self.passages]

    def headed(self) -> list[str]:
        """Each passage under its header, as it is searched for words."""
        return [f"{header}\n{text}" for header, text in zip(self.headers(), self.plain(), strict=True)]

    def propositions(self) -> list[str]:
        """The propositions on which sides are taken, each once."""
        return distinct(position for article in self.articles for position in article.positions)

    def texts(self) -> Iterator[str]:
        """Every text that is embedded when the index is made: sentences are as questions reach them."""
        yield from self.plain()
        yield from dict.fromkeys(self.headers())
        yield from self.propositions()
