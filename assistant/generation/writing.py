"""A chat model's part in one answer: its reply read as a whole, verified, and only then shown."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from assistant.answers import Turn, Viewpoint
from assistant.articles import Article, Passage
from assistant.attribution import AttributionOf
from assistant.events import ViewpointReady, ViewpointReplaced
from assistant.generation.asking import Asked, Question
from assistant.generation.chat_model import model_name
from assistant.generation.condensing import Condensed, condensed, points_back
from assistant.generation.draft import Draft, Drafted, drafted, told
from assistant.generation.judging import Judge, Judged
from assistant.generation.nearness import Nearness
from assistant.generation.overview import Sentence, parsed
from assistant.generation.prompting import Reader
from assistant.generation.reply import Budget
from assistant.generation.screen import Screen
from assistant.generation.server import Server
from assistant.generation.translating import Translated, translated
from assistant.generation.verifying import Verifier
from assistant.languages import name, of_question
from assistant.names import folded, surname
from assistant.question import Query

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

DECLINED = "The chat model found no direct answer in the passages, so what follows was chosen without it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """An answer with what of a model's reply may be shown."""

    events: tuple[ViewpointReady | ViewpointReplaced, ...] = ()
    """What the model's reply changes on the reader's screen."""
    viewpoints: tuple[Viewpoint, ...] = ()
    """All of the answer, the model's first."""
    written: int = 0
    """How many of them the model wrote, or chose in words that stood on the screen."""
    summary: str | None = None
    notes: tuple[str, ...] = ()
    """Sentences for readers: why the model broke off, and what was dropped."""


@dataclass(frozen=True)
class Writer:
    """The chat model's part in one answer: a question made to stand alone, and views put into words."""

    model: BaseChatModel
    budget: Budget
    people: tuple[str, ...] = ()
    """Persons whom a sentence may credit, beside those of the articles it is given."""
    verifier: Verifier | None = None
    """Grades what the model writes; without one it is shown as not checked for meaning."""
    server: Server = field(default_factory=Server)
    rng: random.Random = field(default_factory=random.SystemRandom)

    def standalone(self, question: str, history: tuple[Turn, ...], query: Query, *, into: str) -> Condensed:
        """The question in words of its own, in the language `into`.

        It is asked for where the question is in none of the articles' languages, and where it leans on the
        conversation; not where `query` is limited to articles that were shown, since no words could say that
        as well.
        """
        leans = query.standalone_question != question or points_back(question)
        if not query.foreign and (not history or not leans or query.pleasantry or query.articles):
            return Condensed()
        seems = name(query.language)
        asked = self.server.to(self.model)
        return condensed(question, history, asked, self.budget, self.people, into=into, seems=seems)

    def write(
        self,
        question: str,
        passages: Sequence[Passage],
        *,
        articles: Mapping[str, Article],
        attribution_of: AttributionOf,
        nearness: Nearness | None = None,
        screen: Screen | None = None,
        reader: Reader | None = None,
    ) -> Outcome:
        """Views and an overview from the model's reply, verified; nothing is raised for what a model does.

        `articles` holds the articles of all passages.
        """
        screen = screen or Screen()
        ask = Question(question, passages, articles, self.rng, most=screen.most, reader=reader or Reader())
        # What a grader reads is not compared in vectors, so nothing is embedded ahead.
        heard = nearness.hear if nearness and not self.verifier else None
        asked = ask.asked(self.server.to(self.model), self.budget, heard)
        draft = drafted(asked.written, asked.sources, attribution_of)
        drafts = draft.views[: screen.most]
        draft.dropped["room"] += len(draft.views) - len(drafts)
        people = frozenset(chain(self.people, *(record.people for record in asked.sources.records)))
        english = of_question(asked.written.words) in ("en", None)
        judge = Judge(question, asked.sources, people, english, self.verifier, nearness)
        views = screen.numbered(drafts)
        result = judge.judged(drafts, views, _sentences(asked, drafts, views))
        shown = translated(result.views, asked, people, by=model_name(self.model))
        placed = screen.with_written(shown.views)
        summary = " ".join(each.numbered(lambda view: placed.numbers[view]) for each in result.sentences)
        return Outcome(
            events=tuple(placed.events),
            viewpoints=placed.ordered,
            written=placed.written,
            summary=summary or None,
            notes=_notes(asked, draft, result, shown, len(passages)),
        )


def _sentences(
    asked: Asked, drafts: Sequence[Drafted], views: Sequence[Viewpoint]
) -> tuple[Sentence | None, ...]:
    """The overview by sentences, each with the views it cites: of several in one passage those it names."""

    def look(key: str, words: str) -> Sequence[int]:
        source = asked.sources.of(key)
        found = [at for at, draft in enumerate(drafts) if source and draft.rests_on(source)]
        text = f" {folded(words)} "
        named = [at for at in found if (who := views[at].speaker) and f" {surname(who)}" in text]
        return named or found

    return parsed(asked.written.overview, look)


def _notes(asked: Asked, draft: Draft, result: Judged, shown: Translated, found: int) -> tuple[str, ...]:
    """What readers are told: the first tells why there is no whole answer by the model."""
    given = len(asked.sources)
    opening: tuple[str, ...] = ()
    if asked.failure:
        rest = "rest" if draft.views else "answer"
        opening = (f"{asked.failure}, so the {rest} was chosen without it.",)
    elif asked.written.declines:
        opening = (DECLINED,)
    elif not draft.views:
        opening = (
            "The chat model wrote nothing that the articles prove, so the answer was chosen without it.",
        )
    elif given < found:
        opening = (f"The chat model could read only {given} of the {found} passages found.",)
    dropped = draft.dropped + result.dropped + shown.dropped
    if asked.failure:  # the last record of a broken reply is broken too: that is said once
        del dropped["junk"]
    return (*opening, *result.notes, *shown.notes, *told(dropped))
