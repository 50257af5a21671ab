"""Connections with bounds on slow and on many clients."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from assistant.web.clients import through_proxy


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How long a request may take to arrive, and how many connections there may be."""

    header_seconds: float = 10.0
    body_seconds: float = 30.0
    per_address: int = 400
    """An open page holds one, and up to six while it loads. A trusted proxy may have them all."""
    together: int = 800
    """Below the 1,024 open files that a process usually may have."""


def protocol(bounds: Bounds, proxies: tuple[str, ...] = ()) -> type[H11Protocol]:
    """The protocol for uvicorn that keeps to these bounds."""

    class Chosen(BoundedProtocol):
        _bounds = bounds
        _proxies = proxies

    return Chosen


class BoundedProtocol(H11Protocol):
    """One connection; h11 itself holds the headers of a request to 16 KB."""

    _bounds = Bounds()
    _proxies: tuple[str, ...] = ()
    _timer: asyncio.TimerHandle | None = None
    _awaited: str | None = None
    """The part of a request that has begun and not ended."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if self._are_too_many():
            self._end(503, "Service Unavailable")
        else:
            self._watch()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop()
        super().connection_lost(exc)

    def _watch(self) -> None:
        """Wait for the rest of a request, no longer than it may take."""
        awaited = {h11.IDLE: "header", h11.SEND_BODY: "body"}.get(self.conn.their_state)
        if awaited == self._awaited:
            return
        self._stop()
        if awaited and not self.transport.is_closing():
            seconds = self._bounds.header_seconds if awaited == "header" else self._bounds.body_seconds
            self._awaited = awaited
            self._timer = self.loop.call_later(seconds, self._end, 408, "Request Timeout")

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._awaited = None

    def _end(self, status: int, why: str) -> None:
        """Close the connection, saying why where no response has begun."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            self.transport.write(
                f"HTTP/1.1 {status} {why}\r\ncontent-type: text/plain\r\nconnection: close\r\n"
                f"content-length: {len(why) + 1}\r\n\r\n{why}\n".encode("ascii")
            )
            self.transport.close()
        else:
            self.transport.abort()  # a peer that reads nothing would keep it open

    def _are_too_many(self) -> bool:
        if len(self.connections) > self._bounds.together:
            return True
        peers = [_address(each) for each in self.connections if isinstance(each, H11Protocol)]
        many = peers.count(_address(self)) > self._bounds.per_address
        return many and not through_proxy({"client": self.client, "headers": []}, self._proxies)


def _address(connection: H11Protocol) -> str | None:
    return connection.client[0] if connection.client else None
