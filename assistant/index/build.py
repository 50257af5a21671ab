"""Bringing the index up to date: read, cut, embed what is new, build aside, switch."""

from __future__ import annotations

import hashlib
import secrets
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from assistant.articles import Article
from assistant.encoder.encoder import Encoder
from assistant.errors import IndexMismatch, SearchIndexError
from assistant.index.annotations import annotated
from assistant.index.assembly import Work, assemble
from assistant.index.attributions import rules
from assistant.index.folder import Pointer, read_pointer, write_pointer, writing
from assistant.index.manifest import SCHEMA, Manifest, is_older, read_manifest, refuse_broken_seals
from assistant.index.pieces import Check, Pieces, unchecked
from assistant.index.present import articles_indexed, known, unreachable_articles
from assistant.index.snapshot import Snapshot, discard
from assistant.index.splitting import SPLITTER
from assistant.index.vectors import DAYS_UNUSED, VectorCache
from assistant.reading.article import fingerprint as article_fingerprint
from assistant.reading.folder import MEMORY, read_folder, stamps

TEXTS_A_SECOND = 30
"""A low guess of how fast passages are embedded, to foretell how long an update takes."""
PASSAGES_A_SECOND = 1_000
CHARACTERS_A_SECOND = 100_000
"""How fast new text is cut and its speakers are found: .6 of what was measured on prose."""

Progress = Callable[[int, int], None]
"""Called with the texts embedded so far and their total."""


@dataclass(frozen=True, slots=True)
class Update:
    """What bringing the index up to date did."""

    changed: bool
    articles: int
    passages: int
    embedded: int
    """Texts that had to be embedded: passages, headers and propositions."""
    problems: tuple[tuple[str, str], ...]
    """Files that could not be read: path, reason."""
    complete: bool = True
    """Whether every file could be opened; where not, it is worth trying again although nothing changes."""


class Shrunk(SearchIndexError):
    """Most of the indexed articles are missing from their folder, so their index is not replaced."""

    def __init__(self, indexed: int, found: int) -> None:
        super().__init__(
            f"{indexed:,} articles are indexed, the folder holds {found:,}: if that is right, "
            "run `assistant index --yes`"
        )
        self.indexed = indexed
        self.found = found


class TooLong(SearchIndexError):
    """The update would take longer than the caller wants to wait; nothing was changed."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"the folder has changed; indexing takes about {seconds:.0f} s: run `assistant index`"
        )


def fingerprint(documents: Path, *, follow_links: bool = False) -> str:
    """The state of a documents folder, by the names, sizes and times of its files; opens none of them."""
    found = stamps(documents, follow_links=follow_links)
    return hashlib.sha256(repr(sorted(found.items())).encode()).hexdigest()


def is_current(folder: Path, documents_state: str) -> bool:
    """Whether the index was made of files in this state, which `fingerprint` tells."""
    pointer = read_pointer(folder)
    return pointer is not None and pointer.listing == documents_state


def must_be_built(folder: Path) -> bool:
    """Whether there is no index in `folder`, or one that only an earlier version can read."""
    pointer = read_pointer(folder)
    return pointer is None or is_older(folder / pointer.generation)


def update(
    documents: Path,
    folder: Path,
    encoder: Encoder,
    *,
    chroma_url: str | None = None,
    follow_links: bool = False,
    progress: Progress | None = None,
    rebuild: bool = False,
    may_shrink: bool = False,
    in_use: int = 0,
    wait: float = 0.0,
    at_most: float | None = None,
    check: Check = unchecked,
) -> Update:
    """Bring the index in `folder` up to date with `documents`.

    Articles whose files cannot be opened at the moment stay as they were indexed. No index is made of a
    folder without articles: it may be where a share is not mounted. A `rebuild` also forgets at once the
    vectors of what is no longer there. `check` is called again and again, and may raise to end the work.

    Raises `Shrunk` where less than half of the articles indexed, or of the `in_use` articles that an open
    index still holds, are found and `may_shrink` is not set; `TooLong` where the work would take more than
    `at_most` seconds; `IndexBusy` where another process still writes after `wait` seconds; `IndexMismatch`
    where the index was made by another encoder or a later version and `rebuild` is not set.
    """
    # Taken first: a missing folder is an error before an index folder is made inside it, and a file that
    # changes while it is read is seen as changed the next time.
    listing = fingerprint(documents, follow_links=follow_links)
    if listing == _NO_FILES and articles_indexed(folder) is None:
        if in_use and not may_shrink:
            raise Shrunk(in_use, 0)
        problems = read_folder(documents, follow_links=follow_links).problems
        return Update(False, 0, 0, 0, tuple((str(problem.path), problem.message) for problem in problems))
    target = _Target(folder, encoder, chroma_url)
    with writing(folder, wait=wait):
        _sweep_before(target)
        found = read_folder(documents, follow_links=follow_links, memory=folder / MEMORY, check=check)
        kept = () if not found.unreachable else unreachable_articles(found, folder, rebuild)
        content = _Content(
            tuple(sorted((*annotated(found.articles, folder), *kept), key=lambda article: article.id)),
            tuple((str(problem.path), problem.message) for problem in found.problems),
            _INCOMPLETE if found.unreachable else listing,
        )
        indexed = max(articles_indexed(folder) or 0, in_use)
        if not may_shrink and 2 * len(content.articles) < indexed:
            raise Shrunk(indexed, len(content.articles))
        unchanged = None if rebuild else _unchanged(content, target)
        return unchanged or _build(
            content,
            target,
            progress,
            at_most,
            unused_for=0 if rebuild else DAYS_UNUSED,
            check=check,
        )


def nothing(encoder: Encoder) -> Snapshot:
    """An opened index without articles; its files are gone from the disk already."""
    with tempfile.TemporaryDirectory() as place:
        manifest = _manifest(_Content((), (), ""), Pieces.cut((), encoder), encoder)
        cache = VectorCache(Path(place) / "vectors.db", encoder)
        folder = Path(place) / "generation-empty"
        assemble(folder, Work(Pieces.cut((), encoder), cache), manifest=manifest, chroma_url=None)
        return Snapshot(folder, encoder, None)


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
        _sweep_before(target)
        return _build(content, target, progress, None, unused_for=DAYS_UNUSED)


_INCOMPLETE = "incomplete"
"""In the place of a fingerprint where files could not be opened: equal to none."""
_NO_FILES = hashlib.sha256(repr([]).encode()).hexdigest()
"""The fingerprint of a folder that holds no article."""


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

    @property
    def complete(self) -> bool:
        return self.listing != _INCOMPLETE


@dataclass(frozen=True, slots=True)
class _Target:
    folder: Path
    encoder: Encoder
    chroma_url: str | None


def _unchanged(content: _Content, target: _Target) -> Update | None:
    """Note that the index is of this very content; None where it is not."""
    pointer = read_pointer(target.folder)
    if pointer is None or is_older(target.folder / pointer.generation):
        return None
    old = read_manifest(target.folder / pointer.generation)
    old.refuse_others(target.encoder)
    if (old.content, old.rules) != (content.digest, rules()):
        return None
    refuse_broken_seals(target.folder / pointer.generation, old)
    write_pointer(target.folder, replace(pointer, listing=content.listing))
    _sweep(target.folder, pointer.generation, target.chroma_url)
    return Update(False, old.articles, old.passages, 0, old.problems, content.complete)


def _build(
    content: _Content,
    target: _Target,
    progress: Progress | None,
    at_most: float | None,
    *,
    unused_for: int,
    check: Check = unchecked,
) -> Update:
    kept = known(target.folder, target.encoder)
    _refuse_too_long(_seconds_to_cut(content.articles, kept.attributions), at_most)
    pieces = Pieces.cut(content.articles, target.encoder, check)
    cache = VectorCache(target.folder / "vectors.db", target.encoder, pieces.propositions())
    missing = cache.missing(pieces.texts())
    _refuse_too_long(len(missing) / TEXTS_A_SECOND + len(pieces.passages) / PASSAGES_A_SECOND, at_most)
    manifest = _manifest(content, pieces, target.encoder)
    if progress and must_be_built(target.folder):
        progress(0, len(missing))  # told also where every passage is known from an earlier version
    name = f"generation-{secrets.token_hex(4)}"
    assemble(
        target.folder / name,
        Work(pieces, cache, missing, kept),
        manifest=manifest,
        chroma_url=target.chroma_url,
        progress=_counted(progress, len(missing), check),
        check=check,
    )
    cache.keep(pieces.texts(), day=datetime.now(UTC).toordinal(), unused_for=unused_for)
    write_pointer(target.folder, Pointer(name, content.listing))
    _sweep(target.folder, name, target.chroma_url)
    return Update(
        True, manifest.articles, manifest.passages, len(missing), content.problems, content.complete
    )


def _manifest(content: _Content, pieces: Pieces, encoder: Encoder) -> Manifest:
    return Manifest(
        schema=SCHEMA,
        encoder=encoder.identifier,
        splitter=SPLITTER,
        rules=rules(),
        articles=len(content.articles),
        passages=len(pieces.passages),
        content=content.digest,
        problems=content.problems,
    )


def _seconds_to_cut(articles: Sequence[Article], attributed: Mapping[str, str]) -> float:
    """A low guess of the time that new text takes before it is embedded, told without looking into it."""
    new = sum(len(article.text) for article in articles if article_fingerprint(article) not in attributed)
    return new / CHARACTERS_A_SECOND


def _refuse_too_long(seconds: float, at_most: float | None) -> None:
    if at_most is not None and seconds > at_most:
        raise TooLong(seconds)


def _sweep_before(target: _Target) -> None:
    """Delete what killed updates left, so that one after the other does not fill the disk."""
    # Where the pointer cannot be read, any snapshot may be the current one.
    with suppress(SearchIndexError):
        pointer = read_pointer(target.folder)
        _sweep(target.folder, pointer.generation if pointer else "", target.chroma_url)


def _sweep(folder: Path, current: str, chroma_url: str | None) -> None:
    """Delete every snapshot but the current one and those still read, half-built ones included."""
    for path in folder.glob("generation-*"):
        if path.name != current:
            discard(path, chroma_url)


def _counted(progress: Progress | None, total: int, check: Check) -> Callable[[int], None]:
    done = 0

    def advance(number: int) -> None:
        nonlocal done
        done += number
        check()
        if progress:
            progress(done, total)

    return advance
