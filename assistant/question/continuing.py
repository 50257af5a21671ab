"""Requests for more of an answer: "more", "what else?", "show all", which name no matter of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answers import Answer, Turn

_POLITELY = r"(?:(?:and|ok(?:ay)?|yes|so|then|please|now)\b )*(?:(?:can|could|would) you (?:please )?)?"
_GIVE = r"(?:(?:show|tell|give|list|see)(?: me| us)? )?"
_OF_THEM = r"(?: (?:of (?:them|these|those|it)|articles|views|viewpoints|results|there))?"
_MORE = re.compile(
    rf"{_POLITELY}(?:{_GIVE}(?:some |any |the )?(?:\d+ )?(?:more|others|next(?: ones?| \d+)?){_OF_THEM}"
    rf"|(?:what|who|anything|anyone|anybody|something|somebody) (?:else|more)|continue|go on|keep going)"
    r"(?: please)?",
    re.IGNORECASE,
)
_ALL = re.compile(
    rf"{_POLITELY}(?:show|list|give|see)(?: me| us)? (?:(?:them )?all|everything|(?:all )?the rest){_OF_THEM}"
    rf"|{_POLITELY}(?:all{_OF_THEM}|(?:all )?the rest)",
    re.IGNORECASE,
)
_PEOPLE = re.compile(r"\b(?:who|any(?:one|body)|somebody|others)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuation:
    """An earlier question asked once more, for what its answers did not show yet."""

    question: str
    history: tuple[Turn, ...]
    """The turns before that question."""
    after: Answer
    """The last answer to it."""
    everything: bool
    """Whether all that is left is asked for."""


def asks_for_more(text: str) -> bool:
    """Whether a text is a bare request for more of an answer.

    >>> [asks_for_more(text) for text in ("Tell me more, please.", "Show all", "What else does Birk say?")]
    [True, True, False]
    """
    return _fits(_MORE, text) or _fits(_ALL, text)


def continuation(text: str, history: tuple[Turn, ...]) -> Continuation | None:
    """What a request for more continues; None where nothing was shown.

    "Who else?" after a question put to certain people asks for others than them, which is no continuation.
    """
    last = history[-1].answer if history else None
    if not isinstance(last, Answer) or (_PEOPLE.search(text) and last.understood.people):
        return None
    begun = len(history) - 1
    while begun and (asks_for_more(history[begun].question) or _shortened(history[begun])):
        begun -= 1
    return Continuation(
        question=history[begun].question,
        history=history[:begun],
        after=last,
        everything=_fits(_ALL, text),
    )


def _shortened(turn: Turn) -> bool:
    return isinstance(turn.answer, Answer) and turn.answer.shortened


def _fits(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.fullmatch(" ".join(re.findall(r"\w+", text))) is not None
