"""What people write to each other in a thread that the bot has joined: which of it asks the bot something.

A bot that answers what nobody asked it is a nuisance, and whoever was not understood can mention it.
"""

from __future__ import annotations

import re

from assistant.slack.asking import worded

_TELL = r"(?:tell|show|list|compare|quote|search|summari[sz]e|explain|find|check|give)\b"
_POLITELY = re.compile(
    rf"\b(?:(?:can|could|would|will) you (?:please )?(?={_TELL})|(?<=tell )(?:me|us)\b|(?<=show )(?:me|us)\b"
    r"|(?<=give )(?:me|us)\b|do you know\b)",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\W*(?:(?:and|but|so|or|then|now|ok|okay|please)\b\W*)*"
    r"(?:who|whom|whose|what|when|where|why|how|which|whether"
    rf"|is|are|was|were|does|did|has|could|would|should|{_TELL})\b",
    re.IGNORECASE,
)
# "And in 2023", "Only Marrow": what is left away stands in the question before.
_FRAGMENT = re.compile(
    r"\W*(?:and|but|or|only|since|until|before|after|in|by|from)\b(?:\W+\w+){1,3}\W*", re.IGNORECASE
)
# The United States are no people of this thread.
_BETWEEN_PEOPLE = re.compile(r"\b(?:[Ii](?!\.)|[Mm]e|[Mm]y|[Ww]e|[Uu]s|[Oo]ur|[Yy]ou|[Yy]our|[Ll]et['’]s)\b")


def asks(text: str) -> bool:
    """Whether a message that does not mention the bot may be for it: a question, a request, a piece of one.

    Nothing is in which people speak of themselves and each other, unless they do so to ask politely.

    >>> [asks(text) for text in ("And in 2023", "Can you show me what Less wrote?", "Really?")]
    [True, True, True]
    >>> [asks(text) for text in ("He was never of that opinion.", "What do you think?", "Shall we go?")]
    [False, False, False]
    """
    plain = _POLITELY.sub("", worded(text))
    if _BETWEEN_PEOPLE.search(plain):
        return False
    return "?" in plain or bool(_ASKING.match(plain) or _FRAGMENT.fullmatch(plain))
