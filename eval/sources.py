"""The articles that answers and cases are held against, of any folder and in every format that is read.

The project's own folders are read by `eval.scoring.library` alone, which shares nothing with the assistant.
Of another folder that code reads the files whose records are complete in the plainest form; what a byline, a
page or a Word document says is read as the assistant reads it, but from the file and not from an answer.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from assistant.articles import Article
from assistant.reading.folder import read_folder, stamps
from eval.scoring.library import Library, Source, library
from eval.suite import SUITES, documents_fingerprint


def sources(folder: Path) -> Library:
    """The articles of a folder by their id; AssistantError where there is no such folder."""
    return _sources(folder.resolve(), documents_fingerprint(folder))


@lru_cache(maxsize=8)
def _sources(folder: Path, _: str) -> Library:
    """Kept while no file changes: cases are checked against the same articles as scored."""
    found = library(folder)
    if folder in {suite.documents for suite in SUITES}:
        return found
    complete = {name: source for name, source in found.items() if source.complete}
    if len(complete) < len(stamps(folder, follow_links=True)):
        read = read_folder(folder, follow_links=True)
        complete = {article.id: _source(article) for article in read.articles} | complete
    return MappingProxyType(complete)


def _source(article: Article) -> Source:
    record = article.record
    return Source(
        text=article.text,
        title=record.title,
        kind=record.kind,
        authors=record.authors,
        speakers=record.speakers,
        publication=record.publication,
        date=record.date.iso if record.date else None,
        independent=False,
    )
