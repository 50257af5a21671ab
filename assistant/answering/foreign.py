"""Questions and articles in other languages than English: what can be searched for, and what is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assistant.answers import Answer
from assistant.articles import listed
from assistant.index.snapshot import Snapshot
from assistant.languages import code, name, of_question
from assistant.question import Query


def spoken(query: Query, question: str, snapshot: Snapshot, *, scoped: bool) -> Query:
    """The query with the language of its question.

    Where no article is in that language, names and numbers are searched for, and the question as a whole only
    by an embedding model for many languages. Where it names none, all is shown of the people asked for, or of
    what the reader's filters admit (`scoped`).
    """
    written = snapshot.lexical.languages
    others = sorted(written - {"en"})
    asked = code(of_question(question, others))
    if asked is None:  # "Thaci?" is asked in any language.
        return replace(query, language="en" if "en" in written else others[0])
    if asked in written or not query.topic:
        return replace(query, language=asked)
    topic = query.topic
    if snapshot.encoder.english_only:
        named = " ".join(snapshot.lexical.named(topic, asked))
        topic = named or ("" if scoped or query.scope.people else topic)
    return replace(query, language=asked, foreign=True, topic=topic)


def main_language(snapshot: Snapshot) -> str:
    """The language that a question in none of the articles' languages is translated into."""
    languages = snapshot.lexical.languages
    return name("en" if "en" in languages else min(languages))


def foreign_note(query: Query, snapshot: Snapshot) -> str:
    """That the question is in another language than the articles, and how they were searched all the same."""
    how = "names and numbers" if snapshot.encoder.english_only else "meaning, names and numbers"
    return f"{_languages_differ(name(query.language), snapshot)}: searched by {how}."


def translation_note(language: str, snapshot: Snapshot) -> str:
    """That the question in a language was translated."""
    return f"{_languages_differ(language, snapshot)}: the chat model translated it."


def unexamined_note(answer: Answer) -> tuple[str, ...]:
    """One sentence where whose view it is was not read from the words of some views."""
    views = (*answer.viewpoints, *answer.nearest)
    languages = _named(view.record.language or "" for view in views if not view.sure)
    if not languages:
        return ()
    if answer.engine == "model":
        return (
            f"Whose view each sentence is was read by the chat model alone: not in English ({languages}).",
        )
    return (f"Whose view each sentence is was not examined: not in English ({languages}).",)


def _languages_differ(asked: str, snapshot: Snapshot) -> str:
    languages = _named(record.language or "en" for record in snapshot.catalog.records)
    return f"The question seems to be in {asked}; the articles are in {languages}"


def _named(languages: Iterable[str]) -> str:
    return listed(tuple(sorted({name(language) for language in languages})))
