"""Answers without a model: the sentences of each article that bear most on the question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answering.candidates import Candidate
from assistant.answering.sentence_choice import MOST_QUOTES, scores
from assistant.answers import Quote, Viewpoint
from assistant.articles import Article, Span
from assistant.attribution import AttributionOf, Holder
from assistant.index.lexical import stem_set
from assistant.languages import is_examined
from assistant.reading.quoting import quoted

MOST_VIEWPOINTS = 12
_KEPT = 0.6
"""A further sentence of an article is quoted when it comes this near to the article's best."""
_SAME = 0.7
"""Share of two sentences' stems in common at which they say the same (Jaccard)."""

Words = frozenset[str]
"""The stems of a sentence."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The sentences to quote of one article, best first."""

    article: Article
    spans: tuple[Span, ...]
    leading: tuple[Span, ...] = ()
    """Those that are shown first whatever their place: they show a side."""


def choose(
    candidates: Sequence[Candidate],
    rarities: Mapping[str, float],
    attribution_of: AttributionOf,
    *,
    own_views: bool = False,
) -> tuple[Choice, ...]:
    """Of at most `MOST_VIEWPOINTS` candidates, in their order, each one's best one to three sentences.

    `rarities` are the question's stems and how rare each is; `own_views`: the question asks what the
    articles' voices think. No sentence says what another already said.
    """
    chosen: list[Choice] = []
    said: list[Words] = []
    for candidate in candidates:
        if len(chosen) == MOST_VIEWPOINTS:
            break
        spans = _best(candidate.article, scores(candidate, rarities, attribution_of, own_views), said)
        if spans:
            chosen.append(Choice(candidate.article, spans))
    return tuple(chosen)


def _best(article: Article, scores: Mapping[Span, float], said: list[Words]) -> tuple[Span, ...]:
    """The sentences to quote, best first; the words of the article's best are added to what was `said`."""
    ranked = sorted(scores, key=lambda span: -scores[span])
    near = [span for span in ranked if span == ranked[0] or scores[span] >= _KEPT * scores[ranked[0]]]
    language = article.record.language
    chosen: list[Span] = []
    for span in near[:MOST_QUOTES]:
        words = stem_set(article.plain.words(*span), language)
        if not _already(words, said):
            chosen.append(span)
        said.append(words)
    # An article that has nothing else to say keeps its best sentence: another voice, if not another view.
    return tuple(chosen or near[:1])


def _already(words: Words, said: Iterable[Words]) -> bool:
    return any(len(words & other) >= _SAME * len(words | other) for other in said)


def in_order(choices: Iterable[Choice]) -> list[Choice]:
    """The choices by voice, the best voice first, and what one voice says in the order of its dates."""
    places: dict[tuple[str, ...], int] = {}
    ranked = []
    for place, choice in enumerate(choices):
        record = choice.article.record
        voice = record.voices or (record.article_id,)
        undated = record.date is None
        day = record.date.first.toordinal() if record.date else 0
        ranked.append(((places.setdefault(voice, place), undated, day), choice))
    return [choice for _, choice in sorted(ranked, key=lambda entry: entry[0])]


def extracted(
    choices: Sequence[Choice], attribution_of: AttributionOf, *, shown: Sequence[Viewpoint]
) -> Iterator[Viewpoint]:
    """Viewpoints of the articles that those `shown` leave out, as many as there is room for."""
    covered = {viewpoint.record.article_id for viewpoint in shown}
    last = max((quote.citation for view in shown for quote in view.quotes), default=0)
    rest = [choice for choice in choices if choice.article.id not in covered]
    room = MOST_VIEWPOINTS - len(shown)
    return viewpoints(in_order(rest[:room]), attribution_of, limit=room, first_citation=last + 1)


def viewpoints(
    choices: Sequence[Choice], attribution_of: AttributionOf, *, limit: int, first_citation: int = 1
) -> Iterator[Viewpoint]:
    """At most `limit` viewpoints, one for each speaker in each choice, with citation numbers counted on.

    Every choice gets its first; what is left of the limit goes to further speakers in the same articles.
    """
    room = limit - len(choices)
    citation = first_citation
    for choice in choices[:limit]:
        by_holder: dict[Holder, list[Span]] = {}
        for span in choice.spans:
            by_holder.setdefault(attribution_of(choice.article, span).holder, []).append(span)
        main, *others = by_holder.items()
        own = (choice.article.record.voice, False)
        further = [(holder, spans) for holder, spans in others if holder[0] or holder == own]
        further = further[: max(0, room)]
        room -= len(further)
        for (speaker, reported), spans in (main, *further):
            quotes = tuple(_quotes(choice.article, _in_turn(spans, choice.leading), citation))
            citation += len(quotes)
            record = choice.article.record
            sure = is_examined(record.language) or all(
                attribution_of(choice.article, span).certain for span in spans
            )
            yield Viewpoint(record=record, speaker=speaker, reported=reported, quotes=quotes, sure=sure)


def _in_turn(spans: Sequence[Span], leading: Sequence[Span]) -> list[Span]:
    return sorted(spans, key=lambda span: (span not in leading, span))


def _quotes(article: Article, spans: Sequence[Span], citation: int) -> Iterator[Quote]:
    """The quotes of one viewpoint; what stands there already is not repeated as context."""
    for number, span in enumerate(spans, citation):
        quote = quoted(article, *span, citation=number)
        yield replace(quote, context=None) if quote.before in spans else quote
