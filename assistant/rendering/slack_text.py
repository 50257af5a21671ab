"""Text made safe for Slack, and the rich text of which an answer is built.

Rich text elements show their text as it is: no markup is read in them, so what comes from articles,
questions and models needs no escaping there (docs.slack.dev/reference/block-kit/blocks/rich-text-block).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from assistant.text import one_line

Block = dict[str, Any]

LONGEST = 2_900
"""Characters of a block and of each text in it. Rich text has no published limit; a section has 3,000."""
_LONGEST_ADDRESS = 3_000

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_JOINER = "\u2060"
_MARK = re.compile(r"[*_~`]")
# What begins a name of an emoji, a person or a channel, and what makes an address of a text.
_BEGINNING = re.compile(r"[:@#](?=\S)|(?<=\w)\.(?=\w)")


def escaped(text: str) -> str:
    r"""`text` on one line for mrkdwn: it cannot mention, link, format or become an emoji.

    Only for the `text` of a message; what a message shows stands in blocks. Slack has entities for three
    characters and no escape for the others: these are kept apart by word joiners, which nobody sees.

    >>> escaped("<!channel> :x: & *b*").replace("\u2060", "|")
    '&lt;!channel&gt; :|x: &amp; |*|b|*|'
    """
    line = one_line(text).translate(_ENTITIES)
    line = _MARK.sub(rf"{_JOINER}\g<0>{_JOINER}", line)
    return _BEGINNING.sub(rf"\g<0>{_JOINER}", line)


@dataclass(frozen=True, slots=True)
class Words:
    """A run of text in one style, linked where there is an address."""

    text: str
    style: Literal["", "bold", "italic"] = ""
    address: str | None = None

    def element(self) -> Block:
        """The rich text element that shows it."""
        style: Block = {"style": {self.style: True}} if self.style else {}
        # A longer address than a button may have would endanger the whole message.
        if self.address and len(self.address) <= _LONGEST_ADDRESS:
            return {"type": "link", "url": self.address, "text": self.text, **style}
        return {"type": "text", "text": self.text, **style}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a message, or words quoted."""

    words: tuple[Words, ...]
    quoted: bool = False


def line(text: str, style: Literal["", "bold", "italic"] = "") -> Line:
    """`text` as one line."""
    return Line((Words(one_line(text), style),))


def rich_text(lines: Iterable[Line]) -> tuple[Block, ...]:
    """The lines as blocks, as few as the length of the text allows; not a character is lost or cut away."""
    blocks: list[list[Line]] = []
    space = 0
    for piece in (piece for whole in lines for piece in _short(whole)):
        length = sum(len(words.text) for words in piece.words)
        if length > space:
            blocks.append([])
            space = LONGEST
        blocks[-1].append(piece)
        space -= length
    return tuple({"type": "rich_text", "elements": list(_elements(block))} for block in blocks)


def _elements(lines: list[Line]) -> Iterator[Block]:
    """Lines one below the other in sections; each quote alone."""
    for quoted, group in groupby(lines, key=lambda line: line.quoted):
        if quoted:
            for line in group:
                yield {"type": "rich_text_quote", "elements": [words.element() for words in line.words]}
        else:
            yield {"type": "rich_text_section", "elements": [words.element() for words in _joined(group)]}


def _joined(lines: Iterable[Line]) -> list[Words]:
    """Lines one below the other in as few elements as their styles allow: each element takes of the space."""
    joined = [Words("")]
    for number, line in enumerate(lines):
        for words in (*([Words("\n")] if number else ()), *line.words):
            last = joined[-1]
            break_alone = "\n" in (words.text, last.text) or not last.text
            if not (last.address or words.address) and (break_alone or last.style == words.style):
                style = last.style if words.text == "\n" else words.style
                joined[-1] = Words(last.text + words.text, style)
            else:
                joined.append(words)
    return [words for words in joined if words.text]


def _short(line: Line) -> Iterator[Line]:
    """The line, or as many as its text needs; nothing of a line without text, which Slack refuses."""
    held: list[Words] = []
    for words in line.words:
        for text in pieces(words.text):
            if held and sum(len(word.text) for word in held) + len(text) > LONGEST:
                yield Line(tuple(held), line.quoted)
                held = []
            held.append(Words(text, words.style, words.address))
    if held:
        yield Line(tuple(held), line.quoted)


def pieces(text: str, longest: int = LONGEST) -> Iterator[str]:
    """`text` in parts that together are `text`, cut after spaces where there are any.

    >>> list(pieces("one two three", 9))
    ['one two ', 'three']
    """
    start = 0
    while start < len(text):
        end = start + longest
        if end < len(text):
            end = text.rfind(" ", start, end) + 1 or end
        yield text[start:end]
        start = end
