"""Self-reference: a newspaper, a column or an essay that speaks of itself is the article's own voice."""

from __future__ import annotations

from assistant.articles import Record
from assistant.attribution.noun_phrases import head
from assistant.attribution.tokens import Tokens
from assistant.lexicon import word_set
from assistant.names import folded

_PAPERS = word_set("""
newspaper paper magazine journal gazette weekly review newsletter column leader editorial page pages columns
article essay piece text blog site lines
""")
_WRITERS = word_set("author authors writer writers columnist correspondent editor editors essayist")
_POINTING = {"this", "these"}
_SMALL = {"the", "a"}


def speaks_of_itself(subject: Tokens, record: Record) -> bool:
    """Whether the subject is "this newspaper", "the present writer", "the author of these lines".

    An article that nobody signs speaks for its paper, by name too: "The Courier believes …".
    """
    low = [token.low for token in subject if token.word]
    noun = head(subject).low
    if low[0] in _POINTING:
        return noun in _PAPERS | {"writer", "columnist", "correspondent"}
    if noun in _WRITERS:
        of_this = low[-3:-2] == ["of"] and low[-2] in _POINTING and low[-1] in _PAPERS
        return of_this or low[:2] == ["the", "present"]
    return not record.people and _names_publication(subject, record)


def _names_publication(subject: Tokens, record: Record) -> bool:
    """Whether the subject is the paper's name, or its last words: "the Courier" for "The Lund Courier"."""
    named = all(token.capital or token.low in _SMALL for token in subject)
    words = [word for token in subject for word in folded(token.text).split() if word not in _SMALL]
    paper = folded(record.publication or "").split()
    return named and bool(words) and paper[-len(words) :] == words
