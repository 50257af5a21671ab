"""Small talk: thanks, greetings and signs of attention, which are no question and no part of one."""

from __future__ import annotations

import re

# Those that need no stop before a question goes on: "thanks and what about …".
_SAID = (
    r"(?:many |big |a lot of )?thanks?(?: you| u)?(?: (?:so much|very much|a lot|again|indeed|for (?:that|"
    r"this|the "
    r"answers?|your (?:answers?|help))))?|thx|cheers|ok(?:ay)?|alright|all right|got it|i see|understood|"
    r"hello|hi|"
    r"hey|good (?:morning|afternoon|evening|day)|greetings|bye|goodbye|good ?bye|see you|welcome"
)
# Those that may also open a name or a sentence of their own: "Great Serbia", "no man's land".
_FELT = (
    r"great|good|nice|fine|perfect|excellent|wonderful|cool|super|interesting|very (?:good|interesting|"
    r"nice|helpful)|"
    r"helpful|well|wow|aha|ah|oh|h+mm*|yes|yeah|yep|no|nope|right|sure|true|indeed|sorry|excuse me|"
    r"(?:that|this)(?: is|['’]s|['’]s been| was) (?:very |really )?(?:good|great|helpful|interesting|"
    r"useful|clear|"
    r"enough|all|nice)|(?:very |much )?appreciated|good (?:answer|job|work|one)|well done|no worries|never "
    r"?mind|"
    r"(?:that|this) helps?(?: a lot)?|there|everyone|all|assistant|bot"
)
_STOP = r"(?:\s*[,.!;:…]+\s*|\s+[–—-]+\s+)"
_OPENING = re.compile(
    rf"(?:{_SAID}|{_FELT})(?:{_STOP}|\s+(?=(?:{_SAID})\b))"
    rf"|(?:{_SAID})\s+(?=(?:and|but|so|now|then|what|how|who|why|when|where|which)\b)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    rf"(?<=[?!.,;])\s*(?:{_SAID}|please|(?:thanks|thank you) in advance)\W*$", re.IGNORECASE
)
_NOTHING_ELSE = re.compile(rf"\W*(?:(?:{_SAID}|{_FELT}|and|so|please)\b\W*)+", re.IGNORECASE)
_LONGEST = 120
"""Characters of the longest text that may be nothing but small talk."""


def is_small_talk(text: str) -> bool:
    """Whether nothing is asked.

    >>> is_small_talk("Great, thank you!"), is_small_talk("Thanks. Why?"), is_small_talk("")
    (True, False, False)
    """
    return bool(text.strip()) and len(text) < _LONGEST and _NOTHING_ELSE.fullmatch(text) is not None


def without_small_talk(text: str) -> str:
    """What is asked, where something is.

    >>> without_small_talk("Great, thanks! What does Birk say? Thank you.")
    'What does Birk say?'
    """
    if is_small_talk(text):
        return text
    asked = _CLOSING.sub("", text)
    while opening := _OPENING.match(asked):
        asked = asked[opening.end() :]
    return text if asked == text else asked[:1].upper() + asked[1:]
