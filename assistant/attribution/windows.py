"""Windows of word pieces, as the attribution model reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.articles import Article, Block, Record, Span
from assistant.attribution.attribution import voices_labelled
from assistant.lexicon import DETERMINERS
from assistant.names import folded

if TYPE_CHECKING:
    from tokenizers import Tokenizer

PIECES = 256
"""Of a window, with the two special ones."""
SENTENCES = 16
"""Of a window at most."""
FEATURES = (
    "capital",
    "capitals",
    "quoted",
    "opens a sentence",
    "opens a block",
    "names a voice",
    "names an author",
    "told in the third person",
    "interview or report",
    "asked",
    "turn of a voice",
    "turn of another",
    "block quotation",
)
"""What the structure of a text and its record say of a word piece, each 0 or 1."""
_CLS, _SEP = 101, 102
_BEFORE, _AFTER = 3, 1
"""Sentences of context in a window beside those that are judged in it."""
_CONTEXT = 90
"""Word pieces of context before the first sentence that is judged, at most."""
_NAME_WORD = re.compile(r"\w+")
_QUOTATION = re.compile(
    '“[^“”]*(?:”|$)|«[^«»]*(?:»|$)|„[^„“”]*(?:[“”]|$)|(?<!\\w)"[^"]*(?:"|$)|‘[^‘]*?(?:’(?!\\w)|$)'
)


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of an article's sentences, end to end."""

    ids: NDArray[np.int32]
    """[pieces]"""
    offsets: NDArray[np.int32]
    """[pieces, 2], in `Article.plain.text`"""
    features: NDArray[np.float32]
    """[pieces, len(FEATURES)]"""
    first: NDArray[np.int64]
    """[sentences + 1]: where each sentence begins, and the end"""


@dataclass(frozen=True, slots=True)
class Window:
    """Neighbouring sentences that are read together, some of them to be judged."""

    sentences: range
    judged: range
    ids: NDArray[np.int32]
    """[pieces], the special ones included"""
    features: NDArray[np.float32]
    """[pieces, len(FEATURES)]"""
    sentence: NDArray[np.int32]
    """[pieces]: the place of its sentence in `sentences`, -1 for a special piece"""
    at: int
    """The first piece's place in `Pieces`, less one for the special piece before it."""


def pieces(article: Article, tokenizer: Tokenizer) -> Pieces:
    """The word pieces of the article's sentences with their features."""
    text, spans = article.plain.text, article.plain.sentences
    blocks = [(block, span == block.sentences[0]) for block in article.blocks for span in block.sentences]
    encoded = tokenizer.encode_batch([text[start:end] for start, end in spans], add_special_tokens=False)
    first = np.cumsum([0, *(len(sentence.ids) for sentence in encoded)])
    ids = np.array([id_ for sentence in encoded for id_ in sentence.ids], np.int32)
    offsets = np.array(
        [
            (start + from_, start + to)
            for (start, _), each in zip(spans, encoded, strict=True)
            for from_, to in each.offsets
        ],
        np.int32,
    ).reshape(-1, 2)
    features = np.zeros((len(ids), len(FEATURES)), np.float32)
    record = article.record
    for number, (block, opens) in enumerate(blocks):
        rows = slice(first[number], first[number + 1])
        features[rows, 7:] = _of_block(record, block)
        if first[number] < first[number + 1]:
            features[first[number], 3:5] = 1, opens
    for at, (start, end) in enumerate(offsets):
        word = text[start:end]
        features[at, :2] = word[:1].isupper(), len(word) > 1 and word.isupper()
    for column, found in (
        (2, _quoted(text, spans)),
        (5, _named(text, voice_words(record))),
        (6, _named(text, _author_words(record))),
    ):
        for start, end in found:
            features[_rows(offsets, start, end), column] = 1
    return Pieces(ids, offsets, features, first)


def windows(found: Pieces) -> Iterator[Window]:
    """The windows in which each sentence is judged once, after a few sentences of context."""
    last = len(found.first) - 1
    at = 0
    while at < last:
        from_ = at
        while from_ > max(0, at - _BEFORE) and found.first[at] - found.first[from_ - 1] <= _CONTEXT:
            from_ -= 1
        to = reach(found, from_, at + 1, PIECES - 2)
        judged = to if to == last else max(at + 1, to - _AFTER)
        yield window(found, range(from_, to), range(at, judged))
        at = judged


def reach(found: Pieces, from_: int, to: int, room: int) -> int:
    """The end of a window from sentence `from_`, at least `to`, that has room for so many word pieces."""
    while (
        to < len(found.first) - 1
        and to - from_ < SENTENCES
        and found.first[to + 1] - found.first[from_] <= room
    ):
        to += 1
    return to


def window(found: Pieces, sentences: range, judged: range) -> Window:
    """The window of some sentences; what has no room at its end is left out."""
    start = int(found.first[sentences.start])
    end = min(int(found.first[sentences.stop]), start + PIECES - 2)
    none = np.zeros((1, len(FEATURES)), np.float32)
    own = np.searchsorted(found.first, np.arange(start, end), side="right") - 1 - sentences.start
    return Window(
        sentences,
        judged,
        np.concatenate([[_CLS], found.ids[start:end], [_SEP]]).astype(np.int32),
        np.concatenate([none, found.features[start:end], none]),
        np.concatenate([[-1], own, [-1]]).astype(np.int32),
        start - 1,
    )


def padded(
    batch: Sequence[Window], length: int
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]]:
    """Ids, places of sentences [windows, length] and features [windows, length, features]; 0 and -1 pad."""
    ids, sentence = np.zeros((len(batch), length), np.int32), np.full((len(batch), length), -1, np.int32)
    features = np.zeros((len(batch), length, len(FEATURES)), np.float32)
    for row, each in enumerate(batch):
        used = len(each.ids)
        ids[row, :used], sentence[row, :used] = each.ids, each.sentence
        features[row, :used] = each.features
    return ids, sentence, features


def voice_words(record: Record) -> frozenset[str]:
    """The folded words by which a text may name its voices; of an unsigned article, its publication."""
    names = record.voices or (() if record.people else filter(None, (record.publication,)))
    return _words(names)


def _author_words(record: Record) -> frozenset[str]:
    return _words(name for name in record.authors if name not in record.voices)


def _words(names: Sequence[str] | Iterator[str]) -> frozenset[str]:
    every = (word for name in names for word in folded(name).split())
    return frozenset(word for word in every if len(word) > 2 and word not in DETERMINERS)


def _named(text: str, words: frozenset[str]) -> Iterator[Span]:
    if words:
        for match in _NAME_WORD.finditer(text):
            if match.group()[0].isupper() and folded(match.group()) in words:
                yield match.span()


def _quoted(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """What stands between quotation marks; one left open ends with its sentence."""
    for start, end in spans:
        for match in _QUOTATION.finditer(text, start, end):
            yield match.span()


def _of_block(record: Record, block: Block) -> tuple[bool, ...]:
    voiced = bool(block.speaker and voices_labelled(record, block.speaker))
    return (
        record.form == "digest",
        record.kind in ("interview", "report"),
        block.asks,
        voiced,
        block.speaker is not None and not voiced and not block.asks,
        block.kind == "quote",
    )


def _rows(offsets: NDArray[np.int32], start: int, end: int) -> slice:
    return slice(*np.searchsorted(offsets[:, 0], (start, end)))
