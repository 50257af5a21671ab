"""Answers as Slack messages: viewpoints that do not fit into the first one wait behind "Show all".

Everything from articles, questions and models stands in rich text elements, which Slack shows as they are:
nothing in them can mention, link, format or become an emoji.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assistant.types import Answer

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Message:
    """What chat.postMessage, chat.postEphemeral or chat.update is given, beside channel and thread.

    Pass `unfurl_links=False, unfurl_media=False, parse="none"` with it, wherever the method takes them.
    """

    text: str
    """Notifications and screen readers have this: who says it and how many do, escaped, at most 3,000."""
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Buttons:
    """What a reader can do under an answer. "Show all viewpoints" stands there whenever there are more.

    Action ids: `feedback` (value "good" or "bad"), `show_all` (value: hand it to `following`), `share`,
    `as_of` (a date picker), `only_author` (a menu; an option's value is the whole name). `answer_id_of`
    reads the answer's id from the block_id of any of them.
    """

    feedback: bool = True
    filters: bool = True
    """As of a date, only this author; nothing of the kind under an answer without viewpoints."""
    share: bool = False
    """For answers that one reader alone sees."""


BUTTONS = Buttons()
"""Those of an answer that everyone sees."""


def messages(
    answer: Answer, *, answer_id: str | None = None, buttons: Buttons = BUTTONS
) -> tuple[Message, ...]:
    """The answer: the first message is shown at once, the others when a reader asks for all viewpoints.

    Without an `answer_id` there are no buttons: whoever posts the first then posts all of them.
    No message breaks one of Slack's limits (`slack_limits.violations`). The cut is between viewpoints.
    """
    raise NotImplementedError


def following(answer: Answer, shown: str) -> tuple[Message, ...]:
    """What "Show all viewpoints" adds in the thread; `shown` is the value of the button pressed.

    Works under posted and under streamed answers.
    """
    raise NotImplementedError


def answer_id_of(block_id: str) -> str:
    """The id of the answer under which an action stands.

    >>> answer_id_of("actions:k7f3")
    'k7f3'
    """
    return block_id.partition(":")[2]
