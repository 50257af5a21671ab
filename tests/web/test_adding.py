"""Adding articles on the pages beside the chat, as a browser sends its forms."""

from __future__ import annotations

import html
import os
import re
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.articles import Record
from assistant.commands.forget import expire
from assistant.reading import drafts
from assistant.reading.folder import read_folder
from assistant.settings import Settings
from assistant.web import adding
from assistant.web.adding import add_adding
from assistant.web.browsing import add_pages
from assistant.web.login import Login, prepare
from assistant.web.plain_pages import PlainPages
from assistant.web.settings import WebSettings
from assistant.web.users import Cost, Users

MADE = Path(__file__).parents[1] / "reading" / "formats" / "made"
MARKDOWN = b"---\ntitle: Keep the Mole\nauthor: Ada Lind\nrating: 4\n---\n\nThe mole should be kept.\n"
LETTER = (
    b"From: Ada Lind <ada@skerrow.example>\r\nTo: all@skerrow.example\r\nSubject: Keep the mole\r\n"
    b"Date: Fri, 3 May 2024 10:00:00 +0200\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    b"The mole of Skerrow should be kept, since it keeps the harbour.\r\n"
)
PAGE = """<html lang="en"><head><title>Keep the Mole</title><meta name="author" content="Ada Lind">
<meta name="date" content="2024-05-03"></head><body><p>The mole should be kept.</p></body></html>"""
TABLE = b"title,author,text\nKeep it,Ada Lind,It sails.\nSell it,Bo Birk,It sank.\n"
PRIVATE = "it leads to an address of this machine or of a private network."
PDF_BASIS = "Read from: the file's properties and its first page."
ORIGIN = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}


class Reader:
    """Somebody with a browser who adds articles to a folder."""

    def __init__(self, client: TestClient, folder: Path) -> None:
        self.client = client
        self.folder = folder
        self.page = client.get("/add", headers={"accept": "text/html"})
        self.place = "/add"

    def sends(self, file: tuple[str, bytes] | None = None, **fields: str) -> httpx.Response:
        """Fills in the form of the page and sends it; what comes is the page after it."""
        token = re.search(r'name="token" value="(\w+)"', self.page.text)
        given = {"token": token[1] if token else "", **fields}
        # A browser sends the box for a file that nobody has chosen, too.
        files = {"file": file or ("", b"")}
        self.page = self.client.post(self.place, data=given, files=files, headers=ORIGIN)
        if self.page.status_code == 303:
            self.place = self.page.headers["location"]
            self.page = self.client.get(self.place)
        return self.page

    def confirms(self, **corrections: str) -> httpx.Response:
        """Confirms what the page shows, with some of it typed anew."""
        return self.sends(act="save", **(self.boxes | corrections))

    @property
    def boxes(self) -> dict[str, str]:
        """What stands in the boxes of the page, by name."""
        inputs = re.findall(r'<input id="(\w+)" [^>]*value="([^"]*)"', self.page.text)
        areas = re.findall(r'<textarea id="(\w+)" [^>]*>\n([^<]*)</textarea>', self.page.text)
        return {name: html.unescape(value) for name, value in (*inputs, *areas)}

    @property
    def bases(self) -> dict[str, str]:
        """From where the value of each box is known."""
        told = re.findall(r'<p class="basis" id="(\w+)-basis">(.*?)</p>', self.page.text)
        return {name: html.unescape(re.sub(r"<[^>]*>", "", line)) for name, line in told}

    @property
    def error(self) -> str:
        found = re.search(r'<p class="error"[^>]*>(.*?)</p>', self.page.text)
        return html.unescape(found[1]) if found else ""

    @property
    def files(self) -> list[str]:
        """The files of the folder of articles."""
        return sorted(path.name for path in self.folder.iterdir() if not path.name.startswith("."))

    @property
    def records(self) -> list[Record]:
        return [article.record for article in read_folder(self.folder).articles]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    documents = tmp_path / "documents"
    documents.mkdir()
    return Settings(documents=documents, state=tmp_path / "state" / "assistant.db")


def app(assistant: Any, web: WebSettings, settings: Settings) -> FastAPI:
    served = FastAPI()
    served.state.root_path = ""
    pages = PlainPages(served, web, adds=True)
    add_pages(pages, assistant)
    add_adding(served, assistant, pages, web, settings)
    served.add_middleware(Login, settings=web)
    return served


@pytest.fixture
def visit(scripted: Any, settings: Settings) -> Callable[..., Reader]:
    def visit(**web: Any) -> Reader:
        served = app(scripted, WebSettings(**({"per_minute": 10_000} | web)), settings)
        return Reader(TestClient(served, follow_redirects=False), settings.documents)

    return visit


@pytest.fixture
def reader(visit: Callable[..., Reader]) -> Reader:
    return visit()


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(PAGE.encode())

        def log_message(self, *arguments: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("name", "data", "title", "basis", "files"),
    [
        (
            "Keep it.md",
            MARKDOWN,
            "Keep the Mole",
            "Read from: the record at the head of the file.",
            ["keep-it.md"],
        ),
        (
            "note.TXT",
            b"Keep the Mole\n\nBy Ada Lind\n\nThe mole should be kept.\n",
            "Keep the Mole",
            "Read from: first line.",
            ["note.txt"],
        ),
        ("page.html", PAGE.encode(), "Keep the Mole", "Read from: the page's head and heading.", None),
        ("keep.docx", MADE / "keep-pandoc.docx", "Keep the mole", "Read from: the document's styles.", None),
        (
            "keep.pdf",
            MADE / "keep-writer.pdf",
            "Keep the mole",
            PDF_BASIS,
            None,
        ),
        ("letter.eml", LETTER, "Keep the mole", "Read from: the e-mail's header.", None),
    ],
)
def test_a_file_is_read_shown_with_its_basis_and_kept_as_it_is(
    reader: Reader, name: str, data: bytes | Path, title: str, basis: str, files: list[str] | None
) -> None:
    sent = data.read_bytes() if isinstance(data, Path) else data
    reader.sends(file=(name, sent))
    assert (reader.boxes["title"].casefold(), reader.bases["title"]) == (title.casefold(), basis)
    assert "mole" in reader.page.text.partition('<section id="read"')[2]
    assert reader.files == []
    reader.confirms()
    assert reader.files == (files or [name.lower()])
    assert (reader.folder / reader.files[0]).read_bytes() == sent
    assert "Added" in reader.page.text


def test_what_nothing_tells_is_said_to_be_unknown(reader: Reader) -> None:
    reader.sends(text="The mole of Skerrow should be kept.\n\nIt keeps the harbour from the sea.")
    assert reader.boxes == {
        "title": "text",
        "authors": "",
        "date": "",
        "publication": "",
        "url": "",
        "language": "en",
    }


def test_corrections_are_written_into_the_head_of_a_text_and_the_rest_of_it_stays(reader: Reader) -> None:
    reader.sends(file=("mole.md", MARKDOWN))
    reader.confirms(authors="Bo Birk\r\nCy Crane", date="2024-05", publication="Skerrow Review")
    (record,) = reader.records
    assert (record.title, record.authors, record.date and record.date.iso, record.publication) == (
        "Keep the Mole",
        ("Bo Birk", "Cy Crane"),
        "2024-05",
        "Skerrow Review",
    )
    assert "rating: '4'" in (reader.folder / "mole.md").read_text()


def test_corrections_of_another_file_stand_beside_it(reader: Reader) -> None:
    reader.sends(file=("letter.eml", LETTER))
    reader.confirms(authors="Bo Birk", url="https://skerrow.example/mole")
    assert reader.files == ["letter.eml", "letter.yaml"]
    (record,) = reader.records
    assert (record.authors, record.url) == (("Bo Birk",), "https://skerrow.example/mole")
    assert record.basis["authors"] == "sidecar letter.yaml"


@pytest.mark.parametrize("name", ["mole.txt", "letter.eml"])
def test_what_was_read_wrongly_can_be_taken_away(reader: Reader, name: str) -> None:
    data = LETTER if name == "letter.eml" else b"Keep the Mole\n\nBy Ada Lind, 3 May 2024\n\nKeep it.\n"
    reader.sends(file=(name, data))
    assert (reader.boxes["authors"], reader.boxes["date"]) == ("Ada Lind", "2024-05-03")
    reader.confirms(authors="", date="")
    (record,) = reader.records
    assert (record.authors, record.date) == ((), None)


def test_a_pasted_text_has_the_name_of_the_title_that_it_is_given(reader: Reader) -> None:
    reader.sends(text="# Keep the Mole\r\n\r\nIt *should* be kept.\r\n", markdown="1")
    assert (reader.boxes["title"], "<em>" in reader.page.text) == ("Keep the Mole", False)
    reader.confirms(title="The Mole of Skerrow", authors="Ada Lind")
    assert reader.files == ["the-mole-of-skerrow.md"]
    assert [record.title for record in reader.records] == ["The Mole of Skerrow"]


def test_a_page_of_the_web_is_kept_with_its_address(
    visit: Callable[..., Reader], settings: Settings, site: str, scripted: Any
) -> None:
    open_to_itself = settings.model_copy(update={"add_private": True})
    served = app(scripted, WebSettings(), open_to_itself)
    reader = Reader(TestClient(served, follow_redirects=False), settings.documents)
    reader.sends(address=f"  {site}/mole ")
    assert reader.boxes | {"url": ""} == {
        "title": "Keep the Mole",
        "authors": "Ada Lind",
        "date": "2024-05-03",
        "publication": "",
        "url": "",
        "language": "en",
    }
    assert (reader.boxes["url"], reader.bases["url"]) == (
        f"{site}/mole",
        "Read from: the address that was asked for.",
    )
    reader.confirms()
    assert (reader.files, reader.records[0].url) == (["keep-the-mole.md"], f"{site}/mole")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("HERE", PRIVATE),
        ("http://[::1]:1/x", PRIVATE),
        ("file:///etc/passwd", "it is not a web address that begins with http:// or https://."),
        ("mole", "it is not a web address that begins with http:// or https://."),
        ("https://ann:secret@skerrow.example/", "it has a user's name or password in it."),
    ],
)
def test_an_address_is_guarded_as_on_the_command_line(
    reader: Reader, site: str, address: str, told: str
) -> None:
    given = f"{site}/mole" if address == "HERE" else address
    reader.sends(address=given)
    assert reader.error.endswith(f"is not added: {told}")
    assert (reader.boxes["address"], reader.files) == (given, [])


def test_the_articles_of_one_file_are_listed_and_added_together(reader: Reader) -> None:
    reader.sends(file=("rows.csv", TABLE))
    assert "Keep it (Ada Lind, undated)" in html.unescape(reader.page.text)
    assert reader.boxes == {}
    reader.sends(act="save")
    assert (reader.files, [record.title for record in reader.records]) == (
        ["rows.csv"],
        ["Keep it", "Sell it"],
    )


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("date", "2024-13-40", "'2024-13-40'"),
        ("date", "03/09/2018", "'03/09/2018'"),
        ("date", "some day", "'some day'"),
        ("title", "", "The title is empty: give one."),
        ("authors", "Unknown", "'Unknown' names nobody."),
        ("url", "javascript:alert(1)", "it is not a web address that begins with http:// or https://"),
        ("language", "Klingon of Skerrow", "The language 'Klingon of Skerrow' is not known"),
    ],
)
def test_a_value_that_cannot_be_used_is_told_and_everything_typed_stays(
    reader: Reader, field: str, typed: str, told: str
) -> None:
    reader.sends(file=("mole.md", MARKDOWN))
    page = reader.confirms(**({"publication": "Skerrow Review"} | {field: typed}))
    assert page.status_code == 400
    assert told in reader.error
    assert (reader.boxes[field], reader.boxes["publication"]) == (typed, "Skerrow Review")
    assert f'id="{field}"' in page.text.partition('aria-invalid="')[0].rpartition("<")[2]
    assert reader.files == []


@pytest.mark.parametrize(
    ("file", "fields", "told"),
    [
        (None, {}, "Choose a file, paste a text or give an address."),
        (None, {"text": " \r\n "}, "Choose a file, paste a text or give an address."),
        (("a.md", b""), {}, "'a.md' is not added: it has no text."),
        (("a.key", b"It sails."), {}, "'a.key' is not added: files of the kind '.key' are not read."),
        (("mole.yaml", b"title: x"), {}, "'mole.yaml' is not added: files of the kind '.yaml' are not read."),
        (("mole", b"It sails."), {}, "'mole' is not added: files of the kind '' are not read."),
        (("a.pdf", b"It sails."), {}, "'a.pdf' is not added: "),
        (("scan.pdf", MADE / "scan.pdf"), {}, "'scan.pdf' is not added: "),
        (("locked.pdf", MADE / "locked.pdf"), {}, "'locked.pdf' is not added: "),
        (("a.md", MARKDOWN), {"address": "https://skerrow.example/"}, "Give one of the three"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line_and_what_was_typed_stays(
    reader: Reader, file: Any, fields: dict[str, str], told: str
) -> None:
    if file and isinstance(file[1], Path):
        file = (file[0], file[1].read_bytes())
    page = reader.sends(file=file, **fields)
    assert (page.status_code, reader.error.startswith(told)) == (400, True), reader.error
    assert reader.boxes["address"] == fields.get("address", "")
    assert reader.files == []


def test_a_file_over_the_limit_is_told_and_what_was_typed_stays(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "LARGEST", 1_000)
    page = reader.sends(file=("a.md", b"x" * 1_001), text="The mole should be kept.")
    assert reader.error == "Give one of the three: a file, a text or an address."
    page = reader.sends(file=("a.md", b"x" * 1_001))
    assert (page.status_code, "The file is larger than" in reader.error) == (413, True)


def test_far_too_much_is_refused_before_it_is_read(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "_LARGEST_FORM", 2_000_000)
    page = reader.sends(file=("a.md", b"x" * 2_000_001))
    assert (page.status_code, reader.error) == (413, "This is too large: at most 2 MB can be sent at once.")
    parts = (b"x" * 100_000 for _ in range(100))
    kind = {"content-type": "multipart/form-data; boundary=x"}
    assert reader.client.post("/add", content=parts, headers=kind | ORIGIN).status_code == 413


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../etc/cron.md", "cron.md"),
        ("..\\..\\boot.md", "boot.md"),
        ("/etc/passwd.md", "passwd.md"),
        (".hidden.md", "hidden.md"),
        ("...md", "untitled.md"),
        ("README.md", "article-readme.md"),
        ("manifest.csv", "article-manifest.csv"),
        ("~$mole.md", "mole.md"),
        ("a\x00b\n\u202e<img src=x>.md", "a-00b-0a-img-src-x.md"),
        ("x" * 300 + ".md", "x" * 60 + ".md"),
        ("%2e%2e%2fmole.md", "2e-2e-2fmole.md"),
        ("mole.pdf.md", "mole-pdf.md"),
    ],
)
def test_a_hostile_name_becomes_a_plain_one(reader: Reader, name: str, kept: str) -> None:
    reader.sends(file=(name, TABLE if name.endswith(".csv") else MARKDOWN))
    reader.confirms()
    assert reader.files == [kept]
    assert len(reader.records) > 0
    assert sorted(path.name for path in reader.folder.parent.iterdir()) == ["documents", "state"]


def test_nothing_is_overwritten_and_the_same_file_is_not_kept_twice(reader: Reader) -> None:
    (reader.folder / "mole.yaml").write_text("title: Of another file\n")
    (reader.folder / "mole.pdf").write_bytes((MADE / "keep-writer.pdf").read_bytes())
    for _ in range(2):
        reader.place = "/add"
        reader.page = reader.client.get("/add")
        reader.sends(file=("mole.md", MARKDOWN))
        reader.confirms()
    assert reader.files == ["mole-2.md", "mole.pdf", "mole.yaml"]
    assert reader.error == "The very same file is among the articles already, with the id 'mole-2'."
    assert (reader.folder / "mole.yaml").read_text() == "title: Of another file\n"


def test_nothing_is_kept_where_the_reader_does_not_want_it(reader: Reader, settings: Settings) -> None:
    reader.sends(file=("mole.md", MARKDOWN))
    drafts_there = list((settings.state_file.parent / "drafts").iterdir())
    reader.sends(act="drop")
    assert (len(drafts_there), list((settings.state_file.parent / "drafts").iterdir())) == (1, [])
    assert (reader.place, reader.files) == ("/add", [])


def test_a_second_press_of_the_button_tells_what_the_first_has_added(reader: Reader) -> None:
    reader.sends(file=("mole.md", MARKDOWN))
    draft, page = reader.place, reader.page
    reader.confirms()
    assert reader.place == "/add?added=mole"
    reader.place, reader.page = draft, page
    reader.confirms(title="Of the second press")
    assert (reader.place, reader.files) == ("/add?added=mole", ["mole.md"])
    assert reader.client.get(draft).headers["location"] == "/add?added=mole"
    assert [record.title for record in reader.records] == ["Keep the Mole"]


def test_two_presses_at_the_same_time_add_one_article(reader: Reader) -> None:
    reader.sends(file=("mole.md", MARKDOWN))
    token = re.search(r'name="token" value="(\w+)"', reader.page.text)
    form = {"token": token[1] if token else "", "act": "save", **reader.boxes}

    def press(_: int) -> tuple[int, str]:
        page = reader.client.post(reader.place, data=form, files={"file": ("", b"")}, headers=ORIGIN)
        return page.status_code, page.headers.get("location", page.text)

    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(press, range(4))) == {(303, "/add?added=mole")}
    assert reader.files == ["mole.md"]


def test_a_draft_is_deleted_after_a_day(reader: Reader, settings: Settings) -> None:
    reader.sends(file=("mole.md", MARKDOWN))
    (draft,) = (settings.state_file.parent / "drafts").iterdir()
    expire(settings.state_file)
    assert reader.client.get(reader.place).status_code == 200
    os.utime(draft, (time.time() - 25 * 3_600,) * 2)
    expire(settings.state_file)
    assert (draft.exists(), reader.client.get(reader.place).status_code) == (False, 404)


def test_what_became_of_a_draft_is_known_for_a_day(reader: Reader, settings: Settings) -> None:
    reader.sends(file=("mole.md", MARKDOWN))
    draft = reader.place
    reader.confirms()
    (note,) = (settings.state_file.parent / "drafts").iterdir()
    assert reader.client.get(draft).status_code == 303
    os.utime(note, (time.time() - 25 * 3_600,) * 2)
    expire(settings.state_file)
    assert (note.exists(), reader.client.get(draft).status_code) == (False, 404)


def test_drafts_make_room_and_one_that_has_gone_is_told(
    reader: Reader, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "MOST", 1)
    reader.sends(file=("mole.md", MARKDOWN))
    first = reader.place
    reader.client.get("/add")
    reader.place = "/add"
    reader.sends(text="The ferry should sail.")
    assert len(list((settings.state_file.parent / "drafts").iterdir())) == 1
    for path in (first, "/add/..%2f..", "/add/" + "0" * 32):
        gone = reader.client.get(path)
        assert gone.status_code == 404
    assert "This draft is here no more" in gone.text


@pytest.mark.parametrize(
    ("headers", "token"),
    [
        ({"origin": "https://evil.example"}, None),
        ({"sec-fetch-site": "cross-site"}, None),
        ({"sec-fetch-site": "same-site"}, None),
        (ORIGIN, ""),
        (ORIGIN, "0" * 32),
    ],
)
def test_a_form_of_another_page_adds_nothing(
    reader: Reader, headers: dict[str, str], token: str | None
) -> None:
    own = re.search(r'name="token" value="(\w+)"', reader.page.text)
    assert own
    form = {"token": own[1] if token is None else token, "text": "The mole should be kept."}
    sent = reader.client.post("/add", data=form, files={"file": ("", b"")}, headers=headers)
    assert sent.status_code == 403
    assert "location" not in sent.headers
    reader.sends(text="The mole should be kept.")
    confirmed = reader.client.post(
        reader.place, data=form | {"act": "save", "title": "x"}, files={"file": ("", b"")}, headers=headers
    )
    assert (confirmed.status_code, reader.files) == (403, [])


def test_pages_run_no_script_and_are_not_kept(reader: Reader) -> None:
    reader.sends(text="The mole should be kept.\n\n<script>alert(1)</script>")
    assert "<script" not in reader.page.text
    assert "default-src 'none'" in reader.page.headers["content-security-policy"]
    assert reader.page.headers["cache-control"] == "no-store"


def test_a_folder_that_cannot_be_written_is_told_without_its_path(reader: Reader, settings: Settings) -> None:
    reader.sends(file=("mole.md", MARKDOWN))
    settings.documents.rmdir()
    settings.documents.write_text("no folder")
    page = reader.confirms(title="The Mole")
    assert (page.status_code, reader.error) == (
        503,
        "The article cannot be kept at the moment. Please tell whoever runs this server.",
    )
    assert str(settings.documents) not in page.text
    assert reader.boxes["title"] == "The Mole"


def test_too_many_articles_a_minute_are_refused(visit: Callable[..., Reader]) -> None:
    reader = visit(per_minute=1)
    reader.sends(text="The mole should be kept.")
    page = reader.confirms()
    assert (page.status_code, reader.error.startswith("Too many articles at once")) == (429, True)
    assert reader.boxes["title"] == "text"


def test_with_a_login_only_its_readers_add(visit: Callable[..., Reader], tmp_path: Path) -> None:
    users = Users(tmp_path / "users", cost=Cost(4, 1, 1))
    users.add("Ann", "a password that is long")
    prepare(WebSettings(auth=users.file.path))
    reader = visit(auth=users.file.path)
    assert (reader.page.status_code, reader.page.headers["location"]) == (303, "/login?next=%2Fadd")
    assert reader.sends(file=("mole.md", MARKDOWN)).status_code == 401
    form = {"name": "Ann", "password": "a password that is long", "next": "/add"}
    assert reader.client.post("/login", data=form).headers["location"] == "/add"
    reader.page, reader.place = reader.client.get("/add"), "/add"
    assert '<form method="post" action="/logout"><span>Ann</span>' in reader.page.text
    reader.sends(file=("mole.md", MARKDOWN))
    reader.confirms()
    assert reader.files == ["mole.md"]


@pytest.mark.parametrize(
    ("given", "host", "root", "allowed"),
    [
        ({}, "127.0.0.1", "", True),
        ({}, "0.0.0.0", "", False),
        ({"hosts": ("chat.example",)}, "127.0.0.1", "", False),
        ({"proxies": ("10.0.0.7",)}, "127.0.0.1", "", False),
        ({}, "127.0.0.1", "/chat", False),
        ({"auth": Path("users")}, "0.0.0.0", "/chat", True),
        ({"auth_header": "X-User", "proxies": ("10.0.0.7",)}, "0.0.0.0", "", True),
        ({"add": True}, "0.0.0.0", "", True),
        ({"add": False}, "127.0.0.1", "", False),
        ({"add": False, "auth": Path("users")}, "127.0.0.1", "", False),
    ],
)
def test_a_public_server_lets_nobody_add_unless_that_is_allowed(
    given: dict[str, Any], host: str, root: str, allowed: bool
) -> None:
    assert WebSettings(**given).lets_add(host, root) is allowed


def test_where_it_is_off_there_is_no_page_and_no_link(address: str) -> None:
    assert httpx.get(f"{address}/add").status_code == 404
    assert httpx.post(f"{address}/add").status_code == 404
    assert "Add an article" not in httpx.get(f"{address}/articles").text + httpx.get(address, timeout=60).text


def test_an_added_article_is_read_found_and_answered_from_at_once(tmp_path: Path) -> None:
    from assistant.answering.assistant import Assistant

    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "quay.md").write_text("---\ntitle: The Quay\nauthor: Bo Birk\n---\n\nThe quay is old.\n")
    settings = Settings(documents=documents)
    with TestClient(
        app(assistant := Assistant.open(settings=settings), WebSettings(), settings), follow_redirects=False
    ) as client:
        reader = Reader(client, documents)
        reader.sends(text="The mole of Skerrow should be kept, since it keeps the harbour from the sea.")
        reader.confirms(title="Keep the Mole", authors="Ada Lind", date="3 May 2024")
        assert reader.place == "/add?added=keep-the-mole"
        assert "1 article added." in reader.page.text
        assert client.get("/articles/keep-the-mole").status_code == 200
        assert 'href="/add">Add an article</a>' in client.get("/articles").text
        answer = assistant.ask("Should the mole of Skerrow be kept?")
        assistant.close()
    (view,) = answer.viewpoints
    assert (view.speaker, view.record.date and view.record.date.iso) == ("Ada Lind", "2024-05-03")
