"""Plain text read into parts, by its empty lines, its indents and the signs that open a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.articles import BlockKind, Edit, Span
from assistant.reading.markup import Part
from assistant.reading.sentences import STOPS

_QUOTED = re.compile(r"(?:[ \t]*>)+[ \t]?")
_BULLET = re.compile(r"[ \t]*(?:[-*•‣◦·][ \t]+|\(?(?:\d{1,2}|[a-z])[.)][ \t]+)(?=\S)")
_NOTE = re.compile(r"[ \t]*(?:(?:\[\d{1,3}\]|[†‡§¹²³⁴-⁹]+)[ \t]*|\d{1,2}(?:[ ]{2,}|\t)[ \t]*)(?=\S)")
_MARK = re.compile(r"\S\[\d{1,3}\]")
"""What sends a reader to a note."""
_RULED = re.compile(r"\s*([=\-_~*#·.])(?:[ \t]?\1){2,}\s*")
_PAGE = re.compile(
    r"\W*(?:[^\W\d_]{1,7}\.?\s)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s?(?:/|[^\W\d_]{1,4})\s?\d{1,4})?\W*", re.I
)
_PAGES = re.compile(r"\b\d{1,4}\s?(?:/|[^\W\d_]{1,4})\s?\d{1,4}\W*$")
_DIGITS = re.compile(r"\d+")
_GAP = re.compile(r"\S {3,}\S")
_NUMBERED = re.compile(r"\s*\d{1,4}\s|.*\s\d{1,4}\s*$")
_LONGEST_HEAD = 90
_PAGES_OF_A_HEAD = 3
_TITLE_LINES = 3


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    hidden: int | None = None
    """Where the head of a page begins that stands before it in the same paragraph."""


def plain_parts(text: str) -> list[Part]:
    """The parts of a plain text in order; the heads and numbers of its pages are in none."""
    found: list[Part] = []
    every = list(_groups(text))
    flush = any(not text[line.start : line.start + 1].isspace() for _, group in every for line in group)
    for ruled, lines in every:
        kind: BlockKind = "paragraph"
        if flush and len(lines) > 1 and all(text[each.start : each.start + 2].isspace() for each in lines):
            kind = "quote"
        parts = list(_parts(text, lines, kind))
        if parts:
            parts[0].ruled = ruled
        found += parts
    notes = [part for part in found if part.kind == "note"]
    if 2 * sum(part.end - part.start for part in notes) > sum(part.end - part.start for part in found):
        marked = any(_MARK.search(text, part.start, part.end) for part in found if part.kind != "note")
        for part in notes if not marked else ():  # a text of numbered paragraphs
            part.kind = "paragraph"
    return found


def page_heads(text: str) -> tuple[Span, ...]:
    """The heads, feet and numbers of the pages of a plain text."""
    lines = _lines(text)
    return tuple(lines[at] for at in sorted(_heads(text, lines)))


def _groups(text: str) -> Iterator[tuple[bool, list[_Line]]]:
    """The lines between two empty ones, and whether a ruled line stands before them."""
    lines = _lines(text)
    heads = _heads(text, lines)
    group: list[_Line] = []
    ruled = empty = False
    hidden: int | None = None
    for at, (start, end) in enumerate(lines):
        if at in heads:
            hidden = start if hidden is None else hidden
        elif start == end:
            empty = True
        elif _RULED.fullmatch(text, start, end):
            if group:
                yield ruled, group
            group, ruled, empty, hidden = [], True, False, None
        else:
            goes_on = hidden is not None and group and _goes_on(text, group[-1].end, start)
            if empty and group and not goes_on:
                yield ruled, group
                group, ruled = [], False
            group.append(_Line(start, end, hidden if group else None))
            empty, hidden = False, None
    if group:
        yield ruled, group


def _lines(text: str) -> list[Span]:
    """Where each line begins and its last sign ends; empty where it has none."""
    found: list[Span] = []
    start = 0
    for line in text.split("\n"):
        found.append((start, start + len(line.rstrip())))
        start += len(line) + 1
    return found


def _heads(text: str, lines: Sequence[Span]) -> set[int]:
    """Which lines are the head, foot or number of a page: those that come back, or part a sentence."""
    written = [(at, span) for at, span in enumerate(lines) if span[0] < span[1]]
    short = [(at, text[slice(*span)].strip()) for at, span in written if span[1] - span[0] <= _LONGEST_HEAD]
    masked = {at: _DIGITS.sub("0", words).lower() for at, words in short if len(words) > 3}
    counts = Counter(masked.values())
    first = " ".join(text[slice(*span)] for _, span in written[:_TITLE_LINES]).lower()
    # A number at the edge, and words set far from it, on several lines.
    spaced = {at for at, words in short if _GAP.search(words) and _NUMBERED.match(words)}
    found: set[int] = spaced if len(spaced) > 1 else set()
    if written and _is_masthead(text, written, short, counts, masked):
        found.add(written[0][0])
    place = {at: number for number, (at, _) in enumerate(written)}
    for at, words in short:
        number = place[at]
        if not number or not any(map(str.isalnum, words)):
            continue
        before = written[number - 1][1]
        after = written[number + 1][1] if number + 1 < len(written) else None
        numbered = bool(_PAGE.fullmatch(words)) and any(map(str.isdigit, words))
        comes_back = counts[masked[at]] >= _PAGES_OF_A_HEAD if at in masked else False
        comes_back = comes_back and not words[0].islower()
        titled = words.isupper() or bool(_PAGES.search(words)) or words.lower().strip(" .") in first
        titled = titled and number > _TITLE_LINES
        outside = (
            after is None or lines[at - 1][0] == lines[at - 1][1] or lines[at + 1][0] == lines[at + 1][1]
        )
        alone = lines[at - 1][0] == lines[at - 1][1] and (
            after is None or lines[at + 1][0] == lines[at + 1][1]
        )
        if outside:
            # Of a paragraph, a line that comes back is a refrain, unless it goes on where it was cut.
            whole = bool(STOPS.search(text, max(0, before[1] - 9), before[1]))
            number_alone = numbered and (alone or (whole and not STOPS.search(words)))
            found |= {at} if number_alone or (comes_back and alone and not STOPS.search(words)) else set()
        if (
            after
            and not words[0].islower()
            and (numbered or titled or comes_back)
            and _goes_on(text, before[1], after[0])
        ):
            following = text[slice(*after)].split(maxsplit=1)[0]
            width = max(before[1] - before[0], after[1] - after[0])
            # No line of a paragraph ends where the next word would have fitted.
            found |= {at} if alone or len(words) + 1 + len(following) <= width else set()
    return found


def _is_masthead(
    text: str,
    written: Sequence[tuple[int, Span]],
    short: Sequence[tuple[int, str]],
    counts: Counter[str],
    masked: dict[int, str],
) -> bool:
    """Whether the first line, which comes back over other pages, is the paper's name rather than the title.

    It is where the next line that stands by itself is a title, too, and not in capitals as it is.
    """
    at, words = short[0] if short else (-1, "")
    if at != written[0][0] or not words.isupper() or counts[masked.get(at, "")] < _PAGES_OF_A_HEAD:
        return False
    places = [place for place, _ in written]
    alone = (
        text[slice(*span)].strip()
        for place, span in written[1 : 2 * _TITLE_LINES]
        if place - 1 not in places and place + 1 not in places
    )
    title = next(alone, "")
    return bool(title) and not title.isupper() and not STOPS.search(title) and len(title) <= _LONGEST_HEAD


def _goes_on(text: str, end: int, start: int) -> bool:
    return not STOPS.search(text, max(0, end - 9), end) and text[start : start + 40].lstrip()[:1].islower()


def _parts(text: str, lines: list[_Line], kind: BlockKind) -> Iterator[Part]:
    """The parts of a group: an item, a note, a quotation of lines with ">", an indented line open one."""
    part: Part | None = None
    indents = [len(text[each.start : each.end]) - len(text[each.start : each.end].lstrip()) for each in lines]
    for at, line in enumerate(lines):
        start, end = line.start, line.end
        own, first = kind, start + indents[at]
        opens = at > 0 and kind == "paragraph" and indents[at] > 0 and indents[at - 1] < indents[at]
        if quoted := _QUOTED.match(text, start, end):
            own, first = "quote", quoted.end()
            opens = part is None or part.kind != "quote" or first >= end
        elif bullet := _BULLET.match(text, start, end):
            own, first, opens = "item", bullet.end(), True
        elif at == 0 and (note := _NOTE.match(text, start, end)):
            own, first = "note", note.end()
        elif part is not None and part.kind in ("item", "note"):
            own, opens = part.kind, False
        if first >= end:
            continue
        if part is None or opens or own != part.kind:
            if part is not None:
                yield part
            part = Part(own, first, end)
        else:
            prefix: Edit = (start if line.hidden is None else line.hidden, first, "")
            part.markup += [prefix] if prefix[0] < first else []
            part.end = end
    if part is not None:
        yield part
