"""Slack's Web API: what is tried again; messages posted, streamed, changed, never unfurled or parsed."""

from __future__ import annotations

import json
import logging
import ssl
from collections.abc import Mapping, Sequence
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError, SlackRequestError
from slack_sdk.http_retry import (
    ConnectionErrorRetryHandler,
    HttpRequest,
    HttpResponse,
    RateLimitErrorRetryHandler,
    RetryHandler,
    RetryIntervalCalculator,
    RetryState,
)
from slack_sdk.http_retry.builtin_handlers import ServerErrorRetryHandler
from slack_sdk.http_retry.handler import default_interval_calculator
from slack_sdk.web import SlackResponse

from assistant.rendering.slack import Message
from assistant.rendering.slack_text import Block
from assistant.slack.settings import SlackSettings

_logger = logging.getLogger(__name__)

TROUBLE = (SlackClientError, HTTPException, OSError, json.JSONDecodeError)
"""What a call of Slack's Web API may raise: refused, cut off, late or garbled."""
LONGEST_WAIT = 60
"""Seconds: where Slack asks to come back later than that, the call has failed."""
_AS_IT_STANDS: dict[str, Any] = {"unfurl_links": False, "unfurl_media": False, "parse": "none"}
_TRIES_AGAIN = 2
_TIMEOUT = 15


class RateLimits(RateLimitErrorRetryHandler):
    """Waits as long as Slack asks to when it is called too often, within reason."""

    def __init__(self) -> None:
        super().__init__(max_retry_count=3)

    def _can_retry(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        if response is None or response.status_code != 429:
            return False
        asked = [value for name, value in response.headers.items() if name.lower() == "retry-after"]
        return not asked or (asked[0][0].isdecimal() and int(asked[0][0]) <= LONGEST_WAIT)


class Place:
    """A thread, or a channel, where the bot writes. Every method raises `TROUBLE`."""

    def __init__(self, client: WebClient, channel: str, thread_ts: str | None = None) -> None:
        self.client = client
        self.channel = channel
        self.thread_ts = thread_ts

    def post(self, message: Message) -> str:
        """The time of the message, by which Slack knows it."""
        response = self.client.chat_postMessage(
            channel=self.channel, thread_ts=self.thread_ts, **content(message), **_AS_IT_STANDS
        )
        return _time(response)

    def whisper(self, user: str, message: Message) -> None:
        """Tell one person alone."""
        self.client.chat_postEphemeral(
            channel=self.channel, user=user, thread_ts=self.thread_ts, **content(message), parse="none"
        )

    def change(self, ts: str, message: Message) -> None:
        """Put `message` in the place of one that stands there."""
        self.client.chat_update(channel=self.channel, ts=ts, **content(message), parse="none")

    def remove(self, ts: str) -> None:
        self.client.chat_delete(channel=self.channel, ts=ts)


class Stream:
    """One message that grows. Once a call has failed, nobody knows what is shown: it is `broken`."""

    def __init__(self, place: Place, *, reader: str, team: str) -> None:
        self._place = place
        self._to: Mapping[str, Any] = {"recipient_user_id": reader, "recipient_team_id": team}
        self.ts: str | None = None
        self.broken = False
        self.blocks = 0
        """Blocks sent so far."""

    def send(self, chunks: Sequence[Mapping[str, Any]]) -> None:
        """Show more; trouble is logged, and left to whoever ends the stream."""
        client, channel = self._place.client, self._place.channel
        sent = [dict(chunk) for chunk in chunks]
        try:
            if self.ts is None:
                response = client.chat_startStream(
                    channel=channel, thread_ts=str(self._place.thread_ts), chunks=sent, **self._to
                )
                self.ts = _time(response)
            else:
                client.chat_appendStream(channel=channel, ts=self.ts, chunks=sent)
        except TROUBLE:
            _logger.warning("an answer cannot be streamed; it is posted as a whole", exc_info=True)
            self.broken = True
        self.blocks += sum(len(chunk.get("blocks", ())) for chunk in sent)

    def stop(self, chunks: Sequence[Mapping[str, Any]] = (), blocks: Sequence[Block] = ()) -> None:
        """End it; raises `TROUBLE`."""
        self._place.client.chat_stopStream(
            channel=self._place.channel,
            ts=str(self.ts),
            chunks=[dict(chunk) for chunk in chunks] or None,
            blocks=list(blocks) or None,
        )


def content(message: Message) -> dict[str, Any]:
    """The arguments that every method takes a message by."""
    return {"text": message.text, "blocks": list(message.blocks)}


def _time(response: SlackResponse) -> str:
    if not (ts := response.get("ts")):
        raise SlackRequestError("Slack took a message and did not say where it stands")
    return str(ts)


class _Once(RetryHandler):
    """Tries again what another would, but for `chat.appendStream`.

    Nobody knows whether Slack did what it says to have failed at: tried again, a viewpoint might stand there
    twice. Left alone, the whole answer is written in the place of the stream (`replying`).
    """

    def __init__(self, other: RetryHandler) -> None:
        super().__init__(other.max_retry_count, other.interval_calculator)
        self._other = other

    def _can_retry(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        if request.url.endswith("/chat.appendStream"):
            return False
        return self._other.can_retry(state=state, request=request, response=response, error=error)


def retry_handlers(pause: RetryIntervalCalculator = default_interval_calculator) -> list[RetryHandler]:
    """What is tried again: rate limits, a connection that fails, an error of the server."""
    return [
        RateLimits(),
        _Once(ConnectionErrorRetryHandler(_TRIES_AGAIN, pause)),
        _Once(ServerErrorRetryHandler(_TRIES_AGAIN, pause)),
    ]


def web_client(
    settings: SlackSettings,
    *,
    token: str | None = None,
    team: str | None = None,
    pause: RetryIntervalCalculator = default_interval_calculator,
) -> WebClient:
    """A client for a workspace; by default with the token of the bot, where there is one for all of them.

    `pause` is before another try.
    """
    if token is None and settings.bot_token:
        token = settings.bot_token.get_secret_value().strip()
    return WebClient(
        token=token,
        team_id=team,
        base_url=settings.api_url,
        timeout=_TIMEOUT,
        ssl=ssl.create_default_context(),  # otherwise the certificates are read anew for every call
        retry_handlers=retry_handlers(pause),
    )
