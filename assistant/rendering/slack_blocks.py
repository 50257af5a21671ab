"""The blocks of a viewpoint in Slack, and how those of a whole answer are divided over messages.

How much is shown is told by a citation number: quotes up to it are, later ones are not yet. So what a button
has to remember is one number, whether the answer was posted or streamed while it grew. A viewpoint ends
there; only what joined a viewpoint later, under later numbers, may stand apart from it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from math import inf

from assistant.answers import Viewpoint
from assistant.listings import Listing
from assistant.rendering.slack_text import Block, Line, Words, line, rich_text
from assistant.text import one_line, web_address
from assistant.wording.byline import attribution, heading
from assistant.wording.lines import (
    context_line,
    marks,
    page_note,
    page_words,
    quoted,
    translation_line,
)
from assistant.wording.listings import Row, rows
from assistant.wording.positions import (
    Group,
    Shared,
)

_SHORT_QUOTE = 300
_MESSAGE_TEXT = 12_000
"""Characters of all text elements of a message that Slack takes."""
_SPACE = _MESSAGE_TEXT - 200
"""Characters of a message; the numbers that a button remembers are not known before all else is placed."""
_BLOCKS = 48
"""Slack takes fifty in a message; the bot may add a line before and after an answer."""
DOUBT, PERSON = "doubt", "person"
_LONGEST_NAME = 60
"""Characters of a name on a button, which takes 75."""
_HEADING = 200
"""Characters; the longest are the names of people asked about."""


def viewpoint_blocks(viewpoint: Viewpoint, answer_id: str | None, told: Shared) -> tuple[Block, ...]:
    """One block, more where the text is long; a long quote is divided over them, never cut.

    Below them stand buttons, where the answer has an id: to say that something is wrong, and for the card of
    the speaker, where the record knows that person. `told` is what is told once above the views.
    """
    button = (_buttons(viewpoint, answer_id),) if answer_id and viewpoint.quotes else ()
    return (*rich_text(_lines(viewpoint, told)), *button)


def _buttons(viewpoint: Viewpoint, answer_id: str) -> Block:
    citation, name = viewpoint.quotes[0].citation, viewpoint.speaker or ""
    wrong = f"Something is wrong with the view of [{citation}]: say what"
    known = name in viewpoint.record.people and name == one_line(name) and 0 < len(name) <= _LONGEST_NAME
    return {
        "type": "actions",
        "block_id": f"view-{citation}:{answer_id}",
        "elements": [
            _button(DOUBT, "Something wrong?", str(citation), wrong),
            *([_button(PERSON, f"Who is {name}?", name)] if known else []),
        ],
    }


def _button(action: str, text: str, value: str, label: str = "") -> Block:
    """A button, read aloud by its text where it has no `label`."""
    words = {"type": "plain_text", "text": text, "emoji": False}
    spoken = {"accessibility_label": label} if label else {}
    return {"type": "button", "action_id": action, "text": words, "value": value, **spoken}


def heading_blocks(groups: Sequence[Group]) -> tuple[Block, ...]:
    """The headings of groups of viewpoints, a block each."""
    return tuple(block for heading, _ in groups for block in rich_text([line(heading[:_HEADING], "bold")]))


def grouped_blocks(
    viewpoints: Sequence[Viewpoint], groups: Sequence[Group], answer_id: str | None, told: Shared
) -> Iterator[tuple[Block, ...]]:
    """The blocks of each of these viewpoints, group by group; of the first in each its heading, too."""
    for group in groups:
        keys = {view.key for view in group[1]}
        for number, view in enumerate(view for view in viewpoints if view.key in keys):
            title = heading_blocks([group]) if number == 0 else ()
            yield (*title, *viewpoint_blocks(view, answer_id, told))


def listing_lines(listing: Listing) -> tuple[Line, ...]:
    """The sentence and each row on a line, an article linked to its page."""
    return (line(listing.text), *(_row(row) for row in rows(listing)))


def _row(row: Row) -> Line:
    return Line((Words(f"• {row.text}", "", row.address), *([Words(row.note)] if row.note else [])))


def spoken(viewpoint: Viewpoint) -> str:
    """Who says what on one line, for those who hear it: the claim, or the first quote where it is short.

    A quote is never cut: where it is long, the attribution stands alone.
    """
    first = quoted(viewpoint.quotes[0].shown, viewpoint.record) if viewpoint.quotes else ""
    said = viewpoint.claim or (first if len(first) <= _SHORT_QUOTE else "")
    return one_line(": ".join(filter(None, (attribution(viewpoint), said))))


def _lines(viewpoint: Viewpoint, told: Shared) -> Iterator[Line]:
    yield line(viewpoint.part, "italic")
    yield Line(tuple(Words(words, "bold" if bold else "") for words, bold in heading(viewpoint)))
    address = web_address(viewpoint.record.url)
    title = Words(one_line(viewpoint.record.title) or address or "", "italic", address)
    note = page_note(viewpoint.record) if address else ""
    yield Line((title, *([Words(note)] if note else [])))
    yield line(" · ".join(marks(viewpoint, told)), "italic")
    yield line(viewpoint.claim or "")
    for quote in viewpoint.quotes:
        yield line(context_line(quote))
        words = one_line(quoted(quote.shown, viewpoint.record)) + page_words(quote)
        yield Line((Words(f"{words} [{quote.citation}]"),), quoted=True)
        yield line(translation_line(quote))


def size(blocks: Iterable[Block]) -> int:
    """Characters that the blocks take of a message.

    Slack publishes no formula. Senders report refusals (`msg_blocks_too_long`) from about 13,200 characters
    of text plus 100 or so for each block (github.com/slackapi/bolt-js/issues/2509); JSON counts as much.
    """
    return sum(len(json.dumps(block, ensure_ascii=False, separators=(",", ":"))) + 1 for block in blocks)


class Space:
    """What is left of one message, in characters and in blocks."""

    def __init__(self, characters: int = _SPACE) -> None:
        self._characters = characters
        self._blocks = _BLOCKS

    def has(self, blocks: Sequence[Block], *, leave: int = 0) -> bool:
        """Whether all these blocks fit, and `leave` is left."""
        return self._characters - size(blocks) >= leave and len(blocks) <= self._blocks

    def take(self, blocks: Sequence[Block], *, leave: int = 0) -> bool:
        """Take the space that all these blocks need, or none where less than `leave` would be left."""
        fits = self.has(blocks, leave=leave)
        if fits:
            self._characters -= size(blocks)
            self._blocks -= len(blocks)
        return fits


def pages(units: Iterable[Sequence[Block]]) -> tuple[tuple[Block, ...], ...]:
    """The blocks as messages; a unit is divided only where it does not fit into a message of its own."""
    found: list[tuple[Block, ...]] = []
    space = Space(0)
    for unit in filter(None, units):
        pieces = [unit] if Space().take(unit) else [[block] for block in unit]
        for piece in pieces:
            if not space.take(piece):
                found.append(())
                space = Space()
                space.take(piece)
            found[-1] += tuple(piece)
    return tuple(found)


def cited_between(
    viewpoints: Sequence[Viewpoint], *, after: float = 0, upto: float = inf
) -> Iterator[Viewpoint]:
    """The viewpoints with the quotes that lie between two citation numbers, the second included."""
    for view in viewpoints:
        quotes = tuple(quote for quote in view.quotes if after < quote.citation <= upto)
        if quotes or (not view.quotes and after < inf == upto):
            yield replace(view, quotes=quotes)


def page_breaks(
    viewpoints: Sequence[Viewpoint], answer_id: str | None, told: Shared
) -> Iterator[tuple[float, tuple[Block, ...]]]:
    """The citation numbers after which a message may end, and the blocks that each adds.

    Infinity comes last, for viewpoints without quotes.
    """
    cited = sorted(
        (quote.citation, number) for number, view in enumerate(viewpoints) for quote in view.quotes
    )
    after = 0
    for number, run in groupby(cited, key=lambda pair: pair[1]):
        upto = max(citation for citation, _ in run)
        if upto > after:
            [view] = cited_between([viewpoints[number]], after=after, upto=upto)
            yield upto, viewpoint_blocks(view, answer_id, told)
            after = upto
    without = (view for view in viewpoints if not view.quotes)
    bare = [block for view in without for block in viewpoint_blocks(view, answer_id, told)]
    if bare:
        yield inf, tuple(bare)


def shown_upto(viewpoints: Sequence[Viewpoint], space: Space, answer_id: str | None, told: Shared) -> float:
    """The last citation number up to which all fits, infinity where that is all; takes its space."""
    end: float = 0
    for upto, blocks in page_breaks(viewpoints, answer_id, told):
        if not space.take(blocks):
            return end
        end = upto
    return inf
