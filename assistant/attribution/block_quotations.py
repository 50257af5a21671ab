"""Block quotations: lines that open with ">", whose source the paragraph before them names."""

from __future__ import annotations

from assistant.attribution.prose import Prose
from assistant.attribution.speaker import Speaker, announced_before


def in_block_quotation(page: Prose, at: int) -> bool:
    """Whether the line at an offset opens with ">"."""
    first = page.line(at)[1]
    return first <= at and page.text.startswith(">", first)


def quoted_in_block(page: Prose, number: int) -> Speaker | None:
    """The source of the block quotation around sentence `number`; None where none is named."""
    return page.once(_announced, page.once(_block_start, number))


def _block_start(page: Prose, number: int) -> int:
    """The first sentence of a block: its neighbours have mostly been asked for already."""
    if number < 2 or not in_block_quotation(page, page.sentences[number - 1][0]):
        return max(1, number)
    return page.once(_block_start, number - 1)


def _announced(page: Prose, first: int) -> Speaker | None:
    return announced_before(page, first)
