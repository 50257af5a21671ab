"""The questions an evaluation asks and what a right answer holds, read from YAML."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import yaml
from pydantic import BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from assistant.answers import Reason
from assistant.dates import PublicationDate
from assistant.errors import AssistantError
from assistant.positions import Stance
from assistant.scopes import Scope
from eval.mistakes import not_yaml, told

Category = Literal[
    "factual",
    "single_author",
    "many_authors",
    "comparison",
    "changed_mind",
    "speaker_vs_author",
    "date_and_filter",
    "follow_up",
    "silence",
    "adversarial",
]
Half = Literal["open", "frozen"]
CATEGORIES: tuple[Category, ...] = get_args(Category)
_STRICT = ConfigDict(extra="forbid", str_strip_whitespace=True, str_min_length=1)


def _each(value: object) -> object:
    """One thing where a list may stand."""
    return value if value is None or isinstance(value, list | tuple) else (value,)


def _date(value: object) -> str | None:
    """A date as YAML gives it: text, a year, or a calendar day."""
    return None if value is None else PublicationDate(str(value)).iso


Texts = Annotated[tuple[str, ...], BeforeValidator(_each)]
"""One text or a list of them."""
Day = Annotated[str | None, BeforeValidator(_date)]


class CaseError(AssistantError):
    """A file of cases cannot be read; the message names file, case and field."""


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Filters:
    """A reader's filters, or those that stand in a question."""

    people: Texts = ()
    publications: Texts = ()
    since: Day = None
    until: Day = None

    @property
    def scope(self) -> Scope:
        return Scope(people=self.people, publications=self.publications, since=self.since, until=self.until)


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Point:
    """A statement a right answer makes; a quote that holds one of the spans carries it."""

    text: str
    any_of: Annotated[Texts, Field(min_length=1)]
    importance: Literal["vital", "okay"] = "vital"
    """"okay": good to have, no fault to leave out."""


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class ExpectedViewpoint:
    """Who should be shown as holding a view, in which article, and what it says."""

    article: str
    speaker: str | None
    """None: the article's voice, whom its record does not name."""
    also_named: Texts = ()
    """Other right ways to name the speaker, and others who may rightly be named."""
    stance: Stance | None = None
    points: tuple[Point, ...] = ()

    @property
    def speakers(self) -> tuple[str, ...]:
        """Every name under which the view may stand; none where nobody is named."""
        return tuple(filter(None, (self.speaker, *self.also_named)))


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class FalseCredit:
    """Words of an article that are not this person's view: quoting them under that name is wrong."""

    speaker: str
    article: str
    any_of: Annotated[Texts, Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Expectation:
    """What a right answer holds."""

    answered: Literal[True, False, "either"]
    """"either": an answer and a decline are both right, and neither is scored."""
    reason: Annotated[tuple[Reason, ...], BeforeValidator(_each)] = ()
    """The acceptable reasons of a decline."""
    band: Literal["off_topic", "unanswerable"] | None = None
    articles: Texts = ()
    """Articles that a right answer shows."""
    also_relevant: Texts = ()
    """Articles that bear on the question too: showing them is right, leaving them out no fault."""
    viewpoints: tuple[ExpectedViewpoint, ...] = ()
    never_credited: tuple[FalseCredit, ...] = ()
    standalone: tuple[Texts, ...] = ()
    """Of a follow-up: the resolved question holds at least one wording of each group."""
    understood: Filters = Filters()
    mentions: Texts = ()
    """Words that the notes or absences of the answer must hold."""


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Correction:
    """A change against the first list of expected articles, with the sentence that justifies it."""

    article: str
    change: Literal["added", "removed"]
    sentence: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Absent:
    """Words whose absence makes a question unanswerable: in no article, or in none of those named."""

    words: Annotated[Texts, Field(min_length=1)]
    articles: Texts = ()


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Case:
    """One question, or a conversation that ends in it, with what a right answer holds."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    question: str
    category: Category
    expect: Expectation
    confirmed: bool = True
    """False: a draft that no person has looked at, which is not asked."""
    conversation: Texts = ()
    """Earlier questions, in the order in which they are asked first."""
    filters: Filters = Filters()
    note: str | None = None
    absent: Absent | None = None
    corrections: tuple[Correction, ...] = ()

    @property
    def half(self) -> Half:
        """The half it belongs to, fixed by its id: nothing is tuned on the frozen one."""
        return "frozen" if hashlib.sha256(self.id.encode()).digest()[0] % 2 else "open"


def load(path: Path) -> tuple[Case, ...]:
    """The cases of a file, or of all `*.yaml` files of a folder, in order; CaseError where one is wrong."""
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    if not files:
        raise CaseError(f"no *.yaml files in {path.as_posix()!r}")
    cases: dict[str, Case] = {}
    for file in files:
        for case in _cases(file):
            if case.id in cases:
                raise CaseError(f"{file.name}: two cases are called {case.id!r}: give each its own id")
            cases[case.id] = case
    return tuple(cases.values())


class _Loader(yaml.SafeLoader):
    """Refuses a key that stands twice, which YAML would silently drop."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        if twice := {key for key in keys if keys.count(key) > 1}:
            line = node.start_mark.line + 1
            raise yaml.YAMLError(f"{sorted(twice)} stands twice in the entry at line {line}")
        return super().construct_mapping(node, deep)


_ADAPTER = TypeAdapter(Case)
_PARTS = {
    under: tuple(item.name for item in fields(part))
    for under, part in (
        ("", Case),
        ("expect", Expectation),
        ("viewpoints", ExpectedViewpoint),
        ("points", Point),
        ("never_credited", FalseCredit),
        ("filters", Filters),
        ("understood", Filters),
        ("absent", Absent),
        ("corrections", Correction),
    )
}
"""The fields of each entry, by the field under which it stands."""


def _cases(file: Path) -> Iterator[Case]:
    try:
        data = yaml.load(file.read_text(encoding="utf-8"), _Loader)
    except FileNotFoundError:
        raise CaseError(f"there is no file or folder {file.as_posix()!r}") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CaseError(f"{file.name}: {not_yaml(error)}") from None
    if not isinstance(data, list):
        raise CaseError(f"{file.name}: a list of cases is expected, each starting with '- id: …'")
    for number, entry in enumerate(data, start=1):
        try:
            yield _ADAPTER.validate_python(entry)
        except ValidationError as error:
            name = entry.get("id", "without id") if isinstance(entry, dict) else "not a case"
            raise CaseError(f"{file.name}: case {number} ({name}): {told(error, _PARTS)}") from None
