"""A shorter answer on request: the views of the last one, each with the sentence that tells most."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.answering.candidates import candidates
from assistant.answering.sentence_choice import scores
from assistant.answers import Answer, Quote, Viewpoint
from assistant.articles import Span
from assistant.index.filters import Filter
from assistant.index.search import POOL
from assistant.index.snapshot import Snapshot
from assistant.reading.quoting import in_whole_quotations, quoted, stands_alone

_CITED = re.compile(r"\[([\d, ]+)\]", re.ASCII)


def shorter(answer: Answer, words: str, snapshot: Snapshot) -> Answer:
    """The answer with fewer quotes, to a request in these `words`: nothing in it is new.

    Each view keeps the quotes that show its side and those that the overview cites, else its best sentence;
    all keep their numbers, and none the sentence before it.
    """
    asked, only = answer.standalone_question, Filter(articles=frozenset(answer.articles))
    ranking = snapshot.search(asked, only=only, limit=POOL)
    found = candidates(snapshot.read(ranking.hits, snapshot.vector(asked)), snapshot.article)
    worth = {
        each.article.id: scores(each, ranking.rarities, snapshot.attribution, own_views=False)
        for each in found
    }
    cited = {int(number) for marks in _CITED.findall(answer.summary or "") for number in marks.split(",")}

    def kept(view: Viewpoint) -> Viewpoint:
        needed = [each for each in view.quotes if each.citation in cited or _shows_side(each, view)]
        quotes = needed or [_best(view, worth.get(view.record.article_id, {}), snapshot)]
        return replace(view, quotes=tuple(replace(quote, context=None) for quote in quotes))

    def brief(whole: Answer) -> Answer:
        return replace(whole, viewpoints=tuple(map(kept, whole.viewpoints)), usage=None)

    parts = tuple(map(brief, answer.parts))
    return replace(brief(answer), parts=parts, question=words, shortened=True)


def _shows_side(quote: Quote, view: Viewpoint) -> bool:
    place = view.position and (view.position.start, view.position.end)
    return place == (quote.start, quote.end)


def _best(view: Viewpoint, worth: Mapping[Span, float], snapshot: Snapshot) -> Quote:
    """The best sentence of a view's quotes; the quote around it where it cannot be understood alone."""
    inside = {
        span: quote
        for quote in view.quotes
        for span in worth
        if quote.start <= span[0] and span[1] <= quote.end
    }
    if not inside:
        return view.quotes[0]
    best = max(inside, key=lambda span: worth[span])
    quote, article = inside[best], snapshot.article(view.record.article_id)
    if quote.parts or not stands_alone(article.shown(*best)):
        return quote
    return quoted(article, *in_whole_quotations(article, *best, lambda *_: True), citation=quote.citation)
