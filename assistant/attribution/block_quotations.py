"""Block quotations: lines that open with ">", whose source the paragraph before them names."""

from __future__ import annotations

from assistant.attribution.prose import Prose
from assistant.attribution.speaker import Speaker, announced_before


def in_block_quotation(page: Prose, at: int) -> bool:
    """Whether the line at an offset opens with ">"."""
    start = page.text.rfind("\n", 0, at) + 1
    return page.text[start : at + 1].lstrip().startswith(">")


def quoted_in_block(page: Prose, number: int) -> Speaker | None:
    """The source of the block quotation around sentence `number`; None where none is named."""
    while number > 0 and in_block_quotation(page, page.sentences[number][0]):
        number -= 1
    return announced_before(page, number + 1)
