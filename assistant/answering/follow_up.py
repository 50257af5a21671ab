"""Questions that lean on the conversation before them, made to stand alone; all others stay as they are."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.answering.conversation import ANY_DAY, TURNS_BACK, Conversation
from assistant.answering.fragments import completed, with_end
from assistant.answering.known_names import KnownNames
from assistant.answering.named import named
from assistant.answering.page_topic import about_topic, aside
from assistant.answering.pronouns import pronouns, put
from assistant.answering.question import read_question
from assistant.answering.question_text import DATE, PERSON
from assistant.answering.question_topic import says_something
from assistant.answering.time_spans import with_date
from assistant.types import Answer, Turn, listed

_GROUP = re.compile(
    r"\b(?:which|who|whom|any|some|all|most|none|each|many|one|how many)"
    r"(?P<of> (?:of|among) (?:them|these|those|the (?:authors|articles|writers|people|commentators|above)))"
    r"(?: (?:authors|articles|writers|people|views))?\b",
    re.IGNORECASE,
)
_GROUP_ASKED = re.compile(
    r"^(?:which|what) (?P<group>authors|articles|writers|people|commentators|experts) (?P<did>\w.*?)\W*$"
    r"|^who (?P<who>(?!is|are|was|were)\w+ .*?)\W*$",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!^)\bthere\b(?! (?:is|are|was|were|any|be)\b)", re.I
)
_IT = re.compile(
    r"\b(?:about|on|of|for|with|against|to|over) (?P<it>it|this|that)(?=\W*$|[,;]| (?:in|since|before)\b)",
    re.I,
)
_THIS = re.compile(
    r"\b(?:this|that|these|those) (?:opinions?|views?|positions?|ideas?|proposals?|plans?|question|matter|"
    r"claims?|stance|arguments?|issue)\b(?! (?:of|on|about|that)\b)",
    re.IGNORECASE,
)
_PROPER = re.compile(r"(?<!^)\b[A-ZÀ-Ž]")
_DISSENT = re.compile(
    r"^(?:and |but )?(?:who|does anyone|do others|is there anyone(?: here)? who|what do others)(?: else)? "
    r"(?:disagrees?|agrees?|objects?|thinks? (?:so|otherwise)|says? (?:so|otherwise)|say|think)\W*$",
    re.IGNORECASE,
)
_WRITING = re.compile(r"\b(?:write|written|wrote|publish|published)\b", re.IGNORECASE)
_BARE_END = re.compile(
    r"\b(?:reply|replies|respond|responds|react|reacts|answer|answers|say|says|think|thinks|argue|argues|object|"
    r"agree|agrees|disagree|disagrees)\W*$",
    re.IGNORECASE,
)
_LEANING = re.compile(r"^(?:and|but|so|then|or)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question that needs no conversation."""

    question: str
    articles: tuple[str, ...] = ()
    """Ids of the articles of the previous answer it is limited to."""
    about: str = ""
    """Words to search for where its own name no matter: those of the answer it refers to."""


def resolve(
    question: str, history: tuple[Turn, ...], known: KnownNames, topic: str | None = None
) -> Resolved:
    """`question` with what it leaves out taken from `history`.

    `topic`: what the whole conversation is about, where it is held over one page with a title.
    """
    turns = history[-TURNS_BACK:]
    questions: list[str] = []
    for number, turn in enumerate(turns):
        if isinstance(turn.answer, Answer):
            questions.append(turn.answer.standalone_question)
        else:
            talk = Conversation(turns[:number], tuple(questions), known, topic)
            questions.append(_resolved(turn.question.strip(), talk).question)
    talk = Conversation(turns, tuple(questions), known, topic)
    resolved = _resolved(question.strip(), talk)
    if turns and isinstance(turns[-1].answer, str) and (left := aside(question, turns[-1].answer)):
        alone = resolved.question
        return replace(resolved, question=f"{left}{alone[0].lower()}{alone[1:]}")
    return resolved


def _resolved(text: str, talk: Conversation) -> Resolved:
    if whole := completed(text, talk):
        return Resolved(whole)
    if talk.topic:
        return Resolved(_closed(about_topic(text, talk.topic)))
    if not talk.asked or not text:
        return Resolved(text)
    grouped, articles = _grouped(text, talk)
    steps = (_with_people, _with_place, _with_time, _with_matter)
    alone = grouped
    for step in steps:
        alone = step(alone, talk, leaning=alone != text or bool(_LEANING.match(text)))
    if alone == text:
        return Resolved(text, articles)
    return Resolved(_opened(alone), articles, about=_answered(talk))


def _grouped(text: str, talk: Conversation) -> tuple[str, tuple[str, ...]]:
    """`text` with "of them" said in full, and the articles it limits the question to."""
    group = _GROUP.search(text)
    if group is None:
        return text, ()
    articles = tuple(dict.fromkeys(view.record.article_id for view in talk.viewpoints))
    start, end = group.span("of")
    asked = _GROUP_ASKED.match(talk.asked)
    if asked and asked["group"]:
        link = "that" if asked["group"].lower() == "articles" else "who"
        named_so = f" of the {asked['group'].lower()} {link} {asked['did']}"
    elif asked:
        named_so = f" of those who {asked['who']}"
    elif talk.matter:
        named_so = f" of those on {talk.matter}"
    else:
        return _with_context(text, talk), articles
    return text[:start] + named_so + text[end:], articles


def _with_people(text: str, talk: Conversation, *, leaning: bool) -> str:
    """`text` with "he", "her" or "they" replaced by a name, unless the name stands before it."""
    for pronoun in pronouns(text):
        before = named(text[: pronoun.span[0]], talk.known, ANY_DAY)
        if before.people or before.strangers:
            return text
        if pronoun.kind in ("male", "female"):
            who = talk.person("male" if pronoun.kind == "male" else "female")
        else:
            who = listed(talk.pair) if pronoun.kind == "several" else None
        if who:
            return put(text, pronoun, who)
    return text


def _with_place(text: str, talk: Conversation, *, leaning: bool) -> str:
    there = _THERE.search(text)
    if there is None or not talk.place or _matter_before(text, there.start(), talk, names=True):
        return text
    return f"{text[: there.start()]}in {talk.place}{text[there.end() :]}"


def _with_time(text: str, talk: Conversation, *, leaning: bool) -> str:
    if not talk.year or named(text, talk.known, ANY_DAY).dates:
        return text
    return with_date(text, talk.year)


def _with_matter(text: str, talk: Conversation, *, leaning: bool) -> str:
    """`text` with "it", "that idea", or nothing where the matter should stand, told in full."""
    if (about := _IT.search(text)) and (leaning or not _matter_before(text, about.start(), talk)):
        start, end = about.span("it")
        return text[:start] + talk.matter + text[end:] if talk.matter else _with_context(text, talk)
    if (this := _THIS.search(text)) and not _matter_before(text, this.start(), talk):
        if not talk.matter:
            return _with_context(text, talk)
        return f"{text[: this.end()]} on {talk.matter}{text[this.end() :]}"
    for pronoun in pronouns(text):
        if pronoun.kind in ("thing", "several") and not _matter_before(text, pronoun.span[0], talk):
            if pronoun.kind == "thing" and talk.matter:
                return put(text, pronoun, talk.matter)
            return _with_context(text, talk)
    return _with_missing_matter(text, talk, leaning)


def _with_missing_matter(text: str, talk: Conversation, leaning: bool) -> str:
    """`text` with the last matter, where it asks for views on nothing in particular."""
    read = read_question(text, talk.known, ANY_DAY)
    if not (leaning and _BARE_END.search(text)):
        if says_something(read.rest) or not (read.named.people or _DISSENT.match(text)):
            return text
        if not leaning and (read.dates or read.publications):
            return text
        if _WRITING.search(text) and not _LEANING.match(text):
            return text
    if not talk.matter:
        return _with_context(text, talk)
    if read.dates and read.dates[-1].span[1] == len(text.rstrip(" ?!.")):
        start = read.dates[-1].span[0]
        return f"{text[:start]}about {talk.matter} {text[start:]}"
    return with_end(text, f"about {talk.matter}")


def _matter_before(text: str, at: int, talk: Conversation, *, names: bool = False) -> bool:
    """Whether a matter is named before `at`, which a pronoun there may stand for."""
    masked = named(text[:at], talk.known, ANY_DAY).masked
    masked = re.sub(rf"[{PERSON}{DATE}]+(?:['’]s)?", " ", masked)
    return bool(_PROPER.search(masked)) if names else says_something(masked)


def _with_context(text: str, talk: Conversation) -> str:
    """`text` and, in brackets, the question it follows; without that one's times if it has its own."""
    asked = re.sub(r" \([^()]*\)$", "", talk.asked)
    read = read_question(asked, talk.known, ANY_DAY)
    if named(text, talk.known, ANY_DAY).dates:
        for phrase in reversed(read.dates):
            asked = asked[: phrase.span[0]].rstrip() + asked[phrase.span[1] :]
    return f"{text} ({asked})" if says_something(read.rest) else text


def _answered(talk: Conversation) -> str:
    """The first words quoted in the last answer."""
    return next((quote.text for view in talk.viewpoints for quote in view.quotes), "")


def _opened(text: str) -> str:
    """`text` without the word that tied it to the conversation."""
    text = re.sub(r"^(?:and|but|so|then|or),? ", "", text, flags=re.IGNORECASE)
    return text[:1].upper() + text[1:]


def _closed(text: str) -> str:
    return text if re.search(r"[?!.]\W*$", text) else f"{text.rstrip()}?"
