"""The articles that a question names by their titles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.articles import Record, Span, overlap
from assistant.question.masks import TITLE, Mask, Word, masked
from assistant.question.mentions import KnownNames


@dataclass(frozen=True, slots=True)
class TitleMention:
    """Where a question names a title, and the records that bear it."""

    span: Span
    records: tuple[Record, ...]


def title_mentions(words: Sequence[Word], known: KnownNames) -> tuple[TitleMention, ...]:
    """The titles named in a question, given by its words; of titles within each other the longest."""
    asked = tuple(word.key for word in words)
    joined = f" {' '.join(asked)} "
    found: list[TitleMention] = []
    for keys, records in known.titles.items():
        if f" {' '.join(keys)} " not in joined:
            continue
        at = next(at for at in range(len(asked)) if asked[at : at + len(keys)] == keys)
        span = words[at].start, words[at + len(keys) - 1].end
        if not any(overlap(span, other.span) for other in found):
            found.append(TitleMention(span, records))
    return tuple(found)


def titles_masked(text: str, titles: Sequence[TitleMention]) -> str:
    """A text with each of some titles masked."""
    return masked(text, [Mask(title.span, TITLE) for title in titles])
