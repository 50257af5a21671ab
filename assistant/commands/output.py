"""What commands print: text fit for a terminal or a pipe, JSON, progress."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from assistant.index.build import Progress


def console() -> Console:
    """The console on stdout: colours and wrapping on a terminal only."""
    from rich.console import Console

    class Piped(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return Piped()


def print_json(value: object) -> None:
    """Print `value`; letters that the encoding of stdout does not know as escapes."""
    unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    typer.echo(json.dumps(value, ensure_ascii=not unicode, indent=2))


@contextmanager
def progress() -> Iterator[Progress]:
    """Shows how far indexing is, should there be any: a bar on a terminal, else a line when it begins."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    errors = Console(stderr=True)
    bar = Bar(
        TextColumn("Indexing the articles"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=errors,
        transient=True,
    )
    task = bar.add_task("", total=None)
    begun = False

    def advance(done: int, total: int) -> None:
        nonlocal begun
        bar.update(task, completed=done, total=total)
        if not begun:
            begun = True
            if errors.is_terminal:
                bar.start()
            else:
                typer.echo(f"Indexing the articles ({total:,} texts) …", err=True)

    try:
        yield advance
    finally:
        if begun and errors.is_terminal:
            bar.stop()
