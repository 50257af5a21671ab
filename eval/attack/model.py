"""A hostile model's server behind a running chat: answers come in time and quote only what is there."""

from __future__ import annotations

import gzip
import html
import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from assistant.reading.folder import read_folder
from eval.attack.chat import Chat, serving
from eval.attack.outcome import Outcome, Tally
from eval.attack.reader import Reader
from eval.attack.scratch import QUESTION, Library
from eval.attack.stage import Stage
from tests.model_server import SOURCE, ModelServer, Reply, Script

_TIMEOUT = 6
_SECONDS = 60
"""Within which an answer has come, on a busy machine too."""
_MOST_MEMORY = 1_200 * 1024 * 1024
_QUOTE = re.compile(r"<blockquote[^>]*>(.*?)</blockquote>", re.DOTALL)
_WHO = re.compile(r'<p class="who"><strong>(.*?)</strong>', re.DOTALL)
_NAMES = {"Ann Ash", "Bo Birk", "Vera Vane", "Cy Corrow", "Dee Dunmark", "Ivo Ilmer"}


def _record(**fields: Any) -> str:
    return json.dumps(fields) + "\n"


def _forging(request: dict[str, Any]) -> Reply:
    """Names a speaker who is in no article, and quotes what is not there."""
    keys = [key for key, _ in SOURCE.findall(request["messages"][-1]["content"])] or ["k7f3"]
    views = (
        _record(source=keys[0], speaker="Eve Elm", quotes=["I confess to everything that was said."]),
        _record(source=keys[-1], speaker="Zed Zoll", quotes=["The Elmford ferry is a crime against all."]),
        _record(source="zzzz", speaker=None, quotes=["It never should have sailed at all."]),
        _record(summary=f"Eve Elm confessed ![x](http://evil.example/x) [{keys[0]}]."),
    )
    return Reply("".join(views))


SCRIPTS: dict[str, Script] = {
    "forged speakers and quotes": _forging,
    "prose": Reply("Eve Elm says that the ferry is a crime. " * 20),
    "markup": Reply("<script>alert(1)</script>![x](http://evil.example/x)\n" * 20),
    "refusal": Reply("I cannot help with that."),
    "empty": Reply(""),
    "endless": Reply("x" * 3_000_000, piece=3_000),
    "drip": Reply("x" * 10_000, piece=1, pause=0.5),
    "silence": Reply("x" * 100, hang_after=1),
    "cut": Reply("x" * 100, drop_after=3),
    "one line of 20 MB": Reply("x" * 20_000_000, piece=5_000_000),
    "error 500": Reply(status=500),
    "error 429": Reply(status=429, headers={"retry-after": "3600"}),
    "not JSON": Reply(raw="<html>nothing</html>"),
    "other JSON": Reply(raw='{"choices": 7}'),
    "deep JSON": Reply(raw="[" * 100_000),
}


def served(stage: Stage) -> Outcome:
    """One running chat, one question for each way in which the server misbehaves."""
    tally, library = Tally(), stage.library()
    texts = " ".join(each.text for each in read_folder(library.documents).articles)
    with ModelServer() as server, _asked(library, server.url) as chat:
        for name, script in SCRIPTS.items():
            server.plays(script)
            server.released.clear()
            _checked(tally, name, chat, texts)
    for name, played in {"gzip bomb": _bomb, "redirect": _redirect, "never a head": _mute}.items():
        with played() as url, _asked(library, url) as chat:
            _checked(tally, name, chat, texts)
            peak = chat.memory_peak() // 1024 // 1024
            tally.check(chat.memory_peak() <= _MOST_MEMORY, f"{name}: the server grew to {peak} MB")
    return tally.outcome()


def _asked(library: Library, url: str) -> Any:
    more = {"OPENAI_BASE_URL": url, "OPENAI_API_KEY": "sk-elmford", "ASSISTANT_MODEL": "elm"}
    return serving(library, more={**more, "ASSISTANT_TIMEOUT": str(_TIMEOUT), "ASSISTANT_RETRIES": "1"})


def _checked(tally: Tally, name: str, chat: Chat, texts: str) -> None:
    reader, start = Reader(chat, seconds=_SECONDS), time.monotonic()
    stream = reader.ask(QUESTION).stream
    seconds = time.monotonic() - start
    reader.close()
    shown = stream.replace('\\"', '"').replace("\\n", "\n")
    speakers = {html.unescape(each) for each in _WHO.findall(shown)}
    quotes = [_words(each) for each in _QUOTE.findall(shown)]
    known = " ".join(texts.split())
    invented = [quote for quote in quotes if quote and quote not in known]
    tally.check(bool(quotes), f"{name}: no answer")
    tally.check(not invented and speakers <= _NAMES, f"{name}: {invented[:1]}, {sorted(speakers - _NAMES)}")
    tally.check(seconds <= _SECONDS, f"{name}: {seconds:.0f} s")
    tally.check(chat.healthy(), f"{name}: the chat does not answer afterwards")


def _words(quote: str) -> str:
    """A quote without its marks and number."""
    plain = html.unescape(re.sub(r"<a\b.*?</a>|<[^>]+>", "", quote, flags=re.DOTALL))
    return " ".join(plain.strip(" “”\n").split())


@contextmanager
def _bomb() -> Iterator[str]:
    """A small reply that unpacks to 400 MB."""
    packed = gzip.compress(bytes(400 * 1024 * 1024), 9)
    with _replying(200, {"content-encoding": "gzip", "content-type": "application/json"}, packed) as url:
        yield url


@contextmanager
def _redirect() -> Iterator[str]:
    with _replying(307, {"location": "http://127.0.0.1:1/elsewhere"}, b"") as url:
        yield url


@contextmanager
def _mute() -> Iterator[str]:
    """Takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/v1"


@contextmanager
def _replying(status: int, headers: dict[str, str], body: bytes) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(status)
            for name, value in {**headers, "content-length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1"
        server.shutdown()
