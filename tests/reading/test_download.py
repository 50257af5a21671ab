import gzip
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from assistant.errors import DocumentsError
from assistant.reading.download import Download, download, is_public

PAGE = "<p>Čuvajte trajekt.</p>"


class Site(BaseHTTPRequestHandler):
    """A web site on this machine, with a page for each way to misbehave."""

    def do_GET(self) -> None:
        kind, _, rest = self.path.lstrip("/").partition("/")
        if kind == "moved":
            self.answer(302, b"", Location=rest if "://" in rest else f"/{rest}")
        elif kind == "page":
            self.answer(200, PAGE.encode("cp1250"), Content_Type="text/html; charset=windows-1250")
        elif kind == "packed":
            self.answer(
                200, gzip.compress(PAGE.encode()), Content_Type="text/html", Content_Encoding=rest or "gzip"
            )
        elif kind == "bomb":
            self.answer(
                200, gzip.compress(b"0" * 21_000_000), Content_Type="text/html", Content_Encoding="gzip"
            )
        elif kind == "large":
            self.answer(200, b"0" * 21_000_000, Content_Type="text/plain")
        elif kind == "kind":
            self.answer(200, b"x", Content_Type=rest)
        elif kind == "file.pdf":
            self.answer(200, b"%PDF", Content_Type="application/octet-stream")
        elif kind == "hangs":
            threading.Event().wait(3)
        else:
            self.answer(404, b"")

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            return

    def log_message(self, *arguments: object) -> None:
        return


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def refused(url: str, *, private: bool = True, seconds: float = 30.0) -> str:
    with pytest.raises(DocumentsError) as error:
        download(url, private=private, seconds=seconds)
    return str(error.value)


def test_a_page_comes_with_its_last_address_and_its_letters(site):
    data = b"\xef\xbb\xbf" + PAGE.encode()
    assert download(f"{site}/moved/page", private=True) == Download(data, f"{site}/page", ".html")
    assert download(f"{site}/packed", private=True) == Download(PAGE.encode(), f"{site}/packed", ".html")


def test_a_file_without_a_kind_is_told_by_its_name(site):
    found = download(f"{site}/file.pdf", private=True)
    assert (found.suffix, found.name) == (".pdf", "file")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("none", "its server answers 404"),
        ("moved/moved/moved/moved/page", "it is moved more than 3 times"),
        ("moved/ftp://a.example/b", "it is not a web address that begins with http:// or https://"),
        ("moved/http://ann:secret@a.example/", "it has a user's name or password in it"),
        ("large", "it is larger than 20 MB"),
        ("bomb", "it is larger than 20 MB"),
        ("packed/br", "it is packed in a way that is not read (br)"),
        ("kind/image/png", "it is of a kind that is not read (image/png)"),
        ("kind/application/octet-stream", "it is of a kind that is not read (application/octet-stream)"),
    ],
)
def test_what_is_not_fit_is_told_in_one_line(site, path, reason):
    assert refused(f"{site}/{path}") == reason


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://a.example/b", "no address", "http://", "http://[::1", "https:///a"]
)
def test_only_addresses_of_the_web_are_asked(url):
    assert refused(url).startswith("it is not a web address")


PRIVATE = "it leads to an address of this machine or of a private network"


def test_addresses_of_this_machine_are_asked_only_where_that_is_allowed(site):
    assert refused(f"{site}/page", private=False) == PRIVATE
    assert refused(f"http://localhost:{site.rpartition(':')[2]}/page", private=False) == PRIVATE


def test_each_address_in_a_chain_is_checked(site, monkeypatch):
    monkeypatch.setattr("assistant.reading.download.is_public", lambda address: address == "127.0.0.1")
    assert refused(f"{site}/moved/http://127.0.0.2/", private=False) == PRIVATE


def test_a_name_with_one_private_address_is_refused(monkeypatch):
    addresses = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("93.184.216.34", "10.0.0.1")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *arguments, **options: addresses)
    assert refused("http://tide.example/", private=False) == PRIVATE


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_private_addresses_are_known_in_every_form(address, public):
    assert is_public(address) is public


def test_a_server_that_is_silent_or_not_there_is_told(site, monkeypatch):
    monkeypatch.setattr("assistant.reading.download._SECONDS_OF_SILENCE", 0.2)
    assert refused(f"{site}/hangs") == "its server does not answer in time"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        assert refused(f"http://127.0.0.1:{free.getsockname()[1]}/").startswith(
            "its server cannot be reached"
        )


def test_a_name_that_leads_nowhere_is_told(monkeypatch):
    def unknown(*arguments: object, **options: object) -> None:
        raise socket.gaierror("no such name")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert refused("http://tide.example/") == "there is no server of the name 'tide.example'"
