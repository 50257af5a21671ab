"""`assistant check`: what is missing, partial or doubtful in the articles' records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.commands.opening import settings
from assistant.commands.options import AsJson, Documents
from assistant.commands.output import console, print_json

if TYPE_CHECKING:
    from assistant.reading.folder import Folder


def check(as_json: AsJson = False, documents: Documents = None) -> None:
    """List what is missing or doubtful in the articles, and why."""
    from assistant.reading.folder import read_folder

    used = settings(documents)
    folder = read_folder(used.documents, follow_links=used.follow_links)
    if as_json:
        print_json(_data(folder))
    else:
        _print(folder)


def _data(folder: Folder) -> list[dict[str, str]]:
    doubts = [
        {"article_id": article.id, "warning": warning}
        for article in folder.articles
        for warning in article.warnings
    ]
    unread = [{"path": str(problem.path), "warning": problem.message} for problem in folder.problems]
    return doubts + unread


def _print(folder: Folder) -> None:
    from rich.text import Text

    from assistant.rendering.terminal import write
    from assistant.rendering.wording import counted

    out, doubtful = console(), [article for article in folder.articles if article.warnings]
    groups = [(article.id, article.warnings) for article in doubtful]
    if folder.problems:
        groups.append(("Not read", tuple(problem.message for problem in folder.problems)))
    for title, lines in groups:
        write(out, title, style="bold")
        for line in lines:
            write(out, line, lead=Text("  "))
        out.print()
    warnings = counted(sum(len(article.warnings) for article in doubtful), "warning")
    articles = counted(len(folder.articles), "article")
    unread = counted(len(folder.problems), "file")
    write(out, f"{articles} read, {len(doubtful)} of them with {warnings}; {unread} not read.")
