"""Questions about the collection itself: which of them is asked, and which part of it they name."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache

from assistant.index.lexical import stem_set
from assistant.question.carry_over import has_clause
from assistant.question.coreference import pronouns
from assistant.question.frames import Reader
from assistant.question.intents import APART, ORDINARY, examples, match, without_names
from assistant.question.masks import words
from assistant.question.mentions import title_mentions, titles_masked
from assistant.question.reading import inside
from assistant.question.topic import content
from assistant.scopes import Scope

COLLECTION, SERVICE = "collection", "service"
"""The groups of intents that no article answers; the second asks nothing of the records either."""
_LONGEST = 200
"""Characters of the longest question that may be one; the examples have at most 60."""
_THESE = re.compile(r"\b(?:these|those|all of them)\b", re.IGNORECASE)
_THIS = re.compile(r"\b(?:this|that) (?:one|article|piece|text|essay|interview)\b", re.IGNORECASE)
_ARTICLES_LEFT_OUT = re.compile(
    r"^\W*(?:(?:and|but|so|ok) )*(?P<asked>which|how many)(?: ones?)?(?: of (?:them|these|those))?"
    r"(?= (?:is|are|was|were|has|have|came|appeared)\b)",
    re.IGNORECASE,
)
_LINKS = re.compile(r"^\W*(?:(?:and|but|or|so|what about|how about|which|what of)\b\W*)*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CollectionQuestion:
    """A question about the collection, or about the assistant."""

    group: str
    intent: str
    scope: Scope = Scope()
    """The people, publications and times that it names."""
    articles: tuple[str, ...] = ()
    """Ids of the articles that it names by their titles."""


def collection_question(
    text: str,
    reader: Reader,
    subjects: Callable[[], Collection[str]],
) -> CollectionQuestion | None:
    """The question as one about the collection; None where articles answer it.

    `subjects` gives the stems of the records' topics. A question that names a matter, or a person whom no
    record knows, is no question to the records.
    """
    if not text.strip() or len(text) > _LONGEST:
        return None
    found, hidden = reader.named(text), text
    bounds = [phrase.span for phrase in found.dates if phrase.record]
    titles = [title for title in title_mentions(words(text), reader.known) if not inside(title, bounds)]
    if titles:
        hidden = titles_masked(text, titles)
        found = reader.named(hidden)
    nameless = without_names(found.masked)
    nearest = match(reader.vector(nameless), reader.encoder)
    if not nearest.sure or nearest.group not in (COLLECTION, SERVICE):
        return None
    if nearest.group == SERVICE:
        return CollectionQuestion(nearest.group, nearest.intent)
    if found.strangers or _names_matter(found.masked, subjects()):
        return None
    anywhere = reader.named(hidden, fragment=True)
    return CollectionQuestion(
        nearest.group,
        nearest.intent,
        anywhere.scope,
        tuple(record.article_id for title in titles for record in title.records),
    )


def continued(text: str, intent: str, before: Scope, reader: Reader) -> CollectionQuestion | None:
    """A fragment that names nothing but people, publications or times, with the last question's intent.

    "Which articles are from 2018?" + "And from the Sundmark Post?": those of both. What it names takes the
    place of what was named of the same kind. None for any other text.
    """
    if has_clause(text) or len(text) > _LONGEST:
        return None
    found = reader.named(text, fragment=True)
    if found.strangers or content(found.masked):
        return None
    own = found.scope
    if not own or (intent == "person" and not own.people):
        return None
    return CollectionQuestion(COLLECTION, intent, own.over(before))


def completed(text: str, reader: Reader) -> str:
    """A question after articles listed that leaves out their name, with it; empty for any other text.

    "Which are from 2025?", "And the oldest?": "Which articles are the oldest?".
    """
    if elliptical := _ARTICLES_LEFT_OUT.match(text):
        return f"{elliptical['asked']} articles{text[elliptical.end() :]}"
    found = reader.named(text, fragment=True)
    if has_clause(text) or content(found.masked) or found.strangers or len(text) > _LONGEST:
        return ""
    return f"Which articles are {_LINKS.sub('', text)}"


def points_at_one(text: str) -> bool:
    """Whether a text speaks of one thing that stands before it.

    >>> points_at_one("Who wrote it?"), points_at_one("Who wrote these?")
    (True, False)
    """
    return any(pronoun.kind == "thing" for pronoun in pronouns(text)) or bool(_THIS.search(text))


def points_at_several(text: str) -> bool:
    """Whether a text speaks of several things that stand before it.

    >>> points_at_several("Who wrote these?"), points_at_several("Who are the authors?")
    (True, False)
    """
    return any(pronoun.kind == "several" for pronoun in pronouns(text)) or bool(_THESE.search(text))


def _names_matter(masked: str, subjects: Collection[str]) -> bool:
    """Whether a masked question names a topic of the records, or anything else by a proper name."""
    _, *others = words(masked) or (None,)
    proper = any(word.text.istitle() and len(word.text) > 1 for word in others if word)
    return proper or bool((stem_set(without_names(masked)) - _stems()) & frozenset(subjects))


@cache
def _stems() -> frozenset[str]:
    """The stems of the examples of questions to the records and to the assistant."""
    return frozenset(
        stem
        for (group, _), wordings in examples().items()
        if group not in APART | {ORDINARY}
        for wording in wordings
        for stem in stem_set(wording)
    )
