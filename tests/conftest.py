"""What every test stands on: no network, a clean environment, one real assistant over invented articles."""

from __future__ import annotations

import ipaddress
import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from tests.model_server import ModelServer

if TYPE_CHECKING:
    from assistant.answering.assistant import Assistant

_OURS = ("ASSISTANT_BROWSER_REQUIRED",)
"""Set by continuous integration."""
_FOREIGN = ("ASSISTANT_", "OPENAI_", "SLACK_", "LANGSMITH_", "LANGCHAIN_", "NO_COLOR", "FORCE_COLOR", "TTY_")

# Time on a busy machine is no failure. `make test-all` names the profile `ci`.
for _profile, _examples in (("dev", 15), ("ci", 50)):
    settings.register_profile(
        _profile,
        max_examples=_examples,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
settings.load_profile("dev")


def pytest_configure() -> None:
    """A run in the background ignores an interrupt, and so would the programs that tests interrupt."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def clean_environment() -> Iterator[None]:
    """Settings of whoever runs the tests do not reach them."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(_FOREIGN)]:
            if name not in _OURS:
                patch.delenv(name)
        yield


@pytest.fixture(scope="session", autouse=True)
def loopback_only() -> Iterator[None]:
    """Whatever looks up a name or connects beyond this machine fails."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
        patch.setattr(socket, "getaddrinfo", _guarded_lookup(socket.getaddrinfo))
        yield


@pytest.fixture(scope="session")
def articles_folder() -> Path:
    """Twelve invented articles; see their README."""
    return Path(__file__).parent / "articles"


@pytest.fixture(scope="session")
def documents_folder() -> Path:
    """The articles that are shipped."""
    return Path(__file__).parents[1] / "documents"


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder for what all processes of a run share."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def index_folder(shared_folder: Path) -> Path:
    """Where the index of the invented articles is, once `assistant` was asked for."""
    return shared_folder / "index"


@pytest.fixture(scope="session")
def documents_index(shared_folder: Path) -> Path:
    """Where the index of the shipped articles is, once `documents` was asked for: to be read, not written."""
    return shared_folder / "documents-index"


@pytest.fixture(scope="session")
def assistant(articles_folder: Path, index_folder: Path) -> Iterator[Assistant]:
    """The real assistant over the invented articles, without a model."""
    with closing(_indexed_once(articles_folder, index_folder)) as opened:
        yield opened


@pytest.fixture(scope="session")
def documents(documents_folder: Path, documents_index: Path) -> Iterator[Assistant]:
    """The real assistant over the shipped articles, without a model."""
    with closing(_indexed_once(documents_folder, documents_index)) as opened:
        yield opened


def _indexed_once(articles: Path, index: Path) -> Assistant:
    from assistant.answering.assistant import Assistant

    # Indexing takes seconds: the first process does it, the others wait.
    with FileLock(index.with_suffix(".lock")):
        return Assistant.open(documents=articles, index=index)


def _guarded(connect: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            _refuse_beyond_loopback(address[0])
        return connect(self, address)

    return guarded


def _guarded_lookup(lookup: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(host: Any, *args: Any, **options: Any) -> Any:
        _refuse_beyond_loopback(host)
        return lookup(host, *args, **options)

    return guarded


def _refuse_beyond_loopback(host: bytes | str | None) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return
    try:
        inside = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        inside = None
    if inside is None or not (inside.is_loopback or inside.is_unspecified):
        raise RuntimeError(f"a test reached for {name!r}: no network beyond loopback")


@pytest.fixture
def model_server() -> Iterator[ModelServer]:
    with ModelServer() as server:
        yield server
