"""A small deterministic embedder, and folders of invented articles with an index over them."""

from __future__ import annotations

import hashlib
import itertools
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from langchain_core.embeddings import Embeddings

from assistant.encoder.encoder import Encoder
from assistant.index.build import Update, update
from assistant.index.filters import Filter
from assistant.index.index import Index
from assistant.index.search import Ranking

ALL = Filter()
_DIMENSION = 32
_TIMES = itertools.count(1_500_000_000)


class HashedWords(Embeddings):
    """Texts that share words have near vectors, of any length but 1; remembers what it embedded."""

    def __init__(self, model: str = "words") -> None:
        self.model = model
        self.embedded: list[str] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.embedded += texts
        return [_vector(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return _vector(text)


def _vector(text: str) -> list[float]:
    vector = np.full(_DIMENSION, 0.01)
    for word in re.findall(r"\w+", text.casefold()):
        digest = hashlib.sha256(word.encode()).digest()
        vector[digest[0] % _DIMENSION] += 3 if digest[1] % 2 else -3
    return vector.tolist()


@dataclass
class Library:
    """A documents folder, its index folder, and what reads and writes them."""

    documents: Path
    folder: Path
    embeddings: HashedWords = field(default_factory=HashedWords)
    chroma_url: str | None = None
    opened: list[Index] = field(default_factory=list)

    @property
    def encoder(self) -> Encoder:
        return Encoder(self.embeddings, f"HashedWords:{self.embeddings.model}")

    def write(self, name: str, text: str, **fields: str) -> Path:
        """The article `name`.md with `fields` as its front matter, and a time it never had."""
        path = self.documents / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [f"{key}: {value}" for key, value in ({"title": name.title()} | fields).items()]
        path.write_text("\n".join(["---", *lines, "---", text]), encoding="utf-8")
        self.touch(name)
        return path

    def touch(self, name: str) -> None:
        time = next(_TIMES)
        os.utime(self.documents / f"{name}.md", (time, time))

    def update(self, **options) -> Update:
        return update(self.documents, self.folder, self.encoder, chroma_url=self.chroma_url, **options)

    def open(self) -> Index:
        self.opened.append(Index(self.folder, self.encoder, self.chroma_url))
        return self.opened[-1]

    def search(self, text: str, only: Filter = ALL, limit: int = 10) -> Ranking:
        """Through one index that stays open, as a web chat does it."""
        index = self.opened[0] if self.opened else self.open()
        return index.current().search(text, only=only, limit=limit)

    def ids(self, text: str, only: Filter = ALL, limit: int = 10) -> list[str]:
        return [hit.passage.article_id for hit in self.search(text, only, limit).hits]

    def generations(self) -> list[Path]:
        return sorted(self.folder.glob("generation-*"))

    def bytes(self) -> bytes:
        """Every byte of every file of the index."""
        return b"\0".join(path.read_bytes() for path in sorted(self.folder.rglob("*")) if path.is_file())

    def close(self) -> None:
        for index in self.opened:
            index.close()


@pytest.fixture
def new_library(tmp_path: Path) -> Iterator[Callable[..., Library]]:
    """Makes libraries without any article."""
    made: list[Library] = []

    def make(place: Path = tmp_path, **options) -> Library:
        documents = place / "documents"
        documents.mkdir(parents=True)
        made.append(Library(documents, place / "index", **options))
        return made[-1]

    yield make
    for library in made:
        library.close()


@pytest.fixture
def library(new_library: Callable[..., Library]) -> Library:
    """Three articles, not yet indexed."""
    library = new_library()
    library.write("ferry", "The ferry of Brell must stay. A toll helps nobody.", authors="Ann Ash")
    library.write("bridge", "The bridge of Brell must come.", authors="Bo Birk", date="2019-05")
    library.write("school", "Lower Ansel needs a school before it needs a road.", publication="Tide")
    return library


@pytest.fixture(scope="session")
def hashed_words() -> Encoder:
    return Encoder(HashedWords(), "HashedWords:words")


@pytest.fixture
def unprivileged() -> Iterator[None]:
    """For the test's length not the superuser, whom no permission keeps out."""
    superuser = os.geteuid() == 0
    if superuser:
        os.seteuid(65534)
    yield
    if superuser:
        os.seteuid(0)
