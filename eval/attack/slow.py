"""Clients that send slowly or never end: they are dropped, and hold nobody up."""

from __future__ import annotations

import contextlib
import socket
import time
from contextlib import ExitStack

from eval.attack.chat import Chat
from eval.attack.outcome import Outcome, Tally
from eval.attack.reader import JOIN
from eval.attack.stage import Stage

_SECONDS_TO_DROP = 90
_SECONDS_TO_ANSWER = 10
"""A health check that takes longer means that the server stands; short enough, on a busy machine."""
_BEGINNINGS = {
    "a head that never ends": b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: b\r\n",
    "nothing at all": b"",
    "a body that never ends": (
        f"POST {JOIN} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        "Content-Length: 1000\r\n\r\n{"
    ).encode(),
}


def heads_and_bodies(stage: Stage) -> Outcome:
    """Two hundred connections of each kind; meanwhile the health check is answered."""
    tally, chat = Tally(), stage.chat()
    number = stage.few(200, 40)
    for name, beginning in _BEGINNINGS.items():
        with ExitStack() as opened:
            connections = []
            for _ in range(number):
                connection = socket.create_connection(("127.0.0.1", chat.port), timeout=10)
                opened.callback(connection.close)
                with contextlib.suppress(OSError):
                    connection.sendall(beginning)
                connections.append(connection)
            for _ in range(5):
                tally.check(chat.healthy(_SECONDS_TO_ANSWER), f"{name}: the health check is not answered")
            if stage.options.quick:
                continue
            dropped = _dropped(chat, connections)
            tally.check(dropped == number, f"{name}: {dropped} of {number} dropped in {_SECONDS_TO_DROP} s")
    return tally.outcome()


def _dropped(chat: Chat, connections: list[socket.socket]) -> int:
    """How many connections the server has ended while they went on sending a little."""
    until, open_ = time.monotonic() + _SECONDS_TO_DROP, list(connections)
    for connection in open_:
        connection.setblocking(False)
    while open_ and time.monotonic() < until:
        time.sleep(2)
        open_ = [connection for connection in open_ if not _ended(connection)]
    return len(connections) - len(open_)


def _ended(connection: socket.socket) -> bool:
    try:
        connection.send(b"x")
        while data := connection.recv(4096):
            del data
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True
