"""The index as those who ask see it: always the current snapshot, reopened when it was switched."""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.encoder.encoder import Encoder
from assistant.errors import IndexUnreachable, SearchIndexError
from assistant.index.folder import Pointer, pointer_stamp, read_pointer
from assistant.index.snapshot import Snapshot, discard

if TYPE_CHECKING:
    from assistant.index.retrieved import Retriever


class Index:
    """Opens the snapshot that is current; safe to share between threads."""

    def __init__(
        self,
        folder: Path,
        encoder: Encoder,
        chroma_url: str | None = None,
        retriever: Retriever | None = None,
    ) -> None:
        self.folder = folder
        self.encoder = encoder
        self._retriever = retriever
        self._chroma_url = chroma_url
        self._lock = threading.Lock()
        self._opened: Snapshot | None = None
        self._outdated: set[str] = set()
        self._seen: tuple[int, ...] | None = None
        """The pointer that was last read, as it can be told without reading it."""

    def current(self) -> Snapshot:
        """The current snapshot; `SearchIndexError` where there is none or it does not fit.

        One that is open stays in use while the index is gone or out of reach, as on a share that went away.
        """
        with self._lock:
            if self._opened is None or self._is_outdated(self._opened):
                self._opened = self._reopened()
            self._discard_outdated()
            return self._opened

    def use(self, snapshot: Snapshot) -> None:
        """Have `snapshot` be the current one for as long as the folder holds none."""
        with self._lock:
            self._opened, self._seen = snapshot, None

    @property
    def articles_in_use(self) -> int:
        """The articles of the snapshot that is open; 0 where none is."""
        with self._lock:
            return self._opened.manifest.articles if self._opened else 0

    def close(self) -> None:
        with self._lock:
            if self._opened:
                self._opened.close()
            self._opened = None

    def _is_outdated(self, opened: Snapshot) -> bool:
        seen = pointer_stamp(self.folder)
        if seen is not None and seen == self._seen:
            return False
        try:
            pointer = read_pointer(self.folder)
        except IndexUnreachable:
            return False
        self._seen = seen
        return pointer is not None and pointer.generation != opened.name

    def _reopened(self) -> Snapshot:
        if self._opened:
            self._outdated.add(self._opened.name)
        while True:
            pointer = self._pointer()
            try:
                folder = self.folder / pointer.generation
                return Snapshot(folder, self.encoder, self._chroma_url, self._retriever)
            except SearchIndexError:
                # A snapshot may be replaced, and deleted, between the look at the pointer and the opening.
                if self._pointer().generation == pointer.generation:
                    raise

    def _discard_outdated(self) -> None:
        """Delete what this index read before, as soon as no answer under way needs it: the last one out."""
        # Who may not write here leaves that to the next update.
        with suppress(OSError):
            self._outdated -= {
                name for name in self._outdated if discard(self.folder / name, self._chroma_url)
            }

    def _pointer(self) -> Pointer:
        pointer = read_pointer(self.folder)
        if pointer is None:
            raise SearchIndexError(f"there is no index in {str(self.folder)!r}: run `assistant index`")
        return pointer
