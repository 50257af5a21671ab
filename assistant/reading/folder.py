"""The documents folder: which files are articles, what they say, and a cheap look at what changed."""

from __future__ import annotations

import os
import stat
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.articles import Article
from assistant.errors import DocumentsError
from assistant.reading.article import read_article

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
    return {name: _stamp(status) for _, name, status in _files(folder, [])}


def list_files(folder: Path) -> tuple[list[File], list[Problem]]:
    """The files that are articles, in order of id; of two with one id the first by path is taken."""
    problems: list[Problem] = []
    found = [
        File(article_id, folder / name, _stamp(status))
        for article_id, name, status in _files(folder, problems)
    ]
    return sorted(found, key=lambda file: file.article_id), problems


def _files(folder: Path, problems: list[Problem]) -> list[tuple[str, str, os.stat_result]]:
    """Id, path under `folder` and status of each article's file, as text: every question waits for it."""
    _open(folder)
    found: dict[str, tuple[str, str, os.stat_result]] = {}
    for name, status in sorted(_walk(folder, problems), key=lambda item: item[0].split("/")):
        article_id = name.rpartition(".")[0]
        same = found.get(article_id)
        if reason := _unfit(name, status, folder / same[1] if same else None):
            path = folder / name
            problems.append(Problem(path, f"{str(path)!r} is not read: {reason}"))
        else:
            found[article_id] = article_id, name, status
    return list(found.values())


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_size, status.st_mtime_ns


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


def _unfit(name: str, status: os.stat_result, same: Path | None) -> str | None:
    if not stat.S_ISREG(status.st_mode):
        return "it is not a regular file"
    if any("\ud800" <= char <= "\udfff" for char in name):
        return "its name is not UTF-8: rename it"
    return f"it has the same id as {str(same)!r}: rename one of them" if same else None


def _walk(folder: Path, problems: list[Problem]) -> Iterator[tuple[str, os.stat_result]]:
    """The path under `folder` of all that is named like an article; no folder twice, linked ones last."""
    waiting, seen = deque([""]), set[tuple[int, int]]()
    while waiting:
        here = waiting.popleft()
        try:
            status = (folder / here).stat()
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            with os.scandir(folder / here) as entries:
                named = sorted(
                    (entry for entry in entries if not entry.name.startswith(".")),
                    key=lambda entry: entry.name,
                )
        except OSError as error:
            problems.append(_unread(folder / here, error))
            continue
        for entry in named:
            name = f"{here}/{entry.name}" if here else entry.name
            try:
                if entry.is_dir(follow_symlinks=False):
                    waiting.appendleft(name)
                elif entry.is_dir():
                    waiting.append(name)
                elif _is_article(entry.name):
                    yield name, entry.stat()
            except OSError as error:
                problems.append(_unread(folder / name, error))


def _is_article(name: str) -> bool:
    return name.lower().endswith(SUFFIXES) and not name.upper().startswith("README")


def _unread(path: Path, error: OSError) -> Problem:
    return Problem(path, f"{str(path)!r} is not read: {error.strerror or 'it cannot be opened'}")
