"""The last question with one thing in it changed for another: whom it asks, when, where, on what."""

from __future__ import annotations

import re

from assistant.articles import Span, listed
from assistant.question.asked_party import asked_party, is_role
from assistant.question.conversation import Conversation
from assistant.question.pronouns import genitive
from assistant.question.question_lexicon import OTHERS
from assistant.question.question_text import with_end

_OTHERS = re.compile(rf"\b(?:{OTHERS})\b", re.IGNORECASE)
_NAME = r"[A-ZÀ-Ž][\w-]*(?: (?:of )?[A-ZÀ-Ž][\w-]*)*"
_PROPER = re.compile(rf"(?!^)\b{_NAME}")
_PLACED = re.compile(rf"(?P<where>in|for|at|to|from) (?:the )?{_NAME}")
_OWNERS = ("his", "her", "their")


def of_theirs(owner: str, what: str, talk: Conversation) -> str | None:
    """The last question about, or asked of, who or what belongs to somebody in it: "And his sister?"."""
    asked_for = [mention.span for mention in talk.last.sources]
    after = [
        match for match in _PROPER.finditer(talk.asked) if asked_for and match.start() > asked_for[-1][1]
    ]
    if after:
        start, end = after[-1].span()
        name = re.sub(r"['’]s?$", "", after[-1].group())
        return f"{talk.asked[:start]}{genitive(name)} {what}{talk.asked[end:]}"
    who = (
        talk.person("male" if owner.lower() == "his" else "female") if owner.lower() in _OWNERS[:2] else None
    )
    if who is None or not is_role(re.sub(r" [A-ZÀ-Ž][\w’-]*$", "", what)):
        return None
    return of_people((f"{genitive(who)} {what}",), talk)


def in_paper(paper: str, talk: Conversation) -> str:
    """The last question limited to another paper, or to one."""
    if not talk.last.publications:
        return with_end(talk.asked, f"in {paper}")
    (start, _), (_, end) = talk.last.publications[0].span, talk.last.publications[-1].span
    return talk.asked[:start] + paper + talk.asked[end:]


def compared_with(names: tuple[str, ...], talk: Conversation) -> str:
    """The last comparison, with others on its second side."""
    start, end = talk.last.sources[-1].span
    return talk.asked[:start] + listed(names) + talk.asked[end:]


def of_people(names: tuple[str, ...], talk: Conversation, *, several: bool = False) -> str:
    """The last question asked of others, or about others."""
    asked, who = talk.asked, listed(names)
    if talk.last.sources and asked[slice(*talk.last.sources[0].span)].lower() in _OWNERS:
        who = genitive(who)
    several = several or len(names) > 1
    if asked_of := _asked_of(talk):
        (start, first_end), (_, end) = asked_of[0], asked_of[-1]
        if talk.last.sources and not talk.last.compares and not _joined(asked[start:end]):
            end = first_end
        return _agreeing(asked[:start] + who + asked[end:], who, several=several)
    do = "do" if several else "does"
    if talk.matter:
        return f"What {do} {who} say about {talk.matter}?"
    return f"What {do} {who} say: {asked[0].lower()}{asked[1:]}"


def _asked_of(talk: Conversation) -> list[Span]:
    """Where those stand whom the last question asks, or else asks about."""
    last = talk.last
    party = asked_party(last.named.masked)
    if last.sources:
        return sorted(mention.span for mention in (*last.sources, *last.unknown))
    if party and party.described:
        return [party.span]
    about = last.subjects if not _OTHERS.search(talk.asked) else ()
    return [mention.span for mention in about or last.unknown]


def _joined(text: str) -> bool:
    """Whether several people stand there side by side."""
    return not re.search(r"\b(?:than|from|with|of|about|on|does|did|do|that|to|say|think)\b", text)


def _agreeing(text: str, who: str, *, several: bool) -> str:
    if several:
        return re.sub(rf"\b([Dd])oes {re.escape(who)}", rf"\1o {who}", text)
    return re.sub(rf"\b([Dd])o {re.escape(who)}", rf"\1oes {who}", text)


def at_time(when: str, talk: Conversation) -> str:
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


def on_matter(what: str, talk: Conversation) -> str:
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
