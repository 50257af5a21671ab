"""Bodies that name a file as if it had been uploaded: nothing may be copied, hashed, fetched or opened."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

from eval.attack.outcome import Outcome, Tally
from eval.attack.reader import Reader, question_body
from eval.attack.stage import Stage

_SESSION = "0123forged"
_SECONDS = 8
"""A server that has not answered by then stands still."""


def file_data(stage: Stage) -> Outcome:
    """Every place and spelling of a file in the body of a question."""
    tally = Tally()
    with _listener() as (url, reached):
        secret = stage.folder() / "secret.txt"
        secret.write_text("invented secret of Elmford", encoding="utf-8")
        secret.chmod(0o600)
        fifo = secret.with_name("fifo")
        os.mkfifo(fifo)
        digest = hashlib.sha256(secret.read_bytes()).hexdigest()
        bodies = {**_bodies(str(secret), url), **_special(fifo)}
        for name, body in bodies.items():
            chat = stage.chat()
            reader = Reader(chat, seconds=_SECONDS)
            reader.session = _SESSION
            try:
                answer = reader.join(body)
                told = answer.text
                if answer.status_code == 200:
                    told += reader.listen().stream
                refused = 400 <= answer.status_code < 500
                seen = f"status {answer.status_code}"
            except httpx.HTTPError as error:
                refused, told, seen = False, "", f"no answer ({type(error).__name__})"
            copies = [path.name for path in chat.library.temporary.rglob("*") if path.is_file()]
            told_digest = digest in told or any(digest in str(path) for path in copies)
            held = refused and not copies and not told_digest and not reached and chat.healthy(_SECONDS)
            tally.check(
                held, f"{name}: {seen}, copied {copies}, hash told: {told_digest}, fetched: {reached}"
            )
            reader.close()
            for path in chat.library.temporary.rglob("*"):
                if path.is_file():
                    path.unlink()
            reached.clear()
    return tally.outcome()


def _file(path: str) -> dict[str, Any]:
    return {"path": path, "meta": {"_type": "gradio.FileData"}}


def _bodies(secret: str, url: str) -> dict[str, dict[str, Any] | bytes]:
    """Bodies that name a file or an address, by where they name it."""

    def asked(question: Any, **more: Any) -> dict[str, Any]:
        return question_body(question, session=_SESSION, **more)

    whole = asked(_file(secret))
    text = json.dumps(whole)
    return {
        "question": whole,
        "question, /etc/passwd": asked(_file("/etc/passwd")),
        "question, environment of the server": asked(_file("/proc/self/environ")),
        "nested in lists": asked([[_file(secret)]]),
        "filter of people": asked("ferry", people=[_file(secret)]),
        "filter of people, nested": asked("ferry", people=[["x", _file(secret)]]),
        "date": asked("ferry", since=_file(secret)),
        "inside another object": asked({"a": {"b": _file(secret)}}),
        "address": asked({"url": url, **_file(url)}),
        "address alone": asked(_file(url)),
        "state": {**asked("ferry"), "data": ["ferry", [], [], "", "", [], "", _file(secret), None]},
        "event data": {**asked("ferry"), "event_data": _file(secret)},
        "surplus value": {**asked("ferry"), "data": [*asked("ferry")["data"], _file(secret)]},
        "escapes": text.replace("gradio.FileData", "gradio\\u002eFileData").encode(),
        "escaped keys": text.replace('"_type"', '"\\u005ftype"').replace('"path"', '"p\\u0061th"').encode(),
        "key twice": text.replace('"data":', '"data": [], "data":', 1).encode(),
        "another charset": text.encode("utf-16"),
        "with NaN": text.replace("null", "NaN").encode(),
        "example button": {**whole, "trigger_id": 0},
        "another function": {**whole, "fn_index": 11, "data": [_file(secret)]},
        "undo": {**whole, "fn_index": 1, "data": [_file(secret), None, None]},
        "deep nesting": b'{"data": ' + b"[" * 20_000 + b"]" * 20_000 + b"}",
    }


def _special(fifo: Path) -> dict[str, dict[str, Any] | bytes]:
    """Files that never end or that nobody writes to; last, as they fell a server that opens them."""
    return {
        "a pipe nobody writes to": question_body(_file(str(fifo)), session=_SESSION),
        "/dev/zero": question_body(_file("/dev/zero"), session=_SESSION),
    }


@contextlib.contextmanager
def _listener() -> Iterator[tuple[str, list[str]]]:
    """An address of the loopback, and a list of those who reached for it."""
    import threading

    reached: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accepted() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, peer = server.accept()
                    reached.append(str(peer))
                    connection.close()

        threading.Thread(target=accepted, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/x.txt", reached
        with contextlib.suppress(OSError):
            server.shutdown(socket.SHUT_RDWR)
