"""Questions that people put to any assistant and that opinion articles do not answer, told by meaning."""

from __future__ import annotations

from functools import cached_property

from assistant.index.encoder import Encoder, Vectors

_KINDS = (
    "Who won the football match?",
    "What was the score of the game?",
    "How do I cook this dish? A recipe.",
    "What will the weather be like tomorrow? Rain and temperature.",
    "When does the bus or train leave? A timetable.",
    "How do I write this in Python? Programming help.",
    "How do I set up my computer, disk or server?",
    "Which hotel or restaurant is the best?",
    "Where can I buy this and what does it cost in the shop?",
    "What is the capital of this country?",
    "What is the highest mountain or the longest river?",
    "What is the population of this city?",
    "Who directed the film and who played in it?",
    "Who wrote the novel or the song?",
    "Who won the song contest?",
    "What is the boiling point of this substance? Physics and chemistry.",
    "How do I solve this equation? Mathematics.",
    "Which medicine helps against this illness?",
    "How do I train my dog or cat?",
    "Tell me a joke.",
    "What is the best move in chess?",
    "How old is this celebrity and whom did they marry?",
    "Translate this sentence.",
    "How do I register my car, house or company?",
    "What is the exchange rate of the currency today?",
    "Which plants grow in my garden?",
)


class Everyday:
    """How near a question comes to the everyday kinds; one kind each in the words of a question."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    @cached_property
    def _vectors(self) -> Vectors:
        return self._encoder.documents(_KINDS)

    def nearness(self, question: str) -> float:
        """The cosine of `question` with the nearest kind."""
        return float((self._vectors @ self._encoder.query(question)).max())
