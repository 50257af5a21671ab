"""Bringing the index up to date: read, cut, embed what is new, build aside, switch."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.articles import Article
from assistant.encoder.encoder import Encoder
from assistant.errors import IndexMismatch, SearchIndexError
from assistant.index.assembly import assemble
from assistant.index.attributions import rules
from assistant.index.catalog import attributions_kept
from assistant.index.folder import Pointer, read_pointer, write_pointer, writing
from assistant.index.generation import discard
from assistant.index.manifest import SCHEMA, Manifest, read_manifest
from assistant.index.pieces import Pieces
from assistant.index.splitting import SPLITTER
from assistant.index.vectors import VectorCache
from assistant.reading.article import fingerprint as article_fingerprint
from assistant.reading.folder import read_folder, stamps

TEXTS_A_SECOND = 100
"""A low guess of how fast texts are embedded, to foretell how long an update takes."""
PASSAGES_A_SECOND = 1_000

Progress = Callable[[int, int], None]
"""Called with the texts embedded so far and their total."""


@dataclass(frozen=True, slots=True)
class Update:
    """What bringing the index up to date did."""

    changed: bool
    articles: int
    passages: int
    embedded: int
    """Texts that had to be embedded: passages, the same under their headers, and sentences."""
    problems: tuple[tuple[str, str], ...]
    """Files that could not be read: path, reason."""


class TooLong(SearchIndexError):
    """The update would take longer than the caller wants to wait; nothing was changed."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"the folder has changed; indexing takes about {seconds:.0f} s: run `assistant index`"
        )


def fingerprint(documents: Path) -> str:
    """The state of a documents folder, by the names, sizes and times of its files; opens none of them."""
    return hashlib.sha256(repr(sorted(stamps(documents).items())).encode()).hexdigest()


def is_current(folder: Path, documents_state: str) -> bool:
    """Whether the index was made of files in this state, which `fingerprint` tells."""
    pointer = read_pointer(folder)
    return pointer is not None and pointer.listing == documents_state


def update(
    documents: Path,
    folder: Path,
    encoder: Encoder,
    *,
    chroma_url: str | None = None,
    progress: Progress | None = None,
    rebuild: bool = False,
    wait: float = 0.0,
    at_most: float | None = None,
) -> Update:
    """Bring the index in `folder` up to date with `documents`.

    Raises `TooLong` where the work would take more than `at_most` seconds, `IndexBusy` where another
    process still writes after `wait` seconds, `IndexMismatch` where the index was made by another
    encoder or version and `rebuild` is not set.
    """
    # Taken first: a missing folder is an error before an index folder is made inside it, and a file that
    # changes while it is read is seen as changed the next time.
    listing = fingerprint(documents)
    with writing(folder, wait=wait):
        found = read_folder(documents)
        problems = tuple((str(problem.path), problem.message) for problem in found.problems)
        content = _Content(found.articles, problems, listing)
        target = _Target(folder, encoder, chroma_url)
        unchanged = None if rebuild else _unchanged(content, target)
        return unchanged or _build(content, target, progress, at_most)


def index_articles(
    articles: Sequence[Article], folder: Path, encoder: Encoder, *, progress: Progress | None = None
) -> Update:
    """Index articles that come from elsewhere than a documents folder.

    An index of them that another encoder or version made is replaced; one that fits is left as it is.
    """
    content, target = _Content(tuple(articles), (), ""), _Target(folder, encoder, None)
    with writing(folder, wait=0):
        with suppress(IndexMismatch):
            if unchanged := _unchanged(content, target):
                return unchanged
        return _build(content, target, progress, None)


@dataclass(frozen=True, slots=True)
class _Content:
    articles: tuple[Article, ...]
    problems: tuple[tuple[str, str], ...]
    listing: str

    @property
    def digest(self) -> str:
        digest = hashlib.sha256(repr(self.problems).encode())
        for article in self.articles:
            digest.update(article_fingerprint(article).encode())
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class _Target:
    folder: Path
    encoder: Encoder
    chroma_url: str | None


def _unchanged(content: _Content, target: _Target) -> Update | None:
    """Note that the index is of this very content; None where it is not."""
    pointer = read_pointer(target.folder)
    if pointer is None:
        return None
    old = read_manifest(target.folder / pointer.generation)
    old.refuse_others(target.encoder)
    if (old.content, old.rules) != (content.digest, rules()):
        return None
    write_pointer(target.folder, replace(pointer, listing=content.listing))
    _sweep(target.folder, pointer.generation, target.chroma_url)
    return Update(False, old.articles, old.passages, 0, old.problems)


def _build(content: _Content, target: _Target, progress: Progress | None, at_most: float | None) -> Update:
    pieces = Pieces.cut(content.articles, target.encoder)
    cache = VectorCache(target.folder / "vectors.db", target.encoder)
    missing = cache.missing(pieces.texts())
    seconds = len(missing) / TEXTS_A_SECOND + len(pieces.passages) / PASSAGES_A_SECOND
    if at_most is not None and seconds > at_most:
        raise TooLong(seconds)
    cache.fill(missing, _counted(progress, len(missing)))
    manifest = Manifest(
        schema=SCHEMA,
        encoder=target.encoder.identifier,
        splitter=SPLITTER,
        rules=rules(),
        articles=len(content.articles),
        passages=len(pieces.passages),
        content=content.digest,
        problems=content.problems,
    )
    name = f"generation-{secrets.token_hex(4)}"
    assemble(
        target.folder / name,
        pieces,
        cache,
        manifest=manifest,
        chroma_url=target.chroma_url,
        known=_attributions_known(target.folder),
    )
    cache.keep_only(pieces.texts())
    write_pointer(target.folder, Pointer(name, content.listing))
    _sweep(target.folder, name, target.chroma_url)
    return Update(True, manifest.articles, manifest.passages, len(missing), content.problems)


def _attributions_known(folder: Path) -> dict[str, str]:
    """What the same rules found for the present index; nothing where there is none that can be read."""
    with suppress(SearchIndexError):
        pointer = read_pointer(folder)
        if pointer and read_manifest(folder / pointer.generation).rules == rules():
            return attributions_kept(folder / pointer.generation)
    return {}


def _sweep(folder: Path, current: str, chroma_url: str | None) -> None:
    """Delete every generation but the current one and those still read, half-built ones included."""
    for path in folder.glob("generation-*"):
        if path.name != current:
            discard(path, chroma_url)


def _counted(progress: Progress | None, total: int) -> Callable[[int], None]:
    done = 0

    def advance(number: int) -> None:
        nonlocal done
        done += number
        if progress:
            progress(done, total)

    return advance
