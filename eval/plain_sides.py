"""Side questions over `documents/`, plain and among ordinary ones: whether they are read as they are meant.

Both sets are in two halves, each by a hand that had read no code (`sides/plain_*.yaml`, of which the
propositions are known, `sides/ordinary_*.yaml`); of the frozen ones nothing but sums is shown.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BeforeValidator, ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass as checked

from assistant.answers import Answer
from assistant.settings import Settings
from eval.asking import opened
from eval.mistakes import read_yaml
from eval.sides import FOLDER, tells_unsorted
from eval.suite import SUITES

HALVES = ("open", "frozen")
Propositions = Annotated[tuple[str, ...], BeforeValidator(lambda given: given if given != "[]" else ())]


@checked(frozen=True, config=ConfigDict(extra="forbid"))
class PlainQuestion:
    """A question as readers type it."""

    question: str
    side: Literal["for", "against", "both", "none"]
    """The side asked for, towards the first of `on`."""
    on: Propositions = ()
    """The propositions that may be meant, the likeliest first; none where the articles know none of it."""


@dataclass(frozen=True, slots=True)
class Read:
    """A plain question and its answer."""

    asked: PlainQuestion
    answer: Answer

    @property
    def on(self) -> str | None:
        """The proposition that its views are sorted by."""
        return self.answer.sides.on if self.answer.sides else None

    @property
    def side(self) -> str:
        """The side it was taken to ask for."""
        if self.answer.sides:
            return self.answer.sides.asked or "both"
        return "" if tells_unsorted(self.answer) else "none"

    @property
    def right(self) -> bool:
        return self.on in self.asked.on

    @property
    def contrary(self) -> bool:
        return self.right and {self.side, self.asked.side} == {"for", "against"}


Measures = Mapping[str, tuple[Callable[[PlainQuestion], bool], Callable[[Read], bool]]]
PLAIN: Measures = {
    "on a proposition: sorted by it": (lambda asked: bool(asked.on), lambda each: each.right),
    "…by another": (lambda asked: bool(asked.on), lambda each: each.on is not None and not each.right),
    "…the side read": (
        lambda asked: bool(asked.on),
        lambda each: each.right and each.side == each.asked.side,
    ),
    "…the contrary side read": (lambda asked: bool(asked.on), lambda each: each.contrary),
    "on none of them: sorted by one": (
        lambda asked: not asked.on and asked.side != "none",
        lambda each: each.on is not None,
    ),
    "for nobody's side: sorted": (lambda asked: asked.side == "none", lambda each: each.on is not None),
}
"""Of which plain questions each is told, and when it holds."""
ORDINARY: Measures = {
    "for nobody's side: taken for a side's": (
        lambda asked: asked.side == "none",
        lambda each: each.side != "none",
    ),
    "…sorted": (lambda asked: asked.side == "none", lambda each: each.on is not None),
    "for a side: taken for one": (lambda asked: asked.side != "none", lambda each: each.side != "none"),
}
"""The same of ordinary questions."""


def questions_of(half: str, kind: str = "plain") -> tuple[PlainQuestion, ...]:
    """The questions of a half."""
    # Safe YAML would read the word "on" as true.
    return read_yaml(FOLDER / f"{kind}_{half}.yaml", TypeAdapter(tuple[PlainQuestion, ...]), yaml.BaseLoader)


def table(found: Mapping[str, Sequence[Read]], measures: Measures) -> Iterator[str]:
    """A line for each measure: how many of how many, by half."""
    yield f"{'':38}" + "".join(f"{half:>14}" for half in found)
    for name, (belongs, holds) in measures.items():
        cells = []
        for every in found.values():
            own = [each for each in every if belongs(each.asked)]
            cells.append(f"{sum(map(holds, own))} of {len(own)}")
        yield f"{name:38}" + "".join(f"{cell:>14}" for cell in cells)


def misses(found: Iterable[Read]) -> Iterator[str]:
    """What was read otherwise than it is meant."""
    for each in found:
        if each.on is None and each.asked.on or each.on and not each.right:
            yield f"{each.asked.question} {list(each.asked.on[:1])}\n    {each.on}"
        elif (each.right or not each.asked.on) and each.side not in (each.asked.side, ""):
            yield f"{each.asked.question} [{each.asked.side}]\n    {each.side}"


def main(arguments: Sequence[str]) -> None:
    """Command line: [--misses]."""
    parser = argparse.ArgumentParser(prog="python -m eval plain-sides", description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list those of the open half")
    options = parser.parse_args(arguments)
    documents: Path = SUITES[0].documents
    with opened(documents, Settings.read()) as assistant:
        for kind, measures in (("plain", PLAIN), ("ordinary", ORDINARY)):
            found = {
                half: tuple(Read(each, assistant.ask(each.question)) for each in questions_of(half, kind))
                for half in HALVES
            }
            print("\n".join(table(found, measures)), end="\n\n")
            if options.misses:
                print(*misses(found["open"]), sep="\n", end="\n\n")
