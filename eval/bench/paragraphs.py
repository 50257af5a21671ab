"""Paragraphs nobody wrote: words of a fixed list in seeded disorder, as long as those of an article."""

from __future__ import annotations

import random

LENGTH, SPREAD = 290, 60
"""Mean and standard deviation of a paragraph's length in characters."""

# Common words, and names of invented towns that the model's vocabulary must cut into pieces.
WORDS = """
about accept accession after against agree agreement almost although argue army assembly autumn because
before believe between border bridge capital cautious change church citizens coalition commission common
compromise condition confidence constitution council country court crisis custom debate decade decide decline
delegation democracy dialogue difficult diplomat district divide doubt economy election empire enlargement
European exchange expect failure farmers ferry foreign fragile frontier future government guarantee harbour
harvest history hostile however important independence industry institution interest investment journalist
judge justice language leader legitimate majority market mayor mediator memory minister minority moderate
monument municipality nation negotiate neighbour neutral newspaper north objection observer office opinion
opposition parliament partition partner party patience people policy pressure principle proposal protest
province public question railway reason recognise reconciliation referendum reform refuse region reject remain
report resistance resolution return river school security settlement signature society soldiers solution
sovereignty spring stability status strategy suspicion teacher territory therefore threat toll trade treaty
uncertain unlikely village visa voters warning weather willing winter withdraw witness worker
Ansel Brell Corvane Drovany Esselmoor Fennick Garlowitz Hathren Istvale Jorrin
""".split()


def paragraphs(number: int, seed: int = 0) -> list[str]:
    """The same texts for the same arguments, on every machine."""
    chance = random.Random(seed)
    return [_paragraph(chance, chance.gauss(LENGTH, SPREAD)) for _ in range(number)]


def _paragraph(chance: random.Random, length: float) -> str:
    sentences: list[str] = []
    while sum(len(sentence) + 1 for sentence in sentences) < length:
        words = " ".join(chance.choices(WORDS, k=chance.randint(6, 18)))
        sentences.append(f"{words[0].upper()}{words[1:]}.")
    return " ".join(sentences)[: max(1, round(length))]
