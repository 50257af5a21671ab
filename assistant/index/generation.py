"""One finished state of the index, opened: never changed, replaced as a whole."""

from __future__ import annotations

import shutil
import sqlite3
import weakref
from contextlib import ExitStack, closing
from functools import lru_cache, partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.articles import Article, Record
from assistant.attribution import Holder, holders
from assistant.encoder.encoder import Encoder
from assistant.index.admission import Admission
from assistant.index.catalog import Catalog
from assistant.index.exact import FILE, Exact
from assistant.index.filters import Filter
from assistant.index.folder import reading, unread
from assistant.index.holding import rules
from assistant.index.lexical import Lexical
from assistant.index.manifest import damaged, read_manifest, refuse_damaged
from assistant.index.store import FOLDER, Store, drop_collection
from assistant.scopes import Extent


class Generation:
    """An opened state: the catalog, the lexical arm and the dense arm.

    It closes by itself when the last who holds it lets go of it, so that an answer under way can finish
    with the state it began with; until then its files are not deleted.
    """

    def __init__(self, folder: Path, encoder: Encoder, chroma_url: str | None) -> None:
        """Open the state in `folder`; raise `SearchIndexError` where it is damaged or made by another."""
        self.name = folder.name
        with ExitStack() as opened:
            self.manifest = read_manifest(folder)
            self.manifest.refuse_others(encoder)
            try:
                opened.enter_context(reading(folder))
                refuse_damaged(folder, self.manifest.seals_outside(FOLDER))
                self.catalog = opened.enter_context(closing(Catalog(folder)))
                self.lexical = Lexical.open(folder / "bm25")
                self._admission = Admission(self.catalog.records)
                self._admitted = lru_cache(maxsize=64)(
                    partial(_rows_admitted, self._admission, self.catalog.places.passages[:, 0])
                )
                self._holders = lru_cache(maxsize=1_000)(holders)
                self.dense = opened.enter_context(closing(self._dense_arm(folder, chroma_url)))
            except (OSError, ValueError, TypeError, KeyError, sqlite3.Error) as error:
                raise damaged(folder, error) from error
            self.close = weakref.finalize(self, opened.pop_all().close)

    def admitted(self, only: Filter) -> NDArray[np.bool_] | None:
        """Which rows may be searched, [rows]; None where all may."""
        return self._admitted(only)

    def records(self, only: Filter) -> tuple[Record, ...]:
        """The records that `only` admits, in order of id."""
        return tuple(
            self.catalog.records[position] for position in np.flatnonzero(self._admission.articles(only))
        )

    def holders(self, article: Article) -> tuple[Holder, ...]:
        """Whose view each sentence of an article is: as it was indexed, or found now if the rules changed."""
        if self.manifest.rules == rules():
            return self.catalog.holders(article.id)
        return self._holders(article)

    def extent(self, only: Filter) -> Extent:
        """How much `only` admits, and how much it leaves out for want of a date."""
        return self._admission.extent(only)

    def _dense_arm(self, folder: Path, chroma_url: str | None) -> Exact | Store:
        if chroma_url:
            return Store.open(chroma_url, collection_name(folder.name))
        if (folder / FILE).exists():
            return Exact.open(folder, self._admitted)
        refuse_damaged(folder, self.manifest.seals_inside(FOLDER))
        return Store.open(folder / FOLDER, collection_name(folder.name))


def discard(folder: Path, chroma_url: str | None) -> bool:
    """Delete a state that is not current, on the server too, unless somebody reads it; whether it is gone."""
    try:
        with unread(folder) as free:
            if free:
                if chroma_url:
                    drop_collection(chroma_url, collection_name(folder.name))
                shutil.rmtree(folder)
            return free
    except FileNotFoundError:
        return True


def collection_name(generation: str) -> str:
    """The Chroma collection that belongs to a generation."""
    return f"articles-{generation}"


def _rows_admitted(
    admission: Admission, articles: NDArray[np.int32], only: Filter
) -> NDArray[np.bool_] | None:
    return None if only == Filter() else np.asarray(admission.articles(only)[articles], bool)
