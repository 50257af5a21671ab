"""`assistant serve` as a process of its own, and requests to it."""

from __future__ import annotations

import contextlib
import http.client
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import httpx

from eval.attack.scratch import Library

UNLIMITED = {"ASSISTANT_PER_MINUTE": "1000000"}
"""So many questions that no attack but the one on this limit meets it."""
_SECONDS_TO_START = 180


@dataclass(frozen=True, slots=True)
class Chat:
    """A web chat that listens on the loopback."""

    address: str
    process: subprocess.Popen[str]
    library: Library
    log: Path
    """What it printed: of the start, and whatever came later."""

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 0

    @property
    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def client(self, *, seconds: float = 30, origin: str = "") -> httpx.Client:
        """An HTTP client with cookies of its own, which says that it comes from this page."""
        return httpx.Client(
            base_url=self.address,
            timeout=seconds,
            headers={"origin": origin or self.address},
            trust_env=False,
        )

    def healthy(self, seconds: float = 10) -> bool:
        """Whether the health check is answered in time."""
        try:
            return httpx.get(f"{self.address}/healthz", timeout=seconds, trust_env=False).status_code == 200
        except httpx.HTTPError:
            return False

    def raw(
        self, method: str, path: str, headers: Mapping[str, str | bytes] = {}, body: bytes = b""
    ) -> tuple[int, str]:
        """Status and text for a path that is sent exactly as it is written."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.putrequest(method, path, skip_host="host" in headers, skip_accept_encoding=True)
            sent: dict[str, str | bytes] = {"content-length": str(len(body)), **headers}
            for name, value in sent.items():
                connection.putheader(name, value)
            connection.endheaders(body)
            response = connection.getresponse()
            try:
                told = response.read(1_000_000)
            except http.client.IncompleteRead as error:
                told = error.partial  # an event stream that ends where nobody is known to wait for it
            return response.status, told.decode("utf-8", "replace")
        finally:
            connection.close()

    def memory(self) -> int:
        """Bytes of the process in memory."""
        return self._bytes("VmRSS")

    def memory_peak(self) -> int:
        """The most bytes that it ever held."""
        return self._bytes("VmHWM")

    def _bytes(self, name: str) -> int:
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        found = re.search(rf"{name}:\s+(\d+) kB", status)
        return int(found[1]) * 1024 if found else 0

    def threads(self) -> int:
        return len(list(Path(f"/proc/{self.process.pid}/task").iterdir()))

    def kill(self) -> None:
        """SIGKILL, as when memory runs out."""
        self.process.kill()
        self.process.wait()


@contextlib.contextmanager
def serving(
    library: Library,
    *arguments: str,
    more: Mapping[str, str] = {},
    command: str = "serve",
) -> Iterator[Chat]:
    """A chat that answers, over this library; it is ended at the end."""
    log = library.root / f"{command}-{time.monotonic_ns()}.log"
    wanted = ["--no-open"] if command == "serve" else []
    with (
        log.open("w", encoding="utf-8") as printed,
        subprocess.Popen(
            [sys.executable, "-u", "-m", "assistant", command, *wanted, "--port", "0", *arguments],
            env=library.environment({**UNLIMITED, **more}),
            stdout=subprocess.PIPE,
            stderr=printed,
            text=True,
            errors="replace",
            cwd=library.root,
        ) as process,
    ):
        guard = threading.Timer(_SECONDS_TO_START, process.kill)
        guard.start()
        drain = threading.Thread(target=_drained, args=(process.stdout, log), daemon=True)
        try:
            address = _opened(process.stdout, printed)
            guard.cancel()
            drain.start()
            yield Chat(address, process, library, log)
        finally:
            guard.cancel()
            _ended(process)
            if drain.ident is not None:
                drain.join()


def _opened(stream: IO[str] | None, log: IO[str]) -> str:
    """The address that the server prints once it listens."""
    assert stream is not None
    for line in stream:
        print(line, end="", file=log, flush=True)
        if found := re.search(r"open on (http://\S+)", line):
            return found[1].replace("0.0.0.0", "127.0.0.1")
    raise RuntimeError("the server ended before it listened")


def _drained(stream: IO[str], log: Path) -> None:
    with log.open("a", encoding="utf-8") as kept:
        for line in stream:
            print(line, end="", file=kept, flush=True)


def _ended(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
    if process.poll() is None:
        process.kill()
    process.wait()
