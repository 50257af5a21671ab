"""Words that point back at two people, a place or a time of a conversation, replaced by what they mean."""

from __future__ import annotations

import re

from assistant.articles import listed
from assistant.dates import PublicationDate
from assistant.question.antecedents import anonymous
from assistant.question.conversation import Conversation
from assistant.question.pronouns import genitive
from assistant.question.question_lexicon import ACTING, STATING
from assistant.question.time_spans import with_date

_THERE = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!^)\bthere\b(?! (?:is|are|was|were|any|be)\b)",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\b(?:(?:which|who|one|either|neither|none|each) of (?P<of>the two|(?:these|those) two|them)"
    r"|(?P<both>both of them|both(?= (?:say|think|write|want|see|argue|agree|believe|mean)\b)|(?:the|these|"
    r"those) two"
    r"(?: (?:of them|authors|writers|people|men|women|articles))?(?= (?:[a-z]*[^s\W]|is|was|does)\b|"
    r"\W*$)))(?!\w)",
    re.IGNORECASE,
)
_DIFFERENCE = re.compile(
    r"^(?:(?:and|but|so) )?(?:what(?: has| have|['’]s)? changed|(?:what(?: is|['’]s) )?the differences?|"
    r"any differences?)\W*$",
    re.IGNORECASE,
)
_ONE = re.compile(
    rf"\bthe (?P<side>former|latter)\b(?=['’]s\b|\W*$| (?:{STATING.any}|{ACTING.any}|is|was|has|had|do|"
    rf"does|did)\b)",
    re.IGNORECASE,
)
_PROPER = re.compile(r"(?<!^)\b[A-ZÀ-Ž]")


def with_both(text: str, talk: Conversation) -> str:
    """`text` with "both", "the two", "which of them", "the former" replaced by the names they mean."""
    people = talk.several or talk.last_two
    if _DIFFERENCE.match(text) and (who := listed(talk.several) or two_times(talk)):
        return f"How do {who} differ?"
    if found := _BOTH.search(text):
        start, end = found.span("of" if found["of"] else "both")
        name = listed(people) or two_times(talk)
    elif (found := _ONE.search(text)) and len(people) == 2:
        start, end = found.span()
        name = people[0 if found["side"].lower() == "former" else 1]
    else:
        return text
    return text[:start] + name + text[end:] if name else text


def with_place(text: str, talk: Conversation) -> str:
    """`text` with "there" replaced by the place the last question named."""
    there = _THERE.search(text)
    if there is None or not talk.place or _PROPER.search(anonymous(text[: there.start()], talk)):
        return text
    return f"{text[: there.start()]}in {talk.place}{text[there.end() :]}"


def with_time(text: str, talk: Conversation) -> str:
    """`text` with "seven years later" told as a date."""
    if not talk.time or talk.named(text).dates:
        return text
    return with_date(text, talk.time)


def two_times(talk: Conversation) -> str:
    """The articles of one person from two times just asked for, as words."""
    if len(talk.last.people) != 1 or len(talk.times) != 2:
        return ""
    first, last = (PublicationDate(time).text for time in talk.times)
    return f"{genitive(talk.last.people[0])} articles of {first} and of {last}"
