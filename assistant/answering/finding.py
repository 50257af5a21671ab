"""What the index holds on a question: sentences to quote, or the evidence against answering with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from assistant.answering.candidates import EVERY, WORTH_OF_A_PERSON, candidates
from assistant.answering.decline import Evidence, silence
from assistant.answering.everyday import Everyday
from assistant.answering.extraction import MOST_VIEWPOINTS, Choice, choose
from assistant.answering.holdings import Holdings
from assistant.answering.people import unheard
from assistant.articles import Article
from assistant.index.balance import balanced
from assistant.index.central import central
from assistant.index.filters import Filter, resolve
from assistant.index.generation import Generation
from assistant.index.index import Index
from assistant.index.search import Hit, Ranking
from assistant.names import names_match
from assistant.question import Understood
from assistant.scopes import Scope

CANDIDATES = 120
"""Passages looked at."""
PER_VOICE = 8
"""Passages of one voice among them."""
_OWN_CHOICES = 2
"""Articles added for each person asked for whom the others crowded out."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave."""

    hits: tuple[Hit, ...]
    choices: tuple[Choice, ...]
    evidence: Evidence
    notes: tuple[str, ...] = ()

    @property
    def answers(self) -> bool:
        return bool(self.choices) and not self.evidence


_NOTHING = Found((), (), Evidence(too_far=True))


@dataclass(frozen=True)
class Finder:
    """Searches one generation for one question, under one filter after another."""

    index: Index
    generation: Generation
    holdings: Holdings
    everyday: Everyday
    scope: Scope
    """The reader's own filters."""
    understood: Understood
    _rankings: dict[Filter, Ranking] = field(init=False, default_factory=dict)
    _found: dict[Filter, Found] = field(init=False, default_factory=dict)

    def find(self, only: Filter) -> Found:
        """What is found among the articles that `only` admits; looked for once, however often it is asked."""
        if only not in self._found:
            self._found[only] = self._find(only)
        return self._found[only]

    def _find(self, only: Filter) -> Found:
        if self.understood.everything:
            ranking = central(self.generation, only, MOST_VIEWPOINTS)
            evidence = Evidence(too_far=not ranking.hits)
        else:
            ranking = self._ranked(only)
            evidence = self._silence(ranking, only)
        cap = CANDIDATES if only.people else PER_VOICE
        wanted = (hit for hit in ranking.hits if not self._excluded(hit))
        hits = balanced(wanted, self.generation.catalog.by_id, per_voice=cap, limit=CANDIDATES)
        chosen = choose(
            candidates(hits, self.article, worth=self._worth(only)),
            ranking.rarities,
            self.holdings.of,
            own_views=bool(only.people) or self.understood.asks_judgement,
        )
        return Found(hits, chosen, evidence)

    def everyone(self, people: Iterable[str], only: Filter) -> Found:
        """The same, with something of everyone asked for: their own best, else what others report."""
        found = self.find(only)
        asked = tuple(people)
        heard = {name for choice in found.choices for name in choice.article.record.people}
        missing = unheard(asked, heard) if found.answers else asked
        extra = [self._of_one(person, only, own=len(asked) > 1) for person in missing]
        extra = [each for each in extra if each.answers]
        if not extra:
            return found
        shown = found.choices if found.answers else ()
        added = [choice for each in extra for choice in each.choices[:_OWN_CHOICES]]
        return Found(
            found.hits + tuple(hit for each in extra for hit in each.hits),
            (*shown[: max(0, MOST_VIEWPOINTS - len(added))], *added),
            found.evidence if found.answers else Evidence(),
            tuple(note for each in extra for note in each.notes),
        )

    def _of_one(self, person: str, only: Filter, *, own: bool) -> Found:
        """What one person says where `own`, else what others report of that person."""
        alone = resolve(Scope(people=(person,)), self.generation.catalog.records)
        found = self.find(only.meet(alone)) if own else _NOTHING
        return found if found.answers else self._reported(person, only)

    def _reported(self, person: str, only: Filter) -> Found:
        """What somebody else's articles give as a person's view; nothing past a reader's filter."""
        if self.scope.people or not self.understood.topic:
            return _NOTHING
        everybody = replace(only, people=())
        ranking = self._ranked(everybody)
        hits = tuple(hit for each in ranking.hits if (hit := self._words_of(person, each)).sentences)
        best = max((sentence.cosine for hit in hits for sentence in hit.sentences), default=-1.0)
        evidence = self._silence(replace(ranking, hits=hits, best_cosine=best), everybody)
        chosen = choose(candidates(hits, self.article), ranking.rarities, self.holdings.of)
        return Found(hits, chosen, evidence, (f"What others report of {person} is shown.",))

    def _words_of(self, person: str, hit: Hit) -> Hit:
        """The hit with the sentences alone that report the person."""
        article = self.article(hit.passage.article_id)
        holdings = ((sentence, self.holdings.of(article, sentence.span)) for sentence in hit.sentences)
        own = (
            sentence
            for sentence, (speaker, reported) in holdings
            if reported and speaker and names_match(speaker, person)
        )
        return replace(hit, sentences=tuple(own))

    def article(self, article_id: str) -> Article:
        catalog = self.generation.catalog
        return catalog.article_at(catalog.positions[article_id])

    def _ranked(self, only: Filter) -> Ranking:
        if only not in self._rankings:
            self._rankings[only] = self.index.search(
                self.generation, self.understood.topic, only=only, limit=CANDIDATES
            )
        return self._rankings[only]

    def _worth(self, only: Filter) -> float | None:
        """How near to the best an article must come that `only` admits."""
        if not only.people:
            return None
        return EVERY if self.understood.over_time else WORTH_OF_A_PERSON

    def _silence(self, ranking: Ranking, only: Filter) -> Evidence:
        found = silence(
            self.understood.standalone_question,
            ranking,
            self.generation.lexical,
            everyday=self._everyday_nearness,
            of_a_person=bool(only.people),
            topic=self.understood.topic,
            article=self.article,
            holding=self.holdings.of,
        )
        if not self.understood.scope.people:
            return found
        # Somebody unknown who is asked for beside others has been told of already, and silences nobody.
        told = " ".join(self.understood.unknown)
        return replace(found, unknown_names=tuple(name for name in found.unknown_names if name not in told))

    def _excluded(self, hit: Hit) -> bool:
        """Whether a passage is only of voices that the question sets aside: "Who disagrees with him?"."""
        voices = self.generation.catalog.by_id[hit.passage.article_id].voices
        return bool(voices) and set(voices) <= set(self.understood.excluded)

    @cached_property
    def _everyday_nearness(self) -> float:
        return self.everyday.nearness(self.understood.standalone_question)
