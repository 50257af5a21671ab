"""`assistant check`: what is missing, partial or doubtful in the articles' records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from assistant.commands.command import console, print_json
from assistant.commands.options import AsJson, Documents, IndexFolder, settings

if TYPE_CHECKING:
    from assistant.articles import Article
    from assistant.reading.folder import Folder


def check(as_json: AsJson = False, documents: Documents = None, index: IndexFolder = None) -> None:
    """List what is missing or doubtful in the articles, and why."""
    from assistant.index.annotations import annotated
    from assistant.reading.duplicates import copies
    from assistant.reading.folder import MEMORY, read_folder
    from assistant.reading.spellings import lookalikes

    used = settings(documents, index)
    memory = used.index_folder / MEMORY
    folder = read_folder(used.documents, follow_links=used.follow_links, memory=memory)
    warnings = {article.id: article.warnings for article in folder.articles}
    alike = lookalikes(article.record for article in folder.articles)
    for article_id, warning in (*alike, *copies(folder.articles)):
        warnings[article_id] += (warning,)
    if as_json:
        print_json(_data(folder, warnings))
    else:
        _print(folder, warnings)
        _print_annotated(annotated(folder.articles, used.index_folder))


def _data(folder: Folder, warnings: Mapping[str, tuple[str, ...]]) -> list[dict[str, str]]:
    doubts = [
        {"article_id": article_id, "warning": warning}
        for article_id, each in warnings.items()
        for warning in each
    ]
    unread = [{"path": str(problem.path), "warning": problem.message} for problem in folder.problems]
    return doubts + unread


def _print(folder: Folder, warnings: Mapping[str, tuple[str, ...]]) -> None:
    from rich.text import Text

    from assistant.rendering.terminal import write
    from assistant.wording.lines import counted

    out, groups = console(), [(article_id, each) for article_id, each in warnings.items() if each]
    doubtful, total = len(groups), sum(len(each) for _, each in groups)
    if folder.problems:
        groups.append(("Passed over", tuple(problem.message for problem in folder.problems)))
    for title, lines in groups:
        write(out, title, style="bold")
        for line in lines:
            write(out, line, lead=Text("  "))
        out.print()
    articles = counted(len(folder.articles), "article")
    unread = counted(len(folder.problems), "file")
    write(out, f"{articles} read, {doubtful} of them with {counted(total, 'warning')}; {unread} passed over.")


def _print_annotated(articles: Sequence[Article]) -> None:
    """Count the positions that chat models read in the articles, by model."""
    from assistant.rendering.terminal import write
    from assistant.wording.lines import counted

    pairs = [
        (each.read_by or "", article.id)
        for article in articles
        if not article.sides_stated
        for each in article.positions
    ]
    for model in sorted({model for model, _ in pairs}):
        own = [name for by, name in pairs if by == model]
        where = counted(len(set(own)), "article")
        write(console(), f"{counted(len(own), 'position')} in {where}, as {model} reads them.")
