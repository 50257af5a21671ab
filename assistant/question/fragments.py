"""Questions of a few words that borrow the rest from the question before: "And Bosnia?", "Why?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.question.asked_party import is_role
from assistant.question.context import besides
from assistant.question.conversation import Conversation
from assistant.question.named import Item, Named, full_names
from assistant.question.question_lexicon import OTHERS
from assistant.question.shared_matter import with_whole_matter
from assistant.question.swaps import (
    at_time,
    compared_with,
    in_paper,
    of_people,
    of_theirs,
    on_matter,
)
from assistant.question.time_spans import with_date

_OPENER = re.compile(
    r"^(?:(?:and|but|or|so|then|also|ok|okay|no|sorry|actually|rather|only|just),? )*"
    r"(?:i (?:meant|mean|was asking about|asked about) |make that |(?:what|how) about )?",
    re.IGNORECASE,
)
# "Only articles since 2022", "only those by Birk": the limit alone is new.
_LIMITED = re.compile(
    r"^(?:(?:the|those|all) )?(?:articles|texts|essays|pieces|interviews|views|those|ones) (?=(?:in|by|"
    r"from|since|before|after|"
    r"of|until|between)\b)",
    re.IGNORECASE,
)
_ONLY = re.compile(r"\b(?:only|just)\b", re.IGNORECASE)
_VERBAL = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must|he|she|it|they|"
    r"what|who|why|how|which|where|when|whom|whose|him|her|his|them|their|this|that|you|i|me)\b",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"^(?:(?:and|but|so) )?(?:why(?P<no> not)?(?: so| is that)?|how so|how come)\W*$", re.IGNORECASE
)
_WHEN = re.compile(r"^(?:(?:and|but|so) )?(?P<what>when|where|how|since when|until when)\W*$", re.IGNORECASE)
_MORE = re.compile(
    r"^(?:(?:can|could|would) you |please )*(?:(?:tell me (?:some )?more|more|go on|continue|elaborate|say "
    r"more|"
    r"(?:any(?:thing)?|what|who) else|give me more|(?:more|further) details?|expand|in (?:short|brief|"
    r"other words)|"
    r"(?:for example|(?:give me |any |some |an? )*(?:examples?|quotes?)))(?: (?:about|on) (?:that|this|it))?|"
    r"(?:explain|summari[sz]e|clarify|repeat|rephrase|translate|say|sum up|put)(?: (?:that|this|it|them|"
    r"yourself))?"
    r"(?: (?:in|into|for|to|again|further|briefly|simply|up)\b[^?.;]{0,40})?)(?:,? please)?\W*$"
    r"|^(?:really|is that (?:so|true)|are you sure|how do you know)\W*$",
    re.IGNORECASE,
)
_THE_OTHERS = re.compile(
    r"^(?:(?:and|but|so) )?(?:(?:what|how) about )?(?:(?:all |any |the |do )*others?|the rest|(?:everyone|"
    r"everybody|anyone|"
    r"who|anybody) else|(?:the )?other (?:authors|writers|commentators|people|voices))\W*$",
    re.IGNORECASE,
)
_GROUP = re.compile(
    rf"(?:the )?(?:\w+ )?(?:\w+(?:ists|crats|ians|icians|optics)|{OTHERS}|serbs|croats|turks|greeks)",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"(?:now|today|nowadays|currently|these days|at present|then|later(?: on)?|earlier|previously|"
    r"afterwards|before|after|"
    r"(?:before|after|since) (?:that|then))",
    re.IGNORECASE,
)
# "Does Birk?", "Would she?": the rest of the question before is meant.
_DOES_TOO = re.compile(
    r"(?:do|does|did|has|have|had|is|are|was|were|would|will|can|could|should) (?P<who>[^?,;]+)",
    re.IGNORECASE,
)
_THEIRS = re.compile(r"(?P<owner>his|her|its|their) (?P<what>.+)", re.IGNORECASE)
_LONGEST = 8
"""Words of the longest fragment."""


def completed(text: str, talk: Conversation) -> str | None:
    """The question that a fragment stands for; None for what is no fragment."""
    if not talk.asked:
        return None
    if why := _WHY.match(text):
        return _asked_why(talk.asked, negated=why["no"] is not None)
    if when := _WHEN.match(text):
        return f"{talk.asked} {when['what'].capitalize()}?"
    if _THE_OTHERS.match(text) and (talk.last.people or talk.last.excluded):
        return besides(with_whole_matter("What do others say?", talk), talk)
    if _MORE.match(text):
        return f"Tell me more: {talk.asked}"
    opener = _OPENER.match(text)
    rest = _without_role(text[opener.end() if opener else 0 :].strip(" ?!."), talk)
    if opener and opener.end() and _RELATIVE.fullmatch(rest):
        return at_time(with_date(rest, talk.time) if talk.time else rest, talk)
    if (does := _DOES_TOO.fullmatch(rest)) and _names_people(talk.named(does["who"])):
        return of_people(full_names(talk.named(does["who"]).people), talk)
    if theirs := _THEIRS.fullmatch(rest):
        return None if _VERBAL.search(theirs["what"]) else of_theirs(theirs["owner"], theirs["what"], talk)
    if not rest or _VERBAL.search(rest) or len(rest.split()) > _LONGEST:
        return None
    if opener and _ONLY.search(text[: opener.end()]):
        rest = _LIMITED.sub("", rest)
    rest = re.sub(r"^(?:about|on) ", "", rest)
    return _swapped(talk.named(rest), talk, opened=opener is not None and opener.end() > 0)


def _swapped(rest: Named, talk: Conversation, *, opened: bool) -> str | None:
    """The last question with `rest` in the place of what it asked about."""
    if _names_people(rest):
        if talk.last.compares and re.match(r"(?:with|from|to|than) ", rest.text):
            return compared_with(full_names(rest.people), talk)
        return of_people(full_names(rest.people), talk)
    if rest.dates and _all_of(rest, rest.dates):
        return at_time(rest.text, talk)
    if not opened:
        return None
    if talk.time and (when := with_date(rest.text, talk.time)) != rest.text:
        return at_time(when, talk)
    if talk.last.sources and _GROUP.fullmatch(rest.text):
        return of_people((rest.text,), talk, several=True)
    if _asks_a_role(rest.text, talk):
        return of_people((rest.text,), talk)
    paper = re.sub(r"^(?:in|by|from) ", "", rest.text)
    if any(paper in (known.text, f"the {known.text}") for known in rest.publications):
        return in_paper(paper, talk)
    if rest.strangers and _all_of(rest, rest.strangers):
        return of_people(tuple(mention.text for mention in rest.strangers), talk)
    return on_matter(rest.text, talk)


def _names_people(rest: Named) -> bool:
    return bool(rest.people) and _all_of(rest, rest.people)


def _without_role(text: str, talk: Conversation) -> str:
    """`text` without what somebody known is, before the name: "the engineer Birk"."""
    role = re.match(r"the (?:[a-zß-ž-]+ ){1,3}(?=[A-ZÀ-Ž])", text)
    known = role and any(who.span[0] == role.end() for who in talk.named(text).people)
    return text[role.end() :] if role and known and is_role(role.group()) else text


def _asks_a_role(text: str, talk: Conversation) -> bool:
    """Whether "the mayor" is to be asked, and not asked about like somebody before."""
    about = re.split(r" (?:of|for|from)\b", talk.matter)[0]
    return is_role(text) and text.lower().startswith("the ") and not is_role(about)


def _all_of(rest: Named, items: Sequence[Item]) -> bool:
    """Whether nothing but `items` stands in the fragment."""
    left = rest.text
    for item in reversed(items):
        left = left[: item.span[0]] + left[item.span[1] :]
    return not re.sub(
        r"(?<!\w)['’]s\b|\b(?:and|or|in|by|for|with|to|mr|mrs|ms|dr)\b|\W", "", left, flags=re.IGNORECASE
    )


def _asked_why(asked: str, *, negated: bool) -> str:
    if negated or not _AUXILIARY.match(asked):
        return asked if asked.lower().startswith("why") else f"{asked} Why{' not' if negated else ''}?"
    return f"Why {asked[0].lower()}{asked[1:]}"
