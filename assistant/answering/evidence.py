"""Evidence on a query: the sentences that may be quoted, or why the question is to be declined."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import takewhile

from assistant.answering.candidates import (
    BEST_UNNAMED,
    FLOOR,
    FLOOR_WITHIN,
    Candidate,
    candidates,
)
from assistant.answering.decline.decline import Decline, decline
from assistant.answering.decline.sought import names, without
from assistant.answering.extraction import Choice, choose
from assistant.articles import Passage
from assistant.encoder.everyday import everyday_nearness
from assistant.index.central import centred
from assistant.index.filters import Filter
from assistant.index.lexical import stem_set, stems
from assistant.index.search import POOL, Hit, Ranking, balanced
from assistant.index.snapshot import Snapshot
from assistant.names import names_match
from assistant.question import Query
from assistant.question.frames import matter

CANDIDATES = 120
"""Passages looked at."""
PER_VOICE = 8
"""Passages of one voice among them."""
EVERYDAY = 0.4
"""A question this near to an everyday kind is of that kind…"""
CLEARLY_NEARER = 0.1
"""…unless something here is nearer by so much."""
STRANGE = 0.8
"""A person asked for has no say on a question of which this share of the words, by rarity, stands nowhere."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one search gave for a query."""

    hits: tuple[Hit, ...] = ()
    choices: tuple[Choice, ...] = ()
    """The sentences to quote, an article each, best first: of the first articles that bear on it."""
    bearing: tuple[str, ...] = ()
    """Ids of all articles that bear on it."""
    decline: Decline = Decline()
    notes: tuple[str, ...] = ()

    @property
    def may_answer(self) -> bool:
        return bool(self.choices) and not self.decline

    def without(self, shown: Collection[str]) -> Evidence:
        """The evidence in the articles that were not `shown`."""
        return replace(
            self,
            hits=tuple(hit for hit in self.hits if hit.passage.article_id not in shown),
            choices=tuple(choice for choice in self.choices if choice.article.id not in shown),
            bearing=tuple(article_id for article_id in self.bearing if article_id not in shown),
        )

    def passages(self, limit: int) -> tuple[Passage, ...]:
        """The best passages in their order, one of each article among them that would be quoted."""
        ranked = tuple(dict.fromkeys(hit.passage for hit in self.hits))
        best = {passage.article_id: passage for passage in reversed(ranked)}
        quoted = [best[choice.article.id] for choice in self.choices if choice.article.id in best]
        kept = set(tuple(dict.fromkeys((*quoted, *ranked)))[:limit])
        return tuple(passage for passage in ranked if passage in kept)


def everything(query: Query, snapshot: Snapshot, *, only: Filter, most: int | None) -> Evidence:
    """Where no matter is asked for: the articles that `only` admits, the first `most` quoted."""
    records = snapshot.records(only)
    own = tuple(each.article_id for each in records if not set_aside(query, each.article_id, only, snapshot))
    limit = most if query.by_date and most is not None else len(own)
    oldest = query.order in ("oldest", "oldest_one")
    hits = snapshot.by_date(Filter(articles=frozenset(own)), limit, oldest=oldest).hits
    choices = choose(
        candidates(hits, snapshot.article),
        {},
        snapshot.attribution,
        own_views=bool(only.people),
        of_all=not only.people,
        most=most,
        read=partial(centred, snapshot),
    )
    return Evidence(hits, choices, own, Decline(too_far=not hits))


def weighed(
    query: Query, ranking: Ranking, snapshot: Snapshot, *, only: Filter, most: int | None = None
) -> Evidence:
    """The evidence in a ranking that was found among the articles that `only` admits.

    Sentences are chosen of the first `most` articles that bear on the question; None: of all.
    """
    if query.foreign and snapshot.encoder.english_only:
        ranking = replace(ranking, hits=tuple(hit for hit in ranking.hits if hit.lexical > 0))
    wanted = (hit for hit in ranking.hits if not set_aside(query, hit.passage.article_id, only, snapshot))
    cap = CANDIDATES if only.people else PER_VOICE
    hits = balanced(wanted, snapshot.catalog.by_id, per_voice=cap, limit=CANDIDATES)
    within = bool(only.people or query.articles) and ranking.unknown_share < STRANGE
    return _bearing(
        hits,
        query,
        ranking,
        snapshot,
        floor=FLOOR_WITHIN if within else FLOOR,
        own_views=bool(only.people) or query.asks_judgement,
        of_a_person=bool(only.people),
        most=most,
    )


def reported_of(person: str, query: Query, ranking: Ranking, snapshot: Snapshot) -> Evidence:
    """The evidence in a ranking of what others report as a person's view."""
    reported = tuple(hit for each in ranking.hits if (hit := _words_of(person, each, snapshot)).sentences)
    hits = snapshot.read(reported, snapshot.vector(query.topic))
    best = max((sentence.cosine for hit in hits for sentence in hit.sentences), default=-1.0)
    evidence = _bearing(hits, query, replace(ranking, hits=hits, best_cosine=best), snapshot)
    return replace(evidence, notes=(f"What others report of {person} is shown.",))


def _bearing(
    hits: tuple[Hit, ...],
    query: Query,
    ranking: Ranking,
    snapshot: Snapshot,
    *,
    floor: float = FLOOR,
    own_views: bool = False,
    of_a_person: bool = False,
    most: int | None = None,
) -> Evidence:
    """The evidence in the articles that bear on the question; where none does, in all, to be declined."""
    read = partial(snapshot.read, vector=snapshot.vector(query.topic))
    if query.foreign or query.language != "en":
        # The floor was chosen for English.
        found = candidates(hits, snapshot.article, floor=min(floor, FLOOR_WITHIN))
        choices = choose(
            found, ranking.rarities, snapshot.attribution, own_views=own_views, most=most, read=read
        )
        far = Decline(too_far=_is_far(query, ranking, snapshot), show_nearest=not query.foreign)
        return Evidence(hits, choices, _ids(found), far)
    everyday = everyday_nearness(snapshot.vector(query.standalone_question), snapshot.encoder)
    common = everyday >= EVERYDAY and not (of_a_person and _asks_of_names(query, ranking))
    nearest = everyday + CLEARLY_NEARER if common else -1.0
    found = candidates(
        hits,
        snapshot.article,
        floor=floor,
        nearest=nearest,
        named=_on_topic(hits, query.topic, snapshot),
    )
    declined = decline(
        query.standalone_question,
        query.topic,
        ranking,
        snapshot,
        bearing=bool(found),
        of_a_person=of_a_person,
    )
    if query.scope.people:
        # Somebody unknown who is asked for beside others has been told of already, and silences nobody.
        told = " ".join(query.unknown)
        names = tuple(name for name in declined.unknown_names if name not in told)
        declined = replace(declined, unknown_names=names)
    notes: tuple[str, ...] = ()
    if declined.unknown_names and _answers_unnamed(found, declined.unknown_names, query, snapshot):
        told = declined.note
        declined = replace(declined, unknown_names=())
        notes = () if declined else (told,)
    shown = found or candidates(hits, snapshot.article)
    # Somebody whom no record names is heard in the words of others, wherever these rank.
    choices = choose(
        shown,
        ranking.rarities,
        snapshot.attribution,
        own_views=own_views,
        asked=query.unknown,
        of_all=not of_a_person,
        most=None if query.unknown else most,
        read=read,
    )
    return Evidence(hits, choices, _ids(found), declined, notes)


def _asks_of_names(query: Query, ranking: Ranking) -> bool:
    """Whether the matter is nothing but names that stand in what was found, so none of an everyday kind.

    "What does Birk say of Quell?" sounds like one by its names alone.
    """
    named = {stem for name in names(f"on {query.topic}") for stem in stems(name)}
    return bool(named) and named >= set(stems(query.topic)) and any(hit.lexical > 0 for hit in ranking.hits)


def _on_topic(hits: Sequence[Hit], asked: str, snapshot: Snapshot) -> frozenset[str]:
    """Ids of the articles whose records name the matter asked about among their topics.

    A name alone is no matter: what a topic says of it may be another one.
    """
    sought = matter(asked)
    if not sought - frozenset(stem for name in names(f"on {asked}") for stem in stems(name)):
        return frozenset()
    topics = snapshot.catalog.topics()
    found = dict.fromkeys(hit.passage.article_id for hit in hits)
    return frozenset(each for each in found if any(sought <= stem_set(topic) for topic in topics[each]))


def _ids(found: Sequence[Candidate]) -> tuple[str, ...]:
    return tuple(candidate.article.id for candidate in found)


def _answers_unnamed(
    found: Sequence[Candidate], names: Sequence[str], query: Query, snapshot: Snapshot
) -> bool:
    """Whether an article that does not hold the names bears on the question, and on them by its matter.

    A name belongs to the matter where the question with it is nearer to the article than without: what a
    few articles on the Balkans hold answers a question on Bosnia, none on Belgium.
    """
    near = [hit for each in found for hit in each.hits if hit.score >= BEST_UNNAMED]
    strong = {hit.passage: hit for hit in snapshot.read(near, snapshot.vector(query.topic))}
    rest = without(names, query.topic)
    if not strong or rest == query.topic:
        return False
    only = Filter(articles=frozenset(passage.article_id for passage in strong))
    found_bare = snapshot.search(rest, only=only, limit=2 * POOL).hits
    same = [hit for hit in found_bare if hit.passage in strong]
    bare = snapshot.read(same, snapshot.vector(rest))
    return any(strong[hit.passage].dense > hit.dense for hit in bare)


def _words_of(person: str, hit: Hit, snapshot: Snapshot) -> Hit:
    article = snapshot.article(hit.passage.article_id)
    attributed = ((each, snapshot.attribution(article, each.span)) for each in hit.sentences)
    own = (
        each
        for each, found in attributed
        if found.reported and found.speaker and names_match(found.speaker, person)
    )
    return replace(hit, sentences=tuple(own))


def set_aside(query: Query, article_id: str, only: Filter, snapshot: Snapshot) -> bool:
    """Whether the same text stands in an article that is rather shown, or the question sets its voices aside.

    "Who disagrees with him?" asks for no article that he wrote with others, but for one in which he and
    others speak.
    """
    record, out = snapshot.catalog.by_id[article_id], set(query.excluded)
    together = record.voices == record.authors and not out.isdisjoint(record.voices)
    if together or (record.voices and out.issuperset(record.voices)):
        return True
    editions = snapshot.catalog.editions(article_id)
    return any(map(only.admits, takewhile(lambda record: record.article_id != article_id, editions)))


def _is_far(query: Query, ranking: Ranking, snapshot: Snapshot) -> bool:
    """Whether nothing bears on a question that is not in English, as far as its words tell.

    The limits on nearness, and the rules that decline, were chosen for English.
    """
    if query.foreign:
        return not ranking.hits
    return ranking.unknown_share >= STRANGE or not any(hit.lexical > 0 for hit in ranking.hits)
