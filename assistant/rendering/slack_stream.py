"""An answer streamed into Slack: each viewpoint appears, whole and proven, as soon as it is verified.

Slack streams not only text but blocks (a chunk of type `blocks`: docs.slack.dev/changelog/2026/04/16/
block-kit-new-blocks). So a viewpoint is streamed once, in the form in which it stays: with speaker, author,
publication, date, link and quotes. Nothing is streamed as text first and shown again as blocks at the end.

A stream keeps the mode it was started in (`streaming_mode_mismatch`) and takes no `markdown_text` beside
`chunks` (`cannot_provide_both_markdown_text_and_chunks`): start, append and stop all pass `chunks`.
"""

from __future__ import annotations

from typing import Any

from assistant.answering.events import Event
from assistant.rendering.slack import BUTTONS, Block, Buttons
from assistant.types import Answer, Scope

Chunk = dict[str, Any]


class Transcript:
    """What was streamed of one answer: nothing is shown twice, and the message keeps to its limits."""

    def __init__(self, *, question: str, scope: Scope = Scope()) -> None:
        self._question, self._scope = question, scope

    def chunks(self, event: Event) -> tuple[Chunk, ...]:
        """`chunks` for chat.startStream (the first that are not empty) or chat.appendStream.

        Searched brings what is searched and the filters read from the question, as a text and a block;
        ViewpointReady the viewpoint, or what is new in it; empty where an event shows nothing now: a
        summary, which may still grow, a viewpoint beyond what one message holds, Finished.
        """
        raise NotImplementedError

    def closing(
        self, answer: Answer, *, answer_id: str | None = None, buttons: Buttons = BUTTONS
    ) -> tuple[Block, ...]:
        """`blocks` for chat.stopStream: what of the answer was not streamed yet, at its end the buttons.

        Right also where no event came before Finished. What no longer fits waits behind "Show all".
        """
        raise NotImplementedError
