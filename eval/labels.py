"""Labelled sentences of opinion writing, checked; `labels/README.md` is the guideline."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from assistant.articles import Form, Kind
from assistant.errors import AssistantError

FOLDER = Path(__file__).with_suffix("")
Label = Literal["own", "reported", "narrated", "question", "notprose"]
Place = tuple[int, int]
"""Which paragraph, and which sentence of it."""
_STRICT = ConfigDict(extra="forbid")


@checked(frozen=True, config=_STRICT)
class LabelledSentence:
    """A sentence and whose view it is; `s` names the source in the article's words, `h` as readers see it."""

    t: str
    l: Label  # noqa: E741
    s: str | None = None
    h: str | None = None


@checked(frozen=True, config=_STRICT)
class LabelledQuestion:
    """A question, the sentences that answer it, and some that are only on its subject."""

    q: str
    answers: Annotated[tuple[Place, ...], Field(min_length=1)]
    about: tuple[Place, ...]


@checked(frozen=True, config=ConfigDict(extra="ignore"))
class LabelledArticle:
    """An invented article with its labels."""

    id: str
    kind: Kind
    form: Form
    authors: tuple[str, ...]
    speakers: tuple[str, ...]
    title: str
    publication: str | None
    blocks: tuple[tuple[LabelledSentence, ...], ...]
    questions: tuple[LabelledQuestion, ...]
    nulls: tuple[str, ...]

    def faults(self) -> Iterator[str]:
        """One line for each source that does not stand before, and each place that is not there."""
        said = ""
        for number, block in enumerate(self.blocks):
            for place, sentence in enumerate(block):
                said += f"{sentence.t} "
                if sentence.s is not None and sentence.s not in said:
                    yield f"{self.id} [{number},{place}]: {sentence.s!r} stands neither here nor before"
        for question in self.questions:
            for number, place in (*question.answers, *question.about):
                if number >= len(self.blocks) or place >= len(self.blocks[number]):
                    yield f"{self.id}: {question.q!r} points to [{number},{place}], which is not there"


def read(path: Path) -> tuple[LabelledArticle, ...]:
    """The articles of a file; raises AssistantError with the line that is wrong."""
    articles = []
    reader = TypeAdapter(LabelledArticle)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            articles.append(reader.validate_python(json.loads(line)))
        except (ValueError, ValidationError) as error:
            raise AssistantError(f"{path.name}, line {number}: {error}") from None
    return tuple(articles)


def hands() -> dict[str, tuple[LabelledArticle, ...]]:
    """The articles of each hand, by its letter."""
    return {path.stem[-1]: read(path) for path in sorted(FOLDER.glob("hand_*.jsonl"))}


def main(argv: Sequence[str] | None = None) -> int:
    """Command line: no arguments."""
    argparse.ArgumentParser(prog="python -m eval labels", description=__doc__).parse_args(argv)
    faults = []
    print(f"{'hand':8}{'articles':>10}{'questions':>11}" + "".join(f"{name:>10}" for name in _NAMES))
    for hand, articles in hands().items():
        labels = Counter(each.l for article in articles for block in article.blocks for each in block)
        asked = sum(len(article.questions) for article in articles)
        print(f"{hand:8}{len(articles):>10}{asked:>11}" + "".join(f"{labels[name]:>10}" for name in _NAMES))
        faults += [fault for article in articles for fault in article.faults()]
    print(*faults, f"{len(faults)} faults", sep="\n")
    return int(bool(faults))


_NAMES: tuple[Label, ...] = ("own", "reported", "narrated", "question", "notprose")
