"""Who holds a quoted view: the name a model gave, checked against the record and the text about the quote."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import groupby

from assistant.articles import Article, Record, Span
from assistant.attribution import Holder
from assistant.attribution.people import People
from assistant.attribution.posts import is_post
from assistant.lexicon import DEMONSTRATIVES, OBJECT_PRONOUNS, PRONOUNS
from assistant.names import folded, meant
from assistant.reading.quote_matching import Found

_WRITERS = frozenset("author authors writer writers columnist".split())
_VOICE = _WRITERS | frozenset("voice interviewee speaker".split())
_PRONOUNS = PRONOUNS.keys() | OBJECT_PRONOUNS | DEMONSTRATIVES
_ARTICLE = re.compile(r"^\s*(?:the|an?)\s+", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[’'-](?!s\b)[^\W_]+)*")


def holder(name: str | None, record: Record, around: str) -> Holder:
    """Who holds a view, if the model says it is `name`.

    The article's voice counts as such; anybody else must stand in the text `around` the quote and is shown
    as spelled there; else the speaker is unknown, and the view is nobody's by name.
    """
    interviewed = record.kind in ("interview", "report")
    role = folded(name or "").removeprefix("the ")
    if role in _WRITERS and interviewed and record.form == "original" and record.authors != record.voices:
        return None, True  # models mean the one who asks, or the one who answers
    if name is None or role in _VOICE or folded(name) == folded(record.voice or ""):
        return record.voice, False
    if voices := meant(name, record.voices):
        people = People.of(around)
        full = people.named(name) or name
        if people.names_other(full, record.voices):
            return standing(full, around), True
        if interviewed and len(voices) > 1:
            return None, True
        return (voices[0] if interviewed else record.voice), False
    if interviewed and is_post(name, record.speaker_role or ""):
        return record.voice, False
    if interviewed and (authors := meant(name, record.authors)):
        # The asker's own words: a digest has to name the asker for that.
        own = len(authors) == 1 and (record.form == "original" or standing(authors[0], around))
        return (authors[0], False) if own else (None, True)
    return standing(name, around), True


def standing(name: str, text: str) -> str | None:
    """A name as it stands in the text, in full or by its last word; None where it does not.

    >>> standing("the Realists", "To some realists it looks bad."), standing("he", "So he said.")
    ('realists', None)
    """
    words = folded(_ARTICLE.sub("", name)).split()
    tokens = [(match.span(), folded(match.group())) for match in _WORD.finditer(text)]
    folds = [fold for _, fold in tokens]
    last = words[-1:] if name.split()[-1:] != [] and name.split()[-1][0].isupper() else words
    for wanted in (words, last):
        if not wanted or wanted[-1] in _PRONOUNS or len("".join(wanted)) < 2:
            continue
        for index in range(len(folds) - len(wanted) + 1):
            if folds[index : index + len(wanted)] == wanted:
                return text[tokens[index][0][0] : tokens[index + len(wanted) - 1][0][1]]
    return None


def parted(found: Found, article: Article, holder: Callable[[Span], Holder | None]) -> tuple[Found, ...]:
    """The quote in one piece where it is one speaker's; else a piece for each stretch of one.

    `holder` tells who speaks in a sentence, or in part of one; None where that is not certain, and then the
    sentence goes with the one before.
    """
    pieces = tuple(_pieces(found, article))
    speakers: list[Holder | None] = []
    for start, end in pieces:
        before = speakers[-1] if speakers else None
        speakers.append(holder((start, end)) or before)
    stretches = groupby(zip(speakers, pieces, strict=True), key=lambda each: each[0])
    spans = [tuple(piece for _, piece in stretch) for _, stretch in stretches]
    if len(spans) < 2:
        return (found,)
    return tuple(_joined(found, stretch) for stretch in spans)


def _pieces(found: Found, article: Article) -> Iterator[Span]:
    """The sentences of a verbatim quote; the parts of an elided one."""
    if found.parts:
        yield from found.parts
    else:
        first = bisect_right(article.sentences, found.start, key=lambda span: span[1])
        for start, end in article.sentences[first:]:
            if found.end <= start:
                break
            yield max(start, found.start), min(end, found.end)


def _joined(found: Found, spans: tuple[Span, ...]) -> Found:
    elided = found.parts is not None and len(spans) > 1
    first, last = spans[0][0], spans[-1][1]
    return Found(first, last, "elided", spans) if elided else Found(first, last)
