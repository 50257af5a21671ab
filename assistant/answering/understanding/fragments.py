"""Questions of a few words that borrow the rest from the question before: "And Bosnia?", "Why?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.understanding.conversation import Conversation
from assistant.answering.understanding.named import Item, Named, full_names
from assistant.answering.understanding.pronouns import genitive
from assistant.answering.understanding.question_lexicon import OTHERS
from assistant.answering.understanding.question_text import with_end
from assistant.answering.understanding.shared_matter import besides, with_whole_matter
from assistant.answering.understanding.time_spans import with_date
from assistant.types import listed

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
_OTHERS = re.compile(rf"\b(?:{OTHERS})\b", re.IGNORECASE)
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
_THEIRS = re.compile(r"(?:his|her|its|their) (?P<what>.+)", re.IGNORECASE)
_NAME = r"[A-ZÀ-Ž][\w-]*(?: (?:of )?[A-ZÀ-Ž][\w-]*)*"
_PROPER = re.compile(rf"(?!^)\b{_NAME}")
_PLACED = re.compile(rf"(?P<where>in|for|at|to|from) (?:the )?{_NAME}")
_OWNERS = frozenset(("his", "her", "their"))
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
    rest = text[opener.end() if opener else 0 :].strip(" ?!.")
    if opener and opener.end() and _RELATIVE.fullmatch(rest):
        return _at_time(with_date(rest, talk.time) if talk.time else rest, talk)
    if (does := _DOES_TOO.fullmatch(rest)) and _names_people(talk.named(does["who"])):
        return _of_people(full_names(talk.named(does["who"]).people), talk)
    if theirs := _THEIRS.fullmatch(rest):
        return _of_theirs(theirs["what"], talk)
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
            return _compared_with(full_names(rest.people), talk)
        return _of_people(full_names(rest.people), talk)
    if rest.dates and _all_of(rest, rest.dates):
        return _at_time(rest.text, talk)
    if not opened:
        return None
    if talk.time and (when := with_date(rest.text, talk.time)) != rest.text:
        return _at_time(when, talk)
    if talk.last.sources and _GROUP.fullmatch(rest.text):
        return _of_people((rest.text,), talk, several=True)
    paper = re.sub(r"^(?:in|by|from) ", "", rest.text)
    if any(paper in (known.text, f"the {known.text}") for known in rest.publications):
        return _in_paper(paper, talk)
    if rest.strangers and _all_of(rest, rest.strangers):
        return _of_people(tuple(mention.text for mention in rest.strangers), talk)
    return _on_matter(rest.text, talk)


def _names_people(rest: Named) -> bool:
    return bool(rest.people) and _all_of(rest, rest.people)


def _all_of(rest: Named, items: Sequence[Item]) -> bool:
    """Whether nothing but `items` stands in the fragment."""
    left = rest.text
    for item in reversed(items):
        left = left[: item.span[0]] + left[item.span[1] :]
    return not re.sub(
        r"(?<!\w)['’]s\b|\b(?:and|or|in|by|for|with|to|mr|mrs|ms|dr)\b|\W", "", left, flags=re.IGNORECASE
    )


def _of_theirs(what: str, talk: Conversation) -> str | None:
    """The last question about what belongs to somebody it is about: "And his sister?"."""
    asked_for = [mention.span for mention in talk.last.sources]
    if not asked_for or _VERBAL.search(what):
        return None
    after = [match for match in _PROPER.finditer(talk.asked) if match.start() > asked_for[-1][1]]
    if not after:
        return None
    start, end = after[-1].span()
    name = re.sub(r"['’]s?$", "", after[-1].group())
    return f"{talk.asked[:start]}{genitive(name)} {what}{talk.asked[end:]}"


def _in_paper(paper: str, talk: Conversation) -> str:
    """The last question limited to another paper, or to one."""
    if not talk.last.publications:
        return with_end(talk.asked, f"in {paper}")
    (start, _), (_, end) = talk.last.publications[0].span, talk.last.publications[-1].span
    return talk.asked[:start] + paper + talk.asked[end:]


def _compared_with(names: tuple[str, ...], talk: Conversation) -> str:
    """The last comparison, with others on its second side."""
    start, end = talk.last.sources[-1].span
    return talk.asked[:start] + listed(names) + talk.asked[end:]


def _of_people(names: tuple[str, ...], talk: Conversation, *, several: bool = False) -> str:
    """The last question asked of others, or about others."""
    asked, who = talk.asked, listed(names)
    if talk.last.sources and asked[slice(*talk.last.sources[0].span)].lower() in _OWNERS:
        who = genitive(who)
    several = several or len(names) > 1
    about = talk.last.subjects if not _OTHERS.search(asked) else ()
    asked_for = sorted((*talk.last.sources, *talk.last.unknown), key=lambda mention: mention.span)
    if asked_of := asked_for if talk.last.sources else about or talk.last.unknown:
        (start, first_end), (_, end) = asked_of[0].span, asked_of[-1].span
        if talk.last.sources and not talk.last.compares and not _joined(asked[start:end]):
            end = first_end
        return _agreeing(asked[:start] + who + asked[end:], who, several=several)
    do = "do" if several else "does"
    if talk.matter:
        return f"What {do} {who} say about {talk.matter}?"
    return f"What {do} {who} say: {asked[0].lower()}{asked[1:]}"


def _joined(text: str) -> bool:
    """Whether several people stand there side by side."""
    return not re.search(r"\b(?:than|from|with|of|about|on|does|did|do|that|to|say|think)\b", text)


def _agreeing(text: str, who: str, *, several: bool) -> str:
    if several:
        return re.sub(rf"\b([Dd])oes {re.escape(who)}", rf"\1o {who}", text)
    return re.sub(rf"\b([Dd])o {re.escape(who)}", rf"\1oes {who}", text)


def _at_time(when: str, talk: Conversation) -> str:
    """The last question for another time."""
    when = when if re.match(r"[a-z]", when) and not when.startswith("the ") else f"in {when}"
    if not talk.last.dates:
        # Before the matter, where the time cannot be taken for a part of it.
        before = re.search(rf" (?:about|on) {re.escape(talk.matter)}", talk.asked) if talk.matter else None
        if before:
            return f"{talk.asked[: before.start()]} {when}{talk.asked[before.start() :]}"
        return with_end(talk.asked, when)
    (start, _), (_, end) = talk.last.dates[0].span, talk.last.dates[-1].span
    return talk.asked[:start] + when + talk.asked[end:]


def _on_matter(what: str, talk: Conversation) -> str:
    """The last question about something else, asked of the same people and times."""
    asked, read = talk.asked, talk.last
    if read.people:
        do = "did" if re.search(r"\bdid\b", asked) else "do" if len(read.people) > 1 else "does"
        limits = sorted([phrase.span for phrase in read.dates] + [paper.span for paper in read.publications])
        kept = "".join(f" {asked[start:end]}" for start, end in limits)
        return f"What {do} {listed(read.people)} say about {what}{kept}?"
    if (placed := _PLACED.fullmatch(what)) and (
        found := re.search(rf"\b{placed['where']} (?:the )?{_NAME}", asked)
    ):
        return asked[: found.start()] + what + asked[found.end() :]
    names = [match.span() for match in _PROPER.finditer(asked)]
    if names and _PROPER.fullmatch(f" {what}", 1):
        start, end = names[0]
        return asked[:start] + what + asked[end:]
    return f"{asked.rstrip(' ?!.')}: what about {what}?"


def _asked_why(asked: str, *, negated: bool) -> str:
    if negated or not _AUXILIARY.match(asked):
        return asked if asked.lower().startswith("why") else f"{asked} Why{' not' if negated else ''}?"
    return f"Why {asked[0].lower()}{asked[1:]}"
