"""The matter of the last question, put where the next one says "it" or leaves it out."""

from __future__ import annotations

import re

from assistant.question.antecedents import matter_named, matter_told
from assistant.question.asked_party import asked_party
from assistant.question.context import LEANING, untimed, with_context
from assistant.question.conversation import Conversation
from assistant.question.others import asks_for_others
from assistant.question.pronouns import pronouns, put
from assistant.question.question_text import PERSON, with_end
from assistant.question.question_topic import says_something

_ABOUT_IT = re.compile(
    r"\b(?:about|on|of|for|with|against|to|over) (?P<it>it|this|that)(?=\W*$|[,;]| (?:in|since|before|too|"
    r"now|today|either|as well)\b)",
    re.IGNORECASE,
)
_THIS = re.compile(
    r"\b(?:this|that|these|those) (?:opinions?|views?|positions?|ideas?|proposals?|plans?|question|matter|"
    r"claims?|stance|arguments?|issue)\b(?! (?:of|on|about|that)\b)",
    re.IGNORECASE,
)
# "Is that realistic?", "Why does she say so?": a word for all that was said.
_ALL_THAT = re.compile(
    r"^(?:and |but |so )?(?:(?:why|how|what|when|where|who) )?(?:is|was|does|did|would|will|could|can|has|"
    r"should) (?:not )?"
    r"(?:this|that)(?: (?:\w+ly )?(?!his\b|her\b)\w+)?(?: (?:for|to|in|by|with|from|at) [^?.;]*)?\W*$"
    r"|^(?:is|was|are|were) (?:this|that) (?:something|what|why|how|where|an?|the|also)\b"
    r"|\b(?:say|think|believe|write|argue|claim|do|did|know)s? so\W*$",
    re.IGNORECASE,
)
_THAT = re.compile(
    r"(?<=\w) (?P<it>this|that)"
    r"(?=(?: (?:too|as well|either|instead|now|today|then|again|himself|herself))?\W*$)",
    re.IGNORECASE,
)
WRITING = re.compile(
    r"\b(?:write|written|wrote|publish(?:ed)?|articles?|essays?|texts|pieces|interviews?)\b", re.IGNORECASE
)
"""Words of a question about what somebody wrote, whatever it is about."""
_BARE_END = re.compile(
    r"\b(?:reply|replies|respond|responds|react|reacts|answer|answers|say|says|think|thinks|argue|argues|object|"
    r"agree|agrees|disagree|disagrees|right|wrong|mistaken|(?:is|are|was|were) (?:the )?(?:more|most|less|"
    r"least) \w+)\W*$",
    re.IGNORECASE,
)
_ANSWERED_END = re.compile(
    rf"\b(?:reply to|respond to|react to|answer|object to|believe|trust|contradict) "
    rf"[{PERSON}][{PERSON}, and]*\W*$"
)
_WISH_END = re.compile(
    r"\b(?:wants?|wanted|demands?|demanded|proposes?|proposed|fears?|feared|hopes? for|hoped for|expects?|"
    r"expected|plans?|planned|intends?|intended|recommends?|recommended)\W*$",
    re.IGNORECASE,
)
"""Words whose object is asked for, so that a question ending in one lacks nothing."""
_SIDE_END = re.compile(r"\b(?:(?P<of>in favou?r)|for|against)\W*$", re.IGNORECASE)


def with_matter(text: str, talk: Conversation, *, leaning: bool) -> str:
    """`text` with the last question's matter in it, where it needs one.

    `leaning`: whether it is already known to need the conversation.
    """
    ways = (_about_it, _on_this_view, _of_things, _of_that)
    told = next((told for way in ways if (told := way(text, talk, leaning)) is not None), None)
    if told is not None:
        return told
    if talk.matter and leaning and (side := _SIDE_END.search(text)):
        return with_end(text, f"of {talk.matter}" if side["of"] else talk.matter)
    if _lacks_matter(text, talk, leaning=leaning):
        return with_whole_matter(text, talk)
    return with_context(text, talk) if _ALL_THAT.search(text) and not talk.named(text).dates else text


def with_whole_matter(text: str, talk: Conversation) -> str:
    """`text` about the last question's matter, or beside that question where it names none."""
    return with_end(text, f"about {_matter(text, talk)}") if talk.matter else with_context(text, talk)


def _about_it(text: str, talk: Conversation, leaning: bool) -> str | None:
    about = _ABOUT_IT.search(text)
    if about is None or not (leaning or _points_out(text, about, talk)):
        return None
    return _about_matter(text, about, talk) if talk.matter else with_context(text, talk)


def _on_this_view(text: str, talk: Conversation, leaning: bool) -> str | None:
    this = _THIS.search(text)
    if this is None or matter_named(text[: this.start()], talk):
        return None
    if talk.matter:
        return f"{text[: this.end()]} on {_matter(text, talk)}{text[this.end() :]}"
    return with_context(text, talk)


def _of_things(text: str, talk: Conversation, leaning: bool) -> str | None:
    """`text` with "it" and "them" told in full."""
    pointing = [
        pronoun
        for pronoun in pronouns(text)
        if pronoun.kind in ("thing", "several") and not matter_named(text[: pronoun.span[0]], talk)
    ]
    for pronoun in pointing:
        meant = _matter(text, talk) if pronoun.kind == "thing" else talk.things
        if meant and not (pronoun.kind == "several" and pronoun.possessive):
            return put(text, pronoun, meant)
    return with_context(text, talk) if pointing else None


def _of_that(text: str, talk: Conversation, leaning: bool) -> str | None:
    """`text` beside what "that" stands for: "What does Birk answer that?"."""
    that = _THAT.search(text)
    if that is None or talk.named(text).dates or not _points_out(text, that, talk):
        return None
    return with_context(text, talk)


def _points_out(text: str, word: re.Match[str], talk: Conversation) -> bool:
    """Whether "it" or "that" in `text` means nothing named before it there."""
    before = text[: word.start()]
    named = matter_named if word["it"].lower() == "it" else matter_told
    return not named(before, talk)


def _about_matter(text: str, about: re.Match[str], talk: Conversation) -> str:
    """`text` with "it" told in full; a time after it goes before, where it cannot belong to the matter."""
    start, end = about.span("it")
    tail = text[end:].rstrip(" ?!.")
    what = f"{text[about.start() : start]}{_matter(text, talk)}"
    if tail and talk.named(tail).dates:
        return f"{text[: about.start()]}{tail.strip()} {what}?"
    return f"{text[: about.start()]}{what}{text[end:]}"


def _matter(text: str, talk: Conversation) -> str:
    """The matter, without the times in it if `text` has its own."""
    return untimed(talk.matter, talk) if talk.named(text).dates else talk.matter


def _lacks_matter(text: str, talk: Conversation, *, leaning: bool) -> bool:
    """Whether `text` asks for views on nothing in particular."""
    if leaning and (_BARE_END.search(text) or _ANSWERED_END.search(talk.named(text).masked)):
        return True
    party = asked_party(talk.named(text).masked)
    if party and party.described and _BARE_END.search(text) and not matter_named(text, talk):
        return True
    read = talk.read(text)
    if others := asks_for_others(text):
        return not says_something(text[others.end() :])
    if read.answered:
        return not says_something(text[read.answered[-1].span[1] :])
    if says_something(read.rest) or not read.named.people:
        return False
    if WRITING.search(text):
        return bool(LEANING.match(text))
    if _WISH_END.search(text) and not leaning:
        return False
    return leaning or not (read.dates or read.publications)
