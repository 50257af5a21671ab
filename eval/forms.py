"""Forms of names and dates in questions, and of names and credit in articles, by hands that hunt faults.

`forms/README.md` tells what is asked. Of the frozen halves nothing but sums is shown.
"""

from __future__ import annotations

import argparse
import datetime
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, TypeVar
from unittest.mock import patch

import yaml
from pydantic import BeforeValidator, ConfigDict, Field, TypeAdapter
from pydantic.dataclasses import dataclass as checked

from assistant.answers import Answer
from assistant.articles import Article, Record
from assistant.attribution import Attribution, attribute
from assistant.attribution.attribution import attribution_at
from assistant.errors import AssistantError
from assistant.lexicon import DETERMINERS, PERSON_TITLES
from assistant.names import folded, names_match
from assistant.reading.article import parse_article
from assistant.scopes import Scope
from assistant.settings import Settings
from eval.asking import held, opened
from eval.follow_ups import days_meant
from eval.mistakes import read_yaml

FORMS = Path(__file__).with_suffix("")
HALVES = ("open", "frozen")
Words = tuple[str, ...]
Day = Annotated[str | None, BeforeValidator(lambda value: None if value is None else str(value))]


@checked(frozen=True, config=ConfigDict(extra="forbid"))
class Entry:
    """An article of the library."""

    authors: Words
    publication: str
    date: Annotated[str, BeforeValidator(str)]
    title: str
    text: str
    speakers: Words = ()


@checked(frozen=True, config=ConfigDict(extra="forbid"))
class Library:
    """What questions are asked of, and the day on which they are asked."""

    today: datetime.date
    records: tuple[Entry, ...]


@checked(frozen=True, config=ConfigDict(extra="forbid"))
class AskedForm:
    """A question, perhaps after others, and what a careful librarian understands by it."""

    id: str
    form: str
    question: str
    turns: Words = ()
    people: Words = ()
    about: Words = ()
    """Whom it speaks of; not whose views it asks for."""
    excluded: Words = ()
    publications: Words = ()
    since: Day = None
    until: Day = None
    unknown: Words = ()
    """Whom it asks for and the library has not."""
    matter: Words = ()


@checked(frozen=True, config=ConfigDict(extra="forbid"))
class Credit:
    """A sentence and who holds it: "author", a name, "unnamed", or "nobody" for what is only told."""

    sentence: str
    holder: str
    never: Words = ()


@checked(frozen=True, config=ConfigDict(extra="forbid"))
class CreditForm:
    """An article whose names or voices have an uncommon form."""

    id: str
    form: str
    title: str
    authors: Words
    text: str
    credits: Annotated[tuple[Credit, ...], Field(min_length=1)]
    publication: str | None = None
    date: Day = None


@dataclass(frozen=True, slots=True)
class Understood:
    """A question with its answer."""

    form: AskedForm
    answer: Answer

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """The filters read from it, or from each of its parts."""
        return tuple(each.understood for each in self.answer.parts or (self.answer,))

    @property
    def right_dates(self) -> bool:
        """Whether the time is that which is meant; two times side by side may only limit what is shown."""
        scopes, views = self.scopes, self.answer.viewpoints
        wanted = days_meant(self.form.since, self.form.until)
        if any(days_meant(each.since, each.until) == wanted for each in scopes):
            return True
        undated = not any(each.since or each.until for each in scopes)
        return (
            (undated or len(scopes) > 1)
            and bool(views)
            and all(_within(each.record, wanted) for each in views)
        )

    @property
    def right_unknown(self) -> bool:
        """Whether exactly the people who are not in the library are told to be missing."""
        told = " ".join((*self.answer.notes, *(note for each in self.answer.parts for note in each.notes)))
        if not self.form.unknown:
            return self.answer.reason != "unknown_person"
        return all(name in told for name in self.form.unknown)

    @property
    def is_right(self) -> bool:
        return all(holds(self) for name, holds in QUESTIONS.items() if name != "all")

    @property
    def told(self) -> str:
        missed = [name for name, holds in QUESTIONS.items() if name != "all" and not holds(self)]
        asked = " / ".join((*self.form.turns, self.form.question))
        read = [{key: value for key, value in each.to_dict().items() if value} for each in self.scopes]
        alone, notes = self.answer.standalone_question, self.answer.notes
        return (
            f"{self.form.id} {self.form.form}: {', '.join(missed)}\n    {asked}\n    {read} {alone!r} {notes}"
        )


QUESTIONS: Mapping[str, Callable[[Understood], bool]] = {
    "people": lambda each: _same((name for scope in each.scopes for name in scope.people), each.form.people),
    "excluded": lambda each: (
        not any(
            names_match(name, voice)
            for name in each.form.excluded
            for view in each.answer.viewpoints
            if not view.reported
            for voice in view.record.voices
        )
    ),
    "papers": lambda each: _same(
        (name for scope in each.scopes for name in scope.publications), each.form.publications
    ),
    "dates": lambda each: each.right_dates,
    "unknown": lambda each: each.right_unknown,
    "matter": lambda each: all(
        folded(word) in folded(each.answer.standalone_question) for word in each.form.matter
    ),
    "all": lambda each: each.is_right,
}


@dataclass(frozen=True, slots=True)
class Credited:
    """A sentence with what was made of it."""

    form: CreditForm
    article: Article
    credit: Credit
    found: Attribution

    @property
    def shown(self) -> str:
        """The name under which a reader sees it; empty where nobody is named."""
        return self.found.speaker or ""

    @property
    def _is_name(self) -> bool:
        """Whether a name is shown, and no role or group: "critics"."""
        return any(word[0].isupper() for word in self.shown.split() if folded(word) not in DETERMINERS)

    @property
    def is_right(self) -> bool:
        holder, record = self.credit.holder, self.article.record
        own = not self.found.reported
        if holder in ("author", "nobody"):
            return own or any(names_match(name, self.shown) for name in record.voices)
        if holder == "unnamed":
            return self.found.reported and not self._is_name
        voiced = any(names_match(holder, name) for name in record.voices)
        return _content(holder) <= _content(self.shown) and (self.found.reported or voiced)

    @property
    def is_false(self) -> bool:
        """Whether it is given to somebody who does not hold it."""
        if self.is_right or not self.shown:
            return False
        holder = self.credit.holder
        tempting = any(names_match(name, self.shown) for name in self.credit.never)
        if holder in ("author", "nobody", "unnamed") or tempting:
            return True
        if not self._is_name:
            return False  # "the senator", who has a name
        return not (_content(self.shown) and _content(self.shown) <= _content(holder))

    @property
    def told(self) -> str:
        kind = "false credit" if self.is_false else "not right"
        return (
            f"{self.form.id} {self.form.form}: {kind}\n    {self.credit.sentence}\n"
            f"    {self.credit.holder!r}, found {self.shown!r}{', reported' * self.found.reported}"
        )


CREDITS: Mapping[str, Callable[[Credited], bool]] = {
    "right": lambda each: each.is_right,
    "false credit": lambda each: each.is_false,
}
Outcome = TypeVar("Outcome", Understood, Credited)


def main(argv: Sequence[str] | None = None) -> None:
    """Command line: [--misses]."""
    parser = argparse.ArgumentParser(prog="python -m eval forms", description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list those of the open halves")
    options = parser.parse_args(argv)
    library = read_yaml(FORMS / "library.yaml", TypeAdapter(Library))
    asked = {half: tuple(answered(library, questions_of(half))) for half in HALVES}
    credits = {half: tuple(credited(credit_of(half))) for half in HALVES}
    print(*table("questions", asked, QUESTIONS), "", *table("sentences", credits, CREDITS), sep="\n")
    if options.misses:
        print("", *(each.told for each in asked["open"] if not each.is_right), sep="\n")
        print("", *(each.told for each in credits["open"] if not each.is_right), sep="\n")


def questions_of(half: str) -> tuple[AskedForm, ...]:
    """The questions of a half."""
    return read_yaml(FORMS / f"questions_{half}.yaml", TypeAdapter(tuple[AskedForm, ...]))


def credit_of(half: str) -> tuple[CreditForm, ...]:
    """The articles of a half whose sentences are somebody's."""
    return read_yaml(FORMS / f"credit_{half}.yaml", TypeAdapter(tuple[CreditForm, ...]))


def answered(library: Library, forms: Iterable[AskedForm]) -> Iterator[Understood]:
    """Each question answered after the questions before it, over the articles of the library."""
    with (
        tempfile.TemporaryDirectory() as folder,
        patch("assistant.question.understanding.current_date", lambda: library.today),
        patch("assistant.answering.parts.current_date", lambda: library.today),
        patch("assistant.answering.drafts.current_date", lambda: library.today),
    ):
        for number, each in enumerate(library.records):
            (Path(folder) / f"{number:02}.md").write_bytes(_file(each))
        with opened(Path(folder), Settings.read()) as assistant:
            for form in forms:
                history = held(assistant, form.turns)
                yield Understood(form, assistant.ask(form.question, history=history))


def _file(each: Entry | CreditForm) -> bytes:
    """A Markdown file of an article."""
    head: dict[str, Any] = {"title": each.title, "authors": list(each.authors)}
    head |= {"publication": each.publication} if each.publication else {}
    head |= {"date": each.date} if each.date else {}
    head |= {"speakers": list(each.speakers)} if isinstance(each, Entry) and each.speakers else {}
    return f"---\n{yaml.safe_dump(head, allow_unicode=True)}---\n\n{each.text}\n".encode()


def credited(forms: Iterable[CreditForm]) -> Iterator[Credited]:
    """The sentences of each article, read from a file of it, with whose view each is found to be."""
    for form in forms:
        article = parse_article(_file(form), form.id, name=form.id)
        found = attribute(article)
        for credit in form.credits:
            start = _find(article.text, credit.sentence)
            if start is None:
                raise AssistantError(f"{form.id}: this sentence is not in its text: {credit.sentence!r}")
            yield Credited(form, article, credit, attribution_at(found, article, (start, start + 1)))


def _find(text: str, sentence: str) -> int | None:
    """Where the letters of a sentence begin, whatever white space stands between its words."""
    words = r"\s+".join(map(re.escape, sentence.split()))
    match = re.search(words, text)
    if match is None:
        return None
    opening = re.match(r"\W*", match[0])
    return match.start() + (opening.end() if opening else 0)


def table(
    name: str, outcomes: Mapping[str, Sequence[Outcome]], measures: Mapping[str, Callable[[Outcome], bool]]
) -> Iterator[str]:
    """One line a half: how many there are, and of how many each measure holds."""
    yield f"{'half':8}{name:>10}" + "".join(f"{measure:>14}" for measure in measures)
    for half, every in outcomes.items():
        shares = "".join(f"{sum(map(holds, every)) / len(every):14.3f}" for holds in measures.values())
        yield f"{half:8}{len(every):10}{shares}"


def _content(name: str) -> set[str]:
    """The words of a name or a role, without titles and articles."""
    words = (word.strip(".'’") for word in folded(name).split())
    return {word.removesuffix("'s").removesuffix("’s") for word in words} - DETERMINERS - PERSON_TITLES - {""}


def _same(found: Iterable[str], wanted: Iterable[str]) -> bool:
    return {frozenset(_content(name)) for name in found} == {frozenset(_content(name)) for name in wanted}


def _within(record: Record, days: tuple[datetime.date | None, datetime.date | None]) -> bool:
    first, last = days
    date = record.date
    return date is not None and (not first or date.last >= first) and (not last or date.first <= last)
