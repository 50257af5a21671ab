"""The sets of questions whose answers are judged sentence by sentence, each with its folder of articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import AssistantError
from eval.cases import Case, load
from eval.judgements import FOLDER
from eval.suite import SUITES


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The questions over one folder of articles."""

    title: str
    file: Path
    documents: Path
    cases: Path | None = None
    """The cases that a question without words of its own is found in."""
    shipped: bool = True
    """Whether the articles are part of the project, so that openings of their sentences may stand here."""

    def by_id(self) -> Mapping[str, Case]:
        """The cases by their id."""
        return {case.id: case for case in load(self.cases)} if self.cases else {}

    def texts(self, articles: Iterable[str]) -> Mapping[str, str]:
        """The files that places point into, whole, by article; none where openings name the sentences."""
        if self.shipped:
            return {}
        return {name: (self.documents / f"{name}.md").read_text(encoding="utf-8") for name in articles}


def sets(texts: Path | None) -> tuple[QuestionSet, ...]:
    """The project's sets; that over texts of others only where the folder of these is given."""
    documents, originals, *_ = SUITES
    found = [
        QuestionSet(suite.name, FOLDER / f"{suite.name}.yaml", suite.documents, suite.cases)
        for suite in (documents, originals)
    ]
    if texts is not None:
        if not texts.is_dir():
            raise AssistantError(f"There is no folder of texts {texts.as_posix()!r}.")
        found.append(QuestionSet("real writing", FOLDER / "real_opinion.yaml", texts, shipped=False))
    return tuple(found)
