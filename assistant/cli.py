"""The command line: every command under one name."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from assistant.commands.add import add
from assistant.commands.annotate import annotate
from assistant.commands.ask import ask
from assistant.commands.check import check
from assistant.commands.command import Command
from assistant.commands.feedback import feedback
from assistant.commands.forget import forget
from assistant.commands.index import index
from assistant.commands.search import search
from assistant.commands.serve import mcp, serve, slack
from assistant.commands.sources import sources
from assistant.commands.user import user

app = typer.Typer(
    name="assistant",
    no_args_is_help=True,
    add_completion=False,
    # Help in plain lines: through rich it takes twice as long.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (serve, ask, search, sources, index, check, add, annotate, feedback, forget, slack, mcp):
    app.command(cls=Command)(command)
app.add_typer(user)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"assistant {version('assistant')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Ask a folder of opinion articles: who holds which view, who wrote it down, where and when."""


def main() -> None:
    """Run the command line of this process."""
    for stream in (sys.stdin, sys.stdout):
        # A letter that a terminal cannot show or send must not end the program; a closed stream is None.
        if stream is not None:
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    app(prog_name="assistant")
