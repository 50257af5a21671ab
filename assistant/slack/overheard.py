"""What people write to each other in a thread that the bot has joined: which of it asks the bot something.

A bot that answers what nobody asked it is a nuisance, and whoever was not understood can mention it.
"""

from __future__ import annotations

import re

from assistant.slack.asking import worded

_LEADING = r"\W*(?:(?:and|but|so|or|then|now|ok|okay|please)\b\W*)*"
_ASKING = re.compile(
    rf"{_LEADING}(?:who|whom|whose|what|when|where|why|how|which|whether"
    r"|is|are|was|were|does|did|has|could|would|should"
    r"|tell|show|list|compare|quote|search|summari[sz]e)\b",
    re.IGNORECASE,
)
# "And in 2023", "Only Marrow": what is left away stands in the question before.
_FRAGMENT = re.compile(
    r"\W*(?:and|but|or|only|since|until|before|after|in|by|from)\b(?:\W+\w+){1,3}\W*", re.IGNORECASE
)
_TO_PEOPLE = re.compile(r"\b(?:i|me|my|we|us|our|you|your|let's)\b", re.IGNORECASE)


def asks(text: str) -> bool:
    """Whether a message asks anything at all.

    >>> [asks(text) for text in ("And in 2023", "Which of them is newer", "Really?", "I think he is right.")]
    [True, True, True, False]
    """
    plain = worded(text)
    return "?" in plain or bool(_ASKING.match(plain) or _FRAGMENT.fullmatch(plain))


def asks_the_bot(question: str) -> bool:
    """Whether a question is for the bot beyond doubt: then it is told, too, that nothing is found.

    >>> [asks_the_bot(text) for text in ("What does bread cost?", "Shall we have lunch?", "And in 2023")]
    [True, False, False]
    """
    return "?" in question and not _TO_PEOPLE.search(question)
