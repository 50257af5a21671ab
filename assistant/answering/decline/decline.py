"""The decision to decline a question. Limits were chosen on the open half of `eval/cases`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.decline.kinds import unmet
from assistant.answering.decline.naming import not_mentioned, unknown_names
from assistant.answering.decline.positions import without_position
from assistant.answering.decline.sought import Sought
from assistant.answering.decline.unsaid import unmentioned, unsaid_by
from assistant.articles import Article
from assistant.attribution import AttributionOf
from assistant.encoder.encoder import Encoder, Vectors
from assistant.index.lexical import Lexical
from assistant.index.search import Ranking

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
    "How do I learn a foreign language?",
    "What time is it there, and what is the time difference?",
    "What is the plot of the novel?",
    "Which style of art and architecture is this?",
)
NEAREST_ANSWER = 0.345
"""Least nearness, a cosine less what the question's unknown words take off, of a question with an answer."""
NEAREST_OF_A_PERSON = 0.18
"""The same where a person is asked for who stands in the index: whatever is asked, they wrote here…"""
STRANGE = 0.8
"""…unless this share of the question's words, by rarity, stands nowhere here."""
UNKNOWN_COST = 0.2
"""What a question loses whose words all stand nowhere here, in units of cosine."""
EVERYDAY = 0.45
"""A question this near to an everyday kind is of that kind…"""
CLEARLY_NEARER = 0.1
"""…unless something here is nearer by so much."""
FAR = 0.30
"""Below this best cosine not even the nearest passages are worth showing."""
_GATES: tuple[Callable[[Sought], str], ...] = (unsaid_by, unmet, without_position, unmentioned)


def everyday_nearness(vector: Vectors, encoder: Encoder) -> float:
    """How near a question, given by its unit vector, comes to the nearest everyday kind: a cosine."""
    return float((_kinds(encoder) @ vector).max())


@lru_cache(maxsize=4)
def _kinds(encoder: Encoder) -> Vectors:
    return encoder.documents(_KINDS)


@dataclass(frozen=True, slots=True)
class Decline:
    """Why a question is declined; falsy where it is not."""

    unknown_names: tuple[str, ...] = ()
    """Names in the question that occur nowhere in the index."""
    too_far: bool = False
    """Nothing comes near the question."""
    everyday: bool = False
    """It asks for a recipe, a timetable, a score: for what no article here comes clearly nearer to."""
    lacking: str = ""
    """What the passages found, though near, do not tell: a sentence for the reader."""
    show_nearest: bool = True

    def __bool__(self) -> bool:
        return self.sure or bool(self.lacking)

    @property
    def note(self) -> str:
        """Why, for the reader; empty where there is no more to say than that nothing answers."""
        if self.unknown_names:
            return not_mentioned(self.unknown_names, "any article here")
        return self.lacking

    @property
    def sure(self) -> bool:
        """Whether the question is about something else than anything here."""
        return bool(self.unknown_names) or self.too_far or self.everyday


def decline(
    question: str,
    ranking: Ranking,
    lexical: Lexical,
    *,
    everyday: float,
    of_a_person: bool,
    topic: str,
    article: Callable[[str], Article],
    attribution_of: AttributionOf,
) -> Decline:
    """Why nothing that was searched answers `question`; falsy where something may.

    `everyday` is its nearness to the everyday kinds, a cosine; `topic` is what was searched for.
    """
    sought = Sought.read(
        question,
        topic,
        ranking,
        lexical,
        of_a_person=of_a_person,
        article=article,
        attribution_of=attribution_of,
    )
    lacking = next(filter(None, (gate(sought) for gate in _GATES)), "")
    nearness = ranking.best_cosine - UNKNOWN_COST * ranking.unknown_share
    known = of_a_person and ranking.unknown_share < STRANGE
    limit = NEAREST_OF_A_PERSON if known else NEAREST_ANSWER
    return Decline(
        unknown_names=unknown_names(question, lexical),
        too_far=not ranking.hits or nearness < limit,
        everyday=everyday >= EVERYDAY and ranking.best_cosine - everyday < CLEARLY_NEARER,
        lacking=lacking,
        show_nearest=ranking.best_cosine >= FAR,
    )
