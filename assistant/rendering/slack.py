"""Answers as Slack messages: viewpoints that do not fit into the first one wait behind "Show all".

Everything from articles, questions and models stands in rich text elements, which Slack shows as they are:
nothing in them can mention, link, format or become an emoji.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answers import Answer
from assistant.rendering.slack_actions import BUTTONS, Buttons, answer_id_of
from assistant.rendering.slack_parts import (
    Shown,
    aside_lines,
    ending,
    fitting,
    further,
    head_lines,
    line_blocks,
    rest,
    shown_viewpoints,
    statement,
    summary_lines,
)
from assistant.rendering.slack_room import Room, part, shown_upto, viewpoint_blocks
from assistant.rendering.slack_text import Block

__all__ = ["BUTTONS", "Block", "Buttons", "Message", "answer_id_of", "following", "messages"]

_HEAD, _SUMMARY, _ASIDES = 2_500, 3_000, 2_000
"""Characters of the first message that lines around the viewpoints may take."""


@dataclass(frozen=True, slots=True)
class Message:
    """What chat.postMessage, chat.postEphemeral or chat.update is given, beside channel and thread.

    Pass `unfurl_links=False, unfurl_media=False, parse="none"` with it, wherever the method takes them.
    """

    text: str
    """For notifications and screen readers: how many views, who says what; escaped, about 3,000 bytes."""
    blocks: tuple[Block, ...]


def messages(
    answer: Answer, *, answer_id: str | None = None, buttons: Buttons = BUTTONS
) -> tuple[Message, ...]:
    """The answer: the first message is shown at once, the others when a reader asks for all viewpoints.

    Without an `answer_id` there are no buttons: whoever posts the first then posts all of them.
    No message breaks one of Slack's limits (`tests/slack/limits` knows them). The cut is between viewpoints.
    """
    shown = _first(answer, answer_id=answer_id, buttons=buttons)
    views = part(shown_viewpoints(answer), upto=shown.upto)
    blocks = (
        *line_blocks(head_lines(answer)[: shown.head]),
        *line_blocks(summary_lines(answer)[: shown.summary]),
        *(block for view in views for block in viewpoint_blocks(view)),
        *line_blocks(aside_lines(answer)[: shown.asides]),
        *ending(answer, answer_id=answer_id, buttons=buttons, shown=shown),
    )
    return Message(statement(answer), blocks), *_following(answer, shown)


def following(answer: Answer, shown: str) -> tuple[Message, ...]:
    """What "Show all viewpoints" adds in the thread; `shown` is the value of the button pressed.

    Works under posted and under streamed answers. AssistantError for a value that no such button has.
    """
    return _following(answer, Shown.read(shown))


def _first(answer: Answer, *, answer_id: str | None, buttons: Buttons) -> Shown:
    """How much the first message shows."""
    room = Room()
    nothing = Shown(head=0, summary=0, upto=0, asides=0)
    room.take(ending(answer, answer_id=answer_id, buttons=buttons, shown=nothing))
    head = fitting(head_lines(answer), room, _HEAD)
    summary = fitting(summary_lines(answer), room, _SUMMARY)
    aside = fitting(aside_lines(answer), room, _ASIDES)
    upto = shown_upto(shown_viewpoints(answer), room)
    return Shown(head=head, summary=summary, upto=upto, asides=aside)


def _following(answer: Answer, shown: Shown) -> tuple[Message, ...]:
    found = rest(answer, shown)
    said = further(answer, shown)
    what = f":\n{said}" if said else "."
    return tuple(
        Message(f"More of the answer, {page} of {len(found)}{what}", blocks)
        for page, blocks in enumerate(found, 1)
    )
