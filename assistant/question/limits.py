"""Whether a time in a question tells when something was written, or belongs to what it is about."""

from __future__ import annotations

import re

from assistant.lexicon import (
    ACTING,
    ATTITUDES,
    EVENTS,
    OTHERS,
    POSSESSIVES,
    PRONOUNS,
    STATING,
    VIEWS,
    WRITINGS,
    either,
)
from assistant.question.masks import DATE, PERSON, pattern
from assistant.question.periods import TimePhrase, within

_SUBJECTS = PRONOUNS.keys() - {"who", "which", "that"} | POSSESSIVES | {"a", "an", "people", "the", "there"}
"""What may open a clause behind "say"."""
_PARTS = {
    "event": f"(?:{EVENTS})(?:'s)?",
    "happened": r"(?!published|appeared|issued)\w+(?:ed|born|held|made|won|sent|drawn|lost|built|fought)",
    "name": rf"[\w{PERSON}'’-]+",
    "others": f"(?:{OTHERS})",
    "acts": f"(?:{ACTING.any})",
    "attitude": f"(?:{ATTITUDES})",
    "somebody": f"{PERSON}++",
    "adverb": r"(?:also|still|\w+ly)",
    "subject": rf"(?:(?:{either(_SUBJECTS)})\b|(?-i:[A-ZÀ-Ž])|{PERSON})",
    "say": f"(?:{STATING.base})",
    "said": f"(?:{STATING.past})",
    "states": f"(?:{STATING.any}|appears?|appeared|spoke|talked|complained|mentions?|mentioned)",
    "writing": f"(?:{VIEWS}|{WRITINGS})",
    "writers": r"(?:writers|authors|columnists|commentators|essayists|journalists|critics)",
    "written": r"(?:arguments?|articles?|views?|opinions?|positions?|reactions?|debate|essays?|interviews?|"
    r"voices|authors?|sources|(?:any|much) support|the talk|criticisms?|objections?|complaints?|mood|"
    r"case (?:for|against))",
}
# "the agreement of 2013", "the war in 1999", "the deal reached in 2020": the time belongs to the noun.
_EVENT_BEFORE = pattern(
    r"\b(?:<event>|<happened>)(?: (?:of|between|with|against|on|for|in|by) <name>(?: <name>)?)? ?$", _PARTS
)
_STATED_BEFORE = pattern(r"\b<states>(?: (?:here|anything|something|it|this|that))? ?$", _PARTS)
_STATED = pattern(
    r"\b<others>\b(?: [^ ?,;]+){0,4} (?:<states>|<acts>|stand)\b"
    r"|\b<others>(?: (?:is|are|was|were|be|been|still|ever|\w+ly))* <attitude>\b"
    r"|\bwhat (?:did|had|has) [^?.,;]{1,60}? <say>\b"
    r"|\b(?:is|was|were|been|being|are) (?:\w+ )?(?:<said>|heard|discussed)\b|\bwho <said>\b|\b<written>\b"
    r"|\bhow (?:is|was|were|are) [^?.,;]{1,60}? (?:seen|viewed|regarded|received|judged)\b",
    _PARTS,
)
# "the 2018 Birk article"
_WRITING_AFTER = pattern(rf" ?(?:{PERSON}++(?:['’]s?)? )?(?:<writing>|<writers>)\b", _PARTS)
_WRITING_BEFORE = pattern(r"\b<writing>(?:['’]s?)? ?$", _PARTS)
# "Who wrote about the flood in 2026?", unlike "What did Birk say of the war in 1999?"
_WROTE = re.compile(r"\b(?:wrote|written|published|printed|did .*?(?:write|publish|print))\b", re.IGNORECASE)
# "What does Birk say we knew in 1990?": the time is that of a clause of its own.
_TOLD = pattern(r"\b(?:do|does) <somebody> (?:<adverb> )?<say> (?:that )?<subject>", _PARTS)
# "after Birk's last week's column": what is asked for was written at another time.
_BOUND_BEFORE = pattern(r"\b(?:since|before|prior to|after|following|until) (?:<name> ){0,3}$", _PARTS)
_SOMEBODY_BEFORE = re.compile(rf"{PERSON},? ?\(?$")
_PEOPLE_BEFORE = pattern(r"\b(?:people|<others>) ?$", _PARTS)
# "Who in 2018 was against it?": the time is that of the view which is asked for.
_HELD_AFTER = pattern(r"^ (?:(?:is|are|was|were) )?(?:<attitude>|<states>|<acts>)\b", _PARTS)
_CHANGED = re.compile(r"\b(?:chang|evolv|shift|revis|reconsider)\w*\b|\bof (?:that|the same) ", re.IGNORECASE)
# "in 2018 and 2020": each of the times stands where the other does.
_LINK = r"(?:,|,? and|,? or|,? vs\.?|,? versus|,? compared (?:with|to))"
_LISTED_AFTER = re.compile(rf"^{_LINK} {DATE}+", re.IGNORECASE)
_LISTED_BEFORE = re.compile(rf"{DATE}+{_LINK} $", re.IGNORECASE)
_CLAUSE = re.compile(
    r"^(?:(?:how|what)(?! about)|who|which|why|when|where)\b|\b(?:is|are|was|were|do|does|did|has|have|had|"
    r"can|could|will|would|should|may|might)\b",
    re.IGNORECASE,
)
# "views on the ferry, 2018", "(2018)", "2018: the ferry": a time set off from the rest.
_SET_OFF = re.compile(r"(?:^|[,:;(–—-]) ?$")
_SET_OFF_AFTER = re.compile(r"\W*$|[,:;)]")
_NEAR = 80
"""Characters before a time that tell what it belongs to."""


def limits_writing(text: str, phrase: TimePhrase, years: tuple[int, int] | None, *, sources: bool) -> bool:
    """Whether `phrase` of the masked question limits when something was written.

    `sources`: whether views of named people or publications are asked for. A time outside `years`, those of
    the articles, does so only where nothing else can be meant.
    """
    start, end = phrase.span
    before, after = text[max(0, start - _NEAR) : start], text[end:]
    while listed := _LISTED_AFTER.match(after):
        after = after[listed.end() :]
    while listed := _LISTED_BEFORE.search(before):
        before = before[: listed.start()]
    if phrase.record:
        return True
    if phrase.word in ("of", "from", ""):
        of_writing = _WRITING_AFTER.match(after) if not phrase.word else _WRITING_BEFORE.search(before)
        of_writing = None if _BOUND_BEFORE.search(before) else of_writing
        if _SOMEBODY_BEFORE.search(before) or _PEOPLE_BEFORE.search(before) or of_writing:
            return True
        set_off = not phrase.word and _SET_OFF.search(before) and _SET_OFF_AFTER.match(after)
        asked = asks_of_writing(text, sources=sources) or not _EVENT_BEFORE.search(_SET_OFF.sub("", before))
        return bool(phrase.word == "from" or (set_off and asked)) and within(years, phrase)
    if phrase.word == "by":
        return sources and _CHANGED.search(text) is not None and within(years, phrase)
    if phrase.word == "in" and (told := _TOLD.search(text)) and told.end() <= start:
        return False
    stated = _STATED_BEFORE.search(before) or _WROTE.search(before)
    if phrase.word == "in" and _EVENT_BEFORE.search(before) and not (stated or phrase.relative):
        return False
    held = _PEOPLE_BEFORE.search(before) and _HELD_AFTER.search(after)
    asked = bool(held) or asks_of_writing(text, sources=sources)
    asked = asked or (phrase.word != "in" and not _CLAUSE.search(text))
    surely = phrase.relative or stated or _SOMEBODY_BEFORE.search(before) or _WRITING_AFTER.match(after)
    return asked and (bool(surely) or within(years, phrase))


def asks_of_writing(text: str, *, sources: bool) -> bool:
    """Whether a masked question asks what was said or written, so that its times may tell when."""
    return sources or bool(_STATED.search(text))
