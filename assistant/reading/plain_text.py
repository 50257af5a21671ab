"""Plain text read into parts, by its empty lines, its indents and the signs that open a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.articles import BlockKind, Edit, Span
from assistant.reading.markup import Part

_QUOTED = re.compile(r"(?:[ \t]*>)+[ \t]?")
_BULLET = re.compile(r"[ \t]*(?:[-*•‣◦·][ \t]+|\(?(?:\d{1,2}|[a-z])[.)][ \t]+)(?=\S)")
_NOTE = re.compile(r"[ \t]*(?:\[\d{1,3}\]|[†‡§¹²³⁴-⁹]+)[ \t]*(?=\S)")
_RULED = re.compile(r"\s*([=\-_~*#·.])(?:[ \t]?\1){2,}\s*")


def plain_parts(text: str) -> list[Part]:
    """The parts of a plain text in order."""
    found: list[Part] = []
    every = list(_groups(text))
    flush = any(not text[start : start + 1].isspace() for group in every for start, _ in group)
    for lines in every:
        kind: BlockKind = "paragraph"
        if flush and len(lines) > 1 and all(text[start : start + 2].isspace() for start, _ in lines):
            kind = "quote"
        found += _parts(text, lines, kind)
    return found


def _groups(text: str) -> Iterator[list[Span]]:
    """The lines between two empty ones."""
    group: list[Span] = []
    start = 0
    for line in text.split("\n"):
        if line.strip() and not _RULED.fullmatch(line):
            group.append((start, start + len(line.rstrip())))
        elif group:
            yield group
            group = []
        start += len(line) + 1
    if group:
        yield group


def _parts(text: str, lines: list[Span], kind: BlockKind) -> Iterator[Part]:
    """The parts of a group: an item, a note, a quotation of lines with ">", an indented line open one."""
    part: Part | None = None
    indents = [len(text[start:end]) - len(text[start:end].lstrip()) for start, end in lines]
    for at, (start, end) in enumerate(lines):
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
            prefix: Edit = (start, first, "")
            part.markup += [prefix] if start < first else []
            part.end = end
    if part is not None:
        yield part
