from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from assistant.errors import IndexMismatch
from assistant.types import Article, Record


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address) as client:
        yield client


def test_the_health_check_counts_the_articles(client: httpx.Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok", "articles": 12})


def test_an_index_that_cannot_be_read_is_told_to_whoever_checks(scripted: Any, serving: Any) -> None:
    with serving(scripted) as address:
        scripted.trouble = IndexMismatch("this index was made by another embedder")
        response = httpx.get(f"{address}/healthz")
    assert (response.status_code, response.json()) == (
        503,
        {"status": "failing", "error": "this index was made by another embedder"},
    )


def test_every_response_forbids_the_browser_to_load_anything_from_another_origin(
    client: httpx.Client,
) -> None:
    for path in ("/", "/healthz", "/config", "/theme.css", "/nowhere"):
        headers = client.get(path).headers
        assert headers["content-security-policy"] == (
            "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
            "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
            "object-src 'none'; base-uri 'self'; form-action 'self'"
        )
        assert (headers["referrer-policy"], headers["x-content-type-options"]) == ("same-origin", "nosniff")


def test_no_endpoint_is_offered_to_programs(client: httpx.Client) -> None:
    assert client.get("/gradio_api/info").json() == {"named_endpoints": {}, "unnamed_endpoints": {}}
    config = client.get("/config").json()
    assert {dependency["api_visibility"] for dependency in config["dependencies"]} == {"private"}


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=/etc/hostname",
        "/gradio_api/file/etc/hostname",
        "/gradio_api/proxy=http://127.0.0.1/",
        "/gradio_api/upload_progress?upload_id=1",
        "/gradio_api/deep_link",
        "/gradio_api/stream/1/1/1/playlist.m3u8",
        "/file=/etc/hostname",
        "/monitoring/summary",
        "/docs",
    ],
)
def test_files_shared_pages_and_monitoring_are_out_of_reach(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code in (403, 404)


@pytest.mark.parametrize(
    "path", ["upload", "call/asked", "api/asked", "component_server", "process_recording"]
)
def test_nothing_can_be_uploaded_or_called_from_outside_the_page(client: httpx.Client, path: str) -> None:
    response = client.post(f"/gradio_api/{path}", json={"data": []})
    assert (response.status_code, response.text) == (404, "Not found")


def test_the_page_offers_no_links_of_gradios_own_and_keeps_no_run_history(client: httpx.Client) -> None:
    config = client.get("/config").json()
    assert {name: config[name] for name in ("footer_links", "analytics_enabled", "title", "run_history")} == {
        "footer_links": [],
        "analytics_enabled": False,
        "title": "Ask the articles",
        "run_history": False,
    }


def test_a_suggested_question_is_offered_only_where_its_article_is(scripted: Any, serving: Any) -> None:
    def suggested(config: dict[str, Any]) -> list[str]:
        return [
            component["props"]["value"]
            for component in config["components"]
            if component["type"] == "button" and component["props"]["value"].endswith("?")
        ]

    article = Article(Record(article_id="knaus-2018", title="Invented"), "Invented.")
    scripted.articles["knaus-2018"] = article
    with serving(scripted) as address:
        config = httpx.get(f"{address}/config").json()
    assert suggested(config) == ["What does Gerald Knaus say about a land swap?"]
