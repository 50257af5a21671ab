"""A question with its names and the sentences found for it: the evidence of the gates."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.answering.decline.deeds import all_stand, stands
from assistant.articles import Article, Span, listed
from assistant.attribution import AttributionOf
from assistant.index.lexical import Lexical, stem_set, stems
from assistant.index.metonyms import STATE
from assistant.index.search import Hit, Ranking
from assistant.index.snapshot import Snapshot
from assistant.lexicon import COURTESIES, DATE_WORDS, word_set

_LEAST = 6
"""Letters of a name in which one slip still leaves it this name."""
_ROOT = 5
"""Letters that a people and its country share at least: Kosovo, Kosovar."""
_ENDINGS = frozenset(
    "- a an ian n ia ya e en ene es ese i ic o in ish ar er ov s nian landic lander land y ija".split()
) | {""}
"""Of peoples, their members and their countries, once stemmed."""
_NAME = re.compile(r"(?<!^)(?<![.!?]\s)(?<!\w)[A-ZÀ-ÞĀ-ſ][\w’'-]*[^\W\d_][\w’'-]*")
_SEVERAL_WORDS = re.compile(r"[A-ZÀ-ÞĀ-ſ][\w’'-]+(?: (?:[a-zà-ÿ]{1,3} )?[A-ZÀ-ÞĀ-ſ][\w’'-]+)+")
_NOT_NAMES = DATE_WORDS | COURTESIES | word_set("i president western eastern northern southern")
_SHORT_FOR = frozenset("id ids tv pm mp mps mep meps fm ceo gdp ngo ngos pr hq q a asap vs ok".split())
"""Capitals that stand for common words, not for a name."""
PASSAGES = 40
"""Passages read for evidence, best first."""


def resembles(name: str, words: Iterable[str]) -> bool:
    """Whether a stem is, but for one slip or the ending of a people's name, among `words` or a capital.

    >>> resembles("washingtn", ["washington"]), resembles("sloven", ["slovenia"]), resembles("oslo", ["also"])
    (True, True, False)
    """
    known = (*words, *STATE)
    if any(word.startswith(name[:_ROOT]) and _same_people(name, word) for word in known):
        return True
    slip = process.extractOne(name, known, scorer=OSA.distance, score_cutoff=1)
    return len(name) >= _LEAST and slip is not None


def _same_people(name: str, other: str) -> bool:
    shared = len(os.path.commonprefix([name, other]))
    return shared >= _ROOT and name[shared:] in _ENDINGS and other[shared:] in _ENDINGS


def names(question: str) -> tuple[str, ...]:
    """Capitalised words inside the question, each once.

    None in a question that is all capitals, where they are no sign of a name.
    """
    if question.isupper():
        return ()
    found = (name for name in _NAME.findall(question) if name.lower() not in _NOT_NAMES | _SHORT_FOR)
    return tuple(dict.fromkeys(found))


def not_mentioned(names: tuple[str, ...], where: str) -> str:
    """
    >>> not_mentioned(("Ash", "Birk"), "any article here")
    "'Ash' and 'Birk' are not mentioned in any article here."
    """
    verb = "is" if len(names) == 1 else "are"
    return f"{listed(tuple(repr(name) for name in names))} {verb} not mentioned in {where}."


def unknown_names(question: str, lexical: Lexical) -> tuple[str, ...]:
    """The names whose stems stand in no passage and no header, nor anything that resembles them.

    A name of several words may stand there by its initials: the European Union as the EU.
    """
    shortened = " ".join(
        run[0]
        for run in _SEVERAL_WORDS.finditer(question)
        if lexical.knows("".join(word[0] for word in run[0].split() if word[0].isupper()).lower())
    )
    return tuple(
        name
        for name in names(question)
        if name not in shortened
        and not lexical.mentions(name)
        and not all(lexical.knows(word) or resembles(word, lexical.vocabulary) for word in stems(name))
    )


def without(names: Iterable[str], question: str) -> str:
    """
    >>> without(("Ash",), "Would a vote unsettle Ash?")
    'Would a vote unsettle ?'
    """
    whole = "|".join(map(re.escape, names))
    return " ".join(re.sub(rf"\b(?:{whole})\b", "", question).split())


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
        cls, question: str, topic: str, ranking: Ranking, snapshot: Snapshot, *, of_a_person: bool
    ) -> Sought:
        told = tuple(
            sentence
            for hit in ranking.hits[:PASSAGES]
            for sentence in _sentences(hit, snapshot.article(hit.passage.article_id))
        )
        rarities = dict(ranking.rarities)
        nowhere = frozenset(word for word in rarities if not snapshot.lexical.knows(word))
        return cls(question, topic, told, rarities, of_a_person, snapshot.attribution, nowhere)

    @cached_property
    def names(self) -> frozenset[str]:
        """Stems of the names in the question."""
        return frozenset(stem for name in names(self.question) for stem in stems(name))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every stem of the sentences and around them."""
        parts = {id(part): part for one in self.told for part in (one.words, one.heading)}
        return frozenset[str]().union(*parts.values())

    def covered(self, sentence: Told, but: Iterable[str] = ()) -> float:
        """Share of the topic's stems, each weighed by its rarity, that stand around a sentence, 0 to 1."""
        rarities = {word: rarity for word, rarity in self.rarities.items() if word not in but}
        total = sum(rarities.values())
        found = sum(rarity for word, rarity in rarities.items() if stands(word, sentence.around))
        return found / total if total else 0.0

    def named(self, sentence: Told) -> bool:
        """Whether every name of the question stands around a sentence or over its article."""
        return all_stand(self.names, sentence.around | sentence.heading)

    def named_in_article(self, sentence: Told) -> bool:
        """Whether every name of the question stands somewhere in its article."""
        article = stem_set(sentence.article.plain.text)
        return all(stands(name, article) or name in sentence.heading for name in self.names)


def _sentences(hit: Hit, article: Article) -> Iterator[Told]:
    texts = [article.plain.words(*sentence.span) for sentence in hit.sentences]
    words = [stem_set(text) for text in texts]
    record = article.record
    heading = stem_set(" ".join((record.title, *record.names, record.publication or "")))
    for at, sentence in enumerate(hit.sentences):
        around = frozenset[str]().union(*words[max(0, at - 1) : at + 2])
        yield Told(article, sentence.span, sentence.cosine, tuple(texts), at, words[at], around, heading)
