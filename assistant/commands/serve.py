"""`assistant serve`: the web chat. `assistant slack`: the Slack bot, and the manifest of its app.

`assistant mcp`: the MCP server over stdin and stdout.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from assistant.commands.forget import expiring
from assistant.commands.options import AsJson, Documents, IndexFolder, opened, require, settings

if TYPE_CHECKING:
    from pathlib import Path


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65_535, help="Port, or the first free one after it.")
    ] = 7860,
    open_browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the chat in a browser.")
    ] = True,
    root_path: Annotated[
        str, typer.Option(metavar="PATH", help="Path under which a reverse proxy serves it, such as /chat.")
    ] = "",
    add: Annotated[
        bool | None,
        typer.Option(
            "--add/--no-add",
            help="Let readers add articles.",
            show_default="after a login, or at this machine alone",
        ),
    ] = None,
    documents: Documents = None,
    index: IndexFolder = None,
) -> None:
    """Open the web chat; with ASSISTANT_API=1 the HTTP API beside it."""
    require("web")
    from assistant.web.root_path import read_root_path

    read, under = settings(documents, index), read_root_path(root_path)
    with opened(documents, index) as assistant, expiring(read.state_file):
        from assistant.api.mounting import doors
        from assistant.feedback import FeedbackStore
        from assistant.web.serve import serve as run
        from assistant.web.settings import WebSettings
        from assistant.wording.lines import passed_over_line

        if passed_over := passed_over_line([path for path, _ in assistant.problems]):
            typer.echo(passed_over)

        store = FeedbackStore(read.state_file, limit=read.state_limit * 10**6)
        web = WebSettings.of_environment(**({} if add is None else {"add": add}))
        run(
            assistant,
            web,
            host,
            port,
            store=store,
            routes=doors(assistant, web, host),
            adding=read,
            open_browser=open_browser,
            root_path=under,
        )


def slack(
    what: Annotated[
        Literal["manifest"] | None,
        typer.Argument(
            metavar="[manifest]", help="Print the manifest of the Slack app, and end.", show_default=False
        ),
    ] = None,
    http: Annotated[
        bool, typer.Option("--http", help="Be reached over HTTP at /slack/events, beside the web chat.")
    ] = False,
    host: Annotated[str, typer.Option(help="Address to listen on, with --http.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65_535, help="Port, or the first free one after it, with --http.")
    ] = 7860,
    url: Annotated[
        str | None,
        typer.Option(metavar="URL", help="For the manifest: where Slack reaches this server, for --http."),
    ] = None,
    as_json: AsJson = False,
    documents: Documents = None,
    index: IndexFolder = None,
) -> None:
    """Answer in Slack; `assistant slack manifest` prints what Slack makes the app from."""
    if what == "manifest":
        _print_manifest(documents, url, as_json=as_json)
        return
    from assistant.slack.settings import SlackSettings

    require("slack")
    read = settings(documents)
    chosen = SlackSettings.read(read.state_file, mode="http" if http else None)
    if chosen.mode == "http":
        require("web", "slack")
    with opened(documents, index) as assistant, expiring(read.state_file):
        from assistant.feedback import FeedbackStore
        from assistant.slack.serving import run

        store = FeedbackStore(read.state_file, limit=read.state_limit * 10**6)
        run(assistant, chosen, store, host=host, port=port)


def mcp(documents: Documents = None, index: IndexFolder = None) -> None:
    """Answer a program that speaks MCP over stdin and stdout."""
    require("mcp")
    with opened(documents, index) as assistant:
        from assistant.api.asking import Desk
        from assistant.api.mcp_server import mcp_server
        from assistant.web.monitor import start_log

        start_log()
        mcp_server(Desk(assistant)).run("stdio")


def _print_manifest(documents: Path | None, url: str | None, *, as_json: bool) -> None:
    from assistant.commands.command import print_json
    from assistant.reading.folder import MEMORY, read_folder
    from assistant.slack.manifest import manifest, suggestions

    used = settings(documents)
    memory = used.index_folder / MEMORY
    articles = read_folder(used.documents, follow_links=used.follow_links, memory=memory).articles
    printed = manifest(suggestions(article.record for article in articles), url=url)
    if as_json:
        print_json(printed)
        return
    import yaml

    typer.echo(yaml.safe_dump(printed, sort_keys=False, allow_unicode=True, width=100), nl=False)
