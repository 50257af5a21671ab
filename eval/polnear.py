"""Speakers on PolNeAR (Newell et al., LREC 2018): given words of a news article, who said them.

The data is read from a folder with `articles.jsonl` and `attributions.jsonl`; none of it is kept here.
Three measurements: the quoted words given, quotations found by ourselves, and every sentence judged.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.articles import Block, Span
from assistant.attribution.prose import prose
from assistant.attribution.reports import Report as Reported
from assistant.attribution.reports import report
from assistant.attribution.speaker import Speaker, speaker_in
from assistant.attribution.tokens import quotations
from assistant.errors import AssistantError
from assistant.lexicon import OBJECT_PRONOUNS, POSSESSIVES, PRONOUNS, TITLES, word_set
from assistant.reading.blocks import blocks
from eval.sample import add_sample, sampled

HELD_OUT = 300
SEED = 20180507
"""Train documents set aside before any rule was touched: `random.Random(SEED).sample(sorted ids, …)`."""
SHORTEST_QUOTATION = 5
"""Words; shorter quotations are mostly single words held at a distance."""


_QUOTED = re.compile(r"“[^“”\n]+”|\"[^\"\n]+\"")
_STOP = word_set("the a an of and in at for to on with by from who which that is was his her their its as")
_PRONOUNS = PRONOUNS.keys() | POSSESSIVES.keys() | OBJECT_PRONOUNS | {"himself", "herself"}


@dataclass(frozen=True, slots=True)
class Attribution:
    """What the annotators marked: somebody's words and who said them."""

    document: str
    source: str
    spans: tuple[Span, ...]
    quoted: bool
    source_spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """How one named speaker compares with the annotators' source."""

    overlap: bool
    exact: bool
    f1: float
    pronoun: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over a number of attributions."""

    n: int
    overlap: float
    exact: float
    f1: float
    overlap_pronouns: float
    overlap_names: float


@dataclass(frozen=True, slots=True)
class Sentences:
    """How well sentences that report somebody are told from the article's own."""

    n: int
    precision: float
    recall: float
    f1: float
    right_speaker: float


@dataclass(frozen=True, slots=True)
class Report:
    """All figures on one set of documents."""

    set: str
    documents: int
    span_given: Figures
    span_not_given: Figures
    sentences: Sentences


def main(argv: Sequence[str] | None = None) -> int:
    """Command line: PATH [--set dev|heldout|train] [--sample N] [--seed N] [--json]."""
    parser = argparse.ArgumentParser(prog="python -m eval polnear", description=__doc__)
    parser.add_argument("path", type=Path, help="folder with articles.jsonl and attributions.jsonl")
    parser.add_argument("--set", choices=("dev", "heldout", "train"), default="dev")
    add_sample(parser, "documents")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    try:
        texts, attributions = read(options.path, options.set)
        chosen = {document: texts[document] for document in sampled(texts, options)}
        report = measured(options.set, chosen, attributions)
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 1
    print(json.dumps(asdict(report), indent=2) if options.json else table(report))
    return 0


def measured(name: str, texts: Mapping[str, str], attributions: Iterable[Attribution]) -> Report:
    """All figures on a set of documents."""
    by_document: dict[str, list[Attribution]] = defaultdict(list)
    for attribution in attributions:
        if attribution.document in texts:
            by_document[attribution.document].append(attribution)
    pairs = [(texts[document], found) for document, found in by_document.items()]
    return Report(
        name,
        len(texts),
        figures(score for text, found in pairs for score in given_scores(text, found)),
        figures(score for text, found in pairs for score in own_scores(text, found)),
        sentence_figures((text, by_document[document]) for document, text in texts.items()),
    )


def read(folder: Path, chosen: str) -> tuple[dict[str, str], list[Attribution]]:
    """The texts of one set and its attributions that have a source."""
    articles = _lines(folder / "articles.jsonl")
    train = sorted(row["doc"] for row in articles if row["split"] == "train")
    aside = set(random.Random(SEED).sample(train, HELD_OUT))
    wanted = {
        "dev": {row["doc"] for row in articles if row["split"] == "dev"},
        "heldout": aside,
        "train": set(train) - aside,
    }[chosen]
    attributions = [
        Attribution(
            row["doc"],
            row["source"],
            tuple((start, end) for start, end in row["content_spans"]),
            row["has_quote_mark"],
            tuple((start, end) for start, end in row["source_spans"]),
        )
        for row in _lines(folder / "attributions.jsonl")
        if row["doc"] in wanted and row["source"] and row["content_spans"]
    ]
    return {row["doc"]: row["text"] for row in articles if row["doc"] in wanted}, attributions


@lru_cache(maxsize=16)
def _blocks(text: str) -> tuple[Block, ...]:
    return blocks(text, markdown=False)


@lru_cache(maxsize=16)
def _sentences(text: str) -> tuple[Span, ...]:
    return tuple(span for block in _blocks(text) for span in block.sentences)


def _labelled(text: str, span: Span) -> str | None:
    """The speaker on the label of the turn or signed quotation in which a span begins."""
    return next((block.speaker for block in _blocks(text) if block.start <= span[0] < block.end), None)


def reports(text: str) -> tuple[Reported, ...]:
    """Whose statement each sentence of a text is, in order."""
    page = prose(text, _sentences(text))
    return tuple(report(page, number) for number in range(len(page.sentences)))


def speaker_of(text: str, spans: Sequence[Span]) -> Speaker | None:
    """Who said the words at `spans` of `text`; None where nobody can be named.

    >>> speaker_of("“We stay,” said Ann Ash.", [(0, 10)]).name
    'Ann Ash'
    """
    return speaker_in(prose(text, _sentences(text)), spans)


def given_scores(text: str, attributions: Iterable[Attribution]) -> list[Score]:
    """One score for each attribution with a quotation mark, its words given."""
    return [compared(_surface(text, found.spans), found.source) for found in attributions if found.quoted]


def own_scores(text: str, attributions: Sequence[Attribution]) -> list[Score]:
    """One score for each attributed quotation of some length, looked for by ourselves.

    Where one statement holds another, the sources of both count as right. A quotation not found is wrong.
    """
    own = quotations(text)
    scores = []
    for start, end in (match.span() for match in _QUOTED.finditer(text)):
        sources = [
            found.source
            for found in attributions
            if found.quoted and sum(_shared((start, end), span) for span in found.spans) > (end - start) / 2
        ]
        if not sources or _word_count(text[start:end]) < SHORTEST_QUOTATION:
            continue
        ours = max(own, key=lambda span: _shared(span, (start, end)), default=(0, 0))
        surface = _surface(text, (ours,)) if _shared(ours, (start, end)) else ""
        scores.append(
            max(
                (compared(surface, source) for source in sources), key=lambda score: (score.overlap, score.f1)
            )
        )
    return scores


def sentence_figures(documents: Iterable[tuple[str, Sequence[Attribution]]]) -> Sentences:
    """Is a sentence mostly somebody's statement, and whose: precision, recall and F1 of the first."""
    found = expected = both = right = total = 0
    for text, attributions in documents:
        ours = {each.span: each for each in reports(text)}
        for span in _sentences(text):
            total += 1
            sources = _sources(text, span, attributions)
            judged, labelled = ours[span], _labelled(text, span)
            reported = judged.reported or labelled is not None
            found += reported
            expected += bool(sources)
            if reported and sources:
                both += 1
                surface = labelled or (judged.speaker.surface if judged.speaker else "")
                right += any(compared(surface, source).overlap for source in sources)
    precision, recall = both / max(1, found), both / max(1, expected)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return Sentences(total, precision, recall, f1, right / max(1, both))


def compared(surface: str, source: str) -> Score:
    """
    >>> compared("Ann Ash", "Mayor Ash")
    Score(overlap=True, exact=False, f1=0.5, pronoun=False)
    """
    ours, gold = _words(surface), _words(source)
    shared = sum(min(ours.count(word), gold.count(word)) for word in set(ours))
    f1 = 2 * shared / (len(ours) + len(gold)) if shared else 0.0
    overlap = bool(_content(ours) & _content(gold))
    return Score(overlap, ours == gold, f1, len(gold) == 1 and gold[0] in _PRONOUNS)


def figures(scores: Iterable[Score]) -> Figures:
    """Means of scores, pronouns and names apart."""
    every = list(scores)
    return Figures(
        len(every),
        _mean([score.overlap for score in every]),
        _mean([score.exact for score in every]),
        _mean([score.f1 for score in every]),
        _mean([score.overlap for score in every if score.pronoun]),
        _mean([score.overlap for score in every if not score.pronoun]),
    )


def table(report: Report) -> str:
    """The figures for people to read."""
    lines = [f"PolNeAR, {report.set}: {report.documents} documents", ""]
    lines.append(f"{'':22}{'n':>6}{'overlap':>9}{'exact':>8}{'F1':>8}{'pronouns':>10}{'names':>8}")
    for name, row in (("span given", report.span_given), ("span not given", report.span_not_given)):
        lines.append(
            f"{name:22}{row.n:6}{row.overlap:9.3f}{row.exact:8.3f}{row.f1:8.3f}"
            f"{row.overlap_pronouns:10.3f}{row.overlap_names:8.3f}"
        )
    level = report.sentences
    lines += ["", f"{'':22}{'n':>6}{'precision':>10}{'recall':>8}{'F1':>8}{'right speaker':>15}"]
    lines.append(
        f"{'sentence level':22}{level.n:6}{level.precision:10.3f}{level.recall:8.3f}{level.f1:8.3f}"
        f"{level.right_speaker:15.3f}"
    )
    return "\n".join(lines)


def _surface(text: str, spans: Sequence[Span]) -> str:
    speaker = speaker_of(text, spans)
    return _labelled(text, spans[0]) or (speaker.surface if speaker else "")


def _sources(text: str, sentence: Span, attributions: Sequence[Attribution]) -> list[str]:
    """Whose statements cover at least half of the sentence's words, those aside that name who makes them."""
    words = [match.start() + sentence[0] for match in re.finditer(r"\w+", text[sentence[0] : sentence[1]])]
    stated: set[int] = set()
    naming: set[int] = set()
    sources = []
    for attribution in attributions:
        inside = _inside(words, attribution.spans)
        if inside:
            stated |= inside
            naming |= _inside(words, attribution.source_spans)
            sources.append((len(inside), attribution.source))
    if not stated or len(stated) < len(set(words) - (naming - stated)) / 2:
        return []
    return [source for count, source in sources if count >= max(sources)[0] / 2]


def _inside(words: Iterable[int], spans: Sequence[Span]) -> set[int]:
    return {at for at in words if any(start <= at < end for start, end in spans)}


def _content(words: list[str]) -> set[str]:
    """The words that count in a comparison; all of them where none does ("who")."""
    return {word for word in words if word not in _STOP | TITLES} or set(words)


def _words(text: str) -> list[str]:
    return re.sub(r"[^\w\s]", "", re.sub(r"[’']s\b", "", text.lower())).split()


def _word_count(text: str) -> int:
    return len(re.findall(r"\w+", text))


def _shared(one: Span, other: Span) -> int:
    """How many characters two stretches have in common."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _lines(path: Path) -> list[dict[str, Any]]:
    if not path.is_file():
        raise AssistantError(f"There is no file {str(path)!r}; give the folder that holds the data set.")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
