"""Whether quotations bear out what a model wrote of them: the meaning, which code alone cannot tell."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, groupby, product
from typing import Literal, Protocol, get_args

from assistant.generation.prompting import asked_for, request
from assistant.generation.reply import Budget, ChatModel
from assistant.generation.sources import harmless
from assistant.positions import Stance

Grade = Literal["supported", "partly", "unsupported"]

_SHARE = 0.4
"""Of the time for a whole answer that the grades may take."""
_GRADED = re.compile(rf"\b(\d{{1,3}}[a-z]{{1,3}})\b[\W_]*({'|'.join(get_args(Grade))})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that statements rest on."""

    credited_to: str
    voice: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What a model says: a claim, a sentence of the overview, or "side: for"."""

    text: str
    evidence: Evidence
    side: Stance | None = None
    """The side that it says is taken."""


class Verifier(Protocol):
    """Grades statements by their evidence: a chat model, or a model for entailment of one's own."""

    def grades(self, question: str, statements: Sequence[Statement]) -> Sequence[Grade | None]:
        """A grade for each statement, None where there is none. May raise `ChatModelError`."""


@dataclass(frozen=True)
class ModelVerifier:
    """A chat model as the verifier: all statements of an answer in one call."""

    model: ChatModel
    budget: Budget

    def grades(self, question: str, statements: Sequence[Statement]) -> Sequence[Grade | None]:
        """The grades that the model writes; raises `ChatModelError`."""
        labels, blocks = _labelled(statements)
        sent = request(
            "verify",
            question=harmless(question).strip(),
            evidence="\n\n".join(blocks),
            labels=", ".join(labels),
        )
        reply = asked_for(sent, self.model, self.budget, share=_SHARE)
        found: Mapping[str, Grade] = {
            label.lower(): grade
            for label, word in reversed(_GRADED.findall(reply))
            for grade in get_args(Grade)
            if grade == word.lower()
        }
        return [found.get(label) for label in labels]


def _labelled(statements: Sequence[Statement]) -> tuple[list[str], list[str]]:
    """A label for each statement, and the pieces of evidence with the statements under them."""
    labels: list[str] = []
    blocks: list[str] = []
    for number, (evidence, own) in enumerate(groupby(statements, key=lambda each: each.evidence), 1):
        lines = [
            f"<evidence {number}>",
            f"credited to: {_line(evidence.credited_to)}",
            f"voice of the article: {_line(evidence.voice)}",
            *(f"- {_line(quote)}" for quote in evidence.quotes),
        ]
        for letter, statement in zip(_letters(), own, strict=False):
            labels.append(f"{number}{letter}")
            lines.append(f"{letter}. {_line(statement.text)}")
        blocks.append("\n".join((*lines, f"</evidence {number}>")))
    return labels, blocks


def _letters() -> Iterator[str]:
    """Letters, then pairs of them, and so on: a model may say any number of things of the same quotations."""
    for length in count(1):
        yield from map("".join, product(string.ascii_lowercase, repeat=length))


def _line(text: str) -> str:
    return " ".join(harmless(text).split())
