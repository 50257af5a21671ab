"""How English sentences credit somebody with a view, and how they merely mention a name."""

from __future__ import annotations

import re

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
