"""Questions about the collection itself, answered from its records; and what is no question to articles.

"Who are the authors?", "What is the newest article?", "Who is Ann Ash?" need no search and no model.
"""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from assistant.answering import drafts
from assistant.answering.drafts import Asked
from assistant.answering.listing import listing
from assistant.answering.shorter import shorter
from assistant.answers import Answer, Turn
from assistant.index.filters import Filter
from assistant.index.snapshot import Snapshot
from assistant.listings import Listing, ListingKind
from assistant.question import Query
from assistant.question.carry_over import has_clause
from assistant.question.collection import (
    SERVICE,
    CollectionQuestion,
    collection_question,
    completed,
    continued,
    points_at_one,
    points_at_several,
)
from assistant.question.continuing import without_form
from assistant.question.topic import asks_for_articles
from assistant.wording.listings import NO_LINK
from assistant.wording.positions import SIDE_UNKNOWN

_OF_ARTICLES = ("articles", "newest", "oldest")
"""The kinds of listings that name articles."""


def from_records(asked: Asked, query: Query, snapshot: Snapshot) -> Answer | None:
    """The answer to a question about the collection or the assistant; None for one to the articles.

    A question asked literally, or in another language than the articles, is one to the articles.
    """
    if query.foreign or not (asked.understand or query.pleasantry):
        return None
    texts = dict.fromkeys((asked.question.strip(), query.standalone_question))
    question = _continued(asked, snapshot)
    reader, subjects = drafts.reader(snapshot), snapshot.catalog.subjects
    found = (collection_question(text, reader, subjects) for text in texts)
    if question is None:
        own, *whole = found
        own = None if own and own.group != SERVICE and _changes_last(asked, query) else own
        own = None if own and _asks_again(asked, own.intent) else own
        question = next(filter(None, (own, *whole)), None)
    if question is None and query.pleasantry:
        question = CollectionQuestion(SERVICE, "help")
    if question is None:
        return None
    before = asked.before
    if question.intent == "shorter" and isinstance(before, Answer) and before.viewpoints:
        return shorter(before, asked.words, snapshot)
    if question.group == SERVICE:
        return _service(cast("ListingKind", question.intent), asked, snapshot)
    return _listed(_completed(question, asked, query), asked, query, snapshot)


def _asks_again(asked: Asked, intent: str) -> bool:
    """Whether the last question to the articles is asked again: "in a table", or "shorter" of no views."""
    before = asked.before
    if not isinstance(before, Answer) or before.listing or (intent == "shorter" and before.viewpoints):
        return False
    return not without_form(asked.question)


def _changes_last(asked: Asked, query: Query) -> bool:
    """Whether a fragment only asks the last question of others: "any year, in the Post", "all but her"."""
    text = asked.question.strip()
    if not asked.history or has_clause(text) or text.strip(" ?.!") in query.standalone_question:
        return False
    return bool(query.excluded) or not asks_for_articles(text)


def _continued(asked: Asked, snapshot: Snapshot) -> CollectionQuestion | None:
    """A fragment after an answer from the records, as the question before it: "And from 2019?"."""
    last = asked.history[-1].answer if asked.history else None
    if not isinstance(last, Answer) or last.listing is None or last.reason:
        return None
    reader = drafts.reader(snapshot)
    text, kind = asked.question.strip(), last.listing.kind
    if question := continued(text, kind, last.understood, reader):
        return question
    whole = completed(text, reader) if last.listing.articles else ""
    question = collection_question(whole, reader, snapshot.catalog.subjects)
    if question is None or question.intent not in _OF_ARTICLES:
        return None
    return replace(question, scope=question.scope.over(last.understood))


def _completed(question: CollectionQuestion, asked: Asked, query: Query) -> CollectionQuestion:
    """The question with the people for whom its pronouns stand.

    Where the completed question does not hold its words, one of them was a pronoun.
    """
    replaced = asked.question.strip(" ?.!") not in query.standalone_question
    if question.scope.people or not replaced:
        return question
    asked_about = tuple(name for name in query.subjects if name not in query.excluded)
    return replace(question, scope=replace(question.scope, people=query.scope.people or asked_about))


def _service(kind: ListingKind, asked: Asked, snapshot: Snapshot) -> Answer:
    """What can be asked, to somebody who asked nothing of the articles."""
    records = snapshot.catalog.records
    made = listing(kind, records, snapshot.extent(Filter()), snapshot.catalog.topics())
    draft = drafts.blank(asked)
    return replace(draft, reason="empty_question", engine="records", listing=made, notes=asked.notes)


def _listed(question: CollectionQuestion, asked: Asked, query: Query, snapshot: Snapshot) -> Answer | None:
    kind = cast("ListingKind", question.intent)
    people = question.scope.people
    if kind == "person" and not people:
        return None
    shown = question.articles
    if not (question.scope or shown):
        shown = _pointed_at(kind, asked)
    own = replace(query, scope=question.scope, articles=shown or None, topic=asked.question.strip())
    only = drafts.admitted(own, asked.scope, snapshot)
    own = replace(own, standalone_question=own.topic)
    draft = drafts.opened(own, only, snapshot, asked)
    sideless = (SIDE_UNKNOWN,) if asked.scope.side else ()
    draft = replace(draft, engine="records", notes=(*asked.notes, *draft.notes, *sideless))
    if draft.reason:
        return draft
    records = snapshot.records(only)
    if not records:
        return replace(draft, reason="filtered_out")
    if kind == "link" and not (question.scope or shown or asked.scope):
        made = Listing(kind=kind, text=NO_LINK)
    else:
        made = listing(kind, records, snapshot.extent(only), snapshot.catalog.topics(), people=people)
    return replace(draft, answered=True, listing=made)


def _pointed_at(kind: ListingKind, asked: Asked) -> tuple[str, ...]:
    """Ids of the articles before the question that it speaks of: all that were shown, or the only one."""
    last = _last_shown(asked.history)
    if kind == "link" or points_at_several(asked.question):
        return last
    return last if len(last) == 1 and points_at_one(asked.question) else ()


def _last_shown(history: tuple[Turn, ...]) -> tuple[str, ...]:
    for turn in reversed(history):
        if isinstance(turn.answer, Answer):
            views = (view.record for view in (*turn.answer.viewpoints, *turn.answer.nearest))
            listed = turn.answer.listing.articles if turn.answer.listing else ()
            if shown := tuple(dict.fromkeys(record.article_id for record in (*views, *listed))):
                return shown
    return ()
