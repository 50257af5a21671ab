"""The articles of an index and where their passages and sentences stand."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.articles import Article, Block, BlockKind, Passage, Record, Span
from assistant.attribution import Attribution, attribute
from assistant.index.attributions import loaded, saved
from assistant.index.lexical import stem_set
from assistant.index.pieces import Check, unchecked
from assistant.parallel import side_by_side
from assistant.positions import Position
from assistant.reading.article import fingerprint
from assistant.reading.duplicates import originals, preference

_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Places:
    """Offsets of every passage and sentence.

    `passages` is [rows, 3]: article position, start, end. Sentences of row r are those from
    `sentence_rows[r]` up to `sentence_rows[r + 1]`; `sentences` is [n, 2]: start, end in the article.
    """

    passages: NDArray[np.int32]
    sentence_rows: NDArray[np.int32]
    sentences: NDArray[np.int32]

    def save(self, folder: Path) -> None:
        for name in self.__slots__:
            np.save(folder / f"{name}.npy", getattr(self, name))

    def sentences_of(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """The rows of the sentences of passages, one passage after the other."""
        ranges = [np.arange(*self.sentence_rows[row : row + 2]) for row in rows]
        return np.concatenate([np.empty(0, np.int64), *ranges])

    def first_sentences(self, articles: int) -> NDArray[np.int32]:
        """The row of each article's first sentence, and the row behind the last article's, [articles + 1]."""
        return self.sentence_rows[np.searchsorted(self.passages[:, 0], np.arange(articles + 1))]

    @classmethod
    def open(cls, folder: Path) -> Places:
        # Seen as plain arrays, which are much faster to index than numpy's own class for mapped ones.
        return cls(*(np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in cls.__slots__))


class Catalog:
    """Articles by position and id, their texts read on demand from SQLite."""

    def __init__(self, folder: Path) -> None:
        self.places = Places.open(folder)
        with closing(_read_only(folder)) as database:
            rows = database.execute(
                "SELECT record, original, positions FROM articles ORDER BY position"
            ).fetchall()
        self.records = tuple(Record.from_dict(json.loads(row[0])) for row in rows)
        self.positions = {record.article_id: position for position, record in enumerate(self.records)}
        self.by_id = {record.article_id: record for record in self.records}
        self._editions = _editions(self.records, [row[1] for row in rows])
        sides = tuple(_positions(row[2]) for row in rows)
        self.sides = tuple(
            (record.article_id, position)
            for record, own in zip(self.records, sides, strict=True)
            for position in own
        )
        """Every position of every article."""
        self._sides = sides
        self._lock = threading.Lock()
        self._database = _read_only(folder)
        self._read = lru_cache(maxsize=1_000)(self._article)
        self._found = lru_cache(maxsize=1_000)(self._attributions)
        self.passage = lru_cache(maxsize=2_000)(self._passage)
        self.sentences = lru_cache(maxsize=2_000)(self._sentences)
        self._lines = cache(self._lines_of)
        self._subjects = cache(self._stems)

    @staticmethod
    def build(
        folder: Path,
        articles: Sequence[Article],
        places: Places,
        *,
        known: Mapping[str, str] = _NOTHING,
        check: Check = unchecked,
    ) -> None:
        """Save `articles`, in their order, whose views are in them, and `places` in `folder`.

        `known` is what `attributions_kept` gave; `check`, called before each article,
        in several threads, may raise to end it.
        """
        places.save(folder)
        with closing(sqlite3.connect(folder / "articles.db")) as database, database:
            database.execute(
                "CREATE TABLE articles (position INTEGER PRIMARY KEY, "
                "fingerprint TEXT, record TEXT, rest TEXT, text TEXT, blocks TEXT, holders TEXT, "
                "original TEXT, positions TEXT)"
            )
            shown = originals(articles)
            with closing(side_by_side(partial(_row, known, check), articles)) as rows:
                database.executemany(
                    "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        (position, *row, shown.get(article.id), _saved(article.positions))
                        for position, (article, row) in enumerate(zip(articles, rows, strict=True))
                    ),
                )

    def article(self, article_id: str) -> Article | None:
        position = self.positions.get(article_id)
        return None if position is None else self._read(position)

    def article_at(self, position: int) -> Article:
        return self._read(position)

    def topics(self) -> Mapping[str, tuple[str, ...]]:
        """The topics that each record names, by id; read once."""
        return self._lines("topics")

    def warnings(self) -> Mapping[str, tuple[str, ...]]:
        """What is missing or doubtful in each record, by id; read once."""
        return self._lines("warnings")

    def subjects(self) -> frozenset[str]:
        """The stems of all topics, or of the titles where no record names a topic."""
        return self._subjects()

    def attributions(self, article_id: str) -> tuple[Attribution, ...]:
        """Whose view each sentence of an article is."""
        return self._found(self.positions[article_id])

    def editions(self, article_id: str) -> tuple[Record, ...]:
        """The records of an article and its copies, the one to show first; none where there is no copy."""
        return self._editions.get(article_id, ())

    def _passage(self, row: int) -> Passage:
        position, start, end = (int(value) for value in self.places.passages[row])
        article = self._read(position)
        return Passage(article.id, start, end, article.plain.words(start, end))

    def _sentences(self, row: int) -> tuple[Span, ...]:
        """The sentences of a passage."""
        first, last = self.places.sentence_rows[row : row + 2]
        return tuple((int(start), int(end)) for start, end in self.places.sentences[first:last])

    def sentence(self, row: int) -> str:
        """The words of a sentence, by its own row."""
        passage = int(np.searchsorted(self.places.sentence_rows, row, side="right")) - 1
        article = self._read(int(self.places.passages[passage, 0]))
        return article.plain.words(*map(int, self.places.sentences[row]))

    def sentence_rows(self, article_id: str, span: Span) -> NDArray[np.int64]:
        """The rows of the sentences of an article that a span of its text meets."""
        position = self.positions[article_id]
        passages = np.searchsorted(self.places.passages[:, 0], (position, position + 1))
        first, last = self.places.sentence_rows[passages]
        starts, ends = self.places.sentences[first:last].T
        rows: NDArray[np.int64] = first + np.flatnonzero((starts < span[1]) & (ends > span[0]))
        return rows

    def passage_counts(self) -> dict[str, int]:
        """Passages of each article."""
        counts = np.bincount(self.places.passages[:, 0], minlength=len(self.records))
        return {record.article_id: int(counts[n]) for n, record in enumerate(self.records)}

    def close(self) -> None:
        self._read.cache_clear()
        with self._lock:
            self._database.close()

    def _article(self, position: int) -> Article:
        rest, text, blocks = self._one("SELECT rest, text, blocks FROM articles WHERE position = ?", position)
        values: dict[str, Any] = json.loads(rest)
        return Article(
            self.records[position],
            text,
            topics=tuple(values["topics"]),
            extra=values["extra"],
            warnings=tuple(values["warnings"]),
            positions=self._sides[position],
            pages=tuple((start, page) for start, page in values.get("pages", ())),
            blocks=tuple(_block(*each) for each in json.loads(blocks)),
        )

    def _attributions(self, position: int) -> tuple[Attribution, ...]:
        return loaded(str(*self._one("SELECT holders FROM articles WHERE position = ?", position)))

    def _lines_of(self, name: str) -> dict[str, tuple[str, ...]]:
        """The topics or the warnings of each record, by id."""
        select = "SELECT json_extract(rest, '$.' || ?) FROM articles ORDER BY position"
        with self._lock:
            rows = self._database.execute(select, (name,)).fetchall()
        each = zip(self.records, rows, strict=True)
        return {record.article_id: tuple(json.loads(lines)) for record, (lines,) in each}

    def _stems(self) -> frozenset[str]:
        named = [topic for topics in self._lines("topics").values() for topic in topics]
        return frozenset(
            stem for text in named or [record.title for record in self.records] for stem in stem_set(text)
        )

    def _one(self, select: str, position: int) -> Any:
        with self._lock:
            return self._database.execute(select, (position,)).fetchone()


def _saved(positions: Sequence[Position]) -> str:
    return json.dumps([each.to_dict() for each in positions], ensure_ascii=False)


def _positions(text: str) -> tuple[Position, ...]:
    return tuple(map(Position.from_dict, json.loads(text)))


def attributions_kept(folder: Path) -> dict[str, str]:
    """What an earlier catalog holds by each article's fingerprint, in order; nothing if it is unreadable."""
    with suppress(sqlite3.Error), closing(_read_only(folder)) as database:
        return dict(database.execute("SELECT fingerprint, holders FROM articles ORDER BY position"))
    return {}


def _editions(records: Sequence[Record], originals: Sequence[str | None]) -> dict[str, tuple[Record, ...]]:
    together: dict[str, list[Record]] = {}
    for record, original in zip(records, originals, strict=True):
        together.setdefault(original or record.article_id, []).append(record)
    return {
        record.article_id: tuple(sorted(same, key=preference))
        for same in together.values()
        if len(same) > 1
        for record in same
    }


def _read_only(folder: Path) -> sqlite3.Connection:
    address = f"{(folder / 'articles.db').absolute().as_uri()}?mode=ro"
    return sqlite3.connect(address, uri=True, check_same_thread=False)


def _block(
    kind: BlockKind,
    start: int,
    end: int,
    sentences: list[list[int]],
    speaker: str | None,
    asks: bool,
    markup: list[list[Any]],
) -> Block:
    spans = tuple((first, last) for first, last in sentences)
    edits = tuple((first, last, words) for first, last, words in markup)
    return Block(kind, start, end, spans, speaker, asks, edits)


def _row(known: Mapping[str, str], check: Check, article: Article) -> tuple[str, ...]:
    check()
    key = fingerprint(article)
    rest = {
        "topics": article.topics,
        "extra": article.extra,
        "warnings": article.warnings,
        "pages": article.pages,
    }
    record = json.dumps(article.record.to_dict(), ensure_ascii=False)
    held = known.get(key) or saved(attribute(article))
    columns = [[getattr(block, name) for name in Block.__slots__] for block in article.blocks]
    blocks = json.dumps(columns, ensure_ascii=False)
    return key, record, json.dumps(rest, ensure_ascii=False), article.text, blocks, held
