"""The present index, as an update finds it: how much it holds, and what can be taken over from it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from assistant.articles import Article
from assistant.encoder.encoder import Encoder
from assistant.errors import SearchIndexError
from assistant.index.attributions import rules
from assistant.index.catalog import Catalog, Places, attributions_kept
from assistant.index.dense import SENTENCES, Packed
from assistant.index.folder import read_pointer
from assistant.index.manifest import read_manifest, refuse_broken_seals, told
from assistant.index.splitting import SPLITTER
from assistant.reading.folder import Folder


@dataclass(frozen=True, slots=True)
class Known:
    """What need not be found again of articles that did not change, by their fingerprints."""

    attributions: Mapping[str, str] = field(default_factory=dict)
    sentences: Mapping[str, Packed] = field(default_factory=dict)
    """The vectors of all sentences of an article, as far as a question has reached them."""


def articles_indexed(folder: Path) -> int | None:
    """How many articles the present index holds: None where there is none, 0 where that cannot be read."""
    with suppress(SearchIndexError):
        pointer = read_pointer(folder)
        return (told(folder / pointer.generation, "articles") or 0) if pointer else None
    return 0


def unreachable_articles(found: Folder, folder: Path, rebuild: bool) -> tuple[Article, ...]:
    """The indexed articles that were not read and may be in files that cannot be opened at the moment."""
    read = {article.id for article in found.articles}
    with suppress(*([SearchIndexError] if rebuild else [])):
        pointer = read_pointer(folder)
        if pointer:
            snapshot = folder / pointer.generation
            refuse_broken_seals(snapshot, read_manifest(snapshot))
            with closing(Catalog(snapshot)) as catalog:
                ids = [name for name in catalog.positions if name not in read and found.may_hold(name)]
                return tuple(article for name in ids if (article := catalog.article(name)))
    return ()


def known(folder: Path, encoder: Encoder) -> Known:
    """What the same rules and encoder found for the present index; nothing where none is whole."""
    with suppress(SearchIndexError):
        pointer = read_pointer(folder)
        if pointer:
            snapshot = folder / pointer.generation
            manifest = read_manifest(snapshot)
            refuse_broken_seals(snapshot, manifest)
            if manifest.rules == rules():
                attributions = attributions_kept(snapshot)
                same = (manifest.splitter, manifest.encoder) == (SPLITTER, encoder.identifier)
                return Known(attributions, _sentences(snapshot, tuple(attributions)) if same else {})
    return Known()


def _sentences(snapshot: Path, fingerprints: tuple[str, ...]) -> dict[str, Packed]:
    rows: Packed = np.load(snapshot / SENTENCES, mmap_mode="r")
    firsts = Places.open(snapshot).first_sentences(len(fingerprints))
    return {
        fingerprint: rows[firsts[position] : firsts[position + 1]]
        for position, fingerprint in enumerate(fingerprints)
    }
