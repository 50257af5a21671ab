"""How much of what is shown answers the question: shares of viewpoints judged by hand, sentence by sentence.

Asked over `documents/`, the invented originals and, where `--texts` gives their folder, public-domain
writing that is not part of the project; or over a folder of your own, whose judgements stand in FILE, which
need not be there yet. `--unjudged` writes what is shown and was never judged to a sheet for
a judge, `--judged` takes it back. What was never judged counts as neither answering nor bearing.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean

from assistant.articles import Article
from assistant.reading.folder import read_folder
from assistant.settings import Settings
from eval.asking import asked, opened
from eval.cases import Case
from eval.judgements import Grade, case_of, grade, in_words
from eval.question_sets import QuestionSet, own_set, sets
from eval.scoring.coverage import COVERAGE
from eval.scoring.score import Reply
from eval.sheets import Item, items, merge, read_sheet, write_sheet
from eval.summary import number

_MANY = 4
"""Articles that answer from which on it is told how many viewpoints are shown."""
_SCORES = {measure.name: measure.score for measure in COVERAGE}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question: what was shown for it, and what that is worth."""

    case: Case
    grades: tuple[Grade | None, ...]
    """The best grade of each viewpoint; None where nothing of it was judged."""
    coverage: float | None
    coverage_with_more: float | None
    unjudged: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one set of questions."""

    title: str
    questions: int
    declined: int
    viewpoints: int
    answers: float | None
    """Share of the viewpoints with a quote that answers…"""
    bears: float | None
    """…and with one that answers or bears on the question."""
    unjudged: int
    """Sentences shown that were never judged."""
    shown: float | None
    """Viewpoints shown, in the mean over questions that at least four articles answer."""
    coverage: float | None
    coverage_with_more: float | None


def outcomes(of: QuestionSet) -> list[Outcome]:
    """Every question of a set asked, without a chat model."""
    questions, known, found = of.questions(), of.by_id(), []
    files = of.texts({article for each in questions for article in each.judged})
    with opened(of.documents, Settings.read()) as assistant:
        for question in questions:
            case, judged = case_of(question, known), in_words(question, files)
            reply = asked(assistant, case)
            shown = {
                article.id: article for name in reply.answer.articles if (article := assistant.article(name))
            }
            grades = tuple(grade(view, judged) for view in reply.answer.viewpoints)
            new = tuple(items(of, case, reply.answer, shown, judged))
            found.append(Outcome(case, grades, *_coverage(case, reply), new))
    return found


def _coverage(case: Case, reply: Reply) -> tuple[float | None, float | None]:
    """Of the articles that answer, the share within those shown at once, and with more."""
    return (
        _SCORES["coverage"](case, reply, {}).value,
        _SCORES["coverage_with_more"](case, reply, {}).value,
    )


def row(title: str, found: Sequence[Outcome]) -> Row:
    """The figures over some questions."""
    grades = [each for one in found for each in one.grades]
    many = [one for one in found if len(one.case.expect.articles) >= _MANY]
    return Row(
        title=title,
        questions=len(found),
        declined=sum(not one.grades for one in found),
        viewpoints=len(grades),
        answers=_mean(each == "answers" for each in grades),
        bears=_mean(each in ("answers", "bears") for each in grades),
        unjudged=sum(len(one.unjudged) for one in found),
        shown=_mean(len(one.grades) for one in many),
        coverage=_mean(one.coverage for one in found if one.coverage is not None),
        coverage_with_more=_mean(
            one.coverage_with_more for one in found if one.coverage_with_more is not None
        ),
    )


def _mean(values: Iterable[float]) -> float | None:
    every = [float(value) for value in values]
    return fmean(every) if every else None


def table(rows: Iterable[Row]) -> Iterator[str]:
    """The rows for people to read, at most 100 columns."""
    names = ("asked", "declined", "views", "answer", "bear", "unjudged", "shown", "coverage", "and more")
    yield f"{'':14}" + "".join(f"{name:>9}" for name in names)
    for each in rows:
        counts = (each.questions, each.declined, each.viewpoints)
        cells = (
            *map(str, counts),
            *map(number, (each.answers, each.bears)),
            str(each.unjudged),
            *map(number, (each.shown, each.coverage, each.coverage_with_more)),
        )
        yield f"{each.title[:13]:14}" + "".join(f"{cell:>9}" for cell in cells)


def main(arguments: Sequence[str]) -> int:
    """Ask and print, or take a judge's sheet back."""
    parser = argparse.ArgumentParser(prog="python -m eval relevance", description=__doc__)
    add = parser.add_argument
    add("file", nargs="?", type=Path, metavar="FILE", help="the judgements of your own cases")
    add("--cases", type=Path, help="a file or a folder of cases of your own")
    add("--documents", type=Path, help="the folder of articles they speak of")
    add("--texts", type=Path, metavar="PATH", help="the texts of eval/relevance/real_opinion.yaml")
    add("--unjudged", type=Path, metavar="FILE", help="write the sentences never judged to this sheet")
    add(
        "--judged",
        type=Path,
        metavar="FILE",
        help="take the grades of this sheet into the judgements, ask nothing",
    )
    add("--json", action="store_true")
    options = parser.parse_args(arguments)
    own = options.file, options.cases, options.documents
    every = (own_set(*own),) if any(own) else sets(options.texts)
    if options.judged:
        taken_back(options.judged, every)
        return 0
    found = {of.title: outcomes(of) for of in every}
    rows = [row(title, each) for title, each in found.items()]
    print(json.dumps([asdict(each) for each in rows], indent=2) if options.json else "\n".join(table(rows)))
    if options.unjudged:
        new = [item for each in found.values() for one in each for item in one.unjudged]
        write_sheet(options.unjudged, new)
        print(f"{len(new)} sentences to be judged: {options.unjudged.as_posix()}")
    return 0


def taken_back(sheet: Path, every: Iterable[QuestionSet]) -> None:
    """Merge a sheet into the files of the sets, and tell how much is new."""
    found, left = read_sheet(sheet), {item.set for item in read_sheet(sheet)}
    for of in every:
        names = {item.article for item in found if item.set == of.title}
        articles: dict[str, Article] = {}
        if names:
            folder = read_folder(of.documents)
            articles = {article.id: article for article in folder.articles if article.id in names}
        new = merge(of, found, articles) if names else 0
        left.discard(of.title)
        print(f"{of.title}: {new} new judgements")
    for title in sorted(left):
        print(f"{title}: left out, since --texts does not say where these texts are")
    if waiting := sum(item.grade is None for item in found):
        print(f"{waiting} sentences of the sheet have no grade yet")
