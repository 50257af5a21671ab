"""A Slack on the loopback, over HTTP and Socket Mode."""

from __future__ import annotations

import os
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


@pytest.fixture
def tokens(slack: FakeSlack) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "ASSISTANT_SLACK_API_URL": slack.url,
    }


@pytest.fixture
def environment(
    tmp_path: Path, articles_folder: Path, assistant: Assistant, index_folder: Path
) -> dict[str, str]:
    """One without tokens, over the invented articles, whose index is there."""
    return {
        **os.environ,
        "ASSISTANT_DOCUMENTS": str(articles_folder),
        "ASSISTANT_INDEX": str(index_folder),
        "ASSISTANT_STATE": str(tmp_path / "assistant.db"),
    }
