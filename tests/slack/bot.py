"""The bot as tests talk to it: signed deliveries into the real Bolt app, and a wait until all is answered."""

from __future__ import annotations

import contextlib
import itertools
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from slack_bolt import App, BoltRequest, BoltResponse
from slack_sdk import WebClient

from assistant import Assistant
from assistant.answers import Answer, Turn
from assistant.articles import Article, Record
from assistant.events import Event
from assistant.feedback import FeedbackStore
from assistant.positions import Position
from assistant.scopes import Scope
from assistant.slack.answers import Workers
from assistant.slack.app import build_slack
from assistant.slack.settings import SlackSettings
from tests.slack.fake_slack import FakeSlack
from tests.slack.signing import FORM, JSON, signed


class WatchedWorkers(Workers):
    """Workers that know when they are idle."""

    def __init__(self, *sizes: int) -> None:
        super().__init__(*sizes)
        self._working = 0
        self._changed = threading.Condition()

    def submit(self, task: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        self._count(1)
        future = super().submit(task, *args, **named)
        future.add_done_callback(lambda _: self._count(-1))
        return future

    def take_on(self, work: Callable[[], None]) -> bool:
        self._count(1)

        def counted() -> None:
            try:
                work()
            finally:
                self._count(-1)

        if super().take_on(counted):
            return True
        self._count(-1)
        return False

    def wait_until_idle(self) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: not self._working, 120)

    def _count(self, change: int) -> None:
        with self._changed:
            self._working += change
            self._changed.notify_all()


@dataclass
class Disturbed:
    """The assistant, but after some events it fails, or waits until it may go on."""

    assistant: Assistant
    after: int = 2
    failure: Exception | None = None
    go_on: threading.Event = field(default_factory=threading.Event)

    @property
    def records(self) -> tuple[Record, ...]:
        return self.assistant.records

    @property
    def topics(self) -> Mapping[str, tuple[str, ...]]:
        return self.assistant.topics

    @property
    def positions(self) -> tuple[Position, ...]:
        return self.assistant.positions

    def article(self, article_id: str) -> Article | None:
        return self.assistant.article(article_id)

    def stream(
        self,
        question: str,
        *,
        history: tuple[Turn, ...] = (),
        scope: Scope = Scope(),
        after: Answer | None = None,
    ) -> Iterator[Event]:
        events = self.assistant.stream(question, history=history, scope=scope, after=after)
        yield from itertools.islice(events, self.after)
        if self.failure:
            raise self.failure
        self.go_on.wait(60)
        yield from events


@dataclass(frozen=True)
class Bot:
    app: App
    slack: FakeSlack
    store: FeedbackStore
    workers: WatchedWorkers

    def deliver(self, payload: dict[str, Any]) -> None:
        """Deliver an event, which is acknowledged at once."""
        response = self._dispatch(json.dumps(payload), JSON)
        assert (response.status, response.body) == (200, "")

    def hear(self, *payloads: dict[str, Any]) -> None:
        """Deliver events, all before any is waited for; then wait until everything is answered."""
        for payload in payloads:
            self.deliver(payload)
        self.workers.wait_until_idle()

    def command(self, payload: dict[str, Any]) -> dict[str, Any]:
        """The acknowledgement of a slash command."""
        response = self._dispatch(urlencode(payload), FORM)
        assert response.status == 200
        self.workers.wait_until_idle()
        acknowledged: dict[str, Any] = json.loads(response.body)
        return acknowledged

    def interact(self, payload: dict[str, Any]) -> None:
        """A button is pressed, or a form sent."""
        response = self._dispatch(urlencode({"payload": json.dumps(payload)}), FORM)
        assert (response.status, response.body) == (200, "")
        self.workers.wait_until_idle()

    def _dispatch(self, body: str, kind: str) -> BoltResponse:
        return self.app.dispatch(BoltRequest(body=body, headers=dict(signed(body, kind=kind))))


@contextlib.contextmanager
def bot_of(
    assistant: Assistant,
    slack: FakeSlack,
    settings: SlackSettings,
    store: FeedbackStore,
    *,
    client: WebClient | None = None,
    workers: WatchedWorkers | None = None,
    clock: Callable[[], float] = lambda: 0.0,
) -> Iterator[Bot]:
    """A bot; unless told otherwise its clock stands, so that a stream grows by what must come at once."""
    workers = workers or WatchedWorkers()
    app = build_slack(assistant, settings, store, client=client, workers=workers, clock=clock)
    try:
        yield Bot(app, slack, store, workers)
    finally:
        workers.shutdown()
