"""The documents folder: which files are articles, what they say, and a cheap look at what changed."""

from __future__ import annotations

import os
import stat
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

from assistant.articles import Article
from assistant.errors import DocumentsError
from assistant.reading.article import TEXTS, Unreachable, Unread, is_gone, unread_in
from assistant.reading.beside import SIDECARS, beside, is_sidecar
from assistant.reading.converter import CONVERTED, Converter
from assistant.reading.metadata import Found
from assistant.reading.spellings import one_spelling
from assistant.reading.workers import Workers

SUFFIXES = (*TEXTS, *CONVERTED)
"""Of the files that are read; of two files of one name the one whose suffix comes first."""
MEMORY = "readings.db"
"""The file beside an index that remembers what converted files hold."""
_MUCH = 1_000_000
"""Bytes from which processes are started, each for half a second: some hundred articles, read in three."""
Stamp = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds."""
_LEADS_OUT = "it leads out of the folder of articles: ASSISTANT_FOLLOW_LINKS=1 allows that"


@dataclass(frozen=True, slots=True)
class Problem:
    """A file or folder that could not be read, and why, in one line."""

    path: Path
    message: str


@dataclass(frozen=True, slots=True)
class Folder:
    """All articles of a folder in order of id, and the problems of what could not be read."""

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...] = ()
    unreachable: tuple[str, ...] = ()
    """Files and folders that are there and cannot be opened now, as paths under the folder; "" is itself."""

    def may_hold(self, article_id: str) -> bool:
        """Whether an article that was not read may be in one of the unreachable files and folders."""
        return any(
            not path
            or article_id == path.rpartition(".")[0]
            or article_id.startswith((f"{path}/", f"{path.rpartition('.')[0]}/"))
            for path in self.unreachable
        )


def read_folder(
    folder: Path,
    *,
    follow_links: bool = False,
    memory: Path | None = None,
    check: Callable[[], None] = lambda: None,
) -> Folder:
    """Every article under `folder`; what is not read is a problem, never the end of the reading.

    `check` is called before each file is read, and may raise to end it.

    A symbolic link that leads out of the folder is a problem, too, unless `follow_links` is set. What
    converted files hold is looked up, and kept, in the file `memory`.
    """
    walk = _Walk(folder, follow_links)
    articles: dict[str, Article] = {}
    files = sorted(_files(walk))
    said = beside(folder, walk.sidecars, [name for _, name, _ in files])
    for name, reason in said.problems:
        walk.leave_out(name, reason)
    for name in walk.others:
        walk.leave_out(name, _unknown(name))
    # Data in a folder of its own is nobody's record.
    holding = {Path(name).parent for _, name, _ in files}
    for name in walk.sidecars.keys() - said.used:
        if Path(name).parent in holding:
            walk.leave_out(name, "no article lies beside it of which it could be the record")
    much = sum(status.st_size for _, _, status in files) > _MUCH
    with Converter(memory) as converter, Workers() as workers:
        for name, read in workers.read(_unread(walk, files, said.found, converter, check), much=much):
            if isinstance(read, DocumentsError):
                walk.leave_out(name, str(read))
                continue
            for article in read:
                if articles.setdefault(article.id, article) is not article:
                    walk.leave_out(name, f"another file holds an article with the id {article.id!r}")
    walk.problems.sort(key=lambda problem: problem.path)
    in_order = [articles[article_id] for article_id in sorted(articles)]
    return Folder(one_spelling(in_order), tuple(walk.problems), tuple(sorted(walk.unreachable)))


def stamps(folder: Path, *, follow_links: bool = False) -> dict[str, Stamp]:
    """Size and time of every article's file and sidecar by its path under `folder`, without opening any.

    Of a file that is passed over its name alone is told. Equal stamps mean that nothing needs to be read;
    for different ones `article.fingerprint` decides.
    """
    walk = _Walk(folder, follow_links)
    found = {name: status for _, name, status in _files(walk)} | walk.sidecars
    read = {name: (status.st_size, status.st_mtime_ns) for name, status in found.items()}
    return read | dict.fromkeys(walk.others, (0, 0))


def _unread(
    walk: _Walk,
    files: Sequence[tuple[str, str, os.stat_result]],
    said: Mapping[str, tuple[Found, ...]],
    converter: Converter,
    check: Callable[[], None],
) -> Iterator[tuple[str, Unread]]:
    """The articles that are to be read of each file that can be opened and converted, under its path."""
    for article_id, name, _ in files:
        check()
        try:
            every = unread_in(walk.folder / name, article_id, converter, beside=said.get(name, ()))
        except DocumentsError as error:
            walk.leave_out(name, str(error))
            if isinstance(error, Unreachable):
                walk.unreachable.append(name)
        else:
            yield from zip(repeat(name), every)


def _files(walk: _Walk) -> list[tuple[str, str, os.stat_result]]:
    """Id, path under the folder and status of each article's file; of two with one id the first by suffix.

    Paths are text: every question waits for this.
    """
    found: dict[str, tuple[str, str, os.stat_result]] = {}
    for name, status in sorted(walk.named_like_articles(), key=_place):
        if is_sidecar(name):
            walk.sidecars |= {name: status} if stat.S_ISREG(status.st_mode) else {}
            continue
        article_id = name.rpartition(".")[0]
        same = found.get(article_id)
        if reason := _unfit(name, status, walk.folder / same[1] if same else None):
            walk.leave_out(name, reason)
        else:
            found[article_id] = article_id, name, status
    return list(found.values())


def _place(item: tuple[str, os.stat_result]) -> tuple[list[str], int, str]:
    stem, _, suffix = item[0].rpartition(".")
    return stem.split("/"), (*SUFFIXES, *SIDECARS).index(f".{suffix.lower()}"), item[0]


def _is_read(name: str) -> bool:
    return name.lower().endswith((*SUFFIXES, *SIDECARS)) and not is_readme(name)


def is_readme(name: str) -> bool:
    """Whether a file of this name tells of the folder, and is no article."""
    return name.upper().startswith("README")


def _unknown(name: str) -> str:
    _, dot, suffix = name.rpartition("/")[2].rpartition(".")
    return (
        f"files of the kind {f'.{suffix}'!r} are not read"
        if dot
        else "its name has no suffix that tells its kind"
    )


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


class _Walk:
    """One look through a folder and those inside it: no folder twice, linked ones last."""

    def __init__(self, folder: Path, follow_links: bool) -> None:
        _open(folder)
        self.folder = folder
        self._root = None if follow_links else folder.resolve()
        """What links may not lead out of."""
        self.problems: list[Problem] = []
        self.unreachable: list[str] = []
        self.sidecars: dict[str, os.stat_result] = {}
        """What may be a sidecar or a manifest, by its path under the folder, as far as the look has come."""
        self.others: list[str] = []
        """Files of kinds that are not read, as far as the look has come."""

    def named_like_articles(self) -> Iterator[tuple[str, os.stat_result]]:
        """The path under the folder, and the status, of all that is named like an article or a sidecar."""
        waiting, seen = deque([""]), set[tuple[int, int]]()
        while waiting:
            here = waiting.popleft()
            try:
                status = (self.folder / here).stat()
                if (status.st_dev, status.st_ino) in seen:
                    continue
                seen.add((status.st_dev, status.st_ino))
                named = self._entries(here)
            except OSError as error:
                self._failed(here, error)
                continue
            for entry in named:
                name = f"{here}/{entry.name}" if here else entry.name
                try:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.appendleft(name)
                    elif entry.is_dir():
                        if self._admitted(name, entry):
                            waiting.append(name)
                    elif _is_read(entry.name):
                        status = entry.stat()
                        if self._admitted(name, entry):
                            yield name, status
                    elif not is_readme(entry.name):
                        self.others.append(name)
                except OSError as error:
                    self._failed(name, error)

    def leave_out(self, name: str, reason: str) -> None:
        path = self.folder / name
        self.problems.append(Problem(path, f"{str(path)!r} is not read: {reason}"))

    def _entries(self, here: str) -> list[os.DirEntry[str]]:
        with os.scandir(self.folder / here) as entries:
            # Names with "~$" are those of files that Word holds open.
            shown = [entry for entry in entries if not entry.name.startswith((".", "~$"))]
        pages = {
            entry.name.rpartition(".")[0] for entry in shown if entry.name.lower().endswith((".html", ".htm"))
        }
        # What browsers save beside a page belongs to it.
        shown = [entry for entry in shown if entry.name.removesuffix("_files") not in pages - {entry.name}]
        return sorted(shown, key=lambda entry: entry.name)

    def _admitted(self, name: str, entry: os.DirEntry[str]) -> bool:
        """Whether an entry is in the folder itself: of a link, where it leads over all links between."""
        if self._root is None or not entry.is_symlink():
            return True
        if (self.folder / name).resolve().is_relative_to(self._root):
            return True
        self.leave_out(name, _LEADS_OUT)
        return False

    def _failed(self, name: str, error: OSError) -> None:
        self.leave_out(name, error.strerror or "it cannot be opened")
        if not is_gone(error):
            self.unreachable.append(name)
