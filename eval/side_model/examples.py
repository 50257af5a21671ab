"""Training examples of the side model: questions beside propositions.

A question stands beside its own proposition, sisters of it, and propositions of other families that are near
by their vectors, of which some carry the names of the question's family. Names are swapped for others in most
examples, so that the model learns no name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from assistant.encoder.encoder import Vectors
from assistant.question.side_model import ALONE

FOLDER = Path(__file__).parent.parent / "labels" / "sides"
_NAME = re.compile(r"(?<=[\w,’'] )[A-Z][\w-]{2,}(?!['’]\w\w)")
_PLACES = (
    "Serbia Kosovo Albania Bosnia Croatia Montenegro Macedonia Slovenia Bulgaria Greece Turkey Cyprus "
    "Ukraine Russia Georgia Armenia Moldova Hungary Romania Poland Germany France Italy Spain Catalonia "
    "Scotland Ireland Britain Canada Quebec Mexico Chile Bolivia Cuba Japan Korea China Taiwan Tibet India "
    "Kashmir Pakistan Iran Iraq Syria Israel Lebanon Egypt Sudan Ethiopia Eritrea Somalia Kenya Nigeria "
    "Belgrade Pristina Tirana Sarajevo Brussels London Paris Berlin Moscow Kyiv Ankara Geneva Vienna Prague "
    "Zagreb"
).split()
"""Names that stand in for invented ones beside those of other families."""
_NOT = re.compile(r"\b(should|would|will|could|is|are|has|have|was|were|can)\b(?! not)")


@dataclass(frozen=True, slots=True)
class Asked:
    """A labelled question: of an `earlier` one, of a follow-up, both are read."""

    text: str
    side: str
    on: int | None


@dataclass(frozen=True)
class Family:
    """Propositions on one matter, and questions about them."""

    propositions: tuple[str, ...]
    questions: tuple[Asked, ...]

    @cached_property
    def text(self) -> str:
        return " ".join((*self.propositions, *(each.text for each in self.questions)))


@dataclass(frozen=True, slots=True)
class Row:
    """A question beside a proposition, and the class of what it asks of it."""

    question: str
    proposition: str
    label: str


def families(hand: str) -> list[Family]:
    """The labelled families of a hand."""
    lines = (FOLDER / f"hand_{hand}.jsonl").read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines:
        given = json.loads(line)
        asked = tuple(
            Asked(standing(each["q"], each.get("earlier", "")), each["side"], each["on"])
            for each in given["questions"]
        )
        found.append(Family(tuple(given["propositions"]), asked))
    return found


def joined(given: Iterable[Family]) -> list[Family]:
    """One family in the place of those with the same propositions: to each other they are not foreign."""
    questions: dict[tuple[str, ...], tuple[Asked, ...]] = {}
    for each in given:
        questions[each.propositions] = questions.get(each.propositions, ()) + each.questions
    return [Family(propositions, asked) for propositions, asked in questions.items()]


def standing(question: str, earlier: str) -> str:
    """A question as the model reads it: a follow-up with the earlier one in brackets."""
    return f"{question} ({earlier})" if earlier else question


def invented(text: str, words: Collection[str]) -> list[str]:
    """The capitalised words within a text that are no common words, the longest first."""
    found = {match.group() for match in _NAME.finditer(text)}
    names = sorted((name for name in found if name.lower() not in words), key=len)
    kept: list[str] = []
    for name in names:  # "Ostrelians" changes with "Ostrel"
        if not any(name.startswith(other) for other in kept):
            kept.append(name)
    return kept[::-1]


def renamed(text: str, names: Mapping[str, str]) -> str:
    """The text with other names, also where they are typed small."""
    for old, new in names.items():
        text = re.sub(rf"\b{re.escape(old)}", new, text, flags=re.IGNORECASE)
    return text


class Examples:
    """Lists of rows without end: each a question beside some propositions."""

    def __init__(
        self,
        trained: Sequence[Family],
        *,
        words: Collection[str],
        encode: Callable[[Sequence[str]], Vectors],
        seed: int,
    ) -> None:
        self._families = trained
        self._draw = np.random.default_rng(seed)
        self._names = [invented(each.text, words) for each in trained]
        self._pool = [*{name for names in self._names for name in names}, *_PLACES * 3]
        self._every = [(at, text) for at, each in enumerate(trained) for text in each.propositions]
        vectors = encode([text for _, text in self._every])
        self._near = [
            self._nearest(at, encode([each.text for each in family.questions]) @ vectors.T)
            for at, family in enumerate(trained)
        ]

    def _nearest(self, own: int, likeness: Vectors, most: int = 16) -> list[list[tuple[int, str]]]:
        foreign = np.array([at != own for at, _ in self._every])
        order = np.argsort(-np.where(foreign, likeness, -1), 1)[:, :most]
        return [[self._every[place] for place in row] for row in order]

    def __iter__(self) -> Iterator[list[Row]]:
        every = [
            (at, place) for at, each in enumerate(self._families) for place in range(len(each.questions))
        ]
        while True:
            for number in self._draw.permutation(len(every)):
                yield self._list(*every[number])

    def _list(self, at: int, place: int) -> list[Row]:
        family, draw = self._families[at], self._draw
        asked = family.questions[place]
        swap = self._swapped(at)
        question = renamed(asked.text, swap)
        if draw.random() < 0.2:
            question = question.rstrip("?.! ")
        rows = []
        if asked.on is not None:
            rows.append(self._own(question, renamed(family.propositions[asked.on], swap), asked.side))
        sisters = [text for number, text in enumerate(family.propositions) if number != asked.on]
        draw.shuffle(sisters)
        rows += [
            Row(question, renamed(text, swap), "none")
            for text in sisters[: 2 if rows or asked.side == "none" else 3]
        ]
        rows += [Row(question, self._foreign(at, place, swap), "none")]
        if draw.random() < (0.8 if asked.side == "none" else 0.4):
            rows.append(Row(question, ALONE, asked.side))
        return rows

    def _swapped(self, at: int) -> dict[str, str]:
        names = self._names[at]
        if self._draw.random() < 0.35:
            return {}
        return dict(zip(names, self._draw.choice(self._pool, len(names), replace=False), strict=True))

    def _own(self, question: str, proposition: str, side: str) -> Row:
        """The question's own proposition, now and then its contrary."""
        if self._draw.random() < 0.1 and _NOT.search(proposition):
            contrary = {"for": "against", "against": "for"}.get(side, side)
            return Row(question, _NOT.sub(r"\1 not", proposition, count=1), contrary)
        return Row(question, proposition, side)

    def _foreign(self, at: int, place: int, swap: Mapping[str, str]) -> str:
        """A proposition of another family, near by its vector, or any; mostly with names of this one."""
        draw = self._draw
        near = self._near[at][place]
        other, text = (
            near[draw.integers(len(near))]
            if draw.random() < 0.8
            else self._every[draw.integers(len(self._every))]
        )
        if other == at:
            other, text = near[0]
        own = [renamed(name, swap) for name in self._names[at]]
        if own and draw.random() < 0.6:
            theirs = [name for name in self._names[other] if name in text]
            text = renamed(text, dict(zip(theirs, draw.permutation(own), strict=False)))
        return text
