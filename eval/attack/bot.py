"""`assistant slack --http` as a process of its own, beside a Slack on the loopback."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from eval.attack.chat import Chat, serving
from eval.attack.scratch import Library
from tests.slack.fake_slack import BOT_TOKEN, BOT_USER, FakeSlack
from tests.slack.signing import SECRET, HttpDelivery

TOKENS = {
    "SLACK_BOT_TOKEN": BOT_TOKEN,
    "SLACK_SIGNING_SECRET": SECRET,
    "ASSISTANT_SLACK_PER_USER": "1000000",
    "ASSISTANT_SLACK_PER_CHANNEL": "1000000",
}


@dataclass(frozen=True, slots=True)
class Bot:
    """A bot that listens, and the way to it."""

    chat: Chat
    slack: FakeSlack

    @property
    def events(self) -> str:
        return f"{self.chat.address}/slack/events"

    @property
    def delivery(self) -> HttpDelivery:
        return HttpDelivery(self.events)


@contextlib.contextmanager
def slack_here() -> Iterator[FakeSlack]:
    """A Slack that does not end with an error where an attack made the bot ask for too much."""
    with FakeSlack() as slack:
        slack.refuses = True
        yield slack


@contextlib.contextmanager
def answering(library: Library, slack: FakeSlack, more: Mapping[str, str] = {}) -> Iterator[Bot]:
    """A bot that can be asked, with the web chat beside it."""
    settings = {**TOKENS, "ASSISTANT_SLACK_API_URL": slack.url, **more}
    with serving(library, "--http", command="slack", more=settings) as chat:
        yield Bot(chat, slack)


def told(slack: FakeSlack, thread: str) -> bool:
    """Whether a thread holds a whole message of the bot: an answer, or a word on why there is none."""
    return any(
        message.thread_ts == thread and message.author.get("user") == BOT_USER and not message.streaming
        for message in list(slack.messages)
    )


def answers(slack: FakeSlack, thread: str) -> int:
    """How many answers the thread was given."""
    return sum(call.body.get("thread_ts") == thread for call in list(slack.calls) if _begins(call.method))


def _begins(method: str) -> bool:
    return re.fullmatch(r"chat\.(startStream|postMessage)", method) is not None
