"""What to search for: a question without the people, times and papers that became filters."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answering.understanding.question_lexicon import ACTING, STATING
from assistant.answering.understanding.question_text import (
    DATE,
    PEOPLE,
    PERSON,
    PUBLICATION,
    Mask,
    masked,
    pattern,
    without,
)
from assistant.types import Span

_PARTS = {
    "still": r"(?:\w+ly |also |still |really |himself |herself )?",
    "who": rf"(?:{PEOPLE}|(?:the )?{PUBLICATION}+)",
    "taken": rf"(?:{DATE}+,? )?",
    "do": r"(?:do|does|did|has|have|had|would|is|are|was|were)",
    "say": r"(?:have to say|say|said|saying|think|thought|thinking|write|written|writing|believe|argue|claim|"
    r"feel|comment|tell us|tell|state|publish|published|print)",
    "about": r"(?:about|on|of|regarding|concerning|over)",
    "view": r"(?:views?|opinions?|positions?|stances?|takes?|verdicts?|thoughts?|thinking)",
    "writing": r"(?:articles?|anything|something|essays?|pieces?|views?|opinions?|quotes?|interviews?)",
    "show": r"(?:any|some|all|the|show|me|give|find|list|is there|are there|there|what is|what are)",
    "eyes": r"(?:eyes|words|perspective|point of view|mind|account|reading|judgement|judgment)",
}
_FRAMES = (
    r"^<taken>(?:and |but |so )?(?:what|how)(?: else)? <do> <who>,? <still><say>(?::| <taken><about>\b| )",
    r"^tell me more:",
    r"^<taken>(?:and )?what <do> <who> (?:\w+ )?<view> <about>\b",
    r"^<taken><do> <who>,? <still><say>(?: that)?\b",
    r"\baccording to <who>,?|\b(?:in|from) <who> (?:\w+ )?(?:<eyes>|<view>),?",
    r"^(?:<show> )*<writing> (?:by|from|with|of) <who>(?: <about>\b)?",
    r"^<who> (?:on|about)\b",
    r"\b(?:do|does|did) (?=<who>)",
    r"\b(?:by|from|with|in|on|for) <who>",
    r"<who>",
)
_PATTERNS = tuple(pattern(frame, _PARTS) for frame in _FRAMES)
_VERBS = re.compile(f"{STATING.any}|{ACTING.any}")
_HOLLOW = frozenset(
    """
    what which who whom whose how why when where is are was were be been do does did has have had can could
    will would should may might the a an of on in at by from for to with about and or but that this it its
    there any some all me show give tell list find say said says saying think thought thinking write wrote
    written articles article views view opinion opinions else also still he she they them his her their us
    you please compare than then differ differs difference between positions position agree agrees disagree
    quotes quote not so same believe claim argue reply replies respond answer critics commentators authors
    """.split()
)


def rest(question: str, people: Iterable[Span], publications: Iterable[Span], dates: Iterable[Span]) -> str:
    """What is left of `question` when what became a filter is taken out.

    >>> rest("What does Birk say about the dam?", [(10, 14)], [], [])
    'the dam?'
    """
    gone = list(dates)
    signs = [Mask(span, PERSON) for span in people] + [Mask(span, PUBLICATION) for span in publications]
    text = masked(question, signs + [Mask(span, DATE) for span in gone])
    for frame in _PATTERNS:
        for match in frame.finditer(text):
            gone.append(match.span())
            text = masked(text, [Mask(match.span(), " ")])
    return without(question, gone)


def says_something(text: str) -> bool:
    """Whether any word of `text` names a matter rather than the asking."""
    words = (word.lower() for word in re.findall(r"\w+", text))
    return any(word not in _HOLLOW and not _VERBS.fullmatch(word) for word in words)
