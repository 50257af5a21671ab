"""The sets of questions whose answers are judged sentence by sentence, each with its folder of articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import AssistantError
from eval.cases import Case, load
from eval.judgements import FOLDER, JudgedQuestion, read
from eval.suite import SUITES, chosen


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The questions over one folder of articles."""

    title: str
    file: Path
    documents: Path
    cases: Path | None = None
    """The cases that a question without words of its own is found in."""
    shipped: bool = True
    """Whether openings of the articles' sentences may stand in the file."""
    own: bool = False
    """Whether it is the reader's own: then each case is asked, and the file may be yet to be written."""

    def questions(self) -> tuple[JudgedQuestion, ...]:
        """Those of the file; of one's own set also the confirmed cases to be answered that it lacks."""
        if not self.own:
            return read(self.file)
        found = read(self.file) if self.file.exists() else ()
        named = {each.id for each in found}
        asked = (c.id for c in self.by_id().values() if c.confirmed and c.expect.answered is True)
        return (*found, *(JudgedQuestion(id=name) for name in asked if name not in named))

    def by_id(self) -> Mapping[str, Case]:
        """The cases by their id."""
        return {case.id: case for case in load(self.cases)} if self.cases else {}

    def texts(self, articles: Iterable[str]) -> Mapping[str, str]:
        """The files that places point into, whole, by article; none where openings name the sentences."""
        if self.shipped:
            return {}
        return {name: (self.documents / f"{name}.md").read_text(encoding="utf-8") for name in articles}


def own_set(file: Path | None, cases: Path | None, documents: Path | None) -> QuestionSet:
    """Cases of the reader's own over a folder of articles, with the file of their judgements."""
    if not (file and cases and documents):
        raise AssistantError("your own questions need a file of judgements, --cases and --documents")
    (suite,) = chosen(cases, documents)
    return QuestionSet(suite.name, file, suite.documents, suite.cases, own=True)


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
