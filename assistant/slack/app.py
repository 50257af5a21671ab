"""The Bolt app: the assistant in Slack."""

from __future__ import annotations

import time
from collections.abc import Callable

from slack_bolt import App
from slack_sdk import WebClient

from assistant.feedback import FeedbackStore
from assistant.slack.actions import act
from assistant.slack.answers import Answering, Answers
from assistant.slack.channels import Channels
from assistant.slack.client import web_client
from assistant.slack.deliveries import Deliveries
from assistant.slack.desk import Desk
from assistant.slack.installs import oauth
from assistant.slack.listeners import listen
from assistant.slack.presses import Presses
from assistant.slack.pseudonyms import Pseudonyms
from assistant.slack.rates import Rates
from assistant.slack.settings import SlackSettings
from assistant.slack.threads import Threads
from assistant.slack.workers import Workers


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
