"""Side questions: whether they are recognised, sorted by a proposition, and each view under its side.

Asked without a model. Which side is right says a key made by reading: by the questions' propositions, the
positions in the articles by their openings. `sides/README.md` tells how both are written.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import yaml
from pydantic import ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass as checked

from assistant.answering.assistant import Assistant
from assistant.answers import Answer, Turn, Viewpoint
from assistant.errors import AssistantError
from assistant.positions import Side
from assistant.settings import Settings
from assistant.wording.positions import UNSORTED
from eval.asking import opened
from eval.mistakes import read_yaml
from eval.scoring.library import Library
from eval.sources import sources
from eval.suite import SUITES

FOLDER = Path(__file__).with_suffix("")
QUESTIONS, KEY = FOLDER / "questions.yaml", FOLDER / "key.yaml"
Asked = Literal["for", "against", "both"]
Key = Mapping[str, Mapping[str, Mapping[str, Side]]]
"""By proposition and article: which side the words that begin so take."""


@checked(frozen=True, config=ConfigDict(extra="forbid"))
class SideQuestion:
    """A question for a side, or for both, on a proposition."""

    question: str
    on: str
    """The proposition, in the words of the key."""
    side: Asked
    earlier: str | None = None
    """The question before, of a follow-up."""
    note: str = ""
    half: str = ""


def tells_unsorted(answer: Answer) -> bool:
    """Whether a line says that the views are not sorted by side."""
    return any(note.startswith(UNSORTED) for note in answer.notes)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A side question, its answer, and what the key says of the proposition."""

    asked: SideQuestion
    answer: Answer
    key: Mapping[str, Mapping[str, Side]]

    @property
    def answerable(self) -> bool:
        """Whether a position in the articles is on a side that is asked for."""
        return any(side in self._sides for openings in self.key.values() for side in openings.values())

    @property
    def sorted(self) -> bool:
        return self.answer.sides is not None

    @property
    def unsorted_line(self) -> bool:
        return tells_unsorted(self.answer)

    @property
    def first(self) -> bool:
        """Whether the first view shown is on a side that is asked for, by the key."""
        return self.sorted and self._known(self.answer.viewpoints[:1])[:1] in [[side] for side in self._sides]

    @property
    def under_side(self) -> tuple[bool | None, ...]:
        """Of each view shown under a side that is asked for whether it is right; None: not in the key."""
        shown = [view for view in self.answer.viewpoints if view.stance in self._sides]
        found = self._known(shown)
        return tuple(
            side and side == view.stance if self.sorted else None
            for view, side in zip(shown, found, strict=True)
        )

    @property
    def _sides(self) -> tuple[Side, ...]:
        return ("for", "against") if self.asked.side == "both" else (self.asked.side,)

    def _known(self, views: Iterable[Viewpoint]) -> list[Side | None]:
        """The side of each view by the key."""
        return [
            next(
                (
                    side
                    for opening, side in self.key.get(view.record.article_id, {}).items()
                    if any(opening in " ".join(quote.text.split()) for quote in view.quotes)
                ),
                None,
            )
            for view in views
        ]


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts over some side questions."""

    questions: int
    recognised: int
    """Sorted by side, or told not to be."""
    answerable: int
    """Those with a position on the side asked for in the key; of these…"""
    sorted: int
    first: int
    """…those whose first view is on that side."""
    shown: int
    """Views under a side asked for…"""
    right: int
    wrong: int
    unknown: int
    """…and those that the key does not hold."""
    unanswerable_sorted: int
    """Sorted though no position is on the side asked for."""
    unsorted: int
    line: int
    """Unsorted, with the line that says so."""


def figures(found: Sequence[Outcome]) -> Figures:
    """The counts."""
    own = [each for each in found if each.answerable]
    views = [right for each in found for right in each.under_side]
    unsorted = [each for each in found if not each.sorted]
    return Figures(
        questions=len(found),
        recognised=sum(each.sorted or each.unsorted_line for each in found),
        answerable=len(own),
        sorted=sum(each.sorted for each in own),
        first=sum(each.first for each in own),
        shown=len(views),
        right=sum(each is True for each in views),
        wrong=sum(each is False for each in views),
        unknown=sum(each is None for each in views),
        unanswerable_sorted=sum(each.sorted for each in found if not each.answerable),
        unsorted=len(unsorted),
        line=sum(each.unsorted_line for each in unsorted),
    )


def table(of: Figures) -> Iterator[str]:
    """The counts for people to read."""
    rest = of.questions - of.answerable
    yield f"recognised as a question for a side        {of.recognised} of {of.questions}"
    yield f"sorted, where a position answers           {of.sorted} of {of.answerable}"
    yield f"first view on the side asked for           {of.first} of {of.answerable}"
    counts = f"{of.right} right, {of.wrong} wrong, {of.unknown} not in the key"
    yield f"views under the side asked for             {of.shown}: {counts}"
    yield f"sorted, where no position answers          {of.unanswerable_sorted} of {rest}"
    yield f"the line that says so, where not sorted    {of.line} of {of.unsorted}"


def lines(found: Iterable[Outcome]) -> Iterator[str]:
    """What each question brought."""
    for each in found:
        earlier = f"{each.asked.earlier} / " if each.asked.earlier else ""
        yield f"{earlier}{each.asked.question} [{each.asked.side}: {each.asked.on}]"
        sides = each.answer.sides
        met = f"sorted, {sides.asked or 'both'}: {sides.on}" if sides else "not sorted"
        line = ", told" if each.unsorted_line else ""
        right = ", ".join(
            {True: "right", False: "WRONG", None: "not in the key"}[one] for one in each.under_side
        )
        yield f"    {met}{line}{f'; under the side: {right}' if right else ''}"


def read_questions(path: Path) -> tuple[SideQuestion, ...]:
    """The questions of a file; anything unexpected in it is refused."""
    # Safe YAML would read the word "on" as true.
    return read_yaml(path, TypeAdapter(tuple[SideQuestion, ...]), yaml.BaseLoader)


def read_key(path: Path) -> Key:
    """The key in a file; anything unexpected in it is refused."""
    return read_yaml(path, TypeAdapter(dict[str, dict[str, dict[str, Side]]]), yaml.BaseLoader)


def misplaced(key: Key, articles: Library) -> tuple[str, ...]:
    """The articles of a key that are not there, or in which an opening does not stand."""
    texts = {name: " ".join(source.text.split()) for name, source in articles.items()}
    openings = {(name, words) for on in key.values() for name, given in on.items() for words in given}
    return tuple(sorted({name for name, words in openings if words not in texts.get(name, "")}))


def outcomes(questions: Iterable[SideQuestion], key: Key, assistant: Assistant) -> list[Outcome]:
    """Every question asked, a follow-up after the earlier one."""
    found = []
    for each in questions:
        history: tuple[Turn, ...] = ()
        if each.earlier:
            history = (Turn(question=each.earlier, answer=assistant.ask(each.earlier)),)
        answer = assistant.ask(each.question, history=history)
        found.append(Outcome(each, answer, key.get(each.on, {})))
    return found


def main(arguments: Sequence[str]) -> int:
    """Ask and print."""
    parser = argparse.ArgumentParser(prog="python -m eval sides", description=__doc__)
    add = parser.add_argument
    add("file", nargs="?", type=Path, default=QUESTIONS, help="of questions (default: the project's)")
    add("--key", type=Path, default=KEY, help="which side each position takes (default: the project's)")
    add("--documents", type=Path, default=SUITES[0].documents, metavar="DIR", help="the folder of articles")
    add("--show", action="store_true", help="what each question brought")
    add("--json", action="store_true")
    options = parser.parse_args(arguments)
    questions, key = read_questions(options.file), read_key(options.key)
    if unknown := sorted({each.on for each in questions} - key.keys()):
        raise AssistantError(f"{options.key.name} says nothing of: {'; '.join(unknown)}")
    if not options.documents.is_dir():
        raise AssistantError(f"there is no folder of articles {options.documents.as_posix()!r}")
    if strange := misplaced(key, sources(options.documents)):
        print(f"{options.key.name} has words that do not stand in: {', '.join(strange)}", file=sys.stderr)
    with opened(options.documents, Settings.read()) as assistant:
        found = outcomes(questions, key, assistant)
    counts = figures(found)
    print(json.dumps(asdict(counts), indent=2) if options.json else "\n".join(table(counts)))
    if options.show:
        print("", *lines(found), sep="\n")
    return 0
