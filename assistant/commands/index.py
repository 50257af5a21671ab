"""`assistant index`: bring the index up to date."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.commands.command import console, print_json, progress
from assistant.commands.options import AsJson, Documents, IndexFolder, settings

if TYPE_CHECKING:
    from assistant.generation.annotating.annotator import Summary
    from assistant.index.build import Update
    from assistant.settings import Settings

_MOST_PROBLEMS = 10
"""Lines on files that are passed over; where there are more, one line counts them all."""


def index(
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Build it anew, whatever made the present one.")
    ] = False,
    yes: Annotated[
        bool,
        typer.Option(
            "--yes",
            help="Do not ask: neither before most articles are dropped nor before a model reads.",
        ),
    ] = False,
    annotate: Annotated[
        bool, typer.Option("--annotate", help="Have a chat model read what is new first, as `annotate` does.")
    ] = False,
    as_json: AsJson = False,
    documents: Documents = None,
    index: IndexFolder = None,
) -> None:
    """Bring the index up to date with the folder of articles."""
    from assistant.commands.annotate import read_articles

    used = settings(documents, index)
    read = read_articles(used, yes=yes) if annotate else None
    tell(indexed(used, rebuild=rebuild, may_shrink=yes), read, as_json=as_json)


def indexed(used: Settings, *, rebuild: bool = False, may_shrink: bool = False) -> Update:
    """Bring the index up to date; on a terminal it is asked before most of its articles are dropped."""
    from assistant.encoder.encoder import encoder
    from assistant.index.build import Shrunk, update

    encoding = encoder(used)

    def brought_up_to_date(*, may_shrink: bool) -> Update:
        with progress() as advance:
            return update(
                used.documents,
                used.index_folder,
                encoding,
                chroma_url=used.chroma_url,
                follow_links=used.follow_links,
                progress=advance,
                rebuild=rebuild,
                may_shrink=may_shrink,
            )

    try:
        return brought_up_to_date(may_shrink=may_shrink)
    except Shrunk as shrunk:
        if not sys.stdin.isatty():
            raise
        found = f"{shrunk.indexed:,} articles are indexed, the folder holds {shrunk.found:,}: replace?"
        if not typer.confirm(found, err=True):
            raise
        return brought_up_to_date(may_shrink=True)


def tell(done: Update, read: Summary | None, *, as_json: bool) -> None:
    """Print what was done; raise where a model gave nothing for some articles in the end."""
    from assistant.commands.annotate import data, lines, refuse_silence

    if as_json:
        print_json(_data(done) | ({"annotated": data(read)} if read else {}))
    else:
        for line in lines(read) if read else ():
            typer.echo(line)
        _print(done)
    if read:
        refuse_silence(read)


def _data(done: Update) -> dict[str, Any]:
    return {
        "changed": done.changed,
        "articles": done.articles,
        "passages": done.passages,
        "embedded": done.embedded,
        "problems": [{"path": path, "warning": warning} for path, warning in done.problems],
    }


def _print(done: Update) -> None:
    from assistant.rendering.terminal import write
    from assistant.wording.lines import counted, passed_over_line

    out = console()
    for _, warning in done.problems[:_MOST_PROBLEMS]:
        write(out, warning)
    if len(done.problems) > _MOST_PROBLEMS:
        write(out, passed_over_line([path for path, _ in done.problems]))
    size = f"{counted(done.articles, 'article')}, {counted(done.passages, 'passage')}"
    if done.changed:
        write(out, f"Indexed {size}; {counted(done.embedded, 'text')} newly embedded.")
    else:
        write(out, f"The index is up to date: {size}.")
