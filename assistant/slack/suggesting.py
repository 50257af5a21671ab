"""Questions to begin with, made of the articles that are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.articles import Record

MOST = 4
"""What Slack shows at most."""


def suggestions(records: Iterable[Record]) -> tuple[str, ...]:
    """Questions about the newest articles of different voices; each is answered from its article."""
    return tuple(question for question, _ in zip(_questions(records), range(MOST), strict=False))


def _questions(records: Iterable[Record]) -> Iterator[str]:
    dated = [record for record in records if record.date and len(record.voices) == 1]
    asked: set[str] = set()
    for record in sorted(dated, key=lambda each: (str(each.date), each.article_id), reverse=True):
        if record.voices[0] not in asked:
            asked.add(record.voices[0])
            verb = "write" if record.voices == record.authors else "say"
            yield f"What did {record.voices[0]} {verb} in {_month(record.date_text)}?"


def _month(date: str) -> str:
    """
    >>> _month("13 September 2018"), _month("2018")
    ('September 2018', '2018')
    """
    return " ".join(word for word in date.split() if not (word.isdigit() and len(word) < 3))
