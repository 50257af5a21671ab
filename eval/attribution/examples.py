"""Examples for the attribution model: the windows of labelled articles, and what is right in each."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from assistant.articles import Article, Block, Record, Span
from assistant.attribution.windows import PIECES, SENTENCES, Pieces, Window, reach, window, windows
from assistant.errors import AssistantError
from assistant.reading.article import article_of, parse_article
from assistant.reading.turns import is_named
from eval import essays
from eval.labels import FOLDER, Label, LabelledArticle, LabelledSentence

REAL, REAL_OPEN, REAL_FROZEN = (FOLDER / f"real_opinion{part}.jsonl" for part in ("", "_open", "_frozen"))
"""Labels of public-domain texts: for training, for development, and frozen."""
_RECORD = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
"""At the head of a file: labels count from its end, so that it may change."""
DIGESTS, DIGESTS_FROZEN = FOLDER / "documents.jsonl", FOLDER / "documents_frozen.jsonl"
"""Labels of the project's own documents."""
PARAGRAPHS = Path(__file__).with_name("paragraphs.yaml")
POINTER = 128
"""Width of the queries and keys by which a sentence points to its source."""
FURTHEST, AFTER = 6, 2
"""Sentences before and after the one that asks, beyond which distance is not told apart."""
CLASSES = ("own", "reported", "narrated", "no prose")
_CLASS = {"own": 0, "reported": 1, "narrated": 2, "question": 3, "notprose": 3}
_PRONOUN = re.compile(
    r"(?:he|she|it|they|his|her|hers|its|their|theirs|him|them|who|whose|one)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Truth:
    """What was labelled of a sentence of an article."""

    label: LabelledSentence
    start: int
    end: int
    """Where it stands in `Article.text`."""


@dataclass(frozen=True)
class Example:
    """An article with the labels of its sentences."""

    article: Article
    truths: tuple[Truth | None, ...]
    """One for each of `Article.sentences`."""


def example(labelled: LabelledArticle) -> Example:
    """The article that our reader makes of a labelled one, with the label that fits each sentence best."""
    parts: list[str] = []
    truths: list[Truth] = []
    length = 0
    for block in labelled.blocks:
        for place, sentence in enumerate(block):
            between = "" if not length else " " if place else "\n\n"
            parts.append(between + sentence.t)
            truths.append(Truth(sentence, length + len(between), length + len(between) + len(sentence.t)))
            length += len(between) + len(sentence.t)
    record = Record(
        article_id=labelled.id,
        title=labelled.title,
        kind=labelled.kind,
        form=labelled.form,
        authors=labelled.authors,
        speakers=labelled.speakers,
        publication=labelled.publication,
        language="en",
    )
    article = article_of(record, "".join(parts))
    return Example(article, tuple(_fitting(truths, span) for span in article.sentences))


def of_texts(folder: Path, labels: Path) -> list[Example]:
    """The labelled sentences of texts that are not part of this project, a file each.

    Raises AssistantError where a sentence is not the one that was labelled.
    """
    by_file: dict[str, list[dict[str, Any]]] = {}
    for line in labels.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        by_file.setdefault(row["file"], []).append(row)
    return [_of_text(folder / name, found) for name, found in sorted(by_file.items())]


def _of_text(path: Path, found: list[dict[str, Any]]) -> Example:
    text = _RECORD.sub("", path.read_text(encoding="utf-8"), count=1)
    article = parse_article(path.read_bytes(), path.stem, name=path.stem, suffix=path.suffix)
    moved = text.find(article.text)
    truths = []
    for row in found:
        words = text[row["start"] : row["end"]]
        if moved < 0 or not hashlib.sha256(words.encode()).hexdigest().startswith(row["sha256"]):
            raise AssistantError(f"{str(path)!r} is not the text that was labelled.")
        source = text[slice(*row["s"])] if row["s"] else None
        label = LabelledSentence(words, row["l"], source, row["h"])
        truths.append(Truth(label, row["start"] - moved, row["end"] - moved))
    return Example(article, tuple(_fitting(truths, span) for span in article.sentences))


def of_essays(half: essays.Half) -> list[Example]:
    """The labelled sentences of one half of the essays."""
    found = []
    for article, rows in essays.labelled():
        truths: list[Truth | None] = [None] * len(article.sentences)
        for of, label, number in rows:
            if of == half and label.holder != "either":
                start, end = article.sentences[number]
                kind: Label = "narrated" if label.holder == "narrator" else label.holder
                named = next((each for each in label.speakers if each), None)
                truths[number] = Truth(
                    LabelledSentence(article.shown(start, end), kind, None, named), start, end
                )
        if any(truths):
            found.append(Example(article, tuple(truths)))
    return found


def paragraphs(path: Path = PARAGRAPHS) -> Iterator[tuple[Record, str, list[tuple[int, str]]]]:
    """Short invented paragraphs that mislead: of each marked sentence where it begins, and whose it is."""
    for group in yaml.safe_load(path.read_text(encoding="utf-8")).values():
        for paragraph in group:
            before, *marked = paragraph["text"].split("▸")
            starts = accumulate(map(len, marked[:-1]), initial=len(before))
            rights = list(zip(starts, paragraph["right"], strict=True))
            yield RECORDS[paragraph["in"]], before + "".join(marked), rights


def of_paragraphs() -> list[Example]:
    """The labelled sentences of those paragraphs."""
    found = []
    for record, text, rights in paragraphs():
        article = article_of(record, text)
        truths: dict[int, Truth] = {}
        for start, right in rights:
            first, end = next(span for span in article.sentences if start < span[1])
            truths[first] = Truth(_of_right(right, record, text[first:end]), first, end)
        found.append(Example(article, tuple(truths.get(span[0]) for span in article.sentences)))
    return found


def _of_right(right: str, record: Record, words: str) -> LabelledSentence:
    kind: Label = "reported"
    if right == "author" or right in record.speakers:
        kind = "own"
    elif right == "narrator":
        kind = "narrated"
    name = None if right == "nobody" or kind != "reported" else right
    return LabelledSentence(words, kind, None, name)


def _record(**fields: Any) -> Record:
    return Record(article_id="x", title="X", language="en", **fields)


_TOLD = {"authors": ("Una Pell",), "speakers": ("Otto Gray",)}
RECORDS = {
    "essay": _record(authors=("Ann Ash",), publication="The Lund Courier"),
    "editorial": _record(publication="The Lund Courier"),
    "digest": _record(authors=("Boris Tamm",), form="digest"),
    "joint essay": _record(authors=("Ann Ash", "Boris Tamm")),
    "letter": _record(authors=("Hanne Brodd",), publication="The Lund Courier"),
    "report": _record(kind="report", **_TOLD),
    "interview": _record(kind="interview", **_TOLD),
    "told interview": _record(kind="interview", form="digest", **_TOLD),
}


def _fitting(truths: Iterable[Truth], span: Span) -> Truth | None:
    """The label whose sentence shares most characters with a span, where that is half of the span."""
    shared = [(min(span[1], each.end) - max(span[0], each.start), each) for each in truths]
    most, best = max(shared, key=lambda pair: pair[0], default=(0, None))
    return best if most * 2 >= span[1] - span[0] else None


@dataclass(frozen=True, slots=True)
class Row:
    """A window with its targets."""

    window: Window
    classes: NDArray[np.int32]
    """[SENTENCES], -1 where nothing is asked"""
    start: NDArray[np.float32]
    """[SENTENCES, PIECES]: shares of the pieces that may begin the source; at 0 that nobody is named here"""
    end: NDArray[np.float32]
    asked: NDArray[np.bool_]
    """[SENTENCES]: whether the pointer is asked"""


def rows(each: Example, found: Pieces, cuts: Iterable[Iterable[Window]]) -> Iterator[Row]:
    """The windows of an example, each time cut otherwise, with what is right in them."""
    blocks = [block for block in each.article.blocks for _ in block.sentences]
    targets = [
        None if truth is None else _target(each.article, number, truth, blocks[number], found)
        for number, truth in enumerate(each.truths)
    ]
    for cut in cuts:
        for one in cut:
            classes = np.full(SENTENCES, -1, np.int32)
            start, end = np.zeros((2, SENTENCES, PIECES), np.float32)
            asked = np.zeros(SENTENCES, bool)
            for place, number in enumerate(one.sentences):
                if (target := targets[number]) is None:
                    continue
                classes[place], sources = target
                if classes[place] != 1 or sources is None:
                    continue
                inside = [
                    (from_ - one.at, to - one.at)
                    for from_, to in sources
                    if one.at < from_ and to - one.at < len(one.ids) - 1
                ]
                asked[place] = True
                for from_, to in inside or [(0, 0)]:
                    start[place, from_] += 1 / max(1, len(inside))
                    end[place, to] += 1 / max(1, len(inside))
            if (classes >= 0).any():
                yield Row(one, classes, start, end, asked)


def _target(
    article: Article, number: int, truth: Truth, block: Block, found: Pieces
) -> tuple[int, list[tuple[int, int]] | None]:
    """The class of a sentence, and the first and last piece of each place that names its source.

    None where the place is not known; empty where nobody is named.
    """
    label = truth.label
    class_ = _CLASS[label.l]
    if class_ != 1:
        return class_, None
    if block.speaker and (label.h and is_named(block.speaker, label.h) or label.s == block.speaker):
        return 0, None  # the words of whoever's turn it is
    if not label.s and not label.h:
        return 1, []
    places = _places(article, number, label)
    starts = found.offsets[:, 0]
    cut = [np.searchsorted(starts, place) for place in places]
    return 1, [(int(from_), int(to) - 1) for from_, to in cut if from_ < to] or None


def _places(article: Article, number: int, label: LabelledSentence) -> list[Span]:
    """Where the source is named: in the sentence, or last before it; for a pronoun, its name before it."""
    text, spans = article.plain.text, article.plain.sentences
    here, to = spans[number]
    if label.s is None:
        assert label.h is not None
        return _mentions(text, label.h, to)[-1:]
    if _PRONOUN.fullmatch(label.s) and label.h:
        at = next(iter(_found(text, label.s, here, to)), (to, to))[0]
        if names := _mentions(text, label.h, at):
            return names
    inside = _found(text, label.s, here, to)
    return inside[:1] or _found(text, label.s, 0, here)[-1:]


def _mentions(text: str, holder: str, before: int) -> list[Span]:
    """The last two places before an offset that name a holder, whole or by the last word of a name."""
    bare = re.sub(r"^(?:the|a|an) ", "", holder, flags=re.IGNORECASE)
    whole = [span for words in {holder, bare} for span in _found(text, words, 0, before)]
    last = bare.split()[-1]
    short = _found(text, last, 0, before) if last[:1].isupper() else []
    longest: dict[int, Span] = {}
    for span in (*short, *whole):
        longest[span[1]] = min(longest.get(span[1], span), span)
    return sorted(longest.values())[-2:]


def _found(text: str, words: str, start: int, end: int) -> list[Span]:
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)
    return [match.span() for match in pattern.finditer(text, start, end)]


def training_cuts(found: Pieces) -> Iterator[Iterator[Window]]:
    """Three ways to cut an article: each sentence is seen beside others."""
    yield windows(found)
    for before, room in ((1, PIECES - 2), (3, 170)):
        yield _cut(found, before, room)


def _cut(found: Pieces, overlap: int, room: int) -> Iterator[Window]:
    last = len(found.first) - 1
    at = min(overlap, max(0, last - 1))
    while at < last:
        to = reach(found, at, at + 1, room)
        yield window(found, range(at, to), range(at, to))
        if to == last:
            return
        at = max(at + 1, to - overlap)
