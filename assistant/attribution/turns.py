"""Turns of an interview: who speaks, the voice or the interviewer."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from assistant.articles import Article, Record
from assistant.names import names_match

Part = Literal["voice", "narrator", "nobody"]
"""Nobody's: what a digest says of its own text."""
_LABEL = re.compile(r"^(?:\*\*|__)?(?P<label>[^\W\d_][\w.’'\- ]{0,40}?)(?:\*\*|__)? ?:(?:\*\*|__)?(?=\s)")
_PARAGRAPH = re.compile(r"[^\n]+")
_BOLD = re.compile(r"(\*\*|__)[^\n]+\1\s*")
_ASKING = {"q", "question", "interviewer"}
_ANSWERING = {"a", "answer"}
_LONGEST_QUESTION = 400


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of text from `start` to the next turn."""

    start: int
    part: Part


def turns(article: Article) -> tuple[Turn, ...]:
    """The turns of an interview printed as question and answer; empty where the text is not of this kind."""
    if article.record.kind != "interview" or article.record.form == "digest":
        return ()
    found = _marked(article) or _by_question_mark(article.text)
    return (Turn(0, "narrator"), *found) if len(found) > 1 else ()


def part_at(turns: tuple[Turn, ...], at: int) -> Part:
    """Who speaks at an offset."""
    return turns[bisect_right(turns, at, key=lambda turn: turn.start) - 1].part


def _marked(article: Article) -> list[Turn]:
    """Turns by label and bold type: a name opens the paragraph, or bold asks and the next one answers."""
    found: list[Turn] = []
    for match in _PARAGRAPH.finditer(article.text):
        label = _LABEL.match(match.group())
        part = _part(label.group("label"), article.record) if label else None
        if part is None and _BOLD.fullmatch(match.group()):
            part = "narrator"
        if part is None and found and found[-1].part == "narrator":
            part = "voice"
        if part:
            found.append(Turn(match.start(), part))
    return found


def _part(label: str, record: Record) -> Part | None:
    low = label.lower().rstrip(".")
    if low in _ANSWERING or any(_names(label, person) for person in record.speakers):
        return "voice"
    askers = filter(None, (*record.authors, record.publication))
    return "narrator" if low in _ASKING or any(_names(label, asker) for asker in askers) else None


def _names(label: str, person: str) -> bool:
    initials = "".join(word[0] for word in person.split())
    return names_match(label, person) or label.replace(".", "").replace(" ", "") == initials


def _by_question_mark(text: str) -> list[Turn]:
    """Turns by question mark: paragraphs that end with one ask, the others answer."""
    found: list[Turn] = []
    for match in _PARAGRAPH.finditer(text):
        asks = match.group().rstrip(" *_").endswith("?") and len(match.group()) <= _LONGEST_QUESTION
        if asks or found:
            found.append(Turn(match.start(), "narrator" if asks else "voice"))
    questions = sum(turn.part == "narrator" for turn in found)
    return found if 1 < questions < len(found) else []
