"""The pages beside the chat, asked for as a browser does."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import httpx
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant import Assistant
from assistant.articles import Record
from assistant.dates import PublicationDate
from assistant.errors import IndexMismatch
from assistant.positions import Position
from assistant.reading.article import article_of
from assistant.web.browsing import add_pages
from assistant.web.login import prepare
from assistant.web.plain_pages import PlainPages
from assistant.web.settings import WebSettings
from assistant.web.users import Users

EVIL = "<script>alert(1)</script> \"'><img src=x onerror=alert(2)> ${alert(3)} {{4}} \u202e&amp; ../..?a=b#c"


Browse = Callable[..., "TestClient"]


@pytest.fixture
def browse(scripted: Any) -> Browse:
    """The pages alone, without the chat around them."""

    def browse(**settings: Any) -> TestClient:
        app = FastAPI()
        app.state.root_path = ""
        chosen = WebSettings(**({"per_minute": 10_000} | settings))
        add_pages(PlainPages(app, chosen), scripted)
        return TestClient(app)

    return browse


@pytest.fixture
def client(browse: Browse) -> TestClient:
    return browse()


def titles(page: str) -> list[str]:
    """The titles of the rows of a list, in order."""
    return [html.unescape(each) for each in re.findall(r'<th scope="row"><a [^>]*>(.*?)</a>', page)]


def links(page: str) -> list[str]:
    return [html.unescape(each) for each in re.findall(r'href="([^"]*)"', page)]


def words(page: str) -> str:
    """What a reader sees of a page."""
    return html.unescape(re.sub(r"<[^>]*>", " ", re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)))


def test_the_list_has_every_article_the_newest_first_those_without_a_date_last(client: TestClient) -> None:
    page = client.get("/articles").text
    assert len(titles(page)) == 12
    assert titles(page)[0] == "Who Will Hold the Sluices?"
    assert "undated" in page.rpartition("<tr>")[2]


def test_a_search_finds_words_of_title_people_publication_and_date_without_accents(
    client: TestClient,
) -> None:
    found = titles(client.get("/articles", params={"find": "skarova TVEIT"}).text)
    assert len(found) == 1
    assert titles(client.get("/articles", params={"find": "skarova nobody"}).text) == []
    assert len(titles(client.get("/articles", params={"find": "2019"}).text)) == 2


@pytest.mark.parametrize("by", ["date", "author", "publication", "title"])
def test_a_list_is_sorted_both_ways_by_each_of_its_heads(client: TestClient, by: str) -> None:
    up, down = (client.get("/articles", params={"sort": f"{way}{by}"}).text for way in ("", "-"))
    assert sorted(titles(up)) == sorted(titles(down))
    assert titles(up)[0] != titles(down)[0]
    assert ('aria-sort="ascending"' in up, 'aria-sort="descending"' in down) == (True, True)
    assert f"/articles?sort=-{by}" in links(up)


def test_long_lists_come_in_pages_of_a_hundred(scripted: Any, browse: Browse) -> None:
    for number in range(250):
        record = Record(article_id=f"note-{number:03}", title=f"Note {number:03}")
        scripted.articles[record.article_id] = article_of(record, "A note.")
    client = browse()
    first, last = (
        client.get("/articles", params={"find": "note", "sort": "title", "page": page}).text
        for page in ("1", "3")
    )
    assert (len(titles(first)), len(titles(last))) == (100, 50)
    assert (titles(first)[0], titles(last)[0]) == ("Note 000", "Note 200")
    assert "/articles?find=note&sort=title&page=2" in links(first)


@pytest.mark.parametrize(
    ("asked", "status", "told"),
    [
        ("/articles?sort=size", 400, "take one of date, author, publication, title"),
        ("/articles?sort=<script>", 400, "take one of date"),
        ("/authors?sort=date", 400, "take one of name, articles, first, last"),
        ("/articles?page=0", 400, "A page has a number from 1."),
        ("/articles?page=2", 404, "There is no page 2: the last one is 1."),
        (f"/articles?find={'x' * 201}", 400, "Search for at most 200 characters."),
        ("/articles/nowhere", 404, "There is no article of this id."),
        ("/articles/..%2F..%2Fetc/passwd", 404, "There is no article of this id."),
        ("/authors/Nobody", 404, "Nobody of that name writes or speaks in these articles."),
    ],
)
def test_what_cannot_be_shown_is_told_in_one_line(
    client: TestClient, asked: str, status: int, told: str
) -> None:
    response = client.get(asked)
    assert response.status_code == status
    assert told in words(response.text)


def test_an_article_is_shown_whole_with_its_record_and_where_each_value_is_from(
    scripted: Any, browse: Browse
) -> None:
    record = Record(
        article_id="ash-2018",
        title="The Quay",
        authors=("Ann Ash",),
        publication="Aster Weekly",
        date=PublicationDate("2018-09"),
        url="https://copies.example/quay",
        url_kind="copy",
        basis={"authors": "byline in the text", "date": "page"},
    )
    text = "# Why\n\nIt *should* be built.\n\n- One.\n- Two.\n\n> Build it.\n"
    scripted.articles = {"ash-2018": article_of(record, text)}
    client = browse()
    page = client.get("/articles/ash-2018").text
    assert '<a href="/authors/Ann%20Ash">Ann Ash</a> <span class="basis">(byline in the text)</span>' in page
    assert '<dt>Date</dt><dd>September 2018 <span class="basis">(page)</span></dd>' in page
    assert (
        '<a href="https://copies.example/quay" target="_blank" rel="noopener noreferrer">Copied page</a>'
        in page
    )
    assert (
        '<div class="text"><h3 class="heading">Why</h3><p>It should be built.</p><ul>'
        '<li class="item">One.</li><li class="item">Two.</li></ul>'
        '<blockquote class="quote">Build it.</blockquote></div>' in page
    )
    asked = {"q": "What does “The Quay” say?", "publication": "Aster Weekly", "since": "2018-09"}
    assert f"/?{urlencode(asked | {'until': '2018-09'})}" in links(page)


def test_a_quote_is_opened_in_its_place(scripted: Any, browse: Browse) -> None:
    article = article_of(Record(article_id="ash", title="T"), "One. Two.\n\nThree. Four.")
    scripted.articles = {"ash": article}
    start, end = article.text.index("Two"), article.text.index("Three.") + len("Three.")
    client = browse()
    page = client.get("/articles/ash", params={"quote": f"{start}-{end}"}).text
    whole = client.get("/articles/ash", params={"quote": "900-100"}).text
    assert '<p>One. <mark id="quote">Two.</mark></p><p><mark>Three.</mark> Four.</p>' in page
    assert "<mark" not in whole


def test_a_passage_that_ends_before_it_begins_is_none(scripted: Any, browse: Browse) -> None:
    scripted.articles = {"ash": article_of(Record(article_id="ash", title="T"), "One. Two. Three.")}
    page = browse().get("/articles/ash", params={"quote": "10-5"}).text
    assert '<div class="text"><p>One. Two. Three.</p></div>' in page


def test_a_name_is_linked_only_where_it_is_a_word_of_its_own(scripted: Any, browse: Browse) -> None:
    record = Record(article_id="quay", title="T", kind="report", speakers=("Li",), publication="Lisbon Post")
    scripted.articles = {"quay": article_of(record, "The quay is old.")}
    page = browse().get("/articles/quay").text
    assert '<p class="who"><a href="/authors/Li">Li</a>, as reported by Lisbon Post</p>' in page


@pytest.mark.parametrize("path", ["/articles/mole", "/authors/Ada%20Lind"])
def test_a_page_of_its_own_shows_what_has_come_into_the_folder_meanwhile(tmp_path: Path, path: str) -> None:
    (tmp_path / "quay.md").write_text("---\ntitle: The Quay\nauthor: Bo Birk\n---\n\nThe quay is old.\n")
    app = FastAPI()
    app.state.root_path = ""
    with closing(Assistant.open(documents=tmp_path)) as assistant:
        add_pages(PlainPages(app, WebSettings()), assistant)
        (tmp_path / "mole.md").write_text("---\ntitle: The Mole\nauthor: Ada Lind\n---\n\nKeep the mole.\n")
        response = TestClient(app).get(path)
    assert (response.status_code, "The Mole" in response.text) == (200, True)


def test_a_person_is_shown_with_articles_by_date_and_positions_of_own_and_as_others_report(
    scripted: Any, browse: Browse
) -> None:
    scripted.articles = {}
    for name, author, date, positions in (
        ("b", "Ann Ash", "2020-05-01", [("against", None)]),
        ("a", "Ann Ash", "2018", [("for", None)]),
        ("c", "Bo Birk", "2019", [("mixed", "A. Ash")]),
    ):
        record = Record(article_id=name, title=f"Piece {name}", authors=(author,), date=PublicationDate(date))
        article = article_of(record, "Ash has a view on it.")
        held = tuple(
            Position(on="The quay should be built", stance=side, start=0, end=21, holder=holder)
            for side, holder in positions
        )
        scripted.articles[name] = article.__class__(
            record, article.text, blocks=article.blocks, positions=held
        )
    client = browse()
    page = client.get("/authors/ann%20ash").text
    assert titles(page) == ["Piece a", "Piece b"]
    assert "2 articles. First heard: 2018. Last heard: 1 May 2020." in words(page)
    own, _, reported = page.partition('<section id="reported"')
    assert [own.index("for “The quay"), own.index("against “The quay")] == sorted(
        [own.index("for “The quay"), own.index("against “The quay")]
    )
    assert ("mixed “The quay" in own, "mixed “The quay" in reported) == (False, True)
    assert "A. Ash, as reported by Bo Birk" in words(reported)
    assert "/articles/c?quote=0-21#quote" in links(reported)
    assert 'aria-label="2 articles by date, 2018 to 1 May 2020"' in page
    assert "2018 to 1 May 2020 · ▲ for · ▼ against: “The quay should be built”" in words(page)
    assert re.findall(r'<a href="([^"]*)" tabindex="-1"><title>(.*?)</title>', page) == [
        ("/articles/a", "2018: Piece a"),
        ("/articles/b", "1 May 2020: Piece b"),
    ]


def test_the_sides_of_a_line_of_time_are_those_on_the_matter_of_most_of_the_articles(
    scripted: Any, browse: Browse
) -> None:
    scripted.articles = {}
    for name, date, sides in (
        ("a", "2018", [("Tolls are fair", "for"), ("Tolls are fair", "against")]),
        ("b", "2019", [("Brell should charge", "against"), ("Tolls are fair", "for")]),
        ("c", "2020", []),
    ):
        record = Record(article_id=name, title=name, authors=("Ann Ash",), date=PublicationDate(date))
        held = tuple(Position(on=on, stance=side, start=0, end=21) for on, side in sides)
        article = article_of(record, "Ash has a view on it.")
        scripted.articles[name] = replace(article, positions=held)
    page = words(browse().get("/authors/Ann%20Ash").text)
    assert "2018 to 2020 · ▲ for · ◆ mixed: “Tolls are fair”" in page


def test_the_list_of_people_counts_their_articles(client: TestClient) -> None:
    page = client.get("/authors", params={"sort": "-articles"}).text
    assert titles(page)[0] == "Alban Fennimore"
    assert titles(client.get("/authors", params={"find": "captain ferry"}).text) == ["Perpetua Lodge"]


def test_nothing_written_by_others_is_markup_or_leads_astray(scripted: Any, browse: Browse) -> None:
    record = Record(
        article_id=f"folder/{EVIL}",
        title=EVIL,
        authors=(EVIL, "."),
        author_role=EVIL,
        publication=EVIL,
        publication_note=EVIL,
        date_basis=EVIL,
        coverage_note=EVIL,
        language=EVIL,
        url="javascript:alert(5)",
        also_at=("https://x.example/'onclick=alert(6)",),
        basis={"authors": EVIL, "publication": EVIL},
    )
    article = article_of(record, f"Before.\n\n{EVIL}\n\nAfter.", markdown=False)
    held = Position(on=EVIL, stance="for", start=0, end=7, read_by=EVIL)
    scripted.articles = {
        record.article_id: article.__class__(
            record, article.text, topics=(EVIL,), warnings=(EVIL,), blocks=article.blocks, positions=(held,)
        )
    }
    scripted.notes = (EVIL,)
    asked = (
        "/articles",
        f"/articles?find={quote(EVIL)}",
        f"/articles/{quote(record.article_id)}",
        "/authors",
        f"/authors?find={quote(EVIL)}",
        f"/authors/{quote(EVIL, safe='')}",
    )
    client = browse()
    for path in asked:
        response = client.get(path)
        assert response.status_code == 200, path
        page = response.text
        assert re.findall(r"<script|<img|'>|javascript:|\u202e", page) == [], path
        assert EVIL.replace("\u202e", "\ufffd") in html.unescape(page), path
        for link in links(page):
            assert link.startswith(("/articles", "/authors", "/?", "#", "https://x.example/", "data:,")) or (
                link == "/"
            ), link
    (row,) = (link for link in links(client.get("/articles").text) if link.startswith("/articles/"))
    assert client.get(row).status_code == 200


def test_no_page_runs_a_script_loads_anything_or_is_kept(client: TestClient) -> None:
    for path in ("/articles", "/authors", "/articles/nowhere"):
        headers = client.get(path).headers
        assert re.fullmatch(
            r"default-src 'none'; style-src 'sha256-[\w+/=]+'; img-src data:; form-action 'self'; "
            r"base-uri 'none'",
            headers["content-security-policy"],
        )
        assert headers["cache-control"] == "no-store"
        assert client.head(path).status_code == client.get(path).status_code
    assert client.post("/articles").status_code == 405


def test_pages_are_behind_the_login_and_let_their_reader_log_out(
    scripted: Any, serving: Any, tmp_path: Path
) -> None:
    Users(tmp_path / "users").add("Ann", "a password that is long")
    settings = WebSettings(auth=tmp_path / "users")
    prepare(settings)
    with serving(scripted, settings=settings, root_path="/chat") as address:
        led = httpx.get(f"{address}/chat/articles?find=quay", headers={"accept": "text/html"})
        assert (led.status_code, led.headers["location"]) == (
            303,
            "/chat/login?next=%2Farticles%3Ffind%3Dquay",
        )
        assert httpx.get(f"{address}/chat/authors/Ann").status_code == 401
        with httpx.Client(base_url=address) as client:
            form = {"name": "Ann", "password": "a password that is long", "next": "/articles"}
            assert client.post("/chat/login", data=form).headers["location"] == "/chat/articles"
            page = client.get("/chat/articles").text
            assert '<form method="post" action="/chat/logout"><span>Ann</span>' in page
    inside = [link for link in links(page) if not link.startswith(("#", "data:"))]
    assert inside and all(link.startswith("/chat/") for link in inside)


def test_too_many_pages_a_minute_are_refused(scripted: Any, browse: Browse) -> None:
    client = browse(per_minute=1)
    answers = [client.get("/authors") for _ in range(21)]
    assert [answer.status_code for answer in answers] == [200] * 20 + [429]
    assert answers[-1].headers["retry-after"].isdecimal()


def test_a_page_names_no_path_of_the_server_where_the_index_cannot_be_read(
    scripted: Any, browse: Browse
) -> None:
    client = browse()
    scripted.trouble = IndexMismatch("'/srv/team/index' was made by another embedder")
    for path in ("/articles", "/authors", "/articles/quell-2024", "/authors/Ann"):
        response = client.get(path)
        assert response.status_code == 503
        assert "/srv" not in response.text
