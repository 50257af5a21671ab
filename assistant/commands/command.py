"""How every command prints and ends: text for a terminal or a pipe, a clear line instead of a traceback."""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand

from assistant.errors import AssistantError

if TYPE_CHECKING:
    from rich.console import Console

    from assistant.index.build import Progress

USER_ERROR = 1
# What a shell reports of a program that a signal ended: 128 and the number of SIGINT or SIGPIPE.
INTERRUPTED = 130
BROKEN_PIPE = 141


class Command(TyperCommand):
    """A command whose errors are one line on stderr, and with `--json` an object on stdout too."""

    def invoke(self, ctx: Any) -> Any:
        try:
            result = super().invoke(ctx)
            typer.echo(nl=False)  # flushes: a broken pipe shows here, not when the interpreter ends
        except AssistantError as error:
            raise _failed(ctx, str(error)) from None
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(BROKEN_PIPE) from None
        except (typer.Exit, typer.Abort):
            raise
        except OSError as error:
            raise _unusable(ctx, error) from None
        except Exception as error:
            raise _unforeseen(ctx, error) from None
        return result


def _unusable(ctx: Any, error: OSError) -> typer.Exit:
    """For a disk that is full or a place that may not be written, which is for the user to mend."""
    if os.environ.get("ASSISTANT_DEBUG") == "1":
        typer.echo(traceback.format_exc(), err=True, nl=False)
    place = f": {str(error.filename)!r}" if error.filename else ""
    cure = (
        "set TMPDIR to a folder with room"
        if "temporary" in str(error)
        else "look at its permissions and room"
    )
    return _failed(ctx, f"{error.strerror or error}{place}: {cure}")


def _unforeseen(ctx: Any, error: Exception) -> typer.Exit:
    if os.environ.get("ASSISTANT_DEBUG") == "1":
        typer.echo(traceback.format_exc(), err=True, nl=False)
    return _failed(
        ctx,
        f"sorry, something went wrong that should not ({type(error).__name__}): "
        "run it again with ASSISTANT_DEBUG=1 to see more",
    )


def _failed(ctx: Any, message: str) -> typer.Exit:
    from assistant.text import one_line

    line = one_line(message)
    if ctx.params.get("as_json"):
        typer.echo(json.dumps({"error": line}, ensure_ascii=False))
    typer.echo(f"error: {line}", err=True)
    return typer.Exit(USER_ERROR)


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
def progress(doing: str = "Indexing the articles", unit: str = "texts") -> Iterator[Progress]:
    """Shows how far work is, should there be any: a bar on a terminal, else a line when it begins."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    errors = Console(stderr=True)
    bar = Bar(
        TextColumn(doing),
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
                typer.echo(f"{doing} ({total:,} {unit}) …", err=True)

    try:
        yield advance
    finally:
        if begun and errors.is_terminal:
            bar.stop()
