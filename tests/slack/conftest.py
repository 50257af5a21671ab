"""A Slack on the loopback, over HTTP and Socket Mode."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answering.assistant import Assistant
from assistant.feedback import FeedbackStore
from assistant.slack.settings import SlackSettings
from tests.slack.bot import Bot, bot_of
from tests.slack.fake_slack import APP_TOKEN, BOT_TOKEN, FakeSlack
from tests.slack.fake_socket import FakeSocket
from tests.slack.signing import SECRET


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as slack:
        yield slack


@pytest.fixture
def slack_socket(slack: FakeSlack) -> Iterator[FakeSocket]:
    """Where the client of Socket Mode is sent."""
    with FakeSocket() as end:
        slack.socket_url = end.url
        yield end


@pytest.fixture
def slack_settings(slack: FakeSlack, tmp_path: Path) -> SlackSettings:
    """Those of the one workspace there is."""
    return SlackSettings(
        state=tmp_path / "assistant.db",
        bot_token=BOT_TOKEN,
        app_token=APP_TOKEN,
        signing_secret=SECRET,
        per_user=1_000,
        per_channel=1_000,
        api_url=slack.url,
    )


@pytest.fixture
def store(slack_settings: SlackSettings) -> FeedbackStore:
    return FeedbackStore(slack_settings.state)


@pytest.fixture
def bot(
    assistant: Assistant, slack: FakeSlack, slack_settings: SlackSettings, store: FeedbackStore
) -> Iterator[Bot]:
    """The bot over the invented articles."""
    with bot_of(assistant, slack, slack_settings, store) as bot:
        yield bot
