"""Whom a sentence credits with a view, and whom it only mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.lexicon import (
    ATTITUDE_VERBS,
    CLAUSE_OPENERS,
    DETERMINERS,
    LINKERS,
    NUMBERS,
    PREPOSITIONS,
    PRONOUNS,
    SPEECH_VERBS,
    VIEW_NOUNS,
    either,
    finite_forms,
    word_set,
)
from assistant.names import folded

_HOLDING = word_set("say hold write think see share approve")
_CREDITING = (SPEECH_VERBS | ATTITUDE_VERBS | _HOLDING) - word_set("""
attack calculate celebrate cheer chide counsel decide discover laugh mock react refer reference remember
request thank threaten touch value
""")
"""Verbs that credit their subject with a view; the others tell of a deed as often."""
_SAID_TOO = word_set("written backs backed")
_SAYS = rf"(?:{either(finite_forms(_CREDITING) | _SAID_TOO)})"
_STANDS = (
    r"(?:(?:is|are|was|were|remains?|stands?)\s+(?:\w+ly\s+)?(?:for|against|in\s+favou?r|opposed|sceptical|"
    r"skeptical|convinced|certain|sure|ready|willing|of\s+the\s+opinion)|finds?|found)"
)
CAPITAL = r"(?:[A-ZÀ-ÞĀ-Ž]\.|[A-ZÀ-ÞĀ-Ž]\w*+(?:[’'-](?!s\b)\w++)*+)"
_NAME = rf"{CAPITAL}(?:\s+(?:(?:de|der|van|von|of|the|al)\s+)?{CAPITAL}){{0,6}}+"
NAME = re.compile(_NAME)
_LIST = rf"(?:(?:{_NAME},\s+){{0,5}}{_NAME},?\s+(?:and|or|nor|&)\s+)?{_NAME}"
_BETWEEN = (
    r"(?:(?:also|has|had|have|further|both|all|each|now|still|never|would|will|may|might|could|should|"
    r"do|does|did|not|no\s+longer|\w+ly)\s+)*"
)
_SPEECH = (
    r"(?:sa(?:ys?|id)|argu\w+|writes?|wrote|warn\w+|claim\w+|insist\w+|adds?|added|conclud\w+|not(?:es|ed))"
)
# "On Sunday, says Ash": what stands before such a comma is no subject.
_APPOSITION = rf"(?:,[^,;.]{{1,80}},|,(?!\s+{_SPEECH}\s+{CAPITAL}))?"
SUBJECT = re.compile(rf"(?<!\w)({_LIST}){_APPOSITION}\s+{_BETWEEN}(?P<verb>{_SAYS}|{_STANDS})\b")
HOLDING = re.compile(rf",?\s+{_BETWEEN}(?:{_SAYS}|{_STANDS})\b")
"""What follows the name of somebody who says or holds something."""
HE_HOLDS = re.compile(
    rf"\s*(?:(?:[Hh]e|[Ss]he|[Tt]hey)\s+{_BETWEEN}(?:{_SAYS}|{_STANDS})"
    r"|[Ii]n\s+(?:his|her|their)\s+(?:own\s+)?(?:view|opinion|eyes|account|judge?ment))\b"
)
"""The same of a pronoun that opens a sentence."""
DISPOSED = re.compile(r"(?:is|are|was|were)\s+(?:\w+ly\s+)?(?:ready|willing)")
"""What an owner may say of others without crediting them with a view."""
PASSING_ON = re.compile(
    r"sa(?:ys?|id)|writ(?:es?|ten)|wrote|not(?:es|ed)|observ(?:es?|ed)|explain(?:s|ed)?|argu(?:es?|ed)|"
    r"contend(?:s|ed)?|maintain(?:s|ed)?|believ(?:es?|ed)|think[s]?|thought|claim(?:s|ed)?|suggest(?:s|ed)?"
)
"""Verbs that, before "that" and somebody else's name, only pass on what that other one holds."""
AUTHOR = re.compile(
    rf"\b[Tt]he\s+(?:author|writer|columnist|commentator)s?\s+(?:(?:him|her|them)sel(?:f|ves)\s+)?"
    rf"{_BETWEEN}(?:{_SAYS}|{_STANDS})\b"
)
INVERTED = re.compile(
    rf"(?:\b(?:{_SAYS}|backed|endorsed|shared|defended|welcomed)\s+by|[Aa]ccording\s+to|"
    rf"[Ii]n\s+the\s+(?:view|opinion|words)\s+of|[,”\"]\s*{_SPEECH})\s+({_LIST})"
)
_VIEWS = VIEW_NOUNS - word_set("idea poll proposal question report study survey") | word_set("""
approval assessment backing doubt endorsement expectation judgement judgment opposition praise
prediction preference rejection scepticism skepticism support suspicion thesis thinking
""")
"""What somebody has who holds a view; a report or an idea may be about something else."""
_VIEW = (
    rf"(?:\w+\s+)?(?:{either(_VIEWS)}|"
    r"(?:idea|proposal|wish|aim|point)(?=\s+(?:is|was|that|to)\b))"
)
HELD_BY = re.compile(
    rf"\b(?:(?:view|argument|claim|position|opinion|statement|belief|verdict|conviction|conclusion|thesis|"
    rf"assessment|judge?ment|expectation|prediction|stance)s?\s+of\s+({_LIST})"
    rf"|(?:fear|hope|worry|concern|wish|warning|doubt)s?\s+of\s+({_LIST})\s+(?:is|are|was|were|that)\b)"
)
"""A view that is somebody's: of nouns that may as well be towards somebody, only where it is told."""
# Standing after these, or before these, a name is merely mentioned.
BEFORE = re.compile(
    r"(?:\b(?:of|with|between|about|against|towards?|under|from|to|on|over|near"
    r"|(?:reject|oppos|criticis|criticiz|accus|blam|prais|support|dismiss|urg|attack|meet|met|back|defend)\w*)"
    r"\s+(?:(?:the|president|prime|minister|mr|mrs|ms|dr)\s+)*"
    r"(?:\w[\w.’-]*(?:\s+\w[\w.’-]*){0,6}?\s+and\s+)?|[-–—])$",
    re.IGNORECASE,
)
# But after these, or before these, it is credited wherever it stands: with somebody else's view.
BESIDE_BEFORE = re.compile(
    r"(?:\b(?:so|as|nor|neither)\s+(?:do|does|did|has|have|is|was|would)"
    r"|\b(?:agree[sd]?|agreeing|(?:concur|sid|align|join)\w*)\s+(?:with|by)|\b(?:together|along|in\s+line|in\s+agreement)\s+with"
    r"|\b(?:like|unlike|such\s+as|including|among\s+them|alongside|echo\w*|contrary\s+to|as\s+well\s+as)"
    r"|\b(?:support|backing|opposition|criticism|approval|praise|objections?|agreement|warnings?)\s+(?:from|by)"
    r"|\()\s*(?:(?:both|the|mr|mrs|ms|dr|president)\s+)*$",
    re.IGNORECASE,
)
BESIDE_AFTER = re.compile(r",?\s+(?:too|likewise|as\s+well|agrees?|disagrees?)\b|\s*:")
ELLIPSIS = (re.compile(r"[,;]\s*(?:and\s+|but\s+)?$"), re.compile(r",?\s+(?:that|for|against|not)\b"))
JOINED = re.compile(r",?\s+(?:and|or|nor|&)\s+(?:(?:her|his|their|the)\s+)?(?:\w+\s+){0,2}$")
IN_THE_EYES = re.compile(rf"\b[Ii]n\s+({_NAME})[’']s?\s+(?:own\s+)?(?:view|opinion|eyes|words|account)\b")
PRONOUN = re.compile(
    r"\s*(?:[A-Z]\w+(?:ly|ever|so),?\s+|But\s+|And\s+|Yet\s+)?(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er)\b"
)
AFTER = re.compile(rf"(?:['’]s?\s+(?!{_VIEW})|[-–—]\w)")
RETELLING = re.compile(
    r"\b(?:report|accord|quot|cit|recount|relay|describ|paraphras|summari[sz]|mention)", re.IGNORECASE
)
INSTITUTION = re.compile(
    r"\b(?:Union|States|Nations|Kingdom|Republic|Republika|Council|Commission|Parliament|Court|Party|Church|Bank|"
    r"League|Alliance|Government|Federation|Group|House|Ministry|Assembly|Army|Front|Movement)\b"
)
_UP_TO_TEN = {word for word, value in NUMBERS.items() if 0 < value <= 10}
OPENERS = (
    DETERMINERS
    | PREPOSITIONS
    | CLAUSE_OPENERS
    | LINKERS
    | PRONOUNS.keys()
    | _UP_TO_TEN
    | word_set("""
according again also critics dans des du echoing either el en even everyone former gli half il joined
just la las le les less lo los more na neither nobody none not once only opponents pour selon supporters
today u un una une unlike za
""")
)
"""Words that open a sentence with a capital and are no part of a name."""


_WORD = re.compile(r"[^\W\d_]+(?:['’-](?!s\b)[^\W\d_]+)*")
_GIVEN = re.compile(r"(?:[^\W\d_a-z][\w.-]*\s+){0,6}$")
_HOLDER = re.compile(r"\b(?:by|according to|says|said|argues|warns|writes)(?: [A-ZÀ-Ž][\w’.-]*)+$")


def credited(sentence: str, known: Iterable[str]) -> tuple[str, ...]:
    """The names a sentence credits with a view.

    >>> credited("Ash argues that Birk’s plan fails, and Cy Cole agrees.", ("Ann Ash", "Bo Birk"))
    ('Ash', 'Cy Cole')
    """
    said = (name for name, *_ in subjects(sentence))
    named = (name for name, *_ in mentions(sentence, frozenset(map(surname, known))))
    return tuple(dict.fromkeys((*said, *named)))


def leans_on_another(sentence: str) -> bool:
    """Whether the sentence begins with a "he" or "she" that only the sentence before can explain."""
    return bool(PRONOUN.match(sentence))


def subjects(sentence: str) -> list[tuple[str, int, str]]:
    """Names said to say or hold something; where that is said, and the verb whose subjects they are."""
    found = [
        (_bare(name.group()), match.end(), match["verb"])
        for match in SUBJECT.finditer(sentence)
        for name in NAME.finditer(match[1])
        if _is_name(_bare(name.group()), match.start() + name.start())
    ]
    for match in (*INVERTED.finditer(sentence), *HELD_BY.finditer(sentence)):
        held = match.group(match.lastindex or 1)
        found += [(name.group(), match.end(match.lastindex or 1), "") for name in NAME.finditer(held)]
    return found + [(match[1], match.end(), "") for match in IN_THE_EYES.finditer(sentence)]


def told_from(sentence: str, owners: Iterable[str]) -> int:
    """Where it has been said that the owners say or hold something: what comes after is theirs."""
    ends = [match.end() for match in (HE_HOLDS.match(sentence),) if match]
    for owner in owners:
        # "Realists", "the ferrymen": names without a capital are no subjects otherwise.
        for match in re.finditer(rf"(?<!\w){re.escape(owner)}(?!\w)", sentence, re.IGNORECASE):
            ends += [held.end() for held in (HOLDING.match(sentence, match.end()),) if held]
    return min(ends, default=len(sentence))


def _bare(name: str) -> str:
    """The name without a word that only opens the sentence: "Only Ash", "Unlike Bo Birk"."""
    words = name.split()
    while words and folded(words[0]) in OPENERS and folded(words[0]) != "the":
        words = words[1:]
    return " ".join(words)


def _is_name(name: str, start: int) -> bool:
    """Not a pronoun, and no plain word that only opens the sentence: "Critics say"."""
    words = folded(name).split()
    if not words or words == ["the"]:
        return False
    return start > 0 or len(words) > 1 or not words[0].endswith("s")


def surname(person: str) -> str:
    """The last word of a name, folded."""
    return folded(person).rpartition(" ")[2]


def mentions(sentence: str, surnames: frozenset[str]) -> list[tuple[str, int, bool]]:
    """Surnames, with the given names before them, where they are more than mentioned.

    With each its end, and whether it stands beside a holder of the view, wherever that is said.
    """
    found = []
    for match in _WORD.finditer(sentence):
        if not match.group()[0].isupper() or folded(match.group()) not in surnames:
            continue
        before = sentence[max(0, match.start() - 100) : match.start()]
        given = _GIVEN.search(before)
        assert given is not None
        opening = given.group().removesuffix(
            _bare(given.group()) + given.group()[len(given.group().rstrip()) :]
        )
        before, name = before[: given.start()] + opening, given.group()[len(opening) :] + match.group()
        beside = _beside(before, sentence, match.end())
        if beside or not (BEFORE.search(before) or AFTER.match(sentence, match.end())):
            found.append((name, match.end(), beside))
    return found


def _beside(before: str, sentence: str, end: int) -> bool:
    if BESIDE_BEFORE.search(before) or BESIDE_AFTER.match(sentence, end):
        return True
    if ELLIPSIS[0].search(before) and ELLIPSIS[1].match(sentence, end):
        return True
    joined = JOINED.search(before)
    return bool(joined and _HOLDER.search(before[: joined.start()]))
