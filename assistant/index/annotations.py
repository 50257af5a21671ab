"""Annotations: what a chat model read in each article, once; kept beside the index, and put into it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from assistant.articles import Article
from assistant.database import Tables, database, shrink, written
from assistant.positions import Position
from assistant.reading.positions import positions

FILE = "annotations.db"
_TABLES = Tables(
    "annotations",
    ("CREATE TABLE annotations (content TEXT PRIMARY KEY, maker TEXT NOT NULL, annotation TEXT NOT NULL)",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """What a chat model read in an article, verified."""

    model: str
    day: str
    """When: YYYY-MM-DD."""
    positions: tuple[Mapping[str, str], ...] = ()
    """Each in the form of a record's."""
    gist: str | None = None
    topics: tuple[str, ...] = ()

    @property
    def basis(self) -> str:
        return f"model {self.model}"


class Annotations:
    """The annotations of the articles of an index, in one file in its folder: of each text the last one."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE

    def by_content(self) -> dict[str, Annotation]:
        """Every annotation, by the `content` of its article; raises `DatabaseError`."""
        return {content: _loaded(text) for content, text in self._rows("content, annotation")}

    def made_by(self, maker: str) -> frozenset[str]:
        """The contents that a maker has read."""
        return frozenset(content for content, by in self._rows("content, maker") if by == maker)

    def keep(self, article: Article, maker: str, annotation: Annotation) -> None:
        """Keep what was read in an article, in the place of what others read there."""
        row = (content(article), maker, json.dumps(asdict(annotation), ensure_ascii=False))
        with written(self._file, _TABLES) as connection:
            connection.execute("INSERT OR REPLACE INTO annotations VALUES (?, ?, ?)", row)

    def clear(self) -> int:
        """Delete all for good; returns how many there were."""
        if not self._file.exists():
            return 0
        with written(self._file, _TABLES) as connection:
            number = connection.execute("DELETE FROM annotations").rowcount
        shrink(self._file)
        return number

    def _rows(self, columns: str) -> list[tuple[str, str]]:
        if not self._file.exists():
            return []
        with database(self._file, _TABLES) as connection:
            return connection.execute(f"SELECT {columns} FROM annotations").fetchall()


def content(article: Article) -> str:
    """A hash of what a model is given of an article: its text and what helps to understand it."""
    record = article.record
    told = (record.title, record.kind, record.voices, record.authors, record.form, record.date_text)
    return hashlib.sha256(json.dumps((article.text, *told)).encode()).hexdigest()


def annotated(articles: Iterable[Article], folder: Path) -> tuple[Article, ...]:
    """The articles, each with what a model read in it, as the index in `folder` keeps it."""
    known = Annotations(folder).by_content()
    if not known:
        return tuple(articles)
    pairs = ((article, known.get(content(article))) for article in articles)
    return tuple(with_annotation(article, found) if found else article for article, found in pairs)


def with_annotation(article: Article, annotation: Annotation) -> Article:
    """The article with what a model read in it, where its own record does not say it."""
    read = f"as {annotation.model} reads it"
    gist = {"gist": f"{annotation.gist} ({read})"} if annotation.gist else {}
    topics = article.topics or annotation.topics
    basis = article.record.basis
    if topics and not article.topics:
        basis = {**basis, "topics": read}
    sides = article.positions if article.sides_stated else proved(annotation, article)
    return replace(
        article,
        record=replace(article.record, basis=basis),
        topics=topics,
        positions=sides,
        extra={**gist, **article.extra},
    )


def proved(annotation: Annotation, article: Article) -> tuple[Position, ...]:
    """The positions of an annotation that stand in the article, held against it as a record's are."""
    found, _ = positions([dict(each) for each in annotation.positions], article)
    return tuple(replace(each, basis=annotation.basis) for each in found)


def _loaded(text: str) -> Annotation:
    values = json.loads(text)
    return Annotation(
        model=values["model"],
        day=values["day"],
        positions=tuple(values["positions"]),
        gist=values["gist"],
        topics=tuple(values["topics"]),
    )
