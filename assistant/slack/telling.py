"""The bot's own sentences, and its way to one person alone: after a command, a button or a failure."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackRequestError
from slack_sdk.http_retry import default_retry_handlers
from slack_sdk.webhook import WebhookClient

from assistant.errors import AssistantError, told_of
from assistant.rendering.slack import Message
from assistant.rendering.slack_text import Block, escaped
from assistant.slack.posting import TROUBLE, Place, RateLimits, content

_logger = logging.getLogger(__name__)

HELP = (
    "Ask me what the articles here say, and I answer with who said it, where and when, in their own words. "
    "Filters may stand in the question: by:surname, in:publication, since:2022, until:2023-05; "
    'a value of several words in quotation marks, as in by:"Full Name".'
)
BUSY = "Too many questions are waiting right now. Please ask again in a minute."
CLOSED = "Questions are not answered in this channel. Write to me directly instead."
RESTARTED = "The bot was restarted before it could answer this: ask again."
FILE_NOT_READ = "I read only the text of a message; the attached file was not read."
TOGETHER = "This question was read together with somebody else’s before it."
EXPIRED = "This answer is no longer kept. Please ask the question once more."
SEARCHING = "is searching the articles…"
"""Slack puts the bot's name before it."""
_LONGEST = 2_900


def notice(text: str) -> Message:
    """A sentence as a message in which nothing is a mention, a link or formatting."""
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
    block = {"type": "section", "text": {"type": "plain_text", "text": shown, "emoji": False}}
    return Message(escaped(shown), (block,))


def patience(seconds: float) -> str:
    """That somebody, or a channel, asks faster than is allowed.

    >>> patience(3.2)
    'That is many questions in a short time. Please ask again in 4 seconds.'
    """
    rounded = max(1, -int(-seconds // 1))
    return (
        "That is many questions in a short time. "
        f"Please ask again in {rounded} second{'' if rounded == 1 else 's'}."
    )


def signed(user: str, words: str) -> Message:
    """A line that begins with the name of a person, which Slack puts in."""
    line = f"<@{user}> {escaped(words)}"
    return Message(line, (_context("mrkdwn", line),))


def aside(words: str) -> Block:
    """A line in small letters."""
    return _context("plain_text", words)


def _context(kind: str, text: str) -> Block:
    return {"type": "context", "elements": [{"type": kind, "text": text}]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Whisper:
    """A way to one person, from a place and, after a command or a button, by the response URL."""

    place: Place
    user: str
    url: str | None = None
    alone: bool = False
    """Whether only this person sees what is replied to: then the bot need not be in the channel."""

    def tell(self, message: Message) -> None:
        """Tell it by the first way that Slack takes; raises `TROUBLE` where it takes none."""
        first, *others = self._ways
        try:
            first(message)
        except TROUBLE:
            if not others:
                raise
            _logger.info("a private message is sent another way", exc_info=True)
            others[0](message)

    def respond(self, **payload: Any) -> None:
        """Send to the response URL; raises `TROUBLE`."""
        client = self.place.client
        hook = WebhookClient(
            self.url or "",
            timeout=client.timeout,
            ssl=client.ssl,
            proxy=client.proxy,
            retry_handlers=[*default_retry_handlers(), RateLimits()],
        )
        response = hook.send_dict(payload)
        if response.status_code != 200:
            raise SlackRequestError(f"a response was refused with status {response.status_code}")

    @property
    def _ways(self) -> tuple[Callable[[Message], Any], ...]:
        if self.alone and self.url:
            return self._by_url, self._by_name
        # In a direct conversation everything is between the two.
        by_name = self.place.post if self.place.channel.startswith("D") else self._by_name
        return (by_name, self._by_url) if self.url else (by_name,)

    def _by_name(self, message: Message) -> None:
        self.place.whisper(self.user, message)

    def _by_url(self, message: Message) -> None:
        self.respond(
            response_type="ephemeral",
            replace_original=False,
            unfurl_links=False,
            unfurl_media=False,
            **content(message),
        )


class Refusal(AssistantError):
    """What somebody wants is not done; the message says why."""


@contextlib.contextmanager
def told(whisper: Whisper) -> Iterator[None]:
    """What goes wrong inside is told."""
    try:
        yield
    except Exception as error:
        try:
            whisper.tell(notice(told_of(error)))
        except TROUBLE:
            _logger.exception("Slack takes no message: somebody is left without a word")
