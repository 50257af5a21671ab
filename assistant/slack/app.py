"""The Bolt app: the assistant in Slack, in one workspace or in several that install it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from slack_bolt import App
from slack_bolt.authorization.authorize import InstallationStoreAuthorize
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from slack_sdk.oauth.installation_store.sqlite3 import SQLite3InstallationStore
from slack_sdk.oauth.state_store.sqlite3 import SQLite3OAuthStateStore

from assistant.errors import AssistantError
from assistant.feedback import FeedbackStore
from assistant.slack.answers import Answering, Answers
from assistant.slack.channels import Channels, Rates
from assistant.slack.deliveries import Deliveries
from assistant.slack.desk import Desk
from assistant.slack.listeners import listen
from assistant.slack.manifest import INSTALL_PATH, REDIRECT_PATH, scopes
from assistant.slack.posting import web_client
from assistant.slack.presses import Presses, act
from assistant.slack.settings import SlackSettings
from assistant.slack.threads import Pseudonyms, Threads
from assistant.slack.workers import Workers

_SECONDS_TO_INSTALL = 600


def build_slack(
    assistant: Answering,
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
    act(app, Presses(desk, store, Pseudonyms(settings.state)), workers)
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
