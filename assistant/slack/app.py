"""The Bolt app: the assistant in Slack, in one workspace or in several that install it.

Whoever waited for an answer of a process that died is told to ask again.
"""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from slack_bolt import App
from slack_bolt.authorization.authorize import InstallationStoreAuthorize
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.installation_store.sqlite3 import SQLite3InstallationStore
from slack_sdk.oauth.state_store.sqlite3 import SQLite3OAuthStateStore

from assistant.errors import AssistantError
from assistant.feedback import FeedbackStore
from assistant.repeating import repeating
from assistant.slack.answers import Answers, Workers
from assistant.slack.channels import Channels, Rates
from assistant.slack.deliveries import Deliveries, Pending
from assistant.slack.desk import Desk
from assistant.slack.judging import Judging, judge
from assistant.slack.listeners import listen
from assistant.slack.manifest import INSTALL_PATH, REDIRECT_PATH, scopes
from assistant.slack.posting import TROUBLE, Place, web_client
from assistant.slack.presses import Presses, act
from assistant.slack.settings import SlackSettings
from assistant.slack.telling import RESTARTED, Whisper, notice
from assistant.slack.threads import Threads

if TYPE_CHECKING:
    from assistant.answering.assistant import Assistant

_logger = logging.getLogger(__name__)

_SECONDS_TO_INSTALL = 600
_EVERY = 10.0
"""Seconds between two looks for processes that died."""
_URL_SECONDS = 30 * 60
"""How long Slack takes responses to a slash command."""


def build_slack(
    assistant: Assistant,
    settings: SlackSettings,
    store: FeedbackStore,
    *,
    client: WebClient | None = None,
    workers: Workers | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> App:
    """The app, ready to be served; shutting down its `listener_runner.listener_executor` ends its threads.

    Raises `AssistantError` for settings and files that cannot be used, `BoltError` for a refused token.
    """
    workers = workers or Workers()
    app = App(
        name="assistant",
        client=client or web_client(settings),
        signing_secret=settings.signing_secret.get_secret_value().strip()
        if settings.signing_secret
        else None,
        oauth_settings=oauth(settings),
        listener_executor=workers,
    )
    desk = Desk(
        answers=Answers(assistant, store),
        threads=Threads(settings.state, store),
        deliveries=Deliveries(settings.state),
        rates=Rates(settings.state, per_user=settings.per_user, per_channel=settings.per_channel),
        channels=Channels.read(settings.channels),
        clock=clock,
    )
    listen(app, desk, workers)
    act(app, Presses(desk, store), workers)
    judge(app, Judging(store), workers)
    return app


def oauth(settings: SlackSettings) -> OAuthSettings | None:
    """How workspaces install the app; None where a token for a single workspace is set.

    The file of installs is for this user alone to read: whoever holds a token in it speaks as the bot.
    """
    if settings.client_id is None or settings.client_secret is None:
        return None
    _prepare(settings.installs)
    database = str(settings.installs)
    installs = SQLite3InstallationStore(database=database, client_id=settings.client_id)
    states = SQLite3OAuthStateStore(database=database, expiration_seconds=_SECONDS_TO_INSTALL)
    try:
        installs.init()  # type: ignore[no-untyped-call]
        states.init()  # type: ignore[no-untyped-call]
    except sqlite3.Error as error:
        raise AssistantError(f"the installs in {database!r} cannot be used: {error}") from error
    chosen = OAuthSettings(
        client_id=settings.client_id,
        client_secret=settings.client_secret.get_secret_value().strip(),
        scopes=scopes(),
        install_path=INSTALL_PATH,
        redirect_uri_path=REDIRECT_PATH,
        installation_store=installs,
        state_store=states,
        state_expiration_seconds=_SECONDS_TO_INSTALL,
    )
    # Otherwise every event would cost a call of auth.test before it is acknowledged. The store is still asked
    # for the token each time, so that an uninstall counts at once.
    assert isinstance(chosen.authorize, InstallationStoreAuthorize)
    chosen.authorize.cache_enabled = True
    return chosen


def _prepare(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError as error:
        raise AssistantError(f"the installs in {str(path)!r} cannot be used: {error.strerror}") from error


@contextlib.contextmanager
def recovering(app: App, settings: SlackSettings, *, every: float = _EVERY) -> Iterator[None]:
    """Whoever was left waiting is told: at once, and in time when another process dies meanwhile."""
    deliveries = Deliveries(settings.state)

    def work() -> None:
        tell_lost(deliveries, lambda pending: client_of(app, settings, pending))

    trouble = "whoever was left waiting cannot be told"
    try:
        with repeating(work, every=every, name="slack-recovery", trouble=trouble):
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
