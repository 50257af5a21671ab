"""The judge's measures: claims beside their quotes, and answers beside the points expected of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import fmean

from assistant.answers import Answer, Viewpoint
from assistant.wording.byline import attribution
from assistant.wording.lines import quoted
from eval.cases import Case
from eval.judging.request import SCALES, Kind, Request, agreement, faithfulness
from eval.judging.verdicts import JUDGED, Verdicts
from eval.record import Outcome, Run, read_run
from eval.scoring.library import Library
from eval.scoring.points import expected_points
from eval.scoring.score import NOTHING, Measure, Reply, Score

Wanted = tuple[str, Request]
"""What is graded, in a few words, and how the judge is asked."""


def judge_measures(verdicts: Verdicts) -> tuple[Measure, ...]:
    """Measures that read what the judge has said; what it was not asked has no score."""
    judge = verdicts.judge or "a chat model"

    def faithful(_: Case, reply: Reply, __: Library) -> Score:
        return _score("faithfulness", tuple(claims(reply.answer)), verdicts)

    def agreeing(case: Case, reply: Reply, _: Library) -> Score:
        wanted = tuple(points(case, reply.answer))
        if wanted and not reply.answer.viewpoints:
            return Score(0.0, "no view is shown")
        return _score("agreement", wanted, verdicts)

    return (
        Measure(
            "faithfulness",
            "faithfulness (judge)",
            "higher",
            "How far the quotes of a view bear out its claim and show whose it is: supported 1, partly 1/2, "
            f"unsupported 0, the mean over an answer's claims, graded by {judge} as "
            "prompts/judge_faithfulness_system.md says. An answer without claims, such as every one by "
            "extraction, has none.",
            faithful,
        ),
        Measure(
            "agreement",
            "agreement with points (judge)",
            "higher",
            "How far an answer makes the vital points expected of it, as the views of those who should make "
            "them: stated 1, partly 1/2, missing 0, the mean over a case's points, graded by "
            f"{judge} as prompts/judge_agreement_system.md says.",
            agreeing,
        ),
    )


def whole_run(folder: Path) -> Run:
    """A run with every score it has: a judge's too, where one was asked about it."""
    run, verdicts = read_run(folder), Verdicts(folder / JUDGED)
    return judged(run, verdicts) if verdicts.judge else run


def judged(run: Run, verdicts: Verdicts) -> Run:
    """The run with the scores of the judge beside the others."""
    measures = judge_measures(verdicts)

    def scored(each: Outcome) -> Outcome:
        if each.reply is None:
            return each
        own = {measure.name: measure.score(each.case, each.reply, {}) for measure in measures}
        return replace(each, scores={**each.scores, **own})

    return replace(
        run,
        outcomes=tuple(map(scored, run.outcomes)),
        measures=(*run.measures, *measures),
        judge=verdicts.judge,
    )


def asked(run: Run) -> tuple[Request, ...]:
    """All that a judge is asked about a run."""
    answered = ((each.case, each.reply.answer) for each in run.outcomes if each.reply)
    return tuple(request for case, answer in answered for request in requests(case, answer))


def requests(case: Case, answer: Answer) -> tuple[Request, ...]:
    """All that a judge is asked about one answer."""
    shown = points(case, answer) if answer.viewpoints else ()
    return tuple(request for _, request in (*claims(answer), *shown))


def claims(answer: Answer) -> Iterator[Wanted]:
    """Each claim beside its quotes."""
    for view in answer.viewpoints:
        if view.claim:
            yield (
                view.claim,
                faithfulness(
                    credited_to=view.speaker or "somebody who is not named",
                    voice=view.record.voice or "not named",
                    claim=view.claim,
                    quotes=[quote.shown for quote in view.quotes],
                ),
            )


def points(case: Case, answer: Answer) -> Iterator[Wanted]:
    """Each vital point beside the whole answer."""
    shown = "\n".join(map(_line, answer.viewpoints))
    for view, point in expected_points(case):
        if point.importance == "vital":
            speaker = " or ".join(view.speakers)
            yield point.text, agreement(answer=shown, speaker=speaker, point=point.text)


def _line(view: Viewpoint) -> str:
    words = " ".join(quoted(quote.shown, view.record) for quote in view.quotes)
    return " ".join(f"{attribution(view)}: {view.claim or ''} {words}".split())


def _score(kind: Kind, wanted: Sequence[Wanted], verdicts: Verdicts) -> Score:
    """The mean of the grades; ungraded where one of them cannot be read, nothing where one was not asked."""
    said = [(words, verdicts.of(request)) for words, request in wanted]
    given = [(words, verdict) for words, verdict in said if verdict is not None]
    if not given or len(given) < len(said):
        return NOTHING
    unread = [verdict.why for _, verdict in given if verdict.grade is None]
    if unread:
        return Score(None, f"the judge's reply could not be read: {unread[0]}", ungraded=True)
    values = [SCALES[kind][verdict.grade or ""] for _, verdict in given]
    short = (
        f"{verdict.grade}: {words}: {verdict.why}"
        for (words, verdict), value in zip(given, values, strict=True)
        if value < 1
    )
    return Score(fmean(values), "; ".join(short))
