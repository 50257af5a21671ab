"""Pairs graded by hand: what a judge would be asked, and the grade a careful reader gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter
from pydantic.dataclasses import dataclass

from assistant.errors import AssistantError
from eval.judging.request import SCALES, Kind, Request, agreement, faithfulness
from eval.mistakes import read_yaml

PAIRS = Path(__file__).parents[1] / "judged_pairs.yaml"
_STRICT = ConfigDict(extra="forbid", str_strip_whitespace=True, str_min_length=1)


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class FaithfulnessPair:
    """A claim and its quotes."""

    id: str
    credited_to: str
    voice: str
    claim: str
    quotes: Annotated[tuple[str, ...], Field(min_length=1)]
    grade: str
    why: str

    @property
    def kind(self) -> Kind:
        return "faithfulness"

    @property
    def request(self) -> Request:
        return faithfulness(
            credited_to=self.credited_to, voice=self.voice, claim=self.claim, quotes=self.quotes
        )


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class AgreementPair:
    """An answer and a point expected of it."""

    id: str
    answer: str
    speaker: str
    point: str
    grade: str
    why: str

    @property
    def kind(self) -> Kind:
        return "agreement"

    @property
    def request(self) -> Request:
        return agreement(answer=self.answer, speaker=self.speaker, point=self.point)


Pair = FaithfulnessPair | AgreementPair


@dataclass(frozen=True, slots=True, config=_STRICT)
class _File:
    faithfulness: tuple[FaithfulnessPair, ...]
    agreement: tuple[AgreementPair, ...]


def pairs(file: Path = PAIRS) -> tuple[Pair, ...]:
    """All pairs of the file; AssistantError, naming pair and field, where one is wrong."""
    read = read_yaml(file, TypeAdapter(_File))
    found: tuple[Pair, ...] = (*read.faithfulness, *read.agreement)
    for mistake in _mistakes(found):
        raise AssistantError(f"{file.name}: {mistake}")
    return found


def _mistakes(found: tuple[Pair, ...]) -> Iterator[str]:
    for name, count in Counter(pair.id for pair in found).items():
        if count > 1:
            yield f"{count} pairs are called {name!r}: give each its own id"
    for pair in found:
        if pair.grade not in SCALES[pair.kind]:
            grades = " or ".join(SCALES[pair.kind])
            yield f"{pair.id}: {pair.grade!r} is no grade of {pair.kind}: write {grades}"
