"""Ten ways to break the assistant on purpose, each as near to its cause as can be reached.

Nine work inside: three change what the articles' files say, four take out a part (whose view a sentence is,
the cap per voice, the decision to stay silent both ways), two drop what the assistant is given (history,
filters). One changes the finished answer: quotes are slices by construction, so that inside there is nothing
to garble. What answers are held against is never touched.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from assistant.answering import candidates, evidence
from assistant.answering.assistant import Assistant
from assistant.answering.decline.decline import Decline
from assistant.answers import Answer, Quote, Turn
from assistant.encoder.encoder import encoder
from assistant.events import Event
from assistant.index.index import Index
from assistant.index.snapshot import Snapshot
from assistant.scopes import Scope
from assistant.settings import Settings
from eval.asking import asked
from eval.cases import CATEGORIES, Case, Category
from eval.record import Key
from eval.scoring.library import Library, library
from eval.scoring.score import Reply
from eval.suite import Suite

Replies = Mapping[Key, Reply]
Files = Mapping[Path, str]
Patch = tuple[object, str, object]
DOCUMENTS, INDEX = "documents", "index"


@dataclass(frozen=True, slots=True)
class World:
    """Cases and a copy of the articles they speak of, indexed once."""

    suite: str
    cases: tuple[Case, ...]
    folder: Path
    """Holds the articles and their index."""
    truth: Library
    """What the files say before anything is broken."""
    index: Index
    settings: Settings

    @classmethod
    def of(cls, suite: Suite, cases: tuple[Case, ...], folder: Path) -> World:
        """A suite's articles copied into a folder and indexed there."""
        shutil.copytree(suite.documents, folder / DOCUMENTS, ignore=shutil.ignore_patterns(".*", "cases"))
        return cls._indexed(suite.name, cases, folder, library(folder / DOCUMENTS))

    @classmethod
    def _indexed(cls, suite: str, cases: tuple[Case, ...], folder: Path, truth: Library) -> World:
        settings = Settings.read(documents=folder / DOCUMENTS, index=folder / INDEX)
        index = Index(settings.index_folder, encoder(settings))
        Assistant(index, settings).update()
        return cls(suite, cases, folder, truth, index, settings)

    def replies(
        self, kind: type[Assistant] = Assistant, categories: Collection[Category] = CATEGORIES
    ) -> Replies:
        """The cases of some categories asked of such an assistant over this index; times are left aside."""
        assistant = kind(self.index, self.settings)
        cases = [case for case in self.cases if case.category in categories]
        return {(self.suite, case.id): Reply(asked(assistant, case).answer, 0.0, None) for case in cases}

    @contextmanager
    def rewritten(self, change: Callable[[Files], Files], folder: Path) -> Iterator[World]:
        """A copy of this world in which the articles' files are others, held against the same truth."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        paths = sorted((folder / DOCUMENTS).rglob("*.md"))
        files = {path: path.read_text(encoding="utf-8") for path in paths if path.name != "README.md"}
        for path, content in change(files).items():
            path.write_text(content, encoding="utf-8")
        world = self._indexed(self.suite, self.cases, folder, self.truth)
        try:
            yield world
        finally:
            world.index.close()


class Forgetful(Assistant):
    """Hears every question as if it were the first."""

    def stream(
        self,
        question: str,
        *,
        history: tuple[Turn, ...] = (),
        scope: Scope = Scope(),
        understand: bool = True,
        exact: bool = False,
        after: Answer | None = None,
        show_all: bool = False,
    ) -> Iterator[Event]:
        return super().stream(question, scope=scope, understand=understand, after=after, show_all=show_all)


class Unfiltered(Assistant):
    """Searches everything, whatever filters a reader set or a question names."""

    def stream(
        self,
        question: str,
        *,
        history: tuple[Turn, ...] = (),
        scope: Scope = Scope(),
        understand: bool = True,
        exact: bool = False,
        after: Answer | None = None,
        show_all: bool = False,
    ) -> Iterator[Event]:
        return super().stream(question, history=history, understand=False, after=after, show_all=show_all)


def garbled(answer: Answer) -> Answer:
    """The answer with one letter wrong in its first quote."""
    if not answer.viewpoints:
        return answer
    first, *others = answer.viewpoints
    quote, *quotes = first.quotes
    wrong = replace(quote, text=_one_letter_off(quote))
    return replace(answer, viewpoints=(replace(first, quotes=(wrong, *quotes)), *others))


def _one_letter_off(quote: Quote) -> str:
    place = len(quote.text) // 2
    letter = "y" if quote.text[place] == "x" else "x"
    return quote.text[:place] + letter + quote.text[place + 1 :]


TO_THE_VOICE: tuple[Patch, ...] = ((Snapshot, "attributions", lambda self, article: ()),)
"""No sentence is anybody else's than the article's voice."""
UNCAPPED: tuple[Patch, ...] = (
    (evidence, "PER_VOICE", evidence.CANDIDATES),
    (candidates, "_many_voices", list),
)
"""No voice has to leave room for another."""
ALWAYS_ANSWERING: tuple[Patch, ...] = ((evidence, "decline", lambda *_, **__: Decline()),)
NEVER_ANSWERING: tuple[Patch, ...] = ((evidence, "decline", lambda *_, **__: Decline(too_far=True)),)


@contextmanager
def without(parts: tuple[Patch, ...]) -> Iterator[None]:
    """The assistant with these parts taken out."""
    with pytest.MonkeyPatch.context() as patch:
        for owner, name, instead in parts:
            patch.setattr(owner, name, instead)
        yield


_AUTHORS = re.compile(r"^authors:\n(?:- .*\n)+", re.MULTILINE)
_YEAR = re.compile(r"^(date: '?)(\d{4})", re.MULTILINE)


def swapped_authors(files: Files) -> Files:
    """The two longest articles under each other's authors."""
    signed = [path for path in files if _AUTHORS.search(files[path])]
    one, other = sorted(signed, key=lambda path: len(files[path]))[-2:]
    names = [_AUTHORS.findall(files[path])[0] for path in (one, other)]
    assert names[0] != names[1]
    return {**files, one: _AUTHORS.sub(names[1], files[one]), other: _AUTHORS.sub(names[0], files[other])}


def a_year_later(files: Files) -> Files:
    """Every date shifted by a year."""
    return {
        path: _YEAR.sub(lambda date: f"{date[1]}{int(date[2]) + 1}", content)
        for path, content in files.items()
    }


def under_wrong_names(files: Files) -> Files:
    """Every text under the record of the next article."""
    taken = {path: content.split("---\n", 2) for path, content in files.items()}
    paths = list(taken)
    texts = (taken[path][2] for path in (*paths[1:], paths[0]))
    return {path: f"---\n{taken[path][1]}---\n{text}" for path, text in zip(paths, texts, strict=True)}


_MATTERS = (
    "Street lamps that burn past eleven keep Vantry safe",
    "Shooting wolves in the Corrie Fells is right",
    "The charge for day visitors at the gates of Vantry is good for trade",
    "A school week of four days is good for children and parents",
)
_REASONS = (
    "the baker's boys walk to their ovens before four and stumble over every kerb",
    "a town that saves forty crowns a week will spend them on a lawyer",
    "my late aunt, who feared nothing else, feared exactly this",
    "no councillor has shown me a sum that I could repeat to my grocer",
    "travellers from Sorvia remark on it before they remark on our lake",
    "children draw it in every picture that they bring home",
    "ferrymen steer by habits older than any bylaw",
    "midwives, doctors and thieves keep the same hours and need the same rules",
    "whatever is done by half has to be done twice",
    "the present rule was written during a flood by people who wanted to go home",
    "our neighbours tried the opposite and now pretend that they did not",
    "a petition with eleven signatures is not yet an uprising",
    "tourists, shepherds and pupils have all survived worse",
    "I promised it to a dying goldfish and intend to be as good as my word",
    "the alternative was drawn up on the back of a menu",
    "every winter proves it again to whoever owns a thermometer",
    "old photographs show how cheerful everybody looked",
)


def with_a_columnist(files: Files) -> Files:
    """One writer more, invented as the others are, who has a short column on every matter each month."""
    folder = next(iter(files)).parent
    columns = [f"{matter}, because {reason}." for matter in _MATTERS for reason in _REASONS]
    front = "---\ntitle: Column {0}\nauthors:\n- Odo Prolix\npublication: The Weekly Prolix\n---\n\n"
    return {
        **files,
        **{
            folder / f"prolix-{number}.md": front.format(number) + text + "\n"
            for number, text in enumerate(columns, start=1)
        },
    }
