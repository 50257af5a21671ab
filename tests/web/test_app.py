import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.articles import Record
from assistant.errors import IndexMismatch
from assistant.feedback import FeedbackStore
from assistant.reading.article import article_of


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address) as client:
        yield client


def test_the_health_check_counts_the_articles(client: httpx.Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok", "articles": 12})


def test_the_health_check_answers_without_a_body_to_head(client: httpx.Client) -> None:
    response = client.head("/healthz")
    assert (response.status_code, response.content) == (200, b"")


def test_whoever_checks_is_told_that_the_index_cannot_be_read_but_no_path_of_the_server(
    scripted: Any, serving: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with serving(scripted) as address:
        scripted.trouble = IndexMismatch("'/srv/team/index' was made by another embedder")
        response = httpx.get(f"{address}/healthz")
    assert (response.status_code, response.json()) == (
        503,
        {
            "status": "failing",
            "error": "The articles cannot be read at the moment; the server's log says why.",
        },
    )
    assert "'/srv/team/index' was made by another embedder" in caplog.text


def test_every_response_forbids_the_browser_to_load_anything_from_another_origin(
    client: httpx.Client,
) -> None:
    for path in ("/", "/healthz", "/theme.css", "/nowhere"):
        headers = client.get(path).headers
        assert headers["content-security-policy"] == (
            "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
            "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
            "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
        )
        assert (headers["referrer-policy"], headers["x-content-type-options"]) == ("same-origin", "nosniff")


def config(page: str) -> dict[str, Any]:
    """Gradio's description of the page, as it stands in the page itself."""
    found = re.search(r"window\.gradio_config = (\{.*?\});</script>", page, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_no_endpoint_is_offered_to_programs(client: httpx.Client) -> None:
    dependencies = config(client.get("/").text)["dependencies"]
    assert {dependency["api_visibility"] for dependency in dependencies} == {"private"}


def test_the_page_offers_no_links_of_gradios_own_and_keeps_no_run_history(client: httpx.Client) -> None:
    told = config(client.get("/").text)
    assert {name: told[name] for name in ("footer_links", "analytics_enabled", "title", "run_history")} == {
        "footer_links": [],
        "analytics_enabled": False,
        "title": "Ask the articles",
        "run_history": False,
    }


def test_the_page_says_what_is_kept_only_where_something_is(
    scripted: Any, serving: Any, tmp_path: Path, client: httpx.Client
) -> None:
    kept = "kept for 30 days"
    with serving(scripted, store=FeedbackStore(tmp_path / "assistant.db")) as address:
        assert kept in httpx.get(address).text
    assert kept not in client.get("/").text


def test_a_suggested_question_is_offered_only_where_its_article_is(scripted: Any, serving: Any) -> None:
    def suggested(told: dict[str, Any]) -> list[str]:
        return [
            component["props"]["value"]
            for component in told["components"]
            if component["type"] == "button" and component["props"]["value"].endswith("?")
        ]

    article = article_of(Record(article_id="knaus-2018", title="Invented"), "Invented.")
    scripted.articles["knaus-2018"] = article
    with serving(scripted) as address:
        told = config(httpx.get(address).text)
    assert suggested(told) == ["What does Gerald Knaus say about a land swap?"]


def test_the_server_is_ready_once_a_search_works_and_is_not_asked_again_for_seconds(
    scripted: Any, serving: Any
) -> None:
    searched: list[str] = []

    def search(text: str, **_: object) -> tuple[()]:
        searched.append(text)
        if len(searched) > 1:
            raise IndexMismatch("'/srv/team/index' was made by another embedder")
        return ()

    scripted.search = search
    with serving(scripted) as address:
        assert [httpx.get(f"{address}/readyz").json() for _ in range(2)] == [{"status": "ready"}] * 2
    assert len(searched) == 1
    with serving(scripted) as address:
        response = httpx.get(f"{address}/readyz")
    assert (response.status_code, response.json()["status"]) == (503, "failing")
    assert "/srv" not in response.text
