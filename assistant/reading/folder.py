"""The documents folder: which files are articles, what they say, and a cheap look at what changed."""

from __future__ import annotations

import os
import stat
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import DocumentsError
from assistant.reading.article import read_article
from assistant.types import Article

SUFFIXES = (".md", ".markdown", ".txt")
Stamp = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A file or folder that could not be read, and why, in one line."""

    path: Path
    message: str


@dataclass(frozen=True, slots=True)
class File:
    """A file that is taken for an article."""

    article_id: str
    path: Path
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Folder:
    """All articles of a folder in order of id, and the problems of what could not be read."""

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...] = ()


def read_folder(folder: Path) -> Folder:
    """Every article under `folder`; one bad file is a problem, never the end of the reading."""
    files, problems = list_files(folder)
    articles: list[Article] = []
    for file in files:
        try:
            articles.append(read_article(file.path, file.article_id))
        except DocumentsError as error:
            problems.append(Problem(file.path, str(error)))
    return Folder(tuple(articles), tuple(sorted(problems, key=lambda problem: problem.path)))


def stamps(folder: Path) -> dict[str, Stamp]:
    """Size and time of every article's file by its path under `folder`, without opening any.

    Equal stamps mean that nothing needs to be read; for different ones `article.fingerprint` decides.
    """
    return {str(file.path.relative_to(folder)): file.stamp for file in list_files(folder)[0]}


def list_files(folder: Path) -> tuple[list[File], list[Problem]]:
    """The files that are articles, in order of id; of two with one id the first by path is taken."""
    _open(folder)
    found: dict[str, File] = {}
    problems: list[Problem] = []
    for path, status in sorted(_walk(folder, problems), key=lambda item: item[0]):
        article_id = path.relative_to(folder).with_suffix("").as_posix()
        problem = _unfit(path, status, found.get(article_id))
        if problem:
            problems.append(Problem(path, f"{str(path)!r} is not read: {problem}"))
        else:
            found[article_id] = File(article_id, path, (status.st_size, status.st_mtime_ns))
    return [found[article_id] for article_id in sorted(found)], problems


def _open(folder: Path) -> None:
    try:
        with os.scandir(folder):
            return
    except FileNotFoundError:
        what = "does not exist"
    except NotADirectoryError:
        what = "is not a folder"
    except OSError as error:
        what = f"cannot be opened ({error.strerror or error})"
    raise DocumentsError(
        f"The documents folder {str(folder)!r} {what}: create it, or name another with --documents."
    )


def _unfit(path: Path, status: os.stat_result, same: File | None) -> str | None:
    if not stat.S_ISREG(status.st_mode):
        return "it is not a regular file"
    if any("\ud800" <= char <= "\udfff" for char in str(path)):
        return "its name is not UTF-8: rename it"
    return f"it has the same id as {str(same.path)!r}: rename one of them" if same else None


def _walk(folder: Path, problems: list[Problem]) -> Iterator[tuple[Path, os.stat_result]]:
    """Everything under `folder` that is named like an article; no folder twice, linked ones last."""
    waiting, seen = deque([folder]), set[tuple[int, int]]()
    while waiting:
        here = waiting.popleft()
        try:
            status = here.stat()
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            with os.scandir(here) as entries:
                named = sorted(
                    (entry for entry in entries if not entry.name.startswith(".")),
                    key=lambda entry: entry.name,
                )
        except OSError as error:
            problems.append(_unread(here, error))
            continue
        for entry in named:
            path = here / entry.name
            try:
                if entry.is_dir(follow_symlinks=False):
                    waiting.appendleft(path)
                elif entry.is_dir():
                    waiting.append(path)
                elif _is_article(entry.name):
                    yield path, entry.stat()
            except OSError as error:
                problems.append(_unread(path, error))


def _is_article(name: str) -> bool:
    return name.lower().endswith(SUFFIXES) and not name.upper().startswith("README")


def _unread(path: Path, error: OSError) -> Problem:
    return Problem(path, f"{str(path)!r} is not read: {error.strerror or 'it cannot be opened'}")
