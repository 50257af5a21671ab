"""Translations of quotes: a model's of each sentence it cites, checked, and shown below the original."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.answers import Quote, Translation, Viewpoint
from assistant.articles import Article, Span
from assistant.generation.asking import Asked
from assistant.generation.checks import LINK, Backing
from assistant.generation.protocol import ViewpointRecord
from assistant.generation.sources import Sources
from assistant.languages import UNKNOWN, code, name, of_question

_Sentences = Mapping[tuple[str, Span], str]
"""The translation of the sentences at a place of an article, by its id."""


@dataclass(frozen=True, slots=True)
class Translated:
    """Views whose quotes are translated, as far as a model did it."""

    views: tuple[Viewpoint, ...]
    dropped: Counter[str] = field(default_factory=Counter)
    notes: tuple[str, ...] = ()


def translated(views: Sequence[Viewpoint], asked: Asked, people: frozenset[str], *, by: str) -> Translated:
    """The views with the translations of their quotes; one that has other figures or people is left out."""
    told = {place: words for record in asked.written.views for place, words in _told(record, asked.sources)}
    articles = {source.article.id: source.article for source in asked.sources}
    dropped: Counter[str] = Counter()

    def with_translation(view: Viewpoint, quote: Quote) -> Quote:
        words = _of_quote(quote, articles[view.record.article_id], told)
        if words and not _holds(words, quote, view, people):
            dropped["translation"] += 1
            return quote
        return replace(quote, translation=Translation(text=words, by=by)) if words else quote

    needy = [view for view in views if asked.reader.needs(view.record.language)]
    done = tuple(
        replace(view, quotes=tuple(with_translation(view, quote) for quote in view.quotes))
        if view in needy
        else view
        for view in views
    )
    missing = needy and not any(quote.translation for view in done for quote in view.quotes)
    notes = ("The chat model translated no quote.",) if missing and not dropped else ()
    return Translated(done, dropped, (*_other_language(asked), *notes))


def _told(record: ViewpointRecord, sources: Sources) -> list[tuple[tuple[str, Span], str]]:
    """What a record translates: the sentences of each id, or all in one piece."""
    cite, words = record.cite, tuple(" ".join(each.split()) for each in record.translation)
    pairs = (
        zip(cite, words, strict=True)
        if len(cite) == len(words)
        else ((" ".join(cite), each) for each in words[:1])
    )
    return [
        ((place.article.id, (place.found.start, place.found.end)), translation)
        for ids, translation in pairs
        if len(places := sources.cited([ids])) == 1
        for place in places
    ]


def _of_quote(quote: Quote, article: Article, told: _Sentences) -> str:
    """The translation of a quote by that of its sentences; empty where one of them has none."""
    if quote.parts:
        return ""
    words, end = [], quote.start
    for (article_id, (first, last)), translation in sorted(told.items()):
        if article_id == article.id and end <= first and last <= quote.end:
            if article.text[end:first].strip():
                break
            words.append(translation)
            end = last
    return "" if article.text[end : quote.end].strip() else " ".join(words)


def _holds(words: str, quote: Quote, view: Viewpoint, people: frozenset[str]) -> bool:
    """Whether a translation has no link, and no figure and no known person that the quote has not."""
    record = view.record
    backing = Backing(
        quotes=quote.shown,
        near=quote.shown,
        text=quote.shown,
        about=quote.context or "",
        owners=frozenset(filter(None, (view.speaker,))),
        tellers=frozenset(record.people),
        known=people,
    )
    return not LINK.search(words) and backing.has(words)


def _other_language(asked: Asked) -> tuple[str, ...]:
    """That the model did not answer in the reader's language, where it is clear."""
    wanted = code(asked.reader.language)
    found = code(of_question(asked.written.words)) if asked.written.words else None
    if wanted in (None, "en") or found in (None, UNKNOWN, wanted):
        return ()
    return (f"The chat model answered in {name(found)}, not in {asked.reader.language}.",)
