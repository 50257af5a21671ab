"""The client of Slack's Web API: what it tries again, and for how long."""

from __future__ import annotations

import ssl

from slack_sdk import WebClient
from slack_sdk.http_retry import (
    ConnectionErrorRetryHandler,
    HttpRequest,
    HttpResponse,
    RetryHandler,
    RetryIntervalCalculator,
    RetryState,
)
from slack_sdk.http_retry.builtin_handlers import ServerErrorRetryHandler
from slack_sdk.http_retry.handler import default_interval_calculator

from assistant.slack.posting import RateLimits
from assistant.slack.settings import SlackSettings

_TRIES_AGAIN = 2
_TIMEOUT = 15


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
