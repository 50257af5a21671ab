"""The MCP server, asked by the SDK's own client over HTTP and over stdin and stdout."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

from assistant import Assistant
from assistant.api.asking import Desk
from assistant.api.mcp_server import ArticleServer
from assistant.scopes import Scope
from assistant.wording.byline import where_and_when, who
from tests.api.conftest import QUESTION

Talk = Callable[[Client], Awaitable[Any]]


def over_http(address: str, talk: Talk) -> Any:
    async def run() -> Any:
        async with Client(f"{address}/mcp") as client:
            return await talk(client)

    return asyncio.run(run())


def test_an_answer_says_who_where_and_when_with_the_words(address: str, assistant: Assistant) -> None:
    told = over_http(address, lambda client: client.call_tool("ask", {"question": QUESTION}))
    answer = assistant.ask(QUESTION)
    assert told.is_error is False
    assert told.content[0].text.partition("\n")[0] == f"# {QUESTION}"
    views = told.structured_content["views"]
    assert [(view["who"], view["where_and_when"]) for view in views] == [
        (who(view), where_and_when(view.record)) for view in answer.viewpoints
    ]
    assert [quote["text"] for view in views for quote in view["quotes"]] == [
        quote.shown for view in answer.viewpoints for quote in view.quotes
    ]
    assert told.structured_content["more"] == answer.more


def test_filters_and_everything_are_obeyed(address: str) -> None:
    sent = {"question": QUESTION, "people": ["Marrow"], "since": "2020", "everything": True}
    told = over_http(address, lambda client: client.call_tool("ask", sent)).structured_content
    assert {view["article_id"] for view in told["views"]} == {"marrow-2023"}


def test_filters_on_form_and_side_are_obeyed(address: str, assistant: Assistant) -> None:
    async def talk(client: Client) -> Any:
        narrow = {"kinds": ["interview"]}
        asked = await client.call_tool("ask", {"question": QUESTION, **narrow, "side": "for"})
        hits = await client.call_tool("search", {"words": "ferry", **narrow})
        listed = await client.call_tool("list_articles", narrow)
        return [each.structured_content for each in (asked, hits, listed)]

    asked, hits, listed = over_http(address, talk)
    expected = assistant.ask(QUESTION, scope=Scope(kinds=("interview",), side="for"))
    shown = [view.record.article_id for view in expected.shown]
    assert [view["article_id"] for view in asked["views"]] == shown
    found = {each["article_id"] for each in (*hits["result"], *listed["articles"])}
    assert found == {"lodge-interview-2022"}


def test_passages_are_found_and_articles_listed_and_read(address: str, assistant: Assistant) -> None:
    async def talk(client: Client) -> Any:
        hits = await client.call_tool("search", {"words": "mudflats", "limit": 2})
        listed = await client.call_tool("list_articles", {"people": ["Marrow"]})
        read = await client.call_tool("read_article", {"article_id": "marrow-2019"})
        return [each.structured_content for each in (hits, listed, read)]

    hits, listed, read = over_http(address, talk)
    found = assistant.search("mudflats", limit=2)
    assert [hit["text"] for hit in hits["result"]] == [hit.passage.text for hit in found]
    assert (listed["total"], [each["article_id"] for each in listed["articles"]]) == (
        2,
        ["marrow-2019", "marrow-2023"],
    )
    article = assistant.article("marrow-2019")
    assert article
    assert (read["authors"], read["date"], read["text"]) == (["Ottoline Marrow"], "2019-03-14", article.text)


def test_articles_are_resources(address: str, assistant: Assistant) -> None:
    async def talk(client: Client) -> Any:
        listed = (await client.list_resources()).resources
        nested = next(each for each in listed if "/" in each.name)
        return listed, nested, (await client.read_resource(nested.uri)).contents[0].text

    listed, nested, text = over_http(address, talk)
    assert [each.name for each in listed] == [record.article_id for record in assistant.records]
    article = assistant.article(nested.name)
    assert article
    assert text.startswith(f"# {article.record.title}\n\n{nested.description}\n")
    assert text.endswith(article.text)


@pytest.mark.parametrize(
    ("tool", "sent", "told"),
    [
        ("read_article", {"article_id": "../../etc/passwd"}, "There is no article of this id."),
        ("ask", {"question": ""}, "String should have at least 1 character"),
        ("ask", {"question": "a", "since": "2018-13"}, "'2018-13' is not a date"),
        ("search", {"words": "a", "limit": 1_000}, "Input should be less than or equal to 50"),
    ],
)
def test_what_cannot_be_done_is_told(address: str, tool: str, sent: dict[str, Any], told: str) -> None:
    result = over_http(address, lambda client: client.call_tool(tool, sent))
    assert result.is_error is True
    assert told in result.content[0].text


def test_questions_are_counted(scripted: Any, open_doors: Any) -> None:
    async def talk(client: Client) -> Any:
        return [await client.call_tool("ask", {"question": QUESTION}) for _ in range(2)]

    with open_doors(scripted, per_minute=1) as address:
        first, second = over_http(address, talk)
    assert (first.is_error, second.is_error) == (False, True)
    assert "At most 1 questions a minute: try again in " in second.content[0].text


def test_mcp_needs_a_token_where_there_are_tokens(scripted: Any, open_doors: Any) -> None:
    with open_doors(scripted, tokens="tok-0123456789abcdef") as address:
        assert httpx.post(f"{address}/mcp", json={}).status_code == 401


def test_no_stream_is_held_open_that_nothing_is_sent_on(client: httpx.Client) -> None:
    response = client.get("/mcp", headers={"accept": "text/event-stream"}, timeout=20)
    assert (response.status_code, response.json()) == (405, {"error": "Only POST is answered here."})


@pytest.mark.slow
def test_a_client_talks_over_stdin_and_stdout(
    articles_folder: Path, index_folder: Path, assistant: Any
) -> None:
    arguments = ["-m", "assistant", "mcp", "--documents", str(articles_folder), "--index", str(index_folder)]

    async def run() -> Any:
        server = StdioServerParameters(command=sys.executable, args=arguments)
        async with Client(stdio_client(server)) as client:
            tools = (await client.list_tools()).tools
            return [tool.name for tool in tools], await client.call_tool("ask", {"question": QUESTION})

    names, told = asyncio.run(run())
    assert names == ["ask", "search", "list_articles", "read_article"]
    assert len(told.structured_content["views"]) == 6


def test_an_article_that_has_come_into_the_folder_is_among_the_resources(tmp_path: Path) -> None:
    (tmp_path / "quay.md").write_text("---\ntitle: The Quay\nauthor: Bo Birk\n---\n\nThe quay is old.\n")
    with closing(Assistant.open(documents=tmp_path)) as assistant:
        (tmp_path / "mole.md").write_text("---\ntitle: The Mole\nauthor: Ada Lind\n---\n\nKeep the mole.\n")
        listed = asyncio.run(ArticleServer(Desk(assistant)).list_resources())
    assert [each.title for each in listed] == ["The Mole", "The Quay"]
