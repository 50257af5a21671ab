"""A small OpenAI-compatible server on the loopback, which answers as it is told."""

import json
import re
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self


@dataclass(frozen=True)
class Reply:
    """One reply: a stream of pieces, or an error where `status` is not 200."""

    text: str = ""
    finish: str | None = "stop"
    """None: the stream ends without saying why."""
    status: int = 200
    error: str = "scripted failure"
    code: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    piece: int = 7
    """Characters a chunk."""
    hang_after: int | None = None
    """Send nothing more after so many chunks, and keep the connection open."""
    drop_after: int | None = None
    """Close the connection in the middle of the stream, after so many chunks."""
    usage: tuple[int, int] | None = (50, 20)
    pause: float = 0.0
    """Seconds before each chunk."""
    thought: str = ""
    """Sent beside the text, as `reasoning_content`, before it."""
    raw: str | None = None
    """Sent as it is in the place of a stream."""


Script = Reply | Callable[[dict[str, Any]], Reply]
SOURCE = re.compile(r"<source (\w{4})>\n(?:\w+: [^\n]*\n)*?text:\n(.*?)\n</source \1>", re.DOTALL)


_SENTENCE = re.compile(r"(?m)^\[(\w{4}\.\d+)\] (.*)$")
_EVIDENCE = re.compile(r"(?s)<evidence (\d+)>\n(.*?)\n</evidence \1>")
Sentences = list[tuple[str, str]]
"""The id and the words of each sentence of a source."""


def sources(request: dict[str, Any]) -> list[tuple[str, Sentences]]:
    """The key of every source in a request, with its sentences that may be cited."""
    found = SOURCE.findall(request["messages"][-1]["content"])
    return [(key, _SENTENCE.findall(text)) for key, text in found]


def grades(
    request: dict[str, Any], grade: Callable[[str], str] = lambda statement: "supported"
) -> Reply | None:
    """What a grader writes of whom each statement is `grade`; None where no grades are asked for."""
    evidence = _EVIDENCE.findall(request["messages"][-1]["content"])
    lines = [
        f"{number}{letter} {grade(statement)}"
        for number, text in evidence
        for letter, statement in re.findall(r"(?m)^([a-z]{1,3})\. (.*)$", text)
    ]
    return Reply("\n".join(lines)) if evidence else None


def standalone(question: str, language: str = "English") -> Reply:
    """A question that a model made to stand alone, and the reader's language."""
    return Reply(json.dumps({"language": language, "question": question}, ensure_ascii=False))


def quoting(request: dict[str, Any]) -> Reply:
    """What an honest model writes without understanding: each source's first sentence is its view."""
    if graded := grades(request):
        return graded
    given = [(key, sentences[0][0]) for key, sentences in sources(request)]
    views = [{"cite": [first], "speaker": None, "claim": None, "stance": None} for _, first in given]
    overview = " ".join(f"One voice is heard here [{first}]." for _, first in given)
    return Reply(json.dumps({"views": views, "summary": overview}))


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that closes its connection is no error."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class ModelServer:
    """Answers each request with the next reply of its script, the last of them for ever."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.script: list[Script] = [Reply()]
        self.pages: dict[str, Any] = {}
        """What it gives at a path, as JSON."""
        self.place = ""
        """The beginning of the paths at which it takes requests."""
        self.released = threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                server.requests.append({"path": self.path, **body})
                server.keys.append(self.headers["authorization"])
                if not self.path.startswith(server.place):
                    _plain(self, Reply(status=404, error="there is no such page"))
                    return
                reply = server.script.pop(0) if len(server.script) > 1 else server.script[0]
                reply = reply if isinstance(reply, Reply) else reply(body)
                try:
                    if reply.raw is not None or reply.status != 200:
                        _plain(self, reply)
                    else:
                        _stream(self, reply, body, server.released)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def do_GET(self) -> None:
                told = server.pages.get(self.path)
                _plain(self, Reply(status=404) if told is None else Reply(raw=json.dumps(told)))

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self._http = _Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}/v1"

    def plays(self, *script: Script) -> None:
        self.script = list(script)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.released.set()
        self._http.shutdown()
        self._http.server_close()


def _plain(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    error = {"message": reply.error, "type": "scripted", "param": None, "code": reply.code}
    body = (json.dumps({"error": error}) if reply.raw is None else reply.raw).encode()
    handler.send_response(reply.status)
    for name, value in {
        "content-type": "application/json",
        "content-length": str(len(body)),
        **reply.headers,
    }.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


def _stream(
    handler: BaseHTTPRequestHandler, reply: Reply, request: dict[str, Any], released: threading.Event
) -> None:
    handler.send_response(200)
    handler.send_header("content-type", "text/event-stream")
    handler.send_header("transfer-encoding", "chunked")
    handler.end_headers()
    pieces = [reply.text[at : at + reply.piece] for at in range(0, len(reply.text), reply.piece)]
    _send(handler, request, [{"index": 0, "delta": {"role": "assistant", "content": ""}}])
    if reply.thought:
        _send(handler, request, [{"index": 0, "delta": {"reasoning_content": reply.thought}}])
    for number, piece in enumerate([*pieces, None]):
        if number == reply.hang_after:
            released.wait()
        if reply.pause:
            released.wait(reply.pause)
        if number in (reply.hang_after, reply.drop_after):
            handler.close_connection = True
            return
        if piece is not None:
            _send(handler, request, [{"index": 0, "delta": {"content": piece}}])
    if reply.finish:
        _send(handler, request, [{"index": 0, "delta": {}, "finish_reason": reply.finish}])
    if reply.usage and (request.get("stream_options") or {}).get("include_usage"):
        read, written = reply.usage
        usage = {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}
        _send(handler, request, [], usage)
    if reply.finish:
        _write(handler, b"data: [DONE]\n\n")
    _write(handler, b"")


def _send(
    handler: BaseHTTPRequestHandler, request: dict[str, Any], choices: list[Any], usage: Any = None
) -> None:
    chunk = {
        "id": "c1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": request["model"],
        "choices": choices,
        "usage": usage,
    }
    _write(handler, f"data: {json.dumps(chunk)}\n\n".encode())


def _write(handler: BaseHTTPRequestHandler, data: bytes) -> None:
    handler.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
    handler.wfile.flush()
