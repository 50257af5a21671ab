"""`assistant serve`: the web chat."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.commands.forget import expiring
from assistant.commands.options import Documents, IndexFolder, opened, require, settings


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65_535, help="Port, or the first free one after it.")
    ] = 7860,
    open_browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the chat in a browser.")
    ] = True,
    documents: Documents = None,
    index: IndexFolder = None,
) -> None:
    """Open the web chat."""
    require("web")
    read = settings(documents)
    with opened(documents, index) as assistant, expiring(read.state_file):
        from assistant.feedback import FeedbackStore
        from assistant.web.serve import serve as run

        store = FeedbackStore(read.state_file, limit=read.state_limit * 10**6)
        run(assistant, host, port, store=store, open_browser=open_browser)
