"""Whether views are shown with the right stance on the question."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answers import Answer
from eval.cases import Case, ExpectedViewpoint
from eval.scoring.library import Library
from eval.scoring.names import fits
from eval.scoring.score import Measure, Reply, Score, share


def _stance(case: Case, reply: Reply, _: Library) -> Score:
    found = [
        (view, given)
        for view in case.expect.viewpoints
        if view.stance
        for given in _given(reply.answer, view)
    ]
    wrong = (
        f"{view.speaker or 'nobody named'} in {view.article} shown as {given} instead of {view.stance}"
        for view, given in found
        if given != view.stance
    )
    return share((given == view.stance for view, given in found), "; ".join(wrong))


def _given(answer: Answer, expected: ExpectedViewpoint) -> Iterator[str]:
    """The stances under which an expected view is shown, as its holder's."""
    names = expected.speakers or ("",)
    for view in answer.viewpoints:
        holds = any(fits(view.speaker or "", name) for name in names)
        if view.stance and view.record.article_id == expected.article and holds:
            yield view.stance


STANCE = (
    Measure(
        "stance",
        "stance accuracy",
        "higher",
        "Of the views whose stance a case knows and that an answer shows, as their holder's, with a stance, "
        "the share shown with the right one: the task of stance detection (Mohammad et al. 2016), here of a "
        "view on the question. Without a model no view has a stance, and nothing is measured.",
        _stance,
    ),
)
