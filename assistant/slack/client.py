"""The client of Slack's Web API: what it tries again, and for how long."""

from __future__ import annotations

import ssl

from slack_sdk import WebClient
from slack_sdk.http_retry import ConnectionErrorRetryHandler, RetryHandler
from slack_sdk.http_retry.builtin_handlers import ServerErrorRetryHandler

from assistant.slack.posting import RateLimits
from assistant.slack.settings import SlackSettings

_TRIES_AGAIN = 2
_TIMEOUT = 15


def retry_handlers() -> list[RetryHandler]:
    """What is tried again: rate limits, a connection that fails, an error of the server."""
    return [
        RateLimits(),
        ConnectionErrorRetryHandler(max_retry_count=_TRIES_AGAIN),
        ServerErrorRetryHandler(max_retry_count=_TRIES_AGAIN),
    ]


def web_client(settings: SlackSettings) -> WebClient:
    """A client with the bot's token, where there is one for all workspaces."""
    return WebClient(
        token=settings.bot_token.get_secret_value().strip() if settings.bot_token else None,
        base_url=settings.api_url,
        timeout=_TIMEOUT,
        ssl=ssl.create_default_context(),  # otherwise the certificates are read anew for every call
        retry_handlers=retry_handlers(),
    )
