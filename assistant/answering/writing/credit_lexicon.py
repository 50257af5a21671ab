"""How English sentences credit somebody with a view, and how they merely mention a name."""

from __future__ import annotations

import re

_SAYS = (
    r"(?:sa(?:ys?|id)|argu(?:es?|ed)|hold[s]?|held|claim(?:s|ed)?|writ(?:es?|ten)|wrote|warn(?:s|ed)?|"
    r"believ(?:es?|ed)|think[s]?|thought|insist(?:s|ed)?|maintain(?:s|ed)?|contend(?:s|ed)?|stat(?:es?|ed)|"
    r"see[sn]?|saw|fear(?:s|ed)?|call(?:s|ed)?|consider(?:s|ed)?|suggest(?:s|ed)?|propos(?:es?|ed)|"
    r"den(?:y|ies|ied)|reject(?:s|ed)?|oppos(?:es?|ed)|support(?:s|ed)?|favou?r(?:s|ed)?|want(?:s|ed)?|"
    r"doubt(?:s|ed)?|expect(?:s|ed)?|conced(?:es?|ed)|admit(?:s|ted)?|not(?:es|ed)|add(?:s|ed)?|"
    r"regard(?:s|ed)?|describ(?:es?|ed)|prais(?:es?|ed)|criticis(?:es?|ed)|criticiz(?:es?|ed)|"
    r"conclud(?:es?|ed)|predict(?:s|ed)?|urg(?:es?|ed)|demand(?:s|ed)?|accept(?:s|ed)?|agree[sd]?|"
    r"disagree[sd]?|accus(?:es?|ed)|blam(?:es?|ed)|reckon(?:s|ed)?|hop(?:es?|ed)|advis(?:es?|ed)|"
    r"recommend(?:s|ed)?|point(?:s|ed)?|observ(?:es?|ed)|explain(?:s|ed)?|report(?:s|ed)?|dismiss(?:es|ed)?)"
)
_STANDS = (
    r"(?:(?:is|are|was|were|remains?|stands?)\s+(?:\w+ly\s+)?(?:for|against|in\s+favou?r|opposed|sceptical|"
    r"skeptical|convinced|certain|sure|ready|willing|of\s+the\s+opinion)|finds?|found)"
)
CAPITAL = r"(?:[A-ZÀ-ÞĀ-Ž]\.|[A-ZÀ-ÞĀ-Ž]\w*(?:[’'-](?!s\b)\w+)*)"
_NAME = rf"{CAPITAL}(?:\s+(?:(?:de|der|van|von|of|the|al)\s+)?{CAPITAL}){{0,6}}"
SUBJECT = re.compile(
    rf"({_NAME})(?:,[^,;.]{{1,80}},|,)?\s+(?:(?:also|has|had|have|further|\w+ly)\s+)*(?:{_SAYS}|{_STANDS})\b"
)
_SPEECH = (
    r"(?:sa(?:ys?|id)|argu\w+|writes?|wrote|warn\w+|claim\w+|insist\w+|adds?|added|conclud\w+|not(?:es|ed))"
)
INVERTED = re.compile(
    rf"(?:\b{_SAYS}\s+by|[Aa]ccording\s+to|[Ii]n\s+the\s+view\s+of|[,”\"]\s*{_SPEECH})\s+({_NAME})"
)
_VIEW = (
    r"(?:own\s+)?(?:view|argument|claim|position|opinion|warning|statement|belief|case|call|answer|verdict)"
)
# Standing after these, or before these, a name is merely mentioned.
BEFORE = re.compile(
    r"(?:\b(?:of|with|between|about|against|towards?|under|from|to|on|over|near"
    r"|(?:reject|oppos|criticis|criticiz|accus|blam|prais|support|dismiss|urg|attack|meet|met|back|defend)\w*)"
    rf"\s+(?:(?:the|president|prime|minister|mr|mrs|ms|dr)\s+)*(?:{_NAME}\s+and\s+)?|[-–—])$",
    re.IGNORECASE,
)
AFTER = re.compile(rf"(?:['’]s?\s+(?!{_VIEW})|[-–—]\w)")
RETELLING = re.compile(
    r"\b(?:report|accord|quot|cit|recount|relay|describ|paraphras|summari[sz]|mention)", re.IGNORECASE
)
INSTITUTION = re.compile(
    r"\b(?:Union|States|Nations|Kingdom|Republic|Republika|Council|Commission|Parliament|Court|Party|Church|Bank|"
    r"League|Alliance|Government|Federation|Group|House|Ministry|Assembly|Army|Front|Movement)\b"
)
NOBODY = frozenset(
    (
        *("he", "she", "they", "it", "this", "that", "one", "another", "neither", "both", "who", "everyone"),
        *("nobody", "the", "each", "here", "there", "what", "which"),
    )
)
