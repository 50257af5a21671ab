"""Slack's end of Socket Mode on the loopback: sends envelopes, keeps when each was acknowledged, hangs up."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
import uuid
from dataclasses import dataclass
from typing import Any, Literal, Self

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

Kind = Literal["events_api", "slash_commands", "interactive"]


@dataclass(frozen=True, slots=True)
class Ack:
    """That a delivery arrived: after how many seconds, with what status (HTTP) and what answer."""

    seconds: float
    status: int = 200
    body: Any = None


class FakeSocket:
    """Serves while it is entered."""

    def __init__(self) -> None:
        self.connections: list[ServerConnection] = []
        """All there ever were, in order."""
        self._acks: dict[str, Ack] = {}
        self._sent: dict[str, float] = {}
        self._changed = threading.Condition()
        self._server = serve(self._served, "127.0.0.1", 0, ping_interval=None)
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._closing = threading.Event()
        self._pinging = threading.Thread(target=self._ping)

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self._server.socket.getsockname()[1]}/link/?ticket=1"

    def connected(self, number: int = 1, *, seconds: float = 60) -> None:
        """Wait for the connection of that number, counted from one."""
        with self._changed:
            if not self._changed.wait_for(lambda: len(self.connections) >= number, seconds):
                raise AssertionError(f"{len(self.connections)} connections, not {number}, after {seconds} s")

    def send(
        self,
        kind: Kind,
        payload: dict[str, Any],
        *,
        envelope_id: str = "",
        retry: int = 0,
        reason: str = "",
        to: int = -1,
    ) -> str:
        """Send an envelope to one of the connections; its id."""
        envelope_id = envelope_id or str(uuid.uuid4())
        envelope: dict[str, Any] = {
            "envelope_id": envelope_id,
            "type": kind,
            "accepts_response_payload": kind != "events_api",
            "payload": payload,
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": retry, "retry_reason": reason}
        with self._changed:
            self._acks.pop(envelope_id, None)
            self._sent[envelope_id] = time.monotonic()
        self.connections[to].send(json.dumps(envelope))
        return envelope_id

    def ack(self, envelope_id: str, *, seconds: float = 30) -> Ack:
        """The acknowledgement of an envelope; waits until it has come."""
        with self._changed:
            if not self._changed.wait_for(lambda: envelope_id in self._acks, seconds):
                raise AssertionError(f"no acknowledgement within {seconds} s")
            return self._acks[envelope_id]

    def acknowledged(self, envelope_id: str) -> bool:
        return envelope_id in self._acks

    def ask_to_reconnect(self) -> None:
        """What Slack says to a connection before it ends it."""
        self.connections[-1].send(json.dumps({"type": "disconnect", "reason": "refresh_requested"}))

    def cut(self) -> None:
        """End the newest connection as a failing network does: without a word."""
        self.connections[-1].socket.shutdown(socket.SHUT_RDWR)

    def _served(self, connection: ServerConnection) -> None:
        hello = {"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A0ASKER"}}
        try:
            connection.send(json.dumps(hello))
            with self._changed:
                self.connections.append(connection)
                self._changed.notify_all()
            for message in connection:
                self._received(json.loads(message))
        except ConnectionClosed:
            pass  # a cut is part of the script

    def _received(self, message: dict[str, Any]) -> None:
        with self._changed:
            sent = self._sent[message["envelope_id"]]
            self._acks[message["envelope_id"]] = Ack(time.monotonic() - sent, body=message.get("payload"))
            self._changed.notify_all()

    def _ping(self) -> None:
        """A client that wants to close waits until it receives something, for three seconds at most."""
        while not self._closing.wait(0.05):
            for connection in tuple(self.connections):
                with contextlib.suppress(ConnectionClosed):
                    connection.ping()

    def __enter__(self) -> Self:
        self._thread.start()
        self._pinging.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._closing.set()
        self._pinging.join()
        self._server.shutdown()
        self._thread.join()


class SocketDelivery:
    """Slack's deliveries over Socket Mode; `signing.HttpDelivery` brings the same ones over HTTP."""

    def __init__(self, end: FakeSocket) -> None:
        self._end = end

    def event(self, payload: dict[str, Any], *, retry: int = 0) -> Ack:
        reason = "timeout" if retry else ""
        return self._end.ack(self._end.send("events_api", payload, retry=retry, reason=reason))

    def command(self, payload: dict[str, str]) -> Ack:
        return self._end.ack(self._end.send("slash_commands", payload))

    def interaction(self, payload: dict[str, Any]) -> Ack:
        return self._end.ack(self._end.send("interactive", payload))
