"""Evidence on a query: the sentences that may be quoted, or why the question is to be declined."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.answering.candidates import EVERY, WORTH_OF_A_PERSON, candidates
from assistant.answering.decline import Decline, decline, everyday_nearness
from assistant.answering.extraction import Choice, choose
from assistant.articles import Passage
from assistant.index.balance import balanced
from assistant.index.filters import Filter
from assistant.index.generation import Generation
from assistant.index.search import Hit, Ranking
from assistant.names import names_match
from assistant.question import Query

CANDIDATES = 120
"""Passages looked at."""
PER_VOICE = 8
"""Passages of one voice among them."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one search gave for a query."""

    hits: tuple[Hit, ...] = ()
    choices: tuple[Choice, ...] = ()
    """The sentences to quote, an article each, best first."""
    decline: Decline = Decline()
    notes: tuple[str, ...] = ()

    @property
    def answers(self) -> bool:
        return bool(self.choices) and not self.decline

    def passages(self, limit: int) -> tuple[Passage, ...]:
        """The best passages in their order, one of each article among them that would be quoted."""
        ranked = tuple(dict.fromkeys(hit.passage for hit in self.hits))
        best = {passage.article_id: passage for passage in reversed(ranked)}
        quoted = [best[choice.article.id] for choice in self.choices if choice.article.id in best]
        kept = set(tuple(dict.fromkeys((*quoted, *ranked)))[:limit])
        return tuple(passage for passage in ranked if passage in kept)


def weighed(query: Query, ranking: Ranking, generation: Generation, *, only: Filter) -> Evidence:
    """The evidence in a ranking that was found among the articles that `only` admits."""
    wanted = (hit for hit in ranking.hits if not _excluded(query, hit, generation))
    cap = CANDIDATES if only.people else PER_VOICE
    hits = balanced(wanted, generation.catalog.by_id, per_voice=cap, limit=CANDIDATES)
    worth = (EVERY if query.over_time else WORTH_OF_A_PERSON) if only.people else None
    own_views = bool(only.people) or query.asks_judgement
    found = candidates(hits, generation.article, worth=worth)
    choices = choose(found, ranking.rarities, generation.attribution, own_views=own_views)
    if query.everything:
        return Evidence(hits, choices, Decline(too_far=not ranking.hits))
    return Evidence(hits, choices, _decline(query, ranking, generation, only))


def reported_of(person: str, query: Query, ranking: Ranking, generation: Generation) -> Evidence:
    """The evidence in a ranking of what others report as a person's view."""
    hits = tuple(hit for each in ranking.hits if (hit := _words_of(person, each, generation)).sentences)
    best = max((sentence.cosine for hit in hits for sentence in hit.sentences), default=-1.0)
    declined = _decline(query, replace(ranking, hits=hits, best_cosine=best), generation, Filter())
    choices = choose(candidates(hits, generation.article), ranking.rarities, generation.attribution)
    return Evidence(hits, choices, declined, (f"What others report of {person} is shown.",))


def _words_of(person: str, hit: Hit, generation: Generation) -> Hit:
    """The hit with the sentences alone that report the person."""
    article = generation.article(hit.passage.article_id)
    attributed = ((each, generation.attribution(article, each.span)) for each in hit.sentences)
    own = (
        each
        for each, found in attributed
        if found.reported and found.speaker and names_match(found.speaker, person)
    )
    return replace(hit, sentences=tuple(own))


def _decline(query: Query, ranking: Ranking, generation: Generation, only: Filter) -> Decline:
    found = decline(
        query.standalone_question,
        ranking,
        generation.lexical,
        everyday=everyday_nearness(generation.vector(query.standalone_question), generation.encoder),
        of_a_person=bool(only.people),
        topic=query.topic,
        article=generation.article,
        attribution_of=generation.attribution,
    )
    if not query.scope.people:
        return found
    # Somebody unknown who is asked for beside others has been told of already, and silences nobody.
    told = " ".join(query.unknown)
    return replace(found, unknown_names=tuple(name for name in found.unknown_names if name not in told))


def _excluded(query: Query, hit: Hit, generation: Generation) -> bool:
    """Whether a passage is only of voices that the question sets aside: "Who disagrees with him?"."""
    voices = generation.catalog.by_id[hit.passage.article_id].voices
    return bool(voices) and set(voices) <= set(query.excluded)
