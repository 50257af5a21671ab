"""A further search: for the side that nobody takes yet, or for an answer where the passages held none."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from assistant.answers import Viewpoint
from assistant.articles import Article, Passage, listed
from assistant.errors import ChatModelError
from assistant.events import SummaryReady
from assistant.generation.draft import Draft, Ready
from assistant.generation.drafting import drafted, lines, messages, request, room
from assistant.generation.reply import Budget
from assistant.generation.sources import Sources, fitting, harmless

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

MOST_QUERIES = 2
MOST_SOURCES = 8
"""Passages that a further search may add."""
LONGEST_QUERY = 200
_SIDES = {"for": "against", "against": "for"}

Passages = Sequence[tuple[Passage, Article]]
"""What a search found for one query, the best first, within the filters of the question."""


@dataclass(frozen=True, slots=True)
class Further:
    """Queries of the model; to the generator that yields them the passages of each are sent back."""

    queries: tuple[str, ...]


def missing(viewpoints: Sequence[Viewpoint]) -> str | None:
    """What is looked for once more: "for", "against", "an answer"; None where nothing is missing.

    Only where somebody takes one side is the other one missing: not every question has sides.
    """
    if not viewpoints:
        return "an answer"
    taken = {view.stance for view in viewpoints} & _SIDES.keys()
    return _SIDES[str(*taken)] if len(taken) == 1 else None


def further(
    question: str, draft: Draft, sources: Sources, model: BaseChatModel, budget: Budget
) -> Generator[Ready | Further, Sequence[Passages] | None, tuple[str, ...]]:
    """What a further search adds to a complete draft; at the end notes for readers.

    It costs two calls: one names the queries, one words what they found. What was shown stays as it is.
    """
    wanted = missing(draft.viewpoints)
    if wanted is None or budget.calls < 2:
        return ()
    try:
        queries = _queries(question, draft.viewpoints, wanted, model, budget)
        if not queries:
            return ()
        results = yield Further(queries)
        if not (found := _found(results or (), sources)):
            return _none(wanted)
        articles = {article.id: article for _, article in found}
        passages = [passage for passage, _ in found]
        fit = max(1, fitting(passages, articles, room(question, budget)))
        sources.join(passages[:fit], articles)
        failure = yield from _continued(question, draft, sources, model, budget)
    except ChatModelError as error:
        failure = str(error)
    if failure:
        return (f"{failure}, so a further search for {_named(wanted)} was not finished.",)
    return _none(wanted) if missing(draft.viewpoints) == wanted else ()


def _none(wanted: str) -> tuple[str, ...]:
    return (f"A further search for {_named(wanted)} found none.",) if wanted in _SIDES else ()


def _named(wanted: str) -> str:
    return f"views {wanted}" if wanted in _SIDES else wanted


def _queries(
    question: str, viewpoints: Sequence[Viewpoint], wanted: str, model: BaseChatModel, budget: Budget
) -> tuple[str, ...]:
    """At most two queries that the model names."""
    heard = (f"{_heard(view)}: {view.stance or 'takes no side'}" for view in viewpoints)
    sent = request(
        "further",
        question=harmless(question).strip(),
        heard="\n".join(heard) or "nobody",
        missing=f"views {wanted} what the question asks about" if wanted in _SIDES else wanted,
    )
    named = (
        line
        for line in lines(sent, model, budget)
        if len(line) <= LONGEST_QUERY and any(map(str.isalpha, line))
    )
    return tuple(dict.fromkeys(named))[:MOST_QUERIES]


def _heard(view: Viewpoint) -> str:
    people = dict.fromkeys((view.speaker, *view.record.people))
    return " ".join(harmless(listed(tuple(name for name in people if name)) or "somebody not named").split())


def _found(results: Sequence[Passages], sources: Sources) -> tuple[tuple[Passage, Article], ...]:
    """The best new passages of each query in turn."""
    ranked = chain.from_iterable(zip_longest(*results))
    new = {found[0]: found for found in ranked if found and found[0] not in sources}
    return tuple(new.values())[:MOST_SOURCES]


def _continued(
    question: str, draft: Draft, sources: Sources, model: BaseChatModel, budget: Budget
) -> Generator[Ready, None, str | None]:
    """The draft with what the new sources hold; their overview goes on from the earlier one."""
    before, failure = draft.summary, None
    draft.summary, draft.ended = None, False

    def told() -> Generator[Ready, None, None]:
        nonlocal failure
        failure = yield from drafted(messages(question, sources), model, budget, draft)

    try:
        for event in told():
            if isinstance(event, SummaryReady):
                draft.summary = f"{before} {event.summary}" if before else event.summary
                yield SummaryReady(draft.summary)
            else:
                yield event
    finally:
        draft.summary = draft.summary or before
    return failure
