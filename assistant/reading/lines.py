"""The first and last lines of a text: the form of each, its place, and what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from assistant.articles import Span
from assistant.errors import InvalidDate
from assistant.lexicon import FUNCTION_WORDS
from assistant.reading.dates import printed_date
from assistant.reading.metadata import forms, key_name, known_keys
from assistant.reading.people import is_elsewhere, is_name, is_press, opened

FIRST, LAST = 25, 12
"""Lines at the top and at the bottom that may tell who wrote a text, where and when."""
LONGEST = 400
_PROSE = 140
"""Characters of a paragraph; titles, standfirsts and bylines have less."""
_FEWEST_WORDS = 5
"""Of a sentence."""
_WIDE = 0.6
_MOST_WORDS_OF_A_DATE = 7
_LONGEST_DATE = 30
_DIGITS_OF_A_DATE = re.compile(r"\d{4}|\d[./-]\d")
_NO_DATE = re.compile(r"\b(?:pp?|page|nos?|vol)\b", re.IGNORECASE)
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})\s*")
"""What makes a title of the line over it."""
WORDS = re.compile(r"[^\W\d_]+")
_TURN = re.compile(r"^\W*(?:\w+\.? )*(\w+) ?:", re.MULTILINE)
_HOST = re.compile(
    r"(?:https?://|www\.|@) ?([\w.-]+)|\b((?:[\w-]+\.)+(?:com|org|net|example))\b", re.IGNORECASE
)
STARS = re.compile(r"(?<!\w)[*_]+|[*_]+(?!\w)")
LINK = re.compile(r"\[([^\[\]\n]+)\]\([^()\s]*\)")
_LABEL = re.compile(
    r"(?P<label>[^\W\d_](?:[^:：()]|\(\w{1,3}\)){0,28}?)\s*[:：](?:\s+|(?<=：))(?P<rest>\S.*)"
)
_KEY = re.compile(r"(?P<label>[^\W\d_]{2,12})(?: {3,}|\t+)(?P<rest>\S.*)")
_ENDS = re.compile(r"[.!?…。！？؟][\"'”’»)\]*_]*$")
_STOP_INSIDE = re.compile(r"(?<=[^\W\d_]{3})[.!?]\s+(?=[^\W\d_a-zß-ÿ])")
_ADDRESS = re.compile(r"https?://|www\.|\w@\w|\b[\w-]{3,}\.(?:com|org|net|example|[a-z]{2})\b")


@dataclass(frozen=True, slots=True)
class Day:
    """A date that a line prints, from one place to another in its words."""

    start: int
    end: int
    iso: str


@dataclass(eq=False)
class Line:
    """One line that is not empty."""

    start: int
    end: int
    raw: str
    place: int
    """Of all lines that are not empty."""
    group: int
    """The paragraph that it is part of."""
    printed: bool
    """Whether it is the head or foot of a page."""
    language: str | None
    prose: bool = False
    closed: bool = False
    """Whether a sentence ends its paragraph."""

    @cached_property
    def words(self) -> str:
        """What is read of it, without markup."""
        return plain(self.raw)

    @cached_property
    def letters(self) -> str:
        """The letters of its words, small, one space between words and around them."""
        return spaced(self.words)

    @cached_property
    def label(self) -> tuple[str, str]:
        """The label that opens it and what follows that; two empty strings where none does."""
        found = _LABEL.fullmatch(self.words) or _KEY.fullmatch(self.raw.strip())
        return (found["label"].strip(), plain(found["rest"])) if found else ("", "")

    @cached_property
    def days(self) -> list[Day]:
        """The dates in it."""
        return list(_days(self.words, self.language)) if len(self.words) <= LONGEST else []

    @cached_property
    def form(self) -> str:
        """One word for what it looks like, which tells of the lines beside it."""
        words, label = self.words, self.label[0]
        if self.prose:
            return "prose"
        if not any(map(str.isalnum, words)):
            return "rule"
        if opened(words):
            return "by"
        if words.lower() in forms().rubrics:
            return "rubric"
        if self.days and len(words) <= 40 + len(label):
            return "date"
        if label:
            meant = known_keys().get(key_name(label), ("label",))
            return meant[0]
        if _ADDRESS.search(words):
            return "address"
        if is_name(words):
            return "press" if is_elsewhere(words) else "name"
        if is_press(words):
            return "press"
        if _ENDS.search(words) and len(words.split()) > 4:
            return "sentence"
        if words.isupper():
            return "capitals"
        return "lower" if words[:1].islower() else "short"

    @cached_property
    def small(self) -> bool:
        """Whether a word of it can only stand in a phrase."""
        return any(word in FUNCTION_WORDS for word in self.words.lower().split())


@dataclass(eq=False)
class Sheet:
    """The lines of a text, and those at its edges."""

    text: str
    lines: list[Line]
    first_prose: int
    last_prose: int
    """Places of the first and last lines of the article's own prose."""

    @cached_property
    def body(self) -> str:
        """The words from the first to the last of them."""
        return " ".join(line.words for line in self.lines[self.first_prose : self.last_prose + 1])

    @cached_property
    def lower(self) -> str:
        """The letters of the body, small, one space between words and around them."""
        return spaced(self.body)

    @cached_property
    def small(self) -> frozenset[str]:
        """The words that the text writes in small letters."""
        return frozenset(word for word in WORDS.findall(self.text) if word.islower())

    @cached_property
    def labels(self) -> frozenset[str]:
        """The last words, small, of what stands before a colon at the head of a line."""
        return frozenset(match.lower() for match in _TURN.findall(self.text))

    @cached_property
    def hosts(self) -> tuple[str, ...]:
        """The letters of the web and mail addresses in the text."""
        return tuple("".join(WORDS.findall("".join(pair).lower())) for pair in _HOST.findall(self.text))

    @cached_property
    def edges(self) -> list[Line]:
        """The first and the last lines."""
        count = len(self.lines)
        return [line for line in self.lines if line.place < FIRST or line.place >= count - LAST]

    def at(self, place: int) -> Line | None:
        """The line at a place, if there is one."""
        return self.lines[place] if 0 <= place < len(self.lines) else None


def plain(line: str) -> str:
    """A line without its markup and the white space around it."""
    return STARS.sub("", LINK.sub(r"\1", " ".join(line.split()).lstrip("#>"))).strip(
        " #" if line.startswith("#") else None
    )


def spaced(words: str) -> str:
    """The letters of a text, small, one space between its words and around them.

    >>> spaced("The Quay, 3 May")
    ' the quay may '
    """
    return f" {' '.join(WORDS.findall(words.lower()))} "


def sheet(text: str, heads: Sequence[Span], language: str | None) -> Sheet:
    """The lines of a text; `heads` are those of its pages."""
    printed = {start for start, _ in heads}
    lines: list[Line] = []
    start = group = 0
    for raw in text.split("\n"):
        if _UNDERLINE.fullmatch(raw) and lines and lines[-1].end == start - 1:
            group += 1
        elif raw.strip():
            place = len(lines)
            lines.append(Line(start, start + len(raw), raw, place, group, start in printed, language))
        else:
            group += 1
        start += len(raw) + 1
    for _, each in groupby(lines, lambda line: line.group):
        paragraph = list(each)
        for line, below in pairwise(paragraph):
            _join_date(line, below)
        _find_prose(paragraph)
    for line, below in pairwise(lines[:FIRST]):
        if line.closed and line.group != below.group and _is_set_off(line, below):
            line.closed = line.prose = False
    long = [line.place for line in lines if line.prose]
    first = long[0] if long else 0
    prose = [line.place for line in lines[first:] if line.prose or line.closed]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), len(lines))
    for place in prose:
        lines[place].prose = True
    return Sheet(text, lines, first, last)


def _is_set_off(line: Line, below: Line) -> bool:
    """Whether a line may be a title, byline or dateline in old print, which ends them with full stops."""
    dated = bool(line.days) and len(line.words) < _PROSE / 2
    return line.words.isupper() or dated or opened(line.words) != "" or below.form in ("by", "date")


def _find_prose(group: list[Line]) -> None:
    """Mark the lines of one paragraph that are prose."""
    if any(len(line.raw) > _PROSE for line in group):
        for line in group:  # each line is a paragraph
            line.closed = bool(_ENDS.search(line.words)) and len(line.words.split()) >= _FEWEST_WORDS
            line.prose = len(line.words) > _PROSE and not line.raw.lstrip().startswith(("#", "- ", "* "))
        return
    while len(group) > 1:
        if group[0].raw.startswith("#"):
            group = group[1:]
            continue
        width = max(len(line.words) for line in group)
        head, below = group[0], group[1]
        narrow = len(head.words) < _WIDE * width or opened(head.words) or head.days
        if not (narrow and not below.words[:1].islower() and not _ENDS.search(head.words)):
            break
        group = group[1:]
    words = " ".join(line.words for line in group)
    closed = bool(_ENDS.search(words)) and len(words.split()) >= _FEWEST_WORDS
    prose = len(words) > _PROSE and (closed or _STOP_INSIDE.search(words) is not None)
    for line in group:
        line.closed, line.prose = closed, prose and not group[0].raw.startswith("#")


def _days(words: str, language: str | None) -> Iterator[Day]:
    """The dates that a line prints, each as long as it can be read."""
    if not _DIGITS_OF_A_DATE.search(words):
        return
    tokens = [match.span() for match in re.finditer(r"[^\s|·•—()\[\]]+", words)]
    at = 0
    while at < len(tokens):
        for last in range(min(len(tokens), at + _MOST_WORDS_OF_A_DATE), at, -1):
            start, end = tokens[at][0], tokens[last - 1][1]
            if not _DIGITS_OF_A_DATE.search(words, start, end):
                continue
            if (iso := _iso(words[start:end], language)) and _iso(_after(words[start:end]), language) != iso:
                yield Day(start, end, iso)
                at = last
                break
        else:
            at += 1


def _join_date(line: Line, below: Line) -> None:
    """Give a line the date that goes on in the next one."""
    if line.prose or len(line.words) > LONGEST or not (line.days or re.search(r"[\d,]$|\w$", line.words)):
        return
    whole = f"{line.words} {below.words[:_LONGEST_DATE]}"
    edge = len(line.words)
    across = next((day for day in _days(whole, line.language) if day.start < edge < day.end), None)
    if across:
        line.days = [*(day for day in line.days if day.end <= across.start), across]
        below.days = [day for day in below.days if day.start > across.end - edge]


def _after(words: str) -> str:
    """What follows the first of several words."""
    return words.partition(" ")[2]


def _iso(words: str, language: str | None) -> str | None:
    if not any(map(str.isdigit, words)) or _NO_DATE.search(words):
        return None
    try:
        return printed_date(words.strip(" ,;:.()"), language).iso
    except InvalidDate:
        return None
