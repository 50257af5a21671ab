"""`assistant sources`: the articles that answers come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from assistant.commands.command import console, print_json, progress
from assistant.commands.options import AsJson, Cite, Documents, IndexFolder, opened
from assistant.errors import AssistantError, DocumentsError, IndexBusy

if TYPE_CHECKING:
    from assistant.articles import Article


def sources(
    as_json: AsJson = False,
    cite_as: Cite = None,
    documents: Documents = None,
    index: IndexFolder = None,
) -> None:
    """List the articles, with what is known of each."""
    from assistant.index.build import Shrunk

    if as_json and cite_as:
        raise AssistantError("--json and --cite exclude each other: choose one")

    with opened(documents, index, once=True) as assistant:
        try:
            with progress() as advance:
                assistant.update(progress=advance)
        except (DocumentsError, IndexBusy, Shrunk) as error:
            typer.echo(f"The list may be out of date: {str(error).rstrip('.')}.", err=True)
        passages, problems = assistant.passage_counts, assistant.problems
        read = (assistant.article(record.article_id) for record in assistant.records)
        articles = [article for article in read if article]
    if as_json:
        from assistant.rendering.data import article_data

        print_json([article_data(article, passages[article.id]) for article in articles])
    elif cite_as:
        from assistant.citing.cite import cite

        typer.echo(cite([article.record for article in articles], cite_as), nl=False)
    else:
        unread = [path for path, _ in problems]
        _print([(article, passages[article.id]) for article in articles], unread=unread)


def _print(articles: list[tuple[Article, int]], *, unread: list[str]) -> None:
    from rich.text import Text

    from assistant.rendering.terminal import write
    from assistant.wording.lines import counted, labels, passed_over_line, source_line

    out = console()
    for article, passages in articles:
        warnings = (counted(len(article.warnings), "warning"),) if article.warnings else ()
        facts = (*labels(article.record), counted(passages, "passage"), *warnings)
        write(out, article.id, style="bold")
        write(out, source_line(article.record), lead=Text("  "))
        write(out, " · ".join(facts), lead=Text("  "), style="dim")
    voices = {voice for article, _ in articles for voice in article.record.voices}
    total = sum(passages for _, passages in articles)
    numbers = (
        counted(len(articles), "article"),
        counted(len(voices), "voice"),
        counted(total, "passage"),
    )
    out.print()
    write(out, f"{', '.join(numbers)}. What is missing or doubtful: `assistant check`.")
    if unread:
        write(out, passed_over_line(unread))
