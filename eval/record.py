"""A run as it is kept: a folder with `run.json`, `cases.jsonl` and `answers.jsonl`, and its scores.

Only answers are stored; scores are computed anew whenever a run is read, from the answers, the copy of
the cases that stands in the folder, and the articles' files.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from assistant.answers import Answer
from assistant.errors import AssistantError
from eval.about import About
from eval.cases import Case
from eval.scoring import MEASURES
from eval.scoring.library import Library
from eval.scoring.score import Measure, Reply, Score
from eval.scripted import Claim
from eval.sources import sources
from eval.suite import ROOT, Part, SuiteCase, documents_fingerprint, part_of

RESULTS = ROOT / "eval" / "results"
ABOUT, CASES, ANSWERS, REPORT = "run.json", "cases.jsonl", "answers.jsonl", "report.html"
Key = tuple[str, str]
"""Suite and case."""
Line = TypeVar("Line")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class RecordError(AssistantError):
    """The folder of a run is missing or holds something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """A line of `answers.jsonl`: what asking one case brought."""

    suite: str
    id: str
    answer: dict[str, Any] | None
    seconds: float | None
    first_seconds: float | None
    error: str | None
    further: tuple[str, ...] = ()
    """Ids of the articles that "more" shows beyond the answer."""
    claims: tuple[Claim, ...] = ()
    """What a script in the place of a model wrote."""
    extracted: tuple[str, ...] = ()
    """The views, by article and holder, that stood there before a script was asked."""

    @property
    def reply(self) -> Reply | None:
        """None where there was an error instead."""
        if self.answer is None or self.seconds is None:
            return None
        try:
            answer = Answer.from_dict(self.answer)
        except (KeyError, TypeError) as error:
            told = f"the answer to {self.id!r} was written by another version of the assistant"
            raise RecordError(f"{told}: {error}") from None
        return Reply(answer, self.seconds, self.first_seconds, self.further, self.claims, self.extracted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A case that was asked: its answer and what that is worth, or what went wrong."""

    suite: str
    case: Case
    reply: Reply | None
    error: str | None
    further: tuple[str, ...] = ()
    """Ids of the articles that "more" shows beyond the answer."""
    scores: Mapping[str, Score]
    """By measure; empty where there is no answer."""

    @property
    def key(self) -> Key:
        return self.suite, self.case.id

    @property
    def part(self) -> Part:
        """Under what its figures are told."""
        return part_of(self.suite, self.case)


ABOUT_JSON = TypeAdapter(About)
CASE_JSON = TypeAdapter(SuiteCase)
ANSWER_JSON = TypeAdapter(AnswerLine)


@dataclass(frozen=True, slots=True)
class Run:
    """Everything that was asked under one name, in the order of the cases."""

    name: str
    about: About
    outcomes: tuple[Outcome, ...]
    unasked: int = 0
    """Cases that were still to be asked when the run was stopped."""
    measures: tuple[Measure, ...] = MEASURES
    """Those that its scores are of."""
    judge: str | None = None
    """The chat model that graded it, where one did."""
    changed: tuple[str, ...] = ()
    """Suites whose articles are no longer those that were asked: scores look into today's files."""


def run_folder(name: str, results: Path = RESULTS) -> Path:
    """Where a run of that name is kept."""
    if not _NAME.fullmatch(name):
        raise RecordError(f"{name!r} cannot name a run: letters, digits, dots and hyphens can")
    return results / name


def read_run(folder: Path) -> Run:
    """A run with its scores; `RecordError` where the folder holds none or a line cannot be read."""
    about = read_about(folder)
    cases = read_cases(folder)
    lines = {(line.suite, line.id): line for line in read_answers(folder)}
    articles = {suite.name: _library(ROOT / suite.documents) for suite in about.suites}
    outcomes = tuple(
        outcome(each.suite, each.case, line.reply, line.error, articles[each.suite])
        for each in cases
        if (line := lines.get(each.key))
    )
    changed = tuple(
        suite.name
        for suite in about.suites
        if documents_fingerprint(ROOT / suite.documents) != suite.documents_fingerprint
    )
    return Run(about.name, about, outcomes, len(cases) - len(outcomes), changed=changed)


def outcome(suite: str, case: Case, reply: Reply | None, error: str | None, articles: Library) -> Outcome:
    """A case with the scores of its answer."""
    scores = {measure.name: measure.score(case, reply, articles) for measure in MEASURES} if reply else {}
    return Outcome(suite=suite, case=case, reply=reply, error=error, scores=scores)


def read_about(folder: Path) -> About:
    """Under what a run was made."""
    try:
        return ABOUT_JSON.validate_json((folder / ABOUT).read_bytes())
    except FileNotFoundError:
        raise RecordError(f"there is no run in {folder.as_posix()!r}: it has no {ABOUT}") from None
    except ValidationError as error:
        raise RecordError(
            f"{(folder / ABOUT).as_posix()!r} does not tell of a run: {_first(error)}"
        ) from None


def read_cases(folder: Path) -> tuple[SuiteCase, ...]:
    """The cases of a run, in order."""
    return tuple(_read(folder / CASES, CASE_JSON))


def read_answers(folder: Path) -> tuple[AnswerLine, ...]:
    """The lines written so far; half a line at the end, which a kill leaves, is passed over."""
    return tuple(_read(folder / ANSWERS, ANSWER_JSON))


def compressed(file: Path) -> Path:
    """Where the compressed form of a file is kept."""
    return file.with_name(f"{file.name}.gz")


def _read(file: Path, form: TypeAdapter[Line]) -> Iterator[Line]:
    *whole, _ = _content(file).split(b"\n")
    for number, line in enumerate(whole, start=1):
        try:
            yield form.validate_json(line)
        except ValidationError as error:
            place = f"{file.as_posix()!r}, line {number}"
            raise RecordError(f"{place}, cannot be read: {_first(error)}") from None


def _content(file: Path) -> bytes:
    """Of a file, or of its compressed form where there is one; nothing where there is neither."""
    try:
        if compressed(file).exists():
            return gzip.decompress(compressed(file).read_bytes())
        return file.read_bytes() if file.exists() else b""
    except (OSError, EOFError) as error:
        raise RecordError(f"{file.as_posix()!r} cannot be read: {error}") from None


def _library(documents: Path) -> Library:
    if not documents.is_dir():
        raise RecordError(f"the articles that were asked, {documents.as_posix()!r}, are not there any more")
    return sources(documents)


def _first(error: ValidationError) -> str:
    mistake = error.errors()[0]
    return ": ".join(filter(None, (".".join(map(str, mistake["loc"])), mistake["msg"])))
