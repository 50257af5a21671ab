"""`assistant add`: articles from files and web pages for the documents folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.commands.command import USER_ERROR, console, print_json
from assistant.commands.options import AsJson, Documents, readable, settings
from assistant.errors import DocumentsError

if TYPE_CHECKING:
    from assistant.articles import Article

_SHOWN = {
    "title": "Title",
    "authors": "Authors",
    "speakers": "Speakers",
    "publication": "Publication",
    "date": "Date",
    "url": "Address",
    "language": "Language",
}


def add(
    places: Annotated[list[str], typer.Argument(metavar="PATH|URL…", help="Files, and addresses of pages.")],
    only_print: Annotated[
        bool, typer.Option("--print", help="Show what would be added, and keep nothing.")
    ] = False,
    as_json: AsJson = False,
    documents: Documents = None,
) -> None:
    """Add files and web pages to the folder of articles."""
    from assistant.reading.adding import copied, fetched, is_address, kept
    from assistant.reading.converter import Converter
    from assistant.reading.folder import MEMORY

    used = settings(documents)
    added: list[dict[str, Any]] = []
    failed = False
    with Converter(used.index_folder / MEMORY) as converter:
        for place in map(readable, places):
            try:
                if is_address(place):
                    addition = fetched(place, converter, private=used.add_private)
                else:
                    addition = copied(Path(place), converter)
                path = None if only_print else kept(addition, used.documents)
            except DocumentsError as error:
                failed = True
                typer.echo(f"error: {error}", err=True)
                continue
            name = str(path) if path else f"{place} (not kept)"
            if as_json:
                added += [_data(article, path) for article in addition.articles]
            else:
                _print(name, addition.articles)
    if as_json:
        print_json(added)
    if failed:
        raise typer.Exit(USER_ERROR)


def _data(article: Article, path: Path | None) -> dict[str, Any]:
    return {"path": path and str(path), **article.record.to_dict(), "warnings": list(article.warnings)}


def _print(name: str, articles: tuple[Article, ...]) -> None:
    """What is known of the articles in a file, and where each part of it stands."""
    from rich.text import Text

    from assistant.rendering.terminal import write
    from assistant.wording.lines import counted

    out = console()
    write(out, name, style="bold")
    if len(articles) > 1:
        write(out, f"{counted(len(articles), 'article')}; the first:", lead=Text("  "))
    record = articles[0].record
    values = record.to_dict() | {"date": record.date_text}
    for key, label in _SHOWN.items():
        value = values[key]
        told = ", ".join(value) if isinstance(value, list) else value
        if told:
            basis = record.basis.get(key)
            write(out, f"{label}: {told}" + (f" ({basis})" if basis else ""), lead=Text("  "))
    shown = tuple(f": {basis}." for basis in record.basis.values())
    for warning in articles[0].warnings:
        if not warning.endswith(shown):
            write(out, warning, lead=Text("  "), style="dim")
