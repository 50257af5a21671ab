"""Patterns of questions for a number, a time, a doer, a name, an office or a list."""

from __future__ import annotations

import re

from assistant.answering.decline.amounts import Counted
from assistant.lexicon import BE, DO, HAVE, MODALS, QUESTION_WORDS, either
from assistant.lexicon import NUMBERS as NUMBER_WORDS

_MOST_LISTED = 10
NUMBERS = {word: number for word, number in NUMBER_WORDS.items() if 1 < number <= _MOST_LISTED}
"""How many things a question may ask to be listed, in words."""
_VERB = rf"{either(BE | DO | HAVE | MODALS)}|serve[sd]?|live[sd]?|die[sd]?|took|take|still|now"
HOW_MANY = re.compile(rf"\bhow many\b((?: (?!(?:{_VERB})\b)[\w’'-]+){{0,5}})", re.IGNORECASE)
MEASURES: dict[str, Counted] = {
    **dict.fromkeys(("percentage", "per cent", "percent", "share", "proportion", "fraction"), "share"),
    **dict.fromkeys(("price", "cost", "budget", "salary", "sum", "compensation", "fine", "fee"), "money"),
    **dict.fromkeys(("population", "death toll", "toll"), "people"),
    **dict.fromkeys(("length", "distance"), "length"),
    **dict.fromkeys(("duty", "tariff", "rate", "number", "size", "amount"), "anything"),
    **{"turnout": "share", "area": "area"},
}
MEASURE = re.compile(
    rf"\b(?:what|which|how (?:large|big|high|great|small) an?) (?:(?:is|was|were|are|would be) )?(?:the )?"
    rf"(?:(?!human|political|real|moral)(\w+) )?({'|'.join(MEASURES)})\b",
    re.IGNORECASE,
)
ANY_SORT = "total average annual exact current present final official overall actual precise approximate"
_STUFF = "electricity|power|energy|water|gas|oil|coal|land|territory|food|grain|weight"
HOW_MUCH = re.compile(
    r"\bhow (?:(long)|high|large|big|tall|wide|deep|heavy|old) (?:is|was|are|were|did|does|has|have|had)\b|"
    rf"\bhow much ({_STUFF})\b|\bhow much (?:do|does|did) .*\b(weigh|measure)\b",
    re.IGNORECASE,
)
_SUMS = "money|compensation|aid|debt|funding|damages|rent|tax"
_SPENDING = "cost|pay|paid|spend|spent|earn|invest|invested|lend|owe|worth"
_DO = "do|does|did|is|was|has|have|will|would"
MONEY = re.compile(
    rf"\bhow much (?:{_SUMS}|(?:{_DO}) .*\b(?:{_SPENDING}))\b|\bwhat (?:{_DO}) .*\bcost\b"
    r"|\bwhat (?:is|are|was|were|do|does|did) .*\b(?:paid|earn)\b"
    r"(?: (?:an?|per|each|every) (?:hour|day|week|month|year))?\W*$",
    re.IGNORECASE,
)
DATE = re.compile(
    r"\bwhen (?:did|was|were|had|could)\b|\b(?:what|which) (?:day|date|month|year)\b|\bsince when\b|"
    r"\bhow long ago\b",
    re.IGNORECASE,
)
NAME = re.compile(
    r"\b(?:what (?:is|was|are|were) (?:the (?:full )?names? of|(?=.* called\b))|name of) ?(?:the )?"
    r"([\w’' -]+?)(?: called)?(?=\?|$| (?:who|that|killed|which|in|at|of)\b)",
    re.IGNORECASE,
)
SEVERAL = re.compile(
    rf"\b(?:which|what|(?:who|what|which) (?:are|were) the)(?: other)? ({'|'.join(NUMBERS)}|\d+)"
    r"(?: other)? [\w-]+",
    re.IGNORECASE,
)
_ROLES = (
    "patriarch|archbishop|bishops?|abbot|pope|imam|rabbi|mufti|generals?|admiral|colonel|ambassador|envoy|"
    "chancellor|king|queen|prince|mayor|judge|prosecutor|lawyer|historian|economist|philosopher|novelist|poet|"
    "singer|journalist|minister|president|professor|banker|company|bank|court|university|newspapers?"
)
ROLE = re.compile(
    rf"\b(?:which|who (?:is|was|were)(?: the)?) (?:[\w-]+(?:['’]s)? )?({_ROLES})\b(?!['’])", re.IGNORECASE
)
DOER = re.compile(r"^(?:\W|and |so |but )*(?:who|whom|whose|by whom|which [\w’' -]{3,40}?)\b", re.IGNORECASE)
ADJUNCT = re.compile(
    r"(?<=\w) (?:in|to|for|at|on|with|over|from|about|that|during|after|before|according)\b", re.IGNORECASE
)
"""Where what stands beside a deed begins: the words before it hold the deed itself."""
WANTED = re.compile(r"\b(?:wants?|demands?|should|must|may|might|would|will)\b", re.IGNORECASE)
"""The deed is one that somebody wants or expects: whoever tells that gives a view, not a fact."""
TWO = re.compile(
    rf"[,;]? and (?:{either(QUESTION_WORDS | DO)}|is|was|were|has|have)\b|\?.*\?",
    re.IGNORECASE,
)
