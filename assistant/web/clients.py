"""Who asks, and how often: client addresses behind reverse proxies, and the tries of the last minute.

uvicorn has to run with `proxy_headers=False`: otherwise it overwrites the address of the peer by what
X-Forwarded-For says, and the peer can no longer be told from the client.
"""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING

from assistant.errors import SettingsError

if TYPE_CHECKING:
    from starlette.types import Scope

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
_HOPS = 32
"""Addresses of X-Forwarded-For that are looked at, the nearest first."""
_SECONDS = 60


def client_of(scope: Scope, proxies: Sequence[str]) -> str:
    """The client's address: the last in X-Forwarded-For that is no trusted proxy, where the peer is one.

    Otherwise the peer, whatever it claims. An entry that is no address ends the search: what stands before it
    was written by nobody who is trusted.
    """
    peer = _peer(scope)
    client = _address(peer)
    if client is None or not _within(client, proxies):
        return str(client or peer)
    for entry in reversed(_forwarded(scope)):
        address = _address(entry)
        if address is None:
            break
        client = address
        if not _within(client, proxies):
            break
    return str(client)


def asker(scope: Scope, proxies: Sequence[str]) -> str:
    """By whom requests are counted: the reader who has logged in, otherwise the client's address."""
    reader = scope.get("assistant.reader")
    return f"reader {reader}" if reader else client_of(scope, proxies)


def through_proxy(scope: Scope, proxies: Sequence[str]) -> bool:
    """Whether the peer is a trusted proxy, so that its headers are believed."""
    address = _address(_peer(scope))
    return address is not None and _within(address, proxies)


@lru_cache(maxsize=8)
def networks(proxies: tuple[str, ...]) -> tuple[Network, ...]:
    """The networks of trusted proxies; a plain address is a network of one.

    Raises `SettingsError` for one that is neither.
    """
    found = []
    for proxy in proxies:
        try:
            found.append(ip_network(proxy, strict=False))
        except ValueError:
            raise SettingsError(
                f"ASSISTANT_PROXIES names {proxy!r}: give addresses or networks, such as 10.0.0.0/24"
            ) from None
    return tuple(found)


def _peer(scope: Scope) -> str:
    client = scope.get("client")
    return str(client[0]) if client else "unknown"  # a Unix socket has no address


def _forwarded(scope: Scope) -> list[str]:
    values = [value for name, value in scope["headers"] if name.lower() == b"x-forwarded-for"]
    return [entry.strip() for entry in b",".join(values).decode("latin-1").rsplit(",", _HOPS)[-_HOPS:]]


def _address(text: str) -> Address | None:
    """The address in "192.0.2.1", "192.0.2.1:443", "2001:db8::1" or "[2001:db8::1]:443"."""
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text)
    except ValueError:
        return None
    # On a socket for both kinds, an IPv4 peer comes as ::ffff:192.0.2.1.
    return (address.ipv4_mapped if isinstance(address, IPv6Address) else None) or address


def _within(address: Address, proxies: Sequence[str]) -> bool:
    return any(address in network for network in networks(tuple(proxies)))


class Tries:
    """Allows each key so many tries a minute; remembers so many keys, those tried last."""

    def __init__(self, most: int, *, keys: int = 10_000, now: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._keys = keys
        self._now = now
        self._tries: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._tries)

    def take(self, key: str) -> int | None:
        """None, and counted, where the key has a try left; else in how many seconds it has one."""
        with self._lock:
            now = self._now()
            tries = self._tries.setdefault(key, deque())
            self._tries.move_to_end(key)
            while tries and tries[0] <= now - _SECONDS:
                tries.popleft()
            if len(tries) >= self._most:
                return math.ceil(tries[0] + _SECONDS - now)
            tries.append(now)
            while len(self._tries) > self._keys:
                self._tries.popitem(last=False)
        return None

    def give_back(self, key: str) -> None:
        """Forget the last try of a key."""
        with self._lock:
            tries = self._tries.get(key)
            if tries:
                tries.pop()
            if not tries:
                self._tries.pop(key, None)
