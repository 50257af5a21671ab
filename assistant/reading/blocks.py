"""The blocks of an article: what is its own prose, in sentences, and what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.articles import PROSE, Block, Record, Span
from assistant.reading.boilerplate import set_aside, unpunctuated
from assistant.reading.letters import quoted_mail
from assistant.reading.markup import Part, markdown_parts
from assistant.reading.piece import TURN, Hyphens, Piece
from assistant.reading.plain_text import page_heads, plain_parts
from assistant.reading.turns import turned
from assistant.text import trimmed

_ENDS_SENTENCE = re.compile(r"[.!?…:;,。！？؟][\"”’»)\]*_]*$")
_UNWRAPPED = 200
"""Nobody wraps text at so many characters: where lines are longer, each is a paragraph."""
_VERSE_WIDTH = 65
_NARROW = 45
"""No prose is wrapped at so few characters by hand."""
_VERSE_LINES = 3


def blocks(
    text: str, *, markdown: bool, record: Record | None = None, language: str | None = None
) -> tuple[Block, ...]:
    r"""The blocks of an article's text in order; its record helps to tell whose words they are.

    >>> [(block.kind, block.sentences) for block in blocks("# Ferry\n\nKeep it. It is\nold.", markdown=True)]
    [('heading', ()), ('paragraph', ((9, 17), (18, 28)))]
    """
    parts = _without_heads(markdown_parts(text), text) if markdown else plain_parts(text)
    made = [Piece.of(text, part) for part in parts]
    column = _is_column(made)
    pieces = [each for piece in made for each in _lined(piece, column=column)]
    hyphens = Hyphens.of(text, language)
    set_aside(pieces, record, language)
    pieces = turned(pieces, record, language)
    if not markdown:
        quoted_mail(pieces)
    unpunctuated(pieces)
    return tuple(piece.block(hyphens, language) for piece in pieces if piece.words.strip())


def _without_heads(parts: list[Part], text: str) -> list[Part]:
    """The parts of a Markdown text without the heads of pages that part the lines of a paragraph."""
    wrapped = [part for part in parts if part.kind == "paragraph" and "\n" in text[part.start : part.end]]
    heads = page_heads(text) if wrapped else ()
    for part in wrapped:
        for start, last in heads:
            end = text.find("\n", last) + 1
            if part.start < start and 0 < end < part.end:
                around = (edit for edit in part.markup if edit[1] <= start or edit[0] >= end)
                part.markup = sorted((*around, (start, end, "")))
    return parts


def set_apart(found: Sequence[Block], text: str, spans: Sequence[Span]) -> tuple[Block, ...]:
    r"""The blocks with each of the `spans`, such as a byline, as a block of its own that is no prose.

    >>> whole = (Block("paragraph", 0, 24, sentences=((0, 24),)),)
    >>> [(block.kind, block.sentences) for block in set_apart(whole, "By Ada Lind\nIt is late.", [(0, 11)])]
    [('boilerplate', ()), ('paragraph', ((12, 23),))]
    """
    apart: list[Block] = []
    ordered = sorted(spans)
    for block in found:
        inside = [(start, end) for start, end in ordered if start < block.end and block.start < end]
        if not inside or not block.sentences:
            apart.append(block)
            continue
        at = block.start
        for start, end in inside:
            apart += _part(block, text, at, start)
            first, at = max(start, at), min(end, block.end)
            apart.append(replace(block, kind="boilerplate", start=first, end=at, sentences=(), markup=()))
        apart += _part(block, text, at, block.end)
    return tuple(apart)


def _part(block: Block, text: str, start: int, end: int) -> Iterator[Block]:
    """The part of a block between two places, where anything stands there."""
    part = trimmed(text, start, end)
    if part[0] < part[1]:
        sentences = (trimmed(text, max(first, start), min(last, end)) for first, last in block.sentences)
        markup = tuple(edit for edit in block.markup if part[0] <= edit[0] and edit[1] <= part[1])
        kept = tuple(span for span in sentences if span[0] < span[1])
        yield replace(block, start=part[0], end=part[1], sentences=kept, markup=markup)


def _is_column(pieces: Sequence[Piece]) -> bool:
    """Whether the text is set in a narrow column: most paragraphs are narrow, their lines full."""
    lines = full = narrow = wide = 0
    for piece in pieces:
        spans = piece.lines if piece.kind in PROSE and "\n" in piece.words else []
        width = max((end - start for start, end in spans), default=0)
        narrow += 0 < width <= _NARROW
        wide += width > _NARROW
        if 0 < width <= _NARROW:
            lines += len(spans) - 1
            full += sum(not _is_deliberate(piece.words, spans, at, width) for at in range(len(spans) - 1))
    return narrow > max(wide, _VERSE_LINES) and 4 * full > 3 * lines


def _lined(piece: Piece, *, column: bool) -> Iterator[Piece]:
    """The piece with what its lines tell: verse, or a heading and a signature that stand by themselves."""
    if piece.kind not in PROSE or "\n" not in piece.words:
        yield piece
        return
    lines = piece.lines
    if any(end - start > _UNWRAPPED for start, end in lines):
        for start, end in lines:
            yield piece.part(start, end)
        return
    turns = [start for start, _ in lines if TURN.match(piece.words, start)]
    if len(turns) > 1 and turns[0] == 0:  # a dialogue, each line a turn
        for start, end in pairwise([*turns, len(piece.words)]):
            yield piece.part(start, end)
        return
    width = max((end - start for start, end in lines if " " in piece.words[start:end]), default=0)
    set_apart = [_is_deliberate(piece.words, lines, at, width) for at in range(len(lines) - 1)]
    if (
        not column
        and len(lines) >= _VERSE_LINES
        and width <= _VERSE_WIDTH
        and _is_verse(piece.words, lines, set_apart)
    ):
        piece.kind = "verse"
    yield piece


def _is_deliberate(words: str, lines: Sequence[tuple[int, int]], at: int, width: int) -> bool:
    """Whether the next word would have fitted into a line."""
    start, end = lines[at]
    following = words[lines[at + 1][0] : lines[at + 1][1]].split(maxsplit=1)
    return end - start + 1 + len(following[0] if following else "") <= width


def _is_verse(words: str, lines: Sequence[tuple[int, int]], set_apart: Sequence[bool]) -> bool:
    capitals = all(words[start : start + 1].isupper() for start, _ in lines)
    stops = sum(bool(_ENDS_SENTENCE.search(words[start:end])) for start, end in lines[:-1])
    narrow = len(lines) > _VERSE_LINES and max(end - start for start, end in lines) <= _NARROW
    return (any(set_apart) and (capitals or 2 * stops >= len(lines) - 1)) or (
        narrow and 4 * sum(set_apart) >= len(lines)
    )
