"""`assistant search`: the passages nearest to some words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.command import console, print_json
from assistant.commands.options import (
    AsJson,
    Documents,
    Forms,
    IndexFolder,
    People,
    Publications,
    Since,
    Until,
    opened,
    readable,
    scope,
)
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.articles import Record
    from assistant.index.search import Hit


def search(
    words: Annotated[list[str], typer.Argument(help="What to look for.", show_default=False)],
    limit: Annotated[int, typer.Option(min=1, max=1_000, help="Most passages shown.")] = 10,
    person: People = None,
    publication: Publications = None,
    since: Since = None,
    until: Until = None,
    form: Forms = None,
    as_json: AsJson = False,
    documents: Documents = None,
    index: IndexFolder = None,
) -> None:
    """Show the passages nearest to some words, best first."""
    filters, text = scope(person, publication, since, until, form), readable(" ".join(words))
    if not text.strip():
        raise AssistantError("there is nothing to look for: write some words after `assistant search`")
    with opened(documents, index, once=True) as assistant:
        for note in assistant.refresh():
            typer.echo(note, err=True)
        found = assistant.found(text, scope=filters, limit=limit)
    if as_json:
        from assistant.rendering.data import hit_data

        print_json([hit_data(rank, hit, record) for rank, (hit, record) in enumerate(found, 1)])
    else:
        _print(found)


def _print(found: tuple[tuple[Hit, Record], ...]) -> None:
    from rich.text import Text

    from assistant.rendering.terminal import write
    from assistant.wording.lines import labels, source_line

    out = console()
    if not found:
        write(out, "No passage was found.")
    for rank, (hit, record) in enumerate(found, 1):
        if rank > 1:
            out.print()
        number = Text(f"{rank:2} ", "cyan")
        write(out, " · ".join((source_line(record), *labels(record))), lead=number, style="bold")
        write(out, hit.passage.text, lead=Text(" " * number.cell_len))
