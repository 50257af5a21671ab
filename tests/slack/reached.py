"""The whole bot, reached as Slack reaches it: signed requests to a server, or envelopes over a WebSocket."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from slack_sdk.http_retry import FixedValueRetryIntervalCalculator

from assistant import Assistant
from assistant.feedback import FeedbackStore
from assistant.slack.app import build_slack
from assistant.slack.posting import web_client
from assistant.slack.serving import add_routes, connected
from assistant.slack.settings import Mode, SlackSettings
from tests.slack.bot import WatchedWorkers
from tests.slack.fake_socket import FakeSocket, SocketDelivery
from tests.slack.signing import SECRET, HttpDelivery
from tests.slack.web import served

AT_ONCE = FixedValueRetryIntervalCalculator(0.01)


@dataclass(frozen=True)
class Reached:
    """A bot and the way to it."""

    delivery: HttpDelivery | SocketDelivery
    workers: WatchedWorkers

    def hear(self, *payloads: dict[str, Any], retry: int = 0) -> None:
        """Deliver events one after the other; return when everything is answered."""
        for payload in payloads:
            ack = self.delivery.event(payload, retry=retry)
            assert (ack.status, ack.body) == (200, None)
        self.workers.wait_until_idle()

    def command(self, payload: dict[str, str]) -> Any:
        """The acknowledgement of a slash command."""
        ack = self.delivery.command(payload)
        self.workers.wait_until_idle()
        return ack.body

    def interact(self, payload: dict[str, Any]) -> None:
        """A button is pressed, or a form sent."""
        ack = self.delivery.interaction(payload)
        assert (ack.status, ack.body) == (200, None)
        self.workers.wait_until_idle()


@contextlib.contextmanager
def reached(
    assistant: Assistant,
    settings: SlackSettings,
    mode: Mode,
    end: FakeSocket | None = None,
    *,
    clock: Callable[[], float] = lambda: 0.0,
) -> Iterator[Reached]:
    """The bot, served; its clock stands still, so that a stream grows only by what must come at once.

    What fails is tried again as often as ever, but without the pauses.
    """
    workers = WatchedWorkers()
    client = web_client(settings, pause=AT_ONCE)
    store = FeedbackStore(settings.state)
    app = build_slack(assistant, settings, store, client=client, workers=workers, clock=clock)
    try:
        if mode == "http":
            web = FastAPI()
            add_routes(web, app, SECRET)
            with served(web) as address:
                yield Reached(HttpDelivery(f"{address}/slack/events"), workers)
        else:
            assert end is not None
            with connected(app, settings, ping_seconds=0.2):
                end.connected()
                yield Reached(SocketDelivery(end), workers)
    finally:
        workers.shutdown()
