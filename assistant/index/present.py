"""The present index, as an update finds it: how much it holds, and what can be taken over from it."""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path

from assistant.articles import Article
from assistant.errors import SearchIndexError
from assistant.index.attributions import rules
from assistant.index.catalog import Catalog, attributions_kept
from assistant.index.folder import read_pointer
from assistant.index.manifest import articles_told, read_manifest, refuse_broken_seals
from assistant.reading.folder import Folder


def articles_indexed(folder: Path) -> int | None:
    """How many articles the present index holds: None where there is none, 0 where that cannot be read."""
    with suppress(SearchIndexError):
        pointer = read_pointer(folder)
        return articles_told(folder / pointer.generation) if pointer else None
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


def known_attributions(folder: Path) -> dict[str, str]:
    """What the same rules found for the present index; nothing where there is none that is whole."""
    with suppress(SearchIndexError):
        pointer = read_pointer(folder)
        if pointer:
            manifest = read_manifest(folder / pointer.generation)
            refuse_broken_seals(folder / pointer.generation, manifest)
            if manifest.rules == rules():
                return attributions_kept(folder / pointer.generation)
    return {}
