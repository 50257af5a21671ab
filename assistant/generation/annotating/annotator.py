"""A chat model that reads articles, each once: in one call, and in one more to have its sides graded."""

from __future__ import annotations

import hashlib
import random
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, Self

from assistant.articles import Article, Passage, Span
from assistant.attribution import Attribution, attribute, attribution_at
from assistant.errors import ChatModelError
from assistant.generation.annotating.protocol import read
from assistant.generation.annotating.proving import QUESTION, Proof, share
from assistant.generation.chat_model import NO_VERIFIER, PromptTooLong, chat_model, model_name, verifier_model
from assistant.generation.prompting import asked_for, request
from assistant.generation.reply import Budget, Limits, length
from assistant.generation.schema import annotation_form
from assistant.generation.server import Server, same_server
from assistant.generation.sources import Source, Sources, harmless
from assistant.generation.verifying import ModelVerifier, Statement, Verifier
from assistant.index.annotations import Annotation, Annotations, content
from assistant.index.lexical import stem_set
from assistant.prompts import prompt
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

_PROMPTS = ("annotate_system", "annotate_question", "verify_system", "verify_question")
_MOST_FAILED = 3
"""Articles one after the other that a server gives nothing for, after which no more are asked of it."""
_LONGEST_LIST = 3_000
"""Characters of the propositions of other articles that a model is given."""
_TOKEN = 4
"""Characters of one, where a cost is foretold; English has about so many."""
_WRITTEN, _GRADED = 600, 1_000
"""Tokens that a reply and what is graded of it are foretold to have: a guess, for want of a measure."""
_NO_MODEL = "articles are read by a chat model: set OPENAI_API_KEY, or OPENAI_BASE_URL and ASSISTANT_MODEL"
_NO_GRADER = (
    "a side is kept only where a grader finds it supported, and ASSISTANT_VERIFIER_MODEL is 'none': name a "
    "model there, or unset it"
)


@dataclass(frozen=True, slots=True)
class Cost:
    """What reading some articles is foretold to take."""

    articles: int
    calls: int
    """At most."""
    read: int
    """Tokens, about."""
    written: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What a model read in one article, and what of its reply was dropped."""

    annotation: Annotation
    dropped: Counter[str]
    whole: bool
    """Whether all of the article could be read."""


@dataclass(slots=True)
class Summary:
    """What reading a folder of articles did."""

    read: int = 0
    positions: int = 0
    in_part: list[str] = field(default_factory=list)
    """Ids of articles of which only the beginning fits into the model."""
    dropped: Counter[str] = field(default_factory=Counter)
    failed: list[tuple[str, str]] = field(default_factory=list)
    """Id and reason."""
    left: int = 0
    """Articles not asked about any more, since the server gave nothing."""


@dataclass(frozen=True)
class Annotator:
    """A chat model that reads articles, and who grades what it says of them."""

    model: BaseChatModel
    grading: BaseChatModel
    limits: Limits
    server: Server = field(default_factory=Server)
    grading_server: Server = field(default_factory=Server)
    verifier: Verifier | None = None
    """In the place of the model that grades."""
    rng: random.Random = field(default_factory=random.SystemRandom)

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The annotator that the settings name; raises `ChatModelError` where they name none."""
        model = chat_model(settings)
        if model is None:
            raise ChatModelError(_NO_MODEL)
        if settings.verifier_model == NO_VERIFIER:
            raise ChatModelError(_NO_GRADER)
        grading, server = verifier_model(settings) or model, Server(settings.context_tokens)
        limits = replace(Limits.of(settings), context=server.context(model))
        return cls(model, grading, limits, server, server if same_server(model, grading) else Server())

    @property
    def name(self) -> str:
        """The model as readers are told of it."""
        return model_name(self.model)

    @property
    def maker(self) -> str:
        """A hash of what an annotation comes from beside its article: the models and the prompts."""
        parts = (self.name, model_name(self.grading), *(prompt(name).fingerprint for name in _PROMPTS))
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]

    def cost(self, articles: Sequence[Article]) -> Cost:
        sent = sum(length(self._sent(self._sources(each))) for each in articles)
        beside = (_LONGEST_LIST + len(prompt("verify_system").text)) // _TOKEN + _GRADED
        number = len(articles)
        return Cost(number, 2 * number, sent // _TOKEN + number * beside, number * _WRITTEN)

    def reading(self, article: Article, known: Collection[str] = ()) -> Reading:
        """What the model reads in an article; raises `ChatModelError`, where nothing is known of it.

        `known` are the propositions of other articles: the same matter has the same words everywhere.
        """
        sources = self._sources(article)
        attributions = attribute(article)

        def attribution_of(article: Article, span: Span) -> Attribution:
            return attribution_at(attributions, article, span)

        near = _nearest(known, article)
        connection = self.server.to(self.model, annotation_form(sources.ids))
        written = read(asked_for(self._sent(sources, near), connection, Budget(self.limits), share=1.0))
        if written is None:
            raise ChatModelError("The chat model did not answer in the form asked for")
        proof = Proof(article, sources, attribution_of, frozenset(near))
        claimed = proof.claimed(written)
        supported = self._supported([claim.statement for claim in claimed])
        day = datetime.now(UTC).date().isoformat()
        annotation = proof.annotation(claimed, supported, written, model=self.name, day=day)
        (source,) = sources
        return Reading(annotation, proof.dropped, source.passage.end == article.sentences[-1][1])

    def _supported(self, statements: Sequence[Statement]) -> list[bool]:
        """Which of the statements the grader finds supported."""
        if not statements:
            return []
        grader = self.grading_server.to(self.grading)
        verifier = self.verifier or ModelVerifier(grader, Budget(self.limits))
        return [grade == "supported" for grade in verifier.grades(QUESTION, statements)]

    def _sent(self, sources: Sources, known: Sequence[str] = ()) -> list[BaseMessage]:
        (source,) = sources
        voice = " ".join(harmless(source.article.record.voice or "one who is not named").split())
        lines = "\n".join(f"- {harmless(each)}" for each in known)
        return request("annotate", sources=sources.prompt(), voice=voice, propositions=lines or "none")

    def _sources(self, article: Article) -> Sources:
        """The article, or as much of its beginning as the model can read."""
        room = Budget(self.limits).room - _LONGEST_LIST
        room -= length(request("annotate", sources="", voice="", propositions=""))
        ends = [end for _, end in article.sentences]
        size = partial(_size, article)
        fitting = len(ends) if size(ends[-1]) <= room else bisect_right(ends, room, key=size)
        passage = Passage(article.id, 0, ends[max(0, fitting - 1)], "")
        return Sources([passage], {article.id: article}, self.rng)


def _nearest(known: Collection[str], article: Article) -> tuple[str, ...]:
    """The propositions of which most words stand in an article, as many as it is given."""
    language = article.record.language
    own = stem_set(article.plain.text, language)
    shares = {each: share(stem_set(each, language), own) for each in dict.fromkeys(known)}
    best = sorted((each for each in shares if shares[each]), key=lambda each: -shares[each])
    ends = accumulate(len(each) + 3 for each in best)
    return tuple(each for each, end in zip(best, ends, strict=True) if end <= _LONGEST_LIST)


def _size(article: Article, end: int) -> int:
    """Characters of the article up to a place as a model is given it."""
    return len(Source("key_", Passage(article.id, 0, end, ""), article).block())


def unread(articles: Sequence[Article], store: Annotations, maker: str) -> list[Article]:
    """The articles that a maker is still to read: not those whose records say which sides are taken."""
    known = store.made_by(maker)
    open_ones = (each for each in articles if each.sentences and not each.sides_stated)
    return [article for article in open_ones if content(article) not in known]


def annotate(
    articles: Sequence[Article],
    annotator: Annotator,
    store: Annotations,
    *,
    known: Iterable[str] = (),
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Summary:
    """Read the articles one after the other, each kept as it comes; an error of one does not end that.

    `known` are the propositions on which sides are known already.
    """
    summary, row, propositions = Summary(), 0, dict.fromkeys(known)
    for done, article in enumerate(articles):
        progress(done, len(articles))
        if row == _MOST_FAILED:
            summary.left = len(articles) - done
            break
        try:
            found = annotator.reading(article, propositions)
        except ChatModelError as error:
            summary.failed.append((article.id, str(error)))
            row += not isinstance(error, PromptTooLong)
            continue
        store.keep(article, annotator.maker, found.annotation)
        row = 0
        propositions |= dict.fromkeys(position["on"] for position in found.annotation.positions)
        summary.read += 1
        summary.positions += len(found.annotation.positions)
        summary.dropped += found.dropped
        summary.in_part += [] if found.whole else [article.id]
    return summary
