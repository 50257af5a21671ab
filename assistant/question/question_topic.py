"""What to search for: a question without the people, times and papers that became filters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.articles import Span
from assistant.question.asking_frames import FRAMES
from assistant.question.lexicon import ACTING, ASKING, CLAUSE_WORDS, ELLIPTICAL, FEELING, RESPONDING, STATING
from assistant.question.question_text import (
    DATE,
    PERSON,
    PUBLICATION,
    Mask,
    masked,
    without,
)

_SHORTEST_SLIP = 3
_OWN_WORDS = frozenset("form forms won own".split())
"""Words that are no slip of another."""
_TIMES = re.compile(rf"{DATE}+(?:(?:,|,? and|,? or) {DATE}+)*")
_VERBS = re.compile(f"{STATING.any}|{ACTING.any}|{FEELING.any}|{RESPONDING.any}")
# Whoever writes here, whom a question names by no name: "What do the authors say about the dam?".
_ANYBODY = re.compile(
    r"(?<![\w-])(?:(?:the|these|those|our|your|any|some|all(?: the)?|which|what|other|different|various) )?"
    r"(?:authors|writers|commentators|columnists|analysts|experts|articles|essays|voices|texts)\b",
    re.IGNORECASE,
)
# Signs of a request for the articles themselves.
_LISTED = re.compile(
    r"\b(?:articles?|essays?|texts?|pieces?|interviews?|authors?|writers?|voices|sources?|publications?|"
    r"published|written)\b",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"(?<=^Tell me more:) | \((?=[^()]*[?!.]?\)\W*$)|(?<=[?!]) +|(?<=[a-zß-ž]{3}\.) +(?=[A-ZÀ-Ž])"
)


def left_over(
    question: str, people: Iterable[Span], publications: Iterable[Span], dates: Iterable[Span]
) -> tuple[str, ...]:
    """What is left of each sentence of `question` when what became a filter is taken out.

    >>> left_over("What does Birk say about the dam? Why?", [(10, 14)], [], [])
    ('the dam?', 'Why?')
    >>> left_over("What do the authors say about the dam?", [], [], [])
    ('the dam?',)
    """
    times = list(dates)
    signs = [Mask(span, PERSON) for span in people] + [Mask(span, PUBLICATION) for span in publications]
    text = masked(question, signs + [Mask(span, DATE) for span in times])
    found = (without(question[start:end], _framed(text[start:end])) for start, end in _sentences(question))
    return tuple(part.rstrip(")") if "(" not in part else part for part in found)


def says_something(text: str) -> bool:
    """Whether any word of `text` names a matter rather than the asking."""
    return any(not _VERBS.fullmatch(word) for word in _meaningful(text))


def is_hollow(text: str) -> bool:
    """Whether no word of `text` means anything by itself, not even what somebody does.

    >>> is_hollow("What is her main point?"), is_hollow("Why worry?")
    (True, False)
    """
    return not any(True for _ in _meaningful(text))


def content(text: str) -> tuple[str, ...]:
    """The words of a masked follow-up by which it names a matter of its own; slips of the keyboard name none.

    >>> content("adn who is agianst"), content("And the ferry?")
    ((), ('ferry',))
    """
    found = (word.lower() for word in re.findall(r"\w[\w'’-]*", re.sub(r"['’]s\b", "", text)))
    return tuple(word for word in found if not (_names_nothing(word) or _names_nothing(_unswapped(word))))


def _names_nothing(word: str) -> bool:
    return word in ASKING | ELLIPTICAL | CLAUSE_WORDS or _VERBS.fullmatch(word) is not None


def _unswapped(word: str) -> str:
    """The word of the lexicon that `word` is with two letters exchanged; `word` itself where there is none."""
    if len(word) < _SHORTEST_SLIP or word in _OWN_WORDS:
        return word
    swapped = (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1))
    return next((other for other in swapped if other in ASKING | ELLIPTICAL | CLAUSE_WORDS), word)


def asks_for_articles(text: str) -> bool:
    """Whether a hollow question asks for whatever is there: "Which articles are there?"."""
    return bool(_LISTED.search(text))


def _meaningful(text: str) -> Iterator[str]:
    words = (word.lower() for word in re.findall(r"\w+", text))
    return (word for word in words if word not in ASKING and word != "s")


def _sentences(question: str) -> Iterator[Span]:
    start = 0
    for gap in _NEXT.finditer(question):
        yield start, gap.start()
        start = gap.end()
    yield start, len(question)


def _framed(text: str) -> list[Span]:
    """The stretches of a masked sentence that only ask, and its times."""
    gone = [match.span() for match in _TIMES.finditer(text)]
    for somebody in (False, True):
        if somebody:
            text = masked(text, [Mask(match.span(), PERSON) for match in _ANYBODY.finditer(text)])
        for frame in FRAMES:
            for match in frame.finditer(text):
                gone.append(match.span())
                text = masked(text, [Mask(match.span(), " ")])
    return gone
