"""Answers without a model: the sentences of each article that bear most on the question."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answering.candidates import Candidate
from assistant.answering.sentence_choice import MOST_QUOTES, is_of, scores
from assistant.answers import Order, Viewpoint
from assistant.articles import Article, Span, overlap
from assistant.attribution import AttributionOf, Holder
from assistant.index.lexical import stem_set
from assistant.index.search import Hit
from assistant.languages import is_examined
from assistant.reading.quoting import in_whole_quotations, quoted, stands_alone

MOST_VIEWPOINTS = 6
"""Shown at once."""
_DROP = 2.5
"""How far below the best article shown another bears that waits for "more". In units, not a share: where the
best meets the question nearly word for word little else is an answer, and a broad question has many that bear
about alike."""
_KEPT = 0.6
"""A further sentence of an article is quoted when it comes this near to the article's best."""
_HEARD = 0.33
"""The same of one by a holder who is not quoted yet, where a side is asked for."""
_SAME = 0.7
"""Share of two sentences' stems in common at which they say the same (Jaccard)."""

Words = frozenset[str]
"""The stems of a sentence."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The sentences to quote of one article, best first."""

    article: Article
    spans: tuple[Span, ...]
    bearing: float = 0.0
    """How much the article bears on the question."""
    wanted: bool = False
    """Whether it is the best of somebody asked for: then it is shown however little it bears."""
    leading: tuple[Span, ...] = ()
    """Those that are shown first whatever their place: they show a side."""
    held: tuple[tuple[Holder, Span], ...] = ()
    """Whose views some of them are: one may show the views of several."""
    others: tuple[tuple[Span, float], ...] = ()
    """The best sentence of each further holder, and how near it comes to the article's best, 0 to 1."""


def choose(
    candidates: Sequence[Candidate],
    rarities: Mapping[str, float],
    attribution_of: AttributionOf,
    *,
    own_views: bool = False,
    asked: Sequence[str] = (),
    of_all: bool = True,
    most: int | None = None,
    read: Callable[[Sequence[Hit]], Sequence[Hit]] = tuple,
) -> tuple[Choice, ...]:
    """Of each candidate, in their order, the best one to three sentences; of `most` candidates at most.

    `rarities` are the question's stems and how rare each is; `own_views`: the question asks what the
    articles' voices think; `asked`: people asked for, whose words come first wherever they are reported;
    `of_all`: whoever else an article tells of may be heard, too.
    `read` compares the sentences of hits with the question. No sentence says what another already said.
    """
    chosen: list[Choice] = []
    said: list[Words] = []
    for candidate in candidates:
        if len(chosen) == most:
            break
        candidate = replace(candidate, hits=read(candidate.hits))
        found = scores(candidate, rarities, attribution_of, own_views=own_views, asked=asked)
        if spans := _best(candidate.article, found, said):
            heard = of_all and not asked
            others = _others(candidate.article, found, spans, said, attribution_of) if heard else ()
            chosen.append(Choice(candidate.article, spans, candidate.bearing, others=others))
    if asked:
        chosen.sort(
            key=lambda choice: (
                not any(is_of(attribution_of(choice.article, span), asked) for span in choice.spans)
            )
        )
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


def _others(
    article: Article,
    scores: Mapping[Span, float],
    chosen: Sequence[Span],
    said: Sequence[Words],
    attribution_of: AttributionOf,
) -> tuple[tuple[Span, float], ...]:
    """The best sentence surely of each holder whom none of the `chosen` shows, and its share of the best."""
    best, language = max(scores.values()), article.record.language
    if best <= 0:
        return ()
    heard = {attribution_of(article, span).holder for span in chosen}
    found: list[tuple[Span, float]] = []
    for span in sorted(scores, key=lambda span: -scores[span]):
        attribution = attribution_of(article, span)
        if scores[span] < _HEARD * best:
            break
        words = stem_set(article.plain.words(*span), language)
        surely = attribution.speaker and attribution.certain
        if surely and attribution.holder not in heard and not _already(words, said):
            heard.add(attribution.holder)
            found.append((span, scores[span] / best))
    return tuple(found)


def _already(words: Words, said: Iterable[Words]) -> bool:
    return any(len(words & other) >= _SAME * len(words | other) for other in said)


def page(
    choices: Sequence[Choice], *, order: Order = "best", most: int | None = MOST_VIEWPOINTS
) -> tuple[Choice, ...]:
    """The choices shown at once: the first `most` in their order, fewer where the bearing clearly drops.

    With `most` None all of them are. Of all that bear about as much as the best the newest or the oldest
    come first, or those alone that may be the newest or the oldest. A timeline shows the best in order of
    date, each by its best sentence.
    """
    best = max((choice.bearing for choice in choices[:most]), default=0.0)
    near = [choice for choice in choices if most is None or choice.wanted or choice.bearing >= best - _DROP]
    match order:
        case "best":
            return tuple(near[:most])
        case "timeline":
            return tuple(replace(choice, spans=_one(choice)) for choice in sorted(near[:most], key=_first))
        case "newest" | "newest_one":
            ordered = sorted(near, key=lambda choice: _first(choice, undated=datetime.date.min), reverse=True)
        case "oldest" | "oldest_one":
            ordered = sorted(near, key=_first)
    if most is not None and order.endswith("_one"):
        return tuple(choice for choice in ordered if _meet(choice, ordered[0]))[:most]
    return tuple(ordered[:most])


_UNDATED = datetime.date.max


def _first(choice: Choice, *, undated: datetime.date = _UNDATED) -> datetime.date:
    date = choice.article.record.date
    return date.first if date else undated


def _meet(one: Choice, other: Choice) -> bool:
    date, another = one.article.record.date, other.article.record.date
    if date is None or another is None:
        return one is other
    return date.first <= another.last and another.first <= date.last


def _one(choice: Choice) -> tuple[Span, ...]:
    return choice.leading[:1] or choice.spans[:1]


def viewpoints(
    choices: Sequence[Choice],
    attribution_of: AttributionOf,
    *,
    limit: int | None = None,
    first_citation: int = 1,
    asks_side: bool = False,
) -> Iterator[Viewpoint]:
    """At most `limit` viewpoints, one for each speaker in each choice, with citation numbers counted on.

    Every choice gets its first; what is left of the limit goes to further speakers in the same articles, as
    near to the question as what is quoted, or less near where it `asks_side`: there nobody's is left out.
    """
    room = math.inf if limit is None else limit - len(choices)
    citation = first_citation
    for choice in choices[:limit]:
        by_holder: dict[Holder, list[Span]] = {}
        for span in choice.spans:
            by_holder.setdefault(attribution_of(choice.article, span).holder, []).append(span)
        for holder, span in choice.held:
            own_spans = by_holder.setdefault(holder, [])
            own_spans += [] if span in own_spans else [span]
        for span, share in choice.others:
            if share >= (_HEARD if asks_side else _KEPT):
                by_holder.setdefault(attribution_of(choice.article, span).holder, [span])
        main, *others = by_holder.items()
        own = (choice.article.record.voice, False)
        further = [(holder, spans) for holder, spans in others if holder[0] or holder == own]
        further = further[: int(min(len(further), max(0, room)))]
        room -= len(further)
        for (speaker, reported), spans in (main, *further):
            leading = [span for span in spans if span in choice.leading]
            rest = [span for span in spans if span not in choice.leading]
            joined = (
                span
                for span in _joined(choice.article, rest, attribution_of)
                if not any(overlap(span, each) for each in leading)
            )
            quotes = tuple(
                quoted(choice.article, *span, citation=number)
                for number, span in enumerate((*leading, *joined), citation)
            )
            citation += len(quotes)
            record = choice.article.record
            sure = is_examined(record.language) or all(
                attribution_of(choice.article, span).certain for span in spans
            )
            yield Viewpoint(record=record, speaker=speaker, reported=reported, quotes=quotes, sure=sure)


def _joined(article: Article, spans: Sequence[Span], attribution_of: AttributionOf) -> list[Span]:
    """The sentences of one holder in order, neighbours of one block as one quote.

    One that cannot be understood alone takes in the sentence before it, and a part of a quotation the rest of
    that, where those are the same holder's.
    """
    chosen = set(spans)
    joined: list[Span] = []
    for span in sorted(spans):
        before = _before(article, span)
        if before and joined and joined[-1][1] == before[1] and before in chosen:
            joined[-1] = joined[-1][0], span[1]
        elif (
            before
            and not stands_alone(article.shown(*span))
            and _same_holder(article, before, span, attribution_of)
        ):
            joined.append((before[0], span[1]))
        else:
            joined.append(span)

    def joins(one: Span, other: Span) -> bool:
        return _same_holder(article, one, other, attribution_of)

    whole: list[Span] = []
    for start, end in (in_whole_quotations(article, *span, joins) for span in joined):
        if whole and start < whole[-1][1]:
            whole[-1] = whole[-1][0], max(end, whole[-1][1])
        else:
            whole.append((start, end))
    return whole


def _before(article: Article, span: Span) -> Span | None:
    block = next((each for each in article.blocks if span in each.sentences), None)
    at = block.sentences.index(span) if block else 0
    return block.sentences[at - 1] if block and at else None


def _same_holder(article: Article, one: Span, other: Span, attribution_of: AttributionOf) -> bool:
    return attribution_of(article, one).holder == attribution_of(article, other).holder
