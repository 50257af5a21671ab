"""What an answer is worth beside what its case expects; no model is needed to tell.

Every score is None where a case says nothing of it, otherwise (but for `viewpoints`) between 0 and 1.
Figures over many cases are plain means over the cases that have the score.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from statistics import mean
from types import MappingProxyType

from assistant.names import folded, names_match
from assistant.types import Answer, Viewpoint
from eval.case_check import Source
from eval.cases import Case, ExpectedViewpoint, FalseCredit
from eval.relevance import Judgements, bearing

EMPTY: Judgements = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The scores of one answer."""

    declined: float | None
    """1 where the answer was declined; None where an answer and a decline are both right."""
    passage_at_hand: float | None
    """Of an answer wrongly declined: whether an expected article is among the nearest passages."""
    coverage: float | None
    """Share of the expected articles that are shown."""
    precision: float | None
    """Share of the viewpoints shown whose article is expected or bears on the question too."""
    bearing: float | None
    """Share of the viewpoints shown with a quote that was judged by hand to bear on the question."""
    viewpoints: float | None
    """How many viewpoints are shown."""
    points: float | None
    """Share of the expected points that a quote of their article carries."""
    speaker: float | None
    """Share of the points shown that stand under the name of the one who makes them."""
    credited_falsely: float | None
    """Share of the views that must not be credited to someone that are."""
    right_person: float | None
    """Of a follow-up about someone: whether the question was resolved and that person's view is shown."""
    resolved: float | None
    """Of a follow-up: whether the stand-alone question holds what the conversation was about."""
    as_recorded: float | None
    """Share of the viewpoints, shown or nearest, with the people, the date and the words of the file."""


def scored(
    case: Case, answer: Answer, sources: Mapping[str, Source], judgements: Judgements = EMPTY
) -> Scores:
    """What `answer` is worth; `sources` are the articles by id, read independently."""
    expect = case.expect
    answerable = expect.answered is True
    shown = [view.record.article_id for view in answer.viewpoints]
    right = {*expect.articles, *expect.also_relevant}
    at_hand = any(view.record.article_id in right for view in answer.nearest)
    points = list(_points(expect.viewpoints, answer))
    resolved = _resolved(case, answer) if case.conversation else None
    return Scores(
        declined=None if expect.answered == "either" else float(not answer.answered),
        passage_at_hand=float(at_hand) if answerable and not answer.answered else None,
        coverage=_share(name in shown for name in expect.articles if answerable),
        precision=_share(name in right for name in shown if answerable),
        bearing=bearing(case.id, answer, judgements) if answerable else None,
        viewpoints=float(len(shown)) if answerable and answer.answered else None,
        points=_share(bool(names) for _, names in points),
        speaker=_share(_fit(view.speakers, names) for view, names in points if names),
        credited_falsely=_share(_falsely(credit, answer) for credit in expect.never_credited),
        right_person=_right_person(case, answer) if resolved is not None else None,
        resolved=None if resolved is None else float(resolved),
        as_recorded=_share(_as_recorded(view, sources) for view in (*answer.viewpoints, *answer.nearest)),
    )


def means(every: Iterable[Scores]) -> dict[str, tuple[float, int] | None]:
    """For each score its mean and the number of cases that have it; None where none has."""
    rows = list(every)
    found: dict[str, tuple[float, int] | None] = {}
    for name in (field.name for field in fields(Scores)):
        values = [value for row in rows if (value := getattr(row, name)) is not None]
        found[name] = (mean(values), len(values)) if values else None
    return found


def _share(of: Iterable[bool]) -> float | None:
    values = list(of)
    return sum(values) / len(values) if values else None


def _points(
    expected: Iterable[ExpectedViewpoint], answer: Answer
) -> Iterator[tuple[ExpectedViewpoint, tuple[str, ...]]]:
    """Each expected point: who should make it, and under which names a quote of it is shown."""
    for view in expected:
        for point in view.points:
            yield view, tuple(_credited(answer, view.article, point.any_of))


def _credited(answer: Answer, article: str, spans: Iterable[str]) -> Iterator[str]:
    """Under which names words of an article are shown; "" for someone who is not named."""
    for view in answer.viewpoints:
        if view.record.article_id == article and any(
            span in quote.text for quote in view.quotes for span in spans
        ):
            yield view.speaker or ""


def _fit(speakers: Iterable[str], names: Iterable[str]) -> bool:
    wanted = {_bare(speaker) for speaker in speakers}
    return any(_bare(name) in wanted for name in names)


def _bare(name: str) -> str:
    return folded(name).removeprefix("the ")


def _falsely(credit: FalseCredit, answer: Answer) -> bool:
    return any(
        names_match(credit.speaker, name) for name in _credited(answer, credit.article, credit.any_of) if name
    )


def _resolved(case: Case, answer: Answer) -> bool:
    """Whether the stand-alone question holds a wording of each group that the case expects."""
    question = folded(answer.standalone_question)
    return all(any(folded(word) in question for word in group) for group in case.expect.standalone)


def _right_person(case: Case, answer: Answer) -> float | None:
    """None where the case expects nobody's view, or those of several."""
    people = {view.speaker for view in case.expect.viewpoints}
    if len(people) != 1:
        return None
    shown = any(names_match(name or "", view.speaker or "") for name in people for view in answer.viewpoints)
    return float(shown and _resolved(case, answer))


def _as_recorded(view: Viewpoint, sources: Mapping[str, Source]) -> bool:
    """Whether people and date are those of the file's record, and the quotes stand in its text."""
    source = sources.get(view.record.article_id)
    return (
        source is not None
        and set(view.record.people) <= source.people
        and view.record.date == source.date
        and all(source.text[quote.start : quote.end] == quote.text for quote in view.quotes)
    )
