"""The MCP server: tools that ask, search, list and read, and the articles as resources."""

from __future__ import annotations

from functools import partial
from importlib.metadata import version
from typing import Annotated, Any

from anyio.to_thread import run_sync
from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError, ToolError
from mcp_types import CallToolResult, Resource, TextContent, ToolAnnotations
from pydantic import Field, StringConstraints

from assistant.api.asking import Desk
from assistant.api.forms import LONGEST, Kinds, Names
from assistant.api.library import NO_ARTICLE, found, listed, read
from assistant.api.mcp_forms import Answered
from assistant.api.record_form import ArticleForm, ArticlesForm, Date, HitForm
from assistant.errors import AssistantError, told_of
from assistant.scopes import Scope, Side
from assistant.web.perimeter import Refusal
from assistant.wording.byline import voice_attribution

INSTRUCTIONS = (
    "Answers from a folder of opinion articles. Every view comes with who holds it, who reports it, where "
    "and when, and the words that prove it. Credit each view exactly as `who` says: the author of an article "
    "need not hold a view that the article reports. Where nothing is found, say so."
)
_MOST_LISTED = 1_000
_READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
Words = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)]
People = Annotated[Names, Field(description="Only these authors or speakers, in full or by surname.")]
Publications = Annotated[Names, Field(description="Only these publications.")]
Since = Annotated[Date | None, Field(description="Nothing before: YYYY, YYYY-MM or YYYY-MM-DD.")]
Until = Annotated[Date | None, Field(description="Nothing after: the same forms.")]
KindsOf = Annotated[Kinds, Field(description="Only articles of these kinds.")]
OfSide = Annotated[
    Side | None,
    Field(description="Only views known to be on this side; where no side is known, nothing is left out."),
]


class ArticleServer(MCPServer[Any]):
    """The server; its resources are the articles as they are in the index now."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            "assistant", instructions=INSTRUCTIONS, version=version("assistant"), log_level="WARNING"
        )
        self._assistant = desk.assistant

    async def list_resources(self) -> list[Resource]:
        await run_sync(self._assistant.refresh)
        return [
            Resource(
                uri=f"article:///{record.article_id}",
                name=record.article_id,
                title=record.title,
                description=voice_attribution(record),
                mime_type="text/markdown",
            )
            for record in self._assistant.records[:_MOST_LISTED]
        ]


def mcp_server(desk: Desk) -> MCPServer[Any]:
    """The server over what `desk` answers from."""
    assistant = desk.assistant
    server = ArticleServer(desk)

    @server.tool(annotations=_READS)
    async def ask(
        question: Words,
        context: Context[Any, Any],
        people: People = (),
        publications: Publications = (),
        since: Since = None,
        until: Until = None,
        kinds: KindsOf = (),
        side: OfSide = None,
        everything: Annotated[bool, Field(description="All that bears on it, not the first six.")] = False,
    ) -> Annotated[CallToolResult, Answered]:
        """Answer a question, complete in itself, with who holds which view, where and when, and the words."""
        scope = Scope(
            people=people, publications=publications, since=since, until=until, kinds=kinds, side=side
        )
        asked = partial(assistant.stream, question, scope=scope, show_all=everything)
        try:
            answer = await desk.ask(asked, _client(context), "mcp")
        except Refusal as refusal:
            raise ToolError(refusal.why) from None
        except AssistantError as error:
            raise ToolError(told_of(error)) from None
        return CallToolResult(
            content=[TextContent(type="text", text=answer.to_markdown())],
            structured_content=Answered.of(answer).model_dump(mode="json"),
        )

    @server.tool(annotations=_READS)
    async def search(
        words: Words,
        people: People = (),
        publications: Publications = (),
        since: Since = None,
        until: Until = None,
        kinds: KindsOf = (),
        limit: Annotated[int, Field(ge=1, le=50)] = 10,
    ) -> list[HitForm]:
        """Find the passages nearest to some words, with author, place and date; they may hold no view."""
        scope = Scope(people=people, publications=publications, since=since, until=until, kinds=kinds)
        hits = await run_sync(found, assistant, words, scope, limit)
        return [HitForm.model_validate(hit) for hit in hits]

    @server.tool(annotations=_READS)
    async def list_articles(
        people: People = (),
        publications: Publications = (),
        since: Since = None,
        until: Until = None,
        kinds: KindsOf = (),
        limit: Annotated[int, Field(ge=1, le=200)] = 50,
        offset: Annotated[int, Field(ge=0)] = 0,
    ) -> ArticlesForm:
        """List the articles with what is known of each: authors, speakers, publication, date, link."""
        scope = Scope(people=people, publications=publications, since=since, until=until, kinds=kinds)
        return ArticlesForm.model_validate(await run_sync(listed, assistant, scope, limit, offset))

    @server.tool(annotations=_READS)
    async def read_article(article_id: str) -> ArticleForm:
        """Read an article: what is known of it, and its text."""
        article = await run_sync(read, assistant, article_id)
        if article is None:
            raise ToolError(NO_ARTICLE)
        return ArticleForm.model_validate(article)

    @server.resource("article:///{+article_id}", mime_type="text/markdown", title="An article")
    async def article(article_id: str) -> str:
        """An article under the line that says whose it is, where and when it appeared."""
        await run_sync(assistant.refresh)
        whole = await run_sync(assistant.article, article_id)
        if whole is None:
            raise ResourceNotFoundError(NO_ARTICLE)
        record = whole.record
        address = f"\n\n{record.url}" if record.url else ""
        return f"# {record.title}\n\n{voice_attribution(record)}{address}\n\n{whole.text}"

    return server


def _client(context: Context[Any, Any]) -> str | None:
    """Who asks over HTTP, as the guard has found; nobody over stdio."""
    request = context.request_context.request
    return request.scope["assistant.client"] if request is not None else None
