"""Search results and articles as data: the JSON of the command line and of the HTTP API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.articles import Article, Record

if TYPE_CHECKING:
    from assistant.index.search import Hit

_DIGITS = 4


def hit_data(rank: int, hit: Hit, record: Record) -> dict[str, Any]:
    """A passage that was found, with what is known of its article."""
    return {
        "rank": rank,
        "score": round(hit.score, _DIGITS),
        "article_id": record.article_id,
        "title": record.title,
        "authors": list(record.authors),
        "speakers": list(record.speakers),
        "publication": record.publication,
        "date": record.date and record.date.iso,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "text": hit.passage.text,
    }


def article_data(article: Article, passages: int) -> dict[str, Any]:
    """The front matter, what is unknown to us in it included; our own keys win."""
    known = {
        **article.record.to_dict(),
        "topics": list(article.topics),
        "passages": passages,
        "warnings": list(article.warnings),
    }
    return known | {key: value for key, value in article.extra.items() if key not in known}
