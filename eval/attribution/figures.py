"""How well attributions agree with labels: views told from what is none, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from assistant.articles import Record
from assistant.attribution import Attribution
from assistant.names import folded
from eval.labels import LabelledSentence

_SMALL = frozenset(
    "the a an of and in at for to on with by from his her its their our my some many most".split()
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A labelled sentence, and what was made of it."""

    record: Record
    label: LabelledSentence
    found: Attribution
    sentence: str
    probability: float
    """How sure the model is of what it takes the sentence for."""

    @property
    def is_view(self) -> bool:
        return self.label.l in ("own", "reported")

    @property
    def credited(self) -> bool:
        """Whether a view is given to somebody, the voice included, or what is told to another."""
        if self.found.reported:
            return self.found.speaker is not None
        return self.is_view

    @property
    def right(self) -> bool:
        if self.label.l == "own":
            return not self.found.reported and self.found.speaker in (self.record.voice, None)
        if self.label.l != "reported":
            return not self.found.reported
        if self.label.h is None:
            return self.found.reported and self.found.speaker is None
        voiced = any(_same(self.label.h, name) for name in self.record.voices)
        if not self.found.reported:
            return voiced
        return self.right_source

    @property
    def right_source(self) -> bool:
        return any(_same(self.found.speaker or "", name) for name in (self.label.h, self.label.s) if name)


def _same(name: str, other: str) -> bool:
    return bool(_content(name) & _content(other))


def _content(name: str) -> set[str]:
    return {word.removesuffix("s") for word in folded(name).split()} - _SMALL - {""}


@dataclass(frozen=True, slots=True)
class Figures:
    """How well a set of sentences was judged, and how much of it was credited."""

    sentences: int
    right: float
    precision: float
    recall: float
    f1: float
    right_source: float
    """Of the reported sentences for which a source is named."""
    false: int
    credited: int
    views: int
    covered: int
    """Views credited to somebody."""

    @property
    def false_credit(self) -> float:
        return self.false / max(1, self.credited)

    @property
    def coverage(self) -> float:
        return self.covered / max(1, self.views)

    def __str__(self) -> str:
        low, high = interval(self.false, self.credited)
        return (
            f"{self.sentences:>6}{self.right:>7.3f}{self.precision:>7.3f}{self.recall:>7.3f}{self.f1:>7.3f}"
            f"{self.right_source:>8.3f}{self.false_credit:>8.3f} [{low:.3f}, {high:.3f}]{self.coverage:>8.3f}"
        )


HEAD = f"{'n':>6}{'right':>7}{'P':>7}{'R':>7}{'F1':>7}{'source':>8}{'false':>8} {'95 %':>14}{'cover':>8}"


def figures(outcomes: Iterable[Outcome]) -> Figures:
    """The figures of sentences that are a view or told; questions and what is no prose are left out."""
    every = [each for each in outcomes if each.label.l in ("own", "reported", "narrated")]
    reported = [each for each in every if each.label.l == "reported"]
    found = [each for each in every if each.found.reported]
    hits = [each for each in reported if each.found.reported]
    credited = [each for each in every if each.credited]
    named = [each for each in hits if each.found.speaker and each.label.h]
    precision, recall = len(hits) / max(1, len(found)), len(hits) / max(1, len(reported))
    views = [each for each in every if each.is_view]
    return Figures(
        len(every),
        sum(each.right for each in every) / max(1, len(every)),
        precision,
        recall,
        2 * precision * recall / max(1e-9, precision + recall),
        sum(each.right_source for each in named) / max(1, len(named)),
        sum(not each.right for each in credited),
        len(credited),
        len(views),
        sum(each.credited for each in views),
    )


def interval(count: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    if not of:
        return 0.0, 1.0
    z, p = 1.96, count / of
    middle = (p + z * z / (2 * of)) / (1 + z * z / of)
    half = z * sqrt(p * (1 - p) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return max(0.0, middle - half), min(1.0, middle + half)
