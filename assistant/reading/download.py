"""One document from the web, with bounds: no private address, no endless body, no long chain of redirects."""

from __future__ import annotations

import codecs
import ipaddress
import socket
import zlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message
from pathlib import PurePosixPath
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from assistant.errors import DocumentsError

if TYPE_CHECKING:
    import httpcore

LARGEST = 20_000_000
"""Bytes, unpacked."""
_SECONDS = 30.0
_SECONDS_OF_SILENCE = 10.0
_REDIRECTS = 3
_AGENT = b"assistant (reads one page for its user)"
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/epub+zip": ".epub",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "message/rfc822": ".eml",
    "text/csv": ".csv",
}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Download:
    """The bytes of a document, the address at which it was found in the end, and its kind as a suffix."""

    data: bytes
    url: str
    suffix: str

    @property
    def name(self) -> str:
        """The last part of the address, for a file that has no title."""
        parts = urlsplit(self.url)
        return PurePosixPath(unquote(parts.path)).stem or parts.hostname or "page"


def download(url: str, *, private: bool = False, seconds: float = _SECONDS) -> Download:
    """The document at an address; `private` admits addresses of this machine and its network.

    Raises DocumentsError, whose message says why there is none, without the address.
    """
    import httpcore

    until = monotonic() + seconds
    # A proxy would resolve the name itself, so the address checked would not be the one reached.
    with httpcore.ConnectionPool(network_backend=_backend(private)) as pool:
        for _ in range(_REDIRECTS + 1):
            _refuse_unfit(url)
            try:
                answered = _answered(pool, url, until)
            except httpcore.TimeoutException:
                raise DocumentsError("its server does not answer in time") from None
            except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
                raise DocumentsError(f"its server cannot be reached: {error or 'connection lost'}") from None
            if isinstance(answered, Download):
                return answered
            url = answered
    raise DocumentsError(f"it is moved more than {_REDIRECTS} times")


def _answered(pool: httpcore.ConnectionPool, url: str, until: float) -> Download | str:
    """What a server answers: a document, or the address to which it was moved."""
    wait = dict.fromkeys(("connect", "read", "write", "pool"), _SECONDS_OF_SILENCE)
    headers = [(b"User-Agent", _AGENT), (b"Accept", b"*/*"), (b"Accept-Encoding", b"gzip, identity")]
    with pool.stream("GET", url, headers=headers, extensions={"timeout": wait}) as response:
        message = Message()
        for name, value in response.headers:
            message.add_header(name.decode("ascii", "replace"), value.decode("latin-1"))
        location = message.get("Location")
        if response.status in (301, 302, 303, 307, 308) and location:
            return urljoin(url, location)
        if response.status != 200:
            raise DocumentsError(f"its server answers {response.status}")
        suffix = _suffix(message, url)
        data = _unpacked(_body(response.iter_stream(), until), message.get("Content-Encoding", "identity"))
    charset = message.get_content_charset()
    if suffix in (".html", ".txt", ".md") and charset and not data.startswith(codecs.BOM_UTF8):
        # Where the server is wrong about it, the reader looks into the page itself.
        with suppress(LookupError, UnicodeDecodeError):
            data = codecs.BOM_UTF8 + data.decode(charset).encode()
    return Download(data, url, suffix)


def _suffix(message: Message, url: str) -> str:
    kind = message.get_content_type() if "Content-Type" in message else "application/octet-stream"
    if kind in _SUFFIXES:
        return _SUFFIXES[kind]
    named = PurePosixPath(urlsplit(url).path).suffix.lower()
    if kind in ("application/octet-stream", "application/zip") and named in _SUFFIXES.values():
        return named
    raise DocumentsError(f"it is of a kind that is not read ({kind[:60]})")


def _body(chunks: Iterable[bytes], until: float) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > LARGEST:
            raise DocumentsError(f"it is larger than {LARGEST // 1_000_000} MB")
        if monotonic() > until:
            raise DocumentsError("its server sends it too slowly")
    return bytes(body)


def _unpacked(data: bytes, coding: str) -> bytes:
    if coding.strip().lower() in ("", "identity"):
        return data
    if coding.strip().lower() not in ("gzip", "x-gzip"):
        raise DocumentsError(f"it is packed in a way that is not read ({coding[:20]})")
    try:
        unpacked = zlib.decompressobj(wbits=31).decompress(data, LARGEST + 1)
    except zlib.error:
        raise DocumentsError("it is damaged") from None
    if len(unpacked) > LARGEST:
        raise DocumentsError(f"it is larger than {LARGEST // 1_000_000} MB")
    return unpacked


def _refuse_unfit(url: str) -> None:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise DocumentsError("it is not a web address") from None
    if parts.scheme not in ("http", "https") or not host:
        raise DocumentsError("it is not a web address that begins with http:// or https://")
    if parts.username is not None or parts.password is not None:
        raise DocumentsError("it has a user's name or password in it")


def _backend(private: bool) -> httpcore.NetworkBackend:
    """Connections to the very address that was looked up and checked: a second look-up may give another."""
    import httpcore

    class Checked(httpcore.SyncBackend):
        def connect_tcp(
            self, host: str, port: int, *args: object, **options: object
        ) -> httpcore.NetworkStream:
            try:
                found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            except (OSError, UnicodeError):
                raise DocumentsError(f"there is no server of the name {host[:100]!r}") from None
            addresses = [str(address[0]) for *_, address in found]
            if not private and not all(map(is_public, addresses)):
                raise DocumentsError("it leads to an address of this machine or of a private network")
            return super().connect_tcp(addresses[0], port, *args, **options)  # type: ignore[arg-type]

    return Checked()


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, whatever form it hides in.

    >>> is_public("93.184.216.34"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1")
    (True, False, False)
    """
    number = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(number, ipaddress.IPv6Address):
        hidden = number.ipv4_mapped or number.sixtofour or (number.teredo and number.teredo[1])
        if number in _NAT64:
            hidden = ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
        if hidden:
            return is_public(str(hidden))
    return number.is_global and not number.is_multicast
