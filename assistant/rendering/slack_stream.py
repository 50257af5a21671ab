"""An answer streamed into Slack: each viewpoint appears, whole and proven, as soon as it is verified.

Slack streams not only text but blocks (a chunk of type `blocks`: docs.slack.dev/changelog/2026/04/16/
block-kit-new-blocks). So a viewpoint is streamed once, in the form in which it stays: with speaker, author,
publication, date, link and quotes. Nothing is streamed as text first and shown again as blocks at the end.

A stream keeps the mode it was started in (`streaming_mode_mismatch`) and takes no `markdown_text` beside
`chunks` (`cannot_provide_both_markdown_text_and_chunks`): start, append and stop all pass `chunks`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from math import inf
from typing import Any

from assistant.answers import Answer, Key, Viewpoint
from assistant.events import Event, Searched, SummaryReady, ViewpointReady, added
from assistant.rendering.compare import arranged
from assistant.rendering.slack import (
    HEAD,
    Shown,
    aside_lines,
    ending,
    fitting,
    head_lines,
    line_blocks,
    summary_lines,
)
from assistant.rendering.slack_blocks import (
    Space,
    cited_between,
    grouped_blocks,
    heading_blocks,
    shown_upto,
    viewpoint_blocks,
)
from assistant.rendering.slack_text import Block
from assistant.scopes import Scope
from assistant.wording.lines import opening_line, searched_lines
from assistant.wording.positions import Group

Chunk = dict[str, Any]

_CLOSING = 5_000
"""Characters kept free while viewpoints come: buttons, notes and a summary of common length need no more."""


class Transcript:
    """What was streamed of one answer: nothing is shown twice, and the message keeps to its limits."""

    def __init__(self, *, question: str, scope: Scope = Scope(), answer_id: str | None = None) -> None:
        """`answer_id` is the id under which the answer is going to be kept."""
        self._question, self._scope, self._answer_id = question, scope, answer_id
        self._space = Space()
        self._lines: tuple[str, ...] = ()
        self._shown: dict[Key, Viewpoint] = {}
        self._full = False
        self._summed = 0
        """Lines of the overview that were streamed."""

    def chunks(self, event: Event) -> tuple[Chunk, ...]:
        """`chunks` for chat.startStream (the first that are not empty) or chat.appendStream.

        Searched brings what is searched, as a text, and the lines that follow it, as a block; SummaryReady
        the overview; ViewpointReady the viewpoint, or what is new in it; empty where an event shows nothing
        now: a viewpoint beyond what one message holds, one that takes the place of others, which cannot be
        taken back here, Finished.
        """
        if isinstance(event, Searched):
            return tuple(self._begin(event))
        if isinstance(event, SummaryReady):
            self._summed = fitting((event.summary,), self._space, _CLOSING)
            return tuple(_chunk(line_blocks((event.summary,)[: self._summed])))
        if isinstance(event, ViewpointReady):
            return tuple(self._viewpoint(event.viewpoint))
        return ()

    def closing(self, answer: Answer, *, answer_id: str | None = None) -> tuple[Block, ...]:
        """`blocks` for chat.stopStream: what of the answer was not streamed yet, at its end the buttons.

        Right also where no event came before Finished. What no longer fits waits behind "Show more".
        """
        nothing = Shown(head=0, summary=0, upto=0, asides=0)
        self._space.take(ending(answer, answer_id=answer_id, shown=nothing))
        groups = arranged(answer) if not self._shown else (("", answer.shown),)
        self._space.take(heading_blocks(groups))
        head = tuple(text for text in head_lines(answer) if text not in self._lines)
        summary, aside = summary_lines(answer)[self._summed :], aside_lines(answer)
        heads, summaries, asides = (fitting(lines, self._space) for lines in (head, summary, aside))
        upto, views = self._remaining(answer.shown, groups, answer_id)
        before = len(head_lines(answer)) - len(head)
        shown = Shown(head=before + heads, summary=self._summed + summaries, upto=upto, asides=asides)
        return (
            *line_blocks(head[:heads]),
            *line_blocks(summary[:summaries]),
            *views,
            *line_blocks(aside[:asides]),
            *ending(answer, answer_id=answer_id, shown=shown),
        )

    def _begin(self, event: Searched) -> Iterator[Chunk]:
        """What is searched goes first as text: it has no words but ours, and notifications show it."""
        searched, *others = searched_lines(event.answer(self._question, self._scope))
        others += filter(None, [opening_line(event)])
        text: Chunk = {"type": "markdown_text", "text": searched}
        self._space.take([text])
        self._lines = (searched, *others[: fitting(others, self._space, HEAD)])
        yield text
        yield from _chunk(line_blocks(self._lines[1:]))

    def _viewpoint(self, view: Viewpoint) -> Iterator[Chunk]:
        new = added(view, self._shown.get(view.key))
        blocks = viewpoint_blocks(new, self._answer_id) if new and not self._full else ()
        # Once one did not fit no other is shown: what is shown ends at one citation number.
        self._full = self._full or not self._space.take(blocks, leave=_CLOSING)
        if not self._full:
            self._shown[view.key] = view
            yield from _chunk(blocks)

    def _remaining(
        self, views: Sequence[Viewpoint], groups: Sequence[Group], answer_id: str | None
    ) -> tuple[float, tuple[Block, ...]]:
        """Up to which citation all is shown now, and what of that was not streamed."""
        left = tuple(new for view in views if (new := added(view, self._shown.get(view.key))))
        after = shown_upto(left, self._space, answer_id)
        shown = tuple(cited_between(left, upto=after))
        blocks = tuple(chain.from_iterable(grouped_blocks(shown, groups, answer_id)))
        if after == inf:
            return inf, blocks
        unseen = [quote.citation for view in cited_between(left, after=after) for quote in view.quotes]
        last = max((quote.citation for view in views for quote in view.quotes), default=0)
        return min(unseen, default=last + 1) - 1, blocks


def _chunk(blocks: tuple[Block, ...]) -> Iterator[Chunk]:
    if blocks:
        yield {"type": "blocks", "blocks": list(blocks)}
