"""Follow-up questions: whether whom, what and when they mean is understood after the questions before.

`follow_ups/README.md` tells what a conversation holds. Misses of the frozen half are never shown.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, get_args

from pydantic import ConfigDict, Field, TypeAdapter
from pydantic.dataclasses import dataclass as checked

from assistant.answers import Answer
from assistant.dates import PublicationDate
from assistant.names import folded
from assistant.settings import Settings
from eval.asking import held, opened
from eval.cases import Day, Half
from eval.mistakes import read_yaml
from eval.suite import SUITES

CONVERSATIONS = Path(__file__).with_suffix("") / "conversations.yaml"
TOPIC_CHANGE = "topic_change"
"""The kind of conversation whose last question leans on nothing."""


@checked(frozen=True, config=ConfigDict(extra="forbid"))
class Conversation:
    """Questions asked one after the other, and what the last of them means."""

    id: str
    kind: str
    turns: Annotated[tuple[str, ...], Field(min_length=1)]
    question: str
    matter: tuple[str, ...]
    articles: tuple[str, ...]
    people: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    since: Day = None
    until: Day = None
    publications: tuple[str, ...] = ()
    standalone: str = ""
    note: str = ""
    half: Half = "open"
    suite: str = SUITES[0].name


@dataclass(frozen=True, slots=True)
class Outcome:
    """A conversation and the answer to its last question."""

    conversation: Conversation
    answer: Answer

    @property
    def right_person(self) -> bool:
        """Whether the views of exactly the expected people are asked for."""
        return _names(self.answer.understood.people) == _names(self.conversation.people)

    @property
    def resolved(self) -> bool:
        """Whether people, period, publications and matter are all understood, and no more."""
        expected, understood = self.conversation, self.answer.understood
        return (
            self.right_person
            and _names(understood.publications) == _names(expected.publications)
            and days_meant(understood.since, understood.until) == days_meant(expected.since, expected.until)
            and self._on_the_matter
        )

    @property
    def right_articles(self) -> bool:
        """Whether an expected article is among those shown."""
        return bool(
            {view.record.article_id for view in self.answer.viewpoints} & {*self.conversation.articles}
        )

    @property
    def excludes(self) -> bool:
        """Whether no view is shown of somebody whose own views are not asked for."""
        voices = {name for view in self.answer.viewpoints if not view.reported for name in view.record.voices}
        return not _names(voices) & _names(self.conversation.excluded)

    @property
    def _on_the_matter(self) -> bool:
        standalone = folded(self.answer.standalone_question)
        if self.conversation.kind == TOPIC_CHANGE and not _words(standalone) <= self._own_words:
            return False
        return any(folded(word) in standalone for word in self.conversation.matter)

    @property
    def _own_words(self) -> set[str]:
        """The words of the last question, with the full names of the people in it."""
        return _words(folded(" ".join((self.conversation.question, *self.conversation.people))))


MEASURES: dict[str, Callable[[Outcome], bool]] = {
    "right person": lambda each: each.right_person,
    "resolved": lambda each: each.resolved,
    "right articles": lambda each: each.right_articles,
    "exclusion kept": lambda each: each.excludes,
}


def main(argv: Sequence[str] | None = None) -> None:
    """Command line: [FILE] [--misses] [--json]."""
    parser = argparse.ArgumentParser(prog="python -m eval follow-ups", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=CONVERSATIONS, help="of conversations")
    parser.add_argument("--misses", action="store_true", help="list the misses of the open half")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    found = outcomes(read_conversations(options.file))
    print(json.dumps(figures(found), indent=2) if options.json else table(found))
    if options.misses:
        print(*misses(found), sep="\n")


def read_conversations(path: Path) -> tuple[Conversation, ...]:
    """The conversations of a file; anything unexpected in it is refused."""
    return read_yaml(path, TypeAdapter(tuple[Conversation, ...]))


def outcomes(conversations: Iterable[Conversation]) -> list[Outcome]:
    """Every conversation held with the assistant over its suite's articles, without a chat model."""
    every, found = list(conversations), list[Outcome]()
    for suite in SUITES:
        own = [each for each in every if each.suite == suite.name]
        if own:
            with opened(suite.documents, Settings.read()) as assistant:
                for each in own:
                    history = held(assistant, each.turns)
                    found.append(Outcome(each, assistant.ask(each.question, history=history)))
    return found


def figures(found: Iterable[Outcome]) -> dict[str, dict[str, dict[str, float]]]:
    """By half, then by kind: the number of conversations and the share that each measure holds of."""
    every = list(found)
    by_half = {half: [each for each in every if each.conversation.half == half] for half in get_args(Half)}
    return {half: dict(_by_kind(rows)) for half, rows in by_half.items() if rows}


def table(found: Iterable[Outcome]) -> str:
    """The figures for people to read."""
    lines = [f"{'half':8}{'kind':20}{'questions':>10}" + "".join(f"{name:>16}" for name in MEASURES)]
    for half, kinds in figures(found).items():
        for kind, row in kinds.items():
            shares = "".join(f"{row[name]:16.3f}" for name in MEASURES)
            lines.append(f"{half:8}{kind:20}{row['questions']:10.0f}{shares}")
    return "\n".join(lines)


def misses(found: Iterable[Outcome]) -> Iterator[str]:
    """Two lines for each conversation of the open half that is not understood or finds no right article."""
    for each in found:
        missed = [name for name, holds in MEASURES.items() if not holds(each)]
        if missed and each.conversation.half == "open":
            understood = {key: value for key, value in asdict(each.answer.understood).items() if value}
            yield f"{each.conversation.id} {each.conversation.kind}: {', '.join(missed)}"
            yield f"    {' / '.join(each.conversation.turns)} / {each.conversation.question}"
            yield f"    understood as {each.answer.standalone_question!r} {understood}"


def _by_kind(rows: Sequence[Outcome]) -> Iterator[tuple[str, dict[str, float]]]:
    kinds = dict.fromkeys(each.conversation.kind for each in rows)
    for kind in ("all", *kinds):
        own = [each for each in rows if kind in ("all", each.conversation.kind)]
        shares = {name: sum(map(holds, own)) / len(own) for name, holds in MEASURES.items()}
        yield kind, {"questions": len(own), **shares}


def _names(names: Iterable[str]) -> set[str]:
    return {folded(name) for name in names}


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def days_meant(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    """The first and the last day meant."""
    return (PublicationDate(since).first if since else None, PublicationDate(until).last if until else None)
