"""`assistant annotate`: have a chat model read each article once, for the sides that are taken in it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.commands.command import progress
from assistant.commands.index import indexed, tell
from assistant.commands.options import AsJson, Documents, IndexFolder, settings
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.generation.annotating.annotator import Annotator, Cost, Summary
    from assistant.settings import Settings

_MOST_FAILURES = 10
"""Lines on articles that could not be read."""


def annotate(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before the model is used.")] = False,
    as_json: AsJson = False,
    documents: Documents = None,
    index: IndexFolder = None,
) -> None:
    """Have a chat model read each article once, for its sides."""
    used = settings(documents, index)
    read = read_articles(used, yes=yes)
    tell(indexed(used), read, as_json=as_json)


def read_articles(used: Settings, *, yes: bool) -> Summary:
    """Have the chat model of the settings read what it has not read; asked before, unless `yes`."""
    from assistant.generation.annotating.annotator import Annotator, Summary, annotate, unread
    from assistant.index.annotations import Annotations, annotated
    from assistant.reading.folder import MEMORY, read_folder

    annotator = Annotator.of(used)
    folder = read_folder(
        used.documents, follow_links=used.follow_links, memory=used.index_folder / MEMORY
    ).articles
    store = Annotations(used.index_folder)
    articles = unread(folder, store, annotator.maker)
    if not articles:
        return Summary()
    _ask(annotator, annotator.cost(articles), yes=yes)
    known = [position.on for each in annotated(folder, used.index_folder) for position in each.positions]
    with progress("Reading the articles", "articles") as advance:
        return annotate(articles, annotator, store, known=known, progress=advance)


def _ask(annotator: Annotator, cost: Cost, *, yes: bool) -> None:
    from assistant.wording.lines import counted

    told = (
        f"{counted(cost.articles, 'article')} to be read by {annotator.name}: at most "
        f"{counted(cost.calls, 'call')}, about {cost.read:,} tokens read and {cost.written:,} written"
    )
    if yes:
        typer.echo(f"{told}.", err=True)
    elif not sys.stdin.isatty():
        raise AssistantError(f"{told}: run it with --yes")
    else:
        typer.confirm(f"{told}. Go on?", abort=True, err=True)


def lines(read: Summary) -> list[str]:
    """What was read and dropped, in words."""
    from assistant.generation.annotating.proving import REASONS
    from assistant.wording.lines import counted

    if not (read.read or read.failed):
        return ["Every article that does not state its sides is read already; no call was made."]
    told = [f"{counted(read.read, 'article')} read: {counted(read.positions, 'position')} kept."]
    dropped = [f"{number} {REASONS[why]}" for why, number in read.dropped.most_common() if number]
    if dropped:
        told.append(f"Dropped: {'; '.join(dropped)}.")
    if read.in_part:
        told.append(f"Only the beginning fits into the model of: {', '.join(read.in_part)}.")
    told += [f"{name} was not read: {why}." for name, why in read.failed[:_MOST_FAILURES]]
    if more := len(read.failed) - _MOST_FAILURES:
        told += [f"Nor were {counted(more, 'other article')}."] if more > 0 else []
    return told


def data(read: Summary) -> dict[str, Any]:
    """The same for programs."""
    return {
        "read": read.read,
        "positions": read.positions,
        "in_part": read.in_part,
        "dropped": {why: number for why, number in read.dropped.items() if number},
        "failed": [{"article_id": name, "reason": why} for name, why in read.failed],
        "left": read.left,
    }


def refuse_silence(read: Summary) -> None:
    """Raise where the model's server gave nothing at the end, or for no article at all."""
    if read.left or (read.failed and not read.read):
        number = len(read.failed) + read.left
        raise AssistantError(
            f"{number:,} of {number + read.read:,} articles were not read ({read.failed[-1][1]}): "
            "what was read is kept; run it again when that is mended"
        )
