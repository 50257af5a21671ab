"""A library that nobody wrote: as many articles as asked for, by invented people, and questions about them.

The same for the same arguments, on every machine. Words follow Zipf's law over a vocabulary of some English
and many invented names, so that some are in every article and most in few; one sentence in four reports
someone's view.
"""

from __future__ import annotations

import datetime
import itertools
import random
from collections.abc import Iterator
from pathlib import Path

from eval.bench.paragraphs import WORDS

PARAGRAPHS = 10
"""Of an article; each becomes a passage."""
_SENTENCES = 5
_ASKED = 8
"""Words of a question."""
_KEPT = 0.1
"""Share of the sentences that are asked about."""
_NAMES = 8_000
_AUTHORS = 600
_PUBLICATIONS = 60
_FIRST, _DAYS = datetime.date(1990, 1, 1), 13_000
_REPORTS = (
    "{} said that",
    "According to {},",
    "{} fears that",
    "The critics of {} hold that",
    "{} wrote that",
)
_SYLLABLES = "bra cor del est fen gar hath ist jor kel lor mor nes ost pel ran sel tor ul ven wes yar".split()


class Library:
    """Invented articles and questions."""

    def __init__(self, seed: int = 0) -> None:
        self._chance = random.Random(seed)
        names = ["".join(parts).capitalize() for parts in itertools.product(_SYLLABLES, repeat=3)]
        self._names = self._chance.sample(names, _NAMES)
        self._words = [*WORDS, *self._names]
        self._weights = list(itertools.accumulate(1 / (rank + 5) for rank in range(len(self._words))))
        surnames = self._chance.sample(self._names, _AUTHORS)
        self.people = [f"{self._chance.choice(('Ann', 'Bo', 'Cy', 'Dee'))} {name}" for name in surnames]
        self._said: list[list[str]] = []
        self.publications = [f"The {name} Tide" for name in self._chance.sample(self._names, _PUBLICATIONS)]

    def write(self, folder: Path, passages: int) -> None:
        """Save articles of so many passages in `folder`."""
        for number in range(-(-passages // PARAGRAPHS)):
            (folder / f"{number:06}.md").write_text("\n".join(self._article()), encoding="utf-8")

    def questions(self) -> Iterator[str]:
        """Different questions, each in the words of one sentence of the articles that were written."""
        for words in self._said:
            yield f"What was said on {' and '.join(dict.fromkeys(words[:_ASKED]))}?"

    def _article(self) -> Iterator[str]:
        yield "---"
        yield f"title: {' '.join(self._drawn(5)).capitalize()}"
        yield f"authors: [{self._chance.choice(self.people)}]"
        yield f"publication: {self._chance.choice(self.publications)}"
        if self._chance.random() < 0.95:
            yield f"date: {_FIRST + datetime.timedelta(self._chance.randrange(_DAYS))}"
        yield "---"
        for _ in range(PARAGRAPHS):
            yield " ".join(self._sentence() for _ in range(_SENTENCES)) + "\n"

    def _sentence(self) -> str:
        drawn = self._drawn(self._chance.randint(12, 24))
        if self._chance.random() < _KEPT:
            self._said.append(drawn)
        words = " ".join(drawn)
        if self._chance.random() < 0.25:
            return f"{self._chance.choice(_REPORTS).format(self._chance.choice(self.people))} the {words}."
        return f"{words[0].upper()}{words[1:]}."

    def _drawn(self, number: int) -> list[str]:
        return self._chance.choices(self._words, cum_weights=self._weights, k=number)
