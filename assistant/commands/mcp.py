"""`assistant mcp`: the MCP server over stdin and stdout."""

from __future__ import annotations

from assistant.commands.options import Documents, IndexFolder, opened, require


def mcp(documents: Documents = None, index: IndexFolder = None) -> None:
    """Answer a program that speaks MCP over stdin and stdout."""
    require("mcp")
    with opened(documents, index) as assistant:
        from assistant.api.asking import Desk
        from assistant.api.mcp_server import mcp_server
        from assistant.web.monitor import start_log

        start_log()
        mcp_server(Desk(assistant)).run("stdio")
