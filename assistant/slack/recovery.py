"""Questions that a process took on and died over: whoever waits is told to ask again."""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable, Iterator

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from assistant.errors import AssistantError
from assistant.repeating import repeating
from assistant.slack.deliveries import Deliveries, Pending
from assistant.slack.posting import TROUBLE, Place, web_client
from assistant.slack.settings import SlackSettings
from assistant.slack.telling import RESTARTED, Whisper, notice

_EVERY = 10.0
"""Seconds between two looks for processes that died."""
_URL_SECONDS = 30 * 60
"""How long Slack takes responses to a slash command."""
_logger = logging.getLogger(__name__)


@contextlib.contextmanager
def recovering(app: App, settings: SlackSettings, *, every: float = _EVERY) -> Iterator[None]:
    """Whoever was left waiting is told: at once, and in time when another process dies meanwhile."""
    deliveries = Deliveries(settings.state)

    def work() -> None:
        try:
            tell_lost(deliveries, lambda pending: client_of(app, settings, pending))
        except AssistantError:
            _logger.exception("whoever was left waiting cannot be told")

    try:
        with repeating(work, every=every, name="slack-recovery"):
            yield
    finally:
        deliveries.end()


def tell_lost(deliveries: Deliveries, client: Callable[[Pending], WebClient]) -> None:
    """Tell everybody whose question was lost; where Slack cannot be reached, the next call does."""
    for pending in deliveries.lost():
        try:
            _tell(pending, client(pending))
        except SlackApiError:
            _logger.warning("Slack refuses a word on a question that was lost", exc_info=True)
        except TROUBLE as error:
            _logger.warning("a question that was lost is told of later: %s", error)
            continue
        deliveries.finish(pending.id)


def client_of(app: App, settings: SlackSettings, pending: Pending) -> WebClient:
    """A client for the workspace where somebody waits; without a token where the app was uninstalled."""
    if app.oauth_flow is None:
        token = app.client.token
    else:
        bot = app.oauth_flow.settings.installation_store.find_bot(
            enterprise_id=pending.enterprise, team_id=pending.team, is_enterprise_install=pending.organisation
        )
        token = bot.bot_token if bot else None
    return web_client(settings, token=token, team=pending.team)


def _tell(pending: Pending, client: WebClient) -> None:
    place, message = Place(client, pending.channel, pending.thread), notice(RESTARTED)
    if pending.thread and pending.certain:
        place.post(message)
        return
    url = pending.url if time.time() < pending.at + _URL_SECONDS else None
    Whisper(place=place, user=pending.reader, url=url, alone=not pending.thread).tell(message)
