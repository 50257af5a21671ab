"""`assistant index`: bring the index up to date."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.commands.command import console, print_json, progress
from assistant.commands.options import AsJson, Documents, IndexFolder, settings

if TYPE_CHECKING:
    from assistant.index.build import Update

_MOST_PROBLEMS = 10
"""Lines on files that are passed over; where there are more, one line counts them all."""


def index(
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Build it anew, whatever made the present one.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Also replace it when most of its articles are missing.")
    ] = False,
    as_json: AsJson = False,
    documents: Documents = None,
    index: IndexFolder = None,
) -> None:
    """Bring the index up to date with the folder of articles."""
    from assistant.encoder.encoder import encoder
    from assistant.index.build import Shrunk, update

    used = settings(documents, index)
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
        done = brought_up_to_date(may_shrink=yes)
    except Shrunk as shrunk:
        if not sys.stdin.isatty():
            raise
        found = f"{shrunk.indexed:,} articles are indexed, the folder holds {shrunk.found:,}: replace?"
        if not typer.confirm(found, err=True):
            raise
        done = brought_up_to_date(may_shrink=True)
    if as_json:
        print_json(_data(done))
    else:
        _print(done)


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
