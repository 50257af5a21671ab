"""What one person alone sees: on a slash command, after a button, or where a question cannot be answered."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackRequestError
from slack_sdk.http_retry import default_retry_handlers
from slack_sdk.webhook import WebhookClient

from assistant.answers import Answer
from assistant.events import Event
from assistant.rendering.slack import Buttons, Message, messages
from assistant.slack.notices import notice
from assistant.slack.posting import TROUBLE, Place, RateLimits, content

_logger = logging.getLogger(__name__)


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


@dataclass(frozen=True, slots=True)
class PrivateReply:
    """A reply that its reader alone sees, until it is shared; not streamed, since Slack cannot."""

    whisper: Whisper

    def begin(self) -> None:
        pass  # the acknowledgement has said that the question was heard

    def show(self, event: Event) -> None:
        pass

    def finish(self, answer: Answer, answer_id: str | None) -> None:
        whole = messages(answer, answer_id=answer_id, buttons=Buttons(share=True))
        for message in whole if answer_id is None else whole[:1]:
            self.whisper.tell(message)

    def say(self, sentence: str) -> None:
        self.whisper.tell(notice(sentence))
