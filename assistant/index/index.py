"""The index as those who ask see it: always the current generation, reopened when it was switched."""

from __future__ import annotations

import threading
from pathlib import Path

from assistant.errors import SearchIndexError
from assistant.index.encoder import Encoder
from assistant.index.filters import Filter
from assistant.index.folder import Pointer, read_pointer
from assistant.index.generation import Generation
from assistant.index.search import Ranking, search


class Index:
    """Searches the generation that is current; safe to share between threads."""

    def __init__(self, folder: Path, encoder: Encoder, chroma_url: str | None = None) -> None:
        self.folder = folder
        self.encoder = encoder
        self._chroma_url = chroma_url
        self._lock = threading.Lock()
        self._opened: tuple[str, Generation] | None = None
        self._retired: Generation | None = None

    def current(self) -> Generation:
        """The current generation; `SearchIndexError` where there is none or it does not fit."""
        pointer = self._pointer()
        with self._lock:
            if self._opened is None or self._opened[0] != pointer.generation:
                self._switch(pointer)
            assert self._opened is not None
            return self._opened[1]

    def search(self, generation: Generation, text: str, *, only: Filter, limit: int) -> Ranking:
        """The `limit` best passages of `generation` for the words of a question."""
        if not generation.manifest.passages:
            return Ranking(())
        return search(generation, text, self.encoder.query(text), only=only, limit=limit)

    def close(self) -> None:
        with self._lock:
            for generation in (self._retired, self._opened and self._opened[1]):
                if generation:
                    generation.close()
            self._opened = self._retired = None

    def _switch(self, pointer: Pointer) -> None:
        opened = Generation.open(self.folder / pointer.generation, self.encoder, self._chroma_url)
        # The one before the last is closed only now: answers under way may still read the last.
        if self._retired:
            self._retired.close()
        self._retired = self._opened[1] if self._opened else None
        self._opened = (pointer.generation, opened)

    def _pointer(self) -> Pointer:
        pointer = read_pointer(self.folder)
        if pointer is None:
            raise SearchIndexError(f"there is no index in {str(self.folder)!r}: run `assistant index`")
        return pointer
