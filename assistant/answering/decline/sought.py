"""A question with the sentences found for it: the evidence of the gates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from assistant.answering.decline.families import Families, families_in, words_of
from assistant.answering.decline.naming import names
from assistant.articles import Article, Span
from assistant.attribution import AttributionOf
from assistant.index.lexical import Lexical, stems
from assistant.index.search import Hit, Ranking

PASSAGES = 40
"""Passages read for evidence, best first."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence found, in its passage."""

    article: Article
    span: Span
    cosine: float
    """With the question."""
    texts: tuple[str, ...]
    """Every sentence of the passage."""
    at: int
    """Which of them it is."""
    words: frozenset[str]
    """Its stems."""
    around: frozenset[str]
    """Its stems and those of its two neighbours."""
    heading: frozenset[str]
    """Stems of the article's title, people and publication."""

    @property
    def text(self) -> str:
        return self.texts[self.at]

    @property
    def nearby(self) -> str:
        """The sentence with its two neighbours."""
        return " ".join(self.texts[max(0, self.at - 1) : self.at + 2])

    @property
    def following(self) -> str:
        """What follows it in the passage."""
        return " ".join(self.texts[self.at + 1 :])


@dataclass(frozen=True)
class Sought:
    """A question and what was found for it."""

    question: str
    topic: str
    """The question without the people, times and publications that became filters."""
    told: tuple[Told, ...]
    rarities: dict[str, float]
    """The topic's stems and how rare each is, in nats."""
    of_a_person: bool
    """Whether only articles by or with somebody were searched."""
    attribution_of: AttributionOf
    nowhere: frozenset[str]
    """Those of the topic's stems that no article has."""

    @classmethod
    def read(
        cls,
        question: str,
        topic: str,
        ranking: Ranking,
        lexical: Lexical,
        *,
        of_a_person: bool,
        article: Callable[[str], Article],
        attribution_of: AttributionOf,
    ) -> Sought:
        told = tuple(
            sentence
            for hit in ranking.hits[:PASSAGES]
            for sentence in _sentences(hit, article(hit.passage.article_id))
        )
        rarities = dict(ranking.rarities)
        nowhere = frozenset(word for word in rarities if not lexical.knows(word))
        return cls(question, topic, told, rarities, of_a_person, attribution_of, nowhere)

    @cached_property
    def names(self) -> frozenset[str]:
        """Stems of the names in the question."""
        return frozenset(stem for name in names(self.question) for stem in stems(name))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every stem of the sentences and around them."""
        parts = {id(part): part for one in self.told for part in (one.words, one.heading)}
        return frozenset[str]().union(*parts.values())

    @cached_property
    def families(self) -> Families:
        return Families(self.vocabulary)

    def covered(self, sentence: Told, but: Iterable[str] = ()) -> float:
        """Share of the topic's stems, each weighed by its rarity, that stand around a sentence, 0 to 1."""
        rarities = {word: rarity for word, rarity in self.rarities.items() if word not in but}
        total = sum(rarities.values())
        found = sum(
            rarity for word, rarity in rarities.items() if self.families.stands(word, sentence.around)
        )
        return found / total if total else 0.0

    def named(self, sentence: Told) -> bool:
        """Whether every name of the question stands around a sentence or over its article."""
        return self.families.all_stand(self.names, sentence.around | sentence.heading)

    def named_in_article(self, sentence: Told) -> bool:
        """Whether every name of the question stands somewhere in its article."""
        article = families_in(sentence.article.plain.text)
        return all(article.knows(name) or name in sentence.heading for name in self.names)


def _sentences(hit: Hit, article: Article) -> Iterator[Told]:
    texts = [article.plain.words(*sentence.span) for sentence in hit.sentences]
    words = [words_of(text) for text in texts]
    record = article.record
    heading = words_of(" ".join((record.title, *record.people, record.publication or "")))
    for at, sentence in enumerate(hit.sentences):
        around = frozenset[str]().union(*words[max(0, at - 1) : at + 2])
        yield Told(article, sentence.span, sentence.cosine, tuple(texts), at, words[at], around, heading)
